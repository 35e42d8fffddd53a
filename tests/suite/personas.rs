//! The customers in the shipped catalogs: each gets the advice expected, and the same bytes as when it was last looked at.

use std::fs;
use std::path::Path;

use candor::catalog::{AnswerKind, Catalog, builtin, from_files, personas};
use candor::cli::persona::{advised, judge};
use candor::present::report;
use candor::tui::app::places;
use pretty_assertions::assert_eq;

/// Set to write the golden files anew after a change that was meant: `CANDOR_UPDATE_GOLDEN=1 cargo test personas`.
const UPDATE: &str = "CANDOR_UPDATE_GOLDEN";

fn shipped() -> Vec<(Catalog, Vec<personas::Persona>)> {
    builtin::ALL
        .iter()
        .map(|own| {
            let catalog = from_files(own.catalog.as_bytes(), own.offerings.as_bytes()).unwrap();
            let personas = personas::read(&catalog, own.tests).unwrap();
            (catalog, personas)
        })
        .collect()
}

#[test]
fn every_persona_gets_the_advice_expected() {
    for (catalog, personas) in shipped() {
        assert!(!personas.is_empty());
        for persona in personas {
            let verdict = judge(&catalog, &persona).unwrap();
            assert_eq!(verdict.failures, [], "{}/{}", catalog.id, persona.id);
        }
    }
}

/// On the screen an order ends with its third place.
#[test]
fn every_persona_gets_the_advice_expected_for_three_places_of_their_order() {
    let mut cut = 0;
    for (catalog, personas) in shipped() {
        for mut persona in personas {
            for question in &catalog.questions {
                if let AnswerKind::Order(items) = &question.kind
                    && let Some(serde_json::Value::Array(order)) =
                        persona.answers.get_mut(question.id.as_str())
                {
                    cut += usize::from(order.len() > places(items.len()));
                    order.truncate(places(items.len()));
                }
            }
            let verdict = judge(&catalog, &persona).unwrap();
            assert_eq!(verdict.failures, [], "{}/{}", catalog.id, persona.id);
        }
    }
    assert!(cut > 10, "{cut}");
}

#[test]
fn every_persona_gets_the_same_bytes() {
    for (catalog, personas) in shipped() {
        for persona in personas {
            let advised = advised(&catalog, &persona).unwrap();
            let report = report(
                &advised.view(),
                &advised.sure(),
                &advised.interview,
                &advised.flow,
                8,
            );
            let bytes = serde_json::to_string_pretty(&report).unwrap() + "\n";
            let name = format!("tests/golden/{}-{}.json", catalog.id, persona.id);
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&name);
            if std::env::var_os(UPDATE).is_some() {
                fs::write(&path, &bytes).unwrap();
            }
            let golden = fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(
                bytes, golden,
                "{name} differs; if that is meant, see {UPDATE}"
            );
        }
    }
}

#[test]
fn braces_and_brackets_deeper_than_sixteen_are_refused_in_the_file_of_personas_too() {
    let (catalog, _) = shipped().remove(0);
    // The list, the persona and its answers stand around them.
    let deep = |levels: usize| {
        let (open, close) = ("[".repeat(levels - 4), "]".repeat(levels - 4));
        format!(
            r#"{{"personas": [{{"id": "a", "title": "A", "why": "W", "answers": {{"people":
{open}1{close}}}, "expect": {{"top3_any_of": ["prius-le"]}}}}]}}"#
        )
    };
    assert_eq!(personas::read(&catalog, &deep(16)).unwrap().len(), 1);
    let problems = personas::read(&catalog, &deep(17)).unwrap_err();
    let said = problems.iter().map(ToString::to_string).collect::<String>();
    assert!(
        said.contains("tests.json:2:13") && said.contains("the most is 16"),
        "{said}"
    );
    // Far too deep is no other matter.
    assert_eq!(
        personas::read(&catalog, &"[".repeat(1_000_000))
            .unwrap_err()
            .len(),
        1
    );
}

#[test]
fn the_file_of_personas_is_held_against_the_catalog() {
    let (catalog, _) = shipped().remove(0);
    let persona = |expect: &str| {
        format!(
            r#"{{"personas": [{{"id": "a", "title": "A", "why": "W", "answers": {{}}, "expect": {expect}}}]}}"#
        )
    };
    let problems = |text: &str| -> String {
        let problems = personas::read(&catalog, text).unwrap_err();
        problems.iter().map(|p| format!("{p}\n")).collect()
    };
    // The column in which each is told, from the beginning of what is expected.
    for (expect, at, said) in [
        ("{}", 0, "Nothing is expected"),
        (
            r#"{"top3_any_of": ["prius-le", "prius-lee"]}"#,
            29,
            "Did you mean 'prius-le'?",
        ),
        (
            r#"{"never_in_top8": ["nothing-like-it"]}"#,
            19,
            "There is no offering 'nothing-like-it'",
        ),
        (
            r#"{"never_in_top8": [{"seller": "Toyotta"}]}"#,
            30,
            "Did you mean 'Toyota'?",
        ),
        (
            r#"{"top8_all": {"formula": "price > 1 && seets >= 7"}}"#,
            39,
            "Did you mean `seats`?",
        ),
        (
            r#"{"top8_all": {"formula": "seats"}}"#,
            25,
            "not a yes or no",
        ),
        (
            r#"{"top8_all": {"formula": "people >= 7"}}"#,
            26,
            "nothing called `people`",
        ),
    ] {
        let text = persona(expect);
        let found = problems(&text);
        assert!(found.contains(said), "{expect}: {found}");
        let key = if at == 0 { r#""expect""# } else { expect };
        let column = text.find(key).unwrap() + at + 1;
        let place = format!("tests.json:1:{column}: ");
        assert!(found.starts_with(&place), "{expect}: {found}, not {place}");
        assert!(found.contains("to do:"), "{expect}: {found}");
    }
    assert!(problems(&persona(r#"{"top_3": []}"#)).contains("unknown field"));
    let twice = r#"{"id": "a", "title": "A", "why": "W", "answers": {}, "expect": {"top3_any_of": ["prius-le"]}}"#;
    let found = problems(&format!("{{\"personas\": [\n{twice},\n{twice}]}}"));
    assert!(
        found.starts_with("tests.json:3:8: Two personas are called 'a'."),
        "{found}"
    );
    assert!(problems(r#"{"personas": []}"#).contains("no persona"));
    assert!(problems("{").contains("tests.json:1:"));
}

#[test]
fn a_persona_whose_advice_is_another_fails() {
    let (catalog, mut personas) = shipped().remove(0);
    let persona = &mut personas[0];
    let top: Vec<usize> = advised(&catalog, persona)
        .unwrap()
        .view()
        .entries(8)
        .iter()
        .map(|entry| entry.offering)
        .collect();
    let failures = |persona: &personas::Persona| judge(&catalog, persona).unwrap().failures;

    persona.expect.top3_any_of = vec![top[3]];
    persona.expect.never_in_top8 = vec![];
    persona.expect.top8_all = None;
    assert!(failures(persona)[0].starts_with("top3_any_of"));

    persona.expect.top3_any_of = vec![top[3], top[2]];
    assert_eq!(failures(persona), []);

    persona.expect.never_in_top8 = vec![top[7]];
    assert!(failures(persona)[0].ends_with("is 8th."));

    persona.expect.never_in_top8 = vec![];
    persona.expect.top8_all = Some(catalog.formula("price < 1").unwrap());
    assert_eq!(failures(persona).len(), 8);
}
