//! Where a conversation stood when it was put on hold. Nothing of it is an answer.

use serde::{Deserialize, Serialize};

use crate::domain::{Id, Importance, Provenance, SafeText, masked};

use super::fact::NoteKind;

/// Where a conversation stood, with what was begun and not kept.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Bookmark {
    /// The page on screen.
    #[serde(default)]
    pub page: Page,
    /// The question on screen; `None` for the one that comes next anyway.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<Id>,
    /// Answers in the making.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unsent: Vec<Unsent>,
    /// A note in the making.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<UnsentNote>,
}

/// A page of a conversation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Page {
    /// What is read out before the first question.
    Opening,
    /// A question.
    #[default]
    Question,
    /// Two offerings without names.
    Pair,
    /// Side by side.
    Compare,
    /// Why this order.
    Why,
    /// The summary.
    Summary,
}

/// An answer in the making.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unsent {
    /// The question.
    pub question: Id,
    /// Options that were ticked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ticked: Vec<Id>,
    /// Options in the order in which they were put.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<Id>,
    /// What was typed.
    #[serde(default)]
    pub text: SafeText,
    /// How much it matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Importance>,
    /// Where the answer comes from.
    #[serde(default)]
    pub provenance: Provenance,
}

/// A note in the making.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnsentNote {
    /// Who it is for.
    pub kind: NoteKind,
    /// What was typed.
    pub text: SafeText,
}

impl Bookmark {
    /// The same with card numbers and security codes hidden.
    #[must_use]
    pub(super) fn masked(mut self) -> Self {
        for unsent in &mut self.unsent {
            unsent.text = masked(&unsent.text).0;
        }
        if let Some(note) = &mut self.note {
            note.text = masked(&note.text).0;
        }
        self
    }

    /// Only the place: without what was begun, which nobody has said or written down yet.
    #[must_use]
    pub fn place_only(&self) -> Self {
        Self {
            page: self.page,
            question: self.question.clone(),
            ..Self::default()
        }
    }
}
