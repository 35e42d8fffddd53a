//! What the last answer changed.

use crate::catalog::Catalog;
use crate::domain::SafeText;
use crate::ranking::Advice;

use super::entry::full_name;

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
    /// Where it stood before.
    pub from: Stood,
    /// Where it stands now.
    pub to: Stood,
}

/// Where an offering stands in an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stood {
    /// At this place, 1 for the best.
    Place(usize),
    /// It may fit, but another one of its model line stands before it and takes the place.
    Behind,
    /// It misses a must-have.
    Out,
}

impl Stood {
    /// In a word: `2nd`, `lower` or `out`.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Place(place) => super::ordinal(place),
            Self::Behind => "lower".to_owned(),
            Self::Out => "out".to_owned(),
        }
    }

    fn of(advice: &Advice, offering: usize) -> Self {
        let ranked = advice.ranked.iter();
        match ranked.clone().find(|ranked| ranked.offering == offering) {
            Some(ranked) if ranked.leads_line => Self::Place(ranked.rank),
            Some(_) => Self::Behind,
            None => Self::Out,
        }
    }
}

impl Movement {
    /// Compares the first `top` places.
    #[must_use]
    pub fn between(catalog: &Catalog, before: &Advice, after: &Advice, top: usize) -> Self {
        let leaders = |advice: &Advice| -> Vec<usize> {
            let leaders = advice.leaders().take(top.max(1));
            leaders.map(|ranked| ranked.offering).collect()
        };
        let (old, new) = (leaders(before), leaders(after));
        let mut shown: Vec<usize> = new.iter().take(top).copied().collect();
        for offering in old.iter().take(top) {
            if !shown.contains(offering) {
                shown.push(*offering);
            }
        }
        let moved: Vec<(usize, Stood, Stood)> = shown
            .into_iter()
            .map(|offering| {
                let stood = |advice| Stood::of(advice, offering);
                (offering, stood(before), stood(after))
            })
            .filter(|(_, from, to)| from != to)
            .collect();
        let name_of = |offering: usize| catalog.offerings.get(offering).map(|own| &own.name);
        // Where two are called the same their sellers tell them apart.
        let is_alone = |offering: usize| {
            let mut others = moved.iter().filter(|(other, ..)| *other != offering);
            others.all(|(other, ..)| name_of(*other) != name_of(offering))
        };
        let moves = moved
            .iter()
            .filter_map(|&(offering, from, to)| {
                let name = if is_alone(offering) {
                    name_of(offering)?.clone()
                } else {
                    full_name(catalog, offering)
                };
                Some(Move {
                    offering,
                    name,
                    from,
                    to,
                })
            })
            .collect();
        Self {
            first_changed: old.first() != new.first(),
            moves,
            fitting: (before.ranked.len(), after.ranked.len()),
        }
    }
}
