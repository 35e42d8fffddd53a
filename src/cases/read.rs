//! Reading a journal: every whole record, and what was wrong after them. Reading never changes a file.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::chain::{self, Chain, Tail, Why};
use super::private::{self, Place, shown};
use super::record::{self, Header, size};
use super::{CaseId, ChainHash, FORMAT, HEADER, Record, newest};

/// Most bytes of one journal. A case of 60 answers takes about 20,000.
pub const MAX_JOURNAL: u64 = 64 * 1024 * 1024;

/// What a journal holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    /// The case.
    pub id: CaseId,
    /// Every record that is whole and stands in the chain, in order.
    pub records: Vec<Record>,
    /// The hash of the header, then of each of them.
    pub hashes: Vec<ChainHash>,
    /// The hash of the last of them, or of the header when there is none.
    pub head: ChainHash,
    /// Bytes of header and records; 0 when not even the header is whole.
    pub whole: u64,
    /// What stands after them.
    pub tail: Tail,
}

/// Why a file could not be read as a journal. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is no such case.
    #[error("There is no case at {}. See `candor case list`.", shown(.path))]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The name of the file is not that of a journal.
    #[error("{} is not named like a case (7f3k-92qd.journal). Give the file its own name back and try again.", shown(.path))]
    Name {
        /// The file.
        path: PathBuf,
    },
    /// A link, a folder or a device stands where the journal should be.
    #[error("{} is {place}, not a case file. Nothing was read or changed. Put the case file itself there.", shown(.path))]
    NotAFile {
        /// Where it stands.
        path: PathBuf,
        /// What it is.
        place: Place,
    },
    /// The file is no journal.
    #[error("{} does not begin like a case file. Nothing was changed. Restore it from a copy.", shown(.path))]
    NotAJournal {
        /// The file.
        path: PathBuf,
    },
    /// The file was written by a newer program.
    #[error("{} was written by a newer candor (format {format}; this one reads up to {FORMAT}). Nothing was changed. Open it with the newer program.", shown(.path))]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        format: u16,
    },
    /// The file holds another case than its name says.
    #[error("{} holds case {inside}. Nothing was changed. Give the file its own name back.", shown(.path))]
    OtherCase {
        /// The file.
        path: PathBuf,
        /// The case inside.
        inside: CaseId,
    },
    /// The file is larger than any journal.
    #[error("{} has {bytes} bytes; a case has at most {MAX_JOURNAL}. It was not read and nothing was changed.", shown(.path))]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its bytes.
        bytes: u64,
    },
    /// The system refused.
    #[error("{} could not be read ({source}). Nothing was changed. Check the disk and the permissions, then try again.", shown(.path))]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Reads the journal at `path`, whose name must be that of its case.
///
/// A journal that is being written may show its newest record as a torn tail; reading again shows it whole.
///
/// # Errors
/// [`ReadError`] when the file cannot be read or is no journal of that case. Damage after the header is no error: see [`Recovered::tail`].
pub fn read(path: &Path) -> Result<Recovered, ReadError> {
    let id = check(path)?;
    let mut file = private::open(path, false).map_err(|source| io_error(path, source))?;
    decode(path, id, &bytes_of(path, &mut file)?)
}

/// Like [`read`], for those who ask whether the file was changed: a newest record that no crash leaves like this is not taken for one
/// whose saving was cut off.
///
/// # Errors
/// As for [`read`].
pub fn read_strictly(path: &Path) -> Result<Recovered, ReadError> {
    let id = check(path)?;
    let mut file = private::open(path, false).map_err(|source| io_error(path, source))?;
    let bytes = bytes_of(path, &mut file)?;
    let mut chain = chain_of(path, id, &bytes)?;
    newest::hold_against(&mut chain, &bytes);
    Ok(Recovered::new(id, chain))
}

impl Recovered {
    fn new(id: CaseId, chain: Chain) -> Self {
        Self {
            id,
            head: chain.head(),
            records: chain.records,
            hashes: chain.hashes,
            whole: chain.whole,
            tail: chain.tail,
        }
    }

    /// The hash of the record with this number; 0 is the header.
    #[must_use]
    pub fn hash_of(&self, seq: u64) -> Option<ChainHash> {
        self.hashes.get(usize::try_from(seq).ok()?).copied()
    }
}

/// The case `path` is named after, if a file stands there.
pub(super) fn check(path: &Path) -> Result<CaseId, ReadError> {
    let id = id_of(path).ok_or_else(|| ReadError::Name { path: path.into() })?;
    match Place::of(path).map_err(|source| io_error(path, source))? {
        Place::File => Ok(id),
        Place::Nothing => Err(ReadError::Missing { path: path.into() }),
        place => Err(ReadError::NotAFile {
            path: path.into(),
            place,
        }),
    }
}

/// The case a journal's file is named after; only the exact name counts.
pub(super) fn id_of(path: &Path) -> Option<CaseId> {
    let stem = path.file_name()?.to_str()?.strip_suffix(".journal")?;
    let id: CaseId = stem.parse().ok()?;
    (id.file_stem() == stem).then_some(id)
}

/// The bytes of a journal's open file.
pub(super) fn bytes_of(path: &Path, file: &mut File) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    file.take(MAX_JOURNAL + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| io_error(path, source))?;
    let length = size(bytes.len());
    if length > MAX_JOURNAL {
        let bytes = file.metadata().map_or(length, |data| data.len());
        return Err(ReadError::TooLarge {
            path: path.into(),
            bytes,
        });
    }
    Ok(bytes)
}

/// Reads `bytes` as the journal of `id`; `path` is named in errors and not touched.
///
/// # Errors
/// [`ReadError`] when the bytes are no journal of that case.
pub fn decode(path: &Path, id: CaseId, bytes: &[u8]) -> Result<Recovered, ReadError> {
    Ok(Recovered::new(id, chain_of(path, id, bytes)?))
}

fn chain_of(path: &Path, id: CaseId, bytes: &[u8]) -> Result<Chain, ReadError> {
    let header = record::header(id);
    chain::decode(&header, bytes).map_or_else(|| foreign(path, &header, bytes), Ok)
}

/// What to make of a file that begins with another header than the one expected.
fn foreign(path: &Path, header: &[u8; HEADER], bytes: &[u8]) -> Result<Chain, ReadError> {
    let path = PathBuf::from(path);
    match record::parse_header(bytes) {
        Header::Foreign => Err(ReadError::NotAJournal { path }),
        Header::Whole { format, .. } if format > FORMAT => Err(ReadError::Newer { path, format }),
        Header::Whole {
            id: Some(inside), ..
        } => Err(ReadError::OtherCase { path, inside }),
        Header::Whole { id: None, .. } | Header::Damaged => {
            let tail = Tail::Broken {
                seq: 0,
                why: Why::Checksum,
            };
            Ok(Chain::without_header(header, tail))
        }
    }
}

fn io_error(path: &Path, source: io::Error) -> ReadError {
    ReadError::Io {
        path: path.into(),
        source,
    }
}
