//! What the customer may read: while it is on the screen, nothing of the staff's can be brought up over it.

use crate::command::{Command, Place};
use crate::domain::SafeText;

use super::App;

/// Why something is refused while the customer reads.
pub(super) const CUSTOMER_READS: &str =
    "Not while the customer reads. Back to your own screen first.";

impl App {
    /// Shows the customer what fits, and goes back to where staff were.
    pub(super) fn customer_view(&mut self) {
        if self.place == Place::Customer {
            self.show(self.beside_customer);
        } else {
            self.beside_customer = self.place;
            self.show(Place::Customer);
        }
        // What was said to staff is not for the customer.
        self.notice = None;
    }

    /// Why a command cannot be given while the customer reads; `None` when it can.
    pub(super) fn why_not_before_customer(&self, command: Command) -> Option<SafeText> {
        let harmless = command.moves_cursor()
            || matches!(
                command,
                Command::Customer
                    | Command::Back
                    | Command::Theme
                    | Command::Mouse
                    | Command::Cover
                    | Command::Redraw
                    | Command::Keys
                    | Command::Leave
            );
        (self.place == Place::Customer && !harmless).then(|| CUSTOMER_READS.into())
    }
}
