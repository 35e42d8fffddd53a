//! Contact details: asked for, typed, kept, erased.

use crate::domain::{SafeText, masked};
use crate::tui::app::{App, Click, ContactForm, ContactPage, FIELDS};
use crate::tui::terminal::Key;
use crate::tui::text::{width, wrap};
use crate::tui::theme::Role;

use super::frame::Screen;
use super::overlay::{inside, small};
use super::paint::Brush;
use super::paper::{Paper, PaperRow};

/// Cells for the names of fields.
const LEAD: usize = 8;

pub(super) fn draw(app: &App, page: &ContactPage, brush: &mut Brush<'_>, screen: &Screen) {
    let paper = sheet(app, page, inside(screen));
    let height = u16::try_from(paper.rows.len()).unwrap_or(u16::MAX);
    let area = brush.boxed(small(screen, height), "Contact details", "");
    brush.paper(area, &paper);
}

pub(super) fn sheet(app: &App, page: &ContactPage, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    match page {
        ContactPage::Ask => ask(app, &mut paper),
        ContactPage::Form(form) => typed(form, &mut paper),
        ContactPage::Kept(person) => {
            match person {
                Some(person) => {
                    for (what, text) in person.told() {
                        paper.text((Role::Quiet, &format!("{what:<LEAD$}")), Role::Text, text);
                    }
                }
                None => paper.text(
                    (Role::Warn, "! "),
                    Role::Text,
                    "Their file is missing or is not what was kept. Ask the customer again, or erase them.",
                ),
            }
            if let Some(mark) = app.person_mark() {
                paper.line(Role::Quiet, &format!("kept to {}, then erased", mark.until));
            }
            if !app.is_looking() {
                paper.gap();
                rows(&mut paper, ["change them", "erase them now"]);
            }
        }
        ContactPage::Forget => {
            paper.text(
                (Role::Warn, "! "),
                Role::Text,
                "Erase the contact details? They cannot be brought back. The conversation stays.",
            );
            paper.gap();
            rows(&mut paper, ["yes, erase them", "no, keep them"]);
        }
    }
    paper
}

fn rows(paper: &mut Paper, words: [&str; 2]) {
    for (digit, words) in ['1', '2'].into_iter().zip(words) {
        let row = PaperRow::of(&[(Role::Accent, &format!("[{digit}] ")), (Role::Text, words)]);
        paper.push(row.click(Click::Key(Key::Char(digit))));
    }
}

fn ask(app: &App, paper: &mut Paper) {
    let Some(contact) = app.contact() else { return };
    paper.heading("READ WORD FOR WORD");
    paper.text(
        (Role::Text, ""),
        Role::Text,
        &format!("\"{}\"", contact.ask),
    );
    paper.gap();
    rows(
        paper,
        ["yes, the customer agrees", "no: nothing personal is kept"],
    );
}

fn typed(form: &ContactForm, paper: &mut Paper) {
    for (n, (name, text)) in FIELDS.iter().zip(&form.texts).enumerate() {
        let here = n == form.field;
        let shown = masked(&SafeText::new(text)).0;
        let lines = wrap(&shown, paper.width().saturating_sub(LEAD + 1));
        let role = if here { Role::Accent } else { Role::Quiet };
        let last = lines.len() - 1;
        for (line, words) in lines.iter().enumerate() {
            let lead = if line == 0 { *name } else { "" };
            let mut row = PaperRow::of(&[(role, &format!("{lead:<LEAD$}")), (Role::Text, words)]);
            if here && line == last {
                row.caret = Some(LEAD + width(words));
            }
            paper.push(row.click(Click::Part(n)));
        }
    }
    paper.gap();
    paper.text(
        (Role::Quiet, ""),
        Role::Quiet,
        "They stand in a file of their own: not in the conversation, not in its transcripts.",
    );
}
