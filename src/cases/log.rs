//! Logs to which every window appends: the frames and the chain of a journal, locked for as long as one entry takes.
//!
//! A log is the file `NAME`. When that is damaged it stays as it is, for whoever looks into it, and the log goes on in `NAME-2`, then
//! `NAME-3` and so on: nobody's work stops because of an old file, and no damage is ever covered.

use std::fs::{File, TryLockError};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::chain::{self, Chain, Tail, Why};
use super::error::is_disk_full;
use super::private::{self, Place, shown};
use super::read::{self, MAX_JOURNAL, ReadError};
use super::{ChainHash, HEADER, MAX_PAYLOAD, Record, RecordKind, newest, record, tail};

/// Most files of one log.
const MAX_PARTS: u32 = 99;
/// How often the lock is tried, and how long between: five seconds in all. An entry takes some milliseconds.
const TRIES: u32 = 500;
const BETWEEN: Duration = Duration::from_millis(10);

/// A log; it may have no file yet.
#[derive(Debug, Clone)]
pub struct Log {
    folder: PathBuf,
    name: String,
    number: u32,
}

/// One file of a log as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogPart {
    /// The file.
    pub path: PathBuf,
    /// Every record that is whole and stands in the chain, in order.
    pub records: Vec<Record>,
    /// The hash of the header, then of each of them.
    pub hashes: Vec<ChainHash>,
    /// What stands after them.
    pub tail: Tail,
}

/// Why an entry was not made.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// Another window holds the file for longer than an entry takes.
    #[error(
        "{} has been held by another program for five seconds. Close windows of candor that do not answer, then try again.", shown(.path)
    )]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// Every file of the log is damaged.
    #[error("{} and all files that continue it are damaged. Move them to a safe place, then try again.", shown(.path))]
    Damaged {
        /// The first file.
        path: PathBuf,
    },
    /// An entry is too long.
    #[error("an entry of {bytes} bytes is too long; {MAX_PAYLOAD} is the most")]
    TooLarge {
        /// Its bytes.
        bytes: usize,
    },
    /// The system refused.
    #[error("{}", io_words(.path, .source))]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Log {
    /// The log `name` in `folder`. Its `number` stands in the header, so that one log is never taken for another.
    pub(super) fn new(folder: PathBuf, name: impl Into<String>, number: u32) -> Self {
        Self {
            folder,
            name: name.into(),
            number,
        }
    }

    /// Appends what `make` gives for the file as it stands; it is on disk when this returns. Meanwhile no other window appends.
    ///
    /// # Errors
    /// [`LogError`], that of `make` too; then perhaps some of it is there, and whoever appends next moves it aside.
    pub fn append(
        &self,
        make: impl FnOnce(&LogPart) -> Result<Vec<(RecordKind, Vec<u8>)>, LogError>,
    ) -> Result<(), LogError> {
        self.own_folder()
            .map_err(|source| refusal(&self.folder, source))?;
        for part in 1..=MAX_PARTS {
            let path = self.path(part);
            if !matches!(
                Place::of(&path).map_err(|source| refusal(&path, source))?,
                Place::Nothing | Place::File
            ) {
                continue;
            }
            let mut file = open(&path).map_err(|source| refusal(&path, source))?;
            let locked = Locked::take(&file, &path)?;
            let (bytes, chain) = self.decode(&path, &mut file, part)?;
            if matches!(chain.tail, Tail::Broken { .. }) || chain.whole > MAX_JOURNAL / 2 {
                continue;
            }
            let written = self.write(&path, file, part, &bytes, chain, make);
            drop(locked);
            return written;
        }
        Err(LogError::Damaged { path: self.path(1) })
    }

    /// Makes the folder unless it is there; a link is none.
    fn own_folder(&self) -> io::Result<()> {
        // Where somebody deleted all that was kept, nothing of it comes back by itself.
        if Place::of(private::folder_of(&self.folder))? != Place::Folder {
            return Err(io::ErrorKind::NotFound.into());
        }
        private::make_folders(&self.folder)?;
        match Place::of(&self.folder)? {
            Place::Folder => Ok(()),
            place => Err(io::Error::other(format!("it is {place}"))),
        }
    }

    fn write(
        &self,
        path: &Path,
        mut file: File,
        part: u32,
        bytes: &[u8],
        chain: Chain,
        make: impl FnOnce(&LogPart) -> Result<Vec<(RecordKind, Vec<u8>)>, LogError>,
    ) -> Result<(), LogError> {
        let failed = |source| refusal(path, source);
        if let Tail::Torn { offset, .. } = chain.tail {
            tail::move_aside(path, &file, bytes, offset).map_err(failed)?;
        }
        let mut new = Vec::new();
        if chain.whole == 0 {
            new.extend(self.header(part));
        }
        let (mut seq, mut head) = (chain.last(), chain.head());
        let whole = chain.whole;
        let stands = LogPart::new(path, chain);
        for (kind, payload) in make(&stands)? {
            seq += 1;
            let frame = record::frame(seq, kind, head, &payload).ok_or(LogError::TooLarge {
                bytes: payload.len(),
            })?;
            head = ChainHash::of(&frame);
            new.extend(frame);
        }
        file.seek(SeekFrom::Start(whole))
            .and_then(|_| file.write_all(&new))
            .and_then(|()| file.sync_all())
            .and_then(|()| private::sync_folder(&self.folder))
            .map_err(failed)
    }

    /// Every file of the log as it stands, the first one first; none when there is none.
    ///
    /// # Errors
    /// [`LogError::Io`] when a file cannot be read.
    pub fn read(&self) -> Result<Vec<LogPart>, LogError> {
        let mut parts = Vec::new();
        for part in 1..=MAX_PARTS {
            let path = self.path(part);
            match Place::of(&path).map_err(|source| refusal(&path, source))? {
                Place::Nothing => break,
                Place::File => {
                    let file = private::open(&path, false);
                    let mut file = file.map_err(|source| refusal(&path, source))?;
                    let (_, chain) = self.decode(&path, &mut file, part)?;
                    parts.push(LogPart::new(&path, chain));
                }
                _ => parts.push(LogPart::new(&path, self.foreign(part))),
            }
        }
        Ok(parts)
    }

    /// Nobody has to wait for a log, so it need not be read as leniently as a journal: what was changed is never cut off and moved
    /// aside.
    fn decode(
        &self,
        path: &Path,
        file: &mut File,
        part: u32,
    ) -> Result<(Vec<u8>, Chain), LogError> {
        match read::bytes_of(path, file) {
            Ok(bytes) => {
                let chain = chain::decode(&self.header(part), &bytes);
                let mut chain = chain.unwrap_or_else(|| self.foreign(part));
                newest::hold_against(&mut chain, &bytes);
                Ok((bytes, chain))
            }
            Err(ReadError::TooLarge { .. }) => Ok((Vec::new(), self.foreign(part))),
            Err(ReadError::Io { path, source }) => Err(LogError::Io { path, source }),
            Err(other) => Err(refusal(path, io::Error::other(other.to_string()))),
        }
    }

    /// What stands where a file of this log should be, and is none.
    fn foreign(&self, part: u32) -> Chain {
        let tail = Tail::Broken {
            seq: 0,
            why: Why::Frame,
        };
        Chain::without_header(&self.header(part), tail)
    }

    fn header(&self, part: u32) -> [u8; HEADER] {
        record::log_header(self.number, part)
    }

    /// The file of this part.
    fn path(&self, part: u32) -> PathBuf {
        let name = match part {
            1 => self.name.clone(),
            more => format!("{}-{more}", self.name),
        };
        self.folder.join(name)
    }
}

impl LogPart {
    fn new(path: &Path, chain: Chain) -> Self {
        Self {
            path: path.into(),
            records: chain.records,
            hashes: chain.hashes,
            tail: chain.tail,
        }
    }

    /// The number of the last whole record; 0 when there is none.
    #[must_use]
    pub fn last(&self) -> u64 {
        self.records.last().map_or(0, |record| record.seq)
    }

    /// The hash of the record with this number; 0 is the header.
    #[must_use]
    pub fn hash_of(&self, seq: u64) -> Option<ChainHash> {
        self.hashes.get(usize::try_from(seq).ok()?).copied()
    }
}

/// Opens the file `path` for reading and writing, made when it is missing.
fn open(path: &Path) -> io::Result<File> {
    match private::create(path) {
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => private::open(path, true),
        made => made,
    }
}

/// The kernel's lock on a log, for as long as an entry takes.
struct Locked(File);

impl Locked {
    fn take(file: &File, path: &Path) -> Result<Self, LogError> {
        let handle = file.try_clone().map_err(|source| refusal(path, source))?;
        for _ in 0..TRIES {
            match handle.try_lock() {
                Ok(()) => return Ok(Self(handle)),
                Err(TryLockError::WouldBlock) => thread::sleep(BETWEEN),
                Err(TryLockError::Error(source)) => return Err(refusal(path, source)),
            }
        }
        Err(LogError::Busy { path: path.into() })
    }
}

impl Drop for Locked {
    fn drop(&mut self) {
        // Closing is not enough: a process just being started may still hold a copy of the handle. If this fails, closing remains.
        let _ = self.0.unlock();
    }
}

fn io_words(path: &Path, source: &io::Error) -> String {
    let path = shown(path);
    if is_disk_full(source) {
        format!(
            "The disk is full: nothing was added to {path}. Free at least 1 MB on its disk, then try again."
        )
    } else {
        format!(
            "{path} cannot be written or read ({source}). Check the disk and the permissions, then try again."
        )
    }
}

fn refusal(path: &Path, source: io::Error) -> LogError {
    LogError::Io {
        path: path.into(),
        source,
    }
}
