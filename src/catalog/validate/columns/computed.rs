//! Columns computed for each customer, each of which may use those before it.

use crate::catalog::locate::Path;
use crate::catalog::model::{Attribute, Kind, Origin};
use crate::catalog::raw::{RawBetter, RawCatalog, RawComputed, RawKind};
use crate::catalog::scope::Names;
use crate::formula::{Type, Unit};
use crate::ranking::Computed;

use super::super::check::Check;
use super::super::questions::Shells;
use super::{Columns, column_type, name_in_formulas, unit};

/// Checks the computed columns, each of which may use those before it.
pub(in super::super) fn computed(
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
