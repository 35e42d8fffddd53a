//! The functions: what they take and what they give.

use std::ops::Range;

use super::Unit;
use super::align::same_unit;
use super::ast::{Expr, Part};
use super::check::{Checker, Typed, kind};
use super::error::{FormulaError, FormulaProblem, nearest};
use super::functions::{One, Two};
use super::tree::{Arithmetic, Logic, Term, Tree};
use crate::domain::SafeText;

/// Every function and how many values it takes, in words.
pub const FUNCTIONS: [(&str, &str); 12] = [
    ("abs", "1 value"),
    (
        "apr",
        "4 values (advance, per_year, payment, payments) and 2 more for each further run of payments",
    ),
    ("balance", "4 values (principal, rate, periods, paid)"),
    ("ceil", "1 value"),
    ("floor", "1 value"),
    ("known", "1 value"),
    ("max", "2 values or more"),
    ("min", "2 values or more"),
    ("payment", "3 values (principal, rate, periods)"),
    ("pow", "2 values (base, exponent)"),
    ("round", "1 value"),
    ("unit", "2 values (figure, unit in quotes)"),
];

impl Checker<'_> {
    /// A call whose name stands at `at_name` and which takes up `whole`.
    pub fn call(
        &mut self,
        name: &str,
        at_name: &Range<usize>,
        values: &[Expr],
        whole: &Range<usize>,
    ) -> Result<Typed, FormulaError> {
        match (name, values) {
            ("abs", [x]) => self.one(One::Abs, x, "abs()"),
            ("ceil", [x]) => self.one(One::Ceil, x, "ceil()"),
            ("floor", [x]) => self.one(One::Floor, x, "floor()"),
            ("round", [x]) => self.one(One::Round, x, "round()"),
            ("min", [first, rest @ ..]) if !rest.is_empty() => self.extreme(Two::Min, first, rest),
            ("max", [first, rest @ ..]) if !rest.is_empty() => self.extreme(Two::Max, first, rest),
            ("known", [x]) => self.known(x),
            ("pow", [base, n]) => {
                let (base, of_base) = self.plain(base, "The base of pow()")?;
                let (n, of_n) = self.plain(n, "The exponent of pow()")?;
                let power = Arithmetic::Chain(base, vec![(Two::Power, n)]);
                Ok(Typed::Number(Tree::made(power), of_base.or(of_n)))
            }
            ("payment", [principal, rate, n]) => {
                let (principal, unit) = self.number(principal, "payment()")?;
                let rate = self.plain(rate, "The rate of payment()")?.0;
                let n = self.plain(n, "The number of periods of payment()")?.0;
                let payment = Arithmetic::Payment([principal, rate, n]);
                Ok(Typed::Number(Tree::made(payment), unit))
            }
            ("balance", [principal, rate, n, paid]) => {
                let (principal, unit) = self.number(principal, "balance()")?;
                let rate = self.plain(rate, "The rate of balance()")?.0;
                let n = self.plain(n, "The number of periods of balance()")?.0;
                let paid = self
                    .plain(paid, "The number of paid periods of balance()")?
                    .0;
                let balance = Arithmetic::Balance([principal, rate, n, paid]);
                Ok(Typed::Number(Tree::made(balance), unit))
            }
            ("apr", [advance, per_year, runs @ ..]) if is_pairs(runs) => {
                self.annual_rate(advance, per_year, runs)
            }
            ("unit", [figure, unit]) => {
                let figure = self.plain(figure, "The figure in unit()")?.0;
                Ok(Typed::Number(figure, Some(self.unit(unit)?)))
            }
            _ => Err(no_such_call(name, at_name, values.len(), whole)),
        }
    }

    fn one(&mut self, op: One, x: &Expr, place: &'static str) -> Result<Typed, FormulaError> {
        let (x, unit) = self.number(x, place)?;
        Ok(Typed::Number(Tree::made(Arithmetic::One(op, x)), unit))
    }

    /// `min` and `max` are chains like sums.
    fn extreme(&mut self, op: Two, first: &Expr, rest: &[Expr]) -> Result<Typed, FormulaError> {
        self.chain(op.said(), first, rest.iter().map(|other| (op, other)))
    }

    /// The advance and every payment are in one unit; the rate is a plain number.
    fn annual_rate(
        &mut self,
        advance: &Expr,
        per_year: &Expr,
        runs: &[Expr],
    ) -> Result<Typed, FormulaError> {
        let (advance, mut unit) = self.number(advance, "apr()")?;
        let per_year = self
            .plain(per_year, "The number of periods a year of apr()")?
            .0;
        let mut read = Vec::new();
        for [payment, n] in runs.as_chunks().0 {
            let (amount, of_payment) = self.number(payment, "apr()")?;
            unit = same_unit("apr()", unit, of_payment, &payment.span)?;
            let n = self.plain(n, "The number of payments of apr()")?.0;
            read.push((amount, n));
        }
        let rate = Arithmetic::AnnualRate(advance, per_year, read);
        Ok(Typed::Number(Tree::made(rate), Some(Unit::plain())))
    }

    fn known(&mut self, x: &Expr) -> Result<Typed, FormulaError> {
        let logic = match self.typed(x)? {
            Typed::Number(tree, _) => Logic::Known(Term::Number(tree)),
            Typed::YesNo(tree) => Logic::Known(Term::YesNo(tree)),
            Typed::Choice(tree, _) => Logic::Known(Term::Choice(tree)),
            Typed::Literal(text) => Logic::Known(Term::Text(Tree::Always(SafeText::new(&text)))),
            Typed::Text(tree) => Logic::Known(Term::Text(tree)),
            Typed::Date(tree) => Logic::Known(Term::Date(tree)),
            Typed::Set(place, _) => Logic::KnownSet(place),
        };
        Ok(Typed::YesNo(Tree::made(logic)))
    }

    /// A figure without a unit.
    fn plain(
        &mut self,
        expr: &Expr,
        place: &'static str,
    ) -> Result<(Tree<f64>, Option<Unit>), FormulaError> {
        match self.number(expr, place)? {
            (_, Some(unit)) if !unit.is_plain() => {
                let what = FormulaProblem::HasUnit { place, unit };
                Err(FormulaError::new(expr.span.clone(), what))
            }
            plain => Ok(plain),
        }
    }

    /// A unit written in quotes.
    fn unit(&mut self, expr: &Expr) -> Result<Unit, FormulaError> {
        let Part::Text(text) = &expr.what else {
            let found = self.typed(expr)?.said();
            return Err(kind(&expr.span, "unit()", "a unit in quotes", found));
        };
        text.parse().map_err(|reason| {
            let text = SafeText::new(text);
            FormulaError::new(expr.span.clone(), FormulaProblem::Unit { text, reason })
        })
    }
}

/// Whether these are the payments and numbers of one run or more.
fn is_pairs(runs: &[Expr]) -> bool {
    !runs.is_empty() && runs.len().is_multiple_of(2)
}

/// Why no function takes this many values under this name.
fn no_such_call(
    name: &str,
    at_name: &Range<usize>,
    found: usize,
    whole: &Range<usize>,
) -> FormulaError {
    match FUNCTIONS.iter().find(|(known, _)| *known == name) {
        Some((function, wanted)) => {
            let what = FormulaProblem::Arguments {
                function,
                wanted,
                found,
            };
            FormulaError::new(whole.clone(), what)
        }
        None => {
            let what = FormulaProblem::UnknownFunction {
                name: SafeText::new(name),
                near: nearest(name, FUNCTIONS.iter().map(|(known, _)| *known)),
            };
            FormulaError::new(at_name.clone(), what)
        }
    }
}
