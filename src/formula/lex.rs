//! From characters to tokens.

use std::ops::Range;

use super::error::{FormulaError, FormulaProblem};
use crate::domain::SafeText;

/// One token and where it stands, in bytes of the source.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    pub what: Lexeme,
    pub span: Range<usize>,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub enum Lexeme {
    /// A finite figure, never negative.
    Number(f64),
    /// A text without its quotes and escapes.
    Text(String),
    /// A name, with its dots; also `true`, `false` and `in`.
    Name(String),
    /// An operator or a parenthesis.
    Sign(&'static str),
    /// Behind the last token.
    End,
}

/// Longer signs come before their own beginnings.
const SIGNS: [&str; 20] = [
    "&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "+", "-", "*", "/", "?", ":", ",", "(", ")",
    "[", "]",
];

/// Splits `source`; the last token is always [`Lexeme::End`].
pub fn tokens(source: &str) -> Result<Vec<Token>, FormulaError> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let rest = source.get(at..).unwrap_or_default();
        let trimmed = rest.trim_start_matches([' ', '\t', '\r', '\n']);
        at += rest.len() - trimmed.len();
        let Some(first) = trimmed.chars().next() else {
            found.push(Token {
                what: Lexeme::End,
                span: at..at,
            });
            return Ok(found);
        };
        let (what, len) = match first {
            '0'..='9' => number(trimmed, at)?,
            '\'' | '"' => text(trimmed, first, at)?,
            'a'..='z' | 'A'..='Z' | '_' => name(trimmed, at)?,
            _ => sign(trimmed, first, at)?,
        };
        found.push(Token {
            what,
            span: at..at + len,
        });
        at += len;
    }
}

/// How many bytes at the beginning of `text` fit.
fn run(text: &str, fits: impl Fn(u8) -> bool) -> usize {
    text.bytes().take_while(|b| fits(*b)).count()
}

fn number(text: &str, at: usize) -> Result<(Lexeme, usize), FormulaError> {
    let digits = |from: usize| run(text.get(from..).unwrap_or_default(), |b| b.is_ascii_digit());
    let byte = |place: usize| text.as_bytes().get(place).copied();
    let mut len = digits(0);
    if byte(len) == Some(b'.') && digits(len + 1) > 0 {
        len += 1 + digits(len + 1);
    }
    if matches!(byte(len), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(byte(len + 1), Some(b'+' | b'-')));
        let exponent = digits(len + 1 + sign);
        if exponent > 0 {
            len += 1 + sign + exponent;
        }
    }
    // A figure that runs into a word or a further point is a slip, not two tokens.
    let whole = len
        + run(text.get(len..).unwrap_or_default(), |b| {
            b.is_ascii_alphanumeric() || b == b'_' || b == b'.'
        });
    let written = text.get(..whole).unwrap_or_default();
    let problem = |what: fn(SafeText) -> FormulaProblem| {
        FormulaError::new(at..at + whole, what(SafeText::new(written)))
    };
    if whole > len {
        return Err(problem(|text| FormulaProblem::Figure { text }));
    }
    match written.parse::<f64>() {
        Ok(figure) if figure.is_finite() => Ok((Lexeme::Number(figure), len)),
        Ok(_) => Err(problem(|text| FormulaProblem::TooLarge { text })),
        Err(_) => Err(problem(|text| FormulaProblem::Figure { text })),
    }
}

fn text(text: &str, quote: char, at: usize) -> Result<(Lexeme, usize), FormulaError> {
    let mut held = String::new();
    let mut chars = text.char_indices().skip(1);
    while let Some((place, c)) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some((_, escaped @ ('\\' | '\'' | '"'))) => held.push(escaped),
                _ => {
                    let span = at + place..at + place + 1;
                    return Err(FormulaError::new(span, FormulaProblem::Escape));
                }
            },
            '\n' | '\r' => break,
            _ if c == quote => return Ok((Lexeme::Text(held), place + 1)),
            _ => held.push(c),
        }
    }
    Err(FormulaError::new(at..at + 1, FormulaProblem::OpenText))
}

fn name(text: &str, at: usize) -> Result<(Lexeme, usize), FormulaError> {
    let len = run(text, |b| {
        b.is_ascii_alphanumeric() || b == b'_' || b == b'.'
    });
    let written = text.get(..len).unwrap_or_default();
    let fits = written.split('.').all(|part| {
        part.bytes().next().is_some_and(|b| b.is_ascii_lowercase())
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    });
    if fits {
        Ok((Lexeme::Name(written.to_owned()), len))
    } else {
        let text = SafeText::new(written);
        Err(FormulaError::new(
            at..at + len,
            FormulaProblem::Name { text },
        ))
    }
}

fn sign(text: &str, first: char, at: usize) -> Result<(Lexeme, usize), FormulaError> {
    match SIGNS.iter().find(|sign| text.starts_with(**sign)) {
        Some(sign) => Ok((Lexeme::Sign(sign), sign.len())),
        None => Err(FormulaError::new(
            at..at + first.len_utf8(),
            FormulaProblem::Character {
                found: visible(first),
            },
        )),
    }
}

/// The character itself, or its code point where nothing would be seen.
fn visible(c: char) -> SafeText {
    let shown = SafeText::trimmed(c.encode_utf8(&mut [0; 4]));
    if shown.width() == 0 {
        SafeText::new(&format!("U+{:04X}", u32::from(c)))
    } else {
        shown
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    #[test]
    fn tokens_stand_where_they_are_written() {
        let source = "a.b2>= 1.5e+3\t&& 'it\\'s'";
        let found = tokens(source).unwrap();
        let written: Vec<&str> = found.iter().map(|t| &source[t.span.clone()]).collect();
        assert_eq!(written, ["a.b2", ">=", "1.5e+3", "&&", "'it\\'s'", ""]);
        assert_eq!(found[2].what, Lexeme::Number(1500.0));
        assert_eq!(found[4].what, Lexeme::Text("it's".into()));
    }

    #[test]
    fn signs_are_read_as_long_as_they_can_be() {
        let found = tokens("<=<!=!").unwrap();
        let signs: Vec<_> = found.iter().map(|t| t.what.clone()).collect();
        let wanted = ["<=", "<", "!=", "!"].map(Lexeme::Sign);
        assert_eq!(signs[..4], wanted);
    }

    #[test]
    fn invisible_characters_are_named_by_their_code_point() {
        let error = tokens("a\u{200b}").unwrap_err();
        assert_eq!(error.span, 1..4);
        assert_eq!(
            error.to_string(),
            "`U+200B` cannot stand here in a formula."
        );
    }
}
