//! The answers a customer may give to a question, and how likely each is.
//!
//! What the catalog says of a hundred customers is believed; where it says nothing, all answers are as likely.

use crate::catalog::{AnswerKind, Effect, FigureRange, Question, Shares};
use crate::domain::{Answer, AnswerValue, Id, Importance};

/// Options of which every choice is listed; with more of them only single ones are.
const MOST_TOGETHER: usize = 6;

/// Items of which every order is listed.
const MOST_IN_ORDER: usize = 4;

/// Answers with their importance that are listed for one question.
const MOST_ANSWERS: usize = 64;

/// All customers.
const ALL: u32 = 1_000_000;

/// Of a hundred customers so many tick an option of which the catalog says nothing.
const TICKED: u32 = 33;

/// Of a hundred customers so many name nothing of a long list, and no seller, where the catalog says nothing.
const NAME_NOTHING: u32 = 50;
const NAME_NO_SELLER: u32 = 80;

/// Of ten customers who exclude nothing so many keep the level that is shown first.
const KEEP_LEVEL: u32 = 6;

/// Possible answers with how likely each is, shares of any whole, and whether there are no others.
pub(super) fn possible(question: &Question) -> (Vec<(u32, Answer)>, bool) {
    let (values, all) = values(&question.kind, &question.shares);
    let Some(shown) = question.importance else {
        let plain = |(share, value)| (share, Answer::said(value));
        return (values.into_iter().map(plain).collect(), all);
    };
    let every = values.len() * Importance::ALL.len() <= MOST_ANSWERS;
    let levels = levels(question, shown, every);
    let mut answers = Vec::new();
    for (share, value) in values {
        for &(of_hundred, level) in &levels {
            let answer = Answer::said(value.clone()).mattering(level);
            answers.push((part(share, of_hundred), answer));
        }
    }
    (answers, all && every)
}

/// How much it matters to how many of a hundred: all levels, or the one shown first and "must".
fn levels(question: &Question, shown: Importance, every: bool) -> Vec<(u32, Importance)> {
    let excludes = |effect: &Effect| matches!(effect, Effect::Must(_));
    let must = if question.effects.iter().any(excludes) {
        u32::from(question.shares.must)
    } else {
        0
    };
    let others = 100 - must.min(100);
    if !every {
        return vec![(others, shown), (must, Importance::Must)];
    }
    let kept = others * KEEP_LEVEL / 10;
    let levels = Importance::ALL.into_iter().map(|level| {
        let share = match level {
            Importance::Must => must,
            level if level == shown => kept,
            _ => (others - kept) / 3,
        };
        (share, level)
    });
    levels.collect()
}

/// So many of a hundred of `share`.
fn part(share: u32, of_hundred: u32) -> u32 {
    let part = u64::from(share) * u64::from(of_hundred) / 100;
    u32::try_from(part).unwrap_or(u32::MAX)
}

/// `left` shared among answers by what the catalog says of them; the others get what remains of a hundred, evenly.
fn spread(shares: &Shares, answers: usize, left: u32) -> Vec<u32> {
    let named: u32 = (0..answers)
        .filter_map(|n| shares.of(n))
        .map(u32::from)
        .sum();
    let silent = (0..answers).filter(|n| shares.of(*n).is_none()).count();
    let silent = u32::try_from(silent).unwrap_or(u32::MAX);
    let hundred = 100 - shares.nothing.map_or(0, u32::from).min(100);
    // In hundredths, so that many answers can share a little.
    let each = (hundred.saturating_sub(named) * 100)
        .checked_div(silent)
        .unwrap_or(0);
    let parts = (0..answers).map(|n| shares.of(n).map_or(each, |share| u32::from(share) * 100));
    let whole: u64 = parts.clone().map(u64::from).sum();
    let of_left = |part: u32| {
        (u64::from(part) * u64::from(left))
            .checked_div(whole)
            .unwrap_or(0)
    };
    parts
        .map(|part| u32::try_from(of_left(part)).unwrap_or(left))
        .collect()
}

/// One answer of these, or none at all.
fn one_of(shares: &Shares, values: Vec<AnswerValue>) -> Vec<(u32, AnswerValue)> {
    let nothing = part(ALL, shares.nothing.map_or(0, u32::from));
    let shared = spread(shares, values.len(), ALL - nothing);
    let open = (nothing > 0).then_some((nothing, AnswerValue::DontKnow));
    shared.into_iter().zip(values).chain(open).collect()
}

/// Any of these options.
fn any_of(shares: &Shares, ids: &[Id]) -> Vec<(u32, AnswerValue)> {
    let sets: Vec<(u64, Vec<Id>)> = (0..1_usize << ids.len())
        .map(|set| {
            let ticked = |n: usize| set >> n & 1 == 1;
            let likely = (0..ids.len()).map(|n| {
                let share = shares.of(n).map_or(TICKED, u32::from);
                u64::from(if ticked(n) {
                    share
                } else {
                    100 - share.min(100)
                })
            });
            let chosen = ids.iter().enumerate().filter(|(n, _)| ticked(*n));
            (likely.product(), chosen.map(|(_, id)| id.clone()).collect())
        })
        .collect();
    let named: u64 = sets.iter().skip(1).map(|(likely, _)| likely).sum();
    let whole = named + sets.first().map_or(0, |(nothing, _)| *nothing);
    let of = |part: u64, whole: u64, all: u32| {
        let share = (u128::from(part) * u128::from(all)).checked_div(u128::from(whole));
        u32::try_from(share.unwrap_or(0)).unwrap_or(ALL)
    };
    let nothing = match (shares.nothing, sets.first()) {
        (Some(nothing), _) => part(ALL, u32::from(nothing)),
        (None, Some((nothing, _))) => of(*nothing, whole, ALL),
        (None, None) => 0,
    };
    sets.into_iter()
        .map(|(likely, chosen)| {
            let share = if chosen.is_empty() {
                nothing
            } else {
                of(likely, named, ALL - nothing.min(ALL))
            };
            (share, AnswerValue::Several(chosen))
        })
        .collect()
}

/// One option of a long list, or none.
fn one_at_most(shares: &Shares, ids: &[Id], usual: u32) -> Vec<(u32, AnswerValue)> {
    let nothing = part(ALL, shares.nothing.map_or(usual, u32::from));
    let shared = spread(shares, ids.len(), ALL - nothing);
    let one = |id: &Id| AnswerValue::Several(vec![id.clone()]);
    let named = shared.into_iter().zip(ids.iter().map(one));
    std::iter::once((nothing, AnswerValue::Several(Vec::new())))
        .chain(named)
        .collect()
}

fn figures(
    shares: &Shares,
    range: &FigureRange,
    value: impl Fn(f64) -> AnswerValue,
) -> Vec<(u32, AnswerValue)> {
    one_of(shares, range.usual.iter().map(|&x| value(x)).collect())
}

fn values(kind: &AnswerKind, shares: &Shares) -> (Vec<(u32, AnswerValue)>, bool) {
    let ids: Vec<Id> = kind.options().map(|option| option.id.clone()).collect();
    match kind {
        AnswerKind::One { .. } => {
            let one = ids.into_iter().map(AnswerValue::One);
            (one_of(shares, one.collect()), true)
        }
        AnswerKind::Several { .. } if ids.len() <= MOST_TOGETHER => (any_of(shares, &ids), true),
        AnswerKind::Several { sellers, .. } => {
            let usual = if *sellers {
                NAME_NO_SELLER
            } else {
                NAME_NOTHING
            };
            (one_at_most(shares, &ids, usual), false)
        }
        AnswerKind::YesNo => {
            let both = [true, false].map(AnswerValue::YesNo);
            (one_of(shares, both.to_vec()), true)
        }
        AnswerKind::Number(range) | AnswerKind::Money(range) => {
            (figures(shares, range, AnswerValue::Number), false)
        }
        AnswerKind::Range(range) => {
            let point = |x| AnswerValue::Range(x, x);
            (figures(shares, range, point), false)
        }
        AnswerKind::Order(_) if ids.len() <= MOST_IN_ORDER => {
            let mut all = vec![Vec::new()];
            let mut grown: Vec<Vec<Id>> = all.clone();
            for _ in 0..ids.len() {
                grown = grown.iter().flat_map(|order| longer(order, &ids)).collect();
                all.extend(grown.iter().cloned());
            }
            // Most people put all in order.
            let share = |order: &Vec<Id>| if order.len() == ids.len() { 4 } else { 1 };
            let told = all.iter().filter(|order| !order.is_empty());
            (
                told.map(|o| (share(o), AnswerValue::Order(o.clone())))
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
            let level = |(share, level)| (share, AnswerValue::Level(level));
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
