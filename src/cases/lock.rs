//! The lock of a journal: one window appends to a case, all others read.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::private;
use super::{CaseId, JournalError, Owner, ReadError, read};

/// Times a journal is opened anew when another window was faster.
const MAX_TRIES: usize = 16;
/// How often a lock is tried that nobody says they hold, and how long between: a fifth of a second in all.
const LOOKS: u32 = 20;
const BETWEEN: Duration = Duration::from_millis(10);

/// The kernel's lock on a journal. It ends when this is dropped and when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    /// The file that says who holds it.
    label: Option<PathBuf>,
}

impl Lock {
    /// Opens the journal at `path` and locks it, or says at once that it is locked elsewhere.
    pub(super) fn open(path: &Path) -> Result<(File, Self), JournalError> {
        let refused = |source| ReadError::Io {
            path: path.into(),
            source,
        };
        for _ in 0..MAX_TRIES {
            let id = read::check(path)?;
            let file = match private::open(path, true) {
                // Erased in this instant, which the next look finds.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                opened => opened.map_err(refused)?,
            };
            let lock = Self::take(&file, id, path)?;
            // Until it was locked another window may have erased the file or put a new one in its place. What is written into such a
            // file is lost, and what is made of it would bring an erased case back, or an old state of one that went on.
            if private::stands_at(&file, path).map_err(refused)? {
                return Ok((file, lock));
            }
        }
        Err(refused(io::ErrorKind::ResourceBusy.into()).into())
    }

    /// Locks the open `file`, or says at once that it is locked elsewhere.
    pub(super) fn take(file: &File, id: CaseId, path: &Path) -> Result<Self, JournalError> {
        let refused = |source| ReadError::Io {
            path: path.into(),
            source,
        };
        // A second handle on the same opening of the file, because the disk is given up before the lock is.
        let handle = file.try_clone().map_err(refused)?;
        match handle.try_lock() {
            Ok(()) => Ok(Self {
                file: handle,
                label: None,
            }),
            Err(TryLockError::WouldBlock) => Err(JournalError::InUse {
                id,
                owner: Owner::beside(path),
            }),
            Err(TryLockError::Error(source)) => Err(refused(source).into()),
        }
    }

    /// Says who holds it, to whoever finds the journal at `path` locked.
    pub(super) fn sign(&mut self, owner: &Owner, path: &Path) {
        self.label = owner.put(path);
    }

    /// Holds the new file in place of the one that `before` held, and says so as that one did.
    pub(super) fn instead_of(mut self, before: &mut Self) -> Self {
        self.label = before.label.take();
        self
    }
}

/// What `open` gives, tried again for a moment while the journal is locked and no window says that it has it: each start looks at cases
/// for an instant, also in the window that opens one now.
pub(super) fn patiently<T>(open: impl Fn() -> Result<T, JournalError>) -> Result<T, JournalError> {
    for _ in 0..LOOKS {
        match open() {
            Err(JournalError::InUse { owner, .. }) if owner == Owner::default() => {
                thread::sleep(BETWEEN);
            }
            opened => return opened,
        }
    }
    open()
}

impl Drop for Lock {
    fn drop(&mut self) {
        // First, so that what the next one says is not taken away.
        if let Some(label) = &self.label {
            Owner::remove(label);
        }
        // Closing is not enough: a process just being started may still hold a copy of the handle. If this fails, closing remains.
        let _ = self.file.unlock();
    }
}
