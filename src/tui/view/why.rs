//! Why this order.

use crate::catalog::Objection;
use crate::command::{Command, Place};
use crate::present::{
    CANNOT_REVERSE, DOES_NOT_SAY, Entry, NeedWeight, Part, Standing, WhyNot, WouldChange, ordinal,
    points,
};
use crate::tui::app::{App, Case, HelpRow};
use crate::tui::glyphs::PENDING;
use crate::tui::theme::Role;

use super::around::objection_lines;
use super::frame::Screen;
use super::paint::Brush;
use super::paper::Paper;

/// How many parts are listed for and against.
const PARTS: usize = 4;

pub(super) fn screen(app: &App, brush: &mut Brush<'_>, screen: &Screen) {
    // Where there is room, what the customer said stands beside what follows from it.
    if screen.is_broad() {
        let (left, right) = screen.two_panes(brush);
        brush.list(left, &reasons(app, left.width, true), app.scroll);
        brush.page(right, &sure_and_said(app, right.width), 0);
        return;
    }
    let area = screen.column(100);
    brush.list(area, &page(app, area.width), app.scroll);
}

/// All of it, one below the other.
pub(super) fn page(app: &App, width: u16) -> Paper {
    let mut paper = reasons(app, width, false);
    paper.gap();
    paper.rows.extend(said(app, width).rows);
    paper
}

/// How sure the first place is, and below it what the customer said.
fn sure_and_said(app: &App, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    if let Some(case) = app
        .case
        .as_ref()
        .filter(|case| !case.advice.ranked.is_empty())
    {
        how_sure(&mut paper, case);
    }
    paper.gap();
    paper.rows.extend(said(app, width).rows);
    paper
}

/// What the customer said, and what that excludes.
fn said(app: &App, width: u16) -> Paper {
    let mut paper = Paper::new(width);
    if let Some(case) = &app.case {
        needs(&mut paper, case);
        if_they_say(&mut paper, case);
    }
    paper
}

/// What customers say to an advice, and what can be said to that.
fn if_they_say(paper: &mut Paper, case: &Case) {
    let of_advice = |objection: &&Objection| objection.question.is_none();
    for (n, objection) in case.catalog.objections.iter().filter(of_advice).enumerate() {
        if n == 0 {
            paper.gap();
            paper.heading("If they say");
        }
        objection_lines(paper, objection);
    }
}

/// The reasons; how sure they make one stands `beside` them where there is room.
fn reasons(app: &App, width: u16, beside: bool) -> Paper {
    let mut paper = Paper::new(width);
    let Some(case) = &app.case else { return paper };
    let leaders: Vec<usize> = case
        .advice
        .leaders()
        .map(|ranked| ranked.offering)
        .collect();
    match leaders.first() {
        None => super::nothing_fits::page(&mut paper, app, case),
        Some(&first) => {
            why(&mut paper, case, first);
            if !beside {
                how_sure(&mut paper, case);
            }
            would_change(&mut paper, app, case);
            super::nothing_fits::nothing_surely_fits(&mut paper, app, case);
            let others = asked_without_asking(app, case, &leaders);
            for other in others {
                if let Some(why_not) = case.view().why_not(other, first) {
                    why_not_lines(&mut paper, case, &why_not);
                }
            }
            would_change_too(&mut paper, case);
        }
    }
    paper
}

/// The offerings of which nobody has to ask why they are not first: the nearest rivals, the nearest own and other one if they are not
/// among them, what the customer has, and what somebody asked about by name.
fn asked_without_asking(app: &App, case: &Case, leaders: &[usize]) -> Vec<usize> {
    let first = leaders.first();
    let behind = || leaders.iter().copied().skip(1);
    let is_own = |offering: usize| {
        let offering = case.catalog.offerings.get(offering);
        offering.is_some_and(|offering| case.catalog.is_own(offering))
    };
    let nearest = |own: bool| behind().find(|&offering| is_own(offering) == own);
    let now = case.view().status_quo().map(|entry| entry.offering);
    let asked = app.asked_for().iter().copied();
    let all = now.into_iter().chain(asked).chain(behind().take(3));
    let all = all.chain(nearest(true)).chain(nearest(false));
    let mut others: Vec<usize> = Vec::new();
    for offering in all {
        if Some(&offering) != first && !others.contains(&offering) {
            others.push(offering);
        }
    }
    // As the order has them; what misses a must comes last.
    let place = |offering: &usize| leaders.iter().position(|own| own == offering);
    others.sort_by_key(|offering| place(offering).unwrap_or(usize::MAX));
    others
}

fn why(paper: &mut Paper, case: &Case, first: usize) {
    let view = case.view();
    let Some(why) = view.why(first) else { return };
    let place = if why.entry.tied {
        "shares the first place"
    } else {
        "is first"
    };
    paper.heading(&format!(
        "{} {place}: {} of 100.",
        why.entry.label(),
        points(why.entry.score)
    ));
    if let Standing::Ask(open) = &why.entry.standing {
        let words = format!(
            "Nothing is sure to meet every must; {} may. Ask the sellers before anything is given up.",
            case.advice.ranked.len()
        );
        paper.text((Role::Warn, "  ! "), Role::Text, &words);
        for must in open {
            paper.text((Role::Warn, "  ? ask the seller: "), Role::Text, must);
        }
    }
    for part in why.speaks_for.iter().take(PARTS) {
        paper.text((Role::Good, "  + "), Role::Text, &part_words(part));
    }
    for part in why.speaks_against.iter().take(PARTS) {
        paper.text((Role::Bad, "  - "), Role::Text, &part_words(part));
    }
    unmet(paper, case, &why.entry);
    for downside in why.entry.downsides() {
        paper.text((Role::Warn, "  ! "), Role::Text, &downside);
    }
}

/// `Fuel a year: $650 (+8.4 of 10.2)`.
fn part_words(part: &Part) -> String {
    if part.hundredths >= 0 {
        let adds = u32::try_from(part.hundredths).unwrap_or(0);
        format!(
            "{} (+{} of {})",
            part.words(),
            points(adds),
            points(part.most)
        )
    } else {
        format!(
            "{} (gives away {} of {})",
            part.words(),
            lost(part),
            points(part.most)
        )
    }
}

/// Whether a difference is one tenth of a point at least: less would be shown as 0.0.
fn counts(part: &&Part) -> bool {
    part.hundredths.unsigned_abs() >= 5
}

fn lost(part: &Part) -> String {
    points(u32::try_from(part.hundredths.unsigned_abs()).unwrap_or(u32::MAX))
}

/// Wishes that matter and that it leaves unmet.
fn unmet(paper: &mut Paper, case: &Case, entry: &Entry) {
    let unmet: Vec<String> = case
        .view()
        .unmet(entry)
        .iter()
        .map(ToString::to_string)
        .collect();
    if !unmet.is_empty() {
        paper.text(
            (Role::Bad, "  X leaves unmet: "),
            Role::Text,
            &unmet.join("; "),
        );
    }
}

fn why_not_lines(paper: &mut Paper, case: &Case, why_not: &WhyNot) {
    let entry = &why_not.entry;
    let rank = entry
        .rank
        .map_or_else(|| "does not fit".to_owned(), ordinal);
    let now = if entry.now {
        " (what the customer has)"
    } else {
        ""
    };
    paper.gap();
    paper.heading(&format!(
        "Why not {}{now}? {rank}, {} of 100.",
        entry.label(),
        points(entry.score)
    ));
    if let Standing::Ask(open) = &entry.standing {
        let open = open
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", ");
        paper.text(
            (
                Role::Warn,
                "  ? comes after those that surely fit; ask the seller: ",
            ),
            Role::Text,
            &open,
        );
    }
    if let Standing::Misses(missed) = &entry.standing {
        for must in missed {
            paper.text((Role::Bad, "  X misses "), Role::Text, must);
        }
    }
    for part in why_not.worse.iter().filter(counts).take(2) {
        paper.text(
            (Role::Bad, "  - "),
            Role::Text,
            &format!("{} ({} points behind)", part.words(), lost(part)),
        );
    }
    for part in why_not.better.iter().filter(counts).take(1) {
        paper.text(
            (Role::Good, "  + "),
            Role::Text,
            &format!("{} ({} points ahead)", part.words(), lost(part)),
        );
    }
    unmet(paper, case, entry);
    let outlook = case.outlook.as_ref();
    let dominated = outlook.and_then(|outlook| outlook.dominated.get(entry.offering));
    if dominated.copied().unwrap_or(false) {
        paper.text((Role::Quiet, "  = "), Role::Quiet, CANNOT_REVERSE);
    }
}

/// How sure the first place is, and whether a change is worth it.
fn how_sure(paper: &mut Paper, case: &Case) {
    let view = case.view();
    if let Some(sentence) = case.sure_sentence() {
        paper.gap();
        paper.text((Role::Accent, "How sure: "), Role::Text, &sentence);
        paper.text((Role::Quiet, "          "), Role::Quiet, DOES_NOT_SAY);
    }
    let keep = case.sure.as_ref().and_then(|sure| sure.keep.as_ref());
    if let (Some(rule), Some(now)) = (keep, view.status_quo()) {
        let advice = if rule.change {
            "a change is worth it"
        } else {
            "keep it"
        };
        let words = format!(
            "{}: {advice}; the first is better in {} of 10 readings",
            now.name,
            (rule.better_in + 500) / 1000
        );
        paper.text((Role::Accent, "NOW "), Role::Text, &words);
    }
}

/// The smallest changes that would put another one first and can be tried. Each was tried by the engine.
fn would_change(paper: &mut Paper, app: &App, case: &Case) {
    let Some(outlook) = &case.outlook else {
        paper.gap();
        paper.heading("What would change first place");
        return paper.line(Role::Quiet, &format!("  {PENDING}"));
    };
    let rows = app.help_rows();
    let changes = rows.iter().enumerate();
    let changes: Vec<(usize, &WouldChange)> = changes
        .filter_map(|(n, row)| match row {
            HelpRow::Change(change) => Some((n, outlook.changes.get(*change)?)),
            _ => None,
        })
        .collect();
    if changes.is_empty() {
        return;
    }
    paper.gap();
    paper.heading("What would change first place");
    for (n, change) in changes {
        paper.choice(app.cursor == n + 1, n, &change.words);
    }
    paper.text(
        (Role::Quiet, "      "),
        Role::Quiet,
        &format!(
            "A digit tries a change; nothing is saved until {} keeps it.",
            app.key_on(Place::Try, Command::Done)
        ),
    );
}

/// What else would change it: weights between the levels, and prices.
fn would_change_too(paper: &mut Paper, case: &Case) {
    let Some(outlook) = &case.outlook else { return };
    let untried = |change: &&WouldChange| change.scenario.is_none();
    for (place, change) in outlook.changes.iter().filter(untried).enumerate() {
        if place == 0 {
            paper.gap();
            paper.heading("It would change with another weight or price, too");
        }
        paper.text((Role::Accent, "   ~  "), Role::Text, &change.words);
    }
}

fn needs(paper: &mut Paper, case: &Case) {
    let view = case.view();
    paper.gap();
    paper.heading("What the customer said");
    let lines = view.need_lines();
    if lines.is_empty() {
        paper.line(
            Role::Quiet,
            "  nothing that weighs yet: all criteria count on average",
        );
    }
    for line in lines {
        let lead = format!("  {:<15}", line.level.as_str());
        let excludes = match (line.weight, line.excludes) {
            (NeedWeight::Must, Some(count)) => format!(" (excludes {count})"),
            (NeedWeight::Points(points), _) => format!(" ({points} points)"),
            _ => String::new(),
        };
        paper.text(
            (Role::Accent, &lead),
            Role::Text,
            &format!("{}{excludes}", line.text),
        );
    }
    let unasked: Vec<String> = view.unasked_criteria().map(ToString::to_string).collect();
    if !unasked.is_empty() {
        let average = format!("  {:<15}", "not asked");
        let text = format!(
            "{} ({} points each)",
            unasked.join(", "),
            crate::domain::Importance::UNASKED_POINTS
        );
        paper.text((Role::Quiet, &average), Role::Quiet, &text);
    }
    let assumed: Vec<String> = case
        .needs
        .assumed
        .iter()
        .filter_map(|&n| case.catalog.questions.get(n))
        .filter_map(|question| {
            let answer = crate::domain::Answer::said(question.assume.clone()?);
            let words = crate::present::answer_words(&case.catalog, question, &answer);
            Some(format!("{}: {words}", question.label))
        })
        .collect();
    if !assumed.is_empty() {
        paper.text(
            (Role::Quiet, &format!("  {:<15}", "assumed")),
            Role::Quiet,
            &assumed.join("; "),
        );
    }
}
