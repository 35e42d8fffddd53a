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

/// Computed columns with the needs they were computed for.
#[derive(Debug, Clone, Copy)]
pub struct Known<'k> {
    /// The needs.
    pub needs: &'k Needs,
    /// All computed columns, as in [`super::Advice::computed`].
    pub computed: &'k [Column],
}

impl<'a> Figures<'a> {
    /// Computes the columns that depend on the answers.
    #[must_use]
    pub fn new(blind: &'a BlindCatalog, needs: &Needs) -> Self {
        Self::computing(blind, |_, figures, computed| {
            figures.compute(computed, needs)
        })
    }

    /// Only what the order rests on: the columns that criteria and must-haves read, and what those are computed from. The others are
    /// left empty. A column that rests on nothing in which `needs` differ from `known` is taken from there, which has to be complete.
    #[must_use]
    pub fn judged(blind: &'a BlindCatalog, needs: &Needs, known: Option<Known<'_>>) -> Self {
        let wanted = wanted(blind, needs);
        let moved = known.map(|known| moved(blind, known.needs, needs));
        let is = |marks: &[bool], number: usize| marks.get(number).copied().unwrap_or(true);
        Self::computing(blind, |number, figures, computed| {
            let same = match (&moved, known) {
                (Some(moved), Some(known)) if !is(moved, number) => known.computed.get(number),
                _ => None,
            };
            match same {
                _ if !is(&wanted, number) => Column::YesNo(Vec::new()),
                Some(column) => column.clone(),
                None => figures.compute(computed, needs),
            }
        })
    }

    fn computing(
        blind: &'a BlindCatalog,
        mut column: impl FnMut(usize, &Self, &Computed) -> Column,
    ) -> Self {
        let mut figures = Self {
            blind,
            computed: Cow::Owned(Vec::with_capacity(blind.computed().len())),
        };
        for (number, computed) in blind.computed().iter().enumerate() {
            let column = column(number, &figures, computed);
            figures.computed.to_mut().push(column);
        }
        figures
    }

    fn compute(&self, computed: &Computed, needs: &Needs) -> Column {
        match computed {
            Computed::Formula(formula) => formula.column(self, &needs.inputs),
            Computed::Given(position) => {
                let cells = needs
                    .given
                    .get(*position)
                    .map_or(&[] as &[bool], Vec::as_slice);
                let mut cells: Vec<_> = cells.iter().copied().map(Some).collect();
                cells.resize(self.blind.rows(), None);
                Column::YesNo(cells)
            }
        }
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

/// Computed columns that criteria and must-haves read, or that such columns are computed from.
fn wanted(blind: &BlindCatalog, needs: &Needs) -> Vec<bool> {
    let facts = blind.facts().len();
    let mut wanted = vec![false; blind.computed().len()];
    let want = |wanted: &mut Vec<bool>, column: usize| {
        let number = column.checked_sub(facts);
        if let Some(wanted) = number.and_then(|number| wanted.get_mut(number)) {
            *wanted = true;
        }
    };
    let criteria = blind.criteria().iter().map(|criterion| criterion.column);
    for column in criteria.chain(needs.musts.iter().map(|must| must.column)) {
        want(&mut wanted, column);
    }
    // A column reads only earlier ones, so one pass from the last settles everything.
    for (number, reads) in blind.reads().iter().enumerate().rev() {
        if wanted.get(number) == Some(&true) {
            for &column in &reads.columns {
                want(&mut wanted, column);
            }
        }
    }
    wanted
}

/// Computed columns that may differ between two sets of needs.
fn moved(blind: &BlindCatalog, before: &Needs, after: &Needs) -> Vec<bool> {
    let facts = blind.facts().len();
    let mut moved: Vec<bool> = Vec::with_capacity(blind.computed().len());
    for (computed, reads) in blind.computed().iter().zip(blind.reads()) {
        let here = match computed {
            Computed::Given(position) => before.given.get(*position) != after.given.get(*position),
            Computed::Formula(_) => {
                let earlier = |column: &usize| {
                    let number = column.checked_sub(facts);
                    number.is_some_and(|number| moved.get(number).copied().unwrap_or(true))
                };
                let input = |input: &usize| before.inputs.get(*input) != after.inputs.get(*input);
                reads.columns.iter().any(earlier) || reads.inputs.iter().any(input)
            }
        };
        moved.push(here);
    }
    moved
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
