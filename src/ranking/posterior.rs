//! From a customer's word to raw importance, 0 to 100.

use crate::domain::Importance;

use super::draws::STRATA;
use super::needs::Weight;
use super::tables::{ESSENTIAL, IMPORTANT, NOT, SOMEWHAT, UNASKED};

/// Raw importance is counted in tenths of a point: 0..=[`MOST`].
pub const MOST: u16 = 1000;

/// The raw importance that `level` stands for at stratum `stratum` of [`STRATA`], in tenths; no level is the prior.
///
/// A must weighs like an essential wish among the offerings that meet it.
pub fn raw_importance(level: Option<Importance>, stratum: usize) -> u16 {
    let table = match level {
        None => &UNASKED,
        Some(Importance::Not) => &NOT,
        Some(Importance::Somewhat) => &SOMEWHAT,
        Some(Importance::Important) => &IMPORTANT,
        Some(Importance::Essential | Importance::Must) => &ESSENTIAL,
    };
    let stratum = stratum.min(STRATA - 1);
    table.get(stratum).copied().unwrap_or(0)
}

/// The mean of [`raw_importance`] in tenths, rounded.
pub fn mean_raw_importance(level: Option<Importance>) -> u32 {
    let sum: u32 = (0..STRATA)
        .map(|stratum| u32::from(raw_importance(level, stratum)))
        .sum();
    let strata = u32::try_from(STRATA).unwrap_or(1);
    (sum + strata / 2) / strata
}

impl Weight {
    /// What the criterion weighs on average in the readings, in tenths of raw importance, when its points are `points`.
    ///
    /// A place in an order weighs in proportion to its points, of which the first has a hundred and weighs like something essential.
    #[must_use]
    pub fn mean_raw(self, points: u16) -> u32 {
        match self {
            Self::Unasked => mean_raw_importance(None),
            Self::Nothing => 0,
            Self::Level(level) => mean_raw_importance(Some(level)),
            Self::Place { .. } => {
                mean_raw_importance(Some(Importance::Essential)) * u32::from(points) / 100
            }
        }
    }
}
