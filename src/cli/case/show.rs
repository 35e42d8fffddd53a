//! `candor case show`.

use crate::casebook::{self, CaseState, newer_words};
use crate::cases::CaseId;
use crate::cli::advise;
use crate::cli::output::{Exit, Failure, Output};
use crate::cli::page::Page;
use crate::config::Config;
use crate::interview::{Interview, Outcome};
use crate::present::Advised;

use super::list::state_word;
use super::opened::{damage, open};
use super::store;

/// How many offerings are shown.
const TOP: usize = 8;

/// Shows a case with the advice on it, computed again. A damaged case is shown as far as it can be trusted.
///
/// # Errors
/// [`Failure`] when there is no such case or it cannot be read.
pub fn run(config: &Config, id: &CaseId) -> Result<Output, Failure> {
    let case = open(config, id)?;
    let mut page = Page::new(config);
    let state = casebook::summary(&store(config)?, id).state;
    let newer = newer_words(case.records.newer.len());
    head(&mut page, id, &case.interview, state, newer);
    let mut output = Output::done(String::new());
    output.notes = case.notes;
    match &case.catalog {
        Ok(catalog) => {
            page.blank();
            let advised = Advised::on_case(catalog, &id.to_string(), case.interview);
            advise::advice(&mut page, &advised, TOP);
        }
        Err(error) => output
            .notes
            .push(format!("The advice cannot be computed again. {error}")),
    }
    if let Some(damage) = damage(id, &case.records.tail) {
        output.notes.push(damage);
        output.exit = Exit::Trouble;
    }
    output.text = page.finish();
    Ok(output)
}

fn head(
    page: &mut Page,
    id: &CaseId,
    interview: &Interview,
    state: CaseState,
    newer: Option<String>,
) {
    page.heading(&format!("Case {id}"));
    let mut rows = vec![("State", state_word(state).to_owned())];
    if let Some((at, began)) = interview.began() {
        rows.push(("Started", at.to_string()));
        let catalog = format!("{}, edition {}", began.catalog, began.edition);
        rows.push(("Catalog", catalog));
    }
    if let Some(outcome) = interview.outcome() {
        rows.push(("Outcome", outcome_words(outcome)));
    }
    for note in interview.notes() {
        rows.push(("Note", format!("{}: {}", note.kind.words(), note.text)));
    }
    rows.extend(newer.map(|words| ("Also", words)));
    page.pairs(2, &rows);
}

fn outcome_words(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Chose { offering } => format!("{} {offering}", outcome.words()),
        _ => outcome.words().to_owned(),
    }
}
