//! From tokens to a tree of parts.

use super::ast::{Expr, Part};
use super::cursor::{Parsed, Parser, Rank};
use super::error::{FormulaError, FormulaProblem};
use super::functions::{Cmp, Two};
use super::lex::Lexeme;

/// Longest source, in bytes.
const MAX_BYTES: usize = 4096;
const OR: &Rank<()> = &[("||", ())];
const AND: &Rank<()> = &[("&&", ())];
const SUM: &Rank<Two> = &[("+", Two::Add), ("-", Two::Subtract)];
const PRODUCT: &Rank<Two> = &[("*", Two::Multiply), ("/", Two::Divide)];
const COMPARE: &Rank<Cmp> = &[
    ("==", Cmp::Equal),
    ("!=", Cmp::Unequal),
    ("<", Cmp::Less),
    ("<=", Cmp::AtMost),
    (">", Cmp::More),
    (">=", Cmp::AtLeast),
];

/// Reads a whole formula.
pub fn parse(source: &str) -> Parsed {
    if source.len() > MAX_BYTES {
        let bytes = source.len();
        return Err(FormulaError::new(
            0..bytes,
            FormulaProblem::TooLong { bytes },
        ));
    }
    let mut parser = Parser::new(source)?;
    if matches!(parser.peek(), Lexeme::End) {
        return Err(FormulaError::new(0..source.len(), FormulaProblem::Empty));
    }
    let formula = parser.expression()?;
    match parser.peek() {
        Lexeme::End => Ok(formula),
        _ => Err(parser.expected("an operator or the end")),
    }
}

impl Parser<'_> {
    fn expression(&mut self) -> Parsed {
        let condition = self.either()?;
        if !self.take("?") {
            return Ok(condition);
        }
        let yes = self.deeper(Self::expression)?;
        self.demand(":", "`:` and the value for no")?;
        let no = self.deeper(Self::expression)?;
        let span = condition.span.start..no.span.end;
        Ok(Expr {
            what: Part::If(Box::new(condition), Box::new(yes), Box::new(no)),
            span,
        })
    }

    /// Operands of one rank with the operators between them.
    fn operands<T: Copy>(
        &mut self,
        rank: &Rank<T>,
        operand: fn(&mut Self) -> Parsed,
    ) -> Result<(Expr, Vec<(T, Expr)>), FormulaError> {
        let first = operand(self)?;
        let mut rest = Vec::new();
        while let Some(op) = self.take_one_of(rank) {
            rest.push((op, operand(self)?));
        }
        Ok((first, rest))
    }

    fn chain(&mut self, rank: &Rank<Two>, operand: fn(&mut Self) -> Parsed) -> Parsed {
        let (first, rest) = self.operands(rank, operand)?;
        let Some((_, last)) = rest.last() else {
            return Ok(first);
        };
        let span = first.span.start..last.span.end;
        Ok(Expr {
            what: Part::Chain(Box::new(first), rest),
            span,
        })
    }

    fn join(&mut self, or: bool, rank: &Rank<()>, operand: fn(&mut Self) -> Parsed) -> Parsed {
        let (first, rest) = self.operands(rank, operand)?;
        let Some((_, last)) = rest.last() else {
            return Ok(first);
        };
        let span = first.span.start..last.span.end;
        let mut parts = vec![first];
        parts.extend(rest.into_iter().map(|(_, part)| part));
        Ok(Expr {
            what: Part::Join(or, parts),
            span,
        })
    }

    fn either(&mut self) -> Parsed {
        self.join(true, OR, Self::both)
    }

    fn both(&mut self) -> Parsed {
        self.join(false, AND, Self::comparison)
    }

    fn comparison(&mut self) -> Parsed {
        let left = self.sum()?;
        let start = left.span.start;
        let compared = if let Some(cmp) = self.take_one_of(COMPARE) {
            let right = self.sum()?;
            Expr {
                span: start..right.span.end,
                what: Part::Compare(cmp, Box::new(left), Box::new(right)),
            }
        } else if matches!(self.peek(), Lexeme::Name(name) if name == "in") {
            self.skip();
            self.membership(left)?
        } else {
            return Ok(left);
        };
        let again = self.here();
        let word = matches!(self.peek(), Lexeme::Name(name) if name == "in");
        if word || self.take_one_of(COMPARE).is_some() {
            return Err(FormulaError::new(again, FormulaProblem::ComparedTwice));
        }
        Ok(compared)
    }

    /// What follows `in`.
    fn membership(&mut self, member: Expr) -> Parsed {
        let start = member.span.start;
        let open = self.here();
        if !self.take("[") {
            let set = self.sum()?;
            return Ok(Expr {
                span: start..set.span.end,
                what: Part::InSet(Box::new(member), Box::new(set)),
            });
        }
        let mut listed = Vec::new();
        loop {
            let span = self.here();
            match self.peek() {
                Lexeme::Text(text) => listed.push((text.clone(), span)),
                Lexeme::Sign("]") if listed.is_empty() => {
                    let span = open.start..span.end;
                    return Err(FormulaError::new(span, FormulaProblem::EmptyList));
                }
                _ => return Err(self.expected("a text in quotes")),
            }
            self.skip();
            let close = self.here();
            if self.take("]") {
                return Ok(Expr {
                    what: Part::InList(Box::new(member), listed),
                    span: start..close.end,
                });
            }
            self.demand(",", "`,` or `]`")?;
        }
    }

    fn sum(&mut self) -> Parsed {
        self.chain(SUM, Self::product)
    }

    fn product(&mut self) -> Parsed {
        self.chain(PRODUCT, Self::signed)
    }

    fn signed(&mut self) -> Parsed {
        let start = self.here().start;
        let wrap = if self.take("-") {
            Part::Negate
        } else if self.take("!") {
            Part::Not
        } else {
            return self.value();
        };
        let inner = self.deeper(Self::signed)?;
        Ok(Expr {
            span: start..inner.span.end,
            what: wrap(Box::new(inner)),
        })
    }

    fn value(&mut self) -> Parsed {
        let span = self.here();
        let what = match self.peek().clone() {
            Lexeme::Number(figure) => Part::Number(figure),
            Lexeme::Text(text) => Part::Text(text),
            Lexeme::Name(name) => match name.as_str() {
                "true" => Part::YesNo(true),
                "false" => Part::YesNo(false),
                "in" => return Err(self.expected("a value")),
                _ => return self.named(name),
            },
            Lexeme::Sign("(") => {
                self.skip();
                let mut inner = self.deeper(Self::expression)?;
                inner.span = span.start..self.here().end;
                self.demand(")", "an operator or `)`")?;
                return Ok(inner);
            }
            Lexeme::Sign(_) | Lexeme::End => return Err(self.expected("a value")),
        };
        self.skip();
        Ok(Expr { what, span })
    }

    /// A name, or a function with its values.
    fn named(&mut self, name: String) -> Parsed {
        let span = self.here();
        self.skip();
        if !self.take("(") {
            return Ok(Expr {
                what: Part::Name(name),
                span,
            });
        }
        let mut values = Vec::new();
        let mut end = self.here().end;
        if !self.take(")") {
            loop {
                values.push(self.deeper(Self::expression)?);
                end = self.here().end;
                if self.take(")") {
                    break;
                }
                self.demand(",", "an operator, `,` or `)`")?;
            }
        }
        Ok(Expr {
            span: span.start..end,
            what: Part::Call(name, span, values),
        })
    }
}
