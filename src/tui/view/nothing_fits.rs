//! Nothing meets every must-have: what would help, what cannot be had together, who comes nearest, and two honest ways to stop.

use crate::present::{Standing, fit_words};
use crate::tui::app::{App, Case, HelpRow};
use crate::tui::glyphs::PENDING;
use crate::tui::theme::Role;

use super::paper::Paper;

/// How many near misses are named.
const MISSES: usize = 3;
/// How many conflicts are named.
const CONFLICTS: usize = 3;

pub(super) fn page(paper: &mut Paper, app: &App, case: &Case) {
    let all = case.catalog.offerings.len();
    let musts = match case.needs.musts.len() {
        1 => "the must".to_owned(),
        2 => "both musts".to_owned(),
        musts => format!("all {musts} musts"),
    };
    paper.text(
        (Role::Bad, "X "),
        Role::Text,
        &format!(
            "None of {all} {} meets {musts}.",
            case.catalog.offering.many
        ),
    );
    rows(paper, app, case);
    paper.gap();
    conflicts(paper, case);
    nearest(paper, case);
    paper.gap();
    paper.text(
        (Role::Accent, "SAY "),
        Role::Text,
        "\"Nothing I can see does all of it. Is there one of these you could bend on, or shall we leave it?\"",
    );
    paper.text(
        (Role::Quiet, ""),
        Role::Quiet,
        "No row is chosen for you. Leaving without buying is a good outcome.",
    );
}

/// Something may fit and nothing is sure to: what would have to change for one that is.
pub(super) fn nothing_surely_fits(paper: &mut Paper, app: &App, case: &Case) {
    let Some(outlook) = case.outlook.as_ref() else {
        return;
    };
    if outlook.ways.is_empty() {
        return;
    }
    paper.gap();
    paper.heading("Smallest changes after which one surely fits (nothing is saved)");
    for (n, row) in app.help_rows().into_iter().enumerate() {
        if let HelpRow::Way(way) = row
            && let Some(words) = way_words(case, way)
        {
            paper.choice(app.cursor == n + 1, n, &words);
        }
    }
    untried(paper, case);
}

/// A way out as answers, and what comes of it; `None` where no answers bring it about.
fn way_words(case: &Case, way: usize) -> Option<String> {
    let trial = case.outlook.as_ref()?.ways.get(way)?.trial.as_ref()?;
    let view = case.view();
    let best = view.entry(trial.best).map(|entry| entry.label());
    let words = view.scenario_words(&trial.scenario, &case.interview);
    let fit = fit_words(trial.fit);
    Some(format!("{words}: {fit}, best {}", best.unwrap_or_default()))
}

/// The rows that can be taken, and the changes that no answer brings about.
fn rows(paper: &mut Paper, app: &App, case: &Case) {
    let Some(outlook) = &case.outlook else {
        paper.gap();
        paper.heading("Smallest changes that help (nothing is saved)");
        return paper.line(Role::Quiet, &format!("  {PENDING}"));
    };
    let mut heading = "";
    for (n, row) in app.help_rows().into_iter().enumerate() {
        let (above, text) = match row {
            HelpRow::Change(_) => continue,
            HelpRow::Way(way) => {
                let Some(words) = way_words(case, way) else {
                    continue;
                };
                ("Smallest changes that help (nothing is saved)", words)
            }
            HelpRow::Misses => (
                "Keep every must",
                "See the nearest misses side by side".to_owned(),
            ),
            HelpRow::Stays => ("Or end it here (recorded at once)", stays(case)),
            HelpRow::NothingFits => (
                "Or end it here (recorded at once)",
                "Nothing fits: save that, and note the unmet need".to_owned(),
            ),
        };
        if above != heading {
            heading = above;
            paper.gap();
            paper.heading(above);
        }
        paper.choice(app.cursor == n + 1, n, &text);
        let last_way = matches!(row, HelpRow::Way(_))
            && !matches!(app.help_rows().get(n + 1), Some(HelpRow::Way(_)));
        if last_way {
            untried(paper, case);
        }
    }
    if outlook.ways.iter().all(|way| way.trial.is_none()) {
        paper.gap();
        untried(paper, case);
    }
}

/// Ways out that no single answer brings about, in words, and how many more there are.
fn untried(paper: &mut Paper, case: &Case) {
    let Some(outlook) = &case.outlook else { return };
    let Some(sure) = &case.sure else { return };
    let sentences = case.view().way_sentences(sure);
    for (sentence, _) in sentences
        .iter()
        .zip(&outlook.ways)
        .filter(|(_, way)| way.trial.is_none())
    {
        paper.text((Role::Accent, "  ~ "), Role::Text, sentence);
    }
    if let Some(more) = case.view().more_ways(sure) {
        paper.line(Role::Quiet, &format!("  {more}"));
    }
}

fn stays(case: &Case) -> String {
    let musts = case.needs.musts.len();
    match case.view().status_quo() {
        Some(now) => {
            let missed = match &now.standing {
                Standing::Misses(missed) => missed.len(),
                Standing::Fits | Standing::Ask(_) => 0,
            };
            format!(
                "Stay with {}: meets {} of {musts} musts",
                now.name,
                musts.saturating_sub(missed)
            )
        }
        None => "Stay with what they have".to_owned(),
    }
}

fn conflicts(paper: &mut Paper, case: &Case) {
    let conflicts = case.view().conflicts(CONFLICTS);
    for musts in &conflicts {
        let words: Vec<String> = musts.iter().map(ToString::to_string).collect();
        let (lead, words) = match words.as_slice() {
            [alone] => ("Nothing has: ", alone.clone()),
            together => ("Cannot be had together: ", together.join(" + ")),
        };
        paper.text((Role::Bad, lead), Role::Text, &words);
    }
}

fn nearest(paper: &mut Paper, case: &Case) {
    paper.gap();
    paper.heading("Nearest misses");
    for entry in case.view().near_misses(MISSES) {
        paper.text((Role::Text, "  "), Role::Text, &entry.label());
        if let Standing::Misses(missed) = &entry.standing {
            for must in missed {
                paper.text((Role::Bad, "    X misses "), Role::Text, must);
            }
        }
    }
}
