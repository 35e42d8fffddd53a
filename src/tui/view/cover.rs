//! The covered screen: which case waits, and nothing of it.

use ratatui::layout::Rect;

use crate::tui::app::App;
use crate::tui::text::width;
use crate::tui::theme::Role;

use super::paint::Brush;

pub(super) fn screen(app: &App, brush: &mut Brush<'_>, area: Rect) {
    let name = match &app.case {
        Some(case) => format!("case {}", case.id),
        None => "candor".to_owned(),
    };
    let mut lines = vec![(Role::Accent, name.as_str()), (Role::Quiet, "press a key")];
    if app.unsaved {
        lines.push((Role::Bad, "the last step is not saved"));
    }
    let top = area.height / 2 - 1;
    for (row, (role, text)) in (top..).zip(lines) {
        let wide = u16::try_from(width(text)).unwrap_or(area.width);
        let middle = Rect {
            x: area.x + area.width.saturating_sub(wide) / 2,
            width: wide.min(area.width),
            ..area
        };
        brush.line(middle, row, role, text);
    }
}
