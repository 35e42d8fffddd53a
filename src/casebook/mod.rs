//! Cases as conversations: facts in journals. Joins the store, which knows only bytes, with the interview, which knows only facts.

mod listing;
mod open;
mod summary;

pub use listing::{Listing, list};
pub use open::{CaseError, OpenCase, Recovery, load};
pub use summary::{CaseState, CaseSummary, summary};

use crate::cases::RecordKind;

/// The type of records that hold a fact as JSON.
const FACT: RecordKind = RecordKind(1);
