//! Transcripts for commands and for the full screen.

use std::io::IsTerminal as _;
use std::path::PathBuf;

use jiff::Timestamp;

use crate::casebook::{Deed, enter_deeds, load};
use crate::cases::{CaseId, ChainHash, ExportError, LogEntry, LogError, LogFormat, Ready, Store};
use crate::catalog::Catalog;
use crate::clock;
use crate::config::Config;
use crate::domain::SafeText;
use crate::interview::{Interview, Recorded};
use crate::present::{Advised, View};
use crate::transcript::pdf::{self, pdf};
use crate::transcript::proof::Chain;
use crate::transcript::{
    Document, Material, USUAL, crm, html, json, markdown, text, text_for_customer,
};
use crate::tui::app::Format;
use crate::tui::text::plain;
use crate::tui::{HandedOver, Wanted};

use super::args::{ExportFormat, HowExported, PaperSize};
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

/// The document in one format.
///
/// # Errors
/// [`Failure`] when it cannot be written as JSON, or a PDF cannot print some of its letters.
pub fn written(document: &Document, how: &HowExported, config: &Config) -> Result<String, Failure> {
    match how.format {
        ExportFormat::Text if config.ascii => Ok(plain(&text(document, config.width))),
        ExportFormat::Text => Ok(text(document, config.width)),
        ExportFormat::Markdown => Ok(markdown(document)),
        ExportFormat::Html => Ok(html(document)),
        ExportFormat::Json => output::json(&json(document)),
        ExportFormat::Email => Ok(text(document, EMAIL_WIDTH)),
        ExportFormat::Ndjson => Ok(format!("{}\n", json(document))),
        ExportFormat::Crm => Ok(format!("{}\n", crm(document, how.limit))),
        ExportFormat::Pdf => printed(document, how.paper),
    }
}

/// The document as a PDF, on the paper that is usual where its money is paid unless one is named.
///
/// # Errors
/// [`Failure`] when its fonts lack some of the letters.
pub fn printed(document: &Document, paper: Option<PaperSize>) -> Result<String, Failure> {
    let paper = paper.map_or_else(|| pdf::Paper::usual(document), pdf::Paper::from);
    pdf(document, paper).map_err(|error| {
        Failure::wrong(format!(
            "{error} --format html writes the same page with every letter."
        ))
    })
}

/// That paper is named for a PDF only.
///
/// # Errors
/// [`Failure`] when it is named for something else.
pub fn check_paper(is_pdf: bool, paper: Option<PaperSize>) -> Result<(), Failure> {
    if is_pdf || paper.is_none() {
        return Ok(());
    }
    Err(Failure::wrong(
        "Only --format pdf takes --paper. Nothing was written. Leave it out, or name that format.",
    ))
}

/// That standard output goes to a program or a file: a PDF is nothing to read on a terminal.
///
/// # Errors
/// [`Failure`] when it goes to a terminal; `instead` is what to do.
pub fn check_terminal(instead: &str) -> Result<(), Failure> {
    if !std::io::stdout().is_terminal() {
        return Ok(());
    }
    Err(Failure::wrong(format!(
        "A PDF cannot be read on a terminal. Nothing was written. Name a file: {instead}."
    )))
}

/// The word for a format, as `--format` takes it.
pub const fn word(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Text => "text",
        ExportFormat::Markdown => "markdown",
        ExportFormat::Html => "html",
        ExportFormat::Pdf => "pdf",
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
        ExportFormat::Pdf => LogFormat::Pdf,
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

/// A paper with its format, and the end of the name of its file.
struct Paper {
    format: ExportFormat,
    ending: &'static str,
    body: String,
}

/// The end of the name of a paper's file.
const fn ending(format: Format) -> &'static str {
    match format {
        Format::Email => "txt",
        Format::Page => "html",
        Format::Pdf => "pdf",
        Format::Crm => "crm.txt",
        Format::Json => "json",
    }
}

impl Paper {
    fn of(document: &Document, wanted: Format) -> Result<Self, SafeText> {
        let (format, body) = match wanted {
            // The record is for us.
            Format::Email => {
                let body = text_for_customer(document, EMAIL_WIDTH);
                (ExportFormat::Email, body)
            }
            Format::Page => (ExportFormat::Html, html(document)),
            Format::Pdf => {
                let body = pdf(document, pdf::Paper::usual(document)).map_err(|error| {
                    SafeText::from(format!("{error} The web page has every letter."))
                })?;
                (ExportFormat::Pdf, body)
            }
            Format::Crm => {
                let body = format!("{}\n", crm(document, USUAL));
                (ExportFormat::Crm, body)
            }
            Format::Json => {
                let body = output::json(&json(document));
                let body = body.map_err(|failure| SafeText::from(failure.message))?;
                (ExportFormat::Json, body)
            }
        };
        Ok(Self {
            format,
            ending: ending(wanted),
            body,
        })
    }

    /// Those that were written before at somebody's wish: a paper must not say less than the record beside it. After them the files of
    /// those that cannot be made any more, which are to be removed.
    fn again(document: &Document, file: impl Fn(&str) -> PathBuf) -> (Vec<Self>, Vec<PathBuf>) {
        let (mut papers, mut outdated) = (Vec::new(), Vec::new());
        for format in [Format::Email, Format::Pdf, Format::Crm] {
            let path = file(ending(format));
            if path.is_file() {
                match Self::of(document, format) {
                    Ok(paper) => papers.push(paper),
                    Err(_) => outdated.push(path),
                }
            }
        }
        (papers, outdated)
    }
}

/// Makes what is handed over of a case, after the audit log says so. Files stand beside its journal, where only its owner can read them:
/// the usual ones are Markdown, a page to print and JSON, and those that were wished for before are written anew with them.
///
/// # Errors
/// What kept it from being made, for the person.
pub fn hand_over(
    store: &Store,
    who: &SafeText,
    catalog: &Catalog,
    (id, facts): (CaseId, &[Recorded]),
    wanted: Wanted,
) -> Result<HandedOver, SafeText> {
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
    let journal = store.path(&id);
    let file = |ending: &str| journal.with_file_name(format!("{}.{ending}", id.file_stem()));
    let (papers, outdated) = match wanted {
        Wanted::Files => {
            let usual = [
                Paper {
                    format: ExportFormat::Markdown,
                    ending: "md",
                    body: markdown(&document),
                },
                Paper::of(&document, Format::Page)?,
                Paper::of(&document, Format::Json)?,
            ];
            let (again, outdated) = Paper::again(&document, file);
            (usual.into_iter().chain(again).collect(), outdated)
        }
        Wanted::File(format) | Wanted::Text(format) => {
            (vec![Paper::of(&document, format)?], Vec::new())
        }
    };
    let to_file = !matches!(wanted, Wanted::Text(_));
    let name = |paper: &Paper| format!("{}.{}", id.file_stem(), paper.ending);
    let deeds = papers.iter().map(|paper| {
        let file = to_file.then(|| name(paper));
        Deed::exported(
            id,
            word(paper.format),
            file.as_deref(),
            paper.body.as_bytes(),
        )
    });
    let not_written = |error: ExportError| SafeText::from(error.to_string());
    // On the disk before the log says so, and in their places after it: nothing is entered that finds no room.
    let mut ready = Vec::new();
    for paper in papers.iter().filter(|_| to_file) {
        let path = journal.with_file_name(name(paper));
        ready.push(Ready::new(&path, paper.body.as_bytes()).map_err(not_written)?);
    }
    enter_deeds(store, now, who, deeds.collect())
        .map_err(|error| SafeText::from(not_entered(&error)))?;
    for path in outdated {
        let _ = std::fs::remove_file(path);
    }
    let mut written = Vec::new();
    let mut ready = ready.into_iter();
    for paper in &papers {
        if let Some(file) = ready.next() {
            file.put().map_err(not_written)?;
            written.push(name(paper).as_str().into());
        } else {
            written.extend(paper.body.lines().map(SafeText::new));
        }
        store.note(exported(id, paper.format, &paper.body));
    }
    if !to_file {
        return Ok(HandedOver::Text(written));
    }
    let folder = journal.parent().unwrap_or(&journal);
    written.push(format!("in {}", folder.to_string_lossy()).into());
    Ok(HandedOver::Files(written))
}

/// What to tell when the audit log does not take an export.
pub fn not_entered(error: &LogError) -> String {
    format!(
        "Nothing was written, because the audit log could not say so: {error} The case is safe."
    )
}
