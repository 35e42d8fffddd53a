//! Side by side: the same rows for all, those that differ first, in the customer's order.

use std::cmp::Reverse;

use crate::catalog::{Attribute, Better, Kind, Origin};
use crate::domain::{Cell, Importance, SafeText};
use crate::interview::{Origin as WishOrigin, WishLine};
use crate::ranking::ONE;

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
    /// How much it matters to this customer; `None` when nobody spoke of it.
    pub level: Option<SafeText>,
    /// The criterion that judges it, where that counts for anything in the order.
    pub criterion: Option<usize>,
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
    /// Whether there are must-haves on this column and it is known to meet all of them.
    pub meets: bool,
    /// How well a figure serves this customer: the very value with which the order counts it, 0..=10,000. `None` where no criterion judges
    /// the row, or where there is no figure to judge.
    pub worth: Option<u16>,
}

impl CompareCell {
    /// How well it serves, in tenths, halves up.
    #[must_use]
    pub fn tenths(&self) -> Option<usize> {
        let tenth = ONE / 10;
        self.worth
            .map(|worth| usize::from((worth + tenth / 2) / tenth))
    }
}

impl Comparison {
    /// How many rows there are in all.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.differing.len() + self.same.len()
    }

    /// The rows on screen: those that differ, and where `all` are asked for those in which all are the same.
    pub fn shown(&self, all: bool) -> impl Iterator<Item = &CompareRow> {
        self.differing
            .iter()
            .chain(self.same.iter().filter(move |_| all))
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
                let row = self.row(column, attribute, level, offerings);
                (Reverse(weight), column, row)
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
        let counted = self.criterion_of(column);
        let criterion = counted.filter(|(_, wish)| wish.points > 0).map(|(n, _)| n);
        let cells = cells
            .into_iter()
            .zip(offerings)
            .map(|(cell, &offering)| {
                let (misses, meets) = self.musts_on(column, offering);
                CompareCell {
                    best: best.is_some() && cell == best,
                    missing: cell.is_none() && !attribute.may_not_apply,
                    misses,
                    meets: meets && cell.is_some(),
                    worth: criterion.and_then(|n| self.worth(n, cell.as_ref()?, offering)),
                    words: self.catalog.figure(attribute, cell).words,
                }
            })
            .collect();
        CompareRow {
            column,
            label: attribute.label.clone(),
            level,
            criterion,
            cells,
        }
    }

    /// What criterion `n` makes of the figure that `offering` has.
    fn worth(&self, n: usize, shown: &Cell, offering: usize) -> Option<u16> {
        let Cell::Number(_) = shown else { return None };
        let criterion = self.catalog.blind().criteria().get(n)?;
        let read = self.cell(criterion.column, offering)?;
        // While its ideal is open a scale judges no figure: the order counts something assumed, which says nothing about this one.
        criterion.scale.value(&read, &self.case.needs.inputs)?;
        self.advice.values.get(n)?.get(offering).copied()
    }

    /// Whether `offering` misses one of the must-haves on `column`, and whether it leaves none of them missed or open.
    fn musts_on(&self, column: usize, offering: usize) -> (bool, bool) {
        let musts = self.case.musts.iter().zip(0..u64::BITS);
        let here = musts
            .filter(|(must, _)| must.column == column)
            .fold(0_u64, |mask, (_, n)| mask | 1 << n);
        let mut ranked = self.advice.ranked.iter();
        let mut excluded = self.advice.excluded.iter();
        if let Some(ranked) = ranked.find(|ranked| ranked.offering == offering) {
            (false, here != 0 && ranked.open & here == 0)
        } else if let Some(missed) = excluded.find(|missed| missed.offering == offering) {
            let misses = missed.violated & here != 0;
            (misses, here != 0 && !misses)
        } else {
            (false, false)
        }
    }

    /// The criterion that weighs most of those that read or show a column.
    fn criterion_of(&self, column: usize) -> Option<(usize, &WishLine)> {
        self.case
            .wishes
            .iter()
            .zip(&self.catalog.criteria)
            .enumerate()
            .filter(|(_, (_, criterion))| {
                criterion.attribute == column || criterion.shown == column
            })
            .map(|(n, (wish, _))| (n, wish))
            .max_by_key(|(_, wish)| wish.points)
    }

    /// How much a column matters: a must-have above all, else the points of the criteria that read it.
    fn weight_of(&self, column: usize) -> (u16, Option<SafeText>) {
        if self.case.musts.iter().any(|must| must.column == column) {
            return (u16::MAX, Some(level_words(Importance::Must).into()));
        }
        self.criterion_of(column).map_or((0, None), |(_, wish)| {
            let level = match wish.origin {
                WishOrigin::Level(_, level) => Some(level_words(level).into()),
                WishOrigin::Place(_, place) => Some(super::needs::ordinal(place).into()),
                WishOrigin::Unasked => None,
            };
            (wish.points, level)
        })
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
