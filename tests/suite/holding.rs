//! On hold: a conversation waits exactly where it stands, in memory and on disk.

use candor::command::Place;
use candor::interview::{Fact, Interview, NoteKind};
use candor::tui::terminal::Key;

use crate::support::app::Talk;
use crate::support::catalogs::broadband;
use crate::support::program::Home;
use crate::support::pty::{Pty, SIZE};

/// On the first question, where several options can be ticked.
fn begun() -> Talk {
    Talk::new(broadband())
}

/// Closes the conversation that is on hold and opens it again from the list.
fn another_time(talk: Talk) -> Talk {
    let talk = talk.keys("Backspace");
    assert_eq!(talk.app.place, Place::Start);
    talk.keys("a")
}

#[test]
fn h_holds_and_h_goes_on_where_it_stood() {
    for (keys, place) in [
        ("2", Place::Question),
        ("2 Enter 2 c", Place::Compare),
        ("2 Enter 2 w", Place::Why),
        ("2 Enter 2 s", Place::Summary),
    ] {
        let talk = begun().keys(keys);
        assert_eq!(talk.app.place, place);
        let before = talk.app.case.as_ref().unwrap().clone();
        let mut held = talk.keys("h");
        assert_eq!(held.app.place, Place::Hold);
        let text = held.text();
        assert!(text.contains("ON HOLD since 14:0"), "{text}");
        for again in [
            held.clone().keys("h"),
            held.clone().keys("Enter"),
            another_time(held),
        ] {
            assert_eq!(again.app.place, place, "{keys}");
            let case = again.app.case.as_ref().unwrap();
            assert_eq!(case.asked, before.asked, "{keys}");
            assert_eq!(case.draft.ticked, before.draft.ticked, "{keys}");
            assert_eq!(case.interview.answers(), before.interview.answers());
            assert!(case.interview.held().is_none());
        }
    }
}

#[test]
fn what_was_begun_waits_with_it() {
    // A figure typed on the first question, another one on a later one, and a note.
    let talk = begun().typed("3").keys("/").typed("budget").keys("Enter");
    let mut talk = talk.typed("45").keys("n").typed("calls back on monday");
    talk.press(Key::F(8));
    assert_eq!(talk.app.place, Place::Hold);
    let again = another_time(talk);
    let case = again.app.case.as_ref().unwrap();
    assert_eq!(
        case.note,
        Some((NoteKind::Private, "calls back on monday".to_owned()))
    );
    assert_eq!(case.draft.text, "45");
    assert!(case.interview.answers().is_empty(), "nothing was answered");
    let first = case.catalog.questions[0].label.to_string();
    let back = again.keys("/").typed(&first).keys("Enter");
    let case = back.app.case.as_ref().unwrap();
    assert_eq!((case.asked, case.draft.text.as_str()), (0, "3"));
}

#[test]
fn an_answer_changed_and_not_kept_waits_beside_the_old_one() {
    let talk = begun().keys("2 Enter Backspace").typed("7").keys("h");
    let again = another_time(talk);
    let case = again.app.case.as_ref().unwrap();
    let first = &case.catalog.questions[0].id;
    assert_eq!(case.asked, 0);
    assert_eq!(case.draft.text, "7");
    assert!(case.interview.answers().contains_key(first));
}

#[test]
fn a_card_number_in_a_note_that_was_begun_is_hidden_on_disk() {
    let mut talk = begun().keys("n").typed("card 4111 1111 1111 1111");
    talk.press(Key::F(8));
    let disk = serde_json::to_string(talk.on_disk()).unwrap();
    assert!(!disk.contains("4111 1111 1111 1111"), "{disk}");
    assert!(disk.contains("1111"), "{disk}");
}

#[test]
fn a_conversation_that_ended_is_not_put_on_hold() {
    let talk = begun().keys("2 Enter 2 s 1 h");
    assert_ne!(talk.app.place, Place::Hold);
    let notice = talk.app.notice.as_ref().unwrap();
    assert!(notice.contains("has ended"), "{notice}");
}

#[test]
fn holding_changes_no_answer_and_undo_still_takes_the_last_one_back() {
    let talk = begun().keys("2 Enter 2");
    let answers = talk.app.case.as_ref().unwrap().interview.answers().len();
    let talk = talk.keys("h h u");
    let case = talk.app.case.as_ref().unwrap();
    assert_eq!(case.interview.answers().len(), answers - 1);
}

#[test]
fn whatever_happens_next_takes_a_conversation_up() {
    let talk = begun().keys("2 Enter 2 h");
    let facts = talk.on_disk();
    assert!(Interview::fold(facts).held().is_some());
    for next in [Fact::TakenUp, Fact::Undone] {
        let mut more = facts.to_vec();
        let mut last = more.last().unwrap().clone();
        last.fact = next;
        more.push(last);
        assert!(Interview::fold(&more).held().is_none());
    }
}

#[test]
fn conversations_on_hold_stand_first_in_the_list() {
    let talk = begun().keys("2 Enter h Backspace");
    // Another one, newer and open.
    let mut talk = talk.keys("1 y 2 Enter Esc Esc");
    assert_eq!(talk.app.place, Place::Start);
    let text = talk.text();
    let rows: Vec<&str> = text.lines().filter(|row| row.contains("answer")).collect();
    assert!(rows[0].contains("[a] on hold"), "{text}");
    assert!(!rows[1].contains("on hold"), "{text}");
}

#[cfg(unix)]
#[test]
fn a_conversation_on_hold_outlives_the_program() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let mut pty = Pty::begun(&data, SIZE);
    pty.key("4").sees("Q2 of 14");
    pty.key("3").sees("[x] city");
    pty.key("n").keys("back at five").sees("back at five");
    pty.key("F8")
        .sees("ON HOLD since")
        .sees("note that was begun");
    pty.kill();
    let mut pty = Pty::start(&data, SIZE);
    pty.sees("on hold  New cars")
        .key("a")
        .sees("Q2 of 14")
        .sees("[x] city");
    pty.key("n").sees("back at five");
}

#[test]
fn a_case_is_put_on_hold_from_the_command_line() {
    let home = Home::new();
    let id = crate::cli::cases::begin(&home, 1_000_000, None);
    let ran = home.run(&format!("case hold {id} --data-dir data"));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("is on hold"), "{}", ran.out);
    let again = home.run(&format!("case hold {id} --data-dir data"));
    assert!(
        again.out.contains("has been on hold since"),
        "{}",
        again.out
    );
    let list = home.run("case list --format json --data-dir data");
    assert!(list.out.contains("\"state\": \"held\""), "{}", list.out);
}
