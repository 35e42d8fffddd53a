//! Keys while something lies over the screen.

use crate::command::{self, Command, Place};
use crate::domain::SafeText;
use crate::interview::{Fact, NoteKind};
use crate::tui::terminal::Key;

use super::draft::MAX_TEXT;
use super::jump::Jump;
use super::{App, Effect, Overlay, Pending};

impl App {
    /// Takes a key for the overlay that was open; it stays open unless the key closes it.
    pub(super) fn key_in_overlay(&mut self, overlay: Overlay, key: Key) -> Vec<Effect> {
        match overlay {
            Overlay::Leave => match key {
                Key::Interrupt | Key::Enter | Key::Char('q' | 'Q') => vec![Effect::Quit],
                _ => Vec::new(),
            },
            Overlay::Keys => self.key_in_help(key),
            Overlay::Facts(scroll) => self.key_in_page(scroll, key),
            Overlay::Jump(jump) => self.key_in_jump(jump, key),
            Overlay::Note { kind, text } => self.key_in_note(kind, text, key),
            Overlay::Burst(text) => self.key_in_burst(text, key),
        }
    }

    fn key_in_help(&mut self, key: Key) -> Vec<Effect> {
        match key {
            Key::Backspace | Key::Esc | Key::Enter | Key::Char('?') | Key::F(1) => Vec::new(),
            Key::Interrupt => self.act(Command::Leave),
            key => match command::for_key(self.place, &super::keys::name(key)) {
                // The overlay is a list of keys: pressing one of them does it.
                Some(Command::Up | Command::Down) | None => {
                    self.overlay = Some(Overlay::Keys);
                    Vec::new()
                }
                Some(_) => self.key(key),
            },
        }
    }

    fn key_in_page(&mut self, scroll: usize, key: Key) -> Vec<Effect> {
        let scroll = match key {
            Key::Down => scroll.saturating_add(1),
            Key::Up => scroll.saturating_sub(1),
            Key::PageDown => scroll.saturating_add(10),
            Key::PageUp => scroll.saturating_sub(10),
            Key::Home => 0,
            Key::Interrupt => return self.act(Command::Leave),
            Key::Backspace | Key::Esc | Key::Enter | Key::Char(_) => return Vec::new(),
            _ => scroll,
        };
        self.overlay = Some(Overlay::Facts(scroll));
        Vec::new()
    }

    fn key_in_jump(&mut self, mut jump: Jump, key: Key) -> Vec<Effect> {
        match key {
            Key::Esc => return Vec::new(),
            Key::Backspace if jump.query.is_empty() => return Vec::new(),
            Key::Interrupt => return self.act(Command::Leave),
            Key::Enter => {
                let target = jump.found.get(jump.cursor).map(|entry| entry.target);
                return target.map_or_else(Vec::new, |target| self.go(target));
            }
            Key::Up => jump.cursor = jump.cursor.saturating_sub(1),
            Key::Down => jump.cursor = (jump.cursor + 1).min(jump.found.len().saturating_sub(1)),
            Key::PageUp => jump.cursor = jump.cursor.saturating_sub(8),
            Key::PageDown => {
                jump.cursor = (jump.cursor + 8).min(jump.found.len().saturating_sub(1))
            }
            Key::Backspace => {
                jump.query.pop();
                jump = self.searched(jump);
            }
            Key::Char(c) if jump.query.chars().count() < 60 => {
                jump.query.push(c);
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
            Key::Esc => return Vec::new(),
            Key::Backspace if text.is_empty() => return Vec::new(),
            Key::Interrupt => return self.act(Command::Leave),
            Key::Enter => {
                let text = SafeText::trimmed(&text);
                if text.is_empty() {
                    return Vec::new();
                }
                self.pending = Pending::Nothing;
                self.notice = Some(format!("Noted: {}.", kind.words()).into());
                return vec![Effect::Record(Fact::Noted { kind, text })];
            }
            Key::Tab | Key::Down => kind = step(kind, 1),
            Key::BackTab | Key::Up => kind = step(kind, NoteKind::ALL.len() - 1),
            Key::Backspace => {
                text.pop();
            }
            Key::Char(c) if text.chars().count() < MAX_TEXT => text.push(c),
            _ => {}
        }
        self.overlay = Some(Overlay::Note { kind, text });
        Vec::new()
    }

    fn key_in_burst(&mut self, text: SafeText, key: Key) -> Vec<Effect> {
        match key {
            Key::Char('n' | 'N') | Key::F(5)
                if self.case.is_some() && self.place != Place::Start =>
            {
                let text = text.chars().take(MAX_TEXT).collect();
                self.overlay = Some(Overlay::Note {
                    kind: NoteKind::UnmetNeed,
                    text,
                });
            }
            Key::Char('/') | Key::F(2) => {
                let query = text.chars().take(60).collect();
                let jump = self.searched(Jump {
                    query,
                    ..Jump::default()
                });
                self.overlay = Some(Overlay::Jump(jump));
            }
            Key::Backspace | Key::Esc => {}
            _ => self.overlay = Some(Overlay::Burst(text)),
        }
        Vec::new()
    }
}
