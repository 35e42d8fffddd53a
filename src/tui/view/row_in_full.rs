//! All that is known about a row of the side-by-side table: what it means, how it is judged, what each offering has, and whence.

use crate::domain::SafeText;
use crate::present::{CompareCell, CompareRow};
use crate::tui::app::App;
use crate::tui::glyphs::Glyphs;
use crate::tui::theme::Role;

use super::columns::{bar, of_ten};
use super::paper::{Paper, PaperRow};

/// The row under the cursor.
pub(super) fn row(app: &App) -> Option<CompareRow> {
    let comparison = app.comparison()?;
    let row = app.table_row(&comparison);
    comparison.shown(app.table.all_rows).nth(row).cloned()
}

/// What is known about the row under the cursor; with bars where `glyphs` says how they are drawn.
pub(super) fn sheet(app: &App, width: u16, glyphs: Option<&Glyphs>) -> Paper {
    let mut paper = Paper::new(width);
    let (Some(case), Some(row)) = (&app.case, row(app)) else {
        return paper;
    };
    let view = case.view();
    let offerings = &app.table.offerings;
    let full = view.in_full(&row, offerings);
    if let Some(help) = &full.help {
        paper.text((Role::Text, ""), Role::Text, help);
        paper.gap();
    }
    for must in &full.musts {
        let words = format!("The customer's must: {must}");
        paper.text((Role::Text, ""), Role::Text, &words);
    }
    if let Some((label, [worst, best])) = &full.judged {
        let level = match &row.level {
            Some(level) => format!("{level} to this customer"),
            None => "not spoken of, counts as it does for most".to_owned(),
        };
        let words = format!("{label} ({level}): from {worst}, 0 of 10, to {best}, 10 of 10");
        paper.text((Role::Quiet, ""), Role::Quiet, &words);
    }
    paper.gap();
    let source = common(&full.sources);
    let cells = offerings.iter().zip(&row.cells).zip(&full.sources);
    for (n, ((&offering, cell), own)) in cells.enumerate() {
        let Some(entry) = view.entry(offering) else {
            continue;
        };
        let lead = format!("[{}] ", n + 1);
        let words = format!("{}: {}{}", entry.label(), cell.words, state(cell));
        let role = if cell.misses { Role::Bad } else { Role::Text };
        paper.text((Role::Accent, &lead), role, &words);
        if let Some(tenths) = cell.tenths() {
            let bar = glyphs.map(|glyphs| bar(glyphs, tenths));
            let words = format!("{}, how well it serves", of_ten(tenths));
            let mut line = PaperRow::of(&[(Role::Text, "    ")]);
            if let Some(bar) = bar {
                line.spans.push(bar);
                line.spans.extend(PaperRow::of(&[(Role::Text, " ")]).spans);
            }
            line.spans
                .extend(PaperRow::of(&[(Role::Quiet, &words)]).spans);
            paper.push(line);
        }
        if let (None, Some(own)) = (source, own) {
            let words = format!("Source: {own}");
            paper.text((Role::Text, "    "), Role::Quiet, &words);
        }
    }
    if let Some(source) = source {
        paper.gap();
        let words = format!("Source: {source}");
        paper.text((Role::Quiet, ""), Role::Quiet, &words);
    }
    paper
}

/// The one source of all figures there are; `None` when there are several or none.
fn common(sources: &[Option<SafeText>]) -> Option<&SafeText> {
    let mut there = sources.iter().flatten();
    let first = there.next()?;
    there.all(|own| own == first).then_some(first)
}

/// What a mark in the table says.
pub(super) const fn state(cell: &CompareCell) -> &'static str {
    if cell.misses {
        ", misses the must"
    } else if cell.best {
        ", best"
    } else if cell.meets {
        ", meets the must"
    } else {
        ""
    }
}
