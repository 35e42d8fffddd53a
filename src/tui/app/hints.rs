//! What can be pressed now: the hints at the bottom. Tab goes to them; Left, Right and Enter do any of them, so that no letter is ever
//! needed.

use crate::command::{self, Command, GIVES_UP, Place};
use crate::interview::ClosingAnswer;
use crate::tui::terminal::Key;

use super::{App, ContactPage, Effect, ErasePage, Overlay};

/// What a hint does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Does {
    /// A command of the table.
    Command(Command),
    /// What a key does on the page that lies over the screen.
    Key(Key),
    /// Several keys stand for several rows: there is no one thing to do.
    Rows,
    /// It moves through what is seen, and there is something to move through only where the page is longer than the screen.
    Scrolls,
}

/// A hint at the bottom of a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The key as it is written; `None` when only Tab and Enter do it.
    pub key: Option<String>,
    /// What it does, in two or three words.
    pub words: String,
    /// What it does.
    pub does: Does,
}

impl Hint {
    fn new(key: &str, words: &str, does: Does) -> Self {
        Self {
            key: Some(key.to_owned()),
            words: words.to_owned(),
            does,
        }
    }

    /// Whether Tab goes to it.
    #[must_use]
    pub const fn can_be_done(&self) -> bool {
        matches!(self.does, Does::Command(_) | Does::Key(_))
    }
}

impl App {
    /// How a sentence names the key of a command: `k`, or where no key does it `Tab [keep]`, the way to its hint.
    #[must_use]
    pub fn key_for(&self, command: Command) -> String {
        self.key_on(self.place, command)
    }

    /// How a sentence names the key of a command on another screen.
    #[must_use]
    pub fn key_on(&self, place: Place, command: Command) -> String {
        let words = command::spec(command).map_or("", |spec| spec.words(place));
        self.look.keys.way_to(command, words)
    }

    /// The hint that Enter does; `None` when Tab has not gone to one.
    #[must_use]
    pub const fn hint(&self) -> Option<Does> {
        self.hint
    }

    /// What can be pressed now, most useful first; the list of keys, where it can be opened, is the last.
    #[must_use]
    pub fn hints(&self) -> Vec<Hint> {
        match &self.overlay {
            Some(overlay) => self.hints_over(overlay),
            None => self.hints_here(),
        }
    }

    fn hints_here(&self) -> Vec<Hint> {
        let typing = self.is_typing();
        let figures = self.place == Place::Question && self.types_figures();
        let keys = &self.look.keys;
        let mut hints = Vec::new();
        if !keys.letters() {
            hints.push(Hint::new("Tab", "to [these]", Does::Rows));
        }
        if typing {
            hints.push(Hint::new("a-z", "type", Does::Rows));
        } else if figures {
            hints.push(Hint::new("0-9", "type", Does::Rows));
        }
        for spec in command::hints(self.place) {
            if self.why_not(spec.command).is_some() {
                continue;
            }
            let shown = keys.shown(spec.command).map(str::to_owned);
            let does = match spec.command {
                Command::Down if self.place == Place::Compare => Does::Rows,
                Command::Down | Command::PageDown => Does::Scrolls,
                Command::Choose | Command::GoOn | Command::More => Does::Rows,
                command => Does::Command(command),
            };
            let key = match spec.command {
                Command::Choose if typing || figures => continue,
                Command::NotSure if typing => None,
                Command::NotSure if figures => keys
                    .keys(Command::NotSure)
                    .find(|key| *key != "0")
                    .map(str::to_owned),
                Command::Choose => match self.rows_with_digits() {
                    0 => continue,
                    1 => Some("1".to_owned()),
                    rows => Some(format!("1-{rows}")),
                },
                Command::GoOn if !keys.letters() => continue,
                Command::GoOn => Some(self.waiting_keys()),
                // Letters are text now; the function keys still work.
                command if typing => keys.beside_text(command).map(str::to_owned),
                _ => shown,
            };
            let words = match spec.command {
                Command::Hold if self.elsewhere().is_some() => "take it over",
                Command::Hold if self.is_looking() => "go on with it",
                _ => spec.words(self.place),
            };
            hints.push(Hint {
                key,
                words: words.to_owned(),
                does,
            });
        }
        let key = match keys.shown(Command::Keys) {
            Some(key) if !typing => Some(key),
            _ => keys.beside_text(Command::Keys),
        };
        hints.push(Hint {
            key: key.map(str::to_owned),
            words: "keys".to_owned(),
            does: Does::Command(Command::Keys),
        });
        hints
    }

    /// The letters of the conversations that wait.
    fn waiting_keys(&self) -> String {
        let keys = self.look.keys.keys(Command::GoOn);
        let keys: Vec<&str> = keys.take(self.open_cases().count()).collect();
        keys.join(" ")
    }

    /// What can be pressed while `overlay` is open.
    fn hints_over(&self, overlay: &Overlay) -> Vec<Hint> {
        let key = |key: Key, words: &str| {
            let written = match key {
                Key::Char(c) if !self.look.keys.acts(c) => None,
                key => Some(super::keys::name(key)),
            };
            Hint {
                key: written,
                words: words.to_owned(),
                does: Does::Key(key),
            }
        };
        let rows = |key: &str, words: &str| Hint::new(key, words, Does::Rows);
        let by = |command: Command, does: Key, words: &str| Hint {
            key: self.look.keys.shown(command).map(str::to_owned),
            words: words.to_owned(),
            does: Does::Key(does),
        };
        let digit = |digit: char, words: &str| key(Key::Char(digit), words);
        let closes = key(Key::Backspace, "closes");
        match overlay {
            Overlay::Keys(_) => vec![
                rows("any key of the list", "does it"),
                rows("Up/Down", "scroll"),
                closes,
            ],
            Overlay::Jump(jump) => vec![
                rows("a-z", "search"),
                rows("Up/Down", "choose"),
                key(Key::Enter, jump.purpose.does()),
                key(Key::Esc, "closes"),
            ],
            Overlay::Note { .. } => vec![
                rows("a-z", "type"),
                rows("Tab", "who it is for"),
                key(Key::Enter, "keeps it"),
                key(Key::Esc, "closes, the text waits"),
            ],
            Overlay::Wording { .. } => vec![
                rows("a-z", "type"),
                key(Key::Enter, "keeps it"),
                key(Key::Esc, "closes, the text waits"),
            ],
            Overlay::Closing => {
                let mut hints: Vec<Hint> = ('1'..)
                    .zip(ClosingAnswer::ALL)
                    .map(|(row, answer)| digit(row, answer.words()))
                    .collect();
                hints.push(closes);
                hints
            }
            Overlay::HandOver => vec![rows("1-7", "hands it over"), closes],
            Overlay::Facts(_) | Overlay::Spoken(_) | Overlay::Row(_) => {
                vec![rows("Up/Down", "scroll"), closes]
            }
            Overlay::Words { .. } | Overlay::Code => vec![key(Key::Enter, "closes"), closes],
            Overlay::Contact(ContactPage::Ask) => {
                vec![digit('1', "they agree"), digit('2', "they do not"), closes]
            }
            Overlay::Contact(ContactPage::Form(_)) => vec![
                rows("a-z", "type"),
                rows("Tab", "next field"),
                key(Key::Enter, "next; after the last keeps it"),
                key(Key::Esc, "closes"),
            ],
            Overlay::Contact(ContactPage::Kept(_)) if self.is_looking() => vec![closes],
            Overlay::Contact(ContactPage::Kept(_)) => {
                vec![digit('1', "change"), digit('2', "erase"), closes]
            }
            Overlay::Contact(ContactPage::Forget) => {
                vec![digit('1', "erase"), digit('2', "keep"), closes]
            }
            Overlay::Erase(ErasePage::Ask { .. }) => vec![
                rows("a-z", "type its code"),
                key(Key::Enter, "erases it for good"),
                key(Key::Esc, "keeps it"),
            ],
            Overlay::Erase(ErasePage::Recall(_)) => vec![closes],
            Overlay::Burst(_) => {
                let note = by(Command::Note, Key::F(5), "make a note");
                let search = by(Command::Jump, Key::F(2), "search for it");
                let drop = key(Key::Backspace, "drop");
                let note = Some(note).filter(|_| self.takes_notes());
                note.into_iter().chain([search, drop]).collect()
            }
            Overlay::GiveUp(_) => vec![
                key(Key::Char(GIVES_UP), "drops it for good"),
                key(Key::Backspace, "stays"),
            ],
            Overlay::Leave => vec![
                Hint {
                    does: Does::Rows,
                    ..by(Command::Leave, Key::Enter, "leaves")
                },
                key(Key::Enter, "leaves"),
                key(Key::Backspace, "stays"),
            ]
            .into_iter()
            .filter(|hint| hint.key.is_some())
            .collect(),
        }
    }

    /// Nobody goes through the hints any more.
    pub(super) const fn leave_hints(&mut self) {
        self.hint = None;
    }

    /// A key while Tab has gone to a hint, or Tab itself; `None` when it is for the screen.
    pub(super) fn key_on_hints(&mut self, key: Key) -> Option<Vec<Effect>> {
        let before = self.hint.take();
        // Where text is typed into a box, Tab is for its fields, and arrows and Enter do all there is.
        let types_in_box = self.overlay.is_some() && self.is_typing();
        if types_in_box || self.place == Place::Customer && self.overlay.is_none() {
            // There are none on what the customer reads.
            return None;
        }
        let all: Vec<Does> = self
            .hints()
            .iter()
            .filter(|hint| hint.can_be_done())
            .map(|hint| hint.does)
            .collect();
        let Some(before) = before else {
            self.hint = match key {
                Key::Tab => all.first().copied(),
                Key::BackTab => all.last().copied(),
                _ => return None,
            };
            return Some(Vec::new());
        };
        let Some(at) = all.iter().position(|does| *does == before) else {
            // What was seen there is no more: nothing else is done in its place.
            return matches!(key, Key::Enter | Key::Left | Key::Right).then(Vec::new);
        };
        let last = all.len().saturating_sub(1);
        let next = match key {
            Key::Right if at == last => 0,
            Key::Right => at + 1,
            Key::Left => at.checked_sub(1).unwrap_or(last),
            Key::Home => 0,
            Key::End => last,
            Key::Enter => {
                return Some(match before {
                    Does::Command(command) => self.act(command),
                    Does::Key(key) => self.pressed(key),
                    Does::Rows | Does::Scrolls => Vec::new(),
                });
            }
            Key::Tab if self.overlay.is_none() => return Some(self.act(Command::Jump)),
            Key::Tab | Key::BackTab => return Some(Vec::new()),
            // One step back closes what lies over the screen; on the screen itself it only leaves the hints.
            Key::Esc | Key::Backspace if self.overlay.is_none() => return Some(Vec::new()),
            _ => return None,
        };
        self.hint = all.get(next).copied();
        Some(Vec::new())
    }
}
