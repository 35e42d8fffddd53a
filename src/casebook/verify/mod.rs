//! Whether what is kept is whole and unchanged: journals, the files of days, the audit log, kept editions and exported files. Looking
//! never changes a file.
//!
//! Logs are read before journals: a case that goes on meanwhile is longer than its last head says, never shorter.

mod case;
mod day;
mod person;

use std::cell::RefCell;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::cases::{CaseId, LogError, LogPart, PersonFile, ReadError, Store, StoreError, Tail};
use crate::domain::SafeText;

use super::days::{DayFile, Head, day_file};
use super::deeds::{AuditLog, audit_log};
use super::edition::{EditionError, is_kept};

/// Something that is not as it was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The number of the record it is about; 0 is the head of the file. `None` when it is about no single record.
    pub record: Option<u64>,
    /// What is wrong.
    pub what: SafeText,
    /// What to do.
    pub to_do: SafeText,
}

/// How something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Whole and unchanged.
    Whole,
    /// Whole up to a record whose saving was cut off; that is no change.
    CutOff,
    /// Something was changed, removed, swapped, doubled or put in.
    Changed,
}

/// What was found of a case, a day or a log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// The case, the day, or `audit log`.
    pub name: SafeText,
    /// How it stands.
    pub verdict: Verdict,
    /// How many records it has that can be trusted.
    pub records: u64,
    /// The hash of the last of them, in hexadecimal: noted elsewhere, it proves later that nothing was cut off at the end.
    pub head: SafeText,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// What is no change, and should be known.
    pub notes: Vec<SafeText>,
}

/// Everything that proves something about cases, read once.
#[derive(Debug)]
pub struct Evidence<'s> {
    store: &'s Store,
    days: BTreeMap<Date, DayFile>,
    audit: AuditLog,
    /// Files with contact details.
    persons: Vec<PersonFile>,
    /// How kept editions stand, by fingerprint: many cases rest on one.
    editions: RefCell<BTreeMap<String, Edition>>,
}

/// How a kept edition stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Edition {
    Whole,
    Missing,
    Wrong(SafeText),
}

impl<'s> Evidence<'s> {
    /// Reads all logs of the store.
    ///
    /// # Errors
    /// [`LogError`] when one cannot be read.
    pub fn gather(store: &'s Store) -> Result<Self, LogError> {
        let mut days = BTreeMap::new();
        for day in store.days()? {
            days.insert(day, day_file(store, day)?);
        }
        let audit = audit_log(store)?;
        Ok(Self {
            store,
            days,
            audit,
            persons: store.persons().unwrap_or_default(),
            editions: RefCell::default(),
        })
    }

    /// Checks one case: its journal, what days and the audit log say of it, its edition, its advice and its exported files.
    ///
    /// # Errors
    /// [`ReadError`] when there is no such case, or its journal cannot be read or is of a newer format.
    pub fn case(&self, id: CaseId) -> Result<Checked, ReadError> {
        case::check(self, id)
    }

    /// Every case there is or should be.
    ///
    /// # Errors
    /// [`StoreError`] when the folder of cases cannot be read.
    pub fn cases(&self) -> Result<Vec<CaseId>, StoreError> {
        let mut cases: Vec<CaseId> = self.store.list()?.iter().map(|case| case.id).collect();
        cases.extend(self.heads().map(|head| head.case));
        cases.sort();
        cases.dedup();
        Ok(cases)
    }

    /// The cases that have a head on a day.
    #[must_use]
    pub fn cases_of(&self, day: Date) -> Vec<CaseId> {
        let file = self.days.get(&day);
        let heads = file.into_iter().flat_map(|file| &file.heads);
        let mut cases: Vec<CaseId> = heads.map(|head| head.case).collect();
        cases.sort();
        cases.dedup();
        cases
    }

    /// The days that have a file, or should have one.
    #[must_use]
    pub fn days(&self) -> Vec<Date> {
        let named = self.days.values().flat_map(|file| &file.opened);
        let named = named.filter_map(|opened| opened.after.as_ref());
        let mut days: Vec<Date> = named.map(|before| before.day).collect();
        days.extend(self.days.keys());
        days.sort();
        days.dedup();
        days
    }

    /// Checks the file of a day: whether it is whole, and what the files after it say of it. Its cases are not looked at.
    #[must_use]
    pub fn day(&self, day: Date) -> Checked {
        day::check(self, day)
    }

    /// Checks the audit log.
    #[must_use]
    pub fn audit(&self) -> Checked {
        let mut checked = Checked::new("audit log");
        checked.log(&self.audit.parts);
        checked.newer(self.audit.newer);
        checked
    }

    fn edition(&self, fingerprint: &str) -> Edition {
        let mut editions = self.editions.borrow_mut();
        let known = editions.entry(fingerprint.to_owned());
        let stands = known.or_insert_with(|| match is_kept(self.store, fingerprint) {
            Ok(()) => Edition::Whole,
            Err(EditionError::Missing { .. }) => Edition::Missing,
            Err(error) => Edition::Wrong(error.to_string().into()),
        });
        stands.clone()
    }

    fn heads(&self) -> impl Iterator<Item = &Head> {
        self.days.values().flat_map(|file| &file.heads)
    }
}

impl Checked {
    fn new(name: impl Into<SafeText>) -> Self {
        Self {
            name: name.into(),
            verdict: Verdict::Whole,
            records: 0,
            head: SafeText::default(),
            findings: Vec::new(),
            notes: Vec::new(),
        }
    }

    fn find(&mut self, record: Option<u64>, what: impl Into<SafeText>, to_do: &str) {
        self.verdict = Verdict::Changed;
        self.findings.push(Finding {
            record,
            what: what.into(),
            to_do: to_do.into(),
        });
    }

    fn cut_off(&mut self, bytes: u64) {
        self.verdict = self.verdict.max(Verdict::CutOff);
        self.notes.push(
            format!("It was cut off while saving: {bytes} bytes of a record that was never acknowledged.")
                .into(),
        );
    }

    fn newer(&mut self, newer: usize) {
        self.notes.extend(
            super::newer_words(newer).map(|words| format!("It holds {words}, unchanged.").into()),
        );
    }

    /// Looks at the files of a log.
    fn log(&mut self, parts: &[LogPart]) {
        for part in parts {
            self.records = self.records.saturating_add(part.last());
            if let Some(head) = part.hash_of(part.last()) {
                self.head = head.to_string().into();
            }
            match part.tail {
                Tail::Clean => {}
                Tail::Torn { bytes, .. } => self.cut_off(bytes),
                Tail::Broken { seq, why } => {
                    let name = part.path.file_name().unwrap_or_default();
                    let name = name.to_string_lossy();
                    self.find(
                        Some(seq),
                        format!("record {seq} of the file {name} cannot be trusted, and nothing after it: {why}"),
                        "Keep the file as it is for whoever looks into it, and restore a copy of it to compare.",
                    );
                }
            }
        }
    }
}
