//! How the engine's time grows. How long it takes is told by `cargo bench -- speed`.

use std::hint::black_box;
use std::time::Instant;

use candor::domain::Column;
use candor::ranking::{
    BlindCatalog, Criterion, Empty, Needs, Particles, Plan, Scale, advise, level_tips, readings,
    tie_key,
};

use crate::support::dice::Dice;

const COLUMNS: usize = 6;

fn catalog(rows: usize) -> BlindCatalog {
    let mut dice = Dice::new(1);
    let facts = (0..COLUMNS)
        .map(|_| {
            let cells = (0..rows).map(|_| Some(dice.below(10_000) as f64));
            (Column::Number(cells.collect()), Empty::Unknown)
        })
        .collect();
    let scale = Scale::Linear {
        worst: 0.0,
        best: 10_000.0,
    };
    let criteria = (0..COLUMNS)
        .map(|column| Criterion {
            column,
            scale: scale.clone(),
            missing: (0, 10_000),
            unasked_points: 50,
        })
        .collect();
    let keys = (0..rows).map(|n| tie_key(&n.to_string())).collect();
    let lines = (0..rows as u32).collect();
    BlindCatalog::new(facts, Vec::new(), criteria, lines, keys)
}

/// The least time of a few advices, in seconds: the runs that nothing else on the machine came between.
fn least(rows: usize) -> f64 {
    let blind = catalog(rows);
    let needs = Needs {
        points: vec![50; COLUMNS],
        ..Needs::default()
    };
    let particles = Particles::new(&needs, COLUMNS, 32);
    (0..9)
        .map(|_| {
            let start = Instant::now();
            let advice = advise(&blind, &needs);
            black_box(level_tips(&blind, &needs, &advice));
            black_box(readings(&blind, &needs, &advice, &particles, Plan::LIVE));
            start.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min)
}

#[test]
fn ten_times_the_offerings_take_no_more_than_twenty_times_as_long() {
    let (few, many) = (least(1_000), least(10_000));
    assert!(many <= 20.0 * few, "{few} s for 1000, {many} s for 10,000");
}
