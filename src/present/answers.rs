//! Answers in words.

use crate::catalog::{AnswerKind, Catalog, FigureRange, Question};
use crate::domain::{Answer, AnswerValue, Id, Importance, SafeText};

/// What was answered, in the words of the question's options and units, with the importance where it was asked.
#[must_use]
pub fn answer_words(catalog: &Catalog, question: &Question, answer: &Answer) -> SafeText {
    let label = |id: &Id| {
        question
            .kind
            .options()
            .find(|option| option.id == *id)
            .map_or_else(|| id.to_string(), |option| option.label.to_string())
    };
    let list = |ids: &[Id], separator: &str| match ids {
        [] => "none of them".to_owned(),
        ids => ids.iter().map(label).collect::<Vec<_>>().join(separator),
    };
    let figure = |figure: f64| match &question.kind {
        AnswerKind::Number(range) | AnswerKind::Money(range) | AnswerKind::Range(range) => {
            figure_words(catalog, range, figure)
        }
        _ => figure.to_string(),
    };
    let words = match &answer.value {
        AnswerValue::One(id) => label(id),
        AnswerValue::Several(ids) => list(ids, ", "),
        AnswerValue::Order(ids) => list(ids, ", then "),
        AnswerValue::YesNo(is) => (if *is { "yes" } else { "no" }).to_owned(),
        AnswerValue::Number(value) => figure(*value),
        AnswerValue::Range(from, to) => format!("{} to {}", figure(*from), figure(*to)),
        AnswerValue::Level(level) => level_words(*level).to_owned(),
        AnswerValue::Words(words) => words.to_string(),
        AnswerValue::DontKnow => "not sure".to_owned(),
        AnswerValue::Refused => "rather not say".to_owned(),
    };
    match answer.importance {
        Some(level) if answer.is_told() => format!("{words} ({})", level_words(level)).into(),
        _ => words.into(),
    }
}

/// A figure of an answer in words, with as many digits as its step needs.
#[must_use]
pub fn figure_words(catalog: &Catalog, range: &FigureRange, figure: f64) -> String {
    catalog.say_figure(range, figure)
}

/// How much something matters, as it is said.
#[must_use]
pub const fn level_words(level: Importance) -> &'static str {
    match level {
        Importance::Not => "hardly matters",
        Importance::Somewhat => "a little",
        Importance::Important => "important",
        Importance::Essential => "essential",
        Importance::Must => "must",
    }
}
