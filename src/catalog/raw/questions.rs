//! Questions and their kinds of answer.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::domain::{Importance, SafeText};

use super::effects::RawEffect;

/// One question.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RawQuestion {
    /// Id: name of its answer in formulas.
    pub id: String,
    /// Two or three words for lists.
    pub label: SafeText,
    /// The spoken line, at most 25 words.
    pub say: SafeText,
    /// Why it is asked, for staff and for a customer who wonders.
    pub why: SafeText,
    /// More for staff.
    pub help: Option<SafeText>,
    /// Terms of the glossary that come up.
    #[serde(default)]
    pub glossary: Vec<SafeText>,
    /// What kind of answer.
    pub kind: RawAnswerKind,
    /// A formula over answers: it is asked only when this is true.
    pub when: Option<String>,
    /// How many seconds it takes to ask and answer.
    pub seconds: u16,
    /// Whether it is asked before all others, in the catalog's order: what every conversation begins with. The others come in the
    /// order of what they tell.
    #[serde(default)]
    pub early: bool,
    /// How sensitive it is.
    #[serde(default)]
    pub sensitive: RawSensitivity,
    /// The level shown first, where the customer may say how much it matters; not asked when absent.
    pub importance: Option<Importance>,
    /// What formulas assume until it is answered, in the plain form of an answer.
    pub assume: Option<serde_json::Value>,
    /// What customers usually answer, where that is known: it decides which question is asked next and when enough is known, and no
    /// order of offerings. Where nothing is said, all answers are as likely.
    pub shares: Option<RawShares>,
    /// What an answer does.
    #[serde(default)]
    pub does: Vec<RawEffect>,
}

/// How many of a hundred customers answer what.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
pub struct RawShares {
    /// By option, by usual figure, or by `yes` and `no`. Where a customer gives one answer, the answers left out share what is left of
    /// the hundred; of several options each is ticked by so many.
    #[serde(default)]
    pub answers: BTreeMap<String, u8>,
    /// So many leave it open: they name none of the options, or none of the figures.
    pub nothing: Option<u8>,
    /// So many say "must", where the question asks how much it matters; 10 when not given.
    pub must: Option<u8>,
}

/// How sensitive a question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawSensitivity {
    /// Not at all.
    #[default]
    None,
    /// It touches the person (family, health).
    Personal,
    /// It touches their money.
    Financial,
}

/// What kind of answer, and what belongs to that kind. "Don't know" and "rather not say" fit every kind.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RawAnswerKind {
    /// The kind.
    #[serde(rename = "type")]
    pub name: RawAnswerType,
    /// `one`, `several`: the options, at most nine for `one`.
    pub options: Option<Vec<RawOption>>,
    /// `several`: `sellers` for all sellers of the table, instead of options.
    pub options_from: Option<RawOptionsFrom>,
    /// `one` whose options all have a value, `number`, `range`: the unit, such as `mile/year`; `1` when not given. `money`: the
    /// currency when not given.
    pub unit: Option<String>,
    /// `number`, `money`, `range`: least.
    pub min: Option<f64>,
    /// `number`, `money`, `range`: most.
    pub max: Option<f64>,
    /// `number`, `money`: a formula over answers to earlier questions, above which the answer may not be, such as `home_price`. It
    /// holds once they are told; what is assumed until then sets no limit.
    pub at_most: Option<String>,
    /// `number`, `money`, `range`: step of the arrow keys.
    pub step: Option<f64>,
    /// `number`, `money`: usual figures offered as keys, at most eight.
    pub usual: Option<Vec<f64>>,
    /// `order`: what is put in order.
    pub items: Option<Vec<RawOrderItem>>,
    /// `level`: the criterion; the two ends of its scale are shown.
    pub criterion: Option<String>,
}

/// The kinds of answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawAnswerType {
    /// One of the options.
    One,
    /// Any number of the options.
    Several,
    /// Yes or no.
    YesNo,
    /// A figure.
    Number,
    /// An amount of the catalog's currency.
    Money,
    /// From a figure to a figure.
    Range,
    /// Criteria from most to least important.
    Order,
    /// How much a criterion matters: not, somewhat, important, essential.
    Level,
    /// Free words, which no formula reads.
    Words,
}

/// Where options come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawOptionsFrom {
    /// All sellers of the table, by name.
    Sellers,
}

/// An option of a question.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RawOption {
    /// Id.
    pub id: String,
    /// Words.
    pub label: SafeText,
    /// The figure it stands for; when all options have one, the answer is a figure in formulas.
    pub value: Option<f64>,
}

/// Something to be put in order.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RawOrderItem {
    /// Id.
    pub id: String,
    /// Words.
    pub label: SafeText,
    /// The criterion it stands for.
    pub criterion: String,
}
