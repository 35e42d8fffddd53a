//! Collects problems, each with its place; the small checks that every part of a catalog needs.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::catalog::locate::{Locator, Path};
use crate::catalog::problem::{Place, Problem, did_you_mean};
use crate::catalog::scope::Names;
use crate::domain::{Id, SafeText};
use crate::formula::{Formula, FormulaError, FormulaProblem, Type, Unit, compile};

/// Collects problems, each with its place.
pub(super) struct Check<'a> {
    pub(super) locator: &'a Locator<'a>,
    pub(super) problems: Vec<Problem>,
    left_out: BTreeSet<String>,
    /// Every name a formula could have: to tell a name that comes too late from one that does not exist.
    later: BTreeSet<String>,
}

impl<'a> Check<'a> {
    pub(super) const fn new(locator: &'a Locator<'a>) -> Self {
        Self {
            locator,
            problems: Vec::new(),
            left_out: BTreeSet::new(),
            later: BTreeSet::new(),
        }
    }

    /// Names of all columns and answers of the catalog.
    pub(super) fn expect_names(&mut self, names: impl Iterator<Item = String>) {
        self.later.extend(names);
    }

    /// Remembers an element that was left out because of a problem of its own, so that what refers to it is not blamed.
    pub(super) fn leave_out(&mut self, id: &str) {
        self.left_out.insert(id.to_owned());
    }

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
                    "Correct it, for example low_cost.",
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

    /// Where `id` stands among `known`; a problem with a suggestion when it does not, unless it was left out for its own problem.
    pub(super) fn position<'k>(
        &mut self,
        at: &Path,
        id: &str,
        noun: &str,
        known: impl Iterator<Item = &'k str> + Clone,
    ) -> Option<usize> {
        let found = known.clone().position(|name| name == id);
        if found.is_none() && !self.left_out.contains(id) {
            let problem = self.locator.problem(at, no_such(noun, id));
            self.problems.push(problem.hint(or_add(id, known)));
        }
        found
    }

    /// The same for a name that stands as a key under `at`.
    pub(super) fn position_of_key<'k>(
        &mut self,
        at: &Path,
        key: &str,
        noun: &str,
        known: impl Iterator<Item = &'k str> + Clone,
    ) -> Option<usize> {
        let found = known.clone().position(|name| name == key);
        if found.is_none() {
            let at = at.clone().key(key);
            let problem = self.locator.problem_with_key(&at, no_such(noun, key));
            self.problems.push(problem.hint(or_add(key, known)));
        }
        found
    }

    pub(super) fn formula(&mut self, at: &Path, source: &str, names: &Names) -> Option<Formula> {
        match compile(source, names) {
            Ok(formula) => Some(formula),
            Err(error) => {
                self.formula_error(at, 0, &error, names);
                None
            }
        }
    }

    /// `offset`: where the formula begins in the text at `at`, in bytes.
    pub(super) fn formula_error(
        &mut self,
        at: &Path,
        offset: usize,
        error: &FormulaError,
        names: &Names,
    ) {
        let mut hint = error.hint();
        if let FormulaProblem::UnknownName { name, .. } = &error.what {
            if names.is_broken(name) {
                return;
            }
            if names.is_column_out_of_reach(name) {
                hint = Some(format!(
                    "'{name}' is a column, and this formula speaks of answers only."
                ));
            } else if self.later.contains(name.as_str()) {
                hint = Some(format!(
                    "'{name}' stands further down: only what stands before may be used here."
                ));
            } else if hint.is_none() {
                hint = Some("Add a column or a question of this name, or correct it.".to_owned());
            }
        }
        let span = error.span.start + offset..error.span.end + offset;
        let problem = self
            .locator
            .problem_within(at, span, error.to_string())
            .hint(hint.unwrap_or_else(|| "Correct the formula at this place.".to_owned()));
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
            // A figure written in the formula has no unit of its own and takes the column's.
            Type::Number(own)
                if own == unit || (own.is_plain() && formula.reads_inputs().is_empty()) =>
            {
                Some(formula)
            }
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
                    "Use the answer to a question of type number or money, or a figure.",
                );
                None
            }
        }
    }
}

fn no_such(noun: &str, id: &str) -> String {
    format!("There is no {noun} called '{id}'.")
}

fn or_add<'k>(id: &str, known: impl Iterator<Item = &'k str>) -> String {
    did_you_mean(id, known).unwrap_or_else(|| "Add it, or correct the name.".to_owned())
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
