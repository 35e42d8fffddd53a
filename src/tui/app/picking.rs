//! Choosing one of all offerings: the one the customer takes, or the one the adviser recommends in place of the first.

use crate::command::Command;
use crate::domain::SafeText;
use crate::interview::{About, Outcome};
use crate::present::{Entry, ordinal};

use super::jump::{Found, Target};
use super::{App, Effect};

/// How many of the first places have a row of their own on the summary.
pub(super) const FIRST_PLACES: usize = 3;

/// What a row of a list is chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Purpose {
    /// To go there.
    #[default]
    Go,
    /// The customer takes this offering.
    Take,
    /// The adviser recommends this offering.
    Recommend,
}

impl Purpose {
    /// What Enter does on the list.
    pub(super) const fn does(self) -> &'static str {
        match self {
            Self::Go => "goes there",
            Self::Take => "the customer takes it",
            Self::Recommend => "you recommend it",
        }
    }

    /// The heading of the list.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Go => "Jump to a question, an offering, a word or a command",
            Self::Take => "Which one does the customer take?",
            Self::Recommend => "Which one do you recommend?",
        }
    }
}

impl App {
    /// The offerings in their order, first those that fit, with where each stands.
    pub(super) fn offerings_to_pick(&self, purpose: Purpose) -> Vec<(String, Found)> {
        let Some(case) = &self.case else {
            return Vec::new();
        };
        let view = case.view();
        let first: Vec<usize> = view
            .entries(FIRST_PLACES)
            .iter()
            .map(|entry| entry.offering)
            .collect();
        let ranked = case.advice.ranked.iter().map(|ranked| ranked.offering);
        let missed = case.advice.excluded.iter().map(|miss| miss.offering);
        let entries = ranked.chain(missed).filter_map(|own| view.entry(own));
        // What has a row of its own needs no second one, and keeping what is there is no purchase.
        let has_row = |entry: &Entry| entry.now || first.contains(&entry.offering);
        entries
            .filter(|entry| purpose != Purpose::Take || !has_row(entry))
            .map(|entry| {
                let found = Found {
                    target: Target::Offering(entry.offering),
                    kind: case.catalog.offering.one.clone(),
                    text: entry.label(),
                    detail: standing(&entry),
                    now: true,
                };
                (format!("{} {}", entry.label(), entry.seller), found)
            })
            .collect()
    }

    /// Whether the customer can take an offering that has no row of its own.
    pub(super) fn has_others_to_take(&self) -> bool {
        self.case.as_ref().is_some_and(|case| {
            let advice = &case.advice;
            let kept = case.catalog.status_quo.as_ref().map(|kept| kept.offering);
            let first: Vec<usize> = advice
                .leaders()
                .take(FIRST_PLACES)
                .map(|ranked| ranked.offering)
                .collect();
            let ranked = advice.ranked.iter().map(|ranked| ranked.offering);
            let missed = advice.excluded.iter().map(|miss| miss.offering);
            let mut all = ranked.chain(missed);
            all.any(|own| Some(own) != kept && !first.contains(&own))
        })
    }

    /// An offering was chosen for `purpose`.
    pub(super) fn picked(&mut self, purpose: Purpose, offering: usize) -> Vec<Effect> {
        let id = self.case.as_ref().and_then(|case| {
            let offering = case.catalog.offerings.get(offering)?;
            Some(offering.id.clone())
        });
        let Some(id) = id else { return Vec::new() };
        match purpose {
            Purpose::Take => self.conclude_with(Outcome::Chose { offering: id }),
            Purpose::Recommend if self.is_alone_first(offering) => {
                self.notice =
                    Some("That comes first in the order already. Nothing was changed.".into());
                Vec::new()
            }
            Purpose::Recommend => {
                self.open_words(About::Reason(id));
                Vec::new()
            }
            Purpose::Go => self.go(Target::Offering(offering)),
        }
    }

    /// Asks which one the adviser recommends; goes on with a reason that was begun.
    pub(super) fn recommend_otherwise(&mut self) {
        let begun = self.case.as_ref().and_then(|case| {
            let mut words = case.words.iter().rev().map(|words| &words.about);
            words.find(|about| **about != About::Elsewhere).cloned()
        });
        match begun {
            Some(about) => self.open_words(about),
            None => self.open_jump_for(Purpose::Recommend),
        }
    }

    /// Why the adviser cannot recommend another one; `None` when they can.
    pub(super) fn why_no_recommending(&self, command: Command) -> Option<SafeText> {
        let all = self.case.as_ref().map(|case| case.catalog.offerings.len());
        (command == Command::Otherwise && all.is_some_and(|all| all < 2))
            .then(|| "There is only one offering in this catalog.".into())
    }

    /// Whether an offering has the first place for itself.
    fn is_alone_first(&self, offering: usize) -> bool {
        self.case.as_ref().is_some_and(|case| {
            let entry = case.view().entry(offering);
            entry.is_some_and(|entry| entry.rank == Some(1) && !entry.tied)
        })
    }
}

/// Where an offering stands: `3rd`, `behind Nissan LEAF S+`, `misses: up to 40 a month`.
fn standing(entry: &Entry) -> SafeText {
    if let Some(better) = &entry.behind {
        return format!("behind {better}").into();
    }
    match (entry.rank, entry.misses().first()) {
        (Some(rank), _) => ordinal(rank).into(),
        (None, Some(missed)) => format!("misses: {missed}").into(),
        (None, None) => SafeText::default(),
    }
}
