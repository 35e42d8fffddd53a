//! The document: what it holds, without saying how it looks.

use jiff::{Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::domain::{Id, SafeText};

use super::handover::Handover;
use super::proof::Proof;
use super::shown::{Alternative, Shown};

/// All that is to be handed over after a conversation.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Document {
    /// Whether words, names, times and figures that could name a person are left out: never evidence, never final.
    pub redacted: bool,
    /// What it is about and what it rests on.
    pub head: Head,
    /// What the customer said, and what was not asked.
    pub said: Said,
    /// How many offerings were compared: those of the catalog, without what the customer has where nobody said what that is.
    pub compared: usize,
    /// How many offerings each must-have left out.
    pub left_out: Vec<LeftOut>,
    /// What comes first, or that nothing does.
    pub verdict: Verdict,
    /// How sure the first place is, in a sentence; `None` when nothing is ranked.
    pub sure: Option<SafeText>,
    /// What would put another offering first, a sentence each.
    pub would_change: Vec<SafeText>,
    /// The smallest changes that let something fit, a sentence each; empty while something fits.
    pub ways: Vec<SafeText>,
    /// What was placed after it; when nothing fits, what comes nearest.
    pub alternatives: Vec<Alternative>,
    /// Amounts of money side by side.
    pub costs: Costs,
    /// Needs that are not met.
    pub unmet: Unmet,
    /// How the conversation ended, in one sentence; `None` when no decision is recorded.
    pub decision: Option<SafeText>,
    /// What the adviser recommends of their own, beside the order; `None` where that is nothing.
    pub adviser: Option<Adviser>,
    /// What the customer said to the closing question; `None` where it was not asked.
    pub closing: Option<ClosingLine>,
    /// The first places of the order.
    pub order: Vec<Place>,
    /// Notes, without the private ones and without needs that nothing covers, which stand under [`Unmet::noted`].
    pub notes: Vec<NoteLine>,
    /// What a colleague needs who takes it over.
    pub handover: Handover,
    /// Texts the catalog wants read word for word.
    pub statements: Vec<StatementLine>,
    /// Where the figures of the offerings shown come from.
    pub sources: Vec<SourceLine>,
    /// Date of the oldest source behind what comes first.
    pub oldest_fact: Option<Date>,
    /// What to ask the seller of what comes first before it is bought; empty where that is the user's own company, or nobody.
    pub ask_first: Vec<SafeText>,
    /// The day after which the figures are too old to rely on.
    pub good_until: Option<Date>,
    /// What can be done after choosing, a lead and a sentence each.
    pub afterwards: Vec<(SafeText, SafeText)>,
    /// Where that comes from.
    pub afterwards_sources: Vec<SourceLine>,
    /// Who is compared and who is not.
    pub scope: Scope,
    /// Who earns what.
    pub interests: Earnings,
    /// What whoever judges the advice needs besides.
    #[serde(rename = "evidence")]
    pub proof: Proof,
    /// What machines need to check it or make it again.
    #[serde(skip)]
    pub evidence: Evidence,
}

/// What a document is about and what it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Head {
    /// Id of the case; `None` for advice outside a case.
    pub case: Option<SafeText>,
    /// When the conversation began.
    pub began: Option<Timestamp>,
    /// When the document was made.
    pub made: Option<Timestamp>,
    /// Version of the program.
    pub program: SafeText,
    /// The catalog.
    pub catalog: CatalogMark,
}

/// Which catalog, exactly.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CatalogMark {
    /// Id.
    pub id: Id,
    /// Heading.
    pub title: SafeText,
    /// Who answers for it.
    pub owner: SafeText,
    /// Name of the edition.
    pub edition: SafeText,
    /// The day up to which its facts hold.
    pub as_of: Date,
    /// SHA-256 over its files.
    pub fingerprint: SafeText,
    /// Code of the currency of its amounts, such as `USD`: the country says on which paper one prints.
    #[serde(skip)]
    pub currency: SafeText,
    /// What one offering is called, and several.
    pub noun: (SafeText, SafeText),
    /// What several sellers are called.
    pub sellers: SafeText,
    /// How many offerings it has.
    pub offerings: usize,
    /// How many questions it has.
    pub questions: usize,
    /// How many columns with money it shows.
    pub money_columns: usize,
    /// Facts nobody states, and facts there could be.
    pub facts_missing: (usize, usize),
}

/// What the customer said, by what it does; each list in the order of the questions.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Said {
    /// Answers that exclude.
    pub musts: Vec<Answered>,
    /// Answers that weigh.
    pub wishes: Vec<Answered>,
    /// Answers that only figures use, and free words.
    pub other: Vec<Answered>,
    /// Questions answered "not sure".
    pub not_known: Vec<SafeText>,
    /// Questions answered "rather not say".
    pub not_told: Vec<SafeText>,
    /// Answers that a later answer made meaningless.
    pub no_longer_used: Vec<Answered>,
    /// Questions that apply and were not asked, or were put off and not taken up again.
    pub not_asked: Vec<SafeText>,
    /// Questions that do not apply to this customer.
    pub not_applying: Vec<SafeText>,
    /// What was counted with instead of an answer.
    pub assumed: Vec<Answered>,
    /// What counts with an average weight because nobody asked about it.
    pub average: Vec<SafeText>,
    /// Which of two offerings was preferred when they were shown without names.
    pub choices: Vec<SafeText>,
}

/// A question with its answer.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Answered {
    /// The question's label.
    pub question: SafeText,
    /// The answer in words, with its importance where that was asked.
    pub answer: SafeText,
    /// Where it comes from and how sure it is, unless the customer simply said it.
    pub source: Option<SafeText>,
    /// What was answered before, oldest first.
    pub before: Vec<SafeText>,
}

/// A must-have and what it excludes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeftOut {
    /// In words.
    pub need: SafeText,
    /// How many offerings miss it; one offering may be counted under several.
    pub count: usize,
}

/// What comes of it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "verdict", rename_all = "snake_case")]
#[allow(clippy::large_enum_variant)] // One document holds one verdict.
pub enum Verdict {
    /// An offering comes first.
    First {
        /// Which.
        offering: Shown,
        /// Others with the same place.
        shared_with: Vec<SafeText>,
        /// How many offerings meet every must-have.
        fitting: usize,
        /// How many more may meet them: a fact is missing.
        open: usize,
    },
    /// Nothing meets every must-have.
    NothingFits,
}

/// Amounts side by side: what comes first, then the alternatives.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Costs {
    /// Names of the offerings.
    pub offerings: Vec<SafeText>,
    /// The same rows for all.
    pub rows: Vec<CostRow>,
}

/// One amount for each offering.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CostRow {
    /// Heading.
    pub label: SafeText,
    /// One for each offering, in words.
    pub amounts: Vec<SafeText>,
    /// What the amount covers, in the catalog's words.
    pub help: Option<SafeText>,
}

/// Needs that are not met.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Unmet {
    /// Must-haves and wishes of which a fact is missing for what comes first: to be asked of the seller.
    pub ask: Vec<SafeText>,
    /// Wishes that what comes first serves little or not at all.
    pub little: Vec<SafeText>,
    /// Must-haves that no offering meets.
    pub nobody: Vec<SafeText>,
    /// Needs noted in the conversation that nothing covers.
    pub noted: Vec<SafeText>,
    /// What the customer says is wrong in the facts.
    pub disputed: Vec<SafeText>,
}

/// The adviser's own recommendation. It changes nothing in the order.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Adviser {
    /// When it was made.
    pub at: Timestamp,
    /// Id of the offering.
    pub offering: Id,
    /// Its name, marked when it is an own offering.
    pub name: SafeText,
    /// Whether it is an own offering.
    pub own: bool,
    /// Its place in the order; `None` when it misses a must-have.
    pub rank: Option<usize>,
    /// Why, in the adviser's words.
    pub reason: SafeText,
    /// All of it in sentences, with who earns on it and what stands against it.
    pub words: SafeText,
}

/// The closing question with its answer.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ClosingLine {
    /// When it was asked.
    pub at: Timestamp,
    /// The question as it was put.
    pub asked: SafeText,
    /// The answer in words.
    pub said: SafeText,
}

/// A place in the order.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Place {
    /// 1 for the best.
    pub rank: usize,
    /// Name, marked when it is an own offering.
    pub name: SafeText,
    /// Who makes or sells it.
    pub seller: SafeText,
    /// Score in hundredths of a point.
    pub score: u32,
    /// Must-haves of which a fact is missing.
    pub ask: Vec<SafeText>,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct NoteLine {
    /// When it was taken.
    pub at: Timestamp,
    /// What kind of note, in words.
    pub kind: SafeText,
    /// The words.
    pub text: SafeText,
}

/// A text to be read word for word.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct StatementLine {
    /// Id.
    pub id: Id,
    /// When it is to be read out: `before the first question`.
    pub when: SafeText,
    /// The text, as the catalog has it.
    pub text: SafeText,
    /// SHA-256 of that text.
    pub sha256: SafeText,
    /// When it was read out; `None` when that is not recorded.
    pub read: Option<Timestamp>,
    /// SHA-256 of the text that was read out.
    pub read_sha256: Option<SafeText>,
    /// Whether the text read out was another one than this.
    pub other_text: bool,
}

/// Where figures come from.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SourceLine {
    /// Title.
    pub title: SafeText,
    /// Where it can be found.
    pub address: SafeText,
    /// Its date.
    pub date: Date,
    /// How far it can be relied on.
    pub note: Option<SafeText>,
    /// Whether it was older than the catalog allows when the document was made; `None` when that cannot be said.
    pub old: Option<bool>,
}

/// Who is compared and who is not.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Scope {
    /// What the catalog covers.
    pub covers: SafeText,
    /// What it leaves out.
    pub missing: Vec<SafeText>,
    /// All sellers in it.
    pub sellers: Vec<SafeText>,
}

/// Who earns what, in the catalog's words.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Earnings {
    /// In general.
    pub general: SafeText,
    /// On an own offering.
    pub own: SafeText,
    /// On anybody else's.
    pub others: SafeText,
}

/// What the document rests on, for machines.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence {
    /// The facts of the conversation in order, the words of private notes left out.
    pub facts: Value,
    /// The advice as `candor advise --format json` prints it.
    pub report: Value,
}
