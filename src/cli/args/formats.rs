//! How results are written.

use clap::ValueEnum;

use crate::transcript::pdf::Paper;

/// How advice is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum AdviceFormat {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// To hand over, as Markdown
    Markdown,
    /// To hand over, as a page for a browser or a printer
    Html,
    /// To hand over, as a PDF to print: the customer's page on one sheet
    Pdf,
    /// For spreadsheets: the order with the figures
    Csv,
}

/// How a transcript is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ExportFormat {
    /// For people, without markup
    #[default]
    Text,
    /// For an e-mail: text with lines of 76 characters at most
    Email,
    /// Markdown
    Markdown,
    /// A page for a browser or a printer
    Html,
    /// A PDF to print: the customer's page on one sheet
    Pdf,
    /// For programs
    Json,
    /// For programs, one case on a line
    Ndjson,
    /// For a field of a CRM: how it stands, the gist, what is to be done; --limit says how long
    Crm,
}

/// How lists are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ListFormat {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

/// How a list that is a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum TableFormat {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
}

/// What a PDF is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PaperSize {
    /// 210 by 297 mm
    A4,
    /// 8.5 by 11 inches
    Letter,
}

impl From<PaperSize> for Paper {
    fn from(size: PaperSize) -> Self {
        match size {
            PaperSize::A4 => Self::A4,
            PaperSize::Letter => Self::Letter,
        }
    }
}
