//! How much something matters to the customer.

use serde::{Deserialize, Serialize};

/// The customer's word for how much a need matters, least first.
///
/// Four levels weigh and the fifth excludes. The points behind the levels (10, 30, 70, 100) are in proportion to what people who choose
/// that word turn out to mean on a scale of 0 to 100; "not" keeps ten because a zero costs more first places than it saves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Importance {
    /// It hardly matters.
    Not,
    /// It matters a little.
    Somewhat,
    /// It matters.
    Important,
    /// It matters most.
    Essential,
    /// Without it an offering does not come into question.
    Must,
}

impl Importance {
    /// All levels, least first.
    pub const ALL: [Self; 5] = [
        Self::Not,
        Self::Somewhat,
        Self::Important,
        Self::Essential,
        Self::Must,
    ];

    /// Points a criterion gets at this level, 10 to 100. A must weighs like an essential wish among the offerings that meet it.
    #[must_use]
    pub const fn points(self) -> u16 {
        match self {
            Self::Not => 10,
            Self::Somewhat => 30,
            Self::Important => 70,
            Self::Essential | Self::Must => 100,
        }
    }

    /// Points of a criterion that applies but was not asked about: the mean over all customers.
    pub const UNASKED_POINTS: u16 = 50;

    /// The level as it is written in files and said on screens.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Not => "not",
            Self::Somewhat => "somewhat",
            Self::Important => "important",
            Self::Essential => "essential",
            Self::Must => "must",
        }
    }

    /// The level written as `word`, if there is one.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.word() == word)
    }
}
