//! What lies over a screen: keys, jump, notes, who earns what, a burst of characters, leaving.

use ratatui::layout::Rect;

use crate::command::{self, Command, Group, Place, Spec};
use crate::domain::{SafeText, masked};
use crate::tui::app::{App, Begun, Click, Jump, Overlay, Purpose, Target};
use crate::tui::glyphs::CURSOR;
use crate::tui::text::width;
use crate::tui::theme::Role;

use super::frame::Screen;
use super::paint::Brush;
use super::paper::{Paper, PaperRow};
use super::{code, contact, erasing, papers, row_in_full, writing};

pub(super) fn draw(app: &App, overlay: &Overlay, brush: &mut Brush<'_>, screen: &Screen) {
    match overlay {
        Overlay::Keys(scroll) => keys(app, *scroll, brush, screen),
        Overlay::Jump(jump) => palette(app, jump, brush, screen),
        Overlay::Note { kind, text } => writing::note(app, *kind, text, brush, screen),
        Overlay::Wording { about, text } => writing::words(app, about, text, brush, screen),
        Overlay::Closing => {
            let paper = writing::closing(inside(screen));
            let rows = u16::try_from(paper.rows.len()).unwrap_or(u16::MAX);
            let inside = brush.boxed(small(screen, rows), "The closing question", "");
            brush.paper(inside, &paper);
        }
        Overlay::Facts(scroll) => facts(app, *scroll, brush, screen),
        Overlay::Row(scroll) => {
            let title = row_in_full::row(app).map(|row| row.label);
            let inside = brush.boxed(page(screen), title.as_deref().unwrap_or_default(), "");
            let glyphs = *brush.glyphs();
            let paper = row_in_full::sheet(app, inside.width.min(100), Some(&glyphs));
            brush.scrolled(inside, &paper, *scroll);
        }
        Overlay::Spoken(scroll) => {
            let inside = brush.boxed(page(screen), "Said aloud", "");
            brush.scrolled(inside, &papers::spoken(app, inside.width.min(100)), *scroll);
        }
        Overlay::HandOver => {
            let paper = papers::ways(app, inside(screen));
            let rows = u16::try_from(paper.rows.len()).unwrap_or(u16::MAX);
            let inside = brush.boxed(small(screen, rows), "Hand over", "");
            brush.paper(inside, &paper);
        }
        Overlay::Code => code::draw(app, brush, screen.area),
        Overlay::Words { title, text } => {
            let paper = explained(text, inside(screen));
            let rows = u16::try_from(paper.rows.len()).unwrap_or(u16::MAX);
            let inside = brush.boxed(small(screen, rows), title, "");
            brush.page(inside, &paper, 0);
        }
        Overlay::Contact(page) => contact::draw(app, page, brush, screen),
        Overlay::Erase(page) => erasing::draw(app, page, brush, screen),
        Overlay::Burst(text) => burst(&masked(text).0, brush, screen),
        Overlay::Leave => leave(app, brush, screen),
        Overlay::GiveUp(what) => {
            let inside = brush.boxed(small(screen, 2), "Give it up?", "");
            brush.page(inside, &super::unkept::give_up(app, *what, inside.width), 0);
        }
    }
}

/// A box of `rows` rows inside, in the middle of the screen.
pub(super) fn small(screen: &Screen, rows: u16) -> Rect {
    // A strip beside the box would be too narrow for words to be whole in it.
    let width = match screen.area.width {
        whole @ ..100 => whole,
        100.. => 78,
    };
    let above = screen.above_footer();
    let height = (rows + 2).min(above);
    Rect {
        x: screen.area.x + (screen.area.width - width) / 2,
        y: screen.area.y + (above - height) / 2,
        width,
        height,
    }
}

/// Cells of a line in such a box.
pub(super) fn inside(screen: &Screen) -> u16 {
    small(screen, 1).width.saturating_sub(4)
}

/// All above the footer.
fn page(screen: &Screen) -> Rect {
    Rect {
        height: screen.above_footer(),
        ..screen.area
    }
}

fn keys(app: &App, scroll: usize, brush: &mut Brush<'_>, screen: &Screen) {
    let inside = brush.boxed(page(screen), "Keys on this screen", "");
    let columns = match inside.width {
        ..54 => 1,
        54.. => 2,
    };
    let width = inside.width / columns;
    let blocks: Vec<Paper> = Group::ALL
        .into_iter()
        .filter_map(|(group, title)| block(app, group, title, width))
        .collect();
    let all: usize = blocks.iter().map(|block| block.rows.len()).sum();
    let airy = all / usize::from(columns) + blocks.len() <= usize::from(inside.height);
    let mut papers = vec![Paper::new(width); usize::from(columns)];
    for block in blocks {
        let Some(paper) = papers.iter_mut().min_by_key(|paper| paper.rows.len()) else {
            return;
        };
        if airy {
            paper.gap();
        }
        paper.rows.extend(block.rows);
    }
    for (n, paper) in (0..).zip(&papers) {
        let column = Rect {
            x: inside.x + n * width,
            width,
            ..inside
        };
        if columns == 1 {
            brush.scrolled(column, paper, scroll);
        } else {
            brush.page(column, paper, scroll);
        }
    }
}

/// A heading with its commands; `None` when there is none of them here.
fn block(app: &App, group: Group, title: &str, columns: u16) -> Option<Paper> {
    let mut paper = Paper::new(columns);
    paper.heading(title);
    let here = || command::at(app.place).filter(move |spec| spec.group == group);
    here().next()?;
    let figures = app.place == Place::Question && app.types_figures();
    let listed = |spec: &&Spec| match spec.command {
        Command::Less => false,
        Command::Choose => !figures,
        command => !command.moves_cursor(),
    };
    for spec in here().filter(listed) {
        let shown = app.look.keys.shown(spec.command).unwrap_or_default();
        let all = || app.look.keys.keys(spec.command);
        let mut keys = vec![match spec.command {
            Command::NotSure if figures => all().find(|key| *key != "0").unwrap_or_default(),
            _ => shown,
        }];
        keys.extend(all().filter(|key| key.len() > 1 && !shown.contains(*key)));
        // The way back along the same row goes without saying.
        keys.retain(|key| !key.is_empty() && *key != "BackTab");
        let room = paper.width().saturating_sub(28);
        let long = width(spec.long) <= room && spec.words(app.place) == spec.short;
        let words = if long {
            spec.long
        } else {
            spec.words(app.place)
        };
        let lead = (Role::Accent, format!("  {:<13} ", keys.join(" ")));
        if app.why_not(spec.command).is_some() {
            paper.row(&[
                (lead.0, &lead.1),
                (Role::Quiet, words),
                (Role::Quiet, " (not now)"),
            ]);
        } else {
            paper.row(&[(lead.0, &lead.1), (Role::Text, words)]);
        }
    }
    if here().any(|spec| spec.command.moves_cursor()) {
        paper.row(&[(Role::Accent, "  Up Down       "), (Role::Text, "row")]);
        paper.row(&[(Role::Accent, "  PgUp PgDn     "), (Role::Text, "page")]);
        paper.row(&[
            (Role::Accent, "  Home End      "),
            (Role::Text, "first, last"),
        ]);
    }
    Some(paper)
}

fn palette(app: &App, jump: &Jump, brush: &mut Brush<'_>, screen: &Screen) {
    let spared = if jump.purpose == Purpose::Go { 8 } else { 10 };
    let rows = screen.area.height.saturating_sub(spared).clamp(3, 16);
    let area = small(screen, rows + 1);
    // Where it lies over the line of notices it says them itself.
    let covers = area.y <= screen.area.y + 1;
    let said = app.notice.as_deref().filter(|_| covers).unwrap_or_default();
    let inside = brush.boxed(area, jump.purpose.heading(), said);
    let count = format!("{} of {}", jump.found.len(), jump.of);
    let text = masked(&SafeText::new(&jump.query)).0;
    let mut query =
        PaperRow::of(&[(Role::Text, &text), (Role::Accent, "_")]).right(Role::Quiet, &count);
    query.caret = Some(width(&text));
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
            .selected(here)
            .click(Click::Found(n)),
        );
    }
    if jump.found.iter().all(|found| found.target == Target::Past) {
        let nothing = if jump.found.is_empty() {
            "Nothing matches."
        } else {
            "Nothing else matches."
        };
        let words = format!("{nothing} Backspace takes letters away.");
        paper.line(Role::Warn, &words);
    }
    brush.wheel(list);
    brush.paper(list, &paper);
}

/// What is said to a word or to what a customer says.
fn explained(text: &str, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    paper.text((Role::Text, ""), Role::Text, text);
    paper
}

fn facts(app: &App, scroll: usize, brush: &mut Brush<'_>, screen: &Screen) {
    let title = "Who earns what, and where facts come from";
    let inside = brush.boxed(page(screen), title, "");
    brush.scrolled(inside, &ground(app, inside.width.min(100)), scroll);
}

/// Who earns what, who is in it, and where facts come from.
pub(super) fn ground(app: &App, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    let catalog = match (
        &app.case,
        app.shelf.get(app.cursor).or_else(|| app.shelf.first()),
    ) {
        (Some(case), _) => &case.catalog,
        (None, Some(catalog)) => catalog,
        (None, None) => return paper,
    };
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
    paper
}

fn burst(text: &str, brush: &mut Brush<'_>, screen: &Screen) {
    let inside = brush.boxed(small(screen, 2), "Nothing was changed", "");
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
    brush.page(inside, &paper, 0);
}

fn leave(app: &App, brush: &mut Brush<'_>, screen: &Screen) {
    let inside = brush.boxed(small(screen, 1), "Leave?", "");
    brush.line(inside, 0, Role::Text, &leaving(app));
}

/// What becomes of the conversation when candor is left.
pub(super) fn leaving(app: &App) -> String {
    let leave = app.look.keys.shown(Command::Leave).unwrap_or("Enter");
    let following = format!("All is saved but what was begun: {leave} saves it first.");
    let case = app.case.as_ref();
    let has_ended = case.is_some_and(|case| case.interview.outcome().is_some());
    match (app.begun(), case.is_some()) {
        (_, true) if app.keeps_nothing() => "Nothing of this conversation is saved.",
        (_, false) if app.keeps_nothing() => "Nothing was saved, and nothing was changed.",
        (Begun::Following | Begun::Refused, _) if app.unsaved => {
            "The last step is not saved, nor is what was begun."
        }
        _ if app.unsaved => "The last step is not saved; all before it is.",
        (Begun::Refused, _) => "What was begun is not saved; all before it is.",
        (Begun::Following, _) => following.as_str(),
        (Begun::Saved, _) => "All is saved, what was begun, too. It waits for you.",
        (Begun::Nothing, true) if has_ended => {
            "All is saved. The conversation has ended, and stands among the past ones."
        }
        (Begun::Nothing, true) => "All is saved. The conversation waits at the next start.",
        (Begun::Nothing, false) => "All is saved.",
    }
    .to_owned()
}
