//! The columns: facts from the table, and what is computed from them.

use crate::catalog::load::TABLE_FILE;
use crate::catalog::locate::Path;
use crate::catalog::model::{Attribute, Kind, Origin};
use crate::catalog::problem::{Place, did_you_mean, nearest};
use crate::catalog::raw::{RawAttribute, RawBetter, RawCatalog, RawComputed, RawEmpty, RawKind};
use crate::catalog::scope::Names;
use crate::catalog::table::{Row, Table};
use crate::domain::{Column, Id, SafeText};
use crate::formula::{Type, Unit};
use crate::ranking::{Computed, Empty};

use super::offerings::FIXED;
use super::questions::Shells;
use super::{Check, Unique};

/// What the checks of columns bring together.
#[derive(Default)]
pub(super) struct Columns {
    pub(super) attributes: Vec<Attribute>,
    pub(super) facts: Vec<(Column, Empty)>,
    pub(super) computed: Vec<Computed>,
    pub(super) given: Vec<usize>,
    pub(super) cell_sources: Vec<((usize, usize), usize)>,
    unique: Unique,
}

/// Reads the facts. A column with a bad declaration is left out; a bad cell is reported and counts as missing.
pub(super) fn facts(
    check: &mut Check<'_>,
    raw: &RawCatalog,
    table: &Table,
    names: &mut Names,
) -> Columns {
    let mut columns = Columns::default();
    check_headings(check, raw, table);
    for (n, raw_attribute) in raw.attributes.iter().enumerate() {
        let at = Path::list("attributes", n);
        let Some(attribute) = attribute(check, &at, raw, raw_attribute, &mut columns.unique) else {
            continue;
        };
        names.column(&raw_attribute.id, column_type(&attribute));
        let column = cells(check, table, raw_attribute, &attribute);
        let empty = if attribute.may_not_apply {
            Empty::DoesNotApply
        } else {
            Empty::Unknown
        };
        columns.facts.push((column, empty));
        cell_sources(
            check,
            raw,
            table,
            raw_attribute,
            columns.attributes.len(),
            &mut columns.cell_sources,
        );
        columns.attributes.push(attribute);
    }
    columns
}

fn check_headings(check: &mut Check<'_>, raw: &RawCatalog, table: &Table) {
    let known = || {
        FIXED
            .into_iter()
            .chain(raw.attributes.iter().map(|attribute| attribute.id.as_str()))
    };
    for column in &table.columns {
        let name = column.strip_suffix("@source").unwrap_or(column);
        if !known().any(|known| known == name) {
            let place = Place::Cell {
                file: TABLE_FILE.into(),
                line: 1,
                column: column.as_str().into(),
            };
            let hint = did_you_mean(name, known()).unwrap_or_else(|| {
                "Take the column out, or add an attribute of this name.".to_owned()
            });
            check.cell(
                place,
                column,
                format!("No attribute is called '{name}'."),
                hint,
            );
        }
    }
}

fn attribute(
    check: &mut Check<'_>,
    at: &Path,
    raw: &RawCatalog,
    column: &RawAttribute,
    unique: &mut Unique,
) -> Option<Attribute> {
    let id = name_in_formulas(check, at, &column.id, unique);
    let unit = unit(check, at, raw, column.kind, column.unit.as_deref());
    let kind = kind(check, at, column);
    let sources = raw.sources.iter().map(|source| source.id.as_str());
    let source = check.position(&at.clone().key("source"), &column.source, "source", sources);
    Some(Attribute {
        id: id?,
        label: column.label.clone(),
        kind: kind?,
        unit: unit?,
        decimals: column.decimals.unwrap_or(0).min(6),
        better: column.better.unwrap_or(RawBetter::Neither),
        may_not_apply: column.empty == Some(RawEmpty::DoesNotApply),
        source: Some(source?),
        help: column.help.clone(),
        hidden: column.hidden,
        origin: Origin::Table,
    })
}

/// An id that formulas can name.
pub(super) fn name_in_formulas(
    check: &mut Check<'_>,
    at: &Path,
    raw: &str,
    unique: &mut Unique,
) -> Option<Id> {
    let id = unique.id(check, at, raw)?;
    if raw.contains('-') || raw.starts_with(|c: char| c.is_ascii_digit()) {
        check.problem(
            &at.clone().key("id"),
            format!("Formulas cannot name '{raw}'."),
            "Begin with a letter and use '_' instead of '-'.",
        );
        return None;
    }
    Some(id)
}

pub(super) fn unit(
    check: &mut Check<'_>,
    at: &Path,
    raw: &RawCatalog,
    kind: RawKind,
    unit: Option<&str>,
) -> Option<Unit> {
    let code = &raw.head.currency.code;
    match (kind, unit) {
        (RawKind::Money, None) => check.unit(at, code),
        (RawKind::Money, Some(unit)) if unit != code && !unit.starts_with(&format!("{code}/")) => {
            check.problem(
                &at.clone().key("unit"),
                format!("Money is in '{code}', and this unit is '{unit}'."),
                format!("Write {code}, or {code}/year for a yearly amount."),
            );
            None
        }
        (RawKind::Number | RawKind::Money, Some(unit)) => check.unit(&at.clone().key("unit"), unit),
        (_, Some(unit)) => {
            check.problem(
                &at.clone().key("unit"),
                format!("Only figures have a unit, and this one has '{unit}'."),
                "Take the unit out, or make it a number.",
            );
            None
        }
        (_, None) => Some(Unit::plain()),
    }
}

fn kind(check: &mut Check<'_>, at: &Path, column: &RawAttribute) -> Option<Kind> {
    if (column.kind == RawKind::Choice) == column.options.is_empty() {
        check.problem(
            &at.clone().key("kind"),
            "A choice has options, and only a choice has them.",
            "Add \"options\": [{\"id\": .., \"label\": ..}], or take them out.",
        );
        return None;
    }
    Some(match column.kind {
        RawKind::Number => Kind::Number,
        RawKind::Money => Kind::Money,
        RawKind::YesNo => Kind::YesNo,
        RawKind::Text => Kind::Text,
        RawKind::Date => Kind::Date,
        RawKind::Choice => {
            let mut unique = Unique::default();
            let mut options = Vec::new();
            for (n, option) in column.options.iter().enumerate() {
                let id = unique.id(check, &at.clone().key("options").index(n), &option.id)?;
                options.push((id, option.label.clone()));
            }
            Kind::Choice(options)
        }
    })
}

/// The type of a column in formulas.
pub(super) fn column_type(attribute: &Attribute) -> Type {
    match &attribute.kind {
        Kind::Number | Kind::Money => Type::Number(attribute.unit.clone()),
        Kind::YesNo => Type::YesNo,
        Kind::Choice(options) => Type::Choice(options.iter().map(|(id, _)| id.clone()).collect()),
        Kind::Text => Type::Text,
        Kind::Date => Type::Date,
    }
}

fn cells(
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
        Kind::Number | Kind::Money => Column::Number(parse.read(number)),
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

fn cell_sources(
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

/// Checks the computed columns, each of which may use those before it.
pub(super) fn computed(
    check: &mut Check<'_>,
    raw: &RawCatalog,
    shells: &Shells,
    names: &mut Names,
    columns: &mut Columns,
) {
    for (n, column) in raw.computed.iter().enumerate() {
        let at = Path::list("computed", n);
        let id = name_in_formulas(check, &at, &column.id, &mut columns.unique);
        let unit = unit(check, &at, raw, column.kind, column.unit.as_deref());
        let computed = how(
            check,
            &at,
            column,
            shells,
            names,
            unit.as_ref(),
            columns.given.len(),
        );
        let (Some(id), Some(unit), Some((computed, kind, origin))) = (id, unit, computed) else {
            continue;
        };
        if let Some(question) = column.seller_in.as_ref().and_then(|id| shells.position(id)) {
            columns.given.push(question);
        }
        let attribute = Attribute {
            id,
            label: column.label.clone(),
            kind,
            unit,
            decimals: column.decimals.unwrap_or(0).min(6),
            better: column.better.unwrap_or(RawBetter::Neither),
            may_not_apply: false,
            source: None,
            help: column.help.clone(),
            hidden: column.hidden,
            origin,
        };
        names.column(&column.id, column_type(&attribute));
        columns.attributes.push(attribute);
        columns.computed.push(computed);
    }
}

fn how(
    check: &mut Check<'_>,
    at: &Path,
    column: &RawComputed,
    shells: &Shells,
    names: &Names,
    unit: Option<&Unit>,
    given: usize,
) -> Option<(Computed, Kind, Origin)> {
    match (&column.formula, &column.seller_in) {
        (Some(source), None) => {
            let at = at.clone().key("formula");
            let formula = check.formula(&at, source, names)?;
            let kind = match (column.kind, formula.ty()) {
                (RawKind::Number, Type::Number(own)) if unit.is_some_and(|unit| unit == own) => {
                    Kind::Number
                }
                (RawKind::Money, Type::Number(own)) if unit.is_some_and(|unit| unit == own) => {
                    Kind::Money
                }
                (RawKind::YesNo, Type::YesNo) => Kind::YesNo,
                (RawKind::Number | RawKind::Money, Type::Number(own)) => {
                    let stated = unit.map_or_else(String::new, ToString::to_string);
                    let what =
                        format!("The formula is in '{own}', and the column says '{stated}'.");
                    check.problem(&at, what, "Correct the formula or the unit.");
                    return None;
                }
                _ => {
                    check.problem(
                        &at,
                        "The formula is of another kind than the column says.",
                        "A computed column is a number, money or yes_no.",
                    );
                    return None;
                }
            };
            Some((Computed::Formula(formula), kind, Origin::Formula))
        }
        (None, Some(question)) => {
            let at = at.clone().key("seller_in");
            let position = check.position(&at, question, "question", shells.ids())?;
            if !shells.names_sellers(position) || column.kind != RawKind::YesNo {
                check.problem(
                    &at,
                    format!("'{question}' does not ask for sellers, or this column is not yes_no."),
                    "The question needs \"options_from\": \"sellers\".",
                );
                return None;
            }
            Some((Computed::Given(given), Kind::YesNo, Origin::Sellers))
        }
        _ => {
            check.problem(
                at,
                "A computed column has either a formula or seller_in.",
                "Give one of the two.",
            );
            None
        }
    }
}
