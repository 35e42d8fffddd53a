//! The advice as one JSON object, in the shape on which scripts depend: fields are only ever added.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::catalog::plain;
use crate::domain::{Answer, Cell, Id, SafeText};
use crate::interview::{Flow, Interview, Scenario, Status};
use crate::ranking::out_of;

use super::changes::WouldChange;
use super::entry::{Entry, Standing};
use super::sure::Sure;
use super::view::View;
use super::ways::Way;

/// Version of the engine: advice of the same version, catalog edition and answers is the same, byte for byte.
pub const ENGINE: &str = "3";

/// What the readings are not: said with every figure of them.
pub const DOES_NOT_SAY: &str =
    "It says nothing about how good it will be; only how steady this order is.";

/// How many of those that miss a must-have are listed, the nearest first.
const NEAREST: usize = 8;

/// The advice as scripts read it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    catalog: Value,
    answers: Value,
    ranking: Vec<Value>,
    excluded: Value,
    confidence: Option<Value>,
    would_change: Vec<Value>,
    relaxations: Vec<Value>,
    status_quo: Option<Value>,
    questions: Value,
    coverage: Value,
    engine: Value,
}

/// Puts the report together; `top` offerings at most, one per model line. `sure` belongs to the same advice.
#[must_use]
pub fn report(
    view: &View<'_>,
    sure: &Sure,
    interview: &Interview,
    flow: &Flow,
    top: usize,
) -> Report {
    let catalog = view.catalog;
    let (missing, cells) = catalog.missing_cells();
    let open: Vec<&Id> = flow
        .with(Status::Open)
        .chain(flow.with(Status::PutOff))
        .filter_map(|position| catalog.questions.get(position))
        .map(|question| &question.id)
        .collect();
    let id = |position: usize| catalog.questions.get(position).map(|question| &question.id);
    let next = sure.next().or_else(|| flow.next(None)).and_then(id);
    let head_to_head = sure.pair.as_ref().map(|pair| {
        let pair = view.pair(pair);
        [pair.one, pair.other].map(|offering| id_of(view, offering))
    });
    let first = view.advice.ranked.first();
    let dominated = first.map_or_else(Vec::new, |first| view.dominated_by(first.offering));
    let matter: Vec<&Id> = sure.can_change_first().filter_map(id).collect();
    Report {
        catalog: json!({
            "id": catalog.id,
            "title": catalog.title,
            "edition": catalog.edition,
            "as_of": catalog.as_of.to_string(),
            "fingerprint": catalog.fingerprint,
            "offerings": catalog.offerings.len(),
            "cells": cells,
            "missing_cells": missing,
        }),
        answers: answers(view, interview, flow),
        ranking: view
            .entries(top)
            .iter()
            .map(|entry| ranked(view, sure, &dominated, entry))
            .collect(),
        excluded: excluded(view),
        confidence: confidence(view, sure),
        would_change: view
            .would_change(sure, interview, flow)
            .iter()
            .map(|change| would_change(view, change))
            .collect(),
        relaxations: view
            .ways(sure, interview)
            .iter()
            .map(|way| relaxation(view, way))
            .collect(),
        status_quo: view.status_quo().map(|entry| {
            let mut kept = ranked(view, sure, &dominated, &entry);
            if let (Some(object), Some(rule)) = (kept.as_object_mut(), &sure.keep) {
                object.insert("change_recommended".to_owned(), rule.change.into());
            }
            kept
        }),
        questions: json!({
            "open": open,
            "can_change_first": matter,
            "next": next,
            "head_to_head": head_to_head,
            "can_stop": sure.ahead.can_stop,
            "enough": sure.ahead.enough,
            "loss_if_stopped": f64::from(sure.ahead.loss) / 100.0,
        }),
        coverage: json!({
            "covers": catalog.coverage.covers,
            "sellers": catalog.sellers.iter().map(|seller| &seller.name).collect::<Vec<_>>(),
            "not_covered": catalog.coverage.missing,
            "interests": {
                "general": catalog.interests.general,
                "own": catalog.interests.own,
                "others": catalog.interests.others,
            },
        }),
        engine: json!({ "version": ENGINE, "seed": format!("{:016x}", view.case.needs.tie_seed) }),
    }
}

fn answers(view: &View<'_>, interview: &Interview, flow: &Flow) -> Value {
    let answers = interview.answers();
    let questions = view.catalog.questions.iter().zip(&flow.status);
    let mut given = Map::new();
    let mut unused = Vec::new();
    let mut not_asked = Vec::new();
    for (question, status) in questions {
        match (answers.get(&question.id), status) {
            (Some(answer), status) => {
                given.insert(question.id.to_string(), answer_json(answer));
                if *status == Status::NoLongerUsed {
                    unused.push(&question.id);
                }
            }
            (None, Status::Open | Status::PutOff) => not_asked.push(&question.id),
            (None, _) => {}
        }
    }
    let assumed: Map<String, Value> = view
        .case
        .assumed
        .iter()
        .filter_map(|&position| view.catalog.questions.get(position))
        .filter_map(|question| {
            Some((
                question.id.to_string(),
                plain::plain(question.assume.as_ref()?),
            ))
        })
        .collect();
    let choices: Vec<Value> = interview
        .choices()
        .map(|choice| match choice.decided() {
            Some((preferred, over)) => {
                json!({ "preferred": preferred.offering, "over": over.offering })
            }
            None => json!({ "undecided": [choice.one.offering, choice.other.offering] }),
        })
        .collect();
    json!({
        "given": given,
        "no_longer_used": unused,
        "not_asked": not_asked,
        "assumed": assumed,
        "choices": choices,
    })
}

/// An answer as `--answers` takes it.
#[must_use]
pub fn answer_json(answer: &Answer) -> Value {
    let mut object = Map::new();
    object.insert("value".to_owned(), plain::plain(&answer.value));
    if let Some(level) = answer.importance {
        object.insert("importance".to_owned(), level.word().into());
    }
    object.insert("provenance".to_owned(), answer.provenance.word().into());
    object.insert("certainty".to_owned(), json!(answer.certainty));
    object.into()
}

fn ranked(view: &View<'_>, sure: &Sure, dominated: &[bool], entry: &Entry) -> Value {
    let contributions: Vec<Value> = view
        .catalog
        .criteria
        .iter()
        .zip(&entry.contributions)
        .zip(&view.case.needs.points)
        .filter(|(_, points)| **points > 0)
        .map(|((criterion, &hundredths), _)| {
            json!({ "criterion": criterion.id, "points": decimal(hundredths) })
        })
        .collect();
    let computed: Map<String, Value> = entry
        .computed
        .iter()
        .filter_map(|(column, figure)| {
            let attribute = view.catalog.attributes.get(*column)?;
            let value = figure.cell.as_ref().map_or(Value::Null, cell_json);
            Some((attribute.id.to_string(), rounded(value, attribute.decimals)))
        })
        .collect();
    let ask: &[SafeText] = match &entry.standing {
        Standing::Ask(open) => open,
        Standing::Fits | Standing::Misses(_) => &[],
    };
    json!({
        "rank": entry.rank,
        "tied": entry.tied,
        "id": entry.id,
        "name": entry.name,
        "seller": entry.seller,
        "own": entry.own,
        "line": entry.line,
        "others_in_line": entry.others_in_line,
        "score": decimal(entry.score),
        "first_in": sure.readings.first_in_10(entry.offering),
        "rank_acceptability": acceptability(sure, entry),
        "violates": view.unmet(entry),
        "dominated_by_first": dominated.get(entry.offering),
        "best_for": best_for(view, sure, entry),
        "ask_the_seller": ask,
        "contributions": contributions,
        "computed": computed,
        "pros": entry.pros,
        "cons": entry.cons,
        "caveats": entry.caveats.iter().map(|said| &said.text).collect::<Vec<_>>(),
        "facts_age": { "oldest_source": entry.oldest_fact.map(|date| date.to_string()) },
    })
}

/// Shares of the readings in which it has the first, second, .. place, in hundredths; only for the best few.
fn acceptability(sure: &Sure, entry: &Entry) -> Vec<u16> {
    let standing = sure
        .readings
        .best
        .iter()
        .find(|standing| standing.offering == entry.offering);
    standing.map_or_else(Vec::new, |standing| {
        standing
            .ranks
            .iter()
            .map(|&mass| out_of(100, mass, sure.readings.whole))
            .collect()
    })
}

/// The priorities of those for whom it is best: shares of the criteria in hundredths, largest first; null where too few readings
/// have it first.
fn best_for(view: &View<'_>, sure: &Sure, entry: &Entry) -> Option<Vec<Value>> {
    let best = &sure.readings.best;
    let standing = best.iter().find(|s| s.offering == entry.offering)?;
    let central = standing.central.as_ref()?;
    let mut shares: Vec<(u32, &Id)> = central
        .iter()
        .zip(&view.catalog.criteria)
        .map(|(millionths, criterion)| ((millionths + 5_000) / 10_000, &criterion.id))
        .filter(|(share, _)| *share > 0)
        .collect();
    shares.sort_by_key(|(share, _)| std::cmp::Reverse(*share));
    let each = shares
        .into_iter()
        .map(|(share, id)| json!({ "criterion": id, "share": share }));
    Some(each.collect())
}

fn confidence(view: &View<'_>, sure: &Sure) -> Option<Value> {
    let confidence = sure.readings.confidence?;
    Some(json!({
        "word": confidence.word.word(),
        "n_in_10": confidence.n_in_10,
        "near_best_in_10": confidence.near_in_10,
        "readings": confidence.readings,
        "too_close_to": view.too_close_to(sure),
        "says": view.sure_words(sure),
        "does_not_say": DOES_NOT_SAY,
    }))
}

fn id_of<'a>(view: &View<'a>, offering: usize) -> Option<&'a Id> {
    view.catalog
        .offerings
        .get(offering)
        .map(|offering| &offering.id)
}

fn would_change(view: &View<'_>, change: &WouldChange) -> Value {
    json!({
        "change": { "kind": change.kind, "id": change.id, "from": change.from, "to": change.to },
        "new_first": id_of(view, change.new_first),
        "answers": change.scenario.as_ref().map(answers_of),
    })
}

fn relaxation(view: &View<'_>, way: &Way) -> Value {
    let changes: Vec<Value> = way
        .changes
        .iter()
        .map(|(_, from, to)| json!({ "need": from, "from": from, "to": to }))
        .collect();
    let trial = way.trial.as_ref().map(|trial| {
        let best = id_of(view, trial.best);
        json!({ "answers": answers_of(&trial.scenario), "fit": trial.fit, "best": best })
    });
    json!({ "changes": changes, "fit": way.fit, "best": id_of(view, way.best), "with_answers": trial })
}

/// The answers of a scenario as `--answers` takes them.
fn answers_of(scenario: &Scenario) -> Value {
    let answers = scenario.answers.iter();
    let each = answers.map(|(id, answer)| (id.to_string(), answer_json(answer)));
    Value::Object(each.collect())
}

fn excluded(view: &View<'_>) -> Value {
    let by_need: Map<String, Value> = view
        .case
        .musts
        .iter()
        .zip(&view.advice.excluded_by)
        .map(|(must, &count)| (must.text.to_string(), count.into()))
        .collect();
    let nearest: Vec<Value> = view
        .near_misses(NEAREST)
        .iter()
        .map(|entry| json!({ "id": entry.id, "violates": view.unmet(entry) }))
        .collect();
    json!({ "count": view.advice.excluded.len(), "by_need": by_need, "nearest": nearest })
}

/// Hundredths as a decimal with two digits.
fn decimal(hundredths: u32) -> Value {
    (f64::from(hundredths) / 100.0).into()
}

fn cell_json(cell: &Cell) -> Value {
    match cell {
        Cell::Number(figure) => plain::number(*figure),
        Cell::YesNo(is) => (*is).into(),
        Cell::Choice(option) => (*option).into(),
        Cell::Text(text) => text.as_str().into(),
        Cell::Date(date) => date.to_string().into(),
    }
}

/// A figure with as many digits as the column shows: what is printed is what is written.
fn rounded(value: Value, decimals: u8) -> Value {
    match value.as_f64() {
        Some(figure) if value.is_f64() => format!("{figure:.*}", usize::from(decimals))
            .parse::<f64>()
            .map_or(value, plain::number),
        _ => value,
    }
}
