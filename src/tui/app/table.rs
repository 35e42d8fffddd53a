//! The side-by-side table: which offerings stand in it.

use crate::command::Place;

use super::{App, TableState};

/// How many columns the side-by-side table begins with.
const COLUMNS: usize = 3;

impl App {
    /// Opens the side-by-side table with the first offerings, keeping columns chosen before where they still stand.
    pub(super) fn open_table(&mut self) {
        let Some(case) = &self.case else { return };
        let leaders: Vec<usize> = case
            .advice
            .leaders()
            .map(|ranked| ranked.offering)
            .collect();
        let misses = case
            .advice
            .excluded
            .iter()
            .map(|excluded| excluded.offering);
        let now = case.view().status_quo().map(|entry| entry.offering);
        let others = leaders
            .into_iter()
            .chain(misses)
            .filter(|other| Some(*other) != now);
        let offerings = now
            .into_iter()
            .chain(others)
            .take(COLUMNS + usize::from(now.is_some()))
            .collect();
        self.table = TableState {
            offerings,
            ..TableState::default()
        };
        self.show(Place::Compare);
    }

    /// Puts the next offering in the order that is not on the table into the column under the cursor.
    pub(super) fn swap(&mut self) {
        let Some(case) = &self.case else { return };
        let order: Vec<usize> = case
            .advice
            .leaders()
            .map(|ranked| ranked.offering)
            .chain(
                case.advice
                    .excluded
                    .iter()
                    .map(|excluded| excluded.offering),
            )
            .collect();
        let Some(current) = self.table.offerings.get(self.table.column).copied() else {
            return;
        };
        let at = order.iter().position(|own| *own == current).unwrap_or(0);
        let next = order
            .iter()
            .cycle()
            .skip(at + 1)
            .take(order.len())
            .find(|offering| !self.table.offerings.contains(offering));
        if let (Some(next), Some(slot)) = (next, self.table.offerings.get_mut(self.table.column)) {
            *slot = *next;
        }
    }
}
