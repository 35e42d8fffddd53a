//! Every mistake in a file of answers is answered with the question, what is wrong and what to do.

use candor::catalog::plain;
use candor::domain::{Certainty, Importance, Provenance};
use candor::interview::from_json;
use serde_json::{Value, json};

use crate::support::catalogs::{all, broadband, id};
use crate::support::dice::Dice;

fn errors(file: &Value) -> String {
    let errors = from_json(broadband(), file).expect_err("a mistake");
    errors.iter().map(|error| format!("{error}\n")).collect()
}

fn wrong(question: &str, value: Value) -> String {
    errors(&json!({"answers": {question: value}}))
}

fn shown(name: &str, errors: &[String]) {
    insta::with_settings!({omit_expression => true}, {
        insta::assert_snapshot!(name, errors.join("\n"));
    });
}

#[test]
fn the_shape_of_the_file() {
    shown(
        "the_shape_of_the_file",
        &[
            errors(&json!([])),
            errors(&json!({})),
            errors(&json!({"answers": []})),
            errors(&json!({"answers": {}, "answer": {}})),
            errors(&json!({"catalog": "vehicles", "answers": {}})),
            errors(&json!({"catalog": 7, "answers": {}})),
        ],
    );
}

#[test]
fn questions_and_details() {
    shown(
        "questions_and_details",
        &[
            wrong("peple", json!(2)),
            wrong("weather", json!(2)),
            wrong("people", json!({"value": 2, "certain": "sure"})),
            wrong("people", json!({"certainty": "sure"})),
            wrong("people", json!({})),
            wrong("people", json!({"value": 2, "importance": "must"})),
            wrong("budget", json!({"value": 50, "importance": "very"})),
            wrong("budget", json!({"value": 50, "provenance": "heard"})),
            wrong("budget", json!({"value": 50, "certainty": 1})),
        ],
    );
}

#[test]
fn values_of_every_kind() {
    shown(
        "values_of_every_kind",
        &[
            wrong("home", json!("lage")),
            wrong("home", json!("castle")),
            wrong("home", json!(2)),
            wrong("lines", json!("fibre")),
            wrong("lines", json!(["fibre", "fibr"])),
            wrong("lines", json!(["fibre", "fibre"])),
            wrong("lines", json!([1])),
            wrong("router", json!("yes")),
            wrong("people", json!("two")),
            wrong("people", json!(0)),
            wrong("people", json!(13)),
            wrong("people", Value::Null),
            wrong("budget", json!(5000)),
            wrong("wanted_speed", json!(100)),
            wrong("wanted_speed", json!([100])),
            wrong("wanted_speed", json!([500, 100])),
            wrong("wanted_speed", json!([100, 5000])),
            wrong("priorities", json!({"value": ["money", "calmness"]})),
            wrong("priorities", json!(["money", "money"])),
            wrong("setup_level", json!("must")),
            wrong("setup_level", json!(3)),
            wrong("likes", json!(["northlop"])),
            wrong("wishes", json!(7)),
        ],
    );
}

#[test]
fn several_mistakes_are_shown_together() {
    let file =
        json!({"catalog": "phones", "answers": {"people": 99, "games": true, "hme": "large"}});
    assert_eq!(from_json(broadband(), &file).unwrap_err().len(), 3);
}

#[test]
fn an_answer_may_be_plain_or_have_details() {
    let told = from_json(
        broadband(),
        &json!({
            "catalog": "broadband",
            "answers": {
                "people": 3,
                "budget": {"value": 45, "importance": "must", "provenance": "record", "certainty": "roughly"},
                "stay": "dont_know",
                "wishes": "refused"
            }
        }),
    )
    .unwrap();
    let told = told.answers;
    assert_eq!(told.len(), 4);
    let budget = &told[&id("budget")];
    assert_eq!(budget.importance, Some(Importance::Must));
    assert_eq!(budget.provenance, Provenance::Record);
    assert_eq!(budget.certainty, Certainty::Roughly);
    assert!(!told[&id("stay")].is_told() && !told[&id("wishes")].is_told());
}

#[test]
fn every_answer_comes_back_from_its_plain_form() {
    for catalog in all() {
        let mut dice = Dice::new(8);
        for question in catalog.questions.iter().cycle().take(2000) {
            let value = dice.answer(question).value;
            assert_eq!(
                plain::value(&question.kind, &plain::plain(&value)),
                Ok(value)
            );
        }
    }
}
