//! `candor verify`: whether what was kept is whole and unchanged.

use std::path::Path;

use serde_json::json;

use crate::casebook::{Checked, Deed, Evidence, Verdict, audit_log};
use crate::cases::{CaseId, Store};
use crate::config::Config;

use super::args::{ListFormat, VerifyArgs};
use super::case::{store, unreadable};
use super::output::{self, Exit, Failure, Output};
use super::page::Page;

/// What was looked at.
#[derive(Default)]
struct Outcome {
    cases: Vec<Checked>,
    days: Vec<Checked>,
    audit: Option<Checked>,
    /// What could not be looked at, and why.
    not_checked: Vec<(String, String)>,
}

/// Checks a case, a day or everything; ends with 1 when something was changed, with 3 when something could not be read.
///
/// # Errors
/// [`Failure`] when there is no such case, or the logs cannot be read.
pub fn run(config: &Config, args: &VerifyArgs) -> Result<Output, Failure> {
    let store = store(config)?;
    if let (Some(id), Some(file)) = (args.what.id, &args.file) {
        return export(&store, id, file);
    }
    let evidence = Evidence::gather(&store).map_err(Failure::trouble)?;
    let mut outcome = Outcome::default();
    if let Some(id) = args.what.id {
        let checked = evidence.case(id);
        let checked = checked.map_err(|error| unreadable(&store, &id, error))?;
        outcome.cases.push(checked);
    } else {
        let cases = match args.what.day {
            Some(day) => {
                outcome.days.push(evidence.day(day));
                evidence.cases_of(day)
            }
            None => {
                let days = evidence.days().into_iter();
                outcome.days = days.map(|day| evidence.day(day)).collect();
                outcome.audit = Some(evidence.audit());
                evidence.cases().map_err(Failure::trouble)?
            }
        };
        for id in cases {
            match evidence.case(id) {
                Ok(checked) => outcome.cases.push(checked),
                Err(error) => outcome
                    .not_checked
                    .push((id.to_string(), error.to_string())),
            }
        }
    }
    let text = match args.format {
        ListFormat::Text => text(config, &outcome),
        ListFormat::Json => machine(&outcome)?,
    };
    Ok(Output::done(text).ending(outcome.exit()))
}

impl Outcome {
    fn all(&self) -> impl Iterator<Item = &Checked> {
        self.days.iter().chain(&self.audit).chain(&self.cases)
    }

    fn exit(&self) -> Exit {
        if self.all().any(|one| one.verdict == Verdict::Changed) {
            Exit::Found
        } else if self.not_checked.is_empty() {
            Exit::Done
        } else {
            Exit::Trouble
        }
    }
}

/// Whether a file is a transcript of the case, as it was written.
fn export(store: &Store, id: CaseId, file: &Path) -> Result<Output, Failure> {
    let bytes = std::fs::read(file).map_err(|error| {
        Failure::wrong(format!(
            "The file {} cannot be read: {error}. Nothing was changed. Check the path and your permission to read it.",
            file.display()
        ))
    })?;
    let log = audit_log(store).map_err(Failure::trouble)?;
    let entry = log.entries.iter().rev().find(|entry| {
        matches!(&entry.deed, Deed::Exported { case, .. } if *case == id)
            && entry.deed.wrote(&bytes)
    });
    let name = file.display();
    Ok(match entry {
        Some(entry) => Output::done(format!(
            "{name} is a transcript of case {id} as candor wrote it at {}, unchanged.\n",
            entry.at
        )),
        None => Output::done(format!(
            "{name} is NO unchanged transcript of case {id}: candor wrote no such bytes.\n  to do: write the transcript again: candor case export {id}\n"
        ))
        .ending(Exit::Found),
    })
}

fn text(config: &Config, outcome: &Outcome) -> String {
    let mut page = Page::new(config);
    for checked in outcome.all() {
        one(&mut page, checked);
    }
    for (id, why) in &outcome.not_checked {
        page.paragraph(0, &format!("{id}: NOT CHECKED. {why}"));
    }
    let count = |verdict| outcome.all().filter(|one| one.verdict == verdict).count();
    let all = outcome.all().count();
    if all != 1 {
        page.blank();
        page.paragraph(
            0,
            &format!(
                "{all} checked: {} whole and unchanged, {} cut off while saving, {} NOT as they were kept.",
                count(Verdict::Whole),
                count(Verdict::CutOff),
                count(Verdict::Changed)
            ),
        );
    }
    page.finish()
}

fn one(page: &mut Page, checked: &Checked) {
    let records = match checked.records {
        1 => "1 record".to_owned(),
        n => format!("{n} records"),
    };
    let verdict = match checked.verdict {
        Verdict::Whole => "whole and unchanged",
        Verdict::CutOff => "cut off while saving, whole and unchanged up to there",
        Verdict::Changed => "NOT as it was kept",
    };
    page.paragraph(0, &format!("{}: {verdict}. {records}.", checked.name));
    if !checked.head.is_empty() {
        page.paragraph(2, &format!("last: {}", checked.head));
    }
    for finding in &checked.findings {
        page.item(2, "wrong:", &finding.what);
        page.item(2, "to do:", &finding.to_do);
    }
    for note in &checked.notes {
        page.item(2, "note:", note);
    }
}

fn machine(outcome: &Outcome) -> Result<String, Failure> {
    let not_checked: Vec<_> = outcome
        .not_checked
        .iter()
        .map(|(id, why)| json!({ "id": id, "why": why }))
        .collect();
    output::json(&json!({
        "ok": outcome.exit() == Exit::Done,
        "cases": outcome.cases,
        "days": outcome.days,
        "audit_log": outcome.audit,
        "not_checked": not_checked,
    }))
}
