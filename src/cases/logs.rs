//! The logs of a store: a file for each day, `DATA/days/2026-11-22.heads`, and the audit log, `DATA/audit.log`.

use std::fs;
use std::io;
use std::path::PathBuf;

use jiff::civil::Date;

use super::Store;
use super::log::{Log, LogError};

/// The number in the header of the audit log; days have their date.
const AUDIT: u32 = 0;
/// How the name of a day's file ends.
const ENDING: &str = ".heads";

impl Store {
    /// The log of a day.
    #[must_use]
    pub fn day(&self, day: Date) -> Log {
        let number = [
            i32::from(day.year()),
            i32::from(day.month()),
            i32::from(day.day()),
        ]
        .into_iter()
        .fold(0, |all: u32, part| {
            all.saturating_mul(100).saturating_add(part.unsigned_abs())
        });
        Log::new(self.days_folder(), format!("{day}{ENDING}"), number)
    }

    /// The days that have a log, earliest first.
    ///
    /// # Errors
    /// [`LogError::Io`] when the folder of days cannot be read.
    pub fn days(&self) -> Result<Vec<Date>, LogError> {
        let folder = self.days_folder();
        let refused = |source| LogError::Io {
            path: self.days_folder(),
            source,
        };
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(refused(e)),
        };
        let mut days = Vec::new();
        for entry in entries {
            let name = entry.map_err(refused)?.file_name();
            let day = name.to_str().and_then(|name| name.strip_suffix(ENDING));
            days.extend(day.and_then(|day| day.parse::<Date>().ok()));
        }
        days.sort();
        Ok(days)
    }

    /// The log of what was done to cases, by whom.
    #[must_use]
    pub fn audit_log(&self) -> Log {
        Log::new(self.data_dir().to_owned(), "audit.log", AUDIT)
    }

    fn days_folder(&self) -> PathBuf {
        self.data_dir().join("days")
    }
}
