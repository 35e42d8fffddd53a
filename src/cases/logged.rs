//! Journals whose saving is logged.

use std::fs::File;
use std::io;
use std::time::Duration;

use super::journal::Resumed;
use super::lock::patiently;
use super::runlog::{LogEntry, RunLog, SaveStep};
use super::{CaseId, Disk, FileDisk, Journal, JournalError, Store};

/// A disk that notes what is saved and what is not.
struct LoggedDisk {
    disk: FileDisk,
    case: CaseId,
    log: RunLog,
    /// Bytes that are written and not yet synced, and when writing them began.
    under_way: (usize, Duration),
}

impl LoggedDisk {
    fn failed(&self, step: SaveStep) -> impl FnOnce(&io::Error) + use<> {
        let (log, case) = (self.log.clone(), self.case);
        move |why| {
            let code = why.raw_os_error();
            log.note(LogEntry::Unsaved { case, step, code });
        }
    }
}

impl Disk for LoggedDisk {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.under_way.0 == 0 {
            self.under_way.1 = self.log.ticks();
        }
        self.under_way.0 = self.under_way.0.saturating_add(bytes.len());
        let failed = self.failed(SaveStep::Write);
        self.disk.write_all(bytes).inspect_err(failed)
    }

    fn sync_data(&mut self) -> io::Result<()> {
        let failed = self.failed(SaveStep::Sync);
        self.disk.sync_data().inspect_err(failed)?;
        let (bytes, began) = std::mem::take(&mut self.under_way);
        self.log.note(LogEntry::Saved {
            case: self.case,
            bytes,
            took: self.log.ticks().saturating_sub(began),
        });
        Ok(())
    }
}

impl Store {
    /// The same store, whose journals are logged.
    #[must_use]
    pub fn logged(mut self, log: Option<RunLog>) -> Self {
        self.log = log;
        self
    }

    /// Notes something, where there is a log.
    pub fn note(&self, entry: LogEntry) {
        if let Some(log) = &self.log {
            log.note(entry);
        }
    }

    /// What a journal of `case` writes through.
    pub(super) fn disk(&self, case: CaseId) -> impl FnOnce(File) -> Box<dyn Disk> + use<> {
        let log = self.log.clone();
        move |file| match log {
            None => Box::new(FileDisk(file)),
            Some(log) => Box::new(LoggedDisk {
                disk: FileDisk(file),
                case,
                log,
                under_way: Default::default(),
            }),
        }
    }

    /// Opens the journal of `case` again, as [`Journal::resume`] does. One that somebody only looks at for an instant is waited for.
    ///
    /// # Errors
    /// As there.
    pub fn resume(&self, case: &CaseId) -> Result<Resumed, JournalError> {
        let path = self.path(case);
        let resumed = patiently(|| Journal::resume_on(&path, self.disk(*case)))?;
        let records = resumed.journal.saved();
        let case = *case;
        self.note(LogEntry::Opened { case, records });
        Ok(resumed)
    }

    /// Begins a new file for a journal that failed, as [`Journal::renew`] does.
    ///
    /// # Errors
    /// As there.
    pub fn renew(&self, journal: &mut Journal) -> Result<(), JournalError> {
        journal.renew_on(self.disk(journal.id()))
    }
}
