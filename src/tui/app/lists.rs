//! Lists on the screens: which rows a digit takes, and moving through them.

use crate::casebook::CaseSummary;
use crate::command::{Command, Place};
use crate::tui::terminal::Key;

use super::draft::{Row, rows};
use super::keys::name;
use super::{App, CHANGE_ROWS, Effect, PAIR_ROWS};

impl App {
    /// Conversations that can be gone on with, at most five, as the archive has put them in order.
    pub fn open_cases(&self) -> impl Iterator<Item = &CaseSummary> {
        self.cases.iter().take(5)
    }

    /// Opens the row under the cursor of the start.
    pub(super) fn open_row(&mut self, row: usize) -> Vec<Effect> {
        let cases: Vec<_> = self.open_cases().map(|case| case.id).collect();
        match (cases.get(row), row.checked_sub(cases.len())) {
            (Some(id), _) => vec![Effect::Resume(*id)],
            (None, Some(catalog)) if catalog < self.shelf.len() => vec![Effect::Begin(catalog)],
            _ => Vec::new(),
        }
    }

    /// A letter of a conversation that waits. Catalogs have the digits, which mean the same however many wait.
    pub(super) fn resume_row(&mut self, key: Key) -> Vec<Effect> {
        let pressed = name(key);
        let row = self
            .look
            .keys
            .keys(Command::GoOn)
            .position(|own| own == pressed);
        let id = row.and_then(|row| self.open_cases().nth(row).map(|case| case.id));
        let Some(id) = id else {
            self.says_nothing(key);
            return Vec::new();
        };
        vec![Effect::Resume(id)]
    }

    /// How many rows on screen a digit takes, 0 to 9.
    #[must_use]
    pub fn rows_with_digits(&self) -> usize {
        self.rows_to_take().min(9)
    }

    /// How many rows of the screen can be taken by number.
    #[must_use]
    pub fn rows_to_take(&self) -> usize {
        match self.place {
            Place::Start => self.shelf.len(),
            Place::Summary if self.is_looking() => 0,
            Place::Summary => self.decisions().len(),
            Place::Pair => PAIR_ROWS.len() - 1,
            Place::Question => {
                self.case
                    .as_ref()
                    .and_then(|case| case.question())
                    .map_or(0, |question| {
                        let options = |row: &Row| matches!(row, Row::Option(_));
                        rows(question).into_iter().filter(options).count()
                    })
            }
            Place::Why => self.help_rows().len(),
            Place::Try => self.other_trials(),
            Place::Change => CHANGE_ROWS.len(),
            Place::Compare => self.table.offerings.len(),
            Place::Opening | Place::Hold | Place::Past | Place::Customer | Place::NoFolder => 0,
        }
    }

    /// Keeps the cursor of the summary on a row when decisions have gone, such as taking what fits no longer.
    pub(super) fn keep_cursor(&mut self) {
        if self.place == Place::Summary {
            let last = self.decisions().len().saturating_sub(1);
            self.cursor = self.cursor.min(last);
        }
    }

    /// Whether somebody has moved in the list on screen.
    pub(super) fn has_moved(&self) -> bool {
        self.moved == Some(self.list())
    }

    pub(super) fn move_by(&mut self, by: isize) {
        self.moved = Some(self.list());
        let step = |at: usize, last: usize| at.saturating_add_signed(by).min(last);
        match (self.place, &mut self.case) {
            (Place::Question, Some(case)) => {
                let last = case
                    .question()
                    .map_or(0, |question| rows(question).len().saturating_sub(1));
                case.draft.cursor = step(case.draft.cursor, last);
            }
            (Place::Change, _) => self.move_on_rows(by, CHANGE_ROWS.len() - 1),
            (Place::Pair, _) => self.cursor = step(self.cursor, PAIR_ROWS.len() - 1),
            (Place::Start, _) => {
                let last = (self.open_cases().count() + self.shelf.len()).saturating_sub(1);
                self.cursor = step(self.cursor, last);
            }
            (Place::Summary, _) => {
                let last = self.decisions().len().saturating_sub(1);
                self.cursor = step(self.cursor, last);
                self.scroll = 0;
            }
            (Place::Past, _) => {
                let last = self.past.found.rows.len().saturating_sub(1);
                self.cursor = step(self.cursor, last);
            }
            (Place::Why, _) => self.move_on_rows(by, self.help_rows().len()),
            (Place::Compare, _) => self.move_in_table(by),
            _ => self.scroll = step(self.scroll, usize::MAX),
        }
    }

    /// A page up or down: of options, where they stand on pages; beside the list of the summary or the reasons it turns the text.
    pub(super) fn page_by(&mut self, by: isize) {
        if self.turn_options(by > 0) {
            return;
        }
        if matches!(self.place, Place::Summary | Place::Why | Place::Change) {
            self.scroll = self.scroll.saturating_add_signed(by);
        } else if self.place == Place::Compare {
            self.turn_table(by > 0);
        } else {
            self.move_by(by);
        }
    }

    /// First through the rows that can be taken, up to `last`, then down the page; up the other way round.
    fn move_on_rows(&mut self, by: isize, last: usize) {
        if by == isize::MIN {
            (self.cursor, self.scroll) = (0, 0);
        } else if by == isize::MAX {
            (self.cursor, self.scroll) = (last, usize::MAX);
        } else if by < 0 && self.scroll > 0 {
            self.scroll -= 1;
        } else if by < 0 {
            self.cursor = self.cursor.saturating_sub(1);
        } else if self.cursor < last {
            (self.cursor, self.scroll) = (self.cursor + 1, 0);
        } else {
            self.scroll = self.scroll.saturating_add(1);
        }
    }
}
