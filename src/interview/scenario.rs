//! Trying a change: other answers in the place of those given. Nothing is recorded until it is kept.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::catalog::{AnswerKind, Catalog, FigureRange, Question};
use crate::domain::{Answer, AnswerValue, Id, Importance};

use super::choice::case_needs;
use super::fact::{Fact, Recorded};
use super::fits::fits;
use super::needs::CaseNeeds;
use super::reads::touched;
use super::state::Interview;

/// Answers that would replace the given ones.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Which question, and what would be answered; each question once.
    pub answers: Vec<(Id, Answer)>,
}

impl Scenario {
    /// One other answer.
    #[must_use]
    pub fn of(question: &Id, answer: Answer) -> Self {
        Self {
            answers: vec![(question.clone(), answer)],
        }
    }

    /// The answers given, with these in their place.
    #[must_use]
    pub fn over(&self, given: &BTreeMap<Id, Answer>) -> BTreeMap<Id, Answer> {
        let mut answers = given.clone();
        answers.extend(self.answers.iter().cloned());
        answers
    }

    /// The conversation as it would be with these answers said last.
    #[must_use]
    pub fn after(&self, interview: &Interview) -> Interview {
        let mut after = interview.clone();
        for fact in self.facts() {
            // Times are labels, and nothing of this is recorded.
            let at = interview.last().unwrap_or(Timestamp::UNIX_EPOCH);
            after.apply(&Recorded { at, fact });
        }
        after
    }

    /// What the customer would need then. `tie_seed` is that of the case.
    #[must_use]
    pub fn needs(&self, catalog: &Catalog, interview: &Interview, tie_seed: u64) -> CaseNeeds {
        case_needs(catalog, &self.after(interview), tie_seed)
    }

    /// Whether every answer that fits beside the others now still does then: nobody could have given it otherwise.
    #[must_use]
    pub fn fits(&self, catalog: &Catalog, given: &BTreeMap<Id, Answer>) -> bool {
        let after = self.over(given);
        let fit = |answers: &BTreeMap<Id, Answer>, question: &Question| {
            let answer = answers.get(&question.id);
            answer.is_none_or(|answer| fits(catalog, answers, question, &answer.value).is_ok())
        };
        let questions = &catalog.questions;
        questions
            .iter()
            .all(|question| fit(&after, question) || !fit(given, question))
    }

    /// The facts that keep it, to be recorded one after the other; undo takes each of them back.
    #[must_use]
    pub fn facts(&self) -> Vec<Fact> {
        let fact = |(question, answer): &(Id, Answer)| Fact::Answered {
            question: question.clone(),
            answer: answer.clone(),
        };
        self.answers.iter().map(fact).collect()
    }
}

/// Other answers to an answered question, one change at a time: another value, or another importance of the same value.
///
/// Each comes with how far it is from what was answered, in steps: options, usual figures, places or levels passed, 1 for a
/// neighbour. The nearest come first. Free words have no others.
#[must_use]
pub fn other_answers(question: &Question, given: &Answer) -> Vec<(usize, Answer)> {
    let said = |value: AnswerValue, level: Option<Importance>| Answer {
        importance: level,
        ..Answer::said(value)
    };
    let level = question.importance.map(|shown| {
        given
            .importance
            .filter(|_| given.is_told())
            .unwrap_or(shown)
    });
    let mut others: Vec<(usize, Answer)> = other_values(&question.kind, &given.value)
        .into_iter()
        .filter(|(_, value)| *value != given.value)
        .map(|(steps, value)| (steps, said(value, level)))
        .collect();
    if let Some(level) = level.filter(|_| given.is_told()) {
        let (_, excludes) = touched(question);
        let others_said = Importance::ALL
            .into_iter()
            .filter(|other| *other != level && (excludes || *other != Importance::Must))
            .map(|other| (apart(other, level), given.clone().mattering(other)));
        others.extend(others_said);
    }
    others.sort_by_key(|(steps, _)| *steps);
    others
}

fn apart(a: Importance, b: Importance) -> usize {
    let place = |level| Importance::ALL.iter().position(|own| *own == level);
    place(a).unwrap_or(0).abs_diff(place(b).unwrap_or(0))
}

fn other_values(kind: &AnswerKind, now: &AnswerValue) -> Vec<(usize, AnswerValue)> {
    use AnswerValue as Value;
    let ids: Vec<Id> = kind.options().map(|option| option.id.clone()).collect();
    match (kind, now) {
        (AnswerKind::One { .. }, now) => {
            let place = match now {
                Value::One(id) => ids.iter().position(|own| own == id),
                _ => None,
            };
            let steps = |n: usize| place.map_or(1, |place| place.abs_diff(n));
            let one = |(n, id): (usize, &Id)| (steps(n), Value::One(id.clone()));
            ids.iter().enumerate().map(one).collect()
        }
        (AnswerKind::Several { .. }, now) => {
            let chosen: &[Id] = match now {
                Value::Several(chosen) => chosen,
                _ => &[],
            };
            let toggled = |id: &Id| {
                let on = |own: &&Id| chosen.contains(own) != (*own == id);
                (1, Value::Several(ids.iter().filter(on).cloned().collect()))
            };
            ids.iter().map(toggled).collect()
        }
        (AnswerKind::YesNo, _) => [true, false].map(|is| (1, Value::YesNo(is))).to_vec(),
        (AnswerKind::Number(range) | AnswerKind::Money(range), now) => {
            let now = match now {
                Value::Number(figure) => Some(*figure),
                _ => None,
            };
            let figures = figures(range, now).into_iter();
            figures.map(|(n, x)| (n, Value::Number(x))).collect()
        }
        (AnswerKind::Range(range), Value::Range(from, to)) => {
            let lower = figures(range, Some(*from)).into_iter();
            let upper = figures(range, Some(*to)).into_iter();
            lower
                .filter(|(_, x)| x <= to)
                .map(|(n, x)| (n, Value::Range(x, *to)))
                .chain(
                    upper
                        .filter(|(_, x)| x >= from)
                        .map(|(n, x)| (n, Value::Range(*from, x))),
                )
                .collect()
        }
        (AnswerKind::Order(_), now) => {
            let order: &[Id] = match now {
                Value::Order(order) => order,
                _ => &[],
            };
            orders(order, &ids)
        }
        (AnswerKind::Level(_), now) => {
            let steps = |level| match now {
                Value::Level(now) => apart(level, *now),
                _ => 1,
            };
            let levels = Importance::ALL.into_iter();
            levels
                .filter(|level| *level != Importance::Must)
                .map(|level| (steps(level), Value::Level(level)))
                .collect()
        }
        (AnswerKind::Range(_) | AnswerKind::Words, _) => Vec::new(),
    }
}

/// The usual figures and the two ends, with how many of them lie between each and `now`.
fn figures(range: &FigureRange, now: Option<f64>) -> Vec<(usize, f64)> {
    let mut figures = range.usual.clone();
    figures.extend([range.min, range.max]);
    figures.sort_by(f64::total_cmp);
    figures.dedup();
    let Some(now) = now else {
        return figures.into_iter().map(|figure| (1, figure)).collect();
    };
    let below = figures.iter().rev().filter(|figure| **figure < now);
    let above = figures.iter().filter(|figure| **figure > now);
    let counted = |(n, figure): (usize, &f64)| (n + 1, *figure);
    let below: Vec<(usize, f64)> = below.enumerate().map(counted).collect();
    below
        .into_iter()
        .chain(above.enumerate().map(counted))
        .collect()
}

/// Neighbours changed over, one item moved to the front, or one more item put in order.
fn orders(order: &[Id], ids: &[Id]) -> Vec<(usize, AnswerValue)> {
    let mut others = Vec::new();
    for place in 1..order.len() {
        let mut swapped = order.to_vec();
        swapped.swap(place - 1, place);
        others.push((1, AnswerValue::Order(swapped)));
        if place > 1 {
            let mut first = order.to_vec();
            let moved = first.remove(place);
            first.insert(0, moved);
            others.push((place, AnswerValue::Order(first)));
        }
    }
    for id in ids.iter().filter(|id| !order.contains(id)) {
        let longer = order.iter().chain([id]).cloned().collect();
        others.push((1, AnswerValue::Order(longer)));
    }
    others
}
