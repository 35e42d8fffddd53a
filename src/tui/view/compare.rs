//! Side by side: the same rows, units and term for all; what differs first, in the customer's order.

use ratatui::layout::Rect;

use crate::present::{CompareRow, Entry};
use crate::tui::app::App;
use crate::tui::text::{cut, pad_right, wrap};
use crate::tui::theme::Role;

use super::frame::Screen;
use super::paint::Brush;
use super::paper::{Paper, PaperRow};

pub(super) fn screen(app: &App, brush: &mut Brush<'_>, screen: &Screen) {
    let Some(case) = &app.case else { return };
    let view = case.view();
    let area = screen.whole();
    let area = Rect {
        width: area.width.min(160),
        ..area
    };
    let columns = if screen.is_wide() { 4 } else { 2 };
    let shown: Vec<usize> = app.table.offerings.iter().copied().take(columns).collect();
    let entries: Vec<Entry> = shown
        .iter()
        .filter_map(|&offering| view.entry(offering))
        .collect();
    let comparison = view.compare(&shown);

    let width = usize::from(area.width);
    let many = shown.len().max(1);
    let label = width * if many > 3 { 20 } else { 24 } / 100;
    let cell = width.saturating_sub(label) / many - 2;
    let grid = Grid {
        label,
        cell,
        wall: brush.glyphs().vertical.to_owned(),
    };
    let mut head = Paper::new(area.width);
    let count = format!(
        "{} of {} rows differ{}",
        comparison.differing.len(),
        comparison.rows(),
        if app.table.all_rows {
            ", all are shown"
        } else {
            " and are shown; d shows all"
        }
    );
    head.push(PaperRow::of(&[(Role::Quiet, &count)]));
    grid.names(&mut head, app, &entries);

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
    brush.page(
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
    label: usize,
    cell: usize,
    wall: String,
}

impl Grid {
    fn names(&self, paper: &mut Paper, app: &App, entries: &[Entry]) {
        let ranks: Vec<(Role, String)> = entries
            .iter()
            .enumerate()
            .map(|(n, entry)| {
                let rank = entry
                    .rank
                    .map_or_else(|| "does not fit".to_owned(), |rank| format!("{rank}"));
                let tie = if entry.tied { "=" } else { "" };
                let ours = if entry.own { "  [OURS]" } else { "" };
                let rank = if entry.now {
                    format!("NOW {rank}")
                } else {
                    rank
                };
                let here = if n == app.table.column { "> " } else { "" };
                let role = if entry.own { Role::Ours } else { Role::Accent };
                (role, format!("{here}{rank}{tie}{ours}"))
            })
            .collect();
        self.cells(paper, "", &ranks);
        let names: Vec<Vec<&str>> = entries
            .iter()
            .map(|entry| wrap(&entry.name, self.cell))
            .collect();
        for line in 0..2 {
            let cells: Vec<(Role, String)> = names
                .iter()
                .map(|lines| {
                    let text = match (line, lines.len()) {
                        (1, 3..) => lines
                            .get(1..)
                            .map_or_else(String::new, |rest| cut(&rest.join(" "), self.cell)),
                        _ => lines
                            .get(line)
                            .map_or_else(String::new, |text| (*text).to_owned()),
                    };
                    (Role::Text, text)
                })
                .collect();
            self.cells(paper, "", &cells);
        }
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
                    let room = self.cell.saturating_sub(5);
                    (Role::Good, format!("{} best", cut(&cell.words, room)))
                } else {
                    (Role::Text, cell.words.to_string())
                }
            })
            .collect();
        self.cells(paper, &row.label, &cells);
    }

    fn cells(&self, paper: &mut Paper, label: &str, cells: &[(Role, String)]) {
        let label = pad_right(&cut(label, self.label), self.label);
        let wall = format!("{} ", self.wall);
        let mut spans: Vec<(Role, String)> = vec![(Role::Quiet, label)];
        for (role, text) in cells {
            spans.push((Role::Border, wall.clone()));
            spans.push((*role, pad_right(&cut(text, self.cell), self.cell)));
        }
        let spans: Vec<(Role, &str)> = spans
            .iter()
            .map(|(role, text)| (*role, text.as_str()))
            .collect();
        paper.row(&spans);
    }
}

/// As many cautions for each column as for the others: ours and theirs look alike.
fn watch_out(paper: &mut Paper, entries: &[Entry], each: usize) {
    paper.row(&[
        (Role::Accent, "WATCH OUT"),
        (
            Role::Quiet,
            "   [OURS] = we sell it and earn from it; it does not move the order (o)",
        ),
    ]);
    for entry in entries {
        let lead = entry
            .rank
            .map_or_else(|| "-  ".to_owned(), |rank| format!("{rank:<3}"));
        for (line, downside) in entry.downsides().iter().take(each).enumerate() {
            let lead = if line == 0 { lead.as_str() } else { "   " };
            paper.row(&[(Role::Warn, lead), (Role::Text, downside)]);
        }
    }
}
