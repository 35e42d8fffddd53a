//! What may stand in the log: ids, times, sizes and codes. No entry has a place for a text.

use std::fmt;
use std::panic::Location;
use std::time::Duration;

use crate::cases::CaseId;

/// Something that happened. No entry may have a field that holds a text; a test reads this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogEntry {
    /// A run of the program began.
    Started {
        /// Whether a person sits at a terminal.
        interactive: bool,
    },
    /// A case was opened for writing.
    Opened {
        /// Which.
        case: CaseId,
        /// How many records it holds.
        records: u64,
    },
    /// Records, or the header of a journal, are on disk.
    Saved {
        /// Of which case.
        case: CaseId,
        /// How many bytes.
        bytes: usize,
        /// How long writing and syncing took.
        took: Duration,
    },
    /// They could not be saved.
    Unsaved {
        /// Of which case.
        case: CaseId,
        /// What failed.
        step: SaveStep,
        /// The system's number for the reason, where it gave one.
        code: Option<i32>,
    },
    /// A transcript was written.
    Exported {
        /// Of which case.
        case: CaseId,
        /// In which format.
        format: LogFormat,
        /// How many bytes.
        bytes: usize,
    },
    /// Cases past the day to which they are kept were looked for.
    Purged {
        /// How many were erased.
        erased: usize,
        /// How many could not be erased.
        refused: usize,
    },
    /// A thread met a fault of the program.
    Panicked {
        /// Which thread.
        thread: LogThread,
        /// Where in the program.
        at: SourcePlace,
    },
    /// The run ended.
    Ended {
        /// Its exit code.
        exit: u8,
    },
}

/// What of saving failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveStep {
    /// Writing.
    Write,
    /// Syncing.
    Sync,
}

/// A format of transcripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A page for a browser.
    Html,
    /// A PDF to print.
    Pdf,
    /// For programs.
    Json,
    /// For an e-mail.
    Email,
    /// For programs, a case on a line.
    Ndjson,
    /// For a field of a CRM.
    Crm,
}

/// A thread of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogThread {
    /// The one that takes keys and makes frames.
    Main,
    /// The one that saves.
    Clerk,
    /// The one that lists and searches cases.
    Archive,
    /// The one that reads the terminal.
    Input,
    /// The one that writes to the terminal.
    Frames,
    /// Any other.
    Other,
}

impl LogThread {
    /// The thread that asks.
    #[must_use]
    pub fn here() -> Self {
        match std::thread::current().name() {
            Some("main") => Self::Main,
            Some("clerk") => Self::Clerk,
            Some("archive") => Self::Archive,
            Some("input") => Self::Input,
            Some("frames") => Self::Frames,
            _ => Self::Other,
        }
    }
}

/// A place in the source of the program: the end of the file's path and the line. It can only be made of a [`Location`], which the
/// compiler makes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SourcePlace {
    file: [u8; Self::LONGEST],
    line: u32,
}

impl SourcePlace {
    /// Most bytes of a path that are kept.
    const LONGEST: usize = 40;

    /// The place that `location` names.
    #[must_use]
    pub fn of(location: &Location<'_>) -> Self {
        let path = location.file().as_bytes();
        let tail = path.len().saturating_sub(Self::LONGEST);
        let mut file = [b' '; Self::LONGEST];
        for (to, from) in file.iter_mut().zip(path.iter().skip(tail)) {
            *to = if from.is_ascii_graphic() { *from } else { b'?' };
        }
        Self {
            file,
            line: location.line(),
        }
    }
}

impl fmt::Display for SourcePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = std::str::from_utf8(&self.file).unwrap_or_default();
        write!(f, "{}:{}", file.trim_end(), self.line)
    }
}

impl fmt::Debug for SourcePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// One word and `name=value` pairs, which scripts can split at spaces.
impl fmt::Display for LogEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Started { interactive } => write!(
                f,
                "start version={} interactive={interactive}",
                env!("CARGO_PKG_VERSION")
            ),
            Self::Opened { case, records } => write!(f, "open case={case} records={records}"),
            Self::Saved { case, bytes, took } => {
                let ms = took.as_secs_f64() * 1000.0;
                write!(f, "saved case={case} bytes={bytes} ms={ms:.2}")
            }
            Self::Unsaved { case, step, code } => {
                let step = match step {
                    SaveStep::Write => "write",
                    SaveStep::Sync => "sync",
                };
                write!(f, "unsaved case={case} step={step} code=")?;
                match code {
                    Some(code) => write!(f, "{code}"),
                    None => f.write_str("none"),
                }
            }
            Self::Exported {
                case,
                format,
                bytes,
            } => {
                let format = match format {
                    LogFormat::Text => "text",
                    LogFormat::Markdown => "markdown",
                    LogFormat::Html => "html",
                    LogFormat::Pdf => "pdf",
                    LogFormat::Json => "json",
                    LogFormat::Email => "email",
                    LogFormat::Ndjson => "ndjson",
                    LogFormat::Crm => "crm",
                };
                write!(f, "exported case={case} format={format} bytes={bytes}")
            }
            Self::Purged { erased, refused } => {
                write!(f, "purged erased={erased} refused={refused}")
            }
            Self::Panicked { thread, at } => {
                let thread = match thread {
                    LogThread::Main => "main",
                    LogThread::Clerk => "clerk",
                    LogThread::Archive => "archive",
                    LogThread::Input => "input",
                    LogThread::Frames => "frames",
                    LogThread::Other => "other",
                };
                write!(f, "panic thread={thread} at={at}")
            }
            Self::Ended { exit } => write!(f, "end exit={exit}"),
        }
    }
}
