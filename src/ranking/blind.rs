//! What the ranking may know of a catalog.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::domain::Column;
use crate::formula::Formula;

use super::draws::mix;
use super::order::MOST_OFFERINGS;
use super::value::{Criterion, Empty, Values, fixed_values, missing_rows};

/// A catalog without sellers: facts, formulas, criteria, and opaque keys.
///
/// Columns are numbered: first the facts, then the computed ones, in the order in which they can be computed.
#[derive(Debug, Clone)]
pub struct BlindCatalog {
    rows: usize,
    facts: Vec<(Column, Empty)>,
    computed: Vec<Computed>,
    criteria: Vec<Criterion>,
    lines: Vec<u32>,
    keys: Vec<u64>,
    fixed: Vec<Option<Fixed>>,
    reads: Vec<Reads>,
}

/// What a computed column rests on.
#[derive(Debug, Clone, Default)]
pub(super) struct Reads {
    /// Numbers of columns.
    pub columns: Vec<usize>,
    /// Numbers of inputs.
    pub inputs: Vec<usize>,
}

/// What no answer can change of a criterion.
#[derive(Debug, Clone)]
struct Fixed {
    values: Values,
    missing: Arc<[usize]>,
}

/// A column computed for each customer.
#[derive(Debug, Clone)]
pub enum Computed {
    /// From facts, earlier computed columns and answers.
    Formula(Formula),
    /// A yes/no column made for the case, such as "of a make the customer likes": position in [`super::Needs::given`].
    Given(usize),
}

impl BlindCatalog {
    /// Puts a catalog together. `lines` groups offerings of one model line by number; `keys` come from [`tie_key`].
    ///
    /// Every column, `lines` and `keys` have one entry per offering; a shorter one counts as missing facts. What comes after
    /// the first 1,048,576 offerings is left out; catalogs have fewer.
    #[must_use]
    pub fn new(
        facts: Vec<(Column, Empty)>,
        computed: Vec<Computed>,
        criteria: Vec<Criterion>,
        lines: Vec<u32>,
        keys: Vec<u64>,
    ) -> Self {
        let fixed = criteria
            .iter()
            .map(|criterion| {
                let (column, empty) = facts.get(criterion.column)?;
                Some(Fixed {
                    values: fixed_values(criterion, column, *empty)?.into(),
                    missing: missing_rows(criterion, column, *empty, &[]).into(),
                })
            })
            .collect();
        let reads = computed
            .iter()
            .map(|computed| match computed {
                Computed::Formula(formula) => Reads {
                    columns: formula.reads_columns(),
                    inputs: formula.reads_inputs(),
                },
                Computed::Given(_) => Reads::default(),
            })
            .collect();
        Self {
            rows: keys.len().min(MOST_OFFERINGS),
            facts,
            computed,
            criteria,
            lines: dense(lines),
            keys,
            fixed,
            reads,
        }
    }

    /// How many offerings.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// The criteria.
    #[must_use]
    pub fn criteria(&self) -> &[Criterion] {
        &self.criteria
    }

    /// The facts, one column each, with what an empty cell means.
    #[must_use]
    pub fn facts(&self) -> &[(Column, Empty)] {
        &self.facts
    }

    /// The computed columns; the first has the number `facts().len()`.
    #[must_use]
    pub fn computed(&self) -> &[Computed] {
        &self.computed
    }

    /// What each computed column rests on.
    pub(super) fn reads(&self) -> &[Reads] {
        &self.reads
    }

    /// What an empty cell of column `number` means. Computed columns are empty only when something is unknown.
    #[must_use]
    pub fn empty_means(&self, number: usize) -> Empty {
        self.facts
            .get(number)
            .map_or(Empty::Unknown, |(_, empty)| *empty)
    }

    /// The model line of each offering, numbered from 0 without gaps.
    #[must_use]
    pub fn lines(&self) -> &[u32] {
        &self.lines
    }

    /// The opaque key of each offering, which only breaks ties.
    #[must_use]
    pub fn keys(&self) -> &[u64] {
        &self.keys
    }

    /// What breaks ties for the offering at `row` in a case with this seed, the least first; it starts what chance has for it, too.
    pub(super) fn tie(&self, seed: u64, row: usize) -> u64 {
        mix(seed, self.keys.get(row).copied().unwrap_or(0))
    }

    /// Values of a criterion that no answer can change, computed once.
    pub(super) fn fixed_values(&self, criterion: usize) -> Option<&Values> {
        Some(&self.fixed.get(criterion)?.as_ref()?.values)
    }

    /// The offerings whose fact is missing for such a criterion.
    pub(super) fn fixed_missing(&self, criterion: usize) -> Option<&Arc<[usize]>> {
        Some(&self.fixed.get(criterion)?.as_ref()?.missing)
    }
}

/// The same lines, numbered from 0 without gaps, in the order of their numbers.
fn dense(lines: Vec<u32>) -> Vec<u32> {
    // Most come numbered so: then every number below their count is one of them.
    let mut found = vec![false; lines.len()];
    for &line in &lines {
        let place = usize::try_from(line).ok();
        if let Some(found) = place.and_then(|place| found.get_mut(place)) {
            *found = true;
        }
    }
    let count = found.iter().take_while(|found| **found).count();
    let last = lines
        .iter()
        .max()
        .and_then(|last| usize::try_from(*last).ok());
    if last.is_none_or(|last| last < count) {
        return lines;
    }
    let mut distinct = lines.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let number = |line: &u32| distinct.binary_search(line).unwrap_or_default();
    lines
        .iter()
        .map(|line| u32::try_from(number(line)).unwrap_or(u32::MAX))
        .collect()
}

/// The opaque key of an offering: the first eight bytes of the SHA-256 of its id.
#[must_use]
pub fn tie_key(id: &str) -> u64 {
    Sha256::digest(id.as_bytes())
        .iter()
        .take(8)
        .fold(0, |key, &byte| key << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

        #[test]
        fn lines_are_numbered_without_gaps(
            lines in prop_oneof![prop::collection::vec(0..6_u32, 0..12), prop::collection::vec(any::<u32>(), 0..12)],
        ) {
            let distinct: BTreeSet<u32> = lines.iter().copied().collect();
            let place = |line: &u32| distinct.range(..line).count();
            let plain: Vec<usize> = lines.iter().map(place).collect();
            let dense: Vec<usize> = dense(lines).into_iter().map(|n| n as usize).collect();
            prop_assert_eq!(dense, plain);
        }
    }
}
