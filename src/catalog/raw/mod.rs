//! The shape of `catalog.json` as it is written: everything a catalog owner may say, nothing checked yet but types.
//!
//! `validate` turns it into a [`super::Catalog`]. Unknown keys are not refused here but collected by the loader, which
//! knows where they stand. The table of offerings (`offerings.csv`) has a column for each attribute here.

mod columns;
mod criteria;
mod effects;
mod head;
mod questions;
mod remarks;
mod schema;

use schemars::JsonSchema;

pub use columns::{RawAttribute, RawBetter, RawComputed, RawEmpty, RawKind, RawLabel};
pub use criteria::{RawCriterion, RawIdeal, RawScale, RawUnasked};
pub use effects::{RawEffect, RawLevel, RawMust};
pub use head::{
    RawAfterwards, RawCoverage, RawCurrency, RawHead, RawInterests, RawNoun, RawSource,
    RawStatusQuo,
};
pub use questions::{
    RawAnswerKind, RawAnswerType, RawOption, RawOptionsFrom, RawOrderItem, RawQuestion,
    RawSensitivity, RawShares,
};
pub use remarks::{
    RawMoment, RawObjection, RawRemark, RawRemarkKind, RawSeverity, RawStatement, RawTerm,
};

pub(super) use schema::keys;
pub use schema::{keys_of, schema};

/// The whole file, read element by element so that one mistake does not hide the others.
#[derive(Debug, Clone, JsonSchema)]
pub struct RawCatalog {
    /// Everything that stands only once.
    #[schemars(flatten)]
    pub head: RawHead,
    /// Where facts come from.
    pub sources: Vec<RawSource>,
    /// Columns of the table.
    pub attributes: Vec<RawAttribute>,
    /// Columns computed from answers and other columns.
    #[schemars(default)]
    pub computed: Vec<RawComputed>,
    /// What is judged, and on which fixed scale.
    pub criteria: Vec<RawCriterion>,
    /// What is asked, in the usual order.
    pub questions: Vec<RawQuestion>,
    /// Good points, cautions and caveats that hold under a condition.
    #[schemars(default)]
    pub remarks: Vec<RawRemark>,
    /// Words explained.
    #[schemars(default)]
    pub glossary: Vec<RawTerm>,
    /// What customers say against it, and what can be said to that.
    #[schemars(default)]
    pub objections: Vec<RawObjection>,
    /// Texts to be read out word for word.
    #[schemars(default)]
    pub statements: Vec<RawStatement>,
}
