//! Turns one frame into bytes: only the cells that changed, inside one synchronized update.

use std::io::{self, BufWriter, Write};

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::domain::SafeText;

use super::cells::{Erasing, write_cells};
use super::clipboard;
use super::modes::{Mode, write_mode};
use super::session;
use super::writer::{Afresh, Frame};

/// What the terminal shows, and the way to it.
pub(super) struct Painter<W: Write> {
    out: BufWriter<W>,
    /// What was written last; `None` when nothing was.
    last: Option<Buffer>,
    cursor: Option<Position>,
    mouse: bool,
    erasing: Erasing,
}

impl<W: Write> Painter<W> {
    pub(super) const fn new(out: BufWriter<W>, erasing: Erasing) -> Self {
        Self {
            out,
            last: None,
            cursor: None,
            mouse: false,
            erasing,
        }
    }

    /// Writes `frame` and returns when the terminal has taken it. Where it is to be written afresh, and after a change of size, the
    /// screen is cleared and every cell written. Nothing changed, nothing is written.
    pub(super) fn paint(&mut self, frame: Frame, afresh: Afresh) -> io::Result<()> {
        let Frame {
            number: _,
            buffer,
            cursor,
            mouse,
        } = frame;
        let before = self
            .last
            .take()
            .filter(|last| last.area == buffer.area && afresh == Afresh::Changes);
        let clear = before.is_none();
        let before = before.unwrap_or_else(|| Buffer::empty(buffer.area));
        let changes = before.diff(&buffer);
        if clear || !changes.is_empty() || cursor != self.cursor || mouse != self.mouse {
            if afresh == Afresh::CellsAndModes {
                session::modes_again(&mut self.out)?;
            }
            queue!(self.out, BeginSynchronizedUpdate)?;
            if mouse != self.mouse {
                write_mode(Mode::Mouse, mouse, &mut self.out)?;
                session::note(Mode::Mouse, mouse);
                self.mouse = mouse;
            }
            // A terminal that does not know synchronized updates would show the cursor running about.
            if self.cursor.take().is_some() || clear {
                queue!(self.out, Hide)?;
            }
            if clear {
                queue!(
                    self.out,
                    SetAttribute(Attribute::Reset),
                    Clear(ClearType::All)
                )?;
            }
            if !changes.is_empty() {
                write_cells(&mut self.out, (&before, &buffer), changes, self.erasing)?;
            }
            if let Some(Position { x, y }) = cursor {
                queue!(self.out, MoveTo(x, y), Show)?;
                self.cursor = cursor;
            }
            queue!(self.out, EndSynchronizedUpdate)?;
            Write::flush(&mut self.out)?;
        }
        self.last = Some(buffer);
        Ok(())
    }

    /// Offers lines to the terminal's clipboard, between two frames.
    pub(super) fn copy(&mut self, lines: &[SafeText]) -> io::Result<()> {
        self.out.write_all(&clipboard::sequence(lines))?;
        Write::flush(&mut self.out)
    }

    /// After an error: ends the update the terminal may still be in, as far as it can be reached.
    pub(super) fn abandon(&mut self) {
        let _ = queue!(self.out, EndSynchronizedUpdate);
        let _ = Write::flush(&mut self.out);
    }
}
