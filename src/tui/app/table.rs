//! The side-by-side table: which offerings stand in it.

use crate::command::{Command, Place};
use crate::domain::SafeText;

use super::{App, TableState};

/// How many columns the side-by-side table begins with, beside what the customer has.
const COLUMNS: usize = 3;
/// Fewest columns of the table.
const FEWEST: usize = 2;
/// Most columns of the table.
const MOST: usize = 4;

/// Said of the column with what the customer has.
const NOW_STAYS: &str =
    "What the customer has stays in the table. Left and Right go to another column.";

/// Why places of the order that somebody named cannot stand side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotBeside {
    /// This is no place of the order.
    NoPlace(String),
    /// Fewer than two.
    TooFew,
    /// More than stand side by side.
    TooMany,
}

impl App {
    /// The offerings at these places of the order, such as `1 3`, after what the customer has now where that is known: two to four.
    ///
    /// # Errors
    /// [`NotBeside`] says what is wrong with the places.
    pub fn at_places(&self, typed: &str) -> Result<Vec<usize>, NotBeside> {
        let leaders: Vec<usize> = self
            .case
            .iter()
            .flat_map(|case| case.advice.leaders())
            .map(|ranked| ranked.offering)
            .collect();
        let mut offerings: Vec<usize> = self.now().into_iter().collect();
        for part in typed.split([' ', ',']).filter(|part| !part.is_empty()) {
            let place = part.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
            let offering = place.and_then(|place| leaders.get(place));
            let offering = offering.ok_or_else(|| NotBeside::NoPlace(part.to_owned()))?;
            if !offerings.contains(offering) {
                offerings.push(*offering);
            }
        }
        match offerings.len() {
            0..FEWEST => Err(NotBeside::TooFew),
            FEWEST..=MOST => Ok(offerings),
            _ => Err(NotBeside::TooMany),
        }
    }

    /// Puts these offerings side by side; those that stand there by themselves when there are none.
    pub(super) fn side_by_side(&mut self, offerings: Vec<usize>) {
        if self.place != Place::Compare {
            if let Some(why) = self.why_not(Command::Compare) {
                self.notice = Some(why);
                return;
            }
            self.open_table();
        }
        if !offerings.is_empty() {
            self.table.offerings = offerings;
            self.table.column = 0;
            self.table.coming = None;
        }
    }

    /// Opens the side-by-side table with the first offerings, and what the customer has before them.
    pub(super) fn open_table(&mut self) {
        let now = self.now();
        let others = self.order().filter(|other| Some(*other) != now);
        let offerings: Vec<usize> = now
            .into_iter()
            .chain(others)
            .take(COLUMNS + usize::from(now.is_some()))
            .collect();
        self.table = TableState {
            column: usize::from(now.is_some() && offerings.len() > 1),
            offerings,
            ..TableState::default()
        };
        self.show(Place::Compare);
        self.move_in_table(0);
    }

    /// What the customer has, where somebody has said it.
    fn now(&self) -> Option<usize> {
        let case = self.case.as_ref()?;
        let kept = case.catalog.status_quo.as_ref()?.offering;
        let ranked = case.advice.ranked.iter().map(|ranked| ranked.offering);
        let missed = case.advice.excluded.iter().map(|miss| miss.offering);
        let mut all = ranked.chain(missed);
        all.any(|offering| offering == kept).then_some(kept)
    }

    /// All offerings, best first: those that fit, one of each line, then those that miss something.
    fn order(&self) -> impl Iterator<Item = usize> {
        self.case.iter().flat_map(|case| {
            let leaders = case.advice.leaders().map(|ranked| ranked.offering);
            let misses = case.advice.excluded.iter().map(|miss| miss.offering);
            leaders.chain(misses)
        })
    }

    /// Whether every offering is on the table. Footers ask at each frame, so it looks no further than it must.
    fn all_stand_there(&self) -> bool {
        self.order()
            .all(|offering| self.table.offerings.contains(&offering))
    }

    /// The next offering in the order behind that of the column under the cursor which is not on the table; from the beginning again
    /// after the last.
    fn next_beside(&self) -> Option<usize> {
        let order: Vec<usize> = self.order().collect();
        let current = self.table.offerings.get(self.table.column);
        let at = order.iter().position(|own| Some(own) == current);
        let from = at.map_or(0, |at| at + 1);
        let mut all = order.iter().cycle().skip(from).take(order.len());
        all.find(|offering| !self.table.offerings.contains(offering))
            .copied()
    }

    /// Puts the next offering into the column under the cursor.
    pub(super) fn swap(&mut self) {
        let next = self.next_beside();
        if let (Some(next), Some(slot)) = (next, self.table.offerings.get_mut(self.table.column)) {
            *slot = next;
        }
    }

    /// Puts one more offering beside the others.
    pub(super) fn one_more(&mut self) {
        if let Some(next) = self.next_beside() {
            self.put_beside(next);
        }
    }

    /// Puts `offering` beside the others; where no column is free the next digit says which one goes.
    pub(super) fn put_beside(&mut self, offering: usize) {
        let table = &mut self.table;
        table.coming = None;
        if let Some(column) = table.offerings.iter().position(|own| *own == offering) {
            table.column = column;
        } else if table.offerings.len() < MOST {
            table.offerings.push(offering);
            table.column = table.offerings.len() - 1;
        } else {
            table.coming = Some(offering);
        }
    }

    /// Takes the column under the cursor out.
    pub(super) fn take_out(&mut self) {
        if self.table.column < self.table.offerings.len() {
            self.table.offerings.remove(self.table.column);
        }
        let last = self.table.offerings.len().saturating_sub(1);
        self.table.column = self.table.column.min(last);
    }

    /// A column by its number, counted from 0: the one that goes when one waits to come, else the one under the cursor.
    pub(super) fn choose_column(&mut self, column: usize) {
        if column >= self.table.offerings.len() {
            let words = format!("Not a column here: {}. Nothing was changed.", column + 1);
            self.notice = Some(words.into());
        } else if let Some(coming) = self.table.coming {
            if self.table.offerings.get(column).copied() == self.now() {
                self.notice = Some(NOW_STAYS.into());
            } else if let Some(slot) = self.table.offerings.get_mut(column) {
                *slot = coming;
                (self.table.column, self.table.coming) = (column, None);
            }
        } else {
            self.table.column = column;
        }
    }

    /// Leaves out the offering for which no column is free; false when none waits.
    pub(super) const fn leave_out(&mut self) -> bool {
        self.table.coming.take().is_some()
    }

    /// Why a column cannot be changed; `None` when it can.
    pub(super) fn why_not_in_table(&self, command: Command) -> Option<SafeText> {
        if self.place != Place::Compare {
            return None;
        }
        let table = &self.table;
        let current = table.offerings.get(table.column).copied();
        let on_now = current.is_some() && current == self.now();
        match command {
            Command::Swap | Command::TakeOut if on_now => Some(NOW_STAYS.into()),
            Command::TakeOut if table.offerings.len() <= FEWEST => {
                Some("Two at least stand side by side.".into())
            }
            Command::Swap | Command::OneMore if self.all_stand_there() => {
                Some("Every offering of this catalog is in the table.".into())
            }
            _ => None,
        }
    }
}
