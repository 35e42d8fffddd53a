//! From needs to an order.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::domain::Column;
use crate::formula::Table as _;

use super::blind::BlindCatalog;
use super::draws::mix;
use super::figures::{Figures, Known};
use super::musts::{Masks, masks};
use super::needs::Needs;
use super::value::{ONE, column_values};

/// Values of one criterion for each offering, 0..=10,000; shared, because most depend on no answer.
pub type Values = Arc<[u16]>;

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
    let fits = masks.violated.iter().filter(|mask| **mask == 0).count();
    let mut fitting = Vec::with_capacity(fits);
    let mut missing = Vec::with_capacity(scores.len() - fits);
    let mut excluded_by = vec![0; needs.musts.len()];
    let each = masks.violated.iter().zip(&masks.open).zip(&scores);
    for (offering, ((&violated, &open), &score)) in each.enumerate() {
        if needs.absent.contains(&offering) {
            continue;
        }
        if violated == 0 {
            fitting.push(Placed::new(u32::from(open != 0), score, offering));
        } else {
            for (number, count) in excluded_by.iter_mut().enumerate() {
                *count += usize::from(violated >> number & 1 == 1);
            }
            missing.push(Placed::new(violated.count_ones(), score, offering));
        }
    }
    let tie = |offering: usize| {
        mix(
            needs.tie_seed,
            blind.keys().get(offering).copied().unwrap_or(0),
        )
    };
    let mask = |masks: &[u64], offering: usize| masks.get(offering).copied().unwrap_or(0);
    let mut ranked: Vec<Ranked> = in_order(fitting, tie)
        .map(|(offering, score)| Ranked {
            offering,
            rank: 0,
            score,
            open: mask(&masks.open, offering),
            leads_line: false,
        })
        .collect();
    let excluded = in_order(missing, tie)
        .map(|(offering, score)| Excluded {
            offering,
            score,
            violated: mask(&masks.violated, offering),
        })
        .collect();
    number_ranks(&mut ranked, blind.lines());
    Advice {
        ranked,
        excluded,
        excluded_by,
        computed: figures.into_computed(),
        values,
    }
}

/// One offering with what puts it in order, in one number: the smaller, the earlier. From the top: how badly it fits, how far its score
/// is from the greatest there can be, and its position.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Placed(u128);

impl Placed {
    fn new(misfit: u32, score: u32, offering: usize) -> Self {
        let offering = u64::try_from(offering).unwrap_or(u64::MAX);
        Self(u128::from(misfit) << 96 | u128::from(!score) << 64 | u128::from(offering))
    }

    /// Whether nothing but the tie tells it from another.
    const fn equals(self, other: Self) -> bool {
        self.0 >> 64 == other.0 >> 64
    }

    fn offering(self) -> usize {
        usize::try_from(self.0 & u128::from(u64::MAX)).unwrap_or(usize::MAX)
    }

    fn score(self) -> u32 {
        !u32::try_from(self.0 >> 64 & u128::from(u32::MAX)).unwrap_or(0)
    }
}

/// Offerings with their scores, best first. Ties are worked out only where there are any.
fn in_order(
    mut placed: Vec<Placed>,
    tie: impl Fn(usize) -> u64,
) -> impl Iterator<Item = (usize, u32)> {
    placed.sort_unstable();
    for equals in placed.chunk_by_mut(|a, b| a.equals(*b)) {
        if equals.len() > 1 {
            equals.sort_by_cached_key(|placed| (tie(placed.offering()), placed.offering()));
        }
    }
    placed
        .into_iter()
        .map(|placed| (placed.offering(), placed.score()))
}

/// The first of the order that [`advise`] makes for `needs`, without making the rest of it.
#[must_use]
pub fn first_place(blind: &BlindCatalog, needs: &Needs) -> Option<usize> {
    first_place_after(blind, needs, None)
}

/// The same, with figures worked out before where nothing moved them.
pub(super) fn first_place_after(
    blind: &BlindCatalog,
    needs: &Needs,
    known: Option<Known<'_>>,
) -> Option<usize> {
    let weighed = Weighed::new(blind, needs, Figures::judged(blind, needs, known));
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
pub(super) struct Weighed<'a> {
    figures: Figures<'a>,
    /// Values of each criterion for each offering.
    pub values: Vec<Values>,
    scores: Vec<u32>,
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
