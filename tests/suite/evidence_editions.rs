//! What a case rests on is kept with it: the edition of its catalog, the advice it ended with, and records nobody here understands.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use candor::casebook::{CaseError, CaseState, Edition, EditionError, OpenCase, load, summary};
use candor::cases::{CaseId, RecordKind, Store, Tail};
use candor::catalog::Files;
use candor::domain::{Answer, AnswerValue};
use candor::interview::{Began, Fact, Interview, Outcome};
use candor::present::Advised;
use jiff::Timestamp;

use crate::support::cases::{begin, edition};
use crate::support::catalogs::{broadband, broadband_files, fixtures, id, shipped_files};
use crate::support::program::Home;

fn store() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("data")).unwrap();
    (dir, store)
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// An answer to the first question of the small catalog.
fn answer() -> Fact {
    Fact::Answered {
        question: id("people"),
        answer: Answer::said(AnswerValue::Number(3.0)),
    }
}

/// The small catalog with another edition's name.
fn moved_on() -> Files {
    let mut files = broadband_files();
    let text = String::from_utf8(files.catalog).unwrap();
    let edition = format!("\"edition\": \"{}\"", broadband().edition);
    assert!(text.contains(&edition));
    files.catalog = text
        .replace(&edition, "\"edition\": \"later\"")
        .into_bytes();
    files
}

#[test]
fn an_edition_is_kept_byte_for_byte_before_its_first_case_begins() {
    let (_dir, store) = store();
    let files = broadband_files();
    let edition = edition(&store, &files);
    let folder = store.edition_path(&broadband().fingerprint).unwrap();
    assert_eq!(
        fs::read(folder.join("catalog.json")).unwrap(),
        files.catalog
    );
    assert_eq!(
        fs::read(folder.join("offerings.csv")).unwrap(),
        files.offerings
    );
    let kept = Edition::kept(&store, &edition.catalog().fingerprint).unwrap();
    assert_eq!(kept.catalog().fingerprint, broadband().fingerprint);
}

#[test]
fn a_case_goes_on_with_the_edition_it_began_on_where_there_is_one() {
    let (_dir, store) = store();
    let before = edition(&store, &broadband_files());
    let began = |fingerprint: &str| Began {
        catalog: broadband().id.clone(),
        edition: broadband().edition.clone(),
        fingerprint: fingerprint.into(),
        program: "test".into(),
    };
    let today = || {
        let catalog = Arc::new(moved_on().load().unwrap());
        Some((catalog, || Ok(moved_on())))
    };
    let none = today().filter(|_| false);
    let fingerprint = |edition: Edition| edition.catalog().fingerprint.clone();
    let (old, new) = (fingerprint(before), today().unwrap().0.fingerprint.clone());
    let of_case = |began: &Began| Edition::of_case(&store, began, today()).map(fingerprint);
    assert_eq!(of_case(&began(&old)).unwrap(), old);
    assert_eq!(of_case(&began(&new)).unwrap(), new);
    // A case from before editions were kept goes on with what is at hand, and from then on that is kept.
    let never = "0".repeat(64);
    assert_eq!(of_case(&began(&never)).unwrap(), new);
    assert!(Edition::kept(&store, &new).is_ok());
    let nothing = Edition::of_case(&store, &began(&never), none).unwrap_err();
    assert!(matches!(nothing, EditionError::Missing { .. }));
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_an_edition() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_dir, store) = store();
    edition(&store, &broadband_files());
    let folder = store.edition_path(&broadband().fingerprint).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(folder.parent().unwrap()), 0o700);
    assert_eq!(mode(&folder.join("catalog.json")), 0o600);
    assert_eq!(mode(&folder.join("offerings.csv")), 0o600);
}

#[test]
fn a_whole_edition_is_used_again_and_a_damaged_one_is_replaced() {
    let (_dir, store) = store();
    let files = broadband_files();
    let catalog = edition(&store, &files).catalog().clone();
    let again = Edition::keep(&store, catalog.clone(), || panic!("it is kept already"));
    assert!(again.is_ok());
    let table = store
        .edition_path(&catalog.fingerprint)
        .unwrap()
        .join("offerings.csv");
    for damage in [&b""[..], b"id,name", &[0; 9000]] {
        fs::write(&table, damage).unwrap();
        let read = Edition::kept(&store, &catalog.fingerprint);
        assert!(matches!(read, Err(EditionError::Damaged { .. })));
        edition(&store, &files);
        assert_eq!(fs::read(&table).unwrap(), files.offerings);
    }
    fs::remove_file(&table).unwrap();
    let read = Edition::kept(&store, &catalog.fingerprint);
    assert!(matches!(read, Err(EditionError::Missing { .. })));
    edition(&store, &files);
    assert_eq!(fs::read(&table).unwrap(), files.offerings);
}

#[test]
fn files_that_changed_since_they_were_read_are_not_kept_as_what_they_were() {
    let (_dir, store) = store();
    let catalog = Arc::new(broadband().clone());
    let refused = Edition::keep(&store, catalog, || Ok(moved_on())).unwrap_err();
    assert!(matches!(refused, EditionError::Changed { .. }), "{refused}");
    let folder = store.edition_path(&broadband().fingerprint).unwrap();
    assert!(!folder.exists());
}

#[cfg(unix)]
#[test]
fn a_link_in_place_of_an_edition_is_neither_followed_nor_replaced() {
    let (dir, store) = store();
    let elsewhere = dir.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    let files = broadband_files();
    fs::write(elsewhere.join("catalog.json"), &files.catalog).unwrap();
    fs::write(elsewhere.join("offerings.csv"), &files.offerings).unwrap();
    let folder = store.edition_path(&broadband().fingerprint).unwrap();
    fs::create_dir_all(folder.parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &folder).unwrap();
    let read = Edition::kept(&store, &broadband().fingerprint);
    assert!(matches!(read, Err(EditionError::Unreadable { .. })));
    let catalog = Arc::new(broadband().clone());
    let refused = Edition::keep(&store, catalog, || Ok(files)).unwrap_err();
    assert!(
        refused.to_string().contains("is a symbolic link"),
        "{refused}"
    );
}

#[test]
fn what_is_no_fingerprint_never_becomes_a_path() {
    let (_dir, store) = store();
    let digits = "a".repeat(63);
    for name in [
        "",
        "..",
        "../../etc",
        &digits,
        &"A".repeat(64),
        &format!("{digits}/"),
    ] {
        assert!(store.edition_path(name).is_err(), "{name}");
        let read = Edition::kept(&store, name);
        assert!(matches!(read, Err(EditionError::Missing { .. })), "{name}");
    }
}

#[test]
fn a_case_ends_with_the_advice_before_it_in_the_journal() {
    let (_dir, store) = store();
    let edition = edition(&store, &broadband_files());
    let mut case = begin(&store, 1, &edition, at(1));
    case.record(answer(), at(2)).unwrap();
    case.end(Outcome::Thinks, &edition, at(3)).unwrap();
    case.record(answer(), at(4)).unwrap();
    case.end(Outcome::Left, &edition, at(5)).unwrap();
    let name = case.id();
    drop(case);
    let read = load(&store, &name).unwrap();
    let places: Vec<(u64, usize)> = read.advice.iter().map(|a| (a.seq, a.facts)).collect();
    assert_eq!(places, [(3, 2), (6, 4)], "each before its end");
    assert_eq!((read.last, read.facts.len(), read.newer.len()), (7, 5, 0));
    for advice in &read.advice {
        let interview = Interview::fold(&read.facts[..advice.facts]);
        let again = Advised::on_case(broadband(), &name.to_string(), interview);
        assert_eq!(advice.kept.report, Some(again.canonical().unwrap()));
        assert!(advice.kept.is_whole());
        assert_eq!(
            advice.kept.mark.fingerprint.as_str(),
            broadband().fingerprint
        );
    }
    // The advice is no part of the conversation.
    let (resumed, recovery) = OpenCase::resume(&store, &name, at(8)).unwrap();
    assert_eq!((recovery.facts, recovery.newer), (5, 0));
    assert_eq!(resumed.facts(), read.facts);
}

#[test]
fn an_end_without_its_advice_is_refused() {
    let (_dir, store) = store();
    let edition = edition(&store, &broadband_files());
    let mut case = begin(&store, 1, &edition, at(1));
    let end = Fact::Ended {
        outcome: Outcome::Left,
    };
    let refused = case.record(end, at(2)).unwrap_err();
    assert!(matches!(refused, CaseError::EndAlone));
    assert_eq!(load(&store, &case.id()).unwrap().last, 1);
}

#[test]
fn a_changed_report_is_not_taken_for_the_one_that_was_kept() {
    let (_dir, store) = store();
    let edition = edition(&store, &broadband_files());
    let mut case = begin(&store, 1, &edition, at(1));
    case.end(Outcome::Left, &edition, at(2)).unwrap();
    let mut kept = load(&store, &case.id()).unwrap().advice.remove(0).kept;
    assert!(kept.is_whole());
    let report = kept.report.as_mut().unwrap();
    let middle = report.len() / 2;
    report[middle] ^= 1;
    assert!(!kept.is_whole());
}

#[test]
fn records_of_a_newer_version_are_kept_shown_and_followed() {
    let home = Home::new();
    let store = Store::open(&home.path("data")).unwrap();
    let edition = edition(&store, &shipped_files("vehicles"));
    let case = begin(&store, 1, &edition, at(1));
    let name = case.id();
    drop(case);
    let mut journal = candor::cases::Journal::resume(&store.path(&name))
        .unwrap()
        .journal;
    journal
        .append(RecordKind(200), b"\x00\xffanything")
        .unwrap();
    let unknown = br#"{"at":"2030-01-01T00:00:00Z","fact":"sang","song":"a song"}"#;
    journal.append(RecordKind(1), unknown).unwrap();
    drop(journal);

    let (mut case, recovery) = OpenCase::resume(&store, &name, at(8)).unwrap();
    assert_eq!((recovery.facts, recovery.newer), (1, 2));
    let left = Fact::PutOff {
        question: id("budget"),
    };
    case.record(left, at(3)).unwrap();
    drop(case);
    let read = load(&store, &name).unwrap();
    assert_eq!((read.newer.as_slice(), read.last), (&[2, 3][..], 4));
    assert_eq!(read.tail, Tail::Clean);
    assert_eq!(store.read(&name).unwrap().records[2].payload, unknown);
    assert_eq!(summary(&store, &name).state, CaseState::Open);

    let words = "2 records of a newer version of candor";
    let shown = home.run(&format!("case show {name} --data-dir data"));
    assert_eq!(shown.code, 0, "{}", shown.err);
    assert!(shown.out.contains(words) && shown.err.contains(words));
    let listed = home.run("case list --data-dir data --width 200");
    assert!(listed.out.contains(words), "{}", listed.out);
    let listed = home.run("case list --data-dir data --format json");
    let listed: serde_json::Value = serde_json::from_str(&listed.out).unwrap();
    assert_eq!(listed["cases"][0]["newer_records"], 2);
    assert_eq!(listed["cases"][0]["state"], "open");
}

/// Case K2NE-GTQV was kept by version 0.1.0 before editions and advice were: five records and no more.
fn of_version_0_1_0(store: &Store) -> CaseId {
    let name: CaseId = "K2NE-GTQV".parse().unwrap();
    let fixture = fixtures().join("journals/0.1.0/k2ne-gtqv.journal");
    fs::copy(fixture, store.path(&name)).unwrap();
    name
}

#[test]
fn a_journal_of_the_first_version_opens_as_it_did() {
    let home = Home::new();
    let store = Store::open(&home.path("data")).unwrap();
    let name = of_version_0_1_0(&store);
    let read = load(&store, &name).unwrap();
    assert_eq!((read.last, read.facts.len()), (6, 6));
    assert_eq!((read.advice.len(), read.newer.len()), (0, 0));
    assert_eq!(read.tail, Tail::Clean);
    let shown = home.run(&format!("case show {name} --data-dir data"));
    assert_eq!(shown.code, 0, "{}", shown.err);
    assert!(shown.out.contains("takes Toyota Prius LE"), "{}", shown.out);
    // It goes on, and the records of today follow those of then.
    let (mut case, recovery) = OpenCase::resume(&store, &name, at(8)).unwrap();
    assert_eq!(
        (recovery.facts, recovery.torn_bytes, recovery.newer),
        (6, 0, 0)
    );
    let edition = edition(&store, &shipped_files("vehicles"));
    case.end(Outcome::Stays, &edition, at(9)).unwrap();
    drop(case);
    let read = load(&store, &name).unwrap();
    assert_eq!((read.last, read.advice.len(), read.facts.len()), (8, 1, 7));
}

#[test]
fn a_case_whose_catalog_moved_on_is_shown_and_exported_by_the_edition_of_then() {
    let home = Home::new();
    let store = Store::open(&home.path("data")).unwrap();
    let now = broadband_files();
    home.file("shelf/broadband/catalog.json", &now.catalog);
    home.file("shelf/broadband/offerings.csv", &now.offerings);
    let edition = edition(&store, &now);
    let mut case = begin(&store, 1, &edition, at(1));
    case.record(answer(), at(2)).unwrap();
    let name = case.id();
    drop(case);
    let options = "--catalogs shelf --data-dir data";
    let show = format!("case show {name} {options}");
    let export = format!("case export {name} --format json {options}");
    let list = format!("case list --format json {options}");
    let before = home.run(&show);
    let listed = home.run(&list);
    assert_eq!((before.code, before.err.as_str()), (0, ""));

    home.file("shelf/broadband/catalog.json", moved_on().catalog);
    let after = home.run(&show);
    assert_eq!((after.code, &after.out), (0, &before.out));
    assert!(after.err.contains("has moved on since"), "{}", after.err);
    let exported = home.run(&export);
    assert!(exported.out.contains(&broadband().fingerprint));
    assert_eq!(home.run(&list), listed);

    fs::remove_dir_all(home.path("shelf/broadband")).unwrap();
    let gone = home.run(&show);
    assert_eq!((gone.code, &gone.out), (0, &before.out));
    assert!(gone.err.contains("not at hand any more"), "{}", gone.err);

    // A kept edition that was tampered with is never used.
    let kept = store.edition_path(&broadband().fingerprint).unwrap();
    fs::write(
        kept.join("offerings.csv"),
        [&now.offerings[..], b" "].concat(),
    )
    .unwrap();
    let tampered = home.run(&show);
    assert!(
        tampered.err.contains("were changed or are damaged"),
        "{}",
        tampered.err
    );
    assert!(!tampered.out.contains("1. "), "{}", tampered.out);
}
