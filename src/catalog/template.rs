//! Sentences with figures filled in: `Goes {range} before the engine starts.`

use crate::domain::{Cell, SafeText};
use crate::formula::{Formula, FormulaError, Input, Scope, Table, compile};

use super::words::Sayer;

/// A sentence with places for figures.
#[derive(Debug, Clone)]
pub struct Template {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone)]
enum Piece {
    Text(SafeText),
    Figure {
        formula: Formula,
        decimals: Option<u8>,
    },
}

/// What is wrong with a template.
#[derive(Debug, Clone)]
pub(super) enum TemplateError {
    /// A brace without its partner, at this byte.
    Brace(usize),
    /// A formula that is wrong, and where it begins.
    Formula(usize, FormulaError),
}

impl Template {
    /// Reads a template; `{{` and `}}` stand for braces.
    pub(super) fn compile(source: &str, scope: &dyn Scope) -> Result<Self, TemplateError> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut rest = source;
        while let Some(at) = rest.find(['{', '}']) {
            let offset = source.len() - rest.len() + at;
            let (before, from) = rest.split_at(at);
            text.push_str(before);
            if let Some(after) = from.strip_prefix("{{").or_else(|| from.strip_prefix("}}")) {
                text.push_str(from.get(..1).unwrap_or_default());
                rest = after;
                continue;
            }
            let inside = from.strip_prefix('{').ok_or(TemplateError::Brace(offset))?;
            let end = inside.find('}').ok_or(TemplateError::Brace(offset))?;
            let (formula, after) = inside.split_at(end);
            if !text.is_empty() {
                pieces.push(Piece::Text(SafeText::new(&std::mem::take(&mut text))));
            }
            let (formula, decimals) = split_decimals(formula);
            let formula = compile(formula, scope)
                .map_err(|error| TemplateError::Formula(offset + 1, error))?;
            pieces.push(Piece::Figure { formula, decimals });
            rest = after.get(1..).unwrap_or_default();
        }
        text.push_str(rest);
        if !text.is_empty() {
            pieces.push(Piece::Text(SafeText::new(&text)));
        }
        Ok(Self { pieces })
    }

    /// The sentence for one offering; an unknown figure reads "an unknown figure".
    pub(super) fn fill(
        &self,
        sayer: &dyn Sayer,
        table: &dyn Table,
        inputs: &[Input],
        row: usize,
    ) -> SafeText {
        self.say(sayer, |formula| formula.row(table, inputs, row))
    }

    /// The sentence from answers alone.
    pub(super) fn fill_alone(&self, sayer: &dyn Sayer, inputs: &[Input]) -> SafeText {
        self.say(sayer, |formula| formula.alone(inputs))
    }

    /// The sentence with `figure` in place of every figure.
    pub(super) fn with(&self, figure: &str) -> String {
        let pieces = self.pieces.iter().map(|piece| match piece {
            Piece::Text(text) => text.as_str(),
            Piece::Figure { .. } => figure,
        });
        pieces.collect()
    }

    fn say(&self, sayer: &dyn Sayer, value: impl Fn(&Formula) -> Option<Cell>) -> SafeText {
        let mut sentence = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => sentence.push_str(text),
                Piece::Figure { formula, decimals } => match value(formula) {
                    Some(cell) => sentence.push_str(&sayer.say(
                        formula.source(),
                        formula.ty(),
                        &cell,
                        *decimals,
                    )),
                    None => sentence.push_str("an unknown figure"),
                },
            }
        }
        SafeText::new(&sentence)
    }
}

/// `mpg:1` is the formula `mpg` with one digit after the point; the colon of `a ? b : c` has a space after it.
fn split_decimals(formula: &str) -> (&str, Option<u8>) {
    match formula.rsplit_once(':') {
        Some((before, digit)) if digit.len() == 1 => match digit.parse() {
            Ok(decimals) => (before, Some(decimals)),
            Err(_) => (formula, None),
        },
        _ => (formula, None),
    }
}
