//! For the next person: what a colleague needs who takes the conversation over, in half a page.

use jiff::{Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::SafeText;

/// What is handed over to a colleague.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Handover {
    /// How it stands, in a word.
    pub state: State,
    /// The day by which something is to be done first; `None` where no day was named.
    pub by: Option<Date>,
    /// Two sentences: what the customer needs, and what came of it.
    pub gist: [SafeText; 2],
    /// Who is to do what, and by when; what we promised first.
    pub actions: Vec<Action>,
    /// What would change the advice, and what to do when the customer calls again.
    pub if_then: Vec<SafeText>,
    /// Who took it over so far, oldest first.
    pub accepted: Vec<Accepted>,
    /// The same facts for speaking.
    pub spoken: Spoken,
}

/// How a conversation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The customer has decided.
    Decided,
    /// Nothing is decided, and what comes first does so in most readings.
    Leaning,
    /// Nothing is decided, and it is not clear what comes first.
    Open,
    /// The customer took another company's, was referred elsewhere, or nothing here fits.
    GoElsewhere,
    /// Nothing is decided, and something is to be done by a day.
    Urgent,
}

impl State {
    /// In a word or two.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Decided => "decided",
            Self::Leaning => "leaning",
            Self::Open => "open",
            Self::GoElsewhere => "goes elsewhere",
            Self::Urgent => "urgent",
        }
    }
}

impl Handover {
    /// The state with its day: `urgent by 2025-12-01`.
    #[must_use]
    pub fn state_words(&self) -> String {
        match (self.state, self.by) {
            (State::Urgent, Some(by)) => format!("{} by {by}", self.state.words()),
            _ => self.state.words().to_owned(),
        }
    }
}

/// Something that is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Action {
    /// Whether it is our promise; else the customer's own.
    pub ours: bool,
    /// What.
    pub what: SafeText,
    /// By when, where a day was named.
    pub by: Option<Date>,
}

impl Action {
    /// `We promised: send the contract by 2025-12-01`.
    #[must_use]
    pub fn words(&self) -> String {
        let who = if self.ours {
            "We promised"
        } else {
            "The customer"
        };
        format!("{who}: {}", self.what)
    }
}

/// A hand-over that was taken.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Accepted {
    /// When.
    pub at: Timestamp,
    /// Who took it over.
    pub by: SafeText,
    /// What they understood; empty when they did not say.
    pub summary: SafeText,
}

/// Sentences to be spoken, from the same facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Spoken {
    /// To a colleague who takes the call: fifteen seconds.
    pub transfer: SafeText,
    /// To the customer: thirty seconds.
    pub recommendation: SafeText,
    /// The one thing that must not be left out.
    pub caveat: SafeText,
}
