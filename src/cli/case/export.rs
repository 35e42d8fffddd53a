//! `candor case export`: the transcript of a case.

use std::path::Path;

use crate::casebook::{Deed, enter_deeds};
use crate::cases::{CaseId, write_whole};
use crate::cli::args::ExportFormat;
use crate::cli::output::{Failure, Output};
use crate::cli::transcripts;
use crate::clock;
use crate::config::Config;
use crate::present::Advised;
use crate::transcript::completeness;

use super::opened::{damage, open};
use super::store;

/// Writes the transcript to the file `output`, or gives it back as the result, after the audit log says so.
///
/// # Errors
/// [`Failure`] when there is no such case, it is damaged, its catalog is not at hand, or the file cannot be written.
pub fn run(
    config: &Config,
    id: &CaseId,
    format: ExportFormat,
    output: Option<&Path>,
) -> Result<Output, Failure> {
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
    let now = clock::now();
    let document = transcripts::of_case(&advised, id, &case.records.facts, now);
    let text = transcripts::written(&document, format, config)?;
    let deed = Deed::exported(*id, transcripts::word(format), None, text.as_bytes());
    let store = store(config)?;
    enter_deeds(&store, now, &config.user, vec![deed])
        .map_err(|error| Failure::trouble(transcripts::not_entered(&error)))?;
    let mut notes = case.notes;
    let missing = completeness(&document);
    if !missing.is_empty() {
        let parts: Vec<&str> = missing.iter().map(|part| part.words()).collect();
        notes.push(format!(
            "This transcript is a draft: it lacks {}.",
            parts.join(", ")
        ));
    }
    let entry = transcripts::exported(*id, format, &text);
    let mut result = Output::done(text);
    if let Some(path) = output {
        write_whole(path, result.text.as_bytes()).map_err(Failure::trouble)?;
        notes.push(format!("Written: {}", path.display()));
        result.text.clear();
    }
    store.note(entry);
    result.notes = notes;
    Ok(result)
}
