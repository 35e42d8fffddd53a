//! From a parsed formula to a checked one: every name found, every kind and unit in its place.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::align::{Pair, align, listed, member, recoded, same_unit};
use super::ast::{Expr, Part};
use super::error::{FormulaError, FormulaProblem, nearest};
use super::functions::{Cmp, One, Two};
use super::tree::{Arithmetic, Logic, Term, Tree};
use super::{Place, Scope, Type, Unit};
use crate::domain::{Id, SafeText};

/// A formula in which everything is in order.
pub struct Checked {
    pub term: Term,
    pub ty: Type,
    pub reads: BTreeSet<Place>,
}

/// A checked part with what must be known about its values.
pub enum Typed {
    /// A figure; without a unit it was written in the formula and takes any.
    Number(Tree<f64>, Option<Unit>),
    YesNo(Tree<bool>),
    Choice(Tree<u16>, Arc<[Id]>),
    /// Written in the formula: an option, a date or a text, whatever it meets.
    Literal(String),
    Text(Tree<SafeText>),
    Date(Tree<Date>),
    Set(Place, Arc<[Id]>),
}

impl Typed {
    /// The kind as it stands in a message.
    pub const fn said(&self) -> &'static str {
        match self {
            Self::Number(..) => "a number",
            Self::YesNo(_) => "yes/no",
            Self::Choice(..) => "a choice",
            Self::Literal(_) | Self::Text(_) => "text",
            Self::Date(_) => "a date",
            Self::Set(..) => "a set of options",
        }
    }

    /// As the result of a formula.
    fn finished(self) -> Option<(Term, Type)> {
        Some(match self {
            Self::Number(tree, unit) => {
                (Term::Number(tree), Type::Number(unit.unwrap_or_default()))
            }
            Self::YesNo(tree) => (Term::YesNo(tree), Type::YesNo),
            Self::Choice(tree, options) => (Term::Choice(tree), Type::Choice(options)),
            Self::Literal(text) => {
                let text = Tree::Always(SafeText::new(&text));
                (Term::Text(text), Type::Text)
            }
            Self::Text(tree) => (Term::Text(tree), Type::Text),
            Self::Date(tree) => (Term::Date(tree), Type::Date),
            Self::Set(..) => return None,
        })
    }
}

/// Checks a whole formula.
pub fn check(formula: &Expr, scope: &dyn Scope) -> Result<Checked, FormulaError> {
    let mut checker = Checker {
        scope,
        reads: BTreeSet::new(),
    };
    let typed = checker.typed(formula)?;
    let found = typed.said();
    let (term, ty) = typed.finished().ok_or_else(|| {
        let (place, wanted) = ("A formula", "a result that fits in one cell");
        kind(&formula.span, place, wanted, found)
    })?;
    Ok(Checked {
        term,
        ty,
        reads: checker.reads,
    })
}

/// The error of a value of the wrong kind.
pub fn kind(
    span: &Range<usize>,
    place: &'static str,
    wanted: &'static str,
    found: &'static str,
) -> FormulaError {
    let what = FormulaProblem::Kind {
        place,
        wanted,
        found,
    };
    FormulaError::new(span.clone(), what)
}

pub struct Checker<'s> {
    scope: &'s dyn Scope,
    reads: BTreeSet<Place>,
}

type Figures = (Tree<f64>, Option<Unit>);

impl Checker<'_> {
    pub fn typed(&mut self, expr: &Expr) -> Result<Typed, FormulaError> {
        Ok(match &expr.what {
            Part::Number(figure) => Typed::Number(Tree::Always(*figure), None),
            Part::YesNo(yes) => Typed::YesNo(Tree::Always(*yes)),
            Part::Text(text) => Typed::Literal(text.clone()),
            Part::Name(name) => self.name(name, &expr.span)?,
            Part::Negate(inner) => {
                let (tree, unit) = self.number(inner, "`-`")?;
                Typed::Number(Tree::made(Arithmetic::One(One::Negate, tree)), unit)
            }
            Part::Not(inner) => Typed::YesNo(Tree::made(Logic::Not(self.yes_no(inner, "`!`")?))),
            Part::Chain(first, rest) => {
                let place = rest.first().map_or("", |(op, _)| op.said());
                self.chain(place, first, rest.iter().map(|(op, part)| (*op, part)))?
            }
            Part::Join(or, parts) => {
                let place = if *or { "`||`" } else { "`&&`" };
                let parts: Result<_, _> =
                    parts.iter().map(|part| self.yes_no(part, place)).collect();
                Typed::YesNo(Tree::made(Logic::Join(*or, parts?)))
            }
            Part::Compare(cmp, left, right) => self.comparison(*cmp, left, right)?,
            Part::InList(x, list) => {
                let typed = self.typed(x)?;
                Typed::YesNo(Tree::made(listed(typed, &x.span, list)?))
            }
            Part::InSet(x, set) => {
                let (member_typed, set_typed) = (self.typed(x)?, self.typed(set)?);
                let Typed::Set(place, options) = set_typed else {
                    let wanted = "a list or a set of options on its right";
                    return Err(kind(&set.span, "`in`", wanted, set_typed.said()));
                };
                let tree = member(member_typed, &x.span, &options)?;
                Typed::YesNo(Tree::made(Logic::InSet(tree, place)))
            }
            Part::If(condition, yes, no) => self.branches(condition, yes, no)?,
            Part::Call(name, span, values) => self.call(name, span, values, &expr.span)?,
        })
    }

    pub fn number(&mut self, expr: &Expr, place: &'static str) -> Result<Figures, FormulaError> {
        match self.typed(expr)? {
            Typed::Number(tree, unit) => Ok((tree, unit)),
            other => Err(kind(&expr.span, place, "a number", other.said())),
        }
    }

    fn yes_no(&mut self, expr: &Expr, place: &'static str) -> Result<Tree<bool>, FormulaError> {
        match self.typed(expr)? {
            Typed::YesNo(tree) => Ok(tree),
            other => Err(kind(&expr.span, place, "yes/no", other.said())),
        }
    }

    fn name(&mut self, name: &str, span: &Range<usize>) -> Result<Typed, FormulaError> {
        let Some((place, ty)) = self.scope.find(name) else {
            let names = self.scope.names();
            let what = FormulaProblem::UnknownName {
                name: SafeText::new(name),
                near: nearest(name, names.iter().map(String::as_str)),
            };
            return Err(FormulaError::new(span.clone(), what));
        };
        self.reads.insert(place);
        Ok(match ty {
            Type::Number(unit) => Typed::Number(Tree::Read(place), Some(unit)),
            Type::YesNo => Typed::YesNo(Tree::Read(place)),
            Type::Choice(options) => Typed::Choice(Tree::Read(place), options),
            Type::Set(options) => Typed::Set(place, options),
            Type::Text => Typed::Text(Tree::Read(place)),
            Type::Date => Typed::Date(Tree::Read(place)),
        })
    }

    /// Arithmetic from left to right; `place` names the first operator.
    pub fn chain<'e>(
        &mut self,
        place: &'static str,
        first: &Expr,
        rest: impl Iterator<Item = (Two, &'e Expr)>,
    ) -> Result<Typed, FormulaError> {
        let (start, mut unit) = self.number(first, place)?;
        let mut steps = Vec::new();
        for (op, part) in rest {
            let (tree, of_part) = self.number(part, op.said())?;
            unit = match (op, unit, of_part) {
                (Two::Multiply | Two::Divide, None, None) => None,
                (Two::Multiply, left, right) => {
                    Some(left.unwrap_or_default().times(&right.unwrap_or_default()))
                }
                (Two::Divide, left, right) => {
                    Some(left.unwrap_or_default().over(&right.unwrap_or_default()))
                }
                (_, left, right) => same_unit(op.said(), left, right, &part.span)?,
            };
            steps.push((op, tree));
        }
        let chain = Tree::made(Arithmetic::Chain(start, steps));
        Ok(Typed::Number(chain, unit))
    }

    fn comparison(&mut self, cmp: Cmp, left: &Expr, right: &Expr) -> Result<Typed, FormulaError> {
        let whole = left.span.start..right.span.end;
        let sides = (self.typed(left)?, self.typed(right)?);
        let unordered = |found| match cmp.orders() {
            true => Err(kind(&whole, cmp.said(), "numbers or dates", found)),
            false => Ok(()),
        };
        let logic = match align(cmp.said(), (sides.0, &left.span), (sides.1, &right.span))? {
            Pair::Numbers(l, r, _) => Logic::Numbers(cmp, l, r),
            Pair::Dates(l, r) => Logic::Dates(cmp, l, r),
            Pair::YesNo(l, r) => {
                unordered("yes/no")?;
                Logic::Answers(cmp, l, r)
            }
            Pair::Texts(l, r) => {
                unordered("text")?;
                Logic::Texts(cmp, l, r)
            }
            Pair::Choices((l, to), (r, from)) => {
                unordered("a choice")?;
                Logic::Choices(cmp, l, recoded(r, &from, &to, &whole)?)
            }
        };
        Ok(Typed::YesNo(Tree::made(logic)))
    }

    fn branches(&mut self, condition: &Expr, yes: &Expr, no: &Expr) -> Result<Typed, FormulaError> {
        let condition = self.yes_no(condition, "The condition before `?`")?;
        let sides = (self.typed(yes)?, self.typed(no)?);
        Ok(
            match align("`?:`", (sides.0, &yes.span), (sides.1, &no.span))? {
                Pair::Numbers(l, r, unit) => {
                    Typed::Number(Tree::If(Box::new((condition, l, r))), unit)
                }
                Pair::YesNo(l, r) => Typed::YesNo(Tree::If(Box::new((condition, l, r)))),
                Pair::Texts(l, r) => Typed::Text(Tree::If(Box::new((condition, l, r)))),
                Pair::Dates(l, r) => Typed::Date(Tree::If(Box::new((condition, l, r)))),
                Pair::Choices((l, options), (r, others)) if options == others => {
                    Typed::Choice(Tree::If(Box::new((condition, l, r))), options)
                }
                Pair::Choices(..) => {
                    let span = yes.span.start..no.span.end;
                    return Err(FormulaError::new(span, FormulaProblem::BranchOptions));
                }
            },
        )
    }
}
