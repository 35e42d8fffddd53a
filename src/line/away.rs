//! Nobody was there for long. What was written cannot be hidden, so the line that comes then is not taken: whoever typed it may be
//! another one than whom the page was for.

use std::io::{self, Write};
use std::time::Duration;

use crate::tui::IdleWatch;

use super::World;
use super::talk::Talk;

impl<W: Write> Talk<'_, W> {
    /// Counts the time without a line from here.
    pub(super) fn wait(&mut self) {
        if self.lines.away.is_none() {
            return;
        }
        self.away.touch(self.world.ticks(), self.world.now());
    }

    /// Says that nobody was there and which case is open, where that is so; true when the line that ended it is not to be taken.
    pub(super) fn was_away(&mut self) -> io::Result<bool> {
        if self.lines.away.is_none() {
            return Ok(false);
        }
        let (ticks, now) = (self.world.ticks(), self.world.now());
        if !self.away.is_due(ticks, now) {
            return Ok(false);
        }
        let case = match &self.app.case {
            Some(case) => format!("Case {} is open.", case.id),
            None => "No conversation is open.".to_owned(),
        };
        let long = long(self.away.since(ticks, now));
        self.out.say(&format!(
            "No line came for {long}. {case} This line was not taken: type it once more, or repeat, which tells the page again. Nothing was changed."
        ))?;
        Ok(true)
    }
}

/// A time in whole minutes, or in whole hours where it is two at least.
fn long(time: Duration) -> String {
    match time.as_secs() / 60 {
        1 => "a minute".to_owned(),
        minutes @ ..120 => format!("{minutes} minutes"),
        minutes => format!("{} hours", minutes / 60),
    }
}

/// Counts the time without a line: after so long nobody is there.
pub(super) fn watch(world: &dyn World, after: Option<Duration>) -> IdleWatch {
    // It is set again before each line.
    IdleWatch::new(after, Duration::ZERO, world.now())
}
