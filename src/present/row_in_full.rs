//! A row of the side-by-side table with all that is known about it: what it means, how it is judged, where its figures come from.

use crate::catalog::Origin;
use crate::domain::SafeText;

use super::compare::CompareRow;
use super::view::View;

/// What stands behind a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowInFull {
    /// What it means, where the catalog explains it.
    pub help: Option<SafeText>,
    /// The must-haves on it.
    pub musts: Vec<SafeText>,
    /// The criterion that judges it, with the worse and the better end of its scale.
    pub judged: Option<(SafeText, [SafeText; 2])>,
    /// Where the figure of each offering comes from; `None` where there is none.
    pub sources: Vec<Option<SafeText>>,
}

impl View<'_> {
    /// What stands behind `row` of a comparison of `offerings`.
    #[must_use]
    pub fn in_full(&self, row: &CompareRow, offerings: &[usize]) -> RowInFull {
        let attribute = self.catalog.attributes.get(row.column);
        let criterion = row.criterion.and_then(|n| self.catalog.criteria.get(n));
        let musts = self.case.musts.iter();
        let musts = musts.filter(|must| must.column == row.column);
        RowInFull {
            help: attribute.and_then(|attribute| attribute.help.clone()),
            musts: musts.map(|must| must.text.clone()).collect(),
            judged: criterion.map(|criterion| {
                let (worst, best) = criterion.ends.clone();
                (criterion.label.clone(), [worst, best])
            }),
            sources: offerings
                .iter()
                .map(|&offering| self.source_words(row.column, offering))
                .collect(),
        }
    }

    fn source_words(&self, column: usize, offering: usize) -> Option<SafeText> {
        self.cell(column, offering)?;
        let attribute = self.catalog.attributes.get(column)?;
        if attribute.origin == Origin::Formula {
            return Some("worked out for this customer from facts and answers".into());
        }
        let source = self.catalog.source_of(column, offering)?;
        Some(format!("{}, {}", source.title, source.date).into())
    }
}
