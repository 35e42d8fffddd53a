//! `candor case export`: the transcript of a case, or of all.

use std::path::Path;

use jiff::Timestamp;

use crate::casebook::{self, Deed, enter_deeds};
use crate::cases::{CaseId, write_whole};
use crate::cli::args::{ExportFormat, Exported};
use crate::cli::output::{Exit, Failure, Output, json};
use crate::cli::transcripts;
use crate::clock;
use crate::config::Config;
use crate::present::Advised;
use crate::transcript::{Document, completeness, schema};

use super::opened::{damage, open};
use super::store;

/// Writes the transcript of one case, or of all of them line by line, to the file `output` or gives it back as the result, after the
/// audit log says so.
///
/// # Errors
/// [`Failure`] when there is no such case, it is damaged, its catalog is not at hand, the format does not take several, or the file
/// cannot be written.
pub fn run(
    config: &Config,
    which: &Exported,
    format: ExportFormat,
    limit: usize,
    output: Option<&Path>,
) -> Result<Output, Failure> {
    if which.schema {
        return Ok(Output::done(json(&schema())?));
    }
    let now = clock::now();
    let written = match (which.id, format) {
        (Some(id), _) => one(config, &id, (format, limit), now)?,
        (None, ExportFormat::Ndjson) => all(config, limit, now)?,
        (None, _) => {
            return Err(Failure::wrong(
                "Only --format ndjson takes all cases, one on a line. Nothing was exported. Name a case, or that format.",
            ));
        }
    };
    let store = store(config)?;
    let deeds = written
        .texts
        .iter()
        .map(|(id, text)| Deed::exported(*id, transcripts::word(format), None, text.as_bytes()));
    enter_deeds(&store, now, &config.user, deeds.collect())
        .map_err(|error| Failure::trouble(transcripts::not_entered(&error)))?;
    let text: String = written
        .texts
        .iter()
        .map(|(_, text)| text.as_str())
        .collect();
    let mut result = Output::done(text);
    result.exit = written.exit;
    result.notes = written.notes;
    if let Some(path) = output {
        write_whole(path, result.text.as_bytes()).map_err(Failure::trouble)?;
        result.notes.push(format!("Written: {}", path.display()));
        result.text.clear();
    }
    for (id, text) in &written.texts {
        store.note(transcripts::exported(*id, format, text));
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
    (format, limit): (ExportFormat, usize),
    now: Timestamp,
) -> Result<Written, Failure> {
    let (document, mut notes) = document(config, id, now)?;
    let text = transcripts::written(&document, format, limit, config)?;
    let missing = completeness(&document);
    if !missing.is_empty() {
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
fn all(config: &Config, limit: usize, now: Timestamp) -> Result<Written, Failure> {
    let cases = casebook::list(&store(config)?).map_err(Failure::trouble)?;
    let mut written = Written {
        texts: Vec::new(),
        notes: Vec::new(),
        exit: Exit::Done,
    };
    for case in &cases {
        let text = document(config, &case.id, now).and_then(|(document, _)| {
            transcripts::written(&document, ExportFormat::Ndjson, limit, config)
        });
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

fn document(
    config: &Config,
    id: &CaseId,
    now: Timestamp,
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
    let document = transcripts::of_case(&advised, id, &case.records.facts, now);
    Ok((document, case.notes))
}
