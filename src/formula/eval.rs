//! Reading facts and answers, and evaluating over all rows at once.
//!
//! One evaluator serves whole columns, single rows and formulas over answers alone: in a single row every column is one cell, and a
//! value that is the same in all rows is computed once. Nothing here can disagree with itself, fail or run without end.

use std::fmt::Debug;

use jiff::civil::Date;

use super::tree::{Logic, Made, Recode, Tree};
use super::{Input, Place, Table};
use crate::domain::{Cell, Column, Numbers, SafeText};

/// Where values are read from.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    pub table: Option<&'a dyn Table>,
    pub inputs: &'a [Input],
    pub rows: Rows,
}

/// Which rows are evaluated.
#[derive(Clone, Copy)]
pub enum Rows {
    /// So many, from the first.
    All(usize),
    /// Only this one.
    One(usize),
}

/// The results of one part of a formula.
pub enum Run<'a, T> {
    /// The same in every row.
    Same(Option<T>),
    /// One for each row.
    Each(Vec<Option<T>>),
    /// Those of a column of this kind.
    Held(&'a Column),
}

impl<T: Fact> Run<'_, T> {
    /// The result in `row`.
    pub fn at(&self, row: usize) -> Option<&T> {
        match self {
            Self::Same(result) => result.as_ref(),
            Self::Each(results) => results.get(row).and_then(Option::as_ref),
            Self::Held(column) => T::held(column, row).filter(|value| value.is_sound()),
        }
    }

    pub const fn is_same(&self) -> bool {
        matches!(self, Self::Same(_))
    }

    /// One result per row.
    pub fn spread(self, rows: usize) -> Vec<Option<T>> {
        match self {
            Self::Same(result) => vec![result; rows],
            Self::Each(results) => results,
            held @ Self::Held(_) => (0..rows).map(|row| held.at(row).cloned()).collect(),
        }
    }
}

impl<'a> Setting<'a> {
    /// Computes every row, or one result for all of them if nothing differs between rows.
    pub fn compute<T: Fact>(&self, same: bool, result: impl Fn(usize) -> Option<T>) -> Run<'a, T> {
        match self.rows {
            Rows::All(rows) if !same => Run::Each((0..rows).map(result).collect()),
            _ => Run::Same(result(0)),
        }
    }

    fn column<T: Fact>(&self, index: usize) -> Run<'a, T> {
        let column = self.table.and_then(|table| table.column(index));
        match (column.filter(|column| T::is_kind(column)), self.rows) {
            (None, _) => Run::Same(None),
            (Some(column), Rows::All(_)) => Run::Held(column),
            (Some(column), Rows::One(row)) => Run::Same(Run::Held(column).at(row).cloned()),
        }
    }

    /// The set at `place`: always an answer, for there are no columns of sets.
    pub fn set(&self, place: Place) -> Option<&'a [u16]> {
        match place {
            Place::Column(_) => None,
            Place::Input(index) => match self.inputs.get(index)? {
                Input::Set(positions) => Some(positions),
                _ => None,
            },
        }
    }
}

/// A kind of value that columns and answers hold.
pub trait Fact: Clone + Debug + PartialOrd + 'static {
    /// What computes such values, besides reading them and choosing between them.
    type Made: Made<Self>;
    /// Whether a column is of this kind.
    fn is_kind(column: &Column) -> bool;
    /// The cell of such a column in `row`.
    fn held(column: &Column, row: usize) -> Option<&Self>;
    /// An answer of this kind.
    fn answer(input: &Input) -> Option<Self>;
    /// Results as a column.
    fn gather(results: Vec<Option<Self>>) -> Column;
    /// A result as a cell.
    fn cell(self) -> Cell;
    /// Whether it may be computed with.
    fn is_sound(&self) -> bool {
        true
    }
}

impl<T: Fact> Tree<T> {
    pub fn run<'a>(&'a self, on: &Setting<'a>) -> Run<'a, T> {
        match self {
            Self::Always(value) => Run::Same(Some(value.clone())),
            Self::Read(Place::Column(index)) => on.column(*index),
            Self::Read(Place::Input(index)) => {
                let answer = on.inputs.get(*index).and_then(T::answer);
                Run::Same(answer.filter(T::is_sound))
            }
            Self::If(parts) => {
                let (condition, yes, no) = parts.as_ref();
                match condition.run(on) {
                    Run::Same(Some(true)) => yes.run(on),
                    Run::Same(Some(false)) => no.run(on),
                    Run::Same(None) => Run::Same(None),
                    condition @ (Run::Each(_) | Run::Held(_)) => {
                        let (yes, no) = (yes.run(on), no.run(on));
                        on.compute(false, |row| {
                            let chosen = if *condition.at(row)? { &yes } else { &no };
                            chosen.at(row).cloned()
                        })
                    }
                }
            }
            Self::Made(made) => made.run(on),
        }
    }
}

macro_rules! fact {
    ($value:ty, $kind:ident, $made:ty, $cell:expr, $sound:expr) => {
        impl Fact for $value {
            type Made = $made;
            fn is_kind(column: &Column) -> bool {
                matches!(column, Column::$kind(_))
            }
            fn held(column: &Column, row: usize) -> Option<&Self> {
                match column {
                    Column::$kind(cells) => $cell(cells, row),
                    _ => None,
                }
            }
            fn answer(input: &Input) -> Option<Self> {
                match input {
                    Input::$kind(value) => Some(value.clone()),
                    _ => None,
                }
            }
            fn gather(results: Vec<Option<Self>>) -> Column {
                Column::$kind(results.into())
            }
            fn cell(self) -> Cell {
                Cell::$kind(self)
            }
            fn is_sound(&self) -> bool {
                let sound: fn(&Self) -> bool = $sound;
                sound(self)
            }
        }
    };
}

fn cell<T>(cells: &[Option<T>], row: usize) -> Option<&T> {
    cells.get(row)?.as_ref()
}

fact!(f64, Number, super::tree::Arithmetic, Numbers::get, |x| x
    .is_finite());
fact!(bool, YesNo, Logic, cell, |_| true);
fact!(u16, Choice, Recode, cell, |_| true);
fact!(SafeText, Text, std::convert::Infallible, cell, |_| true);
fact!(Date, Date, std::convert::Infallible, cell, |_| true);
