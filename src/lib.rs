//! candor: a terminal advisor that ranks every seller's offerings in the customer's interest.

pub mod domain;
pub mod formula;
