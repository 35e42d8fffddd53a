//! What the answers amount to, as far as the ranking is concerned.

use crate::domain::Importance;
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
    /// Points of each criterion, 0 to 100: what the order is made of.
    pub points: Vec<u16>,
    /// Offerings that take no part in this case, such as keeping what the customer has while nobody has said what that is.
    pub absent: Vec<usize>,
    /// How the weight of each criterion is known: what the readings are made of. A missing entry is [`Weight::Unasked`].
    pub weights: Vec<Weight>,
    /// What the customer said when two offerings without names were held against each other, oldest first.
    pub trade_offs: Vec<TradeOff>,
    /// Breaks ties: from the case's id, so that no seller leads ties more often than its share.
    pub tie_seed: u64,
}

/// How the weight of a criterion is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Weight {
    /// Nobody asked, or the customer does not know: like any customer's.
    #[default]
    Unasked,
    /// Nobody asked, and then it counts for nothing.
    Nothing,
    /// The customer's word.
    Level(Importance),
    /// A place in an order of importance. Equal places were not told apart.
    Place {
        /// Which order: the same number for all that were put in order together.
        group: usize,
        /// The place, from 1 for what matters most.
        place: u16,
    },
}

/// "This one rather than that one", on two offerings shown without names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TradeOff {
    /// Values of the preferred one by criterion, 0..=10,000.
    pub preferred: Vec<u16>,
    /// Values of the other one.
    pub other: Vec<u16>,
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
