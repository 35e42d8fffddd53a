//! The log of what the program did, off unless asked for: ids, times, sizes and codes. What a person said or is called cannot get into
//! it, because no entry has a place for a text.

mod entry;

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::panic;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

pub use entry::{LogEntry, LogFormat, LogThread, SaveStep, SourcePlace};

use super::private::{self, Place, bare};

/// The folder of logs, beside the folder of cases.
const FOLDER: &str = "log";
/// For how many days a log is kept.
const KEPT_DAYS: i64 = 30;

/// The clock that a log is given.
#[derive(Debug, Clone, Copy)]
pub struct LogClock {
    /// The time of day.
    pub now: fn() -> Timestamp,
    /// The time since some moment, never going backwards.
    pub ticks: fn() -> Duration,
}

/// A log that is open. Writing to it never fails for whoever writes: a log that cannot be written is no reason to stop.
#[derive(Debug, Clone)]
pub struct RunLog {
    clock: LogClock,
    folder: Arc<PathBuf>,
    /// The day, and its file, opened when something is first written on it.
    file: Arc<Mutex<Option<(Date, File)>>>,
}

impl RunLog {
    /// Opens the log in `data_dir`, making what is missing for its owner only.
    ///
    /// # Errors
    /// What the system says; also when a link or a file stands where a folder should be.
    pub fn open(data_dir: &Path, clock: LogClock) -> io::Result<Self> {
        let data_dir = bare(data_dir);
        let folder = data_dir.join(FOLDER);
        for path in [&data_dir, &folder] {
            if Place::of(path)? == Place::Nothing {
                private::make_folders(path)?;
            }
            match Place::of(path)? {
                Place::Folder => {}
                place => return Err(io::Error::other(format!("there is {place} in its place"))),
            }
        }
        private::keep_folder_private(&folder)?;
        let log = Self {
            clock,
            folder: Arc::new(folder),
            file: Arc::default(),
        };
        log.append(String::new())?;
        Ok(log)
    }

    /// Writes an entry with its time and the number of this process.
    pub fn note(&self, entry: LogEntry) {
        let (at, process) = ((self.clock.now)(), std::process::id());
        // Nobody who works can do anything about it.
        let _ = self.append(format!("{at} {process} {entry}\n"));
    }

    /// From now on every panic is noted, before what was to be done about it before is done.
    pub fn note_panics(&self) {
        let log = self.clone();
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if let Some(location) = info.location() {
                log.note(LogEntry::Panicked {
                    thread: LogThread::here(),
                    at: SourcePlace::of(location),
                });
            }
            before(info);
        }));
    }

    /// The time since some moment, never going backwards.
    pub(super) fn ticks(&self) -> Duration {
        (self.clock.ticks)()
    }

    fn append(&self, line: String) -> io::Result<()> {
        let today = (self.clock.now)().to_zoned(TimeZone::UTC).date();
        // Held by a thread that met its fault right here: then this entry is left out.
        let Ok(mut file) = self.file.try_lock() else {
            return Ok(());
        };
        if !matches!(&*file, Some((day, _)) if *day == today) {
            let path = self.folder.join(name(today));
            *file = Some((today, private::open_to_append(&path)?));
        }
        match &mut *file {
            // One call for each line, so that lines of two windows do not mix.
            Some((_, file)) => file.write_all(line.as_bytes()),
            None => Ok(()),
        }
    }
}

/// Removes logs in `data_dir` of more than thirty days before `today`. What else stands in the folder of logs is left alone.
pub fn remove_old_logs(data_dir: &Path, today: Date) {
    let folder = bare(data_dir).join(FOLDER);
    if !matches!(Place::of(&folder), Ok(Place::Folder)) {
        return;
    }
    let Ok(oldest) = today.checked_sub(KEPT_DAYS.days()) else {
        return;
    };
    for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
        let day = entry.file_name().to_str().and_then(day_of_name);
        if day.is_some_and(|day| day < oldest) {
            // Tried again at the next start.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The name of the log of a day.
fn name(day: Date) -> String {
    format!("candor-{day}.log")
}

fn day_of_name(name: &str) -> Option<Date> {
    name.strip_prefix("candor-")?
        .strip_suffix(".log")?
        .parse()
        .ok()
}
