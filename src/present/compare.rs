//! Side by side: the same rows for all, those that differ first, in the customer's order.

use std::cmp::Reverse;

use crate::catalog::{Attribute, Better, Kind, Origin};
use crate::domain::{Cell, Importance, SafeText};
use crate::interview::Origin as WishOrigin;

use super::answers::level_words;
use super::view::View;

/// A table of two to four offerings.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The offerings, left to right.
    pub offerings: Vec<usize>,
    /// Rows that differ, in the customer's order: musts, then wishes by weight, then the rest.
    pub differing: Vec<CompareRow>,
    /// Rows in which all are the same, in the same order.
    pub same: Vec<CompareRow>,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct CompareRow {
    /// The column of the catalog.
    pub column: usize,
    /// Heading.
    pub label: SafeText,
    /// How much it matters to this customer; `None` when nothing said depends on it.
    pub level: Option<SafeText>,
    /// One cell for each offering.
    pub cells: Vec<CompareCell>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub struct CompareCell {
    /// In words, with unit.
    pub words: SafeText,
    /// Whether it is the best of the row; equals are best together, and nothing is where all are equal.
    pub best: bool,
    /// Whether nobody says.
    pub missing: bool,
    /// Whether it misses a must-have on this column.
    pub misses: bool,
}

impl Comparison {
    /// How many rows there are in all.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.differing.len() + self.same.len()
    }
}

impl View<'_> {
    /// Compares `offerings` on every column that is meant to be shown.
    #[must_use]
    pub fn compare(&self, offerings: &[usize]) -> Comparison {
        let mut rows: Vec<(Reverse<u16>, usize, CompareRow)> = self
            .catalog
            .attributes
            .iter()
            .enumerate()
            .filter(|(_, attribute)| !attribute.hidden && attribute.origin != Origin::Sellers)
            .map(|(column, attribute)| {
                let (weight, level) = self.weight_of(column);
                (
                    Reverse(weight),
                    column,
                    self.row(column, attribute, level, offerings),
                )
            })
            .collect();
        rows.sort_by_key(|(weight, column, _)| (*weight, *column));
        let (differing, same) = rows
            .into_iter()
            .map(|(_, _, row)| row)
            .partition(CompareRow::differs);
        Comparison {
            offerings: offerings.to_vec(),
            differing,
            same,
        }
    }

    fn row(
        &self,
        column: usize,
        attribute: &Attribute,
        level: Option<SafeText>,
        offerings: &[usize],
    ) -> CompareRow {
        let cells: Vec<Option<Cell>> = offerings
            .iter()
            .map(|&offering| self.cell(column, offering))
            .collect();
        let best = best(&cells, attribute);
        let cells = cells
            .into_iter()
            .zip(offerings)
            .map(|(cell, &offering)| CompareCell {
                best: best.is_some() && cell == best,
                missing: cell.is_none() && !attribute.may_not_apply,
                misses: self.misses(column, offering),
                words: self.catalog.figure(attribute, cell).words,
            })
            .collect();
        CompareRow {
            column,
            label: attribute.label.clone(),
            level,
            cells,
        }
    }

    /// Whether `offering` misses a must-have on `column`.
    fn misses(&self, column: usize, offering: usize) -> bool {
        let excluded = self
            .advice
            .excluded
            .iter()
            .find(|excluded| excluded.offering == offering);
        excluded.is_some_and(|excluded| {
            self.case
                .musts
                .iter()
                .enumerate()
                .any(|(n, must)| must.column == column && excluded.violated >> n & 1 == 1)
        })
    }

    /// How much a column matters: a must-have above all, else the points of the criteria that read it.
    fn weight_of(&self, column: usize) -> (u16, Option<SafeText>) {
        if self.case.musts.iter().any(|must| must.column == column) {
            return (u16::MAX, Some(level_words(Importance::Must).into()));
        }
        self.case
            .wishes
            .iter()
            .zip(&self.catalog.criteria)
            .filter(|(_, criterion)| criterion.attribute == column || criterion.shown == column)
            .map(|(wish, _)| {
                let level = match wish.origin {
                    WishOrigin::Level(_, level) => Some(level_words(level).into()),
                    WishOrigin::Place(_, place) => Some(super::needs::ordinal(place).into()),
                    WishOrigin::Unasked => None,
                };
                (wish.points, level)
            })
            .max_by_key(|(points, _)| *points)
            .unwrap_or((0, None))
    }
}

impl CompareRow {
    fn differs(&self) -> bool {
        self.cells
            .windows(2)
            .any(|pair| matches!(pair, [a, b] if a.words != b.words))
    }
}

/// The best cell of a row, where one way is better and not all are equal.
fn best(cells: &[Option<Cell>], attribute: &Attribute) -> Option<Cell> {
    let worth = |cell: &Cell| match (cell, &attribute.kind) {
        (Cell::Number(figure), Kind::Number | Kind::Money) => Some(*figure),
        (Cell::YesNo(is), Kind::YesNo) => Some(f64::from(u8::from(*is))),
        _ => None,
    };
    let worths: Vec<(f64, &Cell)> = cells
        .iter()
        .flatten()
        .filter_map(|cell| Some((worth(cell)?, cell)))
        .collect();
    let (least, most) = (
        worths.iter().min_by(|a, b| a.0.total_cmp(&b.0))?,
        worths.iter().max_by(|a, b| a.0.total_cmp(&b.0))?,
    );
    let differ = least.0 < most.0;
    match attribute.better {
        Better::Higher if differ => Some(most.1.clone()),
        Better::Lower if differ => Some(least.1.clone()),
        _ => None,
    }
}
