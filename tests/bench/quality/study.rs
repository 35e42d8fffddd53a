//! All that is measured on one customer.

use super::simulation::Talk;
use super::simulation::course::{Course, Moment, Order, Pause, course, heads, knowing};
use super::simulation::people::SHARPNESS;
use super::simulation::tally::mean;

/// What was measured on one customer.
pub struct Record {
    /// Asked in the engine's order, in the catalog's, and by chance.
    pub engine: Course,
    pub catalog: Course,
    pub random: Course,
    /// After no, one, two, .. head-to-heads from two questions before three in five on, when enough is known, and after all questions.
    pub heads_early: Vec<Moment>,
    pub heads_at_enough: Vec<Moment>,
    pub heads_at_last: Vec<Moment>,
    /// The latter with customers who tell two offerings apart twice as well, and half as well.
    pub heads_sharper: Vec<Moment>,
    pub heads_blunter: Vec<Moment>,
    /// With the true weights and facts.
    pub knowing: Moment,
    /// Mean regret over all offerings.
    pub any: f64,
}

/// Leads a customer who has said nothing yet through all kinds of talk.
pub fn record<T: Talk + Clone>(before: &T) -> Record {
    let mut talk = before.clone();
    let (mut heads_early, mut heads_at_enough) = (Vec::new(), Vec::new());
    let engine = course(&mut talk, Order::Engine, true, |pause, talk, asked| {
        let heads = heads(talk, asked, SHARPNESS);
        match pause {
            Pause::Early => heads_early = heads,
            Pause::Enough => heads_at_enough = heads,
        }
    });
    let other = |order| course(&mut before.clone(), order, false, |_, _, _| ());
    let asked = engine.all.asked;
    Record {
        catalog: other(Order::Catalog),
        random: other(Order::Random),
        heads_early,
        heads_at_enough,
        heads_at_last: heads(&talk, asked, SHARPNESS),
        heads_sharper: heads(&talk, asked, SHARPNESS / 2.0),
        heads_blunter: heads(&talk, asked, SHARPNESS * 2.0),
        knowing: knowing(before),
        any: mean((0..before.blind().rows()).map(|one| before.truth().regret(Some(one)))).mean,
        engine,
    }
}

/// The moment after so many head-to-heads, or after all that were asked.
pub fn after(moments: &[Moment], heads: usize) -> Moment {
    moments[heads.min(moments.len() - 1)]
}
