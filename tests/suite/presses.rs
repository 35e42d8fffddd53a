//! How many keys a conversation takes, and that a key which is held down answers no more than one question.

use std::time::Duration;

use candor::catalog::{AnswerKind, Catalog, FigureRange, builtin, from_files, personas};
use candor::command::Place;
use candor::domain::{Answer, AnswerValue, Provenance};
use candor::interview::from_json;
use candor::tui::app::{Does, LEVELS, offered_levels};
use candor::tui::terminal::{BounceGuard, Key};

use crate::support::app::Talk;
use crate::support::catalogs::broadband;

/// The keys that give `answer`, or "not sure", to the question on screen, the fewest there are.
fn keys_for(talk: &Talk, answer: Option<&Answer>) -> String {
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
        digits.join(" ") + " Enter"
    };
    let figure = |figure: f64, range: &FigureRange| {
        let usual = range
            .usual
            .iter()
            .position(|own| (own - figure).abs() < 1e-9);
        let typed = typed(figure.to_string());
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

/// Median of keys that any shipped catalog takes in full.
const MOST: usize = 54;

/// How many keys lead from the start to the summary, and how many questions were answered on the way.
#[derive(Debug, Clone, Copy)]
struct Counted {
    presses: usize,
    answers: usize,
}

/// A conversation with this customer, who is not sure of what they were not made up to know: to where the screen says that one can stop,
/// or to where nothing is left to ask.
fn counted(catalog: &Catalog, persona: &personas::Persona, early: bool) -> Counted {
    let json = serde_json::json!({ "answers": persona.answers });
    let given = from_json(catalog, &json).unwrap();
    let mut presses = 0;
    let mut press = |talk: Talk, keys: &str| {
        presses += keys.split_whitespace().count();
        talk.keys(keys)
    };
    let mut talk = press(Talk::start(&[catalog]).by_worth(), "1 y");
    let mut answers = 0;
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
                answers += 1;
                keys_for(&talk, given.answers.get(&question.id))
            }
        };
        talk = press(talk, &keys);
        if talk.text().contains("Press the key again to take it") {
            // A row that was not on the screen is shown first.
            talk = press(talk, keys.split(' ').next_back().unwrap());
        }
        let case = talk.app.case.as_ref().unwrap();
        let question = &catalog.questions[case_asked];
        assert!(
            talk.app.place == Place::Pair || case.interview.answers().contains_key(&question.id),
            "{keys} answers {}: {}",
            question.id,
            talk.text()
        );
    }
    let talk = press(talk, "s");
    assert_eq!(talk.app.place, Place::Summary);
    Counted { presses, answers }
}

/// What U-047 asks for, 12 keys to an early stop and 22 in full, is for a catalog of nine questions. The shipped ones have more, and
/// their customers say how much things matter; what it takes with them must not grow.
#[test]
fn a_conversation_takes_no_more_keys_than_it_did() {
    for own in builtin::ALL {
        let catalog = from_files(own.catalog.as_bytes(), own.offerings.as_bytes()).unwrap();
        let personas = personas::read(&catalog, own.tests).unwrap();
        let median = |early: bool| {
            let mut all: Vec<Counted> = personas
                .iter()
                .map(|persona| counted(&catalog, persona, early))
                .collect();
            for (persona, counted) in personas.iter().zip(&all) {
                println!(
                    "{} {} {}: {} keys, {} answers",
                    catalog.id,
                    persona.id,
                    if early { "early" } else { "in full" },
                    counted.presses,
                    counted.answers
                );
            }
            all.sort_by_key(|counted| counted.presses);
            all[all.len() / 2].presses
        };
        let (early, full) = (median(true), median(false));
        println!("{}: median {early} early, {full} in full", catalog.id);
        assert!(early <= full, "{}: {early} of {full}", catalog.id);
        assert!(full <= MOST, "{}: {full}", catalog.id);
    }
}

/// Presses `key` at these times, through the guard that the program has; how many answers more there are.
fn held(mut talk: Talk, key: Key, times: impl Iterator<Item = Duration>) -> (Talk, usize) {
    let answered = |talk: &Talk| {
        let case = talk.app.case.as_ref();
        case.map_or(0, |case| {
            let choices = case.interview.choices().count();
            case.interview.answers().len()
                + choices
                + usize::from(case.interview.outcome().is_some())
        })
    };
    let before = answered(&talk);
    let mut guard = BounceGuard::default();
    for at in times {
        if !talk.app.would_answer(key) || guard.admit(key, at) {
            talk.press(key);
        }
    }
    let after = answered(&talk);
    (talk, after - before)
}

/// When a key that is held for two seconds arrives: at once, after `delay` again, then 30 times a second.
fn repeats(delay: u64) -> impl Iterator<Item = Duration> {
    let rest = (0..).map(move |n| Duration::from_millis(delay + n * 100 / 3));
    std::iter::once(Duration::ZERO).chain(rest.take_while(|at| *at <= Duration::from_secs(2)))
}

/// U-039.
#[test]
fn enter_that_is_held_down_answers_at_most_one_question() {
    let at = |keys: &str| Talk::new(broadband()).keys(keys);
    let mut from = vec![
        Talk::start(&[broadband()]),
        at("").keys("Esc Esc"),
        at("Down"),
        at("2"),
        at("2 1"),
        at("2 Enter Down"),
        at("2 Enter 2 c"),
        at("2 Enter 2 s"),
        at("2 Enter 2 s Down"),
        at("2 Enter 2 h"),
        at("2 Enter /").typed("sum up"),
        at("2 Enter 2 1 5 0 Enter w Down"),
    ];
    // Each question, with the cursor somewhere in its list.
    for question in &broadband().questions {
        let there = at("/").typed(&question.label).keys("Enter");
        from.extend(["", "Down", "1"].map(|keys| there.clone().keys(keys)));
    }
    let mut stop = at("2 Enter 2").keys("Tab");
    while stop.app.hint() != Some(Does::Command(candor::command::Command::SumUp)) {
        stop.press(Key::Right);
    }
    from.push(stop);
    let mut most = 0;
    for delay in [33, 250, 500] {
        for talk in &from {
            let place = talk.app.place;
            let (talk, answered) = held(talk.clone(), Key::Enter, repeats(delay));
            assert!(answered <= 1, "{answered} from {place:?} after {delay} ms");
            assert_ne!(talk.app.place, Place::Start, "{place:?}");
            most = most.max(answered);
        }
    }
    assert_eq!(most, 1, "some did answer");
}

/// U-033 and the rule about rows: Enter takes none in which nobody has moved.
#[test]
fn enter_takes_no_row_before_somebody_has_moved() {
    for keys in ["2 Enter", "2 Enter 2 s"] {
        let mut talk = Talk::new(broadband()).keys(keys);
        let facts = talk.on_disk().len();
        talk.press(Key::Enter);
        assert_eq!(talk.on_disk().len(), facts, "{keys}");
        assert!(talk.app.notice.is_some(), "{keys}");
        let talk = talk.keys("Down Up Enter");
        assert_eq!(
            talk.on_disk().len(),
            facts + 1,
            "{keys}: first row after moving"
        );
    }
}
