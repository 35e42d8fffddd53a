//! Made-up customers: answers drawn for every question of a catalog, the same for the same number.

use std::collections::BTreeMap;

use crate::catalog::{AnswerKind, Catalog, FigureRange, Question};
use crate::domain::{Answer, AnswerValue, Id, Importance};
use crate::ranking::mix;

/// A stream of numbers that looks like chance and is always the same for a seed.
#[derive(Debug, Clone)]
pub(super) struct Stream {
    seed: u64,
    drawn: u64,
}

impl Stream {
    pub(super) const fn new(seed: u64) -> Self {
        Self { seed, drawn: 0 }
    }

    const fn next(&mut self) -> u64 {
        self.drawn = self.drawn.wrapping_add(1);
        mix(self.seed, self.drawn)
    }

    /// A number below `many`; 0 when `many` is 0.
    pub(super) fn below(&mut self, many: usize) -> usize {
        let many = u64::try_from(many).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % many).unwrap_or(0)
    }

    /// True once in `n`.
    fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// Puts a list into an order by chance (Fisher and Yates).
    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        for n in (1..list.len()).rev() {
            list.swap(n, self.below(n + 1));
        }
    }
}

/// The answers of customer `number`. One question in four stays open, one in ten is not known.
pub(super) fn customer(catalog: &Catalog, number: u64) -> BTreeMap<Id, Answer> {
    let mut stream = Stream::new(number);
    let mut answers = BTreeMap::new();
    for question in &catalog.questions {
        if stream.once_in(4) {
            continue;
        }
        let value = if stream.once_in(10) {
            AnswerValue::DontKnow
        } else {
            match value(question, &mut stream) {
                Some(value) => value,
                None => continue,
            }
        };
        let mut answer = Answer::said(value);
        if question.importance.is_some() && answer.is_told() {
            let level = Importance::ALL
                .get(stream.below(Importance::ALL.len()))
                .copied();
            answer.importance = level;
        }
        answers.insert(question.id.clone(), answer);
    }
    answers
}

fn value(question: &Question, stream: &mut Stream) -> Option<AnswerValue> {
    let mut ids: Vec<Id> = question
        .kind
        .options()
        .map(|option| option.id.clone())
        .collect();
    Some(match &question.kind {
        AnswerKind::One { .. } => AnswerValue::One(ids.get(stream.below(ids.len())).cloned()?),
        AnswerKind::Several { .. } => {
            // Few ticks more often than many: who ticks everything says nothing.
            let keep = 1 + stream.below(3);
            let kept: Vec<Id> = ids
                .iter()
                .filter(|_| stream.below(ids.len()) < keep)
                .cloned()
                .collect();
            AnswerValue::Several(kept)
        }
        AnswerKind::Order(_) => {
            stream.shuffle(&mut ids);
            ids.truncate(1 + stream.below(ids.len()));
            AnswerValue::Order(ids)
        }
        AnswerKind::YesNo => AnswerValue::YesNo(stream.once_in(2)),
        AnswerKind::Number(range) | AnswerKind::Money(range) => {
            AnswerValue::Number(figure(range, stream))
        }
        AnswerKind::Range(range) => {
            let (one, other) = (figure(range, stream), figure(range, stream));
            AnswerValue::Range(one.min(other), one.max(other))
        }
        AnswerKind::Level(_) => {
            let levels = [
                Importance::Not,
                Importance::Somewhat,
                Importance::Important,
                Importance::Essential,
            ];
            AnswerValue::Level(levels.get(stream.below(levels.len())).copied()?)
        }
        // No formula reads free words.
        AnswerKind::Words => return None,
    })
}

/// A usual figure, or a step between the ends.
fn figure(range: &FigureRange, stream: &mut Stream) -> f64 {
    match range.usual.get(stream.below(range.usual.len())) {
        Some(usual) => *usual,
        None => {
            let share = f64::from(u8::try_from(stream.below(101)).unwrap_or(0)) / 100.0;
            range.min + (range.max - range.min) * share
        }
    }
}
