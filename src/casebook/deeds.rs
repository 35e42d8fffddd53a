//! The audit log: who did what to cases, in a chained file to which entries are only ever added. It names no customer and quotes nothing.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::cases::{CaseId, LogError, LogPart, RecordKind, Store};
use crate::domain::{SafeText, sha256};

/// The type of records that hold a deed.
const DEED: RecordKind = RecordKind(1);

/// What was done to a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "snake_case")]
pub enum Deed {
    /// Its transcript was written.
    Exported {
        /// Which case.
        case: CaseId,
        /// In which format.
        format: SafeText,
        /// The name of the file, where it stands beside the journal.
        file: Option<SafeText>,
        /// SHA-256 of what was written, in hexadecimal.
        sha256: SafeText,
    },
    /// Its hand-over waits in an outbox.
    Waits {
        /// Which case.
        case: CaseId,
        /// The id of the item.
        item: SafeText,
    },
    /// The contact details kept beside it were erased.
    PersonForgotten {
        /// Which case.
        case: CaseId,
    },
    /// It was erased, with everything beside it.
    Erased {
        /// Which case.
        case: CaseId,
    },
}

/// A deed with who did it and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// The user of the computer, as the system names them.
    pub who: SafeText,
    /// What.
    #[serde(flatten)]
    pub deed: Deed,
}

/// What the audit log says, as far as it can be trusted.
#[derive(Debug, Clone, Default)]
pub struct AuditLog {
    /// Its files as they stand.
    pub parts: Vec<LogPart>,
    /// The entries, in order.
    pub entries: Vec<Entry>,
    /// How many records are of a newer version of candor.
    pub newer: usize,
}

impl Deed {
    /// The deed of writing `body`, the transcript of `case`, beside its journal as `file` or elsewhere.
    #[must_use]
    pub fn exported(case: CaseId, format: &str, file: Option<&str>, body: &[u8]) -> Self {
        Self::Exported {
            case,
            format: format.into(),
            file: file.map(SafeText::new),
            sha256: sha256(body).into(),
        }
    }

    /// Whether this deed wrote `body`.
    #[must_use]
    pub fn wrote(&self, body: &[u8]) -> bool {
        matches!(self, Self::Exported { sha256: hash, .. } if hash.as_str() == sha256(body))
    }
}

/// Enters deeds; they are on disk when this returns.
///
/// # Errors
/// [`LogError`] when the log cannot be written.
pub fn enter_deeds(
    store: &Store,
    at: Timestamp,
    who: &SafeText,
    deeds: Vec<Deed>,
) -> Result<(), LogError> {
    store.audit_log().append(|_| {
        let entries = deeds.into_iter().map(|deed| Entry {
            at,
            who: who.clone(),
            deed,
        });
        // An entry is plain data, which JSON always takes.
        Ok(entries
            .filter_map(|entry| Some((DEED, serde_json::to_vec(&entry).ok()?)))
            .collect())
    })
}

/// Reads the audit log.
///
/// # Errors
/// [`LogError`] when it cannot be read.
pub fn audit_log(store: &Store) -> Result<AuditLog, LogError> {
    let mut log = AuditLog {
        parts: store.audit_log().read()?,
        ..AuditLog::default()
    };
    for record in log.parts.iter().flat_map(|part| &part.records) {
        match serde_json::from_slice(&record.payload) {
            Ok(entry) if record.kind == DEED => log.entries.push(entry),
            _ => log.newer += 1,
        }
    }
    Ok(log)
}
