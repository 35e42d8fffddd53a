//! `candor case show`.

use crate::casebook::{self, CaseError, CaseState, newer_words};
use crate::cases::{CaseId, Store};
use crate::catalog::Catalog;
use crate::cli::advise;
use crate::cli::output::{Exit, Failure, Output};
use crate::cli::page::Page;
use crate::config::Config;
use crate::interview::{Interview, Outcome};
use crate::present::{Advised, outcome_words};

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
    let mut output = Output::done(String::new());
    output.notes = case.notes;
    let person = person(&store(config)?, id, &case.interview).unwrap_or_else(|error| {
        output.notes.push(error.to_string());
        Vec::new()
    });
    let catalog = case.catalog.as_ref().ok();
    head(
        &mut page,
        id,
        (&case.interview, catalog),
        state,
        person,
        newer,
    );
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
    (interview, catalog): (&Interview, Option<&Catalog>),
    state: CaseState,
    person: Vec<(&str, String)>,
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
        rows.push(("Outcome", came_of_it(catalog, outcome)));
    }
    if let Some((_, recommended)) = interview.recommended() {
        let words = format!(
            "recommends {} of their own: {}",
            recommended.offering, recommended.reason
        );
        rows.push(("Adviser", words));
    }
    if let Some((_, closing)) = interview.closing() {
        let words = format!("\"{}\" {}", closing.asked, closing.said.words());
        rows.push(("Closing", words));
    }
    for note in interview.notes() {
        rows.push(("Note", format!("{}: {}", note.kind.words(), note.text)));
    }
    if let Some((at, consent)) = interview.privacy().consent() {
        let said = if consent.agreed { "agreed" } else { "declined" };
        let words = format!(
            "{said} to contact details being kept, {at}, asked by {}",
            consent.by
        );
        rows.push(("Consent", words));
    }
    rows.extend(person);
    rows.extend(newer.map(|words| ("Also", words)));
    page.pairs(2, &rows);
}

/// Whom to reach, and how; or that this was erased.
fn person(
    store: &Store,
    id: &CaseId,
    interview: &Interview,
) -> Result<Vec<(&'static str, String)>, CaseError> {
    let privacy = interview.privacy();
    if let Some(at) = privacy.forgotten() {
        return Ok(vec![("Contact", format!("ERASED at {at}"))]);
    }
    let Some(mark) = privacy.person() else {
        return Ok(Vec::new());
    };
    let Some(person) = casebook::kept_person(store, *id, Some(mark))? else {
        let words = "its file is missing or is not what was kept; see candor verify";
        return Ok(vec![("Contact", words.to_owned())]);
    };
    let told = person.told().map(|(what, text)| (what, text.to_string()));
    let kept = ("Kept to", format!("{} (contact details only)", mark.until));
    Ok(told.chain([kept]).collect())
}

/// What came of it; with names where the catalog is at hand.
fn came_of_it(catalog: Option<&Catalog>, outcome: &Outcome) -> String {
    match (catalog, outcome) {
        (Some(catalog), outcome) => outcome_words(catalog, outcome).to_string(),
        (None, Outcome::Chose { offering }) => format!("{} {offering}", outcome.words()),
        (None, outcome) => outcome.words().to_owned(),
    }
}
