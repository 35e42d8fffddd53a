//! Keeping an answer. Where another one was told before, what the new one would disturb is shown first.

use crate::command::Place;
use crate::domain::{Answer, AnswerValue};
use crate::interview::{Fact, Scenario, fits};

use super::{App, Effect, Pending, Trying};

/// Rows under a changed answer: keep it, leave the old one.
pub const CHANGE_ROWS: [&str; 2] = ["keep the new answer", "leave it as it was"];

impl App {
    /// Asks for an answer to be kept; the next question comes when it is on disk.
    pub(super) fn keep(&mut self, value: AnswerValue) -> Vec<Effect> {
        let Some(case) = &self.case else {
            return Vec::new();
        };
        let Some(question) = case.question() else {
            return Vec::new();
        };
        if let Err(wrong) = fits(&case.catalog, case.interview.answers(), question, &value) {
            let notice = format!("{} {} Nothing was changed.", wrong.what, wrong.hint);
            self.notice = Some(notice.into());
            return Vec::new();
        }
        let mut answer = case.draft.answer(value);
        if !answer.is_told() {
            answer.importance = None;
        }
        let question = question.id.clone();
        if self.shows_what_it_disturbs(&answer) {
            return Vec::new();
        }
        self.pending = Pending::GoOn;
        self.answered_by_key = true;
        vec![Effect::Record(Fact::Answered { question, answer })]
    }

    pub(super) fn put_off(&mut self) -> Vec<Effect> {
        let Some(question) = self.case.as_ref().and_then(super::Case::question) else {
            return Vec::new();
        };
        self.pending = Pending::GoOn;
        vec![Effect::Record(Fact::PutOff {
            question: question.id.clone(),
        })]
    }

    /// Shows what `answer` to the question on screen would disturb, where another one was told before and it disturbs anything. False
    /// when there is nothing to show: then it can be kept at once.
    pub(super) fn shows_what_it_disturbs(&mut self, answer: &Answer) -> bool {
        let Some((case, question)) = self
            .case
            .as_ref()
            .and_then(|case| Some((case, case.question()?)))
        else {
            return false;
        };
        let given = case.interview.answers().get(&question.id);
        if given.is_none_or(|given| !given.is_told() || given == answer) {
            return false;
        }
        let trying = Trying::new(case, Scenario::of(&question.id, answer.clone()), (0, 0));
        if trying.disturbs_nothing() {
            return false;
        }
        self.show(Place::Change);
        self.trying = Some(trying);
        true
    }

    /// Takes a row under a changed answer.
    pub(super) fn decide_change(&mut self, row: usize) -> Vec<Effect> {
        match row {
            0 => self.keep_change(),
            1 => {
                self.leave_unchanged();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Keeps the new answer; the next question comes when it is on disk.
    pub(super) fn keep_change(&mut self) -> Vec<Effect> {
        let Some(trying) = &self.trying else {
            return Vec::new();
        };
        let facts = trying.scenario.facts();
        self.answered_by_key = true;
        self.pending = Pending::GoOn;
        self.record_all(facts)
    }

    /// Back to the question: the old answer holds, and the new one still stands there in the making.
    pub(super) fn leave_unchanged(&mut self) {
        self.show(Place::Question);
        self.notice = Some("Nothing was changed: the answer of before holds.".into());
    }
}
