//! A table of texts: a heading at the left, then as many columns as there are offerings.

use crate::tui::glyphs::{CURSOR, Glyphs};
use crate::tui::text::{cut, pad_right, width, wrap};
use crate::tui::theme::Role;

use super::paper::{Paper, PaperRow, Span};

/// Most rows of the screen that one row of the table may take.
const MOST_ROWS: usize = 3;

/// Cells of a bar.
const BAR: usize = 10;

/// Cells for the sign of the cursor before headings.
const LEAD: u16 = 2;

/// How wide the parts of a table are.
pub(super) struct Columns {
    lead: usize,
    label: usize,
    cell: usize,
    glyphs: Glyphs,
}

/// A row of the table, line by line.
pub(super) struct Block {
    label: Vec<String>,
    cells: Vec<Vec<Vec<Span>>>,
}

impl Block {
    /// How many rows of the screen it takes.
    pub(super) fn height(&self) -> usize {
        let cells = self.cells.iter().map(Vec::len).max().unwrap_or(0);
        cells.max(self.label.len())
    }
}

impl Columns {
    /// A table of `count` columns in `width` cells.
    pub(super) fn new(width: u16, count: usize, glyphs: &Glyphs) -> Self {
        Self::of(width, (width / 4).min(30), 0, count, glyphs)
    }

    /// The same for a table with a cursor on its rows.
    pub(super) fn with_cursor(width: u16, count: usize, glyphs: &Glyphs) -> Self {
        let label = (width / 4 + width / 100).min(32).saturating_sub(LEAD);
        Self::of(width.saturating_sub(LEAD), label, LEAD, count, glyphs)
    }

    fn of(width: u16, label: u16, lead: u16, count: usize, glyphs: &Glyphs) -> Self {
        let cells = usize::from(width.saturating_sub(label));
        Self {
            lead: usize::from(lead),
            label: usize::from(label),
            cell: (cells / count.max(1)).saturating_sub(2),
            glyphs: *glyphs,
        }
    }

    /// A row of the table, on as many rows as its longest text needs, at most [`MOST_ROWS`].
    pub(super) fn block(&self, label: &str, cells: &[(Role, String)]) -> Block {
        let line = |role: Role, text: String| vec![Span { role, text }];
        let cells = cells.iter().map(|(role, text)| {
            let lines = lines(text, self.room()).into_iter();
            lines.map(|text| line(*role, text)).collect()
        });
        Block {
            label: lines(label, self.label.saturating_sub(1)),
            cells: cells.collect(),
        }
    }

    /// The same with bars, of which so many of ten parts are full: behind the words where there is room for all of them, else below, with
    /// the number that a bar is never seen without.
    pub(super) fn barred(
        &self,
        label: &str,
        cells: &[(Role, String)],
        tenths: &[Option<usize>],
    ) -> Block {
        let mut block = self.block(label, cells);
        let words = |cell: &[Vec<Span>]| {
            let last = cell.last().and_then(|line| line.first());
            last.map_or(0, |span| width(&span.text))
        };
        let pairs = || block.cells.iter().zip(tenths);
        let behind = pairs()
            .filter(|(_, tenths)| tenths.is_some())
            .all(|(cell, _)| words(cell) + 1 + BAR <= self.room());
        for (cell, tenths) in block.cells.iter_mut().zip(tenths) {
            let Some(tenths) = *tenths else { continue };
            let bar = bar(&self.glyphs, tenths);
            if let (true, Some(line)) = (behind, cell.last_mut()) {
                if let Some(words) = line.first_mut() {
                    words.text = pad_right(&words.text, self.room().saturating_sub(BAR));
                }
                line.push(bar);
            } else {
                let number = Span {
                    role: Role::Quiet,
                    text: format!(" {}", of_ten(tenths)),
                };
                cell.push(vec![bar, number]);
            }
        }
        block
    }

    /// The rows of the screen for a row of the table; with the sign of the cursor where that is on it.
    pub(super) fn rows(&self, block: &Block, here: bool) -> impl Iterator<Item = PaperRow> {
        (0..block.height()).map(move |n| {
            let mark = if here && n == 0 { CURSOR } else { "" };
            let label = block.label.get(n).map_or("", String::as_str);
            let mut spans = Vec::new();
            if self.lead > 0 {
                spans.push((Role::Accent, pad_right(mark, self.lead)));
            }
            spans.push((Role::Quiet, pad_right(label, self.label)));
            for lines in &block.cells {
                spans.push((Role::Border, format!("{} ", self.glyphs.vertical)));
                let line = lines.get(n).map_or(&[][..], Vec::as_slice);
                let used: usize = line.iter().map(|span| width(&span.text)).sum();
                let mut parts: Vec<(Role, String)> = line
                    .iter()
                    .map(|span| (span.role, span.text.clone()))
                    .collect();
                // What comes behind the last of them belongs to it: one style, few bytes.
                match parts.as_mut_slice() {
                    [(_, alone)] => *alone = pad_right(alone, self.cell),
                    _ => parts.push((Role::Text, " ".repeat(self.cell.saturating_sub(used)))),
                }
                spans.extend(parts);
            }
            PaperRow {
                spans: spans
                    .into_iter()
                    .map(|(role, text)| Span { role, text })
                    .collect(),
                ..PaperRow::default()
            }
        })
    }

    /// A row of the table that no cursor is ever on.
    pub(super) fn row(&self, paper: &mut Paper, label: &str, cells: &[(Role, String)]) {
        let block = self.block(label, cells);
        for row in self.rows(&block, false) {
            paper.push(row);
        }
    }

    /// Cells for words in a cell of the table: the last one parts them from the wall.
    const fn room(&self) -> usize {
        self.cell.saturating_sub(1)
    }
}

/// A bar of which so many of ten parts are full.
pub(super) fn bar(glyphs: &Glyphs, tenths: usize) -> Span {
    Span {
        role: Role::Border,
        text: glyphs.bar(tenths, BAR),
    }
}

/// The number of a bar.
pub(super) fn of_ten(tenths: usize) -> String {
    format!("{tenths} of 10")
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
