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
    let field = Field::new(blind, needs, advice, plan.error, &[]);
    let (one, other) = (field.lone(one), field.lone(other));
    let mut better = 0;
    for (reading, &mass) in particles.readings().zip(particles.masses()) {
        let first = field.utility_of(&one, &reading);
        let others = field.utility_of(&other, &reading);
        if (others, one.entry.tie) < (first, other.entry.tie) {
            better += mass;
        }
    }
    out_of(10_000, better, particles.masses().iter().sum())
}
