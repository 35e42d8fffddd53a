//! How long a frame waits for what is being worked out, so that nobody sees a figure go and come back at once: not at all where the last
//! time showed that it would be for nothing.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::tui::app::About;

/// The longest a frame waits.
const GLIMPSE: Duration = Duration::from_millis(6);

/// What is being worked out and since when, and how long each kind of it took when it was last worked out.
#[derive(Debug, Default)]
pub(super) struct Glimpse {
    began: Option<(u64, About, Duration)>,
    took: BTreeMap<About, Duration>,
}

impl Glimpse {
    /// Something, by its number, is to be worked out from `now` on.
    pub fn begin(&mut self, number: u64, about: About, now: Duration) {
        self.began = Some((number, about, now));
    }

    /// It is worked out.
    pub fn end(&mut self, number: u64, now: Duration) {
        if let Some((own, about, since)) = self.began
            && own == number
        {
            self.took.insert(about, now.saturating_sub(since));
        }
    }

    /// How long a frame still waits at `now`; `None` when it does not.
    pub fn left(&self, now: Duration) -> Option<Duration> {
        let (_, about, since) = self.began?;
        if self.took.get(&about).is_some_and(|took| *took > GLIMPSE) {
            return None;
        }
        let left = GLIMPSE.saturating_sub(now.saturating_sub(since));
        (!left.is_zero()).then_some(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    #[test]
    fn a_frame_waits_for_what_was_quick_the_last_time_and_not_for_what_was_slow() {
        let mut glimpse = Glimpse::default();
        assert_eq!(glimpse.left(ms(0)), None);
        glimpse.begin(1, About::Sure, ms(100));
        assert_eq!(glimpse.left(ms(102)), Some(ms(4)));
        assert_eq!(glimpse.left(ms(106)), None);
        glimpse.end(1, ms(130));
        // It took 30 ms: the next frame comes at once, and so does every other until it is quick again.
        glimpse.begin(2, About::Sure, ms(200));
        assert_eq!(glimpse.left(ms(200)), None);
        glimpse.end(2, ms(203));
        glimpse.begin(3, About::Sure, ms(300));
        assert_eq!(glimpse.left(ms(301)), Some(ms(5)));
        // What is about something else has its own time, and what was overtaken tells nothing.
        glimpse.begin(4, About::Outlook, ms(400));
        glimpse.end(3, ms(440));
        glimpse.begin(5, About::Sure, ms(500));
        assert_eq!(glimpse.left(ms(500)), Some(ms(6)));
    }
}
