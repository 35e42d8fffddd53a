//! Five options at a time where rows are to be roomy: which of them stand on the page, and how it is turned.

use crate::command::Place;

use super::draft::{Row, rows};
use super::{App, Case};

/// How many options stand on a page.
const OPTIONS: usize = 5;

/// A page of a question's options.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OptionPage {
    /// Which page it is, counted from 0.
    pub number: usize,
    /// How many options there are on all pages.
    pub options: usize,
}

impl OptionPage {
    /// How many pages there are.
    #[must_use]
    pub const fn of(self) -> usize {
        self.options.div_ceil(OPTIONS)
    }

    /// Whether another page follows.
    #[must_use]
    pub const fn goes_on(self) -> bool {
        self.number + 1 < self.of()
    }

    /// Whether a row stands on it: the field and the ways of not answering stand on each.
    #[must_use]
    pub const fn shows(self, row: Row) -> bool {
        match row {
            Row::Option(option) => option / OPTIONS == self.number,
            Row::Field | Row::NotSure | Row::RatherNot => true,
        }
    }
}

impl Case {
    /// The rows of the question on screen, and among them the page of options under the cursor.
    fn paged(&self) -> Option<(Vec<Row>, OptionPage)> {
        let rows = rows(self.question()?);
        let is_option = |row: &&Row| matches!(row, Row::Option(_));
        let options = rows.iter().filter(is_option).count();
        let last = options.div_ceil(OPTIONS).saturating_sub(1);
        let number = match rows.get(self.draft.cursor) {
            Some(Row::Option(option)) => option / OPTIONS,
            Some(Row::Field) | None => 0,
            // They stand below the last.
            Some(Row::NotSure | Row::RatherNot) => last,
        };
        (last > 0).then_some((rows, OptionPage { number, options }))
    }
}

impl App {
    /// The page of options on screen; `None` where all of them are.
    #[must_use]
    pub fn option_page(&self) -> Option<OptionPage> {
        let case = self.case.as_ref().filter(|_| self.look.roomy)?;
        case.paged().map(|(_, page)| page)
    }

    /// Turns to the next page of options or the one before; false where there is none to turn to, and the cursor moves as ever.
    pub(super) fn turn_options(&mut self, on: bool) -> bool {
        let roomy = self.look.roomy && self.place == Place::Question;
        let Some(case) = self.case.as_mut().filter(|_| roomy) else {
            return false;
        };
        let Some((rows, page)) = case.paged() else {
            return false;
        };
        let next = if on {
            Some(page.number + 1).filter(|_| page.goes_on())
        } else {
            page.number.checked_sub(1)
        };
        let first = next.map(|page| Row::Option(page * OPTIONS));
        let Some(row) = first.and_then(|first| rows.iter().position(|row| *row == first)) else {
            return false;
        };
        case.draft.cursor = row;
        self.moved = Some(self.list());
        true
    }
}
