//! The advice of a case comes out again byte for byte, from what is kept with it and nothing else.

use std::fs;

use candor::casebook::{OpenCase, load, replay};
use candor::cases::{CaseId, RecordKind, Store};
use candor::interview::Outcome;
use candor::present::ENGINE;
use jiff::Timestamp;

use crate::support::cases::{edition, forged, whole_case};
use crate::support::catalogs::{broadband, broadband_files, fixtures, shipped_files};
use crate::support::program::Home;

fn at() -> Timestamp {
    "2026-11-22T10:00:00Z".parse().unwrap()
}

/// A home with a shelf that has the small catalog, and an ended case on it.
fn ended() -> (Home, Store, CaseId) {
    let home = Home::new();
    let files = broadband_files();
    home.file("shelf/broadband/catalog.json", &files.catalog);
    home.file("shelf/broadband/offerings.csv", &files.offerings);
    let store = Store::open(&home.path("data")).unwrap();
    let edition = edition(&store, &files);
    let id = whole_case(&store, 1, &edition, at());
    (home, store, id)
}

fn run(home: &Home, id: CaseId) -> (i32, String) {
    let ran = home.run(&format!(
        "replay {id} --catalogs shelf --data-dir data --width 300"
    ));
    (ran.code, ran.out + &ran.err)
}

fn records(store: &Store, id: CaseId) -> Vec<(RecordKind, Vec<u8>)> {
    let kept = store.read(&id).unwrap();
    let records = kept.records.into_iter();
    records
        .map(|record| (record.kind, record.payload))
        .collect()
}

#[test]
fn an_ended_case_gives_the_same_advice() {
    let (home, store, id) = ended();
    let (code, said) = run(&home, id);
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains("same advice, byte for byte, 1 record compared"),
        "{said}"
    );
    let (mut case, _) = OpenCase::resume(&store, &id, at()).unwrap();
    case.end(Outcome::Stays, &edition(&store, &broadband_files()), at())
        .unwrap();
    drop(case);
    let ran = home.run(&format!("replay {id} --format json --data-dir data"));
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (ran.code, &told["same"], &told["compared"]),
        (0, &true.into(), &2.into())
    );
    assert_eq!(
        told["advice"][0]["fingerprint"],
        broadband().fingerprint.as_str()
    );
}

#[test]
fn a_catalog_that_moved_on_or_went_away_changes_nothing() {
    let (home, _store, id) = ended();
    let before = run(&home, id);
    let table = String::from_utf8(broadband_files().offerings).unwrap();
    let fewer: Vec<&str> = table.lines().take(5).collect();
    home.file("shelf/broadband/offerings.csv", fewer.join("\n"));
    assert_eq!(run(&home, id), before);
    fs::remove_dir_all(home.path("shelf/broadband")).unwrap();
    assert_eq!(run(&home, id), before);
}

#[test]
fn an_edition_that_was_tampered_with_is_refused() {
    let (home, store, id) = ended();
    let folder = store.edition_path(&broadband().fingerprint).unwrap();
    let table = String::from_utf8(broadband_files().offerings).unwrap();
    fs::write(folder.join("offerings.csv"), format!("{table}\n")).unwrap();
    let (code, said) = run(&home, id);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("were changed or are damaged"), "{said}");
    // Where it is not there at all, the very same catalog on the shelf serves as well.
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(run(&home, id).0, 0);
    fs::remove_dir_all(home.path("shelf/broadband")).unwrap();
    let (code, said) = run(&home, id);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("is not kept"), "{said}");
}

#[test]
fn a_fact_exchanged_under_a_whole_chain_is_found_and_the_difference_is_told() {
    let (home, store, id) = ended();
    let mut records = records(&store, id);
    let advice = records.iter().position(|(kind, _)| kind.0 == 2).unwrap();
    records.remove(advice - 1);
    fs::write(store.path(&id), forged(id, &records)).unwrap();
    assert_eq!(load(&store, &id).unwrap().advice.len(), 1);
    let (code, said) = run(&home, id);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("NOT the same advice"), "{said}");
    assert!(said.contains("then ") && said.contains(", now "), "{said}");
    let ran = home.run(&format!("replay {id} --format json --data-dir data"));
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, &told["same"]), (1, &false.into()));
    assert!(told["advice"][0]["difference"].is_string());
}

#[test]
fn an_advice_exchanged_under_a_whole_chain_is_found() {
    let (home, store, id) = ended();
    let mut records = records(&store, id);
    let (_, advice) = records.iter_mut().find(|(kind, _)| kind.0 == 2).unwrap();
    let text = String::from_utf8(advice.clone()).unwrap();
    let forged_text = text.replacen("\"rank\":1", "\"rank\":7", 1);
    assert_ne!(text, forged_text);
    *advice = forged_text.into_bytes();
    fs::write(store.path(&id), forged(id, &records)).unwrap();
    let (code, said) = run(&home, id);
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("is not the one that the record names"),
        "{said}"
    );
}

#[test]
fn another_version_of_the_program_is_named() {
    let (home, store, id) = ended();
    let mut records = records(&store, id);
    let (_, advice) = records.iter_mut().find(|(kind, _)| kind.0 == 2).unwrap();
    let text = String::from_utf8(advice.clone()).unwrap();
    let program = format!("\"program\":\"{}\"", env!("CARGO_PKG_VERSION"));
    *advice = text
        .replacen(&program, "\"program\":\"0.0.7\"", 1)
        .into_bytes();
    fs::write(store.path(&id), forged(id, &records)).unwrap();
    let (code, said) = run(&home, id);
    assert_eq!(code, 0, "{said}");
    let made_by = format!("made by candor 0.0.7 (engine {ENGINE})");
    assert!(said.contains(&made_by), "{said}");
}

#[test]
fn a_case_that_has_not_ended_has_nothing_to_compare() {
    let home = Home::new();
    let store = Store::open(&home.path("data")).unwrap();
    let edition = edition(&store, &shipped_files("vehicles"));
    let open = whole_case(&store, 3, &edition, at());
    let old: CaseId = "K2NE-GTQV".parse().unwrap();
    fs::copy(
        fixtures().join("journals/0.1.0/k2ne-gtqv.journal"),
        store.path(&old),
    )
    .unwrap();
    for id in [open, old] {
        let (code, said) = run(&home, id);
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("no advice is kept"), "{said}");
    }
    assert_eq!(home.run("replay 0000-0009 --data-dir data").code, 2);
}

#[test]
fn every_kind_of_customer_gets_the_same_advice_again() {
    let home = Home::new();
    let store = Store::open(&home.path("data")).unwrap();
    let mut compared = 0;
    for (n, files) in crate::support::catalogs::files().into_iter().enumerate() {
        let files = candor::catalog::Files {
            catalog: files.0.into_bytes(),
            offerings: files.1.into_bytes(),
        };
        let edition = edition(&store, &files);
        for customer in 0..4 {
            let number = u64::try_from(n * 100 + customer * 3 + 1).unwrap();
            let id = whole_case(&store, number, &edition, at());
            let replayed = replay(&store, id, |_| None).unwrap();
            assert!(replayed.is_same(), "{id}: {replayed:?}");
            compared += replayed.advice.len();
        }
    }
    assert!(compared >= 10, "{compared}");
}
