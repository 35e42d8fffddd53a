//! What a customer pays.

use crate::catalog::{Attribute, Catalog, Kind, Origin};
use crate::domain::SafeText;
use crate::ranking::Computed;

use super::entry::Entry;
use super::view::View;
use super::why::Part;

/// Columns with what a customer pays: those computed for the customer, and the facts they are computed from. An amount that somebody
/// else computed on another use does not belong beside them.
#[must_use]
pub fn money_columns(catalog: &Catalog) -> Vec<usize> {
    let shown = |attribute: &Attribute| attribute.kind == Kind::Money && !attribute.hidden;
    let facts = catalog.blind().facts().len();
    let computed: Vec<(usize, &Computed)> = catalog
        .blind()
        .computed()
        .iter()
        .enumerate()
        .map(|(number, computed)| (facts + number, computed))
        .filter(|(column, _)| catalog.attributes.get(*column).is_some_and(shown))
        .collect();
    let read: Vec<usize> = computed
        .iter()
        .filter_map(|(_, computed)| match computed {
            Computed::Formula(formula) => Some(formula.reads_columns()),
            Computed::Given(_) => None,
        })
        .flatten()
        .collect();
    let no_formula = computed.is_empty();
    catalog
        .attributes
        .iter()
        .enumerate()
        .filter(|(column, attribute)| {
            shown(attribute)
                && (attribute.origin == Origin::Formula || no_formula || read.contains(column))
        })
        .map(|(column, _)| column)
        .collect()
}

impl View<'_> {
    /// The criteria whose figures say something, those that weigh most for this customer first.
    #[must_use]
    pub fn headlines(&self, entry: &Entry) -> Vec<Part> {
        let says =
            |part: &Part| part.figure.chars().any(|c| c.is_ascii_digit()) && part.says_something();
        let mut parts: Vec<Part> = self.parts(entry).into_iter().filter(says).collect();
        parts.sort_by_key(|part| std::cmp::Reverse(part.most));
        parts
    }

    /// The columns of money in which `entries` are held against each other, at most `most`: those that weigh most for this customer first,
    /// then the others in the catalog's order, of those that say something about half of them at least.
    #[must_use]
    pub fn money_headlines(&self, entries: &[Entry], most: usize) -> Vec<usize> {
        let all = money_columns(self.catalog);
        let points = &self.case.needs.points;
        let mut criteria: Vec<_> = self.catalog.criteria.iter().zip(points).collect();
        criteria.sort_by_key(|(_, points)| std::cmp::Reverse(**points));
        let weighed = criteria.into_iter().map(|(criterion, _)| criterion.shown);
        let weighed = weighed.filter(|column| all.contains(column));
        let says_something = |column: usize| {
            let tells = |entry: &&Entry| {
                let words = self.amount(column, entry);
                words.chars().any(|c| c.is_ascii_digit() && c != '0')
            };
            entries.iter().filter(tells).count() * 2 >= entries.len()
        };
        let mut columns: Vec<usize> = Vec::new();
        for column in weighed.chain(all.iter().copied()) {
            if columns.len() < most && !columns.contains(&column) && says_something(column) {
                columns.push(column);
            }
        }
        columns
    }

    /// `Price: $70 a month`, `Price: ? not stated`.
    #[must_use]
    pub fn amounts(&self, entry: &Entry, columns: &[usize]) -> Vec<String> {
        let headed = columns.iter().filter_map(|&column| {
            let attribute = self.catalog.attributes.get(column)?;
            Some(format!(
                "{}: {}",
                attribute.label,
                self.amount(column, entry)
            ))
        });
        headed.collect()
    }

    fn amount(&self, column: usize, entry: &Entry) -> SafeText {
        let attribute = self.catalog.attributes.get(column);
        attribute.map_or_else(SafeText::default, |attribute| {
            let cell = self.cell(column, entry.offering);
            self.catalog.figure(attribute, cell).words
        })
    }
}
