//! Each possible answer worked out once: the points, values and standing of offerings it would lead to.

use super::advise::{Advice, Weighed};
use super::blind::BlindCatalog;
use super::figures::{Figures, Known};
use super::needs::Needs;
use super::open_question::{AnswerEffect, OpenQuestion, with_answers};
use super::value::Values;

/// Whether an offering fits: 0 for certain, 1 when a missing fact leaves it open, 2 not.
pub type Fit = u8;

/// Cells that may be computed while the answers are worked out; beyond, answers that change figures count as not listed.
const MOST_CELLS: usize = 4_000_000;

/// One answer worked out.
#[derive(Debug, Clone, Default)]
pub struct Prospect {
    /// How likely, a share of any whole.
    pub prior: u32,
    /// Criteria whose points change, with the points and their mean raw importance in tenths.
    pub points: Vec<(usize, u16, u32)>,
    /// Criteria whose values change, with the new values.
    pub values: Vec<(usize, Values)>,
    /// How offerings fit then; `None` when nothing changes.
    pub fits: Option<Vec<Fit>>,
}

/// A question worked out.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Its answers, those that do the same put together.
    pub answers: Vec<Prospect>,
    /// Criteria whose points answers that are not worked out may change.
    pub wild_points: Vec<usize>,
    /// Criteria whose values they may change.
    pub wild_values: Vec<usize>,
    /// Whether they may change must-haves.
    pub wild_musts: bool,
}

/// How all offerings fit.
pub fn fits(rows: usize, advice: &Advice) -> Vec<Fit> {
    let mut fits = vec![2; rows];
    for ranked in &advice.ranked {
        if let Some(fit) = fits.get_mut(ranked.offering) {
            *fit = u8::from(ranked.open != 0);
        }
    }
    fits
}

/// Works out all answers to all questions.
pub fn work_out(
    blind: &BlindCatalog,
    needs: &Needs,
    advice: &Advice,
    questions: &[OpenQuestion],
) -> Vec<Asked> {
    let base = fits(blind.rows(), advice);
    let columns = blind.computed().len() + blind.criteria().len();
    let mut left = MOST_CELLS / (blind.rows() * columns).max(1);
    questions
        .iter()
        .map(|question| {
            let mut asked = Asked {
                answers: Vec::new(),
                wild_points: question.unlisted.weighs.clone(),
                wild_values: question.unlisted.values.clone(),
                wild_musts: question.unlisted.musts,
            };
            let mut seen: Vec<&AnswerEffect> = Vec::new();
            for (prior, effect) in &question.answers {
                if let Some(same) = seen.iter().position(|seen| *seen == effect) {
                    if let Some(same) = asked.answers.get_mut(same) {
                        same.prior = same.prior.saturating_add(*prior);
                    }
                    continue;
                }
                seen.push(effect);
                let mut prospect = Prospect {
                    prior: *prior,
                    points: effect
                        .weights
                        .iter()
                        .map(|&(criterion, weight, points)| {
                            (criterion, points, weight.mean_raw(points))
                        })
                        .collect(),
                    ..Prospect::default()
                };
                if effect.moves_fits() {
                    if left == 0 {
                        asked.wild_values = (0..blind.criteria().len()).collect();
                        asked.wild_musts = true;
                    } else {
                        left -= 1;
                        consequences(&mut prospect, blind, needs, advice, &base, effect);
                    }
                }
                asked.answers.push(prospect);
            }
            asked
        })
        .collect()
}

fn consequences(
    prospect: &mut Prospect,
    blind: &BlindCatalog,
    needs: &Needs,
    advice: &Advice,
    base: &[Fit],
    effect: &AnswerEffect,
) {
    let known = Known {
        needs,
        computed: &advice.computed,
    };
    let after = with_answers(needs, [effect]);
    let figures = Figures::judged(blind, &after, Some(known));
    let weighed = Weighed::new(blind, &after, figures);
    prospect.values = weighed
        .values
        .iter()
        .zip(&advice.values)
        .enumerate()
        .filter(|(_, (new, old))| new != old)
        .map(|(criterion, (new, _))| (criterion, new.clone()))
        .collect();
    let fits: Vec<Fit> = (0..blind.rows())
        .map(|offering| {
            let stand = weighed.masks.of(offering);
            if stand.violated != 0 || after.absent.contains(&offering) {
                2
            } else {
                u8::from(stand.open != 0)
            }
        })
        .collect();
    prospect.fits = (fits != base).then_some(fits);
}
