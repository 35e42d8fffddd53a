//! Random formulas: whole columns, single rows and an evaluator of the tests' own agree, and no source does harm.

use candor::domain::{Cell, Column};
use candor::formula::{Input, Type, compile};
use proptest::prelude::*;

use super::fixture::{Facts, Names, answers, facts, formula};
use super::tree::{Case, Grower, Num, Yes};

/// Figures with which arithmetic has trouble, and two that are no facts at all.
fn cell() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![
        Just(None),
        prop::sample::select(vec![
            0.0,
            -0.0,
            1.0,
            -2.5,
            3.0,
            1e308,
            1e-308,
            f64::NAN,
            f64::INFINITY
        ])
        .prop_map(Some),
        (-1e6..1e6_f64).prop_map(Some),
    ]
}

fn row() -> impl Strategy<Value = Case> {
    let drive = prop::option::of(0..3_u16);
    (
        cell(),
        any::<Option<bool>>(),
        drive,
        cell(),
        any::<Option<bool>>(),
        prop::option::of(0..4_u16),
    )
        .prop_map(|(seats, awd, drive, term, tows, wish)| Case {
            seats,
            awd,
            drive,
            term,
            tows,
            wish,
        })
}

/// The rows as facts, with the answers of the first.
fn table(rows: &[Case]) -> (Facts, Vec<Input>) {
    let mut facts = facts();
    facts.0 = rows.len();
    facts.1[2] = Column::YesNo(rows.iter().map(|row| row.awd).collect());
    facts.1[3] = Column::Choice(rows.iter().map(|row| row.drive).collect());
    facts.1[6] = Column::Number(rows.iter().map(|row| row.seats).collect());
    let mut answers = answers();
    let first = rows[0];
    answers[3] = first.wish.map_or(Input::Unknown, Input::Choice);
    answers[4] = first.tows.map_or(Input::Unknown, Input::YesNo);
    answers[6] = first.term.map_or(Input::Unknown, Input::Number);
    (facts, answers)
}

/// Equal to the last bit, so that 0 and -0 differ.
fn same(left: Option<&Cell>, right: Option<&Cell>) -> bool {
    match (left, right) {
        (Some(Cell::Number(l)), Some(Cell::Number(r))) => l.to_bits() == r.to_bits(),
        _ => left == right,
    }
}

/// Asserts that all ways of evaluating `source` agree, and gives its column.
fn agreed(source: &str, facts: &Facts, answers: &[Input]) -> Result<Column, TestCaseError> {
    let formula = formula(source);
    let column = formula.column(facts, answers);
    prop_assert_eq!(column.len(), facts.0);
    for row in 0..facts.0 {
        let (one, all) = (formula.row(facts, answers, row), column.get(row));
        prop_assert!(
            same(one.as_ref(), all.as_ref()),
            "{} row {}: {:?} {:?}",
            source,
            row,
            one,
            all
        );
    }
    if formula.reads_columns().is_empty() {
        let alone = formula.alone(answers);
        prop_assert!(
            same(alone.as_ref(), column.get(0).as_ref()),
            "{} alone: {:?}",
            source,
            alone
        );
    }
    Ok(column)
}

fn fragment() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "price",
        "mpg",
        "awd",
        "drive",
        "wanted",
        "model",
        "released",
        "stay.min",
        "1",
        "2.5",
        "'awd'",
        "\"x\"",
        "'2024-01-01'",
        "true",
        "in",
        "[",
        "]",
        "(",
        ")",
        "+",
        "-",
        "*",
        "/",
        "!",
        "==",
        "<",
        ">=",
        "&&",
        "||",
        "?",
        ":",
        ",",
        "min(",
        "known(",
        "pow(",
        "payment(",
        "unit(",
        "é",
        "'",
        "\\",
        "=",
        " ",
    ])
}

fn harmless(source: &str) -> Result<(), TestCaseError> {
    match compile(source, &Names) {
        Ok(formula) => {
            prop_assert!(!matches!(formula.ty(), Type::Set(_)));
            agreed(source, &facts(), &answers())?;
        }
        Err(error) => {
            prop_assert!(
                source.get(error.span.clone()).is_some(),
                "{:?} in {:?}",
                error.span,
                source
            );
            let said = format!("{error} {}", error.hint().unwrap_or_default());
            prop_assert!(!said.chars().any(char::is_control), "{:?}", said);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(source in any::<String>()) {
        harmless(&source)?;
    }

    #[test]
    fn any_row_of_tokens_is_read_or_refused(parts in prop::collection::vec(fragment(), 0..40), gap in "[ ]?") {
        harmless(&parts.join(&gap))?;
    }

    #[test]
    fn figures_agree_with_an_evaluator_of_trees(seed in prop::collection::vec(any::<u8>(), 1..80), rows in prop::collection::vec(row(), 1..5)) {
        let tree: Num = Grower::new(&seed, false).num(5);
        let (facts, answers) = table(&rows);
        let column = agreed(&tree.to_string(), &facts, &answers)?;
        for (place, row) in rows.iter().enumerate() {
            let wanted = tree.value(&row.answering(&rows[0])).map(Cell::Number);
            prop_assert!(same(column.get(place).as_ref(), wanted.as_ref()), "{} row {}: {:?}, not {:?}", tree, place, column.get(place), wanted);
        }
    }

    #[test]
    fn conditions_agree_with_an_evaluator_of_trees(seed in prop::collection::vec(any::<u8>(), 1..80), rows in prop::collection::vec(row(), 1..5)) {
        let tree: Yes = Grower::new(&seed, false).yes(5);
        let (facts, answers) = table(&rows);
        let column = agreed(&tree.to_string(), &facts, &answers)?;
        for (place, row) in rows.iter().enumerate() {
            let wanted = tree.value(&row.answering(&rows[0])).map(Cell::YesNo);
            prop_assert_eq!(column.get(place), wanted, "{} row {}", tree, place);
        }
    }

    #[test]
    fn rows_and_columns_agree_on_powers_and_loans(seed in prop::collection::vec(any::<u8>(), 1..80), rows in prop::collection::vec(row(), 1..5)) {
        let tree: Num = Grower::new(&seed, true).num(5);
        let (facts, answers) = table(&rows);
        agreed(&tree.to_string(), &facts, &answers)?;
    }
}
