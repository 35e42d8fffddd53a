//! What answers do.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::domain::{Importance, SafeText};

/// What an answer does. Exactly one of `must` and `weigh` is given.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RawEffect {
    /// A must-have: offerings that miss it are excluded.
    pub must: Option<RawMust>,
    /// A criterion that gets a weight.
    pub weigh: Option<String>,
    /// How much: a level; `asked` for the level the customer gave; or a level for each option, options left out changing nothing.
    pub level: Option<RawLevel>,
    /// A formula over answers: the effect holds only when this is true.
    pub when: Option<String>,
}

/// A must-have on one column: exactly one of the relations is given. `label` says it in words, with `{names}` of answers.
///
/// Where the question asks for importance, the must-have holds only when the customer said "must".
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RawMust {
    /// The attribute or computed column.
    pub attribute: String,
    /// How it is called on screens, such as `seats for {people}`.
    pub label: SafeText,
    /// The figure must be at least this formula over answers.
    pub at_least: Option<String>,
    /// The figure must be at most this formula over answers.
    pub at_most: Option<String>,
    /// The choice must be among the answers to this question, which has options of the same ids.
    pub one_of: Option<String>,
    /// The choice must be one of these.
    pub among: Option<Vec<String>>,
    /// Yes or no must be this.
    pub is: Option<bool>,
}

/// How much a criterion gets.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(
    untagged,
    expecting = "'asked', a level (not, somewhat, important, essential), or a level for each option"
)]
pub enum RawLevel {
    /// `asked`, or one level.
    Word(String),
    /// A level for each option.
    ByOption(BTreeMap<String, Importance>),
}
