//! The order so far, and what the last answer changed in it, in sentences.

use crate::present::{Standing, points};
use crate::tui::app::{App, Case};

/// How many places are told.
const PLACES: usize = 5;
/// How many downsides of each.
const DOWNSIDES: usize = 2;
/// How many movements are told.
const MOVES: usize = 3;

/// The first places with what stands against each, and how sure the first is. The numbers are those that `compare` takes.
#[must_use]
pub fn order(app: &App) -> Vec<String> {
    let Some(case) = &app.case else {
        return Vec::new();
    };
    let view = case.view();
    let mut lines = Vec::new();
    let entries = view.entries(PLACES);
    for (n, entry) in entries.iter().enumerate() {
        let now = if entry.now {
            ", what the customer has"
        } else {
            ""
        };
        let tied = if entry.tied { ", place shared" } else { "" };
        lines.push(format!(
            "{}. {}{now}: {} of 100{tied}.",
            n + 1,
            entry.label(),
            points(entry.score)
        ));
        let against = entry.downsides();
        lines.extend(
            against
                .iter()
                .take(DOWNSIDES)
                .map(|words| format!("Against: {words}")),
        );
    }
    if entries.is_empty() {
        lines.push("Nothing fits: nothing meets every must. why says what helps.".to_owned());
        for entry in view.near_misses(MOVES) {
            if let Standing::Misses(missed) = &entry.standing {
                let missed: Vec<String> = missed.iter().map(ToString::to_string).collect();
                lines.push(format!(
                    "Nearest: {} misses {}.",
                    entry.label(),
                    missed.join("; ")
                ));
            }
        }
    }
    if let Some(now) = view.status_quo()
        && entries.iter().all(|entry| !entry.now)
    {
        lines.push(format!(
            "Now: {}: {} of 100.",
            now.label(),
            points(now.score)
        ));
    }
    lines.extend(sure(case));
    let musts = case.needs.musts.iter().zip(&case.advice.excluded_by);
    lines.extend(
        musts
            .filter(|(_, count)| **count > 0)
            .map(|(must, count)| format!("Out: {count}, {}.", must.text)),
    );
    lines
}

fn sure(case: &Case) -> Option<String> {
    let sentence = case.sure_sentence()?;
    Some(format!("How sure: {sentence}"))
}

/// What is first now and how sure that is, and what moved with the last answer.
#[must_use]
pub fn changed(app: &App) -> Vec<String> {
    let Some(case) = &app.case else {
        return Vec::new();
    };
    let first = case.view().entries(1).into_iter().next();
    let mut lines = Vec::new();
    let fresh = case.movement.as_ref();
    match (&first, fresh.is_some_and(|movement| movement.first_changed)) {
        (None, _) => lines.push("First: nothing meets every must; why says what helps.".to_owned()),
        (Some(first), true) => lines.push(format!("First: now {}.", first.label())),
        (Some(first), false) => lines.push(format!("First: unchanged, {}.", first.label())),
    }
    lines.extend(sure(case));
    if let Some(movement) = fresh {
        for moved in movement.moves.iter().take(MOVES) {
            let (from, to) = (moved.from.words(), moved.to.words());
            lines.push(format!("Moved: {} from {from} to {to}.", moved.name));
        }
        let (before, now) = movement.fitting;
        if before != now {
            lines.push(format!("Fitting: {now}, before {before}."));
        }
    }
    let phrases = case.sure.as_ref();
    let phrases = phrases.map(|sure| case.view().stop_phrases(sure));
    lines.extend(phrases.map(|phrases| {
        let longest = phrases.iter().filter_map(|wordings| wordings.first());
        let longest: Vec<&str> = longest.map(String::as_str).collect();
        format!("{}.", longest.join("; "))
    }));
    lines
}
