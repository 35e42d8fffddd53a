//! From needs to an order.

use std::cmp::Reverse;

use crate::domain::Column;
use crate::formula::Table as _;

use super::blind::BlindCatalog;
use super::draws::mix;
use super::figures::Figures;
use super::musts::{Masks, masks};
use super::needs::Needs;
use super::value::column_values;

/// The advice on one set of needs.
#[derive(Debug, Clone)]
pub struct Advice {
    /// Offerings that meet every must-have, best first; then those of which nobody can say, best first.
    pub ranked: Vec<Ranked>,
    /// Offerings that miss a must-have: fewest misses first, then best score.
    pub excluded: Vec<Excluded>,
    /// How many offerings each must-have excludes (one offering may be counted under several).
    pub excluded_by: Vec<usize>,
    /// The computed columns, in the order of [`BlindCatalog::computed`].
    pub computed: Vec<Column>,
    /// Values of each criterion (outer) for each offering (inner), 0..=10,000.
    pub values: Vec<Vec<u16>>,
}

/// An offering in the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranked {
    /// Position in the catalog.
    pub offering: usize,
    /// 1 for the best; equal scores share a rank. Only the best of each model line takes up a rank.
    pub rank: usize,
    /// Sum of points times values.
    pub score: u32,
    /// Must-haves that a missing fact leaves open, a bit each: what to ask the seller.
    pub open: u64,
    /// Whether it is the best of its model line.
    pub leads_line: bool,
}

/// An offering that misses a must-have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Excluded {
    /// Position in the catalog.
    pub offering: usize,
    /// Sum of points times values.
    pub score: u32,
    /// Must-haves missed, a bit each, in the order of [`Needs::musts`].
    pub violated: u64,
}

impl Advice {
    /// The best of each model line, best first.
    pub fn leaders(&self) -> impl Iterator<Item = &Ranked> {
        self.ranked.iter().filter(|ranked| ranked.leads_line)
    }
}

/// Ranks all offerings for `needs`.
///
/// The score is `sum(points * value)` (simple additive value model); ties are broken by a hash of case and offering and share a rank.
#[must_use]
pub fn advise(blind: &BlindCatalog, needs: &Needs) -> Advice {
    let Weighed {
        figures,
        values,
        scores,
        masks,
    } = Weighed::new(blind, needs);
    let mut ranked = Vec::new();
    let mut excluded = Vec::new();
    let mut excluded_by = vec![0; needs.musts.len()];
    for (offering, ((&score, &violated), &open)) in scores
        .iter()
        .zip(&masks.violated)
        .zip(&masks.open)
        .enumerate()
    {
        if needs.absent.contains(&offering) {
            continue;
        }
        if violated == 0 {
            ranked.push(Ranked {
                offering,
                rank: 0,
                score,
                open,
                leads_line: false,
            });
        } else {
            for (number, count) in excluded_by.iter_mut().enumerate() {
                *count += usize::from(violated >> number & 1 == 1);
            }
            excluded.push(Excluded {
                offering,
                score,
                violated,
            });
        }
    }
    let tie = |offering: usize| {
        mix(
            needs.tie_seed,
            blind.keys().get(offering).copied().unwrap_or(0),
        )
    };
    ranked.sort_by_cached_key(|r| (r.open != 0, Reverse(r.score), tie(r.offering), r.offering));
    excluded.sort_by_cached_key(|e| {
        (
            e.violated.count_ones(),
            Reverse(e.score),
            tie(e.offering),
            e.offering,
        )
    });
    number_ranks(&mut ranked, blind.lines());
    Advice {
        ranked,
        excluded,
        excluded_by,
        computed: figures.into_computed(),
        values,
    }
}

/// The first of the order that [`advise`] makes for `needs`, without making the rest of it.
#[must_use]
pub fn first_place(blind: &BlindCatalog, needs: &Needs) -> Option<usize> {
    let weighed = Weighed::new(blind, needs);
    let masks = weighed.masks.violated.iter().zip(&weighed.masks.open);
    let fitting = weighed.scores.iter().zip(masks).enumerate();
    fitting
        .filter(|(offering, (_, (violated, _)))| {
            **violated == 0 && !needs.absent.contains(offering)
        })
        .map(|(offering, (&score, (_, &open)))| (open != 0, Reverse(score), offering))
        .min_by(|a, b| {
            let tie = |offering: usize| {
                let key = blind.keys().get(offering).copied().unwrap_or(0);
                (mix(needs.tie_seed, key), offering)
            };
            (a.0, a.1)
                .cmp(&(b.0, b.1))
                .then_with(|| tie(a.2).cmp(&tie(b.2)))
        })
        .map(|(.., offering)| offering)
}

/// All that an order rests on.
struct Weighed<'a> {
    figures: Figures<'a>,
    values: Vec<Vec<u16>>,
    scores: Vec<u32>,
    masks: Masks,
}

impl<'a> Weighed<'a> {
    fn new(blind: &'a BlindCatalog, needs: &Needs) -> Self {
        let figures = Figures::new(blind, needs);
        let values = all_values(blind, &figures, needs);
        let scores = scores(blind.rows(), &values, &needs.points);
        let masks = masks(blind, &figures, needs);
        Self {
            figures,
            values,
            scores,
            masks,
        }
    }
}

fn all_values(blind: &BlindCatalog, figures: &Figures<'_>, needs: &Needs) -> Vec<Vec<u16>> {
    blind
        .criteria()
        .iter()
        .enumerate()
        .map(|(number, criterion)| {
            if let Some(values) = blind.fixed_values(number) {
                return values.to_vec();
            }
            let empty = blind.empty_means(criterion.column);
            figures.column(criterion.column).map_or_else(
                || vec![criterion.missing_value(); blind.rows()],
                |column| column_values(criterion, column, empty, &needs.inputs),
            )
        })
        .collect()
}

fn scores(rows: usize, values: &[Vec<u16>], points: &[u16]) -> Vec<u32> {
    let mut scores = vec![0_u32; rows];
    for (values, &points) in values.iter().zip(points) {
        if points == 0 {
            continue;
        }
        let points = u32::from(points);
        for (score, &value) in scores.iter_mut().zip(values) {
            // A catalog has at most 200 criteria with 100 points, far from the end; the bound is for needs made by hand.
            *score = score.saturating_add(points * u32::from(value));
        }
    }
    scores
}

/// Gives ranks to a sorted list: the best of each line takes up one, equals share one.
fn number_ranks(ranked: &mut [Ranked], lines: &[u32]) {
    let mut seen = vec![false; lines.len()];
    let mut before: Option<(bool, u32, usize)> = None;
    let mut leaders = 0;
    for entry in ranked {
        let line = lines.get(entry.offering);
        // Lines are numbered without gaps, so each has its place.
        let seen = line.and_then(|line| seen.get_mut(usize::try_from(*line).ok()?));
        entry.leads_line = seen.is_none_or(|seen| !std::mem::replace(seen, true));
        let status = entry.open != 0;
        entry.rank = match before {
            Some((s, score, rank)) if (s, score) == (status, entry.score) => rank,
            _ => leaders + 1,
        };
        before = Some((status, entry.score, entry.rank));
        leaders += usize::from(entry.leads_line);
    }
}
