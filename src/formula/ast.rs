//! How the parts of a formula belong together, before anything is known about names.

use std::ops::Range;

use super::functions::{Cmp, Two};

/// A part of a formula and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    pub what: Part,
    pub span: Range<usize>,
}

/// What a part is. Operators of equal rank form one chain, so that a long sum is long and not deep.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    Number(f64),
    YesNo(bool),
    Text(String),
    Name(String),
    Negate(Box<Expr>),
    Not(Box<Expr>),
    /// Arithmetic from left to right.
    Chain(Box<Expr>, Vec<(Two, Expr)>),
    /// `||` of all where the flag is true, `&&` where it is false.
    Join(bool, Vec<Expr>),
    Compare(Cmp, Box<Expr>, Box<Expr>),
    InList(Box<Expr>, Vec<(String, Range<usize>)>),
    InSet(Box<Expr>, Box<Expr>),
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    Call(String, Range<usize>, Vec<Expr>),
}
