//! Every mistake a catalog owner can make is answered by a message that says what, where and what to do.
//!
//! `tests/fixtures/bad-catalogs/MISTAKE.json` lists replacements in the two files of the broadband catalog; `MISTAKE.snap` beside it
//! is the whole answer.

use std::path::PathBuf;

use candor::catalog::{Place, Problem, from_files};
use serde::Deserialize;

use crate::support::catalogs::{all, broadband, broadband_folder, fixtures};

/// Replacements in the two files; every text to be replaced must stand in its file exactly once.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mistake {
    #[serde(default)]
    catalog: Vec<(String, String)>,
    #[serde(default)]
    offerings: Vec<(String, String)>,
}

fn fixture() -> (String, String) {
    let read = |name| std::fs::read_to_string(broadband_folder().join(name)).unwrap();
    (read("catalog.json"), read("offerings.csv"))
}

fn replaced(mut text: String, replacements: &[(String, String)]) -> String {
    for (old, new) in replacements {
        assert_eq!(
            text.matches(old).count(),
            1,
            "{old:?} must stand there exactly once"
        );
        text = text.replacen(old, new, 1);
    }
    text
}

fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = std::fs::read_dir(fixtures().join("bad-catalogs"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "json"))
        .collect();
    cases.sort();
    cases
}

fn answer(problems: &[Problem]) -> String {
    problems
        .iter()
        .map(|problem| format!("{problem}\n"))
        .collect()
}

#[test]
fn every_mistake_is_answered_with_its_place_and_what_to_do() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(fixtures().join("bad-catalogs"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let cases = cases();
    assert!(cases.len() > 80, "only {} mistakes", cases.len());
    for case in cases {
        let mistake: Mistake = serde_json::from_slice(&std::fs::read(&case).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", case.display()));
        let name = case.file_stem().unwrap().to_str().unwrap().to_owned();
        let (catalog, offerings) = fixture();
        let catalog = replaced(catalog, &mistake.catalog);
        let offerings = replaced(offerings, &mistake.offerings);
        let problems = from_files(catalog.as_bytes(), offerings.as_bytes())
            .err()
            .unwrap_or_else(|| panic!("{name} must be a mistake"));
        for problem in &problems {
            assert!(
                problem.hint.is_some(),
                "{name}: nobody says what to do: {problem}"
            );
            for sentence in [Some(&problem.what), problem.hint.as_ref()]
                .into_iter()
                .flatten()
            {
                assert!(
                    sentence.ends_with(['.', '?']),
                    "{name}: no sentence: {sentence}"
                );
            }
        }
        settings.bind(|| insta::assert_snapshot!(name, answer(&problems)));
    }
}

#[test]
fn every_answer_belongs_to_a_mistake() {
    for entry in std::fs::read_dir(fixtures().join("bad-catalogs")).unwrap() {
        let path = entry.unwrap().path();
        let mistake = path.with_extension("json");
        assert!(mistake.exists(), "{} answers nothing", path.display());
    }
}

#[test]
fn the_unchanged_catalogs_have_no_problem() {
    assert_eq!(broadband().offerings.len(), 12);
    assert!(all().len() > 1);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_welcome() {
    let (catalog, offerings) = fixture();
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let plain = from_files(catalog.as_bytes(), offerings.as_bytes()).unwrap();
    let marked = from_files(windows(&catalog).as_bytes(), windows(&offerings).as_bytes()).unwrap();
    assert_eq!(plain.offerings.len(), marked.offerings.len());
    assert_eq!(plain.offerings[0].id, marked.offerings[0].id);
}

#[test]
fn a_file_in_another_encoding_is_refused_where_it_begins_to_be_one() {
    let (catalog, offerings) = fixture();
    let place = |catalog: &[u8], offerings: &[u8]| {
        let problems = from_files(catalog, offerings).unwrap_err();
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].what.contains("not UTF-8"), "{}", problems[0]);
        problems[0].place.to_string()
    };
    // "é" before the byte shows that characters are counted, not bytes.
    let latin = |text: &str, at: &str| {
        let (before, after) = text.split_once(at).unwrap();
        [before.as_bytes(), "é".as_bytes(), b"\xe9", after.as_bytes()].concat()
    };
    assert_eq!(
        place(&latin(&catalog, "The test suite"), offerings.as_bytes()),
        "catalog.json:5:14"
    );
    assert_eq!(
        place(catalog.as_bytes(), &latin(&offerings, "Fern Plus")),
        "offerings.csv:3:12"
    );
}

#[test]
fn mistakes_of_both_files_are_shown_together_in_the_order_of_the_files() {
    let (catalog, offerings) = fixture();
    let catalog = catalog
        .replace(
            "\"attribute\": \"line_kind\", \"scale\"",
            "\"attribute\": \"linekind\", \"scale\"",
        )
        .replace("\"as_of\": \"2025-10-01\"", "\"as_of\": \"autumn\"");
    let offerings = offerings
        .replace(
            "fern-max,Fern Max,Fernwave,Fern,55,",
            "fern-max,Fern Max,Fernwave,Fern,55 $,",
        )
        .replace("loop-giga,", "Loop Giga,");
    let problems = from_files(catalog.as_bytes(), offerings.as_bytes()).unwrap_err();
    let places: Vec<&Place> = problems.iter().map(|problem| &problem.place).collect();
    assert!(places.is_sorted(), "{places:?}");
    insta::assert_snapshot!(answer(&problems));
}

#[test]
fn a_catalog_that_is_no_json_does_not_hide_what_is_wrong_with_the_table() {
    let (catalog, offerings) = fixture();
    let catalog = catalog.replacen("\"format\": 1,", "\"format\": 1", 1);
    let offerings = offerings.replace("55,70,49,1000,cable", "55,70,49,1000");
    let problems = from_files(catalog.as_bytes(), offerings.as_bytes()).unwrap_err();
    insta::assert_snapshot!(answer(&problems));
}

/// An attribute with an unknown source used to be reported at every formula and criterion that reads it, too.
#[test]
fn one_mistake_is_not_reported_again_wherever_the_element_is_used() {
    let (catalog, offerings) = fixture();
    let mistakes = [
        (
            "\"better\": \"higher\", \"source\": \"lists\"},\n    {\"id\": \"line_kind\"",
            "\"better\": \"higher\", \"source\": \"list\"},\n    {\"id\": \"line_kind\"",
        ),
        (
            "\"unit\": \"person\", \"min\": 1, \"max\": 12",
            "\"unit\": \"person\", \"min\": 12, \"max\": 1",
        ),
        (
            "\"formula\": \"contract > stay\"",
            "\"formula\": \"contract > stays\"",
        ),
        ("\"date\": \"2025-06-30\"", "\"date\": \"June\""),
        (
            "{\"worst\": 2400, \"best\": 400}",
            "{\"worst\": 400, \"best\": 400}",
        ),
    ];
    for (old, new) in mistakes {
        assert_eq!(catalog.matches(old).count(), 1, "{old}");
        let catalog = catalog.replacen(old, new, 1);
        let problems = from_files(catalog.as_bytes(), offerings.as_bytes()).unwrap_err();
        assert_eq!(problems.len(), 1, "{new}: {}", answer(&problems));
    }
}

/// Lints used to count the offerings, which is wrong after a cell with a line end.
#[test]
fn a_lint_names_the_line_of_the_row_even_after_cells_with_line_ends() {
    let (catalog, mut offerings) = fixture();
    offerings.push_str(
        "fern-two,Fern Two,Fernwave,Fern,25,25,0,50,cable,1,3,,12,no,2024-03-01,,Hurry up.,\n",
    );
    let problems = from_files(catalog.as_bytes(), offerings.as_bytes()).unwrap_err();
    let places: Vec<String> = problems
        .iter()
        .map(|problem| problem.place.to_string())
        .collect();
    assert_eq!(
        places,
        [
            "offerings.csv, row 15, column 'cons'",
            "offerings.csv, row 15, column 'pros'"
        ]
    );
}

#[test]
fn a_place_inside_a_text_with_escapes_is_exact() {
    let (catalog, offerings) = fixture();
    let (old, text) = (
        "It carries {speed},",
        "It \\u00fcber \\\"carries\\\" é \\ud83d\\ude00 {sped},",
    );
    let catalog = catalog.replacen(old, text, 1);
    let problems = from_files(catalog.as_bytes(), offerings.as_bytes()).unwrap_err();
    let line = catalog
        .lines()
        .position(|line| line.contains("{sped}"))
        .unwrap();
    let column = catalog
        .lines()
        .nth(line)
        .unwrap()
        .split_once("sped")
        .unwrap()
        .0
        .chars()
        .count();
    assert_eq!(
        problems[0].place.to_string(),
        format!("catalog.json:{}:{}", line + 1, column + 1)
    );
}

#[test]
fn arbitrary_bytes_are_answered_and_never_break_the_program() {
    let (catalog, offerings) = fixture();
    // Cut both files at many places: whatever is left is refused, not believed.
    for at in (0..catalog.trim_end().len()).step_by(97) {
        assert!(
            from_files(&catalog.as_bytes()[..at], offerings.as_bytes()).is_err(),
            "cut at {at}"
        );
    }
    for at in (0..offerings.len()).step_by(13) {
        let _ = from_files(catalog.as_bytes(), &offerings.as_bytes()[..at]);
    }
    for junk in [
        "",
        "null",
        "[]",
        "\"\"",
        "{}",
        "{\"format\":",
        &"[".repeat(100_000),
    ] {
        assert!(from_files(junk.as_bytes(), offerings.as_bytes()).is_err());
        assert!(from_files(catalog.as_bytes(), junk.as_bytes()).is_err());
    }
}

#[test]
fn more_problems_than_anybody_reads_are_counted() {
    let (catalog, offerings) = fixture();
    let (heading, rows) = offerings.split_once('\n').unwrap();
    let row = rows.lines().next().unwrap();
    let many: String = (0..1000)
        .map(|n| format!("{}\n", row.replacen("fern-one", &format!("Fern {n}"), 1)))
        .collect();
    let problems =
        from_files(catalog.as_bytes(), format!("{heading}\n{many}").as_bytes()).unwrap_err();
    assert_eq!(problems.len(), 201);
    let last = problems.last().unwrap();
    // A thousand ids, and one seller that no offering has any more.
    assert_eq!(last.what.as_str(), "There are 801 more problems.");
}
