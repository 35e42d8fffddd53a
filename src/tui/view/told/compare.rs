//! Side by side, row by row: each a sentence that names every offering.

use crate::present::{CompareRow, Entry};
use crate::tui::app::App;
use crate::tui::view::row_in_full;

/// How many things to watch out for are named of each.
const WARNINGS: usize = 3;

/// The table in sentences.
pub(super) fn page(app: &App) -> Vec<String> {
    let Some(case) = &app.case else {
        return Vec::new();
    };
    let Some(comparison) = app.comparison() else {
        return Vec::new();
    };
    let view = case.view();
    let entries: Vec<Entry> = app
        .table
        .offerings
        .iter()
        .filter_map(|&offering| view.entry(offering))
        .collect();
    let mut lines = Vec::new();
    for (n, entry) in entries.iter().enumerate() {
        let stands = match entry.rank {
            _ if entry.now => "what the customer has".to_owned(),
            Some(rank) if entry.tied => format!("place {rank}, shared"),
            Some(rank) => format!("place {rank}"),
            None => "does not fit".to_owned(),
        };
        let here = if n == app.table.column {
            ", the one that swap and without act on"
        } else {
            ""
        };
        lines.push(format!(
            "Column {}: {}, {stands}{here}.",
            n + 1,
            entry.label()
        ));
    }
    lines.push(format!(
        "Rows: {} of {} differ, what matters most first.",
        comparison.differing.len(),
        comparison.rows()
    ));
    lines.extend(comparison.differing.iter().map(row_words));
    if app.table.all_rows {
        lines.push("The same for all:".to_owned());
        let same = comparison.same.iter();
        lines.extend(same.filter_map(|row| {
            let cell = row.cells.first()?;
            Some(format!("{}: {}.", row.label, cell.words))
        }));
    }
    for (n, entry) in entries.iter().enumerate() {
        for downside in entry.downsides().iter().take(WARNINGS) {
            lines.push(format!("Watch out, {}: {downside}", n + 1));
        }
    }
    lines
}

/// The row under the cursor.
pub(super) fn under_cursor(app: &App) -> Option<String> {
    row_in_full::row(app).map(|row| row_words(&row))
}

/// All that is known about it.
pub(super) fn row_in_full(app: &App) -> Vec<String> {
    let Some(row) = row_in_full::row(app) else {
        return Vec::new();
    };
    let heading = format!("{}, in full:", row.label);
    let mut lines = vec![heading];
    lines.extend(super::sentences(&row_in_full::sheet(
        app,
        super::WIDE,
        None,
    )));
    lines
}

fn row_words(row: &CompareRow) -> String {
    let cells: Vec<String> = row
        .cells
        .iter()
        .enumerate()
        .map(|(n, cell)| format!("{}: {}{}", n + 1, cell.words, row_in_full::state(cell)))
        .collect();
    format!("{}. {}.", row.label, cells.join("; "))
}
