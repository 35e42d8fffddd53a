//! `candor case accept`, and what a case is exported as for other people and programs.

use serde_json::Value;

use candor::cases::CaseId;

use super::cases::{begin, damaged};
use crate::support::program::{Home, Ran};

/// Takes a case over with these options.
fn accepted(home: &Home, id: &CaseId, options: &[&str]) -> Ran {
    let id = id.to_string();
    let first = ["case", "accept", &id, "--data-dir", "data"];
    home.run_with(first.iter().chain(options), "")
}

#[test]
fn taking_a_case_over_is_in_the_record_and_in_the_transcript() {
    let home = Home::new();
    let id = begin(&home, 1_000_000, None);
    let said = "A van for seven. Pays with 4111 1111 1111 1111.";
    let ran = accepted(&home, &id, &["--by", "Ana", "--summary", said]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("taken over by Ana"), "{}", ran.out);
    assert!(ran.err.contains("card number"), "{}", ran.err);
    let page = home.run(&format!("case export {id} --format email --data-dir data"));
    assert!(
        page.out.contains("by Ana: A van for seven."),
        "{}",
        page.out
    );
    assert!(!page.out.contains("4111 1111"), "{}", page.out);
    assert!(page.out.lines().all(|line| line.chars().count() <= 76));
    let verified = home.run(&format!("verify {id} --data-dir data"));
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
    let listed = home.run("case list --format json --data-dir data");
    let listed: Value = serde_json::from_str(&listed.out).unwrap();
    assert_eq!(
        listed["cases"][0]["state"], "open",
        "it goes on where it stood"
    );
}

#[test]
fn what_is_too_long_for_a_summary_is_refused_and_nothing_recorded() {
    let home = Home::new();
    let id = begin(&home, 1_000_000, None);
    let long = "word ".repeat(300);
    let ran = accepted(&home, &id, &["--summary", &long]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("Nothing was recorded"), "{}", ran.err);
    let page = home.run(&format!("case export {id} --data-dir data"));
    assert!(page.out.contains("Taken over by: ____"), "{}", page.out);
}

#[test]
fn a_note_for_a_field_is_as_long_as_it_may_be_and_no_longer() {
    let home = Home::new();
    let id = begin(&home, 1_000_000, None);
    for limit in [255, 1000, 4000] {
        let ran = home.run(&format!(
            "case export {id} --format crm --limit {limit} --data-dir data"
        ));
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.out.trim_end().chars().count() <= limit, "{}", ran.out);
        assert!(ran.out.starts_with("State: "), "{}", ran.out);
    }
}

#[test]
fn all_cases_come_one_on_a_line_and_one_that_cannot_be_read_is_named() {
    let home = Home::new();
    let older = begin(&home, 1_000_000, None);
    let newer = begin(&home, 2_000_000, None);
    let ran = home.run("case export --all --format ndjson --data-dir data");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let cases: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let ids: Vec<&str> = cases
        .iter()
        .map(|case| case["head"]["case"].as_str().unwrap())
        .collect();
    assert_eq!(ids, [newer.to_string(), older.to_string()], "newest first");
    assert!(
        cases
            .iter()
            .all(|case| case["handover"]["state"].is_string())
    );
    let broken = damaged(&home);
    let ran = home.run("case export --all --format ndjson --data-dir data");
    assert_eq!(ran.code, 3, "the others are there, and this one is not");
    assert_eq!(ran.out.lines().count(), 2);
    assert!(ran.err.contains(&broken.to_string()), "{}", ran.err);
    let ran = home.run("case export --all --format html --data-dir data");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("ndjson"), "{}", ran.err);
}

#[test]
fn a_redacted_transcript_says_so_in_every_format_and_in_the_audit_log() {
    let home = Home::new();
    let id = begin(&home, 1_000_000, None);
    let accepted = accepted(&home, &id, &["--by", "Zylphoria", "--summary", "Zylphoria"]);
    assert_eq!(accepted.code, 0, "{}", accepted.err);
    for format in [
        "text", "email", "markdown", "html", "pdf", "json", "ndjson", "crm",
    ] {
        let ran = home.run(&format!(
            "case export {id} --redacted --format {format} --data-dir data"
        ));
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(!ran.out.contains("Zylphoria"), "{format}: {}", ran.out);
        assert!(ran.err.contains("redacted"), "{}", ran.err);
        let store = candor::cases::Store::open(&home.path("data")).unwrap();
        let log = candor::casebook::audit_log(&store).unwrap();
        let deed = serde_json::to_value(&log.entries.last().unwrap().deed).unwrap();
        assert_eq!(deed["format"], format!("{format} (redacted)"));
    }
    let whole = home.run(&format!("case export {id} --data-dir data"));
    assert!(whole.out.contains("Zylphoria"), "{}", whole.out);
    let ran = home.run("case export --all --redacted --format ndjson --data-dir data");
    let line: Value = serde_json::from_str(ran.out.lines().next().unwrap()).unwrap();
    assert_eq!(line["redacted"], true);
}

#[test]
fn the_evidence_names_the_head_of_the_chain_that_the_journal_has() {
    let home = Home::new();
    let id = begin(&home, 1_000_000, None);
    let store = candor::cases::Store::open(&home.path("data")).unwrap();
    let records = candor::casebook::load(&store, &id).unwrap();
    let ran = home.run(&format!("case export {id} --format json --data-dir data"));
    let file: Value = serde_json::from_str(&ran.out).unwrap();
    let chain = &file["evidence"]["chain"];
    assert_eq!(chain["head"], records.head.to_string());
    assert_eq!(chain["records"], records.last);
}

#[test]
fn a_pdf_is_on_the_paper_that_is_named_and_goes_to_no_terminal() {
    let home = Home::new();
    let id = begin(&home, 1_000_000, None);
    let export = |more: &str| home.run(&format!("case export {id} --data-dir data {more}"));
    let boxes = [
        ("", "612 792"),
        ("--paper letter", "612 792"),
        ("--paper a4", "595.276 841.89"),
    ];
    for (paper, size) in boxes {
        let ran = export(&format!("--format pdf {paper}"));
        assert_eq!(ran.code, 0, "{}", ran.err);
        crate::support::pdf::read(&ran.out);
        let found = format!("/MediaBox [0 0 {size}]");
        assert!(ran.out.contains(&found), "{paper}");
    }
    let ran = export("--format pdf --output page.pdf");
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    let file = std::fs::read_to_string(home.path("page.pdf")).unwrap();
    crate::support::pdf::read(&file);
    let ran = home.run(&format!("verify {id} --file page.pdf --data-dir data"));
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let ran = export("--format html --paper a4");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("Only --format pdf"), "{}", ran.err);
}

#[test]
fn letters_that_a_pdf_cannot_print_are_named_and_no_file_is_written() {
    let home = Home::new();
    let id = begin(&home, 1_000_000, None);
    let ran = accepted(&home, &id, &["--by", "\u{5bbd}"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let ran = home.run(&format!(
        "case export {id} --format pdf --output page.pdf --data-dir data"
    ));
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("(U+5BBD)"), "{}", ran.err);
    assert!(ran.err.contains("--format html"), "{}", ran.err);
    assert!(!home.path("page.pdf").exists());
    let store = candor::cases::Store::open(&home.path("data")).unwrap();
    let log = candor::casebook::audit_log(&store).unwrap();
    assert_eq!(log.entries.len(), 0, "nothing was exported");
}
