//! The modes candor switches on in a terminal, and their undoing.

use std::fmt;
use std::io::{self, Write};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::{Command, cursor, queue, terminal};

/// Something about the terminal that is not as the shell left it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Keys arrive one by one, unechoed.
    Raw,
    /// A screen of its own; the shell's lines come back afterwards.
    AlternateScreen,
    /// The terminal marks where a paste begins and ends.
    BracketedPaste,
    /// Clicks and the wheel are reported.
    Mouse,
    /// No cursor is shown.
    HiddenCursor,
}

/// The modes that are on, in the order they were switched on.
#[derive(Debug, Default)]
pub struct Modes {
    on: Vec<Mode>,
}

impl Modes {
    /// None.
    #[must_use]
    pub const fn new() -> Self {
        Self { on: Vec::new() }
    }

    /// The modes that are on.
    #[must_use]
    pub fn active(&self) -> &[Mode] {
        &self.on
    }

    /// Switches `mode` on and notes it. Does nothing when it is on. The bytes stay in `out` until it is flushed.
    ///
    /// # Errors
    /// What the terminal or `out` says. A mode that may have got through is noted all the same.
    pub fn switch_on(&mut self, mode: Mode, out: &mut impl Write) -> io::Result<()> {
        if self.on.contains(&mode) {
            return Ok(());
        }
        let result = write_mode(mode, true, out);
        if result.is_ok() || mode != Mode::Raw {
            self.on.push(mode);
        }
        result
    }

    /// Notes that `mode` is on (or off), where somebody else did the switching.
    pub(super) fn note(&mut self, mode: Mode, on: bool) {
        self.on.retain(|m| *m != mode);
        if on {
            self.on.push(mode);
        }
    }

    /// Switches off what is on, the last first, and forgets it. Every mode is tried; the first error is returned.
    ///
    /// # Errors
    /// The first thing the terminal or `out` said.
    pub fn undo(&mut self, out: &mut impl Write) -> io::Result<()> {
        let mut first = Ok(());
        for mode in self.on.drain(..).rev() {
            first = first.and(write_mode(mode, false, out));
        }
        first
    }

    /// Takes `mode` off the list, and says whether it was there.
    pub(super) fn remove(&mut self, mode: Mode) -> bool {
        let before = self.on.len();
        self.on.retain(|m| *m != mode);
        self.on.len() < before
    }
}

/// Switches `mode` on or off.
pub(super) fn write_mode(mode: Mode, on: bool, out: &mut impl Write) -> io::Result<()> {
    match (mode, on) {
        (Mode::Raw, true) => terminal::enable_raw_mode(),
        (Mode::Raw, false) => terminal::disable_raw_mode(),
        (Mode::AlternateScreen, true) => queue!(out, terminal::EnterAlternateScreen),
        (Mode::AlternateScreen, false) => queue!(out, terminal::LeaveAlternateScreen),
        (Mode::BracketedPaste, true) => queue!(out, EnableBracketedPaste),
        (Mode::BracketedPaste, false) => queue!(out, DisableBracketedPaste),
        (Mode::Mouse, on) => queue!(out, MouseReports(on)),
        (Mode::HiddenCursor, true) => queue!(out, cursor::Hide),
        (Mode::HiddenCursor, false) => queue!(out, cursor::Show),
    }
}

/// Mouse reports of presses and the wheel. The library's own command also asks for every movement of the pointer, which candor
/// would only throw away, at one message per cell.
struct MouseReports(bool);

impl Command for MouseReports {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str(if self.0 {
            "\x1b[?1000h\x1b[?1006h"
        } else {
            "\x1b[?1006l\x1b[?1000l"
        })
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        if self.0 {
            crossterm::event::EnableMouseCapture.execute_winapi()
        } else {
            crossterm::event::DisableMouseCapture.execute_winapi()
        }
    }

    #[cfg(windows)]
    fn is_ansi_code_supported(&self) -> bool {
        false
    }
}
