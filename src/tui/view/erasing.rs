//! Erasing a past conversation: what goes, what stays, and what only people can recall.

use crate::tui::app::{App, ErasePage, past_words};
use crate::tui::text::width as cells;
use crate::tui::theme::Role;

use super::frame::Screen;
use super::overlay::{inside, small};
use super::paint::Brush;
use super::paper::{Paper, PaperRow};

/// Stands before what was typed.
const CODE: &str = "  Type its code: ";

pub(super) fn draw(app: &App, page: &ErasePage, brush: &mut Brush<'_>, screen: &Screen) {
    let paper = sheet(app, page, inside(screen));
    let title = match page {
        ErasePage::Ask { .. } => "Erase this conversation?",
        ErasePage::Recall(_) => "Erased",
    };
    let height = u16::try_from(paper.rows.len()).unwrap_or(u16::MAX);
    let area = brush.boxed(small(screen, height), title, "");
    brush.paper(area, &paper);
}

pub(super) fn sheet(app: &App, page: &ErasePage, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    match page {
        ErasePage::Ask { case, typed } => {
            paper.text(
                (Role::Bad, "! "),
                Role::Text,
                &format!(
                    "All that was said in case {case}, its notes, contact details and transcripts here go for good."
                ),
            );
            let mut row = PaperRow::of(&[(Role::Accent, CODE), (Role::Text, typed)]);
            row.caret = Some(cells(CODE) + cells(typed));
            paper.push(row);
            paper.gap();
            let listed = app.past.found.rows.iter().chain(&app.cases);
            if let Some(case) = listed.into_iter().find(|own| own.id == *case) {
                let [when, title, came_of_it, _] = past_words(&app.shelf, case, &app.look.zone);
                let words = format!("{when}, {title}, {came_of_it}");
                paper.text((Role::Quiet, "  "), Role::Quiet, &words);
                paper.gap();
            }
            paper.text(
                (Role::Quiet, "  "),
                Role::Text,
                "What stays: its code and its seals, which tell nothing of what was said and with which the record of each day can still be verified; and in the audit log that it was erased, by whom and when.",
            );
        }
        ErasePage::Recall(erased) => {
            paper.text(
                (Role::Warn, "! "),
                Role::Text,
                &format!("Case {} is erased here. Transcripts of it were written elsewhere; only people can recall them:", erased.case),
            );
            for (format, at) in &erased.elsewhere {
                let at = at.to_zoned(app.look.zone.clone());
                let at = at.strftime("%Y-%m-%d %H:%M");
                paper.text((Role::Text, "  "), Role::Text, &format!("{at}  {format}"));
            }
        }
    }
    paper
}
