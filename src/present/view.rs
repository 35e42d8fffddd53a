//! One advice with its catalog: the door through which faces look at it.

use crate::catalog::Catalog;
use crate::domain::Cell;
use crate::interview::CaseNeeds;
use crate::ranking::{Advice, Figures, Ranked, tie_key};

use super::entry::Entry;

/// An advice joined with the catalog it is about. Cheap to make; holds no copy of anything.
#[derive(Debug, Clone)]
pub struct View<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// What the customer needs.
    pub case: &'a CaseNeeds,
    /// The advice on it.
    pub advice: &'a Advice,
    /// Facts and computed columns.
    pub figures: Figures<'a>,
}

impl<'a> View<'a> {
    /// Joins the three, which must belong together.
    #[must_use]
    pub const fn new(catalog: &'a Catalog, case: &'a CaseNeeds, advice: &'a Advice) -> Self {
        let figures = Figures::of(catalog.blind(), advice.computed.as_slice());
        Self {
            catalog,
            case,
            advice,
            figures,
        }
    }

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

    /// A cell of any column, facts or computed.
    #[must_use]
    pub fn cell(&self, column: usize, offering: usize) -> Option<Cell> {
        self.catalog.cell(&self.figures, column, offering)
    }

    /// How many offerings meet every must-have or may meet them.
    #[must_use]
    pub const fn fitting(&self) -> usize {
        self.advice.ranked.len()
    }
}

/// The seed that breaks ties in a case: from its id.
#[must_use]
pub fn tie_seed(case: &str) -> u64 {
    tie_key(case)
}

/// Hundredths of a point as they are shown: `86.4`.
#[must_use]
pub fn points(hundredths: u32) -> String {
    let tenths = (hundredths + 5) / 10;
    format!("{}.{}", tenths / 10, tenths % 10)
}
