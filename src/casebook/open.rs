//! A case open for writing: a fact counts once it is synced.

use std::sync::Arc;

use jiff::Timestamp;

use crate::cases::{
    CaseId, Journal, JournalError, LogError, ReadError, RecordKind, Store, StoreError, Tail,
};
use crate::catalog::Catalog;
use crate::interview::{Began, Fact, Interview, Outcome, Recorded};
use crate::present::Advised;

use super::advice::KeptAdvice;
use super::days::{self, Step};
use super::edition::{Edition, EditionError};
use super::records::CaseRecords;
use super::{ADVICE, FACT, PROGRAM};

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
    /// The edition of the catalog is not kept.
    #[error(transparent)]
    Edition(#[from] EditionError),
    /// The file of the day cannot be written.
    #[error(
        "Case {id} could not be entered into the file of the day: {source} What was saved of the case is safe."
    )]
    Day {
        /// Which case.
        id: CaseId,
        /// What went wrong.
        source: LogError,
    },
    /// That a case was erased cannot be entered into the audit log.
    #[error(
        "That case {id} is erased could not be entered into the audit log: {source} Nothing was erased."
    )]
    Unlogged {
        /// Which case.
        id: CaseId,
        /// What went wrong.
        source: LogError,
    },
    /// Contact details were to be kept without consent.
    #[error(
        "Contact details are kept only when the customer has agreed to the words of this catalog, and they have not. Nothing was kept."
    )]
    NoConsent,
    /// Contact details were to be kept where nothing is.
    #[error("Nothing is saved in this conversation, so contact details cannot be kept either.")]
    Nowhere,
    /// The file of contact details refuses.
    #[error(
        "The contact details of case {id} could not be read or changed on the disk ({source}). All else of the case is safe. Try again; if it stays, check the disk."
    )]
    Person {
        /// Which case.
        id: CaseId,
        /// What the system said.
        source: std::io::Error,
    },
    /// What only the way to it may record was to be recorded alone.
    #[error(
        "That contact details are kept or erased is recorded together with doing it, and this record came alone. Nothing was saved and nothing was changed."
    )]
    PersonAlone,
    /// An end was to be kept without the advice it came with.
    #[error(
        "A conversation ends together with the advice it was given, and this end came without one. Nothing was saved and nothing was changed."
    )]
    EndAlone,
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
    /// How many records are of a newer version of candor: kept, and not understood here.
    pub newer: usize,
}

/// A case open for writing.
#[derive(Debug)]
pub struct OpenCase {
    /// Where it is kept; `None` for one that is only in memory.
    store: Option<Store>,
    journal: Journal,
    interview: Interview,
    facts: Vec<Recorded>,
}

impl OpenCase {
    /// Begins a case on an edition that is kept: its first fact is on disk when this returns.
    ///
    /// # Errors
    /// [`CaseError`] when the store or the journal refuses, or the case cannot be entered into the file of the day; nothing of the case
    /// counts then.
    pub fn begin(
        store: &Store,
        random: impl FnMut() -> [u8; 8],
        edition: &Edition,
        at: Timestamp,
    ) -> Result<Self, CaseError> {
        let (_, mut journal) = store.create(random)?;
        journal.sign(&store.owner(at));
        Self::begin_in(Some(store.clone()), journal, edition.catalog(), at)
    }

    /// Begins a case that is kept nowhere, for when there is no folder in which it could be: the same conversation, gone when this is
    /// dropped. Its edition comes with it, which is not kept either.
    ///
    /// # Errors
    /// [`CaseError`] when the first fact cannot be put into words.
    pub fn in_memory(
        mut random: impl FnMut() -> [u8; 8],
        catalog: Arc<Catalog>,
        at: Timestamp,
    ) -> Result<(Self, Edition), CaseError> {
        let journal = Journal::in_memory(CaseId::from_seed(random()));
        let case = Self::begin_in(None, journal, &catalog, at)?;
        Ok((case, Edition::unkept(catalog)))
    }

    fn begin_in(
        store: Option<Store>,
        journal: Journal,
        catalog: &Catalog,
        at: Timestamp,
    ) -> Result<Self, CaseError> {
        let mut case = Self {
            store,
            journal,
            interview: Interview::default(),
            facts: Vec::new(),
        };
        let began = Began {
            catalog: catalog.id.clone(),
            edition: catalog.edition.clone(),
            fingerprint: catalog.fingerprint.as_str().into(),
            program: PROGRAM.into(),
        };
        case.keep(Fact::Began(began), at)?;
        case.enter(Step::Began, at)?;
        Ok(case)
    }

    /// Opens a case again to go on with it. A torn tail is moved aside; records of a newer version stay where they are, and what comes
    /// now follows them.
    ///
    /// # Errors
    /// [`CaseError`] when another window has it open, its journal is broken, or it cannot be entered into the file of the day.
    pub fn resume(
        store: &Store,
        id: &CaseId,
        at: Timestamp,
    ) -> Result<(Self, Recovery), CaseError> {
        let mut resumed = store.resume(id)?;
        resumed.journal.sign(&store.owner(at));
        let records = CaseRecords::of(&resumed.recovered);
        let recovery = Recovery {
            facts: records.facts.len(),
            torn_bytes: torn(&records.tail),
            newer: records.newer.len(),
        };
        let case = Self {
            store: Some(store.clone()),
            journal: resumed.journal,
            interview: Interview::fold(&records.facts),
            facts: records.facts,
        };
        case.enter(Step::Resumed, at)?;
        Ok((case, recovery))
    }

    /// Keeps a fact: written, synced, and only then part of the conversation. Card numbers in it are hidden first, so that neither
    /// the disk nor anything made from it ever has them.
    ///
    /// # Errors
    /// [`CaseError`] when it could not be synced; the conversation is then as it was before. [`CaseError::EndAlone`] for an end, which
    /// [`OpenCase::end`] takes; [`CaseError::PersonAlone`] for what [`OpenCase::keep_person`] and [`OpenCase::forget_person`] record.
    pub fn record(&mut self, fact: Fact, at: Timestamp) -> Result<&Recorded, CaseError> {
        match fact {
            Fact::Ended { .. } => Err(CaseError::EndAlone),
            Fact::PersonKept(_) | Fact::PersonForgotten => Err(CaseError::PersonAlone),
            fact => self.keep(fact, at),
        }
    }

    /// Ends the conversation: keeps the advice on it by `edition`, then how it ended. The only way to an end, so that no face forgets
    /// the advice.
    ///
    /// # Errors
    /// [`CaseError`] when one could not be synced. The conversation is then as it was before; an advice alone changes nothing.
    pub fn end(
        &mut self,
        outcome: Outcome,
        edition: &Edition,
        at: Timestamp,
    ) -> Result<&Recorded, CaseError> {
        let catalog = edition.catalog();
        let id = self.id().to_string();
        let report = Advised::on_case(catalog, &id, self.interview.clone()).canonical();
        let kept = KeptAdvice::new(report.map_err(unwritable)?, &catalog.fingerprint, at);
        self.append(ADVICE, &kept.payload().map_err(unwritable)?)?;
        self.keep(Fact::Ended { outcome }, at)?;
        // The end itself is saved. When this fails now, the case is entered when it is left.
        let _ = self.enter(Step::Ended, at);
        self.last_fact()
    }

    /// Leaves the case: how far it went is entered into the file of the day.
    ///
    /// # Errors
    /// [`CaseError::Day`] when that file cannot be written. The case itself is saved.
    pub fn leave(self, at: Timestamp) -> Result<(), CaseError> {
        self.enter(Step::Left, at)
    }

    fn enter(&self, step: Step, at: Timestamp) -> Result<(), CaseError> {
        let Some(store) = &self.store else {
            return Ok(());
        };
        let here = (self.journal.saved(), self.journal.head());
        days::enter(store, at, self.id(), step, here).map_err(|source| CaseError::Day {
            id: self.id(),
            source,
        })
    }

    pub(super) fn keep(&mut self, fact: Fact, at: Timestamp) -> Result<&Recorded, CaseError> {
        let recorded = Recorded {
            at,
            fact: fact.masked(),
        };
        let payload = serde_json::to_vec(&recorded).map_err(unwritable)?;
        self.append(FACT, &payload)?;
        self.interview.apply(&recorded);
        self.facts.push(recorded);
        self.last_fact()
    }

    /// The fact that was kept last.
    pub(super) fn last_fact(&self) -> Result<&Recorded, CaseError> {
        self.facts.last().ok_or_else(no_memory)
    }

    /// The store it stands in.
    ///
    /// # Errors
    /// [`CaseError::Nowhere`] for a case that is only in memory.
    pub(super) fn store(&self) -> Result<&Store, CaseError> {
        self.store.as_ref().ok_or(CaseError::Nowhere)
    }

    /// Appends a record; where saving fails, once more into a new file.
    fn append(&mut self, kind: RecordKind, payload: &[u8]) -> Result<(), CaseError> {
        let Err(failure) = self.journal.append(kind, payload) else {
            return Ok(());
        };
        if !self.journal.is_poisoned() {
            return Err(failure.into());
        }
        let renewed = match &self.store {
            Some(store) => store.renew(&mut self.journal),
            None => self.journal.renew(),
        };
        match (renewed, failure) {
            (Ok(()), _) => self.journal.append(kind, payload)?,
            // What went wrong first says more than that nothing can be made now.
            (Err(again), JournalError::Poisoned { .. }) => return Err(again.into()),
            (Err(_), failure) => return Err(failure.into()),
        };
        Ok(())
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

/// A fact that was pushed is there; this is for the type only.
fn no_memory() -> CaseError {
    CaseError::Unwritable {
        why: "no memory".to_owned(),
    }
}

pub(super) fn unwritable(error: serde_json::Error) -> CaseError {
    CaseError::Unwritable {
        why: error.to_string(),
    }
}

fn torn(tail: &Tail) -> u64 {
    match tail {
        Tail::Torn { bytes, .. } => *bytes,
        Tail::Clean | Tail::Broken { .. } => 0,
    }
}
