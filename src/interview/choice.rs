//! Choices between two offerings that were shown without names.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::catalog::Catalog;
use crate::domain::Id;
use crate::ranking::{Advice, TradeOff, profile, settled};

use super::needs::{CaseNeeds, derive};
use super::state::Interview;

/// Two offerings were held against each other, without names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The one that stood first.
    pub one: Side,
    /// The one that stood second.
    pub other: Side,
    /// What the customer said.
    pub preferred: Preferred,
}

/// One of the two, as it was shown: what was chosen stays what it was when later answers change the figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// Its id.
    pub offering: Id,
    /// Its values by criterion, 0..=10,000.
    pub values: BTreeMap<Id, u16>,
}

/// Which of the two the customer would rather have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preferred {
    /// The one that stood first.
    One,
    /// The one that stood second.
    Other,
    /// The customer cannot say.
    Neither,
}

impl Side {
    /// The offering at `position` of the catalog with its values in `advice`; `None` when there is no such offering.
    #[must_use]
    pub fn of(catalog: &Catalog, advice: &Advice, position: usize) -> Option<Self> {
        let criteria = catalog
            .criteria
            .iter()
            .map(|criterion| criterion.id.clone());
        Some(Self {
            offering: catalog.offerings.get(position)?.id.clone(),
            values: criteria.zip(profile(advice, position)).collect(),
        })
    }

    /// The values in the order of the catalog's criteria, and `None` for a criterion that was not there.
    fn values(&self, catalog: &Catalog) -> Vec<Option<u16>> {
        let criteria = catalog.criteria.iter();
        criteria
            .map(|criterion| self.values.get(&criterion.id).copied())
            .collect()
    }
}

impl Choice {
    /// The preferred side and the other one; `None` when the customer could not say.
    #[must_use]
    pub const fn decided(&self) -> Option<(&Side, &Side)> {
        match self.preferred {
            Preferred::One => Some((&self.one, &self.other)),
            Preferred::Other => Some((&self.other, &self.one)),
            Preferred::Neither => None,
        }
    }

    /// What it says about weights.
    fn trade_off(&self, catalog: &Catalog) -> Option<TradeOff> {
        let (preferred, other) = self.decided()?;
        let sides = preferred.values(catalog).into_iter();
        // A criterion that only one of them has says nothing about either.
        let both = sides
            .zip(other.values(catalog))
            .map(|(a, b)| a.zip(b).unwrap_or((0, 0)));
        let (preferred, other) = both.unzip();
        Some(TradeOff { preferred, other })
    }
}

/// What a conversation amounts to: its answers, then what its choices say about the weights. `tie_seed` comes from the case and only
/// breaks ties.
#[must_use]
pub fn case_needs(catalog: &Catalog, interview: &Interview, tie_seed: u64) -> CaseNeeds {
    let mut case = derive(catalog, interview.answers(), tie_seed);
    case.needs.trade_offs = interview
        .choices()
        .filter_map(|choice| choice.trade_off(catalog))
        .collect();
    case.needs = settled(case.needs);
    case
}

/// The pairs that were held against each other, by position in the catalog.
#[must_use]
pub fn held(catalog: &Catalog, interview: &Interview) -> Vec<(usize, usize)> {
    let position = |side: &Side| {
        let offerings = &mut catalog.offerings.iter();
        offerings.position(|offering| offering.id == side.offering)
    };
    interview
        .choices()
        .filter_map(|choice| position(&choice.one).zip(position(&choice.other)))
        .collect()
}
