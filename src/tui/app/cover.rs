//! The screen covered: nothing of the conversation is seen until somebody presses a key, which does nothing else.

use crate::command::Command;
use crate::tui::terminal::{Guarded, Input, Key, Mouse};

use super::{App, Effect};

impl App {
    /// Covers the screen. It is drawn anew as a whole, so that nothing stays behind in the terminal.
    pub(super) fn cover(&mut self) -> Vec<Effect> {
        self.covered = true;
        self.notice = None;
        self.hide();
        // What comes later never belongs to a key of before.
        self.answered_by_key = false;
        vec![Effect::Redraw]
    }

    /// Whether the screen is covered.
    #[must_use]
    pub const fn is_covered(&self) -> bool {
        self.covered
    }

    /// Uncovers the screen when a person pressed something.
    pub(super) fn uncover(&mut self, event: &Guarded) -> Vec<Effect> {
        match event {
            Guarded::Burst { .. }
            | Guarded::Input(Input::Key(_) | Input::Paste(_) | Input::Mouse(Mouse::Click { .. })) =>
            {
                self.covered = false;
                vec![Effect::Redraw]
            }
            Guarded::Input(_) => Vec::new(),
        }
    }

    /// Whether `key` covers the screen, whatever lies over it.
    pub(super) fn covers(&self, key: Key) -> bool {
        self.look.keys.for_key(self.place, &super::keys::name(key)) == Some(Command::Cover)
    }
}
