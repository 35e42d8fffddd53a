//! The papers before they are written: what they lack, what is said aloud from them, and the ways to hand them over.

use crate::command::Command;
use crate::tui::app::{App, Click, HANDOVER_ROWS};
use crate::tui::glyphs::PENDING;
use crate::tui::terminal::Key;
use crate::tui::theme::Role;

use super::paper::{Paper, PaperRow};

/// What is missing before the hand-over may be called final: the list that the command line has, too.
pub(super) fn missing(app: &App, paper: &mut Paper) {
    if app.keeps_nothing() || app.is_looking() {
        return;
    }
    let Some(case) = &app.case else { return };
    match case.papers.as_ref().map(|papers| papers.missing.as_slice()) {
        None => paper.text((Role::Quiet, "Hand-over: "), Role::Quiet, PENDING),
        Some([]) => paper.text(
            (Role::Quiet, "Hand-over: "),
            Role::Quiet,
            "nothing is missing.",
        ),
        Some(missing) => {
            let words: Vec<&str> = missing.iter().map(|part| part.words()).collect();
            let words = format!("{}.", words.join(", "));
            paper.text((Role::Warn, "Hand-over lacks: "), Role::Text, &words);
        }
    }
}

/// What is said aloud, word for word.
pub(super) fn spoken(app: &App, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    let papers = app.case.as_ref().and_then(|case| case.papers.as_ref());
    let Some(papers) = papers else {
        paper.line(Role::Quiet, PENDING);
        return paper;
    };
    let spoken = &papers.spoken;
    for (heading, words) in [
        (
            "To a colleague who takes over, 15 seconds",
            &spoken.transfer,
        ),
        ("To the customer, 30 seconds", &spoken.recommendation),
        ("The catch, one sentence", &spoken.caveat),
    ] {
        paper.gap();
        paper.heading(heading);
        paper.text((Role::Text, "  "), Role::Text, words);
    }
    paper
}

/// The ways to hand over.
pub(super) fn ways(app: &App, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    for (row, (_, _, words)) in ('1'..).zip(HANDOVER_ROWS) {
        let key = format!("[{row}] ");
        let of = PaperRow::of(&[(Role::Accent, &key), (Role::Text, words)]);
        paper.push(of.click(Click::Key(Key::Char(row))));
    }
    paper.gap();
    let all = app.key_for(Command::Export);
    paper.text(
        (Role::Quiet, ""),
        Role::Quiet,
        &format!("{all} on the summary writes Markdown, the page and JSON at once."),
    );
    paper
}
