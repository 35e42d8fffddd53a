//! Ways out when nothing is sure to meet every must-have, in words: exact and smallest, and as answers that can be tried.

use std::collections::BTreeMap;

use crate::catalog::AnswerKind;
use crate::domain::{Answer, AnswerValue, Cell, Id, SafeText};
use crate::interview::{CaseNeeds, Interview, Scenario, derive, other_answers};
use crate::ranking::{Loosened, Relaxation, Test, advise, conflicts};

use super::sure::Sure;
use super::view::View;

/// A way out when nothing fits.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// The must-haves to loosen: which, as they are, as they would be (`given up` when altogether).
    pub changes: Vec<(usize, SafeText, SafeText)>,
    /// How many offerings fit then.
    pub fit: usize,
    /// The best of them, position in the catalog.
    pub best: usize,
    /// The same as answers, where answers bring it about.
    pub trial: Option<Trial>,
}

/// Answers that let something fit, and what the engine says with them.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// The answers.
    pub scenario: Scenario,
    /// How many offerings fit with them.
    pub fit: usize,
    /// What comes first with them, position in the catalog.
    pub best: usize,
}

impl View<'_> {
    /// The smallest changes that let something fit, for certain where something only may; empty while something surely fits.
    #[must_use]
    pub fn ways(&self, sure: &Sure, interview: &Interview) -> Vec<Way> {
        sure.relaxations
            .ways
            .iter()
            .map(|way| Way {
                changes: way
                    .changes
                    .iter()
                    .filter_map(|change| self.loosened(change))
                    .collect(),
                fit: way.fit,
                best: way.best,
                trial: self.trial(way, interview),
            })
            .collect()
    }

    /// The ways out when nothing fits, a sentence each, and how many more there are.
    #[must_use]
    pub fn way_sentences(&self, sure: &Sure) -> Vec<SafeText> {
        sure.relaxations
            .ways
            .iter()
            .map(|way| {
                let changes: Vec<String> = way
                    .changes
                    .iter()
                    .filter_map(|change| self.loosened(change))
                    .map(|(_, from, to)| format!("{from} -> {to}"))
                    .collect();
                let best = self.name_of(way.best);
                format!(
                    "{}: {}, best {best}",
                    changes.join("; "),
                    fit_words(way.fit)
                )
                .into()
            })
            .chain(self.more_ways(sure))
            .collect()
    }

    /// How many more ways out there are than are named; `None` when all are.
    #[must_use]
    pub fn more_ways(&self, sure: &Sure) -> Option<SafeText> {
        match sure.relaxations.others {
            0 => None,
            1 => Some("1 more change would help as well.".into()),
            more => Some(format!("{more} more changes would help as well.").into()),
        }
    }

    /// Must-haves that cannot be had together, in words: each list is as short as can be, and one of a single must-have is met by
    /// nothing at all. Empty while something fits.
    #[must_use]
    pub fn conflicts(&self, most: usize) -> Vec<Vec<SafeText>> {
        let words = |set: u64| -> Vec<SafeText> {
            let musts = self.case.musts.iter().enumerate();
            musts
                .filter(|(number, _)| set >> number & 1 == 1)
                .map(|(_, must)| must.text.clone())
                .collect()
        };
        let sets = conflicts(self.advice).sets.into_iter();
        sets.take(most).map(words).collect()
    }

    fn loosened(&self, change: &Loosened) -> Option<(usize, SafeText, SafeText)> {
        let line = self.case.musts.get(change.must)?;
        let attribute = self.catalog.attributes.get(line.column)?;
        let figure = |figure: f64| {
            self.catalog
                .say_number(figure, &attribute.unit, attribute.decimals)
        };
        let to = match &change.to {
            None => "given up".to_owned(),
            Some(Test::AtLeast(limit)) => format!("at least {}", figure(*limit)),
            Some(Test::AtMost(limit)) => format!("at most {}", figure(*limit)),
            Some(Test::Is(is)) => {
                format!("{}: {}", attribute.label, if *is { "yes" } else { "no" })
            }
            Some(Test::OneOf(options)) => {
                let words: Vec<String> = options
                    .iter()
                    .map(|&option| {
                        let cell = Cell::Choice(option);
                        self.catalog.figure(attribute, Some(cell)).words.to_string()
                    })
                    .collect();
                format!("{}: {}", attribute.label, words.join(" or "))
            }
        };
        Some((change.must, line.text.clone(), to.into()))
    }

    /// Answers that do what a way says: for one must-have after the other the smallest change of its question after which the best
    /// offering of the way misses fewer, while every must-have outside the way stays as it is.
    fn trial(&self, way: &Relaxation, interview: &Interview) -> Option<Trial> {
        let mut scenario = Scenario {
            answers: Vec::new(),
        };
        let mut misses = self.misses_of(self.case, way.best);
        for change in &way.changes {
            if misses == 0 {
                break;
            }
            let mut given = scenario.over(interview.answers());
            let found = self.tries(change, &given)?.into_iter().find_map(|answer| {
                let (id, answer) = answer;
                given.insert(id.clone(), answer.clone());
                let needs = derive(self.catalog, &given, self.case.needs.tie_seed);
                let left = self.misses_of(&needs, way.best);
                (left < misses && self.keeps_others(way, &needs)).then_some((id, answer, left))
            });
            let (id, answer, left) = found?;
            misses = left;
            scenario.answers.retain(|(own, _)| *own != id);
            scenario.answers.push((id, answer));
        }
        if misses > 0 || !scenario.fits(self.catalog, interview.answers()) {
            return None;
        }
        let seed = self.case.needs.tie_seed;
        let needs = scenario.needs(self.catalog, interview, seed);
        let advice = advise(self.catalog.blind(), &needs.needs);
        let best = advice.ranked.first()?.offering;
        let sure = |open: u64| open == 0 || !self.is_unconfirmed();
        let fit = advice.ranked.iter().filter(|ranked| sure(ranked.open));
        Some(Trial {
            scenario,
            fit: fit.count(),
            best,
        })
    }

    /// How far `offering` is from fitting with these needs, 0 when it fits: first how many must-haves it misses, then, where something
    /// only may fit, how many are open.
    fn misses_of(&self, needs: &CaseNeeds, offering: usize) -> u32 {
        let blind = self.catalog.blind().alone(offering);
        let needs = needs.needs.alone(offering);
        let advice = advise(&blind, &needs);
        match (advice.excluded.first(), advice.ranked.first()) {
            (Some(excluded), _) => 64 * excluded.violated.count_ones(),
            (None, Some(ranked)) if self.is_unconfirmed() => ranked.open.count_ones(),
            _ => 0,
        }
    }

    /// Whether every must-have outside `way` is still asked for.
    fn keeps_others(&self, way: &Relaxation, needs: &CaseNeeds) -> bool {
        let musts = self.case.needs.musts.iter().enumerate();
        musts
            .filter(|(number, _)| way.musts >> number & 1 == 0)
            .all(|(_, must)| needs.needs.musts.contains(must))
    }

    /// Answers to the question behind a must-have that might loosen it: the very limit first, then others, the nearest first.
    fn tries(&self, change: &Loosened, given: &BTreeMap<Id, Answer>) -> Option<Vec<(Id, Answer)>> {
        let line = self.case.musts.get(change.must)?;
        let question = self.catalog.questions.get(line.question)?;
        let now = given.get(&question.id)?;
        let range = match &question.kind {
            AnswerKind::Number(range) | AnswerKind::Money(range) | AnswerKind::Range(range) => {
                Some(range)
            }
            _ => None,
        };
        let limit = match &change.to {
            // No finer than the question counts, and never short of what is needed.
            Some(Test::AtMost(limit)) => range.map(|range| grain(range.step, *limit, f64::ceil)),
            Some(Test::AtLeast(limit)) => range.map(|range| grain(range.step, *limit, f64::floor)),
            _ => None,
        };
        let within = range.zip(limit).filter(|(range, limit)| {
            // A limit beyond what the question takes cannot be answered.
            (range.min..=range.max).contains(limit)
        });
        let exact = within.and_then(|(_, limit)| match (&now.value, &change.to) {
            (AnswerValue::Number(_), _) => Some(AnswerValue::Number(limit)),
            (AnswerValue::Range(_, to), Some(Test::AtLeast(_))) => {
                Some(AnswerValue::Range(limit, to.max(limit)))
            }
            (AnswerValue::Range(from, _), Some(Test::AtMost(_))) => {
                Some(AnswerValue::Range(from.min(limit), limit))
            }
            _ => None,
        });
        let exact = exact.map(|value| Answer {
            importance: now.importance,
            ..Answer::said(value)
        });
        let others = other_answers(question, now)
            .into_iter()
            .map(|(_, answer)| answer);
        let all = exact.into_iter().chain(others);
        Some(all.map(|answer| (question.id.clone(), answer)).collect())
    }
}

/// A limit rounded to whole units where the question counts in whole ones, else to its step.
fn grain(step: f64, limit: f64, round: fn(f64) -> f64) -> f64 {
    let grain = if step.fract() == 0.0 { 1.0 } else { step };
    let rounded = round(limit / grain) * grain;
    // Without the hair by which products of floats miss it.
    (rounded * 1e6).round() / 1e6
}

/// `3 fit then`.
#[must_use]
pub fn fit_words(fit: usize) -> String {
    if fit == 1 {
        "1 fits then".to_owned()
    } else {
        format!("{fit} fit then")
    }
}
