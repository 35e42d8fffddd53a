//! What to give up when nothing meets every must-have: exact and smallest, from one mask per offering.
//!
//! Where something only may fit, because a fact is missing, what leaves it open counts as missed: then these are the smallest changes
//! after which something fits for certain.
//!
//! With the set `R` of must-haves given up, an offering fits if and only if what it misses lies in `R`. So the smallest sets that help
//! are the distinct masks of which no other is a part.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::domain::Cell;
use crate::formula::Table as _;

use super::advise::{Advice, Excluded};
use super::blind::BlindCatalog;
use super::figures::Figures;
use super::musts::{masks, verdict};
use super::needs::{Must, Needs, Test};
use super::value::Empty;

/// A smallest change of must-haves that lets something fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Relaxation {
    /// The must-haves to loosen, a bit each.
    pub musts: u64,
    /// How: one for each of them, in their order. The other must-haves stay.
    pub changes: Vec<Loosened>,
    /// How many offerings fit after these changes.
    pub fit: usize,
    /// The best of them, position in the catalog.
    pub best: usize,
    /// Its score.
    pub score: u32,
}

/// A must-have loosened.
#[derive(Debug, Clone, PartialEq)]
pub struct Loosened {
    /// Its number in [`Needs::musts`].
    pub must: usize,
    /// What still is asked for: a limit moved just far enough, or options added. `None` when it has to go altogether.
    pub to: Option<Test>,
}

/// What stands in the way when nothing fits, and what would help.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Relaxations {
    /// Smallest changes: fewest must-haves first, then the best score they make possible. Where several options would help as well,
    /// each is one more way: which of them is let in is for the customer to say. Empty while something fits for certain.
    pub ways: Vec<Relaxation>,
    /// How many more there are, a set of must-haves counted once where none of its ways is among `ways`.
    pub others: usize,
    /// For each must-have how many offerings fit if it alone is given up.
    pub gains: Vec<usize>,
}

/// Finds the `most` best smallest changes, and what giving up each must-have alone would gain.
#[must_use]
pub fn relaxations(
    blind: &BlindCatalog,
    needs: &Needs,
    advice: &Advice,
    most: usize,
) -> Relaxations {
    let mut found = Relaxations {
        gains: gains(needs, &advice.excluded),
        ..Relaxations::default()
    };
    if advice.ranked.first().is_some_and(|first| first.open == 0) {
        return found;
    }
    let figures = Figures::of(blind, &advice.computed);
    let misses = misses(blind, needs, advice, &figures);
    // The best score reachable with each distinct mask.
    let mut best: BTreeMap<u64, u32> = BTreeMap::new();
    for excluded in misses.iter() {
        let score = best.entry(excluded.violated).or_default();
        *score = excluded.score.max(*score);
    }
    let mut minimal: Vec<(u64, u32)> = smallest(best.keys().copied())
        .into_iter()
        .map(|mask| (mask, best.get(&mask).copied().unwrap_or(0)))
        .collect();
    minimal.sort_by_key(|&(mask, score)| (mask.count_ones(), Reverse(score), mask));
    found.others = minimal.len().saturating_sub(most);
    let of_set = |(mask, _)| concrete(blind, needs, &misses, &figures, mask);
    let ways: Vec<Vec<Relaxation>> = minimal.into_iter().take(most).map(of_set).collect();
    let all = ways.iter().map(Vec::len).sum::<usize>();
    found.ways = fairly(ways, most);
    found.others += all.saturating_sub(found.ways.len());
    found
}

/// The `most` first of ways in their order, but none of a set's further ones before the first of every set.
fn fairly(sets: Vec<Vec<Relaxation>>, most: usize) -> Vec<Relaxation> {
    let mut kept: Vec<(usize, (usize, Relaxation))> = sets
        .into_iter()
        .flat_map(|ways| ways.into_iter().enumerate())
        .enumerate()
        .collect();
    kept.sort_by_key(|(_, (nth, _))| *nth);
    kept.truncate(most);
    kept.sort_by_key(|(place, _)| *place);
    kept.into_iter().map(|(_, (_, way))| way).collect()
}

/// What each offering misses. Where some may fit, what a missing fact leaves open counts as missed for all, the best first.
fn misses<'a>(
    blind: &BlindCatalog,
    needs: &Needs,
    advice: &'a Advice,
    figures: &Figures<'_>,
) -> Cow<'a, [Excluded]> {
    if advice.ranked.is_empty() {
        return Cow::Borrowed(&advice.excluded);
    }
    let masks = masks(blind, figures, needs);
    let may_fit = advice.ranked.iter().map(|ranked| Excluded {
        offering: ranked.offering,
        score: ranked.score,
        violated: ranked.open,
    });
    let not = advice.excluded.iter().map(|excluded| Excluded {
        violated: excluded.violated | masks.of(excluded.offering).open,
        ..*excluded
    });
    let mut all: Vec<Excluded> = may_fit.chain(not).collect();
    all.sort_by_cached_key(|one| {
        let tie = blind.tie(needs.tie_seed, one.offering);
        (Reverse(one.score), tie, one.offering)
    });
    Cow::Owned(all)
}

/// The sets of which no other is a part, smallest first.
#[must_use]
pub fn smallest(masks: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut sorted: Vec<u64> = masks.collect();
    sorted.sort_unstable_by_key(|mask| (mask.count_ones(), *mask));
    let mut kept: Vec<u64> = Vec::new();
    for mask in sorted {
        if kept.iter().all(|part| part & mask != *part) {
            kept.push(mask);
        }
    }
    kept
}

/// For each must-have the number of offerings that miss it and no other.
fn gains(needs: &Needs, excluded: &[Excluded]) -> Vec<usize> {
    let mut gains = vec![0; needs.musts.len()];
    for excluded in excluded {
        if excluded.violated.count_ones() == 1
            && let Ok(only) = usize::try_from(excluded.violated.trailing_zeros())
            && let Some(gain) = gains.get_mut(only)
        {
            *gain += 1;
        }
    }
    gains
}

/// The must-haves of a mask, by number.
pub(super) fn members(mask: u64) -> impl Iterator<Item = usize> {
    (0..64).filter(move |number| mask >> number & 1 == 1)
}

/// The least loosenings of the must-haves in `mask`, the best first: for each choice of options to let in one, as far as the offering
/// that is nearest to the others needs.
fn concrete(
    blind: &BlindCatalog,
    needs: &Needs,
    misses: &[Excluded],
    figures: &Figures<'_>,
    mask: u64,
) -> Vec<Relaxation> {
    let missing: Vec<&Excluded> = misses
        .iter()
        .filter(|excluded| excluded.violated == mask)
        .collect();
    let musts: Vec<(usize, &Must)> = members(mask)
        .filter_map(|number| Some((number, needs.musts.get(number)?)))
        .collect();
    let cell = |offering: usize, must: &Must| figures.column(must.column)?.get(offering);
    let far = |excluded: &Excluded| -> f64 {
        let far = |(_, must): &(usize, &Must)| {
            distance(&must.test, cell(excluded.offering, must).as_ref())
        };
        musts.iter().map(far).sum()
    };
    let tie = |excluded: &Excluded| blind.tie(needs.tie_seed, excluded.offering);
    let nearer = |x: &Excluded, y: &Excluded| {
        far(x)
            .total_cmp(&far(y))
            .then(y.score.cmp(&x.score))
            .then(tie(x).cmp(&tie(y)))
            .then(x.offering.cmp(&y.offering))
    };
    let mut nearest: BTreeMap<Vec<Option<u16>>, &Excluded> = BTreeMap::new();
    for excluded in &missing {
        let options = musts
            .iter()
            .filter(|(_, must)| matches!(must.test, Test::OneOf(_)))
            .map(|(_, must)| match cell(excluded.offering, must) {
                Some(Cell::Choice(option)) => Some(option),
                _ => None,
            });
        let nearest_yet = nearest.entry(options.collect()).or_insert(excluded);
        if nearer(excluded, nearest_yet).is_lt() {
            *nearest_yet = excluded;
        }
    }
    // Where an option can be let in, nothing has to be given up.
    let unknown =
        |options: &[Option<u16>]| options.iter().filter(|option| option.is_none()).count();
    let least = nearest.keys().map(|options| unknown(options)).min();
    let mut ways: Vec<Relaxation> = nearest
        .iter()
        .filter(|(options, _)| Some(unknown(options)) == least)
        .filter_map(|(_, nearest)| {
            let changes = musts.iter().map(|(number, must)| Loosened {
                must: *number,
                to: loosened(&must.test, cell(nearest.offering, must).as_ref()),
            });
            relaxation(blind, needs, figures, mask, changes.collect(), &missing)
        })
        .collect();
    ways.sort_by_key(|way| Reverse(way.score));
    ways
}

/// What comes of changes to the must-haves in `mask`: how many of `missing`, which miss exactly these and stand in the order of the
/// advice, fit then, and the best of them.
fn relaxation(
    blind: &BlindCatalog,
    needs: &Needs,
    figures: &Figures<'_>,
    mask: u64,
    changes: Vec<Loosened>,
    missing: &[&Excluded],
) -> Option<Relaxation> {
    let fits = |offering: usize| {
        changes.iter().all(|change| {
            let (Some(test), Some(old)) = (&change.to, needs.musts.get(change.must)) else {
                return true;
            };
            let must = Must {
                column: old.column,
                test: test.clone(),
            };
            let column = figures.column(must.column);
            column.is_some_and(|column| verdict(&must, column, offering) == Some(true))
        })
    };
    // Whether a must-have that stays is open for an offering; such a one stands after those that are sure to fit.
    let is_open = |offering: usize| {
        let kept = needs.musts.iter().enumerate();
        kept.filter(|(number, _)| mask >> number & 1 == 0)
            .any(|(_, must)| {
                blind.empty_means(must.column) == Empty::Unknown
                    && figures
                        .column(must.column)
                        .and_then(|column| verdict(must, column, offering))
                        .is_none()
            })
    };
    let fitting: Vec<&Excluded> = missing
        .iter()
        .copied()
        .filter(|excluded| fits(excluded.offering))
        .collect();
    let sure = fitting.iter().find(|fits| !is_open(fits.offering));
    let best = *sure.or(fitting.first())?;
    let (fit, best, score) = (fitting.len(), best.offering, best.score);
    Some(Relaxation {
        musts: mask,
        changes,
        fit,
        best,
        score,
    })
}

/// How far a cell is from meeting a test, so that different tests can be summed: a limit by the share it has to move, an option or a
/// yes by one.
fn distance(test: &Test, cell: Option<&Cell>) -> f64 {
    match (test, cell) {
        (Test::AtLeast(limit) | Test::AtMost(limit), Some(Cell::Number(figure))) => {
            (figure - limit).abs() / limit.abs().max(1.0)
        }
        (_, Some(_)) => 1.0,
        (_, None) => 2.0,
    }
}

/// The test loosened so far that the cell meets it.
fn loosened(test: &Test, cell: Option<&Cell>) -> Option<Test> {
    match (test, cell?) {
        (Test::AtLeast(_), Cell::Number(figure)) => Some(Test::AtLeast(*figure)),
        (Test::AtMost(_), Cell::Number(figure)) => Some(Test::AtMost(*figure)),
        (Test::OneOf(options), Cell::Choice(option)) => {
            let mut options = options.clone();
            options.push(*option);
            options.sort_unstable();
            options.dedup();
            Some(Test::OneOf(options))
        }
        _ => None,
    }
}
