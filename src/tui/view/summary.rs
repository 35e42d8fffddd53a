//! Summary and hand-over: what was said, what we suggest with its downsides, and what the customer decides.

use ratatui::layout::Rect;

use crate::catalog::Question;
use crate::command::Command;
use crate::domain::SafeText;
use crate::interview::Status;
use crate::present::{Entry, NeedWeight, points};
use crate::tui::app::App;
use crate::tui::theme::Role;

use super::frame::{Panes, Screen};
use super::paint::Brush;
use super::paper::Paper;
use super::papers;

pub(super) fn screen(app: &App, brush: &mut Brush<'_>, screen: &Screen) {
    match screen.panes(brush) {
        Panes::One(area) => {
            let mut paper = to_read_out(app, area.width);
            let decision = decision(app, area.width);
            // What is to be read out goes first where the row under the cursor is seen below it: nobody begins to read in the middle.
            let cursor = decision.rows.iter().rposition(|row| row.selected);
            let below = cursor.map_or(1, |row| row + 2);
            if paper.rows.len() + below <= usize::from(area.height) {
                paper.rows.extend(decision.rows);
            } else {
                let reading = std::mem::replace(&mut paper, decision);
                paper.gap();
                paper.rows.extend(reading.rows);
            }
            paper.gap();
            paper.rows.extend(lacks(app, area.width).rows);
            paper.rows.extend(advice(app, area.width).rows);
            if app.scroll > 0 {
                brush.scrolled(area, &paper, app.scroll);
            } else {
                brush.reaching(area, &paper);
                brush.paper(area, &paper);
            }
        }
        Panes::Two(left, right) => {
            sides(app, brush, left, right);
        }
        Panes::Three(_, left, right) => {
            // The list of questions is part of the summary itself.
            let left = Rect {
                x: screen.whole().x,
                width: left.right() - screen.whole().x,
                ..left
            };
            for y in screen.body.top() - 1..=screen.body.bottom() {
                let role = Role::Border;
                let at = Rect {
                    x: screen.body.x + 24,
                    y,
                    width: 1,
                    height: 1,
                };
                let edge = y < screen.body.top() || y >= screen.body.bottom();
                let sign = if edge { brush.glyphs().horizontal } else { " " };
                brush.line(at, 0, role, sign);
            }
            sides(app, brush, left, right);
        }
    }
}

/// The summary on the left, which scrolls, and on the right what the customer does. What came of it has to be read, too: where it has no
/// room below, it stands on the left.
fn sides(app: &App, brush: &mut Brush<'_>, left: Rect, right: Rect) {
    let width = left.width.min(100);
    let mut choices = choices(app, right.width);
    let below = came_of_it(app, right.width);
    let fits = choices.rows.len() + 1 + below.rows.len() <= usize::from(right.height);
    let mut paper = to_read_out(app, width);
    if fits {
        choices.gap();
        choices.rows.extend(below.rows);
    } else {
        paper.rows.extend(came_of_it(app, width).rows);
        paper.gap();
    }
    paper.rows.extend(after_statement(app, width).rows);
    brush.scrolled(left, &paper, app.scroll);
    brush.paper(right, &choices);
}

pub(super) fn summary(app: &App, width: u16) -> Paper {
    let mut paper = to_read_out(app, width);
    paper.rows.extend(after_statement(app, width).rows);
    paper
}

fn after_statement(app: &App, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    paper.rows.extend(lacks(app, width).rows);
    paper.rows.extend(advice(app, width).rows);
    paper
}

/// The statement that is to be read out next, if there is one.
fn to_read_out(app: &App, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    if let Some(statement) = app.statement() {
        let read = app.key_for(Command::ReadOut);
        paper.heading(&format!("READ WORD FOR WORD   ({read} = I read it out)"));
        paper.statement(&statement.text);
        paper.gap();
    }
    paper
}

/// What the hand-over lacks. It stands where it can be scrolled to in every window.
fn lacks(app: &App, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    papers::missing(app, &mut paper);
    paper.gap();
    paper
}

fn advice(app: &App, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    let Some(case) = &app.case else { return paper };
    let view = case.view();
    let entries = view.entries(3);
    let unconfirmed = view.is_unconfirmed();
    paper.heading(if unconfirmed {
        "What may fit: facts are missing"
    } else {
        "We suggest"
    });
    match entries.first() {
        None => paper.text(
            (Role::Bad, "  X "),
            Role::Text,
            "Nothing here meets every must. Leaving without buying is a good outcome.",
        ),
        Some(first) => suggestion(&mut paper, first, case.sure_sentence()),
    }
    if let Some(own) = view.recommended(&case.interview) {
        paper.gap();
        paper.heading("Your own recommendation");
        paper.text((Role::Text, "  "), Role::Text, &own.words());
    }
    for other in entries.iter().skip(1) {
        paper.gap();
        paper.text(
            (Role::Quiet, "Also: "),
            Role::Text,
            &format!("{} ({})", other.label(), points(other.score)),
        );
        if let Some(downside) = other.downsides().first() {
            paper.text((Role::Warn, "  - "), Role::Text, downside);
        }
    }
    paper.gap();
    paper.heading("The customer said");
    for line in view.need_lines() {
        let role = if line.weight == NeedWeight::Must {
            Role::Accent
        } else {
            Role::Quiet
        };
        // What nobody said counts all the same, and is not put into the customer's mouth.
        let question = line.question.and_then(|n| case.catalog.questions.get(n));
        let said = |question: &Question| case.interview.answers().contains_key(&question.id);
        let level = if question.is_none_or(said) {
            line.level.to_string()
        } else {
            format!("{}, assumed", line.level)
        };
        paper.text((role, &format!("  {level:<14} ")), Role::Text, &line.text);
    }
    let label = |position: usize| {
        case.catalog
            .questions
            .get(position)
            .map(|q| q.label.to_string())
    };
    let open: Vec<String> = case
        .flow
        .with(Status::Open)
        .chain(case.flow.with(Status::PutOff))
        .filter_map(label)
        .collect();
    if !open.is_empty() {
        paper.text(
            (Role::Quiet, "  not asked      "),
            Role::Quiet,
            &open.join(", "),
        );
    }
    for note in case.interview.notes() {
        paper.text(
            (Role::Quiet, "  note           "),
            Role::Text,
            &format!("{} ({})", note.text, note.kind.words()),
        );
    }
    paper
}

fn suggestion(paper: &mut Paper, first: &Entry, sure: Option<SafeText>) {
    let who = if first.own {
        "sold by us; we earn from it".to_owned()
    } else {
        format!("sold by {}, not by us", first.seller)
    };
    paper.text(
        (Role::Text, "  "),
        Role::Text,
        &format!("{} ({who})", first.label()),
    );
    if first.tied {
        paper.text((Role::Warn, "  = "), Role::Text, "It shares first place.");
    }
    if let Some(sure) = sure {
        paper.text((Role::Quiet, "  ~ "), Role::Text, &sure);
    }
    for pro in first.pros.iter().take(2) {
        paper.text((Role::Good, "  + "), Role::Text, pro);
    }
    for downside in first.downsides().iter().take(3) {
        paper.text((Role::Warn, "  - "), Role::Text, downside);
    }
}

pub(super) fn decision(app: &App, width: u16) -> Paper {
    let mut paper = choices(app, width);
    paper.gap();
    paper.rows.extend(came_of_it(app, width).rows);
    paper
}

/// What the customer may do; of a conversation that is only looked at, what they did.
fn choices(app: &App, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    let Some(case) = &app.case else { return paper };
    paper.heading("The customer");
    if app.is_looking() {
        let (came_of_it, kept_to) = app.came_of_it().unwrap_or_default();
        paper.text((Role::Text, "  "), Role::Text, &came_of_it);
        if let Some(day) = kept_to {
            paper.text((Role::Quiet, "  "), Role::Quiet, &format!("kept to {day}"));
        }
        let elsewhere = app.elsewhere();
        if let Some(elsewhere) = &elsewhere {
            paper.text((Role::Warn, "! "), Role::Text, elsewhere);
        }
        paper.gap();
        let words = match elsewhere {
            Some(_) => "takes it over once it is closed there",
            None => "goes on with it",
        };
        paper.text((Role::Accent, "h "), Role::Text, words);
        paper.row(&[(Role::Accent, "Backspace"), (Role::Text, " the list again")]);
        return paper;
    }
    let chosen = case
        .interview
        .outcome()
        .and_then(|outcome| app.row_of(outcome));
    for (n, (_, words)) in app.decisions().iter().enumerate() {
        let here = n == app.cursor;
        if Some(n) == chosen {
            paper.chosen(here, n, words);
        } else {
            paper.choice(here, n, words);
        }
    }
    paper
}

/// What is still to be done, and what was written.
fn came_of_it(app: &App, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    let Some(case) = app.case.as_ref().filter(|_| !app.is_looking()) else {
        return paper;
    };
    if let Some(words) = app.unread_words() {
        paper.text((Role::Warn, "! "), Role::Text, &words);
    }
    paper.gap();
    if let Some((_, closing)) = case.interview.closing() {
        let words = format!("\"{}\" {}", closing.asked, closing.said.words());
        paper.text((Role::Quiet, "Closing: "), Role::Quiet, &words);
    }
    if app.keeps_nothing() {
        let words = "No transcript can be written: all there is stands on this screen.";
        paper.text((Role::Bad, "! "), Role::Text, words);
        return paper;
    }
    if app.files.is_empty() {
        paper.text(
            (Role::Quiet, ""),
            Role::Quiet,
            "Choosing writes the transcript.",
        );
    } else {
        paper.heading("Written");
        for file in written(&app.files) {
            paper.text((Role::Good, "  "), Role::Text, &file);
        }
        let done = app.key_for(Command::Done);
        let words = format!("{done} = done, next customer");
        paper.text((Role::Quiet, ""), Role::Quiet, &words);
    }
    if let Some(words) = app.contact_words() {
        paper.text(
            (Role::Quiet, "Contact details: "),
            Role::Quiet,
            &format!("{words} ({})", app.key_for(Command::Contact)),
        );
    }
    paper.gap();
    paper.text(
        (Role::Quiet, ""),
        Role::Quiet,
        "Nothing is lost if you close the window now.",
    );
    paper
}

/// Files by name; those that differ in their endings only are one line, because rows are few.
fn written(files: &[SafeText]) -> Vec<String> {
    let parts: Option<Vec<(&str, &str)>> = files.iter().map(|file| file.rsplit_once('.')).collect();
    if let Some([(stem, ending), others @ ..]) = parts.as_deref()
        && others.iter().all(|(other, _)| other == stem)
    {
        let others: String = others
            .iter()
            .map(|(_, ending)| format!(", .{ending}"))
            .collect();
        return vec![format!("{stem}.{ending}{others}")];
    }
    files.iter().map(ToString::to_string).collect()
}
