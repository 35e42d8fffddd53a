//! `candor case list`.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::casebook::{self, CaseState, CaseSummary, Edition, load, newer_words};
use crate::cases::{CaseId, Store};
use crate::catalog::Catalog;
use crate::cli::args::ListFormat;
use crate::cli::output::{Failure, Output, json};
use crate::cli::page::Page;
use crate::config::Config;
use crate::domain::Id;
use crate::interview::Interview;
use crate::present::Advised;

use super::opened::catalog;
use super::store;

/// A case as scripts read it.
#[derive(Debug, Serialize)]
struct Row {
    id: CaseId,
    catalog: Option<Id>,
    state: CaseState,
    answered: usize,
    started: Option<Timestamp>,
    /// The last day (UTC) on which the case is kept; `candor case purge` erases it afterwards. `null` for one that cannot be read.
    kept_to: Option<Date>,
    /// Id of the offering in first place, computed again; `null` when nothing fits, or the edition of the conversation is neither
    /// at hand nor kept with it.
    recommended: Option<Id>,
    /// How many records are of a newer version of candor.
    newer_records: usize,
}

/// Lists all cases, newest first.
///
/// # Errors
/// [`Failure`] when the folder of cases cannot be read.
pub fn run(config: &Config, format: ListFormat) -> Result<Output, Failure> {
    let store = store(config)?;
    let cases = casebook::list(&store).map_err(Failure::trouble)?;
    let text = match format {
        ListFormat::Json => {
            let catalogs = catalogs(config, &cases);
            let rows: Vec<Row> = cases
                .iter()
                .map(|case| row(config, &catalogs, &store, case))
                .collect();
            json(&serde_json::json!({ "cases": rows }))?
        }
        ListFormat::Text => text(config, &cases),
    };
    Ok(Output::done(text))
}

/// The catalogs at hand of these cases, each loaded once; those not at hand are left out.
fn catalogs(config: &Config, cases: &[CaseSummary]) -> BTreeMap<Id, Catalog> {
    let mut catalogs = BTreeMap::new();
    for id in cases.iter().filter_map(|case| case.catalog.as_ref()) {
        if !catalogs.contains_key(id)
            && let Ok(catalog) = catalog(config, id.as_str())
        {
            catalogs.insert(id.clone(), catalog);
        }
    }
    catalogs
}

fn row(
    config: &Config,
    catalogs: &BTreeMap<Id, Catalog>,
    store: &Store,
    case: &CaseSummary,
) -> Row {
    Row {
        id: case.id,
        catalog: case.catalog.clone(),
        state: case.state,
        answered: case.answered,
        started: case.started,
        kept_to: case.kept_to(config.keep),
        recommended: recommended(catalogs, store, case),
        newer_records: case.newer,
    }
}

fn recommended(catalogs: &BTreeMap<Id, Catalog>, store: &Store, case: &CaseSummary) -> Option<Id> {
    let records = load(store, &case.id).ok()?;
    let interview = Interview::fold(&records.facts);
    let (_, began) = interview.began()?;
    let same = |catalog: &&Catalog| catalog.fingerprint == began.fingerprint.as_str();
    let kept;
    let catalog = match catalogs.get(&began.catalog).filter(same) {
        Some(catalog) => catalog,
        None => {
            kept = Edition::kept(store, &began.fingerprint).ok()?;
            kept.catalog()
        }
    };
    let advised = Advised::on_case(catalog, &case.id.to_string(), interview);
    let first = advised.advice.leaders().next()?;
    Some(catalog.offerings.get(first.offering)?.id.clone())
}

fn text(config: &Config, cases: &[CaseSummary]) -> String {
    let mut page = Page::new(config);
    if cases.is_empty() {
        page.paragraph(0, "There is no case yet.");
    }
    let rows: Vec<(String, String)> = cases
        .iter()
        .map(|case| {
            let started = case
                .started
                .map_or_else(|| "unknown".to_owned(), |at| at.to_string());
            let catalog = case.catalog.as_ref().map_or("unknown", Id::as_str);
            let trouble = case
                .trouble
                .as_ref()
                .map_or_else(String::new, |trouble| format!("; {trouble}"));
            let newer =
                newer_words(case.newer).map_or_else(String::new, |words| format!("; {words}"));
            let kept = case
                .kept_to(config.keep)
                .map_or_else(String::new, |day| format!(", kept to {day}"));
            let state = state_word(case.state);
            let answered = case.answered;
            (
                case.id.to_string(),
                format!(
                    "{state}, {catalog}, {answered} answered, started {started}{kept}{trouble}{newer}"
                ),
            )
        })
        .collect();
    page.pairs(0, &rows);
    page.finish()
}

/// How a case stands, in a word.
pub(super) const fn state_word(state: CaseState) -> &'static str {
    match state {
        CaseState::Held => "on hold",
        CaseState::Open => "open",
        CaseState::Recovered => "recovered",
        CaseState::Ended => "ended",
        CaseState::Unreadable => "unreadable",
    }
}
