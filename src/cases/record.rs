//! The bytes of a journal: one header, then records, each in a frame.
//!
//! ```text
//! header   magic 8 | format u16 | case u64 | crc32 u32 of the 18 bytes before              22 bytes (of a log: its number)
//! frame    length u32 | crc32 u32 | type u8 | number u64 | previous 32 bytes | payload      49 bytes and the payload
//! ```
//!
//! Numbers are little-endian. `length` counts what follows the checksum; the checksum covers the length and what follows the
//! checksum. `previous` is the SHA-256 of the whole frame before, or of the header for record 1, so that no record can be
//! changed, moved, doubled or taken out without a trace. Length 0 and type 0 mean nothing on purpose: a tail of NUL bytes,
//! which a power cut leaves behind, can never be read as a record. Every format keeps these 22 bytes of header.

use std::fmt;

use sha2::{Digest as _, Sha256};

use super::CaseId;

/// The format this program writes, and the newest it reads.
pub const FORMAT: u16 = 1;
/// Bytes of a journal's header.
pub const HEADER: usize = 22;
/// Most bytes in the payload of one record.
pub const MAX_PAYLOAD: usize = 1024 * 1024;

/// The first bytes of every journal. A line end of each kind shows at once when a copy was made as text.
const MAGIC: [u8; 8] = *b"CNDR\r\n\x1a\n";
/// Bytes of type, number and previous hash.
const FIXED: usize = 1 + 8 + 32;
/// Bytes of length and checksum.
const LEAD: usize = 4 + 4;
/// Bytes of the smallest frame.
pub(super) const MIN_FRAME: usize = LEAD + FIXED;
/// Bytes of the largest frame.
pub(super) const MAX_FRAME: usize = MIN_FRAME + MAX_PAYLOAD;

/// What a record is, as a number from 1 to 255 whose meaning is decided by those who write records. Never reused for another meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordKind(pub u8);

/// A SHA-256 in the chain of a journal; shown as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ChainHash(pub [u8; 32]);

impl ChainHash {
    /// The hash of `bytes`.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for ChainHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ChainHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// One whole record of a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its number; the first is 1, each next one more.
    pub seq: u64,
    /// What it is. A number this program does not know comes from a newer one and is kept.
    pub kind: RecordKind,
    /// Its content.
    pub payload: Vec<u8>,
}

/// The header of the journal of `id`.
pub(super) fn header(id: CaseId) -> [u8; HEADER] {
    header_of(id.number())
}

/// The header of file `part` of the log `number`. The highest bit keeps it apart from every case.
pub(super) fn log_header(number: u32, part: u32) -> [u8; HEADER] {
    header_of((1 << 63) | (u64::from(part) << 32) | u64::from(number))
}

fn header_of(number: u64) -> [u8; HEADER] {
    let number = number.to_le_bytes();
    let format = FORMAT.to_le_bytes();
    let mut bytes = [0; HEADER];
    let content = MAGIC.iter().chain(&format).chain(&number);
    let mut checksum = crc32fast::Hasher::new();
    checksum.update(&MAGIC);
    checksum.update(&format);
    checksum.update(&number);
    let checksum = checksum.finalize().to_le_bytes();
    for (place, byte) in bytes.iter_mut().zip(content.chain(&checksum)) {
        *place = *byte;
    }
    bytes
}

/// What a header says.
pub(super) enum Header {
    /// Not the beginning of a journal.
    Foreign,
    /// A journal whose header is damaged.
    Damaged,
    /// A whole header.
    Whole {
        /// The format of the records after it.
        format: u16,
        /// The case; `None` when the number is none.
        id: Option<CaseId>,
    },
}

/// Reads the header at the start of `bytes`.
pub(super) fn parse_header(bytes: &[u8]) -> Header {
    let Some(rest) = bytes.strip_prefix(&MAGIC) else {
        return Header::Foreign;
    };
    let parts = rest
        .split_first_chunk::<2>()
        .and_then(|(format, rest)| rest.split_first_chunk::<8>().map(|(id, r)| (format, id, r)))
        .and_then(|(format, id, rest)| rest.first_chunk::<4>().map(|sum| (format, id, sum)));
    let Some((format, number, checksum)) = parts else {
        return Header::Damaged;
    };
    let content = bytes.get(..HEADER - 4).unwrap_or_default();
    if crc32fast::hash(content) != u32::from_le_bytes(*checksum) {
        return Header::Damaged;
    }
    Header::Whole {
        format: u16::from_le_bytes(*format),
        id: CaseId::from_number(u64::from_le_bytes(*number)),
    }
}

/// The frame of one record; `None` when the payload is over [`MAX_PAYLOAD`].
pub(super) fn frame(
    seq: u64,
    kind: RecordKind,
    previous: ChainHash,
    payload: &[u8],
) -> Option<Vec<u8>> {
    if payload.len() > MAX_PAYLOAD {
        return None;
    }
    let length = u32::try_from(FIXED + payload.len()).ok()?.to_le_bytes();
    let number = seq.to_le_bytes();
    let mut checksum = crc32fast::Hasher::new();
    checksum.update(&length);
    checksum.update(&[kind.0]);
    checksum.update(&number);
    checksum.update(&previous.0);
    checksum.update(payload);
    let mut bytes = Vec::with_capacity(MIN_FRAME + payload.len());
    bytes.extend_from_slice(&length);
    bytes.extend_from_slice(&checksum.finalize().to_le_bytes());
    bytes.push(kind.0);
    bytes.extend_from_slice(&number);
    bytes.extend_from_slice(&previous.0);
    bytes.extend_from_slice(payload);
    Some(bytes)
}

/// A frame as it stands in a journal, its checksum found right.
pub(super) struct Frame<'a> {
    /// All its bytes.
    pub bytes: &'a [u8],
    /// The record's type; may be 0 here.
    pub kind: u8,
    /// The record's number.
    pub seq: u64,
    /// The hash it gives for the frame before.
    pub previous: ChainHash,
    /// The record's content.
    pub payload: &'a [u8],
}

/// Why bytes are no frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// The length is impossible, or there are fewer bytes than it says.
    Frame,
    /// The checksum is wrong.
    Checksum,
}

/// The lead of a frame before its checksum is looked at: length of the whole frame, type, number.
pub(super) fn lead(bytes: &[u8]) -> Option<(usize, u8, u64)> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (_, rest) = rest.split_first_chunk::<4>()?;
    let (kind, rest) = rest.split_first()?;
    let seq = rest.first_chunk::<8>()?;
    let size = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    (FIXED..=FIXED + MAX_PAYLOAD)
        .contains(&size)
        .then(|| (LEAD + size, *kind, u64::from_le_bytes(*seq)))
}

/// Whether `bytes` are one frame of which only the length was changed.
pub(super) fn is_whole_but_for_its_length(bytes: &[u8]) -> bool {
    let parts = bytes
        .split_first_chunk::<4>()
        .and_then(|(_, rest)| rest.split_first_chunk::<4>());
    let Some((given, body)) = parts.filter(|(_, body)| body.len() >= FIXED) else {
        return false;
    };
    let mut checksum = crc32fast::Hasher::new();
    checksum.update(&u32::try_from(body.len()).unwrap_or_default().to_le_bytes());
    checksum.update(body);
    checksum.finalize() == u32::from_le_bytes(*given)
}

/// Reads the frame at the start of `bytes`.
pub(super) fn parse_frame(bytes: &[u8]) -> Result<Frame<'_>, Fault> {
    let (size, kind, seq) = lead(bytes).ok_or(Fault::Frame)?;
    let bytes = bytes.get(..size).ok_or(Fault::Frame)?;
    let (length, rest) = bytes.split_first_chunk::<4>().ok_or(Fault::Frame)?;
    let (given, body) = rest.split_first_chunk::<4>().ok_or(Fault::Frame)?;
    let mut checksum = crc32fast::Hasher::new();
    checksum.update(length);
    checksum.update(body);
    if checksum.finalize() != u32::from_le_bytes(*given) {
        return Err(Fault::Checksum);
    }
    let (_, rest) = body.split_first_chunk::<9>().ok_or(Fault::Frame)?;
    let (previous, payload) = rest.split_first_chunk::<32>().ok_or(Fault::Frame)?;
    Ok(Frame {
        bytes,
        kind,
        seq,
        previous: ChainHash(*previous),
        payload,
    })
}

/// A length in memory as a length on disk.
pub(super) fn size(bytes: usize) -> u64 {
    // No system this program runs on has addresses of more than 64 bits.
    u64::try_from(bytes).unwrap_or(u64::MAX)
}
