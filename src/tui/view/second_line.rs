//! The line that says what matters now: trouble, a notice, or where the talk stands.

use crate::command::{Command, Place};
use crate::interview::Outcome;
use crate::present::{full_name, outcome_words};
use crate::tui::app::{App, Case};
use crate::tui::glyphs::PENDING;
use crate::tui::text::width;
use crate::tui::theme::Role;

/// The line for a screen with `room` cells for it.
pub(super) fn second_line(app: &App, room: usize) -> (Role, String) {
    if let Some(trouble) = &app.trouble {
        return (Role::Bad, format!("! {trouble}"));
    }
    if let Some(notice) = &app.notice {
        return (Role::Warn, notice.to_string());
    }
    if let Some(trying) = app.trying.as_ref().filter(|_| app.place == Place::Change) {
        let words = format!("Not kept yet: {}", trying.words);
        return (Role::Warn, words);
    }
    if let Some(trying) = &app.trying {
        let words = format!(
            "TRY, nothing is saved; {} keeps it: {}",
            app.key_for(Command::Done),
            trying.words
        );
        return (Role::Warn, words);
    }
    if let (Place::Compare, Some(coming), Some(case)) = (app.place, app.table.coming, &app.case) {
        let name = full_name(&case.catalog, coming);
        let most = app.table.offerings.len();
        let words = format!("Which goes for {name}? 1-{most}; Backspace leaves it out.");
        return (Role::Warn, words);
    }
    if let Some(elsewhere) = app.elsewhere() {
        let words = format!(
            "Only looked at: {elsewhere}. {} tries to take it over.",
            app.key_for(Command::Hold)
        );
        return (Role::Warn, words);
    }
    if let (Place::Past, Some(id)) = (app.place, app.aside()) {
        let back = app.key_for(Command::Back);
        let words = format!("Case {id} waits; {back} goes on with it where it stood.");
        return (Role::Warn, words);
    }
    let Some(case) = &app.case else {
        return (
            Role::Quiet,
            "The customer's advisor: every seller, side by side.".to_owned(),
        );
    };
    let (role, mut phrases) = standing(app, case);
    if let Some(decided) = case.interview.outcome() {
        phrases.insert(0, decision(case, decided));
    }
    (role, whole(&phrases, room))
}

/// A phrase in its wordings, the longest first.
pub(super) type Phrase = Vec<String>;

/// As many phrases as fit whole into `room` cells, each in its longest wording that does. The first is always there.
pub(super) fn whole(phrases: &[Phrase], room: usize) -> String {
    let mut line = String::new();
    for phrase in phrases {
        let lead = if line.is_empty() { "" } else { "; " };
        let left = room.saturating_sub(width(&line) + width(lead));
        let fits = |wording: &&String| width(wording) <= left;
        let wording = phrase.iter().find(fits);
        let wording = wording.or_else(|| phrase.last().filter(|_| line.is_empty()));
        if let Some(wording) = wording {
            line.push_str(lead);
            line.push_str(wording);
        }
    }
    line
}

/// What the customer decided.
fn decision(case: &Case, outcome: &Outcome) -> Phrase {
    let words = outcome.words();
    let short = "Decided".to_owned();
    let Outcome::Chose { offering } = outcome else {
        let long = format!("Decided: {}", outcome_words(&case.catalog, outcome));
        return vec![long, format!("Decided: {words}"), short];
    };
    let mut offerings = case.catalog.offerings.iter();
    let position = offerings.position(|own| own.id == *offering);
    let name = position.map(|position| full_name(&case.catalog, position));
    let long = name.map(|name| format!("Decided: {words} {name}"));
    long.into_iter().chain([short]).collect()
}

/// Where the talk stands: whether it can stop, how many fit, what is first.
fn standing(app: &App, case: &Case) -> (Role, Vec<Phrase>) {
    let catalog = &case.catalog;
    let all = catalog.offerings.len();
    let noun = if all == 1 {
        &catalog.offering.one
    } else {
        &catalog.offering.many
    };
    let Some(first) = case.view().entries(1).into_iter().next() else {
        let none = format!("None of {all} {noun} meets every must.");
        let way = match app.place {
            Place::Why => "A digit tries a change.".to_owned(),
            _ => format!("{} shows what helps.", app.key_for(Command::Why)),
        };
        let short = format!("None of {all} meets every must.");
        let wordings = vec![format!("{none} {way}"), format!("None fits. {way}"), short];
        return (Role::Warn, vec![wordings]);
    };
    let may = case.advice.ranked.iter().filter(|r| r.open != 0).count();
    let fit = match (case.advice.ranked.len() - may, may) {
        (fitting, 0) => vec![format!("{fitting} of {all} fit")],
        (0, may) => vec![
            format!("{may} of {all} may fit, none is sure to"),
            format!("{may} of {all} may fit"),
        ],
        (fitting, may) => vec![
            format!("{fitting} of {all} fit, {may} may"),
            format!("{fitting} of {all} fit"),
        ],
    };
    let mut phrases: Vec<Phrase> = if case.interview.outcome().is_some() {
        // Whether to stop is no question any more.
        Vec::new()
    } else {
        case.sure.as_ref().map_or_else(
            || vec![vec![format!("Can stop now: {PENDING}")]],
            |sure| case.view().stop_phrases(sure),
        )
    };
    phrases.push(fit);
    phrases.push(vec![format!("first is {}", first.label())]);
    (Role::Quiet, phrases)
}
