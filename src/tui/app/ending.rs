//! The end of a conversation: statements, and what the customer decides.

use sha2::{Digest as _, Sha256};

use crate::catalog::{Catalog, Moment, Statement};
use crate::command::Place;
use crate::domain::SafeText;
use crate::interview::{Fact, Interview, Outcome};

use super::{App, Effect, Pending};

impl App {
    /// Shows the summary; the cursor never starts on a purchase.
    pub(super) fn sum_up(&mut self) {
        self.show(Place::Summary);
        let thinks = |(outcome, _): &(Outcome, SafeText)| *outcome == Outcome::Thinks;
        self.cursor = self.decisions().iter().position(thinks).unwrap_or(0);
    }

    /// What can be decided on the summary: rows of outcome and words.
    #[must_use]
    pub fn decisions(&self) -> Vec<(Outcome, SafeText)> {
        let Some(case) = &self.case else {
            return Vec::new();
        };
        let first = case.view().entries(3);
        let chose = first.iter().map(|entry| {
            let outcome = Outcome::Chose {
                offering: entry.id.clone(),
            };
            let words = format!("{} {}", outcome.words(), entry.label());
            (outcome, words.into())
        });
        let other = [
            Outcome::Stays,
            Outcome::Thinks,
            Outcome::NothingFits,
            Outcome::Left,
        ];
        let with_words = |outcome: Outcome| {
            let words = outcome.words().into();
            (outcome, words)
        };
        chose.chain(other.map(with_words)).collect()
    }

    pub(super) fn decide(&mut self, row: usize) -> Vec<Effect> {
        let Some((outcome, _)) = self.decisions().into_iter().nth(row) else {
            return Vec::new();
        };
        self.cursor = row;
        self.pending = self.after_decision();
        vec![Effect::Record(Fact::Ended { outcome })]
    }

    /// The statement that is to be read out now and was not yet.
    #[must_use]
    pub fn statement(&self) -> Option<&Statement> {
        let case = self.case.as_ref().filter(|_| !self.is_looking())?;
        let moment = match self.place {
            Place::Opening => Moment::Start,
            Place::Summary => Moment::Advice,
            _ => return None,
        };
        unread(&case.catalog, moment, &case.interview).next()
    }

    pub(super) fn read_out(&mut self) -> Vec<Effect> {
        let Some(statement) = self.statement() else {
            return Vec::new();
        };
        let hash: String = Sha256::digest(statement.text.as_bytes())
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect();
        let fact = Fact::ReadOut {
            statement: statement.id.clone(),
            hash: hash.into(),
        };
        let last = self.place == Place::Opening
            && self.case.as_ref().is_some_and(|case| {
                unread(&case.catalog, Moment::Start, &case.interview).count() <= 1
            });
        self.pending = if last {
            Pending::Begin
        } else {
            Pending::Nothing
        };
        vec![Effect::Record(fact)]
    }
}

/// The statements of a moment that were not read out yet.
fn unread<'c>(
    catalog: &'c Catalog,
    moment: Moment,
    interview: &'c Interview,
) -> impl Iterator<Item = &'c Statement> {
    catalog.statements_at(moment).filter(|statement| {
        interview
            .read_out()
            .iter()
            .all(|(id, _, _)| *id != statement.id)
    })
}
