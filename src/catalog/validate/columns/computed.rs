//! Columns computed for each customer, each of which may use those before it.

use crate::catalog::locate::Path;
use crate::catalog::model::{Attribute, Kind, Origin};
use crate::catalog::raw::{RawBetter, RawCatalog, RawComputed, RawEmpty, RawKind};
use crate::catalog::scope::Names;
use crate::formula::{Type, Unit};
use crate::ranking::Computed;

use super::super::check::Check;
use super::super::offerings::FIXED;
use super::super::questions::Shells;
use super::{Columns, decimals, name_in_formulas, unit};

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
        if shells.position(&column.id).is_some() || FIXED.contains(&column.id.as_str()) {
            check.problem(
                &at.clone().key("id"),
                format!("'{}' is already the name of something else.", column.id),
                "Choose another name for the column.",
            );
        }
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
            check.leave_out(&column.id);
            names.broken(&column.id);
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
            decimals: decimals(check, &at, column.decimals),
            better: column.better.unwrap_or(RawBetter::Neither),
            may_not_apply: column.empty == Some(RawEmpty::DoesNotApply),
            source: None,
            help: column.help.clone(),
            hidden: column.hidden,
            origin,
        };
        names.column(&column.id, attribute.value_type());
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
                    let what = match own.is_plain() {
                        true => format!("The formula has no unit, and the column says '{stated}'."),
                        false => {
                            format!("The formula is in '{own}', and the column says '{stated}'.")
                        }
                    };
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
            // A question with a problem of its own is reported there.
            shells.kind(position)?;
            if !shells.names_sellers(position) {
                check.problem(
                    &at,
                    format!("The question '{question}' does not ask for sellers."),
                    "Give it \"type\": \"several\" and \"options_from\": \"sellers\".",
                );
                return None;
            }
            if column.kind != RawKind::YesNo {
                check.problem(
                    &at,
                    "A column made from sellers says yes or no.",
                    "Write \"kind\": \"yes_no\".",
                );
                return None;
            }
            Some((Computed::Given(given), Kind::YesNo, Origin::Sellers))
        }
        _ => {
            check.problem(
                at,
                "A computed column has either a \"formula\" or a \"seller_in\".",
                "Give one of the two.",
            );
            None
        }
    }
}
