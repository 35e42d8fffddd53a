//! Erasing a case: its journal and every file that is named after it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::lock::Lock;
use super::private::{self, folder_of};
use super::{CaseId, JournalError, ReadError, Store, scratch};

/// A case that is about to be erased: locked, so that no window opens it any more.
#[derive(Debug)]
pub struct Doomed {
    id: CaseId,
    path: PathBuf,
    _lock: Lock,
}

impl Store {
    /// Locks a case that is to be erased. Nothing is removed yet.
    ///
    /// # Errors
    /// [`JournalError::InUse`] when it is open in a window, [`JournalError::Read`] when there is none or it cannot be opened.
    pub fn doom(&self, id: &CaseId) -> Result<Doomed, JournalError> {
        let path = self.path(id);
        let journal = private::open(&path, true).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => ReadError::Missing { path: path.clone() },
            _ => refused(&path)(source),
        })?;
        Ok(Doomed {
            id: *id,
            _lock: Lock::take(&journal, *id, &path)?,
            path,
        })
    }
}

impl Doomed {
    /// Removes the journal and everything beside it that bears its name: transcripts, tails of crashes. How many files there were.
    ///
    /// The journal goes last, so that erasing which was cut short can be done again.
    ///
    /// # Errors
    /// [`JournalError::Read`] when a file cannot be removed; what was removed before that is gone.
    pub fn erase(self) -> Result<usize, JournalError> {
        let folder = folder_of(&self.path);
        let own = format!("{}.", self.id.file_stem());
        let mut files = 0;
        for entry in fs::read_dir(folder).map_err(refused(folder))? {
            let entry = entry.map_err(refused(folder))?;
            let named = entry.file_name().to_string_lossy().starts_with(&own);
            if named && entry.path() != self.path {
                // A link is removed, never followed.
                fs::remove_file(entry.path()).map_err(refused(&entry.path()))?;
                files += 1;
            }
        }
        // A transcript whose writing was cut short bears no name; it may be of this case. It counts for none.
        let _ = scratch::sweep(folder);
        fs::remove_file(&self.path)
            .and_then(|()| private::sync_folder(folder))
            .map_err(refused(&self.path))?;
        Ok(files + 1)
    }
}

fn refused(path: &Path) -> impl FnOnce(io::Error) -> ReadError + use<> {
    let path = path.to_owned();
    |source| ReadError::Io { path, source }
}
