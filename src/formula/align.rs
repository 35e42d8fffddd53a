//! Bringing two sides together: a text becomes the option or the date it is compared with, a figure gets its unit.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::Unit;
use super::check::{Typed, kind};
use super::error::{FormulaError, FormulaProblem, nearest};
use super::tree::{ABSENT, Logic, Recode, Tree};
use crate::domain::{Id, SafeText};

/// Two sides of one kind.
pub enum Pair {
    Numbers(Tree<f64>, Tree<f64>, Option<Unit>),
    YesNo(Tree<bool>, Tree<bool>),
    Choices((Tree<u16>, Arc<[Id]>), (Tree<u16>, Arc<[Id]>)),
    Texts(Tree<SafeText>, Tree<SafeText>),
    Dates(Tree<Date>, Tree<Date>),
}

type Side<'a> = (Typed, &'a Range<usize>);

/// Brings both sides of `place` to one kind, and figures to one unit.
pub fn align(place: &'static str, left: Side<'_>, right: Side<'_>) -> Result<Pair, FormulaError> {
    let ((left, at_left), (right, at_right)) = (left, right);
    Ok(match (left, right) {
        (Typed::Number(l, of_left), Typed::Number(r, of_right)) => {
            let unit = same_unit(place, of_left, of_right, at_right)?;
            Pair::Numbers(l, r, unit)
        }
        (Typed::YesNo(l), Typed::YesNo(r)) => Pair::YesNo(l, r),
        (Typed::Choice(l, options), Typed::Choice(r, others)) => {
            Pair::Choices((l, options), (r, others))
        }
        (Typed::Choice(l, options), Typed::Literal(text)) => {
            let r = Tree::Always(position(&text, &options, at_right)?);
            Pair::Choices((l, options.clone()), (r, options))
        }
        (Typed::Literal(text), Typed::Choice(r, options)) => {
            let l = Tree::Always(position(&text, &options, at_left)?);
            Pair::Choices((l, options.clone()), (r, options))
        }
        (Typed::Text(l), Typed::Text(r)) => Pair::Texts(l, r),
        (Typed::Text(l), Typed::Literal(r)) => Pair::Texts(l, written(&r)),
        (Typed::Literal(l), Typed::Text(r)) => Pair::Texts(written(&l), r),
        (Typed::Literal(l), Typed::Literal(r)) => Pair::Texts(written(&l), written(&r)),
        (Typed::Date(l), Typed::Date(r)) => Pair::Dates(l, r),
        (Typed::Date(l), Typed::Literal(r)) => Pair::Dates(l, date(&r, at_right)?),
        (Typed::Literal(l), Typed::Date(r)) => Pair::Dates(date(&l, at_left)?, r),
        (left, right) => {
            let what = FormulaProblem::Kinds {
                place,
                left: left.said(),
                right: right.said(),
            };
            return Err(FormulaError::new(at_left.start..at_right.end, what));
        }
    })
}

/// The unit of two figures that must have the same; a figure without one takes that of the other.
pub fn same_unit(
    place: &'static str,
    left: Option<Unit>,
    right: Option<Unit>,
    at_right: &Range<usize>,
) -> Result<Option<Unit>, FormulaError> {
    match (left, right) {
        (Some(left), Some(right)) if left != right => {
            let what = FormulaProblem::Units { place, left, right };
            Err(FormulaError::new(at_right.clone(), what))
        }
        (left, right) => Ok(left.or(right)),
    }
}

/// `x in ['a', 'b']`.
pub fn listed(
    x: Typed,
    at_x: &Range<usize>,
    list: &[(String, Range<usize>)],
) -> Result<Logic, FormulaError> {
    let texts = || list.iter().map(|(text, _)| SafeText::new(text)).collect();
    match x {
        Typed::Choice(tree, options) => {
            let place = |(text, span): &(String, Range<usize>)| position(text, &options, span);
            let positions: Result<_, _> = list.iter().map(place).collect();
            Ok(Logic::ChoiceIn(tree, positions?))
        }
        Typed::Text(tree) => Ok(Logic::TextIn(tree, texts())),
        Typed::Literal(text) => Ok(Logic::TextIn(written(&text), texts())),
        other => {
            let wanted = "a choice or text before a list";
            Err(kind(at_x, "`in`", wanted, other.said()))
        }
    }
}

/// What stands before `in` a set with `options`, as a position in them.
pub fn member(x: Typed, at_x: &Range<usize>, options: &[Id]) -> Result<Tree<u16>, FormulaError> {
    match x {
        Typed::Literal(text) => Ok(Tree::Always(position(&text, options, at_x)?)),
        Typed::Choice(tree, own) => recoded(tree, &own, options, at_x),
        other => {
            let wanted = "an option or a choice before a set";
            Err(kind(at_x, "`in`", wanted, other.said()))
        }
    }
}

/// A choice among `from` said as positions in `to`. Two lists that share nothing are a slip: the sides could never be equal.
pub fn recoded(
    choice: Tree<u16>,
    from: &[Id],
    to: &[Id],
    span: &Range<usize>,
) -> Result<Tree<u16>, FormulaError> {
    if from == to {
        return Ok(choice);
    }
    let positions: Vec<u16> = from
        .iter()
        .map(|option| find(option.as_str(), to).unwrap_or(ABSENT))
        .collect();
    if positions.iter().all(|position| *position == ABSENT) {
        return Err(FormulaError::new(
            span.clone(),
            FormulaProblem::NothingShared,
        ));
    }
    Ok(Tree::made(Recode { choice, positions }))
}

fn find(option: &str, options: &[Id]) -> Option<u16> {
    let place = options.iter().position(|id| *id == option)?;
    u16::try_from(place).ok().filter(|place| *place != ABSENT)
}

/// Where `text` stands among `options`.
fn position(text: &str, options: &[Id], span: &Range<usize>) -> Result<u16, FormulaError> {
    find(text, options).ok_or_else(|| {
        let what = FormulaProblem::UnknownOption {
            option: SafeText::new(text),
            near: nearest(text, options.iter().map(Id::as_str)),
            options: options.to_vec(),
        };
        FormulaError::new(span.clone(), what)
    })
}

fn written(text: &str) -> Tree<SafeText> {
    Tree::Always(SafeText::new(text))
}

/// A date as `2025-01-31` and in no other form.
fn date(text: &str, span: &Range<usize>) -> Result<Tree<Date>, FormulaError> {
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(place, b)| match place {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        });
    let parsed = text.parse().ok().filter(|_| shaped);
    parsed.map(Tree::Always).ok_or_else(|| {
        let text = SafeText::new(text);
        FormulaError::new(span.clone(), FormulaProblem::Date { text })
    })
}
