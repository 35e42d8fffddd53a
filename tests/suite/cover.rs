//! S-067: the screen covered. Nothing of the conversation is on it, and the key that uncovers it does nothing else.

use candor::command::Place;
use candor::tui::app::{Effect, Event, Overlay};
use candor::tui::terminal::{Guarded, Input, Key};

use crate::support::app::Talk;
use crate::support::catalogs::broadband;

fn at(keys: &str) -> Talk {
    Talk::new(broadband()).keys(keys)
}

/// The rows that are not empty.
fn lines(talk: &mut Talk, width: u16, height: u16) -> Vec<String> {
    let rows = talk.rows(width, height).into_iter();
    let rows = rows.map(|row| row.trim().to_owned());
    rows.filter(|row| !row.is_empty()).collect()
}

#[test]
fn covered_every_screen_shows_the_case_and_nothing_of_it() {
    let screens = [
        "",
        "2 Enter",
        "2 Enter c",
        "2 Enter w",
        "2 Enter s",
        "2 Enter h",
        "2 Enter ?",
        "2 Enter /",
        "2 Enter n",
        "2 Enter o",
        "2 Enter q",
    ];
    for keys in screens {
        let mut talk = at(keys);
        talk.app.notice = Some("Last answer: 2".into());
        assert_eq!(talk.event(Event::Cover), [Effect::Redraw], "drawn anew");
        for (width, height) in [(40, 10), (60, 20), (80, 24), (120, 40)] {
            let id = talk.app.case.as_ref().unwrap().id.clone();
            assert_eq!(
                lines(&mut talk, width, height),
                [format!("case {id}"), "press a key".to_owned()],
                "{keys} at {width}x{height}"
            );
        }
    }
    let mut start = Talk::start(&[broadband()]);
    start.event(Event::Cover);
    assert_eq!(lines(&mut start, 80, 24), ["candor", "press a key"]);
}

#[test]
fn a_run_that_keeps_nothing_says_so_even_then() {
    let mut talk = Talk::unkept(&[broadband()]).keys("g 1 y F7");
    let lines = lines(&mut talk, 60, 20);
    assert!(lines[2].contains("NOT SAVED: only in memory"), "{lines:?}");
}

#[test]
fn whatever_uncovers_it_does_nothing_else() {
    let key = |key| Event::Person(Guarded::Input(Input::Key(key)));
    let touches = [
        key(Key::Char('1')),
        key(Key::Enter),
        key(Key::Backspace),
        key(Key::Char('q')),
        key(Key::Interrupt),
        key(Key::F(7)),
        Event::Person(Guarded::Input(Input::Paste("pasted".into()))),
        Event::Person(Guarded::Burst {
            text: "1111".into(),
            characters: 4,
            // The first of them came alone, before the others.
            acted: Some(Key::Char('1')),
        }),
    ];
    for touch in touches {
        // The key before it kept an answer.
        let mut talk = at("2 Enter 2");
        let before = talk.app.clone();
        talk.event(Event::Cover);
        assert!(!talk.app.would_answer(Key::Char('1')));
        assert_eq!(talk.event(touch.clone()), [Effect::Redraw], "{touch:?}");
        assert!(!talk.app.is_covered());
        let (now, then) = (talk.app.case.as_ref(), before.case.as_ref());
        let (now, then) = (now.unwrap(), then.unwrap());
        assert_eq!(now.interview, then.interview, "{touch:?}");
        assert_eq!((now.asked, &now.draft), (then.asked, &then.draft));
        assert_eq!((talk.app.place, talk.app.overlay), (before.place, None));
    }
}

#[test]
fn nobody_uncovers_it_by_turning_to_another_window() {
    let mut talk = at("2 Enter");
    talk.event(Event::Cover);
    talk.event(Event::Person(Guarded::Input(Input::Focus(true))));
    talk.event(Event::Cases(Vec::new()));
    assert!(talk.app.is_covered());
}

#[test]
fn f7_covers_it_at_once_and_what_was_begun_waits_below() {
    let talk = at("2 Enter").keys("n").typed("calls back").keys("F7");
    assert!(talk.app.is_covered());
    let talk = talk.keys("x");
    let Some(Overlay::Note { text, .. }) = &talk.app.overlay else {
        panic!("the note is open");
    };
    assert_eq!(text, "calls back");
    for keys in ["2 Enter c F7", "2 Enter / F7", "h F7"] {
        assert!(at(keys).app.is_covered(), "{keys}");
    }
    assert_eq!(at("2 Enter c F7 x").app.place, Place::Compare);
}

#[test]
fn what_could_not_be_saved_is_said_and_tried_again_below() {
    let mut talk = at("2 Enter");
    talk.fails = Some("The disk is full.");
    let mut talk = talk.keys("2 F7");
    let text = lines(&mut talk, 80, 24);
    assert_eq!(text[2], "the last step is not saved");
    talk.event(Event::Retry);
    assert_eq!(lines(&mut talk, 80, 24).len(), 2);
    assert!(talk.app.is_covered());
    assert_eq!(talk.app.case.as_ref().unwrap().interview.answers().len(), 2);
}

#[cfg(unix)]
mod on_a_terminal {
    use std::thread::sleep;
    use std::time::Duration;

    use crate::support::program::Home;
    use crate::support::pty::{Pty, SIZE};

    /// Nothing but the case, and every cell written anew from a cleared screen.
    fn assert_covered(pty: &Pty, bytes_before: usize) {
        let text = pty.text();
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines.len(), 2, "{text}");
        assert!(lines[0].starts_with("case ") && lines[0].len() == 14);
        let bytes = pty.bytes();
        let last = String::from_utf8_lossy(&bytes[bytes_before..]).into_owned();
        assert!(last.contains("\u{1b}[2J"), "{last:?}");
        let after = last.rsplit("\u{1b}[2J").next().unwrap();
        for kept in ["Chrysler", "Pacifica", "How many", "People", "1 answered"] {
            assert!(!after.contains(kept), "{kept} in {after:?}");
        }
    }

    #[test]
    fn covered_nothing_is_left_in_the_terminal_and_a_held_key_only_uncovers() {
        let home = Home::new();
        let mut pty = Pty::begun(&home.path("data"), SIZE);
        pty.key("4").sees("Q2 of 14").sees("[1] [ ] daily commute");
        let before = pty.bytes().len();
        pty.key("F7").sees("press a key");
        assert_covered(&pty, before);
        // Longer than F7 itself could be held down.
        sleep(Duration::from_millis(400));
        for _ in 0..8 {
            pty.key("1");
        }
        pty.sees("[1] [ ] daily commute").sees("1 answered");
        sleep(Duration::from_millis(1200));
        pty.key("1").sees("[1] [x] daily commute");
    }

    #[test]
    #[ignore = "a minute without a key, the shortest there is to set"]
    fn after_a_minute_without_a_key_it_covers_itself() {
        let home = Home::new();
        home.file("candor/settings.json", r#"{"lock_after_minutes": 1}"#);
        let mut pty = Pty::begun(&home.path("data"), SIZE);
        pty.key("4").sees("Q2 of 14");
        let before = pty.bytes().len();
        sleep(Duration::from_secs(57));
        assert!(pty.text().contains("Q2 of 14"), "not before its time");
        pty.sees("press a key");
        assert_covered(&pty, before);
        pty.key("1").sees("[1] [ ] daily commute");
    }
}
