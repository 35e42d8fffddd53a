//! Erasing a case: its journal and every file that is named after it, in the outbox, too.

use std::fs::{self, File};
use std::io::{self, Seek as _};
use std::path::{Path, PathBuf};

use super::lock::{Lock, patiently};
use super::private::{self, folder_of};
use super::read::{self, Recovered};
use super::{CaseId, JournalError, ReadError, Store, outbox, scratch};

/// A case that is about to be erased: locked, so that no window opens it any more.
#[derive(Debug)]
pub struct Doomed {
    id: CaseId,
    path: PathBuf,
    outbox: Option<PathBuf>,
    journal: File,
    _lock: Lock,
}

/// What erasing has removed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gone {
    /// How many files.
    pub files: usize,
    /// What the hand-overs said that nobody had picked up.
    pub taken_back: Vec<Vec<u8>>,
}

impl Store {
    /// Locks a case that is to be erased. Nothing is removed yet. One that somebody only looks at for an instant is waited for.
    ///
    /// # Errors
    /// [`JournalError::InUse`] when it is open in a window, [`JournalError::Read`] when there is none or it cannot be opened.
    pub fn doom(&self, id: &CaseId) -> Result<Doomed, JournalError> {
        let path = self.path(id);
        let (journal, lock) = patiently(|| Lock::open(&path))?;
        Ok(Doomed {
            id: *id,
            path,
            outbox: self.outbox.clone(),
            journal,
            _lock: lock,
        })
    }
}

impl Doomed {
    /// The case.
    #[must_use]
    pub const fn id(&self) -> CaseId {
        self.id
    }

    /// What the journal holds, which nobody adds to while this is here. What was read before it was locked may be old.
    ///
    /// # Errors
    /// [`ReadError`] when it cannot be read.
    pub fn read(&mut self) -> Result<Recovered, ReadError> {
        // Through the handle that has the lock: some systems let no other one read meanwhile.
        self.journal.rewind().map_err(refused(&self.path))?;
        let bytes = read::bytes_of(&self.path, &mut self.journal)?;
        read::decode(&self.path, self.id, &bytes)
    }

    /// Removes the journal and everything that bears its name: transcripts and tails of crashes beside it, hand-overs in the outbox.
    ///
    /// The journal goes last, so that erasing which was cut short can be done again.
    ///
    /// # Errors
    /// [`JournalError::Read`] when a file cannot be removed; what was removed before that is gone.
    pub fn erase(self) -> Result<Gone, JournalError> {
        let folder = folder_of(&self.path);
        let own = format!("{}.", self.id.file_stem());
        let taken_back = match &self.outbox {
            Some(outbox) => {
                outbox::take_back(outbox, |case| case == self.id).map_err(refused(outbox))?
            }
            None => Vec::new(),
        };
        let mut files = taken_back.len();
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
        files += 1;
        Ok(Gone { files, taken_back })
    }
}

fn refused(path: &Path) -> impl FnOnce(io::Error) -> ReadError + use<> {
    let path = path.to_owned();
    |source| ReadError::Io { path, source }
}
