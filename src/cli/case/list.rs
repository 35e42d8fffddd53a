//! `candor case list`.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::casebook::{self, CaseState, CaseSummary, Edition, load, newer_words};
use crate::cases::{CaseId, Store};
use crate::catalog::Catalog;
use crate::cli::args::TableFormat;
use crate::cli::output::{Failure, Output, json};
use crate::cli::page::Page;
use crate::cli::spreadsheet::{Cell, csv};
use crate::config::Config;
use crate::domain::{Id, SafeText};
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
pub fn run(config: &Config, format: TableFormat) -> Result<Output, Failure> {
    let store = store(config)?;
    let cases = casebook::list(&store).map_err(Failure::trouble)?;
    let rows = || -> Vec<Row> {
        let catalogs = catalogs(config, &cases);
        let rows = cases.iter();
        rows.map(|case| row(config, &catalogs, &store, case))
            .collect()
    };
    let text = match format {
        TableFormat::Json => json(&serde_json::json!({ "cases": rows() }))?,
        TableFormat::Csv => table(&rows())?,
        TableFormat::Text => text(config, &cases),
    };
    Ok(Output::done(text))
}

/// The columns of the table, named as in JSON.
const COLUMNS: [&str; 8] = [
    "id",
    "catalog",
    "state",
    "answered",
    "started",
    "kept_to",
    "recommended",
    "newer_records",
];

fn table(rows: &[Row]) -> Result<String, Failure> {
    let whole = |count: usize| u64::try_from(count).map_or(Cell::Empty, Cell::Whole);
    let cells = |row: &Row| {
        vec![
            Cell::text(row.id.to_string()),
            Cell::of(row.catalog.as_ref()),
            Cell::text(state_word(row.state)),
            whole(row.answered),
            Cell::of(row.started),
            Cell::of(row.kept_to),
            Cell::of(row.recommended.as_ref()),
            whole(row.newer_records),
        ]
    };
    let rows: Vec<Vec<Cell>> = rows.iter().map(cells).collect();
    csv(&COLUMNS.map(SafeText::from), &rows)
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
