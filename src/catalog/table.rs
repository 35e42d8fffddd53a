//! The spreadsheet of offerings, read as cells; what a cell means is decided by [`super::validate`].

use std::collections::BTreeSet;
use std::io::Read;

use super::load::TABLE_FILE;
use super::problem::{Place, Problem};

/// Most rows.
const MAX_ROWS: usize = 1_000_000;
/// Most columns.
const MAX_COLUMNS: usize = 256;
/// Longest cell, in bytes.
const MAX_CELL: usize = 64 * 1024;

/// A table with a heading; every row has as many cells as the heading.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// A row and the line of the file on which it begins.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) line: usize,
    pub(super) cells: csv::StringRecord,
}

impl Table {
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// The cell without white space at its ends; empty where there is no such column.
    pub(super) fn cell<'a>(&'a self, row: &'a Row, column: Option<usize>) -> &'a str {
        column
            .and_then(|column| row.cells.get(column))
            .unwrap_or_default()
            .trim()
    }

    /// The place of a cell.
    pub(super) fn place(row: &Row, column: &str) -> Place {
        Place::Cell {
            file: TABLE_FILE.into(),
            line: row.line,
            column: column.into(),
        }
    }
}

/// Reads a table. Rows of another length than the heading, cells that are too long and headings that stand twice are problems.
pub(super) fn read(text: &str) -> Result<Table, Vec<Problem>> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut problems = Vec::new();
    let columns: Vec<String> = match reader.headers() {
        Ok(headers) => headers.iter().map(|name| name.trim().to_owned()).collect(),
        Err(error) => return Err(vec![broken(&error)]),
    };
    if let Some(problem) = no_table(&columns).or_else(|| stray_quote(text)) {
        return Err(vec![problem]);
    }
    check_heading(&columns, &mut problems);
    if columns.len() > MAX_COLUMNS {
        // What stands under such a heading would be read for nothing.
        return Err(problems);
    }
    // Kept rows take far more memory than the file: they are counted first.
    if text.len() / 2 > MAX_ROWS
        && let Some(problem) = too_many_rows(text.as_bytes())
    {
        problems.push(problem);
        return Err(problems);
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let cells = match record {
            Ok(cells) => cells,
            Err(error) => {
                problems.push(broken(&error));
                break;
            }
        };
        let line = cells
            .position()
            .and_then(|position| usize::try_from(position.line()).ok())
            .unwrap_or(rows.len() + 2);
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let row = Row { line, cells };
        check_cells(&row, &columns, &mut problems);
        rows.push(row);
    }
    check_lengths(&rows, &columns, &mut problems);
    if problems.is_empty() {
        Ok(Table { columns, rows })
    } else {
        Err(problems)
    }
}

/// The problem when there are more rows than a catalog may have. It keeps one row at a time and stops at the first that is too many.
pub(super) fn too_many_rows(table: impl Read) -> Option<Problem> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(table);
    let mut row = csv::ByteRecord::new();
    let mut rows = 0;
    // What cannot be read is told by whoever reads the cells.
    while reader.read_byte_record(&mut row).unwrap_or(false) {
        if row.iter().any(|cell| !cell.trim_ascii().is_empty()) {
            rows += 1;
        }
        if rows > MAX_ROWS {
            let what = format!("The table has more than {MAX_ROWS} rows.");
            return Some(
                Problem::new(Place::File(TABLE_FILE.into()), "", what).hint("Split the catalog."),
            );
        }
    }
    None
}

/// A quotation mark in the wrong place would join rows in silence: offerings would be missing and nobody would know.
fn stray_quote(text: &str) -> Option<Problem> {
    let mut before = None;
    let mut opened: Option<usize> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match (c, opened) {
            ('"', None) if matches!(before, None | Some(',' | '\n' | '\r')) => opened = Some(at),
            ('"', None) => return Some(misplaced(text, at, None)),
            ('"', Some(start)) => match chars.peek().map(|(_, next)| *next) {
                Some('"') => {
                    chars.next();
                }
                None | Some(',' | '\n' | '\r') => opened = None,
                Some(_) => return Some(misplaced(text, at, Some(start))),
            },
            _ => {}
        }
        before = Some(c);
    }
    opened.map(|start| misplaced(text, start, None))
}

fn misplaced(text: &str, at: usize, start: Option<usize>) -> Problem {
    let until = |at: usize| text.get(..at).unwrap_or_default();
    let line = text.get(at..).and_then(|rest| rest.lines().next());
    let hint = match start {
        Some(start) => format!(
            "Its text begins at {}: perhaps its end is missing there. A quotation mark inside a text is written twice.",
            Place::after(TABLE_FILE, until(start))
        ),
        None => "A quotation mark stands at both ends of a cell, and twice where the text has one."
            .to_owned(),
    };
    Problem::new(
        Place::after(TABLE_FILE, until(at)),
        line.unwrap_or_default(),
        "This quotation mark has no partner.",
    )
    .hint(hint)
}

/// What is no table with commas at all needs one message instead of one per column.
fn no_table(columns: &[String]) -> Option<Problem> {
    let place = Place::File(TABLE_FILE.into());
    match columns {
        [] => Some(
            Problem::new(place, "", "The table is empty.")
                .hint("Write a row of headings and a row for each offering."),
        ),
        [heading] if heading.contains([';', '\t']) => Some(
            Problem::new(
                place,
                heading,
                "The cells of the table are not parted by commas.",
            )
            .hint("Save it again as CSV with commas, not with semicolons or tabs."),
        ),
        _ => None,
    }
}

fn check_heading(columns: &[String], problems: &mut Vec<Problem>) {
    let heading = |column: &str| Place::Cell {
        file: TABLE_FILE.into(),
        line: 1,
        column: column.into(),
    };
    if columns.len() > MAX_COLUMNS {
        problems.push(
            Problem::new(
                Place::File(TABLE_FILE.into()),
                "",
                format!(
                    "The table has {} columns; the most is {MAX_COLUMNS}.",
                    columns.len()
                ),
            )
            .hint("Take out what neither the interview nor the customer needs."),
        );
        return;
    }
    let mut seen = BTreeSet::new();
    for column in columns {
        if !column.is_empty() && !seen.insert(column) {
            problems.push(
                Problem::new(
                    heading(column),
                    column,
                    format!("The column '{column}' stands twice."),
                )
                .hint("Keep one of the two."),
            );
        }
    }
}

/// Rows of another length than the heading. When all have the same other length, it is the heading that is wrong.
fn check_lengths(rows: &[Row], columns: &[String], problems: &mut Vec<Problem>) {
    let wrong = |row: &&Row| row.cells.len() != columns.len();
    let first = rows.first().map_or(0, |row| row.cells.len());
    if rows.len() > 1 && first != columns.len() && rows.iter().all(|row| row.cells.len() == first) {
        let what = format!(
            "The heading has {} cells and every row {first}.",
            columns.len()
        );
        problems.push(
            Problem::new(Place::File(TABLE_FILE.into()), "", what)
                .hint("Look for a heading that is missing or too many."),
        );
        return;
    }
    for row in rows.iter().filter(wrong) {
        let last = columns
            .get(row.cells.len().saturating_sub(1))
            .or(columns.last());
        problems.push(
            Problem::new(
                Table::place(row, last.map_or("", String::as_str)),
                row.cells.get(0).unwrap_or_default(),
                format!("This row has {} cells and the heading {}.", row.cells.len(), columns.len()),
            )
            .hint("A comma is missing or too many, or a text with a comma in it has no quotation marks around it."),
        );
    }
}

fn check_cells(row: &Row, columns: &[String], problems: &mut Vec<Problem>) {
    for (cell, column) in row.cells.iter().zip(columns) {
        if cell.len() > MAX_CELL {
            problems.push(
                Problem::new(
                    Table::place(row, column),
                    "",
                    format!(
                        "The cell holds {} bytes; the most is {MAX_CELL}.",
                        cell.len()
                    ),
                )
                .hint("Shorten it; perhaps a quotation mark is missing."),
            );
        }
    }
}

fn broken(error: &csv::Error) -> Problem {
    let line = error
        .position()
        .and_then(|position| usize::try_from(position.line()).ok())
        .unwrap_or(1);
    Problem::new(
        Place::At {
            file: TABLE_FILE.into(),
            line,
            column: 1,
        },
        "",
        format!("The table cannot be read from here on: {error}."),
    )
    .hint("Save it again as CSV with commas and the encoding UTF-8.")
}
