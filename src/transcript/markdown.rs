//! The document as Markdown.

use super::document::Document;
use super::escape::markdown as escaped;
use super::pages::{ALONG_TITLE, Block, EVIDENCE_TITLE, Line, Pages, RECORD_TITLE, Section, Table};

/// Writes the document as Markdown (CommonMark, with the tables of GitHub). No value in it can become a link, an image, markup, a
/// heading, emphasis, a list or a table.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let pages = Pages::of(document);
    let mut blocks = vec![format!("# {}", escaped(&pages.title))];
    blocks.extend(
        pages
            .draft
            .iter()
            .map(|draft| format!("**{}**", escaped(draft))),
    );
    blocks.push(escaped(&pages.under));
    blocks.extend(pages.customer.iter().flat_map(section));
    if !pages.along.is_empty() {
        blocks.push(format!("# {ALONG_TITLE}"));
        blocks.extend(pages.along.iter().flat_map(section));
    }
    blocks.push(format!("# {RECORD_TITLE}"));
    blocks.extend(pages.record.iter().flat_map(section));
    blocks.push(format!("# {EVIDENCE_TITLE}"));
    blocks.extend(pages.evidence.iter().flat_map(section));
    let mut out = blocks.join("\n\n");
    out.push('\n');
    out
}

fn section(section: &Section) -> Vec<String> {
    let mut blocks = vec![format!("## {}", section.title)];
    blocks.extend(section.blocks.iter().map(|block| match block {
        Block::Paragraph(paragraph) => line(paragraph),
        Block::List(lines) => {
            let items: Vec<String> = lines
                .iter()
                .map(|item| format!("- {}", line(item)))
                .collect();
            items.join("\n")
        }
        Block::Table(rows) => table(rows),
    }));
    blocks
}

fn line(line: &Line) -> String {
    let text = escaped(&line.text);
    match &line.lead {
        Some(lead) => format!("**{}** {text}", escaped(lead)),
        None => text,
    }
}

fn table(table: &Table) -> String {
    let cells = |cells: &[crate::domain::SafeText]| {
        let cells: Vec<String> = cells.iter().map(|cell| escaped(cell)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let rule = format!("|{}", " --- |".repeat(table.heads.len()));
    let rows = table.rows.iter().map(|row| cells(row));
    let lines: Vec<String> = [cells(&table.heads), rule]
        .into_iter()
        .chain(rows)
        .collect();
    lines.join("\n")
}
