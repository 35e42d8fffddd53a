//! Formulas: the small typed language in which catalogs say computed attributes, conditions and costs.
//!
//! A formula is checked once, against the names and types of its catalog, and then evaluated over whole columns. Its syntax is a
//! subset of the Common Expression Language; figures carry units, and *unknown* is a value that every operation hands on, except:
//! `false && unknown` is false, `true || unknown` is true, `?:` looks only at the branch that its condition chooses, and `known(x)`
//! is always yes or no. What has no finite result (a division by zero, an overflow) is unknown. Evaluation never fails.
//!
//! ```text
//! 15000, 7.5e-2, 'awd', true, price, stay.min      figures, texts, yes or no, names
//! + - * /   -x   !x   == != < <= > >=   && ||      operators; the same unit on both sides of + - and comparisons
//! c ? a : b   x in ['a', 'b']   'a' in wanted       choosing, membership
//! min(a, b, ...) max(a, b, ...) abs(x) round(x) floor(x) ceil(x) pow(x, n) known(x)
//! unit(12, 'month/year')                            a plain number gets a unit
//! payment(principal, rate, periods)                 equal payments of a loan; the rate is per period, 0.01 for 1 %
//! balance(principal, rate, periods, paid)           what is owed after so many of them
//! apr(advance, per_year, payment, payments, ...)    yearly rate, 0.06 for 6 %, of what is handed over against runs of payments
//! ```
//!
//! A figure written in the formula takes the unit of what it is added to or compared with.

mod align;
mod annual_rate;
mod ast;
mod calls;
mod check;
mod cursor;
mod error;
mod eval;
mod functions;
mod lex;
mod syntax;
mod tree;
mod unit;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

pub use error::{FormulaError, FormulaProblem};
pub use unit::{Unit, UnitError};

use crate::domain::{Cell, Column, Id, SafeText};
use eval::{Rows, Setting};
use tree::Term;

/// What kind of value a name or a formula has.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// A finite figure in this unit.
    Number(Unit),
    /// Yes or no.
    YesNo,
    /// One of these options.
    Choice(Arc<[Id]>),
    /// Any number of these options. Only answers are sets; no formula results in one.
    Set(Arc<[Id]>),
    /// Free text.
    Text,
    /// A calendar date.
    Date,
}

/// Where the value of a name is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In this column of the [`Table`].
    Column(usize),
    /// At this position of the inputs.
    Input(usize),
}

/// The names a formula may use.
pub trait Scope {
    /// Where the value of `name` is and what type it has; `None` when there is no such name.
    fn find(&self, name: &str) -> Option<(Place, Type)>;
    /// All names, for suggestions.
    fn names(&self) -> Vec<String>;
}

/// One answer, the same for all offerings. One of another kind than its name's type counts as unknown.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// Not told.
    Unknown,
    /// A figure in the unit of its name.
    Number(f64),
    /// Yes or no.
    YesNo(bool),
    /// A position in the options.
    Choice(u16),
    /// Positions in the options.
    Set(Vec<u16>),
    /// Free text.
    Text(SafeText),
    /// A calendar date.
    Date(Date),
}

/// The facts of all offerings. A column that is absent, too short or of another kind than its name's type counts as unknown there.
pub trait Table {
    /// How many offerings.
    fn rows(&self) -> usize;
    /// The column at `index`.
    fn column(&self, index: usize) -> Option<&Column>;
}

/// A checked formula; cheap to clone.
#[derive(Debug, Clone)]
pub struct Formula {
    source: Arc<str>,
    ty: Type,
    term: Arc<Term>,
    reads: BTreeSet<Place>,
}

/// Checks `source` against the names of `scope`.
///
/// # Errors
/// [`FormulaError`] with the place of the first thing that is wrong: the source is over 4096 bytes, nested over 64 deep or no
/// formula, a name, function or option does not exist, or kinds or units do not go together.
pub fn compile(source: &str, scope: &dyn Scope) -> Result<Formula, FormulaError> {
    let parsed = syntax::parse(source)?;
    let checked = check::check(&parsed, scope)?;
    Ok(Formula {
        source: Arc::from(source),
        ty: checked.ty,
        term: Arc::new(checked.term),
        reads: checked.reads,
    })
}

impl Formula {
    /// The type of every result; never a set.
    #[must_use]
    pub const fn ty(&self) -> &Type {
        &self.ty
    }

    /// As written.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The columns it may read, in ascending order, each once.
    #[must_use]
    pub fn reads_columns(&self) -> Vec<usize> {
        let column = |place: &Place| match place {
            Place::Column(index) => Some(*index),
            Place::Input(_) => None,
        };
        self.reads.iter().filter_map(column).collect()
    }

    /// The inputs it may read, in ascending order, each once.
    #[must_use]
    pub fn reads_inputs(&self) -> Vec<usize> {
        let input = |place: &Place| match place {
            Place::Input(index) => Some(*index),
            Place::Column(_) => None,
        };
        self.reads.iter().filter_map(input).collect()
    }

    /// The results of all rows of `table`, as a column of the kind of [`Formula::ty`].
    #[must_use]
    pub fn column(&self, table: &dyn Table, inputs: &[Input]) -> Column {
        let rows = table.rows();
        let on = Setting {
            table: Some(table),
            inputs,
            rows: Rows::All(rows),
        };
        self.term.column(&on, rows)
    }

    /// The result of one row: the same cell as in [`Formula::column`]; `None` when it is unknown or there is no such row.
    #[must_use]
    pub fn row(&self, table: &dyn Table, inputs: &[Input], row: usize) -> Option<Cell> {
        let on = Setting {
            table: Some(table),
            inputs,
            rows: Rows::One(row),
        };
        (row < table.rows()).then(|| self.term.cell(&on)).flatten()
    }

    /// The result where there are only answers; every column it reads counts as unknown.
    #[must_use]
    pub fn alone(&self, inputs: &[Input]) -> Option<Cell> {
        self.term.cell(&Setting {
            table: None,
            inputs,
            rows: Rows::One(0),
        })
    }
}
