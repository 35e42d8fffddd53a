//! Tables as strips: where the cells of each row stand.

use std::rc::Rc;

use super::book::{Grid, Words};
use super::columns::{Column, columns, texts};
use super::lines::{self, Bit, wrap};
use super::shape::{HAIRLINE, Look, across, run};
use super::sheet::{Rule, Strip, Unit};

/// Rows with more lines than this may be parted between two of them.
const WHOLE: usize = 12;
/// Tables up to this many rows stay together.
const TOGETHER: usize = 6;

/// The strips of a table: one for each row.
pub(super) fn strips(grid: &Grid, look: Look, width: Unit) -> Vec<Strip> {
    let columns = columns(grid, look, width);
    let mut head = row(&grid.heads, &columns, look, false);
    for (number, strip) in head.iter_mut().enumerate() {
        strip.keep = true;
        strip.before = if number == 0 { strip.before } else { 0 };
    }
    let repeated = match head.as_slice() {
        [one] => Some(Rc::new(one.clone())),
        _ => None,
    };
    let rows = grid.rows.iter().flat_map(|cells| {
        let mut strips = row(cells, &columns, look, true);
        for strip in &mut strips {
            strip.head.clone_from(&repeated);
        }
        strips
    });
    let mut strips: Vec<Strip> = head.clone();
    strips.extend(rows);
    // No last row stands alone on the next sheet.
    let before_last = strips.len().saturating_sub(1);
    let together = if grid.rows.len() <= TOGETHER {
        before_last
    } else {
        1
    };
    for strip in strips.iter_mut().take(before_last).rev().take(together) {
        strip.keep = true;
    }
    strips
}

/// A row: one strip, or one for each line where it is very high.
fn row(cells: &[Words], columns: &[Column], look: Look, faint: bool) -> Vec<Strip> {
    let lines: Vec<Vec<Vec<Bit>>> = cells
        .iter()
        .zip(columns)
        .map(|(cell, column)| wrap(&texts(cell, look), column.right - column.left))
        .collect();
    let count = lines.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let whole = count <= WHOLE;
    let (line, baseline, pad) = (
        look.line(look.size),
        look.baseline(look.size),
        look.gap_part(130),
    );
    let mut strips = Vec::new();
    let mut strip = Strip {
        height: pad,
        ..Strip::default()
    };
    // A whole row is read cell by cell, a parted one line by line.
    let order: Vec<(usize, usize)> = if whole {
        let cells = 0..lines.len();
        cells
            .flat_map(|cell| (0..count).map(move |number| (cell, number)))
            .collect()
    } else {
        let numbers = 0..count;
        numbers
            .flat_map(|number| (0..lines.len()).map(move |cell| (cell, number)))
            .collect()
    };
    let mut at = 0;
    for (cell, number) in order {
        if !whole && number > at {
            at = number;
            strip.height += line;
            strips.push(std::mem::take(&mut strip));
        }
        let place = lines.get(cell).zip(columns.get(cell)).zip(cells.get(cell));
        let Some(((own, column), words)) = place else {
            continue;
        };
        let bits = own.get(number).cloned().unwrap_or_default();
        let shift = if column.figures {
            column.right - lines::width(&bits)
        } else {
            column.left
        };
        let top = if whole {
            Unit::try_from(number).unwrap_or_default() * line + pad
        } else {
            strip.height
        };
        strip.runs.extend(bits.into_iter().map(|bit| {
            let bit = Bit {
                x: bit.x + shift,
                ..bit
            };
            let room = (column.left, column.right);
            run(bit, top + baseline, room, Some(words.element))
        }));
    }
    let rest = if whole { count } else { 1 };
    strip.height += Unit::try_from(rest).unwrap_or_default() * line + pad;
    let right = columns.last().map_or(0, |column| column.right);
    strip.rules.push(Rule {
        faint,
        ..across(0, right, strip.height, HAIRLINE)
    });
    strips.push(strip);
    strips
}
