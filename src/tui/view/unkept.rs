//! Nothing can be kept: what is wrong, what it means, and the banner of a run that goes on nevertheless.

use ratatui::layout::Rect;

use crate::command::Command;
use crate::tui::app::{App, GivingUp};
use crate::tui::theme::Role;

use super::frame::Screen;
use super::paint::Brush;
use super::paper::Paper;

/// Stands on every screen of such a run.
const BANNER: &str = " NOT SAVED: only in memory ";

pub(super) fn screen(app: &App, brush: &mut Brush<'_>, screen: &Screen) {
    let area = screen.column(100);
    brush.scrolled(area, &page(app, area.width), app.scroll);
}

pub(super) fn page(app: &App, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    paper.heading("Conversations cannot be saved");
    let why = app.unkept.as_deref().unwrap_or_default();
    paper.text((Role::Bad, "! "), Role::Text, why);
    paper.gap();
    for (command, words) in [
        (
            Command::Leave,
            "leave, and start candor again once that is put right",
        ),
        (
            Command::Unsaved,
            "go on without saving: the same questions and the same advice, only in memory",
        ),
    ] {
        let key = format!("{}  ", app.key_for(command));
        paper.text((Role::Accent, &key), Role::Text, words);
    }
    paper.gap();
    paper.heading("What going on without saving means");
    for words in [
        "When candor is left, the window is closed or the computer stops, what was said is gone.",
        "A conversation cannot wait or be opened again, and no transcript is written.",
        "Conversations saved before are not shown and not touched.",
    ] {
        paper.text((Role::Warn, "- "), Role::Text, words);
    }
    paper
}

/// The banner, over whatever lies above the footer.
pub(super) fn banner(app: &App, brush: &mut Brush<'_>, screen: &Screen) {
    if app.keeps_nothing() {
        let row = Rect {
            x: screen.area.x + 2,
            y: screen.body.bottom(),
            width: screen.area.width.saturating_sub(4),
            height: 1,
        };
        brush.over(row, Role::Bad, BANNER);
    }
}

/// What would be given up, and how.
pub(super) fn give_up(app: &App, what: GivingUp, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    let id = app.case.as_ref().map_or("", |case| case.id.as_str());
    let when = match what {
        GivingUp::AtTheEnd => "When candor is left,",
        GivingUp::ForAnother => "Back at the start,",
    };
    let words = format!("Case {id} is only in memory. {when} what was said is gone for good.");
    paper.text((Role::Bad, "! "), Role::Text, &words);
    paper
}
