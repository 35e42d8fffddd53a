//! Whether an answer fits beside the others.

use std::collections::BTreeMap;

use crate::catalog::plain::NoAnswer;
use crate::catalog::{AnswerKind, Catalog, Question};
use crate::domain::{Answer, AnswerValue, Cell, Id};

use super::needs::{holds, inputs, told};

/// Holds an answer to `question` against the most that the other `answers` leave for it. Only what was told sets a limit: what is
/// assumed of a question that is still open does not, and neither does a question that does not apply.
///
/// # Errors
/// [`NoAnswer`] with the limit and the questions it comes from.
pub fn fits(
    catalog: &Catalog,
    answers: &BTreeMap<Id, Answer>,
    question: &Question,
    value: &AnswerValue,
) -> Result<(), NoAnswer> {
    let (AnswerKind::Number(range) | AnswerKind::Money(range)) = &question.kind else {
        return Ok(());
    };
    let (Some(at_most), AnswerValue::Number(figure)) = (&question.at_most, value) else {
        return Ok(());
    };
    let Some(Cell::Number(most)) = at_most.alone(&told(catalog, answers)) else {
        return Ok(());
    };
    if *figure <= most || !holds(question.when.as_ref(), &inputs(catalog, answers)) {
        return Ok(());
    }
    let say = |figure: f64| {
        let decimals = if figure.fract() == 0.0 { 0 } else { 2 };
        catalog.say_number(figure, &range.unit, decimals)
    };
    let mut from: Vec<String> = at_most
        .reads_inputs()
        .into_iter()
        .filter_map(|input| asked_by(catalog, input))
        .map(|question| format!("'{}'", question.label))
        .collect();
    from.dedup();
    let from = from.join(" and ");
    Err(NoAnswer {
        what: format!("{} is more than {from} allows.", say(*figure)).into(),
        hint: format!("Give at most {}, or correct {from} first.", say(most)).into(),
    })
}

/// The question behind an input: inputs are numbered in the order of the questions, and some questions have two.
fn asked_by(catalog: &Catalog, input: usize) -> Option<&Question> {
    catalog
        .questions
        .iter()
        .rfind(|question| question.input.is_some_and(|first| first <= input))
}
