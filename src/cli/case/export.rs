//! `candor case export`: the transcript of a case, or of all.

use jiff::Timestamp;

use crate::casebook::{self, Deed, enter_deeds};
use crate::cases::{CaseId, write_whole};
use crate::cli::args::{ExportFormat, Exported, HowExported};
use crate::cli::output::{Exit, Failure, Output, json};
use crate::cli::transcripts::{self, Made};
use crate::clock;
use crate::config::Config;
use crate::present::Advised;
use crate::transcript::{Document, completeness, schema};

use super::opened::{damage, open};
use super::store;

/// Writes the transcript of one case, or of all of them line by line, to a file or gives it back as the result, after the audit log
/// says so.
///
/// # Errors
/// [`Failure`] when there is no such case, it is damaged, its catalog is not at hand, the format does not take several, or the file
/// cannot be written.
pub fn run(config: &Config, which: &Exported, how: &HowExported) -> Result<Output, Failure> {
    if which.schema {
        return Ok(Output::done(json(&schema())?));
    }
    let is_pdf = how.format == ExportFormat::Pdf;
    transcripts::check_paper(is_pdf, how.paper)?;
    if is_pdf && how.output.is_none() {
        transcripts::check_terminal("--output FILE")?;
    }
    let now = clock::now();
    let written = match (which.id, how.format) {
        (Some(id), _) => one(config, &id, how, now)?,
        (None, ExportFormat::Ndjson) => all(config, how, now)?,
        (None, _) => {
            return Err(Failure::wrong(
                "Only --format ndjson takes all cases, one on a line. Nothing was exported. Name a case, or that format.",
            ));
        }
    };
    let store = store(config)?;
    let word = transcripts::deed_word(how.format, how.redacted);
    let texts = written.texts.iter();
    let deeds = texts.map(|(id, text)| Deed::exported(*id, &word, None, text.as_bytes()));
    enter_deeds(&store, now, &config.user, deeds.collect())
        .map_err(|error| Failure::trouble(transcripts::not_entered(&error)))?;
    let texts = written.texts.iter();
    let text: String = texts.map(|(_, text)| text.as_str()).collect();
    let mut result = Output::done(text);
    result.exit = written.exit;
    result.notes = written.notes;
    if let Some(path) = &how.output {
        write_whole(path, result.text.as_bytes()).map_err(Failure::trouble)?;
        result.notes.push(format!("Written: {}", path.display()));
        result.text.clear();
    }
    for (id, text) in &written.texts {
        store.note(transcripts::exported(*id, how.format, text));
    }
    Ok(result)
}

/// Transcripts ready to be given out.
struct Written {
    texts: Vec<(CaseId, String)>,
    notes: Vec<String>,
    exit: Exit,
}

fn one(
    config: &Config,
    id: &CaseId,
    how: &HowExported,
    now: Timestamp,
) -> Result<Written, Failure> {
    let (document, mut notes) = document(config, id, now, how.redacted)?;
    let text = transcripts::written(&document, how, config)?;
    let missing = completeness(&document);
    if how.redacted {
        notes.push(
            "This transcript is redacted: it is no evidence and no final hand-over.".to_owned(),
        );
    } else if !missing.is_empty() {
        let parts: Vec<&str> = missing.iter().map(|part| part.words()).collect();
        notes.push(format!(
            "This transcript is a draft: it lacks {}.",
            parts.join(", ")
        ));
    }
    Ok(Written {
        texts: vec![(*id, text)],
        notes,
        exit: Exit::Done,
    })
}

/// Every case that can be read; what cannot is named.
fn all(config: &Config, how: &HowExported, now: Timestamp) -> Result<Written, Failure> {
    let cases = casebook::list(&store(config)?).map_err(Failure::trouble)?;
    let mut written = Written {
        texts: Vec::new(),
        notes: Vec::new(),
        exit: Exit::Done,
    };
    for case in &cases {
        let text = document(config, &case.id, now, how.redacted)
            .and_then(|(document, _)| transcripts::written(&document, how, config));
        match text {
            Ok(text) => written.texts.push((case.id, text)),
            Err(failure) => {
                written.notes.push(failure.message);
                written.exit = Exit::Trouble;
            }
        }
    }
    Ok(written)
}

/// The document of a case, redacted or not, with what the person must know besides.
///
/// # Errors
/// [`Failure`] when there is no such case, it is damaged, or its catalog is not at hand.
pub(super) fn document(
    config: &Config,
    id: &CaseId,
    now: Timestamp,
    redacted: bool,
) -> Result<(Document, Vec<String>), Failure> {
    let case = open(config, id)?;
    if let Some(damage) = damage(id, &case.records.tail) {
        return Err(Failure::trouble(format!(
            "{damage} Nothing was exported; `candor case show {id}` shows what can be read."
        )));
    }
    let catalog = case.catalog.map_err(|error| {
        Failure::wrong(format!(
            "Case {id} cannot be exported without its catalog. The case is unchanged. {error}"
        ))
    })?;
    let advised = Advised::on_case(&catalog, &id.to_string(), case.interview);
    let records = &case.records;
    let made = Made {
        id,
        facts: &records.facts,
        journal: (records.last, records.head),
        at: now,
        redacted,
    };
    let document = transcripts::of_case(&advised, &made);
    Ok((document, case.notes))
}
