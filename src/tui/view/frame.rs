//! What every screen has: header, line 2, rules, footer; and how the room between them is parted.

use ratatui::layout::Rect;

use crate::command::{self, Place};
use crate::tui::app::App;
use crate::tui::text::width;
use crate::tui::theme::Role;

use super::paint::Brush;
use super::paper::PaperRow;

/// The parts of the screen.
pub(super) struct Screen {
    pub(super) area: Rect,
    /// Between the rules.
    pub(super) body: Rect,
    footer: Rect,
}

/// How the body is parted.
pub(super) enum Panes {
    /// Everything under one another.
    One(Rect),
    /// Left and right.
    Two(Rect, Rect),
    /// Left, middle, right.
    Three(Rect, Rect, Rect),
}

impl Screen {
    pub(super) fn new(area: Rect) -> Self {
        let footer_height = if area.height < 16 { 1 } else { 2 };
        let body = Rect {
            x: area.x,
            y: area.y + 3,
            width: area.width,
            height: area.height.saturating_sub(4 + footer_height),
        };
        let footer = Rect {
            x: area.x + 1,
            y: area.bottom() - footer_height,
            width: area.width.saturating_sub(2),
            height: footer_height,
        };
        Self { area, body, footer }
    }

    /// Whether there is room beside the question.
    pub(super) const fn is_wide(&self) -> bool {
        self.area.width >= 80
    }

    /// The inside of the whole body.
    pub(super) fn whole(&self) -> Rect {
        inset(self.body)
    }

    /// Parts the body by the width of the screen and draws the walls.
    pub(super) fn panes(&self, brush: &mut Brush<'_>) -> Panes {
        let top = self.body.y - 1;
        let bottom = self.body.bottom();
        let mut cut = |at: u16| {
            brush.wall(self.body.x + at, top, bottom);
            self.body.x + at
        };
        let part = |from: u16, to: u16| {
            inset(Rect {
                x: from,
                width: to.saturating_sub(from),
                ..self.body
            })
        };
        let right = self.body.right();
        if self.area.width >= 120 && self.area.height >= 30 {
            let first = cut(24);
            let second = cut(24 + (self.area.width - 24) * 55 / 100);
            Panes::Three(
                part(self.body.x, first),
                part(first + 1, second),
                part(second + 1, right),
            )
        } else if self.is_wide() {
            let wall = cut(self.area.width * 60 / 100);
            Panes::Two(part(self.body.x, wall), part(wall + 1, right))
        } else {
            Panes::One(self.whole())
        }
    }
}

/// One column of air at the left.
fn inset(area: Rect) -> Rect {
    Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(1),
        ..area
    }
}

/// Row 1, row 2 and the two rules.
pub(super) fn header(app: &App, brush: &mut Brush<'_>, screen: &Screen) {
    let area = Rect {
        x: screen.area.x + 1,
        width: screen.area.width.saturating_sub(2),
        ..screen.area
    };
    let title = title(app);
    let saved = saved(app, brush);
    let ok = app.trouble.is_none();
    let role = if ok { Role::Good } else { Role::Bad };
    let right_room = usize::from(area.width).saturating_sub(width(&title) + 2);
    let right = if width(&saved.0) + width(&saved.1) <= right_room {
        format!("{}{}", saved.0, saved.1)
    } else {
        saved.1
    };
    brush.row(
        area,
        0,
        &PaperRow::of(&[(Role::Accent, &title)]).right(role, &right),
    );
    let (role, text) = second_line(app);
    brush.line(area, 1, role, &text);
    brush.rule(screen.area, 2);
    brush.rule(screen.area, screen.body.bottom() - screen.area.y);
}

fn title(app: &App) -> String {
    let page = match app.place {
        Place::Start => return "candor".to_owned(),
        Place::Opening => "before we begin",
        Place::Question => "",
        Place::Compare => "side by side",
        Place::Why => "why this order",
        Place::Summary => "summary",
    };
    let Some(case) = &app.case else {
        return "candor".to_owned();
    };
    if page.is_empty() {
        format!("candor  {}", case.catalog.title)
    } else {
        format!("candor  {}: {page}", case.catalog.title)
    }
}

/// How far the talk is, and whether all is saved.
fn saved(app: &App, brush: &Brush<'_>) -> (String, String) {
    if app.trouble.is_some() {
        return (String::new(), "NOT SAVED".to_owned());
    }
    let check = brush.glyphs().check;
    let Some(case) = &app.case else {
        return (String::new(), format!("{check} all is saved"));
    };
    let (questions, answered) = case.progress();
    let dot = brush.glyphs().dot;
    let progress = match app.place {
        Place::Question => {
            let of = case.catalog.questions.len();
            format!(
                "Q{} of {of} {dot} {answered} answered {dot} ",
                case.asked + 1
            )
        }
        Place::Summary => format!("case {} {dot} ", case.id),
        _ => format!("{answered} of {questions} answered {dot} "),
    };
    let at = case
        .saved()
        .map_or_else(String::new, |at| format!(" {}", app.look.clock(at)));
    (progress, format!("{check} saved{at}"))
}

/// The line that says what matters now: trouble, a notice, or where the talk stands.
fn second_line(app: &App) -> (Role, String) {
    if let Some(trouble) = &app.trouble {
        return (Role::Bad, format!("! {trouble}"));
    }
    if let Some(notice) = &app.notice {
        return (Role::Warn, notice.to_string());
    }
    let Some(case) = &app.case else {
        return (
            Role::Quiet,
            "The customer's advisor: every seller, side by side.".to_owned(),
        );
    };
    let catalog = &case.catalog;
    let all = catalog.offerings.len();
    let fitting = case.advice.ranked.len();
    let noun = if all == 1 {
        &catalog.offering.one
    } else {
        &catalog.offering.many
    };
    let first = case.view().entries(1).into_iter().next();
    match first {
        None => (
            Role::Warn,
            format!("None of {all} {noun} meets every must. w says why."),
        ),
        Some(first) => (
            Role::Quiet,
            format!(
                "{fitting} of {all} {noun} fit. First so far: {}",
                first.label()
            ),
        ),
    }
}

/// The hints, as many as fit, with `? keys` at the end.
pub(super) fn footer(app: &App, brush: &mut Brush<'_>, screen: &Screen) {
    let typing = app.is_typing() && app.overlay.is_none();
    let help = if typing {
        ("F1", "keys")
    } else {
        ("?", "keys")
    };
    let mut hints = command::hints(app.place);
    if typing {
        // Letters are text now.
        hints.retain(|(key, _)| matches!(*key, "Enter" | "Backspace" | "Left/Right"));
    }
    let separator = format!(" {} ", brush.glyphs().dot);
    let room = usize::from(screen.footer.width);
    let rows = usize::from(screen.footer.height);
    let mut lines: Vec<Vec<(&str, &str)>> = vec![Vec::new()];
    let length = |hints: &[(&str, &str)]| -> usize {
        let words: usize = hints
            .iter()
            .map(|(key, words)| width(key) + 1 + width(words))
            .sum();
        words + hints.len().saturating_sub(1) * 3
    };
    for hint in hints {
        let last_row = lines.len() == rows;
        let Some(line) = lines.last_mut() else { break };
        line.push(hint);
        let end = if last_row { length(&[help]) + 3 } else { 0 };
        if length(line) + end > room {
            line.pop();
            if last_row {
                continue;
            }
            lines.push(vec![hint]);
        }
    }
    if let Some(line) = lines.last_mut() {
        line.push(help);
    }
    for (n, line) in (0..).zip(&lines) {
        let mut spans: Vec<(Role, &str)> = Vec::new();
        for (i, (key, words)) in line.iter().enumerate() {
            if i > 0 {
                spans.push((Role::Quiet, &separator));
            }
            spans.extend([
                (Role::Accent, *key),
                (Role::Text, " "),
                (Role::Text, *words),
            ]);
        }
        brush.row(screen.footer, n, &PaperRow::of(&spans));
    }
}
