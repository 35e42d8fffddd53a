//! Collects problems, each with its place; the small checks that every part of a catalog needs.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::catalog::locate::{Locator, Path};
use crate::catalog::problem::{Place, Problem, did_you_mean};
use crate::catalog::scope::Names;
use crate::domain::{Id, SafeText};
use crate::formula::{Formula, FormulaError, Type, Unit, compile};

/// Collects problems, each with its place.
pub(super) struct Check<'a> {
    pub(super) locator: &'a Locator<'a>,
    pub(super) problems: Vec<Problem>,
}

impl Check<'_> {
    pub(super) fn problem(
        &mut self,
        at: &Path,
        what: impl Into<SafeText>,
        hint: impl Into<SafeText>,
    ) {
        let problem = self.locator.problem(at, what).hint(hint);
        self.problems.push(problem);
    }

    pub(super) fn cell(
        &mut self,
        place: Place,
        text: &str,
        what: impl Into<SafeText>,
        hint: impl Into<SafeText>,
    ) {
        self.problems
            .push(Problem::new(place, text, what).hint(hint));
    }

    pub(super) fn id(&mut self, at: &Path, raw: &str) -> Option<Id> {
        match Id::new(raw) {
            Ok(id) => Some(id),
            Err(error) => {
                self.problem(
                    at,
                    format!("'{raw}' is no id: {error}."),
                    "Choose another name.",
                );
                None
            }
        }
    }

    pub(super) fn date(&mut self, at: &Path, raw: &str) -> Option<Date> {
        match raw.parse() {
            Ok(date) => Some(date),
            Err(_) => {
                self.problem(
                    at,
                    format!("'{raw}' is no date."),
                    "Write it as year-month-day, for example 2025-10-29.",
                );
                None
            }
        }
    }

    pub(super) fn unit(&mut self, at: &Path, raw: &str) -> Option<Unit> {
        match raw.parse::<Unit>() {
            Ok(unit) => Some(unit),
            Err(error) => {
                self.problem(
                    at,
                    format!("'{raw}' is no unit: {error}."),
                    "Write symbols with * and /, such as mile/gallon.",
                );
                None
            }
        }
    }

    /// Where `id` stands among `known`; a problem with a suggestion when it does not.
    pub(super) fn position<'k>(
        &mut self,
        at: &Path,
        id: &str,
        noun: &str,
        known: impl Iterator<Item = &'k str> + Clone,
    ) -> Option<usize> {
        let found = known.clone().position(|name| name == id);
        if found.is_none() {
            let hint = did_you_mean(id, known)
                .unwrap_or_else(|| "Add it, or correct the name.".to_owned());
            self.problem(at, format!("There is no {noun} called '{id}'."), hint);
        }
        found
    }

    pub(super) fn formula(&mut self, at: &Path, source: &str, names: &Names) -> Option<Formula> {
        match compile(source, names) {
            Ok(formula) => Some(formula),
            Err(error) => {
                self.formula_error(at, 0, &error);
                None
            }
        }
    }

    pub(super) fn formula_error(&mut self, at: &Path, offset: usize, error: &FormulaError) {
        let span = error.span.start + offset..error.span.end + offset;
        let problem = self
            .locator
            .problem_within(at, span, error.to_string())
            .maybe(error.hint());
        self.problems.push(problem);
    }

    /// A formula that must be yes or no.
    pub(super) fn condition(&mut self, at: &Path, source: &str, names: &Names) -> Option<Formula> {
        let formula = self.formula(at, source, names)?;
        if *formula.ty() == Type::YesNo {
            return Some(formula);
        }
        self.problem(
            at,
            format!("This must be yes or no, and '{source}' is not."),
            "Compare something, for example people >= 5.",
        );
        None
    }

    /// A formula over answers that must be a figure in `unit`.
    pub(super) fn figure(
        &mut self,
        at: &Path,
        source: &str,
        names: &Names,
        unit: &Unit,
    ) -> Option<Formula> {
        let formula = self.formula(at, source, names)?;
        match formula.ty() {
            Type::Number(own) if own == unit || formula.reads_inputs().is_empty() => Some(formula),
            Type::Number(own) => {
                let what = format!("This is in '{own}', and the column is in '{unit}'.");
                self.problem(
                    at,
                    what,
                    "Use an answer in the column's unit, or convert it.",
                );
                None
            }
            _ => {
                self.problem(
                    at,
                    "This must be a figure.",
                    "Use the answer to a number question.",
                );
                None
            }
        }
    }
}

/// Ids of one kind, none of which may stand twice.
#[derive(Default)]
pub(super) struct Unique(BTreeMap<String, ()>);

impl Unique {
    pub(super) fn id(&mut self, check: &mut Check<'_>, at: &Path, raw: &str) -> Option<Id> {
        let at = at.clone().key("id");
        let id = check.id(&at, raw)?;
        if self.0.insert(raw.to_owned(), ()).is_some() {
            check.problem(
                &at,
                format!("The id '{raw}' stands twice."),
                "Choose another name for one of them.",
            );
            return None;
        }
        Some(id)
    }
}
