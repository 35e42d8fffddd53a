//! The columns: what the catalog declares, and the facts of the table.

mod cells;
mod computed;

use crate::catalog::load::TABLE_FILE;
use crate::catalog::locate::Path;
use crate::catalog::model::{Attribute, Kind, Origin};
use crate::catalog::problem::{Place, did_you_mean};
use crate::catalog::raw::{RawAttribute, RawBetter, RawCatalog, RawEmpty, RawKind};
use crate::catalog::scope::Names;
use crate::catalog::table::Table;
use crate::domain::{Column, Id};
use crate::formula::Unit;
use crate::ranking::{Computed, Empty};

use super::check::{Check, Unique};
use super::is_currency_code;
use super::offerings::FIXED;

pub(super) use computed::computed;

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
            check.leave_out(&raw_attribute.id);
            names.broken(&raw_attribute.id);
            continue;
        };
        names.column(&raw_attribute.id, attribute.value_type());
        let column = cells::cells(check, table, raw_attribute, &attribute);
        let empty = if attribute.may_not_apply {
            Empty::DoesNotApply
        } else {
            Empty::Unknown
        };
        columns.facts.push((column, empty));
        cells::cell_sources(
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
        if name.is_empty() {
            check.cell(
                Place::Cell {
                    file: TABLE_FILE.into(),
                    line: 1,
                    column: column.as_str().into(),
                },
                "",
                "A column has no heading.",
                "Write its heading in the first row, or delete the column.",
            );
            continue;
        }
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
    if FIXED.contains(&column.id.as_str()) {
        check.problem(
            &at.clone().key("id"),
            format!(
                "'{}' is a column that every table has, and which is not judged.",
                column.id
            ),
            "Choose another id, and give the table a column of that name.",
        );
    }
    let decimals = decimals(check, at, column.decimals);
    let unit = unit(check, at, raw, column.kind, column.unit.as_deref());
    let kind = kind(check, at, column);
    let sources = raw.sources.iter().map(|source| source.id.as_str());
    let source = check.position(&at.clone().key("source"), &column.source, "source", sources);
    Some(Attribute {
        id: id?,
        label: column.label.clone(),
        kind: kind?,
        unit: unit?,
        decimals,
        better: column.better.unwrap_or(RawBetter::Neither),
        may_not_apply: column.empty == Some(RawEmpty::DoesNotApply),
        source: Some(source?),
        help: column.help.clone(),
        hidden: column.hidden,
        origin: Origin::Table,
    })
}

/// Digits after the point.
fn decimals(check: &mut Check<'_>, at: &Path, decimals: Option<u8>) -> u8 {
    const MOST: u8 = 6;
    let decimals = decimals.unwrap_or(0);
    if decimals > MOST {
        check.problem(
            &at.clone().key("decimals"),
            format!("{decimals} digits after the point are too many to read; the most is {MOST}."),
            "Write a smaller figure.",
        );
    }
    decimals
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
        // A code that is wrong itself is reported once, and not at every amount.
        (RawKind::Money, _) if !is_currency_code(code) => None,
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
    match (column.kind, column.options.is_empty()) {
        (RawKind::Choice, true) => {
            check.problem(
                &at.clone().key("kind"),
                "A choice needs options.",
                "Add \"options\": [{\"id\": .., \"label\": ..}].",
            );
            return None;
        }
        (RawKind::Choice, false) | (_, true) => {}
        (_, false) => {
            check.problem(
                &at.clone().key("options"),
                "Only a choice has options.",
                "Take the options out, or write \"kind\": \"choice\".",
            );
            return None;
        }
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
