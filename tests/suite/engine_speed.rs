//! How long the engine takes. Run with `cargo test --release --test suite engine_speed -- --ignored --nocapture`.

use std::time::Instant;

use std::collections::BTreeMap;

use candor::domain::{Answer, Column, Id, Importance};
use candor::interview::{Fact, Flow, Interview, Recorded, derive, open_questions};
use candor::ranking::{
    AnswerEffect, BlindCatalog, Criterion, Empty, Must, Needs, OpenQuestion, Particles, Plan,
    Scale, Test, Unlisted, Weight, advise, ahead, level_tips, readings, readings_in, relaxations,
    tie_key, tried, weight_tips, with_level, with_weight, worlds,
};

use crate::support::catalogs::all;
use crate::support::dice::Dice;

/// Offerings with a hidden quality, so that they are alike as in a market.
fn catalog(rows: usize, columns: usize, one_missing_in: usize) -> BlindCatalog {
    let mut dice = Dice::new(1);
    let quality: Vec<usize> = (0..rows).map(|_| dice.below(1000)).collect();
    let facts = (0..columns)
        .map(|column| {
            let sign = column % 2 == 0;
            let cells = quality
                .iter()
                .map(|&quality| {
                    let quality = if sign { quality } else { 1000 - quality };
                    let x = (quality + dice.below(2000)) as f64 / 3000.0;
                    (!dice.one_in(one_missing_in)).then_some(x)
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
            unasked_points: 50,
        })
        .collect();
    let keys = (0..rows).map(|n| tie_key(&n.to_string())).collect();
    BlindCatalog::new(
        facts,
        Vec::new(),
        criteria,
        (0..rows as u32).collect(),
        keys,
    )
}

fn needs(columns: usize, asked: usize) -> Needs {
    let levels = [
        Importance::Important,
        Importance::Not,
        Importance::Essential,
        Importance::Somewhat,
    ];
    let weights: Vec<Weight> = (0..columns)
        .map(|c| {
            if c < asked {
                Weight::Level(levels[c % 4])
            } else {
                Weight::Unasked
            }
        })
        .collect();
    Needs {
        points: weights
            .iter()
            .map(|weight| match weight {
                Weight::Level(level) => level.points(),
                _ => 50,
            })
            .collect(),
        weights,
        tie_seed: 5,
        ..Needs::default()
    }
}

fn questions(count: usize, columns: usize, asked: usize) -> Vec<OpenQuestion> {
    let open = columns - asked;
    (0..count)
        .map(|id| OpenQuestion {
            id,
            askable: true,
            put_off: false,
            seconds: 10,
            answers: [
                Importance::Not,
                Importance::Somewhat,
                Importance::Important,
                Importance::Essential,
            ]
            .into_iter()
            .map(|level| {
                let weights = (0..1 + id % 2)
                    .map(|n| {
                        (
                            asked + (id + n) % open,
                            Weight::Level(level),
                            level.points(),
                        )
                    })
                    .collect();
                (
                    25,
                    AnswerEffect {
                        weights,
                        ..AnswerEffect::default()
                    },
                )
            })
            .collect(),
            unlisted: Unlisted::default(),
        })
        .collect()
}

/// The best of several runs, in milliseconds.
fn best<T>(runs: usize, mut run: impl FnMut() -> T) -> f64 {
    (0..runs)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(run());
            start.elapsed().as_secs_f64() * 1e3
        })
        .fold(f64::INFINITY, f64::min)
}

#[test]
#[ignore = "figures, not a verdict"]
fn engine_speed_on_catalogs() {
    for catalog in all() {
        for told in [0, catalog.questions.len() / 2] {
            let mut dice = Dice::new(2);
            let asked = catalog.questions.iter().take(told);
            let answers: BTreeMap<Id, Answer> =
                asked.map(|q| (q.id.clone(), dice.answer(q))).collect();
            let facts: Vec<Recorded> = answers
                .iter()
                .map(|(question, answer)| Recorded {
                    at: jiff::Timestamp::UNIX_EPOCH,
                    fact: Fact::Answered {
                        question: question.clone(),
                        answer: answer.clone(),
                    },
                })
                .collect();
            let flow = Flow::new(&catalog, &Interview::fold(&facts));
            let case = derive(&catalog, &answers, 1);
            let (blind, needs) = (catalog.blind(), &case.needs);
            let open = open_questions(&catalog, &answers, &flow.status, &case);
            let listed: usize = open.iter().map(|question| question.answers.len()).sum();
            let advice = advise(blind, needs);
            let particles = Particles::new(needs, catalog.criteria.len(), 512);
            let others = worlds(blind, needs, &open);
            println!(
                "{}, {told} told, {} open questions with {listed} answers, {} worlds",
                catalog.id,
                open.len(),
                others.len()
            );
            println!(
                "  derive and advise   {:9.3} ms",
                best(20, || candor::ranking::advise(
                    blind,
                    &derive(&catalog, &answers, 1).needs
                ))
            );
            println!(
                "  open questions      {:9.3} ms",
                best(20, || open_questions(
                    &catalog,
                    &answers,
                    &flow.status,
                    &case
                ))
            );
            println!(
                "  ahead               {:9.3} ms",
                best(20, || ahead(blind, needs, &advice, &open))
            );
            println!(
                "  worlds              {:9.3} ms",
                best(20, || worlds(blind, needs, &open))
            );
            println!(
                "  readings 512        {:9.3} ms",
                best(20, || readings_in(
                    blind,
                    needs,
                    &advice,
                    &particles,
                    Plan::LIVE,
                    &others
                ))
            );
            println!(
                "  {:?}",
                candor::ranking::ahead(blind, needs, &advice, &open).changes
            );
        }
    }
}

#[test]
#[ignore = "figures, not a verdict"]
fn engine_speed() {
    for (rows, columns, runs) in [
        (300, 12, 20),
        (500, 12, 20),
        (10_000, 12, 5),
        (100_000, 12, 3),
        (100_000, 24, 3),
    ] {
        let blind = catalog(rows, columns, 50);
        let needs = needs(columns, 6);
        let advice = advise(&blind, &needs);
        let questions = questions(40, columns, 6);
        let particles = Particles::new(&needs, columns, 512);
        let many = Particles::new(&needs, columns, 10_000);
        let mut none = needs.clone();
        none.musts = (0..columns)
            .map(|column| Must {
                column,
                test: Test::AtLeast(0.9),
            })
            .collect();
        let nothing = advise(&blind, &none);
        let two = Plan {
            threads: 2,
            ..Plan::LIVE
        };
        println!(
            "{rows} x {columns} ({} fit nothing of {} musts)",
            nothing.ranked.len(),
            columns
        );
        println!(
            "  advise              {:9.3} ms",
            best(runs, || advise(&blind, &needs))
        );
        println!(
            "  particles 512       {:9.3} ms",
            best(runs, || Particles::new(&needs, columns, 512))
        );
        println!(
            "  readings 512        {:9.3} ms",
            best(runs, || readings(
                &blind,
                &needs,
                &advice,
                &particles,
                Plan::LIVE
            ))
        );
        println!(
            "  readings 512, 2 thr {:9.3} ms",
            best(runs, || readings(&blind, &needs, &advice, &particles, two))
        );
        if rows <= 10_000 {
            println!(
                "  readings 10,000     {:9.3} ms",
                best(runs.min(3), || readings(
                    &blind,
                    &needs,
                    &advice,
                    &many,
                    Plan::RECORD
                ))
            );
        }
        println!(
            "  level tips          {:9.3} ms",
            best(runs, || {
                let tips = level_tips(&blind, &needs, &advice);
                tried(&blind, &tips, 3, |tip| {
                    (with_level(&needs, tip), tip.new_first)
                })
            })
        );
        println!(
            "  weight tips         {:9.3} ms",
            best(runs, || {
                let tips = weight_tips(&blind, &needs, &advice);
                tried(&blind, &tips, 3, |tip| {
                    (with_weight(&needs, tip.criterion, tip.to), tip.new_first)
                })
            })
        );
        println!(
            "  relaxations         {:9.3} ms",
            best(runs, || relaxations(&blind, &none, &nothing, 8))
        );
        println!(
            "  ahead, 40 questions {:9.3} ms",
            best(runs, || ahead(&blind, &needs, &advice, &questions))
        );
    }
}
