//! What tells a key meant for what is on screen from one that is not.

use crate::command::Place;
use crate::tui::terminal::Key;

use super::{App, Overlay};

impl App {
    /// What tells one question on screen from another: a key pressed for another one than was drawn must not answer it.
    #[must_use]
    pub fn on_screen(&self) -> (Place, usize, bool) {
        let asked = self.case.as_ref().map_or(0, |case| match self.place {
            Place::Pair => case.interview.choices().count(),
            Place::Try => self.cursor,
            _ => case.asked,
        });
        (self.place, asked, self.overlay.is_some())
    }

    /// Whether `key` could keep an answer now: such keys are guarded against bounce and blindness.
    #[must_use]
    pub fn would_answer(&self, key: Key) -> bool {
        // Where figures are typed a digit is no answer yet, and the same one twice in a row is no bounce.
        let figures = self.place == Place::Question && self.types_figures();
        let keeps = match self.place {
            Place::Question | Place::Pair | Place::Opening | Place::Summary => true,
            // Where nothing fits a row of the reasons can end the talk.
            Place::Why => {
                let case = self.case.as_ref();
                case.is_some_and(|case| case.advice.ranked.is_empty())
            }
            Place::Try => key == Key::Char('k'),
            Place::Start | Place::Compare | Place::Hold | Place::Past | Place::NoFolder => false,
        };
        let answers = match key {
            Key::Char('0'..='9') => !figures,
            Key::Char('g' | 'a' | 'k') | Key::Enter => true,
            _ => false,
        };
        answers
            && matches!(self.overlay, None | Some(Overlay::Keys(_)))
            && keeps
            && !self.is_typing()
    }
}
