//! What the app looks like: a pure function from the app and a size to a buffer of cells.
//!
//! ```text
//!  header      where we are, how far, saved when
//!  line 2      what matters now
//!  ------------------------------------------------
//!  pane        | pane        | pane      1 to 3 of them, by width
//!  ------------------------------------------------
//!  footer      the keys of this screen, from the table of commands
//! ```
//! Every screen fills `Paper`s, which know neither size nor colour; `paint` puts them into rectangles and scrolls so that the row
//! under the cursor is seen. Nothing here changes the app.

mod age;
mod around;
mod change;
mod code;
mod columns;
mod compare;
mod compare_rows;
mod contact;
mod cover;
mod customer;
mod erasing;
mod footer;
mod frame;
mod hold;
mod nothing_fits;
mod overlay;
mod paint;
mod pair;
mod paper;
mod papers;
mod past;
mod question;
mod ranking;
mod row_in_full;
mod rows;
mod second_line;
mod small;
mod start;
mod summary;
mod told;
mod trial;
mod unkept;
mod why;
mod writing;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::command::Place;

use super::app::{App, Seen};
use super::theme::Role;

use frame::Screen;
use paint::Brush;

pub use told::{changed, explained, leaving, order, questions, told, told_over, under_cursor};

/// Smallest window in which a screen is drawn: cells across and down.
pub const SMALLEST: (u16, u16) = (40, 10);

/// A screen as it was drawn.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// Its cells.
    pub buffer: Buffer,
    /// Where the terminal's cursor is to stand.
    pub cursor: Option<Position>,
    /// How far the page on it can be scrolled, in rows: to be told to [`App::scrolls_to`].
    pub furthest: usize,
    /// Which rows it shows that keys take: to be told to [`App::saw`].
    pub seen: Seen,
}

/// Whether no screen can be drawn in `area`: whoever sits there sees no question and cannot answer one.
#[must_use]
pub const fn is_too_small(area: Rect) -> bool {
    area.width < SMALLEST.0 || area.height < SMALLEST.1
}

/// Draws the app. Any size is drawn without panic; below 40x10 a line or two say whether all is saved.
#[must_use]
pub fn draw(app: &App, area: Rect) -> Drawn {
    let mut buffer = Buffer::empty(area);
    buffer.set_style(area, app.look.theme.style(Role::Ground));
    let mut brush = Brush::new(&mut buffer, &app.look);
    if is_too_small(area) {
        small::screen(app, &mut brush, area);
        return Drawn {
            buffer,
            cursor: None,
            furthest: usize::MAX,
            seen: Seen::default(),
        };
    }
    let screen = Screen::new(area);
    if app.is_covered() {
        cover::screen(app, &mut brush, area);
        unkept::banner(app, &mut brush, &screen);
        return Drawn {
            buffer,
            cursor: None,
            furthest: usize::MAX,
            seen: Seen::default(),
        };
    }
    if app.place != Place::Customer {
        frame::header(app, &mut brush, &screen);
    }
    match app.place {
        Place::Start => start::start(app, &mut brush, &screen),
        Place::Opening => start::opening(app, &mut brush, &screen),
        Place::Question => question::screen(app, &mut brush, &screen),
        Place::Pair => pair::screen(app, &mut brush, &screen),
        Place::Compare => compare::screen(app, &mut brush, &screen),
        Place::Why => why::screen(app, &mut brush, &screen),
        Place::Try => trial::screen(app, &mut brush, &screen),
        Place::Change => change::screen(app, &mut brush, &screen),
        Place::Summary => summary::screen(app, &mut brush, &screen),
        Place::Past => past::screen(app, &mut brush, &screen),
        Place::Hold => hold::screen(app, &mut brush, &screen),
        Place::Customer => customer::screen(app, &mut brush, area),
        Place::NoFolder => unkept::screen(app, &mut brush, &screen),
    }
    if app.place != Place::Customer || app.overlay.is_some() {
        footer::draw(app, &mut brush, &screen);
    }
    if let Some(overlay) = &app.overlay {
        brush.cover();
        overlay::draw(app, overlay, &mut brush, &screen);
    }
    unkept::banner(app, &mut brush, &screen);
    let (cursor, furthest, seen) = (brush.cursor(), brush.furthest(), brush.seen());
    Drawn {
        buffer,
        cursor,
        furthest,
        seen,
    }
}
