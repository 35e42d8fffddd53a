//! The rows of the side-by-side table: the one under the cursor, and moving through them.

use crate::present::{CompareRow, Comparison};

use super::{App, Overlay};

/// How many rows a page is where none was drawn.
const UNSEEN: isize = 10;

impl App {
    /// The side-by-side table as it stands; `None` outside of a conversation.
    #[must_use]
    pub fn comparison(&self) -> Option<Comparison> {
        let case = self.case.as_ref()?;
        Some(case.view().compare(&self.table.offerings))
    }

    /// The row of `comparison` under the cursor, counted from 0 among those on screen. The cursor stays on what it was on, however the rows
    /// are ordered anew; where that is on screen no more, it is on the first.
    #[must_use]
    pub fn table_row(&self, comparison: &Comparison) -> usize {
        let mut rows = comparison.shown(self.table.all_rows);
        let here = |row: &CompareRow| Some(row.column) == self.table.row;
        rows.position(here).unwrap_or(0)
    }

    /// Moves by so many rows, to the first or the last one at most. The page stays as it was drawn where the cursor is in sight.
    pub(super) fn move_in_table(&mut self, by: isize) {
        self.go_in_table(|_, row| row.saturating_add_signed(by));
    }

    /// Turns the page: on to the last row that was drawn, which may have been cut off, or back to the first. So none is passed over unseen.
    pub(super) fn turn_table(&mut self, on: bool) {
        self.go_in_table(|app, row| match app.rows_drawn() {
            Some((_, last)) if on => {
                app.table.top = last;
                last.max(row + 1)
            }
            Some((first, _)) => {
                // As far up as the cursor lets it: its row becomes the last of the page.
                app.table.top = 0;
                first.min(row.saturating_sub(1))
            }
            None => row.saturating_add_signed(if on { UNSEEN } else { -UNSEEN }),
        });
    }

    fn go_in_table(&mut self, to: impl FnOnce(&mut Self, usize) -> usize) {
        let Some(comparison) = self.comparison() else {
            return;
        };
        let rows = comparison.shown(self.table.all_rows);
        let columns: Vec<usize> = rows.map(|row| row.column).collect();
        self.table.top = self.rows_drawn().map_or(0, |(first, _)| first);
        let from = self.table_row(&comparison);
        let to = to(self, from).min(columns.len().saturating_sub(1));
        self.table.row = columns.get(to).copied();
        self.table.top = self.table.top.min(to);
    }

    /// Goes to a row, and says all that is known about it.
    pub(super) fn open_table_row(&mut self, row: usize) {
        let comparison = self.comparison();
        let found = comparison.as_ref();
        let found = found.and_then(|all| all.shown(self.table.all_rows).nth(row));
        let Some(column) = found.map(|row| row.column) else {
            self.notice = Some("There is no row to be told in full.".into());
            return;
        };
        self.table.row = Some(column);
        self.overlay = Some(Overlay::Row(0));
    }

    /// The same for the row under the cursor.
    pub(super) fn tell_row(&mut self) {
        let row = self.comparison().map(|all| self.table_row(&all));
        self.open_table_row(row.unwrap_or(0));
    }
}
