//! Questions and their kinds of answer.

use crate::domain::{AnswerValue, Id, Importance, SafeText};
use crate::formula::{Formula, Unit};

use crate::catalog::raw::RawSensitivity;

use super::effects::Effect;
use super::shares::Shares;

/// A question.
#[derive(Debug, Clone)]
pub struct Question {
    /// Id.
    pub id: Id,
    /// Two or three words.
    pub label: SafeText,
    /// The spoken line.
    pub say: SafeText,
    /// The reason for asking.
    pub why: SafeText,
    /// More for staff.
    pub help: Option<SafeText>,
    /// Positions in the glossary.
    pub glossary: Vec<usize>,
    /// What kind of answer.
    pub kind: AnswerKind,
    /// Asked only when this is true.
    pub when: Option<Formula>,
    /// Seconds to ask and answer.
    pub seconds: u16,
    /// Whether it is asked before all others, in the catalog's order.
    pub early: bool,
    /// How sensitive.
    pub sensitive: RawSensitivity,
    /// The level shown first, where it is asked how much it matters.
    pub importance: Option<Importance>,
    /// Over earlier answers: the most that the figure answered may be, once they are told.
    pub at_most: Option<Formula>,
    /// What formulas assume until it is answered.
    pub assume: Option<AnswerValue>,
    /// What customers usually answer.
    pub shares: Shares,
    /// What an answer does.
    pub effects: Vec<Effect>,
    /// Number of its (first) input in formulas, where formulas can read it.
    pub input: Option<usize>,
}

/// What kind of answer a question wants.
#[derive(Debug, Clone)]
pub enum AnswerKind {
    /// One option; `unit` when each stands for a figure.
    One {
        /// Options.
        options: Vec<AnswerOption>,
        /// Unit of the figures they stand for.
        unit: Option<Unit>,
    },
    /// Any number of options. `sellers` when the options are the sellers, in their order.
    Several {
        /// Options.
        options: Vec<AnswerOption>,
        /// Whether the options are the catalog's sellers.
        sellers: bool,
    },
    /// Yes or no.
    YesNo,
    /// A figure.
    Number(FigureRange),
    /// An amount of money.
    Money(FigureRange),
    /// From a figure to a figure.
    Range(FigureRange),
    /// Criteria in order of importance: an option and the criterion it stands for.
    Order(Vec<(AnswerOption, usize)>),
    /// How much a criterion matters.
    Level(usize),
    /// Free words.
    Words,
}

impl AnswerKind {
    /// The options, in their order; none where the kind has none.
    pub fn options(&self) -> impl Iterator<Item = &AnswerOption> {
        let (plain, ordered): (&[AnswerOption], &[(AnswerOption, usize)]) = match self {
            Self::One { options, .. } | Self::Several { options, .. } => (options, &[]),
            Self::Order(items) => (&[], items),
            _ => (&[], &[]),
        };
        plain.iter().chain(ordered.iter().map(|(option, _)| option))
    }
}

/// An option of a question.
#[derive(Debug, Clone)]
pub struct AnswerOption {
    /// Id.
    pub id: Id,
    /// Words.
    pub label: SafeText,
    /// The figure it stands for.
    pub value: Option<f64>,
}

/// What figure an answer may be.
#[derive(Debug, Clone)]
pub struct FigureRange {
    /// Unit.
    pub unit: Unit,
    /// Least.
    pub min: f64,
    /// Most.
    pub max: f64,
    /// Step of the arrow keys.
    pub step: f64,
    /// Usual figures.
    pub usual: Vec<f64>,
}
