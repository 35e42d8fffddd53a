//! Ended conversations found by the palette while another one goes on: it waits, is looked past, and goes on where it stood.

use candor::casebook::Erased;
use candor::command::Place;
use candor::tui::app::{Event, Overlay, Target};
use candor::tui::terminal::Key;

use crate::support::app::Talk;
use crate::support::catalogs::broadband;

/// Inside a conversation, another one that ended before it, and what was typed to find that.
fn inside(keys: &str, words: &str) -> Talk {
    let ended = Talk::new(broadband()).keys("2 Enter 2 s 4 k");
    let talk = ended.keys("1 y").keys(keys);
    assert!(talk.app.case.is_some() && !talk.app.is_looking());
    talk.keys("/").typed(words)
}

/// Chooses the row of the palette that leads to past conversations.
fn to_past(mut talk: Talk) -> Talk {
    let Some(Overlay::Jump(jump)) = &talk.app.overlay else {
        panic!("the palette is open");
    };
    let row = jump
        .found
        .iter()
        .position(|found| found.target == Target::Past);
    for _ in 0..row.expect("past conversations in the palette") {
        talk.press(Key::Down);
    }
    talk.keys("Enter")
}

/// Ended ones were found by the palette of the start alone.
#[test]
fn inside_a_conversation_ended_ones_are_found_and_looked_at_and_it_goes_on_where_it_stood() {
    for (keys, place) in [
        ("3", Place::Question),
        ("3 Enter 2", Place::Question),
        ("3 Enter 2 c", Place::Compare),
        ("3 Enter 2 w", Place::Why),
        ("3 Enter 2 s", Place::Summary),
    ] {
        let talk = inside(keys, "keeps");
        let before = talk.app.case.clone().unwrap();
        let mut talk = to_past(talk);
        assert_eq!(
            (talk.app.place, talk.app.past.found.matches),
            (Place::Past, 1)
        );
        let text = talk.text();
        assert!(
            text.contains(&format!("Case {} waits", before.id)),
            "{text}"
        );
        let mut talk = talk.keys("Enter");
        assert!(talk.app.is_looking());
        assert!(talk.text().contains("keeps what they have"));
        let mut talk = talk.keys("Backspace");
        assert_eq!(talk.app.place, Place::Past, "{keys}");
        talk = talk.keys("Backspace");
        let now = talk.app.case.clone().expect("it goes on");
        assert_eq!((talk.app.place, &now.id), (place, &before.id), "{keys}");
        assert_eq!(now.interview.answers(), before.interview.answers());
        assert_eq!(now.asked, before.asked, "{keys}");
        assert!(!talk.app.is_looking());
        // From there the way back leads through it to the start, as ever.
        for _ in 0..6 {
            if talk.app.place != Place::Start {
                talk = talk.keys("Backspace");
            }
        }
        assert_eq!(talk.app.place, Place::Start, "{keys}");
    }
}

/// Behind a screen of what is found otherwise they would be out of sight.
#[test]
fn words_typed_behind_past_are_looked_for_there_first_and_end_leads_to_the_last_row() {
    let talk = inside("3", "past keeps");
    let Some(Overlay::Jump(jump)) = &talk.app.overlay else {
        panic!("the palette is open");
    };
    let targets: Vec<Target> = jump.found.iter().map(|found| found.target).collect();
    assert_eq!(targets[0], Target::Past);
    assert_eq!(
        targets.iter().filter(|own| **own == Target::Past).count(),
        1
    );
    let talk = talk.keys("Enter");
    assert_eq!(talk.app.past.find, "keeps");
    let start = Talk::start(&[broadband()]).keys("/").typed("past keeps");
    assert_eq!(start.keys("Enter").app.past.find, "keeps");
    let last = inside("3", "keeps").keys("End");
    let Some(Overlay::Jump(jump)) = &last.app.overlay else {
        panic!("the palette is open");
    };
    assert_eq!(jump.found[jump.cursor].target, Target::Past);
    assert_eq!(last.keys("Enter").app.place, Place::Past);
}

#[test]
fn what_was_begun_is_there_again_after_a_look_at_an_ended_conversation() {
    let talk = Talk::new(broadband()).keys("2 Enter 2 s 4 k 1 y 3 Enter 2 1 4 5 n");
    let talk = talk.typed("calls back").keys("Esc");
    let draft = talk.app.case.as_ref().unwrap().draft.clone();
    assert_eq!(draft.text, "45");
    let talk = to_past(talk.keys("/").typed("keeps")).keys("Enter Backspace Backspace");
    let case = talk.app.case.as_ref().unwrap();
    assert_eq!(
        (&case.draft.text, case.draft.level),
        (&draft.text, draft.level)
    );
    assert_eq!(
        case.note.as_ref().map(|(_, text)| text.as_str()),
        Some("calls back")
    );
}

#[test]
fn whoever_goes_on_with_another_one_finds_the_first_among_those_that_wait() {
    let talk = to_past(inside("3 Enter", "keeps"));
    let first = talk.app.past.found.rows[0].id;
    let talk = talk.keys("Enter h");
    let now = talk.app.case.as_ref().unwrap().id.clone();
    assert_eq!(now.as_str(), first.to_string());
    let mut talk = talk.keys("Backspace Backspace");
    while talk.app.place != Place::Start {
        talk = talk.keys("Backspace");
    }
    assert_eq!(talk.app.open_cases().count(), 1, "{}", talk.text());
}

#[test]
fn what_would_be_lost_on_the_way_is_not_left_for_a_look_at_past_conversations() {
    let offers = |talk: &Talk| match &talk.app.overlay {
        Some(Overlay::Jump(jump)) => jump.found.iter().any(|found| found.target == Target::Past),
        _ => false,
    };
    assert!(offers(&inside("3", "keeps")));
    // Another answer that is not kept yet; a change that is tried; a step that is not saved.
    for keys in [
        "2 Enter 2 1 5 0 Enter Backspace Backspace Backspace 1",
        "2 Enter 2 1 5 0 Enter w 1",
    ] {
        let talk = inside(keys, "keeps");
        assert!(
            matches!(talk.app.place, Place::Change | Place::Try),
            "{keys}"
        );
        assert!(!offers(&talk), "{keys}");
    }
    let mut unsaved = Talk::new(broadband()).keys("2 Enter");
    unsaved.fails = Some("The disk is full.");
    assert!(!offers(&unsaved.keys("2 /").typed("keeps")));
    assert!(!offers(
        &Talk::unkept(&[broadband()]).keys("g 1 y /").typed("keeps")
    ));
    // The customer reads of no other customer.
    assert!(!offers(
        &Talk::new(broadband()).keys("2 Enter x /").typed("keeps")
    ));
}

/// Backspace went on with a conversation that had been erased while it waited.
#[test]
fn a_conversation_that_is_erased_while_it_waits_is_not_gone_on_with() {
    let mut talk = to_past(inside("3 Enter 2", "keeps"));
    let waits = talk.app.aside().unwrap();
    talk.event(Event::Erased(Erased {
        case: waits,
        files: 1,
        elsewhere: Vec::new(),
    }));
    assert_eq!(talk.app.aside(), None);
    let talk = talk.keys("Backspace");
    assert_eq!(
        (talk.app.place, talk.app.case.is_none()),
        (Place::Start, true)
    );
}
