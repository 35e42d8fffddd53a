//! What tells a key meant for what is on screen from one that is not.

use crate::command::Place;
use crate::tui::terminal::Key;

use super::{App, ContactPage, Overlay};

impl App {
    /// What tells one question on screen from another: a key pressed for another one than was drawn must not answer it.
    #[must_use]
    pub fn on_screen(&self) -> (Place, usize, u8) {
        let asked = self.case.as_ref().map_or(0, |case| match self.place {
            // As long as it is worked out which two they are, nobody has seen them.
            Place::Pair => case.interview.choices().count() * 2 + usize::from(case.is_pondered()),
            Place::Why => usize::from(case.outlook.is_some()),
            Place::Try | Place::Change => self.cursor,
            _ => case.asked,
        });
        let over = match &self.overlay {
            _ if self.is_covered() => 6,
            None => 0,
            Some(Overlay::Contact(ContactPage::Ask)) => 2,
            Some(Overlay::Contact(ContactPage::Form(_))) => 3,
            Some(Overlay::Contact(ContactPage::Kept(_))) => 4,
            Some(Overlay::Contact(ContactPage::Forget)) => 5,
            Some(_) => 1,
        };
        (self.place, asked, over)
    }

    /// Whether `key` could keep an answer now: such keys are guarded against bounce and blindness.
    #[must_use]
    pub fn would_answer(&self, key: Key) -> bool {
        if let Some(Overlay::Contact(page)) = &self.overlay {
            return !matches!(page, ContactPage::Form(_)) && matches!(key, Key::Char('0'..='9'));
        }
        // Where figures are typed a digit is no answer yet, and the same one twice in a row is no bounce.
        let figures = self.place == Place::Question && self.types_figures();
        let keeps = match self.place {
            Place::Question | Place::Pair | Place::Change | Place::Opening | Place::Summary => true,
            // Where nothing fits a row of the reasons can end the talk.
            Place::Why => {
                let case = self.case.as_ref();
                case.is_some_and(|case| case.advice.ranked.is_empty())
            }
            Place::Try => key == Key::Char('k'),
            Place::Start
            | Place::Compare
            | Place::Hold
            | Place::Past
            | Place::Customer
            | Place::NoFolder => false,
        };
        let answers = match key {
            Key::Char('0'..='9') => !figures,
            Key::Char('g' | 'a' | 'k') | Key::Enter => true,
            _ => false,
        };
        answers
            && matches!(self.overlay, None | Some(Overlay::Keys(_)))
            && keeps
            && !self.is_covered()
            && !self.is_typing()
    }
}
