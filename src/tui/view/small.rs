//! What stands in a window in which no screen can be drawn: why, whether all is saved, and how to leave.

use ratatui::layout::Rect;

use crate::command::Command;
use crate::tui::app::App;
use crate::tui::text::wrap;
use crate::tui::theme::Role;

use super::paint::Brush;

/// Writes the longest wording that fits on the rows there are.
pub(super) fn screen(app: &App, brush: &mut Brush<'_>, area: Rect) {
    let wordings = wordings(app);
    let fits = |words: &&String| {
        let lines = wrap(words, usize::from(area.width));
        lines.len() <= usize::from(area.height)
    };
    let words = wordings.iter().find(fits).or(wordings.last());
    let lines = words.map_or_else(Vec::new, |words| wrap(words, usize::from(area.width)));
    for (row, line) in (0..area.height).zip(lines) {
        brush.line(area, row, Role::Text, line);
    }
}

/// The longest first; the shortest fits into twenty columns.
fn wordings(app: &App) -> Vec<String> {
    let leave = app.look.keys.shown(Command::Leave).unwrap_or("Ctrl+C");
    if app.would_lose() {
        // No key leaves where it cannot be asked what is to become of it.
        return [
            "candor: window too small, NOT SAVED (40x10 needed)",
            "Too small, NOT SAVED (40x10 needed)",
            "NOT SAVED, too small",
        ]
        .map(str::to_owned)
        .to_vec();
    }
    let (saved, short) = if app.unsaved {
        ("The last step is NOT SAVED.", "NOT SAVED.")
    } else {
        ("All is saved.", "Saved.")
    };
    vec![
        format!("candor: window too small (40x10 needed). {saved} {leave} leaves"),
        format!("Too small (40x10 needed). {saved} {leave} leaves"),
        format!("Too small. {short} {leave} leaves"),
        format!("{short} {leave} leaves"),
    ]
}
