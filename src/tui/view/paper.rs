//! Rows of text with meaning, before anybody knows where on the screen they go.

use crate::tui::app::{Click, Mark};
use crate::tui::glyphs::{CHOSEN, CURSOR};
use crate::tui::text::{width, wrap};
use crate::tui::theme::Role;

/// A piece of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) role: Role,
    pub(super) text: String,
}

/// A row of a paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PaperRow {
    pub(super) spans: Vec<Span>,
    /// Text at the right edge.
    pub(super) right: Option<Span>,
    /// Whether the cursor is on it.
    pub(super) selected: bool,
    /// Where a text field ends, in cells from the left: the terminal's cursor goes there.
    pub(super) caret: Option<usize>,
    /// What it means to keys.
    pub(super) marks: Vec<Mark>,
    /// What a click on it does, each from a cell of it on, counted from its left.
    pub(super) clicks: Vec<(usize, Click)>,
}

impl PaperRow {
    pub(super) fn of(spans: &[(Role, &str)]) -> Self {
        let span = |(role, text): &(Role, &str)| Span {
            role: *role,
            text: (*text).to_owned(),
        };
        Self {
            spans: spans.iter().map(span).collect(),
            ..Self::default()
        }
    }

    pub(super) fn right(mut self, role: Role, text: &str) -> Self {
        self.right = Some(Span {
            role,
            text: text.to_owned(),
        });
        self
    }

    /// Puts another row behind this one, into one row that is selected when either is.
    pub(super) fn join(&mut self, other: Self) {
        self.spans.push(Span {
            role: Role::Text,
            text: "   ".to_owned(),
        });
        let from: usize = self.spans.iter().map(|span| width(&span.text)).sum();
        let clicks = other.clicks.into_iter();
        self.clicks
            .extend(clicks.map(|(cell, click)| (from + cell, click)));
        self.spans.extend(other.spans);
        self.selected |= other.selected;
        self.marks.extend(other.marks);
    }

    /// Says that keys take it as row `number`, counted from 0.
    pub(super) fn choice(mut self, number: usize) -> Self {
        self.marks.push(Mark::Choice(number));
        self.click(Click::Row(number))
    }

    /// Says what a click on it does.
    pub(super) fn click(mut self, click: Click) -> Self {
        self.clicks.push((0, click));
        self
    }

    pub(super) const fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }
}

/// A page of rows for a pane of a given width.
#[derive(Debug, Clone)]
pub(super) struct Paper {
    width: usize,
    pub(super) rows: Vec<PaperRow>,
    /// What the last row says when there are more; a count of the rows below if `None`.
    pub(super) more: Option<String>,
    /// Whether that count is of rows that keys take, which may stand on several rows of the screen each.
    pub(super) counts_choices: bool,
}

impl Paper {
    pub(super) fn new(width: u16) -> Self {
        Self {
            width: usize::from(width),
            rows: Vec::new(),
            more: None,
            counts_choices: false,
        }
    }

    pub(super) const fn width(&self) -> usize {
        self.width
    }

    /// What stands in the place of row `from` where that and what follows is left out.
    pub(super) fn says_below(&self, from: usize) -> String {
        if let Some(more) = &self.more {
            return more.clone();
        }
        let rows = self.rows.iter().skip(from);
        if !self.counts_choices {
            return format!("{} more rows below", rows.count());
        }
        let is_choice = |row: &&PaperRow| {
            let mut marks = row.marks.iter();
            marks.any(|mark| matches!(mark, Mark::Choice(_)))
        };
        // Rows of a table begin behind the room for its cursor.
        match rows.filter(is_choice).count() {
            0 => "  this row goes on below".to_owned(),
            1 => "  1 more row below".to_owned(),
            rows => format!("  {rows} more rows below"),
        }
    }

    /// An empty row; never two in succession, never one at the top.
    pub(super) fn gap(&mut self) {
        if self.rows.last().is_some_and(|row| !row.spans.is_empty()) {
            self.rows.push(PaperRow::default());
        }
    }

    pub(super) fn row(&mut self, spans: &[(Role, &str)]) {
        self.rows.push(PaperRow::of(spans));
    }

    pub(super) fn push(&mut self, row: PaperRow) {
        self.rows.push(row);
    }

    /// One row; what does not fit is cut with `..` when it is painted.
    pub(super) fn line(&mut self, role: Role, text: &str) {
        self.row(&[(role, text)]);
    }

    pub(super) fn heading(&mut self, text: &str) {
        self.line(Role::Accent, text);
    }

    /// With an empty row below each that takes clicks, which belongs to it: it takes them, too, and shows where the cursor is. Nothing
    /// where that is done already.
    pub(super) fn spread(&mut self) {
        let mut spread: Vec<PaperRow> = Vec::with_capacity(2 * self.rows.len());
        let mut rows = std::mem::take(&mut self.rows).into_iter().peekable();
        while let Some(row) = rows.next() {
            let goes_on = rows.peek().is_some_and(|next| next.clicks == row.clicks);
            let ends = !row.clicks.is_empty() && !row.spans.is_empty() && !goes_on;
            let below = ends.then(|| PaperRow {
                selected: row.selected,
                clicks: row.clicks.clone(),
                ..PaperRow::default()
            });
            spread.push(row);
            spread.extend(below);
        }
        self.rows = spread;
    }

    /// A row that a digit takes, on as many rows as its text needs. `number` counts from 0.
    pub(super) fn choice(&mut self, here: bool, number: usize, text: &str) {
        let mark = if here { CURSOR } else { " " };
        let key = if number < 9 {
            format!("[{}]", number + 1)
        } else {
            "   ".to_owned()
        };
        let lead = format!("{mark} {key} ");
        let from = self.rows.len();
        self.text((Role::Accent, &lead), Role::Text, text);
        for row in self.rows.iter_mut().skip(from) {
            row.selected = here;
        }
        self.is_choice(from, number);
    }

    /// Says that keys take the rows from `from` on as row `number`, counted from 0.
    pub(super) fn is_choice(&mut self, from: usize, number: usize) {
        for row in self.rows.iter_mut().skip(from) {
            row.clicks.push((0, Click::Row(number)));
        }
        // It can be taken once its first row is seen: the others only go on with its words.
        if let Some(row) = self.rows.get_mut(from) {
            row.marks.push(Mark::Choice(number));
        }
    }

    /// The same with a sign before its words.
    pub(super) fn chosen(&mut self, here: bool, number: usize, text: &str) {
        let from = self.rows.len();
        self.choice(here, number, &format!("{CHOSEN} {text}"));
        let sign = format!("{CHOSEN} ");
        if let Some(row) = self.rows.get_mut(from)
            && let Some(words) = row.spans.pop()
        {
            let text = words
                .text
                .strip_prefix(&sign)
                .unwrap_or(&words.text)
                .to_owned();
            let role = Role::Good;
            row.spans.push(Span { role, text: sign });
            row.spans.push(Span { text, ..words });
        }
    }

    /// A text to be read out word for word.
    pub(super) fn statement(&mut self, text: &str) {
        let from = self.rows.len();
        self.text((Role::Text, "  "), Role::Text, &format!("\"{text}\""));
        for (n, row) in self.rows.iter_mut().skip(from).enumerate() {
            row.marks.push(Mark::Statement(n));
        }
    }

    /// A text on as many rows as it needs; rows after the first begin under the first row's text.
    pub(super) fn text(&mut self, lead: (Role, &str), role: Role, text: &str) {
        let indent = width(lead.1);
        let room = self.width.saturating_sub(indent).max(8);
        for (n, line) in wrap(text, room).into_iter().enumerate() {
            let blank = " ".repeat(indent);
            let lead = if n == 0 {
                lead
            } else {
                (Role::Text, blank.as_str())
            };
            self.row(&[lead, (role, line)]);
        }
    }
}
