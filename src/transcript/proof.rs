//! What whoever judges the advice one day needs besides: what was asked and answered when, the whole order, who agreed to what, and
//! what the record of it is called.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::domain::{Id, SafeText};

/// The evidence of a conversation. With the facts of the conversation and the edition of the catalog the advice can be computed again.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Proof {
    /// Version of the program the conversation began with; `None` for advice outside a case.
    pub held_with: Option<SafeText>,
    /// Version of the engine that ranked: the same version, edition and answers give the same order.
    pub engine: SafeText,
    /// Every question of the catalog, in its order.
    pub questions: Vec<Asked>,
    /// Every offering that took part: those that fit, best first, then those that miss a must-have, the nearest first.
    pub ranking: Vec<Ranked>,
    /// What the customer said to keeping contact details, oldest first.
    pub consents: Vec<Consented>,
    /// What the record or this document does not have in the clear.
    pub masked: Masked,
    /// The journal this was made from; `None` where nothing is kept.
    pub chain: Option<Chain>,
}

/// A question with all that was answered to it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Asked {
    /// Id.
    pub id: Id,
    /// Two or three words.
    pub label: SafeText,
    /// The question as it is spoken.
    pub spoken: SafeText,
    /// How it stands in the end.
    pub state: AskedState,
    /// When it was put off.
    pub put_off: Vec<Timestamp>,
    /// Every answer, oldest first; more than one where it was changed.
    pub answers: Vec<Given>,
}

/// How a question stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AskedState {
    /// It has an answer that counts; "not sure" and "rather not say" are answers.
    Answered,
    /// Its answer counts no longer, because a later one made it meaningless.
    NoLongerUsed,
    /// It applies and has no answer.
    NotAsked,
    /// It does not apply to this customer.
    DoesNotApply,
}

impl AskedState {
    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::NoLongerUsed => "no longer used",
            Self::NotAsked => "not asked",
            Self::DoesNotApply => "does not apply",
        }
    }
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Given {
    /// When it was kept; `None` outside a case.
    pub at: Option<Timestamp>,
    /// Seconds since what was recorded before it: how long asking and answering took. `None` outside a case.
    pub seconds: Option<i64>,
    /// The answer as `--answers` takes it: value, importance, provenance, certainty. `null` in a redacted document.
    pub answer: Value,
    /// The answer in words, with its importance where that was asked.
    pub words: SafeText,
    /// Where it comes from: `said`, `observed`, `record`, `guessed`.
    pub provenance: SafeText,
    /// How sure it was: `sure`, `roughly`, `guess`.
    pub certainty: SafeText,
    /// Whether it is the one that holds in the end.
    pub holds: bool,
    /// When it was taken back; `None` where it was not, or came back.
    pub taken_back: Option<Timestamp>,
}

/// An offering with its place.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Ranked {
    /// Place, 1 for the best; `None` where a must-have is missed. Only the best of each model line takes up a place.
    pub rank: Option<usize>,
    /// Whether it is the best of its model line.
    pub leads_line: bool,
    /// Id.
    pub id: Id,
    /// Name with its seller, marked `[OURS]` when it is an own offering.
    pub name: SafeText,
    /// Score in hundredths of a point.
    pub score: u32,
    /// Must-haves it misses.
    pub violates: Vec<SafeText>,
    /// Must-haves of which a fact is missing.
    pub ask: Vec<SafeText>,
}

/// What a customer said when they were asked whether contact details may be kept.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Consented {
    /// When.
    pub at: Timestamp,
    /// Whether they agreed.
    pub agreed: bool,
    /// SHA-256 of the words in which they were asked.
    pub sha256: SafeText,
    /// The edition of the catalog that has those words.
    pub edition: SafeText,
    /// Who asked.
    pub by: SafeText,
}

/// What is not there in the clear.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Masked {
    /// Texts in which digits of a card or a security code stand as stars, hidden before they were saved.
    pub texts_with_hidden_digits: usize,
    /// Private notes whose words are not copied into this document.
    pub private_notes_withheld: usize,
    /// Marks of what was being typed when, which are no part of what was said and are not copied.
    pub drafts_left_out: usize,
}

/// A journal by its chain: any change to a record changes the head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Chain {
    /// How many records it has.
    pub records: u64,
    /// SHA-256 of the last record, which rests on all before it.
    pub head: SafeText,
}
