//! Presses that were not meant: worn keys and gloves that press twice, and the second half of a double click.

use std::time::Duration;

use super::input::Key;

/// The same answering key again, this soon after the last, is not a second answer.
const KEY_APART: Duration = Duration::from_millis(80);
/// The same cell clicked again, this soon after the last, is a double click.
const CLICK_APART: Duration = Duration::from_millis(400);

/// Lets an answering key or a click through unless it repeats the last one too soon.
///
/// The app asks only for keys that would answer: in a text, "ll" typed fast is two letters. Each press counts from the one before
/// it, let through or not, so a key that is held down and repeats answers once however long it is held. Times are since the
/// program's start.
#[derive(Debug, Default, Clone)]
pub struct BounceGuard {
    key: Option<(Key, Duration)>,
    click: Option<((u16, u16), Duration)>,
}

impl BounceGuard {
    /// True when an answering `key` that arrived at `at` may act.
    pub fn admit(&mut self, key: Key, at: Duration) -> bool {
        let key = key.folded();
        let last = self.key.replace((key, at));
        !last.is_some_and(|(k, t)| k == key && at.saturating_sub(t) < KEY_APART)
    }

    /// True when a click on column `x`, row `y` that arrived at `at` may act.
    pub fn admit_click(&mut self, x: u16, y: u16, at: Duration) -> bool {
        let last = self.click.replace(((x, y), at));
        !last.is_some_and(|(cell, t)| cell == (x, y) && at.saturating_sub(t) < CLICK_APART)
    }
}
