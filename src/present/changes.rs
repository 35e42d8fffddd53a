//! What would put another offering first, in words. Every change was tried by running the engine with it.

use crate::catalog::{AnswerKind, FigureRange, Question};
use crate::domain::{Answer, AnswerValue, Id, Importance, SafeText};
use crate::interview::{Flow, Interview, Origin, Scenario, Status, WishLine, other_answers};
use crate::ranking::{LevelTip, WeightTip, advise, first_place};

use super::answers::{answer_words, level_words};
use super::sure::Sure;
use super::view::View;

/// How many other answers are named.
const ANSWERS: usize = 6;
/// How many of them may be answers to the same question.
const PER_QUESTION: usize = 2;
/// How much is tried in search of them, in offerings looked at: a large catalog tries fewer answers, the smallest changes first.
const MOST_LOOKED_AT: usize = 4_000_000;

/// A change that puts another offering first.
#[derive(Debug, Clone, PartialEq)]
pub struct WouldChange {
    /// `level` or `weight` of a criterion, `answer` to a question, or `figure` of the offering itself.
    pub kind: &'static str,
    /// The criterion, the question or the column.
    pub id: Id,
    /// As it is.
    pub from: SafeText,
    /// As it would have to be.
    pub to: SafeText,
    /// What comes first then, position in the catalog.
    pub new_first: usize,
    /// The whole in words.
    pub words: SafeText,
    /// The answers that bring it about; `None` where no answer of the customer does, such as for a price.
    pub scenario: Option<Scenario>,
}

impl View<'_> {
    /// What would put another model line first: other levels, weights between them, other answers, then prices; within each the smallest
    /// change first. Empty when nothing is ranked.
    ///
    /// Of the answers only one is changed at a time; of one question two are named at most, and of a figure only the one nearest to what
    /// was said, upwards and downwards.
    #[must_use]
    pub fn would_change(
        &self,
        sure: &Sure,
        interview: &Interview,
        flow: &Flow,
    ) -> Vec<WouldChange> {
        let mut changes: Vec<WouldChange> = sure
            .levels
            .iter()
            .filter_map(|tip| self.level_change(tip, interview, flow))
            .collect();
        let of_answers = self.answer_changes(interview, flow, &changes);
        changes.extend(
            sure.weights
                .iter()
                .filter_map(|tip| self.weight_change(tip)),
        );
        changes.extend(of_answers);
        changes.extend(self.price_changes(sure));
        changes
    }

    fn level_change(
        &self,
        tip: &LevelTip,
        interview: &Interview,
        flow: &Flow,
    ) -> Option<WouldChange> {
        let criterion = self.catalog.criteria.get(tip.criterion)?;
        let from = self.level_now(tip.criterion);
        let to: SafeText = level_words(tip.to).into();
        Some(WouldChange {
            kind: "level",
            id: criterion.id.clone(),
            words: format!(
                "{}: {to} instead of {from}: {} comes first",
                criterion.label,
                self.name_of(tip.new_first)
            )
            .into(),
            from,
            to,
            new_first: tip.new_first,
            scenario: self.level_scenario(tip, interview, flow),
        })
    }

    /// No word stands for a weight between the levels, so no answer brings it about: it says how near the order is to turning.
    fn weight_change(&self, tip: &WeightTip) -> Option<WouldChange> {
        let criterion = self.catalog.criteria.get(tip.criterion)?;
        let (from, to) = (format!("{} points", tip.from), format!("{} points", tip.to));
        Some(WouldChange {
            kind: "weight",
            id: criterion.id.clone(),
            words: format!(
                "{}: {to} of weight instead of {}: {} comes first",
                criterion.label,
                tip.from,
                self.name_of(tip.new_first)
            )
            .into(),
            from: from.into(),
            to: to.into(),
            new_first: tip.new_first,
            scenario: None,
        })
    }

    /// The answer that gives a criterion the level of a tip: to the question for that level, or the importance of what was answered.
    fn level_scenario(
        &self,
        tip: &LevelTip,
        interview: &Interview,
        flow: &Flow,
    ) -> Option<Scenario> {
        let asked = self.catalog.questions.iter().zip(&flow.status);
        let applying = asked.filter(|(_, status)| {
            matches!(status, Status::Answered | Status::Open | Status::PutOff)
        });
        applying
            .filter_map(|(question, _)| {
                let given = interview.answers().get(&question.id);
                let answer = match question.kind {
                    AnswerKind::Level(own) if own == tip.criterion => {
                        Answer::said(AnswerValue::Level(tip.to))
                    }
                    _ => {
                        let given = given.filter(|given| given.is_told())?;
                        question.importance?;
                        given.clone().mattering(tip.to)
                    }
                };
                Some(Scenario::of(&question.id, answer))
            })
            .filter(|scenario| scenario.fits(self.catalog, interview.answers()))
            .find(|scenario| {
                let needs = scenario.needs(self.catalog, interview, self.case.needs.tie_seed);
                let points = |wish: &WishLine| wish.points;
                let mut expected: Vec<u16> = self.case.wishes.iter().map(points).collect();
                if let Some(points) = expected.get_mut(tip.criterion) {
                    *points = tip.to.points();
                }
                // It does this and nothing else.
                needs.wishes.iter().map(points).eq(expected)
                    && needs.needs.musts == self.case.needs.musts
                    && first_place(self.catalog.blind(), &needs.needs) == Some(tip.new_first)
            })
    }

    /// Other answers to what was answered, each tried as it stands.
    fn answer_changes(
        &self,
        interview: &Interview,
        flow: &Flow,
        known: &[WouldChange],
    ) -> Vec<WouldChange> {
        if self.advice.ranked.is_empty() {
            return Vec::new();
        }
        let mut tries: Vec<(usize, usize, Answer)> = Vec::new();
        for position in flow.with(Status::Answered) {
            let Some(question) = self.catalog.questions.get(position) else {
                continue;
            };
            if let Some(given) = interview.answers().get(&question.id) {
                let others = other_answers(question, given).into_iter();
                tries.extend(others.map(|(steps, answer)| (steps, position, answer)));
            }
        }
        tries.sort_by_key(|(steps, position, _)| (*steps, *position));
        let most = MOST_LOOKED_AT / self.catalog.offerings.len().max(1);
        let mut found: Vec<WouldChange> = Vec::new();
        let mut seen: Vec<(usize, bool)> = Vec::new();
        for (_, position, answer) in tries.into_iter().take(most.max(1)) {
            if found.len() == ANSWERS {
                break;
            }
            let Some(question) = self.catalog.questions.get(position) else {
                continue;
            };
            let Some(given) = interview.answers().get(&question.id) else {
                continue;
            };
            let of_question = found.iter().filter(|change| change.id == question.id);
            if of_question.count() == PER_QUESTION {
                continue;
            }
            let way = direction(given, &answer).map(|up| (position, up));
            if way.is_some_and(|way| seen.contains(&way)) {
                continue;
            }
            let Some(new_first) = self.first_with(interview, question, &answer) else {
                continue;
            };
            let (answer, new_first) = match way {
                Some(way) => {
                    seen.push(way);
                    self.nearest(interview, question, given, (answer, new_first))
                }
                None => (answer, new_first),
            };
            let change = self.answer_change(question, given, answer, new_first);
            // A level may be an answer itself: it is named once.
            if known.iter().all(|known| known.scenario != change.scenario) {
                found.push(change);
            }
        }
        found
    }

    fn answer_change(
        &self,
        question: &Question,
        given: &Answer,
        answer: Answer,
        new_first: usize,
    ) -> WouldChange {
        let from = answer_words(self.catalog, question, given);
        let to = answer_words(self.catalog, question, &answer);
        WouldChange {
            kind: "answer",
            id: question.id.clone(),
            words: format!(
                "{}: {} comes first",
                self.change_words(question, Some(given), &answer),
                self.name_of(new_first)
            )
            .into(),
            from,
            to,
            new_first,
            scenario: Some(Scenario::of(&question.id, answer)),
        }
    }

    /// What comes first with another answer; `None` when it is of the line that is first already, or nothing fits then.
    fn first_with(
        &self,
        interview: &Interview,
        question: &Question,
        answer: &Answer,
    ) -> Option<usize> {
        let scenario = Scenario::of(&question.id, answer.clone());
        if !scenario.fits(self.catalog, interview.answers()) {
            return None;
        }
        let seed = self.case.needs.tie_seed;
        let needs = scenario.needs(self.catalog, interview, seed);
        let blind = self.catalog.blind();
        let first = first_place(blind, &needs.needs)?;
        let now = self.advice.ranked.first()?;
        let line = |offering: usize| blind.lines().get(offering);
        // What may not fit at all is no better answer than what does.
        let sure = || {
            let after = advise(blind, &needs.needs);
            now.open != 0 || after.ranked.first().is_some_and(|first| first.open == 0)
        };
        (line(first) != line(now.offering) && sure()).then_some(first)
    }

    /// Halves the way from the figure given to one that changes the first place, in steps of the question, down to one step.
    fn nearest(
        &self,
        interview: &Interview,
        question: &Question,
        given: &Answer,
        hit: (Answer, usize),
    ) -> (Answer, usize) {
        let (Some(range), Some((start, end))) = (
            figures_of(&question.kind),
            figure_of(given).zip(figure_of(&hit.0)),
        ) else {
            return hit;
        };
        let mut best = hit;
        // Whole steps from here on: what was said and the hit themselves may lie between two of them.
        let (start, end) = (grid(range, start), grid(range, end));
        let (mut stays, mut changes) = if start < end {
            (start.floor(), end.ceil())
        } else {
            (start.ceil(), end.floor())
        };
        while (changes - stays).abs() > 1.0 {
            let middle = f64::midpoint(stays, changes).floor();
            let figure = off_grid(range, middle);
            let answer = Answer {
                value: AnswerValue::Number(figure),
                ..best.0.clone()
            };
            match self.first_with(interview, question, &answer) {
                Some(first) => (changes, best) = (middle, (answer, first)),
                None => stays = middle,
            }
        }
        best
    }

    fn price_changes(&self, sure: &Sure) -> impl Iterator<Item = WouldChange> {
        sure.prices.iter().filter_map(|tip| {
            let attribute = self.catalog.attributes.get(tip.column)?;
            let say = |figure| {
                SafeText::from(
                    self.catalog
                        .say_number(figure, &attribute.unit, attribute.decimals),
                )
            };
            let (from, to) = (say(tip.from), say(tip.to?));
            Some(WouldChange {
                kind: "figure",
                id: attribute.id.clone(),
                words: format!(
                    "{} of {}: {to} instead of {from}: it comes first",
                    attribute.label,
                    self.name_of(tip.offering)
                )
                .into(),
                from,
                to,
                new_first: tip.offering,
                scenario: None,
            })
        })
    }

    /// The label of an offering, wherever it stands.
    #[must_use]
    pub(super) fn name_of(&self, offering: usize) -> SafeText {
        self.entry(offering)
            .map(|entry| entry.label())
            .unwrap_or_default()
    }

    fn level_now(&self, criterion: usize) -> SafeText {
        match self.case.wishes.get(criterion).map(|wish| wish.origin) {
            Some(Origin::Level(_, Importance::Must)) => level_words(Importance::Essential).into(),
            Some(Origin::Level(_, level)) => level_words(level).into(),
            Some(Origin::Place(_, place)) => {
                format!("{} in order", super::needs::ordinal(place)).into()
            }
            Some(Origin::Unasked) | None => "not asked".into(),
        }
    }
}

/// Whether another figure is higher than the one given; `None` where these are no figures, or where the value stays.
fn direction(given: &Answer, other: &Answer) -> Option<bool> {
    let (now, then) = figure_of(given).zip(figure_of(other))?;
    (now != then).then_some(then > now)
}

const fn figure_of(answer: &Answer) -> Option<f64> {
    match answer.value {
        AnswerValue::Number(figure) => Some(figure),
        _ => None,
    }
}

const fn figures_of(kind: &AnswerKind) -> Option<&FigureRange> {
    match kind {
        AnswerKind::Number(range) | AnswerKind::Money(range) => Some(range),
        _ => None,
    }
}

/// How many steps above the least figure.
fn grid(range: &FigureRange, figure: f64) -> f64 {
    let steps = (figure - range.min) / range.step;
    // Without the hair by which quotients of floats miss a whole step.
    (steps * 1e6).round() / 1e6
}

/// The figure that many steps above the least, without the hair by which sums of floats miss it.
fn off_grid(range: &FigureRange, steps: f64) -> f64 {
    let figure = range.min + steps * range.step;
    ((figure * 1e6).round() / 1e6).clamp(range.min, range.max)
}
