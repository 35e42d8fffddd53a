//! Readings of how much each criterion weighs: raw importance drawn within what was said.

use std::collections::BTreeMap;

use crate::domain::Importance;

use super::draws::{column, stratum};
use super::needs::{Needs, TradeOff, Weight};
use super::posterior::{MOST, raw_importance};
use super::reading::Reading;
use super::share::ONE;
use super::tables::PREFERS;

/// Most readings that are drawn to make up for readings that head-to-heads have ruled out.
const MOST_READINGS: u32 = 16_384;

/// Many readings of the same weights.
#[derive(Debug, Clone)]
pub struct Particles {
    criteria: usize,
    /// Raw importance in tenths, reading after reading.
    raw: Vec<u16>,
    /// Sum of each reading's raw importances.
    totals: Vec<u32>,
    /// How much each reading counts.
    masses: Vec<u64>,
}

impl Particles {
    /// Draws `count` readings of `criteria` criteria; more when what the customer chose leaves fewer than an eighth of `count` in force.
    #[must_use]
    pub fn new(needs: &Needs, criteria: usize, count: u32) -> Self {
        let least = u64::from(count / 8);
        let mut count = count.max(1);
        loop {
            let drawn = Self::drawn(needs, criteria, count);
            if drawn.effective() >= least || count >= MOST_READINGS {
                return drawn;
            }
            count *= 2;
        }
    }

    fn drawn(needs: &Needs, criteria: usize, count: u32) -> Self {
        let columns = columns(needs, criteria, count);
        let readings = usize::try_from(count).unwrap_or(0);
        let mut raw = Vec::with_capacity(criteria * readings);
        for reading in 0..readings {
            raw.extend(
                columns
                    .iter()
                    .map(|column| column.get(reading).copied().unwrap_or(0)),
            );
        }
        let mut particles = Self {
            criteria,
            totals: raw
                .chunks(criteria.max(1))
                .map(|weights| weights.iter().copied().map(u32::from).sum())
                .collect(),
            raw,
            masses: Vec::new(),
        };
        particles.totals.resize(readings, 0);
        particles.masses = particles
            .weights()
            .map(|(weights, total)| mass(weights, total, &needs.trade_offs))
            .collect();
        particles
    }

    /// How many readings.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.totals.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.totals.is_empty()
    }

    /// Each reading: raw importances in tenths, 0..=1000 each, and their sum.
    pub fn weights(&self) -> impl Iterator<Item = (&[u16], u32)> {
        (0..self.len()).map(|reading| {
            let from = reading * self.criteria;
            let weights = self.raw.get(from..from + self.criteria).unwrap_or(&[]);
            (weights, self.totals.get(reading).copied().unwrap_or(0))
        })
    }

    /// The same with their numbers, from 0.
    pub(super) fn readings(&self) -> impl Iterator<Item = Reading<'_>> {
        (0..)
            .zip(self.weights())
            .map(|(number, (weights, total))| Reading {
                number,
                weights,
                total,
            })
    }

    /// How much each reading counts.
    #[must_use]
    pub fn masses(&self) -> &[u64] {
        &self.masses
    }

    /// How many equal readings would say as much (Kish's effective sample size).
    #[must_use]
    pub fn effective(&self) -> u64 {
        let sum: u128 = self.masses.iter().copied().map(u128::from).sum();
        let squares: u128 = self.masses.iter().map(|&m| u128::from(m).pow(2)).sum();
        (sum * sum)
            .checked_div(squares)
            .and_then(|n| u64::try_from(n).ok())
            .unwrap_or(0)
    }

    /// The mean of the readings' raw importance of each criterion, in millionths of the scale.
    #[must_use]
    pub fn mean_millionths(&self) -> Vec<u64> {
        let mut sums = vec![0_u128; self.criteria];
        for ((weights, _), &mass) in self.weights().zip(&self.masses) {
            for (sum, &raw) in sums.iter_mut().zip(weights) {
                *sum += u128::from(mass) * u128::from(raw);
            }
        }
        let whole: u128 = self.masses.iter().copied().map(u128::from).sum();
        let whole = whole.max(1) * u128::from(MOST);
        sums.iter()
            .map(|sum| u64::try_from(sum * 1_000_000 / whole).unwrap_or(u64::MAX))
            .collect()
    }
}

/// A column of raw importances for each criterion.
fn columns(needs: &Needs, criteria: usize, count: u32) -> Vec<Vec<u16>> {
    let draw = |tag: usize| {
        let tag = u64::try_from(tag).unwrap_or(u64::MAX);
        column(needs.tie_seed, tag, count)
    };
    let by = |level: Option<Importance>, fractions: &[u32]| -> Vec<u16> {
        fractions
            .iter()
            .map(|&fraction| raw_importance(level, stratum(fraction)))
            .collect()
    };
    let mut columns: Vec<Vec<u16>> = Vec::with_capacity(criteria);
    let mut orders: BTreeMap<usize, Vec<(u16, usize)>> = BTreeMap::new();
    for criterion in 0..criteria {
        let weight = needs.weights.get(criterion).copied().unwrap_or_default();
        columns.push(match weight {
            Weight::Unasked => by(None, &draw(criterion)),
            Weight::Nothing => Vec::new(),
            Weight::Level(level) => by(Some(level), &draw(criterion)),
            Weight::Place { group, place } => {
                orders.entry(group).or_default().push((place, criterion));
                Vec::new()
            }
        });
    }
    for (group, members) in orders {
        // What matters most weighs like something essential; the rest follows from the order.
        let tops = by(Some(Importance::Essential), &draw(criteria + group));
        let fractions: Vec<Vec<u32>> = members.iter().map(|(_, c)| draw(*c)).collect();
        let mut drawn = vec![Vec::with_capacity(tops.len()); members.len()];
        for (reading, &top) in tops.iter().enumerate() {
            let cuts = fractions.iter().skip(1).filter_map(|c| c.get(reading));
            let places: Vec<u16> = members.iter().map(|(place, _)| *place).collect();
            let shares = in_order(cuts.copied().collect(), &places);
            let greatest = shares.iter().copied().max().unwrap_or(1).max(1);
            for (column, share) in drawn.iter_mut().zip(shares) {
                let raw = (u64::from(top) * share + greatest / 2) / greatest;
                column.push(u16::try_from(raw).unwrap_or(MOST));
            }
        }
        for ((_, criterion), drawn) in members.iter().zip(drawn) {
            if let Some(column) = columns.get_mut(*criterion) {
                *column = drawn;
            }
        }
    }
    columns
}

/// Shares drawn evenly from all that keep the order: the gaps between sorted cuts are even on the simplex; sorted and handed out
/// by place they are even on what is left of it. Equal places get theirs in the order that chance gave them.
fn in_order(mut cuts: Vec<u32>, places: &[u16]) -> Vec<u64> {
    cuts.sort_unstable();
    let ends = std::iter::once(0).chain(cuts.iter().map(|&cut| u64::from(cut)));
    let next = cuts.iter().map(|&cut| u64::from(cut));
    let gaps: Vec<u64> = ends
        .zip(next.chain(std::iter::once(1 << 32)))
        .map(|(from, to)| to - from)
        .collect();
    let mut members: Vec<usize> = (0..places.len()).collect();
    members.sort_by_key(|&n| {
        (
            places.get(n).copied(),
            std::cmp::Reverse(gaps.get(n).copied()),
            n,
        )
    });
    let mut sorted = gaps;
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    let mut shares = vec![0; places.len()];
    for (member, gap) in members.into_iter().zip(sorted) {
        if let Some(share) = shares.get_mut(member) {
            *share = gap;
        }
    }
    shares
}

/// How much a reading counts: the chance that its customer would have chosen as the customer did, starting from 2^32.
fn mass(weights: &[u16], total: u32, trade_offs: &[TradeOff]) -> u64 {
    if trade_offs.is_empty() {
        return 1;
    }
    trade_offs
        .iter()
        .fold(1 << 32, |mass: u64, trade_off| {
            (mass * prefers(lead(weights, total, trade_off))) >> 16
        })
        .max(1)
}

/// By how much the preferred one is better in a reading, in ten-thousandths of the scale.
fn lead(weights: &[u16], total: u32, trade_off: &TradeOff) -> i64 {
    let sum: i64 = weights
        .iter()
        .zip(trade_off.preferred.iter().zip(&trade_off.other))
        .map(|(&raw, (&preferred, &other))| {
            i64::from(raw) * (i64::from(preferred) - i64::from(other))
        })
        .sum();
    sum / i64::from(total.max(1))
}

/// How likely what leads by so much is preferred, in parts of 65,536.
pub(super) fn prefers(lead: i64) -> u64 {
    let size = lead.unsigned_abs().min(u64::from(ONE));
    let at = |n: u64| {
        let place = usize::try_from(n).unwrap_or(usize::MAX);
        let entry = PREFERS.get(place).or_else(|| PREFERS.last());
        entry.copied().map_or(1 << 15, u64::from)
    };
    let (before, after) = (at(size / 20), at(size / 20 + 1));
    let likely = before + (after - before) * (size % 20) / 20;
    if lead < 0 { (1 << 16) - likely } else { likely }
}
