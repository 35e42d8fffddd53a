//! Valuing and ranking made catalogs, and a whole answer on the shipped one.

use std::hint::black_box;

use candor::catalog::{builtin, from_files};
use candor::interview::{derive, from_json};
use candor::ranking::advise;

use crate::made::{catalog, needs};
use crate::table::{heading, measure, row};

pub fn run() {
    heading("Ranking: values known, must-haves, scores, order, ranks");
    for criteria in [12, 24] {
        for rows in [77, 1_000, 10_000, 100_000] {
            let blind = catalog(rows, criteria);
            let needs = needs(criteria);
            let runs = if rows > 10_000 { 15 } else { 101 };
            row(
                &format!("{rows} offerings by {criteria} criteria"),
                measure(runs, || {
                    black_box(advise(black_box(&blind), black_box(&needs)));
                }),
            );
        }
    }
    heading("Ranking: reading the figures into values once (100,000 offerings)");
    for criteria in [12, 24] {
        row(
            &format!("100000 offerings by {criteria} criteria, from columns"),
            measure(5, || {
                black_box(catalog(100_000, criteria));
            }),
        );
    }
    heading("The shipped catalog");
    let shipped = builtin::find("vehicles").unwrap();
    row(
        "reading and checking both files",
        measure(15, || {
            black_box(
                from_files(shipped.catalog.as_bytes(), shipped.offerings.as_bytes()).unwrap(),
            );
        }),
    );
    let vehicles = from_files(shipped.catalog.as_bytes(), shipped.offerings.as_bytes()).unwrap();
    let answers = serde_json::json!({ "answers": {
        "people": "4", "uses": ["commute", "long_trips"], "miles": 17000,
        "budget": { "value": 35000, "importance": "must" }
    }});
    let answers = from_json(&vehicles, &answers).unwrap().answers;
    row(
        "answers to needs, formulas, order",
        measure(101, || {
            let case = derive(&vehicles, black_box(&answers), 7);
            black_box(advise(vehicles.blind(), &case.needs));
        }),
    );
}
