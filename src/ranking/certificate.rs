//! Can anything still be said that changes the first place?
//!
//! A score is a sum of one look-up for each criterion. So the most by which a rival can overtake is the sum, over the criteria, of the
//! most that any answer can make of points times difference. Where no rival can overtake, one may stop: certain. Where each question
//! touches one criterion only, that is also necessary.

use super::advise::Advice;
use super::blind::BlindCatalog;
use super::ending::first_place;
use super::needs::Needs;
use super::open_question::{OpenQuestion, with_answers};
use super::prospects::{Asked, Fit, fits};
use super::share::ONE;

/// Points that an answer can give at most.
const MOST_POINTS: i64 = 100;

/// Rows times combinations of answers up to which every combination is tried.
const MOST_TRIES: usize = 20_000;

/// What can still come of the open questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Nothing that can still be said changes the first place.
    pub can_stop: bool,
    /// Whether it is also sure that something does when `can_stop` is false.
    pub exact: bool,
    /// For each question whether its answer can still change the first place.
    pub matters: Vec<bool>,
    /// Whether `matters` is exact; otherwise it may say so of too many, never of too few.
    pub matters_exact: bool,
    /// Who can come first, position in the catalog, the first of the order among them. Never too few.
    pub able: Vec<usize>,
}

/// One offering that may stand in the way of another.
struct Runner {
    offering: usize,
    tie: u64,
}

/// Between which points, and with which values, a criterion may end up.
struct Reach<'a> {
    points: (i64, i64),
    /// Values now, and after each answer that changes them.
    values: Vec<&'a [u16]>,
    /// Any values may come, as far as is known.
    wild: bool,
}

impl Reach<'_> {
    /// The most that `rival` can win over `first` here.
    fn most(&self, rival: usize, first: usize) -> i64 {
        if self.wild {
            return self.points.1 * i64::from(ONE);
        }
        self.values
            .iter()
            .map(|values| {
                let lead = difference(values, rival, first);
                (self.points.0 * lead).max(self.points.1 * lead)
            })
            .max()
            .unwrap_or(0)
    }
}

fn difference(values: &[u16], rival: usize, first: usize) -> i64 {
    let value = |row: usize| values.get(row).copied().map_or(0, i64::from);
    value(rival) - value(first)
}

/// Works out what the open questions can still do. `asked` are the same questions worked out.
pub fn certificate(
    blind: &BlindCatalog,
    needs: &Needs,
    advice: &Advice,
    questions: &[OpenQuestion],
    asked: &[Asked],
) -> Certificate {
    let Some(first) = advice.ranked.first() else {
        // Nothing fits: only an answer that brings other figures could change that, and no must-have goes away by asking.
        let moves = |asked: &Asked| {
            !asked.wild_values.is_empty() || asked.answers.iter().any(|a| a.fits.is_some())
        };
        let matters: Vec<bool> = asked.iter().map(moves).collect();
        return Certificate {
            can_stop: !matters.contains(&true),
            exact: false,
            matters,
            matters_exact: false,
            able: Vec::new(),
        };
    };
    if let Some(tried) = exhaustive(blind, needs, first.offering, questions) {
        return tried;
    }
    let reaches = reaches(needs, advice, asked);
    let base = fits(blind.rows(), advice);
    let runner = |offering: usize| Runner {
        offering,
        tie: blind.tie(needs.tie_seed, offering),
    };
    let this = runner(first.offering);
    let this_fit = fit(&base, this.offering);
    let can_fit = best_fits(&base, asked);
    let figures = |asked: &Asked| {
        !asked.wild_values.is_empty() || asked.answers.iter().any(|a| !a.values.is_empty())
    };
    let facts = blind.facts().len();
    // Must-haves on computed figures that several answers move together cannot be told from the answers one by one.
    let tangled = asked.iter().filter(|asked| figures(asked)).count() > 1
        && needs.musts.iter().any(|must| must.column >= facts);
    let wild_musts = asked.iter().any(|asked| asked.wild_musts) || tangled;
    let able: Vec<usize> = (0..blind.rows())
        .filter(|&row| {
            if row == this.offering {
                return true;
            }
            let rival = runner(row);
            if fit(&can_fit, row) > this_fit && !tangled {
                return false;
            }
            let most: i64 = reaches.iter().map(|r| r.most(row, this.offering)).sum();
            fit(&can_fit, row) < this_fit || (-most, rival.tie) < (0, this.tie) || wild_musts
        })
        .collect();
    let falls = |asked: &Asked| {
        let this = asked.answers.iter().filter_map(|a| a.fits.as_ref());
        asked.wild_musts
            || this
                .clone()
                .any(|fits| fit(fits, first.offering) != this_fit)
    };
    let threatened = asked.iter().any(falls);
    let can_stop = able.len() == 1 && !threatened && !wild_musts;
    let matters = asked
        .iter()
        .map(|question| {
            let wild_figures = question.wild_values.iter().any(|&criterion| {
                reaches
                    .get(criterion)
                    .is_some_and(|reach| reach.points.1 > 0)
            });
            !can_stop
                && (falls(question)
                    || tangled && figures(question)
                    || able.len() > 1 && wild_figures
                    || able
                        .iter()
                        .any(|&rival| touches(question, &reaches, &base, rival, first.offering)))
        })
        .collect();
    Certificate {
        can_stop,
        exact: can_stop || asked.iter().all(is_plain) && !tangled && needs.trade_offs.is_empty(),
        matters,
        matters_exact: can_stop,
        able,
    }
}

fn fit(fits: &[Fit], row: usize) -> Fit {
    fits.get(row).copied().unwrap_or(2)
}

/// How well each offering can fit at best.
fn best_fits(base: &[Fit], asked: &[Asked]) -> Vec<Fit> {
    let mut best = base.to_vec();
    for fits in asked
        .iter()
        .flat_map(|asked| &asked.answers)
        .filter_map(|answer| answer.fits.as_ref())
    {
        for (best, fit) in best.iter_mut().zip(fits) {
            *best = (*best).min(*fit);
        }
    }
    best
}

/// Whether a question touches one criterion's points and nothing else, with all its answers listed.
fn is_plain(asked: &Asked) -> bool {
    let mut touched: Vec<usize> = asked
        .answers
        .iter()
        .flat_map(|answer| answer.points.iter().map(|(criterion, ..)| *criterion))
        .collect();
    touched.sort_unstable();
    touched.dedup();
    touched.len() <= 1
        && asked.wild_points.is_empty()
        && asked.wild_values.is_empty()
        && !asked.wild_musts
        && asked
            .answers
            .iter()
            .all(|answer| answer.values.is_empty() && answer.fits.is_none())
}

fn reaches<'a>(needs: &Needs, advice: &'a Advice, asked: &'a [Asked]) -> Vec<Reach<'a>> {
    let mut reaches: Vec<Reach<'a>> = advice
        .values
        .iter()
        .enumerate()
        .map(|(criterion, values)| {
            let points = needs.points.get(criterion).copied().map_or(0, i64::from);
            Reach {
                points: (points, points),
                values: vec![&**values],
                wild: false,
            }
        })
        .collect();
    let weighs = |question: &Asked| {
        !question.wild_points.is_empty() || question.answers.iter().any(|a| !a.points.is_empty())
    };
    if !needs.trade_offs.is_empty() && asked.iter().any(weighs) {
        // After head-to-heads the points hang together: one more word may move them all.
        for reach in &mut reaches {
            reach.points = (0, MOST_POINTS);
        }
    }
    for question in asked {
        for answer in &question.answers {
            for &(criterion, points, _) in &answer.points {
                if let Some(reach) = reaches.get_mut(criterion) {
                    let points = i64::from(points);
                    reach.points = (reach.points.0.min(points), reach.points.1.max(points));
                }
            }
        }
        for &criterion in &question.wild_points {
            if let Some(reach) = reaches.get_mut(criterion) {
                reach.points = (0, reach.points.1.max(MOST_POINTS));
            }
        }
        for &criterion in &question.wild_values {
            if let Some(reach) = reaches.get_mut(criterion) {
                reach.wild = true;
            }
        }
        let mut moved: Vec<usize> = Vec::new();
        for (criterion, values) in question.answers.iter().flat_map(|answer| &answer.values) {
            if let Some(reach) = reaches.get_mut(*criterion) {
                // A second question that moves the same figures: what both do together is not known.
                reach.wild |= reach.values.len() > 1 && !moved.contains(criterion);
                moved.push(*criterion);
                reach.values.push(values);
            }
        }
    }
    reaches
}

/// Whether any answer makes a difference between `rival` and the first.
fn touches(
    question: &Asked,
    reaches: &[Reach<'_>],
    base: &[Fit],
    rival: usize,
    first: usize,
) -> bool {
    let differs = |criterion: usize| {
        reaches.get(criterion).is_some_and(|reach| {
            reach.wild
                || reach
                    .values
                    .iter()
                    .any(|v| difference(v, rival, first) != 0)
        })
    };
    question.wild_points.iter().copied().any(differs)
        || question.answers.iter().any(|answer| {
            let refits = answer.fits.as_ref();
            answer
                .points
                .iter()
                .any(|(criterion, ..)| differs(*criterion))
                || refits.is_some_and(|fits| fit(fits, rival) != fit(base, rival))
                || answer.values.iter().any(|(criterion, values)| {
                    let reach = reaches.get(*criterion);
                    reach.is_some_and(|reach| reach.points.1 > 0)
                        && reach
                            .and_then(|reach| reach.values.first())
                            .is_none_or(|now| {
                                difference(values, rival, first) != difference(now, rival, first)
                            })
                })
        })
}

/// Tries every combination of answers, where they are few.
fn exhaustive(
    blind: &BlindCatalog,
    needs: &Needs,
    first: usize,
    questions: &[OpenQuestion],
) -> Option<Certificate> {
    if questions
        .iter()
        .any(|question| !question.unlisted.is_nothing())
    {
        return None;
    }
    let combinations = questions.iter().try_fold(1_usize, |product, question| {
        product
            .checked_mul(question.answers.len() + 1)
            .filter(|product| product.saturating_mul(blind.rows()) <= MOST_TRIES)
    })?;
    // Number `n` in the mixed base of the answers, digit 0 for no answer.
    let firsts: Vec<Option<usize>> = (0..combinations)
        .map(|n| {
            let mut rest = n;
            let given: Vec<_> = questions
                .iter()
                .filter_map(|question| {
                    let base = question.answers.len() + 1;
                    let digit = rest % base;
                    rest /= base;
                    question.answers.get(digit.checked_sub(1)?)
                })
                .map(|(_, effect)| effect)
                .collect();
            first_place(blind, &with_answers(needs, given))
        })
        .collect();
    let mut place = 1;
    let matters: Vec<bool> = questions
        .iter()
        .map(|question| {
            let base = question.answers.len() + 1;
            let this = place;
            place *= base;
            firsts.iter().enumerate().any(|(n, new)| {
                let without = n - (n / this % base) * this;
                firsts.get(without) != Some(new)
            })
        })
        .collect();
    let mut able: Vec<usize> = firsts.iter().copied().flatten().collect();
    able.sort_unstable();
    able.dedup();
    Some(Certificate {
        can_stop: firsts.iter().all(|new| *new == Some(first)),
        exact: true,
        matters,
        matters_exact: true,
        able,
    })
}
