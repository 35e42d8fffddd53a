//! The footer: the keys of this screen, from the table of commands.

use crate::command::{self, Command, Place, Spec};
use crate::tui::app::App;
use crate::tui::text::width;
use crate::tui::theme::Role;

use super::frame::Screen;
use super::paint::Brush;
use super::paper::PaperRow;

/// The hints, as many as fit, with `? keys` at the end; those of the overlay while one is open.
pub(super) fn draw(app: &App, brush: &mut Brush<'_>, screen: &Screen) {
    let hints = hints(app, brush.furthest() > 0);
    let separator = format!(" {} ", brush.glyphs().dot);
    let lines = lines(
        &hints,
        usize::from(screen.footer.width),
        usize::from(screen.footer.height),
    );
    for n in 0..screen.footer.height {
        let mut spans: Vec<(Role, &str)> = Vec::new();
        for (i, (key, words)) in lines.get(usize::from(n)).into_iter().flatten().enumerate() {
            if i > 0 {
                spans.push((Role::Quiet, &separator));
            }
            spans.extend([
                (Role::Accent, key.as_str()),
                (Role::Text, " "),
                (Role::Text, words.as_str()),
            ]);
        }
        brush.row(screen.footer, n, &PaperRow::of(&spans));
    }
}

/// The key of "not sure" where digits are figures.
pub(super) const NOT_SURE_BESIDE_FIGURES: &str = "j";

/// A key and what it does.
type Hint = (String, String);

/// What can be pressed now, most useful first; the last one is always shown.
fn hints(app: &App, scrolls: bool) -> Vec<Hint> {
    let hint = |key: &str, words: &str| (key.to_owned(), words.to_owned());
    if let Some(overlay) = &app.overlay {
        return super::overlay::hints(app, overlay)
            .iter()
            .map(|(key, words)| hint(key, words))
            .collect();
    }
    let typing = app.is_typing();
    let figures = app.place == Place::Question && app.types_figures();
    let mut hints = Vec::new();
    if typing {
        hints.push(hint("a-z", "type"));
    } else if figures {
        hints.push(hint("0-9", "type"));
    }
    for spec in command::hints(app.place) {
        if app.why_not(spec.command).is_some() {
            continue;
        }
        let key = match spec.command {
            Command::Down | Command::PageDown if !scrolls => continue,
            Command::Choose if typing || figures => continue,
            Command::NotSure if typing => continue,
            Command::NotSure if figures => NOT_SURE_BESIDE_FIGURES.to_owned(),
            Command::Choose => match app.rows_with_digits() {
                0 => continue,
                1 => "1".to_owned(),
                rows => format!("1-{rows}"),
            },
            Command::GoOn => waiting_keys(spec, app.open_cases().count()),
            // Letters are text now; the function keys still work.
            _ if typing && spec.shown.chars().count() == 1 => {
                match spec
                    .keys
                    .iter()
                    .find(|key| key.len() > 1 && !key.contains('+'))
                {
                    Some(other) => (*other).to_owned(),
                    None => continue,
                }
            }
            _ => spec.shown.to_owned(),
        };
        let words = match spec.command {
            Command::Hold if app.elsewhere().is_some() => "take it over",
            Command::Hold if app.is_looking() => "go on with it",
            _ => spec.words(app.place),
        };
        hints.push((key, words.to_owned()));
    }
    hints.push(if typing {
        hint("F1", "keys")
    } else {
        hint("?", "keys")
    });
    hints
}

/// The letters of so many conversations that wait.
fn waiting_keys(spec: &Spec, waiting: usize) -> String {
    let keys: Vec<&str> = spec.keys.iter().copied().take(waiting).collect();
    keys.join(" ")
}

/// The hints on `rows` lines of `room` cells; what does not fit is left out, the last hint never.
fn lines(hints: &[Hint], room: usize, rows: usize) -> Vec<Vec<&Hint>> {
    let length = |line: &[&Hint]| -> usize {
        let words: usize = line
            .iter()
            .map(|(key, words)| width(key) + 1 + width(words))
            .sum();
        words + line.len().saturating_sub(1) * 3
    };
    let Some((last, hints)) = hints.split_last() else {
        return Vec::new();
    };
    let mut lines: Vec<Vec<&Hint>> = vec![Vec::new()];
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
    lines
}
