//! Amounts of money side by side.

use crate::catalog::{Attribute, Catalog, Kind, Origin};
use crate::domain::SafeText;
use crate::present::View;
use crate::ranking::Computed;

use super::super::document::{CostRow, Costs};
use super::offerings::full_name;

/// Columns with what a customer pays: those computed for the customer, and the facts they are computed from. An amount that somebody
/// else computed on another use does not belong beside them.
pub(super) fn money_columns(catalog: &Catalog) -> Vec<usize> {
    let shown = |attribute: &Attribute| attribute.kind == Kind::Money && !attribute.hidden;
    let facts = catalog.blind().facts().len();
    let computed: Vec<(usize, &Computed)> = catalog
        .blind()
        .computed()
        .iter()
        .enumerate()
        .map(|(number, computed)| (facts + number, computed))
        .filter(|(column, _)| catalog.attributes.get(*column).is_some_and(shown))
        .collect();
    let read: Vec<usize> = computed
        .iter()
        .filter_map(|(_, computed)| match computed {
            Computed::Formula(formula) => Some(formula.reads_columns()),
            Computed::Given(_) => None,
        })
        .flatten()
        .collect();
    let no_formula = computed.is_empty();
    catalog
        .attributes
        .iter()
        .enumerate()
        .filter(|(column, attribute)| {
            shown(attribute)
                && (attribute.origin == Origin::Formula || no_formula || read.contains(column))
        })
        .map(|(column, _)| column)
        .collect()
}

pub(super) fn costs(view: &View<'_>, shown: &[usize]) -> Costs {
    Costs {
        offerings: shown
            .iter()
            .filter_map(|&offering| view.entry(offering))
            .map(|entry| full_name(&entry))
            .collect(),
        rows: money_columns(view.catalog)
            .into_iter()
            .filter_map(|column| row(view, column, shown))
            .collect(),
    }
}

/// One row; `None` where nothing is known of any offering, because it is computed from an answer that was not given.
fn row(view: &View<'_>, column: usize, shown: &[usize]) -> Option<CostRow> {
    let attribute = view.catalog.attributes.get(column)?;
    let everywhere = 0..view.catalog.offerings.len();
    let known = |mut rows: std::ops::Range<usize>| rows.any(|row| view.cell(column, row).is_some());
    if attribute.origin == Origin::Formula && !known(everywhere) {
        return None;
    }
    let amount = |&offering: &usize| -> SafeText {
        let cell = view.cell(column, offering);
        view.catalog.figure(attribute, cell).words
    };
    Some(CostRow {
        label: attribute.label.clone(),
        amounts: shown.iter().map(amount).collect(),
        help: attribute.help.clone(),
    })
}
