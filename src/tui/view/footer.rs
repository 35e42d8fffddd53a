//! The footer: the keys of this screen, from the table of commands.

use crate::tui::app::{App, Click, Does, Hint};
use ratatui::layout::Rect;

use crate::tui::glyphs::CURSOR;
use crate::tui::text::width;
use crate::tui::theme::Role;

use super::frame::Screen;
use super::paint::Brush;
use super::paper::PaperRow;

/// The hints, as many as fit, with `? keys` at the end; those of the overlay while one is open. Where Tab has gone to one, it is among
/// them and stands out.
pub(super) fn draw(app: &App, brush: &mut Brush<'_>, screen: &Screen) {
    let hints = shown(app, brush.furthest() > 0);
    let separator = format!(" {} ", brush.glyphs().dot);
    let room = usize::from(screen.footer.width);
    // Where rows are to be roomy a hint has the row below it, too.
    let high = if app.look.roomy {
        screen.footer.height.min(2)
    } else {
        1
    };
    let rows = usize::from(screen.footer.height / high.max(1));
    let fits = |skipped: usize| {
        let hints = hints.get(skipped..).unwrap_or_default();
        let lines = lines(hints, room, rows);
        let held = lines.iter().flatten().any(|hint| hint.here);
        (lines, held)
    };
    let (mut found, mut held) = fits(0);
    let wanted = hints.iter().any(|hint| hint.here);
    let mut skipped = 0;
    while wanted && !held && skipped < hints.len() {
        skipped += 1;
        (found, held) = fits(skipped);
    }
    for (n, line) in (0..screen.footer.height)
        .step_by(usize::from(high.max(1)))
        .zip(&found)
    {
        let mut spans: Vec<(Role, &str)> = Vec::new();
        let mut from = screen.footer.x;
        for (i, hint) in line.iter().enumerate() {
            if i > 0 {
                // In the words' look: a third one in every row would cost a terminal far away more than the row itself.
                spans.push((Role::Text, &separator));
                from += 3;
            }
            let cells = u16::try_from(hint.cells()).unwrap_or(screen.footer.width);
            if hint.of.can_be_clicked() {
                // With the air around it: every hint is wide enough to be hit.
                let area = Rect {
                    x: from.saturating_sub(1),
                    y: screen.footer.y + n,
                    width: cells.saturating_add(3),
                    height: high,
                };
                brush.clickable(area, Click::Hint(hint.of.clone()));
            }
            from = from.saturating_add(cells);
            let words = if hint.here {
                Role::SelectedText
            } else {
                Role::Text
            };
            if !hint.key.is_empty() {
                spans.extend([(Role::Accent, hint.key.as_str()), (Role::Text, " ")]);
            }
            spans.push((words, hint.words.as_str()));
        }
        brush.row(screen.footer, n, &PaperRow::of(&spans));
    }
}

/// A hint as it is written.
struct Written {
    key: String,
    words: String,
    /// Whether Tab has gone to it.
    here: bool,
    of: Hint,
}

impl Written {
    fn cells(&self) -> usize {
        width(&self.key) + usize::from(!self.key.is_empty()) + width(&self.words)
    }
}

/// The hints that are written: those with a key, and where there are no letters, or while Tab has gone to one, all.
fn shown(app: &App, scrolls: bool) -> Vec<Written> {
    let keyless = app.hint().is_some() || !app.look.keys.letters();
    let written = app.hints().into_iter().filter(|hint| match hint.does {
        Does::Scrolls => scrolls,
        _ => keyless || hint.key.is_some(),
    });
    written
        .map(|hint| {
            let here = hint.can_be_done() && app.hint() == Some(hint.does);
            let sign = if here { CURSOR } else { "" };
            let (key, words) = match &hint.key {
                None => (String::new(), format!("{sign}[{}]", hint.words)),
                Some(key) => (format!("{sign}{key}"), hint.words.clone()),
            };
            Written {
                key,
                words,
                here,
                of: hint,
            }
        })
        .collect()
}

/// The cells of hints side by side.
fn length(line: &[&Written]) -> usize {
    let words: usize = line.iter().map(|hint| hint.cells()).sum();
    words + line.len().saturating_sub(1) * 3
}

/// The hints on `rows` lines of `room` cells, the last line as full as can be: what most screens have stands at the end, and so in the same
/// place on each of them.
fn lines(hints: &[Written], room: usize, rows: usize) -> Vec<Vec<&Written>> {
    let mut lines: Vec<Vec<&Written>> = Vec::new();
    for hint in those_that_fit(hints, room, rows).into_iter().rev() {
        match lines.last_mut() {
            Some(line) if length(line) + 3 + hint.cells() <= room => line.push(hint),
            _ => lines.push(vec![hint]),
        }
    }
    lines.iter_mut().for_each(|line| line.reverse());
    lines.reverse();
    lines
}

/// The hints that find room; what does not is left out, the last hint never.
fn those_that_fit(hints: &[Written], room: usize, rows: usize) -> Vec<&Written> {
    let Some((last, hints)) = hints.split_last() else {
        return Vec::new();
    };
    let mut lines: Vec<Vec<&Written>> = vec![Vec::new()];
    for hint in hints {
        let on_last_row = lines.len() == rows;
        let Some(line) = lines.last_mut() else { break };
        let end = if on_last_row { length(&[last]) + 3 } else { 0 };
        line.push(hint);
        if length(line) + end > room {
            line.pop();
            if !on_last_row && length(&[hint, last]) <= room {
                lines.push(vec![hint]);
            }
        }
    }
    if let Some(line) = lines.last_mut() {
        line.push(last);
        if length(line) > room
            && lines.len() < rows
            && let Some(last) = lines.last_mut().and_then(Vec::pop)
        {
            lines.push(vec![last]);
        }
    }
    lines.into_iter().flatten().collect()
}
