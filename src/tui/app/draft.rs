//! An answer in the making: what is ticked, ordered, typed or under the cursor, before it is kept.

use crate::catalog::{AnswerKind, Catalog, FigureRange, Question, plain};
use crate::domain::{
    Answer, AnswerValue, Certainty, Found, Id, Importance, Provenance, SafeText, masked,
};

use super::typed::{ends, read_figure};

/// Most characters of a text answer or a note.
pub const MAX_TEXT: usize = 500;

/// What is said of secrets that were typed; nothing when there were none.
#[must_use]
pub const fn hidden_words(found: Found) -> Option<&'static str> {
    match found {
        Found { card: true, .. } => {
            Some("A card number was typed. It is hidden and never written to disk.")
        }
        Found { code: true, .. } => {
            Some("A security code was typed. It is hidden and never written to disk.")
        }
        _ => None,
    }
}

/// A row that can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// The field for typing.
    Field,
    /// The option at this position; for figures the usual one, for levels the level.
    Option(usize),
    /// "Not sure".
    NotSure,
    /// "Rather not say".
    RatherNot,
}

/// An answer in the making.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Position of the cursor in [`rows`].
    pub cursor: usize,
    /// Ticked options.
    pub ticked: Vec<usize>,
    /// Options in the order in which they were put.
    pub order: Vec<usize>,
    /// What was typed.
    pub text: String,
    /// Whether `text` is a figure answered before, which the next figure typed replaces.
    pub untouched: bool,
    /// How much it matters.
    pub level: Option<Importance>,
    /// Where the answer comes from.
    pub provenance: Provenance,
}

/// The levels of a level question, least first.
pub const LEVELS: [Importance; 4] = [
    Importance::Not,
    Importance::Somewhat,
    Importance::Important,
    Importance::Essential,
];

/// How much an answer may be said to matter. "Must" is offered only where an answer can exclude, or where it was said before.
#[must_use]
pub fn offered_levels(question: &Question, said: Option<Importance>) -> Vec<Importance> {
    let excludes = question
        .effects
        .iter()
        .any(|effect| matches!(effect, crate::catalog::Effect::Must(_)));
    let offered = |level: &Importance| {
        *level != Importance::Must || excludes || said == Some(Importance::Must)
    };
    Importance::ALL.into_iter().filter(offered).collect()
}

/// The rows of a question, top to bottom.
#[must_use]
pub fn rows(question: &Question) -> Vec<Row> {
    let mut rows = Vec::new();
    let options = match &question.kind {
        AnswerKind::Number(range) | AnswerKind::Money(range) => {
            rows.push(Row::Field);
            range.usual.len()
        }
        AnswerKind::Range(_) | AnswerKind::Words => {
            rows.push(Row::Field);
            0
        }
        AnswerKind::YesNo => 2,
        AnswerKind::Level(_) => LEVELS.len(),
        kind => kind.options().count(),
    };
    rows.extend((0..options).map(Row::Option));
    rows.extend([Row::NotSure, Row::RatherNot]);
    rows
}

/// Places of an order that are asked for. Nobody who is asked aloud puts seven things in order, and what comes fourth hardly weighs.
const MOST_PLACES: usize = 3;

/// After how many of them an order of `items` is whole.
#[must_use]
pub const fn places(items: usize) -> usize {
    let all_but_last = items.saturating_sub(1);
    if all_but_last < MOST_PLACES {
        all_but_last
    } else {
        MOST_PLACES
    }
}

/// Whether plain characters are typed into a field while the cursor is on `row`.
#[must_use]
pub const fn types_text(kind: &AnswerKind, row: Option<Row>) -> bool {
    matches!(kind, AnswerKind::Words) && matches!(row, Some(Row::Field))
}

/// Whether digits are typed into a field.
#[must_use]
pub const fn types_figures(kind: &AnswerKind) -> bool {
    matches!(
        kind,
        AnswerKind::Number(_) | AnswerKind::Money(_) | AnswerKind::Range(_)
    )
}

impl Draft {
    /// A draft of `question`, with what was answered before.
    #[must_use]
    pub fn new(question: &Question, before: Option<&Answer>) -> Self {
        let mut draft = Self {
            cursor: 0,
            ticked: Vec::new(),
            order: Vec::new(),
            text: String::new(),
            untouched: types_figures(&question.kind) && before.is_some(),
            level: before
                .and_then(|answer| answer.importance)
                .or(question.importance),
            provenance: before.map(|answer| answer.provenance).unwrap_or_default(),
        };
        let position = |id: &Id| question.kind.options().position(|option| option.id == *id);
        let on = |row: Row| {
            rows(question)
                .iter()
                .position(|own| *own == row)
                .unwrap_or(0)
        };
        match before.map(|answer| &answer.value) {
            Some(AnswerValue::One(id)) => {
                draft.cursor = position(id).map_or(0, |option| on(Row::Option(option)));
            }
            Some(AnswerValue::Several(ids)) => {
                draft.ticked = ids.iter().filter_map(position).collect()
            }
            Some(AnswerValue::Order(ids)) => {
                draft.order = ids.iter().filter_map(position).collect()
            }
            Some(AnswerValue::YesNo(is)) => draft.cursor = usize::from(!is),
            Some(AnswerValue::Number(figure)) => draft.text = figure.to_string(),
            Some(AnswerValue::Range(from, to)) => draft.text = format!("{from}-{to}"),
            Some(AnswerValue::Level(level)) => {
                draft.cursor = LEVELS.iter().position(|own| own == level).unwrap_or(0);
            }
            Some(AnswerValue::Words(words)) => draft.text = words.to_string(),
            Some(AnswerValue::DontKnow) => draft.cursor = on(Row::NotSure),
            Some(AnswerValue::Refused) => draft.cursor = on(Row::RatherNot),
            None => {}
        }
        draft
    }

    /// The row under the cursor.
    #[must_use]
    pub fn row(&self, question: &Question) -> Option<Row> {
        rows(question).get(self.cursor).copied()
    }

    /// Takes the option at `position`: an answer where one is enough, else a tick or a place.
    pub fn take(&mut self, question: &Question, position: usize) -> Option<AnswerValue> {
        let option = question.kind.options().nth(position);
        match &question.kind {
            AnswerKind::One { .. } => Some(AnswerValue::One(option?.id.clone())),
            AnswerKind::YesNo => Some(AnswerValue::YesNo(position == 0)),
            AnswerKind::Level(_) => LEVELS.get(position).copied().map(AnswerValue::Level),
            AnswerKind::Number(range) | AnswerKind::Money(range) => {
                range.usual.get(position).copied().map(AnswerValue::Number)
            }
            AnswerKind::Several { .. } => {
                option?;
                toggle(&mut self.ticked, position);
                self.cursor = position;
                None
            }
            AnswerKind::Order(items) => {
                option?;
                let placed = self.order.len();
                toggle(&mut self.order, position);
                self.cursor = position;
                let whole = self.order.len() > placed && self.order.len() >= places(items.len());
                whole.then(|| self.ordered(question, items.len()))
            }
            AnswerKind::Range(_) | AnswerKind::Words => None,
        }
    }

    /// What Enter answers.
    ///
    /// # Errors
    /// A sentence that says why it is no answer yet; what was typed stays.
    pub fn accept(
        &mut self,
        catalog: &Catalog,
        question: &Question,
    ) -> Result<AnswerValue, SafeText> {
        let row = self.row(question);
        match row {
            Some(Row::NotSure) => return Ok(AnswerValue::DontKnow),
            Some(Row::RatherNot) => return Ok(AnswerValue::Refused),
            _ => {}
        }
        match (&question.kind, row) {
            (AnswerKind::Several { .. }, _) => {
                let mut ticked = self.ticked.clone();
                ticked.sort_unstable();
                Ok(AnswerValue::Several(named(question, &ticked)))
            }
            (AnswerKind::Order(_), _) if self.order.is_empty() => Err(
                "Put at least one in its place first: a digit for each, most important first."
                    .into(),
            ),
            (AnswerKind::Order(items), _) => Ok(self.ordered(question, items.len())),
            (AnswerKind::Words, _) if self.text.trim().is_empty() => Ok(AnswerValue::DontKnow),
            (AnswerKind::Words, _) => Ok(AnswerValue::Words(SafeText::trimmed(&self.text))),
            (
                AnswerKind::Number(_) | AnswerKind::Money(_) | AnswerKind::Range(_),
                Some(Row::Field),
            ) => self.figure(catalog, question),
            (_, Some(Row::Option(position))) => self
                .take(question, position)
                .ok_or_else(|| "Choose a row first.".into()),
            _ => Err("Choose a row first.".into()),
        }
    }

    /// The places given out. With all but one in their places the last place is clear.
    fn ordered(&mut self, question: &Question, items: usize) -> AnswerValue {
        if self.order.len() + 1 == items {
            let last = (0..items).find(|own| !self.order.contains(own));
            self.order.extend(last);
        }
        AnswerValue::Order(named(question, &self.order))
    }

    /// What the figure typed so far answers when a k has just ended it: after thousands no digit can follow. Where it is asked how much
    /// it matters, that is often said after the figure, and nothing has ended.
    pub fn ended_by_k(&self, catalog: &Catalog, question: &Question) -> Option<AnswerValue> {
        let whole = self.level.is_none() && !matches!(question.kind, AnswerKind::Range(_));
        let ended = whole && self.text.ends_with('k');
        ended.then(|| self.figure(catalog, question).ok()).flatten()
    }

    fn figure(&self, catalog: &Catalog, question: &Question) -> Result<AnswerValue, SafeText> {
        let typed = self.text.trim();
        if typed.is_empty() {
            return Err("Type a figure first, or choose a row.".into());
        }
        let parse = |range: &FigureRange, text: &str| {
            read_figure(catalog, range, text).map_or(serde_json::Value::Null, plain::number)
        };
        let value = match (&question.kind, ends(typed)) {
            (AnswerKind::Range(range), Some((from, to))) => {
                vec![parse(range, from), parse(range, to)].into()
            }
            (
                AnswerKind::Number(range) | AnswerKind::Money(range) | AnswerKind::Range(range),
                _,
            ) => parse(range, typed),
            _ => serde_json::Value::Null,
        };
        plain::value_in(catalog, &question.kind, &value).map_err(|wrong| {
            let typed = masked(&SafeText::new(&self.text)).0;
            format!(
                "Not an answer here: {typed}. {} Nothing was changed.",
                wrong.hint
            )
            .into()
        })
    }

    /// A whole answer with this draft's importance and provenance.
    #[must_use]
    pub const fn answer(&self, value: AnswerValue) -> Answer {
        Answer {
            value,
            importance: self.level,
            provenance: self.provenance,
            certainty: Certainty::Sure,
        }
    }
}

/// The ids of the options at these positions.
fn named(question: &Question, positions: &[usize]) -> Vec<Id> {
    positions
        .iter()
        .filter_map(|&position| question.kind.options().nth(position))
        .map(|option| option.id.clone())
        .collect()
}

fn toggle(positions: &mut Vec<usize>, position: usize) {
    match positions.iter().position(|own| *own == position) {
        Some(place) => {
            positions.remove(place);
        }
        None => positions.push(position),
    }
}
