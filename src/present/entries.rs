//! The offerings of an advice in words: the best, those that miss something, any one of them.

use crate::ranking::Ranked;

use super::entry::Entry;
use super::view::View;

impl View<'_> {
    /// The best `top` offerings, one of each model line, best first.
    #[must_use]
    pub fn entries(&self, top: usize) -> Vec<Entry> {
        self.advice
            .leaders()
            .take(top)
            .map(|ranked| self.entry_of(ranked))
            .collect()
    }

    /// The offerings that come nearest to meeting every must-have without meeting them.
    #[must_use]
    pub fn near_misses(&self, top: usize) -> Vec<Entry> {
        self.advice
            .excluded
            .iter()
            .take(top)
            .filter_map(|excluded| self.entry(excluded.offering))
            .collect()
    }

    /// One offering, wherever it stands; `None` when there is no such position.
    #[must_use]
    pub fn entry(&self, offering: usize) -> Option<Entry> {
        match self
            .advice
            .ranked
            .iter()
            .find(|ranked| ranked.offering == offering)
        {
            Some(ranked) => Some(self.entry_of(ranked)),
            None => self
                .advice
                .excluded
                .iter()
                .find(|excluded| excluded.offering == offering)
                .map(|excluded| Entry::excluded(self, excluded)),
        }
    }

    /// Keeping what the customer has, wherever it stands; `None` where the catalog has no such offering or nobody has said what the
    /// customer has.
    #[must_use]
    pub fn status_quo(&self) -> Option<Entry> {
        self.entry(self.catalog.status_quo.as_ref()?.offering)
    }

    fn entry_of(&self, ranked: &Ranked) -> Entry {
        Entry::ranked(self, ranked)
    }
}
