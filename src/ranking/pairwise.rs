//! Two offerings against each other, reading by reading.

use super::advise::Advice;
use super::blind::BlindCatalog;
use super::confidence::out_of;
use super::field::Field;
use super::needs::Needs;
use super::particles::Particles;
use super::readings::Plan;

/// In how many of 10,000 readings offering `one` is better than offering `other`, wherever they stand in the order.
#[must_use]
pub fn better_in(
    blind: &BlindCatalog,
    needs: &Needs,
    advice: &Advice,
    (particles, plan): (&Particles, Plan),
    (one, other): (usize, usize),
) -> u16 {
    // Nothing is better than itself.
    if one == other {
        return 0;
    }
    let field = Field::of(blind, needs, advice, plan.error, &[one, other]);
    let tie = |n: usize| field.entries.get(n).map(|entry| entry.tie);
    let mut better = 0;
    for (reading, &mass) in particles.readings().zip(particles.masses()) {
        let (first, others) = (field.utility_at(0, &reading), field.utility_at(1, &reading));
        if (others, tie(0)) < (first, tie(1)) {
            better += mass;
        }
    }
    out_of(10_000, better, particles.masses().iter().sum())
}
