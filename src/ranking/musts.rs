//! Which must-haves each offering misses, and on which nobody can say.

use crate::domain::{Cell, Column, Numbers};
use crate::formula::Table as _;

use super::blind::BlindCatalog;
use super::figures::Figures;
use super::needs::{MAX_MUSTS, Must, Needs, Test};
use super::value::Empty;

/// For each offering two masks with one bit per must-have, in the order of [`Needs::musts`]; nothing is kept where there is no must-have.
pub(super) struct Masks {
    violated: Vec<u64>,
    open: Vec<u64>,
}

/// How one offering stands to the must-haves.
#[derive(Clone, Copy)]
pub(super) struct Stand {
    /// Must-haves that it misses, a bit each.
    pub violated: u64,
    /// Must-haves that a missing fact leaves open.
    pub open: u64,
}

impl Masks {
    pub fn of(&self, offering: usize) -> Stand {
        let mask = |masks: &[u64]| masks.get(offering).copied().unwrap_or(0);
        Stand {
            violated: mask(&self.violated),
            open: mask(&self.open),
        }
    }
}

pub(super) fn masks(blind: &BlindCatalog, figures: &Figures<'_>, needs: &Needs) -> Masks {
    let rows = blind.rows();
    let kept = if needs.musts.is_empty() { 0 } else { rows };
    let mut masks = Masks {
        violated: vec![0; kept],
        open: vec![0; kept],
    };
    for (number, must) in needs.musts.iter().take(MAX_MUSTS).enumerate() {
        let bit = 1_u64 << number;
        let empty = blind.empty_means(must.column);
        let column = figures.column(must.column);
        // Limits on figures are what most customers set: whole columns are compared at once. A missing figure is a NaN, which meets
        // nothing, so that only the missing ones have to be put right.
        match (&must.test, column) {
            (Test::AtLeast(limit), Some(Column::Number(cells))) if cells.len() == rows => {
                note_missed(&mut masks.violated, bit, cells, |figure| figure >= *limit);
                leave_open(&mut masks, bit, cells.missing(), empty);
            }
            (Test::AtMost(limit), Some(Column::Number(cells))) if cells.len() == rows => {
                note_missed(&mut masks.violated, bit, cells, |figure| figure <= *limit);
                leave_open(&mut masks, bit, cells.missing(), empty);
            }
            _ => {
                let both = masks.violated.iter_mut().zip(&mut masks.open);
                for (row, (violated, open)) in both.enumerate() {
                    match column.and_then(|column| verdict(must, column, row)) {
                        Some(true) => {}
                        None if empty == Empty::Unknown => *open |= bit,
                        _ => *violated |= bit,
                    }
                }
            }
        }
    }
    masks
}

fn note_missed(violated: &mut [u64], bit: u64, cells: &Numbers, meets: impl Fn(f64) -> bool) {
    for (mask, &figure) in violated.iter_mut().zip(cells.figures()) {
        *mask |= if meets(figure) { 0 } else { bit };
    }
}

/// Nobody can say whether a missing figure meets the must-have, unless it is empty because it does not apply.
fn leave_open(masks: &mut Masks, bit: u64, missing: &[usize], empty: Empty) {
    if empty == Empty::DoesNotApply {
        return;
    }
    for &row in missing {
        if let (Some(violated), Some(open)) = (masks.violated.get_mut(row), masks.open.get_mut(row))
        {
            *violated &= !bit;
            *open |= bit;
        }
    }
}

/// Whether the cell in `row` meets the must-have; `None` when nobody can say.
pub(super) fn verdict(must: &Must, column: &Column, row: usize) -> Option<bool> {
    match (&must.test, column.get(row)?) {
        (Test::AtLeast(limit), Cell::Number(figure)) => Some(figure >= *limit),
        (Test::AtMost(limit), Cell::Number(figure)) => Some(figure <= *limit),
        (Test::OneOf(options), Cell::Choice(option)) => Some(options.contains(&option)),
        (Test::Is(wanted), Cell::YesNo(is)) => Some(is == *wanted),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

        #[test]
        fn whole_columns_stand_as_their_cells_do(
            figures in prop::collection::vec(prop::option::weighted(0.7, 0..5_u8), 1..20),
            limits in prop::collection::vec((0..5_u8, any::<bool>()), 0..4),
            applies in any::<bool>(),
        ) {
            let empty = if applies { Empty::Unknown } else { Empty::DoesNotApply };
            let column = Column::Number(figures.iter().map(|figure| figure.map(f64::from)).collect());
            let keys = vec![0; figures.len()];
            let blind = BlindCatalog::new(vec![(column.clone(), empty)], Vec::new(), Vec::new(), Vec::new(), keys);
            let must = |&(limit, least): &(u8, bool)| {
                let limit = f64::from(limit);
                Must { column: 0, test: if least { Test::AtLeast(limit) } else { Test::AtMost(limit) } }
            };
            let needs = Needs { musts: limits.iter().map(must).collect(), ..Needs::default() };
            let masks = masks(&blind, &Figures::new(&blind, &needs), &needs);
            for row in 0..figures.len() {
                let (mut violated, mut open) = (0, 0);
                for (number, must) in needs.musts.iter().enumerate() {
                    match verdict(must, &column, row) {
                        Some(true) => {}
                        None if applies => open |= 1 << number,
                        _ => violated |= 1 << number,
                    }
                }
                let stand = masks.of(row);
                prop_assert_eq!((stand.violated, stand.open), (violated, open));
            }
        }
    }
}
