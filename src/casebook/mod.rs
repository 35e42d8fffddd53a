//! Cases as conversations: facts in journals, the advice they ended with, and the edition of the catalog it rests on. Joins the store,
//! which knows only bytes, with the interview, which knows only facts.

mod advice;
mod days;
mod deeds;
mod edition;
mod erase;
mod listing;
mod open;
mod person;
mod records;
mod replay;
mod steady;
mod summary;
mod verify;

pub use advice::{AdviceMark, KeptAdvice};
pub use days::day_of;
pub use deeds::{AuditLog, Deed, Entry, audit_log, enter_deeds};
pub use edition::{Edition, EditionError};
pub use erase::{Erased, KeepDays, Purged, erase, purge, sweep_unbegun};
pub use listing::{Listing, list};
pub use open::{CaseError, OpenCase, Recovery};
pub use person::{Person, Salt, consent, forget, kept_person, sweep_persons, words_of};
pub use records::{AdviceRecord, CaseRecords, load, newer_words};
pub use replay::{Replay, Replayed, replay};
pub use steady::clock_is_steady;
pub use summary::{CaseState, CaseSummary, summary, to_go_on_with};
pub use verify::{Checked, Evidence, Finding, Verdict};

use crate::cases::RecordKind;

/// The type of records that hold a fact as JSON.
const FACT: RecordKind = RecordKind(1);
/// The type of records that hold the advice a conversation ended with.
const ADVICE: RecordKind = RecordKind(2);

/// The version of this program, as records name it.
pub const PROGRAM: &str = env!("CARGO_PKG_VERSION");
