//! A question in sentences.

use crate::catalog::{AnswerKind, Question};
use crate::domain::Provenance;
use crate::interview::Status;
use crate::present::{answer_words, figure_words, level_words, ordinal};
use crate::tui::app::{App, Case, Row, offered_levels, rows, types_figures};

use super::sentences;
use crate::tui::view::around::ends;
use crate::tui::view::paper::Paper;
use crate::tui::view::question::status_words;
use crate::tui::view::rows::{is_chosen, option_words};

/// What is asked, and what can be answered.
pub(super) fn page(app: &App) -> Vec<String> {
    let Some(case) = &app.case else {
        return Vec::new();
    };
    let Some(question) = case.question() else {
        return vec!["This catalog has no questions.".to_owned()];
    };
    let of = case.catalog.questions.len();
    let mut lines = vec![format!(
        "Question {} of {of}: {}.",
        case.asked + 1,
        question.label
    )];
    if let Some(words) = status_words(case) {
        lines.push(format!("Watch out: {words}"));
    }
    lines.push(format!("Say: \"{}\"", question.say));
    for row in rows(question) {
        lines.extend(row_words(case, question, row));
    }
    lines.extend(matters(app));
    lines.extend(source(app));
    lines
}

/// A row that can be taken, as it is typed; nothing for those that have a word of their own.
fn row_words(case: &Case, question: &Question, row: Row) -> Option<String> {
    let figures = types_figures(&question.kind);
    match row {
        Row::Field => Some(field(case, question)),
        Row::NotSure if figures => Some("Not sure: type not sure.".to_owned()),
        Row::NotSure => Some("0. Not sure".to_owned()),
        Row::RatherNot => None,
        Row::Option(option) => {
            let words = option_words(&case.catalog, question, option);
            if figures {
                return Some(format!("Usual: {words}"));
            }
            let place = case.draft.order.iter().position(|own| *own == option);
            let state = match (&question.kind, place) {
                (AnswerKind::Order(_), Some(place)) => format!(", {}", ordinal(place + 1)),
                (AnswerKind::Several { .. }, _) if is_chosen(case, question, option) => {
                    ", ticked".to_owned()
                }
                _ if is_chosen(case, question, option) => ", answered".to_owned(),
                _ => String::new(),
            };
            Some(format!("{}. {words}{state}", option + 1))
        }
    }
}

fn field(case: &Case, question: &Question) -> String {
    let hint = match &question.kind {
        AnswerKind::Number(range) | AnswerKind::Money(range) => format!(
            "Figure: {} to {}.",
            figure_words(&case.catalog, range, range.min),
            figure_words(&case.catalog, range, range.max)
        ),
        AnswerKind::Range(range) => format!(
            "Range: from-to, such as {}-{}.",
            range.min + range.step,
            range.max - range.step
        ),
        _ => "Words: a line of them.".to_owned(),
    };
    let answer = case.interview.answers().get(&question.id);
    match answer.filter(|answer| answer.is_told()) {
        Some(answer) => {
            let words = answer_words(&case.catalog, question, answer);
            format!("{hint} Answered: {words}.")
        }
        None => hint,
    }
}

/// How much the answer on screen matters, and what else could be said; `None` where that is not asked.
fn matters(app: &App) -> Option<String> {
    let case = app.case.as_ref()?;
    let level = case.draft.level?;
    let question = case.question()?;
    let others: Vec<&str> = offered_levels(question, Some(level))
        .into_iter()
        .filter(|own| *own != level)
        .map(level_words)
        .collect();
    Some(format!(
        "Matters: {} (less or more; {}).",
        level_words(level),
        others.join(", ")
    ))
}

/// How the answer on screen is known, where the customer did not say it.
fn source(app: &App) -> Option<String> {
    let provenance = app.case.as_ref()?.draft.provenance;
    (provenance != Provenance::Said).then(|| format!("Known how: {}.", provenance.word()))
}

/// Why it is asked, what it can still change, and what its words mean.
#[must_use]
pub fn explained(app: &App) -> Vec<String> {
    let Some(case) = &app.case else {
        return Vec::new();
    };
    let Some(question) = case.question() else {
        return Vec::new();
    };
    let mut lines = vec![format!("Why: {}", question.why)];
    let worth = case.sure.as_ref();
    if let Some(worth) = worth.and_then(|sure| case.view().worth_words(sure, case.asked)) {
        lines.push(format!("Worth: {worth}"));
    }
    if let Some(help) = &question.help {
        lines.push(format!("Help: {help}"));
    }
    let mut scales = Paper::new(super::WIDE);
    ends(&mut scales, case, question);
    lines.extend(sentences(&scales));
    let terms = question.glossary.iter();
    let terms = terms.filter_map(|&n| case.catalog.glossary.get(n));
    lines.extend(terms.map(|term| format!("{}: {}", term.term, term.text)));
    lines
}

/// All questions and how each stands.
#[must_use]
pub fn questions(app: &App) -> Vec<String> {
    let Some(case) = &app.case else {
        return Vec::new();
    };
    let matter: Vec<usize> = case.can_change_first().collect();
    let all = case.catalog.questions.iter().enumerate();
    all.map(|(n, question)| {
        let status = case.flow.status.get(n).copied().unwrap_or(Status::Open);
        let answer = case.interview.answers().get(&question.id);
        let words = match (status, answer) {
            (Status::NoLongerUsed, _) => "no longer used".to_owned(),
            (_, Some(answer)) => answer_words(&case.catalog, question, answer).to_string(),
            (Status::PutOff, None) => "put off".to_owned(),
            (Status::DoesNotApply, None) => "does not apply".to_owned(),
            _ if matter.contains(&n) => "not asked yet, could change first place".to_owned(),
            _ => "not asked yet".to_owned(),
        };
        format!("Q{} {}: {words}.", n + 1, question.label)
    })
    .collect()
}

/// The row under the cursor.
pub(super) fn under_cursor(app: &App) -> Option<String> {
    let case = app.case.as_ref()?;
    let question = case.question()?;
    match case.draft.row(question)? {
        Row::RatherNot => Some("Rather not say.".to_owned()),
        row => row_words(case, question, row),
    }
}
