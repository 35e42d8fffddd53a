//! How long cases are kept, and erasing them.
//!
//! That a case was erased stands in the audit log before anything of it is removed; files of days keep its id and hashes, which tell
//! nothing of what was said.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _, tz::TimeZone};

use crate::cases::{CaseId, Doomed, LogEntry, Store};
use crate::domain::{SafeText, sha256};
use crate::interview::Outcome;

use super::days::day_of;
use super::deeds::{Deed, audit_log, enter_deeds};
use super::open::CaseError;
use super::person::forget_past;
use super::summary::{CaseSummary, summary_of};

/// For how many days cases are kept after their last fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeepDays {
    /// Those in which something was decided.
    pub decided: u16,
    /// All others.
    pub undecided: u16,
}

impl Default for KeepDays {
    /// As long as somebody may ask why it was decided so, and as long as a customer who thinks it over may come back.
    fn default() -> Self {
        Self {
            decided: 365,
            undecided: 30,
        }
    }
}

/// What is left after a case was erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// The case.
    pub case: CaseId,
    /// How many files were removed.
    pub files: usize,
    /// Transcripts written elsewhere, which only people can recall: format and when.
    pub elsewhere: Vec<(SafeText, Timestamp)>,
}

impl CaseSummary {
    /// The last day (UTC) on which the case is kept, counted from its last fact; `None` for one that cannot be read.
    #[must_use]
    pub fn kept_to(&self, keep: KeepDays) -> Option<Date> {
        let days = match self.outcome {
            Some(Outcome::Chose { .. } | Outcome::Stays) => keep.decided,
            Some(
                Outcome::Thinks | Outcome::NothingFits | Outcome::Left | Outcome::Referred { .. },
            )
            | None => keep.undecided,
        };
        let last = self.last?.to_zoned(TimeZone::UTC).date();
        last.checked_add(i64::from(days).days()).ok()
    }

    /// Whether it was to be kept no longer than until the day before `today`.
    #[must_use]
    pub fn is_past(&self, today: Date, keep: KeepDays) -> bool {
        self.kept_to(keep).is_some_and(|last| last < today)
    }

    /// Whether the contact details beside it were to be kept no longer than until the day before `today`.
    #[must_use]
    pub fn person_is_past(&self, today: Date) -> bool {
        self.person_until.is_some_and(|last| last < today)
    }
}

/// What a purge did.
#[derive(Debug, Default)]
pub struct Purged {
    /// What was erased, with the day to which it was kept.
    pub erased: Vec<(Erased, Date)>,
    /// Cases that stay, whose contact details were erased.
    pub forgotten: Vec<CaseId>,
    /// Why others were not, such as one that is open in a window.
    pub refused: Vec<CaseError>,
}

/// Erases those of `cases` that are past the day to which they are kept, and of others the contact details that are past theirs. One
/// that was gone on with since `cases` were read is judged by what it holds now.
#[must_use]
pub fn purge<'c>(
    store: &Store,
    cases: impl IntoIterator<Item = &'c CaseSummary>,
    keep: KeepDays,
    who: &SafeText,
    at: Timestamp,
) -> Purged {
    let today = day_of(at);
    let mut purged = Purged::default();
    for case in cases {
        if case.is_past(today, keep) {
            match erase_past(store, &case.id, keep, who, at) {
                Ok(erased) => purged.erased.extend(erased),
                Err(error) => purged.refused.push(error),
            }
        } else if case.person_is_past(today) {
            match forget_past(store, &case.id, who, at) {
                Ok(is_past) => purged.forgotten.extend(is_past.then_some(case.id)),
                Err(error) => purged.refused.push(error),
            }
        }
    }
    store.note(LogEntry::Purged {
        erased: purged.erased.len(),
        refused: purged.refused.len(),
    });
    purged
}

/// Removes the journals of those `cases` that were cut off before their first fact was on the disk: nobody said anything in them, and
/// nobody can go on with them. How many there were. One that a window is just beginning is left alone.
pub fn sweep_unbegun<'c>(store: &Store, cases: impl IntoIterator<Item = &'c CaseSummary>) -> usize {
    let unbegun = cases.into_iter().filter(|case| case.is_unbegun());
    let removed = unbegun.filter(|case| {
        // While it is locked nobody begins it.
        store.doom(&case.id).is_ok_and(|mut doomed| {
            summary_of(case.id, doomed.read()).is_unbegun() && doomed.erase().is_ok()
        })
    });
    removed.count()
}

/// Erases a case and everything beside it.
///
/// # Errors
/// [`CaseError`] when there is none, it is open in a window, or the audit log or a file refuses.
pub fn erase(
    store: &Store,
    id: &CaseId,
    who: &SafeText,
    at: Timestamp,
) -> Result<Erased, CaseError> {
    // Locked first: only what is going to be erased is entered.
    erase_doomed(store, store.doom(id)?, who, at)
}

/// Erases a case if it is past its day, which comes back with it. It is judged once it is locked: while a list of cases was gone through,
/// another window may have gone on with it.
fn erase_past(
    store: &Store,
    id: &CaseId,
    keep: KeepDays,
    who: &SafeText,
    at: Timestamp,
) -> Result<Option<(Erased, Date)>, CaseError> {
    let mut doomed = store.doom(id)?;
    let now = summary_of(*id, doomed.read());
    match now.kept_to(keep) {
        Some(day) if now.is_past(day_of(at), keep) => {
            Ok(Some((erase_doomed(store, doomed, who, at)?, day)))
        }
        _ => Ok(None),
    }
}

fn erase_doomed(
    store: &Store,
    doomed: Doomed,
    who: &SafeText,
    at: Timestamp,
) -> Result<Erased, CaseError> {
    let id = doomed.id();
    let unlogged = |source| CaseError::Unlogged { id, source };
    let written = audit_log(store).map_err(unlogged)?.entries;
    enter_deeds(store, at, who, vec![Deed::Erased { case: id }]).map_err(unlogged)?;
    let gone = doomed.erase()?;
    // Nobody has what was taken back before it was picked up.
    let taken_back: Vec<String> = gone.taken_back.iter().map(|said| sha256(said)).collect();
    let elsewhere = written.into_iter().filter_map(|entry| match entry.deed {
        Deed::Exported {
            case,
            format,
            file: None,
            sha256,
        } if case == id && !taken_back.iter().any(|own| *own == *sha256) => {
            Some((format, entry.at))
        }
        _ => None,
    });
    Ok(Erased {
        case: id,
        files: gone.files,
        elsewhere: elsewhere.collect(),
    })
}
