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

mod compare;
mod frame;
mod overlay;
mod paint;
mod paper;
mod question;
mod ranking;
mod start;
mod summary;
mod why;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::command::Place;

use super::app::App;
use super::theme::Role;

use frame::Screen;
use paint::Brush;

/// Smallest window in which a screen is drawn.
const SMALLEST: (u16, u16) = (40, 10);

/// Draws the app. Any size is drawn without panic; below 40x10 one line says that all is saved.
#[must_use]
pub fn draw(app: &App, area: Rect) -> (Buffer, Option<Position>) {
    let mut buffer = Buffer::empty(area);
    buffer.set_style(area, app.look.theme.style(Role::Ground));
    let mut brush = Brush::new(&mut buffer, &app.look);
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        brush.line(
            area,
            0,
            Role::Text,
            "candor: window too small (40x10 needed). All is saved. q leaves",
        );
        return (buffer, None);
    }
    let screen = Screen::new(area);
    frame::header(app, &mut brush, &screen);
    match app.place {
        Place::Start => start::start(app, &mut brush, &screen),
        Place::Opening => start::opening(app, &mut brush, &screen),
        Place::Question => question::screen(app, &mut brush, &screen),
        Place::Compare => compare::screen(app, &mut brush, &screen),
        Place::Why => why::screen(app, &mut brush, &screen),
        Place::Summary => summary::screen(app, &mut brush, &screen),
    }
    frame::footer(app, &mut brush, &screen);
    if let Some(overlay) = &app.overlay {
        overlay::draw(app, overlay, &mut brush, &screen);
    }
    let cursor = brush.cursor();
    (buffer, cursor)
}
