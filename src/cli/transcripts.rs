//! Transcripts for commands and for the full screen.

use jiff::Timestamp;

use crate::casebook::{Deed, enter_deeds};
use crate::cases::{CaseId, LogEntry, LogError, LogFormat, Store, write_whole};
use crate::catalog::Catalog;
use crate::clock;
use crate::config::Config;
use crate::domain::SafeText;
use crate::interview::{Interview, Recorded};
use crate::present::Advised;
use crate::transcript::{Document, Material, crm, html, json, markdown, text};
use crate::tui::text::plain;

use super::args::ExportFormat;
use super::output::{self, Failure};

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

/// Cells of a line in an e-mail: with the marks of two replies before it, it is still not broken.
const EMAIL_WIDTH: usize = 76;

/// The document in one format; `limit` is the most characters of a note for a CRM.
///
/// # Errors
/// [`Failure`] when it cannot be written as JSON.
pub fn written(
    document: &Document,
    format: ExportFormat,
    limit: usize,
    config: &Config,
) -> Result<String, Failure> {
    match format {
        ExportFormat::Text if config.ascii => Ok(plain(&text(document, config.width))),
        ExportFormat::Text => Ok(text(document, config.width)),
        ExportFormat::Markdown => Ok(markdown(document)),
        ExportFormat::Html => Ok(html(document)),
        ExportFormat::Json => output::json(&json(document)),
        ExportFormat::Email => Ok(text(document, EMAIL_WIDTH)),
        ExportFormat::Ndjson => Ok(format!("{}\n", json(document))),
        ExportFormat::Crm => Ok(format!("{}\n", crm(document, limit))),
    }
}

/// The word for a format, as `--format` takes it.
pub const fn word(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Text => "text",
        ExportFormat::Markdown => "markdown",
        ExportFormat::Html => "html",
        ExportFormat::Json => "json",
        ExportFormat::Email => "email",
        ExportFormat::Ndjson => "ndjson",
        ExportFormat::Crm => "crm",
    }
}

/// What the log of the program says of a transcript that was written.
pub const fn exported(case: CaseId, format: ExportFormat, body: &str) -> LogEntry {
    let format = match format {
        ExportFormat::Text => LogFormat::Text,
        ExportFormat::Markdown => LogFormat::Markdown,
        ExportFormat::Html => LogFormat::Html,
        ExportFormat::Json => LogFormat::Json,
        ExportFormat::Email => LogFormat::Email,
        ExportFormat::Ndjson => LogFormat::Ndjson,
        ExportFormat::Crm => LogFormat::Crm,
    };
    let bytes = body.len();
    LogEntry::Exported {
        case,
        format,
        bytes,
    }
}

/// Writes the transcript of a case beside its journal as Markdown, as a page to print and as JSON, after the audit log says so. Only
/// its owner can read the files. Their names come back, and last the folder.
///
/// # Errors
/// What kept a file from being written, for the person.
pub fn beside(
    store: &Store,
    who: &SafeText,
    catalog: &Catalog,
    id: CaseId,
    facts: &[Recorded],
) -> Result<Vec<SafeText>, SafeText> {
    let now = clock::now();
    let advised = Advised::on_case(catalog, &id.to_string(), Interview::fold(facts));
    let document = of_case(&advised, &id, facts, now);
    let machine =
        output::json(&json(&document)).map_err(|failure| SafeText::from(failure.message))?;
    let files = [
        (ExportFormat::Markdown, "md", markdown(&document)),
        (ExportFormat::Html, "html", html(&document)),
        (ExportFormat::Json, "json", machine),
    ]
    .map(|(format, ending, body)| (format, format!("{}.{ending}", id.file_stem()), body));
    let deeds = files
        .iter()
        .map(|(format, name, body)| Deed::exported(id, word(*format), Some(name), body.as_bytes()))
        .collect();
    enter_deeds(store, now, who, deeds).map_err(|error| SafeText::from(not_entered(&error)))?;
    let journal = store.path(&id);
    let mut written = Vec::new();
    for (format, name, body) in &files {
        write_whole(&journal.with_file_name(name), body.as_bytes())
            .map_err(|error| SafeText::from(error.to_string()))?;
        store.note(exported(id, *format, body));
        written.push(name.as_str().into());
    }
    let folder = journal.parent().unwrap_or(&journal);
    written.push(format!("in {}", folder.to_string_lossy()).into());
    Ok(written)
}

/// What to tell when the audit log does not take an export.
pub fn not_entered(error: &LogError) -> String {
    format!(
        "Nothing was written, because the audit log could not say so: {error} The case is safe."
    )
}
