//! Another answer to a question that was answered: what it disturbs is shown before it is kept, and nothing is lost.

use std::collections::BTreeSet;

use candor::command::Place;
use candor::interview::{Flow, Status};
use candor::ranking::Advice;
use candor::tui::terminal::Key;

use crate::support::app::Talk;
use crate::support::catalogs::{all, broadband};

/// Two people in three to five rooms who need a router, for $50 at most; then back to the size of the home.
fn back_at_the_home() -> Talk {
    Talk::new(broadband())
        .keys("2 Enter 2 1 5 0 Enter")
        .keys("Backspace Backspace Backspace")
}

fn labels(talk: &Talk, status: Status) -> Vec<String> {
    let case = talk.app.case.as_ref().unwrap();
    let questions = case.flow.with(status);
    questions
        .map(|position| case.catalog.questions[position].id.to_string())
        .collect()
}

fn fitting(advice: &Advice) -> BTreeSet<usize> {
    advice.ranked.iter().map(|ranked| ranked.offering).collect()
}

#[test]
fn what_another_answer_disturbs_is_shown_and_nothing_is_saved() {
    let talk = back_at_the_home();
    let before = talk.on_disk().len();
    let mut talk = talk.keys("1");
    assert_eq!(talk.app.place, Place::Change);
    assert_eq!(talk.on_disk().len(), before);
    let text = talk.text();
    for words in [
        "CHANGE  Home: one or two rooms instead of three to five rooms",
        "Nothing is changed yet.",
        "[1] keep the new answer",
        "[2] leave it as it was",
        "Kept, but no longer used: Router: yes",
        "First with it:",
    ] {
        assert!(text.contains(words), "{words} in\n{text}");
    }
}

#[test]
fn keeping_it_loses_no_other_answer_and_undo_takes_it_back() {
    for keep in ["1", "k", "Enter"] {
        let talk = back_at_the_home();
        let before = talk.app.case.as_ref().unwrap().interview.clone();
        let facts = talk.on_disk().len();
        let talk = talk.keys("1").keys(keep);
        assert_eq!(talk.app.place, Place::Question);
        assert_eq!(talk.on_disk().len(), facts + 1);
        let after = &talk.app.case.as_ref().unwrap().interview;
        for (question, answer) in before.answers() {
            let changed = *question == "home";
            assert_eq!(after.answers()[question] != *answer, changed, "{question}");
        }
        assert_eq!(labels(&talk, Status::NoLongerUsed), ["router"]);
        let talk = talk.keys("u");
        let back = &talk.app.case.as_ref().unwrap().interview;
        assert_eq!(back.answers(), before.answers());
        assert_eq!(labels(&talk, Status::NoLongerUsed), Vec::<String>::new());
    }
}

#[test]
fn leaving_it_goes_back_to_the_question_with_the_old_answer() {
    for leave in ["2", "Backspace", "Esc", "Down Enter"] {
        let talk = back_at_the_home();
        let before = talk.app.case.as_ref().unwrap().interview.clone();
        let facts = talk.on_disk().len();
        let mut talk = talk.keys("1").keys(leave);
        assert_eq!(talk.app.place, Place::Question, "{leave}");
        assert!(talk.app.trying.is_none());
        assert_eq!(talk.on_disk().len(), facts);
        let case = talk.app.case.as_ref().unwrap();
        assert_eq!(case.interview.answers(), before.answers());
        assert_eq!(case.question().unwrap().id, "home");
        assert!(talk.text().contains("the answer of before holds"));
    }
}

#[test]
fn a_figure_that_was_typed_still_stands_there_after_leaving_it() {
    let talk = Talk::new(broadband()).keys("2 Enter 2 1 5 0 Enter Backspace");
    let talk = talk.typed("15").keys("Right Right Enter");
    assert_eq!(talk.app.place, Place::Change);
    let talk = talk.keys("Backspace");
    assert_eq!(talk.app.case.as_ref().unwrap().draft.text, "15");
}

#[test]
fn the_same_answer_and_one_that_disturbs_nothing_are_kept_at_once() {
    let same = back_at_the_home().keys("2");
    assert_eq!(same.app.place, Place::Question);
    // Nobody said it, it was seen: that moves nothing.
    let facts = same.on_disk().len();
    let seen = back_at_the_home().keys("p 2");
    assert_eq!(seen.app.place, Place::Question);
    assert_eq!(seen.on_disk().len(), facts);
    let provenance = |talk: &Talk| {
        let case = talk.app.case.as_ref().unwrap();
        case.interview.answers()["home"].provenance
    };
    assert_ne!(provenance(&seen), provenance(&same));
}

#[test]
fn an_answer_that_fits_no_longer_beside_the_new_one_is_named() {
    let mut catalogs = all().into_iter();
    let mortgages = catalogs.find(|c| c.id == "mortgages").unwrap();
    let talk = Talk::start(&[&mortgages]).keys("1");
    let unread = talk.app.place == Place::Opening;
    let talk = if unread { talk.keys("Enter") } else { talk };
    let talk = talk
        .typed("400000")
        .keys("Enter")
        .typed("90000")
        .keys("Enter");
    let talk = talk.keys("Backspace Backspace");
    let mut talk = talk.typed("60000").keys("Enter");
    let text = talk.text();
    assert_eq!(talk.app.place, Place::Change, "{text}");
    assert!(text.contains("To be asked again: "), "{text}");
}

/// Every figure on the page is the one the engine has once the answer is kept.
#[test]
fn in_every_catalog_what_was_shown_is_what_comes() {
    let mut shown = 0;
    for catalog in all() {
        for customer in 0..3 {
            let talk = Talk::start(&[&catalog]).by_worth().keys("1");
            let unread = talk.app.place == Place::Opening;
            let mut talk = if unread { talk.keys("Enter") } else { talk };
            for _ in 0..6 {
                if talk.app.place == Place::Question {
                    talk = talk.answered(customer);
                }
            }
            for back in 1..5 {
                let mut talk = talk.clone();
                for _ in 0..back {
                    talk.press(Key::Backspace);
                }
                if talk.app.place != Place::Question {
                    continue;
                }
                let before = talk.app.case.clone().unwrap();
                talk = talk.answered(customer + 1);
                if talk.app.place != Place::Change {
                    continue;
                }
                shown += 1;
                let trying = talk.app.trying.clone().unwrap();
                let talk = talk.keys("k");
                let after = talk.app.case.as_ref().unwrap();
                assert_eq!(after.advice.ranked, trying.advice.ranked);
                let (old, new) = (fitting(&before.advice), fitting(&after.advice));
                for &offering in &trying.disturbed.come {
                    assert!(new.contains(&offering) && !old.contains(&offering));
                }
                for &offering in &trying.disturbed.go {
                    assert!(old.contains(&offering) && !new.contains(&offering));
                }
                assert_eq!(trying.movement.fitting, (old.len(), new.len()));
                let flow = Flow::new(&catalog, &after.interview);
                assert_eq!(flow, after.flow);
                for (position, status) in flow.status.iter().enumerate() {
                    let lost = *status == Status::NoLongerUsed
                        && before.flow.status[position] == Status::Answered;
                    let told = trying.disturbed.no_longer_used.contains(&position);
                    assert_eq!(told, lost);
                }
            }
        }
    }
    assert!(shown > 8, "only {shown} changes disturbed anything");
}
