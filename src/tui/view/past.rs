//! Past conversations: a line each, found by words.

use crate::domain::{SafeText, masked};
use crate::tui::app::{App, Click, past_words};
use crate::tui::glyphs::CURSOR;
use crate::tui::text::{pad_right, width};
use crate::tui::theme::Role;

use super::frame::Screen;
use super::paint::Brush;
use super::paper::{Paper, PaperRow};

/// Cells of a date and time.
const WHEN: usize = 16;

pub(super) fn screen(app: &App, brush: &mut Brush<'_>, screen: &Screen) {
    let area = screen.column(110);
    let past = &app.past;
    let found = &past.found;
    let mut paper = Paper::new(area.width);
    let reading = if found.all_read {
        ""
    } else {
        ", still reading"
    };
    let count = if past.find.is_empty() {
        format!("{}{reading}", found.of)
    } else {
        format!("{} of {}{reading}", found.matches, found.of)
    };
    let words = masked(&SafeText::new(&past.find)).0;
    let mut find = PaperRow::of(&[(Role::Quiet, "Find: "), (Role::Text, &words)]);
    find.caret = past.typing.then(|| 6 + width(&words));
    paper.push(find.right(Role::Quiet, &count));
    paper.gap();
    if found.rows.is_empty() {
        let none = match (found.of, found.all_read) {
            (_, false) => "Reading ..",
            (0, true) => "There are no conversations yet.",
            (_, true) => "None of them has these words.",
        };
        paper.line(Role::Text, none);
    }
    // The date, a gap on each side, and half of what is left for the catalog.
    let room = paper.width().saturating_sub(WHEN + 6);
    let title_room = (room / 3).clamp(10, 28);
    let came_room = room.saturating_sub(title_room + 2 + 11);
    for (n, case) in found.rows.iter().enumerate() {
        let here = n == app.cursor;
        let mark = if here { CURSOR } else { " " };
        let words = if here { Role::SelectedText } else { Role::Text };
        let [when, title, came, id] = past_words(&app.shelf, case, &app.look.zone);
        let line = format!(
            "{when:WHEN$}  {}  {}",
            pad_right(&title, title_room),
            pad_right(&came, came_room)
        );
        let row = PaperRow::of(&[(Role::Accent, &format!("{mark} ")), (words, &line)]);
        let row = row.right(Role::Quiet, &id).selected(here);
        paper.push(row.click(Click::Row(n)));
    }
    let hidden = found.matches.saturating_sub(found.rows.len());
    if hidden > 0 {
        let more = format!("{hidden} more: find narrows the list");
        paper.line(Role::Quiet, &more);
    }
    brush.list(area, &paper, app.scroll);
}
