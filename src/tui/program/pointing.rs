//! The mouse: what a click or the wheel does where it points.

use std::time::Duration;

use crate::tui::app::Event;
use crate::tui::terminal::Mouse;

use super::{PATIENCE, Program};

impl Program {
    /// Takes what the mouse did at `at`, if it points at something.
    pub(super) fn point(&mut self, mouse: Mouse, at: Duration) {
        match mouse {
            Mouse::Click { x, y } => {
                // Each click counts, so that the second one of a double click is known.
                let again = !self.bounce.admit_click(x, y, at);
                let Some(click) = self.seen.click_at(x, y).cloned().filter(|_| !again) else {
                    return;
                };
                // The cells are those of the last frame: it must be what is on the screen, and what is on the screen must be how it stands.
                if self.is_drawn && self.writer.wait_shown(self.frame, PATIENCE) {
                    self.update(Event::Clicked(click));
                } else {
                    self.app.drop_click();
                }
            }
            Mouse::Wheel { x, y, up } => {
                self.cover_when_due(at);
                if self.app.is_covered() {
                    return;
                }
                // Who reads is there.
                self.idle.touch(at, self.clock.now());
                self.touched = at;
                if self.seen.scrolls_at(x, y) {
                    self.update(Event::Wheel { up });
                }
            }
        }
    }
}
