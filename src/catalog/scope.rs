//! Which names a formula may use, and where their values are found.

use std::collections::BTreeSet;

use crate::formula::{Formula, FormulaError, Place, Scope, Type, compile};

use super::model::Catalog;

/// Names of answers and, where a formula speaks of an offering, of columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    columns: Vec<(String, Type)>,
    inputs: Vec<(String, usize, Type)>,
    broken: BTreeSet<String>,
    answers_only: bool,
}

impl Names {
    /// Adds the next column.
    pub(super) fn column(&mut self, name: &str, ty: Type) {
        self.columns.push((name.to_owned(), ty));
    }

    /// Adds the answer that is input `number`.
    pub(super) fn input(&mut self, name: &str, number: usize, ty: Type) {
        self.inputs.push((name.to_owned(), number, ty));
    }

    /// The same without columns.
    pub(super) fn answers(&self) -> Self {
        Self {
            answers_only: true,
            ..self.clone()
        }
    }

    /// Adds a name whose declaration is wrong: formulas that use it are not blamed for it.
    pub(super) fn broken(&mut self, name: &str) {
        self.broken.insert(name.to_owned());
    }

    /// Whether the declaration of this name is wrong.
    pub(super) fn is_broken(&self, name: &str) -> bool {
        self.broken.contains(name)
    }

    /// Whether this is a column that a formula over answers cannot read.
    pub(super) fn is_column_out_of_reach(&self, name: &str) -> bool {
        self.answers_only && self.columns.iter().any(|(column, _)| column == name)
    }

    /// Whether something already has this name.
    pub(super) fn taken(&self, name: &str) -> bool {
        self.columns.iter().any(|(column, _)| column == name)
            || self.inputs.iter().any(|(input, _, _)| input == name)
    }
}

impl Scope for Names {
    fn find(&self, name: &str) -> Option<(Place, Type)> {
        if !self.answers_only
            && let Some(number) = self.columns.iter().position(|(column, _)| column == name)
        {
            let ty = self.columns.get(number)?.1.clone();
            return Some((Place::Column(number), ty));
        }
        self.inputs
            .iter()
            .find(|(input, _, _)| input == name)
            .map(|(_, number, ty)| (Place::Input(*number), ty.clone()))
    }

    fn names(&self) -> Vec<String> {
        let columns = self
            .columns
            .iter()
            .map(|(name, _)| name)
            .filter(|_| !self.answers_only);
        columns
            .chain(self.inputs.iter().map(|(name, _, _)| name))
            .cloned()
            .collect()
    }
}

impl Catalog {
    /// Checks a formula over the columns of this catalog, computed ones included. It cannot name answers.
    ///
    /// # Errors
    /// [`FormulaError`] with the first thing that is wrong.
    pub fn formula(&self, source: &str) -> Result<Formula, FormulaError> {
        let mut names = Names::default();
        for attribute in &self.attributes {
            names.column(attribute.id.as_str(), attribute.value_type());
        }
        compile(source, &names)
    }
}
