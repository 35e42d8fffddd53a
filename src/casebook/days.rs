//! The file of a day (UTC): which cases began, went on, ended and were left, each with the number and the hash of its last record then.
//!
//! A journal proves that nothing in it was changed; it cannot prove that it is still there, or still as long. The file of the day can.
//! It is chained like a journal, and its first record names the last record of the file before it, so that a whole day cannot go
//! missing either.

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::cases::{CaseId, ChainHash, LogError, LogPart, RecordKind, Store};

/// The type of the record a file of a day begins with.
const OPENED: RecordKind = RecordKind(1);
/// The type of records that hold a head.
const HEAD: RecordKind = RecordKind(2);

/// What a case did when its head was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// It began.
    Began,
    /// It was opened again.
    Resumed,
    /// It ended.
    Ended,
    /// It was left.
    Left,
}

/// How far a case was at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// When.
    pub at: Timestamp,
    /// Which case.
    pub case: CaseId,
    /// What it did.
    pub step: Step,
    /// The number of its last record.
    pub record: u64,
    /// The hash of that record, in hexadecimal.
    pub head: String,
}

/// The first record of a file of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The last record of the file before it; `None` for the first file of all.
    pub after: Option<Before>,
}

/// A record of an earlier day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    /// The day.
    pub day: Date,
    /// Which file of that day, from 1.
    pub file: usize,
    /// The number of the record.
    pub record: u64,
    /// Its hash, in hexadecimal.
    pub head: String,
}

/// The day on which heads of this moment are entered.
#[must_use]
pub fn day_of(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}

/// Enters a head; it is on disk when this returns.
///
/// # Errors
/// [`LogError`] when the file of the day cannot be written.
pub(super) fn enter(
    store: &Store,
    at: Timestamp,
    case: CaseId,
    step: Step,
    (record, head): (u64, ChainHash),
) -> Result<(), LogError> {
    let day = day_of(at);
    let head = Head {
        at,
        case,
        step,
        record,
        head: head.to_string(),
    };
    // Both are plain data, which JSON always takes.
    let entry = serde_json::to_vec(&head).ok().map(|bytes| (HEAD, bytes));
    store.day(day).append(|part| {
        let mut entries = Vec::new();
        if part.records.is_empty() {
            let after = before(store, day)?;
            let opened = serde_json::to_vec(&Opened { after }).ok();
            entries.extend(opened.map(|bytes| (OPENED, bytes)));
        }
        entries.extend(entry);
        Ok(entries)
    })
}

/// The last record before `day`.
fn before(store: &Store, day: Date) -> Result<Option<Before>, LogError> {
    let days = store.days()?;
    for earlier in days.into_iter().rev().filter(|earlier| *earlier < day) {
        let parts = store.day(earlier).read()?;
        let last = parts.iter().enumerate().rev();
        let mut written = last.filter(|(_, part)| part.last() > 0);
        if let Some((file, part)) = written.next() {
            return Ok(Some(Before {
                day: earlier,
                file: file + 1,
                record: part.last(),
                head: part
                    .hash_of(part.last())
                    .map(|hash| hash.to_string())
                    .unwrap_or_default(),
            }));
        }
    }
    Ok(None)
}

/// What the files of a day say, as far as they can be trusted.
#[derive(Debug, Clone, Default)]
pub struct DayFile {
    /// Its files as they stand.
    pub parts: Vec<LogPart>,
    /// What each of them follows.
    pub opened: Vec<Opened>,
    /// The heads entered, in order.
    pub heads: Vec<Head>,
    /// How many records are of a newer version of candor.
    pub newer: usize,
}

/// Reads the files of a day.
///
/// # Errors
/// [`LogError`] when one cannot be read.
pub fn day_file(store: &Store, day: Date) -> Result<DayFile, LogError> {
    let mut file = DayFile {
        parts: store.day(day).read()?,
        ..DayFile::default()
    };
    for record in file.parts.iter().flat_map(|part| &part.records) {
        if record.kind == OPENED
            && let Ok(opened) = serde_json::from_slice(&record.payload)
        {
            file.opened.push(opened);
        } else if record.kind == HEAD
            && let Ok(head) = serde_json::from_slice(&record.payload)
        {
            file.heads.push(head);
        } else {
            file.newer += 1;
        }
    }
    Ok(file)
}
