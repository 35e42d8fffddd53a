//! Another answer to a question that was answered: what it would disturb, before it is kept.

use crate::present::answer_words;
use crate::tui::app::{App, CHANGE_ROWS, Case, Trying};
use crate::tui::theme::Role;

use super::frame::Screen;
use super::paint::Brush;
use super::paper::Paper;
use super::trial;

pub(super) fn screen(app: &App, brush: &mut Brush<'_>, screen: &Screen) {
    let area = screen.column(100);
    brush.scrolled(area, &page(app, area.width), app.scroll);
}

pub(super) fn page(app: &App, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    let (Some(case), Some(trying)) = (&app.case, &app.trying) else {
        return paper;
    };
    paper.text((Role::Warn, "CHANGE  "), Role::Text, &trying.words);
    paper.line(Role::Quiet, "Nothing is changed yet.");
    paper.gap();
    for (row, words) in CHANGE_ROWS.iter().enumerate() {
        paper.choice(app.cursor == row, row, words);
    }
    paper.gap();
    answers(&mut paper, case, trying);
    trial::order(&mut paper, case, trying);
    paper
}

/// What becomes of other answers and questions.
fn answers(paper: &mut Paper, case: &Case, trying: &Trying) {
    let disturbed = &trying.disturbed;
    for (position, why) in &disturbed.misfits {
        let label = answered(case, *position);
        paper.text(
            (Role::Bad, "To be asked again: "),
            Role::Text,
            &format!("{label}. {why}"),
        );
    }
    for position in &disturbed.no_longer_used {
        paper.text(
            (Role::Warn, "Kept, but no longer used: "),
            Role::Text,
            &answered(case, *position),
        );
    }
    for position in &disturbed.used_again {
        paper.text(
            (Role::Good, "Used again: "),
            Role::Text,
            &answered(case, *position),
        );
    }
    let labels = |positions: &[usize]| {
        let labels = positions
            .iter()
            .filter_map(|&position| Some(case.catalog.questions.get(position)?.label.as_str()));
        labels.collect::<Vec<_>>().join(", ")
    };
    if !disturbed.come_up.is_empty() {
        let labels = labels(&disturbed.come_up);
        paper.text((Role::Accent, "Asked then: "), Role::Text, &labels);
    }
    if !disturbed.fall_away.is_empty() {
        let labels = labels(&disturbed.fall_away);
        paper.text((Role::Accent, "Not asked then: "), Role::Text, &labels);
    }
}

/// A question with what was answered.
fn answered(case: &Case, position: usize) -> String {
    let Some(question) = case.catalog.questions.get(position) else {
        return String::new();
    };
    let answer = case.interview.answers().get(&question.id);
    answer.map_or_else(
        || question.label.to_string(),
        |answer| {
            format!(
                "{}: {}",
                question.label,
                answer_words(&case.catalog, question, answer)
            )
        },
    )
}
