//! Keys: to the overlay that is open, into the field that is typed in, or to a command.

use crate::command::{Command, Place};
use crate::domain::{SafeText, masked_while_typed};

use crate::tui::terminal::Key;

use super::draft::{Draft, MAX_TEXT, Row, hidden_words, types_figures, types_text};
use super::{App, ContactPage, DROPPED, Effect, ErasePage, Overlay};

/// The name of a key in the table of commands.
#[must_use]
pub fn name(key: Key) -> String {
    match key.folded() {
        Key::Char(' ') => "Space".to_owned(),
        Key::Char(c) => c.to_string(),
        Key::Enter => "Enter".to_owned(),
        Key::Esc => "Esc".to_owned(),
        Key::Backspace => "Backspace".to_owned(),
        Key::Tab => "Tab".to_owned(),
        Key::BackTab => "BackTab".to_owned(),
        Key::Up => "Up".to_owned(),
        Key::Down => "Down".to_owned(),
        Key::Left => "Left".to_owned(),
        Key::Right => "Right".to_owned(),
        Key::PageUp => "PgUp".to_owned(),
        Key::PageDown => "PgDn".to_owned(),
        Key::Home => "Home".to_owned(),
        Key::End => "End".to_owned(),
        Key::Delete => "Delete".to_owned(),
        Key::F(n) => format!("F{n}"),
        Key::Undo => "Ctrl+Z".to_owned(),
        Key::Redo => "Ctrl+Y".to_owned(),
        Key::Interrupt => "Ctrl+C".to_owned(),
        Key::Redraw => "Ctrl+L".to_owned(),
    }
}

impl App {
    /// Takes one key.
    pub(super) fn key(&mut self, key: Key) -> Vec<Effect> {
        self.begin_press();
        self.before_key = self.before_key();
        let key = self.meant(key);
        self.press(key)
    }

    /// Forgets what was said about the press before.
    pub(super) fn begin_press(&mut self) {
        self.notice = None;
        if !self.unsaved {
            self.trouble = None;
        }
        self.answered_by_key = false;
        self.hide();
    }

    /// Takes a key by what it means.
    pub(super) fn press(&mut self, key: Key) -> Vec<Effect> {
        if self.comes_too_early(key) {
            self.notice = Some(DROPPED.into());
            return Vec::new();
        }
        if self.covers(key) {
            return self.cover();
        }
        if self.reveals(key) {
            self.reveal();
            return Vec::new();
        }
        if let Some(effects) = self.key_on_hints(key) {
            return effects;
        }
        if self.is_silent(key) {
            self.says_nothing(key);
            return Vec::new();
        }
        self.pressed(key)
    }

    /// What a key means: outside of text that which stands on it, whatever letters the keyboard writes.
    pub(super) fn meant(&self, key: Key) -> Key {
        match key {
            Key::Char(c) if !self.is_typing() => {
                let figures = self.types_here();
                Key::Char(self.look.keys.meant(self.place, c, figures))
            }
            key => key,
        }
    }

    /// Whether digits are typed on the screen itself.
    fn types_here(&self) -> bool {
        self.overlay.is_none() && self.place == Place::Question && self.types_figures()
    }

    /// Whether the settings let a key do nothing because it is a letter.
    pub(super) fn is_silent(&self, key: Key) -> bool {
        let figure = |c| self.types_here() && is_figure(c);
        matches!(key, Key::Char(c) if !self.is_typing() && !self.look.keys.acts(c) && !figure(c))
    }

    /// Does what a key is for.
    pub(super) fn pressed(&mut self, key: Key) -> Vec<Effect> {
        if let Some(overlay) = self.overlay.take() {
            return self.key_in_overlay(overlay, key);
        }
        if let Some(effects) = self.key_into_find(key) {
            return effects;
        }
        if let Some(effects) = self.key_into_field(key) {
            return effects;
        }
        match self.look.keys.for_key(self.place, &name(key)) {
            Some(Command::Choose) if self.why_not(Command::Choose).is_some() => {
                self.notice = self.why_not(Command::Choose);
                Vec::new()
            }
            Some(Command::Choose) => match digit(key) {
                Some(digit) => self.choose(digit),
                None => Vec::new(),
            },
            Some(Command::GoOn) => self.resume_row(key),
            Some(command) => self.act(command),
            None => {
                self.says_nothing(key);
                Vec::new()
            }
        }
    }

    /// Says that a key does nothing on this screen, and where the others are listed.
    pub(super) fn says_nothing(&mut self, key: Key) {
        let keys = if self.is_typing() {
            let keys = self.look.keys.beside_text(Command::Keys);
            keys.unwrap_or("F1").to_owned()
        } else {
            self.key_for(Command::Keys)
        };
        let words = format!("{} does nothing here. {keys} lists the keys.", name(key));
        self.notice = Some(words.into());
    }

    /// Whether plain characters are text now.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        match &self.overlay {
            Some(
                Overlay::Jump(_)
                | Overlay::Note { .. }
                | Overlay::Wording { .. }
                | Overlay::Contact(ContactPage::Form(_))
                | Overlay::Erase(ErasePage::Ask { .. }),
            ) => true,
            Some(_) => false,
            None if self.place == Place::Past => self.past.typing,
            None => self.place == Place::Question && self.field_is_open(),
        }
    }

    fn field_is_open(&self) -> bool {
        self.case.as_ref().is_some_and(|case| {
            case.question()
                .is_some_and(|question| types_text(&question.kind, case.draft.row(question)))
        })
    }

    /// Whether the question on screen takes figures.
    #[must_use]
    pub fn types_figures(&self) -> bool {
        self.case
            .as_ref()
            .and_then(super::Case::question)
            .is_some_and(|question| types_figures(&question.kind))
    }

    /// Whether `text` as a whole belongs into the question's field.
    pub(super) fn takes(&self, text: &str) -> bool {
        self.field_is_open() || self.types_figures() && text.trim().chars().all(is_figure)
    }

    /// A key that goes into the question's field; `None` when it is not for a field.
    fn key_into_field(&mut self, key: Key) -> Option<Vec<Effect>> {
        if self.place != Place::Question {
            return None;
        }
        let case = self.case.as_mut()?;
        let question = case.catalog.questions.get(case.asked)?;
        let on_field = case.draft.row(question) == Some(Row::Field);
        let text = types_text(&question.kind, case.draft.row(question));
        let figures = types_figures(&question.kind);
        match key {
            Key::Char(c) if text || figures && goes_on(&case.draft, c) => {
                // Typing a figure from any row means the field, and a figure of before is replaced, not added to.
                case.draft.cursor = 0;
                if std::mem::take(&mut case.draft.untouched) {
                    case.draft.text.clear();
                }
                let written = write(&mut case.draft.text, c, MAX_TEXT);
                let ended = case.draft.ended_by_k(&case.catalog, question);
                self.say_what_is_hidden();
                if !written {
                    self.notice = Some(full());
                }
                Some(ended.map_or_else(Vec::new, |figure| self.keep(figure)))
            }
            Key::Backspace if on_field && !case.draft.untouched && !case.draft.text.is_empty() => {
                case.draft.text.pop();
                self.say_what_is_hidden();
                Some(Vec::new())
            }
            _ => None,
        }
    }

    /// Says that a card number in free words is not kept, as long as there is one.
    pub(super) fn say_what_is_hidden(&mut self) {
        if self.field_is_open()
            && let Some(case) = &self.case
        {
            let (_, found) = masked_while_typed(&case.draft.text);
            self.notice = hidden_words(found).map(Into::into);
        }
    }
}

/// Whether a character belongs to figures: a k at the end stands for thousands.
pub(super) const fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | 'k' | '$')
}

/// Whether a character goes on with the figure that is being typed: a k does only after a digit.
fn goes_on(draft: &Draft, c: char) -> bool {
    let digit = || draft.text.ends_with(|last: char| last.is_ascii_digit());
    is_figure(c) && (c != 'k' || !draft.untouched && digit())
}

/// The digit of a key.
pub(super) fn digit(key: Key) -> Option<usize> {
    match key {
        Key::Char(c) => c.to_digit(10).and_then(|digit| usize::try_from(digit).ok()),
        _ => None,
    }
}

/// Adds as much of `more` as fits; true when some of it did not.
pub(super) fn append(text: &mut String, more: &str) -> bool {
    let room = MAX_TEXT.saturating_sub(text.chars().count());
    text.extend(more.chars().take(room));
    more.chars().nth(room).is_some()
}

/// Adds a typed character, as harmless as all outside text; false when there is no room for it.
pub(super) fn write(text: &mut String, c: char, most: usize) -> bool {
    if text.chars().count() >= most {
        return false;
    }
    text.push(c);
    let clean = SafeText::new(text);
    if clean.as_str() != text {
        // A character that may not stand for itself is left out altogether.
        text.pop();
    }
    true
}

pub(super) fn full() -> SafeText {
    format!("A text ends at {MAX_TEXT} characters. The rest was left out.").into()
}
