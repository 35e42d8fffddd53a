//! A case read from disk with its catalog, for commands that show it.

use std::path::Path;

use crate::casebook::{
    CaseError, CaseRecords, Deed, Edition, EditionError, audit_log, day_of, load, newer_words,
};
use crate::cases::{CaseId, JournalError, ReadError, Store, Tail};
use crate::catalog::Catalog;
use crate::cli::output::Failure;
use crate::config::Config;
use crate::interview::{Began, Interview};

use super::store;

/// A case with what can be told about it.
pub struct Opened {
    /// What its journal says, as far as it can be trusted.
    pub records: CaseRecords,
    /// The conversation.
    pub interview: Interview,
    /// The catalog it rests on, or why there is none.
    pub catalog: Result<Catalog, String>,
    /// What the person must know: a cut off record, another edition.
    pub notes: Vec<String>,
}

/// Reads a case and finds its catalog.
///
/// # Errors
/// [`Failure`] when there is no such case or it cannot be read.
pub fn open(config: &Config, id: &CaseId) -> Result<Opened, Failure> {
    let store = store(config)?;
    let records = load(&store, id).map_err(|error| unreadable(&store, id, error))?;
    let interview = Interview::fold(&records.facts);
    let mut notes = Vec::new();
    if let Tail::Torn { bytes, .. } = records.tail {
        notes.push(format!(
            "Case {id} was cut off while saving: {bytes} bytes of a record that was never acknowledged. All records before are there."
        ));
    }
    if let Some(newer) = newer_words(records.newer.len()) {
        notes.push(format!(
            "Case {id} holds {newer}. Nothing of it is lost, and what it says is not part of what is shown here. Use that version to see all of it."
        ));
    }
    let catalog = match interview.began() {
        None => Err(format!("Case {id} names no catalog.")),
        Some((_, began)) => of_case(config, &store, began).map(|(catalog, note)| {
            notes.extend(note);
            catalog
        }),
    };
    Ok(Opened {
        records,
        interview,
        catalog,
        notes,
    })
}

/// What to tell when a journal cannot be read.
pub fn unreadable(store: &Store, id: &CaseId, error: ReadError) -> Failure {
    match error {
        ReadError::Missing { .. } => missing(store, id),
        other => Failure::trouble(other),
    }
}

/// What to tell when a case cannot be opened or changed.
pub fn refused(store: &Store, id: &CaseId, error: CaseError) -> Failure {
    match error {
        CaseError::Read(error) | CaseError::Journal(JournalError::Read(error)) => {
            unreadable(store, id, error)
        }
        other => Failure::trouble(other),
    }
}

/// There is no such case, or there is none any more: the audit log knows.
fn missing(store: &Store, id: &CaseId) -> Failure {
    // Where the log cannot be read, it stays that there is no such case.
    let log = audit_log(store).unwrap_or_default();
    let mut entries = log.entries.iter().rev();
    let erased = entries.find(|entry| entry.deed == Deed::Erased { case: *id });
    let what = match erased {
        Some(entry) => format!("Case {id} was erased on {}.", day_of(entry.at)),
        None => format!("There is no case {id}."),
    };
    Failure::wrong(format!(
        "{what} Nothing was changed. See `candor case list`."
    ))
}

/// The catalog of a case in the edition it began on: the one at hand, else the one kept with the case. Only for a case from before
/// editions were kept it may be another edition. With it comes what is to be said about that.
fn of_case(
    config: &Config,
    store: &Store,
    began: &Began,
) -> Result<(Catalog, Option<String>), String> {
    let today = catalog(config, began.catalog.as_str());
    if let Ok(catalog) = &today
        && catalog.fingerprint == began.fingerprint.as_str()
    {
        return today.map(|catalog| (catalog, None));
    }
    match (Edition::kept(store, &began.fingerprint), today) {
        (Ok(kept), today) => {
            let moved = match today {
                Ok(_) => "has moved on since",
                Err(_) => "is not at hand any more",
            };
            let note = format!(
                "The catalog '{}' {moved}; this advice is on the edition of the conversation ({}), which is kept with it.",
                began.catalog, began.edition
            );
            Ok((Catalog::clone(kept.catalog()), Some(note)))
        }
        (Err(error), Ok(today)) => {
            let why = match error {
                EditionError::Missing { .. } => String::new(),
                other => format!(" Of the catalog it was on, {other}."),
            };
            let note = format!(
                "The conversation was on edition {} of the catalog '{}'; this advice is on edition {}, whose files differ.{why}",
                began.edition, began.catalog, today.edition
            );
            Ok((today, Some(note)))
        }
        (Err(EditionError::Missing { .. }), Err(today)) => Err(today),
        (Err(kept), Err(today)) => Err(format!(
            "{today} Of the catalog '{}', {kept}.",
            began.catalog
        )),
    }
}

/// The catalog at hand called `id`, or why there is none.
pub(super) fn catalog(config: &Config, id: &str) -> Result<Catalog, String> {
    let found = config.shelf.find(Path::new(id));
    found
        .map_err(|error| error.to_string())?
        .load()
        .map_err(|error| error.to_string())
}

/// What to say of a damaged record, if there is one.
pub fn damage(id: &CaseId, tail: &Tail) -> Option<String> {
    match tail {
        Tail::Broken { seq, why } => Some(format!(
            "Record {seq} of case {id} is damaged ({why}). What stands before it can be read and is unchanged; what follows cannot be trusted. Restore the case from a copy."
        )),
        Tail::Clean | Tail::Torn { .. } => None,
    }
}
