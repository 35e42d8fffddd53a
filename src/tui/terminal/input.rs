//! The one door for events: what a terminal sends becomes a small [`Input`], or nothing.
//!
//! Terminals disagree about almost everything beyond plain keys, so what candor does not use is dropped here and can do no harm.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

/// Something a person did, as far as candor cares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed, or one that may repeat was held.
    Key(Key),
    /// The terminal says this was pasted. Raw: clean it with `SafeText` before anything else. It may be very long.
    Paste(String),
    /// The terminal has another size, in cells. Ask [`super::size()`] before relying on it.
    Resize {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// A click or the wheel.
    Mouse(Mouse),
    /// The window was entered (true) or left.
    Focus(bool),
    /// The system wants the program to end.
    Goodbye,
}

/// A key by meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names stand on the keys")]
pub enum Key {
    /// A character as typed, capitals included. Commands compare [`Key::folded`].
    Char(char),
    Enter,
    Esc,
    Backspace,
    Tab,
    BackTab,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Home,
    End,
    Delete,
    /// F1 to F12.
    F(u8),
    /// Ctrl+Z.
    Undo,
    /// Ctrl+Y.
    Redo,
    /// Ctrl+C.
    Interrupt,
    /// Ctrl+L: draw everything again.
    Redraw,
}

impl Key {
    /// The key for looking up a command: letters in lower case, so that Caps Lock and Shift make no difference.
    #[must_use]
    pub fn folded(self) -> Self {
        match self {
            Self::Char(c) => Self::Char(single(c, c.to_lowercase())),
            other => other,
        }
    }

    /// The character this key would write if it were pasted; `None` for keys that write nothing.
    #[must_use]
    pub fn written(self) -> Option<char> {
        match self {
            Self::Char(c) => Some(c),
            Self::Enter => Some('\n'),
            Self::Tab => Some('\t'),
            _ => None,
        }
    }
}

/// What the mouse did. Cells count from 0 at the top left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "x and y are a column and a row")]
pub enum Mouse {
    /// The left button went down, without any key held.
    Click { x: u16, y: u16 },
    /// The wheel was turned one notch.
    Wheel { x: u16, y: u16, up: bool },
}

/// The system whose habits of reporting keys count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// AltGr arrives as Ctrl+Alt, so that pair with a character is text.
    Windows,
    /// Everything else.
    Other,
}

impl System {
    /// The system this program was built for.
    #[must_use]
    pub fn here() -> Self {
        if cfg!(windows) {
            Self::Windows
        } else {
            Self::Other
        }
    }
}

/// What an event means, or `None` when it means nothing here.
#[must_use]
pub fn input(event: Event, system: System) -> Option<Input> {
    match event {
        Event::Key(key) => read_key(key, system).map(Input::Key),
        Event::Paste(text) => Some(Input::Paste(text)),
        Event::Resize(width, height) => Some(Input::Resize { width, height }),
        Event::Mouse(mouse) => read_mouse(mouse).map(Input::Mouse),
        Event::FocusGained => Some(Input::Focus(true)),
        Event::FocusLost => Some(Input::Focus(false)),
    }
}

fn read_key(event: KeyEvent, system: System) -> Option<Key> {
    let key = meaning(event.code, event.modifiers, system)?;
    let may_repeat = matches!(
        key,
        Key::Up | Key::Down | Key::Left | Key::Right | Key::PageUp | Key::PageDown | Key::Backspace
    );
    match event.kind {
        KeyEventKind::Press => Some(key),
        KeyEventKind::Repeat if may_repeat => Some(key),
        // Windows and some terminals also send the release; acting on it would answer twice.
        KeyEventKind::Repeat | KeyEventKind::Release => None,
    }
}

fn meaning(code: KeyCode, held: KeyModifiers, system: System) -> Option<Key> {
    const CONTROL: KeyModifiers = KeyModifiers::CONTROL;
    const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
    let plain = held.is_empty();
    let shift_at_most = plain || held == SHIFT;
    match code {
        KeyCode::Char(c) => character(c, held, system),
        // Some terminals add Ctrl to Enter inside a paste.
        KeyCode::Enter if shift_at_most || held == CONTROL => Some(Key::Enter),
        KeyCode::Backspace if shift_at_most || held == CONTROL => Some(Key::Backspace),
        KeyCode::Tab if plain => Some(Key::Tab),
        KeyCode::Tab if held == SHIFT => Some(Key::BackTab),
        KeyCode::BackTab if shift_at_most => Some(Key::BackTab),
        KeyCode::Esc if shift_at_most => Some(Key::Esc),
        KeyCode::Up if shift_at_most => Some(Key::Up),
        KeyCode::Down if shift_at_most => Some(Key::Down),
        KeyCode::Left if shift_at_most => Some(Key::Left),
        KeyCode::Right if shift_at_most => Some(Key::Right),
        KeyCode::PageUp if shift_at_most => Some(Key::PageUp),
        KeyCode::PageDown if shift_at_most => Some(Key::PageDown),
        KeyCode::Home if shift_at_most => Some(Key::Home),
        KeyCode::End if shift_at_most => Some(Key::End),
        KeyCode::Delete if plain => Some(Key::Delete),
        KeyCode::F(n @ 1..=12) if plain => Some(Key::F(n)),
        _ => None,
    }
}

fn character(c: char, held: KeyModifiers, system: System) -> Option<Key> {
    let alt_graph = KeyModifiers::CONTROL | KeyModifiers::ALT;
    if held == KeyModifiers::CONTROL {
        return match c.to_ascii_lowercase() {
            'z' => Some(Key::Undo),
            'y' => Some(Key::Redo),
            'c' => Some(Key::Interrupt),
            'l' => Some(Key::Redraw),
            // Many terminals send Ctrl+H for Backspace, and a line end inside a paste arrives as Ctrl+J.
            'h' => Some(Key::Backspace),
            'j' => Some(Key::Enter),
            _ => None,
        };
    }
    let held = if system == System::Windows && held.contains(alt_graph) {
        held - alt_graph
    } else {
        held
    };
    if c.is_control() || !(held - KeyModifiers::SHIFT).is_empty() {
        return None;
    }
    // Terminals report a capital as `G`, as `G` with Shift, or as `g` with Shift.
    let c = if held == KeyModifiers::SHIFT {
        single(c, c.to_uppercase())
    } else {
        c
    };
    Some(Key::Char(c))
}

/// The one character of `changed`, or `c` when a change of case gives several.
fn single(c: char, mut changed: impl Iterator<Item = char>) -> char {
    match (changed.next(), changed.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

fn read_mouse(event: MouseEvent) -> Option<Mouse> {
    if !event.modifiers.is_empty() {
        return None;
    }
    let (x, y) = (event.column, event.row);
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Mouse::Click { x, y }),
        MouseEventKind::ScrollUp => Some(Mouse::Wheel { x, y, up: true }),
        MouseEventKind::ScrollDown => Some(Mouse::Wheel { x, y, up: false }),
        _ => None,
    }
}
