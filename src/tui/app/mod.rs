//! The app: what is on screen, and what an event makes of it. Pure: events in, effects out.
//!
//! An answer is not part of the conversation until its effect has come back as [`Event::Recorded`]: saved first, shown second.

mod act;
mod aside;
mod begun;
mod burst;
mod case;
mod closing;
mod contact;
mod correcting;
mod cover;
mod customer;
mod draft;
mod ending;
mod erasing;
mod event;
mod guard;
mod handing_over;
mod hints;
mod hold;
mod jump;
mod keys;
mod lists;
mod look;
mod mouse;
mod overlay;
mod pages;
mod papers;
mod past;
mod picking;
mod ponder;
mod reveal;
mod said;
mod seen;
mod table;
mod table_rows;
mod targets;
mod trying;
mod typed;
mod unkept;
mod update;
mod waiting;
mod way;
mod wording;

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;

use crate::casebook::{CaseSummary, KeepDays};
use crate::cases::CaseId;
use crate::catalog::Catalog;
use crate::command::Place;
use crate::domain::SafeText;
use crate::interview::{Bookmark, Fact, Page};

use super::theme::Theme;

use begun::Leaving;
use waiting::Waiting;

pub use begun::Begun;
pub use case::{Case, Changed};
pub use contact::{ContactForm, ContactPage, FIELDS};
pub use correcting::CHANGE_ROWS;
pub use draft::{
    Draft, LEVELS, MAX_TEXT, Row, hidden_words, offered_levels, places, rows, types_figures,
    types_text,
};
pub use ending::Decision;
pub use erasing::ErasePage;
pub use event::{Effect, Event, Overlay};
pub use handing_over::{CLIPBOARD, Format, HANDOVER_ROWS, Route};
pub use hints::{Does, Hint};
pub use jump::{Jump, Target};
pub use look::Look;
pub use mouse::Click;
use past::Looking;

pub use pages::OptionPage;
pub use papers::Papers;
pub use past::{Found, Past, past_words};
pub use picking::Purpose;
pub use ponder::{About, DROPPED, Ponder, Pondered};
pub use said::Said;
pub use seen::{Mark, Seen};
pub use table::NotBeside;
pub use trying::{HelpRow, Outlook, Trying};
pub use unkept::GivingUp;
pub use way::{Asking, PAIR_ROWS, WayOn};

/// The app.
#[derive(Debug, Clone)]
pub struct App {
    /// The catalogs on offer.
    pub shelf: Vec<Arc<Catalog>>,
    /// Catalogs that could not be opened, and why.
    pub refused: Vec<(SafeText, SafeText)>,
    /// Conversations that can be gone on with, in the order in which they are offered.
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
    /// Past conversations.
    pub past: Past,
    /// Something to be said once.
    pub notice: Option<SafeText>,
    /// Something is wrong: until the next key, or until it is mended when something could not be saved.
    pub trouble: Option<SafeText>,
    /// Whether the last thing that was to be kept could not be.
    pub unsaved: bool,
    /// Whether something is being done that takes a while, such as saving on a slow disk.
    pub saving: bool,
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
    /// For how long cases are kept.
    pub keep: KeepDays,
    /// Why nothing is kept in this run; `None` when all is.
    pub unkept: Option<SafeText>,
    /// Whether the terminal reports the mouse.
    pub mouse: bool,
    /// Whether the screen is covered until a key is pressed.
    covered: bool,
    /// Whether long numbers are shown while they are typed.
    revealed: bool,
    /// The catalog to begin with, by position, once the start is reached.
    pub first: Option<usize>,
    /// The user's name on this computer: who asked for consent.
    pub user: SafeText,
    /// Facts that follow the one on its way to the disk.
    to_record: VecDeque<Fact>,
    /// What the last event that comes back is to do.
    pending: Pending,
    /// Whether the last key kept an answer: taken back when it turns out to be part of a burst.
    answered_by_key: bool,
    /// What the last key found, for the same reason.
    before_key: burst::BeforeKey,
    /// The fact that is on its way to the disk.
    on_its_way: Option<Fact>,
    /// What could not be saved and is tried again.
    waiting: Waiting,
    /// What follows once what was begun is on disk, with what is to be there.
    leaving: Option<(Leaving, Bookmark)>,
    /// Whether the disk refused what was begun when it was to be saved last.
    not_drafted: bool,
    /// Where a look at the order, or the summary, goes back to.
    came_from: Place,
    /// Where staff were when the customer was given something to read.
    beside_customer: Place,
    /// The conversation that is only looked at.
    looking: Option<Looking>,
    /// The conversation that waits while somebody looks among past ones.
    aside: Option<CaseId>,
    /// Offerings that were looked for by name in this conversation.
    asked_for: Vec<usize>,
    /// The time since the program began, when it was told last.
    moment: Duration,
    /// What was drawn last.
    shown: Option<seen::Shown>,
    /// How often something was asked for that takes longer than a key may wait.
    askings: u64,
    /// The hint at the bottom that Tab has gone to.
    hint: Option<Does>,
    /// The list in which somebody has moved: its screen, and on it the question.
    moved: Option<(Place, usize)>,
}

/// The state of the side-by-side table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableState {
    /// Offerings, left to right.
    pub offerings: Vec<usize>,
    /// The column under the cursor.
    pub column: usize,
    /// The row under the cursor, by the column of the catalog that it shows; the first one if `None`.
    pub row: Option<usize>,
    /// The row, counted from 0 among those on screen, with which the page of them begins unless the cursor would be out of sight.
    pub top: usize,
    /// Whether rows in which all are the same are shown, too.
    pub all_rows: bool,
    /// An offering that is to stand there, too, once somebody has said which one goes for it.
    pub coming: Option<usize>,
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
    /// Type the contact details that the customer agreed to.
    Contact,
    /// Show that the conversation is on hold.
    Hold,
    /// Show the page on which the conversation was put on hold.
    TakeUp(Page),
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
            past: Past::default(),
            notice: look::first_words(&look.theme),
            trouble: None,
            unsaved: false,
            saving: false,
            files: Vec::new(),
            looks,
            look,
            today,
            asking: Asking::default(),
            keep: KeepDays::default(),
            unkept: None,
            mouse: false,
            covered: false,
            revealed: false,
            first: None,
            user: "unknown".into(),
            to_record: VecDeque::new(),
            pending: Pending::Nothing,
            answered_by_key: false,
            before_key: burst::BeforeKey::default(),
            on_its_way: None,
            waiting: Waiting::default(),
            leaving: None,
            not_drafted: false,
            came_from: Place::Question,
            beside_customer: Place::Question,
            looking: None,
            aside: None,
            asked_for: Vec::new(),
            moment: Duration::ZERO,
            shown: None,
            askings: 0,
            hint: None,
            moved: None,
        }
    }

    /// Tells the app how far the page on screen can be scrolled, in rows, so that it never scrolls past the end.
    pub fn scrolls_to(&mut self, furthest: usize) {
        match &mut self.overlay {
            Some(
                Overlay::Keys(scroll)
                | Overlay::Facts(scroll)
                | Overlay::Spoken(scroll)
                | Overlay::Row(scroll),
            ) => {
                *scroll = furthest.min(*scroll);
            }
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
        self.moved = None;
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
}
