//! Cells as bytes, and as few of them as show the same: what the terminal has already is not said again.
//!
//! A colour is what costs most: up to nineteen bytes, where a step over cells that stay takes four. So a frame is written one look after
//! the other, each over the whole screen, unless row by row is shorter, as it is where little changes. Ink and ground are said apart, a
//! blank takes whatever ink there is, and over a short gap the cells that are there are written once more.

use std::io::{self, Write};

use crossterm::cursor::{MoveRight, MoveTo};
use crossterm::queue;
use crossterm::style::{Attribute, Colored, Print, SetAttribute};
use ratatui::backend::IntoCrossterm;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::tui::text::width;

/// The longest gap that is written once more, in cells: a step takes four bytes.
const GAP: u16 = 4;
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

/// A cell that changed, and where it stands.
type Change<'b> = (u16, u16, &'b Cell);

/// Writes `changes` of `buffer`, row by row from left to right, to a terminal that has no colours and properties set, and leaves it so.
pub(super) fn write_cells<'b>(
    out: &mut impl Write,
    buffer: &'b Buffer,
    changes: impl IntoIterator<Item = Change<'b>>,
) -> io::Result<()> {
    let by_row: Vec<Change> = changes.into_iter().collect();
    let by_look = look_after_look(&by_row);
    let mut shortest = in_order(buffer, &by_row)?;
    let other = in_order(buffer, &by_look)?;
    if other.len() < shortest.len() {
        shortest = other;
    }
    out.write_all(&shortest)
}

/// The bytes of changes, written one after the other.
fn in_order(buffer: &Buffer, changes: &[Change]) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut pen = Pen::default();
    for (x, y, cell) in changes {
        pen.go(&mut out, buffer, (*x, *y))?;
        pen.write(&mut out, cell)?;
    }
    queue!(out, SetAttribute(Attribute::Reset))?;
    Ok(out)
}

/// How a cell looks, as far as it is seen: its ground, and its ink and properties unless it is a blank.
type Seen = (Color, Option<(Color, Modifier)>);

/// The changes sorted by their look, looks of one ground after the other, each in the order it had.
fn look_after_look<'b>(changes: &[Change<'b>]) -> Vec<Change<'b>> {
    let mut looks: Vec<(Change, Seen)> = changes
        .iter()
        .map(|change| (*change, seen(change.2)))
        .collect();
    // A blank goes with what stands before it, else with what follows, so that a sentence stays one piece.
    lend_ink(looks.iter_mut());
    lend_ink(looks.iter_mut().rev());
    let mut order: Vec<Seen> = Vec::new();
    for (_, look) in &looks {
        if !order.contains(look) {
            order.push(*look);
        }
    }
    looks.sort_by_cached_key(|(_, look)| {
        let ground = order.iter().position(|own| own.0 == look.0);
        (ground, order.iter().position(|own| own == look))
    });
    looks.into_iter().map(|(change, _)| change).collect()
}

/// Gives blanks the ink of the cell before them, where that stands beside them on the same ground.
fn lend_ink<'l, 'b: 'l>(looks: impl Iterator<Item = &'l mut (Change<'b>, Seen)>) {
    let mut before: Option<(Change, Seen)> = None;
    for own in looks {
        if let (((x, y, _), (ground, ink @ None)), Some(((other, row, _), lends))) =
            (&mut *own, before)
            && (*y, *ground) == (row, lends.0)
            && x.abs_diff(other) == 1
        {
            *ink = lends.1;
        }
        before = Some(*own);
    }
}

/// What is seen of a cell. Properties that show on a blank make it more than its ground.
fn seen(cell: &Cell) -> Seen {
    (cell.bg, has_ink(cell).then_some((cell.fg, cell.modifier)))
}

/// Where the next character goes, and how it looks.
#[derive(Default)]
struct Pen {
    /// `None` where that is not sure, because terminals differ in how wide a character is.
    at: Option<(u16, u16)>,
    ink: Color,
    ground: Color,
    properties: Modifier,
}

impl Pen {
    /// Goes to a cell.
    fn go(&mut self, out: &mut impl Write, buffer: &Buffer, to: (u16, u16)) -> io::Result<()> {
        if self.at == Some(to) {
            return Ok(());
        }
        if let Some((x, y)) = self.at
            && y == to.1
            && (1..=GAP).contains(&to.0.saturating_sub(x))
            && (x..to.0).all(|x| buffer.cell((x, y)).is_some_and(|cell| self.has(cell)))
        {
            for cell in (x..to.0).filter_map(|x| buffer.cell((x, y))) {
                queue!(out, Print(cell.symbol()))?;
            }
        } else {
            match self.at {
                Some((x, y)) if y == to.1 && x < to.0 => queue!(out, MoveRight(to.0 - x))?,
                _ => queue!(out, MoveTo(to.0, to.1))?,
            }
        }
        self.at = Some(to);
        Ok(())
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
    fn write(&mut self, out: &mut impl Write, cell: &Cell) -> io::Result<()> {
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

/// Whether a cell holds one character that is one cell wide everywhere.
fn is_plain(cell: &Cell) -> bool {
    matches!(cell.symbol().as_bytes(), [b' '..=b'~'])
}

/// Whether anything but the ground of a cell is seen: not on a blank without line or reversal.
fn has_ink(cell: &Cell) -> bool {
    cell.symbol() != " " || cell.modifier.intersects(ON_BLANKS)
}
