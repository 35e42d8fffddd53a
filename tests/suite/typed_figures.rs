//! Figures as people type them are read as they were meant, or not at all.

use candor::catalog::{AnswerKind, Catalog, from_files};
use candor::domain::AnswerValue;
use candor::tui::app::Draft;

use crate::support::catalogs::broadband_files;

/// The broadband catalog with other words in its rules.
fn changed(from: &str, to: &str) -> Catalog {
    let files = broadband_files();
    let rules = String::from_utf8(files.catalog).unwrap();
    assert!(rules.contains(from), "{from}");
    from_files(rules.replace(from, to).as_bytes(), &files.offerings).unwrap()
}

/// The same with another sign for its money.
fn with_sign(sign: &str) -> Catalog {
    changed("\"sign\": \"$\"", &format!("\"sign\": \"{sign}\""))
}

/// What is accepted of `text` at the first question that asks for money.
fn read(catalog: &Catalog, text: &str) -> Option<f64> {
    let money = |kind: &AnswerKind| matches!(kind, AnswerKind::Money(_));
    let question = catalog.questions.iter().find(|q| money(&q.kind)).unwrap();
    let mut draft = Draft::new(question, None);
    draft.text = text.to_owned();
    match draft.accept(catalog, question).ok()? {
        AnswerValue::Number(figure) => Some(figure),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_sign_with_letters_and_dots_takes_nothing_from_the_figure() {
    for sign in ["$", "kr", "kr.", "Fr.", "Rs."] {
        let catalog = with_sign(sign);
        for typed in [
            "50".to_owned(),
            format!("{sign}50"),
            format!("{sign} 50"),
            format!("50 {sign}"),
            format!("50{sign}"),
            "50.00".to_owned(),
            ".05k".to_owned(),
            format!("0.05k {sign}"),
        ] {
            assert_eq!(read(&catalog, &typed), Some(50.0), "{sign}: {typed}");
        }
    }
    // Another sign is another money.
    assert_eq!(read(&with_sign("kr"), "$50"), None);
}

#[test]
fn a_comma_that_does_not_part_thousands_is_no_figure() {
    let catalog = with_sign("$");
    for typed in ["3,5", "5,0", "1,2,3", "4,00", ",50", "50,", "1 2", "0.0,5"] {
        assert_eq!(read(&catalog, typed), None, "{typed}");
    }
}

#[test]
fn thousands_may_be_parted_by_commas_and_spaces() {
    let rules = candor::catalog::builtin::find("mortgages").unwrap();
    let catalog = from_files(rules.catalog.as_bytes(), rules.offerings.as_bytes()).unwrap();
    for typed in [
        "400000",
        "400,000",
        "400 000",
        "$400,000",
        "400k",
        "400K",
        "400,000.00",
    ] {
        assert_eq!(read(&catalog, typed), Some(400_000.0), "{typed}");
    }
    assert_eq!(read(&catalog, "1,250,000"), Some(1_250_000.0));
    assert_eq!(read(&catalog, "1250,000"), None);
}

#[test]
fn a_range_is_parted_at_the_dash_between_its_figures() {
    let catalog = changed("\"min\": 10, \"max\": 2000", "\"min\": -50, \"max\": 2000");
    let range = |kind: &AnswerKind| matches!(kind, AnswerKind::Range(_));
    let question = catalog.questions.iter().find(|q| range(&q.kind)).unwrap();
    for (typed, from, to) in [
        ("100-500", 100.0, 500.0),
        ("-20-10", -20.0, 10.0),
        ("-40--20", -40.0, -20.0),
        ("100 - 1k", 100.0, 1000.0),
    ] {
        let mut draft = Draft::new(question, None);
        draft.text = typed.to_owned();
        let value = draft.accept(&catalog, question);
        assert_eq!(value, Ok(AnswerValue::Range(from, to)), "{typed}");
    }
}
