//! How sure the order is, what would change it, and what would help when nothing fits: computed by the engine, said in words.

use crate::catalog::{Better, Catalog, Kind, Origin as ColumnOrigin};
use crate::domain::SafeText;
use crate::interview::{CaseNeeds, Flow, Interview, held, open_questions};
use crate::ranking::{
    Advice, Ahead, ENOUGH, FigureTip, HeadToHead, LevelTip, Lever, Particles, Plan, Readings,
    Relaxations, StatusQuo, Sureness, WeightTip, ahead, figure_tip, head_to_head, level_tips,
    readings_in, relaxations, status_quo, tried, weight_tips, with_level, with_weight, worlds,
};

use super::view::View;

/// How many changes are named.
const TIPS: usize = 4;
/// How many weights between the levels are.
const WEIGHTS: usize = 2;
/// How many rivals' prices are looked at.
const RIVALS: usize = 3;
/// How many ways are named when nothing fits.
const WAYS: usize = 5;

/// What the engine says beyond the order.
#[derive(Debug, Clone)]
pub struct Sure {
    /// The advice read many times.
    pub readings: Readings,
    /// What would help when nothing fits, and what each must-have costs.
    pub relaxations: Relaxations,
    /// Other levels that put another offering first; each was tried.
    pub levels: Vec<LevelTip>,
    /// Weights between the levels that put another offering first, where no level does; each was tried.
    pub weights: Vec<WeightTip>,
    /// Prices that put a rival first; each was tried.
    pub prices: Vec<FigureTip>,
    /// What asking on can still do.
    pub ahead: Ahead,
    /// The question that comes first because every conversation begins with it; `None` once nothing can change the first place.
    pub early: Option<usize>,
    /// The two offerings whose choice would tell most, once asking on rarely changes the first place.
    pub pair: Option<HeadToHead>,
    /// Whether leaving what the customer has is worth it.
    pub keep: Option<StatusQuo>,
}

impl Sure {
    /// Asks the engine. All that is passed in must belong together.
    #[must_use]
    pub fn new(
        catalog: &Catalog,
        interview: &Interview,
        flow: &Flow,
        case: &CaseNeeds,
        advice: &Advice,
        plan: Plan,
    ) -> Self {
        let (blind, needs) = (catalog.blind(), &case.needs);
        let open = open_questions(catalog, interview.answers(), &flow.status, case);
        let particles = Particles::new(needs, catalog.criteria.len(), plan.readings);
        let levels = level_tips(blind, needs, advice);
        let levels = tried(blind, &levels, TIPS, |tip| {
            (with_level(needs, tip), tip.new_first)
        });
        let between: Vec<WeightTip> = weight_tips(blind, needs, advice)
            .into_iter()
            .filter(|tip| levels.iter().all(|level| level.criterion != tip.criterion))
            .collect();
        let weights = tried(blind, &between, WEIGHTS, |tip| {
            (with_weight(needs, tip.criterion, tip.to), tip.new_first)
        });
        let keep = catalog
            .status_quo
            .as_ref()
            .and_then(|kept| status_quo(blind, needs, advice, (&particles, plan), kept.offering));
        let worlds = worlds(blind, needs, &open);
        let readings = readings_in(blind, needs, advice, &particles, plan, &worlds);
        let ahead = ahead(blind, needs, advice, &open);
        let early = flow.early(catalog).filter(|_| !ahead.can_stop);
        let settles = early.is_none() && (ahead.enough || ahead.next.is_none());
        let pair = settles
            .then(|| {
                let held = held(catalog, interview);
                head_to_head(needs, advice, &readings, &particles, &held)
            })
            .flatten();
        Self {
            readings,
            relaxations: relaxations(blind, needs, advice, WAYS),
            prices: prices(catalog, case, advice),
            ahead,
            early,
            pair,
            levels,
            weights,
            keep,
        }
    }

    /// The open questions whose answers can still change the first place, by position in the catalog.
    pub fn can_change_first(&self) -> impl Iterator<Item = usize> {
        self.ahead
            .questions
            .iter()
            .filter(|worth| worth.matters)
            .map(|worth| worth.id)
    }

    /// The question to ask next, by position in the catalog: what every conversation begins with, then what tells most for the time it
    /// takes. `None` when nothing open can change the first place.
    #[must_use]
    pub fn next(&self) -> Option<usize> {
        let worth = |n: usize| self.ahead.questions.get(n).map(|worth| worth.id);
        self.early.or_else(|| worth(self.ahead.next?))
    }
}

/// What the strongest rivals would have to cost.
fn prices(catalog: &Catalog, case: &CaseNeeds, advice: &Advice) -> Vec<FigureTip> {
    let lever = catalog.attributes.iter().position(|attribute| {
        attribute.kind == Kind::Money
            && attribute.origin == ColumnOrigin::Table
            && attribute.better == Better::Lower
            && !attribute.hidden
    });
    let Some(column) = lever else {
        return Vec::new();
    };
    let lever = Lever {
        column,
        step: 1.0,
        end: 0.0,
    };
    advice
        .leaders()
        .skip(1)
        .take(RIVALS)
        .filter_map(|rival| figure_tip(catalog.blind(), &case.needs, advice, rival.offering, lever))
        .collect()
}

impl View<'_> {
    /// How sure the first place is, in a sentence; `None` when nothing is ranked.
    #[must_use]
    pub fn sure_words(&self, sure: &Sure) -> Option<SafeText> {
        let confidence = sure.readings.confidence?;
        let word = match confidence.word {
            Sureness::TossUp => "a toss-up",
            word => word.word(),
        };
        let unsure = if self.is_unconfirmed() {
            "nothing is sure to meet every must; of what may, "
        } else {
            ""
        };
        let tenths = tenths_words(confidence.n_in_10);
        Some(format!("{unsure}{word}: first in {tenths} readings of the answers").into())
    }

    /// Whether a missing fact leaves open that even the first of the order meets every must-have.
    #[must_use]
    pub fn is_unconfirmed(&self) -> bool {
        let first = self.advice.ranked.first();
        first.is_some_and(|first| first.open != 0)
    }

    /// The same as a whole sentence, with whom it is too close to.
    #[must_use]
    pub fn sure_sentence(&self, sure: &Sure) -> Option<SafeText> {
        let words = self.sure_words(sure)?;
        let close = self.too_close_to(sure).map_or_else(String::new, |rival| {
            format!(" Too close to call between it and {rival}.")
        });
        Some(format!("{}.{close}", capital(&words)).into())
    }

    /// Whether asking can stop, and exactly which questions could still change the first place: phrases, the most important first, each
    /// with a shorter wording behind it where there is one.
    #[must_use]
    pub fn stop_phrases(&self, sure: &Sure) -> Vec<Vec<String>> {
        let mut matter: Vec<usize> = sure.can_change_first().collect();
        matter.sort_unstable();
        let could = match matter.len() {
            0 => None,
            n => {
                let named = format!("{} could change 1st place", question_numbers(&matter));
                let counted = format!("{n} questions could change 1st place");
                Some(if n > 2 {
                    vec![named, counted]
                } else {
                    vec![named]
                })
            }
        };
        let ahead = &sure.ahead;
        let (stop, why) = if ahead.can_stop {
            ("YES", Some("nothing open changes 1st place".to_owned()))
        } else if ahead.changes <= ENOUGH {
            ("YES", Some("answers rarely change it".to_owned()))
        } else if ahead.enough {
            let gains = match ahead.loss / 10 {
                0 => "less than 0.1".to_owned(),
                tenths => format!("{}.{}", tenths / 10, tenths % 10),
            };
            let gains = format!("asking on gains {gains} of 100 points");
            ("YES", Some(gains))
        } else {
            ("not yet", None)
        };
        let could = could.filter(|_| !sure.ahead.can_stop);
        let stop = Some(vec![format!("Can stop now: {stop}")]);
        let why = why.map(|why| vec![why]);
        [stop, could, why].into_iter().flatten().collect()
    }

    /// Who cannot be told apart from the first, if anybody.
    #[must_use]
    pub fn too_close_to(&self, sure: &Sure) -> Option<SafeText> {
        let confidence = sure.readings.confidence?;
        let rival = confidence.rival.filter(|_| confidence.too_close)?;
        self.entry(rival.offering).map(|entry| entry.label())
    }
}

/// Positions in rising order as the numbers of questions: `Q2 Q5-9`.
fn question_numbers(positions: &[usize]) -> String {
    let runs = positions.chunk_by(|one, next| one + 1 == *next);
    let words = runs.filter_map(|run| {
        let (first, last) = (run.first()? + 1, run.last()? + 1);
        Some(match last - first {
            0 => format!("Q{first}"),
            1 => format!("Q{first} Q{last}"),
            _ => format!("Q{first}-{last}"),
        })
    });
    words.collect::<Vec<String>>().join(" ")
}

/// `8 of 10`; what was rounded down to none is not none.
#[must_use]
pub fn tenths_words(n: u8) -> String {
    match n {
        0 => "fewer than 1 of 10".to_owned(),
        n => format!("{n} of 10"),
    }
}

/// `likely: ..` as the beginning of a sentence.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
