//! Whether the newest record was changed or only cut short.
//!
//! A reader gives the newest record the benefit of the doubt: with a wrong checksum it is a torn tail, which is moved aside so that
//! the conversation can go on. Who asks whether a file was changed gets a stricter answer. A crash leaves a beginning of the record, or
//! NUL bytes in place of whole sectors; a record that has all its bytes and no such hole was whole once.

use super::chain::{Chain, Tail, Why};
use super::record::{self, size};

/// Bytes of the smallest piece that a disk writes or leaves out.
const SECTOR: u64 = 512;

/// Whether `rest`, a torn tail that begins at byte `offset` of its file, is a record that was whole and was changed.
fn was_changed(rest: &[u8], offset: u64) -> bool {
    let complete = record::lead(rest).is_some_and(|(length, ..)| length == rest.len());
    (complete && !has_hole(rest, offset)) || record::is_whole_but_for_its_length(rest)
}

/// Whether NUL bytes stand in place of whole sectors, or of all up to the end of `rest`. One NUL byte at the end is none: a change of
/// one byte looks like that, and texts have no NUL bytes.
fn has_hole(rest: &[u8], offset: u64) -> bool {
    let end = offset.saturating_add(size(rest.len()));
    let mut at = offset;
    for run in rest.chunk_by(|a, b| (*a == 0) == (*b == 0)) {
        let after = at.saturating_add(size(run.len()));
        let sectors = at.next_multiple_of(SECTOR) < after - after % SECTOR;
        let up_to_the_end = after == end && run.len() > 1;
        if run.first() == Some(&0) && (sectors || up_to_the_end) {
            return true;
        }
        at = after;
    }
    false
}

/// Takes the newest record of `chain`, which `bytes` were read as, for changed when it was.
pub(super) fn hold_against(chain: &mut Chain, bytes: &[u8]) {
    if let Tail::Torn { offset, .. } = chain.tail {
        let start = usize::try_from(offset).unwrap_or(usize::MAX);
        if was_changed(bytes.get(start..).unwrap_or_default(), offset) {
            chain.tail = Tail::Broken {
                seq: chain.last().saturating_add(1),
                why: Why::Checksum,
            };
        }
    }
}
