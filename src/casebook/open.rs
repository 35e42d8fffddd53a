//! A case open for writing: a fact counts once it is synced.

use jiff::Timestamp;

use crate::cases::{CaseId, Journal, JournalError, ReadError, Record, Store, StoreError, Tail};
use crate::interview::{Began, Fact, Interview, Recorded};

use super::FACT;

/// Why a case could not be opened or a fact not be kept.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// The store refuses.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The journal refuses.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The journal cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A record holds no fact that this program knows.
    #[error(
        "Record {seq} of case {id} is of a newer version of candor. The case is complete and untouched; open it with that version."
    )]
    Newer {
        /// Which case.
        id: CaseId,
        /// Which record, from 1.
        seq: u64,
    },
    /// A fact cannot be written as JSON.
    #[error(
        "The answer could not be put into words for the record ({why}). Nothing was saved and nothing was changed."
    )]
    Unwritable {
        /// What the JSON writer says.
        why: String,
    },
}

/// What was found when a case was opened again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovery {
    /// How many facts were read.
    pub facts: usize,
    /// Bytes of an unfinished record that were moved aside; 0 when the journal was whole.
    pub torn_bytes: u64,
}

/// A case open for writing.
#[derive(Debug)]
pub struct OpenCase {
    journal: Journal,
    interview: Interview,
    facts: Vec<Recorded>,
}

impl OpenCase {
    /// Begins a case: its first fact is on disk when this returns.
    ///
    /// # Errors
    /// [`CaseError`] when the store or the journal refuses; nothing of the case counts then.
    pub fn begin(
        store: &Store,
        random: impl FnMut() -> [u8; 8],
        began: Began,
        at: Timestamp,
    ) -> Result<Self, CaseError> {
        let (_, journal) = store.create(random)?;
        let mut case = Self {
            journal,
            interview: Interview::default(),
            facts: Vec::new(),
        };
        case.record(Fact::Began(began), at)?;
        Ok(case)
    }

    /// Opens a case again to go on with it. A torn tail is moved aside.
    ///
    /// # Errors
    /// [`CaseError`] when another window has it open, or its journal is broken or of a newer version.
    pub fn resume(store: &Store, id: &CaseId) -> Result<(Self, Recovery), CaseError> {
        let resumed = Journal::resume(&store.path(id))?;
        let facts = facts(*id, &resumed.recovered.records)?;
        let torn_bytes = torn(&resumed.recovered.tail);
        let recovery = Recovery {
            facts: facts.len(),
            torn_bytes,
        };
        let interview = Interview::fold(&facts);
        Ok((
            Self {
                journal: resumed.journal,
                interview,
                facts,
            },
            recovery,
        ))
    }

    /// Keeps a fact: written, synced, and only then part of the conversation. Card numbers in it are hidden first, so that neither
    /// the disk nor anything made from it ever has them.
    ///
    /// # Errors
    /// [`CaseError`] when it could not be synced; the conversation is then as it was before.
    pub fn record(&mut self, fact: Fact, at: Timestamp) -> Result<&Recorded, CaseError> {
        let recorded = Recorded {
            at,
            fact: fact.masked(),
        };
        let payload = serde_json::to_vec(&recorded).map_err(|error| CaseError::Unwritable {
            why: error.to_string(),
        })?;
        self.journal.append(FACT, &payload)?;
        self.interview.apply(&recorded);
        let place = self.facts.len();
        self.facts.push(recorded);
        // The fact was pushed on the line above.
        self.facts.get(place).ok_or_else(|| CaseError::Unwritable {
            why: "no memory".to_owned(),
        })
    }

    /// Id of the case.
    #[must_use]
    pub fn id(&self) -> CaseId {
        self.journal.id()
    }

    /// The conversation so far.
    #[must_use]
    pub const fn interview(&self) -> &Interview {
        &self.interview
    }

    /// All facts, in order.
    #[must_use]
    pub fn facts(&self) -> &[Recorded] {
        &self.facts
    }
}

/// Reads a case without opening it for writing: its facts, and what was wrong after them.
///
/// # Errors
/// [`CaseError`] when the journal cannot be read or is of a newer version.
pub fn load(store: &Store, id: &CaseId) -> Result<(Vec<Recorded>, Tail), CaseError> {
    let recovered = store.read(id)?;
    Ok((facts(*id, &recovered.records)?, recovered.tail))
}

fn facts(id: CaseId, records: &[Record]) -> Result<Vec<Recorded>, CaseError> {
    records
        .iter()
        .map(|record| {
            let newer = CaseError::Newer {
                id,
                seq: record.seq,
            };
            if record.kind != FACT {
                return Err(newer);
            }
            serde_json::from_slice(&record.payload).map_err(|_| newer)
        })
        .collect()
}

fn torn(tail: &Tail) -> u64 {
    match tail {
        Tail::Torn { bytes, .. } => *bytes,
        Tail::Clean | Tail::Broken { .. } => 0,
    }
}
