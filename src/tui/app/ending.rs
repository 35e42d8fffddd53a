//! The end of a conversation: statements, and what the customer decides.

use sha2::{Digest as _, Sha256};

use crate::catalog::{Catalog, Moment, Statement};
use crate::command::{Command, Place};
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
        if self.brings_decision(row) {
            return Vec::new();
        }
        self.cursor = row;
        self.pending = self.after_decision();
        let unread = self.unread_statements();
        if unread > 0 && !self.keeps_nothing() {
            let words = format!(
                "{} unread ({}): the transcript is a DRAFT.",
                statements(unread),
                self.key_for(Command::ReadOut)
            );
            self.notice = Some(words.into());
        }
        vec![Effect::Record(Fact::Ended { outcome })]
    }

    /// The statement that is to be read out now and was not yet.
    #[must_use]
    pub fn statement(&self) -> Option<&Statement> {
        let case = self.case.as_ref().filter(|_| !self.is_looking())?;
        let unread = |moment| unread(&case.catalog, moment, &case.interview).next();
        match self.place {
            Place::Opening => unread(Moment::Start),
            // What was left out at the start is made up for at the end, or the record stays a draft.
            Place::Summary => unread(Moment::Advice).or_else(|| unread(Moment::Start)),
            _ => None,
        }
    }

    /// How many statements of the whole conversation were not read out yet.
    fn unread_statements(&self) -> usize {
        let moments = [Moment::Start, Moment::Advice].into_iter();
        self.case.as_ref().map_or(0, |case| {
            moments
                .map(|moment| unread(&case.catalog, moment, &case.interview).count())
                .sum()
        })
    }

    /// What a decision lacks while statements are unread; `None` before it, and when all are read.
    #[must_use]
    pub fn unread_words(&self) -> Option<SafeText> {
        self.case.as_ref()?.interview.outcome()?;
        let (lead, so) = match self.unread_statements() {
            0 => return None,
            1 => ("1 required statement is".to_owned(), "it is"),
            n => (format!("{n} required statements are"), "they are"),
        };
        let read = self.key_for(Command::ReadOut);
        Some(if self.keeps_nothing() {
            format!("{lead} unread ({read}).").into()
        } else {
            format!("{lead} unread: the transcript is a DRAFT until {so} read ({read}).").into()
        })
    }

    pub(super) fn read_out(&mut self) -> Vec<Effect> {
        if self.turns_to_statement() {
            return Vec::new();
        }
        let left = self.still_reading();
        if !left.is_zero() {
            let seconds = left.as_millis().div_ceil(1000);
            let words = format!("Nobody reads that fast. Read it out, then y: {seconds} s more.");
            self.notice = Some(words.into());
            return Vec::new();
        }
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
        let decided = self
            .case
            .as_ref()
            .is_some_and(|case| case.interview.outcome().is_some());
        self.pending = if last {
            Pending::Begin
        } else if decided && !self.keeps_nothing() {
            // What was written of the decision says that this was not read out.
            Pending::Export
        } else {
            Pending::Nothing
        };
        self.scroll = 0;
        vec![Effect::Record(fact)]
    }
}

/// `1 statement`, `2 statements`.
fn statements(count: usize) -> String {
    match count {
        1 => "1 statement".to_owned(),
        n => format!("{n} statements"),
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
