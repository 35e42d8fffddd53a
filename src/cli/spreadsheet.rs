//! Tables for spreadsheets: CSV as RFC 4180 has it, in which no text is ever taken for a formula.
//!
//! What a cell is decides how it is written, not how it looks: a figure that begins with a minus sign stays a figure, a text that does
//! gets an apostrophe in front.

use crate::domain::SafeText;

use super::output::Failure;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Text, which no spreadsheet may compute.
    Text(SafeText),
    /// A figure; one that is not finite is written as nothing.
    Number(f64),
    /// A count.
    Whole(u64),
    /// Nothing is known, or nothing applies.
    Empty,
}

impl Cell {
    /// Text.
    #[must_use]
    pub fn text(text: impl Into<SafeText>) -> Self {
        Self::Text(text.into())
    }

    /// What can be said of `value`, if there is one.
    #[must_use]
    pub fn of<T: ToString>(value: Option<T>) -> Self {
        value.map_or(Self::Empty, |value| Self::text(value.to_string()))
    }

    fn written(&self) -> String {
        match self {
            Self::Text(text) if begins_a_formula(text) => format!("'{text}"),
            Self::Text(text) => text.to_string(),
            Self::Number(figure) if figure.is_finite() => figure.to_string(),
            Self::Whole(count) => count.to_string(),
            Self::Number(_) | Self::Empty => String::new(),
        }
    }
}

/// Whether a spreadsheet may take `text` for a formula: some look behind quotation marks and blanks, and some know wide signs.
#[must_use]
pub fn begins_a_formula(text: &str) -> bool {
    let quiet = |c: char| matches!(c, '"' | '\'' | '`' | '\0' | '\n') || c == ' ' || is_blank(c);
    let sign = |c: char| {
        matches!(
            c,
            '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠'
        )
    };
    text.trim_start_matches(quiet).starts_with(sign)
}

/// White space other than what is a sign itself.
fn is_blank(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\t' | '\r')
}

/// Writes a heading and rows, each line ended by CR and LF.
///
/// # Errors
/// A failure when a row has another length than the heading.
pub fn csv(heading: &[SafeText], rows: &[Vec<Cell>]) -> Result<String, Failure> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let heading: Vec<Cell> = heading.iter().cloned().map(Cell::Text).collect();
    for row in std::iter::once(&heading).chain(rows) {
        let written = row.iter().map(Cell::written);
        writer.write_record(written).map_err(Failure::trouble)?;
    }
    let bytes = writer.into_inner().map_err(Failure::trouble)?;
    String::from_utf8(bytes).map_err(Failure::trouble)
}
