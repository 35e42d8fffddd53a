//! The open questions as the ranking sees them: each possible answer is given in thought, and what changes is noted.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::{AnswerKind, Catalog, Effect, Question};
use crate::domain::{Answer, AnswerValue, Id, Importance};
use crate::ranking::{AnswerEffect, OpenQuestion, Unlisted};

use super::flow::Status;
use super::needs::{CaseNeeds, Origin, derive, weight};
use super::reads::Reads;

/// Options of which every choice is listed; with more of them only single ones are.
const MOST_TOGETHER: usize = 6;

/// Items of which every order is listed.
const MOST_IN_ORDER: usize = 4;

/// Answers with their importance that are listed for one question.
const MOST_ANSWERS: usize = 64;

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

/// Possible answers with how likely each is, and whether there are no others.
fn possible(question: &Question) -> (Vec<(u16, Answer)>, bool) {
    let (values, all) = values(&question.kind);
    let Some(shown) = question.importance else {
        let plain = |(prior, value)| (prior, Answer::said(value));
        return (values.into_iter().map(plain).collect(), all);
    };
    let every = values.len() * Importance::ALL.len() <= MOST_ANSWERS;
    let levels: &[Importance] = if every {
        &Importance::ALL
    } else {
        &[shown, Importance::Must]
    };
    let mut answers = Vec::new();
    for (prior, value) in values {
        for level in levels {
            answers.push((prior, Answer::said(value.clone()).mattering(*level)));
        }
    }
    (answers, all && every)
}

fn values(kind: &AnswerKind) -> (Vec<(u16, AnswerValue)>, bool) {
    let ids: Vec<Id> = kind.options().map(|option| option.id.clone()).collect();
    match kind {
        AnswerKind::One { .. } => {
            let one = |id: &Id| (1, AnswerValue::One(id.clone()));
            (ids.iter().map(one).collect(), true)
        }
        AnswerKind::Several { .. } if ids.len() <= MOST_TOGETHER => {
            // Each option is chosen by one customer in three.
            let choices = (0..1_usize << ids.len()).map(|set| {
                let chosen: Vec<Id> = (ids.iter().enumerate())
                    .filter(|(n, _)| set >> n & 1 == 1)
                    .map(|(_, id)| id.clone())
                    .collect();
                let prior = 1_u16 << (ids.len() - chosen.len());
                (prior, AnswerValue::Several(chosen))
            });
            (choices.collect(), true)
        }
        AnswerKind::Several { sellers, .. } => {
            // Of a long list half of the customers name nothing; four in five name no seller.
            let to_one = if *sellers { 4 } else { 1 };
            let nothing = u16::try_from(ids.len() * to_one).unwrap_or(u16::MAX);
            let none = std::iter::once((nothing, AnswerValue::Several(Vec::new())));
            let one = ids
                .iter()
                .map(|id| (1, AnswerValue::Several(vec![id.clone()])));
            (none.chain(one).collect(), false)
        }
        AnswerKind::YesNo => {
            let both = [true, false].map(|is| (1, AnswerValue::YesNo(is)));
            (both.to_vec(), true)
        }
        AnswerKind::Number(range) | AnswerKind::Money(range) => {
            let usual = range.usual.iter().map(|&x| (1, AnswerValue::Number(x)));
            (usual.collect(), false)
        }
        AnswerKind::Range(range) => {
            let usual = range.usual.iter().map(|&x| (1, AnswerValue::Range(x, x)));
            (usual.collect(), false)
        }
        AnswerKind::Order(_) if ids.len() <= MOST_IN_ORDER => {
            let mut all = vec![Vec::new()];
            let mut grown: Vec<Vec<Id>> = all.clone();
            for _ in 0..ids.len() {
                grown = grown.iter().flat_map(|order| longer(order, &ids)).collect();
                all.extend(grown.iter().cloned());
            }
            // Most people put all in order.
            let prior = |order: &Vec<Id>| if order.len() == ids.len() { 4 } else { 1 };
            let told = all.iter().filter(|order| !order.is_empty());
            (
                told.map(|o| (prior(o), AnswerValue::Order(o.clone())))
                    .collect(),
                true,
            )
        }
        AnswerKind::Order(_) => {
            let turns = (0..ids.len()).map(|n| {
                let mut order = ids.clone();
                order.rotate_left(n);
                (1, AnswerValue::Order(order))
            });
            (turns.collect(), false)
        }
        AnswerKind::Level(_) => {
            // How often customers choose each word.
            let levels = [
                (20, Importance::Not),
                (32, Importance::Somewhat),
                (33, Importance::Important),
                (15, Importance::Essential),
            ];
            let level = |(prior, level)| (prior, AnswerValue::Level(level));
            (levels.map(level).to_vec(), true)
        }
        AnswerKind::Words => (Vec::new(), true),
    }
}

/// All orders with one item more.
fn longer(order: &[Id], ids: &[Id]) -> Vec<Vec<Id>> {
    ids.iter()
        .filter(|id| !order.contains(id))
        .map(|id| order.iter().chain([id]).cloned().collect())
        .collect()
}

/// The criteria a question may weigh, and whether it may set must-haves.
pub(super) fn touched(question: &Question) -> (BTreeSet<usize>, bool) {
    let mut weighs = BTreeSet::new();
    match &question.kind {
        AnswerKind::Level(criterion) => {
            weighs.insert(*criterion);
        }
        AnswerKind::Order(items) => weighs.extend(items.iter().map(|(_, criterion)| *criterion)),
        _ => {}
    }
    let mut musts = false;
    for effect in &question.effects {
        match effect {
            Effect::Weigh { criterion, .. } => {
                weighs.insert(*criterion);
            }
            Effect::Must(_) => musts = true,
        }
    }
    (weighs, musts)
}
