//! What a journal says: facts, the advice kept between them, and what only a newer version of candor understands.

use crate::cases::{CaseId, ChainHash, ReadError, Record, Recovered, Store, Tail};
use crate::interview::Recorded;

use super::advice::KeptAdvice;
use super::{ADVICE, FACT};

/// A case as its journal has it.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseRecords {
    /// Its facts, in order.
    pub facts: Vec<Recorded>,
    /// The advice that was kept, each with its place.
    pub advice: Vec<AdviceRecord>,
    /// Numbers of the records that are of a newer version of candor: whole, kept, and not understood here.
    pub newer: Vec<u64>,
    /// The number of its last whole record; 0 when there is none.
    pub last: u64,
    /// The hash of that record.
    pub head: ChainHash,
    /// What stands after it.
    pub tail: Tail,
}

/// An advice with its place in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdviceRecord {
    /// The number of its record.
    pub seq: u64,
    /// How many facts stand before it: it is the advice on them.
    pub facts: usize,
    /// The advice.
    pub kept: KeptAdvice,
}

/// What a record says.
enum Content {
    Fact(Recorded),
    Advice(KeptAdvice),
    Newer,
}

impl CaseRecords {
    /// Sorts the records of a journal by what they say.
    #[must_use]
    pub fn of(recovered: &Recovered) -> Self {
        let mut case = Self {
            facts: Vec::new(),
            advice: Vec::new(),
            newer: Vec::new(),
            last: recovered.records.last().map_or(0, |record| record.seq),
            head: recovered.head,
            tail: recovered.tail,
        };
        for record in &recovered.records {
            match content(record) {
                Content::Fact(fact) => case.facts.push(fact),
                Content::Advice(kept) => case.advice.push(AdviceRecord {
                    seq: record.seq,
                    facts: case.facts.len(),
                    kept,
                }),
                Content::Newer => case.newer.push(record.seq),
            }
        }
        case
    }
}

/// A type or a fact that this program does not know comes from a newer one: the chain says that it was written like this.
fn content(record: &Record) -> Content {
    let known = if record.kind == FACT {
        let fact = serde_json::from_slice(&record.payload).ok();
        fact.map(Content::Fact)
    } else if record.kind == ADVICE {
        KeptAdvice::read(&record.payload).map(Content::Advice)
    } else {
        None
    };
    known.unwrap_or(Content::Newer)
}

/// Reads a case without opening it for writing.
///
/// # Errors
/// [`ReadError`] when the journal cannot be read.
pub fn load(store: &Store, id: &CaseId) -> Result<CaseRecords, ReadError> {
    Ok(CaseRecords::of(&store.read(id)?))
}

/// `1 record of a newer version of candor`; `None` when there is none.
#[must_use]
pub fn newer_words(newer: usize) -> Option<String> {
    match newer {
        0 => None,
        1 => Some("1 record of a newer version of candor".to_owned()),
        n => Some(format!("{n} records of a newer version of candor")),
    }
}
