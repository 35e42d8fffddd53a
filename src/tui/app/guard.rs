//! What tells a key meant for what is on screen from one that is not.

use crate::catalog::AnswerKind;
use crate::command::{Command, Place};
use crate::tui::terminal::Key;

use super::{App, ContactPage, Does, Overlay};

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
            Some(Overlay::Closing) => 7,
            Some(Overlay::HandOver) => 8,
            Some(_) => 1,
        };
        (self.place, asked, over)
    }

    /// Whether `key` leaves, where nothing but that is possible.
    #[must_use]
    pub fn is_leave(&self, key: Key) -> bool {
        let name = super::keys::name(self.meant(key));
        self.look.keys.gives(Command::Leave, &name)
    }

    /// The list on screen: which screen, and on it which question.
    pub(super) fn list(&self) -> (Place, usize) {
        let asked = self.case.as_ref().map_or(0, |case| case.asked);
        (self.place, asked)
    }

    /// What is to be done before Enter takes a row; `None` when it can. Nobody chooses by a row that happens to be the first, nor by a
    /// key that is held down while one list follows another.
    pub(super) fn first_move(&self) -> Option<&'static str> {
        let answers = matches!(self.place, Place::Question | Place::Pair | Place::Summary);
        if !answers || self.has_moved() {
            return None;
        }
        let rows = Some("Move to a row with Down or Up first, or press its digit.");
        if self.place != Place::Question {
            return rows;
        }
        let case = self.case.as_ref()?;
        let question = case.question()?;
        let draft = &case.draft;
        let begun = draft.cursor > 0
            || !draft.ticked.is_empty()
            || !draft.order.is_empty()
            || !draft.text.is_empty()
            || case.interview.answers().contains_key(&question.id);
        match question.kind {
            _ if begun => None,
            AnswerKind::Several { .. } => Some(
                "Tick what applies first: a digit for each. For none of them press Down, then Enter.",
            ),
            AnswerKind::Words => Some("Type the words first, or move to a row with Down."),
            // They say themselves what is missing.
            AnswerKind::Number(_)
            | AnswerKind::Money(_)
            | AnswerKind::Range(_)
            | AnswerKind::Order(_) => None,
            AnswerKind::One { .. } | AnswerKind::YesNo | AnswerKind::Level(_) => rows,
        }
    }

    /// Whether `key` could keep an answer now: such keys are guarded against bounce and blindness.
    #[must_use]
    pub fn would_answer(&self, key: Key) -> bool {
        let key = self.meant(key);
        let (key, command) = match (self.hint(), key) {
            (Some(Does::Command(command)), Key::Enter) => (key, Some(command)),
            (Some(Does::Key(on_page)), Key::Enter) => (on_page, None),
            _ => {
                let name = super::keys::name(key);
                (key, self.look.keys.for_key(self.place, &name))
            }
        };
        if self.is_silent(key) && command.is_none() {
            return false;
        }
        if let Some(Overlay::Contact(page)) = &self.overlay {
            return !matches!(page, ContactPage::Form(_)) && matches!(key, Key::Char('0'..='9'));
        }
        if matches!(self.overlay, Some(Overlay::Closing | Overlay::HandOver)) {
            return matches!(key, Key::Char('0'..='9'));
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
            Place::Try => command == Some(Command::Done),
            Place::Start
            | Place::Compare
            | Place::Hold
            | Place::Past
            | Place::Customer
            | Place::NoFolder => false,
        };
        let answers = match key {
            Key::Char('0'..='9') => !figures,
            _ => matches!(
                command,
                Some(
                    Command::Accept
                        | Command::NotSure
                        | Command::RatherNot
                        | Command::Later
                        | Command::Done
                )
            ),
        };
        answers
            && matches!(self.overlay, None | Some(Overlay::Keys(_)))
            && keeps
            && !self.is_covered()
            && !self.is_typing()
    }
}
