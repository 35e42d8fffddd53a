//! Whether a persona gets the advice expected.

use crate::catalog::personas::{Persona, at_answer};
use crate::catalog::{Catalog, Problem};
use crate::domain::{Cell, SafeText};
use crate::interview::{AnswersError, from_json};
use crate::present::{Advised, Entry, View, ordinal};

/// How the advice for one persona turned out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What is not as expected, a sentence each; none when all is.
    pub failures: Vec<SafeText>,
    /// The first eight: id and name.
    pub top: Vec<SafeText>,
}

/// Advises on a persona's answers.
///
/// # Errors
/// Every mistake in the answers.
pub fn advised<'a>(
    catalog: &'a Catalog,
    persona: &Persona,
) -> Result<Advised<'a>, Vec<AnswersError>> {
    let answers = serde_json::json!({ "answers": persona.answers });
    from_json(catalog, &answers).map(|answers| Advised::on_answers(catalog, answers))
}

/// Every mistake in the answers of `personas`, at its place in `text`, their file.
#[must_use]
pub fn wrong_answers(catalog: &Catalog, text: &str, personas: &[Persona]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (n, persona) in personas.iter().enumerate() {
        let answers = serde_json::json!({ "answers": persona.answers });
        let errors = from_json(catalog, &answers).err().unwrap_or_default();
        problems.extend(
            errors
                .iter()
                .map(|error| at_answer(text, n, &error.at, &error.what, &error.hint)),
        );
    }
    problems
}

/// Advises on a persona's answers and compares with what is expected.
///
/// # Errors
/// Every mistake in the answers.
pub fn judge(catalog: &Catalog, persona: &Persona) -> Result<Verdict, Vec<AnswersError>> {
    let advised = advised(catalog, persona)?;
    let view = advised.view();
    let top = view.entries(8);
    Ok(Verdict {
        failures: failures(&view, persona, &top),
        top: top.iter().map(named).collect(),
    })
}

fn failures(view: &View<'_>, persona: &Persona, top: &[Entry]) -> Vec<SafeText> {
    let expect = &persona.expect;
    let mut failures = Vec::new();
    let wanted = |entry: &Entry| expect.top3_any_of.contains(&entry.offering);
    if !expect.top3_any_of.is_empty() && !top.iter().take(3).any(wanted) {
        failures.push("top3_any_of: none of these is among the first three.".into());
    }
    for (n, entry) in top.iter().enumerate() {
        if expect.never_in_top8.contains(&entry.offering) {
            let place = ordinal(n + 1);
            failures.push(format!("never_in_top8: {} is {place}.", named(entry)).into());
        }
    }
    if let Some(condition) = &expect.top8_all {
        let inputs = &view.case.needs.inputs;
        for entry in top {
            let found = condition.row(&view.figures, inputs, entry.offering);
            if found != Some(Cell::YesNo(true)) {
                let how = if found.is_none() {
                    "unknown"
                } else {
                    "not true"
                };
                let (source, entry) = (condition.source(), named(entry));
                failures.push(format!("top8_all: '{source}' is {how} for {entry}.").into());
            }
        }
    }
    if top.is_empty() {
        failures.push("No offering fits, so nothing can be as expected.".into());
    }
    failures
}

fn named(entry: &Entry) -> SafeText {
    format!("{} ({})", entry.name, entry.id).into()
}
