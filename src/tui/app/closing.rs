//! The closing question: whether the customer would recommend the advice. It is never required.

use crate::command::Command;
use crate::interview::{CLOSING_QUESTION, Closing, ClosingAnswer, Fact};
use crate::tui::terminal::Key;

use super::keys::{digit, name};
use super::{App, Effect, Overlay, Pending};

impl App {
    /// Takes a key while the closing question is on screen.
    pub(super) fn key_in_closing(&mut self, key: Key) -> Vec<Effect> {
        let answer = digit(key).and_then(|digit| digit.checked_sub(1));
        let answer = answer.and_then(|row| ClosingAnswer::ALL.get(row));
        match (key, answer) {
            (_, Some(said)) => self.close_with(*said),
            (Key::Interrupt, _) => self.act(Command::Leave),
            (Key::Backspace | Key::Esc, _) => Vec::new(),
            _ => {
                self.notice = Some(format!("{} does nothing here.", name(key)).into());
                self.overlay = Some(Overlay::Closing);
                Vec::new()
            }
        }
    }

    fn close_with(&mut self, said: ClosingAnswer) -> Vec<Effect> {
        let case = self.case.as_ref();
        let decided = case.is_some_and(|case| case.interview.outcome().is_some());
        self.pending = if decided && !self.keeps_nothing() {
            // What was written of the decision lacks it.
            Pending::Export
        } else {
            Pending::Nothing
        };
        self.notice = Some(format!("The closing question: {}.", said.words()).into());
        vec![Effect::Record(Fact::Closing(Closing {
            asked: CLOSING_QUESTION.into(),
            said,
        }))]
    }
}
