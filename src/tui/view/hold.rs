//! On hold: since when, and what to say first when the customer is back.

use crate::command::Command;
use crate::interview::Page;
use crate::tui::app::{App, Click};
use crate::tui::theme::Role;

use super::frame::Screen;
use super::paint::Brush;
use super::paper::{Paper, PaperRow};

pub(super) fn screen(app: &App, brush: &mut Brush<'_>, screen: &Screen) {
    let area = screen.column(100);
    brush.scrolled(area, &page(app, area.width), app.scroll);
}

pub(super) fn page(app: &App, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    let Some(case) = &app.case else { return paper };
    let Some((since, stood)) = case.interview.held() else {
        return paper;
    };
    paper.heading(&format!("ON HOLD since {}", app.look.clock(*since)));
    paper.gap();
    let question = case.question().filter(|_| stood.page == Page::Question);
    if let Some(question) = question {
        paper.line(Role::Quiet, "Next line to say:");
        let say = format!("\"{}\"", question.say);
        paper.text((Role::Text, "  "), Role::Text, &say);
        paper.gap();
    }
    let row = PaperRow::of(&[
        (Role::Accent, &format!("  {}", app.key_for(Command::Hold))),
        (Role::Text, " or "),
        (Role::Accent, "Enter"),
        (Role::Text, "  go on where you were"),
    ]);
    paper.push(row.click(Click::Command(Command::Hold)));
    let row = PaperRow::of(&[
        (Role::Accent, "  Backspace"),
        (Role::Text, "   another conversation; this one waits"),
    ]);
    paper.push(row.click(Click::Command(Command::Back)));
    paper.gap();
    let begun = match (stood.unsent.len(), &stood.note) {
        (0, None) => "All is saved.",
        (0, Some(_)) => "All is saved, the note that was begun, too.",
        (_, None) => "All is saved, what was typed or ticked and not answered yet, too.",
        (_, Some(_)) => "All is saved, the note that was begun and what was typed or ticked, too.",
    };
    paper.text((Role::Quiet, ""), Role::Quiet, begun);
    paper
}
