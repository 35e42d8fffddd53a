//! Long numbers are hidden while they are typed, because people stand around; for a moment they can be shown. What is a card's number or
//! a security code never is.

use crate::command::Command;
use crate::domain::{SafeText, masked, masked_while_typed};
use crate::tui::terminal::Key;

use super::App;

impl App {
    /// Whether `key` shows what is hidden, whatever lies over the screen.
    pub(super) fn reveals(&self, key: Key) -> bool {
        self.is_typing()
            && self.look.keys.for_key(self.place, &super::keys::name(key)) == Some(Command::Reveal)
    }

    /// Shows what is hidden of what is being typed.
    pub(super) const fn reveal(&mut self) {
        self.revealed = true;
    }

    /// Hides it again.
    pub(super) const fn hide(&mut self) {
        self.revealed = false;
    }

    /// Whether it is shown: until the next key, and for a few seconds at most.
    #[must_use]
    pub const fn is_revealed(&self) -> bool {
        self.revealed
    }

    /// What is drawn of `text` while it is typed.
    #[must_use]
    pub fn while_typed(&self, text: &str) -> String {
        if self.revealed {
            masked(&SafeText::new(text)).0.to_string()
        } else {
            masked_while_typed(text).0
        }
    }

    /// Why nothing can be shown; `None` when it can.
    pub(super) fn why_no_reveal(&self, command: Command) -> Option<SafeText> {
        (command == Command::Reveal && !self.is_typing())
            .then(|| "Nothing is being typed here.".into())
    }
}
