//! Summary and hand-over: what was said, what we suggest with its downsides, and what the customer decides.

use ratatui::layout::Rect;

use crate::domain::SafeText;
use crate::interview::Status;
use crate::present::{Entry, NeedWeight, points};
use crate::tui::app::App;
use crate::tui::glyphs::{CHOSEN, CURSOR};
use crate::tui::theme::Role;

use super::frame::{Panes, Screen};
use super::paint::Brush;
use super::paper::{Paper, PaperRow};

pub(super) fn screen(app: &App, brush: &mut Brush<'_>, screen: &Screen) {
    match screen.panes(brush) {
        Panes::One(area) => {
            let mut paper = decision(app, area.width);
            paper.gap();
            paper.rows.extend(summary(app, area.width).rows);
            if app.scroll > 0 {
                brush.scrolled(area, &paper, app.scroll);
            } else {
                brush.reaching(area, &paper);
                brush.paper(area, &paper);
            }
        }
        Panes::Two(left, right) => {
            brush.scrolled(left, &summary(app, left.width), app.scroll);
            brush.paper(right, &decision(app, right.width));
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
            brush.scrolled(left, &summary(app, left.width.min(100)), app.scroll);
            brush.paper(right, &decision(app, right.width));
        }
    }
}

fn summary(app: &App, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    let Some(case) = &app.case else { return paper };
    let view = case.view();
    if let Some(statement) = app.statement() {
        paper.heading("READ WORD FOR WORD   (y = I read it out)");
        paper.text(
            (Role::Text, "  "),
            Role::Text,
            &format!("\"{}\"", statement.text),
        );
        paper.gap();
    }
    let entries = view.entries(3);
    paper.heading("We suggest");
    match entries.first() {
        None => paper.text(
            (Role::Bad, "  X "),
            Role::Text,
            "Nothing here meets every must. Leaving without buying is a good outcome.",
        ),
        Some(first) => suggestion(&mut paper, first, view.sure_sentence(&case.sure)),
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
        paper.text(
            (role, &format!("  {:<15}", line.level.as_str())),
            Role::Text,
            &line.text,
        );
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

fn decision(app: &App, width: u16) -> Paper {
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
    for (n, (outcome, words)) in app.decisions().iter().enumerate() {
        let here = n == app.cursor;
        let chosen = case.interview.outcome() == Some(outcome);
        let mark = if here { CURSOR } else { " " };
        let sign = if chosen {
            format!("{CHOSEN} ")
        } else {
            String::new()
        };
        let text = if here { Role::SelectedText } else { Role::Text };
        paper.push(
            PaperRow::of(&[
                (Role::Accent, &format!("{mark} [{}] ", n + 1)),
                (Role::Good, &sign),
                (text, words),
            ])
            .selected(here),
        );
    }
    paper.gap();
    if app.keeps_nothing() {
        let words = "No transcript can be written: all there is stands on this screen.";
        paper.text((Role::Bad, "! "), Role::Text, words);
        return paper;
    }
    if app.files.is_empty() {
        paper.text(
            (Role::Quiet, ""),
            Role::Quiet,
            "Choosing writes the transcript: Markdown, a page to print, and JSON.",
        );
    } else {
        paper.heading("Written");
        for file in &app.files {
            paper.text((Role::Good, "  "), Role::Text, file);
        }
        paper.text((Role::Quiet, ""), Role::Quiet, "k = done, next customer");
    }
    if let Some(words) = app.contact_words() {
        paper.text(
            (Role::Quiet, "Contact details: "),
            Role::Quiet,
            &format!("{words} (b)"),
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
