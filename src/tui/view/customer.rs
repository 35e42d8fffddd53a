//! What fits, for the customer to read: the first offerings with what is good and what the catch is, alike for all. No notes, no case,
//! no sentence for staff.

use ratatui::layout::Rect;

use crate::command::Command;
use crate::present::{Entry, ordinal};
use crate::tui::app::{App, Case};
use crate::tui::text::{width, wrap};
use crate::tui::theme::Role;

use super::paint::Brush;
use super::paper::{Paper, PaperRow};

/// How many places are shown.
const PLACES: usize = 8;
/// How far what belongs to a name stands in.
const INDENT: &str = "      ";
/// The widest that lines are easy to read.
const WIDEST: u16 = 100;

pub(super) fn screen(app: &App, brush: &mut Brush<'_>, area: Rect) {
    let inside = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2).min(WIDEST),
        ..area
    };
    brush.row(inside, 0, &title(app, usize::from(inside.width)));
    let page = page(app, inside.width);
    let body = Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(4),
        ..inside
    };
    brush.scrolled(body, &page, app.scroll);
    if app.overlay.is_some() {
        // It has a footer of its own.
        return;
    }
    brush.rule(area, area.height.saturating_sub(2));
    // Where letters do nothing, one step back leads there, too.
    let key = app
        .look
        .keys
        .shown(Command::Customer)
        .unwrap_or("Backspace");
    let way_back = format!("{key} = staff");
    let (role, words) = match &app.notice {
        Some(notice) => (Role::Text, notice.as_str()),
        None if app.unsaved => (Role::Bad, "not saved"),
        None if area.width < 80 => (Role::Quiet, "customer view"),
        None => (
            Role::Quiet,
            "customer view: notes, past customers and staff lines are hidden",
        ),
    };
    let last = Rect {
        y: area.bottom().saturating_sub(1),
        width: area.width.saturating_sub(2),
        height: 1,
        ..inside
    };
    let lines = wrap(words, usize::from(last.width));
    let beside = usize::from(last.width).saturating_sub(width(&way_back) + 2);
    // What is too long beside the way back stands above it: the rule gives way.
    let (above, beside) = match lines.as_slice() {
        [above @ .., end] if width(end) <= beside => (above, *end),
        above => (above, ""),
    };
    for (line, up) in above.iter().rev().zip(1..) {
        let row = Rect {
            y: last.y.saturating_sub(up),
            ..last
        };
        brush.empty(Rect {
            x: area.x,
            width: area.width,
            ..row
        });
        brush.line(row, 0, role, line);
    }
    let row = PaperRow::of(&[(role, beside)]).right(Role::Accent, &way_back);
    brush.row(last, 0, &row);
}

fn title(app: &App, width: usize) -> PaperRow {
    let row = PaperRow::of(&[(Role::Accent, "What fits you")]);
    let Some(case) = &app.case else { return row };
    let full = format!(
        "{} {} {}",
        case.catalog.title, app.look.glyphs.dot, app.today
    );
    let room = width.saturating_sub("What fits you  ".len());
    if crate::tui::text::width(&full) <= room {
        row.right(Role::Quiet, &full)
    } else {
        row.right(Role::Quiet, &app.today.to_string())
    }
}

pub(super) fn page(app: &App, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    let Some(case) = &app.case else { return paper };
    let view = case.view();
    let mut shown = view.entries(PLACES);
    if shown.is_empty() {
        let one = &case.catalog.offering.one;
        let words = format!("No {one} meets everything you must have. These come nearest:");
        paper.text((Role::Bad, "X "), Role::Text, &words);
        shown = view.near_misses(3);
    } else if view.is_unconfirmed() {
        let one = &case.catalog.offering.one;
        let words = format!(
            "No {one} is known to meet everything you must have. These may: what is not known has to be asked."
        );
        paper.text((Role::Warn, "! "), Role::Text, &words);
    }
    if let Some(now) = view.status_quo()
        && shown.iter().all(|entry| !entry.now)
    {
        shown.push(now);
    }
    let money = view.money_headlines(&shown, 2);
    for entry in &shown {
        paper.gap();
        offering(&mut paper, case, entry, &money);
    }
    paper.gap();
    if let Some(sure) = case.sure_sentence() {
        paper.text((Role::Accent, "How sure: "), Role::Text, &sure);
    }
    order(&mut paper, case);
    if let Some(recommended) = view.recommended(&case.interview) {
        paper.gap();
        paper.heading("Our adviser's own recommendation");
        paper.text((Role::Text, INDENT), Role::Text, &recommended.words());
        paper.gap();
    }
    super::ranking::age(&mut paper, app, case);
    paper
}

/// One offering: as many lines of the catch as of what is good.
fn offering(paper: &mut Paper, case: &Case, entry: &Entry, money: &[usize]) {
    let view = case.view();
    let place = match (entry.now, entry.rank) {
        (true, _) => "Now".to_owned(),
        (false, Some(rank)) if entry.tied => format!("{rank}="),
        (false, Some(rank)) => rank.to_string(),
        (false, None) => "-".to_owned(),
    };
    let lead = format!("{place:<INDENTED$}", INDENTED = INDENT.len());
    paper.text((Role::Accent, &lead), Role::Text, &entry.full_name());
    if entry.now
        && let Some(rank) = entry.rank
    {
        paper.text(
            (Role::Quiet, INDENT),
            Role::Quiet,
            &format!("{} in the order", ordinal(rank)),
        );
    }
    paper.text(
        (Role::Text, INDENT),
        if entry.own { Role::Ours } else { Role::Quiet },
        entry.earns(),
    );
    let amounts = view.amounts(entry, money);
    if !amounts.is_empty() {
        paper.text((Role::Text, INDENT), Role::Text, &amounts.join("; "));
    }
    if let Some(good) = entry.pros.first() {
        paper.text((Role::Good, "      good:  "), Role::Text, good);
    }
    for must in entry.misses() {
        paper.text((Role::Bad, "      misses: "), Role::Text, must);
    }
    if let Some(catch) = entry.catch() {
        paper.text((Role::Warn, "      catch: "), Role::Text, &catch);
    }
}

/// What the order rests on.
fn order(paper: &mut Paper, case: &Case) {
    let (_, answered) = case.progress();
    let answers = match answered {
        0 => "The order counts all alike until you have answered.".to_owned(),
        1 => "The order comes from your answer.".to_owned(),
        n => format!("The order comes from your {n} answers."),
    };
    let words = format!("{answers} Who earns what does not change it.");
    paper.text((Role::Text, ""), Role::Text, &words);
}
