//! A document as sections of plain blocks, in reading order: what every written format has in common.

mod alternatives;
mod customer;
mod evidence;
mod handover;
mod record;

use jiff::Timestamp;

use crate::domain::SafeText;

use super::complete::completeness;
use super::document::Document;

/// A document ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    /// `DRAFT: ..`, unless the hand-over is complete; `REDACTED: ..` on a redacted one.
    pub draft: Option<SafeText>,
    /// Heading.
    pub title: SafeText,
    /// Case, time and edition, on one line.
    pub under: SafeText,
    /// What the customer takes home: one page.
    pub customer: Vec<Section>,
    /// What the customer takes along: questions to ask, and what can be done now.
    pub along: Vec<Section>,
    /// What the next colleague needs besides.
    pub record: Vec<Section>,
    /// What whoever judges the advice one day needs besides.
    pub evidence: Vec<Section>,
}

/// Heading of what the customer takes along.
pub const ALONG_TITLE: &str = "To take along";

/// What leads the adviser's own recommendation, wherever it is printed.
const ADVISER: &str = "Our adviser's own recommendation:";

/// Heading of the part after the customer's.
pub const RECORD_TITLE: &str = "For the record";

/// Heading of the last part.
pub const EVIDENCE_TITLE: &str = "Evidence";

/// A section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// A word that names it, for style sheets.
    pub key: &'static str,
    /// Heading.
    pub title: &'static str,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Line),
    /// A list of points.
    List(Vec<Line>),
    /// A table.
    Table(Table),
}

/// A line of text that may begin with words that stand out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The words that stand out.
    pub lead: Option<SafeText>,
    /// The rest.
    pub text: SafeText,
}

/// A table; every row has as many cells as there are headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Headings.
    pub heads: Vec<SafeText>,
    /// Rows.
    pub rows: Vec<Vec<SafeText>>,
}

impl Pages {
    /// Puts a document into sections.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let catalog = &document.head.catalog;
        let mut under: Vec<String> = Vec::new();
        under.extend(document.head.made.map(|at| document.moment(at)));
        under.extend(document.head.case.iter().map(|case| format!("case {case}")));
        let oldest = document
            .oldest_fact
            .filter(|date| *date != catalog.as_of)
            .map_or_else(String::new, |date| format!(", the oldest of {date}"));
        under.push(format!("figures as of {}{oldest}", catalog.as_of));
        Self {
            draft: draft(document),
            title: format!("What fits you: {}", catalog.title).into(),
            under: under.join(" · ").into(),
            customer: customer::sections(document),
            along: customer::along(document),
            record: record::sections(document),
            evidence: evidence::sections(document),
        }
    }
}

/// What a redacted document says of itself before anything else.
const REDACTED: &str = "REDACTED: words, names and times of day are left out, and figures are given as bands. This is no evidence and no final hand-over.";

fn draft(document: &Document) -> Option<SafeText> {
    if document.redacted {
        return Some(REDACTED.into());
    }
    let missing = completeness(document);
    let words: Vec<&str> = missing.iter().map(|part| part.words()).collect();
    (!words.is_empty())
        .then(|| format!("DRAFT: not complete. Still missing: {}.", words.join(", ")).into())
}

impl Section {
    /// A section, unless it would be empty.
    fn new(key: &'static str, title: &'static str, blocks: Vec<Block>) -> Option<Self> {
        (!blocks.is_empty()).then_some(Self { key, title, blocks })
    }
}

impl Line {
    fn plain(text: impl Into<SafeText>) -> Self {
        Self {
            lead: None,
            text: text.into(),
        }
    }

    fn lead(lead: impl Into<SafeText>, text: impl Into<SafeText>) -> Self {
        Self {
            lead: Some(lead.into()),
            text: text.into(),
        }
    }
}

impl Block {
    /// A list, unless it would be empty.
    fn list(lines: Vec<Line>) -> Option<Self> {
        (!lines.is_empty()).then_some(Self::List(lines))
    }
}

impl Document {
    /// `2025-11-21 14:09 UTC`; the day alone in a redacted document.
    pub(super) fn moment(&self, at: Timestamp) -> String {
        let form = if self.redacted {
            "%Y-%m-%d"
        } else {
            "%Y-%m-%d %H:%M UTC"
        };
        at.strftime(form).to_string()
    }
}

/// Texts in a row.
fn joined(texts: &[SafeText], separator: &str) -> String {
    let texts: Vec<&str> = texts.iter().map(SafeText::as_str).collect();
    texts.join(separator)
}

/// The adviser's own recommendation, where there is one.
fn adviser(document: &Document) -> Option<Line> {
    let adviser = document.adviser.as_ref()?;
    Some(Line::lead(ADVISER, adviser.words.clone()))
}

/// A label as the beginning of a line: with a capital letter.
fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(rest).collect()
    })
}
