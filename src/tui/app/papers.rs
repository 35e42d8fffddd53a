//! What the papers of a conversation would lack, and what is said aloud from them: worked out from the same document that is written.

use crate::domain::SafeText;
use crate::interview::{Flow, Interview, Recorded};
use crate::present::{Sure, View};
use crate::transcript::handover::Spoken;
use crate::transcript::{Document, Material, Missing, completeness};

/// What is known of the papers before they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Papers {
    /// What is missing before the hand-over may be called final.
    pub missing: Vec<Missing>,
    /// What is said aloud.
    pub spoken: Spoken,
}

impl Papers {
    /// Makes the document of the conversation `id` and looks at it. Nothing of it depends on when it is made.
    pub(super) fn of(
        view: &View<'_>,
        sure: &Sure,
        (interview, facts): (&Interview, &[Recorded]),
        flow: &Flow,
        id: &SafeText,
    ) -> Self {
        let material = Material {
            view,
            interview,
            facts,
            flow,
            case: Some(id.clone()),
            chain: None,
            made: None,
            program: env!("CARGO_PKG_VERSION").into(),
        };
        let document = Document::with_sure(&material, sure);
        Self {
            missing: completeness(&document),
            spoken: document.handover.spoken,
        }
    }
}
