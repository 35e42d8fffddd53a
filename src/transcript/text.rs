//! The document as plain text, for an e-mail or a printer.

use textwrap::{Options, WordSeparator, WordSplitter, wrap};

use crate::domain::SafeText;

use super::document::Document;
use super::pages::{ALONG_TITLE, Block, EVIDENCE_TITLE, Line, Pages, RECORD_TITLE, Section, Table};

/// The narrowest lines that are still read as lines.
const NARROWEST: usize = 24;
/// Cells between two columns of a table.
const GAP: usize = 2;
/// The narrowest column of a table; where one would be narrower, each row becomes a list.
const COLUMN: usize = 8;

/// Writes the document as text with lines of at most `width` terminal cells (at least 24 are taken).
#[must_use]
pub fn text(document: &Document, width: usize) -> String {
    let pages = Pages::of(document);
    let mut out = for_customer(&pages, width);
    out.part(RECORD_TITLE, &pages.record);
    out.part(EVIDENCE_TITLE, &pages.evidence);
    out.finished()
}

/// Writes what the customer takes home and nothing else, as text with lines of at most `width` terminal cells (at least 24 are taken).
#[must_use]
pub fn text_for_customer(document: &Document, width: usize) -> String {
    for_customer(&Pages::of(document), width).finished()
}

fn for_customer(pages: &Pages, width: usize) -> Lines {
    let mut out = Lines {
        width: width.max(NARROWEST),
        lines: Vec::new(),
    };
    out.title(&pages.title, '=');
    if let Some(draft) = &pages.draft {
        out.lines.push(String::new());
        out.wrapped(draft, "", "");
    }
    out.wrapped(&pages.under, "", "");
    pages.customer.iter().for_each(|part| out.section(part));
    if !pages.along.is_empty() {
        out.part(ALONG_TITLE, &pages.along);
    }
    out
}

struct Lines {
    width: usize,
    lines: Vec<String>,
}

impl Lines {
    fn finished(self) -> String {
        let mut text = self.lines.join("\n");
        text.push('\n');
        text
    }

    /// A part with a heading of its own.
    fn part(&mut self, title: &str, sections: &[Section]) {
        self.lines.push(String::new());
        self.lines.push(String::new());
        self.title(title, '=');
        sections.iter().for_each(|section| self.section(section));
    }

    fn section(&mut self, section: &Section) {
        self.lines.push(String::new());
        self.title(section.title, '-');
        let mut before: Option<&Block> = None;
        for block in &section.blocks {
            if before.is_some_and(|before| apart(before, block)) {
                self.lines.push(String::new());
            }
            before = Some(block);
            match block {
                Block::Paragraph(line) => {
                    self.wrapped(&words(line), "", "");
                }
                Block::List(lines) => {
                    for line in lines {
                        self.wrapped(&words(line), "- ", "  ");
                    }
                }
                Block::Table(table) => self.table(table),
            }
        }
    }

    fn title(&mut self, title: &str, rule: char) {
        let before = self.lines.len();
        self.wrapped(title, "", "");
        let longest = self
            .lines
            .iter()
            .skip(before)
            .map(|line| SafeText::new(line).width())
            .max();
        self.lines
            .push(rule.to_string().repeat(longest.unwrap_or(0)));
    }

    fn wrapped(&mut self, text: &str, first: &str, next: &str) {
        let options = options(self.width)
            .initial_indent(first)
            .subsequent_indent(next);
        let lines = wrap(text, options);
        self.lines
            .extend(lines.iter().map(|line| line.trim_end().to_owned()));
    }

    fn table(&mut self, table: &Table) {
        let Some(widths) = widths(table, self.width) else {
            self.as_list(table);
            return;
        };
        self.row(&table.heads, &widths);
        let rules: Vec<SafeText> = widths
            .iter()
            .map(|&width| "-".repeat(width).into())
            .collect();
        self.row(&rules, &widths);
        for row in &table.rows {
            self.row(row, &widths);
        }
    }

    fn row(&mut self, cells: &[SafeText], widths: &[usize]) {
        let wrapped: Vec<Vec<String>> = cells
            .iter()
            .zip(widths)
            .map(|(cell, &width)| {
                let lines = wrap(cell, options(width));
                lines
                    .into_iter()
                    .map(std::borrow::Cow::into_owned)
                    .collect()
            })
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for number in 0..height {
            let mut line = String::new();
            for (cell, &width) in wrapped.iter().zip(widths) {
                let part = cell.get(number).map_or("", String::as_str);
                let used = SafeText::new(part).width();
                line.push_str(part);
                line.push_str(&" ".repeat((width + GAP).saturating_sub(used)));
            }
            self.lines.push(line.trim_end().to_owned());
        }
    }

    /// Each row as a point with a line for each of its other cells.
    fn as_list(&mut self, table: &Table) {
        for row in &table.rows {
            let mut cells = row.iter().zip(&table.heads);
            if let Some((label, _)) = cells.next() {
                self.wrapped(label, "- ", "  ");
            }
            for (cell, head) in cells {
                self.wrapped(&format!("{head}: {cell}"), "  ", "    ");
            }
        }
    }
}

/// Lines break at spaces only, so that names and addresses stay whole where they fit.
fn options(width: usize) -> Options<'static> {
    Options::new(width)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
}

/// Whether an empty line stands between two blocks: not between a paragraph and its list.
const fn apart(before: &Block, block: &Block) -> bool {
    !matches!((before, block), (Block::Paragraph(_), Block::List(_)))
}

fn words(line: &Line) -> String {
    match &line.lead {
        Some(lead) => format!("{lead} {}", line.text),
        None => line.text.to_string(),
    }
}

/// How wide each column is: as wide as its widest cell where all fit, else the widest columns share what is left.
fn widths(table: &Table, width: usize) -> Option<Vec<usize>> {
    let columns = table.heads.len();
    let rows = || std::iter::once(&table.heads).chain(&table.rows);
    let widest = |column: usize| {
        let cells = rows().filter_map(|row| row.get(column));
        cells.map(|cell| cell.width()).max().unwrap_or(0)
    };
    let mut widths: Vec<usize> = (0..columns).map(widest).collect();
    let room = width.checked_sub(GAP * columns.saturating_sub(1))?;
    while widths.iter().sum::<usize>() > room {
        let longest = widths.iter_mut().max()?;
        if *longest <= COLUMN {
            return None;
        }
        *longest -= 1;
    }
    Some(widths)
}
