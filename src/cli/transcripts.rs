//! Transcripts for commands and for the full screen.

use jiff::Timestamp;

use crate::casebook::{Deed, enter_deeds, load};
use crate::cases::{CaseId, ChainHash, LogEntry, LogError, LogFormat, Store, write_whole};
use crate::catalog::Catalog;
use crate::clock;
use crate::config::Config;
use crate::domain::SafeText;
use crate::interview::{Interview, Recorded};
use crate::present::{Advised, View};
use crate::transcript::proof::Chain;
use crate::transcript::{Document, Material, crm, html, json, markdown, text};
use crate::tui::text::plain;

use super::args::ExportFormat;
use super::output::{self, Failure};

/// The document about answers that belong to no case. It names no time, so that the same answers give the same bytes.
#[must_use]
pub fn of_answers(advised: &Advised<'_>) -> Document {
    Document::new(&material(advised, &advised.view(), &[]))
}

/// A case of which a document is made at this moment.
pub struct Made<'a> {
    /// Its id.
    pub id: &'a CaseId,
    /// What its journal says.
    pub facts: &'a [Recorded],
    /// How many records its journal has, and the hash of the last.
    pub journal: (u64, ChainHash),
    /// The moment.
    pub at: Timestamp,
    /// Whether what could name a person is left out.
    pub redacted: bool,
}

/// The document about a case.
#[must_use]
pub fn of_case(advised: &Advised<'_>, made: &Made<'_>) -> Document {
    let (records, head) = &made.journal;
    let view = advised.view();
    let material = Material {
        case: Some(made.id.to_string().into()),
        chain: Some(Chain {
            records: *records,
            head: head.to_string().into(),
        }),
        made: Some(made.at),
        ..material(advised, &view, made.facts)
    };
    if made.redacted {
        Document::redacted(&material)
    } else {
        Document::new(&material)
    }
}

/// What belongs to no case and to no time.
fn material<'a>(
    advised: &'a Advised<'_>,
    view: &'a View<'a>,
    facts: &'a [Recorded],
) -> Material<'a> {
    Material {
        view,
        interview: &advised.interview,
        facts,
        flow: &advised.flow,
        case: None,
        chain: None,
        made: None,
        program: env!("CARGO_PKG_VERSION").into(),
    }
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

/// The same as the audit log has it.
pub fn deed_word(format: ExportFormat, redacted: bool) -> String {
    let how = if redacted { " (redacted)" } else { "" };
    format!("{}{how}", word(format))
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
    let records = load(store, &id).map_err(|error| SafeText::from(error.to_string()))?;
    let made = Made {
        id: &id,
        facts,
        journal: (records.last, records.head),
        at: now,
        redacted: false,
    };
    let document = of_case(&advised, &made);
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
