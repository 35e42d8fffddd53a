//! Where a conversation stood, with what was begun and not kept. Nothing of it is an answer.

use serde::{Deserialize, Serialize};

use crate::domain::{
    Id, Importance, Provenance, SafeText, is_same_but_hidden, masked, masked_unfinished,
};

use super::ending::Outcome;
use super::fact::{Fact, NoteKind};

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
    /// Words about how the conversation ends, in the making.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<UnsentWords>,
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

/// Words about how the conversation ends, in the making.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnsentWords {
    /// What they are about.
    pub about: About,
    /// What was typed.
    pub text: SafeText,
}

/// What words about the end are about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// Why the adviser recommends this offering.
    Reason(Id),
    /// To whom the customer is referred.
    Elsewhere,
}

impl UnsentWords {
    /// Whether `fact` keeps them.
    #[must_use]
    pub fn are_kept_by(&self, fact: &Fact) -> bool {
        match (&self.about, fact) {
            (About::Reason(offering), Fact::Recommended(kept)) => *offering == kept.offering,
            (About::Elsewhere, Fact::Ended { outcome }) => {
                matches!(outcome, Outcome::Referred { .. })
            }
            _ => false,
        }
    }
}

impl Bookmark {
    /// The same with card numbers and security codes hidden.
    #[must_use]
    pub fn masked(self) -> Self {
        self.with_words(|words| masked(words).0)
    }

    /// The same with what may yet become a card number or a security code hidden, too: for what somebody may still be typing.
    #[must_use]
    pub fn masked_unfinished(self) -> Self {
        self.with_words(masked_unfinished)
    }

    fn with_words(mut self, hide: impl Fn(&SafeText) -> SafeText) -> Self {
        for unsent in &mut self.unsent {
            unsent.text = hide(&unsent.text);
        }
        if let Some(note) = &mut self.note {
            note.text = hide(&note.text);
        }
        for words in &mut self.words {
            words.text = hide(&words.text);
        }
        self
    }

    /// Whether `other` has the same answers, the same note and the same words in the making.
    #[must_use]
    pub fn has_begun_as(&self, other: &Self) -> bool {
        (&self.unsent, &self.note, &self.words) == (&other.unsent, &other.note, &other.words)
    }

    /// Whether anything was begun and not kept.
    #[must_use]
    pub const fn has_begun(&self) -> bool {
        !self.unsent.is_empty() || self.note.is_some() || !self.words.is_empty()
    }

    /// What of it still holds after `fact`: the conversation has gone on to what comes next, and what was in the making is no longer where
    /// it was kept, or stands on an answer that `changed`.
    pub(super) fn go_on(&mut self, fact: &Fact, changed: impl Fn(&Id) -> bool) {
        self.words.retain(|begun| !begun.are_kept_by(fact));
        if let Fact::Noted { text, .. } = fact {
            self.note
                .take_if(|begun| is_same_but_hidden(begun.text.as_str().trim(), text));
            return;
        }
        if matches!(fact, Fact::Recommended(_) | Fact::Closing(_)) {
            // Both are said on the summary, and it goes on there.
            return;
        }
        self.page = Page::default();
        self.question = None;
        let answered = |id: &Id| matches!(fact, Fact::Answered { question, .. } if question == id);
        self.unsent
            .retain(|unsent| !answered(&unsent.question) && !changed(&unsent.question));
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
