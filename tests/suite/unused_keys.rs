//! A key that does nothing says so, a digit outside of the list answers nothing, and nothing of a screen below runs into a box.

use candor::command::{Keymap, Place};
use candor::tui::app::Event;
use candor::tui::app::{ContactPage, Effect, Overlay};
use candor::tui::terminal::{Guarded, Input, Key};

use crate::support::app::{Talk, named};
use crate::support::catalogs::broadband;

fn at(keys: &str) -> Talk {
    Talk::new(broadband()).keys(keys)
}

/// A conversation on each of these screens, with nothing typed.
fn screens() -> Vec<Talk> {
    let waits = || Talk::start(&[broadband()]).keys("1 y 2 Enter Esc Esc");
    vec![
        waits(),
        waits().keys("l"),
        Talk::start(&[broadband()]).keys("1"),
        at("2 Enter"),
        at("2 Enter 2 c"),
        at("2 Enter 2 w"),
        at("2 Enter 2 s"),
        at("2 Enter h"),
    ]
}

fn paste(text: &str) -> Event {
    Event::Person(Guarded::Input(Input::Paste(text.to_owned())))
}

#[test]
fn a_key_that_does_nothing_says_so_and_where_the_keys_are_listed() {
    for mut talk in screens() {
        let place = talk.app.place;
        let unused = ["z", "i", "F9", "0", "Left"];
        let unused = unused
            .into_iter()
            .filter(|key| Keymap::default().for_key(place, key).is_none());
        for key in unused {
            assert_eq!(talk.press(named(key)), [], "{key} on {place:?}");
            assert_eq!(talk.app.place, place);
            let text = talk.text();
            assert!(
                text.contains("does nothing here. ? lists the keys."),
                "{key} on {place:?}:\n{text}"
            );
        }
        // It leaves with the next key.
        talk.press(named("t"));
        assert!(!talk.text().contains("does nothing"), "{}", talk.text());
    }
}

#[test]
fn a_digit_outside_of_the_list_answers_nothing_and_says_so() {
    for keys in [
        "2 Enter",
        "2 Enter 3 1 1 5 Right Right Enter s",
        "2 Enter 2 w",
    ] {
        let mut talk = at(keys);
        let facts = talk.on_disk().len();
        assert_eq!(talk.press(named("9")), []);
        assert_eq!(talk.on_disk().len(), facts);
        let notice = talk.app.notice.clone().unwrap();
        assert!(notice.contains("Nothing was changed"), "{notice}");
    }
    let mut start = Talk::start(&[broadband()]).keys("1 y 2 Enter Esc Esc");
    for digit in ["2", "9"] {
        assert_eq!(start.press(named(digit)), []);
        assert_eq!(start.app.place, Place::Start);
        assert!(start.app.notice.is_some());
    }
    // The letter of a conversation that does not wait opens none.
    assert_eq!(start.press(named("b")), []);
    assert!(matches!(
        start.press(named("a")).as_slice(),
        [Effect::Resume(_)]
    ));
}

#[test]
fn text_pasted_into_find_is_looked_for() {
    let mut talk = at("2 Enter 2 s 4 k").keys("1 y 3 Enter Esc Esc l f");
    talk.event(paste("keeps\n"));
    assert_eq!(talk.app.overlay, None);
    assert_eq!(talk.app.past.find, "keeps");
    assert_eq!(talk.app.past.found.matches, 1);
    talk.event(paste(&"x".repeat(100)));
    assert_eq!(talk.app.past.find.chars().count(), 60);
    assert!(
        talk.text().contains("first 60 characters"),
        "{}",
        talk.text()
    );
}

#[test]
fn the_box_about_text_that_arrived_at_once_says_what_can_be_done() {
    for (mut talk, words) in [
        (
            at("2 Enter"),
            "n makes a note of it, / searches for it, Backspace drops it.",
        ),
        (
            Talk::start(&[broadband()]),
            "/ searches for it, Backspace drops it.",
        ),
    ] {
        talk.event(paste("nissan"));
        talk.press(Key::Char('e'));
        assert!(matches!(talk.app.overlay, Some(Overlay::Burst(_))));
        assert!(talk.text().contains(words), "{}", talk.text());
    }
}

#[test]
fn no_word_of_the_screen_below_stands_right_beside_a_box() {
    for (width, height) in [(60, 20), (80, 24), (100, 30), (120, 40)] {
        for keys in ["q", "n", "/"] {
            let mut talk = at("2 Enter 2").sized(width, height).keys(keys);
            for row in talk.rows(width, height) {
                let row: Vec<char> = row.chars().collect();
                let side = |c: &char| "│┌┐└┘".contains(*c);
                let Some(left) = row.iter().position(side) else {
                    continue;
                };
                let right = row.iter().rposition(side).unwrap();
                if "┌└".contains(row[left]) {
                    let beside = [left.checked_sub(1), Some(right + 1)];
                    let beside = beside.into_iter().flatten().filter_map(|at| row.get(at));
                    assert!(beside.clone().all(|c| *c == ' '), "{row:?}");
                }
                if width < 100 && "┌└".contains(row[left]) {
                    assert_eq!((left, right + 1), (0, usize::from(width)), "{row:?}");
                }
            }
        }
    }
}

#[test]
fn contact_details_that_were_typed_are_dropped_only_when_it_is_said_twice() {
    for key in ["Esc", "Ctrl+C"] {
        let mut talk = crate::contact::agreed().typed("Ada").keys(key);
        let form = |talk: &Talk| {
            matches!(
                talk.app.overlay,
                Some(Overlay::Contact(ContactPage::Form(_)))
            )
        };
        assert!(form(&talk));
        let text = talk.text();
        assert!(text.contains("again drops it"), "{text}");
        // No draft of them goes to the disk.
        for event in [Event::Pause, Event::Goodbye] {
            talk.event(event);
        }
        let disk = serde_json::to_string(talk.on_disk()).unwrap();
        assert!(!disk.contains("Ada"), "{disk}");
        // Any other key goes on, and then it is asked again.
        let on = talk.clone().typed("m").keys(key);
        assert!(form(&on));
        assert!(!form(&talk.keys(key)));
    }
    let empty = crate::contact::agreed().keys("Esc");
    assert_eq!(empty.app.overlay, None, "nothing was typed");
}
