//! Trying the promises of the journal out on the disk that it will stand on: in a folder of its own, which is removed afterwards.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::journal::file_name;
use super::private::{self, shown};
use super::scratch::TrialFolder;
use super::{CaseId, Journal, JournalError, ReadError, RecordKind, Store, write_whole};

/// What the appended records hold: as long as an answer usually is.
const PAYLOAD: [u8; 160] = [b'x'; 160];
/// The type of these records.
const KIND: RecordKind = RecordKind(1);

/// A folder to try things in.
#[derive(Debug)]
pub struct Trial {
    folder: TrialFolder,
}

/// Why a promise is not kept here.
#[derive(Debug, thiserror::Error)]
pub enum TrialError {
    /// The journal refuses.
    #[error("{0}")]
    Journal(#[from] JournalError),
    /// The system refuses.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// It did what it should not.
    #[error("{0}")]
    Broken(&'static str),
}

impl From<ReadError> for TrialError {
    fn from(error: ReadError) -> Self {
        Self::Journal(error.into())
    }
}

impl Trial {
    /// Makes the folder beside the folder of cases.
    ///
    /// # Errors
    /// What the system says.
    pub fn begin(store: &Store) -> io::Result<Self> {
        Ok(Self {
            folder: TrialFolder::make(store.data_dir())?,
        })
    }

    /// Removes the folder with all that is in it.
    ///
    /// # Errors
    /// What the system says.
    pub fn end(self) -> io::Result<()> {
        self.folder.remove()
    }

    /// Takes the path of the folder out of `words`.
    #[must_use]
    pub fn without_path(&self, words: &str) -> String {
        words.replace(shown(self.folder.path()).as_str(), "the folder of data")
    }

    /// A new journal in it.
    fn journal(&self, number: u64) -> Result<(Journal, PathBuf), TrialError> {
        let id = CaseId::from_number(number).ok_or(TrialError::Broken("there is no such id"))?;
        let journal = Journal::create(self.folder.path(), &id)?;
        Ok((journal, self.folder.path().join(file_name(id))))
    }

    /// Whether what is made here is closed to others.
    ///
    /// # Errors
    /// [`TrialError`] when it is not, or cannot be made.
    pub fn permissions(&self) -> Result<(), TrialError> {
        let below = self.folder.path().join("below");
        private::make_folders(&below)?;
        let (_journal, path) = self.journal(1)?;
        if is_open(&below, 0o700)? || is_open(&path, 0o600)? {
            return Err(TrialError::Broken(
                "what is made here is open to other people",
            ));
        }
        Ok(())
    }

    /// Appends a record and syncs it, again and again: how long each took by `watch`, which measures what is done in it. It stops after
    /// `times`, or earlier when all together took longer than `patience`.
    ///
    /// # Errors
    /// [`TrialError`] when a record cannot be saved.
    pub fn appends(
        &self,
        times: usize,
        patience: Duration,
        mut watch: impl FnMut(&mut dyn FnMut()) -> Duration,
    ) -> Result<Vec<Duration>, TrialError> {
        let (mut journal, path) = self.journal(2)?;
        let mut took = Vec::with_capacity(times);
        while took.len() < times && took.iter().sum::<Duration>() < patience {
            let mut saved = Ok(());
            took.push(watch(&mut || {
                saved = journal.append(KIND, &PAYLOAD).map(drop);
            }));
            saved?;
        }
        drop(journal);
        if super::read(&path)?.records.len() == took.len() {
            Ok(took)
        } else {
            Err(TrialError::Broken("not every saved record is there"))
        }
    }

    /// Whether a second opener is refused while a journal is open, and let in afterwards.
    ///
    /// # Errors
    /// [`TrialError`] when it is not.
    pub fn lock(&self) -> Result<(), TrialError> {
        let (journal, path) = self.journal(3)?;
        match Journal::resume(&path) {
            Err(JournalError::InUse { .. }) => {}
            Err(other) => return Err(other.into()),
            Ok(_) => return Err(TrialError::Broken("two may write one conversation at once")),
        }
        drop(journal);
        Journal::resume(&path)?;
        Ok(())
    }

    /// Whether a file takes the place of another in one step.
    ///
    /// # Errors
    /// [`TrialError`] when it does not.
    pub fn rename_over(&self) -> Result<(), TrialError> {
        let path = self.folder.path().join("renamed");
        for words in [b"old".as_slice(), b"new"] {
            write_whole(&path, words).map_err(io::Error::other)?;
            if fs::read(&path)? != words {
                return Err(TrialError::Broken("what was written is not there"));
            }
        }
        Ok(())
    }

    /// Whether a journal that was cut off in the middle of a record goes on after the last whole one.
    ///
    /// # Errors
    /// [`TrialError`] when it does not.
    pub fn torn_tail(&self) -> Result<(), TrialError> {
        let (mut journal, path) = self.journal(4)?;
        for _ in 0..3 {
            journal.append(KIND, &PAYLOAD)?;
        }
        drop(journal);
        let file = private::open(&path, true)?;
        file.set_len(file.metadata()?.len().saturating_sub(7))?;
        drop(file);
        let mut resumed = Journal::resume(&path)?;
        let whole = resumed.recovered.records.len() == 2 && resumed.moved.is_some();
        let goes_on = resumed.journal.append(KIND, &PAYLOAD)?.seq == 3;
        drop(resumed);
        if whole && goes_on && super::read(&path)?.records.len() == 3 {
            Ok(())
        } else {
            Err(TrialError::Broken(
                "a journal that was cut off does not come back as it was",
            ))
        }
    }
}

#[cfg(unix)]
fn is_open(path: &Path, mode: u32) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(fs::symlink_metadata(path)?.permissions().mode() & 0o777 != mode)
}

/// The user's profile keeps others out here.
#[cfg(not(unix))]
const fn is_open(_: &Path, _: u32) -> io::Result<bool> {
    Ok(false)
}
