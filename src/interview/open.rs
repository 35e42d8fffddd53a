//! The open questions as the ranking sees them: each possible answer is given in thought, and what changes is noted.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::{Catalog, Question};
use crate::domain::{Answer, Id};
use crate::ranking::{AnswerEffect, OpenQuestion, Unlisted};

use super::flow::Status;
use super::needs::{CaseNeeds, Origin, derive, weight};
use super::possible::possible;
use super::reads::Reads;

/// All questions whose answer may still change something: open ones, those put off, and those that other answers may bring up.
///
/// `case` is what the answers amount to now. Questions whose answers do nothing are left out.
#[must_use]
pub fn open_questions(
    catalog: &Catalog,
    answers: &BTreeMap<Id, Answer>,
    status: &[Status],
    case: &CaseNeeds,
) -> Vec<OpenQuestion> {
    let reads = Reads::new(catalog);
    let askable = |n: &usize| matches!(status.get(*n), Some(Status::Open | Status::PutOff));
    let mut open: BTreeSet<usize> = (0..catalog.questions.len()).filter(askable).collect();
    // What an open question may bring up is open too.
    for (position, question) in catalog.questions.iter().enumerate() {
        let later = matches!(
            status.get(position),
            Some(Status::DoesNotApply | Status::NoLongerUsed)
        );
        let waits = question.when.as_ref().is_some_and(|when| {
            let inputs = when.reads_inputs();
            inputs.iter().any(|input| {
                let asked_by = reads.question_of(*input);
                asked_by.is_some_and(|question| open.contains(&question))
            })
        });
        if later && waits {
            open.insert(position);
        }
    }
    open.iter()
        .filter_map(|&position| {
            let question = catalog.questions.get(position)?;
            let mut listed = OpenQuestion {
                id: position,
                askable: askable(&position),
                put_off: status.get(position) == Some(&Status::PutOff),
                seconds: question.seconds,
                answers: Vec::new(),
                unlisted: Unlisted::default(),
            };
            let whole = if listed.askable {
                let (possible, all) = possible(question);
                for (prior, answer) in possible {
                    let effect = effect(
                        catalog,
                        answers,
                        case,
                        question,
                        answer,
                        &mut listed.unlisted,
                    );
                    listed.answers.push((prior, effect));
                }
                all
            } else {
                false
            };
            reads.leave_open(position, whole, &open, &mut listed.unlisted);
            let idle = listed.unlisted.is_nothing()
                && listed
                    .answers
                    .iter()
                    .all(|(_, e)| *e == AnswerEffect::default());
            (!idle).then_some(listed)
        })
        .collect()
}

/// What one answer would change.
fn effect(
    catalog: &Catalog,
    answers: &BTreeMap<Id, Answer>,
    case: &CaseNeeds,
    question: &Question,
    answer: Answer,
    unlisted: &mut Unlisted,
) -> AnswerEffect {
    let mut given = answers.clone();
    given.insert(question.id.clone(), answer);
    let after = derive(catalog, &given, case.needs.tie_seed);
    let mut effect = AnswerEffect::default();
    for (criterion, (old, new)) in case.wishes.iter().zip(&after.wishes).enumerate() {
        if old == new {
            continue;
        }
        if old.origin != Origin::Unasked && new.points < old.points {
            // The answer takes back what another one said; that it does so is not written down answer by answer.
            unlisted.weighs.push(criterion);
        }
        effect.weights.push((criterion, weight(new), new.points));
    }
    for must in &after.needs.musts {
        if !case.needs.musts.contains(must) {
            effect.musts.push(must.clone());
        }
    }
    unlisted.musts |= case
        .needs
        .musts
        .iter()
        .any(|must| !after.needs.musts.contains(must));
    let inputs = case.needs.inputs.iter().zip(&after.needs.inputs);
    for (number, (_, new)) in inputs.enumerate().filter(|(_, (old, new))| old != new) {
        effect.inputs.push((number, new.clone()));
    }
    let joins = case.needs.absent.iter();
    effect.joins = joins
        .copied()
        .filter(|absent| !after.needs.absent.contains(absent))
        .collect();
    unlisted.musts |= after
        .needs
        .absent
        .iter()
        .any(|absent| !case.needs.absent.contains(absent));
    let columns = case.needs.given.iter().zip(&after.needs.given);
    for (number, (_, new)) in columns.enumerate().filter(|(_, (old, new))| old != new) {
        effect.given.push((number, new.clone()));
    }
    effect
}
