//! From needs to an order.

use std::sync::Arc;

use crate::domain::Column;
use crate::formula::Table as _;

use super::blind::BlindCatalog;
use super::figures::Figures;
use super::musts::{Masks, masks};
use super::needs::{MAX_MUSTS, Needs};
use super::order::{Placed, best_first};
use super::share::ONE;
use super::value::{Values, column_values};

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
    /// Values of each criterion.
    pub values: Vec<Values>,
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
    /// Who may come first, best first: those that meet every must-have; where none does for certain, those of which nobody can say.
    pub(super) fn contenders(&self) -> impl Iterator<Item = &Ranked> {
        let confirmed = self.ranked.first().is_some_and(|first| first.open == 0);
        let same = move |ranked: &&Ranked| (ranked.open == 0) == confirmed;
        self.ranked.iter().filter(same)
    }

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
    } = Weighed::new(blind, needs, Figures::new(blind, needs));
    // Offerings by how badly they fit: each group is put in order by itself.
    let (mut confirmed, mut unconfirmed) = (Vec::with_capacity(scores.len()), Vec::new());
    let mut missing: Vec<Vec<Placed>> = vec![Vec::new(); needs.musts.len() + 1];
    let mut excluded_by = vec![0; needs.musts.len()];
    let tie = |offering: usize| blind.tie(needs.tie_seed, offering);
    let scored = (0..=u32::MAX).zip(scores.iter().enumerate());
    let mut placed = scored.map(|(offering, (row, &score))| Placed::new(offering, score, tie(row)));
    if needs.musts.is_empty() && needs.absent.is_empty() {
        confirmed.extend(placed.by_ref());
    }
    for placed in placed {
        let stand = masks.of(placed.offering());
        if needs.absent.contains(&placed.offering()) {
            continue;
        }
        if stand.violated == 0 {
            let group = if stand.open == 0 {
                &mut confirmed
            } else {
                &mut unconfirmed
            };
            group.push(placed);
        } else {
            for (number, count) in excluded_by.iter_mut().enumerate().take(MAX_MUSTS) {
                *count += usize::from(stand.violated >> number & 1 == 1);
            }
            let misses = usize::try_from(stand.violated.count_ones()).unwrap_or(0);
            if let Some(group) = missing.get_mut(misses) {
                group.push(placed);
            }
        }
    }
    drop(scores);
    let mut ranked = Vec::with_capacity(confirmed.len() + unconfirmed.len());
    let mut ranks = Ranks::new(blind.lines());
    for group in [confirmed, unconfirmed] {
        let group = best_first(group, tie);
        ranked.extend(group.iter().map(|placed| {
            let open = masks.of(placed.offering()).open;
            ranks.next(*placed, open)
        }));
    }
    let excluded = missing.into_iter().flat_map(|group| best_first(group, tie));
    let excluded = excluded.map(|placed| Excluded {
        offering: placed.offering(),
        score: placed.score(),
        violated: masks.of(placed.offering()).violated,
    });
    Advice {
        ranked,
        excluded: excluded.collect(),
        excluded_by,
        computed: figures.into_computed(),
        values,
    }
}

/// All that an order rests on.
pub(super) struct Weighed<'a> {
    figures: Figures<'a>,
    /// Values of each criterion for each offering.
    pub values: Vec<Values>,
    /// Sum of points times values of each offering.
    pub scores: Vec<u32>,
    /// How the offerings stand to the must-haves.
    pub masks: Masks,
}

impl<'a> Weighed<'a> {
    /// Values and scores everything on these figures.
    pub fn new(blind: &'a BlindCatalog, needs: &Needs, figures: Figures<'a>) -> Self {
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

fn all_values(blind: &BlindCatalog, figures: &Figures<'_>, needs: &Needs) -> Vec<Values> {
    blind
        .criteria()
        .iter()
        .enumerate()
        .map(|(number, criterion)| {
            if let Some(values) = blind.fixed_values(number) {
                return Arc::clone(values);
            }
            let empty = blind.empty_means(criterion.column);
            let values = figures.column(criterion.column).map_or_else(
                || vec![criterion.missing_value(); blind.rows()],
                |column| column_values(criterion, column, empty, &needs.inputs),
            );
            values.into()
        })
        .collect()
}

/// Offerings whose scores are summed before the next ones: 8 KiB of scores stay close to the processor.
const ROWS_AT_ONCE: usize = 2048;

fn scores(rows: usize, values: &[Values], points: &[u16]) -> Vec<u32> {
    let most: u64 = points.iter().copied().map(u64::from).sum();
    // A catalog has at most 200 criteria with 100 points, far from the end; the bound is for needs made by hand.
    let fits = most.saturating_mul(ONE.into()) <= u32::MAX.into();
    if fits {
        sums(rows, values, points, u32::wrapping_add)
    } else {
        sums(rows, values, points, u32::saturating_add)
    }
}

/// Sums of points times values, with an addition that cannot fail.
fn sums(rows: usize, values: &[Values], points: &[u16], add: impl Fn(u32, u32) -> u32) -> Vec<u32> {
    let mut scores = vec![0_u32; rows];
    for (block, scores) in scores.chunks_mut(ROWS_AT_ONCE).enumerate() {
        for (values, &points) in values.iter().zip(points) {
            let from = block * ROWS_AT_ONCE;
            let values = values.get(from..).unwrap_or_default();
            for (score, &value) in scores.iter_mut().zip(values) {
                *score = add(*score, u32::from(points) * u32::from(value));
            }
        }
    }
    scores
}

/// Gives ranks in order: the best of each line takes up one, equals share one.
struct Ranks<'a> {
    lines: &'a [u32],
    /// Lines of which one has come, a bit each: they stay close to the processor, and are asked for in no order.
    seen: Vec<u64>,
    before: Option<(bool, u32, usize)>,
    leaders: usize,
}

impl<'a> Ranks<'a> {
    fn new(lines: &'a [u32]) -> Self {
        Self {
            lines,
            seen: vec![0; lines.len().div_ceil(64)],
            before: None,
            leaders: 0,
        }
    }

    fn next(&mut self, placed: Placed, open: u64) -> Ranked {
        let (offering, score) = (placed.offering(), placed.score());
        let line = self.lines.get(offering).copied().unwrap_or(u32::MAX);
        // Lines are numbered without gaps, so each has its place.
        let lines = usize::try_from(line / u64::BITS).ok();
        let leads_line = lines
            .and_then(|lines| self.seen.get_mut(lines))
            .is_none_or(|seen| {
                let bit = 1 << (line % u64::BITS);
                let before = std::mem::replace(seen, *seen | bit);
                before & bit == 0
            });
        let status = open != 0;
        let rank = match self.before {
            Some((s, before, rank)) if (s, before) == (status, score) => rank,
            _ => self.leaders + 1,
        };
        self.before = Some((status, score, rank));
        self.leaders += usize::from(leads_line);
        Ranked {
            offering,
            rank,
            score,
            open,
            leads_line,
        }
    }
}
