//! Transcripts for commands and for the full screen.

use jiff::Timestamp;

use crate::cases::{CaseId, Store, write_whole};
use crate::catalog::Catalog;
use crate::clock;
use crate::config::Config;
use crate::domain::SafeText;
use crate::interview::{Interview, Recorded};
use crate::transcript::{Document, Material, html, json, markdown, text};

use super::advised::Advised;
use super::args::ExportFormat;
use super::output::{self, Failure};
use super::page::plain;

/// The document about answers that belong to no case. It names no time, so that the same answers give the same bytes.
#[must_use]
pub fn of_answers(advised: &Advised<'_>) -> Document {
    document(advised, &[], None, None)
}

/// The document about a case, made at this moment.
#[must_use]
pub fn of_case(
    advised: &Advised<'_>,
    id: &CaseId,
    facts: &[Recorded],
    made: Timestamp,
) -> Document {
    document(advised, facts, Some(id), Some(made))
}

fn document(
    advised: &Advised<'_>,
    facts: &[Recorded],
    id: Option<&CaseId>,
    made: Option<Timestamp>,
) -> Document {
    Document::new(&Material {
        view: &advised.view(),
        interview: &advised.interview,
        facts,
        flow: &advised.flow,
        case: id.map(|id| id.to_string().into()),
        made,
        program: env!("CARGO_PKG_VERSION").into(),
    })
}

/// The document in one format.
///
/// # Errors
/// [`Failure`] when it cannot be written as JSON.
pub fn written(
    document: &Document,
    format: ExportFormat,
    config: &Config,
) -> Result<String, Failure> {
    match format {
        ExportFormat::Text if config.ascii => Ok(plain(&text(document, config.width))),
        ExportFormat::Text => Ok(text(document, config.width)),
        ExportFormat::Markdown => Ok(markdown(document)),
        ExportFormat::Html => Ok(html(document)),
        ExportFormat::Json => output::json(&json(document)),
    }
}

/// Writes the transcript of a case beside its journal as Markdown, as a page to print and as JSON. Only its owner can read the files.
/// Their names come back, and last the folder.
///
/// # Errors
/// What kept a file from being written, for the person.
pub fn beside(
    store: &Store,
    catalog: &Catalog,
    id: CaseId,
    facts: &[Recorded],
) -> Result<Vec<SafeText>, SafeText> {
    let advised = Advised::on_case(catalog, &id, Interview::fold(facts));
    let document = of_case(&advised, &id, facts, clock::now());
    let machine =
        output::json(&json(&document)).map_err(|failure| SafeText::from(failure.message))?;
    let journal = store.path(&id);
    let mut written = Vec::new();
    for (ending, content) in [
        ("md", markdown(&document)),
        ("html", html(&document)),
        ("json", machine),
    ] {
        let path = journal.with_extension(ending);
        write_whole(&path, content.as_bytes())
            .map_err(|error| SafeText::from(error.to_string()))?;
        written.push(format!("{}.{ending}", id.file_stem()).into());
    }
    let folder = journal.parent().unwrap_or(&journal);
    written.push(format!("in {}", folder.to_string_lossy()).into());
    Ok(written)
}
