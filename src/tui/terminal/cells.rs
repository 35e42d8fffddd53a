//! Cells as bytes, and as few of them as show the same: what the terminal has already is not said again.
//!
//! A colour is what costs most: up to nineteen bytes, where a step over cells that stay takes four. So a frame is written one look after
//! the other, each over the whole screen, unless row by row is shorter, as it is where little changes. What becomes blank is erased and
//! not overwritten, where the terminal erases in the colour of the ground.

use std::io::{self, Write};

use crossterm::queue;
use crossterm::style::{Attribute, SetAttribute};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::pen::{GAP, Pen, has_ink};
use crate::tui::text::width;

/// Whether the terminal fills what is erased with the colour of the ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erasing {
    /// It does, as nearly all do.
    InColour,
    /// That is not sure: blanks are written.
    Never,
}

/// The shortest run of blanks that is erased, in cells: shorter ones are written like letters, so that a sentence stays one piece.
const LEAST_ERASED: u16 = GAP + 1;

/// What is written in one place: a cell, or a run of blanks from there on.
#[derive(Debug, Clone, Copy)]
struct Piece<'b> {
    at: (u16, u16),
    cell: &'b Cell,
    /// How many cells: more than one only where blanks are erased.
    cells: u16,
    /// Whether the rest of the row is blank like it.
    to_end: bool,
}

/// Writes `changes` of `buffer`, row by row from left to right, to a terminal that has no colours and properties set, and leaves it so.
/// `before` is what it shows now.
pub(super) fn write_cells<'b>(
    out: &mut impl Write,
    (before, buffer): (&Buffer, &'b Buffer),
    changes: impl IntoIterator<Item = (u16, u16, &'b Cell)>,
    erasing: Erasing,
) -> io::Result<()> {
    let changes: Vec<_> = changes
        .into_iter()
        .filter(|&(x, y, cell)| {
            !is_blank(before, (x, y)) || has_ink(cell) || ground_of(before, (x, y)) != Some(cell.bg)
        })
        .collect();
    let by_row = match erasing {
        Erasing::InColour => erased(buffer, &changes),
        Erasing::Never => changes.iter().map(single).collect(),
    };
    let by_look = look_after_look(&by_row);
    let mut shortest = in_order(buffer, &by_row)?;
    let other = in_order(buffer, &by_look)?;
    if other.len() < shortest.len() {
        shortest = other;
    }
    out.write_all(&shortest)
}

impl Piece<'_> {
    /// The place after it.
    const fn ends_at(&self) -> (u16, u16) {
        (self.at.0 + self.cells, self.at.1)
    }
}

const fn single<'b>(change: &(u16, u16, &'b Cell)) -> Piece<'b> {
    let &(x, y, cell) = change;
    Piece {
        at: (x, y),
        cell,
        cells: 1,
        to_end: false,
    }
}

/// Whether nothing but the ground is seen in a cell. The second half of a wide character is none of its own.
fn is_blank(buffer: &Buffer, (x, y): (u16, u16)) -> bool {
    let wide = |x| {
        buffer
            .cell((x, y))
            .is_some_and(|cell| width(cell.symbol()) > 1)
    };
    let left = x.checked_sub(1);
    buffer.cell((x, y)).is_some_and(|cell| !has_ink(cell)) && !left.is_some_and(wide)
}

fn ground_of(buffer: &Buffer, at: (u16, u16)) -> Option<Color> {
    buffer.cell(at).map(|cell| cell.bg)
}

/// The changes with runs of blanks put together, over blanks that stay, too.
fn erased<'b>(buffer: &'b Buffer, changes: &[(u16, u16, &'b Cell)]) -> Vec<Piece<'b>> {
    let mut pieces = Vec::new();
    let mut rest = changes.iter().peekable();
    while let Some(change) = rest.next() {
        let &(x, y, cell) = change;
        let same = |x: u16| is_blank(buffer, (x, y)) && ground_of(buffer, (x, y)) == Some(cell.bg);
        if !same(x) {
            pieces.push(single(change));
            continue;
        }
        let end = (x..buffer.area.right())
            .find(|x| !same(*x))
            .unwrap_or(buffer.area.right());
        // From where the text before it ends: there the pen is.
        let from = (0..x).rev().take_while(|x| same(*x)).last().unwrap_or(x);
        let beside = pieces
            .last()
            .is_some_and(|before: &Piece| before.ends_at() == (from, y));
        let from = if beside { from } else { x };
        // As far as the last of them that changed.
        let mut run = vec![*change];
        while let Some(next) = rest.next_if(|next| next.1 == y && next.0 < end) {
            run.push(*next);
        }
        let last = run.last().map_or(x, |last| last.0);
        let cells = last - from + 1;
        if cells < LEAST_ERASED {
            pieces.extend(run.iter().map(single));
        } else {
            pieces.push(Piece {
                at: (from, y),
                cell,
                cells,
                to_end: end == buffer.area.right(),
            });
        }
    }
    pieces
}

/// The bytes of pieces, written one after the other.
fn in_order(buffer: &Buffer, pieces: &[Piece]) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut pen = Pen::default();
    for piece in pieces {
        pen.go(&mut out, buffer, piece.at)?;
        match piece.cells {
            1 => pen.write(&mut out, piece.cell)?,
            cells => pen.erase(&mut out, piece.cell, (!piece.to_end).then_some(cells))?,
        }
    }
    queue!(out, SetAttribute(Attribute::Reset))?;
    Ok(out)
}

/// How a cell looks, as far as it is seen: its ground, and its ink and properties unless it is a blank.
type Seen = (Color, Option<(Color, Modifier)>);

/// The pieces sorted by their look, looks of one ground after the other, each in the order it had.
fn look_after_look<'b>(pieces: &[Piece<'b>]) -> Vec<Piece<'b>> {
    let mut looks: Vec<(Piece, Seen)> = pieces
        .iter()
        .map(|piece| (*piece, seen(piece.cell)))
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
    // Colours cost most: looks of one ground stand together, and among them those of one ink.
    let ink = |look: &Seen| look.1.map(|(ink, _)| ink);
    looks.sort_by_cached_key(|(_, look)| {
        let ground = order.iter().position(|own| own.0 == look.0);
        let same_ink = order
            .iter()
            .position(|own| own.0 == look.0 && ink(own) == ink(look));
        (ground, same_ink, order.iter().position(|own| own == look))
    });
    looks.into_iter().map(|(piece, _)| piece).collect()
}

/// Gives blanks the ink of the piece before them, where that stands beside them on the same ground.
fn lend_ink<'l, 'b: 'l>(looks: impl Iterator<Item = &'l mut (Piece<'b>, Seen)>) {
    let mut before: Option<(Piece, Seen)> = None;
    for own in looks {
        if let ((piece, (ground, ink @ None)), Some((other, lends))) = (&mut *own, before)
            && *ground == lends.0
            && (piece.ends_at() == other.at || other.ends_at() == piece.at)
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
