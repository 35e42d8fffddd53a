//! Which facts each offering lacks.

use std::sync::Arc;

use crate::formula::Table as _;

use super::advise::Advice;
use super::blind::BlindCatalog;
use super::figures::Figures;
use super::needs::Needs;
use super::value::missing_rows;

/// For each criterion the offerings whose fact is missing, in order.
pub fn missing(blind: &BlindCatalog, needs: &Needs, advice: &Advice) -> Vec<Arc<[usize]>> {
    let figures = Figures::of(blind, &advice.computed);
    let criteria = blind.criteria().iter().enumerate();
    criteria
        .map(|(number, criterion)| {
            if let Some(missing) = blind.fixed_missing(number) {
                return Arc::clone(missing);
            }
            let empty = blind.empty_means(criterion.column);
            let column = figures.column(criterion.column);
            let rows = column.map(|c| missing_rows(criterion, c, empty, &needs.inputs));
            rows.unwrap_or_default().into()
        })
        .collect()
}

/// The same the other way round: for each offering its criteria, all in one list.
#[derive(Debug, Clone)]
pub struct Gaps {
    /// Where each offering's criteria end; they begin where those of the one before end.
    ends: Vec<u32>,
    criteria: Vec<u16>,
}

impl Gaps {
    /// Turns `missing` round for so many offerings.
    pub fn new(rows: usize, missing: &[Arc<[usize]>]) -> Self {
        let mut ends = vec![0_u32; rows];
        for &row in missing.iter().flat_map(|rows| rows.iter()) {
            if let Some(count) = ends.get_mut(row) {
                *count += 1;
            }
        }
        // Counts become where each offering's begin; filling them in moves that to where they end.
        let mut sum = 0;
        for count in &mut ends {
            sum += std::mem::replace(count, sum);
        }
        let mut criteria = vec![0; place(sum)];
        for (criterion, rows) in (0..=u16::MAX).zip(missing) {
            for &row in rows.iter() {
                let Some(end) = ends.get_mut(row) else {
                    continue;
                };
                if let Some(slot) = criteria.get_mut(place(*end)) {
                    *slot = criterion;
                }
                *end += 1;
            }
        }
        Self { ends, criteria }
    }

    /// The criteria on which this offering's fact is missing.
    pub fn of(&self, offering: usize) -> impl Iterator<Item = usize> + use<'_> {
        let end = |n: usize| self.ends.get(n).copied().map_or(0, place);
        let start = offering.checked_sub(1).map_or(0, end);
        let criteria = self.criteria.get(start..end(offering)).unwrap_or_default();
        criteria.iter().copied().map(usize::from)
    }
}

/// A position that is kept in half the room.
pub fn place(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_by_criterion_is_missing_by_offering() {
        let missing: [Arc<[usize]>; 4] = [
            vec![1, 4].into(),
            Vec::new().into(),
            vec![0, 1, 9].into(),
            vec![1].into(),
        ];
        let gaps = Gaps::new(5, &missing);
        let of = |offering| gaps.of(offering).collect::<Vec<_>>();
        assert_eq!(of(0), [2]);
        assert_eq!(of(1), [0, 2, 3]);
        assert_eq!(of(2), [0; 0]);
        assert_eq!(of(3), [0; 0]);
        assert_eq!(of(4), [0]);
        assert_eq!(of(5), [0; 0]);
    }
}
