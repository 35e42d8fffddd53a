//! Side by side: the same rows, units and term for all; what differs first, in the customer's order.

use ratatui::layout::Rect;

use crate::command::Command;
use crate::present::{CompareRow, Entry};
use crate::tui::app::App;
use crate::tui::theme::Role;

use super::columns::Columns;
use super::frame::Screen;
use super::paint::Brush;
use super::paper::{Paper, PaperRow};

pub(super) fn screen(app: &App, brush: &mut Brush<'_>, screen: &Screen) {
    let Some(case) = &app.case else { return };
    let view = case.view();
    let area = screen.column(160);
    let columns = if screen.is_wide() { 4 } else { 2 };
    // A narrow screen shows the columns around the one under the cursor.
    let first = (app.table.column + 1).saturating_sub(columns);
    let all = app.table.offerings.iter().copied();
    let shown: Vec<usize> = all.skip(first).take(columns).collect();
    let entries: Vec<Entry> = shown
        .iter()
        .filter_map(|&offering| view.entry(offering))
        .collect();
    let comparison = view.compare(&shown);

    let grid = Grid {
        first,
        columns: Columns::new(area.width, shown.len(), brush.glyphs()),
    };
    let mut head = Paper::new(area.width);
    let count = format!(
        "{} of {} rows differ{}",
        comparison.differing.len(),
        comparison.rows(),
        if app.table.all_rows {
            ", all are shown".to_owned()
        } else {
            format!(
                " and are shown; {} shows all",
                app.key_for(Command::AllRows)
            )
        }
    );
    let hidden = app.table.offerings.len() - shown.len();
    let count = match hidden {
        0 => count,
        _ => format!(
            "columns {}-{} of {}; {count}",
            first + 1,
            first + shown.len(),
            app.table.offerings.len()
        ),
    };
    head.push(PaperRow::of(&[(Role::Quiet, &count)]));
    grid.names(&mut head, app, &entries);
    if screen.is_broad() {
        grid.dates(&mut head, &entries);
    }

    let mut body = Paper::new(area.width);
    let mut level = None;
    for row in &comparison.differing {
        // Where there is room, rows stand under how much they matter.
        if area.height >= 24 && level != Some(&row.level) {
            level = Some(&row.level);
            let words = row
                .level
                .as_ref()
                .map_or("not spoken of", |level| level.as_str());
            body.line(Role::Accent, words);
        }
        grid.row(&mut body, row);
    }
    if app.table.all_rows {
        body.gap();
        body.line(Role::Quiet, "The same for all:");
        for row in &comparison.same {
            grid.row(&mut body, row);
        }
    }
    let mut warnings = Paper::new(area.width);
    watch_out(
        &mut warnings,
        &entries,
        if area.height < 24 { 1 } else { 3 },
    );
    let height = |paper: &Paper| u16::try_from(paper.rows.len()).unwrap_or(u16::MAX);
    let head_height = height(&head).min(area.height);
    let foot_height = height(&warnings).min((area.height - head_height) / 2);
    let rest = area.height - head_height - foot_height;
    brush.page(
        Rect {
            height: head_height,
            ..area
        },
        &head,
        0,
    );
    brush.scrolled(
        Rect {
            y: area.y + head_height,
            height: rest,
            ..area
        },
        &body,
        app.scroll,
    );
    brush.page(
        Rect {
            y: area.y + head_height + rest,
            height: foot_height,
            ..area
        },
        &warnings,
        0,
    );
}

struct Grid {
    /// Position of the first column shown.
    first: usize,
    columns: Columns,
}

impl Grid {
    fn names(&self, paper: &mut Paper, app: &App, entries: &[Entry]) {
        let ranks: Vec<(Role, String)> = entries
            .iter()
            .enumerate()
            .map(|(n, entry)| {
                let rank = match (entry.now, entry.rank) {
                    (true, Some(_)) => "NOW".to_owned(),
                    (true, None) => "NOW, does not fit".to_owned(),
                    (false, Some(rank)) => rank.to_string(),
                    (false, None) => "does not fit".to_owned(),
                };
                let tie = if entry.tied && !entry.now { "=" } else { "" };
                let ours = if entry.own { "  [OURS]" } else { "" };
                let here = if self.first + n == app.table.column {
                    "> "
                } else {
                    ""
                };
                let role = if entry.own { Role::Ours } else { Role::Accent };
                (role, format!("{here}{rank}{tie}{ours}"))
            })
            .collect();
        self.columns.row(paper, "", &ranks);
        let names: Vec<(Role, String)> = entries
            .iter()
            .map(|entry| (Role::Text, entry.full_name().to_string()))
            .collect();
        self.columns.row(paper, "", &names);
    }

    /// How old the oldest fact of each is.
    fn dates(&self, paper: &mut Paper, entries: &[Entry]) {
        let dates: Vec<(Role, String)> = entries
            .iter()
            .map(|entry| {
                let words = entry
                    .oldest_fact
                    .map_or_else(String::new, |date| format!("facts from {date} on"));
                (Role::Quiet, words)
            })
            .collect();
        self.columns.row(paper, "", &dates);
    }

    fn row(&self, paper: &mut Paper, row: &CompareRow) {
        let cells: Vec<(Role, String)> = row
            .cells
            .iter()
            .map(|cell| {
                if cell.misses {
                    (Role::Bad, format!("X {}", cell.words))
                } else if cell.missing {
                    (Role::Warn, cell.words.to_string())
                } else if cell.best {
                    (Role::Good, format!("{} best", cell.words))
                } else {
                    (Role::Text, cell.words.to_string())
                }
            })
            .collect();
        self.columns.row(paper, &row.label, &cells);
    }
}

/// As many cautions for each column as for the others: ours and theirs look alike.
fn watch_out(paper: &mut Paper, entries: &[Entry], each: usize) {
    paper.row(&[
        (Role::Accent, "WATCH OUT"),
        (
            Role::Quiet,
            "  [OURS]: we earn from it; the order ignores it",
        ),
    ]);
    for entry in entries {
        let lead = match (entry.now, entry.rank) {
            (true, _) => "NOW ".to_owned(),
            (false, Some(rank)) => format!("{rank:<4}"),
            (false, None) => "-   ".to_owned(),
        };
        for (line, downside) in entry.downsides().iter().take(each).enumerate() {
            let lead = if line == 0 { lead.as_str() } else { "    " };
            paper.row(&[(Role::Warn, lead), (Role::Text, downside)]);
        }
    }
}
