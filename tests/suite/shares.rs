//! What a catalog says of a hundred customers decides what is asked next and when enough is known, and nothing else.

use std::collections::BTreeMap;

use candor::catalog::{Catalog, builtin, from_files};
use candor::domain::{Answer, Id};
use candor::interview::{Flow, Interview, derive, open_questions};
use candor::ranking::{Ahead, OpenQuestion, advise, ahead};

use crate::support::catalogs::broadband_folder;

/// The broadband catalog with `shares` in front of the seconds of these questions.
fn with(shares: &[(&str, &str)]) -> Catalog {
    let read = |name| std::fs::read_to_string(broadband_folder().join(name)).unwrap();
    let mut text = read("catalog.json");
    for (question, shares) in shares {
        let start = text
            .find(&format!("\"id\": \"{question}\",\n      \"label\""))
            .unwrap();
        let at = start + text[start..].find("\"seconds\"").unwrap();
        text.insert_str(at, &format!("\"shares\": {shares}, "));
    }
    from_files(text.as_bytes(), read("offerings.csv").as_bytes()).unwrap()
}

/// The open questions of a conversation in which nothing was said yet.
fn open(catalog: &Catalog) -> Vec<OpenQuestion> {
    let said: BTreeMap<Id, Answer> = BTreeMap::new();
    let status = Flow::new(catalog, &Interview::default()).status;
    open_questions(catalog, &said, &status, &derive(catalog, &said, 7))
}

fn question(catalog: &Catalog, id: &str) -> OpenQuestion {
    let position = catalog
        .questions
        .iter()
        .position(|own| own.id.as_str() == id)
        .unwrap();
    open(catalog)
        .into_iter()
        .find(|own| own.id == position)
        .unwrap()
}

/// How many of a hundred give an answer like this.
fn of_hundred(
    question: &OpenQuestion,
    like: impl Fn(&candor::ranking::AnswerEffect) -> bool,
) -> u32 {
    let all: u32 = question.answers.iter().map(|(share, _)| share).sum();
    let these = question.answers.iter().filter(|(_, effect)| like(effect));
    let these: u32 = these.map(|(share, _)| share).sum();
    (f64::from(these) * 100.0 / f64::from(all)).round() as u32
}

fn look(catalog: &Catalog) -> Ahead {
    let case = derive(catalog, &BTreeMap::new(), 7);
    let advice = advise(catalog.blind(), &case.needs);
    ahead(catalog.blind(), &case.needs, &advice, &open(catalog))
}

#[test]
fn answers_are_as_likely_as_the_catalog_says() {
    let catalog = with(&[
        ("home", r#"{"answers": {"small": 70}}"#),
        (
            "people",
            r#"{"answers": {"1": 50, "2": 20}, "nothing": 10}"#,
        ),
        ("lines", r#"{"answers": {"fibre": 60}, "nothing": 80}"#),
        ("budget", r#"{"must": 25, "nothing": 40}"#),
        ("games", r#"{"answers": {"yes": 30}}"#),
    ]);
    let shares = |id: &str| -> Vec<u32> {
        question(&catalog, id)
            .answers
            .iter()
            .map(|(share, _)| share / 10_000)
            .collect()
    };
    // What is left of a hundred is shared by the answers of which nothing is said.
    assert_eq!(shares("home"), [70, 15, 15]);
    assert_eq!(shares("people"), [50, 20, 10, 10, 10]);
    assert_eq!(shares("games"), [30, 70]);
    // Of those who name lines, the most name fibre.
    let lines = question(&catalog, "lines");
    assert_eq!(of_hundred(&lines, |effect| effect.musts.is_empty()), 80);
    assert_eq!(lines.answers.len(), 8);
    // Of the six in ten who name a figure, one in four makes it a must.
    let budget = question(&catalog, "budget");
    assert_eq!(of_hundred(&budget, |effect| !effect.musts.is_empty()), 15);
}

#[test]
fn where_nothing_is_said_all_answers_are_as_likely_and_one_in_ten_says_must() {
    let catalog = with(&[]);
    let home = question(&catalog, "home");
    assert!(
        home.answers
            .iter()
            .all(|(share, _)| *share == home.answers[0].0)
    );
    let budget = question(&catalog, "budget");
    assert_eq!(of_hundred(&budget, |effect| !effect.musts.is_empty()), 10);
}

#[test]
fn what_hardly_anybody_names_is_worth_less_to_ask() {
    let worth = |catalog: &Catalog, id: &str| {
        let position = catalog
            .questions
            .iter()
            .position(|own| own.id.as_str() == id)
            .unwrap();
        let ahead = look(catalog);
        ahead
            .questions
            .into_iter()
            .find(|own| own.id == position)
            .unwrap()
    };
    let many = worth(&with(&[("lines", r#"{"nothing": 10}"#)]), "lines");
    let few = worth(&with(&[("lines", r#"{"nothing": 95}"#)]), "lines");
    assert!(
        few.gain < many.gain && few.changes < many.changes,
        "{few:?} {many:?}"
    );
    // Whether it can matter at all is another question, and the answer to that stays.
    assert!(few.matters && many.matters);
}

#[test]
fn shares_move_no_offering() {
    for own in builtin::ALL {
        let told = from_files(own.catalog.as_bytes(), own.offerings.as_bytes()).unwrap();
        let mut json: serde_json::Value = serde_json::from_str(own.catalog).unwrap();
        let mut said = 0;
        for question in json["questions"].as_array_mut().unwrap() {
            said += usize::from(question.as_object_mut().unwrap().remove("shares").is_some());
        }
        assert!(said > 5, "{}: {said}", own.id);
        let silent = from_files(json.to_string().as_bytes(), own.offerings.as_bytes()).unwrap();
        for persona in candor::catalog::personas::read(&told, own.tests).unwrap() {
            let order = |catalog: &Catalog| {
                let json = serde_json::json!({ "answers": persona.answers });
                let given = candor::interview::from_json(catalog, &json).unwrap();
                let needs = derive(catalog, &given.answers, 7).needs;
                advise(catalog.blind(), &needs).ranked
            };
            assert_eq!(order(&told), order(&silent), "{} {}", own.id, persona.id);
        }
    }
}

#[test]
fn stopping_loses_what_the_rest_of_the_answers_would_have_won() {
    let catalog = with(&[]);
    let looked = look(&catalog);
    assert!(
        looked.loss > candor::ranking::LITTLE && !looked.enough,
        "{looked:?}"
    );
    // Nobody says anything more that counts: nothing is lost.
    let silent: Vec<OpenQuestion> = Vec::new();
    let case = derive(&catalog, &BTreeMap::new(), 7);
    let advice = advise(catalog.blind(), &case.needs);
    let at_last = ahead(catalog.blind(), &case.needs, &advice, &silent);
    assert_eq!(
        (at_last.loss, at_last.changes, at_last.enough),
        (0, 0, true)
    );
}
