//! A whole set of answers from JSON, as `candor advise --answers` takes it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::fits::fits;
use crate::catalog::{Catalog, nearest, plain};
use crate::domain::{Answer, Certainty, Id, Importance, Provenance, SafeText};

/// One mistake in a file of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswersError {
    /// The question concerned, or `catalog`.
    pub at: SafeText,
    /// What is wrong.
    pub what: SafeText,
    /// What to do.
    pub hint: SafeText,
}

impl std::fmt::Display for AnswersError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}\n    to do:   {}", self.at, self.what, self.hint)
    }
}

fn error(at: &str, what: impl Into<SafeText>, hint: impl Into<SafeText>) -> AnswersError {
    AnswersError {
        at: at.into(),
        what: what.into(),
        hint: hint.into(),
    }
}

/// What a file of answers says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Given {
    /// The answers, by question.
    pub answers: BTreeMap<Id, Answer>,
    /// Choices between two offerings, positions in the catalog: the one preferred, the other.
    pub choices: Vec<(usize, usize)>,
}

/// Reads `{"catalog": ID, "answers": {QUESTION: VALUE, ..}, "choices": [{"preferred": OFFERING, "over": OFFERING}, ..]}`; choices may
/// be left out.
///
/// A value is an answer in plain form, or an object with `value` and any of `importance`, `provenance` and `certainty`.
///
/// # Errors
/// Every mistake: an unknown question, an option that does not exist, a figure outside its range or above what another answer allows,
/// a wrong type, another catalog.
pub fn from_json(catalog: &Catalog, value: &Value) -> Result<Given, Vec<AnswersError>> {
    let shape = "Write {\"catalog\": \"..\", \"answers\": {\"question\": value}}.";
    let Some(object) = value.as_object() else {
        return Err(vec![error(
            "answers",
            "The file is not an object in braces.",
            shape,
        )]);
    };
    let mut errors = Vec::new();
    for key in object.keys() {
        if !["catalog", "answers", "choices"].contains(&key.as_str()) {
            errors.push(error(key, "This key is not known here.", shape));
        }
    }
    match object.get("catalog").map(Value::as_str) {
        None => {}
        Some(Some(id)) if catalog.id == id => {}
        Some(None) => errors.push(error(
            "catalog",
            "The id of the catalog must be a text.",
            format!("Write \"catalog\": \"{}\".", catalog.id),
        )),
        Some(_) => errors.push(error(
            "catalog",
            format!(
                "These answers are for another catalog than '{}'.",
                catalog.id
            ),
            "Advise with the catalog they were given for, or correct its name in the file.",
        )),
    }
    let mut given = Given::default();
    match object.get("answers").and_then(Value::as_object) {
        None => errors.push(error("answers", "There are no answers in the file.", shape)),
        Some(all) => {
            for (id, value) in all {
                match one(catalog, id, value) {
                    Ok((id, answer)) => {
                        given.answers.insert(id, answer);
                    }
                    Err(error) => errors.push(error),
                }
            }
        }
    }
    for question in &catalog.questions {
        let Some(answer) = given.answers.get(&question.id) else {
            continue;
        };
        if let Err(wrong) = fits(catalog, &given.answers, question, &answer.value) {
            errors.push(error(question.id.as_str(), wrong.what, wrong.hint));
        }
    }
    match choices(catalog, object.get("choices")) {
        Ok(choices) => given.choices = choices,
        Err(error) => errors.push(error),
    }
    if errors.is_empty() {
        Ok(given)
    } else {
        Err(errors)
    }
}

/// Choices between two offerings.
fn choices(catalog: &Catalog, value: Option<&Value>) -> Result<Vec<(usize, usize)>, AnswersError> {
    let shape = "Write {\"preferred\": \"offering\", \"over\": \"offering\"} for each choice.";
    let wrong = |what: &str| error("choices", what, shape);
    let list = match value {
        None => return Ok(Vec::new()),
        Some(value) => value.as_array().ok_or_else(|| wrong("This is no list."))?,
    };
    let offering = |choice: &Map<String, Value>, key: &str| {
        let id = choice.get(key).and_then(Value::as_str);
        let id = id.ok_or_else(|| wrong(&format!("A choice has no '{key}'.")))?;
        let known = || {
            catalog
                .offerings
                .iter()
                .map(|offering| offering.id.as_str())
        };
        known().position(|own| own == id).ok_or_else(|| {
            let hint = nearest(id, known()).map_or_else(
                || format!("`candor catalog show {}` lists them.", catalog.id),
                |near| format!("Did you mean '{near}'?"),
            );
            error(
                "choices",
                format!("There is no offering called '{id}'."),
                hint,
            )
        })
    };
    list.iter()
        .map(|choice| {
            let choice = choice
                .as_object()
                .ok_or_else(|| wrong("A choice is no object."))?;
            if let Some(key) = choice
                .keys()
                .find(|key| !["preferred", "over"].contains(&key.as_str()))
            {
                return Err(wrong(&format!("The key '{key}' is not known here.")));
            }
            let (preferred, over) = (offering(choice, "preferred")?, offering(choice, "over")?);
            if preferred == over {
                return Err(wrong("An offering cannot be chosen over itself."));
            }
            Ok((preferred, over))
        })
        .collect()
}

fn one(catalog: &Catalog, id: &str, value: &Value) -> Result<(Id, Answer), AnswersError> {
    let Some((_, question)) = catalog.question(id) else {
        let known = || {
            catalog
                .questions
                .iter()
                .map(|question| question.id.as_str())
        };
        let hint = nearest(id, known()).map_or_else(
            || {
                format!(
                    "The questions are: {}.",
                    known().collect::<Vec<_>>().join(", ")
                )
            },
            |near| format!("Did you mean '{near}'?"),
        );
        return Err(error(
            id,
            format!("There is no question called '{id}'."),
            hint,
        ));
    };
    let nothing = Map::new();
    let (plain_value, details) = match value {
        Value::Object(object) => (object.get("value").unwrap_or(&Value::Null), object),
        plain => (plain, &nothing),
    };
    if let Some(key) = details
        .keys()
        .find(|key| !["value", "importance", "provenance", "certainty"].contains(&key.as_str()))
    {
        let hint = "An answer has value, importance, provenance and certainty.";
        return Err(error(
            id,
            format!("The key '{key}' is not known here."),
            hint,
        ));
    }
    if value.is_object() && !details.contains_key("value") {
        return Err(error(
            id,
            "This answer has no value.",
            "Add \"value\": .. to it.",
        ));
    }
    let value = plain::value_in(catalog, &question.kind, plain_value)
        .map_err(|wrong| error(id, wrong.what, wrong.hint))?;
    let importance: Option<Importance> = detail(
        id,
        details,
        "importance",
        "not, somewhat, important, essential or must",
    )?;
    if importance.is_some() && question.importance.is_none() {
        return Err(error(
            id,
            "This question does not ask how much it matters.",
            "Take the importance out.",
        ));
    }
    let provenance: Option<Provenance> = detail(
        id,
        details,
        "provenance",
        "said, observed, record or guessed",
    )?;
    let certainty: Option<Certainty> = detail(id, details, "certainty", "sure, roughly or guess")?;
    let answer = Answer {
        value,
        importance,
        provenance: provenance.unwrap_or_default(),
        certainty: certainty.unwrap_or_default(),
    };
    Ok((question.id.clone(), answer))
}

fn detail<T: serde::de::DeserializeOwned>(
    id: &str,
    details: &Map<String, Value>,
    key: &str,
    words: &str,
) -> Result<Option<T>, AnswersError> {
    details
        .get(key)
        .map(|value| {
            serde_json::from_value(value.clone()).map_err(|_| {
                error(
                    id,
                    format!("{value} is no {key}."),
                    format!("Write {words}."),
                )
            })
        })
        .transpose()
}
