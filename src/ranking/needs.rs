//! What the answers amount to, as far as the ranking is concerned.

use crate::formula::Input;

/// Most must-haves in one case: one bit each in a mask.
pub const MAX_MUSTS: usize = 64;

/// What a customer needs, with nothing in it about sellers.
#[derive(Debug, Clone, Default)]
pub struct Needs {
    /// Answers as formulas read them, by input number.
    pub inputs: Vec<Input>,
    /// Yes/no columns made for this case, one cell per offering: how a wish about brands comes in.
    pub given: Vec<Vec<bool>>,
    /// Must-haves, at most [`MAX_MUSTS`]; those beyond are not looked at.
    pub musts: Vec<Must>,
    /// Points of each criterion, 0 to 100.
    pub points: Vec<u16>,
    /// Offerings that take no part in this case, such as keeping what the customer has while nobody has said what that is.
    pub absent: Vec<usize>,
    /// Breaks ties: from the case's id, so that no seller leads ties more often than its share.
    pub tie_seed: u64,
}

/// A must-have on one column.
#[derive(Debug, Clone, PartialEq)]
pub struct Must {
    /// Number of the column.
    pub column: usize,
    /// What its cell must be.
    pub test: Test,
}

/// What a cell must be.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// At least this figure.
    AtLeast(f64),
    /// At most this figure.
    AtMost(f64),
    /// One of these options, by position.
    OneOf(Vec<u16>),
    /// This yes or no.
    Is(bool),
}

impl Needs {
    /// All points together: what a score is a share of.
    #[must_use]
    pub fn total_points(&self) -> u32 {
        self.points.iter().copied().map(u32::from).sum()
    }
}
