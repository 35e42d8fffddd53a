//! The order so far, beside the question.

use crate::command::Command;
use crate::present::{Entry, Movement, Standing, points, tenths_words, uncapped};
use crate::tui::app::{App, Case};
use crate::tui::glyphs::PENDING;
use crate::tui::text::{width, wrap};
use crate::tui::theme::Role;

use ratatui::layout::Rect;

use super::age::days_old;
use super::paper::{Paper, PaperRow};

/// From this width on a pane has bars, and downsides in full.
const ROOMY: usize = 40;

/// The order in one line each, for small screens.
pub(super) fn short(case: &Case, width: u16, rows: usize) -> Paper {
    let mut paper = Paper::new(width);
    let entries = case.view().entries(rows);
    if entries.is_empty() {
        nothing_fits(&mut paper, case);
    }
    for entry in &entries {
        paper.push(head(entry));
    }
    if let Some(now) = case.view().status_quo()
        && entries.iter().all(|entry| !entry.now)
    {
        paper.rows.truncate(rows.saturating_sub(1));
        paper.push(head(&now));
    }
    paper
}

/// The order with figures, bars and downsides, `downsides` for each: on as many rows as they need where `area` has them. What the last
/// answer changed is in sight: for that all have fewer downsides, and where that is not enough there are fewer places.
pub(super) fn side(app: &App, case: &Case, area: Rect, top: usize, downsides: usize) -> Paper {
    let height = usize::from(area.height);
    let (whole, _) = order(app, case, area.width, (top, downsides), true);
    if whole.rows.len() <= height {
        return whole;
    }
    let fewer = (0..=downsides).rev().map(|downsides| (top, downsides));
    let fewer = fewer.chain((1..top).rev().map(|top| (top, 0)));
    let mut papers = fewer.map(|most| order(app, case, area.width, most, false));
    // The last row says that there is more.
    let in_sight = |(_, changes): &(Paper, usize)| *changes < height;
    let found = papers.find(in_sight).map(|(paper, _)| paper);
    found.unwrap_or_else(|| order(app, case, area.width, (1, 0), false).0)
}

/// The order, and how many of its rows lead to the end of what the last answer changed.
fn order(
    app: &App,
    case: &Case,
    width: u16,
    (top, downsides): (usize, usize),
    whole: bool,
) -> (Paper, usize) {
    let mut paper = Paper::new(width);
    paper.more = Some(format!("{} shows more", app.key_for(Command::Why)));
    paper.push(PaperRow::of(&[(Role::Accent, "So far")]).right(Role::Quiet, "fit of 100"));
    let entries = case.view().entries(top);
    if entries.is_empty() {
        nothing_fits(&mut paper, case);
    }
    for entry in &entries {
        whole_head(&mut paper, entry);
        if Some(&entry.id) == entries.first().map(|first| &first.id) {
            steady(&mut paper, case);
        }
        detail(&mut paper, app, case, entry, (downsides, whole));
    }
    if let Some(now) = case.view().status_quo()
        && entries.iter().all(|entry| !entry.now)
    {
        paper.push(head(&now));
    }
    paper.gap();
    if let Some(movement) = &case.movement {
        changes(&mut paper, movement, case.since);
    }
    let to_changes = paper.rows.len();
    excluded(&mut paper, case);
    if whole {
        paper.gap();
    }
    age(&mut paper, app, case);
    paper.text(
        (Role::Quiet, ""),
        Role::Quiet,
        &format!(
            "Who earns what ({}) does not count.",
            app.key_for(Command::Interests)
        ),
    );
    (paper, to_changes)
}

fn head(entry: &Entry) -> PaperRow {
    named(entry, &entry.full_name())
}

/// The head on as many rows as the name needs: names that begin alike must not look the same.
fn whole_head(paper: &mut Paper, entry: &Entry) {
    let name = entry.full_name();
    let taken = 2 + mark(entry).len() + width(&points(entry.score)) + 1;
    let lines = wrap(&name, paper.width().saturating_sub(taken));
    let (first, rest) = lines
        .split_first()
        .map_or(("", &[][..]), |(first, rest)| (*first, rest));
    paper.push(named(entry, first));
    if !rest.is_empty() {
        paper.row(&[(Role::Text, "  "), (Role::Text, &rest.join(" "))]);
    }
}

/// What stands before the name, where no narrow window can cut it off.
const fn mark(entry: &Entry) -> &'static str {
    match (entry.now, entry.own) {
        (true, _) => "NOW ",
        (false, true) => "[OURS] ",
        (false, false) => "",
    }
}

fn named(entry: &Entry, name: &str) -> PaperRow {
    let rank = entry
        .rank
        .map_or_else(|| "-".to_owned(), |rank| rank.to_string());
    let tie = if entry.tied { "=" } else { " " };
    let role = if entry.now { Role::Accent } else { Role::Ours };
    PaperRow::of(&[
        (Role::Accent, &format!("{rank}{tie}")),
        (role, mark(entry)),
        (Role::Text, name),
    ])
    .right(Role::Text, &points(entry.score))
}

/// Below a name: the figure that weighs most, and what stands against it; each on one row unless `whole`.
fn detail(
    paper: &mut Paper,
    app: &App,
    case: &Case,
    entry: &Entry,
    (downsides, whole): (usize, bool),
) {
    let roomy = paper.width() >= ROOMY;
    let figure = format!("  {}", headline(case, entry));
    if roomy {
        let bar = app
            .look
            .glyphs
            .bar(usize::try_from(entry.score / 1000).unwrap_or(0).min(10), 10);
        paper.push(PaperRow::of(&[(Role::Quiet, &figure)]).right(Role::Border, &bar));
    } else {
        paper.line(Role::Quiet, &figure);
    }
    if let Standing::Ask(open) = &entry.standing {
        let ask = open
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", ");
        paper.text((Role::Warn, "  ? ask the seller: "), Role::Text, &ask);
    }
    // What is to be asked stands there already.
    let asked = match &entry.standing {
        Standing::Ask(open) => open.len(),
        Standing::Fits | Standing::Misses(_) => 0,
    };
    for downside in entry.downsides().iter().skip(asked).take(downsides) {
        if whole {
            paper.text((Role::Warn, "  - "), Role::Text, downside);
        } else {
            paper.row(&[(Role::Warn, "  - "), (Role::Text, downside)]);
        }
    }
}

/// The figure of the criterion that weighs most for this customer, of those whose figure says something.
fn headline(case: &Case, entry: &Entry) -> String {
    let heaviest = case.view().headlines(entry).into_iter().next();
    heaviest.map_or_else(String::new, |part| {
        format!("{}, {}", part.figure, uncapped(&part.column))
    })
}

/// How sure the first place is.
fn steady(paper: &mut Paper, case: &Case) {
    let view = case.view();
    let Some(sure) = &case.sure else {
        return paper.line(Role::Quiet, &format!("  first in {PENDING}"));
    };
    if let Some(confidence) = sure.readings.confidence {
        let unsure = view.is_unconfirmed();
        let word = if unsure {
            "may fit"
        } else {
            confidence.word.word()
        };
        let words = format!("{word}: first in {}", tenths_words(confidence.n_in_10));
        let role = if unsure || confidence.too_close {
            Role::Warn
        } else {
            Role::Good
        };
        // Of a number nothing may be cut off.
        paper.text((role, "  "), role, &words);
    }
    // Where there is little room, what the last answer changed goes first; the rival stands on the page of reasons.
    if let Some(rival) = view.too_close_to(sure).filter(|_| paper.width() >= ROOMY) {
        paper.row(&[(Role::Warn, "  too close to call: "), (Role::Text, &rival)]);
    }
}

fn nothing_fits(paper: &mut Paper, case: &Case) {
    paper.text((Role::Bad, "X "), Role::Text, "Nothing meets every must.");
    ways(paper, case);
    paper.line(Role::Quiet, "Nearest:");
    for entry in case.view().near_misses(3) {
        paper.text((Role::Text, "  "), Role::Text, &entry.label());
        if let Standing::Misses(missed) = &entry.standing {
            for must in missed {
                paper.text((Role::Bad, "    X "), Role::Text, must);
            }
        }
    }
}

/// The smallest changes that help.
fn ways(paper: &mut Paper, case: &Case) {
    let ways = case
        .sure
        .as_ref()
        .map(|sure| case.view().way_sentences(sure));
    let ways = ways.unwrap_or_else(|| vec![PENDING.into()]);
    if ways.is_empty() {
        return;
    }
    paper.line(Role::Quiet, "Smallest changes that help:");
    for way in &ways {
        paper.text((Role::Accent, "  ~ "), Role::Text, way);
    }
}

fn changes(paper: &mut Paper, movement: &Movement, since: &str) {
    paper.heading(since);
    if movement.moves.is_empty() {
        paper.line(Role::Quiet, "  first places unchanged");
    }
    for moved in movement.moves.iter().take(3) {
        let row = PaperRow::of(&[(Role::Text, "  "), (Role::Text, &moved.name)]);
        let moved = format!("{}, was {}", moved.to.words(), moved.from.words());
        paper.push(row.right(Role::Text, &moved));
    }
    let (before, now) = movement.fitting;
    if before != now {
        paper.line(Role::Text, &format!("  {now} fit, {before} before"));
    }
}

/// How many miss each must-have in all, which is not what the last answer changed.
fn excluded(paper: &mut Paper, case: &Case) {
    let all = case.catalog.offerings.len();
    for (must, count) in case.needs.musts.iter().zip(&case.advice.excluded_by) {
        if *count > 0 {
            paper.text(
                (Role::Quiet, "  "),
                Role::Quiet,
                &format!("{count} of {all} miss: {}", must.text),
            );
        }
    }
}

/// How old the facts are.
pub(super) fn age(paper: &mut Paper, app: &App, case: &Case) {
    let catalog = &case.catalog;
    let (days, old) = days_old(app, catalog);
    let text = match days {
        ..1 => format!("Facts as of {}", catalog.as_of),
        1 => format!("Facts as of {}, 1 day old", catalog.as_of),
        days => format!("Facts as of {}, {days} days old", catalog.as_of),
    };
    if old {
        paper.text(
            (Role::Warn, "! "),
            Role::Warn,
            &format!("{text}: may be wrong"),
        );
    } else {
        paper.text((Role::Quiet, ""), Role::Quiet, &text);
    }
}
