//! How many keys a conversation takes, and that a key which is held down answers no more than one question.

use std::time::Duration;

use candor::catalog::{Catalog, builtin, from_files, personas};
use candor::command::Place;
use candor::domain::AnswerValue;
use candor::tui::app::Does;
use candor::tui::terminal::{BounceGuard, Key};

use crate::support::app::Talk;
use crate::support::catalogs::broadband;
use crate::support::path::Path;

/// Medians of keys that the personas of a shipped catalog take: to where one can stop, and in full.
const MOST: [(&str, usize, usize); 3] = [
    ("vehicles", 19, 26),
    ("wireless", 21, 31),
    ("mortgages", 32, 41),
];

/// What U-047 asks for, 12 keys to an early stop and 22 in full, is for a catalog of nine questions. The shipped ones have twelve and
/// more that matter, figures of five and six digits among them; what it takes with them must not grow.
#[test]
fn a_conversation_takes_no_more_keys_than_it_did() {
    for own in builtin::ALL {
        let catalog = from_files(own.catalog.as_bytes(), own.offerings.as_bytes()).unwrap();
        let personas = personas::read(&catalog, own.tests).unwrap();
        let median = |early: bool| {
            let mut all: Vec<Path> = personas
                .iter()
                .map(|persona| Path::to_summary(&catalog, persona, early))
                .collect();
            for (persona, path) in personas.iter().zip(&all) {
                println!(
                    "{} {} {}: {} keys, {} answers",
                    catalog.id,
                    persona.id,
                    if early { "early" } else { "in full" },
                    path.keys.len(),
                    path.answers
                );
            }
            all.sort_by_key(|path| path.keys.len());
            all[all.len() / 2].keys.len()
        };
        let (early, full) = (median(true), median(false));
        println!("{}: median {early} early, {full} in full", catalog.id);
        assert!(early <= full, "{}: {early} of {full}", catalog.id);
        let (_, most_early, most) = MOST.into_iter().find(|most| most.0 == own.id).unwrap();
        assert!(early <= most_early, "{}: {early}", catalog.id);
        assert!(full <= most, "{}: {full}", catalog.id);
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

fn order(ids: &[&str]) -> Option<AnswerValue> {
    let ids = ids.iter().map(|id| candor::domain::Id::new(id).unwrap());
    Some(AnswerValue::Order(ids.collect()))
}

#[test]
fn the_third_place_ends_an_order() {
    let catalog = shipped("mortgages");
    let label = "What matters most";
    let two = asked(&catalog, label).keys("2 1");
    assert_eq!(kept(&two, "priorities"), None);
    let three = order(&["low_cost", "low_month", "home_now"]);
    assert_eq!(kept(&two.clone().keys("5"), "priorities"), three);
    // Fewer are kept with Enter, and a place that is taken back ends nothing.
    assert_eq!(
        kept(&two.clone().keys("Enter"), "priorities"),
        order(&["low_cost", "low_month"])
    );
    let back = two.keys("1");
    assert_eq!(kept(&back, "priorities"), None);
    assert_eq!(
        kept(&back.keys("5 1"), "priorities"),
        order(&["low_cost", "home_now", "low_month"])
    );
}

#[test]
fn the_last_place_of_an_order_is_clear_when_the_others_are_taken() {
    let talk = asked(broadband(), "Priorities").keys("2 1");
    assert_eq!(kept(&talk, "priorities"), order(&["pace", "money", "calm"]));
}

#[test]
fn a_k_after_a_figure_stands_for_thousands_and_ends_it() {
    let catalog = shipped("mortgages");
    let price = || asked(&catalog, "Home price");
    let number = |figure: f64| Some(AnswerValue::Number(figure));
    for (typed, figure) in [
        ("4 0 0 k", 400_000.0),
        ("3 3 7 . 5 k", 337_500.0),
        ("3 5 5 0 0 0 Enter", 355_000.0),
    ] {
        let talk = price().keys(typed);
        assert_eq!(kept(&talk, "home_price"), number(figure), "{typed}");
    }
    // Enter after it, out of habit, answers nothing else.
    let once = price().keys("4 0 0 k");
    let facts = once.on_disk().len();
    assert_eq!(once.keys("Enter").on_disk().len(), facts);
    // Where it is asked how much it matters, that can still be said.
    let month = || asked(&catalog, "Most a month").keys("2 . 5 k");
    assert_eq!(kept(&month(), "most_month"), None);
    assert_eq!(
        kept(&month().keys("Right Right Enter"), "most_month"),
        number(2_500.0)
    );
    // By itself it is no figure.
    let mut alone = price().keys("k");
    assert!(
        alone.text().contains("k does nothing here"),
        "{}",
        alone.text()
    );
    // What is no answer stays in the field, and says why when it is accepted.
    let mut more = price().keys("4 k");
    assert_eq!(kept(&more, "home_price"), None);
    more.press(Key::Enter);
    assert!(
        more.text().contains("Not an answer here: 4k."),
        "{}",
        more.text()
    );
}

#[test]
fn not_sure_is_said_with_one_key_however_long_the_list() {
    let catalog = shipped("vehicles");
    let talk = asked(&catalog, "Makes to avoid").keys("0");
    assert_eq!(kept(&talk, "makes_avoided"), Some(AnswerValue::DontKnow));
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
