//! Made-up customers talk to the real engine, and their true best offering is known.
//!
//! A [`Talk`] is one customer before one catalog; [`course`] leads it through an interview and notes at every moment what would be
//! advised and how good that is for the customer. Everything follows from the customer's number: the same figures on every run.

pub mod chance;
pub mod course;
pub mod each;
pub mod made;
pub mod people;
pub mod shipped;
pub mod tally;

use candor::ranking::{BlindCatalog, Needs, ONE, OpenQuestion, advise};

use chance::Chance;
use people::Population;

/// One customer before one catalog, with what was said so far.
pub trait Talk {
    /// The catalog as the ranking sees it.
    fn blind(&self) -> &BlindCatalog;
    /// What the answers so far amount to.
    fn needs(&self) -> Needs;
    /// The questions that may still change something.
    fn open(&self) -> Vec<OpenQuestion>;
    /// Questions that apply and are not answered, in the order of the catalog.
    fn unanswered(&self) -> Vec<usize>;
    /// The question that the catalog wants asked before all others, while there is one.
    fn early(&self) -> Option<usize> {
        None
    }
    /// The customer answers a question.
    fn answer(&mut self, question: usize);
    /// What is true for this customer.
    fn truth(&self) -> &Truth;
}

/// What is true for one customer and unknown to the engine.
#[derive(Debug, Clone)]
pub struct Truth {
    /// What each offering is worth to the customer, 0 to 1 and a little taste; `None` where it does not fit.
    pub worth: Vec<Option<f64>>,
    /// The same without taste: what shows when two offerings are held against each other without names.
    pub on_paper: Vec<f64>,
    /// The best of them.
    pub best: usize,
    /// Needs with all that is true in them: true importances, true facts.
    pub needs: Needs,
    /// Chance of the choices between two offerings.
    pub seed: u64,
}

impl Truth {
    /// What is lost by taking `pick`, in percent of the best; all of it when it does not fit or nothing is advised.
    pub fn regret(&self, pick: Option<usize>) -> f64 {
        let worth = |offering: usize| self.worth[offering];
        let best = worth(self.best).unwrap();
        100.0 * (1.0 - pick.and_then(worth).unwrap_or(0.0) / best)
    }

    /// Whether `pick` is the best, or of the same model line.
    pub fn is_best(&self, blind: &BlindCatalog, pick: Option<usize>) -> bool {
        pick.is_some_and(|pick| blind.lines()[pick] == blind.lines()[self.best])
    }
}

impl Truth {
    /// What offerings are worth to a customer with these importances, where `needs` holds the facts and must-haves.
    ///
    /// Facts that are missing in the catalog are taken as the headline takes them.
    pub fn new(
        blind: &BlindCatalog,
        mut needs: Needs,
        importances: &[f64],
        population: Population,
        chance: &mut Chance,
    ) -> Self {
        needs.points = importances.iter().map(|own| own.round() as u16).collect();
        let advice = advise(blind, &needs);
        let bends = population.bends(importances.len(), chance);
        let total: f64 = importances.iter().sum::<f64>().max(1e-9);
        let on_paper: Vec<f64> = (0..blind.rows())
            .map(|offering| {
                let criteria = advice.values.iter().zip(importances).zip(&bends);
                let parts = criteria.map(|((values, importance), bend)| {
                    let value = f64::from(values[offering]) / f64::from(ONE);
                    importance / total * value.powf(*bend)
                });
                parts.sum()
            })
            .collect();
        let confirmed = advice.ranked.first().is_some_and(|first| first.open == 0);
        let mut worth = vec![None; blind.rows()];
        for ranked in &advice.ranked {
            if (ranked.open == 0) == confirmed {
                worth[ranked.offering] = Some(on_paper[ranked.offering]);
            }
        }
        for worth in worth.iter_mut() {
            let taste = population.taste(chance);
            *worth = worth.map(|worth| worth + taste);
        }
        let best = (0..blind.rows())
            .filter(|&offering| worth[offering].is_some())
            .max_by(|&a, &b| worth[a].unwrap().total_cmp(&worth[b].unwrap()));
        Self {
            best: best.unwrap_or(0),
            worth,
            on_paper,
            needs,
            seed: chance.seed(),
        }
    }
}
