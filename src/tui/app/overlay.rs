//! Keys while something lies over the screen.

use crate::command::{Command, GIVES_UP, Place};
use crate::domain::SafeText;
use crate::interview::{Fact, NoteKind};
use crate::tui::terminal::Key;

use super::draft::MAX_TEXT;
use super::jump::Jump;
use super::keys::{append, write};
use super::{App, Effect, Overlay, Pending};

/// Most characters of a search.
const MAX_QUERY: usize = 60;

/// Where a page is after `key`; `None` when the key does not scroll.
const fn scrolled(scroll: usize, key: Key) -> Option<usize> {
    match key {
        Key::Down => Some(scroll.saturating_add(1)),
        Key::Up => Some(scroll.saturating_sub(1)),
        Key::PageDown => Some(scroll.saturating_add(10)),
        Key::PageUp => Some(scroll.saturating_sub(10)),
        Key::Home => Some(0),
        Key::End => Some(usize::MAX),
        _ => None,
    }
}

impl App {
    /// Whether `key` is one of a command's, whatever place it is given in.
    fn is_key_of(&self, command: Command, key: Key) -> bool {
        self.look.keys.gives(command, &super::keys::name(key))
    }

    /// Takes a key for the overlay that was open; it stays open unless the key closes it.
    pub(super) fn key_in_overlay(&mut self, overlay: Overlay, key: Key) -> Vec<Effect> {
        match overlay {
            Overlay::Leave => match key {
                Key::Interrupt | Key::Enter => self.leave(),
                key if self.is_key_of(Command::Leave, key) => self.leave(),
                _ => Vec::new(),
            },
            // A key of its own, so that none pressed twice gives anything up.
            Overlay::GiveUp(what) => match key {
                Key::Char(c) if c.eq_ignore_ascii_case(&GIVES_UP) => self.give_up(what),
                Key::Backspace | Key::Esc => Vec::new(),
                _ => {
                    let drops = if self.look.keys.acts(GIVES_UP) {
                        GIVES_UP.to_string()
                    } else {
                        "Tab [drops it for good]".to_owned()
                    };
                    self.notice =
                        Some(format!("{drops} drops it for good; Backspace stays.").into());
                    self.overlay = Some(overlay);
                    Vec::new()
                }
            },
            Overlay::Keys(scroll) => self.key_in_help(scroll, key),
            Overlay::Facts(scroll) => self.key_in_page(scroll, key, Overlay::Facts),
            Overlay::Row(scroll) => self.key_in_page(scroll, key, Overlay::Row),
            Overlay::Spoken(scroll) => self.key_in_page(scroll, key, Overlay::Spoken),
            Overlay::HandOver => self.key_in_handing_over(key),
            Overlay::Words { .. } | Overlay::Code if key == Key::Interrupt => {
                self.act(Command::Leave)
            }
            // It is one thing to read; whatever is pressed then closes it.
            Overlay::Words { .. } | Overlay::Code => Vec::new(),
            Overlay::Jump(jump) => self.key_in_jump(jump, key),
            Overlay::Note { kind, text } => self.key_in_note(kind, text, key),
            Overlay::Wording { about, text } => self.key_in_words(about, text, key),
            Overlay::Closing => self.key_in_closing(key),
            Overlay::Contact(page) => self.key_in_contact(page, key),
            Overlay::Erase(page) => self.key_in_erasing(page, key),
            Overlay::Burst(text) => self.key_in_burst(text, key),
        }
    }

    fn key_in_help(&mut self, scroll: usize, key: Key) -> Vec<Effect> {
        match key {
            Key::Backspace | Key::Esc | Key::Enter => Vec::new(),
            Key::Interrupt => self.act(Command::Leave),
            key => match self.look.keys.for_key(self.place, &super::keys::name(key)) {
                Some(Command::Keys) => Vec::new(),
                // The overlay is a list of keys: pressing one of them does it, even where letters are typed.
                Some(Command::Choose) => {
                    let digit = super::keys::digit(key).unwrap_or_default();
                    self.choose(digit)
                }
                Some(Command::GoOn) => self.resume_row(key),
                Some(command) if scrolled(scroll, key).is_none() => self.act(command),
                command => {
                    if command.is_none() {
                        let words = format!("{} does nothing here.", super::keys::name(key));
                        self.notice = Some(words.into());
                    }
                    let scroll = scrolled(scroll, key).unwrap_or(scroll);
                    self.overlay = Some(Overlay::Keys(scroll));
                    Vec::new()
                }
            },
        }
    }

    fn key_in_page(&mut self, scroll: usize, key: Key, page: fn(usize) -> Overlay) -> Vec<Effect> {
        let scroll = match key {
            Key::Interrupt => return self.act(Command::Leave),
            Key::Backspace | Key::Esc | Key::Enter | Key::Char(_) => return Vec::new(),
            key => scrolled(scroll, key).unwrap_or(scroll),
        };
        self.overlay = Some(page(scroll));
        Vec::new()
    }

    fn key_in_jump(&mut self, mut jump: Jump, key: Key) -> Vec<Effect> {
        jump.touched |= key != Key::Enter;
        match key {
            Key::Esc => return Vec::new(),
            Key::Backspace if jump.query.is_empty() => return Vec::new(),
            Key::Interrupt => return self.act(Command::Leave),
            // Nobody has looked for anything yet: the first row is nobody's choice.
            Key::Enter if !jump.touched => {
                let words = "Type a few letters of its name, or move to a row with Down or Up.";
                self.notice = Some(words.into());
            }
            Key::Enter => {
                let row = jump.cursor;
                return self.follow_row(jump, row);
            }
            Key::Up => jump.cursor = jump.cursor.saturating_sub(1),
            Key::Down => jump.cursor = (jump.cursor + 1).min(jump.found.len().saturating_sub(1)),
            Key::Home => jump.cursor = 0,
            Key::End => jump.cursor = jump.found.len().saturating_sub(1),
            Key::PageUp => jump.cursor = jump.cursor.saturating_sub(8),
            Key::PageDown => {
                jump.cursor = (jump.cursor + 8).min(jump.found.len().saturating_sub(1))
            }
            Key::Backspace => {
                jump.query.pop();
                jump = self.searched(jump);
            }
            Key::Char(c) => {
                write(&mut jump.query, c, MAX_QUERY);
                jump = self.searched(jump);
            }
            _ => {}
        }
        self.overlay = Some(Overlay::Jump(jump));
        Vec::new()
    }

    fn key_in_note(&mut self, mut kind: NoteKind, mut text: String, key: Key) -> Vec<Effect> {
        let step = |kind: NoteKind, by: usize| {
            let at = NoteKind::ALL
                .iter()
                .position(|own| *own == kind)
                .unwrap_or(0);
            NoteKind::ALL
                .into_iter()
                .cycle()
                .nth(at + by)
                .unwrap_or(kind)
        };
        match key {
            Key::Esc | Key::Interrupt | Key::F(8) => {
                self.lay_by(kind, text);
                return match key {
                    Key::Interrupt => self.act(Command::Leave),
                    Key::Esc => Vec::new(),
                    _ => self.act(Command::Hold),
                };
            }
            Key::Backspace if text.is_empty() => return Vec::new(),
            Key::Enter => {
                let kept = SafeText::trimmed(&text);
                if kept.is_empty() {
                    return Vec::new();
                }
                // Until it is on disk it could still be needed.
                self.lay_by(kind, text);
                let text = kept;
                self.pending = Pending::Nothing;
                self.notice = Some(format!("Noted: {}.", kind.words()).into());
                return vec![Effect::Record(Fact::Noted { kind, text })];
            }
            Key::Tab | Key::Down => kind = step(kind, 1),
            Key::BackTab | Key::Up => kind = step(kind, NoteKind::ALL.len() - 1),
            Key::Backspace => {
                text.pop();
            }
            Key::Char(c) => {
                write(&mut text, c, MAX_TEXT);
            }
            _ => {}
        }
        self.overlay = Some(Overlay::Note { kind, text });
        Vec::new()
    }

    /// Keeps a note that is not on disk yet, for when the note is opened again.
    pub(super) fn lay_by(&mut self, kind: NoteKind, text: String) {
        if !text.trim().is_empty() {
            if let Some(case) = &mut self.case {
                case.note = Some((kind, text));
            }
            let note = self.key_for(Command::Note);
            self.notice = Some(format!("The note waits; {note} opens it again.").into());
        }
    }

    /// Whether what arrived at once can become a note.
    #[must_use]
    pub fn takes_notes(&self) -> bool {
        self.case.is_some() && self.place != Place::Start && !self.is_looking()
    }

    /// Opens the note with these words behind those that were begun.
    pub(super) fn note_of(&mut self, words: &str) {
        let begun = self.case.as_mut().and_then(|case| case.note.take());
        let (kind, mut note) = begun.unwrap_or((NoteKind::Private, String::new()));
        append(&mut note, words);
        self.overlay = Some(Overlay::Note { kind, text: note });
    }

    fn key_in_burst(&mut self, text: SafeText, key: Key) -> Vec<Effect> {
        match key {
            key if self.is_key_of(Command::Note, key) && self.takes_notes() => self.note_of(&text),
            key if self.is_key_of(Command::Jump, key) => {
                let query = text.chars().take(MAX_QUERY).collect();
                let jump = self.searched(Jump {
                    query,
                    ..Jump::default()
                });
                self.overlay = Some(Overlay::Jump(jump));
            }
            Key::Backspace | Key::Esc => {}
            Key::Interrupt => return self.act(Command::Leave),
            _ => {
                let note = if self.takes_notes() {
                    format!("{} makes a note of it, ", self.key_for(Command::Note))
                } else {
                    String::new()
                };
                let jump = self.key_for(Command::Jump);
                self.notice =
                    Some(format!("{note}{jump} searches for it, Backspace drops it.").into());
                self.overlay = Some(Overlay::Burst(text));
            }
        }
        Vec::new()
    }
}
