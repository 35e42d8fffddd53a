//! The document as one HTML page to print.

use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

use super::document::Document;
use super::pages::{ALONG_TITLE, Block, EVIDENCE_TITLE, Line, Pages, RECORD_TITLE, Section, Table};

/// Nothing but the style sheet inside the page itself.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// Black on white in the fonts that every system has; the customer's part on one page, the record on the next.
const STYLE: &str = "
@page { margin: 8mm 11mm }
body { font: 8.4pt/1.2 Arial, 'Liberation Sans', Helvetica, sans-serif; color: #000; background: #fff; max-width: 190mm; margin: 0 auto }
h1 { font-size: 13pt; margin: 0 }
h2 { font-size: 10pt; margin: 1.3mm 0 .4mm; border-bottom: .3mm solid #000 }
p { margin: .6mm 0 }
ul { margin: .4mm 0; padding-left: 3.5mm }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .25mm 2mm .25mm 0; border-bottom: .1mm solid #999 }
section { min-width: 0; overflow-wrap: anywhere }
.draft { border: .6mm solid #000; padding: 1.5mm; font-weight: bold }
.customer { display: grid; grid-template-columns: 1fr 1.1fr; column-gap: 5mm; grid-auto-rows: max-content }
.customer > section { grid-column: 1 / -1 }
.advice > p:first-of-type { font-size: 10.5pt }
.fits > .told, .fits > .against, .fits > .unmet, .nothing > .told { grid-column: 1 }
.fits > .meets, .nothing > .unmet { grid-column: 2 }
.fits > .told, .nothing > .told, .nothing > .unmet { grid-row: 2 }
.fits > .against { grid-row: 3 }
.fits > .unmet { grid-row: 4 }
.fits > .meets { grid-row: 2 / span 3 }
.meets td:nth-child(2), .meets td:nth-child(3) { white-space: nowrap }
.costs li { display: inline }
.costs li::after { content: ' ' }
.costs ul { padding: 0 }
.costs ul, .scope ul { font-size: 7.8pt }
.along, .record, .evidence { break-before: page }
@media screen { body { padding: 8mm } .along, .record, .evidence { margin-top: 10mm } }
@media screen and (max-width: 600px) { .customer { display: block } }
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

/// With a need-by-need table there are two columns, beside and below it.
fn layout(pages: &Pages) -> &'static str {
    if pages.customer.iter().any(|section| section.key == "meets") {
        "fits"
    } else {
        "nothing"
    }
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
