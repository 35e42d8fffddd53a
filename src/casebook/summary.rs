//! What lists of cases show.

use jiff::{Timestamp, civil::Date};
use serde::Serialize;

use crate::cases::{CaseId, ReadError, Recovered, Store, Tail};
use crate::domain::{Id, SafeText};
use crate::interview::{Interview, Outcome};

use super::records::CaseRecords;

/// How a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseState {
    /// The conversation is on hold.
    Held,
    /// The conversation goes on.
    Open,
    /// It was cut off while a record was being written: all records before are there.
    Recovered,
    /// It ended.
    Ended,
    /// Its journal is damaged or of a newer format: it can be looked at, not gone on with.
    Unreadable,
}

/// A case in a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CaseSummary {
    /// Id.
    pub id: CaseId,
    /// Id of its catalog, where it could be read.
    pub catalog: Option<Id>,
    /// How it stands.
    pub state: CaseState,
    /// How many questions have an answer.
    pub answered: usize,
    /// When it began.
    pub started: Option<Timestamp>,
    /// When the last fact was recorded.
    pub last: Option<Timestamp>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// The last day on which the customer's contact details are kept beside it; `None` when none are.
    pub person_until: Option<Date>,
    /// What was wrong, for a case that is not whole.
    pub trouble: Option<SafeText>,
    /// How many records are of a newer version of candor: kept, and not understood here.
    pub newer: usize,
}

impl CaseSummary {
    /// Whether its journal holds no fact: it was cut off before the first was on the disk, so that nothing of it was acknowledged.
    #[must_use]
    pub const fn is_unbegun(&self) -> bool {
        let readable = !matches!(self.state, CaseState::Unreadable);
        readable && self.started.is_none() && self.newer == 0
    }

    /// What puts cases in order: newest first.
    #[must_use]
    pub const fn order(&self) -> (std::cmp::Reverse<Option<Timestamp>>, CaseId) {
        (std::cmp::Reverse(self.last), self.id)
    }
}

/// The conversations that can be gone on with: those on hold first, then those that were cut off, then those that were left open, each
/// in the order in which they come. One that was cut off before its first fact was saved is none.
pub fn to_go_on_with<'c>(
    cases: impl Iterator<Item = &'c CaseSummary> + Clone,
) -> impl Iterator<Item = &'c CaseSummary> {
    let begun = cases.filter(|case| !case.is_unbegun());
    let states = [CaseState::Held, CaseState::Recovered, CaseState::Open];
    let of = move |state| begun.clone().filter(move |case| case.state == state);
    states.into_iter().flat_map(of)
}

/// The summary of one case.
#[must_use]
pub fn summary(store: &Store, id: &CaseId) -> CaseSummary {
    summary_of(*id, store.read(id))
}

/// The summary of a case of which this was read.
pub(super) fn summary_of(id: CaseId, read: Result<Recovered, ReadError>) -> CaseSummary {
    match read {
        Ok(recovered) => of(id, &CaseRecords::of(&recovered)),
        Err(error) => CaseSummary {
            id,
            catalog: None,
            state: CaseState::Unreadable,
            answered: 0,
            started: None,
            last: None,
            outcome: None,
            person_until: None,
            trouble: Some(error.to_string().into()),
            newer: 0,
        },
    }
}

fn of(id: CaseId, records: &CaseRecords) -> CaseSummary {
    let interview = Interview::fold(&records.facts);
    let outcome = interview.outcome().cloned();
    let (state, trouble) = match &records.tail {
        Tail::Broken { seq, .. } => (
            CaseState::Unreadable,
            Some(format!("record {seq} is damaged").into()),
        ),
        Tail::Torn { bytes, .. } if outcome.is_none() => (
            CaseState::Recovered,
            Some(format!("cut off while saving; {bytes} bytes of an unsaved record").into()),
        ),
        _ if outcome.is_some() => (CaseState::Ended, None),
        _ if interview.held().is_some() => (CaseState::Held, None),
        _ => (CaseState::Open, None),
    };
    CaseSummary {
        id,
        catalog: interview.began().map(|(_, began)| began.catalog.clone()),
        state,
        answered: interview.answers().len(),
        started: interview.began().map(|(at, _)| *at),
        last: interview.last(),
        outcome,
        person_until: interview.privacy().person().map(|mark| mark.until),
        trouble,
        newer: records.newer.len(),
    }
}
