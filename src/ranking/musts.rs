//! Which must-haves each offering misses, and on which nobody can say.

use crate::domain::{Cell, Column};
use crate::formula::Table as _;

use super::blind::{BlindCatalog, Empty};
use super::figures::Figures;
use super::needs::{MAX_MUSTS, Must, Needs, Test};

/// For each offering two masks with one bit per must-have, in the order of [`Needs::musts`].
pub(super) struct Masks {
    /// Must-haves that are missed.
    pub violated: Vec<u64>,
    /// Must-haves that a missing fact leaves open.
    pub open: Vec<u64>,
}

pub(super) fn masks(blind: &BlindCatalog, figures: &Figures<'_>, needs: &Needs) -> Masks {
    let rows = blind.rows();
    let mut masks = Masks {
        violated: vec![0; rows],
        open: vec![0; rows],
    };
    for (number, must) in needs.musts.iter().take(MAX_MUSTS).enumerate() {
        let bit = 1_u64 << number;
        let empty = blind.empty_means(must.column);
        let column = figures.column(must.column);
        let mut note = |row: usize, verdict: Option<bool>| {
            let mask = match verdict {
                Some(true) => return,
                None if empty == Empty::Unknown => masks.open.get_mut(row),
                _ => masks.violated.get_mut(row),
            };
            if let Some(mask) = mask {
                *mask |= bit;
            }
        };
        // Limits on figures are what most customers set: no cell is taken out of its column for them.
        match (&must.test, column) {
            (Test::AtLeast(limit), Some(Column::Number(cells))) if cells.len() == rows => {
                for (row, cell) in cells.iter().enumerate() {
                    note(row, cell.map(|figure| figure >= *limit));
                }
            }
            (Test::AtMost(limit), Some(Column::Number(cells))) if cells.len() == rows => {
                for (row, cell) in cells.iter().enumerate() {
                    note(row, cell.map(|figure| figure <= *limit));
                }
            }
            _ => {
                for row in 0..rows {
                    note(row, column.and_then(|column| verdict(must, column, row)));
                }
            }
        }
    }
    masks
}

/// Whether the cell in `row` meets the must-have; `None` when nobody can say.
pub(super) fn verdict(must: &Must, column: &Column, row: usize) -> Option<bool> {
    match (&must.test, column.get(row)?) {
        (Test::AtLeast(limit), Cell::Number(figure)) => Some(figure >= *limit),
        (Test::AtMost(limit), Cell::Number(figure)) => Some(figure <= *limit),
        (Test::OneOf(options), Cell::Choice(option)) => Some(options.contains(&option)),
        (Test::Is(wanted), Cell::YesNo(is)) => Some(is == *wanted),
        _ => None,
    }
}
