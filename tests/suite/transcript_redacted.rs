//! The redacted twin of a transcript: nothing that somebody typed, no name, no time of day, no figure that could name a person.

use candor::domain::{Importance, Provenance};
use candor::interview::{
    About, Acceptance, Bookmark, Consent, Fact, Interview, NoteKind, Outcome, Recommendation,
    Unsent, UnsentNote, UnsentWords,
};
use candor::present::Advised;
use candor::transcript::pdf::{Paper, pdf};
use candor::transcript::{Document, Material, completeness, crm, html, json, markdown, text};
use serde_json::{Value, json as value};

use crate::support::pdf::read;
use crate::support::transcripts::{Talk, vehicles};
use crate::transcripts::talks;

/// A word that stands in nothing candor or a catalog says, with a number for the place where it was planted.
const CANARY: &str = "Zylphoria";
/// Figures the customer gave, as they are written.
const FIGURES: [&str; 6] = ["36,431", "36431", "41,837", "41837", "17,329", "17329"];

fn canary(number: &mut usize) -> String {
    *number += 1;
    format!("{CANARY}{number}")
}

/// A conversation with a canary in everything that somebody can type, and how many there are.
fn planted() -> (Talk, usize) {
    let mut n = 0;
    let answers = value!({
        "people": "2", "uses": ["commute"], "charging": true,
        "budget": { "value": 41837, "importance": "important" }, "miles": 17329,
        "else": format!("Calls herself {}.", canary(&mut n)),
    });
    let mut talk = Talk::new(vehicles(), &answers).read_out();
    talk.answer("else", value!(format!("Lives in {}.", canary(&mut n))));
    talk.answer(
        "budget",
        value!({ "value": 36431, "importance": "important" }),
    );
    for kind in NoteKind::ALL {
        let text = format!(
            "{} was born 1961-04-17, see to it by 2026-03-09",
            canary(&mut n)
        );
        talk.say(Fact::Noted {
            kind,
            text: text.as_str().into(),
        });
    }
    let place = Bookmark {
        unsent: vec![Unsent {
            question: candor::domain::Id::new("else").unwrap(),
            ticked: Vec::new(),
            order: Vec::new(),
            text: canary(&mut n).as_str().into(),
            level: Some(Importance::Important),
            provenance: Provenance::Said,
        }],
        note: Some(UnsentNote {
            kind: NoteKind::Idea,
            text: canary(&mut n).as_str().into(),
        }),
        words: vec![UnsentWords {
            about: About::Elsewhere,
            text: canary(&mut n).as_str().into(),
        }],
        ..Bookmark::default()
    };
    talk.say(Fact::Drafted {
        place: place.clone(),
    });
    talk.say(Fact::Held { place });
    talk.say(Fact::TakenUp);
    talk.say(Fact::Consented(Consent {
        agreed: true,
        hash: "ab".repeat(32).as_str().into(),
        edition: "2026-1".into(),
        by: canary(&mut n).as_str().into(),
    }));
    talk.say(Fact::Accepted(Acceptance {
        by: canary(&mut n).as_str().into(),
        summary: canary(&mut n).as_str().into(),
    }));
    talk.say(Fact::Recommended(Recommendation {
        offering: talk.catalog.offerings[0].id.clone(),
        reason: canary(&mut n).as_str().into(),
    }));
    talk.say(Fact::Ended {
        outcome: Outcome::Referred {
            to: canary(&mut n).as_str().into(),
        },
    });
    talk.say(Fact::Ended {
        outcome: Outcome::Thinks,
    });
    (talk, n)
}

fn made(talk: &Talk, make: fn(&Material<'_>) -> Document) -> Document {
    let advised = Advised::on_case(&talk.catalog, "7F3K-92", Interview::fold(&talk.facts));
    make(&Material {
        view: &advised.view(),
        interview: &advised.interview,
        facts: &talk.facts,
        flow: &advised.flow,
        case: talk.case.clone(),
        chain: Some(candor::transcript::proof::Chain {
            records: 1,
            head: "0".repeat(64).as_str().into(),
        }),
        made: talk.made,
        program: "0.1.0".into(),
    })
}

/// The document in every format, with a name.
fn formats(document: &Document) -> Vec<(&'static str, String)> {
    vec![
        ("markdown", markdown(document)),
        ("html", html(document)),
        ("text", text(document, 4000)),
        ("email", text(document, 76)),
        (
            "json",
            serde_json::to_string_pretty(&json(document)).unwrap(),
        ),
        ("ndjson", json(document).to_string()),
        ("pdf", read(&pdf(document, Paper::A4).unwrap()).words()),
        ("crm 255", crm(document, 255)),
        ("crm 1000", crm(document, 1000)),
        ("crm 4000", crm(document, 4000)),
    ]
}

#[test]
fn no_word_no_name_and_no_figure_of_anybody_is_in_any_redacted_format() {
    let (talk, planted) = planted();
    let document = made(&talk, Document::redacted);
    for (format, written) in formats(&document) {
        assert!(!written.contains(CANARY), "{format}: {written}");
        for figure in FIGURES {
            assert!(!written.contains(figure), "{format}: {figure} in {written}");
        }
        assert!(
            !written.contains("1961"),
            "{format}: a birthday in {written}"
        );
    }
    // The canaries sing: each that may be in a whole document is in it.
    let whole = json(&made(&talk, Document::new)).to_string();
    let found = (1..=planted)
        .filter(|n| whole.contains(&format!("{CANARY}{n}")))
        .count();
    let private_and_unsent = 1 + 3;
    assert_eq!(found, planted - private_and_unsent);
    assert!(FIGURES.iter().any(|figure| whole.contains(figure)));
}

#[test]
fn a_redacted_format_says_on_top_that_it_is_one_and_is_never_final() {
    for (name, talk) in talks() {
        let document = made(&talk, Document::redacted);
        for (format, written) in formats(&document) {
            if format.ends_with("json") {
                continue;
            }
            // Behind the style sheet of a page.
            let body = written
                .split_once("</style>")
                .map_or(&*written, |(_, body)| body);
            let at = body.find("REDACTED").unwrap_or(usize::MAX);
            assert!(at < 250, "{name} {format}: {body}");
        }
        let file = json(&document);
        assert_eq!(
            (&file["redacted"], &file["complete"]),
            (&value!(true), &value!(false))
        );
        assert_eq!(
            (&file["facts"], &file["report"]),
            (&value!([]), &Value::Null)
        );
        assert!(file["evidence"]["chain"].is_null());
        assert!(crm(&document, 255).chars().count() <= 255);
        let whole = made(&talk, Document::new);
        assert_eq!(json(&whole)["redacted"], false);
        assert!(!text(&whole, 76).contains("REDACTED"));
        // The same parts are there: nothing but what could name a person is missing.
        assert_eq!(completeness(&document), completeness(&whole), "{name}");
        assert_eq!(document.handover.state, whole.handover.state, "{name}");
        let names = |document: &Document| -> Vec<String> {
            let order = document.order.iter();
            order
                .map(|place| format!("{} {}", place.rank, place.name))
                .collect()
        };
        assert_eq!(names(&document), names(&whole), "{name}");
    }
}

/// All `12:34` in a text.
fn times(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let colons = text
        .match_indices(':')
        .map(|(at, _)| at)
        .filter(|at| *at > 1);
    colons
        .filter(|&at| digit(at - 2) && digit(at - 1) && digit(at + 1) && digit(at + 2))
        .map(|at| &text[at - 2..at + 3])
        .collect()
}

#[test]
fn no_time_is_finer_than_a_day() {
    let (talk, _) = planted();
    for (format, written) in formats(&made(&talk, Document::redacted)) {
        // Where a time has to be whole, it is that of midnight.
        let midnight = written.replace("T00:00:00Z", "");
        assert_eq!(times(&midnight), Vec::<&str>::new(), "{format}: {written}");
    }
    assert!(!times(&text(&made(&talk, Document::new), 76)).is_empty());
    let day = talk.made.unwrap().strftime("D:%Y%m%d").to_string();
    let written = |make| read(&pdf(&made(&talk, make), Paper::A4).unwrap()).words();
    assert!(written(Document::redacted).ends_with(&day));
    assert!(!written(Document::new).ends_with(&day), "to the second");
    let file = json(&made(&talk, Document::redacted));
    for asked in file["evidence"]["questions"].as_array().unwrap() {
        for given in asked["answers"].as_array().unwrap() {
            assert!(given["seconds"].is_null() && given["answer"].is_null());
        }
    }
}

#[test]
fn every_amount_of_money_made_for_the_customer_is_a_band() {
    let (talk, _) = planted();
    let written = text(&made(&talk, Document::redacted), 4000);
    let amounts: Vec<&str> = written
        .split('$')
        .skip(1)
        .map(|rest| {
            rest.split(|c: char| !c.is_ascii_digit() && c != ',' && c != '.')
                .next()
                .unwrap()
        })
        .map(|amount| amount.trim_end_matches([',', '.']))
        .collect();
    assert!(amounts.len() > 20, "{written}");
    for amount in amounts {
        let digits = amount.replace(',', "");
        let small = digits.parse::<f64>().unwrap() < 10.0;
        let band = digits.chars().skip(1).all(|digit| digit == '0');
        assert!(small || band, "${amount} in {written}");
    }
    assert!(
        written.contains("$30,000 to $40,000"),
        "the budget is told as a band"
    );
}

#[test]
fn the_day_of_a_promise_stays_and_its_words_do_not() {
    let (talk, _) = planted();
    let document = made(&talk, Document::redacted);
    let whole = made(&talk, Document::new);
    assert_eq!(document.handover.by, whole.handover.by);
    assert_eq!(document.handover.state_words(), "urgent by 2026-03-09");
    for action in &document.handover.actions {
        assert_eq!(action.what.as_str(), "(words left out) by 2026-03-09");
    }
}
