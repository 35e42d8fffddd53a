//! The mouse: a click does what a row or a hint says, the wheel moves the page under it, and nothing is done by the mouse alone.

use crate::command::{Command, Place};
use crate::interview::NoteKind;
use crate::tui::terminal::Key;

use super::draft::{Row, rows};
use super::{App, ContactPage, Does, Effect, Hint, Overlay};

/// How far one notch of the wheel goes, in rows.
const NOTCH: isize = 3;

/// What is said of a click on something that nobody has seen yet, or that has gone.
const LOST: &str = "A click was dropped: what it was for was not on the screen.";

/// What a click does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Click {
    /// Moves to a row of the screen's list, counted from 0, and takes it.
    Row(usize),
    /// Goes where a row of the jump palette leads, counted from 0.
    Found(usize),
    /// Does a command that stands in a row of the screen.
    Command(Command),
    /// Goes to a row of what is typed on the page that lies over the screen: a kind of note, a field. Counted from 0.
    Part(usize),
    /// Presses a key on the page that lies over the screen.
    Key(Key),
    /// Does what a hint at the bottom says.
    Hint(Hint),
}

/// How text is taken along while the mouse is on.
fn on_words() -> &'static str {
    // Terminals of macOS keep Shift for themselves.
    if cfg!(target_os = "macos") {
        "Mouse on: Option+drag copies."
    } else {
        "Mouse on: Shift+drag copies."
    }
}

/// The key of that name.
fn key_called(written: &str) -> Option<Key> {
    let mut chars = written.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(Key::Char(c));
    }
    let named = [
        Key::Char(' '),
        Key::Enter,
        Key::Esc,
        Key::Backspace,
        Key::Tab,
        Key::BackTab,
        Key::Up,
        Key::Down,
        Key::Left,
        Key::Right,
        Key::PageUp,
        Key::PageDown,
        Key::Home,
        Key::End,
        Key::Delete,
        Key::Undo,
        Key::Redo,
        Key::Interrupt,
        Key::Redraw,
    ];
    let mut keys = named.into_iter().chain((1..=12).map(Key::F));
    keys.find(|key| super::keys::name(*key) == written)
}

impl Hint {
    /// The one key that does it; `None` where several keys do several things, or none does it.
    fn one_key(&self) -> Option<Key> {
        key_called(self.key.as_deref()?)
    }

    /// Whether a click on it does anything.
    #[must_use]
    pub fn can_be_clicked(&self) -> bool {
        self.can_be_done() || self.one_key().is_some()
    }
}

impl App {
    /// Switches the mouse on or off.
    pub(super) fn turn_mouse(&mut self) {
        self.mouse = !self.mouse;
        let words = if self.mouse { on_words() } else { "Mouse off." };
        self.notice = Some(words.into());
    }

    /// Takes a click on what was drawn last.
    pub(super) fn clicked(&mut self, click: Click) -> Vec<Effect> {
        if self.is_covered() {
            // What lies below is not seen.
            return Vec::new();
        }
        self.begin_press();
        self.leave_hints();
        let is_there = match &click {
            Click::Row(_) | Click::Command(_) => self.overlay.is_none(),
            Click::Found(_) => matches!(self.overlay, Some(Overlay::Jump(_))),
            Click::Key(_) => self.overlay.is_some(),
            Click::Part(_) => matches!(
                self.overlay,
                Some(Overlay::Note { .. } | Overlay::Contact(ContactPage::Form(_)))
            ),
            Click::Hint(hint) => self.hints().contains(hint),
        };
        // A key of its own is asked further down; all else is as Enter.
        let has_key = matches!(&click, Click::Hint(hint) if hint.one_key().is_some());
        if !is_there || !has_key && self.comes_too_early(Key::Enter) {
            self.drop_click();
            return Vec::new();
        }
        let effects = match click {
            Click::Row(row) => self.click_row(row),
            Click::Found(row) => self.click_found(row),
            Click::Command(command) => self.act(command),
            Click::Key(key) => self.pressed(key),
            Click::Part(part) => {
                self.go_to_part(part);
                Vec::new()
            }
            Click::Hint(hint) => match (hint.one_key(), hint.does) {
                (Some(key), _) => self.press(key),
                (None, Does::Command(command)) => self.act(command),
                (None, Does::Key(key)) => self.pressed(key),
                (None, Does::Rows | Does::Scrolls) => Vec::new(),
            },
        };
        // What comes after a click is no burst that began with it.
        self.answered_by_key = false;
        effects
    }

    /// Moves to a row and takes it.
    fn click_row(&mut self, row: usize) -> Vec<Effect> {
        if self.place == Place::Compare {
            self.open_table_row(row);
            return Vec::new();
        }
        if let Some(why) = self.why_not_looking(Command::Choose) {
            self.notice = Some(why);
            return Vec::new();
        }
        match self.place {
            Place::Start => {
                self.cursor = row;
                self.open_row(row)
            }
            Place::Past => {
                self.cursor = row;
                self.look_at_past()
            }
            Place::Pair => {
                self.cursor = row;
                self.choose_of_two(row)
            }
            Place::Summary => self.decide(row),
            Place::Why => {
                // No row is chosen there before somebody has moved to one: the first is 1.
                (self.cursor, self.scroll) = (row + 1, 0);
                self.help(row)
            }
            Place::Change => {
                self.cursor = row;
                self.decide_change(row)
            }
            Place::Question => self.click_answer(row),
            _ => Vec::new(),
        }
    }

    /// The same on a question: an option answers, or is ticked where several are; the field is only gone to.
    fn click_answer(&mut self, row: usize) -> Vec<Effect> {
        let Some(case) = &mut self.case else {
            return Vec::new();
        };
        let Some(taken) = case.question().and_then(|q| rows(q).get(row).copied()) else {
            return Vec::new();
        };
        if self.brings_row(taken) {
            return Vec::new();
        }
        if let Some(case) = &mut self.case {
            case.draft.cursor = row;
        }
        match taken {
            Row::Field => Vec::new(),
            Row::Option(option) => self.choose(option + 1),
            Row::NotSure => self.act(Command::NotSure),
            Row::RatherNot => self.act(Command::RatherNot),
        }
    }

    /// Goes to a kind of note or a field; what was typed stays.
    fn go_to_part(&mut self, part: usize) {
        match &mut self.overlay {
            Some(Overlay::Note { kind, .. }) => {
                *kind = NoteKind::ALL.get(part).copied().unwrap_or(*kind);
            }
            Some(Overlay::Contact(ContactPage::Form(form))) => form.go_to(part),
            _ => {}
        }
    }

    fn click_found(&mut self, row: usize) -> Vec<Effect> {
        if let Some(Overlay::Jump(jump)) = &mut self.overlay {
            jump.cursor = row;
            jump.touched = true;
        }
        self.pressed(Key::Enter)
    }

    /// Takes a notch of the wheel over the pane that scrolls. Only what is seen of it changes.
    pub(super) fn wheeled(&mut self, up: bool) {
        let by = if up { -NOTCH } else { NOTCH };
        match &mut self.overlay {
            _ if self.covered => {}
            Some(
                Overlay::Keys(scroll)
                | Overlay::Facts(scroll)
                | Overlay::Spoken(scroll)
                | Overlay::Row(scroll),
            ) => {
                *scroll = scroll.saturating_add_signed(by);
            }
            Some(Overlay::Jump(jump)) => {
                let last = jump.found.len().saturating_sub(1);
                jump.cursor = jump.cursor.saturating_add_signed(by).min(last);
            }
            Some(_) => {}
            None if self.place == Place::Compare => self.move_in_table(by),
            None => self.scroll = self.scroll.saturating_add_signed(by),
        }
    }

    /// Says that a click was for something that was not on the screen.
    pub fn drop_click(&mut self) {
        self.notice = Some(LOST.into());
    }
}
