//! What the last answer changed.

use crate::catalog::Catalog;
use crate::domain::SafeText;
use crate::ranking::Advice;

/// The difference between two advices on the same catalog.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Movement {
    /// Whether the offering in first place is another one (or there is none any more, or one at last).
    pub first_changed: bool,
    /// Offerings that moved among the first places, came or went, best place first.
    pub moves: Vec<Move>,
    /// How many offerings fitted before and fit now.
    pub fitting: (usize, usize),
}

/// One offering that moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Position in the catalog.
    pub offering: usize,
    /// Name.
    pub name: SafeText,
    /// Place before, if it had one.
    pub from: Option<usize>,
    /// Place now, if it has one.
    pub to: Option<usize>,
}

impl Movement {
    /// Compares the first `top` places.
    #[must_use]
    pub fn between(catalog: &Catalog, before: &Advice, after: &Advice, top: usize) -> Self {
        let places = |advice: &Advice| -> Vec<(usize, usize)> {
            advice
                .leaders()
                .map(|ranked| (ranked.offering, ranked.rank))
                .collect()
        };
        let (old, new) = (places(before), places(after));
        let find = |places: &[(usize, usize)], offering: usize| {
            places
                .iter()
                .find(|(own, _)| *own == offering)
                .map(|(_, rank)| *rank)
        };
        let mut shown: Vec<usize> = new
            .iter()
            .take(top)
            .map(|(offering, _)| *offering)
            .collect();
        for (offering, _) in old.iter().take(top) {
            if !shown.contains(offering) {
                shown.push(*offering);
            }
        }
        let moves = shown
            .into_iter()
            .map(|offering| (offering, find(&old, offering), find(&new, offering)))
            .filter(|(_, from, to)| from != to)
            .filter_map(|(offering, from, to)| {
                let name = catalog.offerings.get(offering)?.name.clone();
                Some(Move {
                    offering,
                    name,
                    from,
                    to,
                })
            })
            .collect();
        Self {
            first_changed: old.first().map(|(o, _)| o) != new.first().map(|(o, _)| o),
            moves,
            fitting: (before.ranked.len(), after.ranked.len()),
        }
    }
}
