//! Offerings and who sells them.

use crate::domain::{Id, SafeText};

/// Who makes or sells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seller {
    /// Id, made from the name.
    pub id: Id,
    /// Name.
    pub name: SafeText,
    /// Whether it is the user's own company.
    pub own: bool,
}

/// Anything that can be recommended.
#[derive(Debug, Clone)]
pub struct Offering {
    /// Id.
    pub id: Id,
    /// Name.
    pub name: SafeText,
    /// Position of the seller.
    pub seller: usize,
    /// Model line.
    pub line: SafeText,
    /// Good points written for this offering.
    pub pros: Vec<SafeText>,
    /// Cautions written for this offering.
    pub cons: Vec<SafeText>,
}
