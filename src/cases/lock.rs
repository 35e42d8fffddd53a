//! The lock of a journal: one window appends to a case, all others read.

use std::fs::{File, TryLockError};
use std::path::Path;

use super::{CaseId, JournalError, ReadError};

/// The kernel's lock on a journal. It ends when this is dropped and when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock(File);

impl Lock {
    /// Locks the open `file`, or says at once that it is locked elsewhere.
    pub(super) fn take(file: &File, id: CaseId, path: &Path) -> Result<Self, JournalError> {
        let refused = |source| ReadError::Io {
            path: path.into(),
            source,
        };
        // A second handle on the same opening of the file, because the disk is given up before the lock is.
        let handle = file.try_clone().map_err(refused)?;
        match handle.try_lock() {
            Ok(()) => Ok(Self(handle)),
            Err(TryLockError::WouldBlock) => Err(JournalError::InUse { id }),
            Err(TryLockError::Error(source)) => Err(refused(source).into()),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing is not enough: a process just being started may still hold a copy of the handle. If this fails, closing remains.
        let _ = self.0.unlock();
    }
}
