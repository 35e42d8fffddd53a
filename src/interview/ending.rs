//! How a conversation ends: what came of it, what the adviser recommends in place of the order, and what the customer thinks of the advice.

use serde::{Deserialize, Serialize};

use crate::domain::{Id, SafeText, masked};

/// The closing question, word for word as it is put to the customer.
pub const CLOSING_QUESTION: &str = "Would you recommend this advice to a friend?";

/// How a conversation ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "end", rename_all = "snake_case")]
pub enum Outcome {
    /// The customer chose an offering.
    Chose {
        /// Its id.
        offering: Id,
    },
    /// The customer stays with what they have.
    Stays,
    /// The customer thinks it over.
    Thinks,
    /// Nothing fits.
    NothingFits,
    /// The customer left.
    Left,
    /// The customer was sent to somebody else.
    Referred {
        /// To whom; empty where nobody was named.
        to: SafeText,
    },
}

impl Outcome {
    /// In words; what was chosen is named after them.
    #[must_use]
    pub const fn words(&self) -> &'static str {
        match self {
            Self::Chose { .. } => "takes",
            Self::Stays => "keeps what they have",
            Self::Thinks => "thinks it over",
            Self::NothingFits => "nothing fits",
            Self::Left => "left",
            Self::Referred { .. } => "is referred elsewhere",
        }
    }

    /// The outcome with card numbers and security codes hidden in what people wrote.
    #[must_use]
    pub fn masked(self) -> Self {
        match self {
            Self::Referred { to } => Self::Referred { to: masked(&to).0 },
            other => other,
        }
    }
}

/// What the adviser recommends in place of what comes first in the order. The order stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommendation {
    /// The offering.
    pub offering: Id,
    /// Why, for the customer to read; never empty.
    pub reason: SafeText,
}

/// What the customer said to the closing question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// The question as it was put.
    pub asked: SafeText,
    /// The answer.
    pub said: ClosingAnswer,
}

/// An answer to the closing question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClosingAnswer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// The customer would rather not say.
    RatherNot,
}

impl ClosingAnswer {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::RatherNot];

    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::RatherNot => "rather not say",
        }
    }
}
