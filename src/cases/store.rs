//! The folder of all cases: `DATA/cases/7f3k-92qd.journal`.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use jiff::Timestamp;

use crate::domain::Window;

use super::journal::file_name;
use super::private::{self, Place, bare, shown};
use super::read::{ReadError, Recovered, id_of};
use super::{CaseId, Journal, JournalError, LogEntry, Owner, RunLog};

/// Most ids tried for one new case. Of a million cases one id in a million is taken, so a second try is already rare.
const MAX_TRIES: u32 = 64;

/// The folder that holds every case of one user.
#[derive(Debug, Clone)]
pub struct Store {
    data_dir: PathBuf,
    folder: PathBuf,
    /// What is done is noted there, where it was asked for.
    pub(super) log: Option<RunLog>,
    window: Window,
    /// Where hand-overs wait to be picked up.
    pub(super) outbox: Option<PathBuf>,
}

/// A case as the folder shows it, its journal not opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFile {
    /// The case.
    pub id: CaseId,
    /// Its journal.
    pub path: PathBuf,
    /// When the journal last changed, as far as the system knows; a label, never an order of events.
    pub modified: Option<SystemTime>,
}

/// Why cases cannot be kept in a folder, or could not be listed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk may only be read.
    #[error("Cases cannot be saved in {}: the disk is read-only. Nothing was changed. Name another folder with --data-dir.", shown(.path))]
    ReadOnly {
        /// The folder.
        path: PathBuf,
    },
    /// The user may not write there, or cannot keep others out.
    #[error("Cases cannot be saved in {}: permission is missing ({source}). Nothing was changed. Ask its owner, or name another folder with --data-dir.", shown(.path))]
    Denied {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Something else stands where a folder should be.
    #[error("Cases cannot be saved in {}: it is {place}, not a folder. Nothing was changed. Move it away, or name another folder with --data-dir.", shown(.path))]
    NotAFolder {
        /// Where it stands.
        path: PathBuf,
        /// What it is.
        place: Place,
    },
    /// The system refused for another reason.
    #[error("The cases in {} cannot be reached ({source}). Those saved before were not touched. Check the disk, or name another folder with --data-dir.", shown(.path))]
    Io {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Every id tried was taken.
    #[error(
        "No free case id was found in {MAX_TRIES} tries. No case was touched. Start candor again; if it stays, the random device of this computer is broken."
    )]
    NoFreeId,
    /// The new journal could not be made.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl Store {
    /// Opens the store in `data_dir`, making what is missing.
    ///
    /// Folders made here, and the folder of cases always, are for their owner only. A `data_dir` that exists keeps its permissions,
    /// because it may hold other things; it must not be a link.
    ///
    /// # Errors
    /// [`StoreError`] when there is no folder in which cases can be saved; nothing was changed, except that folders may have
    /// been made.
    pub fn open(data_dir: &Path) -> Result<Self, StoreError> {
        let data_dir = bare(data_dir);
        let folder = data_dir.join("cases");
        for path in [&data_dir, &folder] {
            let refused = |source| refusal(path, source);
            if Place::of(path).map_err(refused)? == Place::Nothing {
                private::make_folders(path).map_err(refused)?;
            }
            match Place::of(path).map_err(refused)? {
                Place::Folder => {}
                place => {
                    let path = path.clone();
                    return Err(StoreError::NotAFolder { path, place });
                }
            }
        }
        private::keep_folder_private(&folder)
            .and_then(|()| private::check_writable(&folder))
            .map_err(|source| refusal(&folder, source))?;
        Ok(Self {
            data_dir,
            folder,
            log: None,
            window: Window::default(),
            outbox: None,
        })
    }

    /// The same store, whose hand-overs wait in `outbox` to be picked up: erasing a case takes its own back from there.
    #[must_use]
    pub fn with_outbox(self, outbox: Option<PathBuf>) -> Self {
        Self { outbox, ..self }
    }

    /// The same store, opened in `window`: what others are told who find a case open.
    #[must_use]
    pub fn in_window(self, window: Window) -> Self {
        Self { window, ..self }
    }

    /// Who has a case open that is opened here at this moment.
    #[must_use]
    pub fn owner(&self, since: Timestamp) -> Owner {
        Owner {
            window: self.window.clone(),
            process: Some(std::process::id()),
            since: Some(since),
        }
    }

    /// Makes the journal of a new case, named after the first `seed` whose id is free.
    ///
    /// # Errors
    /// [`StoreError::NoFreeId`] when 64 seeds were taken, [`StoreError::Journal`] when the file cannot be made.
    pub fn create(
        &self,
        mut seed: impl FnMut() -> [u8; 8],
    ) -> Result<(CaseId, Journal), StoreError> {
        for _ in 0..MAX_TRIES {
            let id = CaseId::from_seed(seed());
            match Journal::create_on(&self.folder, &id, self.disk(id)) {
                Ok(journal) => {
                    self.note(LogEntry::Opened {
                        case: id,
                        records: 0,
                    });
                    return Ok((id, journal));
                }
                // In use: another window listed and opened the new file in the instant before it was locked. It keeps it.
                Err(JournalError::Exists { .. } | JournalError::InUse { .. }) => {}
                Err(e) => return Err(e.into()),
            }
        }
        Err(StoreError::NoFreeId)
    }

    /// Every journal in the folder, in no order. Links and files with other names are left out. The journals are not opened.
    ///
    /// # Errors
    /// [`StoreError::Io`], [`StoreError::Denied`] when the folder cannot be read.
    pub fn list(&self) -> Result<Vec<CaseFile>, StoreError> {
        let refused = |source| refusal(&self.folder, source);
        let mut cases = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(refused)? {
            let entry = entry.map_err(refused)?;
            let Some(id) = id_of(Path::new(&entry.file_name())) else {
                continue;
            };
            // Gone since the folder was read: erased by another window.
            let Ok(data) = entry.metadata() else {
                continue;
            };
            if data.is_file() {
                cases.push(CaseFile {
                    id,
                    path: entry.path(),
                    modified: data.modified().ok(),
                });
            }
        }
        Ok(cases)
    }

    /// The folder of all that is kept; the cases are in one below it.
    pub(super) fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    /// The folder of cases.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where a file of this name stands beside the journals.
    pub(super) fn beside(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Where the journal of `id` is, or would be.
    #[must_use]
    pub fn path(&self, id: &CaseId) -> PathBuf {
        self.folder.join(file_name(*id))
    }

    /// Reads the journal of `id` without changing it.
    ///
    /// # Errors
    /// [`ReadError`] when there is none or it cannot be read.
    pub fn read(&self, id: &CaseId) -> Result<Recovered, ReadError> {
        super::read(&self.path(id))
    }

    /// Reads the journal of `id` as [`super::read_strictly`] does.
    ///
    /// # Errors
    /// As for [`Store::read`].
    pub fn read_strictly(&self, id: &CaseId) -> Result<Recovered, ReadError> {
        super::read_strictly(&self.path(id))
    }

    /// Reads a file that stands beside the journal of `id` and is named after it, such as `7f3k-92qd.md`; `None` when there is none.
    ///
    /// # Errors
    /// What the system says; also when the name is another, or a link or a folder stands there.
    pub fn file_beside(&self, id: &CaseId, name: &str) -> io::Result<Option<Vec<u8>>> {
        let ending = name.strip_prefix(&format!("{}.", id.file_stem()));
        let plain =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        // Some have two endings, such as `crm.txt`.
        if !ending.is_some_and(|ending| ending.split('.').all(plain)) {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let path = self.folder.join(name);
        match Place::of(&path)? {
            Place::Nothing => Ok(None),
            Place::File => {
                let mut bytes = Vec::new();
                private::open(&path, false)?.read_to_end(&mut bytes)?;
                Ok(Some(bytes))
            }
            place => Err(io::Error::other(format!("it is {place}"))),
        }
    }
}

/// The error for a folder the system refused.
fn refusal(path: &Path, source: io::Error) -> StoreError {
    if source.kind() == io::ErrorKind::NotADirectory {
        // Something above the folder is none.
        for above in path.ancestors() {
            if let Ok(place @ (Place::File | Place::Other)) = Place::of(above) {
                let path = above.into();
                return StoreError::NotAFolder { path, place };
            }
        }
    }
    let path = path.into();
    match source.kind() {
        io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly { path },
        io::ErrorKind::PermissionDenied => StoreError::Denied { path, source },
        _ => StoreError::Io { path, source },
    }
}
