//! `candor case show`.

use std::path::Path;

use crate::casebook::{self, CaseError, CaseState};
use crate::cases::{CaseId, ReadError, Tail};
use crate::cli::advise;
use crate::cli::advised::Advised;
use crate::cli::output::{Exit, Failure, Output};
use crate::cli::page::Page;
use crate::config::Config;
use crate::interview::{Interview, Outcome};

use super::list::state_word;
use super::store;

/// How many offerings are shown.
const TOP: usize = 8;

/// Shows a case with the advice on it, computed again.
///
/// # Errors
/// [`Failure`] when there is no such case or it cannot be read.
pub fn run(config: &Config, id: &CaseId) -> Result<Output, Failure> {
    let store = store(config)?;
    let (facts, tail) = casebook::load(&store, id).map_err(|error| match error {
        CaseError::Read(ReadError::Missing { .. }) => Failure::wrong(format!(
            "There is no case {id}. Nothing was changed. See `candor case list`."
        )),
        other => Failure::trouble(other),
    })?;
    let interview = Interview::fold(&facts);
    let mut page = Page::new(config);
    head(
        &mut page,
        id,
        &interview,
        casebook::summary(&store, id).state,
    );
    let mut output = Output::done(String::new());
    match tail {
        Tail::Clean => {}
        Tail::Torn { bytes, .. } => output.notes.push(format!(
            "Case {id} was cut off while saving: {bytes} bytes of an unsaved record. All records before are shown."
        )),
        Tail::Broken { seq, why } => {
            output.exit = Exit::Trouble;
            output.notes.push(format!(
                "Record {seq} of case {id} is damaged ({why}). What stands before it is shown; what follows is not. Restore the case from a copy."
            ));
        }
    }
    if let Some((_, began)) = interview.began().cloned() {
        match config
            .shelf
            .find(Path::new(began.catalog.as_str()))
            .map_err(|error| error.to_string())
            .and_then(|found| found.load().map_err(|error| error.to_string()))
        {
            Ok(catalog) => {
                if catalog.fingerprint != began.fingerprint.as_str() {
                    output.notes.push(format!(
                        "The conversation was on edition {} of the catalog '{}'; this advice is on edition {}, whose files differ.",
                        began.edition, began.catalog, catalog.edition
                    ));
                }
                page.blank();
                advise::advice(&mut page, &Advised::on_case(&catalog, id, interview), TOP);
            }
            Err(error) => output
                .notes
                .push(format!("The advice cannot be computed again. {error}")),
        }
    }
    output.text = page.finish();
    Ok(output)
}

fn head(page: &mut Page, id: &CaseId, interview: &Interview, state: CaseState) {
    page.heading(&format!("Case {id}"));
    let mut rows = vec![("State", state_word(state).to_owned())];
    if let Some((at, began)) = interview.began() {
        rows.push(("Started", at.to_string()));
        rows.push((
            "Catalog",
            format!("{}, edition {}", began.catalog, began.edition),
        ));
    }
    if let Some(outcome) = interview.outcome() {
        rows.push(("Outcome", outcome_words(outcome)));
    }
    for note in interview.notes() {
        rows.push(("Note", format!("{}: {}", note.kind.words(), note.text)));
    }
    page.pairs(2, &rows);
}

fn outcome_words(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Chose { offering } => format!("chose {offering}"),
        Outcome::Stays => "stays with what they have".to_owned(),
        Outcome::Thinks => "thinks it over".to_owned(),
        Outcome::NothingFits => "nothing fits".to_owned(),
        Outcome::Left => "left".to_owned(),
    }
}
