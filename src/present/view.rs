//! One advice with its catalog: the door through which faces look at it.

use crate::catalog::Catalog;
use crate::domain::Cell;
use crate::interview::CaseNeeds;
use crate::ranking::{Advice, Figures, tie_key};

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
