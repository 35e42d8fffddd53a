//! What the customer said, and what was not asked.

use crate::catalog::{AnswerKind, Catalog, Effect, Question};
use crate::domain::{Answer, AnswerValue, Certainty, Importance, Provenance, SafeText};
use crate::interview::{Interview, Status};
use crate::present::answer_words;

use super::super::document::{Answered, Said};
use super::Material;

pub(super) fn said(material: &Material<'_>) -> Said {
    let catalog = material.view.catalog;
    let case = material.view.case;
    let mut said = Said {
        choices: material.view.choice_sentences(material.interview),
        average: material.view.unasked_criteria().cloned().collect(),
        assumed: case
            .assumed
            .iter()
            .filter_map(|&position| assumed(catalog, catalog.questions.get(position)?))
            .collect(),
        ..Said::default()
    };
    let questions = catalog.questions.iter().zip(&material.flow.status);
    for (position, (question, status)) in questions.enumerate() {
        let answer = material.interview.answers().get(&question.id);
        let line = |answer| answered(catalog, material.interview, question, answer);
        match (answer, status) {
            (None, Status::DoesNotApply) => said.not_applying.push(question.label.clone()),
            (None, _) => said.not_asked.push(question.label.clone()),
            (Some(answer), Status::NoLongerUsed) => said.no_longer_used.push(line(answer)),
            (Some(answer), _) => match answer.value {
                AnswerValue::DontKnow => said.not_known.push(question.label.clone()),
                AnswerValue::Refused => said.not_told.push(question.label.clone()),
                _ if case.musts.iter().any(|must| must.question == position) => {
                    said.musts.push(line(answer));
                }
                _ if weighs(question) => said.wishes.push(line(answer)),
                _ => said.other.push(line(answer)),
            },
        }
    }
    said
}

/// Whether answers to a question can weigh.
fn weighs(question: &Question) -> bool {
    matches!(question.kind, AnswerKind::Level(_) | AnswerKind::Order(_))
        || question
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Weigh { .. }))
}

/// What is assumed for a question; `None` where nothing ticked is assumed, which says nothing.
fn assumed(catalog: &Catalog, question: &Question) -> Option<Answered> {
    let value = question.assume.clone()?;
    if matches!(&value, AnswerValue::Several(ids) if ids.is_empty()) {
        return None;
    }
    Some(Answered {
        question: question.label.clone(),
        answer: answer_words(catalog, question, &Answer::said(value)),
        source: None,
        before: Vec::new(),
    })
}

fn answered(
    catalog: &Catalog,
    interview: &Interview,
    question: &Question,
    answer: &Answer,
) -> Answered {
    let words = answer_words(catalog, question, answer);
    let mut before: Vec<SafeText> = interview
        .history()
        .filter(|(id, _)| **id == question.id)
        .map(|(_, earlier)| answer_words(catalog, question, earlier))
        .collect();
    // The last one is the answer itself; saying the same again is no change.
    before.pop();
    before.push(words);
    before.dedup();
    before.pop();
    // That it is a must-have is said by where it stands.
    let plain = Answer {
        importance: answer.importance.filter(|level| *level != Importance::Must),
        ..answer.clone()
    };
    Answered {
        question: question.label.clone(),
        answer: answer_words(catalog, question, &plain),
        source: source(answer),
        before,
    }
}

/// Where an answer comes from, unless the customer simply said it.
fn source(answer: &Answer) -> Option<SafeText> {
    let from = match answer.provenance {
        Provenance::Said => None,
        Provenance::Observed => Some("seen by us"),
        Provenance::Record => Some("from a record"),
        Provenance::Guessed => Some("our guess"),
    };
    let sure = match answer.certainty {
        Certainty::Sure => None,
        Certainty::Roughly => Some("roughly"),
        Certainty::Guess => Some("not certain"),
    };
    let parts: Vec<&str> = from.into_iter().chain(sure).collect();
    (!parts.is_empty()).then(|| parts.join(", ").into())
}
