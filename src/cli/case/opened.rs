//! A case read from disk with its catalog, for commands that show it.

use std::path::Path;

use crate::casebook::{self, CaseError};
use crate::cases::{CaseId, ReadError, Tail};
use crate::catalog::Catalog;
use crate::cli::output::Failure;
use crate::config::Config;
use crate::interview::{Interview, Recorded};

use super::store;

/// A case with what can be told about it.
pub struct Opened {
    /// Its facts, as far as they can be trusted.
    pub facts: Vec<Recorded>,
    /// What stands after them.
    pub tail: Tail,
    /// The conversation.
    pub interview: Interview,
    /// Its catalog as it is today, or why there is none.
    pub catalog: Result<Catalog, String>,
    /// What the person must know: a cut off record, another edition.
    pub notes: Vec<String>,
}

/// Reads a case and loads its catalog.
///
/// # Errors
/// [`Failure`] when there is no such case or it cannot be read.
pub fn open(config: &Config, id: &CaseId) -> Result<Opened, Failure> {
    let (facts, tail) = casebook::load(&store(config)?, id).map_err(|error| match error {
        CaseError::Read(ReadError::Missing { .. }) => Failure::wrong(format!(
            "There is no case {id}. Nothing was changed. See `candor case list`."
        )),
        other => Failure::trouble(other),
    })?;
    let interview = Interview::fold(&facts);
    let mut notes = Vec::new();
    if let Tail::Torn { bytes, .. } = tail {
        notes.push(format!(
            "Case {id} was cut off while saving: {bytes} bytes of a record that was never acknowledged. All records before are there."
        ));
    }
    let catalog = match interview.began() {
        None => Err(format!("Case {id} names no catalog.")),
        Some((_, began)) => {
            let catalog = catalog(config, began.catalog.as_str());
            if let Ok(today) = &catalog
                && today.fingerprint != began.fingerprint.as_str()
            {
                notes.push(format!(
                    "The conversation was on edition {} of the catalog '{}'; this advice is on edition {}, whose files differ.",
                    began.edition, began.catalog, today.edition
                ));
            }
            catalog
        }
    };
    Ok(Opened {
        facts,
        tail,
        interview,
        catalog,
        notes,
    })
}

/// The catalog of a case, or why there is none.
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
