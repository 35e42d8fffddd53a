//! What is judged, and on which scale.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::domain::SafeText;

/// What is judged.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RawCriterion {
    /// Id.
    pub id: String,
    /// Heading on screens.
    pub label: SafeText,
    /// The attribute or computed column it reads.
    pub attribute: String,
    /// The column whose figure people read beside it, where that which is judged says little by itself: the payment a month for one that
    /// judges the payment for each thousand. It must rise and fall with what is judged. The judged column when not given.
    pub shown: Option<String>,
    /// How a figure becomes a value between 0 and 1.
    pub scale: RawScale,
    /// What is assumed between when the fact is missing, in the attribute's unit; the whole scale when not given.
    pub missing_between: Option<(f64, f64)>,
    /// Weight while no answer speaks of it.
    #[serde(default)]
    pub unasked: RawUnasked,
}

/// Weight of a criterion while no answer speaks of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawUnasked {
    /// As much as it weighs on average over customers (50 points).
    #[default]
    Average,
    /// Nothing: it only counts for customers who bring it up.
    Nothing,
}

/// A value function on a fixed scale.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawScale {
    /// Straight from `worst` (0) to `best` (1), either order.
    Linear {
        /// Figure worth 0.
        worst: f64,
        /// Figure worth 1.
        best: f64,
    },
    /// Points `[figure, value]`, figures rising, straight between them.
    Piecewise(Vec<(f64, f64)>),
    /// Full value within `flat` of the ideal, falling to 0 over `below` and `above`.
    Target {
        /// A figure, or the id of a number question or a formula over answers.
        ideal: RawIdeal,
        /// Half-width of the flat top.
        #[serde(default)]
        flat: f64,
        /// How far below the flat top the value reaches 0.
        below: f64,
        /// How far above the flat top the value reaches 0.
        above: f64,
    },
    /// A value for each option of a choice.
    Categories(BTreeMap<String, f64>),
    /// Values of yes and no.
    YesNo {
        /// Value of yes.
        yes: f64,
        /// Value of no.
        no: f64,
    },
}

/// The ideal of a target scale.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "a figure or a formula in quotes")]
pub enum RawIdeal {
    /// A fixed figure.
    Figure(f64),
    /// A formula over answers.
    Formula(String),
}
