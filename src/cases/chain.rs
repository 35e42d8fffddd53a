//! What a chained file holds: every whole record that follows from the one before, and what was wrong after them.

use super::record::{self, Fault, Frame, size};
use super::{ChainHash, HEADER, Record, RecordKind};

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

/// The records of a chained file.
#[derive(Debug)]
pub(super) struct Chain {
    /// Every record that is whole and stands in the chain, in order.
    pub records: Vec<Record>,
    /// The hash of the header, then of each of them.
    pub hashes: Vec<ChainHash>,
    /// Bytes of header and records; 0 when not even the header is whole.
    pub whole: u64,
    /// What stands after them.
    pub tail: Tail,
}

impl Chain {
    /// A file with this header of which nothing can be read: `tail` stands where the header should.
    pub fn without_header(header: &[u8; HEADER], tail: Tail) -> Self {
        Self {
            records: Vec::new(),
            hashes: vec![ChainHash::of(header)],
            whole: 0,
            tail,
        }
    }

    /// The hash of the last record, or of the header when there is none.
    pub fn head(&self) -> ChainHash {
        self.hashes.last().copied().unwrap_or(ChainHash([0; 32]))
    }

    /// The number of the last record; 0 when there is none.
    pub fn last(&self) -> u64 {
        self.records.last().map_or(0, |record| record.seq)
    }
}

/// Reads `bytes` as a file that begins with `header`; `None` when it begins otherwise.
pub(super) fn decode(header: &[u8; HEADER], bytes: &[u8]) -> Option<Chain> {
    let mut found = Chain::without_header(header, Tail::Clean);
    let Some(mut rest) = bytes.strip_prefix(header) else {
        found.tail = torn_header(header, bytes)?;
        return Some(found);
    };
    found.whole = size(HEADER);
    let mut seq = 1;
    while !rest.is_empty() {
        match record::parse_frame(rest) {
            Ok(frame) => {
                if let Some(why) = refusal(&frame, seq, found.head()) {
                    found.tail = Tail::Broken { seq, why };
                    break;
                }
                found.hashes.push(ChainHash::of(frame.bytes));
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
    Some(found)
}

/// The tail of a file that has no more than a beginning of its header: the program or the power stopped while it was made.
fn torn_header(header: &[u8; HEADER], bytes: &[u8]) -> Option<Tail> {
    let same = header.iter().zip(bytes).take_while(|(a, b)| a == b);
    let after = bytes.get(same.count()..).unwrap_or_default();
    after.iter().all(|&byte| byte == 0).then(|| Tail::Torn {
        offset: 0,
        bytes: size(bytes.len()),
    })
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
