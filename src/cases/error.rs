//! What can go wrong while a case is saved, in words for the person who must do something about it.

use std::io;
use std::path::{Path, PathBuf};

use super::private::shown;
use super::{CaseId, MAX_JOURNAL, MAX_PAYLOAD, Owner, ReadError, Why};

/// Why a journal was not made, not opened for appending, or did not take a record.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The name is taken, by a journal or by anything else, a link included. It was not touched.
    #[error("{} exists already and was left as it is. Begin the case under another id.", shown(.path))]
    Exists {
        /// The name.
        path: PathBuf,
    },
    /// The case is open for appending elsewhere.
    #[error(
        "Case {id} is open in another window{owner}, which goes on saving it. Close it there first, or read it here without changing it."
    )]
    InUse {
        /// The case.
        id: CaseId,
        /// Who has it open, as far as that is known.
        owner: Owner,
    },
    /// A record cannot be trusted, so nothing may follow it.
    #[error("Case {id}: record {seq} cannot be trusted, because {why}. {} Nothing was changed. The case can be read; begin a new one to go on.", kept(.seq.saturating_sub(1)))]
    Broken {
        /// The case.
        id: CaseId,
        /// The number of the first record that cannot be trusted; 0 is the header.
        seq: u64,
        /// What is wrong with it.
        why: Why,
    },
    /// The file is no journal, or cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// What a crash left at the end could not be moved aside, or what is there could not be synced.
    #[error("Case {id} could not be made ready for saving ({source}). {} Nothing was lost. Free at least 1 MB on its disk, check the permissions, then try again.", kept(*.safe))]
    NotReady {
        /// The case.
        id: CaseId,
        /// The number of its last whole record; 0 when there is none.
        safe: u64,
        /// What the system said.
        source: io::Error,
    },
    /// There is no space left.
    #[error("The disk is full: {} was not saved. {} Free at least 1 MB on the disk that holds {}; what was not saved then goes into a new file.", part(.safe), kept(*.safe), shown(.path))]
    DiskFull {
        /// The journal.
        path: PathBuf,
        /// The number of the last record known to be on disk; 0 when there is none.
        safe: u64,
        /// What the system said.
        source: io::Error,
    },
    /// Writing or syncing failed; nobody knows how much reached the disk.
    #[error("Saving failed ({source}): {} may be missing from {}. {} Check the disk; what was not saved then goes into a new file.", part(.safe), shown(.path), kept(*.safe))]
    Failed {
        /// The journal.
        path: PathBuf,
        /// The number of the last record known to be on disk; 0 when there is none.
        safe: u64,
        /// What the system said.
        source: io::Error,
    },
    /// Saving into this journal failed before, and it is not used again.
    #[error("Saving into {} failed before, and this file is not used again. {} What came after goes into a new file.", shown(.path), kept(*.safe))]
    Poisoned {
        /// The journal.
        path: PathBuf,
        /// The number of the last record known to be on disk; 0 when there is none.
        safe: u64,
    },
    /// The content of one record is too long. The journal can still be used.
    #[error(
        "This entry has {bytes} bytes, and one entry may have {MAX_PAYLOAD}. It was not saved; everything before it is. Make it shorter."
    )]
    PayloadTooLarge {
        /// Its bytes.
        bytes: usize,
    },
    /// The journal would grow over [`MAX_JOURNAL`]. It can still be used for shorter records.
    #[error("{} would be longer than {MAX_JOURNAL} bytes. {} Begin a new case to go on.", shown(.path), kept(*.safe))]
    Full {
        /// The journal.
        path: PathBuf,
        /// The number of the last record on disk.
        safe: u64,
    },
    /// Type 0 is no type. The journal can still be used.
    #[error("A record of type 0 was refused. Nothing was written; everything before it is safe.")]
    Kind,
}

impl JournalError {
    /// The error for `source`, which came while record `safe + 1`, or the header, was saved.
    pub(super) fn saving(path: &Path, safe: u64, source: io::Error) -> Self {
        let path = path.into();
        if is_disk_full(&source) {
            Self::DiskFull { path, safe, source }
        } else {
            Self::Failed { path, safe, source }
        }
    }
}

/// Whether the system refused because nothing more fits: on the disk, or into the user's share of it.
pub(super) fn is_disk_full(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
    )
}

/// What was being saved after record `safe`.
fn part(safe: &u64) -> String {
    format!("record {}", safe.saturating_add(1))
}

/// What is safe, as a sentence.
fn kept(safe: u64) -> String {
    match safe {
        0 => "No record of this case is on disk yet.".to_owned(),
        1 => "Record 1 is safe.".to_owned(),
        last => format!("Records 1 to {last} are safe."),
    }
}
