//! Where the next character goes and how it looks: the shortest way there, and of a look only what changes.
//!
//! Ink and ground are said apart, a blank takes whatever ink there is, and over a short gap the cells that are there are written once more.

use std::io::{self, Write};

use crossterm::cursor::{MoveRight, MoveTo};
use crossterm::queue;
use crossterm::style::{Attribute, Colored, Print};
use crossterm::terminal::{Clear, ClearType};
use ratatui::backend::IntoCrossterm;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::tui::text::width;

/// The longest gap that is written once more, in cells: a step takes four bytes.
pub(super) const GAP: u16 = 4;
/// To the beginning of the next row.
const NEXT_ROW: &[u8] = b"\x1b[E";
/// What is seen on a blank, too.
const ON_BLANKS: Modifier = Modifier::UNDERLINED
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT);
/// How each property is switched on, and off again.
const ATTRIBUTES: [(Modifier, Attribute, Attribute); 8] = [
    (Modifier::BOLD, Attribute::Bold, Attribute::NormalIntensity),
    (Modifier::DIM, Attribute::Dim, Attribute::NormalIntensity),
    (Modifier::ITALIC, Attribute::Italic, Attribute::NoItalic),
    (
        Modifier::UNDERLINED,
        Attribute::Underlined,
        Attribute::NoUnderline,
    ),
    (
        Modifier::SLOW_BLINK,
        Attribute::SlowBlink,
        Attribute::NoBlink,
    ),
    (Modifier::REVERSED, Attribute::Reverse, Attribute::NoReverse),
    (Modifier::HIDDEN, Attribute::Hidden, Attribute::NoHidden),
    (
        Modifier::CROSSED_OUT,
        Attribute::CrossedOut,
        Attribute::NotCrossedOut,
    ),
];

/// Where the next character goes, and how it looks.
#[derive(Default)]
pub(super) struct Pen {
    /// `None` where that is not sure, because terminals differ in how wide a character is.
    at: Option<(u16, u16)>,
    ink: Color,
    ground: Color,
    properties: Modifier,
}

impl Pen {
    /// Goes to a cell.
    pub(super) fn go(
        &mut self,
        out: &mut impl Write,
        buffer: &Buffer,
        to: (u16, u16),
    ) -> io::Result<()> {
        if self.at == Some(to) {
            return Ok(());
        }
        match self.at {
            Some((x, y))
                if y == to.1
                    && (1..=GAP).contains(&to.0.saturating_sub(x))
                    && self.has_all(buffer, x, to) =>
            {
                again(out, buffer, x, to)?;
            }
            Some((x, y)) if y == to.1 && x < to.0 => queue!(out, MoveRight(to.0 - x))?,
            Some((_, y)) if y + 1 == to.1 && to.0 <= GAP && self.has_all(buffer, 0, to) => {
                out.write_all(NEXT_ROW)?;
                again(out, buffer, 0, to)?;
            }
            _ => queue!(out, MoveTo(to.0, to.1))?,
        }
        self.at = Some(to);
        Ok(())
    }

    /// Erases so many cells from where the pen is, or the rest of the row, in the ground of a blank. The pen stays where it is.
    pub(super) fn erase(
        &mut self,
        out: &mut impl Write,
        blank: &Cell,
        cells: Option<u16>,
    ) -> io::Result<()> {
        if !self.has(blank) {
            self.take(out, blank)?;
        }
        match cells {
            Some(cells) => write!(out, "\x1b[{cells}X"),
            None => queue!(out, Clear(ClearType::UntilNewLine)),
        }
    }

    /// Whether the cells of a row from `x` on, up to a place, look right when they are written again as the pen is.
    fn has_all(&self, buffer: &Buffer, x: u16, (end, y): (u16, u16)) -> bool {
        (x..end).all(|x| buffer.cell((x, y)).is_some_and(|cell| self.has(cell)))
    }

    /// Whether a cell of plain text would look right as the pen is.
    fn has(&self, cell: &Cell) -> bool {
        is_plain(cell) && self.shows_ground(cell) && (!has_ink(cell) || self.shows_ink(cell))
    }

    fn shows_ground(&self, cell: &Cell) -> bool {
        self.ground == cell.bg && self.properties & ON_BLANKS == cell.modifier & ON_BLANKS
    }

    fn shows_ink(&self, cell: &Cell) -> bool {
        self.ink == cell.fg && self.properties == cell.modifier
    }

    /// Writes a cell where the pen is.
    pub(super) fn write(&mut self, out: &mut impl Write, cell: &Cell) -> io::Result<()> {
        if !self.has(cell) {
            self.take(out, cell)?;
        }
        queue!(out, Print(cell.symbol()))?;
        // Of more than one code point terminals know no common width.
        let single = cell.symbol().chars().count() == 1 && width(cell.symbol()) == 1;
        let follows = |(x, y): (u16, u16)| Some((x.checked_add(1)?, y));
        self.at = self.at.filter(|_| single).and_then(follows);
        Ok(())
    }

    /// Looks like a cell from now on: all that changes is said in one sequence.
    fn take(&mut self, out: &mut impl Write, cell: &Cell) -> io::Result<()> {
        let inked = has_ink(cell);
        let properties = if inked {
            cell.modifier
        } else {
            self.properties - ON_BLANKS
        };
        let mut said = Vec::new();
        let gone = self.properties - properties;
        let mut left = self.properties & properties;
        for (property, _, off) in ATTRIBUTES {
            if gone.contains(property) {
                said.push(off.sgr());
                if off == Attribute::NormalIntensity {
                    // It takes both away.
                    left -= Modifier::BOLD | Modifier::DIM;
                }
            }
        }
        for (property, on, _) in ATTRIBUTES {
            if (properties - left).contains(property) {
                said.push(on.sgr());
            }
        }
        self.properties = properties;
        if inked && self.ink != cell.fg {
            said.push(Colored::ForegroundColor(cell.fg.into_crossterm()).to_string());
            self.ink = cell.fg;
        }
        if self.ground != cell.bg {
            said.push(Colored::BackgroundColor(cell.bg.into_crossterm()).to_string());
            self.ground = cell.bg;
        }
        // Where the environment forbids colours nothing is left to say of them.
        said.retain(|parameter| !parameter.is_empty());
        if said.is_empty() {
            return Ok(());
        }
        write!(out, "\x1b[{}m", said.join(";"))
    }
}

/// Writes the cells of a row from `x` on, up to a place, once more.
fn again(out: &mut impl Write, buffer: &Buffer, x: u16, (end, y): (u16, u16)) -> io::Result<()> {
    for cell in (x..end).filter_map(|x| buffer.cell((x, y))) {
        queue!(out, Print(cell.symbol()))?;
    }
    Ok(())
}

/// Whether a cell holds one character that is one cell wide everywhere.
fn is_plain(cell: &Cell) -> bool {
    matches!(cell.symbol().as_bytes(), [b' '..=b'~'])
}

/// Whether anything but the ground of a cell is seen: not on a blank without line or reversal.
pub(super) fn has_ink(cell: &Cell) -> bool {
    cell.symbol() != " " || cell.modifier.intersects(ON_BLANKS)
}
