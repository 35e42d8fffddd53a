//! What a colleague needs who takes the conversation over.

use jiff::civil::Date;

use crate::catalog::Catalog;
use crate::domain::SafeText;
use crate::interview::{Interview, NoteKind, Outcome};
use crate::present::{Entry, NeedWeight, Standing, Sure, View, tenths_words, uncapped};

use super::super::handover::{Accepted, Action, Handover, Spoken, State};
use super::offerings::full_name;

/// How many must-haves, and how many wishes, the gist names.
const NAMED: usize = 3;
/// How many changes that would put another one first are told.
const CHANGES: usize = 2;

/// What the hand-over is made from, besides the view.
pub(super) struct Basis<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) interview: &'a Interview,
    pub(super) sure: &'a Sure,
    pub(super) entries: &'a [Entry],
    /// The decision in a sentence.
    pub(super) decision: Option<&'a SafeText>,
    /// What would put another one first, a sentence each.
    pub(super) would_change: &'a [SafeText],
}

pub(super) fn handover(basis: &Basis<'_>) -> Handover {
    let actions = actions(basis.interview);
    let by = actions.iter().filter_map(|action| action.by).min();
    let gist = [needs(basis.view).into(), outcome(basis).into()];
    Handover {
        state: state(basis, by),
        by,
        spoken: spoken(basis, &gist, &actions),
        gist,
        if_then: if_then(basis),
        accepted: accepted(basis.interview),
        actions,
    }
}

fn state(basis: &Basis<'_>, by: Option<Date>) -> State {
    let catalog = basis.view.catalog;
    match basis.interview.outcome() {
        Some(Outcome::Chose { offering }) if goes_elsewhere(catalog, offering.as_str()) => {
            State::GoElsewhere
        }
        Some(Outcome::Chose { .. } | Outcome::Stays) => State::Decided,
        Some(Outcome::NothingFits | Outcome::Referred { .. }) => State::GoElsewhere,
        Some(Outcome::Thinks | Outcome::Left) | None if by.is_some() => State::Urgent,
        Some(Outcome::Thinks | Outcome::Left) | None => {
            let steady = basis.sure.readings.confidence;
            let leans = steady.is_some_and(|steady| steady.n_in_10 >= SURE && !steady.too_close);
            if leans && !basis.view.is_unconfirmed() {
                State::Leaning
            } else {
                State::Open
            }
        }
    }
}

/// Whether an offering is another company's, where the catalog knows own ones, and not what the customer has.
fn goes_elsewhere(catalog: &Catalog, id: &str) -> bool {
    let any_own = catalog.sellers.iter().any(|seller| seller.own);
    let kept = catalog.status_quo.as_ref().map(|kept| kept.offering);
    catalog.offering(id).is_some_and(|(position, offering)| {
        any_own && !catalog.is_own(offering) && kept != Some(position)
    })
}

/// What the customer needs: must-haves apart from wishes.
fn needs(view: &View<'_>) -> String {
    let lines = view.need_lines();
    let texts = |of_musts: bool| -> Vec<String> {
        let lines = lines.iter();
        let lines = lines.filter(|line| (line.weight == NeedWeight::Must) == of_musts);
        lines.map(|line| line.text.to_string()).collect()
    };
    let (musts, wishes) = (texts(true), texts(false));
    match (named(&musts), named(&wishes)) {
        (None, None) => "The customer has said nothing that weighs yet.".to_owned(),
        (Some(musts), None) => format!("The customer must have: {musts}."),
        (None, Some(wishes)) => format!("What matters most to the customer: {wishes}."),
        (Some(musts), Some(wishes)) => {
            format!("The customer must have: {musts}; what matters most: {wishes}.")
        }
    }
}

/// The first of a list, and how many more there are; `None` of an empty one.
fn named(all: &[String]) -> Option<String> {
    let first: Vec<&str> = all.iter().take(NAMED).map(String::as_str).collect();
    let more = all.len().saturating_sub(NAMED);
    match (first.is_empty(), more) {
        (true, _) => None,
        (false, 0) => Some(first.join(", ")),
        (false, more) => Some(format!("{} and {more} more", first.join(", "))),
    }
}

/// What came of it: the decision, and what comes first.
fn outcome(basis: &Basis<'_>) -> String {
    let view = basis.view;
    let first = match basis.entries.first() {
        Some(first) => {
            let shared = if first.tied {
                "shares first place"
            } else {
                "comes first"
            };
            format!("{} {shared}{}", full_name(first), steadiness(basis))
        }
        None => nothing_fits(view),
    };
    let chosen = match basis.interview.outcome() {
        Some(Outcome::Chose { offering }) => Some(offering),
        _ => None,
    };
    let took_first = basis
        .entries
        .first()
        .is_some_and(|first| chosen == Some(&first.id));
    match basis.decision {
        Some(decision) if took_first => {
            format!("{}{}.", decision.trim_end_matches('.'), steadiness(basis))
        }
        Some(decision) => format!("{}; {first}.", decision.trim_end_matches('.')),
        None => format!("No decision yet; {first}."),
    }
}

/// ` (likely: first in 8 of 10 readings)`; empty where nothing was read.
fn steadiness(basis: &Basis<'_>) -> String {
    let Some(steady) = basis.sure.readings.confidence else {
        return String::new();
    };
    let word = if basis.view.is_unconfirmed() {
        "may fit"
    } else {
        steady.word.word()
    };
    format!(" ({word}: first in {})", tenths_words(steady.n_in_10))
}

fn nothing_fits(view: &View<'_>) -> String {
    let nearest = view.near_misses(1).into_iter().next();
    let nearest = nearest.and_then(|entry| match &entry.standing {
        Standing::Misses(missed) => {
            let missed: Vec<&str> = missed.iter().map(SafeText::as_str).collect();
            Some(format!(
                ", the nearest is {}, which misses: {}",
                full_name(&entry),
                missed.join(", ")
            ))
        }
        Standing::Fits | Standing::Ask(_) => None,
    });
    let one = &view.catalog.offering.one;
    format!(
        "no {one} meets every must-have{}",
        nearest.unwrap_or_default()
    )
}

/// What we promised, then what the customer is going to do; each by the day it is due.
fn actions(interview: &Interview) -> Vec<Action> {
    let of = |kind: NoteKind| {
        let notes = interview
            .notes()
            .iter()
            .filter(move |note| note.kind == kind);
        notes.map(move |note| Action {
            ours: kind == NoteKind::WePromised,
            what: note.text.clone(),
            by: day_in(&note.text),
        })
    };
    let mut actions: Vec<Action> = of(NoteKind::WePromised).collect();
    actions.extend(of(NoteKind::CustomerDoes));
    actions.sort_by_key(|action| (!action.ours, action.by.unwrap_or(Date::MAX)));
    actions
}

/// The last day that a text names as `2025-12-01`.
pub(in crate::transcript) fn day_in(text: &str) -> Option<Date> {
    let words = text.split(|c: char| !c.is_ascii_digit() && c != '-');
    words.rev().find_map(|word| word.parse().ok())
}

fn if_then(basis: &Basis<'_>) -> Vec<SafeText> {
    let catalog = basis.view.catalog;
    let mut lines: Vec<SafeText> = basis.would_change.iter().take(CHANGES).cloned().collect();
    let matter = basis.sure.can_change_first();
    let labels: Vec<String> = matter
        .filter_map(|position| catalog.questions.get(position))
        .map(|question| question.label.to_string())
        .collect();
    if let Some(labels) = named(&labels).filter(|_| basis.interview.outcome().is_none()) {
        lines.push(format!("When they call again, ask first: {labels}.").into());
    }
    let again = format!(
        "When they call again, check the figures: they are as of {}.",
        catalog.as_of
    );
    lines.push(again.into());
    lines
}

fn accepted(interview: &Interview) -> Vec<Accepted> {
    let all = interview.accepted().iter();
    all.map(|(at, accepted)| Accepted {
        at: *at,
        by: accepted.by.clone(),
        summary: accepted.summary.clone(),
    })
    .collect()
}

/// Most words of fifteen seconds, and of thirty, at 180 words a minute.
const FIFTEEN_SECONDS: usize = 45;
const THIRTY_SECONDS: usize = 90;
/// Most words of the one sentence about the catch.
const ONE_SENTENCE: usize = 25;

fn spoken(basis: &Basis<'_>, gist: &[SafeText; 2], actions: &[Action]) -> Spoken {
    let title = uncapped(&basis.view.catalog.title);
    let [needs, outcome] = gist;
    let mut transfer = vec![format!("This is about {title}."), outcome.to_string()];
    transfer.extend(
        actions
            .first()
            .map(|action| format!("{}.", action.words().trim_end_matches('.'))),
    );
    transfer.push(needs.to_string());
    let caveat = match basis.entries.first() {
        None => "Nothing fits, so nothing should be bought today.".to_owned(),
        Some(first) => first.downsides().first().map_or_else(
            || "We know of no catch: ask the seller for one.".to_owned(),
            |caveat| format!("The catch: {caveat}"),
        ),
    };
    Spoken {
        transfer: within(FIFTEEN_SECONDS, &transfer),
        recommendation: within(THIRTY_SECONDS, &recommendation(basis, &caveat)),
        caveat: within(ONE_SENTENCE, &[caveat]),
    }
}

fn recommendation(basis: &Basis<'_>, caveat: &str) -> Vec<String> {
    let Some(first) = basis.entries.first() else {
        let one = &basis.view.catalog.offering.one;
        return vec![
            format!("No {one} we know of meets everything you must have."),
            "You can bend on one of these points, or keep what you have.".to_owned(),
        ];
    };
    let mut sentences = vec![
        comes_first(basis, &first.full_name()),
        caveat.to_owned(),
        if first.own {
            "We earn from this one; the order does not count that.".to_owned()
        } else {
            "We earn nothing on it.".to_owned()
        },
    ];
    sentences.extend(
        first
            .pros
            .first()
            .map(|good| format!("What is good: {good}")),
    );
    let adviser = basis.view.recommended(basis.interview);
    sentences.extend(adviser.map(|adviser| {
        let reason = adviser.reason.trim_end_matches(['.', ' ']);
        format!("My own recommendation is {}: {reason}.", adviser.name())
    }));
    let others: Vec<String> = basis
        .entries
        .iter()
        .skip(1)
        .take(2)
        .map(|entry| {
            let ours = if entry.own { ", one of ours" } else { "" };
            format!("{}{ours}", entry.full_name())
        })
        .collect();
    if !others.is_empty() {
        sentences.push(format!("Next comes {}.", others.join(", then ")));
    }
    sentences
}

/// Readings of ten from which on the first place fits best, and does not only come first.
const SURE: u8 = 6;

/// What comes first, no surer than it is.
fn comes_first(basis: &Basis<'_>, name: &str) -> String {
    let view = basis.view;
    if view.is_unconfirmed() {
        let one = &view.catalog.offering.one;
        return format!(
            "No {one} is known to meet everything you must have. {name} may; we have to ask."
        );
    }
    let steady = basis.sure.readings.confidence;
    if steady.is_none_or(|steady| steady.n_in_10 >= SURE && !steady.too_close) {
        return format!("On what you told me, {name} fits you best.");
    }
    match view.too_close_to(basis.sure) {
        Some(rival) => format!(
            "On what you told me, {name} comes first, but it is too close to call between it and {rival}."
        ),
        None => format!("On what you told me, {name} comes first, but not by much."),
    }
}

/// As many whole sentences as stay within `most` words; the first always, cut where it alone is longer.
fn within(most: usize, sentences: &[String]) -> SafeText {
    let mut spoken: Vec<&str> = Vec::new();
    for sentence in sentences {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        if spoken.len() + words.len() <= most {
            spoken.extend(words);
        } else if spoken.is_empty() {
            spoken.extend(words.into_iter().take(most.saturating_sub(1)));
            spoken.push("..");
        }
    }
    spoken.join(" ").into()
}
