//! Talks about the shipped catalogs: customers answer the real questions.

use std::collections::BTreeMap;
use std::sync::Arc;

use candor::catalog::{AnswerKind, Catalog, Effect, Level, Question, Shares, builtin, from_files};
use candor::domain::{Answer, AnswerValue, Id, Importance};
use candor::interview::{Fact, Flow, Interview, Origin, Recorded, Status, derive, open_questions};
use candor::ranking::{BlindCatalog, Needs, OpenQuestion};

use super::chance::Chance;
use super::people::Population;
use super::{Talk, Truth};

/// Offerings that must fit for a customer to count: with fewer there is little to advise.
const LEAST_FITTING: usize = 5;

/// A talk about a shipped catalog.
#[derive(Debug, Clone)]
pub struct ShippedTalk {
    catalog: Arc<Catalog>,
    truth: Truth,
    /// What the customer will say.
    will_say: BTreeMap<Id, Answer>,
    said: Vec<Recorded>,
    answers: BTreeMap<Id, Answer>,
}

/// The shipped catalogs.
pub fn catalogs() -> Vec<Arc<Catalog>> {
    let read = |shipped: &builtin::Builtin| {
        from_files(shipped.catalog.as_bytes(), shipped.offerings.as_bytes()).unwrap()
    };
    builtin::ALL.iter().map(|one| Arc::new(read(one))).collect()
}

impl ShippedTalk {
    /// Customer `number` of a population; the next numbers are taken until enough fits.
    pub fn new(catalog: &Arc<Catalog>, population: Population, number: u64) -> Self {
        (0..)
            .find_map(|attempt| Self::drawn(catalog, population, number << 16 | attempt))
            .unwrap()
    }

    fn drawn(catalog: &Arc<Catalog>, population: Population, number: u64) -> Option<Self> {
        let mut chance = Chance::new(0x5419_9ed0 + population as u64, number);
        let tie_seed = chance.seed();
        let mut will_say: BTreeMap<Id, Answer> = catalog
            .questions
            .iter()
            .filter_map(|question| Some((question.id.clone(), fact(question, &mut chance)?)))
            .collect();
        let mut importances = population.importances(catalog.criteria.len(), &mut chance);
        // Some facts speak of importances themselves ("tows a boat"): then the importance is that of customers of whom it is true.
        let told = derive(catalog, &will_say, tie_seed);
        for (importance, wish) in importances.iter_mut().zip(&told.wishes) {
            match wish.origin {
                Origin::Unasked if wish.points == 0 => *importance = 0.0,
                Origin::Level(question, level)
                    if catalog.questions[question].importance.is_none() =>
                {
                    *importance = population.importance_of(level, &mut chance);
                }
                _ => {}
            }
        }
        for question in &catalog.questions {
            opinion(
                question,
                population,
                &importances,
                &mut chance,
                &mut will_say,
            );
        }
        let knowing = derive(catalog, &will_say, tie_seed).needs;
        let truth = Truth::new(
            catalog.blind(),
            knowing,
            &importances,
            population,
            &mut chance,
        );
        let fitting = truth.worth.iter().flatten().count();
        (fitting >= LEAST_FITTING).then(|| Self {
            catalog: Arc::clone(catalog),
            truth,
            will_say,
            said: Vec::new(),
            answers: BTreeMap::new(),
        })
    }

    fn status(&self) -> Vec<Status> {
        Flow::new(&self.catalog, &Interview::fold(&self.said)).status
    }
}

impl Talk for ShippedTalk {
    fn blind(&self) -> &BlindCatalog {
        self.catalog.blind()
    }

    fn needs(&self) -> Needs {
        derive(&self.catalog, &self.answers, self.truth.needs.tie_seed).needs
    }

    fn open(&self) -> Vec<OpenQuestion> {
        let case = derive(&self.catalog, &self.answers, self.truth.needs.tie_seed);
        open_questions(&self.catalog, &self.answers, &self.status(), &case)
    }

    /// Free words tell the ranking nothing: nobody is asked for them here.
    fn unanswered(&self) -> Vec<usize> {
        let status = self.status();
        (0..status.len())
            .filter(|&question| status[question] == Status::Open)
            .filter(|&question| {
                self.will_say
                    .contains_key(&self.catalog.questions[question].id)
            })
            .collect()
    }

    fn early(&self) -> Option<usize> {
        let open = Flow::new(&self.catalog, &Interview::fold(&self.said));
        let early = open.early(&self.catalog)?;
        self.unanswered().contains(&early).then_some(early)
    }

    fn answer(&mut self, question: usize) {
        let question = self.catalog.questions[question].id.clone();
        let answer = self.will_say[&question].clone();
        self.answers.insert(question.clone(), answer.clone());
        self.said.push(Recorded {
            at: jiff::Timestamp::UNIX_EPOCH,
            fact: Fact::Answered { question, answer },
        });
    }

    fn truth(&self) -> &Truth {
        &self.truth
    }
}

/// What is true of a customer, as often as the catalog says of a hundred; nothing for questions of importance and free words.
fn fact(question: &Question, chance: &mut Chance) -> Option<Answer> {
    let shares = &question.shares;
    let leaves_open = |chance: &mut Chance, usual: u8| {
        chance.once_in(f64::from(shares.nothing.unwrap_or(usual)) / 100.0)
    };
    let value = match &question.kind {
        AnswerKind::Number(range) | AnswerKind::Money(range) => {
            if leaves_open(chance, 0) {
                return Some(Answer::said(AnswerValue::DontKnow));
            }
            AnswerValue::Number(range.usual[one_of(shares, range.usual.len(), chance)])
        }
        AnswerKind::Range(range) => {
            let mut figure = || range.usual[chance.below(range.usual.len())];
            let (a, b) = (figure(), figure());
            AnswerValue::Range(a.min(b), a.max(b))
        }
        AnswerKind::YesNo => AnswerValue::YesNo(one_of(shares, 2, chance) == 0),
        AnswerKind::One { options, .. } => {
            AnswerValue::One(options[one_of(shares, options.len(), chance)].id.clone())
        }
        AnswerKind::Several { options, sellers } => {
            let names = !leaves_open(chance, 0);
            let ticks = options.iter().enumerate().filter(|(n, _)| {
                // Few have a word about any one seller.
                let usual = if *sellers { 8 } else { 33 };
                chance.once_in(f64::from(shares.of(*n).unwrap_or(usual)) / 100.0)
            });
            let ids: Vec<Id> = ticks.map(|(_, option)| option.id.clone()).collect();
            AnswerValue::Several(if names { ids } else { Vec::new() })
        }
        AnswerKind::Order(_) | AnswerKind::Level(_) | AnswerKind::Words => return None,
    };
    Some(Answer::said(value))
}

/// One of so many answers: by what the catalog says of them, the others sharing what is left.
fn one_of(shares: &Shares, answers: usize, chance: &mut Chance) -> usize {
    let told: f64 = (0..answers)
        .filter_map(|n| shares.of(n))
        .map(f64::from)
        .sum();
    let silent = (0..answers)
        .filter(|n| shares.of(*n).is_none())
        .count()
        .max(1);
    let whole = 100.0 - f64::from(shares.nothing.unwrap_or(0));
    let each = (whole - told).max(0.0) / silent as f64;
    let share = |n: usize| shares.of(n).map_or(each, f64::from);
    let mut left = chance.share() * (0..answers).map(share).sum::<f64>();
    (0..answers)
        .find(|n| {
            left -= share(*n);
            left < 0.0
        })
        .unwrap_or(answers - 1)
}

/// Says how much something matters, where the question asks for that.
fn opinion(
    question: &Question,
    population: Population,
    importances: &[f64],
    chance: &mut Chance,
    will_say: &mut BTreeMap<Id, Answer>,
) {
    match &question.kind {
        AnswerKind::Level(criterion) => {
            let word = population.word(importances[*criterion], chance);
            will_say.insert(question.id.clone(), Answer::said(AnswerValue::Level(word)));
        }
        AnswerKind::Order(items) => {
            let mut felt: Vec<(f64, Id)> = items
                .iter()
                .map(|(option, criterion)| {
                    let noise = population.noise() * chance.normal();
                    (importances[*criterion] + noise, option.id.clone())
                })
                .collect();
            felt.sort_by(|a, b| b.0.total_cmp(&a.0));
            let order = felt.into_iter().map(|(_, id)| id).collect();
            will_say.insert(question.id.clone(), Answer::said(AnswerValue::Order(order)));
        }
        _ if question.importance.is_some() => {
            let asked = question.effects.iter().find_map(|effect| match effect {
                Effect::Weigh {
                    criterion,
                    level: Level::Asked,
                    ..
                } => Some(*criterion),
                _ => None,
            });
            let can_exclude = question
                .effects
                .iter()
                .any(|e| matches!(e, Effect::Must(_)));
            let word = match asked {
                _ if can_exclude && chance.once_in(f64::from(question.shares.must) / 100.0) => {
                    Importance::Must
                }
                Some(criterion) => population.word(importances[criterion], chance),
                None => Importance::Somewhat,
            };
            if let Some(answer) = will_say.get_mut(&question.id)
                && answer.is_told()
            {
                answer.importance = Some(word);
            }
        }
        _ => {}
    }
}
