//! From answers to needs.

use std::collections::BTreeMap;

use crate::catalog::{
    AnswerKind, AnswerOption, Catalog, Effect, Level, MustEffect, Question, TestOf,
};
use crate::domain::{Answer, AnswerValue, Cell, Id, Importance, SafeText};
use crate::formula::{Formula, Input};
use crate::ranking::{MAX_MUSTS, Must, Needs, Test, Weight};

use super::places::points_of_place;

/// What a customer needs: for the ranking without names, and the same in words.
#[derive(Debug, Clone, Default)]
pub struct CaseNeeds {
    /// For the ranking.
    pub needs: Needs,
    /// The must-haves, in the order of [`Needs::musts`].
    pub musts: Vec<MustLine>,
    /// How much each criterion weighs and why, in the order of the criteria.
    pub wishes: Vec<WishLine>,
    /// Questions whose answer is assumed, because none was given.
    pub assumed: Vec<usize>,
}

/// A must-have in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MustLine {
    /// The question whose answer set it.
    pub question: usize,
    /// The column it looks at.
    pub column: usize,
    /// In words: `seats for 6 people`.
    pub text: SafeText,
}

/// The weight of a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WishLine {
    /// Points, 0 to 100.
    pub points: u16,
    /// Where the points come from.
    pub origin: Origin,
}

/// Where a weight comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Nobody asked: an average, or nothing.
    Unasked,
    /// The answer to this question, as this level.
    Level(usize, Importance),
    /// The place in an order of importance: question, place from 1.
    Place(usize, usize),
}

/// What `answers` amount to. `tie_seed` comes from the case and only breaks ties.
#[must_use]
pub fn derive(catalog: &Catalog, answers: &BTreeMap<Id, Answer>, tie_seed: u64) -> CaseNeeds {
    let inputs = inputs(catalog, answers);
    let mut derived = CaseNeeds {
        wishes: catalog
            .blind()
            .criteria()
            .iter()
            .map(|criterion| WishLine {
                points: criterion.unasked_points,
                origin: Origin::Unasked,
            })
            .collect(),
        ..CaseNeeds::default()
    };
    for (position, question) in catalog.questions.iter().enumerate() {
        if !holds(question.when.as_ref(), &inputs) {
            continue;
        }
        match answers.get(&question.id).filter(|answer| answer.is_told()) {
            Some(answer) => {
                let mut reader = Reader {
                    catalog,
                    inputs: &inputs,
                    position,
                    question,
                    answer,
                };
                reader.read(&mut derived);
            }
            None if question.assume.is_some() => derived.assumed.push(position),
            None => {}
        }
    }
    let given = catalog
        .given()
        .iter()
        .map(|&question| given(catalog, question, answers, &inputs))
        .collect();
    let points = derived.wishes.iter().map(|wish| wish.points).collect();
    let weights = derived.wishes.iter().map(weight).collect();
    let musts = std::mem::take(&mut derived.needs.musts);
    let absent = catalog
        .status_quo
        .iter()
        .filter(|kept| !holds(Some(&kept.when), &inputs))
        .map(|kept| kept.offering)
        .collect();
    derived.needs = Needs {
        absent,
        inputs,
        given,
        musts,
        points,
        weights,
        trade_offs: Vec::new(),
        tie_seed,
    };
    derived
}

/// How the readings take a wish: a word as its level, a place as its place, anything else as nobody's word.
pub(super) fn weight(wish: &WishLine) -> Weight {
    match wish.origin {
        Origin::Unasked if wish.points == 0 => Weight::Nothing,
        Origin::Unasked => Weight::Unasked,
        Origin::Level(_, level) => Weight::Level(level),
        Origin::Place(question, place) => Weight::Place {
            group: question,
            place: u16::try_from(place).unwrap_or(u16::MAX),
        },
    }
}

/// Whether a condition over answers is true; no condition always is.
pub(super) fn holds(when: Option<&Formula>, inputs: &[Input]) -> bool {
    when.is_none_or(|when| when.alone(inputs) == Some(Cell::YesNo(true)))
}

/// One cell per offering: whether its seller is among the answers, as far as the question applies.
fn given(
    catalog: &Catalog,
    question: usize,
    answers: &BTreeMap<Id, Answer>,
    inputs: &[Input],
) -> Vec<bool> {
    let named = catalog
        .questions
        .get(question)
        .filter(|question| holds(question.when.as_ref(), inputs))
        .and_then(|question| answers.get(&question.id))
        .map(|answer| &answer.value);
    let chosen: Vec<bool> = catalog
        .sellers
        .iter()
        .map(|seller| matches!(named, Some(AnswerValue::Several(ids)) if ids.contains(&seller.id)))
        .collect();
    catalog
        .offerings
        .iter()
        .map(|offering| chosen.get(offering.seller).copied().unwrap_or(false))
        .collect()
}

/// The answers as formulas read them. A question that does not apply, or was not answered, is what the catalog assumes, else unknown.
pub(super) fn inputs(catalog: &Catalog, answers: &BTreeMap<Id, Answer>) -> Vec<Input> {
    read(catalog, answers, |question| question.assume.as_ref())
}

/// The answers as formulas read them, with nothing assumed.
pub(super) fn told(catalog: &Catalog, answers: &BTreeMap<Id, Answer>) -> Vec<Input> {
    read(catalog, answers, |_| None)
}

fn read<'c>(
    catalog: &'c Catalog,
    answers: &'c BTreeMap<Id, Answer>,
    otherwise: impl Fn(&'c Question) -> Option<&'c AnswerValue>,
) -> Vec<Input> {
    let mut inputs = vec![Input::Unknown; catalog.inputs];
    // A condition may only speak of earlier questions, so one pass in their order settles everything.
    for question in &catalog.questions {
        let Some(first) = question.input else {
            continue;
        };
        let told = answers
            .get(&question.id)
            .filter(|answer| answer.is_told() && holds(question.when.as_ref(), &inputs))
            .map(|answer| &answer.value)
            .or_else(|| otherwise(question));
        let values = told.map_or_else(Vec::new, |value| values(&question.kind, value));
        for (slot, value) in inputs.iter_mut().skip(first).zip(values) {
            *slot = value;
        }
    }
    inputs
}

fn values(kind: &AnswerKind, value: &AnswerValue) -> Vec<Input> {
    let position = |options: &[AnswerOption], id: &Id| {
        let position = options.iter().position(|option| option.id == *id)?;
        u16::try_from(position).ok()
    };
    match (kind, value) {
        (AnswerKind::One { options, unit }, AnswerValue::One(id)) => {
            let input = match unit {
                Some(_) => options
                    .iter()
                    .find(|option| option.id == *id)
                    .and_then(|option| option.value)
                    .map(Input::Number),
                None => position(options, id).map(Input::Choice),
            };
            vec![input.unwrap_or(Input::Unknown)]
        }
        (AnswerKind::Several { options, .. }, AnswerValue::Several(ids)) => {
            vec![Input::Set(
                ids.iter().filter_map(|id| position(options, id)).collect(),
            )]
        }
        (AnswerKind::YesNo, AnswerValue::YesNo(is)) => vec![Input::YesNo(*is)],
        (AnswerKind::Number(_) | AnswerKind::Money(_), AnswerValue::Number(figure)) => {
            vec![Input::Number(*figure)]
        }
        (AnswerKind::Range(_), AnswerValue::Range(from, to)) => {
            vec![Input::Number(*from), Input::Number(*to)]
        }
        _ => Vec::new(),
    }
}

/// Reads the effects of one answer.
struct Reader<'a> {
    catalog: &'a Catalog,
    inputs: &'a [Input],
    position: usize,
    question: &'a Question,
    answer: &'a Answer,
}

impl Reader<'_> {
    fn read(&mut self, derived: &mut CaseNeeds) {
        match (&self.question.kind, &self.answer.value) {
            (AnswerKind::Level(criterion), AnswerValue::Level(level)) => {
                weigh(
                    derived,
                    *criterion,
                    level.points(),
                    Origin::Level(self.position, *level),
                );
            }
            (AnswerKind::Order(items), AnswerValue::Order(order)) => {
                self.order(derived, items, order);
            }
            _ => {}
        }
        for effect in &self.question.effects {
            match effect {
                Effect::Weigh {
                    criterion,
                    level,
                    when,
                } if holds(when.as_ref(), self.inputs) => {
                    if let Some(level) = self.level(level) {
                        weigh(
                            derived,
                            *criterion,
                            level.points(),
                            Origin::Level(self.position, level),
                        );
                    }
                }
                Effect::Must(must) if self.excludes(must) => self.must(derived, must),
                Effect::Weigh { .. } | Effect::Must(_) => {}
            }
        }
    }

    /// An order of nothing says nothing.
    fn order(&self, derived: &mut CaseNeeds, items: &[(AnswerOption, usize)], order: &[Id]) {
        if order.is_empty() {
            return;
        }
        for (option, criterion) in items {
            let named = order.iter().position(|id| *id == option.id);
            let place = named.map_or(order.len() + 1, |n| n + 1);
            let points = points_of_place(place, order.len(), items.len());
            weigh(
                derived,
                *criterion,
                points,
                Origin::Place(self.position, place),
            );
        }
    }

    fn level(&self, level: &Level) -> Option<Importance> {
        match level {
            Level::Asked => match &self.answer.value {
                AnswerValue::Level(level) => Some(*level),
                // Who names nothing wishes nothing.
                AnswerValue::Several(ids) if ids.is_empty() => None,
                _ => self.answer.importance.or(self.question.importance),
            },
            Level::Fixed(level) => match &self.answer.value {
                AnswerValue::Several(ids) if ids.is_empty() => None,
                AnswerValue::YesNo(false) => None,
                _ => Some(*level),
            },
            Level::ByOption(levels) => {
                let of = |id: &str| {
                    levels
                        .iter()
                        .find(|(option, _)| option == id)
                        .map(|(_, level)| *level)
                };
                match &self.answer.value {
                    AnswerValue::One(id) => of(id.as_str()),
                    AnswerValue::YesNo(is) => of(if *is { "yes" } else { "no" }),
                    AnswerValue::Several(ids) => ids.iter().filter_map(|id| of(id.as_str())).max(),
                    _ => None,
                }
            }
        }
    }

    /// Where the customer is asked how much it matters, only "must" excludes.
    fn excludes(&self, must: &MustEffect) -> bool {
        let wanted = match self.question.importance {
            None => true,
            Some(shown) => self.answer.importance.unwrap_or(shown) == Importance::Must,
        };
        wanted && holds(must.when.as_ref(), self.inputs)
    }

    fn must(&self, derived: &mut CaseNeeds, must: &MustEffect) {
        let figure = |formula: &Formula| match formula.alone(self.inputs) {
            Some(Cell::Number(figure)) => Some(figure),
            _ => None,
        };
        let test = match &must.test {
            TestOf::AtLeast(formula) => figure(formula).map(Test::AtLeast),
            TestOf::AtMost(formula) => figure(formula).map(Test::AtMost),
            TestOf::Among(options) => Some(Test::OneOf(options.clone())),
            TestOf::Is(is) => Some(Test::Is(*is)),
            TestOf::AnswersOf(question, map) => self.answers_of(*question, map),
        };
        if let Some(test) = test
            && derived.needs.musts.len() < MAX_MUSTS
        {
            derived.needs.musts.push(Must {
                column: must.column,
                test,
            });
            derived.musts.push(MustLine {
                question: self.position,
                column: must.column,
                text: self.catalog.must_text(must, self.inputs),
            });
        }
    }

    /// The options answered, as positions in the column; an option the column does not have sets no limit, nor does ticking nothing.
    fn answers_of(&self, question: usize, map: &[Option<u16>]) -> Option<Test> {
        let input = self.catalog.questions.get(question)?.input?;
        let positions: &[u16] = match self.inputs.get(input)? {
            Input::Choice(position) => std::slice::from_ref(position),
            Input::Set(positions) if !positions.is_empty() => positions,
            _ => return None,
        };
        positions
            .iter()
            .map(|&position| map.get(usize::from(position)).copied().flatten())
            .collect::<Option<Vec<u16>>>()
            .map(Test::OneOf)
    }
}

/// Gives a criterion its points; where several answers speak of it, the highest counts.
fn weigh(derived: &mut CaseNeeds, criterion: usize, points: u16, origin: Origin) {
    if let Some(wish) = derived.wishes.get_mut(criterion)
        && (wish.origin == Origin::Unasked || wish.points < points)
    {
        *wish = WishLine { points, origin };
    }
}
