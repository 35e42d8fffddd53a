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

/// The clock as those get it who are handed one.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    /// The moment, as [`now`] gives it.
    pub now: fn() -> Timestamp,
    /// The time since some moment, never going backwards, as [`ticks`] gives it.
    pub ticks: fn() -> Duration,
}

impl Clock {
    /// The clock of this machine.
    pub const SYSTEM: Self = Self { now, ticks };

    /// The moment.
    #[must_use]
    pub fn now(self) -> Timestamp {
        (self.now)()
    }

    /// The time since some moment; it never goes backwards.
    #[must_use]
    pub fn ticks(self) -> Duration {
        (self.ticks)()
    }
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
