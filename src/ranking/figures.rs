//! The columns of one case: the catalog's facts and what is computed for this customer.

use std::borrow::Cow;

use crate::domain::Column;
use crate::formula::Table;

use super::blind::{BlindCatalog, Computed};
use super::needs::Needs;

/// Facts and computed columns under one numbering, ready to be read.
#[derive(Debug, Clone)]
pub struct Figures<'a> {
    blind: &'a BlindCatalog,
    computed: Cow<'a, [Column]>,
}

impl<'a> Figures<'a> {
    /// Computes the columns that depend on the answers.
    #[must_use]
    pub fn new(blind: &'a BlindCatalog, needs: &Needs) -> Self {
        let mut figures = Self {
            blind,
            computed: Cow::Owned(Vec::with_capacity(blind.computed().len())),
        };
        for computed in blind.computed() {
            let column = match computed {
                Computed::Formula(formula) => formula.column(&figures, &needs.inputs),
                Computed::Given(position) => {
                    let cells = needs
                        .given
                        .get(*position)
                        .map_or(&[] as &[bool], Vec::as_slice);
                    let mut cells: Vec<_> = cells.iter().copied().map(Some).collect();
                    cells.resize(blind.rows(), None);
                    Column::YesNo(cells)
                }
            };
            figures.computed.to_mut().push(column);
        }
        figures
    }

    /// Only the computed columns, in order.
    #[must_use]
    pub fn into_computed(self) -> Vec<Column> {
        self.computed.into_owned()
    }

    /// Facts with columns computed earlier, as kept in an [`super::Advice`].
    #[must_use]
    pub const fn of(blind: &'a BlindCatalog, computed: &'a [Column]) -> Self {
        Self {
            blind,
            computed: Cow::Borrowed(computed),
        }
    }
}

impl Table for Figures<'_> {
    fn rows(&self) -> usize {
        self.blind.rows()
    }

    fn column(&self, index: usize) -> Option<&Column> {
        let facts = self.blind.facts();
        match facts.get(index) {
            Some((column, _)) => Some(column),
            None => self.computed.get(index.checked_sub(facts.len())?),
        }
    }
}
