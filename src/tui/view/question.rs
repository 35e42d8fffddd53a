//! One question: what is asked, why, the rows, how much it matters, and what the last answer changed.

use ratatui::layout::Rect;

use crate::catalog::{AnswerKind, Question};
use crate::command::Command;
use crate::domain::{Importance, Provenance};
use crate::interview::Status;
use crate::present::{answer_words, level_words};
use crate::tui::app::{App, Case, Row, offered_levels, rows};
use crate::tui::glyphs::{CURSOR, PENDING};
use crate::tui::text::width;
use crate::tui::theme::Role;

use super::around::{ends, help, last_answer, objections};
use super::frame::{Panes, Screen};
use super::paint::Brush;
use super::paper::Paper;
use super::ranking;
use super::rows::{more_words, option_row, page_row};

/// What a question has of a small window before the order gets any of it.
const LEAST_ROWS: u16 = 7;

/// In narrower panes a text needs every cell.
const NARROW: u16 = 50;

pub(super) fn screen(app: &App, brush: &mut Brush<'_>, screen: &Screen) {
    let Some(case) = &app.case else { return };
    match screen.panes(brush) {
        Panes::One(area) => {
            // Three places, and what the customer has now where it is known.
            let places = 3 + u16::from(case.view().status_quo().is_some());
            let wanted = area.height.saturating_sub(13).clamp(places, 5);
            // The question goes first: of the order only what it leaves room for is drawn.
            let least = sheet(app, case, area.width, Detail::Least).without_heading();
            let least = u16::try_from(least.paper.rows.len()).unwrap_or(u16::MAX);
            let ranking_rows = wanted.min(area.height.saturating_sub(least.min(LEAST_ROWS) + 1));
            let top = Rect {
                height: match ranking_rows {
                    0 => area.height,
                    rows => area.height.saturating_sub(rows + 1),
                },
                ..area
            };
            // The header has the name of the question.
            let room = Rect {
                height: top.height + 1,
                ..top
            };
            let sheet = question(app, case, room, Detail::Some).without_heading();
            put(brush, top, sheet);
            if ranking_rows == 0 {
                return;
            }
            let below = Rect {
                y: top.bottom() + 1,
                height: ranking_rows,
                ..area
            };
            let rule = Rect {
                x: screen.body.x,
                width: screen.body.width,
                ..screen.area
            };
            brush.rule(rule, top.bottom() - rule.y);
            brush.page(
                below,
                &ranking::short(case, below.width, usize::from(ranking_rows)),
                0,
            );
        }
        Panes::Two(left, right) => {
            put(brush, left, question(app, case, left, Detail::Most));
            let side = ranking::side(app, case, right, 3, 1);
            brush.page(right, &side, 0);
        }
        Panes::Three(list, middle, right) => {
            brush.paper(list, &questions(case, list.width));
            let middle = Rect {
                width: middle.width.min(100),
                ..middle
            };
            put(brush, middle, question(app, case, middle, Detail::All));
            let side = ranking::side(app, case, right, 4, 2);
            brush.page(right, &side, 0);
        }
    }
}

/// All questions with their answers.
fn questions(case: &Case, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    let matter: Vec<usize> = case.can_change_first().collect();
    paper.heading("Questions");
    if case.is_pondered() {
        paper.line(Role::Quiet, &format!("* could change 1st: {PENDING}"));
    } else if !matter.is_empty() {
        paper.line(Role::Quiet, "* could change 1st");
    }
    paper.gap();
    for (n, question) in case.catalog.questions.iter().enumerate() {
        let status = case.flow.status.get(n).copied().unwrap_or(Status::Open);
        let here = n == case.asked;
        let mark = if here { CURSOR } else { " " };
        let role = match status {
            Status::DoesNotApply | Status::NoLongerUsed => Role::Quiet,
            _ if here => Role::Accent,
            _ => Role::Text,
        };
        let star = if matter.contains(&n) { " *" } else { "" };
        paper.row(&[
            (Role::Accent, mark),
            (role, &format!("{:>2} {}", n + 1, question.label)),
            (Role::Accent, star),
        ]);
        let detail = match (status, case.interview.answers().get(&question.id)) {
            (Status::NoLongerUsed, _) => Some("no longer used".to_owned()),
            (_, Some(answer)) => Some(answer_words(&case.catalog, question, answer).to_string()),
            (Status::PutOff, None) => Some("put off".to_owned()),
            (Status::DoesNotApply, None) => Some("does not apply".to_owned()),
            _ => None,
        };
        if let Some(detail) = detail {
            paper.line(Role::Quiet, &format!("    {detail}"));
        }
    }
    paper
}

/// How much stands around the rows of a question: less where there is less room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Detail {
    /// The question and its rows.
    Least,
    /// And why it is asked.
    Some,
    /// And air.
    More,
    /// And the last answer, help and words.
    Most,
    /// And what customers say to it.
    All,
}

/// The question with as much around it as fits without scrolling, `most` at most.
fn question(app: &App, case: &Case, area: Rect, most: Detail) -> Sheet {
    let tried = [Detail::All, Detail::Most, Detail::More, Detail::Some]
        .into_iter()
        .filter(|detail| *detail <= most);
    tried
        .map(|detail| sheet(app, case, area.width, detail))
        .find(|sheet| sheet.paper.rows.len() <= usize::from(area.height))
        .unwrap_or_else(|| sheet(app, case, area.width, Detail::Least))
}

/// A question with all that is to be seen of it.
struct Sheet {
    paper: Paper,
    /// The row on which its list begins.
    list: usize,
}

impl Sheet {
    fn without_heading(mut self) -> Self {
        if self.list > 0 {
            self.paper.rows.remove(0);
            self.list -= 1;
        }
        self
    }
}

/// Draws a sheet. Where it does not fit what is asked stays, and the list moves below it.
fn put(brush: &mut Brush<'_>, area: Rect, sheet: Sheet) {
    let height = usize::from(area.height);
    if sheet.paper.rows.len() <= height {
        brush.paper(area, &sheet.paper);
        return;
    }
    // The words that are asked before their short name.
    let sheet = if sheet.list >= height && sheet.list > 1 {
        sheet.without_heading()
    } else {
        sheet
    };
    let mut asked = sheet.paper;
    let mut list = Paper::new(area.width);
    list.more = asked.more.take();
    list.rows = asked.rows.split_off(sheet.list.min(asked.rows.len()));
    // One row of the list at least, and another one that says how many there are.
    let least = if sheet.list + 1 == height { 1 } else { 2 };
    let kept = sheet.list.min(height.saturating_sub(least));
    let rest = asked.rows.split_off(kept.min(asked.rows.len()));
    // The last row says that it does not end there: it is cut where it is too long.
    if let Some(span) = asked.rows.last_mut().and_then(|row| row.spans.last_mut()) {
        for more in rest.iter().filter_map(|row| row.spans.last()) {
            span.text.push(' ');
            span.text.push_str(&more.text);
        }
    }
    let kept = u16::try_from(kept).unwrap_or(area.height);
    let above = Rect {
        height: kept,
        ..area
    };
    let below = Rect {
        y: area.y + kept,
        height: area.height.saturating_sub(kept),
        ..area
    };
    brush.page(above, &asked, 0);
    brush.paper(below, &list);
}

fn sheet(app: &App, case: &Case, width: u16, detail: Detail) -> Sheet {
    let mut paper = Paper::new(width);
    let Some(question) = case.question() else {
        paper.line(Role::Text, "This catalog has no questions.");
        return Sheet { paper, list: 0 };
    };
    paper.heading(&question.label);
    if let Some(words) = status_words(case) {
        paper.line(Role::Warn, words);
    }
    if detail >= Detail::More {
        paper.gap();
    }
    let say = if width < NARROW && detail == Detail::Least {
        ""
    } else {
        "SAY  "
    };
    paper.text(
        (Role::Quiet, say),
        Role::Text,
        &format!("\"{}\"", question.say),
    );
    if detail >= Detail::Some {
        paper.text((Role::Quiet, "WHY  "), Role::Quiet, &question.why);
    }
    if detail >= Detail::Some {
        paper.gap();
    }
    let level = case.draft.level;
    if app.look.roomy
        && let Some(level) = level
    {
        // Below a list this long it would be out of sight.
        importance(&mut paper, question, level, Detail::Least);
    }
    let list = paper.rows.len();
    let page = app.option_page();
    paper.more = page.map(more_words);
    for (n, row) in rows(question).into_iter().enumerate() {
        if page.is_some_and(|page| !page.shows(row)) {
            continue;
        }
        if row == Row::NotSure {
            paper.rows.extend(page.map(page_row));
        }
        let row_shown = option_row(app, case, question, n, row);
        // The two ways of not answering share a row where rows are few.
        match paper.rows.last_mut() {
            Some(last) if detail == Detail::Least && row == Row::RatherNot => last.join(row_shown),
            _ => paper.push(row_shown),
        }
    }
    if let Some(level) = level.filter(|_| !app.look.roomy) {
        if detail >= Detail::More {
            paper.gap();
        }
        importance(&mut paper, question, level, detail);
    }
    let scales = match question.kind {
        AnswerKind::Level(_) => true,
        AnswerKind::Order(_) => detail > Detail::Least,
        _ => false,
    };
    if scales {
        if detail > Detail::Least {
            paper.gap();
        }
        ends(&mut paper, case, question);
    }
    if case.draft.provenance != Provenance::Said {
        if detail > Detail::Least {
            paper.gap();
        }
        paper.line(
            Role::Warn,
            &format!(
                "How it is known: {} ({} changes it)",
                case.draft.provenance.word(),
                app.key_for(Command::Source)
            ),
        );
    }
    if detail >= Detail::Most {
        if let Some(worth) = case
            .sure
            .as_ref()
            .and_then(|sure| case.view().worth_words(sure, case.asked))
        {
            paper.gap();
            paper.text((Role::Quiet, ""), Role::Quiet, &worth);
        }
        last_answer(&mut paper, case);
        help(&mut paper, case, question);
        if detail == Detail::All {
            objections(&mut paper, case);
        }
    }
    if app.look.roomy {
        paper.spread();
    }
    Sheet { paper, list }
}

/// What is to be said of a question whose answer does not count.
pub(super) fn status_words(case: &Case) -> Option<&'static str> {
    match case.flow.status.get(case.asked)? {
        Status::DoesNotApply => {
            Some("This does not apply so far; an answer would not be used yet.")
        }
        Status::NoLongerUsed => {
            Some("Kept, but no longer used: a later answer made it meaningless.")
        }
        _ => None,
    }
}

fn importance(paper: &mut Paper, question: &Question, level: Importance, detail: Detail) {
    let lead = if detail == Detail::Least {
        "Left/Right: "
    } else {
        paper.line(Role::Quiet, "How much it matters (Left/Right)");
        "  "
    };
    let offered = offered_levels(question, Some(level));
    let at = offered.iter().position(|own| *own == level).unwrap_or(0);
    // As many levels around the chosen one as fit: the whole scale, or what one step leads to.
    let spans = |reach: usize| -> Vec<(Role, String)> {
        let mut spans = vec![(Role::Quiet, lead.to_owned())];
        for (n, own) in offered.iter().enumerate() {
            if n == at {
                let words = level_words(*own).to_uppercase();
                spans.push((Role::Accent, format!("[{words}] ")));
            } else if n.abs_diff(at) <= reach {
                spans.push((Role::Quiet, format!("{} ", level_words(*own))));
            }
        }
        spans
    };
    let fits = |spans: &Vec<(Role, String)>| {
        spans.iter().map(|(_, text)| width(text)).sum::<usize>() <= paper.width() + 1
    };
    let spans = [offered.len(), 1]
        .into_iter()
        .map(spans)
        .find(fits)
        .unwrap_or_else(|| spans(0));
    let spans: Vec<(Role, &str)> = spans
        .iter()
        .map(|(role, text)| (*role, text.as_str()))
        .collect();
    paper.row(&spans);
}
