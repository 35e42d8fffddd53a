//! What a catalog says about itself, and where its facts come from.

use jiff::civil::Date;

use crate::domain::{Id, SafeText};
use crate::formula::Formula;

/// Keeping what the customer has: an offering whose figures are computed from the customer's own answers.
#[derive(Debug, Clone)]
pub struct StatusQuo {
    /// Position of the offering.
    pub offering: usize,
    /// It takes part only when this is true.
    pub when: Formula,
}

/// Who is in and who is missing.
#[derive(Debug, Clone)]
pub struct Coverage {
    /// What the catalog covers.
    pub covers: SafeText,
    /// What it leaves out.
    pub missing: Vec<SafeText>,
}

/// Who earns what, in words.
#[derive(Debug, Clone)]
pub struct Interests {
    /// For all.
    pub general: SafeText,
    /// On an own offering.
    pub own: SafeText,
    /// On anybody else's.
    pub others: SafeText,
}

/// How a customer is asked whether their name and a way to reach them may be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The question, read out word for word.
    pub ask: SafeText,
    /// For how many days they are kept.
    pub days: u16,
}

/// Where facts come from.
#[derive(Debug, Clone)]
pub struct Source {
    /// Id.
    pub id: Id,
    /// Title.
    pub title: SafeText,
    /// Where it can be found.
    pub address: SafeText,
    /// Its date.
    pub date: Date,
    /// How far it can be relied on.
    pub note: Option<SafeText>,
}
