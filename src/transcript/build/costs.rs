//! Amounts of money side by side.

use crate::catalog::Origin;
use crate::domain::SafeText;
use crate::present::{View, money_columns};

use super::super::document::{CostRow, Costs};
use super::offerings::full_name;

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
