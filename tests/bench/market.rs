//! A made market: offerings with a hidden quality, so that what is good in one respect tends to be good or dear in others; a customer
//! who has spoken of half of it; and the questions that are still open.

use candor::domain::{Column, Importance};
use candor::ranking::{
    AnswerEffect, BlindCatalog, Criterion, Empty, Must, Needs, OpenQuestion, Scale, Test, Unlisted,
    Weight, tie_key,
};

use crate::made::Stream;

/// One cell in so many is missing.
const ONE_MISSING_IN: u64 = 50;

/// Criteria of which the customer has spoken.
const ASKED: usize = 6;

/// What a catalog is put together from.
#[derive(Clone)]
pub struct Market {
    facts: Vec<(Column, Empty)>,
    criteria: Vec<Criterion>,
    lines: Vec<u32>,
    keys: Vec<u64>,
}

impl Market {
    pub fn new(rows: usize, columns: usize) -> Self {
        let mut stream = Stream(1);
        let quality: Vec<f64> = (0..rows).map(|_| stream.share()).collect();
        let facts = (0..columns)
            .map(|column| {
                let cells = quality
                    .iter()
                    .map(|&quality| {
                        let shown = if column % 2 == 0 {
                            quality
                        } else {
                            1.0 - quality
                        };
                        let figure = (shown + 2.0 * stream.share()) / 3.0;
                        (!stream.next().is_multiple_of(ONE_MISSING_IN)).then_some(figure)
                    })
                    .collect();
                (Column::Number(cells), Empty::Unknown)
            })
            .collect();
        let criteria = (0..columns)
            .map(|column| Criterion {
                column,
                scale: Scale::Linear {
                    worst: 0.0,
                    best: 1.0,
                },
                missing: (2_000, 8_000),
                unasked_points: Importance::UNASKED_POINTS,
            })
            .collect();
        Self {
            facts,
            criteria,
            lines: (0..rows as u32).collect(),
            keys: (0..rows).map(|n| tie_key(&n.to_string())).collect(),
        }
    }

    /// Values what no answer can change.
    pub fn valued(self) -> BlindCatalog {
        BlindCatalog::new(self.facts, Vec::new(), self.criteria, self.lines, self.keys)
    }
}

/// The levels by which wishes weigh.
const LEVELS: [Importance; 4] = [
    Importance::Important,
    Importance::Not,
    Importance::Essential,
    Importance::Somewhat,
];

/// What a customer needs who has spoken of the first few criteria.
pub fn needs(columns: usize) -> Needs {
    let spoken = LEVELS.iter().cycle().take(ASKED).copied();
    let mut weights: Vec<Weight> = spoken.map(Weight::Level).collect();
    weights.resize(columns, Weight::Unasked);
    Needs {
        points: weights
            .iter()
            .map(|weight| match weight {
                Weight::Level(level) => level.points(),
                _ => Importance::UNASKED_POINTS,
            })
            .collect(),
        weights,
        tie_seed: 5,
        ..Needs::default()
    }
}

/// The same with a must-have on each criterion that hardly anything meets, so that nothing meets them all.
pub fn too_much(columns: usize) -> Needs {
    let musts = (0..columns).map(|column| Must {
        column,
        test: Test::AtLeast(0.9),
    });
    Needs {
        musts: musts.collect(),
        ..needs(columns)
    }
}

/// Questions about one or two of the criteria that are still open, with an answer for each level.
pub fn questions(count: usize, columns: usize) -> Vec<OpenQuestion> {
    let answers = |id: usize| {
        LEVELS.iter().map(move |&level| {
            let about = (0..=id % 2).map(|n| ASKED + (id + n) % (columns - ASKED));
            let effect = AnswerEffect {
                weights: about
                    .map(|criterion| (criterion, Weight::Level(level), level.points()))
                    .collect(),
                ..AnswerEffect::default()
            };
            (25, effect)
        })
    };
    (0..count)
        .map(|id| OpenQuestion {
            id,
            askable: true,
            put_off: false,
            seconds: 10,
            answers: answers(id).collect(),
            unlisted: Unlisted::default(),
        })
        .collect()
}
