//! The clock: the only module that reads it. Times are labels; no order and no advice depends on them.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use jiff::{Timestamp, Zoned, civil::Date, tz::TimeZone};

/// The moment, to the second: what a record is labelled with.
#[must_use]
pub fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}

/// Today, where the user is.
#[must_use]
pub fn today() -> Date {
    Zoned::now().date()
}

/// The time zone of this machine.
#[must_use]
pub fn zone() -> TimeZone {
    TimeZone::system()
}

/// The time since this was first asked; it never goes backwards.
#[must_use]
pub fn ticks() -> Duration {
    static FIRST: OnceLock<Instant> = OnceLock::new();
    FIRST.get_or_init(Instant::now).elapsed()
}

/// A stopwatch for what lies between key presses; it never goes backwards.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts.
    #[must_use]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// What has passed since.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}
