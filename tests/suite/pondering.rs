//! What takes longer than a key may wait: the order is there at once, nothing old stands beside it, and nobody answers a question that is
//! not on the screen yet.

use candor::command::Place;
use candor::interview::Fact;
use candor::tui::app::{DROPPED, Event, Overlay};
use candor::tui::terminal::Key;

use crate::pairs::before_a_pair;
use crate::support::app::Talk;
use crate::support::catalogs::{all, broadband};

/// At the first question, where what takes longer is not worked out before the test says so.
fn late() -> Talk {
    let mut talk = Talk::new(broadband());
    talk.late = true;
    talk
}

fn asked(talk: &Talk) -> usize {
    talk.app.case.as_ref().unwrap().asked
}

fn answers(talk: &Talk) -> usize {
    let facts = talk.on_disk().iter();
    facts
        .filter(|recorded| matches!(recorded.fact, Fact::Answered { .. }))
        .count()
}

#[test]
fn until_it_is_known_how_sure_the_order_is_no_old_figure_stands_there() {
    let mut sure = Talk::new(broadband()).keys("2 Enter");
    let mut talk = late().keys("2 Enter");
    let case = |talk: &Talk| talk.app.case.clone().unwrap();
    assert_eq!(
        case(&sure).advice.ranked,
        case(&talk).advice.ranked,
        "the order is there at once"
    );
    assert!(case(&talk).is_pondered());
    let page = talk.rows(120, 40).join("\n");
    assert!(page.contains("Can stop now: ..."), "{page}");
    assert!(
        page.contains("first in ...") && !page.contains("of 10 readings"),
        "{page}"
    );
    assert!(!page.contains("could change 1st: Q"), "{page}");
    talk.think();
    assert!(!case(&talk).is_pondered());
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        assert_eq!(talk.rows(width, height), sure.rows(width, height));
    }
}

#[test]
fn every_page_says_that_it_is_not_known_yet() {
    for (key, place) in [("w", Place::Why), ("s", Place::Summary)] {
        let mut talk = late().keys("2 Enter").keys(key);
        assert_eq!(talk.app.place, place);
        let page = talk.rows(100, 60).join("\n");
        assert!(page.contains("..."), "{page}");
        assert!(!page.contains("of 10 readings"), "{page}");
        talk.think();
        let page = talk.rows(100, 60).join("\n");
        assert!(!page.contains("..."), "{page}");
    }
}

#[test]
fn what_has_been_overtaken_is_dropped() {
    let mut talk = late().keys("2 Enter");
    let old = talk.asked_for.clone();
    // Taken back before it was worked out: what comes of it belongs to other answers.
    talk = talk.keys("u");
    let newer = talk.asked_for.clone();
    assert_ne!(old, newer);
    let case = |talk: &Talk| talk.app.case.clone().unwrap();
    talk.event(Event::Pondered(old.unwrap().work()));
    assert!(case(&talk).is_pondered(), "the old result says nothing");
    talk.event(Event::Pondered(newer.unwrap().work()));
    assert!(!case(&talk).is_pondered());
    let undone = Talk::new(broadband()).keys("2 Enter u");
    let sentence = case(&undone).sure_sentence();
    assert_eq!(case(&talk).sure_sentence(), sentence);
}

#[test]
fn a_key_for_the_next_question_is_dropped_before_that_is_on_the_screen() {
    let mut talk = late().keys("2 Enter");
    let first = asked(&talk);
    assert_eq!(answers(&talk), 1);
    for key in ["1", "3", "Enter", "0", "a", "p"] {
        talk = talk.keys(key);
        assert_eq!(asked(&talk), first, "{key}");
        assert_eq!(answers(&talk), 1, "{key}");
        assert_eq!(talk.app.notice.as_deref(), Some(DROPPED), "{key}");
    }
    talk.think();
    assert_ne!(asked(&talk), first);
    let talk = talk.keys("2");
    assert_eq!(answers(&talk), 2);
}

#[test]
fn other_keys_work_while_it_is_worked_out() {
    // Back: nobody is taken from where they went.
    let mut back = late().keys("2 Enter");
    back.think();
    let second = asked(&back);
    back = back.keys("1");
    back = back.keys("Backspace");
    let here = asked(&back);
    assert_ne!(here, second);
    back.think();
    assert_eq!(asked(&back), here);
    // A note: it is not taken away, and the next question comes when it is kept.
    let mut note = late().keys("2 Enter n").typed("hi");
    let first = asked(&note);
    note.think();
    assert!(matches!(&note.app.overlay, Some(Overlay::Note { text, .. }) if text == "hi"));
    assert_eq!(asked(&note), first);
    note = note.keys("Enter");
    assert!(note.app.overlay.is_none());
    assert_ne!(asked(&note), first, "{}", note.text());
    // A look at the reasons: the next question waits below.
    let mut why = late().keys("2 Enter w");
    why.think();
    assert_eq!(why.app.place, Place::Why);
    why = why.keys("Backspace");
    assert_eq!(why.app.place, Place::Question);
    assert_eq!(asked(&why), second);
    // On hold, and out.
    let hold = late().keys("2 Enter h");
    assert_eq!(hold.app.place, Place::Hold);
    let left = late().keys("2 Enter q Enter");
    assert!(left.left);
    // Undo.
    let undone = late().keys("2 Enter u");
    assert_eq!(
        undone.app.case.as_ref().unwrap().interview.answers().len(),
        0
    );
    // Jump.
    let jumped = late().keys("2 Enter /").typed("games").keys("Enter");
    let games = broadband().question("games").unwrap().0;
    assert_eq!(asked(&jumped), games);
}

#[test]
fn whoever_leaves_before_the_next_question_is_there_begins_with_it() {
    let mut talk = late().keys("2 Enter q Enter");
    assert!(talk.left);
    talk.late = false;
    talk.reopen();
    assert_eq!(asked(&talk), asked(&Talk::new(broadband()).keys("2 Enter")));
}

#[test]
fn a_conversation_is_the_same_however_late_everything_is_known() {
    for catalog in &all() {
        for customer in 0..3 {
            let (mut now, mut late) =
                (Talk::new(catalog).by_worth(), Talk::new(catalog).by_worth());
            late.late = true;
            for _ in 0..catalog.questions.len() {
                if now.app.place != Place::Question {
                    break;
                }
                now = now.answered(customer);
                late = late.answered(customer);
                late.think();
                assert_eq!(now.rows(120, 40), late.rows(120, 40), "{}", catalog.id);
            }
            let keys = "w c s Backspace";
            now = now.keys(keys);
            late = late.keys(keys);
            late.think();
            assert_eq!(now.rows(120, 40), late.rows(120, 40), "{}", catalog.id);
            assert_eq!(now.on_disk().len(), late.on_disk().len());
        }
    }
}

#[test]
fn a_choice_between_two_is_taken_only_where_the_two_can_be_seen() {
    let (_, mut talk) = before_a_pair();
    assert_eq!(talk.app.place, Place::Pair);
    talk.late = true;
    let before = talk.app.on_screen();
    talk.press(Key::Char('1'));
    let choices = |talk: &Talk| talk.app.case.as_ref().unwrap().interview.choices().count();
    assert_eq!(choices(&talk), 1);
    let waiting = talk.app.on_screen();
    assert_ne!(before, waiting);
    talk.press(Key::Char('1'));
    assert_eq!(choices(&talk), 1, "the next two are not there yet");
    talk.think();
    if talk.app.place == Place::Pair {
        assert_ne!(
            talk.app.on_screen(),
            waiting,
            "a key for what stood there before is none for them"
        );
    }
}
