//! `candor advise`.

use serde_json::{Value, json};

use crate::support::program::Home;

/// A family of five that wants to spend 35,000 dollars.
fn family() -> String {
    json!({
        "catalog": "vehicles",
        "answers": {
            "people": "5",
            "uses": ["commute", "family"],
            "budget": { "value": 35000, "importance": "important" },
            "charging": true,
        }
    })
    .to_string()
}

/// Someone whose must-haves no vehicle meets.
fn nobody() -> String {
    json!({
        "answers": {
            "people": "7",
            "kinds": ["sports"],
        }
    })
    .to_string()
}

fn advise(home: &Home, answers: &str, options: &str) -> crate::support::program::Ran {
    let file = home.file("answers.json", answers);
    home.run_on(&format!("advise vehicles --answers FILE {options}"), &file)
}

#[test]
fn text_names_everything_the_advice_rests_on() {
    let ran = advise(&Home::new(), &family(), "");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for said in [
        "WHAT WAS SAID",
        "MUST-HAVES",
        "WISHES",
        "RANKING",
        "1. ",
        "of 100 points",
        "Figures: ",
        "For it: ",
        "EXCLUDED",
        "NOT ASKED",
        "ASSUMED",
        "WHO IS IN IT",
        "WHO EARNS WHAT",
        "SOURCES",
        "Fingerprint",
        "[OURS]",
    ] {
        assert!(ran.out.contains(said), "{said} is missing in\n{}", ran.out);
    }
}

#[test]
fn own_offerings_are_marked_and_others_are_not() {
    let ran = advise(&Home::new(), &family(), "--top 100 --width 200");
    let own = ["Buick;", "Cadillac;", "Chevrolet;", "GMC;"];
    let mut seen = 0;
    let lines: Vec<&str> = ran.out.lines().collect();
    for pair in lines.windows(2) {
        if pair[1].contains(" of 100 points") {
            let is_own = own.iter().any(|seller| pair[1].trim().starts_with(seller));
            assert_eq!(pair[0].contains("[OURS]"), is_own, "{}", pair[0]);
            seen += usize::from(is_own);
        }
    }
    assert!(seen > 3);
}

#[test]
fn two_runs_give_the_same_bytes() {
    for format in ["text", "json", "markdown", "html"] {
        let home = Home::new();
        let once = advise(&home, &family(), &format!("--format {format}"));
        let again = advise(&home, &family(), &format!("--format {format}"));
        assert_eq!(once.code, 0);
        assert_eq!(once, again);
    }
}

#[test]
fn json_has_the_parts_on_which_scripts_depend() {
    let ran = advise(&Home::new(), &family(), "--format json --top 3");
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["ranking"].as_array().unwrap().len(), 3);
    assert_eq!(report["ranking"][0]["rank"], 1);
    assert_eq!(report["catalog"]["id"], "vehicles");
    assert_eq!(report["answers"]["given"]["people"]["value"], "5");
    for part in ["excluded", "questions", "coverage", "engine"] {
        assert!(report[part].is_object(), "{part}");
    }
}

#[test]
fn a_document_to_hand_over_names_what_comes_first_and_belongs_to_no_case() {
    let home = Home::new();
    let report = advise(&home, &family(), "--format json");
    let report: Value = serde_json::from_str(&report.out).unwrap();
    let first = report["ranking"][0]["name"].as_str().unwrap();
    for (format, start) in [("markdown", "# "), ("html", "<!DOCTYPE html>")] {
        let ran = advise(&home, &family(), &format!("--format {format}"));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert!(ran.out.starts_with(start), "{}", ran.out);
        assert!(ran.out.contains(first), "{first} is missing in {format}");
    }
    let ran = advise(&home, &nobody(), "--format markdown");
    assert_eq!(ran.code, 1);
}

#[test]
fn answers_come_from_standard_input_too() {
    let home = Home::new();
    let file = home.file("answers.json", family());
    let piped = home.run_with(["advise", "vehicles", "--answers", "-"], family());
    let read = home.run_on("advise vehicles --answers FILE", &file);
    assert_eq!(piped, read);
}

#[test]
fn when_nothing_fits_the_result_says_why_and_the_exit_code_is_one() {
    let home = Home::new();
    let ran = advise(&home, &nobody(), "--width 100");
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(ran.out.contains("No vehicle meets every must-have."));
    assert!(ran.out.contains("missed by"));
    assert!(ran.out.contains("Nearest:") && ran.out.contains(" misses: "));
    let ran = advise(&home, &nobody(), "--format json");
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(ran.code, 1);
    assert_eq!(report["ranking"], json!([]));
    assert_eq!(report["excluded"]["count"], report["catalog"]["offerings"]);
}

#[test]
fn where_a_fact_is_missing_the_seller_is_to_be_asked() {
    let answers = json!({ "answers": { "budget": { "value": 20000, "importance": "must" } } });
    let ran = advise(&Home::new(), &answers.to_string(), "--width 100");
    assert_eq!(ran.code, 0);
    let asked = "? Ask the seller: price of at most $20,000";
    assert!(ran.out.contains(asked), "{}", ran.out);
}

#[test]
fn every_mistake_in_the_answers_is_named_with_what_to_do() {
    let home = Home::new();
    let answers = r#"{"catalog": "phones", "answer": 1, "answers": {
        "peeple": "5", "people": "55", "budget": "much", "charging": "yes", "miles": -1,
        "uses": {"value": ["commute"], "importance": "must"}}}"#;
    let ran = advise(&home, answers, "");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    for said in [
        "8 mistakes",
        "another catalog than 'vehicles'",
        "Did you mean 'people'?",
        "\"55\" is not an option",
        "\"much\" is no answer",
        "Write true or false.",
        "-1 is below",
        "does not ask how much it matters",
        "to do:",
    ] {
        assert!(ran.err.contains(said), "{said} is missing in\n{}", ran.err);
    }
}

#[test]
fn files_that_hold_no_answers_are_refused() {
    let home = Home::new();
    let long = format!("{{\"answers\": \"{}\"}}", "x".repeat(2 * 1024 * 1024));
    for (content, said) in [
        (b"".to_vec(), "not JSON"),
        (
            b"{\"answers\": {\"people\": }}".to_vec(),
            "line 1 column 24",
        ),
        (b"\x7fELF\x00\xff\xfe".to_vec(), "not UTF-8"),
        (b"[]".to_vec(), "not an object"),
        (b"{}".to_vec(), "no answers in the file"),
        ("[".repeat(100_000).into_bytes(), "not JSON"),
        (long.into_bytes(), "longer than 1048576 bytes"),
    ] {
        let file = home.file("answers.json", &content);
        let ran = home.run_on("advise vehicles --answers FILE", &file);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        assert!(ran.err.contains(said), "{said} is missing in {}", ran.err);
    }
    let ran = home.run("advise vehicles --answers nowhere.json");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("nowhere.json cannot be read"));
    let ran = home.run("advise vehicles --answers .");
    assert_eq!(ran.code, 2);
}

#[test]
fn a_byte_order_mark_is_no_mistake() {
    let ran = advise(&Home::new(), &format!("\u{feff}{}", family()), "");
    assert_eq!(ran.code, 0, "{}", ran.err);
}

#[test]
fn no_line_is_wider_than_asked_for() {
    let home = Home::new();
    for width in [20, 40, 80, 132] {
        let ran = advise(&home, &family(), &format!("--top 100 --width {width}"));
        let widest = ran.out.lines().map(|line| line.chars().count()).max();
        assert!(widest.unwrap() <= width, "{width}: {widest:?}");
    }
}

#[test]
fn with_ascii_nothing_else_is_written() {
    let home = Home::new();
    let folder = home.catalog("own", |text| {
        text.replace(
            "New cars and trucks",
            "Neue Autos \u{2013} f\u{fc}r alle\u{2026}",
        )
    });
    let file = home.file("answers.json", r#"{"answers": {}}"#);
    let shown = folder.to_str().unwrap();
    let plain = home.run_on(&format!("advise {shown} --answers FILE --ascii"), &file);
    assert!(
        plain.out.starts_with("NEUE AUTOS - F?R ALLE...\n"),
        "{}",
        plain.out
    );
    assert!(plain.out.is_ascii());
    let drawn = home.run_on(&format!("advise {shown} --answers FILE"), &file);
    assert!(
        drawn
            .out
            .starts_with("NEUE AUTOS \u{2013} F\u{dc}R ALLE\u{2026}\n")
    );
}

#[test]
fn an_answer_that_no_longer_applies_is_said_to_be_unused() {
    let answers = r#"{"answers": {"uses": ["commute"], "load": 7000}}"#;
    let ran = advise(&Home::new(), answers, "");
    assert!(ran.out.contains("no longer used"), "{}", ran.out);
}

/// Nobody has read anything out where no conversation was held.
#[test]
fn advice_on_a_file_of_answers_says_what_is_to_be_read_out() {
    let out = advise(&Home::new(), &family(), "--width 400").out;
    let (_, rest) = out.split_once("TO BE READ OUT\n").expect(&out);
    let catalog = crate::support::transcripts::vehicles();
    for statement in &catalog.statements {
        assert!(rest.contains(statement.text.as_str()), "{rest}");
    }
    assert!(!out.contains("READ OUT WORD FOR WORD"), "{out}");
}

#[test]
fn a_figure_out_of_its_bounds_is_refused_with_the_bounds_as_the_question_says_them() {
    let home = Home::new();
    for (value, said) in [
        ("200", "200 is below what this question takes."),
        (
            "\"$35,000\"",
            "Write a figure such as 15000, from $15,000 to $150,000.",
        ),
    ] {
        let ran = advise(
            &home,
            &format!("{{\"answers\": {{\"budget\": {value}}}}}"),
            "",
        );
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains(said), "{}", ran.err);
        assert!(ran.err.contains("from $15,000 to $150,000"), "{}", ran.err);
    }
}
