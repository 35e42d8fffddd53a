//! What answers are worth: how much better the best is once they are known, and who comes first then.

use super::advise::Advice;
use super::blind::BlindCatalog;
use super::certificate::Certificate;
use super::confidence::out_of;
use super::ending::{Ending, lost};
use super::needs::{Needs, Weight};
use super::prospects::{Asked, Fit, Prospect, fits};

/// Utilities are kept in millionths of a value, so that shares of weights lose nothing that counts.
const FINE: u64 = 1_000_000;

/// What is needed to value answers.
pub(super) struct Outlook<'a> {
    pub(super) blind: &'a BlindCatalog,
    pub(super) needs: &'a Needs,
    pub(super) advice: &'a Advice,
    /// Who can come first.
    pub(super) able: &'a [usize],
    pub(super) first: Option<usize>,
    fits: Vec<Fit>,
    /// Mean raw importance of each criterion in tenths.
    pub(super) means: Vec<u32>,
    /// Sum of mean weight times value for each of `able`.
    sums: Vec<u64>,
    /// Score of each of `able`.
    scores: Vec<i64>,
}

impl<'a> Outlook<'a> {
    pub(super) fn new(
        blind: &'a BlindCatalog,
        needs: &'a Needs,
        advice: &'a Advice,
        certificate: &'a Certificate,
    ) -> Self {
        let means: Vec<u32> = (0..advice.values.len())
            .map(|criterion| {
                let weight: Weight = needs.weights.get(criterion).copied().unwrap_or_default();
                let points = needs.points.get(criterion).copied().unwrap_or(0);
                if needs.trade_offs.is_empty() {
                    weight.mean_raw(points)
                } else {
                    // After head-to-heads the points say it; a word's mean is about four fifths of its points.
                    8 * u32::from(points)
                }
            })
            .collect();
        let mut sums = vec![0; certificate.able.len()];
        let mut scores = vec![0; certificate.able.len()];
        let weights = means.iter().zip(&needs.points);
        for (values, (&mean, &points)) in advice.values.iter().zip(weights) {
            let both = sums.iter_mut().zip(&mut scores);
            for ((sum, score), &offering) in both.zip(&certificate.able) {
                let value = values.get(offering).copied().unwrap_or(0);
                *sum += u64::from(mean) * u64::from(value);
                *score += i64::from(points) * i64::from(value);
            }
        }
        Self {
            blind,
            needs,
            advice,
            able: &certificate.able,
            first: advice.ranked.first().map(|first| first.offering),
            fits: fits(blind.rows(), advice),
            means,
            sums,
            scores,
        }
    }

    /// Expected gain from knowing the answer, in millionths of a point.
    pub(super) fn gain(&self, asked: &Asked) -> u64 {
        let priors: u64 = asked.answers.iter().map(|a| u64::from(a.prior)).sum();
        let mut without = vec![0_u64; self.able.len()];
        let mut with = 0;
        for answer in &asked.answers {
            let utilities = self.utilities(answer);
            let prior = u64::from(answer.prior);
            with += prior * utilities.iter().copied().max().unwrap_or(0);
            for (sum, utility) in without.iter_mut().zip(utilities) {
                *sum += prior * utility;
            }
        }
        let without = without.into_iter().max().unwrap_or(0);
        // A value of 10,000 is 100 points.
        with.saturating_sub(without)
            .checked_div(priors)
            .map_or(0, |gain| gain / 100)
    }

    /// Mean utility of each able offering after an answer, in millionths of a value; 0 for what does not fit then.
    fn utilities(&self, answer: &Prospect) -> Vec<u64> {
        let mut sums = self.sums.clone();
        let mut total: u64 = self.means.iter().copied().map(u64::from).sum();
        let changed = |criterion: usize| {
            let new = answer.points.iter().find(|(c, ..)| *c == criterion);
            new.map(|(_, _, mean)| *mean)
        };
        for (criterion, (old_values, &old)) in
            self.advice.values.iter().zip(&self.means).enumerate()
        {
            let new = changed(criterion).unwrap_or(old);
            let new_values = answer.values.iter().find(|(c, _)| *c == criterion);
            let new_values = new_values.map_or(old_values, |(_, values)| values);
            if new == old && std::ptr::eq(new_values, old_values) {
                continue;
            }
            total = total + u64::from(new) - u64::from(old);
            for (sum, &offering) in sums.iter_mut().zip(self.able) {
                let value = |values: &[u16]| values.get(offering).copied().map_or(0, u64::from);
                *sum =
                    *sum + u64::from(new) * value(new_values) - u64::from(old) * value(old_values);
            }
        }
        let fits = answer.fits.as_ref().unwrap_or(&self.fits);
        let best = self.able.iter().map(|&o| fits.get(o)).min().flatten();
        sums.iter()
            .zip(self.able)
            .map(|(sum, &offering)| {
                let comes_in = fits.get(offering) == best && best.is_some_and(|fit| *fit < 2);
                (sum * FINE)
                    .checked_div(total)
                    .filter(|_| comes_in)
                    .unwrap_or(0)
            })
            .collect()
    }

    /// How often an answer to this question alone changes the first place.
    pub(super) fn changes(&self, asked: &Asked) -> u16 {
        let priors: u64 = asked.answers.iter().map(|a| u64::from(a.prior)).sum();
        let changing = asked
            .answers
            .iter()
            .filter(|answer| self.ending(&[answer]).first != self.first)
            .map(|answer| u64::from(answer.prior))
            .sum();
        out_of(10_000, changing, priors)
    }

    /// What comes of these answers.
    pub(super) fn ending(&self, answers: &[&Prospect]) -> Ending {
        let mut points = self.needs.points.clone();
        let mut spoken = vec![false; points.len()];
        for &(criterion, new, _) in answers.iter().flat_map(|answer| &answer.points) {
            if let (Some(this), Some(spoken)) =
                (points.get_mut(criterion), spoken.get_mut(criterion))
                && (!*spoken || *this < new)
            {
                (*this, *spoken) = (new, true);
            }
        }
        let mut scores = self.scores.clone();
        let weights = points.iter().zip(&self.needs.points);
        for (criterion, (old_values, (&new, &old))) in
            self.advice.values.iter().zip(weights).enumerate()
        {
            let mut moved = answers.iter().rev().flat_map(|answer| &answer.values);
            let moved = moved.find(|(c, _)| *c == criterion);
            let new_values = moved.map_or(old_values, |(_, values)| values);
            if new == old && std::ptr::eq(new_values, old_values) {
                continue;
            }
            for (score, &offering) in scores.iter_mut().zip(self.able) {
                let value = |values: &[u16]| values.get(offering).copied().map_or(0, i64::from);
                *score += i64::from(new) * value(new_values) - i64::from(old) * value(old_values);
            }
        }
        let changed = || answers.iter().filter_map(|answer| answer.fits.as_ref());
        let fit = |offering: usize| {
            let at = |fits: &Vec<Fit>| fits.get(offering).copied().unwrap_or(2);
            changed().map(at).max().unwrap_or_else(|| at(&self.fits))
        };
        let tie = |offering: usize| self.blind.tie(self.needs.tie_seed, offering);
        let scored = scores.iter().zip(self.able);
        let best = scored
            .clone()
            .map(|(&score, &offering)| (fit(offering), -score, offering))
            .filter(|(fit, ..)| *fit < 2)
            .min_by(|a, b| {
                let ties = || (tie(a.2), a.2).cmp(&(tie(b.2), b.2));
                (a.0, a.1).cmp(&(b.0, b.1)).then_with(ties)
            });
        let now = scored
            .clone()
            .find(|(_, offering)| Some(**offering) == self.first)
            .filter(|(_, offering)| fit(**offering) < 2);
        let now = now.map_or(0, |(score, _)| *score);
        let total = points.into_iter().map(u32::from).sum();
        Ending {
            first: best.map(|(.., offering)| offering),
            lost: best.map_or(0, |(_, score, _)| lost(-score - now, total)),
        }
    }
}
