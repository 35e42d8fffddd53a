//! The catalog of the budgets: offerings in model lines of five, 40 questions of every usual kind, and figures that follow from answers.

use std::fmt::Write as _;

use candor::catalog::{Catalog, from_files};
use serde_json::{Value, json};

use crate::made::Stream;

const SELLERS: usize = 20;
/// Columns of figures of the table, each judged and asked about.
const FIGURES: usize = 11;
const KINDS: [&str; 4] = ["one", "two", "three", "four"];

/// The two files: `catalog.json` and `offerings.csv`.
pub fn files(rows: usize) -> (String, String) {
    (rules().to_string(), offerings(rows))
}

/// The catalog itself.
pub fn catalog(rows: usize) -> Catalog {
    let (rules, offerings) = files(rows);
    from_files(rules.as_bytes(), offerings.as_bytes()).unwrap()
}

fn kinds() -> Value {
    let options = KINDS
        .iter()
        .map(|kind| json!({"id": kind, "label": format!("kind {kind}")}));
    options.collect()
}

fn rules() -> Value {
    let mut attributes = vec![
        json!({"id": "price", "label": "Price", "kind": "money", "better": "lower", "source": "made"}),
        json!({"id": "uses", "label": "Cost of each use", "kind": "money", "decimals": 2, "better": "lower", "source": "made"}),
        json!({"id": "kind", "label": "Kind", "kind": "choice", "options": kinds(), "source": "made"}),
    ];
    let mut criteria = vec![
        json!({"id": "cheap", "label": "Cost over a year", "attribute": "cost", "scale": {"linear": {"worst": 4000, "best": 200}}}),
    ];
    let mut questions = vec![
        json!({
            "id": "often", "label": "Use", "say": "How often a month is it used?", "why": "Each use has its cost.",
            "kind": {"type": "one", "options": [
                {"id": "seldom", "label": "seldom", "value": 4},
                {"id": "weekly", "label": "every week", "value": 12},
                {"id": "daily", "label": "every day", "value": 30},
            ]},
            "seconds": 6, "assume": "weekly", "early": true,
        }),
        json!({
            "id": "budget", "label": "Budget", "say": "What may it cost at most?", "why": "Then we leave out what costs more.",
            "kind": {"type": "money", "min": 100, "max": 5000, "step": 50, "usual": [500, 1000, 2000]}, "seconds": 8,
            "importance": "important",
            "does": [
                {"must": {"attribute": "price", "label": "at most {budget}", "at_most": "budget"}},
                {"weigh": "cheap", "level": "asked"},
            ],
        }),
        json!({
            "id": "kinds", "label": "Kinds", "say": "Which kinds come into question?", "why": "Others would never do.",
            "kind": {"type": "several", "options": kinds()}, "seconds": 8,
            "does": [{"must": {"attribute": "kind", "label": "a kind that comes into question", "one_of": "kinds"}}],
        }),
    ];
    for n in 0..FIGURES {
        attributes.push(json!({"id": format!("figure{n}"), "label": format!("Figure {n}"), "kind": "number", "better": "higher", "source": "made"}));
        criteria.push(json!({"id": format!("good{n}"), "label": format!("A good figure {n}"), "attribute": format!("figure{n}"), "scale": {"linear": {"worst": 0, "best": 100}}}));
        questions.push(json!({
            "id": format!("level{n}"), "label": format!("Level {n}"), "say": format!("How much does figure {n} matter to you?"),
            "why": "No offering is best at everything.", "kind": {"type": "level", "criterion": format!("good{n}")}, "seconds": 6,
        }));
        questions.push(json!({
            "id": format!("need{n}"), "label": format!("Need {n}"), "say": format!("Must figure {n} be thirty at least?"),
            "why": "Then we leave out what has less.", "kind": {"type": "yes_no"}, "seconds": 4,
            "does": [{"must": {"attribute": format!("figure{n}"), "label": format!("figure {n} of 30"), "at_least": "30"}, "when": format!("need{n}")}],
        }));
        questions.push(json!({
            "id": format!("life{n}"), "label": format!("Life {n}"), "say": format!("How is number {n} of your days?"),
            "why": "It says what weighs for you.",
            "kind": {"type": "one", "options": [{"id": "calm", "label": "calm"}, {"id": "mixed", "label": "mixed"}, {"id": "busy", "label": "busy"}]},
            "seconds": 6,
            "does": [{"weigh": format!("good{}", (n + 1) % FIGURES), "level": {"calm": "not", "mixed": "somewhat", "busy": "important"}}],
        }));
    }
    for n in 0..4 {
        questions.push(json!({
            "id": format!("more{n}"), "label": format!("More {n}"), "say": format!("Is there more of {n}?"),
            "why": "It weighs a little.", "kind": {"type": "yes_no"}, "seconds": 4,
            "does": [{"weigh": format!("good{n}"), "level": {"yes": "essential", "no": "not"}}],
        }));
    }
    assert_eq!(questions.len(), 40);
    json!({
        "format": 1, "id": "large", "title": "Five hundred offerings", "owner": "The benches", "edition": "bench-1",
        "as_of": "2025-10-01", "max_age_days": 3650, "language": "en", "currency": {"code": "USD", "sign": "$"},
        "offering": {"one": "offering", "many": "offerings"}, "seller": {"one": "seller", "many": "sellers"},
        "own_sellers": ["Seller 0"],
        "coverage": {"covers": "Invented offerings.", "missing": ["Every one that exists."]},
        "interests": {"general": "Nobody is paid for what does not exist.", "own": "It would earn its price.", "others": "It would earn nothing."},
        "sources": [{"id": "made", "title": "Invented figures", "address": "None", "date": "2025-09-15"}],
        "attributes": attributes,
        "computed": [{"id": "cost", "label": "Cost over a year", "kind": "money", "better": "lower", "formula": "price + uses * often * 12"}],
        "criteria": criteria,
        "questions": questions,
        "remarks": [
            {"id": "dear", "kind": "caveat", "severity": "caution", "when": "price > 2500", "text": "It costs {price}, more than most."},
            {"id": "weak", "kind": "con", "when": "figure0 < 20", "text": "Its figure 0 is {figure0} only."},
        ],
        "glossary": [],
        "statements": [],
    })
}

fn offerings(rows: usize) -> String {
    let mut stream = Stream(7);
    let mut table = "id,name,seller,line,price,uses,kind".to_owned();
    for n in 0..FIGURES {
        write!(table, ",figure{n}").unwrap();
    }
    table.push_str(",pros,cons\n");
    for row in 0..rows {
        let line = row / 5;
        let seller = line % SELLERS;
        let price = 100 + (stream.next() % 60) * 50;
        let uses = (stream.next() % 40) as f64 / 10.0;
        let kind = KINDS[stream.next() as usize % KINDS.len()];
        write!(
            table,
            "offer-{row},Offering number {row},Seller {seller},Line {line},{price},{uses:.2},{kind}"
        )
        .unwrap();
        for _ in 0..FIGURES {
            if stream.next().is_multiple_of(50) {
                table.push(',');
            } else {
                write!(table, ",{}", stream.next() % 101).unwrap();
            }
        }
        writeln!(
            table,
            ",Stands for number {row}.,Is heavier than number {}.",
            row + 1
        )
        .unwrap();
    }
    table
}
