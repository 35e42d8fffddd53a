//! Two offerings without names: which of them would the customer rather have?

use crate::domain::SafeText;
use crate::interview::{Interview, Side};
use crate::ranking::{Better, HeadToHead, mix};

use super::view::View;

/// Two offerings side by side, without names. Which of them stands first is no sign of anything: it comes from the case's seed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The one that stands first, position in the catalog.
    pub one: usize,
    /// The one that stands second.
    pub other: usize,
    /// In what they differ, what parts them most first.
    pub rows: Vec<PairRow>,
}

/// One thing in which they differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairRow {
    /// The column of the catalog.
    pub label: SafeText,
    /// As the one has it.
    pub one: SafeText,
    /// As the other has it.
    pub other: SafeText,
    /// Whether the one is better in it.
    pub one_is_better: bool,
}

impl View<'_> {
    /// What was chosen, a sentence for each choice, oldest first.
    #[must_use]
    pub fn choice_sentences(&self, interview: &Interview) -> Vec<SafeText> {
        let name = |side: &Side| {
            let offerings = &mut self.catalog.offerings.iter();
            offerings
                .position(|offering| offering.id == side.offering)
                .and_then(|position| self.entry(position))
                .map_or_else(|| side.offering.to_string().into(), |entry| entry.label())
        };
        interview
            .choices()
            .map(|choice| match choice.decided() {
                Some((preferred, over)) => {
                    format!("Rather {} than {}", name(preferred), name(over)).into()
                }
                None => format!(
                    "Could not say which of {} and {}",
                    name(&choice.one),
                    name(&choice.other)
                )
                .into(),
            })
            .collect()
    }

    /// A head-to-head in words.
    #[must_use]
    pub fn pair(&self, pair: &HeadToHead) -> Pair {
        let key = |offering: usize| self.catalog.blind().keys().get(offering).copied();
        let keys = key(pair.first).unwrap_or(0) ^ key(pair.rival).unwrap_or(0);
        let turned = mix(self.case.needs.tie_seed, keys) & 1 == 1;
        let (one, other) = if turned {
            (pair.rival, pair.first)
        } else {
            (pair.first, pair.rival)
        };
        let mut columns: Vec<usize> = Vec::new();
        let rows = pair.criteria.iter().filter_map(|&(criterion, better)| {
            let column = self.catalog.criteria.get(criterion)?.attribute;
            let attribute = self.catalog.attributes.get(column)?;
            if columns.contains(&column) {
                return None;
            }
            columns.push(column);
            let words = |offering| {
                let cell = self.cell(column, offering);
                self.catalog.figure(attribute, cell).words
            };
            Some(PairRow {
                label: attribute.label.clone(),
                one: words(one),
                other: words(other),
                one_is_better: (better == Better::First) != turned,
            })
        });
        Pair {
            one,
            other,
            rows: rows.collect(),
        }
    }
}
