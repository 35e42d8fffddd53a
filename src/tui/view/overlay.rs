//! What lies over a screen: keys, jump, notes, who earns what, a burst of characters, leaving.

use ratatui::layout::Rect;

use crate::command::{self, Group};
use crate::interview::NoteKind;
use crate::tui::app::{App, Jump, MAX_TEXT, Overlay};
use crate::tui::glyphs::{CHOSEN, CURSOR};
use crate::tui::text::{width, wrap};
use crate::tui::theme::Role;

use super::frame::Screen;
use super::paint::Brush;
use super::paper::{Paper, PaperRow};

pub(super) fn draw(app: &App, overlay: &Overlay, brush: &mut Brush<'_>, screen: &Screen) {
    match overlay {
        Overlay::Keys => keys(app, brush, screen),
        Overlay::Jump(jump) => palette(jump, brush, screen),
        Overlay::Note { kind, text } => note(*kind, text, brush, screen),
        Overlay::Facts(scroll) => facts(app, *scroll, brush, screen),
        Overlay::Burst(text) => burst(app, text, brush, screen),
        Overlay::Leave => leave(brush, screen),
    }
}

/// A box of `rows` rows inside, in the middle of the screen.
fn small(screen: &Screen, rows: u16) -> Rect {
    let width = screen.area.width.saturating_sub(4).min(78);
    let height = (rows + 2).min(screen.area.height);
    Rect {
        x: screen.area.x + (screen.area.width - width) / 2,
        y: screen.area.y + (screen.area.height - height) / 2,
        width,
        height,
    }
}

fn keys(app: &App, brush: &mut Brush<'_>, screen: &Screen) {
    let area = Rect {
        height: screen.area.height.saturating_sub(1),
        ..screen.area
    };
    let inside = brush.boxed(
        area,
        "Keys on this screen",
        "Backspace closes; a key in the list does it",
    );
    let mut columns = [Paper::new(inside.width / 2), Paper::new(inside.width / 2)];
    let wide = inside.width >= 70;
    for (group, title) in Group::ALL {
        let specs: Vec<_> = command::at(app.place)
            .filter(|spec| spec.group == group)
            .collect();
        if specs.is_empty() {
            continue;
        }
        let shorter = usize::from(wide && columns[1].rows.len() < columns[0].rows.len());
        let [left, right] = &mut columns;
        let paper = if shorter == 1 { right } else { left };
        paper.gap();
        paper.heading(title);
        for spec in specs {
            let mut keys = vec![spec.shown];
            keys.extend(
                spec.keys
                    .iter()
                    .filter(|key| key.len() > 1 && !spec.shown.contains(**key)),
            );
            let lead = format!("  {:<12} ", keys.join(" "));
            let text = if app.why_not(spec.command).is_some() {
                format!("{} (not now)", spec.short)
            } else {
                spec.short.to_owned()
            };
            paper.row(&[(Role::Accent, &lead), (Role::Text, &text)]);
        }
    }
    let [left, right] = columns;
    if wide {
        let half = inside.width / 2;
        brush.page(
            Rect {
                width: half,
                ..inside
            },
            &left,
            0,
        );
        brush.page(
            Rect {
                x: inside.x + half,
                width: inside.width - half,
                ..inside
            },
            &right,
            0,
        );
    } else {
        brush.page(inside, &left, 0);
    }
}

fn palette(jump: &Jump, brush: &mut Brush<'_>, screen: &Screen) {
    let rows = screen.area.height.saturating_sub(8).clamp(3, 16);
    let area = small(screen, rows + 1);
    let title = "Jump to a question, an offering, a word or a command";
    let inside = brush.boxed(area, title, "Up/Down, Enter, Esc closes");
    let count = format!("{} of {}", jump.found.len(), jump.of);
    let mut query =
        PaperRow::of(&[(Role::Text, &jump.query), (Role::Accent, "_")]).right(Role::Quiet, &count);
    query.caret = Some(width(&jump.query));
    brush.row(inside, 0, &query);
    let list = Rect {
        y: inside.y + 1,
        height: inside.height.saturating_sub(1),
        ..inside
    };
    let mut paper = Paper::new(list.width);
    for (n, found) in jump.found.iter().enumerate() {
        let here = n == jump.cursor;
        let mark = if here { CURSOR } else { " " };
        let detail = crate::tui::text::cut(&found.detail, usize::from(list.width) * 2 / 5);
        paper.push(
            PaperRow::of(&[
                (Role::Accent, &format!("{mark} {:<5} ", found.kind.as_str())),
                (
                    if here { Role::SelectedText } else { Role::Text },
                    &found.text,
                ),
            ])
            .right(Role::Quiet, &detail)
            .selected(here),
        );
    }
    if jump.found.is_empty() {
        paper.line(Role::Warn, "Nothing matches. Backspace takes letters away.");
    }
    brush.paper(list, &paper);
}

fn note(kind: NoteKind, text: &str, brush: &mut Brush<'_>, screen: &Screen) {
    let area = small(screen, 13);
    let inside = brush.boxed(area, "Note or idea", "Enter keeps it, Esc drops it");
    let mut paper = Paper::new(inside.width);
    for own in NoteKind::ALL {
        let mark = if own == kind { CHOSEN } else { " " };
        let role = if own == kind {
            Role::Accent
        } else {
            Role::Text
        };
        paper.row(&[(Role::Accent, &format!("{mark} ")), (role, own.words())]);
    }
    paper.line(
        Role::Quiet,
        "Tab changes the kind. Private notes stay in this case.",
    );
    paper.gap();
    let lines = wrap(text, usize::from(inside.width).saturating_sub(1));
    let last = lines.len() - 1;
    for (n, line) in lines.iter().enumerate() {
        let mut row = PaperRow::of(&[(Role::Text, line)]);
        if n == last {
            let trailing = text.len() - text.trim_end_matches(' ').len();
            row.caret = Some((width(line) + trailing).min(usize::from(inside.width)));
        }
        paper.push(row);
    }
    paper.line(
        Role::Quiet,
        &format!("{} of {MAX_TEXT}", text.chars().count()),
    );
    brush.paper(inside, &paper);
}

fn facts(app: &App, scroll: usize, brush: &mut Brush<'_>, screen: &Screen) {
    let catalog = match (
        &app.case,
        app.shelf.get(app.cursor).or_else(|| app.shelf.first()),
    ) {
        (Some(case), _) => &case.catalog,
        (None, Some(catalog)) => catalog,
        (None, None) => return,
    };
    let area = Rect {
        height: screen.area.height.saturating_sub(1),
        ..screen.area
    };
    let inside = brush.boxed(
        area,
        "Who earns what, and where facts come from",
        "Up/Down, any other key closes",
    );
    let mut paper = Paper::new(inside.width.min(100));
    paper.heading("Who earns what");
    let interests = &catalog.interests;
    for text in [&interests.general, &interests.own, &interests.others] {
        paper.text((Role::Text, "  "), Role::Text, text);
    }
    paper.text(
        (Role::Text, "  "),
        Role::Text,
        "The ranking has no place for it: it sees neither sellers nor what anyone earns.",
    );
    let own: Vec<&str> = catalog
        .sellers
        .iter()
        .filter(|s| s.own)
        .map(|s| s.name.as_str())
        .collect();
    paper.text(
        (Role::Ours, "  [OURS] "),
        Role::Text,
        &if own.is_empty() {
            "none".to_owned()
        } else {
            own.join(", ")
        },
    );
    paper.gap();
    paper.heading("Who is in, who is missing");
    paper.text((Role::Text, "  "), Role::Text, &catalog.coverage.covers);
    for missing in &catalog.coverage.missing {
        paper.text((Role::Warn, "  - "), Role::Text, missing);
    }
    paper.gap();
    paper.heading("Sources");
    for source in &catalog.sources {
        paper.text(
            (Role::Text, "  "),
            Role::Text,
            &format!("{} ({}), {}", source.title, source.date, source.address),
        );
        if let Some(note) = &source.note {
            paper.text((Role::Quiet, "    "), Role::Quiet, note);
        }
    }
    paper.gap();
    let (missing, cells) = catalog.missing_cells();
    let print = catalog.fingerprint.get(..16).unwrap_or_default();
    paper.text((Role::Quiet, ""), Role::Quiet, &format!("Edition {}, facts as of {}, {missing} of {cells} cells not known, fingerprint {print}..", catalog.edition, catalog.as_of));
    brush.page(inside, &paper, scroll);
}

fn burst(app: &App, text: &str, brush: &mut Brush<'_>, screen: &Screen) {
    let inside = brush.boxed(small(screen, 4), "Nothing was changed", "");
    let count = text.chars().count();
    let mut paper = Paper::new(inside.width);
    paper.text(
        (Role::Warn, "! "),
        Role::Text,
        &format!(
            "{count} characters arrived at once: \"{}\"",
            crate::tui::text::cut(text, 40)
        ),
    );
    let note = if app.case.is_some() {
        "n make a note, "
    } else {
        ""
    };
    paper.text(
        (Role::Text, "  "),
        Role::Accent,
        &format!("{note}/ search for it, Backspace drop"),
    );
    brush.page(inside, &paper, 0);
}

fn leave(brush: &mut Brush<'_>, screen: &Screen) {
    let inside = brush.boxed(small(screen, 2), "Leave?", "");
    brush.line(
        inside,
        0,
        Role::Text,
        "All is saved. The conversation waits at the next start.",
    );
    brush.line(
        inside,
        1,
        Role::Accent,
        "q or Enter leaves, Backspace stays",
    );
}
