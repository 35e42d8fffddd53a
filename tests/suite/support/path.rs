//! The keys of a whole conversation with a made-up customer, the fewest there are.

use candor::catalog::{AnswerKind, Catalog, FigureRange, personas};
use candor::command::Place;
use candor::domain::{Answer, AnswerValue, Provenance};
use candor::interview::from_json;
use candor::tui::app::{LEVELS, offered_levels, places};

use super::app::Talk;

/// The keys that lead from the start to the summary, and how many questions are answered on the way.
#[derive(Debug, Clone)]
pub struct Path {
    pub keys: Vec<String>,
    pub answers: usize,
}

impl Path {
    /// A conversation with this customer, who is not sure of what they were not made up to know: to where the screen says that one can
    /// stop, or to where nothing is left to ask. Questions come by their worth.
    pub fn to_summary(catalog: &Catalog, persona: &personas::Persona, early: bool) -> Self {
        let json = serde_json::json!({ "answers": persona.answers });
        let given = from_json(catalog, &json).unwrap();
        let mut path = Self {
            keys: Vec::new(),
            answers: 0,
        };
        let mut talk = path.press(Talk::start(&[catalog]).by_worth(), "1 y");
        for _ in 0..60 {
            if early && talk.text().contains("Can stop now: YES") {
                break;
            }
            let case = talk.app.case.as_ref().unwrap();
            let case_asked = case.asked;
            let keys = match talk.app.place {
                Place::Pair => "0".to_owned(),
                _ => {
                    let question = case.question().unwrap();
                    if case.interview.answers().contains_key(&question.id) {
                        // Nothing is left to ask.
                        break;
                    }
                    path.answers += 1;
                    keys_for(&talk, given.answers.get(&question.id))
                }
            };
            talk = path.press(talk, &keys);
            if talk.text().contains("Press the key again to take it") {
                // A row that was not on the screen is shown first.
                talk = path.press(talk, keys.split(' ').next_back().unwrap());
            }
            let case = talk.app.case.as_ref().unwrap();
            let question = &catalog.questions[case_asked];
            assert!(
                talk.app.place == Place::Pair
                    || case.interview.answers().contains_key(&question.id),
                "{keys} answers {}: {}",
                question.id,
                talk.text()
            );
        }
        let talk = path.press(talk, "s");
        assert_eq!(talk.app.place, Place::Summary);
        path
    }

    fn press(&mut self, talk: Talk, keys: &str) -> Talk {
        self.keys.extend(keys.split_whitespace().map(str::to_owned));
        talk.keys(keys)
    }
}

/// The keys that give `answer`, or "not sure", to the question on screen, the fewest there are.
pub fn keys_for(talk: &Talk, answer: Option<&Answer>) -> String {
    let case = talk.app.case.as_ref().unwrap();
    let question = case.question().unwrap();
    let not_sure = match question.kind {
        AnswerKind::Words => "Down Enter",
        AnswerKind::Number(_) | AnswerKind::Money(_) | AnswerKind::Range(_) => "j",
        _ => "0",
    };
    let Some(answer) = answer else {
        return not_sure.to_owned();
    };
    let mut keys: Vec<String> = Vec::new();
    if let (Some(level), Some(usual)) = (answer.importance, case.draft.level) {
        let offered = offered_levels(question, case.draft.level);
        let at = |level| offered.iter().position(|own| *own == level).unwrap();
        let key = if at(level) > at(usual) {
            "Right"
        } else {
            "Left"
        };
        keys.extend(vec![key.to_owned(); at(level).abs_diff(at(usual))]);
    }
    let from = |provenance| {
        Provenance::ALL
            .iter()
            .position(|own| *own == provenance)
            .unwrap()
    };
    keys.extend(vec!["p".to_owned(); from(answer.provenance)]);
    let row = |position: usize| match position {
        0..9 => (position + 1).to_string(),
        _ => format!("{}Enter", "Down ".repeat(position)),
    };
    let place = |id: &candor::domain::Id| {
        question
            .kind
            .options()
            .position(|own| own.id == *id)
            .unwrap()
    };
    let all = |ids: &[candor::domain::Id]| -> String {
        let ticks: Vec<String> = ids.iter().map(|id| row(place(id))).collect();
        if ticks.is_empty() {
            return "Down Enter".to_owned();
        }
        ticks.join(" ") + " Enter"
    };
    let typed = |figure: String| {
        let digits: Vec<String> = figure.chars().map(|c| c.to_string()).collect();
        let ended = if figure.ends_with('k') && question.importance.is_none() {
            ""
        } else {
            " Enter"
        };
        digits.join(" ") + ended
    };
    let figure = |figure: f64, range: &FigureRange| {
        let usual = range
            .usual
            .iter()
            .position(|own| (own - figure).abs() < 1e-9);
        let thousands = figure >= 1000.0 && figure % 100.0 == 0.0;
        let shortest = if thousands {
            format!("{}k", figure / 1000.0)
        } else {
            figure.to_string()
        };
        let typed = typed(shortest);
        match usual {
            Some(row) if row + 2 < typed.split(' ').count() => "Down ".repeat(row + 1) + "Enter",
            _ => typed,
        }
    };
    keys.push(match (&answer.value, &question.kind) {
        (AnswerValue::DontKnow, _) => not_sure.to_owned(),
        (AnswerValue::Refused, AnswerKind::Words) => "Down Down Enter".to_owned(),
        (AnswerValue::Refused, _) => "g".to_owned(),
        (AnswerValue::One(id), _) => row(place(id)),
        // The places that are asked for end the question.
        (AnswerValue::Order(ids), AnswerKind::Order(own)) if ids.len() >= places(own.len()) => {
            let keys: Vec<String> = ids[..places(own.len())]
                .iter()
                .map(|id| row(place(id)))
                .collect();
            keys.join(" ")
        }
        (AnswerValue::Several(ids) | AnswerValue::Order(ids), _) => all(ids),
        (AnswerValue::YesNo(yes), _) => row(usize::from(!yes)),
        (AnswerValue::Level(level), _) => row(LEVELS.iter().position(|own| own == level).unwrap()),
        (AnswerValue::Number(own), AnswerKind::Number(range) | AnswerKind::Money(range)) => {
            figure(own.to_string().parse().unwrap(), range)
        }
        (AnswerValue::Range(from, to), _) => typed(format!("{from}-{to}")),
        // Nobody types an essay to be counted.
        (AnswerValue::Words(_), _) => "Down Enter".to_owned(),
        (value, kind) => panic!("{value:?} for {kind:?}"),
    });
    keys.join(" ")
}
