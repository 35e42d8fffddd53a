//! What the last frame showed: a key takes no row that was not drawn, and nothing counts as read out that nobody could see.

use std::collections::BTreeSet;
use std::time::Duration;

use ratatui::layout::{Position, Rect};

use crate::command::Place;
use crate::domain::{Id, SafeText};

use super::draft::{Row, rows};
use super::{App, Click, Overlay};

/// A row on screen that means something to a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A row that can be chosen, counted from 0.
    Choice(usize),
    /// A row of the text that is to be read out, counted from 0.
    Statement(usize),
}

/// What a frame showed of such rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// The rows that were drawn.
    pub rows: Vec<Mark>,
    /// On which row of its page the text to be read out begins, and on how many rows it stands.
    pub statement: Option<(usize, usize)>,
    /// What a click does, and in which cells. What was drawn later lies over what was drawn before.
    pub clicks: Vec<(Rect, Click)>,
    /// The pane that the wheel scrolls; `None` when all there is can be seen.
    pub pane: Option<Rect>,
}

impl Seen {
    /// What a click on column `x`, row `y` does; `None` when it does nothing.
    #[must_use]
    pub fn click_at(&self, x: u16, y: u16) -> Option<&Click> {
        let here = |area: &Rect| area.contains(Position { x, y });
        let mut clicks = self.clicks.iter().rev();
        clicks.find(|(area, _)| here(area)).map(|(_, click)| click)
    }

    /// Whether the pane that scrolls is at column `x`, row `y`.
    #[must_use]
    pub fn scrolls_at(&self, x: u16, y: u16) -> bool {
        self.pane
            .is_some_and(|pane| pane.contains(Position { x, y }))
    }
}

/// What was drawn last of the screen itself.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// Which screen, and which question on it.
    at: (Place, usize),
    /// The rows that can be chosen and were drawn; `None` where lines tell all of them.
    choices: Option<Vec<usize>>,
    reading: Option<Reading>,
}

/// How much of a text to be read out was on screen so far.
#[derive(Debug, Clone)]
struct Reading {
    statement: Id,
    first: usize,
    rows: usize,
    /// All rows that were on screen at some time.
    seen: BTreeSet<usize>,
    /// Whether any of them is there now.
    here: bool,
    /// When it first came on the screen, since the start of the program.
    since: Duration,
}

/// How fast texts are read out, in words a minute.
const WORDS_A_MINUTE: u64 = 180;
/// How much of that time has to pass at least, in hundredths: nobody has read a text out sooner.
const AT_LEAST: u64 = 60;

/// The least time in which `text` can have been read out.
fn least_time(text: &str) -> Duration {
    let words = u64::try_from(text.split_whitespace().count()).unwrap_or(u64::MAX);
    Duration::from_millis(words.saturating_mul(60_000 * AT_LEAST / 100 / WORDS_A_MINUTE))
}

impl App {
    /// Tells the app how much time has passed since the program began: a label, on which no advice depends.
    pub const fn time_is(&mut self, since_start: Duration) {
        self.moment = since_start;
    }

    /// How long it still takes to read out what is on the screen or told; nothing before either.
    fn still_reading(&self) -> Duration {
        let reading = self.shown_now().and_then(|shown| shown.reading.as_ref());
        let Some((reading, statement)) = reading.zip(self.statement()) else {
            return Duration::ZERO;
        };
        let until = reading.since + least_time(&statement.text);
        until.saturating_sub(self.moment)
    }

    /// Tells the app what was drawn.
    pub fn saw(&mut self, seen: &Seen) {
        if self.is_covered() || self.overlay.is_some() {
            // What lies below is as it was.
            return;
        }
        let before = self.shown.take().and_then(|shown| shown.reading);
        let statement = self.statement().map(|statement| statement.id.clone());
        let reading = statement
            .zip(seen.statement)
            .map(|(statement, (first, rows))| {
                // Another width breaks it into other rows, and it is still the same reading.
                let since = before
                    .as_ref()
                    .filter(|reading| reading.statement == statement)
                    .map_or(self.moment, |reading| reading.since);
                let same =
                    |reading: &Reading| reading.statement == statement && reading.rows == rows;
                let mut reading = before.filter(same).unwrap_or_else(|| Reading {
                    statement,
                    first,
                    rows,
                    seen: BTreeSet::new(),
                    here: false,
                    since,
                });
                let drawn: BTreeSet<usize> = seen
                    .rows
                    .iter()
                    .filter_map(|mark| match mark {
                        Mark::Statement(row) => Some(*row),
                        Mark::Choice(_) => None,
                    })
                    .collect();
                reading.first = first;
                reading.here = !drawn.is_empty();
                reading.seen.extend(drawn);
                reading
            });
        let (place, asked, _) = self.on_screen();
        self.shown = Some(Shown {
            at: (place, asked),
            choices: Some(
                seen.rows
                    .iter()
                    .filter_map(|mark| match mark {
                        Mark::Choice(row) => Some(*row),
                        Mark::Statement(_) => None,
                    })
                    .collect(),
            ),
            reading,
        });
    }

    /// Tells the app that its page was told in lines, all of it: the text to be read out can be read from now on.
    pub fn told(&mut self) {
        if self.overlay.is_some() {
            // The page below was told before.
            return;
        }
        let before = self.shown.take().and_then(|shown| shown.reading);
        let statement = self.statement().map(|statement| statement.id.clone());
        let reading = statement.map(|statement| {
            let same = |reading: &Reading| reading.statement == statement;
            before.filter(same).unwrap_or_else(|| Reading {
                statement,
                first: 0,
                rows: 1,
                seen: BTreeSet::from([0]),
                here: true,
                since: self.moment,
            })
        });
        let (place, asked, _) = self.on_screen();
        self.shown = Some(Shown {
            at: (place, asked),
            choices: None,
            reading,
        });
    }

    /// Why nobody can have read out yet what is to be read out here, and how long it still takes; `None` once it can have been read.
    #[must_use]
    pub fn why_not_read(&self) -> Option<SafeText> {
        let left = self.still_reading();
        (!left.is_zero()).then(|| {
            let seconds = left.as_millis().div_ceil(1000);
            let words = format!("Nobody reads that fast. Read it out, then y: {seconds} s more.");
            words.into()
        })
    }

    /// What was drawn of the screen that is there now; `None` before its first frame.
    fn shown_now(&self) -> Option<&Shown> {
        let (place, asked, _) = self.on_screen();
        self.shown
            .as_ref()
            .filter(|shown| shown.at == (place, asked))
    }

    /// The first and the last row that keys take of those that were drawn; `None` when none was.
    pub(super) fn rows_drawn(&self) -> Option<(usize, usize)> {
        let rows = self.shown_now()?.choices.as_ref()?;
        Some((*rows.first()?, *rows.last()?))
    }

    fn is_drawn(&self, row: usize) -> bool {
        self.shown_now()
            .and_then(|shown| shown.choices.as_ref())
            .is_none_or(|choices| choices.contains(&row))
    }

    /// Brings a row of the question on screen when it is not there; true when it had to. Nothing is answered then.
    pub(super) fn brings_row(&mut self, row: Row) -> bool {
        let question = self.case.as_ref().and_then(|case| case.question());
        let position =
            question.and_then(|question| rows(question).iter().position(|own| *own == row));
        let Some(position) = position.filter(|_| self.place == Place::Question) else {
            return false;
        };
        if self.is_drawn(position) {
            return false;
        }
        if let Some(case) = &mut self.case {
            case.draft.cursor = position;
        }
        self.now_on_screen();
        true
    }

    /// The same for a row of the summary.
    pub(super) fn brings_decision(&mut self, row: usize) -> bool {
        if self.is_drawn(row) {
            return false;
        }
        (self.cursor, self.scroll) = (row, 0);
        self.now_on_screen();
        true
    }

    fn now_on_screen(&mut self) {
        if matches!(self.overlay, Some(Overlay::Keys(_))) {
            self.overlay = None;
        }
        self.notice =
            Some("It was not on screen, now it is. Press the key again to take it.".into());
    }

    /// Turns to what nobody has seen yet of the text to be read out; false when all of it was on screen.
    pub(super) fn turns_to_statement(&mut self) -> bool {
        let reading = self.shown_now().and_then(|shown| shown.reading.as_ref());
        let Some((first, unseen)) = reading.and_then(|reading| {
            let unseen = (0..reading.rows).find(|row| !reading.seen.contains(row));
            // What was scrolled away is brought back from its beginning.
            let unseen = unseen.or_else(|| (!reading.here).then_some(0))?;
            Some((reading.first, unseen))
        }) else {
            return false;
        };
        self.scroll = first.saturating_add(unseen);
        if matches!(self.overlay, Some(Overlay::Keys(_))) {
            self.overlay = None;
        }
        let words = match unseen {
            0 => "Read this out first. Then y.",
            _ => "Here is the rest: read it out. Then y.",
        };
        self.notice = Some(words.into());
        true
    }
}
