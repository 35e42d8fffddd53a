//! What the adviser recommends in place of the first of the order, with what must be said beside it.

use jiff::Timestamp;

use crate::catalog::Catalog;
use crate::domain::{Id, SafeText};
use crate::interview::{Interview, Outcome};

use super::entry::{Entry, full_name};
use super::needs::ordinal;
use super::view::View;

/// The adviser's own recommendation. The order does not know of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Recommended {
    /// When it was made.
    pub at: Timestamp,
    /// Id of the offering.
    pub offering: Id,
    /// The offering as it stands now; `None` when this edition of the catalog does not have it.
    pub entry: Option<Entry>,
    /// Why, in the adviser's words.
    pub reason: SafeText,
}

impl View<'_> {
    /// What the adviser recommends; `None` where that is nothing of their own.
    #[must_use]
    pub fn recommended(&self, interview: &Interview) -> Option<Recommended> {
        let (at, recommended) = interview.recommended()?;
        let known = self.catalog.offering(recommended.offering.as_str());
        Some(Recommended {
            at,
            offering: recommended.offering.clone(),
            entry: known.and_then(|(position, _)| self.entry(position)),
            reason: recommended.reason.clone(),
        })
    }
}

impl Recommended {
    /// The name, marked when it is an own offering; the id where this edition does not have it.
    #[must_use]
    pub fn name(&self) -> SafeText {
        let entry = self.entry.as_ref();
        entry.map_or_else(|| self.offering.as_str().into(), Entry::label)
    }

    /// All of it: which offering, who earns on it, where the order has it, why, and what stands against it.
    #[must_use]
    pub fn words(&self) -> SafeText {
        let reason = self.reason.trim_end_matches(['.', ' ']);
        let Some(entry) = &self.entry else {
            return format!(
                "{}, which this edition does not have. Why: {reason}.",
                self.name()
            )
            .into();
        };
        let place = match (entry.rank, &entry.behind) {
            (None, _) => "It does not meet every must-have.".to_owned(),
            (Some(_), Some(better)) => {
                format!("In the order {better}, a better one of the same line, stands above it.")
            }
            (Some(rank), None) => format!("It is {} in the order.", ordinal(rank)),
        };
        let mut words = format!(
            "{} ({}). {place} Why: {reason}.",
            self.name(),
            entry.earns()
        );
        for must in entry.misses() {
            words.push_str(&format!(" Misses: {must}."));
        }
        if let Some(catch) = entry.catch() {
            words.push_str(&format!(" Against it: {catch}"));
        }
        words.into()
    }
}

/// What a conversation came to, in words: `takes [OURS] Northway Fibre 200`, `is referred elsewhere: the city's advice desk`.
#[must_use]
pub fn outcome_words(catalog: &Catalog, outcome: &Outcome) -> SafeText {
    let lead = outcome.words();
    match outcome {
        Outcome::Chose { offering } => match catalog.offering(offering.as_str()) {
            Some((position, known)) => {
                let ours = if catalog.is_own(known) { "[OURS] " } else { "" };
                format!("{lead} {ours}{}", full_name(catalog, position)).into()
            }
            None => format!("{lead} {offering}").into(),
        },
        Outcome::Referred { to } if !to.is_empty() => format!("{lead}: {to}").into(),
        _ => lead.into(),
    }
}
