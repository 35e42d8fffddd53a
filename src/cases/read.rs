//! Reading a journal: every whole record, and what was wrong after them. Reading never changes a file.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::private::{self, Place, shown};
use super::record::{self, Fault, Frame, Header};
use super::{CaseId, ChainHash, FORMAT, HEADER, Record, RecordKind};

/// Most bytes of one journal. A case of 60 answers takes about 20,000.
pub const MAX_JOURNAL: u64 = 64 * 1024 * 1024;

/// What a journal holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    /// The case.
    pub id: CaseId,
    /// Every record that is whole and stands in the chain, in order.
    pub records: Vec<Record>,
    /// The hash of the last of them, or of the header when there is none.
    pub head: ChainHash,
    /// Bytes of header and records; 0 when not even the header is whole.
    pub whole: u64,
    /// What stands after them.
    pub tail: Tail,
}

/// What stands after the last record that can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tail {
    /// Nothing.
    Clean,
    /// The beginning of a record whose saving was cut short, or NUL bytes; it was never acknowledged.
    Torn {
        /// Where it begins, in bytes from the start of the file; 0 when the header itself was cut short.
        offset: u64,
        /// How long it is.
        bytes: u64,
    },
    /// A record that cannot be trusted, and neither can what follows. The case may be read and not continued.
    Broken {
        /// The number the record should have; 0 is the header.
        seq: u64,
        /// What is wrong with it.
        why: Why,
    },
}

/// Why a record cannot be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// Its bytes do not add up: something changed in it.
    #[error("its checksum is wrong")]
    Checksum,
    /// It does not name the record before: that one was changed or exchanged.
    #[error("it does not follow from the record before it")]
    Chain,
    /// It has another number: a record was doubled, moved or taken out.
    #[error("its number is out of order")]
    Sequence,
    /// Its length or type is impossible.
    #[error("its length or type is impossible")]
    Frame,
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
    let expected = record::header(id);
    let mut found = Recovered {
        id,
        records: Vec::new(),
        head: ChainHash::of(&expected),
        whole: 0,
        tail: Tail::Clean,
    };
    let Some(mut rest) = bytes.strip_prefix(&expected) else {
        found.tail = without_header(path, &expected, bytes)?;
        return Ok(found);
    };
    found.whole = size(HEADER);
    let mut seq = 1;
    while !rest.is_empty() {
        match record::parse_frame(rest) {
            Ok(frame) => {
                if let Some(why) = refusal(&frame, seq, found.head) {
                    found.tail = Tail::Broken { seq, why };
                    break;
                }
                found.head = ChainHash::of(frame.bytes);
                found.whole += size(frame.bytes.len());
                found.records.push(Record {
                    seq,
                    kind: RecordKind(frame.kind),
                    payload: frame.payload.to_vec(),
                });
                rest = rest.get(frame.bytes.len()..).unwrap_or_default();
                seq += 1;
            }
            Err(fault) => {
                found.tail = judge(rest, seq, fault).map_or(
                    Tail::Torn {
                        offset: found.whole,
                        bytes: size(rest.len()),
                    },
                    |why| Tail::Broken { seq, why },
                );
                break;
            }
        }
    }
    Ok(found)
}

/// What to make of a file that does not begin with the `expected` header.
fn without_header(path: &Path, expected: &[u8], bytes: &[u8]) -> Result<Tail, ReadError> {
    let same = expected.iter().zip(bytes).take_while(|(a, b)| a == b);
    let after = bytes.get(same.count()..).unwrap_or_default();
    if after.iter().all(|&byte| byte == 0) {
        // The program or the power stopped while the file was made.
        return Ok(Tail::Torn {
            offset: 0,
            bytes: size(bytes.len()),
        });
    }
    let path = PathBuf::from(path);
    match record::parse_header(bytes) {
        Header::Foreign => Err(ReadError::NotAJournal { path }),
        Header::Whole { format, .. } if format > FORMAT => Err(ReadError::Newer { path, format }),
        Header::Whole {
            id: Some(inside), ..
        } => Err(ReadError::OtherCase { path, inside }),
        Header::Whole { id: None, .. } | Header::Damaged => Ok(Tail::Broken {
            seq: 0,
            why: Why::Checksum,
        }),
    }
}

/// Why a frame with the right checksum does not belong here.
fn refusal(frame: &Frame<'_>, seq: u64, head: ChainHash) -> Option<Why> {
    if frame.kind == 0 {
        Some(Why::Frame)
    } else if frame.seq != seq {
        Some(Why::Sequence)
    } else if frame.previous != head {
        Some(Why::Chain)
    } else {
        None
    }
}

/// Whether `rest`, which begins with no frame, is a broken record (then why) or only a torn tail.
///
/// Each record is synced before the next is begun, so what a crash leaves is less than one frame, perhaps with NUL bytes in
/// place of what did not reach the disk. Whatever cannot have come about like that is a break, and then nothing may be cut off.
fn judge(rest: &[u8], seq: u64, fault: Fault) -> Option<Why> {
    let why = match fault {
        Fault::Frame => Why::Frame,
        Fault::Checksum => Why::Checksum,
    };
    let used = rest.iter().rposition(|&byte| byte != 0)? + 1;
    let used = rest.get(..used).unwrap_or_default();
    let more_than_one = record::lead(rest).is_some_and(|(length, ..)| length < used.len());
    let too_long = used.len() > record::MAX_FRAME;
    (more_than_one || too_long || holds_a_record(used, seq)).then_some(why)
}

/// Whether something in `tail` after its first byte has the lead of a record that could follow in this journal.
///
/// The eight bytes of the number are as good as a signature here: texts have no NUL bytes, and hashes do not hit it by chance.
fn holds_a_record(tail: &[u8], seq: u64) -> bool {
    let last = seq.saturating_add(size(tail.len() / record::MIN_FRAME) + 1);
    (1..tail.len()).any(|offset| {
        let here = tail.get(offset..).unwrap_or_default();
        record::lead(here)
            .is_some_and(|(_, kind, number)| kind != 0 && (seq..=last).contains(&number))
    })
}

/// A length in memory as a length on disk.
pub(super) fn size(bytes: usize) -> u64 {
    // No system this program runs on has addresses of more than 64 bits.
    u64::try_from(bytes).unwrap_or(u64::MAX)
}

fn io_error(path: &Path, source: io::Error) -> ReadError {
    ReadError::Io {
        path: path.into(),
        source,
    }
}
