//! This one or that one: two offerings without names, and in what they differ.

use ratatui::layout::Rect;

use crate::interview::Preferred;
use crate::present::{Pair, PairRow};
use crate::tui::app::{App, Click, PAIR_ROWS};
use crate::tui::glyphs::{CURSOR, PENDING};
use crate::tui::theme::Role;

use super::columns::Columns;
use super::frame::Screen;
use super::paint::Brush;
use super::paper::{Paper, PaperRow};

pub(super) fn screen(app: &App, brush: &mut Brush<'_>, screen: &Screen) {
    let Some(case) = &app.case else { return };
    let area = screen.column(100);
    let Some(pair) = case.pair() else {
        let mut paper = Paper::new(area.width);
        paper.text(
            (Role::Text, ""),
            Role::Text,
            if case.is_pondered() {
                PENDING
            } else {
                "There is nothing to settle by choosing between two. Backspace goes back."
            },
        );
        brush.paper(area, &paper);
        return;
    };
    let pair = case.view().pair(pair);
    let choices = choices(app, area.width);
    let below = u16::try_from(choices.rows.len()).unwrap_or(u16::MAX);
    let below = below.min(area.height);
    let above = Rect {
        height: area.height - below,
        ..area
    };
    let columns = Columns::new(area.width, 2, brush.glyphs());
    // Without the reason why where a window is too low for both that and the first few rows.
    let paper = sheet(&pair, &columns, area.width, above.height >= 12);
    brush.scrolled(above, &paper, app.scroll);
    let below = Rect {
        y: above.bottom(),
        height: below,
        ..area
    };
    brush.paper(below, &choices);
}

fn say(paper: &mut Paper) {
    paper.text(
        (Role::Quiet, "SAY  "),
        Role::Text,
        "\"Here are two, without names. Which one would you rather have?\"",
    );
}

fn reason(paper: &mut Paper) {
    paper.text(
        (Role::Quiet, "WHY  "),
        Role::Quiet,
        "They are the hardest to tell apart on what was said. Choosing shows what weighs more.",
    );
}

/// What is said, and why two are shown.
pub(super) fn said(width: u16) -> Paper {
    let mut paper = Paper::new(width);
    say(&mut paper);
    reason(&mut paper);
    paper
}

/// The key and the words of a row.
pub(super) const fn choice(row: &Preferred) -> (&'static str, &'static str) {
    match row {
        Preferred::One => ("[1]", "Rather the first"),
        Preferred::Other => ("[2]", "Rather the second"),
        Preferred::Neither => ("[0]", "Cannot say"),
    }
}

fn sheet(pair: &Pair, columns: &Columns, width: u16, roomy: bool) -> Paper {
    let mut paper = Paper::new(width);
    say(&mut paper);
    if roomy {
        reason(&mut paper);
        paper.gap();
    }
    let heads = [
        (Role::Accent, "[1]".to_owned()),
        (Role::Accent, "[2]".to_owned()),
    ];
    columns.row(&mut paper, "", &heads);
    for row in &pair.rows {
        let PairRow {
            label,
            one,
            other,
            one_is_better,
        } = row;
        let cell = |words: &str, better: bool| {
            if better {
                (Role::Good, format!("{words} better"))
            } else {
                (Role::Text, words.to_owned())
            }
        };
        let cells = [cell(one, *one_is_better), cell(other, !one_is_better)];
        columns.row(&mut paper, label, &cells);
    }
    paper
}

/// What can be said.
fn choices(app: &App, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    paper.row(&[]);
    for (n, row) in PAIR_ROWS.iter().enumerate() {
        let here = app.cursor == n;
        let mark = if here { CURSOR } else { " " };
        let (key, words) = choice(row);
        paper.push(
            PaperRow::of(&[
                (Role::Accent, mark),
                (Role::Accent, " "),
                (Role::Accent, key),
                (Role::Text, " "),
                (if here { Role::SelectedText } else { Role::Text }, words),
            ])
            .selected(here)
            .click(Click::Row(n)),
        );
    }
    paper
}
