//! A journal open for appending: a record is on disk before [`Journal::append`] returns.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use super::chain::Tail;
use super::disk::NoDisk;
use super::lock::Lock;
use super::private::{self, folder_of};
use super::read::{self, MAX_JOURNAL, Recovered};
use super::record::{self, size};
use super::tail::{discard, move_aside};
use super::{CaseId, ChainHash, Disk, FileDisk, JournalError, Owner, RecordKind};

/// The ending of a new file until it takes the name of the one that failed.
const BESIDE: &str = "journal-new";

/// A journal open for appending, and locked until it is dropped.
pub struct Journal {
    id: CaseId,
    path: PathBuf,
    /// `None` after a failure: what failed once is closed and never used again.
    disk: Option<Box<dyn Disk>>,
    seq: u64,
    head: ChainHash,
    /// All that is known to be on disk: some 20,000 bytes, from which a new file is made when this one fails.
    whole: Vec<u8>,
    /// Held after a failure too, so that no other window takes the case over unasked; `None` in memory, where nobody else can be.
    lock: Option<Lock>,
}

/// The proof that a record is on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// The record's number.
    pub seq: u64,
    /// The record's hash, which the next one will name.
    pub head: ChainHash,
}

/// A journal opened again.
#[derive(Debug)]
pub struct Resumed {
    /// The journal, which takes records after the last whole one.
    pub journal: Journal,
    /// What it held; [`Recovered::tail`] is what was found before it was moved aside.
    pub recovered: Recovered,
    /// The side file that now holds the torn tail; `None` when there was none.
    pub moved: Option<PathBuf>,
}

impl Journal {
    /// Makes the journal of the case `id` in the folder `dir`, which must exist. File and folder are synced.
    ///
    /// # Errors
    /// [`JournalError::Exists`] when the name is taken, [`JournalError::DiskFull`] or [`JournalError::Failed`] when the system
    /// refuses. Then no journal is left behind.
    pub fn create(dir: &Path, id: &CaseId) -> Result<Self, JournalError> {
        Self::create_on(dir, id, |file| Box::new(FileDisk(file)))
    }

    /// Like [`Journal::create`], writing through the disk that `wrap` makes of the open file.
    ///
    /// # Errors
    /// As for [`Journal::create`].
    pub fn create_on(
        dir: &Path,
        id: &CaseId,
        wrap: impl FnOnce(File) -> Box<dyn Disk>,
    ) -> Result<Self, JournalError> {
        let path = dir.join(file_name(*id));
        let file = private::create(&path).map_err(|source| {
            if source.kind() == io::ErrorKind::AlreadyExists {
                JournalError::Exists { path: path.clone() }
            } else {
                JournalError::saving(&path, 0, source)
            }
        })?;
        let lock = Lock::take(&file, *id, &path).inspect_err(|e| {
            if !matches!(e, JournalError::InUse { .. }) {
                discard(&path);
            }
        })?;
        // Swept away in the instant before it was locked: the name is no longer that of this file.
        if !private::stands_at(&file, &path).unwrap_or(true) {
            return Err(JournalError::Exists { path });
        }
        let header = record::header(*id);
        let mut disk = wrap(file);
        let made = disk
            .write_all(&header)
            .and_then(|()| disk.sync_data())
            .and_then(|()| private::sync_folder(dir));
        if let Err(source) = made {
            discard(&path);
            return Err(JournalError::saving(&path, 0, source));
        }
        Ok(Self {
            id: *id,
            path,
            disk: Some(disk),
            seq: 0,
            head: ChainHash::of(&header),
            whole: header.to_vec(),
            lock: Some(lock),
        })
    }

    /// The journal of a case that is kept nowhere: it takes records as one on disk does, and is gone with this value.
    #[must_use]
    pub fn in_memory(id: CaseId) -> Self {
        let header = record::header(id);
        Self {
            id,
            path: PathBuf::from("memory"),
            disk: Some(Box::new(NoDisk)),
            seq: 0,
            head: ChainHash::of(&header),
            whole: header.to_vec(),
            lock: None,
        }
    }

    /// Opens the journal at `path` again. A torn tail is first copied into a side file (`NAME.tail-1`, `-2` ...) and synced there.
    ///
    /// # Errors
    /// [`JournalError::InUse`] when it is open elsewhere, [`JournalError::Broken`] when a record cannot be trusted,
    /// [`JournalError::Read`] when the file is no journal or cannot be opened, [`JournalError::NotReady`] when the tail cannot be
    /// moved or the file not synced. No whole record is lost by any of them.
    pub fn resume(path: &Path) -> Result<Resumed, JournalError> {
        Self::resume_on(path, |file| Box::new(FileDisk(file)))
    }

    /// Like [`Journal::resume`], writing through the disk that `wrap` makes of the open file.
    ///
    /// # Errors
    /// As for [`Journal::resume`].
    pub fn resume_on(
        path: &Path,
        wrap: impl FnOnce(File) -> Box<dyn Disk>,
    ) -> Result<Resumed, JournalError> {
        let id = read::check(path)?;
        let (mut file, lock) = Lock::open(path)?;
        let bytes = read::bytes_of(path, &mut file)?;
        let recovered = read::decode(path, id, &bytes)?;
        let safe = recovered.records.last().map_or(0, |record| record.seq);
        let failed = |source| JournalError::NotReady { id, safe, source };

        let moved = match recovered.tail {
            Tail::Clean => None,
            Tail::Broken { seq, why } => return Err(JournalError::Broken { id, seq, why }),
            Tail::Torn { offset, .. } => move_aside(path, &file, &bytes, offset).map_err(failed)?,
        };
        // What was written just before a crash may not have been synced; what is reported as recovered must be.
        file.sync_all()
            .and_then(|()| private::sync_folder(folder_of(path)))
            .and_then(|()| file.seek(SeekFrom::Start(recovered.whole)))
            .map_err(failed)?;
        let mut disk = wrap(file);
        let mut whole = bytes;
        whole.truncate(usize::try_from(recovered.whole).unwrap_or(usize::MAX));
        if whole.is_empty() {
            whole = record::header(id).to_vec();
            disk.write_all(&whole)
                .and_then(|()| disk.sync_data())
                .map_err(failed)?;
        }
        let journal = Self {
            id,
            path: path.into(),
            disk: Some(disk),
            seq: safe,
            head: recovered.head,
            whole,
            lock: Some(lock),
        };
        Ok(Resumed {
            journal,
            recovered,
            moved,
        })
    }

    /// Appends one record. When this returns a receipt, the record would survive a power cut.
    ///
    /// # Errors
    /// [`JournalError::DiskFull`] or [`JournalError::Failed`] when the system refuses; from then on every call gives
    /// [`JournalError::Poisoned`]. [`JournalError::PayloadTooLarge`], [`JournalError::Full`] and [`JournalError::Kind`] refuse this
    /// record only.
    pub fn append(&mut self, kind: RecordKind, payload: &[u8]) -> Result<Receipt, JournalError> {
        if self.is_poisoned() {
            return Err(self.poisoned());
        }
        if kind.0 == 0 {
            return Err(JournalError::Kind);
        }
        let seq = self.seq.saturating_add(1);
        let Some(frame) = record::frame(seq, kind, self.head, payload) else {
            return Err(JournalError::PayloadTooLarge {
                bytes: payload.len(),
            });
        };
        let length = size(self.whole.len().saturating_add(frame.len()));
        if length > MAX_JOURNAL {
            return Err(JournalError::Full {
                path: self.path.clone(),
                safe: self.seq,
            });
        }
        self.save(&frame)?;
        self.seq = seq;
        self.head = ChainHash::of(&frame);
        self.whole.extend_from_slice(&frame);
        Ok(Receipt {
            seq,
            head: self.head,
        })
    }

    /// Writes and syncs one frame, or gives the disk up.
    fn save(&mut self, frame: &[u8]) -> Result<(), JournalError> {
        // Taken out first, so that a panic inside the disk gives it up as well.
        let Some(mut disk) = self.disk.take() else {
            return Err(self.poisoned());
        };
        disk.write_all(frame)
            .and_then(|()| disk.sync_data())
            .map_err(|source| JournalError::saving(&self.path, self.seq, source))?;
        self.disk = Some(disk);
        Ok(())
    }

    /// Begins a new file in place of one that failed. All that is known to be on disk is written and synced beside it, and takes the
    /// name in one step, so that a whole file stands there at every moment. What failed once is never written to again.
    ///
    /// # Errors
    /// [`JournalError::DiskFull`] or [`JournalError::Failed`] when the system refuses; the journal then holds what it held before, takes
    /// nothing, and stays locked, whichever file has the name. Call it again.
    pub fn renew(&mut self) -> Result<(), JournalError> {
        self.renew_on(|file| Box::new(FileDisk(file)))
    }

    /// Like [`Journal::renew`], writing through the disk that `wrap` makes of the new file.
    ///
    /// # Errors
    /// As for [`Journal::renew`].
    pub fn renew_on(
        &mut self,
        wrap: impl FnOnce(File) -> Box<dyn Disk>,
    ) -> Result<(), JournalError> {
        let Some(held) = &mut self.lock else {
            return Err(self.poisoned());
        };
        let failed = |source| JournalError::saving(&self.path, self.seq, source);
        let beside = self.path.with_extension(BESIDE);
        // One that a crash left behind was never read by anybody.
        discard(&beside);
        let file = private::create(&beside).map_err(failed)?;
        let lock = Lock::take(&file, self.id, &beside)?;
        let mut disk = wrap(file);
        let named = disk
            .write_all(&self.whole)
            .and_then(|()| disk.sync_data())
            .and_then(|()| fs::rename(&beside, &self.path));
        if let Err(source) = named {
            discard(&beside);
            return Err(failed(source));
        }
        // From here on the new file is the case, whatever fails now: without its lock another window could go on with the case, and the
        // next new file of this one would take away what was acknowledged there.
        let lock = lock.instead_of(held);
        self.lock = Some(lock);
        private::sync_folder(folder_of(&self.path)).map_err(failed)?;
        self.disk = Some(disk);
        Ok(())
    }

    /// Says who has the case open, to whoever finds it locked.
    pub fn sign(&mut self, owner: &Owner) {
        if let Some(lock) = &mut self.lock {
            lock.sign(owner, &self.path);
        }
    }

    fn poisoned(&self) -> JournalError {
        JournalError::Poisoned {
            path: self.path.clone(),
            safe: self.seq,
        }
    }

    /// The case.
    #[must_use]
    pub const fn id(&self) -> CaseId {
        self.id
    }

    /// Where the journal is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The number of the last record on disk; 0 when there is none.
    #[must_use]
    pub const fn saved(&self) -> u64 {
        self.seq
    }

    /// The hash of the last record on disk, or of the header when there is none.
    #[must_use]
    pub const fn head(&self) -> ChainHash {
        self.head
    }

    /// Whether saving failed, so that a new file is needed.
    #[must_use]
    pub const fn is_poisoned(&self) -> bool {
        self.disk.is_none()
    }
}

impl fmt::Debug for Journal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Journal")
            .field("id", &self.id)
            .field("path", &self.path)
            .field("poisoned", &self.is_poisoned())
            .field("seq", &self.seq)
            .field("head", &self.head)
            .finish_non_exhaustive()
    }
}

/// The name of the journal of `id`.
pub(super) fn file_name(id: CaseId) -> String {
    format!("{}.journal", id.file_stem())
}
