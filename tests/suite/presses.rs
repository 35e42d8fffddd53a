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
        // The last place is clear when the others are taken.
        (AnswerValue::Order(ids), AnswerKind::Order(own)) if ids.len() == own.len() => {
            all(&ids[..ids.len() - 1])
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

/// Median of keys that any shipped catalog takes in full.
const MOST: usize = 46;

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

/// What U-047 asks for, 12 keys to an early stop and 22 in full, is for a catalog of nine questions. The shipped ones have twelve and
/// more that matter, figures of five and six digits among them; what it takes with them must not grow.
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

/// A conversation that asks this.
fn asked(catalog: &Catalog, label: &str) -> Talk {
    let talk = Talk::new(catalog).keys("/").typed(label).keys("Enter");
    let question = talk.app.case.as_ref().unwrap().question().unwrap();
    assert_eq!(question.label.as_str(), label);
    talk
}

fn shipped(id: &str) -> Catalog {
    let own = builtin::find(id).unwrap();
    from_files(own.catalog.as_bytes(), own.offerings.as_bytes()).unwrap()
}

fn kept(talk: &Talk, question: &str) -> Option<AnswerValue> {
    let case = talk.app.case.as_ref().unwrap();
    let answers = case.interview.answers();
    let own = answers.iter().find(|(id, _)| id.as_str() == question);
    own.map(|(_, answer)| answer.value.clone())
}

#[test]
fn the_last_place_of_an_order_is_clear_when_the_others_are_taken() {
    let catalog = shipped("mortgages");
    let label = "What matters most";
    let ids = |ids: &[&str]| {
        let ids = ids.iter().map(|id| candor::domain::Id::new(id).unwrap());
        Some(AnswerValue::Order(ids.collect()))
    };
    let placed = asked(&catalog, label).keys("2 1 5 3");
    assert_eq!(kept(&placed, "priorities"), None, "Enter is still to come");
    let all = ids(&["low_cost", "low_month", "home_now", "steady", "repaid"]);
    assert_eq!(kept(&placed.clone().keys("Enter"), "priorities"), all);
    // Who puts the last one in its place, too, gets the same and answers nothing else by it.
    let five = placed.keys("4");
    assert_eq!(kept(&five, "priorities"), None);
    assert_eq!(kept(&five.keys("Enter"), "priorities"), all);
    // A few places stay a few.
    let few = asked(&catalog, label).keys("2 1 5 Enter");
    assert_eq!(
        kept(&few, "priorities"),
        ids(&["low_cost", "low_month", "home_now"])
    );
}

#[test]
fn a_k_after_a_figure_stands_for_thousands() {
    let catalog = shipped("mortgages");
    let price = || asked(&catalog, "Home price");
    let number = |figure: f64| Some(AnswerValue::Number(figure));
    for (typed, figure) in [
        ("4 0 0 k", 400_000.0),
        ("3 3 7 . 5 k", 337_500.0),
        ("3 5 5 0 0 0", 355_000.0),
    ] {
        let talk = price().keys(typed).keys("Enter");
        assert_eq!(kept(&talk, "home_price"), number(figure), "{typed}");
    }
    // By itself it is no figure, and behind one it is nothing that goes on.
    let mut alone = price().keys("k");
    assert!(
        alone.text().contains("k does nothing here"),
        "{}",
        alone.text()
    );
    let twice = price().keys("4 0 0 k k Enter");
    assert_eq!(kept(&twice, "home_price"), number(400_000.0));
    let mut more = price().keys("4 0 0 k 5 Enter");
    assert_eq!(kept(&more, "home_price"), None);
    assert!(
        more.text().contains("Not an answer here: 400k5."),
        "{}",
        more.text()
    );
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
