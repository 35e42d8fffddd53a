//! When something is due that no key and no thread asks for: saving what was begun, covering the screen, hiding what was shown, drawing
//! although something is still being worked out.

use std::time::Duration;

use crate::tui::app::Event;

use super::Program;

/// How often an idle program looks whether its terminal is still there.
const IDLE: Duration = Duration::from_secs(60);
/// How long before something that could not be saved is tried again.
const RETRY: Duration = Duration::from_secs(1);
/// How long what is hidden is shown.
const SHOWN: Duration = Duration::from_secs(5);
/// How long after the last key what was begun is saved: it is on disk within a second.
const PAUSE: Duration = Duration::from_millis(900);
/// How long somebody may type on before it is saved nevertheless.
const TYPING: Duration = Duration::from_secs(5);

impl Program {
    /// Saves what was begun when that is due. Nothing waits for it: somebody may be typing.
    pub(super) fn save_what_is_begun(&mut self) {
        if self.begun_left() == Some(Duration::ZERO) {
            for effect in self.app.update(Event::Pause) {
                self.order(effect, false);
            }
            self.begun = None;
        }
    }

    /// How long until what was begun is to be saved; `None` while there is nothing to save, or the clerk is at something.
    pub(super) fn begun_left(&mut self) -> Option<Duration> {
        if !self.ordered.is_empty() || !self.app.is_begun() {
            self.begun = None;
            return None;
        }
        let now = self.clock.ticks();
        let since = *self.begun.get_or_insert(now);
        let due = if self.app.was_refused() {
            since + RETRY
        } else {
            (self.touched + PAUSE).min(since + TYPING)
        };
        Some(due.saturating_sub(now))
    }

    /// How long to wait for something new: as long as nothing is due.
    pub(super) fn patience(&mut self) -> Duration {
        let usual = if self.app.is_waiting() { RETRY } else { IDLE };
        let left = self.idle.left(self.clock.ticks());
        let left = left.filter(|_| !self.app.is_covered());
        let shown = self.shown_left().into_iter().chain(self.begun_left());
        left.into_iter().chain(shown).fold(usual, Duration::min)
    }

    /// How long what is hidden is still shown; `None` when it is not.
    pub(super) fn shown_left(&self) -> Option<Duration> {
        let since = self.clock.ticks().saturating_sub(self.touched);
        self.app.is_revealed().then(|| SHOWN.saturating_sub(since))
    }

    /// How long the next frame still waits for what is being worked out; `None` when it does not.
    pub(super) fn glimpse_left(&self) -> Option<Duration> {
        let left = self.glimpse.left(self.clock.ticks());
        left.filter(|_| self.app.is_pondering())
    }

    /// Covers the screen when that is due.
    pub(super) fn cover_when_due(&mut self, at: Duration) {
        if !self.app.is_covered() && self.idle.is_due(at, self.clock.now()) {
            self.update(Event::Cover);
        }
    }
}
