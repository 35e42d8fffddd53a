//! What every screen has: header, line 2, rules; and how the room between them is parted.

use ratatui::layout::Rect;

use crate::command::Place;
use crate::tui::app::App;
use crate::tui::text::{width, wrap};
use crate::tui::theme::Role;

use super::paint::Brush;
use super::paper::PaperRow;
use super::second_line::second_line;

/// The parts of the screen.
pub(super) struct Screen {
    pub(super) area: Rect,
    /// Between the rules.
    pub(super) body: Rect,
    /// Below the rules.
    pub(super) footer: Rect,
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

    /// Whether there is room for a third pane.
    pub(super) const fn is_broad(&self) -> bool {
        self.area.width >= 120 && self.area.height >= 30
    }

    /// Rows above the footer.
    pub(super) const fn above_footer(&self) -> u16 {
        self.area.height.saturating_sub(self.footer.height)
    }

    /// The inside of the whole body.
    pub(super) fn whole(&self) -> Rect {
        inset(self.body)
    }

    /// The same, `most` cells wide at most: longer lines are hard to read.
    pub(super) fn column(&self, most: u16) -> Rect {
        let whole = self.whole();
        Rect {
            width: whole.width.min(most),
            ..whole
        }
    }

    /// Parts the body by the width of the screen and draws the walls.
    pub(super) fn panes(&self, brush: &mut Brush<'_>) -> Panes {
        if self.is_broad() {
            let (first, second) = (24, 24 + (self.area.width - 24) * 55 / 100);
            self.wall(brush, first);
            self.wall(brush, second);
            Panes::Three(
                self.part(0, first),
                self.part(first + 1, second),
                self.part(second + 1, self.body.width),
            )
        } else if self.is_wide() {
            let (left, right) = self.two_panes(brush);
            Panes::Two(left, right)
        } else {
            Panes::One(self.whole())
        }
    }

    /// Left and right, with a wall between them.
    pub(super) fn two_panes(&self, brush: &mut Brush<'_>) -> (Rect, Rect) {
        let wall = self.area.width * 60 / 100;
        self.wall(brush, wall);
        (self.part(0, wall), self.part(wall + 1, self.body.width))
    }

    /// A wall so many columns from the left.
    fn wall(&self, brush: &mut Brush<'_>, at: u16) {
        brush.wall(self.body.x + at, self.body.y - 1, self.body.bottom());
    }

    /// The body between two columns, counted from the left.
    fn part(&self, from: u16, to: u16) -> Rect {
        inset(Rect {
            x: self.body.x + from,
            width: to.saturating_sub(from),
            ..self.body
        })
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
    let title = title(app, screen.is_wide());
    let saved = saved(app, brush, screen.is_wide());
    let lost = app.unsaved || app.keeps_nothing();
    let role = if lost { Role::Bad } else { Role::Good };
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
    let (role, text) = second_line(app, usize::from(area.width));
    let lines = wrap(&text, usize::from(area.width));
    match lines.as_slice() {
        // The rule gives way to the rest of what is said: it says what to do.
        [first, rest @ ..] if !rest.is_empty() => {
            brush.line(area, 1, role, first);
            brush.line(area, 2, role, &rest.join(" "));
        }
        _ => {
            brush.line(area, 1, role, &text);
            brush.rule(screen.area, 2);
        }
    }
    brush.rule(screen.area, screen.body.bottom() - screen.area.y);
}

fn title(app: &App, wide: bool) -> String {
    let page = match app.place {
        Place::Start => return "candor".to_owned(),
        Place::Opening => "before we begin",
        Place::Question => "",
        Place::Pair => "this or that",
        Place::Compare => "side by side",
        Place::Why if nothing_fits(app) => "nothing fits",
        Place::Why => "why this order",
        Place::Try => "trying a change",
        Place::Change => "changing an answer",
        Place::Summary => "summary",
        Place::Hold => "on hold",
        // It has a heading of its own.
        Place::Customer => "",
        Place::Past => return "candor  Past conversations".to_owned(),
        Place::NoFolder => return "candor  Nothing can be saved".to_owned(),
    };
    let Some(case) = &app.case else {
        return "candor".to_owned();
    };
    if page.is_empty() && !wide {
        // A narrow screen has no row to spare for the name of the question.
        let label = case.question().map_or("", |question| &question.label);
        let of = case.catalog.questions.len();
        format!("Q{} of {of}  {label}", case.asked + 1)
    } else if page.is_empty() {
        format!("candor  {}", case.catalog.title)
    } else {
        format!("candor  {}: {page}", case.catalog.title)
    }
}

/// Whether the conversation has no offering that may fit.
fn nothing_fits(app: &App) -> bool {
    let case = app.case.as_ref();
    case.is_some_and(|case| case.advice.ranked.is_empty())
}

/// Said where the time of the last saving would stand.
const LOST: &str = "NOT SAVED";

/// How far the talk is, and whether all is saved.
fn saved(app: &App, brush: &Brush<'_>, wide: bool) -> (String, String) {
    if app.unsaved {
        return (String::new(), LOST.to_owned());
    }
    let check = brush.glyphs().check;
    if app.is_looking() {
        let id = app.case.as_ref().map_or("", |case| case.id.as_str());
        return (
            format!("case {id} {} ", brush.glyphs().dot),
            "only looked at".to_owned(),
        );
    }
    let Some(case) = &app.case else {
        let words = format!("{check} all is saved");
        let words = if app.keeps_nothing() { LOST } else { &words };
        return (String::new(), words.to_owned());
    };
    let (questions, answered) = case.progress();
    let dot = brush.glyphs().dot;
    let progress = match app.place {
        Place::Question if !wide => format!("{answered} answered {dot} "),
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
    if app.keeps_nothing() {
        return (progress, LOST.to_owned());
    }
    if app.saving {
        return (progress, "saving ..".to_owned());
    }
    let at = case
        .saved()
        .map_or_else(String::new, |at| format!(" {}", app.look.clock(at)));
    (progress, format!("{check} saved{at}"))
}
