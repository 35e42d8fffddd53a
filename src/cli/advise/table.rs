//! Advice as a table for spreadsheets.

use crate::catalog::Attribute;
use crate::cli::output::Failure;
use crate::cli::spreadsheet::{Cell, csv};
use crate::domain::{self, SafeText};
use crate::present::{Advised, Entry, Standing};

/// The columns before those of the catalog.
const FIRST: [&str; 7] = [
    "rank",
    "name",
    "seller",
    "own",
    "points",
    "must-haves missed",
    "ask the seller",
];

/// The order, then those that come nearest and miss a must-have: at most `top` in all.
///
/// # Errors
/// As [`csv`].
pub fn table(advised: &Advised<'_>, top: usize) -> Result<String, Failure> {
    let view = advised.view();
    let shown: Vec<(usize, &Attribute)> = view
        .catalog
        .attributes
        .iter()
        .enumerate()
        .filter(|(_, attribute)| !attribute.hidden)
        .collect();
    let mut heading: Vec<SafeText> = FIRST.map(SafeText::from).to_vec();
    heading.extend(shown.iter().map(|(_, attribute)| named(attribute)));
    let mut entries = view.entries(top);
    entries.extend(view.near_misses(top.saturating_sub(entries.len())));
    let rows: Vec<Vec<Cell>> = entries
        .iter()
        .map(|entry| {
            let mut row = first(entry);
            row.extend(shown.iter().map(|(column, attribute)| {
                match view.cell(*column, entry.offering) {
                    None => Cell::Empty,
                    Some(domain::Cell::Number(figure)) => Cell::Number(figure),
                    cell => Cell::Text(view.catalog.figure(attribute, cell).words),
                }
            }));
            row
        })
        .collect();
    csv(&heading, &rows)
}

/// The heading of a column, with the unit of its figures, which the cells leave out.
fn named(attribute: &Attribute) -> SafeText {
    if attribute.unit.is_plain() {
        attribute.label.clone()
    } else {
        format!("{} ({})", attribute.label, attribute.unit).into()
    }
}

fn first(entry: &Entry) -> Vec<Cell> {
    let listed = |musts: &[SafeText]| {
        let musts: Vec<&str> = musts.iter().map(SafeText::as_str).collect();
        Cell::text(musts.join("; "))
    };
    let (missed, ask) = match &entry.standing {
        Standing::Fits => (Cell::Empty, Cell::Empty),
        Standing::Ask(open) => (Cell::Empty, listed(open)),
        Standing::Misses(missed) => (listed(missed), Cell::Empty),
    };
    let points = match entry.rank {
        Some(_) => Cell::Number(f64::from(entry.score) / 100.0),
        None => Cell::Empty,
    };
    let rank = entry.rank.and_then(|rank| u64::try_from(rank).ok());
    vec![
        rank.map_or(Cell::Empty, Cell::Whole),
        Cell::text(entry.label()),
        Cell::Text(entry.seller.clone()),
        Cell::text(if entry.own { "yes" } else { "no" }),
        points,
        missed,
        ask,
    ]
}
