//! Every question with every answer it was given, what was changed and what was taken back.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::catalog::{Catalog, Question};
use crate::domain::{Answer, Id};
use crate::interview::{Fact, Recorded, Status};
use crate::present::{answer_json, answer_words};

use super::super::super::proof::{Asked, AskedState, Given};
use super::super::Material;

pub(super) fn questions(material: &Material<'_>) -> Vec<Asked> {
    let mut history = History::of(material.facts);
    let catalog = material.view.catalog;
    let questions = catalog.questions.iter().zip(&material.flow.status);
    questions
        .map(|(question, status)| {
            let mut answers = history.answers(catalog, question);
            // Outside a case there are answers and no facts.
            if let (true, Some(answer)) = (
                material.facts.is_empty(),
                material.interview.answers().get(&question.id),
            ) {
                answers.push(given(catalog, question, answer));
            }
            Asked {
                id: question.id.clone(),
                label: question.label.clone(),
                spoken: question.say.clone(),
                state: state(*status),
                put_off: history.put_off.remove(&question.id).unwrap_or_default(),
                answers,
            }
        })
        .collect()
}

const fn state(status: Status) -> AskedState {
    match status {
        Status::Answered => AskedState::Answered,
        Status::NoLongerUsed => AskedState::NoLongerUsed,
        Status::Open | Status::PutOff => AskedState::NotAsked,
        Status::DoesNotApply => AskedState::DoesNotApply,
    }
}

/// An answer of which nothing but itself is known.
fn given(catalog: &Catalog, question: &Question, answer: &Answer) -> Given {
    Given {
        at: None,
        seconds: None,
        answer: answer_json(answer),
        words: answer_words(catalog, question, answer),
        provenance: answer.provenance.word().into(),
        certainty: answer.certainty.word().into(),
        holds: true,
        taken_back: None,
    }
}

/// One answer as it was kept.
struct Kept<'f> {
    question: &'f Id,
    answer: &'f Answer,
    at: Timestamp,
    seconds: Option<i64>,
    taken_back: Option<Timestamp>,
}

/// What was answered and taken back, as [`crate::interview::Interview`] folds it, with the times.
#[derive(Default)]
struct History<'f> {
    answers: Vec<Kept<'f>>,
    put_off: BTreeMap<Id, Vec<Timestamp>>,
    /// What can be taken back, oldest first: the number of an answer, or nothing that is told here.
    done: Vec<Option<usize>>,
    undone: Vec<Option<usize>>,
}

impl<'f> History<'f> {
    fn of(facts: &'f [Recorded]) -> Self {
        let mut history = Self::default();
        let mut before: Option<Timestamp> = None;
        for Recorded { at, fact } in facts {
            let seconds = before.map(|before| at.as_second().saturating_sub(before.as_second()));
            // What was being typed says nothing about how long a question took.
            if !matches!(fact, Fact::Drafted { .. }) {
                before = Some(*at);
            }
            history.apply(*at, seconds.map(|seconds| seconds.max(0)), fact);
        }
        history
    }

    fn apply(&mut self, at: Timestamp, seconds: Option<i64>, fact: &'f Fact) {
        match fact {
            Fact::Answered { question, answer } => {
                self.change(Some(self.answers.len()));
                self.answers.push(Kept {
                    question,
                    answer,
                    at,
                    seconds,
                    taken_back: None,
                });
            }
            Fact::PutOff { question } => {
                self.change(None);
                self.put_off.entry(question.clone()).or_default().push(at);
            }
            Fact::Chose(_) | Fact::Noted { .. } => self.change(None),
            Fact::Undone => {
                if let Some(change) = self.done.pop() {
                    self.mark(change, Some(at));
                    self.undone.push(change);
                }
            }
            Fact::Redone => {
                if let Some(change) = self.undone.pop() {
                    self.mark(change, None);
                    self.done.push(change);
                }
            }
            _ => {}
        }
    }

    fn change(&mut self, change: Option<usize>) {
        self.undone.clear();
        self.done.push(change);
    }

    fn mark(&mut self, change: Option<usize>, taken_back: Option<Timestamp>) {
        let kept = change.and_then(|number| self.answers.get_mut(number));
        if let Some(kept) = kept {
            kept.taken_back = taken_back;
        }
    }

    fn answers(&self, catalog: &Catalog, question: &Question) -> Vec<Given> {
        let all = self.answers.iter();
        let mut answers: Vec<Given> = all
            .filter(|kept| *kept.question == question.id)
            .map(|kept| Given {
                at: Some(kept.at),
                seconds: kept.seconds,
                taken_back: kept.taken_back,
                holds: false,
                ..given(catalog, question, kept.answer)
            })
            .collect();
        let last = answers.iter_mut().rfind(|given| given.taken_back.is_none());
        if let Some(last) = last {
            last.holds = true;
        }
        answers
    }
}
