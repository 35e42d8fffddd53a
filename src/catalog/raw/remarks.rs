//! Sentences: remarks on offerings, words explained, texts to be read out.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::domain::SafeText;

/// A sentence about an offering that holds under a condition.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RawRemark {
    /// Id.
    pub id: String,
    /// What it is: a good point, a caution about the offering, or a caveat for this customer.
    pub kind: RawRemarkKind,
    /// How serious a caution or caveat is; `caution` when not given.
    pub severity: Option<RawSeverity>,
    /// A formula over columns and answers; `true` for always.
    pub when: String,
    /// The words; `{name}` or `{formula}` is filled in with its unit, `{formula:1}` with one digit after the point.
    pub text: SafeText,
}

/// What a remark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawRemarkKind {
    /// A good point.
    Pro,
    /// A caution that holds for every customer.
    Con,
    /// What must be said to this customer.
    Caveat,
}

/// How serious.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawSeverity {
    /// Good to know.
    Info,
    /// To be weighed.
    Caution,
    /// May change the decision.
    Serious,
}

/// A word explained.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RawTerm {
    /// The word.
    pub term: SafeText,
    /// What it means, readable aloud.
    pub text: SafeText,
}

/// What customers say, and what can honestly be said to it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RawObjection {
    /// What the customer says, without quotation marks.
    pub says: SafeText,
    /// What to say or do then: both sides of it, in 40 words at most.
    pub reply: SafeText,
    /// The question it is about, beside which it is shown.
    pub question: Option<String>,
}

/// A text to be read out word for word.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RawStatement {
    /// Id.
    pub id: String,
    /// At which moment.
    pub at: RawMoment,
    /// The words.
    pub text: SafeText,
}

/// When a statement is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawMoment {
    /// Before the first question.
    Start,
    /// With the advice.
    Advice,
}
