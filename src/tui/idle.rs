//! When the screen is covered because no key came for long, and which keys do nothing but uncover it.

use std::time::Duration;

use jiff::Timestamp;

use super::terminal::{Guarded, Input, Key, Mouse};

/// The key that covered or uncovered the screen, again this soon after the last time: it is still held down. Keyboards wait up to a second before
/// they repeat.
const HELD: Duration = Duration::from_secs(1);
/// Any other key this soon after it was pressed before the screen was seen.
const BLIND: Duration = Duration::from_millis(300);

/// Counts the time without a key. Times are since the program's start, and by the clock on the wall: the first stands still while the
/// computer sleeps, the second can be set.
#[derive(Debug)]
pub struct IdleWatch {
    after: Option<Duration>,
    touched: (Duration, Timestamp),
    /// What covered or uncovered the screen and when it came last, and when that was.
    turned: Option<(Option<Key>, Duration, Duration)>,
}

impl IdleWatch {
    /// A watch that is due `after` so long without a key; never, when that is `None`.
    #[must_use]
    pub const fn new(after: Option<Duration>, at: Duration, now: Timestamp) -> Self {
        Self {
            after,
            touched: (at, now),
            turned: None,
        }
    }

    /// Whether a person pressed something.
    pub(super) const fn is_touch(event: &Guarded) -> bool {
        matches!(
            event,
            Guarded::Burst { .. }
                | Guarded::Input(
                    Input::Key(_) | Input::Paste(_) | Input::Mouse(Mouse::Click { .. })
                )
        )
    }

    /// Somebody pressed something.
    pub const fn touch(&mut self, at: Duration, now: Timestamp) {
        self.touched = (at, now);
    }

    /// Whether that long has passed.
    #[must_use]
    pub fn is_due(&self, at: Duration, now: Timestamp) -> bool {
        self.after.is_some_and(|after| self.since(at, now) >= after)
    }

    /// How long it is since somebody pressed something.
    #[must_use]
    pub fn since(&self, at: Duration, now: Timestamp) -> Duration {
        let awake = at.saturating_sub(self.touched.0);
        // A clock that was set back says nothing.
        if now > self.touched.1 {
            awake.max(now.duration_since(self.touched.1).unsigned_abs())
        } else {
            awake
        }
    }

    /// How long until then, if nothing is pressed; `None` for never.
    pub(super) fn left(&self, at: Duration) -> Option<Duration> {
        let after = self.after?;
        Some(after.saturating_sub(at.saturating_sub(self.touched.0)))
    }

    /// `event` covered or uncovered the screen.
    pub(super) fn turned_by(&mut self, event: &Guarded, at: Duration) {
        self.turned = Some((key_of(event), at, at));
    }

    /// Whether `event` is meant for what is on the screen, and not the rest of what covered or uncovered it.
    pub(super) fn is_meant(&mut self, event: &Guarded, at: Duration) -> bool {
        let Some((key, last, turned)) = &mut self.turned else {
            return true;
        };
        let held = key.is_some() && *key == key_of(event) && at.saturating_sub(*last) < HELD;
        if held {
            *last = at;
        }
        let blind = at.saturating_sub(*turned) < BLIND;
        if !held && !blind {
            self.turned = None;
        }
        !held && !blind
    }
}

fn key_of(event: &Guarded) -> Option<Key> {
    match event {
        Guarded::Input(Input::Key(key)) => Some(key.folded()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    fn clock(second: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + second).unwrap()
    }

    fn key(c: char) -> Guarded {
        Guarded::Input(Input::Key(Key::Char(c)))
    }

    #[test]
    fn it_is_due_after_so_long_without_a_key_and_not_before() {
        let mut watch = IdleWatch::new(Some(MINUTE), ms(0), clock(0));
        assert!(!watch.is_due(ms(59_999), clock(59)));
        assert_eq!(watch.left(ms(59_000)), Some(ms(1000)));
        assert!(watch.is_due(ms(60_000), clock(60)));
        watch.touch(ms(59_000), clock(59));
        assert!(!watch.is_due(ms(60_000), clock(60)));
        assert_eq!(watch.left(ms(60_000)), Some(ms(59_000)));
    }

    #[test]
    fn without_a_time_it_is_never_due() {
        let watch = IdleWatch::new(None, ms(0), clock(0));
        assert!(!watch.is_due(ms(u64::MAX), clock(1_000_000)));
        assert_eq!(watch.left(ms(1)), None);
    }

    #[test]
    fn time_that_the_computer_slept_through_counts_and_a_clock_set_back_does_not() {
        let watch = IdleWatch::new(Some(MINUTE), ms(0), clock(0));
        assert!(watch.is_due(ms(10), clock(8 * 3600)));
        assert!(!watch.is_due(ms(10), clock(-8 * 3600)));
        assert!(watch.is_due(ms(60_000), clock(-8 * 3600)));
    }

    #[test]
    fn a_key_held_down_only_uncovers_however_long_it_is_held() {
        let mut watch = IdleWatch::new(Some(MINUTE), ms(0), clock(0));
        watch.turned_by(&key('4'), ms(0));
        assert!(!watch.is_meant(&key('4'), ms(660)));
        for at in (700..5000).step_by(40) {
            assert!(!watch.is_meant(&key('4'), ms(at)));
        }
        assert!(watch.is_meant(&key('4'), ms(6200)));
        assert!(watch.is_meant(&key('4'), ms(6210)), "from then on as ever");
    }

    #[test]
    fn other_keys_count_once_the_screen_could_be_seen() {
        let mut watch = IdleWatch::new(Some(MINUTE), ms(0), clock(0));
        watch.turned_by(&key(' '), ms(0));
        assert!(!watch.is_meant(&key('4'), ms(120)));
        let burst = Guarded::Burst {
            text: "4444".into(),
            characters: 4,
            acted: None,
        };
        assert!(!watch.is_meant(&burst, ms(200)));
        assert!(watch.is_meant(&key('4'), ms(400)));
    }
}
