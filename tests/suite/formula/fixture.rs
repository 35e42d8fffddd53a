//! A small catalog: some columns, some answers.

use std::sync::Arc;

use candor::domain::{Cell, Column, Id, SafeText};
use candor::formula::{Formula, Input, Place, Scope, Table, Type, compile};
use jiff::civil::{Date, date};

pub const DRIVES: [&str; 3] = ["fwd", "rwd", "awd"];
pub const WANTED: [&str; 4] = ["awd", "fwd", "4wd", "none"];

pub struct Names;

fn options(names: &[&str]) -> Arc<[Id]> {
    names.iter().map(|name| Id::new(name).unwrap()).collect()
}

fn known_names() -> Vec<(&'static str, Place, Type)> {
    use Place::{Column as C, Input as I};
    let number = |unit: &str| Type::Number(unit.parse().unwrap());
    vec![
        ("price", C(0), number("USD")),
        ("mpg", C(1), number("mile/gallon")),
        ("awd", C(2), Type::YesNo),
        ("drive", C(3), Type::Choice(options(&DRIVES))),
        ("model", C(4), Type::Text),
        ("released", C(5), Type::Date),
        ("seats", C(6), number("1")),
        ("fee", C(7), number("USD/month")),
        (
            "gear",
            C(8),
            Type::Choice(options(&["manual", "automatic"])),
        ),
        ("miles", I(0), number("mile/year")),
        ("gas", I(1), number("USD/gallon")),
        ("wanted", I(2), Type::Set(options(&WANTED))),
        ("wish", I(3), Type::Choice(options(&WANTED))),
        ("tows", I(4), Type::YesNo),
        ("since", I(5), Type::Date),
        ("term", I(6), number("1")),
        ("rate", I(7), number("%")),
        ("stay.min", I(8), number("month")),
        ("word", I(9), Type::Text),
    ]
}

impl Scope for Names {
    fn find(&self, name: &str) -> Option<(Place, Type)> {
        let (_, place, ty) = known_names().into_iter().find(|(n, ..)| *n == name)?;
        Some((place, ty))
    }
    fn names(&self) -> Vec<String> {
        known_names().into_iter().map(|(n, ..)| n.into()).collect()
    }
}

pub struct Facts(pub usize, pub Vec<Column>);

impl Table for Facts {
    fn rows(&self) -> usize {
        self.0
    }
    fn column(&self, index: usize) -> Option<&Column> {
        self.1.get(index)
    }
}

/// Two offerings; the second has every fact missing.
pub fn facts() -> Facts {
    let columns = vec![
        Column::Number(vec![Some(30_000.0), None].into()),
        Column::Number(vec![Some(40.0), None].into()),
        Column::YesNo(vec![Some(true), None]),
        Column::Choice(vec![Some(2), None]),
        Column::Text(vec![Some(SafeText::new("Plain")), None]),
        Column::Date(vec![Some(date(2024, 5, 17)), None]),
        Column::Number(vec![Some(5.0), None].into()),
        Column::Number(vec![Some(20.0), None].into()),
        Column::Choice(vec![Some(1), None]),
    ];
    Facts(2, columns)
}

pub fn answers() -> Vec<Input> {
    vec![
        Input::Number(15_000.0),
        Input::Number(2.6),
        Input::Set(vec![0, 2]),
        Input::Choice(0),
        Input::YesNo(false),
        Input::Date(date(2024, 1, 1)),
        Input::Number(360.0),
        Input::Number(6.0),
        Input::Number(24.0),
        Input::Text(SafeText::new("Plain")),
    ]
}

pub fn formula(source: &str) -> Formula {
    compile(source, &Names).unwrap_or_else(|error| panic!("{source}: {error} {:?}", error.span))
}

/// The result for the offering whose facts are all there.
pub fn full(source: &str) -> Option<Cell> {
    formula(source).row(&facts(), &answers(), 0)
}

/// The result for the offering whose facts are all missing.
pub fn missing(source: &str) -> Option<Cell> {
    formula(source).row(&facts(), &answers(), 1)
}

/// A figure over answers alone.
pub fn figure(source: &str) -> f64 {
    match formula(source).alone(&answers()) {
        Some(Cell::Number(x)) => x,
        other => panic!("{source} gave {other:?}"),
    }
}

pub fn yes(value: bool) -> Option<Cell> {
    Some(Cell::YesNo(value))
}

pub fn day(year: i16, month: i8, of_month: i8) -> Date {
    date(year, month, of_month)
}
