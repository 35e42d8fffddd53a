//! Whether the clock may be believed when something is to be erased by it.
//!
//! A clock that is years ahead, because a battery is empty or somebody mistyped, must not erase a shop's cases; a shop that was closed
//! for months must get them erased in the end. So the clock is believed while it goes on by days, and after a jump only when starts on
//! three different days agree: by then somebody has seen a wrong one. A start with the wrong clock changes nothing of what was believed.

use jiff::{ToSpan as _, civil::Date};

use crate::cases::Store;

/// Days from one start to the next after which the clock is not believed at once.
const STEADY: i64 = 2;
/// Starts on so many different days make a clock believed that jumped.
const AGREE: usize = 3;
/// Most days between two of them: more is another jump.
const APART: i64 = 31;
/// Stands for the day that was believed last where there is none.
const NEVER: &str = "never";

/// What the starts so far have shown.
#[derive(Debug, Default)]
struct Starts {
    /// The last day on which the clock was believed.
    believed: Option<Date>,
    /// Days since a jump, one after the other.
    doubted: Vec<Date>,
}

impl Starts {
    /// What was kept; nothing when any of it is no day.
    fn read(words: &str) -> Option<Self> {
        let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
        let believed = match first {
            NEVER => None,
            day => Some(day.parse().ok()?),
        };
        let doubted: Result<Vec<Date>, _> = rest.split_whitespace().map(str::parse).collect();
        let doubted = doubted.ok()?;
        Some(Self { believed, doubted })
    }

    fn words(&self) -> String {
        let believed = self
            .believed
            .map_or(NEVER.to_owned(), |day| day.to_string());
        let doubted = self.doubted.iter().map(|day| format!(" {day}"));
        doubted.fold(believed, |words, day| words + &day)
    }

    /// These starts and one more on the day `today`.
    fn and(mut self, today: Date) -> Self {
        let believed = |today| Self {
            believed: Some(today),
            doubted: Vec::new(),
        };
        if self
            .believed
            .is_some_and(|last| follows(last, today, STEADY))
        {
            return believed(today);
        }
        match self.doubted.last() {
            Some(&last) if last == today => {}
            Some(&last) if follows(last, today, APART) => self.doubted.push(today),
            _ => self.doubted = vec![today],
        }
        if self.doubted.len() >= AGREE {
            return believed(today);
        }
        self
    }
}

/// Whether `today` is the day `last` or one of the `days` after it.
fn follows(last: Date, today: Date, days: i64) -> bool {
    let latest = last.checked_add(days.days());
    last <= today && latest.is_ok_and(|latest| today <= latest)
}

/// Whether the clock may be believed when something is to be erased by it, asked once at each start: it has gone on since the last start
/// at which it was, and by two days at most. After a longer pause, or a jump, it is believed from the third day on which candor is started
/// with such a clock.
#[must_use]
pub fn clock_is_steady(store: &Store, today: Date) -> bool {
    let before = store.last_start();
    let before = before.and_then(|words| Starts::read(&words));
    let starts = before.unwrap_or_default().and(today);
    // What cannot be kept counts for nothing.
    store.keep_start(&starts.words()).is_ok() && starts.believed == Some(today)
}
