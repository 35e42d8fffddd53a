//! What could not be saved waits, is tried again, and nothing follows from it before it is on disk.

use candor::command::Place;
use candor::tui::app::Event;

use crate::support::app::Talk;
use crate::support::catalogs::broadband;

const FULL: &str = "The disk is full. Free at least 1 MB.";

/// On the second question, whose answer could not be saved.
fn refused() -> Talk {
    let mut talk = Talk::new(broadband()).keys("2 Enter");
    talk.fails = Some(FULL);
    talk.keys("2")
}

fn answered(talk: &Talk) -> usize {
    talk.app.case.as_ref().unwrap().interview.answers().len()
}

#[test]
fn an_answer_that_could_not_be_saved_is_saved_by_itself_and_the_talk_goes_on() {
    let mut talk = refused();
    let asked = talk.app.case.as_ref().unwrap().asked;
    assert!(talk.app.unsaved && talk.app.is_waiting());
    assert_eq!(answered(&talk), 1, "it is no answer before it is on disk");
    // Still no space.
    talk.fails = Some(FULL);
    talk.event(Event::Retry);
    assert!(talk.app.unsaved && talk.app.is_waiting());
    assert!(talk.text().contains("NOT SAVED"));
    talk.event(Event::Retry);
    assert!(!talk.app.unsaved && !talk.app.is_waiting());
    assert_eq!(answered(&talk), 2);
    assert_ne!(
        talk.app.case.as_ref().unwrap().asked,
        asked,
        "the next question is shown"
    );
    let facts = talk.on_disk().len();
    talk.event(Event::Retry);
    assert_eq!(talk.on_disk().len(), facts, "nothing is saved twice");
}

#[test]
fn what_is_said_now_stands_in_place_of_what_could_not_be_saved() {
    let talk = refused().keys("1");
    assert!(!talk.app.unsaved);
    assert_eq!(answered(&talk), 2);
    let mut talk = talk;
    let facts = talk.on_disk().len();
    talk.event(Event::Retry);
    assert_eq!(talk.on_disk().len(), facts);
}

#[test]
fn undo_lets_go_of_what_waits_and_of_nothing_else() {
    let mut talk = refused().keys("u");
    assert!(!talk.app.unsaved && !talk.app.is_waiting());
    assert_eq!(answered(&talk), 1);
    talk.event(Event::Retry);
    assert_eq!(answered(&talk), 1);
}

#[test]
fn all_answers_of_a_change_that_was_kept_wait_together() {
    let talk = Talk::new(broadband())
        .keys("2 Enter 3 1")
        .keys("1 5 Right Right Enter")
        .keys("w 1");
    assert_eq!(talk.app.place, Place::Try);
    let mut talk = talk;
    talk.fails = Some(FULL);
    let mut talk = talk.keys("k");
    assert!(talk.app.is_waiting());
    talk.event(Event::Retry);
    assert!(!talk.app.is_waiting() && !talk.app.unsaved);
    assert!(!talk.app.case.as_ref().unwrap().advice.ranked.is_empty());
    assert!(talk.app.notice.as_ref().unwrap().contains("Kept"));
}

#[test]
fn leaving_the_conversation_lets_go_of_what_waits() {
    let mut talk = refused().keys("Backspace Backspace Backspace");
    assert_eq!(talk.app.place, Place::Start);
    assert!(!talk.app.is_waiting());
    assert!(talk.event(Event::Retry).is_empty());
}
