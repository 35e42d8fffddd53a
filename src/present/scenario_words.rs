//! Answers that are tried, in words: what would be said instead of what.

use crate::catalog::Question;
use crate::domain::{Answer, AnswerValue, Id, SafeText};
use crate::interview::{Interview, Scenario};

use super::answers::{answer_words, level_words};
use super::view::View;

impl View<'_> {
    /// A scenario in words, without what comes of it: `Budget: $50 instead of $30`.
    #[must_use]
    pub fn scenario_words(&self, scenario: &Scenario, interview: &Interview) -> SafeText {
        let words: Vec<String> = scenario
            .answers
            .iter()
            .filter_map(|(id, answer)| {
                let (_, question) = self.catalog.question(id.as_str())?;
                let given = interview.answers().get(id);
                Some(self.change_words(question, given, answer))
            })
            .collect();
        words.join("; ").into()
    }

    /// One answer from and to. What stays is not said again: a value of which only the importance changes is said once, and of a
    /// list only what comes, goes or moves.
    pub(super) fn change_words(
        &self,
        question: &Question,
        given: Option<&Answer>,
        answer: &Answer,
    ) -> String {
        let say = |answer: &Answer| answer_words(self.catalog, question, answer);
        let label = &question.label;
        let Some(given) = given else {
            return format!("{label}: {} instead of not asked", say(answer));
        };
        if given.value == answer.value
            && let Some((from, to)) = given
                .importance
                .or(question.importance)
                .zip(answer.importance)
        {
            let value = Answer::said(answer.value.clone());
            let (from, to) = (level_words(from), level_words(to));
            return format!("{label}, {}: {to} instead of {from}", say(&value));
        }
        let one = |id: &Id| say(&Answer::said(AnswerValue::Several(vec![id.clone()])));
        let listed = match (&given.value, &answer.value) {
            (AnswerValue::Several(old), AnswerValue::Several(new)) => listed(old, new, one),
            (AnswerValue::Order(old), AnswerValue::Order(new)) => ordered(old, new, one),
            _ => None,
        };
        listed.map_or_else(
            || format!("{label}: {} instead of {}", say(answer), say(given)),
            |words| format!("{label}: {words}"),
        )
    }
}

/// `also fibre`, `without fibre`; `None` where more than one comes or goes, or one of the lists is empty.
fn listed(old: &[Id], new: &[Id], one: impl Fn(&Id) -> SafeText) -> Option<String> {
    if old.is_empty() || new.is_empty() {
        return None;
    }
    let mut come = new.iter().filter(|id| !old.contains(id));
    let mut gone = old.iter().filter(|id| !new.contains(id));
    match (come.next(), come.next(), gone.next(), gone.next()) {
        (Some(come), None, None, _) => Some(format!("also {}", one(come))),
        (None, _, Some(gone), None) => Some(format!("without {}", one(gone))),
        _ => None,
    }
}

/// `low cost first`, `low cost before warranty`, `low cost as well, last`.
fn ordered(old: &[Id], new: &[Id], one: impl Fn(&Id) -> SafeText) -> Option<String> {
    let place = old.iter().zip(new).position(|(old, new)| old != new);
    match place {
        None => new
            .get(old.len())
            .filter(|_| !old.is_empty())
            .map(|last| format!("{} as well, last", one(last))),
        Some(0) => new.first().map(|first| format!("{} first", one(first))),
        Some(place) => {
            let (new, old) = (new.get(place)?, old.get(place)?);
            Some(format!("{} before {}", one(new), one(old)))
        }
    }
}
