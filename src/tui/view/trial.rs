//! A change that is tried: the order as it would be, against the one that holds.

use crate::command::Command;
use crate::present::{Entry, Standing, View, ordinal, points};
use crate::tui::app::{App, Case, Trying};
use crate::tui::theme::Role;

use super::frame::Screen;
use super::paint::Brush;
use super::paper::{Paper, PaperRow};

/// How many places are shown.
const PLACES: usize = 8;

/// How many offerings that come or go are named.
const NAMED: usize = 4;

pub(super) fn screen(app: &App, brush: &mut Brush<'_>, screen: &Screen) {
    let area = screen.column(100);
    brush.scrolled(area, &page(app, area.width), app.scroll);
}

pub(super) fn page(app: &App, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    let (Some(case), Some(trying)) = (&app.case, &app.trying) else {
        return paper;
    };
    paper.text((Role::Warn, "TRY  "), Role::Text, &trying.words);
    paper.text(
        (Role::Text, "     "),
        Role::Quiet,
        &format!(
            "Nothing is saved. {} keeps it as the customer's answer; Backspace goes back to how it was.",
            app.key_for(Command::Done)
        ),
    );
    paper.gap();
    order(&mut paper, case, trying);
    paper
}

pub(super) fn order(paper: &mut Paper, case: &Case, trying: &Trying) {
    let view = trying.view(case);
    let entries = view.entries(PLACES);
    let before = case.view().entries(1).into_iter().next();
    let name = |entry: Option<&Entry>| {
        entry.map_or_else(
            || "nothing".into(),
            |entry| format!("{}, {} of 100", entry.label(), points(entry.score)),
        )
    };
    paper.text(
        (Role::Accent, "First with it: "),
        Role::Text,
        &name(entries.first()),
    );
    paper.text(
        (Role::Accent, "First today:   "),
        Role::Text,
        &name(before.as_ref()),
    );
    let (before, then) = trying.movement.fitting;
    let all = case.catalog.offerings.len();
    paper.line(
        Role::Text,
        &format!("{then} of {all} fit with it; {before} fit today."),
    );
    let disturbed = &trying.disturbed;
    if !disturbed.come.is_empty() {
        let names = names(&view, &disturbed.come);
        paper.text((Role::Good, "In with it:  "), Role::Text, &names);
    }
    if !disturbed.go.is_empty() {
        let names = names(&case.view(), &disturbed.go);
        paper.text((Role::Bad, "Out with it: "), Role::Text, &names);
    }
    paper.gap();
    let heading = PaperRow::of(&[(Role::Accent, "The order with it")]);
    paper.push(heading.right(Role::Quiet, "fit of 100, place today"));
    for entry in &entries {
        place(paper, case, entry);
    }
    if let Some(now) = view.status_quo()
        && entries.iter().all(|entry| !entry.now)
    {
        place(paper, case, &now);
    }
    if let Some(first) = entries.first() {
        paper.gap();
        paper.heading("To be said of the first");
        if let Standing::Ask(open) = &first.standing {
            for must in open {
                paper.text((Role::Warn, "  ? ask the seller: "), Role::Text, must);
            }
        }
        for downside in first.downsides().iter().take(2) {
            paper.text((Role::Warn, "  - "), Role::Text, downside);
        }
    }
}

/// One place: what stands there, its score, and where it stands today.
fn place(paper: &mut Paper, case: &Case, entry: &Entry) {
    let today = case
        .advice
        .ranked
        .iter()
        .find(|ranked| ranked.offering == entry.offering)
        .map(|ranked| ranked.rank);
    let (role, moved) = match (entry.rank, today) {
        (Some(then), Some(today)) if then == today => (Role::Quiet, "as today".to_owned()),
        (None, None) => (Role::Quiet, "as today".to_owned()),
        (_, Some(today)) => (Role::Text, format!("was {}", ordinal(today))),
        (Some(_), None) => (Role::Good, "was out".to_owned()),
    };
    let rank = entry
        .rank
        .map_or_else(|| "-".to_owned(), |rank| rank.to_string());
    let tie = if entry.tied { "=" } else { " " };
    let now = if entry.now { "NOW " } else { "" };
    let row = PaperRow::of(&[
        (Role::Accent, &format!("{rank}{tie}")),
        (Role::Accent, now),
        (Role::Text, &entry.label()),
    ]);
    paper.push(row.right(role, &format!("{:>5} {moved:<8}", points(entry.score))));
}

/// Offerings by name, the first few of them.
fn names(view: &View<'_>, offerings: &[usize]) -> String {
    let named = offerings.iter().take(NAMED);
    let named = named.filter_map(|&offering| Some(view.entry(offering)?.label().to_string()));
    let words = named.collect::<Vec<_>>().join("; ");
    match offerings.len().saturating_sub(NAMED) {
        0 => words,
        others => format!("{words}; and {others} more"),
    }
}
