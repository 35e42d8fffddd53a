//! The start screen, and the opening of a conversation.

use crate::casebook::CaseState;
use crate::catalog::Catalog;
use crate::command::Command;
use crate::tui::app::{App, Click};
use crate::tui::glyphs::CURSOR;
use crate::tui::theme::Role;

use super::age::days_old;
use super::frame::Screen;
use super::paint::Brush;
use super::paper::{Paper, PaperRow};

pub(super) fn start(app: &App, brush: &mut Brush<'_>, screen: &Screen) {
    let area = screen.column(100);
    brush.paper(area, &page(app, area.width));
}

pub(super) fn page(app: &App, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    let cases: Vec<_> = app.open_cases().collect();
    // One for each row.
    let keys = |command| -> Vec<&str> { app.look.keys.keys(command).collect() };
    let (waiting, digits) = (keys(Command::GoOn), keys(Command::Choose));
    if !cases.is_empty() {
        paper.heading("Go on with a conversation");
    }
    let row = |n: usize, key: Option<&str>, text: &str| {
        let here = n == app.cursor;
        let key = key.map_or_else(|| "    ".to_owned(), |key| format!("[{key}] "));
        let mark = if here { CURSOR } else { " " };
        let words = if here { Role::SelectedText } else { Role::Text };
        PaperRow::of(&[(Role::Accent, &format!("{mark} {key}")), (words, text)])
            .selected(here)
            .click(Click::Row(n))
    };
    for (n, case) in cases.iter().enumerate() {
        let title = case
            .catalog
            .as_ref()
            .and_then(|id| app.shelf.iter().find(|catalog| catalog.id == *id))
            .map_or_else(
                || "catalog not here".to_owned(),
                |catalog| catalog.title.to_string(),
            );
        let state = match case.state {
            CaseState::Held => "on hold  ",
            CaseState::Recovered => "recovered  ",
            _ => "",
        };
        let last = case.last.map_or_else(String::new, |at| {
            at.to_zoned(app.look.zone.clone())
                .strftime("%Y-%m-%d %H:%M")
                .to_string()
        });
        let answers = if case.answered == 1 {
            "answer"
        } else {
            "answers"
        };
        let text = format!("{state}{title}, {} {answers}", case.answered);
        let right = if width >= 70 {
            format!("{last}  case {}", case.id)
        } else {
            last
        };
        paper.push(row(n, waiting.get(n).copied(), &text).right(Role::Quiet, &right));
    }
    paper.gap();
    paper.heading("New conversation");
    for (n, catalog) in app.shelf.iter().enumerate() {
        let mut text = format!(
            "{}: {} {}",
            catalog.title,
            catalog.offerings.len(),
            catalog.offering.many
        );
        if width >= 70 {
            text += &format!(", {} {}", catalog.sellers.len(), catalog.seller.many);
        }
        let (role, right) = facts(app, catalog, width >= 70);
        let key = digits.get(n).copied();
        paper.push(row(cases.len() + n, key, &text).right(role, &right));
    }
    for (name, why) in &app.refused {
        paper.text(
            (Role::Bad, "! "),
            Role::Text,
            &format!("{name} is closed: {why}"),
        );
    }
    paper.gap();
    if let Some(catalog) = app
        .cursor
        .checked_sub(cases.len())
        .and_then(|n| app.shelf.get(n))
    {
        glance(&mut paper, catalog);
    }
    paper
}

/// How old the facts of a catalog are.
fn facts(app: &App, catalog: &Catalog, wide: bool) -> (Role, String) {
    match days_old(app, catalog) {
        (days, true) => (Role::Warn, format!("! {days} days old, may be wrong")),
        _ if wide => (Role::Quiet, format!("facts as of {}", catalog.as_of)),
        _ => (Role::Quiet, format!("as of {}", catalog.as_of)),
    }
}

/// The uncomfortable things first: what is missing, and who earns.
fn glance(paper: &mut Paper, catalog: &Catalog) {
    let (missing, cells) = catalog.missing_cells();
    let facts = [
        ("In it    ", catalog.coverage.covers.to_string()),
        (
            "Not in it",
            catalog
                .coverage
                .missing
                .first()
                .map_or_else(String::new, ToString::to_string),
        ),
        (
            "Facts    ",
            format!(
                "{missing} of {cells} cells are not known; edition {}",
                catalog.edition
            ),
        ),
        ("Who earns", catalog.interests.general.to_string()),
        ("By       ", catalog.owner.to_string()),
    ];
    for (label, text) in facts.iter().filter(|(_, text)| !text.is_empty()) {
        paper.text((Role::Quiet, &format!("{label}  ")), Role::Text, text);
    }
}

pub(super) fn opening(app: &App, brush: &mut Brush<'_>, screen: &Screen) {
    let area = screen.column(100);
    brush.scrolled(area, &before(app, area.width), app.scroll);
}

/// What is read out and told before the first question.
pub(super) fn before(app: &App, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    let Some(case) = &app.case else { return paper };
    if let Some(statement) = app.statement() {
        let words = statement.text.split_whitespace().count();
        paper.heading(&format!(
            "READ WORD FOR WORD (about {} seconds)",
            (words / 3).max(1)
        ));
        paper.gap();
        paper.statement(&statement.text);
        paper.gap();
        let read_out = format!("  {}", app.key_for(Command::ReadOut));
        let row = PaperRow::of(&[
            (Role::Accent, &read_out),
            (Role::Text, " I read it out (kept in the record)"),
        ]);
        paper.push(row.click(Click::Command(Command::ReadOut)));
        let row = PaperRow::of(&[(Role::Accent, "  Enter"), (Role::Text, " go on without")]);
        paper.push(row.click(Click::Command(Command::Accept)));
    } else {
        paper.line(Role::Text, "All statements were read out. Enter goes on.");
    }
    paper.gap();
    paper.heading("Who earns what");
    let interests = &case.catalog.interests;
    for text in [&interests.general, &interests.own, &interests.others] {
        paper.text((Role::Text, "  "), Role::Text, text);
    }
    paper
}
