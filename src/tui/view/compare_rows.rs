//! The rows of the side-by-side table: figures with their marks, and bars where there is room.

use crate::present::{CompareCell, CompareRow};
use crate::tui::theme::Role;

use super::columns::Block;
use super::compare::Table;
use super::paper::Paper;

/// The rows of the table, with what stands between them.
pub(super) struct Body<'t> {
    /// Each with the heading above it, and with bars where it has figures that are judged.
    rows: Vec<(Option<&'t str>, Block, Option<Block>)>,
}

impl<'t> Body<'t> {
    /// The rows on screen; with `levels` under how much they matter.
    pub(super) fn of(table: &Table<'t>, levels: bool) -> Self {
        let comparison = table.comparison;
        let differing = comparison.differing.len();
        let mut level = None;
        let rows = comparison.shown(table.app.table.all_rows).enumerate();
        let rows = rows.map(|(n, row)| {
            let words = match (&row.level, row.criterion) {
                (Some(level), _) => level.as_str(),
                (None, Some(_)) => "not spoken of",
                (None, None) => "other rows",
            };
            let heading = if n >= differing {
                (n == differing).then_some("the same for all")
            } else {
                (levels && level.replace(words) != Some(words)).then_some(words)
            };
            let bars = row.cells.iter().any(|cell| cell.worth.is_some());
            let barred = bars.then(|| table.block(row, true));
            (heading, table.block(row, false), barred)
        });
        Self {
            rows: rows.collect(),
        }
    }

    /// Draws bars from the row that matters most on: where they take no room, and else as long as all rows still fit into `height`. True
    /// when there is one.
    pub(super) fn draw_bars(&mut self, height: usize, roomy: bool) -> bool {
        let taken = self.rows.iter().map(|(heading, block, _)| {
            usize::from(heading.is_some()) + block.height() + usize::from(roomy)
        });
        let mut spare = height.saturating_sub(taken.sum());
        let mut any = false;
        for (_, block, barred) in &mut self.rows {
            let Some(barred) = barred.take() else {
                continue;
            };
            let more = barred.height().saturating_sub(block.height());
            if more <= spare {
                spare -= more;
                *block = barred;
                any = true;
            }
        }
        any
    }

    /// The rows, with the cursor.
    pub(super) fn paper(&self, table: &Table<'_>, width: u16) -> Paper {
        let cursor = table.app.table_row(table.comparison);
        let mut paper = Paper::new(width);
        for (n, (heading, block, _)) in self.rows.iter().enumerate() {
            if let Some(heading) = heading {
                paper.row(&[(Role::Text, " "), (Role::Accent, heading)]);
            }
            let from = paper.rows.len();
            let here = n == cursor;
            for row in table.columns.rows(block, here) {
                paper.push(row.selected(here));
            }
            paper.is_choice(from, n);
        }
        paper.counts_choices = true;
        paper
    }
}

impl Table<'_> {
    /// The cells of a row that are in sight.
    fn cells<'r>(&'r self, row: &'r CompareRow) -> impl Iterator<Item = &'r CompareCell> {
        self.entries.iter().filter_map(|(n, _)| row.cells.get(*n))
    }

    fn block(&self, row: &CompareRow, bars: bool) -> Block {
        let words: Vec<(Role, String)> = self.cells(row).map(cell_words).collect();
        if !bars {
            return self.columns.block(&row.label, &words);
        }
        let tenths: Vec<Option<usize>> = self.cells(row).map(CompareCell::tenths).collect();
        self.columns.barred(&row.label, &words, &tenths)
    }
}

/// A figure with its mark.
fn cell_words(cell: &CompareCell) -> (Role, String) {
    let words = &cell.words;
    if cell.misses {
        (Role::Bad, format!("X {words}"))
    } else if cell.missing {
        (Role::Warn, words.to_string())
    } else if cell.best {
        (Role::Good, format!("{words} best"))
    } else if cell.meets {
        (Role::Good, format!("{words} ok"))
    } else {
        (Role::Text, words.to_string())
    }
}
