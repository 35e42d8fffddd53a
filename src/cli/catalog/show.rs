//! `candor catalog show`.

use std::path::Path;

use serde_json::{Value, json};

use crate::catalog::{AnswerKind, Catalog, Kind};
use crate::cli::args::ListFormat;
use crate::cli::output::{Failure, Output, json as written};
use crate::config::Config;
use crate::domain::SafeText;
use crate::ranking::{Ideal, Scale};

use super::{open, sheet};

/// Shows what a catalog asks, judges and knows.
///
/// # Errors
/// [`Failure`] when the catalog is not there or has mistakes.
pub fn run(config: &Config, name: &Path, format: ListFormat) -> Result<Output, Failure> {
    let catalog = open(config, name)?;
    match format {
        ListFormat::Text => Ok(Output::done(sheet::sheet(config, &catalog))),
        ListFormat::Json => written(&object(&catalog)).map(Output::done),
    }
}

fn object(catalog: &Catalog) -> Value {
    let (missing, facts) = catalog.missing_cells();
    json!({
        "id": catalog.id,
        "title": catalog.title,
        "owner": catalog.owner,
        "edition": catalog.edition,
        "as_of": catalog.as_of.to_string(),
        "fingerprint": catalog.fingerprint,
        "language": catalog.language,
        "currency": catalog.currency.0,
        "questions": questions(catalog),
        "criteria": criteria(catalog),
        "attributes": attributes(catalog),
        "sellers": catalog.sellers.iter().map(|seller| json!({
            "id": seller.id, "name": seller.name, "own": seller.own,
        })).collect::<Vec<_>>(),
        "offerings": catalog.offerings.iter().map(|offering| json!({
            "id": offering.id,
            "name": offering.name,
            "seller": catalog.seller_of(offering).map(|seller| &seller.name),
            "own": catalog.is_own(offering),
            "line": offering.line,
        })).collect::<Vec<_>>(),
        "sources": catalog.sources.iter().map(|source| json!({
            "id": source.id,
            "title": source.title,
            "address": source.address,
            "date": source.date.to_string(),
            "note": source.note,
        })).collect::<Vec<_>>(),
        "coverage": {
            "covers": catalog.coverage.covers,
            "not_covered": catalog.coverage.missing,
        },
        "interests": {
            "general": catalog.interests.general,
            "own": catalog.interests.own,
            "others": catalog.interests.others,
        },
        "cells": facts,
        "missing_cells": missing,
    })
}

fn questions(catalog: &Catalog) -> Vec<Value> {
    catalog
        .questions
        .iter()
        .map(|question| {
            json!({
                "id": question.id,
                "label": question.label,
                "say": question.say,
                "why": question.why,
                "kind": kind_word(&question.kind),
                "options": question.kind.options().map(|option| json!({
                    "id": option.id, "label": option.label,
                })).collect::<Vec<_>>(),
                "seconds": question.seconds,
                "conditional": question.when.is_some(),
            })
        })
        .collect()
}

/// The kind of a question as catalogs write it.
pub(super) const fn kind_word(kind: &AnswerKind) -> &'static str {
    match kind {
        AnswerKind::One { .. } => "one",
        AnswerKind::Several { .. } => "several",
        AnswerKind::YesNo => "yes_no",
        AnswerKind::Number(_) => "number",
        AnswerKind::Money(_) => "money",
        AnswerKind::Range(_) => "range",
        AnswerKind::Order(_) => "order",
        AnswerKind::Level(_) => "level",
        AnswerKind::Words => "words",
    }
}

fn criteria(catalog: &Catalog) -> Vec<Value> {
    catalog
        .criteria
        .iter()
        .zip(catalog.blind().criteria())
        .map(|(info, criterion)| {
            let attribute = catalog.attributes.get(info.attribute);
            json!({
                "id": info.id,
                "label": info.label,
                "attribute": attribute.map(|attribute| &attribute.id),
                "shown": catalog.attributes.get(info.shown).map(|shown| &shown.id),
                "worst": info.ends.0,
                "best": info.ends.1,
                "scale": scale(&criterion.scale),
                "unasked_points": criterion.unasked_points,
            })
        })
        .collect()
}

fn scale(scale: &Scale) -> Value {
    match scale {
        Scale::Linear { worst, best } => json!({ "linear": { "worst": worst, "best": best } }),
        Scale::Piecewise(points) => json!({ "piecewise": points }),
        Scale::Target {
            ideal,
            flat,
            below,
            above,
        } => {
            let ideal: Value = match ideal {
                Ideal::Figure(figure) => json!(figure),
                Ideal::Formula(formula) => json!(SafeText::new(formula.source())),
            };
            json!({ "target": { "ideal": ideal, "flat": flat, "below": below, "above": above } })
        }
        Scale::Categories(values) => json!({ "categories": values }),
        Scale::YesNo { yes, no } => json!({ "yes_no": { "yes": yes, "no": no } }),
    }
}

fn attributes(catalog: &Catalog) -> Vec<Value> {
    catalog
        .attributes
        .iter()
        .map(|attribute| {
            json!({
                "id": attribute.id,
                "label": attribute.label,
                "kind": column_word(&attribute.kind),
                "unit": (!attribute.unit.is_plain()).then(|| attribute.unit.to_string()),
                "source": attribute.source
                    .and_then(|position| catalog.sources.get(position))
                    .map(|source| &source.id),
            })
        })
        .collect()
}

/// The kind of a column as catalogs write it.
pub(super) const fn column_word(kind: &Kind) -> &'static str {
    match kind {
        Kind::Number => "number",
        Kind::Money => "money",
        Kind::YesNo => "yes_no",
        Kind::Choice(_) => "choice",
        Kind::Text => "text",
        Kind::Date => "date",
    }
}
