//! What stands around a question where there is room: the ends of its scale, the last answer, help, words, and what customers say to it.

use crate::catalog::{AnswerKind, Objection, Question};
use crate::present::answer_words;
use crate::tui::app::Case;
use crate::tui::theme::Role;

use super::paper::Paper;

/// The two ends of a scale: without them "important" means nothing.
pub(super) fn ends(paper: &mut Paper, case: &Case, question: &Question) {
    let criteria: Vec<usize> = match &question.kind {
        AnswerKind::Level(criterion) => vec![*criterion],
        AnswerKind::Order(items) => items.iter().map(|(_, criterion)| *criterion).collect(),
        _ => Vec::new(),
    };
    for criterion in criteria
        .into_iter()
        .filter_map(|n| case.catalog.criteria.get(n))
    {
        let (worst, best) = &criterion.ends;
        paper.text(
            (Role::Quiet, ""),
            Role::Quiet,
            &format!("{}: from {worst} to {best}", criterion.label),
        );
    }
}

/// What customers say to a question, and what can be said to that.
pub(super) fn objections(paper: &mut Paper, case: &Case) {
    let here = |objection: &&Objection| objection.question == Some(case.asked);
    for (n, objection) in case.catalog.objections.iter().filter(here).enumerate() {
        if n == 0 {
            paper.gap();
            paper.line(Role::Quiet, "If they say");
        }
        objection_lines(paper, objection);
    }
}

/// `"..."` and the reply below it.
pub(super) fn objection_lines(paper: &mut Paper, objection: &Objection) {
    paper.text(
        (Role::Quiet, "  "),
        Role::Accent,
        &format!("\"{}\"", objection.says),
    );
    paper.text((Role::Quiet, "    "), Role::Text, &objection.reply);
}

pub(super) fn last_answer(paper: &mut Paper, case: &Case) {
    let Some(id) = case.interview.last_answered() else {
        return;
    };
    let Some((position, question)) = case.catalog.question(id.as_str()) else {
        return;
    };
    let Some(answer) = case.interview.answers().get(id) else {
        return;
    };
    paper.gap();
    let words = answer_words(&case.catalog, question, answer);
    let text = format!("Q{} {}: {words}", position + 1, question.label);
    paper.text((Role::Quiet, "Last answer: "), Role::Text, &text);
}

pub(super) fn help(paper: &mut Paper, case: &Case, question: &Question) {
    if let Some(help) = &question.help {
        paper.gap();
        paper.text((Role::Quiet, ""), Role::Quiet, help);
    }
    for term in question
        .glossary
        .iter()
        .filter_map(|&n| case.catalog.glossary.get(n))
    {
        paper.gap();
        paper.text(
            (Role::Quiet, ""),
            Role::Quiet,
            &format!("{}: {}", term.term, term.text),
        );
    }
}
