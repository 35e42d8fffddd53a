//! The evidence in a transcript: enough to compute the advice again, and every question, answer, change and consent in it.

use candor::catalog::Catalog;
use candor::interview::{Consent, Fact, Interview, NoteKind, Recorded, from_json};
use candor::present::Advised;
use candor::transcript::{html, json, markdown, text};
use serde_json::{Value, json as value};

use crate::support::transcripts::{Talk, persona, vehicles};
use crate::transcripts::talks;

/// What an exported file says, read as a program reads it.
fn exported(talk: &Talk) -> Value {
    serde_json::from_str(&json(&talk.document()).to_string()).unwrap()
}

/// Places and scores of everything that fits, and what misses something, as an advice has them.
fn order(catalog: &Catalog, advised: &Advised<'_>) -> Vec<(Value, String)> {
    let id = |position: usize| catalog.offerings[position].id.to_string();
    let ranked = advised.advice.ranked.iter();
    let excluded = advised.advice.excluded.iter();
    ranked
        .map(|one| (value!(one.rank), id(one.offering)))
        .chain(excluded.map(|one| (Value::Null, id(one.offering))))
        .collect()
}

fn order_in(evidence: &Value) -> Vec<(Value, String)> {
    let all = evidence["ranking"].as_array().unwrap();
    all.iter()
        .map(|one| (one["rank"].clone(), one["id"].as_str().unwrap().to_owned()))
        .collect()
}

#[test]
fn the_exported_json_and_the_catalog_alone_give_the_same_order_again() {
    for (name, talk) in talks() {
        let file = exported(&talk);
        let catalog = talk.catalog.clone();
        assert_eq!(file["head"]["catalog"]["fingerprint"], catalog.fingerprint);
        let facts: Vec<Recorded> = serde_json::from_value(file["facts"].clone()).unwrap();
        let case = file["head"]["case"].as_str().unwrap();
        let advised = Advised::on_case(&catalog, case, Interview::fold(&facts));
        assert_eq!(
            order(&catalog, &advised),
            order_in(&file["evidence"]),
            "{name}"
        );
        let report = serde_json::to_value(advised.report(8)).unwrap();
        assert_eq!(report, file["report"], "{name}");
        assert_eq!(file["evidence"]["engine"], report["engine"]["version"]);
    }
}

#[test]
fn the_answers_of_the_evidence_are_taken_as_a_file_of_answers_and_score_the_same() {
    for (name, talk) in talks() {
        let file = exported(&talk);
        let held = file["evidence"]["questions"].as_array().unwrap().iter();
        let held = held.filter_map(|asked| {
            let all = asked["answers"].as_array().unwrap();
            let one = all.iter().find(|given| given["holds"] == true)?;
            Some((asked["id"].as_str().unwrap(), one["answer"].clone()))
        });
        let answers: serde_json::Map<String, Value> =
            held.map(|(id, answer)| (id.to_owned(), answer)).collect();
        let given = from_json(&talk.catalog, &value!({ "answers": answers })).unwrap();
        let again = Advised::on_answers(&talk.catalog, given);
        // Ties are broken by the case, which a file of answers does not have.
        let scores = |ranks: Vec<(Value, String)>| {
            let mut ranks: Vec<String> = ranks
                .iter()
                .map(|(rank, id)| format!("{rank} {id}"))
                .collect();
            ranks.sort();
            ranks
        };
        assert_eq!(
            scores(order(&talk.catalog, &again)),
            scores(order_in(&file["evidence"])),
            "{name}"
        );
    }
}

#[test]
fn every_question_stands_as_it_is_spoken_with_every_answer_and_change() {
    let mut talk = Talk::new(vehicles(), &persona("commuter"));
    talk.answer(
        "miles",
        value!({ "value": 20000, "provenance": "record", "certainty": "roughly" }),
    );
    talk.answer("charging", value!(false));
    talk.say(Fact::Undone);
    let question = candor::domain::Id::new("winter").unwrap();
    talk.say(Fact::PutOff { question });
    let file = exported(&talk);
    let questions = file["evidence"]["questions"].as_array().unwrap();
    assert_eq!(questions.len(), talk.catalog.questions.len());
    let page = text(&talk.document(), 4000);
    for (asked, question) in questions.iter().zip(&talk.catalog.questions) {
        assert_eq!(asked["id"], question.id.as_str());
        assert_eq!(asked["spoken"], question.say.as_str());
        assert!(page.contains(&format!("- {} ", question.say)), "{page}");
    }
    let asked = |id: &str| questions.iter().find(|asked| asked["id"] == id).unwrap();
    let miles = asked("miles")["answers"].as_array().unwrap();
    let told: Vec<(&Value, &Value, &Value, bool)> = miles
        .iter()
        .map(|given| {
            let holds = given["holds"].as_bool().unwrap();
            (
                &given["answer"]["value"],
                &given["provenance"],
                &given["certainty"],
                holds,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (&value!(17000), &value!("said"), &value!("sure"), false),
            (&value!(20000), &value!("record"), &value!("roughly"), true),
        ]
    );
    assert_eq!(
        miles[1]["seconds"], 20,
        "each fact comes 20 s after the one before"
    );
    let charging = asked("charging")["answers"].as_array().unwrap();
    assert!(charging[1]["taken_back"].is_string() && charging[1]["holds"] == false);
    assert!(charging[0]["taken_back"].is_null() && charging[0]["holds"] == true);
    assert_eq!(asked("winter")["put_off"].as_array().unwrap().len(), 1);
    assert_eq!(asked("kinds")["state"], "not_asked");
    assert_eq!(asked("load")["state"], "does_not_apply");
    assert!(
        page.contains("17,000 miles a year; said, sure; changed later."),
        "{page}"
    );
    assert!(page.contains("no; said, sure; taken back 14:"), "{page}");
    assert!(page.contains(": put off."), "{page}");
}

#[test]
fn the_whole_order_is_there_with_what_each_offering_misses() {
    for (name, talk) in talks() {
        let document = talk.document();
        let file = json(&document);
        let all = file["evidence"]["ranking"].as_array().unwrap();
        assert_eq!(all.len(), document.compared, "{name}");
        for one in all {
            let misses = !one["violates"].as_array().unwrap().is_empty();
            assert_eq!(misses, one["rank"].is_null(), "{name}: {one}");
        }
        let pages = [text(&document, 4000), markdown(&document), html(&document)];
        for page in &pages {
            let part = page.rsplit_once("The whole order").unwrap().1;
            for one in all
                .iter()
                .filter(|one| !one["name"].as_str().unwrap().contains(['[', '&', '_']))
            {
                let known = one["name"].as_str().unwrap();
                assert!(part.contains(known), "{name}: {known}");
            }
        }
    }
}

#[test]
fn statements_consent_what_is_hidden_and_the_head_of_the_chain_are_named() {
    let mut talk = Talk::new(vehicles(), &persona("commuter")).read_out();
    for agreed in [false, true] {
        talk.say(Fact::Consented(Consent {
            agreed,
            hash: "ab".repeat(32).as_str().into(),
            edition: "2026-1".into(),
            by: "Ana".into(),
        }));
    }
    for (kind, text) in [
        (NoteKind::Private, "tired"),
        (NoteKind::Idea, "paid with ************1111"),
    ] {
        talk.say(Fact::Noted {
            kind,
            text: text.into(),
        });
    }
    let document = talk.document();
    let file = json(&document);
    let statement = &file["statements"][0];
    assert_eq!(statement["when"], "before the first question");
    assert_eq!(statement["sha256"], statement["read_sha256"]);
    assert_eq!(statement["sha256"].as_str().unwrap().len(), 64);
    let evidence = &file["evidence"];
    let said: Vec<&Value> = evidence["consents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["agreed"])
        .collect();
    assert_eq!(said, [&value!(false), &value!(true)]);
    assert_eq!(evidence["consents"][1]["edition"], "2026-1");
    assert_eq!(
        evidence["masked"],
        value!({ "texts_with_hidden_digits": 1, "private_notes_withheld": 1, "drafts_left_out": 0 })
    );
    assert_eq!(evidence["chain"]["records"], talk.facts.len());
    assert_eq!(evidence["held_with"], "0.1.0");
    let page = text(&document, 4000);
    for words in [
        &format!("SHA-256 {}", statement["sha256"].as_str().unwrap()),
        "agreed, asked by Ana in the words of edition 2026-1",
        "declined, asked by Ana",
        "texts with hidden digits: 1; private notes left out: 1",
        &format!("{} records; the last has SHA-256 000", talk.facts.len()),
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
}

#[test]
fn advice_outside_a_case_has_its_answers_and_no_times_in_the_evidence() {
    let mut talk = Talk::new(vehicles(), &persona("commuter"));
    let given = from_json(&talk.catalog, &value!({ "answers": persona("commuter") })).unwrap();
    let advised = Advised::on_answers(&talk.catalog, given);
    talk.facts.clear();
    let material = candor::transcript::Material {
        view: &advised.view(),
        interview: &advised.interview,
        facts: &[],
        flow: &advised.flow,
        case: None,
        chain: None,
        made: None,
        program: "0.1.0".into(),
    };
    let document = candor::transcript::Document::new(&material);
    let file = json(&document);
    let questions = file["evidence"]["questions"].as_array().unwrap();
    let answered = questions
        .iter()
        .filter(|asked| asked["state"] == "answered");
    for asked in answered {
        let answers = asked["answers"].as_array().unwrap();
        assert_eq!(answers.len(), 1, "{asked}");
        assert!(answers[0]["at"].is_null() && answers[0]["holds"] == true);
    }
    assert!(file["evidence"]["chain"].is_null());
    assert!(text(&document, 200).contains("advice outside a case"));
}
