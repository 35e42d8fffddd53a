//! From a customer's word to raw importance, 0 to 100.

use crate::domain::Importance;

use super::draws::STRATA;
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
