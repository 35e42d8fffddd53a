//! Columns and what is judged by them.

use crate::domain::{Id, SafeText};
use crate::formula::{Type, Unit};

use crate::catalog::raw::RawBetter;

/// What a column holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A figure.
    Number,
    /// An amount of the catalog's currency.
    Money,
    /// Yes or no.
    YesNo,
    /// One of these options, id and words.
    Choice(Vec<(Id, SafeText)>),
    /// Text.
    Text,
    /// A date.
    Date,
}

/// Where a column comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The table: a fact.
    Table,
    /// A formula over facts and answers.
    Formula,
    /// Sellers named in an answer.
    Sellers,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// Id.
    pub id: Id,
    /// Heading.
    pub label: SafeText,
    /// What it holds.
    pub kind: Kind,
    /// Unit of figures.
    pub unit: Unit,
    /// Digits after the point.
    pub decimals: u8,
    /// Which way is better.
    pub better: RawBetter,
    /// Whether an empty cell means that it does not apply.
    pub may_not_apply: bool,
    /// Source of its facts.
    pub source: Option<usize>,
    /// Explained.
    pub help: Option<SafeText>,
    /// Left out of the side-by-side table.
    pub hidden: bool,
    /// Where it comes from.
    pub origin: Origin,
}

impl Attribute {
    /// The type of the column in formulas.
    #[must_use]
    pub fn value_type(&self) -> Type {
        match &self.kind {
            Kind::Number | Kind::Money => Type::Number(self.unit.clone()),
            Kind::YesNo => Type::YesNo,
            Kind::Choice(options) => {
                Type::Choice(options.iter().map(|(id, _)| id.clone()).collect())
            }
            Kind::Text => Type::Text,
            Kind::Date => Type::Date,
        }
    }
}

/// What is judged, in words; the scale stands in the [`BlindCatalog`](crate::ranking::BlindCatalog).
#[derive(Debug, Clone)]
pub struct CriterionInfo {
    /// Id.
    pub id: Id,
    /// Heading.
    pub label: SafeText,
    /// Column it reads.
    pub attribute: usize,
    /// Column whose figure is shown beside it; mostly the same.
    pub shown: usize,
    /// The worse and the better end of the scale, as said on screens.
    pub ends: (SafeText, SafeText),
}
