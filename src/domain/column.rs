//! One attribute over all offerings, as a column.

use jiff::civil::Date;

use super::{Numbers, SafeText};

/// A column of cells of one kind; `None` is a missing fact, never zero and never best.
#[derive(Debug, Clone, PartialEq)]
pub enum Column {
    /// Finite figures in the attribute's unit.
    Number(Numbers),
    /// Yes or no.
    YesNo(Vec<Option<bool>>),
    /// Positions in the attribute's list of options.
    Choice(Vec<Option<u16>>),
    /// Free text.
    Text(Vec<Option<SafeText>>),
    /// Calendar dates.
    Date(Vec<Option<Date>>),
}

/// One present cell of a [`Column`].
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// A finite figure.
    Number(f64),
    /// Yes or no.
    YesNo(bool),
    /// A position in the list of options.
    Choice(u16),
    /// Free text.
    Text(SafeText),
    /// A calendar date.
    Date(Date),
}

impl Column {
    /// How many cells.
    #[must_use]
    pub const fn len(&self) -> usize {
        match self {
            Self::Number(cells) => cells.len(),
            Self::YesNo(cells) => cells.len(),
            Self::Choice(cells) => cells.len(),
            Self::Text(cells) => cells.len(),
            Self::Date(cells) => cells.len(),
        }
    }

    /// Whether there is no cell.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cell in `row`; `None` when the fact is missing or there is no such row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<Cell> {
        match self {
            Self::Number(cells) => cells.get(row).copied().map(Cell::Number),
            Self::YesNo(cells) => cells.get(row).copied().flatten().map(Cell::YesNo),
            Self::Choice(cells) => cells.get(row).copied().flatten().map(Cell::Choice),
            Self::Text(cells) => cells.get(row).cloned().flatten().map(Cell::Text),
            Self::Date(cells) => cells.get(row).copied().flatten().map(Cell::Date),
        }
    }

    /// How many facts are missing.
    #[must_use]
    pub fn missing(&self) -> usize {
        match self {
            Self::Number(cells) => cells.missing().len(),
            _ => (0..self.len())
                .filter(|&row| self.get(row).is_none())
                .count(),
        }
    }

    /// The same facts in another order: cell `n` of the result is cell `rows[n]` of this column.
    #[must_use]
    pub fn permuted(&self, rows: &[usize]) -> Self {
        fn pick<T: Clone>(cells: &[Option<T>], rows: &[usize]) -> Vec<Option<T>> {
            rows.iter()
                .map(|&row| cells.get(row).cloned().flatten())
                .collect()
        }
        match self {
            Self::Number(cells) => {
                Self::Number(rows.iter().map(|&row| cells.get(row).copied()).collect())
            }
            Self::YesNo(cells) => Self::YesNo(pick(cells, rows)),
            Self::Choice(cells) => Self::Choice(pick(cells, rows)),
            Self::Text(cells) => Self::Text(pick(cells, rows)),
            Self::Date(cells) => Self::Date(pick(cells, rows)),
        }
    }
}
