//! Puts papers into rectangles.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::transcript::Code;
use crate::tui::app::{Click, Look, Mark, Seen};
use crate::tui::glyphs::Glyphs;
use crate::tui::text::{cut, width};
use crate::tui::theme::Role;

use super::paper::{Paper, PaperRow, Span};

/// Draws into a buffer; nothing is ever drawn outside it.
pub(super) struct Brush<'a> {
    buffer: &'a mut Buffer,
    look: &'a Look,
    cursor: Option<Position>,
    furthest: usize,
    seen: Seen,
}

impl<'a> Brush<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, look: &'a Look) -> Self {
        Self {
            buffer,
            look,
            cursor: None,
            furthest: 0,
            seen: Seen::default(),
        }
    }

    pub(super) const fn glyphs(&self) -> &Glyphs {
        &self.look.glyphs
    }

    /// Where the terminal's cursor is to stand.
    pub(super) const fn cursor(&self) -> Option<Position> {
        self.cursor
    }

    /// How far what was drawn with [`Self::scrolled`] can be scrolled.
    pub(super) const fn furthest(&self) -> usize {
        self.furthest
    }

    /// Which rows that keys take were drawn so far.
    pub(super) fn seen(&self) -> Seen {
        self.seen.clone()
    }

    /// Forgets cursor, clicks and scrolling of what lies under what is drawn next.
    pub(super) fn cover(&mut self) {
        self.cursor = None;
        self.furthest = 0;
        self.seen.pane = None;
        // The hints at the bottom are those of what is drawn next.
        let is_hint = |click: &Click| matches!(click, Click::Hint(_));
        self.seen.clicks.retain(|(_, click)| is_hint(click));
    }

    /// Says what a click in `area` does.
    pub(super) fn clickable(&mut self, area: Rect, click: Click) {
        let area = area.intersection(self.buffer.area);
        if !area.is_empty() {
            self.seen.clicks.push((area, click));
        }
    }

    /// Says that the wheel moves through what is in `area`.
    pub(super) const fn wheel(&mut self, area: Rect) {
        self.seen.pane = Some(area);
    }

    fn put(&mut self, x: u16, y: u16, text: &str, room: usize, style: Style) -> u16 {
        if room == 0 || !self.buffer.area.contains(Position { x, y }) {
            return x;
        }
        let text = self.look.glyphs.text(text);
        let shown = if width(&text) > room {
            cut(&text, room)
        } else {
            text.into_owned()
        };
        let (end, _) = self.buffer.set_stringn(x, y, shown, room, style);
        end
    }

    /// Empties `area`.
    pub(super) fn empty(&mut self, area: Rect) {
        let ground = self.look.theme.style(Role::Ground);
        for position in area.intersection(self.buffer.area).positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.reset();
                cell.set_style(ground);
            }
        }
    }

    /// Draws a code at the top left of `area`, two modules in a cell; false where there are no colours or signs to draw it with.
    pub(super) fn code(&mut self, area: Rect, code: &Code) -> bool {
        let Some((style, half)) = self.look.theme.black_on_white().zip(self.look.glyphs.half)
        else {
            return false;
        };
        let size = code.size();
        for (row, y) in (area.y..area.bottom()).zip((0..size).step_by(2)) {
            for (column, x) in (area.x..area.right()).zip(0..size) {
                let [upper, lower] = half;
                let sign = match (code.is_dark(x, y), code.is_dark(x, y + 1)) {
                    (true, true) => self.look.glyphs.full,
                    (true, false) => upper,
                    (false, true) => lower,
                    (false, false) => " ",
                };
                self.put(column, row, sign, 1, style);
            }
        }
        true
    }

    /// Writes `text` on row `row` of `area`, cut where it does not fit.
    pub(super) fn line(&mut self, area: Rect, row: u16, role: Role, text: &str) {
        self.row(area, row, &PaperRow::of(&[(role, text)]));
    }

    /// Writes `text` on the first row of `area` in place of what stands there.
    pub(super) fn over(&mut self, area: Rect, role: Role, text: &str) {
        // Bold and underlined cells below would shine through: a style only ever adds.
        let end = usize::from(area.x) + width(text).min(usize::from(area.width));
        for x in (area.x..).take_while(|x| usize::from(*x) < end) {
            if let Some(cell) = self.buffer.cell_mut((x, area.y)) {
                cell.reset();
            }
        }
        self.line(area, 0, role, text);
    }

    /// A horizontal line over the whole width.
    pub(super) fn rule(&mut self, area: Rect, row: u16) {
        let line = self.look.glyphs.horizontal.repeat(usize::from(area.width));
        self.line(area, row, Role::Border, &line);
    }

    /// A vertical line, joined to the rules above and below it.
    pub(super) fn wall(&mut self, x: u16, top: u16, bottom: u16) {
        let style = self.look.theme.style(Role::Border);
        let glyphs = self.look.glyphs;
        // Where words stand in place of the rule above, the wall begins below them.
        let above = self.buffer.cell((x, top));
        let meets_rule = above.is_some_and(|cell| cell.symbol() == glyphs.horizontal);
        let begins = if meets_rule { top } else { top + 1 };
        for y in begins..=bottom {
            let sign = if y == top {
                glyphs.tee_down
            } else if y == bottom {
                glyphs.tee_up
            } else {
                glyphs.vertical
            };
            self.put(x, y, sign, 1, style);
        }
    }

    /// Empties `area` and draws a box around it; the inside comes back. Beside the box a column stays empty, so that no word below runs
    /// into it.
    pub(super) fn boxed(&mut self, area: Rect, title: &str, bottom: &str) -> Rect {
        let area = area.intersection(self.buffer.area);
        let ground = self.look.theme.style(Role::Ground);
        let border = self.look.theme.style(Role::Border);
        let glyphs = self.look.glyphs;
        let blank = " ".repeat(usize::from(area.width));
        let line = glyphs
            .horizontal
            .repeat(usize::from(area.width.saturating_sub(2)));
        let last = area.bottom().saturating_sub(1);
        for y in area.top()..area.bottom() {
            // Bold and underlined cells below would shine through: a style only ever adds.
            for x in area.left().saturating_sub(1)..area.right().saturating_add(1) {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(ground);
                }
            }
            self.put(area.x, y, &blank, usize::from(area.width), ground);
            self.put(area.x, y, glyphs.vertical, 1, border);
            self.put(
                area.right().saturating_sub(1),
                y,
                glyphs.vertical,
                1,
                border,
            );
        }
        for (y, left, right, words) in [
            (area.y, glyphs.top_left, glyphs.top_right, title),
            (last, glyphs.bottom_left, glyphs.bottom_right, bottom),
        ] {
            self.put(
                area.x,
                y,
                &format!("{left}{line}{right}"),
                usize::from(area.width),
                border,
            );
            let room = usize::from(area.width.saturating_sub(4));
            if !words.is_empty() {
                let style = self.look.theme.style(Role::Accent);
                self.put(
                    area.x + 2,
                    y,
                    &format!(" {} ", cut(words, room.saturating_sub(2))),
                    room,
                    style,
                );
            }
        }
        Rect {
            x: area.x.saturating_add(2),
            y: area.y.saturating_add(1),
            width: area.width.saturating_sub(4),
            height: area.height.saturating_sub(2),
        }
    }

    /// One row of a paper.
    pub(super) fn row(&mut self, area: Rect, row: u16, paper: &PaperRow) {
        if row >= area.height {
            return;
        }
        self.seen.rows.extend(&paper.marks);
        let y = area.y + row;
        let cell = |n: usize| u16::try_from(n).unwrap_or(u16::MAX).min(area.width);
        let mut end = area.width;
        for (from, click) in paper.clicks.iter().rev() {
            let from = cell(*from);
            let part = Rect {
                x: area.x + from,
                y,
                width: end.saturating_sub(from),
                height: 1,
            };
            self.clickable(part, click.clone());
            end = from;
        }
        let mut x = area.x;
        let style = |role: Role| {
            if paper.selected {
                self.look.theme.on_selected(role)
            } else {
                self.look.theme.style(role)
            }
        };
        let styles: Vec<Style> = paper.spans.iter().map(|span| style(span.role)).collect();
        let right_style = paper.right.as_ref().map(|span| style(span.role));
        if paper.selected {
            let blank = " ".repeat(usize::from(area.width));
            let ground = self.look.theme.on_selected(Role::SelectedText);
            self.put(x, y, &blank, usize::from(area.width), ground);
        }
        let right = paper.right.as_ref().map_or(0, |span| width(&span.text) + 1);
        let mut room = usize::from(area.width).saturating_sub(right);
        for (Span { text, .. }, style) in paper.spans.iter().zip(styles) {
            let end = self.put(x, y, text, room, style);
            room = room.saturating_sub(usize::from(end - x));
            x = end;
        }
        if let (Some(span), Some(style)) = (&paper.right, right_style) {
            let wide = u16::try_from(width(&span.text))
                .unwrap_or(u16::MAX)
                .min(area.width);
            self.put(area.right() - wide, y, &span.text, usize::from(wide), style);
        }
        if let Some(caret) = paper.caret {
            let caret = u16::try_from(caret).unwrap_or(u16::MAX);
            self.cursor = Some(Position {
                x: area
                    .x
                    .saturating_add(caret)
                    .min(area.right().saturating_sub(1)),
                y,
            });
        }
    }

    /// A paper with rows as high as the settings want them.
    fn roomy<'p>(&self, paper: &'p Paper) -> Cow<'p, Paper> {
        if !self.look.roomy {
            return Cow::Borrowed(paper);
        }
        let mut paper = paper.clone();
        paper.spread();
        Cow::Owned(paper)
    }

    /// A paper, scrolled as little as needed for the selected row to be seen.
    pub(super) fn paper(&mut self, area: Rect, paper: &Paper) {
        let paper = &*self.roomy(paper);
        let height = usize::from(area.height);
        let is_here = |row: &PaperRow| row.selected || row.caret.is_some();
        let from = paper.rows.iter().position(is_here).unwrap_or(0);
        let last = paper.rows.iter().rposition(is_here);
        let first = last.map_or(0, |last| (last + 2).saturating_sub(height).min(from));
        self.page(
            area,
            paper,
            first.min(paper.rows.len().saturating_sub(height)),
        );
    }

    /// A table with a cursor on its rows: from row `top` of those that keys take on, or as near to it as lets the cursor be seen.
    pub(super) fn table(&mut self, area: Rect, paper: &Paper, top: usize) {
        let paper = &*self.roomy(paper);
        let height = usize::from(area.height);
        if paper.rows.len() > height {
            self.wheel(area);
        }
        let top = paper
            .rows
            .iter()
            .position(|row| row.marks.contains(&Mark::Choice(top)));
        let here = paper.rows.iter().position(|row| row.selected);
        let last = paper.rows.iter().rposition(|row| row.selected);
        // A heading belongs to the row below it.
        let headed = |line: usize| {
            let above = line.checked_sub(1).and_then(|above| paper.rows.get(above));
            let is_heading = above.is_some_and(|row| row.clicks.is_empty());
            line.saturating_sub(usize::from(is_heading))
        };
        let (top, here) = (headed(top.unwrap_or(0)), headed(here.unwrap_or(0)));
        let least = last.map_or(0, |last| (last + 2).saturating_sub(height));
        let first = top.max(least).min(here);
        self.page(area, paper, first);
    }

    /// Says how far `paper` can be scrolled in `area`.
    pub(super) fn reaching(&mut self, area: Rect, paper: &Paper) {
        let paper = self.roomy(paper);
        self.furthest = paper.rows.len().saturating_sub(usize::from(area.height));
        self.wheel(area);
    }

    /// The page that the user scrolls.
    pub(super) fn scrolled(&mut self, area: Rect, paper: &Paper, first: usize) {
        self.reaching(area, paper);
        self.page(area, paper, first);
    }

    /// A page with a row to be taken and more text than fits: the selected rows are seen, and `scroll` rows further is shown.
    pub(super) fn list(&mut self, area: Rect, paper: &Paper, scroll: usize) {
        let paper = &*self.roomy(paper);
        let height = usize::from(area.height);
        let selected = paper.rows.iter().rposition(|row| row.selected);
        // With a row below it, so that the last row seen is not the one that says how many more there are.
        let seen = selected.map_or(0, |last| (last + 2).saturating_sub(height));
        self.furthest = paper.rows.len().saturating_sub(height + seen);
        self.wheel(area);
        self.page(area, paper, seen.saturating_add(scroll));
    }

    /// A paper from row `first` on; the last row says how much more there is.
    pub(super) fn page(&mut self, area: Rect, paper: &Paper, first: usize) {
        let paper = &*self.roomy(paper);
        let height = usize::from(area.height);
        let first = first.min(paper.rows.len().saturating_sub(height));
        let hidden = paper.rows.len().saturating_sub(first + height);
        let is_read_out = |row: &&PaperRow| {
            let mut marks = row.marks.iter();
            marks.any(|mark| matches!(mark, Mark::Statement(_)))
        };
        if let Some(from) = paper.rows.iter().position(|row| is_read_out(&row)) {
            self.seen.statement = Some((from, paper.rows.iter().filter(is_read_out).count()));
        }
        for (n, row) in (0..area.height).zip(paper.rows.iter().skip(first)) {
            let last = usize::from(n) + 1 == height;
            if hidden > 0 && last && !row.selected && row.caret.is_none() {
                let more = paper.says_below(first + height - 1);
                self.line(area, n, Role::Quiet, &more);
            } else {
                self.row(area, n, row);
            }
        }
    }
}
