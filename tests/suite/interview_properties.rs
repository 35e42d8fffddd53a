//! What must hold of every conversation, whatever is said in whatever order.

use std::collections::BTreeMap;

use candor::catalog::Catalog;
use candor::domain::{Answer, AnswerValue, Id, Provenance, SafeText};
use candor::interview::{
    Began, Bookmark, Fact, Flow, Interview, NoteKind, Outcome, Recorded, Status, Unsent, derive,
};
use candor::ranking::advise;
use jiff::Timestamp;
use serde_json::json;

use crate::support::catalogs::{all, answers, broadband, id, said};
use crate::support::dice::Dice;

fn at(second: usize, fact: Fact) -> Recorded {
    Recorded {
        at: Timestamp::from_second(1_760_000_000 + second as i64).unwrap(),
        fact,
    }
}

fn answered(question: &Id, answer: &Answer) -> Fact {
    Fact::Answered {
        question: question.clone(),
        answer: answer.clone(),
    }
}

fn began(catalog: &Catalog) -> Fact {
    Fact::Began(Began {
        catalog: catalog.id.clone(),
        edition: catalog.edition.clone(),
        fingerprint: catalog.fingerprint.as_str().into(),
        program: "test".into(),
    })
}

/// A change that undo takes back.
fn change(catalog: &Catalog, dice: &mut Dice) -> Fact {
    let question = dice.pick(&catalog.questions);
    match dice.below(8) {
        0 => Fact::PutOff {
            question: question.id.clone(),
        },
        1 => Fact::Noted {
            kind: *dice.pick(&NoteKind::ALL),
            text: SafeText::new("a note"),
        },
        _ => answered(&question.id, &dice.answer(question)),
    }
}

/// Something that was begun.
fn drafted(catalog: &Catalog, dice: &mut Dice) -> Bookmark {
    let question = catalog.questions[dice.below(catalog.questions.len())]
        .id
        .clone();
    let unsent = Unsent {
        question: question.clone(),
        ticked: Vec::new(),
        order: Vec::new(),
        text: "12".into(),
        level: None,
        provenance: Provenance::default(),
    };
    Bookmark {
        question: Some(question),
        unsent: vec![unsent],
        ..Bookmark::default()
    }
}

/// Any fact but the first.
fn fact(catalog: &Catalog, dice: &mut Dice) -> Fact {
    match dice.below(11) {
        10 => Fact::Drafted {
            place: drafted(catalog, dice),
        },
        0 | 1 => Fact::Undone,
        2 => Fact::Redone,
        3 => Fact::ReadOut {
            statement: id("who_we_are"),
            hash: "00".into(),
        },
        4 => Fact::Ended {
            outcome: Outcome::Chose {
                offering: catalog.offerings[0].id.clone(),
            },
        },
        _ => change(catalog, dice),
    }
}

/// Everything that undo must bring back, and what follows from it, byte for byte.
fn state(catalog: &Catalog, interview: &Interview) -> String {
    let flow = Flow::new(catalog, interview);
    let needs = derive(catalog, interview.answers(), 42);
    let advice = advise(catalog.blind(), &needs.needs);
    let history: Vec<_> = interview.history().collect();
    format!(
        "{:?}\n{:?}\n{:?}\n{history:?}\n{flow:?}\n{:?}\n{needs:?}\n{advice:?}",
        interview.answers(),
        interview.put_off(),
        interview.notes(),
        flow.next(None),
    )
}

#[test]
fn the_fold_of_all_facts_is_the_state_kept_up_fact_by_fact() {
    for catalog in all() {
        let mut dice = Dice::new(1);
        let mut facts = vec![at(0, began(&catalog))];
        let mut kept_up = Interview::fold(&facts);
        for second in 1..400 {
            facts.push(at(second, fact(&catalog, &mut dice)));
            kept_up.apply(facts.last().unwrap());
            assert_eq!(kept_up, Interview::fold(&facts));
        }
        assert_eq!(kept_up.last(), Some(facts.last().unwrap().at));
        assert_eq!(kept_up.began().map(|(at, _)| *at), Some(facts[0].at));
    }
}

#[test]
fn facts_come_back_from_json_as_they_were() {
    for catalog in all() {
        let mut dice = Dice::new(2);
        let mut facts = vec![at(0, began(&catalog))];
        facts.extend((1..300).map(|second| at(second, fact(&catalog, &mut dice))));
        for outcome in [
            Outcome::Stays,
            Outcome::Thinks,
            Outcome::NothingFits,
            Outcome::Left,
        ] {
            facts.push(at(300, Fact::Ended { outcome }));
        }
        for fact in &facts {
            let text = serde_json::to_string(fact).unwrap();
            let back: Recorded = serde_json::from_str(&text).unwrap();
            assert_eq!(back, *fact, "{text}");
        }
    }
}

#[test]
fn undo_after_any_number_of_changes_restores_the_exact_earlier_state() {
    let catalog = broadband();
    for changes in 1..=200 {
        let mut dice = Dice::new(changes as u64);
        let mut interview = Interview::fold([&at(0, began(catalog))]);
        let mut second = 0;
        let mut tell = |interview: &mut Interview, fact| {
            second += 1;
            interview.apply(&at(second, fact));
        };
        for _ in 0..dice.below(30) {
            tell(&mut interview, change(catalog, &mut dice));
        }
        let before = state(catalog, &interview);
        for _ in 0..changes {
            tell(&mut interview, change(catalog, &mut dice));
        }
        let after = state(catalog, &interview);
        for _ in 0..changes {
            tell(&mut interview, Fact::Undone);
        }
        assert_eq!(
            state(catalog, &interview),
            before,
            "{changes} changes taken back"
        );
        for _ in 0..changes {
            tell(&mut interview, Fact::Redone);
        }
        assert_eq!(
            state(catalog, &interview),
            after,
            "{changes} changes brought back"
        );
        assert!(!interview.can_undo_redo().1);
    }
}

#[test]
fn undo_and_redo_of_nothing_change_nothing() {
    let catalog = broadband();
    let mut interview = Interview::default();
    let before = state(catalog, &interview);
    for fact in [Fact::Undone, Fact::Redone, Fact::Undone] {
        interview.apply(&at(1, fact));
    }
    assert_eq!(state(catalog, &interview), before);
    assert_eq!(interview.can_undo_redo(), (false, false));
}

#[test]
fn a_change_after_undo_leaves_nothing_to_bring_back() {
    let catalog = broadband();
    let people = said(catalog, "people", &json!(4));
    let mut interview = Interview::default();
    interview.apply(&at(1, answered(&id("people"), &people)));
    interview.apply(&at(2, Fact::Undone));
    assert_eq!(interview.can_undo_redo(), (false, true));
    interview.apply(&at(
        3,
        answered(&id("games"), &said(catalog, "games", &json!(true))),
    ));
    assert_eq!(interview.can_undo_redo(), (true, false));
    interview.apply(&at(4, Fact::Redone));
    assert!(!interview.answers().contains_key("people"));
}

#[test]
fn the_order_of_answers_makes_no_difference() {
    for catalog in all() {
        let mut dice = Dice::new(5);
        let answers = dice.answers(&catalog);
        let mut told: Vec<(&Id, &Answer)> = answers.iter().collect();
        let mut results = std::collections::BTreeSet::new();
        for _ in 0..100 {
            dice.shuffle(&mut told);
            let facts: Vec<Recorded> = told
                .iter()
                .enumerate()
                .map(|(second, (question, answer))| at(second, answered(question, answer)))
                .collect();
            let interview = Interview::fold(&facts);
            let needs = derive(&catalog, interview.answers(), 42);
            let advice = advise(catalog.blind(), &needs.needs);
            results.insert(format!("{needs:?}\n{advice:?}"));
        }
        assert_eq!(results.len(), 1);
    }
}

#[test]
fn changing_an_answer_never_clears_another() {
    for catalog in all() {
        let mut dice = Dice::new(6);
        let mut interview = Interview::default();
        let mut expected: BTreeMap<Id, Answer> = BTreeMap::new();
        for second in 0..500 {
            let question = dice.pick(&catalog.questions);
            let answer = dice.answer(question);
            interview.apply(&at(second, answered(&question.id, &answer)));
            expected.insert(question.id.clone(), answer);
            assert_eq!(*interview.answers(), expected);
        }
    }
}

fn with(told: serde_json::Value) -> Interview {
    let catalog = broadband();
    let facts: Vec<Recorded> = answers(catalog, told)
        .iter()
        .map(|(question, answer)| at(0, answered(question, answer)))
        .collect();
    Interview::fold(&facts)
}

fn status(interview: &Interview, question: &str) -> Status {
    let catalog = broadband();
    let (position, _) = catalog.question(question).unwrap();
    Flow::new(catalog, interview).status[position]
}

#[test]
fn an_answer_made_meaningless_is_kept_unused_and_comes_back() {
    let catalog = broadband();
    let mut interview = with(json!({"home": "large", "router": true}));
    let musts = |interview: &Interview| derive(catalog, interview.answers(), 0).musts.len();
    assert_eq!(
        (status(&interview, "router"), musts(&interview)),
        (Status::Answered, 1)
    );
    interview.apply(&at(
        1,
        answered(&id("home"), &said(catalog, "home", &json!("small"))),
    ));
    assert_eq!(
        (status(&interview, "router"), musts(&interview)),
        (Status::NoLongerUsed, 0)
    );
    assert!(interview.answers().contains_key("router"));
    interview.apply(&at(
        2,
        answered(&id("home"), &said(catalog, "home", &json!("middling"))),
    ));
    assert_eq!(
        (status(&interview, "router"), musts(&interview)),
        (Status::Answered, 1)
    );
}

/// Liked sellers used to count even after the question about them no longer applied.
#[test]
fn sellers_named_in_an_answer_that_is_no_longer_used_count_for_nothing() {
    let catalog = broadband();
    let given = |told| derive(catalog, &answers(catalog, told), 0).needs.given;
    let liked = given(json!({"knows_some": true, "likes": ["fernwave"]}));
    assert_eq!(liked[0].iter().filter(|is| **is).count(), 3);
    let no_longer = given(json!({"knows_some": false, "likes": ["fernwave"]}));
    assert_eq!(no_longer, given(json!({})));
    assert!(no_longer.iter().flatten().all(|is| !is));
}

/// An order in which nothing was named used to make everything in it matter most.
#[test]
fn an_order_of_nothing_says_nothing() {
    let catalog = broadband();
    let points = |told| derive(catalog, &answers(catalog, told), 0).needs.points;
    assert_eq!(points(json!({"priorities": []})), points(json!({})));
}

#[test]
fn dont_know_and_rather_not_say_rank_like_no_answer_and_are_not_asked_again() {
    for catalog in all() {
        let mut dice = Dice::new(7);
        for _ in 0..60 {
            let mut told = dice.answers(&catalog);
            let question = dice.pick(&catalog.questions).id.clone();
            told.remove(&question);
            let without = derive(&catalog, &told, 42);
            let advice = advise(catalog.blind(), &without.needs);
            for value in [AnswerValue::DontKnow, AnswerValue::Refused] {
                told.insert(question.clone(), Answer::said(value));
                let needs = derive(&catalog, &told, 42);
                assert_eq!(format!("{needs:?}"), format!("{without:?}"));
                let same = advise(catalog.blind(), &needs.needs);
                assert_eq!(format!("{same:?}"), format!("{advice:?}"));
                let facts: Vec<Recorded> =
                    told.iter().map(|(q, a)| at(0, answered(q, a))).collect();
                let flow = Flow::new(&catalog, &Interview::fold(&facts));
                let (position, _) = catalog.question(question.as_str()).unwrap();
                for after in 0..catalog.questions.len() {
                    assert_ne!(flow.next(Some(after)), Some(position));
                }
            }
        }
    }
}

#[test]
fn the_next_question_always_applies_and_every_question_gets_its_turn() {
    for catalog in all() {
        for seed in 0..50 {
            let mut dice = Dice::new(seed);
            let mut interview = Interview::default();
            let mut after = None;
            for second in 0..catalog.questions.len() * 3 {
                let flow = Flow::new(&catalog, &interview);
                let Some(next) = flow.next(after) else {
                    break;
                };
                assert!(matches!(flow.status[next], Status::Open | Status::PutOff));
                assert!(flow.applying().any(|position| position == next));
                let question = &catalog.questions[next];
                let put_off = flow.status[next] == Status::Open && dice.one_in(5);
                let fact = match put_off {
                    true => Fact::PutOff {
                        question: question.id.clone(),
                    },
                    false => answered(&question.id, &dice.answer(question)),
                };
                interview.apply(&at(second, fact));
                after = Some(next);
            }
            let flow = Flow::new(&catalog, &interview);
            assert_eq!(flow.next(after), None, "all that applies was asked");
            assert_eq!(
                flow.with(Status::Open).count() + flow.with(Status::PutOff).count(),
                0
            );
        }
    }
}

#[test]
fn questions_put_off_come_last_in_the_order_in_which_they_were() {
    let catalog = broadband();
    let mut interview = Interview::default();
    let position = |question: &str| catalog.question(question).unwrap().0;
    for question in ["stay", "people"] {
        interview.apply(&at(
            0,
            Fact::PutOff {
                question: id(question),
            },
        ));
    }
    let mut asked = Vec::new();
    while let Some(next) = Flow::new(catalog, &interview).next(None) {
        asked.push(next);
        let question = &catalog.questions[next];
        interview.apply(&at(
            1,
            answered(&question.id, &Answer::said(AnswerValue::DontKnow)),
        ));
    }
    assert_eq!(
        asked[asked.len() - 2..],
        [position("stay"), position("people")]
    );
    assert_eq!(asked[0], position("home"));
}

#[test]
fn an_ended_conversation_is_open_again_after_a_change() {
    let catalog = broadband();
    let mut interview = with(json!({"people": 3}));
    interview.apply(&at(
        1,
        Fact::Ended {
            outcome: Outcome::Thinks,
        },
    ));
    assert_eq!(interview.outcome(), Some(&Outcome::Thinks));
    interview.apply(&at(
        2,
        answered(&id("games"), &said(catalog, "games", &json!(true))),
    ));
    assert_eq!(interview.outcome(), None);
}
