//! Answers in their plain form, as in `--answers` and in a catalog's `assume`: `"awd"`, `35000`, `["a", "b"]`, `true`, `"dont_know"`.

use serde_json::Value;

use crate::domain::{AnswerValue, Id, Importance, SafeText, masked};

use super::model::{AnswerKind, AnswerOption, Catalog, FigureRange};
use super::problem::nearest;

/// Words with a meaning of their own in every kind of question.
pub(super) const RESERVED: [&str; 2] = ["dont_know", "refused"];

/// Why a value is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoAnswer {
    /// What is wrong, a full sentence.
    pub what: SafeText,
    /// What to do, a full sentence.
    pub hint: SafeText,
}

impl NoAnswer {
    fn new(what: impl Into<SafeText>, hint: impl Into<SafeText>) -> Self {
        Self {
            // It quotes what was written, on a screen or in a log.
            what: masked(&what.into()).0,
            hint: hint.into(),
        }
    }
}

/// Reads a plain value as an answer to a question of `kind`.
///
/// # Errors
/// [`NoAnswer`] with what was wrong and what would fit.
pub fn value(kind: &AnswerKind, plain: &Value) -> Result<AnswerValue, NoAnswer> {
    // As JSON writes figures: without commas, and with all of their digits.
    read(kind, plain, &|_, figure| number(figure).to_string())
}

/// The same for an answer to a question of `catalog`: what would fit is said with the units in which the question says it.
///
/// # Errors
/// As [`value`].
pub fn value_in(
    catalog: &Catalog,
    kind: &AnswerKind,
    plain: &Value,
) -> Result<AnswerValue, NoAnswer> {
    read(kind, plain, &|range, figure| {
        catalog.say_figure(range, figure)
    })
}

/// Says a figure of a question.
type Say<'s> = dyn Fn(&FigureRange, f64) -> String + 's;

fn read(kind: &AnswerKind, plain: &Value, say: &Say<'_>) -> Result<AnswerValue, NoAnswer> {
    match plain.as_str() {
        Some("dont_know") => return Ok(AnswerValue::DontKnow),
        Some("refused") => return Ok(AnswerValue::Refused),
        _ => {}
    }
    match kind {
        AnswerKind::One { options, .. } => option(plain, options).map(AnswerValue::One),
        AnswerKind::Several { options, .. } => {
            let mut ticked = list(plain, options)?;
            ticked.sort_by_key(|id| options.iter().position(|option| option.id == *id));
            Ok(AnswerValue::Several(ticked))
        }
        AnswerKind::YesNo => plain
            .as_bool()
            .map(AnswerValue::YesNo)
            .ok_or_else(|| wrong(plain, "Write true or false.")),
        AnswerKind::Number(range) | AnswerKind::Money(range) => {
            figure(plain, range, say).map(AnswerValue::Number)
        }
        AnswerKind::Range(range) => match plain.as_array().map(Vec::as_slice) {
            Some([from, to]) => {
                let (from, to) = (figure(from, range, say)?, figure(to, range, say)?);
                if from > to {
                    return Err(wrong(plain, "Write the smaller figure first."));
                }
                Ok(AnswerValue::Range(from, to))
            }
            _ => Err(wrong(plain, "Write two figures, [from, to].")),
        },
        AnswerKind::Order(items) => {
            let options: Vec<AnswerOption> =
                items.iter().map(|(option, _)| option.clone()).collect();
            list(plain, &options).map(AnswerValue::Order)
        }
        AnswerKind::Level(_) => plain
            .as_str()
            .and_then(Importance::from_word)
            .filter(|level| *level != Importance::Must)
            .map(AnswerValue::Level)
            .ok_or_else(|| wrong(plain, "Write not, somewhat, important or essential.")),
        AnswerKind::Words => plain
            .as_str()
            .map(|words| AnswerValue::Words(masked(&SafeText::trimmed(words)).0))
            .ok_or_else(|| wrong(plain, "Write a text in quotation marks.")),
    }
}

fn wrong(plain: &Value, hint: &str) -> NoAnswer {
    NoAnswer::new(format!("{plain} is no answer to this question."), hint)
}

fn option(plain: &Value, options: &[AnswerOption]) -> Result<Id, NoAnswer> {
    let ids = || options.iter().map(|option| option.id.as_str());
    let word = plain.as_str().unwrap_or_default();
    options
        .iter()
        .find(|option| option.id == word)
        .map(|option| option.id.clone())
        .ok_or_else(|| {
            let hint = nearest(word, ids()).map_or_else(
                || format!("Write one of: {}.", ids().collect::<Vec<_>>().join(", ")),
                |near| format!("Did you mean '{near}'?"),
            );
            NoAnswer::new(format!("{plain} is not an option of this question."), hint)
        })
}

fn list(plain: &Value, options: &[AnswerOption]) -> Result<Vec<Id>, NoAnswer> {
    let Some(values) = plain.as_array() else {
        return Err(wrong(
            plain,
            "Write a list in square brackets, such as [\"a\", \"b\"].",
        ));
    };
    let ids = values
        .iter()
        .map(|value| option(value, options))
        .collect::<Result<Vec<Id>, _>>()?;
    let mut once = ids.clone();
    once.sort();
    once.dedup();
    if once.len() == ids.len() {
        Ok(ids)
    } else {
        Err(wrong(plain, "Name each option once."))
    }
}

fn figure(plain: &Value, range: &FigureRange, say: &Say<'_>) -> Result<f64, NoAnswer> {
    let bare = number(range.min).to_string();
    let (min, max) = (say(range, range.min), say(range, range.max));
    let hint = format!("Write a figure from {min} to {max}.");
    match plain.as_f64() {
        Some(figure) if (range.min..=range.max).contains(&figure) => Ok(figure),
        Some(figure) => {
            let side = if figure < range.min { "below" } else { "above" };
            Err(NoAnswer::new(
                format!("{plain} is {side} what this question takes."),
                hint,
            ))
        }
        // With a unit in its bounds it is said that none is written.
        None if min != bare => {
            let hint = format!("Write a figure such as {bare}, from {min} to {max}.");
            Err(wrong(plain, &hint))
        }
        None => Err(wrong(plain, &hint)),
    }
}

/// An answer's value in its plain form; the opposite of [`value`].
#[must_use]
pub fn plain(value: &AnswerValue) -> Value {
    let ids = |ids: &[Id]| {
        ids.iter()
            .map(|id| Value::from(id.as_str()))
            .collect::<Vec<_>>()
    };
    match value {
        AnswerValue::One(id) => id.as_str().into(),
        AnswerValue::Several(several) => ids(several).into(),
        AnswerValue::Order(order) => ids(order).into(),
        AnswerValue::YesNo(is) => (*is).into(),
        AnswerValue::Number(figure) => number(*figure),
        AnswerValue::Range(from, to) => vec![number(*from), number(*to)].into(),
        AnswerValue::Level(level) => level.word().into(),
        AnswerValue::Words(words) => words.as_str().into(),
        AnswerValue::DontKnow => "dont_know".into(),
        AnswerValue::Refused => "refused".into(),
    }
}

/// Whole figures without a point, so that `35000` stays `35000`.
#[must_use]
pub fn number(figure: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if figure.fract() == 0.0 && figure.abs() < EXACT {
        // Whole and below 2^53: the conversion is exact.
        #[allow(clippy::cast_possible_truncation)]
        let whole = figure as i64;
        whole.into()
    } else {
        figure.into()
    }
}
