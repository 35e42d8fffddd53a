//! `candor case`.

use candor::cases::{CaseId, Store};
use candor::catalog::builtin;
use candor::domain::{Answer, AnswerValue, Id, SafeText};
use candor::interview::{Began, Fact, Recorded};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::support::cases::{self, edition};
use crate::support::catalogs::shipped_files;
use crate::support::program::Home;

/// A case begun at second `at` in the folder `data`, with one answer; on an edition that is not kept where a fingerprint is given.
pub fn begin(home: &Home, at: i64, fingerprint: Option<&str>) -> CaseId {
    let store = Store::open(&home.path("data")).unwrap();
    let number = at.try_into().unwrap();
    let at = Timestamp::from_second(at).unwrap();
    let fact = Fact::Answered {
        question: Id::new("people").unwrap(),
        answer: Answer::said(AnswerValue::One(Id::new("7").unwrap())),
    };
    let Some(fingerprint) = fingerprint else {
        let edition = edition(&store, &shipped_files("vehicles"));
        let mut case = cases::begin(&store, number, &edition, at);
        case.record(fact, at).unwrap();
        return case.id();
    };
    let began = Began {
        catalog: Id::new("vehicles").unwrap(),
        edition: SafeText::new("2020-1"),
        fingerprint: fingerprint.into(),
        program: SafeText::new("test"),
    };
    cases::bare_case(&store, number, began, at, &[Recorded { at, fact }])
}

#[test]
fn a_list_has_exactly_the_fields_on_which_scripts_depend() {
    let home = Home::new();
    let older = begin(&home, 1_000_000, None);
    let newer = begin(&home, 2_000_050, Some("of-another-edition"));
    let ran = home.run("case list --format json --data-dir data");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let list: Value = serde_json::from_str(&ran.out).unwrap();
    let cases = list["cases"].as_array().unwrap();
    let fields: Vec<&str> = cases[0]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        fields,
        [
            "id",
            "catalog",
            "state",
            "answered",
            "started",
            "kept_to",
            "recommended",
            "newer_records"
        ]
    );
    assert_eq!(cases[0]["id"], json!(newer.to_string()), "newest first");
    assert_eq!(cases[0]["recommended"], Value::Null, "of another edition");
    assert_eq!(cases[1]["id"], json!(older.to_string()));
    assert_eq!(cases[1]["catalog"], "vehicles");
    assert_eq!(cases[1]["state"], "open");
    assert_eq!(cases[1]["answered"], 1);
    assert_eq!(cases[1]["started"], "1970-01-12T13:46:40Z");
    assert_eq!(
        cases[1]["kept_to"], "1970-02-11",
        "30 days after its last fact"
    );
    let first = cases[1]["recommended"].as_str().unwrap();

    let ran = home.run(&format!("case show {older} --data-dir data --width 200"));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let catalog = builtin::find("vehicles").unwrap();
    let row = catalog
        .offerings
        .lines()
        .find(|line| line.starts_with(&format!("{first},")))
        .unwrap();
    let name = row.split(',').nth(1).unwrap();
    let first = ran
        .out
        .lines()
        .find(|line| line.starts_with("1. "))
        .unwrap();
    assert!(first.contains(name), "{name} in {first}");
}

#[test]
fn a_case_on_another_edition_is_shown_with_a_warning() {
    let home = Home::new();
    let id = begin(&home, 1, Some("of-another-edition"));
    let ran = home.run(&format!("case show {id} --data-dir data"));
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("whose files differ"), "{}", ran.err);
}

#[test]
fn without_cases_the_list_is_empty() {
    let home = Home::new();
    let ran = home.run("case list --format json");
    let list: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, list), (0, json!({ "cases": [] })));
    assert!(home.run("case list").out.contains("There is no case yet."));
}

#[test]
fn a_case_that_is_not_there_is_a_mistake_in_the_command() {
    let home = Home::new();
    let ran = home.run("case show 7F3K-92QD");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("There is no case 7F3K-92QD."));
    let ran = home.run("case show seven");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("7F3K-92QD"), "{}", ran.err);
}

/// A case with a record that was changed on disk.
pub fn damaged(home: &Home) -> CaseId {
    let id = begin(home, 1, None);
    let path = Store::open(&home.path("data")).unwrap().path(&id);
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() - 40;
    bytes[middle] ^= 1;
    bytes.extend_from_slice(&[1; 400]);
    std::fs::write(&path, &bytes).unwrap();
    id
}

#[test]
fn a_damaged_case_is_shown_as_far_as_it_can_be_trusted() {
    let home = Home::new();
    let id = damaged(&home);
    let ran = home.run(&format!("case show {id} --data-dir data"));
    assert_eq!(ran.code, 3, "{}", ran.err);
    assert!(ran.err.contains("is damaged"), "{}", ran.err);
    assert!(ran.out.contains("unreadable"), "{}", ran.out);
}

#[test]
fn a_folder_that_cannot_hold_cases_is_trouble() {
    let home = Home::new();
    home.file("data", "a file");
    let ran = home.run("case list --data-dir data");
    assert_eq!((ran.code, ran.out.as_str()), (3, ""));
    assert!(ran.err.contains("--data-dir"), "{}", ran.err);
}

#[test]
fn a_transcript_is_written_in_every_format_and_into_a_file() {
    let home = Home::new();
    let id = begin(&home, 1, None);
    for (format, start) in [
        ("text", "What fits you"),
        ("markdown", "# "),
        ("html", "<!DOCTYPE html>"),
        ("json", "{\n"),
    ] {
        let ran = home.run(&format!(
            "case export {id} --format {format} --data-dir data"
        ));
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.out.starts_with(start), "{format}: {}", ran.out);
        assert!(ran.out.contains(&id.to_string()), "{format}");
    }
    let ran = home.run(&format!(
        "case export {id} --output out.md --format markdown --data-dir data"
    ));
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert!(ran.err.contains("Written: out.md"));
    let written = std::fs::read_to_string(home.path("out.md")).unwrap();
    assert!(written.contains(&id.to_string()));

    std::fs::create_dir(home.path("folder")).unwrap();
    let ran = home.run(&format!("case export {id} --output folder --data-dir data"));
    assert_eq!((ran.code, ran.out.as_str()), (3, ""));
    assert!(ran.err.contains("folder is a folder"), "{}", ran.err);
}

#[test]
fn a_transcript_as_text_can_be_plain_ascii() {
    let home = Home::new();
    let id = begin(&home, 1, None);
    let ran = home.run(&format!("case export {id} --ascii --data-dir data"));
    assert!(ran.out.is_ascii() && !ran.out.is_empty());
}

#[test]
fn a_damaged_case_is_not_handed_over() {
    let home = Home::new();
    let id = damaged(&home);
    let ran = home.run(&format!("case export {id} --data-dir data"));
    assert_eq!((ran.code, ran.out.as_str()), (3, ""));
    assert!(ran.err.contains("is damaged") && ran.err.contains("Nothing was exported"));
}

/// "READ OUT" stood over statements that nobody had read, and the opening, which was read, was left out.
#[test]
fn a_case_is_shown_with_what_was_read_out_and_what_was_not() {
    let home = Home::new();
    let store = Store::open(&home.path("data")).unwrap();
    let edition = edition(&store, &shipped_files("vehicles"));
    let at = Timestamp::from_second(1_763_733_600).unwrap();
    let mut case = cases::begin(&store, 1, &edition, at);
    let catalog = edition.catalog();
    let (read, unread) = catalog.statements.split_first().unwrap();
    let fact = Fact::ReadOut {
        statement: read.id.clone(),
        hash: "of these words".into(),
    };
    case.record(fact, at).unwrap();
    let id = case.id();
    drop(case);
    let shown = home
        .run(&format!("case show {id} --data-dir data --width 400"))
        .out;
    let (_, rest) = shown.split_once("READ OUT WORD FOR WORD\n").expect(&shown);
    let (was_read, rest) = rest.split_once("NOT READ OUT, STILL TO BE READ\n").unwrap();
    assert_eq!(
        was_read.trim(),
        format!("2025-11-21T14:00:00Z: {}", read.text)
    );
    assert!(!unread.is_empty());
    for statement in unread {
        assert!(rest.contains(statement.text.as_str()), "{rest}");
    }
    assert!(!rest.contains(read.text.as_str()), "{rest}");
}

/// Some said so with exit code 2, some named a path with exit code 3.
#[test]
fn every_command_says_of_a_case_that_is_not_there_the_same() {
    let home = Home::new();
    let id = begin(&home, 1, None);
    let erased = home.run(&format!("case erase {id} --data-dir data"));
    assert_eq!(erased.code, 0, "{}", erased.err);
    let commands = [
        "case show ID",
        "case export ID",
        "case export ID --outbox=out",
        "case hold ID",
        "case accept ID",
        "case erase ID",
        "case erase ID --person",
        "replay ID",
    ];
    for (id, said) in [
        (
            "7F3K-92QD".to_owned(),
            "There is no case 7F3K-92QD.".to_owned(),
        ),
        (id.to_string(), format!("Case {id} was erased on ")),
    ] {
        for command in commands {
            let ran = home.run(&format!("{} --data-dir data", command.replace("ID", &id)));
            assert_eq!(
                (ran.code, ran.out.as_str()),
                (2, ""),
                "{command}: {}",
                ran.err
            );
            assert!(ran.err.contains(&said), "{command}: {}", ran.err);
            assert!(
                ran.err
                    .contains("Nothing was changed. See `candor case list`."),
                "{command}: {}",
                ran.err
            );
        }
    }
    let ran = home.run("verify 7F3K-92QD --data-dir data");
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("There is no case 7F3K-92QD."),
        "{}",
        ran.err
    );
}
