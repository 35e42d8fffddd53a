//! Side by side: the same rows, units and term for all; what differs first, in the customer's order.

use ratatui::layout::Rect;

use crate::command::Command;
use crate::present::{CompareCell, Comparison, Entry, ordinal};
use crate::tui::app::App;
use crate::tui::glyphs::{CARE, CURSOR};
use crate::tui::theme::Role;

use super::age::days_old;
use super::columns::Columns;
use super::compare_rows::Body;
use super::frame::Screen;
use super::paint::Brush;
use super::paper::{Paper, PaperRow};
use super::second_line::{Phrase, whole};

pub(super) fn screen(app: &App, brush: &mut Brush<'_>, screen: &Screen) {
    let (Some(case), Some(comparison)) = (&app.case, app.comparison()) else {
        return;
    };
    let view = case.view();
    let all: Vec<Entry> = app
        .table
        .offerings
        .iter()
        .filter_map(|&offering| view.entry(offering))
        .collect();
    let inside = screen.column(160);
    // The sign of the cursor stands in the column of air.
    let area = Rect {
        x: inside.x.saturating_sub(1),
        width: inside.width + 1,
        ..inside
    };
    let most = if screen.is_wide() { 4 } else { 2 };
    let shown = in_sight(&all, app.table.column, most);
    let columns = Columns::with_cursor(area.width, shown.len(), brush.glyphs());
    let table = Table {
        app,
        comparison: &comparison,
        entries: shown
            .iter()
            .filter_map(|&n| Some((n, all.get(n)?)))
            .collect(),
        columns,
    };

    let mut head = Paper::new(area.width);
    table.names(&mut head);
    if screen.is_broad() {
        table.dates(&mut head);
    }
    let mut warnings = Paper::new(inside.width);
    let each = if area.height < 24 { 1 } else { 3 };
    watch_out(&mut warnings, &table.entries, each);
    let height = |paper: &Paper| u16::try_from(paper.rows.len()).unwrap_or(u16::MAX);
    let head_height = (height(&head) + 1).min(area.height);
    let foot_height = height(&warnings).min((area.height - head_height) / 2);
    let rest = Rect {
        y: area.y + head_height,
        height: area.height - head_height - foot_height,
        ..area
    };
    // Where there is room, rows stand under how much they matter.
    let mut body = Body::of(&table, area.height >= 24);
    let barred = screen.is_broad() && body.draw_bars(usize::from(rest.height), app.look.roomy);
    let body = body.paper(&table, area.width);

    let count = table.count(usize::from(inside.width), all.len(), barred);
    let (role, count) = count;
    brush.row(inside, 0, &PaperRow::of(&[(role, &count)]));
    let names = Rect {
        y: area.y + 1,
        height: head_height.saturating_sub(1),
        ..area
    };
    brush.page(names, &head, 0);
    brush.table(rest, &body, app.table.top);
    let below = Rect {
        y: rest.bottom(),
        height: foot_height,
        ..inside
    };
    brush.page(below, &warnings, 0);
}

/// Which columns stand beside one another where there is room for `most`: what the customer has now, and those around the cursor.
fn in_sight(all: &[Entry], cursor: usize, most: usize) -> Vec<usize> {
    let kept = usize::from(all.len() > most && all.first().is_some_and(|entry| entry.now));
    let room = most.saturating_sub(kept);
    let first = (cursor + 1).saturating_sub(room).max(kept);
    let around = (first..all.len()).take(room);
    (0..kept).chain(around).collect()
}

/// The table as it is drawn.
pub(super) struct Table<'a> {
    pub(super) app: &'a App,
    pub(super) comparison: &'a Comparison,
    /// The columns in sight, each with its position.
    pub(super) entries: Vec<(usize, &'a Entry)>,
    pub(super) columns: Columns,
}

impl Table<'_> {
    /// What is shown of the table, and what its signs mean: those that occur in it.
    fn count(&self, room: usize, all: usize, barred: bool) -> (Role, String) {
        let comparison = self.comparison;
        let differing = format!(
            "{} of {} rows differ",
            comparison.differing.len(),
            comparison.rows()
        );
        let key = self.app.key_for(Command::AllRows);
        let rows = if self.app.table.all_rows {
            [
                format!("{differing}, all are shown"),
                format!("{differing}, all shown"),
                differing,
            ]
        } else {
            [
                format!("{differing} and are shown; {key} shows all"),
                format!("{differing}; {key} shows all"),
                differing,
            ]
        };
        let columns = match self.entries.as_slice() {
            [(first, _), .., (last, _)] if self.entries.len() < all => {
                let to = if first + self.entries.len() == last + 1 {
                    "-"
                } else {
                    " and "
                };
                format!("columns {}{to}{} of {all}; ", first + 1, last + 1)
            }
            _ => String::new(),
        };
        let case = self.app.case.as_ref();
        let age = case.map(|case| days_old(self.app, &case.catalog));
        let old = age.filter(|(_, old)| *old);
        let old_words = old.map_or_else(
            || [const { String::new() }; 3],
            |(days, _)| {
                let short = format!("{CARE} {days} days old; ");
                let long = format!("{CARE} {days} days old, may be wrong; ");
                [long, short.clone(), short]
            },
        );
        let first = old_words.into_iter().zip(rows);
        let mut phrases: Vec<Phrase> = vec![
            first
                .map(|(old, rows)| format!("{old}{columns}{rows}"))
                .collect(),
        ];
        let any = |is: fn(&CompareCell) -> bool| {
            let mut rows = comparison.shown(self.app.table.all_rows);
            rows.any(|row| row.cells.iter().any(is))
        };
        if barred {
            phrases.push(vec![
                "bar: how well it serves this customer, of 10".to_owned(),
                "bar: how well it serves".to_owned(),
            ]);
        }
        match (any(|cell| cell.misses), any(|cell| cell.meets)) {
            (true, true) => phrases.push(vec![
                "X: misses a must, ok: meets it".to_owned(),
                "X: misses a must".to_owned(),
            ]),
            (true, false) => phrases.push(vec!["X: misses a must".to_owned()]),
            (false, true) => phrases.push(vec!["ok: meets a must".to_owned()]),
            (false, false) => {}
        }
        if any(|cell| cell.best) {
            phrases.push(vec![format!("best: of these {all}")]);
        }
        let role = if old.is_some() {
            Role::Warn
        } else {
            Role::Quiet
        };
        (role, whole(&phrases, room))
    }

    fn names(&self, paper: &mut Paper) {
        let ranks: Vec<(Role, String)> = self
            .entries
            .iter()
            .map(|&(n, entry)| {
                let rank = match (entry.now, entry.rank) {
                    (true, Some(_)) => "NOW".to_owned(),
                    (true, None) => "NOW, does not fit".to_owned(),
                    (false, Some(rank)) => ordinal(rank),
                    (false, None) => "does not fit".to_owned(),
                };
                let tie = if entry.tied && !entry.now { "=" } else { "" };
                let ours = if entry.own { "  [OURS]" } else { "" };
                let here = if n == self.app.table.column {
                    format!("{CURSOR} ")
                } else {
                    String::new()
                };
                let role = if entry.own { Role::Ours } else { Role::Accent };
                (role, format!("{here}{rank}{tie}{ours}"))
            })
            .collect();
        self.columns.row(paper, "", &ranks);
        let names = self.entries.iter();
        let names: Vec<(Role, String)> = names
            // The digit that goes to the column: its place in the order is another number.
            .map(|(n, entry)| (Role::Text, format!("[{}] {}", n + 1, entry.full_name())))
            .collect();
        self.columns.row(paper, "", &names);
    }

    /// How old the oldest fact of each is.
    fn dates(&self, paper: &mut Paper) {
        let dates: Vec<(Role, String)> = self
            .entries
            .iter()
            .map(|(_, entry)| {
                let words = entry
                    .oldest_fact
                    .map_or_else(String::new, |date| format!("from {date} on"));
                (Role::Quiet, words)
            })
            .collect();
        self.columns.row(paper, "facts", &dates);
    }
}

/// As many cautions for each column as for the others: ours and theirs look alike.
fn watch_out(paper: &mut Paper, entries: &[(usize, &Entry)], each: usize) {
    paper.row(&[
        (Role::Accent, "WATCH OUT"),
        (
            Role::Quiet,
            "  [OURS]: we earn from it; the order ignores it",
        ),
    ]);
    for (n, entry) in entries {
        let lead = format!("[{}] ", n + 1);
        for (line, downside) in entry.downsides().iter().take(each).enumerate() {
            let lead = if line == 0 { lead.as_str() } else { "    " };
            paper.row(&[(Role::Warn, lead), (Role::Text, downside)]);
        }
    }
}
