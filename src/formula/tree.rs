//! A checked formula: one tree per kind of value, so that no evaluation can meet a value of the wrong kind.

use std::convert::Infallible;
use std::fmt::Debug;

use jiff::civil::Date;

use super::Place;
use super::annual_rate::annual_rate;
use super::eval::{Fact, Run, Setting};
use super::functions::{Cmp, One, Two, balance, payment};
use crate::domain::{Cell, Column, SafeText};

/// A part of a formula whose values are `T`.
#[derive(Debug, Clone)]
pub enum Tree<T: Fact> {
    /// Written in the formula.
    Always(T),
    /// A fact or an answer.
    Read(Place),
    /// `?:`; unknown where the condition is unknown.
    If(Box<(Tree<bool>, Self, Self)>),
    /// Computed.
    Made(Box<T::Made>),
}

impl<T: Fact> Tree<T> {
    pub fn made(made: T::Made) -> Self {
        Self::Made(Box::new(made))
    }
}

/// What computes values of kind `T`.
pub trait Made<T: Clone>: Debug + Clone {
    fn run<'a>(&'a self, on: &Setting<'a>) -> Run<'a, T>;
}

/// Computed figures.
#[derive(Debug, Clone)]
pub enum Arithmetic {
    One(One, Tree<f64>),
    /// From left to right.
    Chain(Tree<f64>, Vec<(Two, Tree<f64>)>),
    /// Principal, rate, periods.
    Payment([Tree<f64>; 3]),
    /// Principal, rate, periods, periods paid.
    Balance([Tree<f64>; 4]),
    /// Advance, periods a year, and runs of payments: amount and number.
    AnnualRate(Tree<f64>, Tree<f64>, Vec<(Tree<f64>, Tree<f64>)>),
}

impl Made<f64> for Arithmetic {
    fn run<'a>(&'a self, on: &Setting<'a>) -> Run<'a, f64> {
        match self {
            Self::One(op, x) => {
                let x = x.run(on);
                on.compute(x.is_same(), |row| op.apply(*x.at(row)?))
            }
            Self::Chain(first, rest) => rest.iter().fold(first.run(on), |left, (op, right)| {
                let right = right.run(on);
                on.compute(left.is_same() && right.is_same(), |row| {
                    op.apply(*left.at(row)?, *right.at(row)?)
                })
            }),
            Self::Payment(values) => {
                let [principal, rate, n] = values.each_ref().map(|value| value.run(on));
                let same = principal.is_same() && rate.is_same() && n.is_same();
                on.compute(same, |row| {
                    payment(*principal.at(row)?, *rate.at(row)?, *n.at(row)?)
                })
            }
            Self::Balance(values) => {
                let [principal, rate, n, paid] = values.each_ref().map(|value| value.run(on));
                let same = principal.is_same() && rate.is_same() && n.is_same() && paid.is_same();
                on.compute(same, |row| {
                    balance(
                        *principal.at(row)?,
                        *rate.at(row)?,
                        *n.at(row)?,
                        *paid.at(row)?,
                    )
                })
            }
            Self::AnnualRate(advance, per_year, runs) => {
                let (advance, per_year) = (advance.run(on), per_year.run(on));
                let runs: Vec<_> = runs.iter().map(|(x, n)| (x.run(on), n.run(on))).collect();
                let same = advance.is_same()
                    && per_year.is_same()
                    && runs.iter().all(|(x, n)| x.is_same() && n.is_same());
                on.compute(same, |row| {
                    let runs: Option<Vec<(f64, f64)>> = runs
                        .iter()
                        .map(|(x, n)| Some((*x.at(row)?, *n.at(row)?)))
                        .collect();
                    annual_rate(*advance.at(row)?, *per_year.at(row)?, &runs?)
                })
            }
        }
    }
}

/// Computed yes or no.
#[derive(Debug, Clone)]
pub enum Logic {
    Not(Tree<bool>),
    /// `&&` of all where the flag is false, `||` where it is true; the flag is the value that settles the whole.
    Join(bool, Vec<Tree<bool>>),
    Numbers(Cmp, Tree<f64>, Tree<f64>),
    Answers(Cmp, Tree<bool>, Tree<bool>),
    Choices(Cmp, Tree<u16>, Tree<u16>),
    Texts(Cmp, Tree<SafeText>, Tree<SafeText>),
    Dates(Cmp, Tree<Date>, Tree<Date>),
    ChoiceIn(Tree<u16>, Vec<u16>),
    TextIn(Tree<SafeText>, Vec<SafeText>),
    InSet(Tree<u16>, Place),
    Known(Term),
    KnownSet(Place),
}

impl Made<bool> for Logic {
    fn run<'a>(&'a self, on: &Setting<'a>) -> Run<'a, bool> {
        match self {
            Self::Not(x) => {
                let x = x.run(on);
                on.compute(x.is_same(), |row| x.at(row).map(|yes| !yes))
            }
            Self::Join(settles, parts) => {
                let start = Run::Same(Some(!settles));
                parts.iter().fold(start, |left, right| {
                    let right = right.run(on);
                    on.compute(left.is_same() && right.is_same(), |row| {
                        match (left.at(row), right.at(row)) {
                            (Some(x), _) | (_, Some(x)) if x == settles => Some(*settles),
                            (Some(_), Some(_)) => Some(!settles),
                            _ => None,
                        }
                    })
                })
            }
            Self::Numbers(cmp, left, right) => compare(on, *cmp, left, right),
            Self::Answers(cmp, left, right) => compare(on, *cmp, left, right),
            Self::Choices(cmp, left, right) => compare(on, *cmp, left, right),
            Self::Texts(cmp, left, right) => compare(on, *cmp, left, right),
            Self::Dates(cmp, left, right) => compare(on, *cmp, left, right),
            Self::ChoiceIn(x, list) => member(on, x, list),
            Self::TextIn(x, list) => member(on, x, list),
            Self::InSet(x, set) => match on.set(*set) {
                Some(set) => member(on, x, set),
                None => Run::Same(None),
            },
            Self::Known(term) => term.known(on),
            Self::KnownSet(set) => Run::Same(Some(on.set(*set).is_some())),
        }
    }
}

fn compare<'a, T: Fact>(
    on: &Setting<'a>,
    cmp: Cmp,
    left: &'a Tree<T>,
    right: &'a Tree<T>,
) -> Run<'a, bool> {
    let (left, right) = (left.run(on), right.run(on));
    on.compute(left.is_same() && right.is_same(), |row| {
        Some(cmp.holds(left.at(row)?, right.at(row)?))
    })
}

fn member<'a, T: Fact>(on: &Setting<'a>, x: &'a Tree<T>, list: &[T]) -> Run<'a, bool> {
    let x = x.run(on);
    on.compute(x.is_same(), |row| Some(list.contains(x.at(row)?)))
}

/// A choice said as positions in another choice's options.
#[derive(Debug, Clone)]
pub struct Recode {
    pub choice: Tree<u16>,
    /// New position by old position; [`ABSENT`] where the other choice has no such option.
    pub positions: Vec<u16>,
}

/// A position that no option has.
pub const ABSENT: u16 = u16::MAX;

impl Made<u16> for Recode {
    fn run<'a>(&'a self, on: &Setting<'a>) -> Run<'a, u16> {
        let old = self.choice.run(on);
        on.compute(old.is_same(), |row| {
            self.positions.get(usize::from(*old.at(row)?)).copied()
        })
    }
}

/// Texts and dates are only read and chosen between.
impl<T: Clone> Made<T> for Infallible {
    fn run<'a>(&'a self, _: &Setting<'a>) -> Run<'a, T> {
        match *self {}
    }
}

/// A whole formula.
#[derive(Debug, Clone)]
pub enum Term {
    Number(Tree<f64>),
    YesNo(Tree<bool>),
    Choice(Tree<u16>),
    Text(Tree<SafeText>),
    Date(Tree<Date>),
}

impl Term {
    /// The results of all `rows`.
    pub fn column(&self, on: &Setting<'_>, rows: usize) -> Column {
        fn spread<T: Fact>(tree: &Tree<T>, on: &Setting<'_>, rows: usize) -> Column {
            T::gather(tree.run(on).spread(rows))
        }
        match self {
            Self::Number(tree) => spread(tree, on, rows),
            Self::YesNo(tree) => spread(tree, on, rows),
            Self::Choice(tree) => spread(tree, on, rows),
            Self::Text(tree) => spread(tree, on, rows),
            Self::Date(tree) => spread(tree, on, rows),
        }
    }

    /// The one result, where one row is evaluated.
    pub fn cell(&self, on: &Setting<'_>) -> Option<Cell> {
        fn first<T: Fact>(tree: &Tree<T>, on: &Setting<'_>) -> Option<Cell> {
            tree.run(on).at(0).cloned().map(T::cell)
        }
        match self {
            Self::Number(tree) => first(tree, on),
            Self::YesNo(tree) => first(tree, on),
            Self::Choice(tree) => first(tree, on),
            Self::Text(tree) => first(tree, on),
            Self::Date(tree) => first(tree, on),
        }
    }

    fn known<'a>(&'a self, on: &Setting<'a>) -> Run<'a, bool> {
        fn known<'a, T: Fact>(tree: &'a Tree<T>, on: &Setting<'a>) -> Run<'a, bool> {
            let results = tree.run(on);
            on.compute(results.is_same(), |row| Some(results.at(row).is_some()))
        }
        match self {
            Self::Number(tree) => known(tree, on),
            Self::YesNo(tree) => known(tree, on),
            Self::Choice(tree) => known(tree, on),
            Self::Text(tree) => known(tree, on),
            Self::Date(tree) => known(tree, on),
        }
    }
}
