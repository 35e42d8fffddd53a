//! Walking along the tokens of a formula, never deeper than allowed.

use std::ops::Range;

use super::ast::Expr;
use super::error::{FormulaError, FormulaProblem};
use super::lex::{Lexeme, Token, tokens};
use crate::domain::SafeText;

/// How deep parentheses, calls, signs and branches may stand in each other.
const MAX_DEPTH: usize = 64;

/// Operators by sign.
pub type Rank<T> = [(&'static str, T)];

pub type Parsed = Result<Expr, FormulaError>;

/// The tokens of one formula, and how far they are read.
pub struct Parser<'s> {
    source: &'s str,
    tokens: Vec<Token>,
    next: usize,
    depth: usize,
}

impl<'s> Parser<'s> {
    pub fn new(source: &'s str) -> Result<Self, FormulaError> {
        Ok(Self {
            source,
            tokens: tokens(source)?,
            next: 0,
            depth: 0,
        })
    }

    /// Passes over the next token.
    pub const fn skip(&mut self) {
        self.next += 1;
    }

    pub fn peek(&self) -> &Lexeme {
        self.tokens
            .get(self.next)
            .map_or(&Lexeme::End, |token| &token.what)
    }

    /// Where the next token stands.
    pub fn here(&self) -> Range<usize> {
        let end = self.source.len()..self.source.len();
        self.tokens
            .get(self.next)
            .map_or(end, |token| token.span.clone())
    }

    pub fn take(&mut self, sign: &str) -> bool {
        let fits = matches!(self.peek(), Lexeme::Sign(next) if *next == sign);
        self.next += usize::from(fits);
        fits
    }

    pub fn demand(&mut self, sign: &str, wanted: &'static str) -> Result<(), FormulaError> {
        if self.take(sign) {
            Ok(())
        } else {
            Err(self.expected(wanted))
        }
    }

    pub fn take_one_of<T: Copy>(&mut self, rank: &Rank<T>) -> Option<T> {
        let Lexeme::Sign(next) = self.peek() else {
            return None;
        };
        let found = rank.iter().find(|(sign, _)| sign == next)?.1;
        self.next += 1;
        Some(found)
    }

    pub fn expected(&self, wanted: &'static str) -> FormulaError {
        let span = self.here();
        let found = match self.peek() {
            Lexeme::End => SafeText::new("the end"),
            _ => SafeText::new(&format!(
                "`{}`",
                self.source.get(span.clone()).unwrap_or_default()
            )),
        };
        FormulaError::new(span, FormulaProblem::Expected { wanted, found })
    }

    /// Reads one level deeper, or refuses: the only way in which this parser, and all that walks its tree, recurses.
    pub fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Parsed) -> Parsed {
        if self.depth == MAX_DEPTH {
            return Err(FormulaError::new(self.here(), FormulaProblem::TooDeep));
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }
}
