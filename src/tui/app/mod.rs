//! The app: what is on screen, and what an event makes of it. Pure: events in, effects out.
//!
//! An answer is not part of the conversation until its effect has come back as [`Event::Recorded`]: saved first, shown second.

mod act;
mod case;
mod draft;
mod ending;
mod event;
mod jump;
mod keys;
mod lists;
mod overlay;
mod table;
mod trying;
mod way;

use std::collections::VecDeque;
use std::sync::Arc;

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::casebook::CaseSummary;
use crate::catalog::Catalog;
use crate::command::Place;
use crate::domain::SafeText;
use crate::interview::{Fact, Recorded};

use super::glyphs::Glyphs;
use super::terminal::{Guarded, Input, Key};
use super::theme::Theme;

pub use case::{Case, Changed};
pub use draft::{
    Draft, LEVELS, MAX_TEXT, Row, hidden_words, offered_levels, rows, types_figures, types_text,
};
pub use event::{Effect, Event, Overlay};
pub use jump::{Jump, Target};
pub use trying::{HelpRow, Outlook, Trying};
pub use way::{Asking, PAIR_ROWS, WayOn};

/// What the user set.
#[derive(Debug, Clone)]
pub struct Look {
    /// The theme.
    pub theme: Theme,
    /// The signs.
    pub glyphs: Glyphs,
    /// Where the user is: how times are shown.
    pub zone: TimeZone,
}

impl Look {
    /// `14:03`, where the user is.
    #[must_use]
    pub fn clock(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%H:%M").to_string()
    }
}

/// The app.
#[derive(Debug, Clone)]
pub struct App {
    /// The catalogs on offer.
    pub shelf: Vec<Arc<Catalog>>,
    /// Catalogs that could not be opened, and why.
    pub refused: Vec<(SafeText, SafeText)>,
    /// Conversations that go on.
    pub cases: Vec<CaseSummary>,
    /// The conversation on screen.
    pub case: Option<Case>,
    /// The screen.
    pub place: Place,
    /// What lies over it.
    pub overlay: Option<Overlay>,
    /// Cursor of lists other than a question's.
    pub cursor: usize,
    /// First row shown of a long page.
    pub scroll: usize,
    /// The side-by-side table.
    pub table: TableState,
    /// A change that is tried, on the screen for that.
    pub trying: Option<Trying>,
    /// Something to be said once.
    pub notice: Option<SafeText>,
    /// Something is wrong: until the next key, or until it is mended when something could not be saved.
    pub trouble: Option<SafeText>,
    /// Whether the last thing that was to be kept could not be.
    pub unsaved: bool,
    /// Where the transcript of this case was written.
    pub files: Vec<SafeText>,
    /// Themes to step through.
    pub looks: Vec<Theme>,
    /// What the user set.
    pub look: Look,
    /// Today.
    pub today: Date,
    /// In which order questions come up by themselves.
    pub asking: Asking,
    /// Facts that follow the one on its way to the disk.
    to_record: VecDeque<Fact>,
    /// What the last event that comes back is to do.
    pending: Pending,
    /// Whether the last key kept an answer: taken back when it turns out to be part of a burst.
    answered_by_key: bool,
    /// Whether a fact is on its way to the disk.
    recording: bool,
    /// Where a look at the order, or the summary, goes back to.
    came_from: Place,
}

/// The state of the side-by-side table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableState {
    /// Offerings, left to right.
    pub offerings: Vec<usize>,
    /// The column under the cursor.
    pub column: usize,
    /// Whether rows in which all are the same are shown, too.
    pub all_rows: bool,
}

/// What follows once a fact is on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Pending {
    #[default]
    Nothing,
    /// Go on to the next open question.
    GoOn,
    /// Show the question that the change was about.
    ShowChanged,
    /// Leave the opening.
    Begin,
    /// Write the transcript.
    Export,
    /// Show what was kept of a trial.
    Kept,
}

impl App {
    /// A fresh app on the start screen.
    #[must_use]
    pub fn new(
        shelf: Vec<Arc<Catalog>>,
        refused: Vec<(SafeText, SafeText)>,
        cases: Vec<CaseSummary>,
        looks: Vec<Theme>,
        look: Look,
        today: Date,
    ) -> Self {
        Self {
            shelf,
            refused,
            cases,
            case: None,
            place: Place::Start,
            overlay: None,
            cursor: 0,
            scroll: 0,
            table: TableState::default(),
            trying: None,
            notice: None,
            trouble: None,
            unsaved: false,
            files: Vec::new(),
            looks,
            look,
            today,
            asking: Asking::default(),
            to_record: VecDeque::new(),
            pending: Pending::Nothing,
            answered_by_key: false,
            recording: false,
            came_from: Place::Question,
        }
    }

    /// Takes an event; what is to be done in the world comes back.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        let effects = self.take(event);
        if self.place == Place::Why
            && let Some(case) = &mut self.case
        {
            case.look_ahead();
        }
        self.recording = effects
            .iter()
            .any(|effect| matches!(effect, Effect::Record(_)));
        effects
    }

    fn take(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Person(Guarded::Input(Input::Key(key))) => self.key(key),
            Event::Person(Guarded::Input(Input::Paste(text))) => {
                self.burst(&SafeText::new(&text), None)
            }
            Event::Person(Guarded::Burst { text, acted, .. }) => {
                self.burst(&SafeText::new(&text), acted)
            }
            Event::Person(Guarded::Input(_)) => Vec::new(),
            Event::Opened {
                catalog,
                id,
                facts,
                notice,
            } => {
                self.opened(catalog, id, facts, notice);
                Vec::new()
            }
            Event::Recorded(recorded) => self.recorded(recorded),
            Event::Exported(files) => {
                self.files = files;
                Vec::new()
            }
            Event::Failed(why) => {
                self.pending = Pending::Nothing;
                self.to_record.clear();
                self.notice = None;
                self.trouble = Some(why);
                self.unsaved |= self.recording;
                Vec::new()
            }
            Event::Cases(cases) => {
                self.cases = cases;
                Vec::new()
            }
        }
    }

    fn opened(
        &mut self,
        catalog: usize,
        id: SafeText,
        facts: Vec<Recorded>,
        notice: Option<SafeText>,
    ) {
        let Some(catalog) = self.shelf.get(catalog) else {
            return;
        };
        let fresh = facts.len() <= 1;
        let mut case = Case::new(Arc::clone(catalog), id, facts);
        case.begin_with(self.asking);
        let statements = case
            .catalog
            .statements_at(crate::catalog::Moment::Start)
            .next()
            .is_some();
        self.case = Some(case);
        self.files.clear();
        self.came_from = Place::Question;
        self.mended();
        self.notice = notice;
        self.show(if fresh && statements {
            Place::Opening
        } else {
            Place::Question
        });
    }

    fn recorded(&mut self, recorded: Recorded) -> Vec<Effect> {
        let pending = std::mem::take(&mut self.pending);
        self.mended();
        let Some(case) = &mut self.case else {
            return Vec::new();
        };
        let undone = recorded.fact == Fact::Undone;
        let decided = case.interview.outcome().is_some();
        let changed = case.add(recorded);
        if let Some(next) = self.to_record.pop_front() {
            self.pending = pending;
            return vec![Effect::Record(next)];
        }
        if case.interview.outcome().is_none() {
            // Files about a decision that no longer holds are not what stands on the screen.
            self.files.clear();
        }
        match pending {
            Pending::Nothing => Vec::new(),
            Pending::Begin => {
                self.show(Place::Question);
                Vec::new()
            }
            Pending::Export => vec![Effect::Export],
            Pending::Kept => {
                self.kept();
                Vec::new()
            }
            Pending::ShowChanged => {
                if let Changed::Question(position) = changed {
                    case.return_to(position);
                }
                let reopened = decided && case.interview.outcome().is_none();
                self.after_change(changed);
                self.notice = Some(self.changed_words(changed, undone, reopened));
                Vec::new()
            }
            Pending::GoOn => {
                self.go_on();
                Vec::new()
            }
        }
    }

    fn mended(&mut self) {
        self.trouble = None;
        self.unsaved = false;
    }

    /// Tells the app how far the page on screen can be scrolled, in rows, so that it never scrolls past the end.
    pub fn scrolls_to(&mut self, furthest: usize) {
        match &mut self.overlay {
            Some(Overlay::Keys(scroll) | Overlay::Facts(scroll)) => *scroll = furthest.min(*scroll),
            Some(_) => {}
            None => self.scroll = self.scroll.min(furthest),
        }
    }

    /// Goes to a screen.
    pub(super) fn show(&mut self, place: Place) {
        let leads_back = |place| matches!(place, Place::Opening | Place::Question | Place::Pair);
        if leads_back(self.place) && !leads_back(place) {
            self.came_from = self.place;
        }
        self.place = place;
        self.trying = None;
        self.overlay = None;
        // Of two offerings neither is chosen before somebody chooses.
        self.cursor = if place == Place::Pair {
            PAIR_ROWS.len() - 1
        } else {
            0
        };
        self.scroll = 0;
    }

    /// What tells one question on screen from another: a key pressed for another one than was drawn must not answer it.
    #[must_use]
    pub fn on_screen(&self) -> (Place, usize, bool) {
        let asked = self.case.as_ref().map_or(0, |case| match self.place {
            Place::Pair => case.interview.choices().count(),
            Place::Try => self.cursor,
            _ => case.asked,
        });
        (self.place, asked, self.overlay.is_some())
    }

    /// Whether `key` could keep an answer now: such keys are guarded against bounce and blindness.
    #[must_use]
    pub fn would_answer(&self, key: Key) -> bool {
        // Where figures are typed a digit is no answer yet, and the same one twice in a row is no bounce.
        let figures = self.place == Place::Question && self.types_figures();
        let keeps = match self.place {
            Place::Question | Place::Pair | Place::Opening | Place::Summary => true,
            // Where nothing fits a row of the reasons can end the talk.
            Place::Why => {
                let case = self.case.as_ref();
                case.is_some_and(|case| case.advice.ranked.is_empty())
            }
            Place::Try => key == Key::Char('k'),
            Place::Start | Place::Compare => false,
        };
        let answers = match key {
            Key::Char('0'..='9') => !figures,
            Key::Char('g' | 'a' | 'k') | Key::Enter => true,
            _ => false,
        };
        answers
            && matches!(self.overlay, None | Some(Overlay::Keys(_)))
            && keeps
            && !self.is_typing()
    }
}
