//! Texts in the making that lie over a screen, and the closing question.

use crate::command::Command;
use crate::domain::{SafeText, masked, masked_while_typed};
use crate::interview::{About, CLOSING_QUESTION, ClosingAnswer, NoteKind};
use crate::tui::app::{App, Click, MAX_TEXT, hidden_words};
use crate::tui::glyphs::CHOSEN;
use crate::tui::terminal::Key;
use crate::tui::text::{width, wrap};
use crate::tui::theme::Role;

use super::frame::Screen;
use super::overlay::small;
use super::paint::Brush;
use super::paper::{Paper, PaperRow};

pub(super) fn note(app: &App, kind: NoteKind, text: &str, brush: &mut Brush<'_>, screen: &Screen) {
    // Rows twice as high take what there is.
    let area = small(screen, if app.look.roomy { 24 } else { 15 });
    let inside = brush.boxed(area, "Note or idea", "");
    let mut paper = Paper::new(inside.width);
    for (n, own) in NoteKind::ALL.into_iter().enumerate() {
        let mark = if own == kind { CHOSEN } else { " " };
        let role = if own == kind {
            Role::Accent
        } else {
            Role::Text
        };
        let row = PaperRow::of(&[(Role::Accent, &format!("{mark} ")), (role, own.words())]);
        paper.push(row.click(Click::Part(n)));
    }
    paper.text((Role::Quiet, ""), Role::Quiet, kind.stands());
    paper.gap();
    typed(app, &mut paper, text);
    brush.paper(inside, &paper);
}

pub(super) fn words(app: &App, about: &About, text: &str, brush: &mut Brush<'_>, screen: &Screen) {
    let title = match about {
        About::Reason(_) => "Your own recommendation",
        About::Elsewhere => "Referred elsewhere",
    };
    let inside = brush.boxed(small(screen, 12), title, "");
    let mut paper = Paper::new(inside.width);
    paper.text((Role::Accent, ""), Role::Text, &app.words_asked(about));
    paper.gap();
    typed(app, &mut paper, text);
    brush.paper(inside, &paper);
}

/// What is typed, with what is hidden of it and how much there is.
fn typed(app: &App, paper: &mut Paper, text: &str) {
    let found = masked_while_typed(text).1;
    let shown = app.while_typed(text);
    let lines = wrap(&shown, paper.width().saturating_sub(1));
    let last = lines.len() - 1;
    for (n, line) in lines.iter().enumerate() {
        let mut row = PaperRow::of(&[(Role::Text, line)]);
        if n == last {
            let trailing = text.len() - text.trim_end_matches(' ').len();
            row.caret = Some((width(line) + trailing).min(paper.width()));
        }
        paper.push(row);
    }
    if let Some(words) = hidden_words(found) {
        paper.text((Role::Warn, "! "), Role::Warn, words);
    }
    if shown != masked(&SafeText::new(text)).0.as_str() {
        paper.line(
            Role::Quiet,
            &format!(
                "{} shows the number for five seconds.",
                app.key_for(Command::Reveal)
            ),
        );
    }
    paper.line(
        Role::Quiet,
        &format!("{} of {MAX_TEXT}", text.chars().count()),
    );
}

/// The closing question with its answers.
pub(super) fn closing(width: u16) -> Paper {
    let mut paper = Paper::new(width);
    paper.heading("ASK WORD FOR WORD");
    paper.text(
        (Role::Text, ""),
        Role::Text,
        &format!("\"{CLOSING_QUESTION}\""),
    );
    paper.gap();
    for (row, answer) in ('1'..).zip(ClosingAnswer::ALL) {
        let key = format!("[{row}] ");
        let row_of = PaperRow::of(&[(Role::Accent, &key), (Role::Text, answer.words())]);
        paper.push(row_of.click(Click::Key(Key::Char(row))));
    }
    paper
}
