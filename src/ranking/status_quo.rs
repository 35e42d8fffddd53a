//! Keep what you have, or change? A change must be worth its trouble and hold in most readings.

use super::advise::Advice;
use super::blind::BlindCatalog;
use super::needs::Needs;
use super::pairwise::better_in;
use super::particles::Particles;
use super::readings::Plan;
use super::share::ONE;

/// The lead a change needs: 3 points of 100.
const LEAD: u64 = ONE as u64 * 3 / 100;

/// In how many of 10,000 readings the new one must be better.
const MOST_READINGS_AGREE: u16 = 8_000;

/// What holds between the first place and what the customer has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusQuo {
    /// What the customer has, position in the catalog.
    pub offering: usize,
    /// Its rank; `None` when it misses a must-have.
    pub rank: Option<usize>,
    /// What it misses, a bit for each must-have.
    pub violated: u64,
    /// The first of the order.
    pub first: usize,
    /// In how many of 10,000 readings the first is better.
    pub better_in: u16,
    /// Whether a change is recommended: the first leads by 3 points at least and in 8 of ten readings.
    pub change: bool,
}

/// Holds the first place of the order against what the customer has. `None` when nothing is ranked or there is no such offering.
///
/// What misses a must-have is held against the first as well: the customer lives with it today.
#[must_use]
pub fn status_quo(
    blind: &BlindCatalog,
    needs: &Needs,
    advice: &Advice,
    sample: (&Particles, Plan),
    offering: usize,
) -> Option<StatusQuo> {
    let first = advice.ranked.first()?;
    let this = advice.ranked.iter().find(|r| r.offering == offering);
    let missing = advice.excluded.iter().find(|e| e.offering == offering);
    let score = this.map(|this| this.score).or(missing.map(|m| m.score))?;
    let better_in = better_in(blind, needs, advice, sample, (first.offering, offering));
    let lead = u64::from(first.score.saturating_sub(score));
    let enough = lead >= LEAD * u64::from(needs.total_points());
    Some(StatusQuo {
        offering,
        rank: this.map(|this| this.rank),
        violated: missing.map_or(0, |missing| missing.violated),
        first: first.offering,
        better_in,
        change: first.offering != offering && enough && better_in >= MOST_READINGS_AGREE,
    })
}
