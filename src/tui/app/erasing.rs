//! Erasing one past conversation: what goes and what stays is said first, and nothing happens before its code is typed.

use crate::casebook::Erased;
use crate::cases::CaseId;
use crate::command::{Command, Place};
use crate::domain::SafeText;
use crate::tui::terminal::Key;

use super::keys::write;
use super::{App, Effect, Overlay};

/// Most characters of a code: eight with a dash in their middle.
const MAX_CODE: usize = 9;

/// A page about erasing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErasePage {
    /// Is this conversation to be erased?
    Ask {
        /// The conversation.
        case: CaseId,
        /// What was typed of its code.
        typed: String,
    },
    /// It is erased, but transcripts of it stand where only people can recall them.
    Recall(Erased),
}

impl App {
    /// The conversation that would be erased: the one that is looked at, or that under the cursor of the list.
    fn to_erase(&self) -> Option<CaseId> {
        match self.place {
            Place::Past => self.past.found.rows.get(self.cursor).map(|case| case.id),
            _ => self.looked_at(),
        }
    }

    /// Why nothing can be erased now; `None` when something can.
    pub(super) fn why_no_erasing(&self, command: Command) -> Option<SafeText> {
        if command != Command::Erase || self.to_erase().is_some() {
            return None;
        }
        Some(match self.place {
            Place::Past => "There is no conversation here to erase.".into(),
            _ => {
                let past = self.look.keys.shown(Command::Past).unwrap_or("past talks");
                format!("Erase it among past conversations, once it is closed: {past} on the start screen.")
                    .into()
            }
        })
    }

    /// Asks for the code of the conversation.
    pub(super) fn ask_to_erase(&mut self) {
        self.past.typing = false;
        self.overlay = self.to_erase().map(|case| {
            let typed = String::new();
            Overlay::Erase(ErasePage::Ask { case, typed })
        });
    }

    /// Takes a key for one of the pages; the question stays open unless the key closes it.
    pub(super) fn key_in_erasing(&mut self, page: ErasePage, key: Key) -> Vec<Effect> {
        if key == Key::Interrupt {
            return self.act(Command::Leave);
        }
        let (case, mut typed) = match page {
            ErasePage::Ask { case, typed } => (case, typed),
            ErasePage::Recall(_) if matches!(key, Key::Backspace | Key::Esc | Key::Enter) => {
                return Vec::new();
            }
            ErasePage::Recall(_) => {
                self.overlay = Some(Overlay::Erase(page));
                return Vec::new();
            }
        };
        match key {
            Key::Esc => return Vec::new(),
            Key::Backspace if typed.is_empty() => return Vec::new(),
            Key::Backspace => {
                typed.pop();
            }
            Key::Char(c) => {
                write(&mut typed, c, MAX_CODE);
            }
            Key::Enter if typed.parse() == Ok(case) => return vec![Effect::Erase(case)],
            Key::Enter => {
                self.notice = Some(format!("Its code is {case}. Nothing was erased.").into());
            }
            _ => {}
        }
        self.overlay = Some(Overlay::Erase(ErasePage::Ask { case, typed }));
        Vec::new()
    }

    /// A conversation is erased: it stands nowhere any more.
    pub(super) fn erased(&mut self, erased: Erased) -> Vec<Effect> {
        let gone = erased.case;
        self.past.found.rows.retain(|case| case.id != gone);
        self.cases.retain(|case| case.id != gone);
        self.drop_aside(gone);
        let effects = if self.looked_at() == Some(gone) {
            self.stop_looking()
        } else {
            let last = self.past.found.rows.len().saturating_sub(1);
            self.cursor = self.cursor.min(last);
            vec![Effect::Find(SafeText::new(&self.past.find))]
        };
        let files = if erased.files == 1 { "file" } else { "files" };
        let words = format!("Case {gone} is erased, {} {files} in all.", erased.files);
        self.notice = Some(words.into());
        if !erased.elsewhere.is_empty() {
            self.overlay = Some(Overlay::Erase(ErasePage::Recall(erased)));
        }
        effects
    }
}

/// Adds characters that arrived at once, such as a code that was copied.
pub(super) fn add_to_code(typed: &mut String, text: &str) {
    for c in text.trim().chars() {
        write(typed, c, MAX_CODE);
    }
}
