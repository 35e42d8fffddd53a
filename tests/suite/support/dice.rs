//! Chance that comes out the same every time.

use std::collections::BTreeMap;

use candor::catalog::{AnswerKind, Catalog, Question};
use candor::domain::{Answer, AnswerValue, Id, Importance, SafeText};

/// A source of chance with a seed (a 64-bit linear congruential generator, its upper half used).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        let mut dice = Self(seed ^ 0x5851_f42d_4c95_7f2d);
        dice.below(2);
        dice
    }

    /// A number from 0 to `n - 1`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for n in (1..list.len()).rev() {
            list.swap(n, self.below(n + 1));
        }
    }

    /// Some answer to `question`; now and then "don't know" or "rather not say".
    pub fn answer(&mut self, question: &Question) -> Answer {
        let mut answer = Answer::said(self.value(&question.kind));
        if question.importance.is_some() {
            answer.importance = Some(*self.pick(&Importance::ALL));
        }
        answer
    }

    fn value(&mut self, kind: &AnswerKind) -> AnswerValue {
        match self.below(12) {
            0 => return AnswerValue::DontKnow,
            1 => return AnswerValue::Refused,
            _ => {}
        }
        let ids = |kind: &AnswerKind| -> Vec<Id> {
            kind.options().map(|option| option.id.clone()).collect()
        };
        match kind {
            AnswerKind::One { .. } => AnswerValue::One(self.pick(&ids(kind)).clone()),
            AnswerKind::Several { .. } => {
                let mut all = ids(kind);
                all.retain(|_| self.one_in(2));
                AnswerValue::Several(all)
            }
            AnswerKind::YesNo => AnswerValue::YesNo(self.one_in(2)),
            AnswerKind::Number(range) | AnswerKind::Money(range) => {
                AnswerValue::Number(self.figure(range.min, range.max))
            }
            AnswerKind::Range(range) => {
                let from = self.figure(range.min, range.max);
                AnswerValue::Range(from, self.figure(from, range.max))
            }
            AnswerKind::Order(_) => {
                let mut all = ids(kind);
                self.shuffle(&mut all);
                all.truncate(self.below(all.len() + 1));
                AnswerValue::Order(all)
            }
            AnswerKind::Level(_) => AnswerValue::Level(*self.pick(&Importance::ALL[..4])),
            AnswerKind::Words => AnswerValue::Words(SafeText::new("something else")),
        }
    }

    fn figure(&mut self, min: f64, max: f64) -> f64 {
        (min + (max - min) * self.below(101) as f64 / 100.0)
            .round()
            .clamp(min, max)
    }

    /// Answers to most of a catalog's questions, whether they apply or not.
    pub fn answers(&mut self, catalog: &Catalog) -> BTreeMap<Id, Answer> {
        let mut answers = BTreeMap::new();
        for question in &catalog.questions {
            if !self.one_in(4) {
                answers.insert(question.id.clone(), self.answer(question));
            }
        }
        answers
    }
}
