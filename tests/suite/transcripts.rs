//! Transcripts: what they say, in every format.

use candor::interview::{Fact, NoteKind, Outcome};
use candor::transcript::pdf::{Paper, pdf};
use candor::transcript::{Document, Missing, completeness, crm, html, json, markdown, text};
use serde_json::json as value;
use sha2::Digest as _;

use crate::support::transcripts::{Talk, everyone, persona, personas, vehicles, vehicles_owned_by};

/// What a document looks like in every format, by the ending of its file.
pub fn formats(document: &Document) -> [(&'static str, String); 5] {
    let mut written = serde_json::to_string_pretty(&json(document)).unwrap();
    written.push('\n');
    [
        ("md", markdown(document)),
        ("html", html(document)),
        ("txt", text(document, 76)),
        ("json", written),
        ("crm", format!("{}\n", crm(document, 1000))),
    ]
}

/// The talks whose documents are kept as files.
pub fn talks() -> Vec<(String, Talk)> {
    let mut talks: Vec<(String, Talk)> = personas()
        .into_iter()
        .map(|(id, answers)| (id, Talk::new(vehicles(), &answers).read_out()))
        .collect();
    talks.push(("nothing_fits".to_owned(), nothing_fits()));
    talks.push(("rival_first".to_owned(), rival_first()));
    talks.push(("own_first".to_owned(), own_first()));
    talks
}

/// Eight people, a heavy trailer and a small budget.
fn nothing_fits() -> Talk {
    let answers = value!({
        "people": "8", "uses": ["family", "towing"], "load": 9000,
        "budget": { "value": 40000, "importance": "must" }, "engines": ["hybrid", "plug_in_hybrid"],
    });
    let mut talk = Talk::new(vehicles(), &answers).read_out();
    talk.say(Fact::Noted {
        kind: NoteKind::UnmetNeed,
        text: "A hybrid van for eight that tows 9,000 pounds.".into(),
    });
    talk.say(Fact::Ended {
        outcome: Outcome::NothingFits,
    });
    talk
}

/// A changed answer, an answer no longer used, one not known, one refused, notes, statements but one, and a rival chosen.
fn rival_first() -> Talk {
    let mut answers = persona("commuter");
    answers["uses"] = value!(["commute", "towing"]);
    answers["load"] = value!(1500);
    answers["gas_price"] = value!("dont_know");
    answers["makes_liked"] = value!("refused");
    answers["miles"] = value!({ "value": 17000, "provenance": "record", "certainty": "roughly" });
    let mut talk = Talk::new(vehicles(), &answers);
    talk.answer("uses", value!(["commute"]));
    talk.answer(
        "budget",
        value!({ "value": 35000, "importance": "important" }),
    );
    talk.say(Fact::Noted {
        kind: NoteKind::Idea,
        text: "Show what a charger at home costs.".into(),
    });
    talk.say(Fact::Noted {
        kind: NoteKind::Private,
        text: "Sounds tired, call back in the morning.".into(),
    });
    let mut talk = talk.read_out();
    // The last of them stays unread.
    talk.facts.pop();
    let offering = first_id(&talk.document());
    talk.say(Fact::Ended {
        outcome: Outcome::Chose { offering },
    });
    talk
}

/// The same customer where the maker of the first car is the user's own company.
fn own_first() -> Talk {
    let seller = match Talk::new(vehicles(), &persona("commuter"))
        .document()
        .verdict
    {
        candor::transcript::Verdict::First { offering, .. } => offering.seller.to_string(),
        candor::transcript::Verdict::NothingFits => panic!("something fits the commuter"),
    };
    Talk::new(vehicles_owned_by(&[&seller]), &persona("commuter")).read_out()
}

fn first_id(document: &Document) -> candor::domain::Id {
    let id = json(document)["report"]["ranking"][0]["id"].clone();
    candor::domain::Id::new(id.as_str().unwrap()).unwrap()
}

/// The talks of which everything is kept: of the others only what the customer takes home and the note for a CRM, and of all the rest
/// a sum, because it is long and other tests hold it against the schema, against the advice and against the facts.
const WHOLE: [&str; 2] = ["nothing_fits", "rival_first"];

/// Everybody of whom something is kept.
pub fn kept() -> Vec<(String, Talk)> {
    let mut kept = everyone();
    kept.push(("nothing_fits".to_owned(), nothing_fits()));
    kept.push(("rival_first".to_owned(), rival_first()));
    kept.push(("own_first".to_owned(), own_first()));
    kept
}

/// What the customer takes home, of a whole document.
fn taken_home<'t>(ending: &str, written: &'t str) -> &'t str {
    let rest = match ending {
        "md" => "# For the record",
        "html" => "<div class=\"record\">",
        _ => "\n\nFor the record\n",
    };
    written.split_once(rest).expect(ending).0
}

fn hold(path: &str, written: &str) {
    if std::env::var_os("CANDOR_WRITE_GOLDEN").is_some() {
        std::fs::write(path, written).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    pretty_assertions::assert_eq!(
        kept,
        written,
        "{path}; set CANDOR_WRITE_GOLDEN to take the new text"
    );
}

#[test]
fn transcripts_are_as_they_were() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/transcripts");
    let mut sums = String::new();
    for (id, talk) in kept() {
        let document = talk.document();
        let mut all = formats(&document).to_vec();
        all.push(("ndjson", format!("{}\n", json(&document))));
        for (ending, paper) in [("a4.pdf", Paper::A4), ("letter.pdf", Paper::Letter)] {
            all.push((ending, pdf(&document, paper).unwrap()));
        }
        for (ending, written) in all {
            let digest = sha2::Sha256::digest(written.as_bytes());
            let sum: String = digest
                .iter()
                .take(8)
                .map(|byte| format!("{byte:02x}"))
                .collect();
            sums.push_str(&format!("{id}.{ending} {sum}\n"));
            let path = format!("{folder}/{id}.{ending}");
            match (ending, WHOLE.contains(&id.as_str())) {
                ("ndjson" | "a4.pdf" | "letter.pdf", _) | ("json", false) => {}
                ("crm", _) | (_, true) => hold(&path, &written),
                (_, false) => hold(&path, taken_home(ending, &written)),
            }
        }
    }
    hold(&format!("{folder}/sums.txt"), &sums);
}

#[test]
fn every_kept_transcript_is_complete_but_the_one_with_an_unread_statement() {
    for (id, talk) in talks() {
        let missing: &[Missing] = match id.as_str() {
            "rival_first" => &[Missing::Statements],
            _ => &[],
        };
        assert_eq!(completeness(&talk.document()), missing, "{id}");
    }
}

#[test]
fn the_same_conversation_gives_the_same_bytes() {
    for (_, talk) in talks() {
        assert_eq!(formats(&talk.document()), formats(&talk.document()));
    }
}

/// A validator that candor does not use itself reads the schema and finds nothing wrong in what is written; and it does find what is.
#[test]
fn every_transcript_is_as_its_schema_says_and_a_changed_one_is_not() {
    let mut compiler = boon::Compiler::new();
    let mut schemas = boon::Schemas::new();
    let schema = serde_json::to_value(candor::transcript::schema()).unwrap();
    let place = "https://candor.example/transcript.json";
    compiler.add_resource(place, schema).unwrap();
    let schema = compiler.compile(place, &mut schemas).unwrap();
    for (id, talk) in talks() {
        let written = json(&talk.document());
        if let Err(wrong) = schemas.validate(&written, schema) {
            panic!("{id}: {wrong:#}");
        }
        for (pointer, wrong) in [
            ("/head/catalog/fingerprint", value!(7)),
            ("/handover/state", value!("sold")),
            ("/said/musts", value!(null)),
            ("/complete", value!("yes")),
        ] {
            let mut changed = written.clone();
            *changed.pointer_mut(pointer).unwrap() = wrong;
            assert!(
                schemas.validate(&changed, schema).is_err(),
                "{id} {pointer}"
            );
        }
    }
}
