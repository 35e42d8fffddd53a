//! The end of a conversation: statements, and what the customer decides.

use crate::catalog::{Catalog, Moment, Statement};
use crate::command::{Command, Place};
use crate::domain::{SafeText, sha256};
use crate::interview::{About, Fact, Interview, Outcome};
use crate::present::outcome_words;

use super::picking::{FIRST_PLACES, Purpose};
use super::{App, Effect, Pending};

/// A row of what can be decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// The conversation ends like this.
    End(Outcome),
    /// The customer is referred elsewhere; it is asked to whom.
    Refer,
    /// The customer takes an offering that has no row of its own; it is asked which.
    TakeAnother,
}

impl App {
    /// Shows the summary; the cursor never starts on a purchase.
    pub(super) fn sum_up(&mut self) {
        self.show(Place::Summary);
        self.cursor = self.row_of(&Outcome::Thinks).unwrap_or(0);
    }

    /// The row of the summary that stands for an outcome.
    #[must_use]
    pub fn row_of(&self, outcome: &Outcome) -> Option<usize> {
        let rows = self.decisions();
        let alone = rows.iter().position(|(row, _)| match row {
            Decision::End(own) => own == outcome,
            Decision::Refer => matches!(outcome, Outcome::Referred { .. }),
            Decision::TakeAnother => false,
        });
        let other = || {
            rows.iter()
                .position(|(row, _)| *row == Decision::TakeAnother)
        };
        alone.or_else(|| other().filter(|_| matches!(outcome, Outcome::Chose { .. })))
    }

    /// What can be decided on the summary: rows with their words. What was decided stands in the words of its row.
    #[must_use]
    pub fn decisions(&self) -> Vec<(Decision, SafeText)> {
        let Some(case) = &self.case else {
            return Vec::new();
        };
        let first = case.view().entries(FIRST_PLACES);
        let chose = first.iter().map(|entry| Outcome::Chose {
            offering: entry.id.clone(),
        });
        let other = [
            Outcome::Stays,
            Outcome::Thinks,
            Outcome::NothingFits,
            Outcome::Left,
        ];
        let mut rows: Vec<(Decision, SafeText)> = chose
            .chain(other)
            .map(|outcome| {
                let words = outcome_words(&case.catalog, &outcome);
                (Decision::End(outcome), words)
            })
            .collect();
        let decided = case.interview.outcome();
        let has_row = |outcome: &&Outcome| {
            let mut rows = rows.iter();
            rows.any(|(row, _)| matches!(row, Decision::End(own) if own == *outcome))
        };
        let words = |outcome: &Outcome| outcome_words(&case.catalog, outcome);
        let referred = decided.filter(|own| matches!(own, Outcome::Referred { .. }));
        let other = decided.filter(|own| matches!(own, Outcome::Chose { .. }) && !has_row(own));
        let referred = referred.map_or_else(|| "is referred elsewhere ..".into(), words);
        let another = other.map_or_else(|| "takes another one ..".into(), words);
        rows.push((Decision::Refer, referred));
        if self.has_others_to_take() {
            rows.push((Decision::TakeAnother, another));
        }
        rows
    }

    pub(super) fn decide(&mut self, row: usize) -> Vec<Effect> {
        let Some((decision, _)) = self.decisions().into_iter().nth(row) else {
            return Vec::new();
        };
        if self.brings_decision(row) {
            return Vec::new();
        }
        self.cursor = row;
        match decision {
            Decision::End(outcome) => return self.conclude_with(outcome),
            Decision::Refer => self.open_words(About::Elsewhere),
            Decision::TakeAnother => self.open_jump_for(Purpose::Take),
        }
        Vec::new()
    }

    /// Ends the conversation, and says what its papers lack.
    pub(super) fn conclude_with(&mut self, outcome: Outcome) -> Vec<Effect> {
        vec![Effect::Record(self.ending_with(outcome))]
    }

    /// The end to be recorded: what follows once it is on disk is pending, and what its papers lack is said.
    pub(super) fn ending_with(&mut self, outcome: Outcome) -> Fact {
        self.cursor = self.row_of(&outcome).unwrap_or(self.cursor);
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
        Fact::Ended { outcome }
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
        if let Some(why) = self.why_not_read() {
            self.notice = Some(why);
            return Vec::new();
        }
        let Some(statement) = self.statement() else {
            return Vec::new();
        };
        let hash = sha256(statement.text.as_bytes());
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
