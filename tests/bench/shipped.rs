//! The parts of an advice on the catalogs that are shipped, before the first answer and after half of them.

use std::collections::BTreeMap;
use std::hint::black_box;

use candor::catalog::{Catalog, builtin, from_files};
use candor::domain::{Answer, Id};
use candor::interview::{Fact, Flow, Interview, Recorded, derive, open_questions};
use candor::ranking::{Particles, Plan, advise, ahead, readings_in, worlds};

use crate::dice::Dice;
use crate::table::{heading, measure, row};

const RUNS: usize = 21;

pub fn run() {
    for shipped in &builtin::ALL {
        let files = (shipped.catalog.as_bytes(), shipped.offerings.as_bytes());
        let catalog = from_files(files.0, files.1).unwrap();
        for told in [0, catalog.questions.len() / 2] {
            parts(&catalog, told);
        }
    }
}

fn parts(catalog: &Catalog, told: usize) {
    let mut answers: BTreeMap<Id, Answer> = Dice::new(2).answers(catalog);
    let asked = &catalog.questions[..told];
    answers.retain(|id, _| asked.iter().any(|question| question.id == *id));
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
    let flow = Flow::new(catalog, &Interview::fold(&facts));
    let case = derive(catalog, &answers, 1);
    let (blind, needs) = (catalog.blind(), &case.needs);
    let open = open_questions(catalog, &answers, &flow.status, &case);
    let advice = advise(blind, needs);
    let particles = Particles::new(needs, catalog.criteria.len(), Plan::LIVE.readings);
    let others = worlds(blind, needs, &open);
    heading(&format!(
        "Speed: {}, {told} answers given, {} questions open, figures in {} ways",
        catalog.id,
        open.len(),
        others.len().max(1)
    ));
    row(
        "answers to needs, formulas, order",
        measure(RUNS, || {
            black_box(advise(blind, &derive(catalog, &answers, 1).needs));
        }),
    );
    row(
        "what each open question could say",
        measure(RUNS, || {
            black_box(open_questions(catalog, &answers, &flow.status, &case));
        }),
    );
    row(
        "next question and stop",
        measure(RUNS, || {
            black_box(ahead(blind, needs, &advice, &open));
        }),
    );
    row(
        "figures in all ways",
        measure(RUNS, || {
            black_box(worlds(blind, needs, &open));
        }),
    );
    row(
        "readings",
        measure(RUNS, || {
            black_box(readings_in(
                blind,
                needs,
                &advice,
                &particles,
                Plan::LIVE,
                &others,
            ));
        }),
    );
}
