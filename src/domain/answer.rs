//! What was said, and how far it can be relied on.

use serde::{Deserialize, Serialize};

use super::{Id, Importance, SafeText};

/// One answer to one question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// What was answered.
    #[serde(flatten)]
    pub value: AnswerValue,
    /// How much it matters, where the question asks for that.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub importance: Option<Importance>,
    /// Where the answer comes from.
    #[serde(default)]
    pub provenance: Provenance,
    /// How sure the customer was.
    #[serde(default)]
    pub certainty: Certainty,
}

impl Answer {
    /// An answer as said by the customer, sure, with no importance of its own.
    #[must_use]
    pub const fn said(value: AnswerValue) -> Self {
        Self {
            value,
            importance: None,
            provenance: Provenance::Said,
            certainty: Certainty::Sure,
        }
    }

    /// The same answer with an importance.
    #[must_use]
    pub const fn mattering(mut self, level: Importance) -> Self {
        self.importance = Some(level);
        self
    }

    /// Whether something was told (neither "don't know" nor "rather not say").
    #[must_use]
    pub const fn is_told(&self) -> bool {
        !matches!(self.value, AnswerValue::DontKnow | AnswerValue::Refused)
    }
}

/// The content of an answer; which kinds fit is decided by the question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum AnswerValue {
    /// One option.
    One(Id),
    /// Any number of options, in the question's order.
    Several(Vec<Id>),
    /// Yes or no.
    YesNo(bool),
    /// A figure in the question's unit.
    Number(f64),
    /// From a figure to a figure, both in the question's unit.
    Range(f64, f64),
    /// Options from most to least important; those left out come after.
    Order(Vec<Id>),
    /// How much a criterion matters.
    Level(Importance),
    /// Free words.
    Words(SafeText),
    /// The customer does not know.
    DontKnow,
    /// The customer would rather not say.
    Refused,
}

/// Where an answer comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Provenance {
    /// The customer said it.
    #[default]
    Said,
    /// Staff saw it.
    Observed,
    /// It stands in a record, such as a bill.
    Record,
    /// Staff assumed it.
    Guessed,
}

impl Provenance {
    /// All of them, in the order a person steps through them.
    pub const ALL: [Self; 4] = [Self::Said, Self::Observed, Self::Record, Self::Guessed];

    /// As written in files and said on screens.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Observed => "observed",
            Self::Record => "record",
            Self::Guessed => "guessed",
        }
    }
}

/// How sure the customer was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Certain.
    #[default]
    Sure,
    /// More or less.
    Roughly,
    /// A guess.
    Guess,
}

impl Certainty {
    /// As written in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Roughly => "roughly",
            Self::Guess => "guess",
        }
    }
}
