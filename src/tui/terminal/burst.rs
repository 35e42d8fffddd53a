//! Text that arrives faster than anybody types: a paste the terminal did not mark, a barcode scanner, a macro in the wrong window.
//!
//! Acting on such text key by key would answer questions nobody was asked. So it is collected, and the app asks what it is.
//!
//! How a burst is told from typing, without holding a person's keys back:
//! - The reader hands over everything that can be read without waiting, as one batch. A batch with one writing key is how typing
//!   arrives, and the key passes at once. Two or more in a batch were closer than any hand: they wait.
//! - A key less than 15 ms after the last one waits too. Whatever waits is decided 15 ms after the last key: four keys or more are
//!   a burst, fewer were two quick fingers and pass in their order.
//! - What is left is a source that sends one key at a time every few milliseconds: its first key looks like typing. Two things
//!   help. The guard can be told to hold a lone key for some milliseconds ([`BurstGuard::HOLD`] is below what anybody notices), which
//!   covers sources faster than that. And a burst names the key that already passed, so the app can take back what it did.
//!
//! The reader runs on a thread of its own, so a busy app does not make typing look like a burst.

use std::time::Duration;

use super::input::{Input, Key};

/// Keys closer than this are not typed by a person one after the other.
const GAP: Duration = Duration::from_millis(15);
/// This many keys that close are a burst.
const LEAST: usize = 4;
/// Most keys of one burst that are kept; the rest are only counted.
const MOST: usize = 64 * 1024;

/// What comes out of the guard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guarded {
    /// As it came in.
    Input(Input),
    /// Four or more writing keys with less than 15 ms between them. None of them acted but `acted`.
    Burst {
        /// The text, line ends and tabs included. Raw: clean it with `SafeText`. At most 65,536 characters.
        text: String,
        /// How many characters arrived, those beyond `text` included.
        characters: usize,
        /// The first character's key when it had already passed as [`Guarded::Input`]. What it did is to be taken back.
        acted: Option<Key>,
    },
}

/// Collects bursts; lets everything else through. Times are since the program's start and are passed in.
#[derive(Debug, Default)]
pub struct BurstGuard {
    /// How long a lone key waits for company.
    hold: Duration,
    /// Keys that wait, in their order.
    held: Vec<Key>,
    /// Writing keys of this burst that were dropped because `held` is full.
    beyond: usize,
    /// The last writing key, when it passed at once.
    acted: Option<Key>,
    /// When the last writing key, or the last that waits, arrived.
    last: Option<Duration>,
}

impl BurstGuard {
    /// Long enough for most scanners and macros, and less than a third of the 16 ms in which a key is to be seen.
    pub const HOLD: Duration = Duration::from_millis(5);

    /// A guard that holds a lone key for `hold`; with zero it passes at once.
    #[must_use]
    pub fn new(hold: Duration) -> Self {
        Self {
            hold: hold.min(GAP),
            ..Self::default()
        }
    }

    /// Takes everything that was readable at `now` without waiting, and appends what is decided to `out`.
    pub fn feed(&mut self, batch: Vec<Input>, now: Duration, out: &mut Vec<Guarded>) {
        self.tick(now, out);
        let writing = batch
            .iter()
            .filter(|i| matches!(i, Input::Key(k) if k.written().is_some()))
            .count();
        for input in batch {
            let Input::Key(key) = input else {
                out.push(Guarded::Input(input));
                continue;
            };
            let close = self.last.is_some_and(|last| now.saturating_sub(last) < GAP);
            if !self.held.is_empty() {
                // Keys that write nothing wait here too: a paste may hold bytes that look like an arrow or Ctrl+C.
                self.take(key, now);
            } else if key.written().is_none() {
                out.push(Guarded::Input(input));
            } else if close || writing > 1 || !self.hold.is_zero() {
                if !close {
                    self.acted = None;
                }
                self.take(key, now);
            } else {
                self.pass(key, now, out);
            }
        }
    }

    /// When [`Self::tick`] is due: the time at which what waits is decided. `None` when nothing waits.
    #[must_use]
    pub fn deadline(&self) -> Option<Duration> {
        let last = self.last.filter(|_| !self.held.is_empty())?;
        Some(last + if self.is_lone() { self.hold } else { GAP })
    }

    /// Decides what waits, if it has waited long enough at `now`.
    pub fn tick(&mut self, now: Duration, out: &mut Vec<Guarded>) {
        let Some(at) = self
            .last
            .filter(|_| self.deadline().is_some_and(|d| now >= d))
        else {
            return;
        };
        let held = std::mem::take(&mut self.held);
        let beyond = std::mem::take(&mut self.beyond);
        if let ([key], None) = (held.as_slice(), self.acted) {
            self.pass(*key, at, out);
            return;
        }
        let acted = self.acted.take();
        let text: String = acted
            .iter()
            .chain(&held)
            .filter_map(|k| k.written())
            .collect();
        let characters = text.chars().count() + beyond;
        if characters >= LEAST {
            out.push(Guarded::Burst {
                text,
                characters,
                acted,
            });
        } else {
            out.extend(held.into_iter().map(|k| Guarded::Input(Input::Key(k))));
        }
    }

    /// True when one key waits and none before it is near.
    fn is_lone(&self) -> bool {
        self.held.len() == 1 && self.acted.is_none()
    }

    fn pass(&mut self, key: Key, at: Duration, out: &mut Vec<Guarded>) {
        self.acted = Some(key);
        self.last = Some(at);
        out.push(Guarded::Input(Input::Key(key)));
    }

    fn take(&mut self, key: Key, now: Duration) {
        self.last = Some(now);
        if self.held.len() < MOST - 1 {
            self.held.push(key);
        } else if key.written().is_some() {
            self.beyond += 1;
        }
    }
}
