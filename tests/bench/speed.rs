//! The engine from three hundred offerings to a million: how long each part takes, and how that grows.

use std::hint::black_box;

use candor::ranking::{
    BlindCatalog, Needs, OpenQuestion, Particles, Plan, advise, ahead, first_place, level_tips,
    readings, relaxations, tried, weight_tips, with_level, with_weight,
};

use crate::market::{Market, needs, questions, too_much};
use crate::table::{heading, measure, measure_on, row, row_each};

const SIZES: [usize; 4] = [300, 10_000, 100_000, 1_000_000];

/// Open questions in a whole advice.
const QUESTIONS: usize = 40;

const fn runs(rows: usize) -> usize {
    match rows {
        0..=1_000 => 301,
        1_001..=10_000 => 51,
        10_001..=100_000 => 15,
        _ => 5,
    }
}

pub fn order() {
    heading("Speed: from figures to the whole order (values, scores, order, ranks)");
    each_size(|market, needs, rows| {
        measure_on(
            runs(rows),
            || market.clone(),
            |market| {
                let blind = market.valued();
                let advice = advise(&blind, needs);
                black_box((blind, advice))
            },
        )
    });
    heading("Speed: the whole order, values known");
    each_size(|market, needs, rows| {
        let blind = market.clone().valued();
        measure(runs(rows), || {
            black_box(advise(black_box(&blind), needs));
        })
    });
    heading("Speed: only the first place, values known");
    each_size(|market, needs, rows| {
        let blind = market.clone().valued();
        measure(runs(rows), || {
            black_box(first_place(black_box(&blind), needs));
        })
    });
}

fn each_size(work: impl Fn(&Market, &Needs, usize) -> crate::table::Figure) {
    for criteria in [12, 24] {
        for rows in SIZES {
            let figure = work(&Market::new(rows, criteria), &needs(criteria), rows);
            row_each(
                &format!("{rows} offerings by {criteria} criteria"),
                figure,
                rows,
            );
        }
    }
}

pub fn many_readings() {
    heading("Speed: readings, one thread");
    let alone = |plan: Plan| Plan { threads: 1, ..plan };
    let first = |plan: Plan| Plan { places: 1, ..plan };
    let exact = |plan: Plan| Plan { error: 0, ..plan };
    let plans = [
        (300, exact(first(alone(Plan::RECORD)))),
        (300, first(alone(Plan::RECORD))),
        (300, exact(alone(Plan::RECORD))),
        (300, alone(Plan::RECORD)),
        (500, alone(Plan::LIVE)),
        (10_000, alone(Plan::LIVE)),
        (100_000, alone(Plan::LIVE)),
        (
            100_000,
            Plan {
                threads: 2,
                ..Plan::LIVE
            },
        ),
        (1_000_000, alone(Plan::LIVE)),
    ];
    for (rows, plan) in plans {
        let (blind, needs) = (Market::new(rows, 12).valued(), needs(12));
        let advice = advise(&blind, &needs);
        let particles = Particles::new(&needs, 12, plan.readings);
        let figure = measure(runs(rows).min(51), || {
            black_box(readings(&blind, &needs, &advice, &particles, plan));
        });
        let label = format!(
            "{} readings, {rows} by 12, places {}, error {}, threads {}",
            plan.readings, plan.places, plan.error, plan.threads
        );
        row_each(&label, figure, rows * particles.len());
    }
    let needs = needs(12);
    let figure = measure(21, || {
        black_box(Particles::new(&needs, 12, 10_000));
    });
    row_each("drawing 10,000 readings of 12 weights", figure, 10_000);
}

/// All that an answer sets going.
struct Case {
    blind: BlindCatalog,
    needs: Needs,
    open: Vec<OpenQuestion>,
    plan: Plan,
}

impl Case {
    fn advise(&self) {
        let Self {
            blind,
            needs,
            open,
            plan,
        } = self;
        let advice = advise(blind, needs);
        let particles = Particles::new(needs, blind.criteria().len(), plan.readings);
        black_box(readings(blind, needs, &advice, &particles, *plan));
        self.tips(&advice);
        black_box(relaxations(blind, needs, &advice, 5));
        black_box(ahead(blind, needs, &advice, open));
    }

    fn tips(&self, advice: &candor::ranking::Advice) {
        let Self { blind, needs, .. } = self;
        let levels = level_tips(blind, needs, advice);
        black_box(tried(blind, &levels, 4, |tip| {
            (with_level(needs, tip), tip.new_first)
        }));
        let weights = weight_tips(blind, needs, advice);
        black_box(tried(blind, &weights, 4, |tip| {
            (with_weight(needs, tip.criterion, tip.to), tip.new_first)
        }));
    }
}

pub fn whole() {
    for rows in [500, 10_000, 100_000] {
        heading(&format!(
            "Speed: a whole advice, {rows} offerings by 12 criteria, {QUESTIONS} open questions"
        ));
        let case = Case {
            blind: Market::new(rows, 12).valued(),
            needs: needs(12),
            open: questions(QUESTIONS, 12),
            plan: Plan::LIVE,
        };
        let Case {
            blind,
            needs,
            open,
            plan,
        } = &case;
        let advice = advise(blind, needs);
        let particles = Particles::new(needs, 12, plan.readings);
        let runs = runs(rows).min(51);
        row("all of it", measure(runs, || case.advise()));
        row(
            "  order",
            measure(runs, || {
                black_box(advise(blind, needs));
            }),
        );
        row(
            "  readings",
            measure(runs, || {
                black_box(readings(blind, needs, &advice, &particles, *plan));
            }),
        );
        row("  tipping points", measure(runs, || case.tips(&advice)));
        row(
            "  next question and stop",
            measure(runs, || {
                black_box(ahead(blind, needs, &advice, open));
            }),
        );
        let none = too_much(12);
        let nothing = advise(blind, &none);
        assert!(nothing.ranked.is_empty());
        row(
            "  besides: what to give up where nothing fits",
            measure(runs, || {
                black_box(relaxations(blind, &none, &nothing, 5));
            }),
        );
    }
}
