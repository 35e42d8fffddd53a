//! Line mode: the same conversation as the full screen, read and written line by line. It is made for screen readers, for terminals that
//! show nothing else, and for scripts.
//!
//! ```text
//!  line --> words --> Said --> App.update --> effects --> world: append and sync --> events --> App.update
//!                                                                                                  |
//!                                  lines, each at most as wide as asked <-- what is told anew <----+
//! ```
//! The app, its commands and its pages are those of the full screen; here are only reading, finding out what a line means, and writing.
//! Everything is appended: nothing moves a cursor, colours or draws. What is said to be saved is on disk by then.

mod away;
mod meaning;
mod output;
mod pages;
mod refusal;
mod saved;
mod talk;
mod tell;
mod words;

use std::io::{self, BufRead, Write};
use std::time::Duration;

use jiff::Timestamp;

use crate::domain::SafeText;
use crate::tui::app::{App, Effect, Event};
use crate::tui::{Office, Setup};

use talk::Talk;

/// How lines are written.
#[derive(Debug, Clone)]
pub struct Lines {
    /// Cells in a line, 20 at least.
    pub width: usize,
    /// Whether only ASCII is written.
    pub ascii: bool,
    /// Whether a person is asked with a sign at the beginning of a line.
    pub prompt: bool,
    /// What has switched line mode on, in words that follow "Line mode: on, ".
    pub because: &'static str,
    /// Where conversations are kept; `None` where they are not.
    pub folder: Option<SafeText>,
    /// After how long without a line nobody is taken to be there any more; `None` for never.
    pub away: Option<Duration>,
}

/// Does what the app wants done.
pub trait World {
    /// Does one thing; what came of it, unless it comes as news. A fact is on disk when this returns.
    fn perform(&mut self, effect: Effect) -> Option<Event>;
    /// The next thing that becomes known without being asked for, if it does within `wait`.
    fn news(&mut self, wait: Duration) -> Option<Event>;
    /// The time since some moment, never going backwards: nothing counts as read out before it can have been read.
    fn ticks(&self) -> Duration;
    /// The moment by the clock on the wall, which goes on while the computer sleeps.
    fn now(&self) -> Timestamp;
}

impl World for Office {
    fn perform(&mut self, effect: Effect) -> Option<Event> {
        Self::perform(self, effect)
    }

    fn news(&mut self, wait: Duration) -> Option<Event> {
        Self::news(self, wait)
    }

    fn ticks(&self) -> Duration {
        Self::ticks(self)
    }

    fn now(&self) -> Timestamp {
        Self::now(self)
    }
}

/// How line mode ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// All is saved.
    Saved,
    /// The last step could not be saved, which was said.
    Unsaved,
}

/// Holds conversations until somebody leaves or the input ends.
///
/// # Errors
/// When output cannot be written, input cannot be read, or the system gives no thread. Everything acknowledged before is on disk.
pub fn run(setup: Setup, lines: Lines, input: impl BufRead, out: impl Write) -> io::Result<End> {
    let (app, mut office) = Office::open(setup)?;
    hold(app, &mut office, lines, input, out)
}

/// The same with an app and a world of one's own.
///
/// # Errors
/// As [`run`].
pub fn hold(
    app: App,
    world: &mut dyn World,
    lines: Lines,
    input: impl BufRead,
    out: impl Write,
) -> io::Result<End> {
    Talk::new(app, world, lines, out).run(input)
}
