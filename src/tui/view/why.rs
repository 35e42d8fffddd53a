//! Why this order.

use crate::present::{
    CANNOT_REVERSE, DOES_NOT_SAY, Entry, NeedWeight, Part, Standing, WhyNot, ordinal, points,
};
use crate::tui::app::{App, Case, HelpRow};
use crate::tui::glyphs::PENDING;
use crate::tui::theme::Role;

use super::frame::Screen;
use super::paint::Brush;
use super::paper::Paper;

/// How many parts are listed for and against.
const PARTS: usize = 4;

pub(super) fn screen(app: &App, brush: &mut Brush<'_>, screen: &Screen) {
    let area = screen.column(100);
    brush.list(area, &page(app, area.width), app.scroll);
}

pub(super) fn page(app: &App, width: u16) -> Paper {
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
            would_change(&mut paper, app, case);
            super::nothing_fits::nothing_surely_fits(&mut paper, app, case);
            // The nearest rivals, and the nearest own and other offering if they are not among them: nobody has to ask.
            let mut others: Vec<usize> = leaders.iter().copied().skip(1).take(3).collect();
            for own in [true, false] {
                let is = |&&offering: &&usize| {
                    case.catalog
                        .offerings
                        .get(offering)
                        .is_some_and(|o| case.catalog.is_own(o) == own)
                };
                if let Some(&nearest) = leaders.iter().skip(1).find(is)
                    && !others.contains(&nearest)
                {
                    others.push(nearest);
                }
            }
            for other in others {
                if let Some(why_not) = case.view().why_not(other, first) {
                    why_not_lines(&mut paper, case, &why_not);
                }
            }
        }
    }
    needs(&mut paper, case);
    paper
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
    let rank = entry.rank.map_or_else(|| "out".to_owned(), ordinal);
    paper.gap();
    paper.heading(&format!(
        "Why not {}? {rank}, {} of 100.",
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

/// How sure the first place is, and the smallest changes that would put another one there. Each was tried by the engine.
fn would_change(paper: &mut Paper, app: &App, case: &Case) {
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
    let Some(outlook) = &case.outlook else {
        paper.gap();
        paper.heading("What would change first place");
        return paper.line(Role::Quiet, &format!("  {PENDING}"));
    };
    if outlook.changes.is_empty() {
        return;
    }
    paper.gap();
    paper.heading("What would change first place");
    let rows = app.help_rows();
    for (n, row) in rows.iter().enumerate() {
        if let HelpRow::Change(change) = row
            && let Some(change) = outlook.changes.get(*change)
        {
            paper.choice(app.cursor == n + 1, n, &change.words);
        }
    }
    for change in outlook.changes.iter().filter(|c| c.scenario.is_none()) {
        paper.text((Role::Accent, "   ~  "), Role::Text, &change.words);
    }
    if !rows.is_empty() {
        paper.text(
            (Role::Quiet, "      "),
            Role::Quiet,
            "A digit tries a change; nothing is saved until k keeps it.",
        );
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
