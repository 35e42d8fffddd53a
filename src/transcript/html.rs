//! The document as one HTML page to print.

use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

use super::document::Document;
use super::pages::{ALONG_TITLE, Block, EVIDENCE_TITLE, Line, Pages, RECORD_TITLE, Section, Table};

/// Nothing but the style sheet inside the page itself.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// Black on white in the fonts that every system has; the customer's part on one page, the record on the next.
const STYLE: &str = "
@page { margin: 8mm 11mm }
body { font: 8.2pt/1.18 Arial, 'Liberation Sans', Helvetica, sans-serif; color: #000; background: #fff; max-width: 194mm; margin: 0 auto }
h1 { font-size: 12pt; margin: 0 }
h2 { font-size: 9.4pt; margin: 1mm 0 .3mm; border-bottom: .3mm solid #000; break-after: avoid }
p { margin: .4mm 0 }
ul { margin: .3mm 0; padding-left: 3mm }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .15mm 1.5mm .15mm 0; border-bottom: .1mm solid #999 }
section { min-width: 0; overflow-wrap: anywhere }
.draft { border: .6mm solid #000; padding: 1.5mm; font-weight: bold }
.customer { columns: 2; column-gap: 4mm }
.customer > .advice, .customer > .costs { column-span: all }
.advice > p:first-of-type { font-size: 10pt }
.meets td:nth-child(2), .meets td:nth-child(3) { white-space: nowrap }
.costs td:first-child { width: 26% }
.costs td + td { white-space: nowrap }
.scope ul { font-size: 95% }
.full { font-size: 7.8pt; line-height: 1.15 }
.fullest { font-size: 7.1pt; line-height: 1.12 }
.along, .record, .evidence { break-before: page }
@media screen { body { padding: 8mm } .along, .record, .evidence { margin-top: 10mm } }
@media screen and (max-width: 600px) { .customer { columns: 1 } }
";

/// Writes the document as HTML: no script, no reference to anything outside, values only as text.
#[must_use]
pub fn html(document: &Document) -> String {
    let pages = Pages::of(document);
    let page = markup! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (pages.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { (pages.title) }
                @if let Some(draft) = &pages.draft { p class="draft" { (draft) } }
                p class="under" { (pages.under) }
                main class={ "customer " (layout(&pages)) } { @for part in &pages.customer { "\n" (section(part)) } "\n" }
                @if !pages.along.is_empty() {
                    div class="along" {
                        h1 { (ALONG_TITLE) }
                        @for part in &pages.along { "\n" (section(part)) } "\n"
                    }
                }
                div class="record" {
                    h1 { (RECORD_TITLE) }
                    @for part in &pages.record { "\n" (section(part)) } "\n"
                }
                div class="evidence" {
                    h1 { (EVIDENCE_TITLE) }
                    @for part in &pages.evidence { "\n" (section(part)) } "\n"
                }
            }
        }
    };
    let mut out = page.into_string();
    out.push('\n');
    out
}

/// How much stands on the customer's page, in characters: from these on the type is smaller, so that it stays one page.
const FULL: usize = 4500;
const FULLEST: usize = 6000;
/// What a row of a table takes beside its text, and a line or a heading.
const ROW: usize = 30;

/// How large the type of the customer's page is.
fn layout(pages: &Pages) -> &'static str {
    match pages.customer.iter().map(size).sum() {
        0..FULL => "",
        FULL..FULLEST => "full",
        FULLEST.. => "fullest",
    }
}

/// How much room a section takes, in characters.
fn size(section: &Section) -> usize {
    let line = |line: &Line| {
        let lead = line.lead.as_ref().map_or(0, |lead| lead.chars().count());
        lead + line.text.chars().count() + ROW
    };
    let block = |block: &Block| match block {
        Block::Paragraph(paragraph) => line(paragraph),
        Block::List(lines) => lines.iter().map(line).sum(),
        Block::Table(table) => {
            let rows = std::iter::once(&table.heads).chain(&table.rows);
            let cells = |row: &Vec<crate::domain::SafeText>| -> usize {
                row.iter().map(|cell| cell.chars().count()).sum()
            };
            rows.map(|row| cells(row) + ROW).sum()
        }
    };
    ROW + section.blocks.iter().map(block).sum::<usize>()
}

fn section(section: &Section) -> Markup {
    markup! {
        section class=(section.key) {
            h2 { (section.title) }
            @for block in &section.blocks {
                @match block {
                    Block::Paragraph(paragraph) => { "\n" p { (line(paragraph)) } },
                    Block::List(lines) => ul { @for item in lines { "\n" li { (line(item)) } } },
                    Block::Table(rows) => (table(rows)),
                }
            }
        }
    }
}

fn line(line: &Line) -> Markup {
    markup! {
        @if let Some(lead) = &line.lead { strong { (lead) } " " }
        (line.text)
    }
}

fn table(table: &Table) -> Markup {
    markup! {
        table {
            thead { tr { @for head in &table.heads { th scope="col" { (head) } } } }
            tbody { @for row in &table.rows { "\n" tr { @for cell in row { td { (cell) } } } } }
        }
    }
}
