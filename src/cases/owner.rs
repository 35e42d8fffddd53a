//! Who has a case open: a file beside its journal, for whoever finds the case locked. Only a label: the kernel's lock alone decides.

use std::fmt;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::domain::Window;

use super::private::{self, Place};
use super::tail::discard;

/// The ending of the file.
const ENDING: &str = "owner";
/// Most bytes read of one.
const MOST: u64 = 4096;

/// The window that has a case open. What is not known is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Owner {
    /// Where it is.
    #[serde(flatten)]
    pub window: Window,
    /// The number of its process.
    pub process: Option<u32>,
    /// Since when it has the case open.
    pub since: Option<Timestamp>,
}

impl Owner {
    /// Puts the label beside the journal at `path`, in place of one that a crash left behind; where it stands then. A label that
    /// cannot be written is done without.
    pub(super) fn put(&self, path: &Path) -> Option<PathBuf> {
        let label = path.with_extension(ENDING);
        discard(&label);
        let bytes = serde_json::to_vec(self).ok()?;
        let mut file = private::create(&label).ok()?;
        file.write_all(&bytes).ok()?;
        Some(label)
    }

    /// What the label beside the journal at `path` says; nothing where there is none that can be read.
    pub(super) fn beside(path: &Path) -> Self {
        let label = path.with_extension(ENDING);
        let read = || {
            let file = private::open(&label, false).ok()?;
            let mut bytes = Vec::new();
            file.take(MOST).read_to_end(&mut bytes).ok()?;
            serde_json::from_slice(&bytes).ok()
        };
        // Opening anything but a file could wait for ever.
        match Place::of(&label) {
            Ok(Place::File) => read().unwrap_or_default(),
            _ => Self::default(),
        }
    }

    /// Takes the label away.
    pub(super) fn remove(label: &Path) {
        let _ = fs::remove_file(label);
    }

    /// Where and since when, as ` (pts/3 on front-desk, since 14:03)`; nothing when nothing is known.
    #[must_use]
    pub fn words(&self, clock: impl FnOnce(Timestamp) -> String) -> String {
        let Window { host, terminal } = &self.window;
        let place = match (terminal.is_empty(), host.is_empty()) {
            (false, false) => Some(format!("{terminal} on {host}")),
            (false, true) => Some(terminal.to_string()),
            (true, false) => Some(format!("on {host}")),
            (true, true) => self.process.map(|process| format!("process {process}")),
        };
        let since = self.since.map(|at| format!("since {}", clock(at)));
        let known: Vec<String> = place.into_iter().chain(since).collect();
        if known.is_empty() {
            String::new()
        } else {
            format!(" ({})", known.join(", "))
        }
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let clock = |at: Timestamp| {
            let at = at.to_zoned(TimeZone::UTC);
            at.strftime("%Y-%m-%d %H:%M UTC").to_string()
        };
        f.write_str(&self.words(clock))
    }
}
