//! A table of texts: a heading at the left, then as many columns as there are offerings.

use crate::tui::glyphs::Glyphs;
use crate::tui::text::{cut, pad_right, wrap};
use crate::tui::theme::Role;

use super::paper::Paper;

/// Most rows of the screen that one row of the table may take.
const MOST_ROWS: usize = 3;

/// How wide the parts of a table are.
pub(super) struct Columns {
    label: usize,
    cell: usize,
    wall: String,
}

impl Columns {
    /// A table of `count` columns in `width` cells.
    pub(super) fn new(width: u16, count: usize, glyphs: &Glyphs) -> Self {
        let label = (usize::from(width) / 4).min(30);
        let cell = (usize::from(width).saturating_sub(label) / count.max(1)).saturating_sub(2);
        Self {
            label,
            cell,
            wall: format!("{} ", glyphs.vertical),
        }
    }

    /// A row of the table, on as many rows as its longest text needs, at most [`MOST_ROWS`].
    pub(super) fn row(&self, paper: &mut Paper, label: &str, cells: &[(Role, String)]) {
        let label = lines(label, self.label.saturating_sub(1));
        let cells: Vec<(Role, Vec<String>)> = cells
            .iter()
            .map(|(role, text)| (*role, lines(text, self.cell.saturating_sub(1))))
            .collect();
        let rows = cells
            .iter()
            .map(|(_, lines)| lines.len())
            .max()
            .unwrap_or(0);
        for n in 0..rows.max(label.len()) {
            let part = |lines: &[String], cells: usize| {
                pad_right(lines.get(n).map_or("", String::as_str), cells)
            };
            let mut spans = vec![(Role::Quiet, part(&label, self.label))];
            for (role, lines) in &cells {
                spans.push((Role::Border, self.wall.clone()));
                spans.push((*role, part(lines, self.cell)));
            }
            let spans: Vec<(Role, &str)> = spans
                .iter()
                .map(|(role, text)| (*role, text.as_str()))
                .collect();
            paper.row(&spans);
        }
    }
}

/// `text` in lines of `room` cells, at most [`MOST_ROWS`] of them; the last one is cut where more would follow.
fn lines(text: &str, room: usize) -> Vec<String> {
    let all = wrap(text, room);
    let mut lines: Vec<String> = all
        .iter()
        .take(MOST_ROWS)
        .map(|line| (*line).to_owned())
        .collect();
    if all.len() > MOST_ROWS
        && let Some(last) = lines.last_mut()
    {
        *last = cut(&format!("{last} .."), room);
    }
    lines
}
