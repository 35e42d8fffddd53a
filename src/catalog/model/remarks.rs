//! Sentences: remarks on offerings, words explained, texts to be read out.

use crate::domain::{Id, SafeText};
use crate::formula::Formula;

use crate::catalog::raw::{RawMoment, RawRemarkKind, RawSeverity};
use crate::catalog::template::Template;

/// A sentence about an offering.
#[derive(Debug, Clone)]
pub struct Remark {
    /// Id.
    pub id: Id,
    /// What it is.
    pub kind: RawRemarkKind,
    /// How serious.
    pub severity: RawSeverity,
    /// When it holds.
    pub when: Formula,
    /// The words.
    pub text: Template,
}

/// A word explained.
#[derive(Debug, Clone)]
pub struct Term {
    /// The word.
    pub term: SafeText,
    /// What it means.
    pub text: SafeText,
}

/// What customers say, and what can be said to it.
#[derive(Debug, Clone)]
pub struct Objection {
    /// What the customer says.
    pub says: SafeText,
    /// What to say or do then.
    pub reply: SafeText,
    /// Position of the question it is about; `None` when it is about the advice.
    pub question: Option<usize>,
}

/// A text to be read word for word.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Id.
    pub id: Id,
    /// When.
    pub at: RawMoment,
    /// The words.
    pub text: SafeText,
}
