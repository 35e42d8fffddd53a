//! The cells of one column, and where each comes from.

use crate::catalog::load::TABLE_FILE;
use crate::catalog::model::{Attribute, Kind};
use crate::catalog::problem::{Place, did_you_mean, nearest};
use crate::catalog::raw::{RawAttribute, RawCatalog};
use crate::catalog::table::{Row, Table};
use crate::domain::{Column, Id, SafeText};

use super::super::check::Check;

pub(super) fn cells(
    check: &mut Check<'_>,
    table: &Table,
    raw: &RawAttribute,
    attribute: &Attribute,
) -> Column {
    let position = table.column(&raw.id);
    if position.is_none() {
        check.cell(
            Place::File(TABLE_FILE.into()),
            "",
            format!("The table has no column '{}'.", raw.id),
            "Add it, with empty cells where nobody knows.",
        );
    }
    let mut parse = Cells {
        check,
        table,
        position,
        name: &raw.id,
    };
    match &attribute.kind {
        Kind::Number | Kind::Money => Column::Number(parse.read(number).into()),
        Kind::YesNo => Column::YesNo(parse.read(yes_no)),
        Kind::Text => Column::Text(parse.read(|cell| Ok(SafeText::new(cell)))),
        Kind::Date => Column::Date(parse.read(|cell| {
            cell.parse().map_err(|_| {
                (
                    format!("'{cell}' is no date."),
                    "Write it as year-month-day, for example 2025-10-29.".to_owned(),
                )
            })
        })),
        Kind::Choice(options) => Column::Choice(parse.read(|cell| option(cell, options))),
    }
}

/// What is wrong with a cell, and what to do.
type CellError = (String, String);

struct Cells<'c, 'a> {
    check: &'c mut Check<'a>,
    table: &'c Table,
    position: Option<usize>,
    name: &'c str,
}

impl Cells<'_, '_> {
    fn read<T>(&mut self, parse: impl Fn(&str) -> Result<T, CellError>) -> Vec<Option<T>> {
        let Self {
            check,
            table,
            position,
            name,
        } = self;
        table
            .rows
            .iter()
            .map(|row: &Row| match table.cell(row, *position) {
                "" => None,
                cell => match parse(cell) {
                    Ok(value) => Some(value),
                    Err((what, hint)) => {
                        check.cell(Table::place(row, name), cell, what, hint);
                        None
                    }
                },
            })
            .collect()
    }
}

fn number(cell: &str) -> Result<f64, CellError> {
    let plain = cell
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b".-+eE".contains(&byte));
    match cell.parse::<f64>() {
        Ok(figure) if plain && figure.is_finite() => Ok(figure),
        _ => Err((
            format!("'{cell}' is no figure."),
            "Write digits with a point and no unit, no sign of money and no commas, for example 28400 or 46.5."
                .to_owned(),
        )),
    }
}

fn yes_no(cell: &str) -> Result<bool, CellError> {
    match cell {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err((
            format!("'{cell}' is neither yes nor no."),
            "Write yes, no, or nothing.".to_owned(),
        )),
    }
}

fn option(cell: &str, options: &[(Id, SafeText)]) -> Result<u16, CellError> {
    options
        .iter()
        .position(|(id, _)| id == cell)
        .and_then(|position| u16::try_from(position).ok())
        .ok_or_else(|| {
            let known: Vec<&str> = options.iter().map(|(id, _)| id.as_str()).collect();
            let hint = nearest(cell, known.iter().copied()).map_or_else(
                || format!("Write one of {}.", known.join(", ")),
                |near| format!("Did you mean '{near}'?"),
            );
            (format!("'{cell}' is none of the options."), hint)
        })
}

pub(super) fn cell_sources(
    check: &mut Check<'_>,
    raw: &RawCatalog,
    table: &Table,
    attribute: &RawAttribute,
    number: usize,
    sources: &mut Vec<((usize, usize), usize)>,
) {
    let name = format!("{}@source", attribute.id);
    let Some(position) = table.column(&name) else {
        return;
    };
    for (row_number, row) in table.rows.iter().enumerate() {
        let cell = table.cell(row, Some(position));
        if cell.is_empty() {
            continue;
        }
        match raw.sources.iter().position(|source| source.id == cell) {
            Some(source) => sources.push(((number, row_number), source)),
            None => {
                let hint = did_you_mean(cell, raw.sources.iter().map(|source| source.id.as_str()))
                    .unwrap_or_else(|| "Add the source, or correct its id.".to_owned());
                check.cell(
                    Table::place(row, &name),
                    cell,
                    format!("There is no source called '{cell}'."),
                    hint,
                );
            }
        }
    }
}
