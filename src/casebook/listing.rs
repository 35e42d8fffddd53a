//! Many cases, read one after the other: those changed last come first.

use std::cmp::Reverse;

use crate::cases::{CaseFile, Store, StoreError};

use super::summary::{CaseSummary, summary};

/// The summaries of all cases of a store, read only as they are taken.
#[derive(Debug)]
pub struct Listing {
    store: Store,
    files: std::vec::IntoIter<CaseFile>,
}

impl Listing {
    /// Looks which cases there are; none of them is opened.
    ///
    /// # Errors
    /// [`StoreError`] when the folder of cases cannot be read.
    pub fn new(store: &Store) -> Result<Self, StoreError> {
        let mut files = store.list()?;
        files.sort_by_key(|file| (Reverse(file.modified), file.id));
        Ok(Self {
            store: store.clone(),
            files: files.into_iter(),
        })
    }
}

impl Iterator for Listing {
    type Item = CaseSummary;

    fn next(&mut self) -> Option<CaseSummary> {
        let file = self.files.next()?;
        Some(summary(&self.store, &file.id))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.files.size_hint()
    }
}

impl ExactSizeIterator for Listing {}

/// All cases, newest first.
///
/// # Errors
/// [`StoreError`] when the folder of cases cannot be read.
pub fn list(store: &Store) -> Result<Vec<CaseSummary>, StoreError> {
    let mut cases: Vec<CaseSummary> = Listing::new(store)?.collect();
    cases.sort_by_key(CaseSummary::order);
    Ok(cases)
}
