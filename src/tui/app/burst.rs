//! Text that arrives faster than anyone types: it is text, never commands, and what its first key did is taken back.

use crate::domain::SafeText;
use crate::tui::terminal::Key;

use super::customer::CUSTOMER_READS;
use super::draft::Draft;
use super::erasing::add_to_code;
use super::keys::{append, full};
use super::{App, ContactPage, Effect, ErasePage, Overlay, Place};

/// What the last key found: to be put back when that key turns out to be part of a burst.
#[derive(Debug, Clone, Default)]
pub(super) struct BeforeKey {
    /// The answer in the making, and the position of its question.
    draft: Option<(usize, Draft)>,
    /// What was typed on a page or into what is looked for.
    typed: Option<String>,
}

impl App {
    /// What a key finds.
    pub(super) fn before_key(&self) -> BeforeKey {
        let case = self.case.as_ref();
        BeforeKey {
            draft: case.map(|case| (case.asked, case.draft.clone())),
            typed: self.typed_elsewhere().map(str::to_owned),
        }
    }

    /// What was typed, other than an answer.
    fn typed_elsewhere(&self) -> Option<&str> {
        match &self.overlay {
            Some(Overlay::Note { text, .. } | Overlay::Wording { text, .. }) => Some(text),
            Some(Overlay::Jump(jump)) => Some(&jump.query),
            Some(Overlay::Contact(ContactPage::Form(form))) => {
                form.texts.get(form.field).map(String::as_str)
            }
            Some(Overlay::Erase(ErasePage::Ask { typed, .. })) => Some(typed),
            Some(_) => None,
            None => (self.place == Place::Past).then_some(self.past.find.as_str()),
        }
    }

    /// Puts back the answer in the making as the first key of a burst found it, and gives what is still to come of the burst where that
    /// key was typed into another text.
    fn without_typed(&mut self, text: &SafeText, first: Option<Key>) -> SafeText {
        let before = std::mem::take(&mut self.before_key);
        let Some(written) = first.and_then(Key::written) else {
            return text.clone();
        };
        let now = self.typed_elsewhere();
        let typed = now.zip(before.typed).is_some_and(|(now, before)| {
            now.strip_suffix(written).is_some_and(|now| now == before)
        });
        if let (Some(case), Some((asked, draft))) = (&mut self.case, before.draft)
            && case.asked == asked
        {
            case.draft = draft;
        }
        match text.strip_prefix(written) {
            Some(rest) if typed => SafeText::new(rest),
            _ => text.clone(),
        }
    }

    /// Characters that arrived faster than anyone types: text, never commands. What the first of them did is taken back.
    pub(super) fn burst(&mut self, text: &SafeText, acted: Option<Key>) -> Vec<Effect> {
        if self.place == Place::Customer {
            // Nothing is answered here, and what was scanned or pasted is not for the customer.
            self.notice = Some(CUSTOMER_READS.into());
            return Vec::new();
        }
        let undo = acted.is_some() && std::mem::take(&mut self.answered_by_key);
        let text = &self.without_typed(text, acted.filter(|_| !undo));
        let into_field = self.overlay.is_none()
            && self.place == Place::Question
            && self.takes(text)
            && !self.is_going_on();
        if self.overlay.is_none() && self.place == Place::Past && self.past.typing {
            return self.burst_into_find(text);
        }
        let mut cut = false;
        match &mut self.overlay {
            Some(Overlay::Note { text: typed, .. } | Overlay::Wording { text: typed, .. }) => {
                cut = append(typed, text);
            }
            Some(Overlay::Jump(jump)) => {
                jump.touched = true;
                cut = append(&mut jump.query, text);
            }
            Some(Overlay::Contact(ContactPage::Form(form))) => {
                cut = form.text().is_some_and(|typed| append(typed, text.trim()));
            }
            // Enter is still to be pressed.
            Some(Overlay::Erase(ErasePage::Ask { typed, .. })) => add_to_code(typed, text),
            _ if into_field => {
                if let Some(case) = &mut self.case {
                    if std::mem::take(&mut case.draft.untouched) {
                        case.draft.text.clear();
                    }
                    cut = append(&mut case.draft.text, text.trim());
                    case.draft.cursor = 0;
                }
                self.say_what_is_hidden();
            }
            _ => self.overlay = Some(Overlay::Burst(text.clone())),
        }
        if let Some(Overlay::Jump(jump)) = &self.overlay {
            self.overlay = Some(Overlay::Jump(self.searched(jump.clone())));
        }
        if cut {
            self.notice = Some(full());
        }
        if undo {
            self.pending = super::Pending::ShowChanged;
            vec![Effect::Record(crate::interview::Fact::Undone)]
        } else {
            Vec::new()
        }
    }
}
