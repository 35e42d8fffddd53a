//! What answers do: must-haves and weights.

use crate::domain::{Id, Importance};
use crate::formula::Formula;

use crate::catalog::template::Template;

/// What an answer does.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Excludes.
    Must(MustEffect),
    /// Weighs.
    Weigh {
        /// The criterion.
        criterion: usize,
        /// How much.
        level: Level,
        /// Only when this is true.
        when: Option<Formula>,
    },
}

/// A must-have that an answer sets.
#[derive(Debug, Clone)]
pub struct MustEffect {
    /// Column.
    pub column: usize,
    /// What its cell must be.
    pub test: TestOf,
    /// In words, over answers.
    pub label: Template,
    /// Only when this is true.
    pub when: Option<Formula>,
}

/// A test whose limit comes from answers.
#[derive(Debug, Clone)]
pub enum TestOf {
    /// At least this figure.
    AtLeast(Formula),
    /// At most this figure.
    AtMost(Formula),
    /// Among the answers to the question at this position; for each of its options the position in the column's.
    AnswersOf(usize, Vec<Option<u16>>),
    /// Among these options of the column.
    Among(Vec<u16>),
    /// This yes or no.
    Is(bool),
}

/// How much a criterion gets.
#[derive(Debug, Clone)]
pub enum Level {
    /// What the customer said.
    Asked,
    /// Always this.
    Fixed(Importance),
    /// By option; the highest among several.
    ByOption(Vec<(Id, Importance)>),
}
