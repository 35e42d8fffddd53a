//! The advice as a code for the customer's phone, black on white in every theme, with the same text beside it.

use ratatui::layout::Rect;

use crate::transcript::Code;
use crate::tui::app::App;
use crate::tui::theme::Role;

use super::paint::Brush;
use super::paper::Paper;

/// How many lines a code holds at least: what fits, what it costs, what the catch is.
const LEAST: usize = 3;
/// Cells of air between the code and the text.
const AIR: u16 = 2;
/// The narrowest that text beside a code can be read.
const NARROWEST: u16 = 24;

pub(super) fn draw(app: &App, brush: &mut Brush<'_>, area: Rect) {
    brush.empty(area);
    let lines = lines(app);
    // Two modules stand in one cell, one above the other.
    let room = usize::from(area.width).min(usize::from(area.height) * 2);
    let code = Code::of_lines(&lines, LEAST, room);
    let drawn = code.filter(|(code, _)| brush.code(area, code));
    let (beside, held) = match &drawn {
        Some((code, held)) => {
            let across = u16::try_from(code.size()).unwrap_or(area.width) + AIR;
            let beside = Rect {
                x: area.x + across.min(area.width),
                width: area.width.saturating_sub(across),
                ..area
            };
            (beside, Some(*held))
        }
        None => (area, None),
    };
    if beside.width < NARROWEST {
        return;
    }
    brush.page(beside, &text(&lines, held, beside.width), 0);
}

/// What the code says; all of it where no code can be drawn.
pub(super) fn lines(app: &App) -> Vec<String> {
    app.case.as_ref().map_or_else(Vec::new, |case| {
        case.view().take_home(case.sure.as_deref(), app.today)
    })
}

fn text(lines: &[String], held: Option<usize>, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    let (title, shown) = match held {
        Some(held) => ("For the phone: point its camera here", held),
        None => ("No code fits into this window. To write down:", lines.len()),
    };
    paper.text((Role::Accent, ""), Role::Accent, title);
    paper.gap();
    for line in lines.iter().take(shown) {
        paper.text((Role::Text, ""), Role::Text, line);
    }
    paper.gap();
    paper.text((Role::Quiet, ""), Role::Quiet, "Any key closes.");
    paper
}
