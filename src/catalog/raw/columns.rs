//! Columns of the table and columns computed from them.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::domain::SafeText;

/// What kind of figure or word a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawKind {
    /// A figure in `unit`.
    Number,
    /// An amount in the catalog's currency, per `unit`'s remainder (`USD`, `USD/year`).
    Money,
    /// `yes` or `no`.
    YesNo,
    /// One of `options`.
    Choice,
    /// Free text.
    Text,
    /// A calendar date.
    Date,
}

/// Which way is better, to mark the best cell of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawBetter {
    /// More is better; yes is better than no.
    Higher,
    /// Less is better; no is better than yes.
    Lower,
    /// Neither: it depends on the customer.
    Neither,
}

/// What an empty cell means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawEmpty {
    /// Nobody says: a missing fact.
    Unknown,
    /// It does not apply to this offering (an electric range of a petrol car).
    DoesNotApply,
}

/// One column of the table.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RawAttribute {
    /// Id: name of the column and name in formulas.
    pub id: String,
    /// Heading on screens.
    pub label: SafeText,
    /// Kind of cell.
    pub kind: RawKind,
    /// Unit in formulas, such as `mile/gallon`; none for `1`.
    pub unit: Option<String>,
    /// Options of a choice.
    #[serde(default)]
    pub options: Vec<RawLabel>,
    /// Digits after the point on screens; 0 when not given.
    pub decimals: Option<u8>,
    /// Which way is better; `neither` when not given.
    pub better: Option<RawBetter>,
    /// What an empty cell means; `unknown` when not given.
    pub empty: Option<RawEmpty>,
    /// Source of its cells; a column `ID@source` may name another one cell by cell.
    pub source: String,
    /// Explained in a sentence.
    pub help: Option<SafeText>,
    /// Left out of the side-by-side table; `false` when not given.
    #[serde(default)]
    pub hidden: bool,
}

/// An id with its words.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RawLabel {
    /// Id.
    pub id: String,
    /// Words.
    pub label: SafeText,
}

/// A column computed for each customer. Exactly one of `formula` and `seller_in` is given.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RawComputed {
    /// Id: name in formulas.
    pub id: String,
    /// Heading on screens.
    pub label: SafeText,
    /// Kind: number, money or yes/no.
    pub kind: RawKind,
    /// Unit the formula must have.
    pub unit: Option<String>,
    /// Digits after the point on screens; 0 when not given.
    pub decimals: Option<u8>,
    /// Which way is better; `neither` when not given.
    pub better: Option<RawBetter>,
    /// What it means that the formula gives nothing; `unknown` when not given. `does_not_apply` fits a column that is only shown: what
    /// a criterion or a must-have reads may not be left out this way.
    pub empty: Option<RawEmpty>,
    /// How it is computed from attributes, earlier computed columns and answers.
    pub formula: Option<String>,
    /// Yes where the offering's seller is among the answers to this question: the only way a seller enters the ranking.
    pub seller_in: Option<String>,
    /// Explained in a sentence.
    pub help: Option<SafeText>,
    /// Left out of the side-by-side table; `false` when not given.
    #[serde(default)]
    pub hidden: bool,
}
