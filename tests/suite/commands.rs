//! The one table of commands: what it promises, and that the screens keep it.

use std::collections::{BTreeMap, BTreeSet};

use candor::command::{self, Command, Keymap, Place, RESERVED, Spec, TABLE};
use candor::tui::app::{App, Overlay};
use candor::tui::terminal::Key;

use crate::support::app::{Talk, named};
use crate::support::catalogs::broadband;

/// Letters a place may use as it likes.
const OWN: &str = "dbfgvepaj";

fn at(keys: &str) -> Talk {
    Talk::new(broadband()).keys(keys)
}

/// A conversation in each place, with something answered.
pub fn in_place(place: Place) -> Talk {
    match place {
        Place::Start => Talk::start(&[broadband()]).keys("1 y 2 Enter Esc Esc"),
        Place::Opening => Talk::start(&[broadband()]).keys("1"),
        Place::Question => at("2 Enter 2 1"),
        Place::Pair => crate::pairs::before_a_pair().1,
        Place::Compare => at("2 Enter 2 c"),
        Place::Why => at("2 Enter 2 w"),
        Place::Try => at("2 Enter 2 1 5 0 Enter w 1"),
        Place::Change => at("2 Enter 2 1 5 0 Enter Backspace Backspace Backspace 1"),
        Place::Summary => at("2 Enter 2 s"),
        Place::Customer => at("2 Enter 2 x"),
        Place::Hold => at("2 Enter 2 h"),
        Place::NoFolder => Talk::unkept(&[broadband()]),
        Place::Past => at("2 Enter 2 s 1 k 1 y 2 Enter Esc Esc 1 y 2 Enter Esc Esc l Down"),
    }
}

#[test]
fn no_two_commands_share_a_key_in_one_place() {
    for place in Place::ALL {
        let mut keys = BTreeMap::new();
        for spec in command::at(place) {
            for key in spec.keys {
                let other = keys.insert(*key, spec.command);
                assert_eq!(other, None, "{key} on {place:?}");
            }
        }
    }
}

#[test]
fn global_letters_mean_one_thing_and_places_use_the_others() {
    let mut meaning: BTreeMap<&str, Command> = BTreeMap::new();
    for spec in &TABLE {
        for key in spec.keys.iter().filter(|key| key.len() == 1) {
            let digit = key.chars().all(|c| c.is_ascii_digit());
            assert!(
                digit || RESERVED.contains(key) || OWN.contains(key),
                "{key}"
            );
            if RESERVED.contains(key) {
                let known = meaning.insert(key, spec.command);
                assert!(known.is_none(), "{key} means two things");
            }
        }
    }
}

#[test]
fn every_command_has_a_key_a_word_of_its_own_and_texts() {
    let mut words = BTreeSet::new();
    let mut commands = BTreeSet::new();
    for spec in &TABLE {
        assert!(
            commands.insert(spec.command),
            "{:?} stands there twice",
            spec.command
        );
        assert!(
            words.insert(spec.word),
            "the word {} is used twice",
            spec.word
        );
        assert!(!spec.keys.is_empty() && !spec.places.is_empty());
        for text in [spec.word, spec.short, spec.long, spec.shown] {
            assert!(!text.trim().is_empty(), "{:?}", spec.command);
        }
        assert_eq!(command::spec(spec.command).unwrap().word, spec.word);
    }
}

/// U-023.
#[test]
fn nothing_needs_alt_control_or_keys_that_terminals_take() {
    for spec in &TABLE {
        for key in spec.keys {
            assert!(
                !key.contains("Alt") && !key.contains("Shift") && *key != "Insert",
                "{key}"
            );
            if key.contains("Ctrl") {
                assert!(
                    ["Ctrl+C", "Ctrl+Z", "Ctrl+Y", "Ctrl+L"].contains(key),
                    "{key}"
                );
            }
            if let Some(number) = key.strip_prefix('F').and_then(|n| n.parse::<u8>().ok()) {
                assert!(number < 10, "{key}");
            }
        }
        let plain = spec.keys.iter().any(|key| !key.contains("Ctrl"));
        assert!(
            plain || spec.command == Command::Redraw,
            "{:?}",
            spec.command
        );
    }
}

/// The state a key can change: all but the notice, which is looked at on its own.
pub fn state(app: &App) -> String {
    let case = app.case.as_ref().map(|case| {
        (
            case.asked,
            case.draft.clone(),
            case.interview.clone(),
            case.trail.clone(),
        )
    });
    format!(
        "{:?} {:?} {} {:?} {:?} {} {} {:?} {:?} {:?}",
        app.place,
        app.hint(),
        app.mouse,
        (app.past.typing, &app.past.find),
        app.overlay,
        app.cursor,
        app.scroll,
        app.table,
        app.look.theme.name(),
        case
    )
}

/// Whether the key of `spec` does something, or says why not, in one of the situations of a place.
fn answers(spec: &Spec, place: Place, key: &str) -> bool {
    let before: &[&str] = &["", "Down", "Up", "Right", "End", "PgDn", "Home", "u"];
    before.iter().any(|first| {
        let mut talk = in_place(place).sized(40, 12).keys(first);
        if talk.app.place != place || talk.app.overlay.is_some() {
            return false;
        }
        talk.app.notice = None;
        let before = state(&talk.app);
        let effects = talk.press(named(key));
        let said = talk
            .app
            .notice
            .as_ref()
            .is_some_and(|why| !why.trim().is_empty());
        !effects.is_empty() || said || state(&talk.app) != before || spec.command == Command::Redraw
    })
}

#[test]
fn every_key_of_every_place_does_something_or_says_why_not() {
    for place in Place::ALL {
        for spec in command::at(place) {
            for key in spec.keys.iter().filter(|key| !("2"..="9").contains(*key)) {
                assert!(answers(spec, place, key), "{key} on {place:?}");
            }
        }
    }
}

/// U-040.
#[test]
fn what_cannot_be_done_says_why() {
    for place in Place::ALL {
        for spec in &TABLE {
            let mut talk = in_place(place);
            let Some(why) = talk.app.why_not(spec.command) else {
                continue;
            };
            assert!(!why.trim().is_empty());
            let before = state(&talk.app);
            assert_eq!(
                talk.app.act(spec.command),
                [],
                "{:?} on {place:?}",
                spec.command
            );
            assert_eq!(talk.app.notice, Some(why));
            assert_eq!(state(&talk.app), before);
        }
    }
}

/// The hints in the footer of a screen, as pairs of key and words.
fn footer(talk: &mut Talk, width: u16, height: u16) -> Vec<(String, String)> {
    let rows = talk.rows(width, height);
    let rule = rows.iter().rposition(|row| row.starts_with('─')).unwrap();
    assert!(
        rows.len() - rule - 1 <= 2,
        "the footer has at most two rows"
    );
    rows[rule + 1..]
        .iter()
        .flat_map(|row| row.trim().split(" · "))
        .filter(|hint| !hint.is_empty())
        .map(|hint| {
            let (key, words) = hint.split_once(' ').expect("a key and words");
            (key.to_owned(), words.to_owned())
        })
        .collect()
}

/// U-041.
#[test]
fn every_footer_fits_has_three_hints_ends_with_keys_and_each_of_its_keys_works() {
    for (width, height) in [(40, 10), (60, 20), (80, 24), (120, 40)] {
        // The customer's view has no footer: it says the one key that leads back.
        for place in Place::ALL
            .into_iter()
            .filter(|place| *place != Place::Customer)
        {
            let hints = footer(&mut in_place(place), width, height);
            assert!(hints.len() >= 3, "{place:?} at {width}x{height}: {hints:?}");
            assert_eq!(hints.last().unwrap(), &("?".to_owned(), "keys".to_owned()));
            for (key, words) in hints {
                let pressed = match key.as_str() {
                    "Left/Right" => "Right".to_owned(),
                    "Up/Down" => "Down".to_owned(),
                    range if range.len() == 3 && range.contains('-') => range[2..].to_owned(),
                    other => other.to_owned(),
                };
                let mut talk = in_place(place).sized(width, height);
                talk.app.notice = None;
                assert_eq!(
                    Keymap::default()
                        .for_key(place, &pressed)
                        .and_then(|command| talk.app.why_not(command)),
                    None,
                    "{key} {words} on {place:?}"
                );
                let before = state(&talk.app);
                let effects = talk.press(named(&pressed));
                // Enter on an empty field says what it wants.
                let asked = key == "Enter" && talk.app.notice.is_some();
                let changed = !effects.is_empty() || asked || state(&talk.app) != before;
                assert!(changed, "{key} {words} on {place:?} does nothing");
            }
        }
    }
}

#[test]
fn while_typing_the_footer_offers_only_keys_that_are_not_text() {
    let mut talk = at("/").typed("anything else").keys("Enter");
    for (width, height) in [(60, 20), (80, 24)] {
        let hints = footer(&mut talk, width, height);
        assert_eq!(hints.last().unwrap(), &("F1".to_owned(), "keys".to_owned()));
        assert!(
            hints.iter().skip(1).all(|(key, _)| key.len() > 1),
            "{hints:?}"
        );
    }
    talk = talk.typed("q");
    assert_eq!(talk.app.case.as_ref().unwrap().draft.text, "q");
    // The list of keys does what it says even here.
    talk = talk.keys("F1 c");
    assert_eq!(talk.app.place, Place::Compare);
    talk = talk.keys("Backspace");
    assert_eq!(
        talk.app.case.as_ref().unwrap().draft.text,
        "q",
        "the text waits"
    );
}

/// U-024: Tab twice opens the list of everything, commands first, so no letter is ever needed.
#[test]
fn every_command_is_in_the_list_that_tab_opens() {
    // From the customer's view Backspace leads back to where all is reached.
    for place in Place::ALL
        .into_iter()
        .filter(|place| *place != Place::Customer)
    {
        let listed = in_place(place).keys("Tab Tab");
        let Some(Overlay::Jump(jump)) = &listed.app.overlay else {
            panic!("Tab opens the list on {place:?}");
        };
        let plain = [
            "Enter",
            "Backspace",
            "Up",
            "Down",
            "PgUp",
            "PgDn",
            "Home",
            "End",
            "Left",
            "Right",
            "Tab",
        ];
        for spec in command::at(place) {
            let by_key = spec
                .keys
                .iter()
                .any(|key| plain.contains(key) || key.parse::<u8>().is_ok());
            let by_list = jump
                .found
                .iter()
                .any(|found| found.text.as_str() == spec.long);
            // Ticking, going on with what waits, the list itself and taking a row are the same on the rows of a list.
            let by_row = matches!(spec.command, Command::Tick | Command::GoOn | Command::Jump);
            assert!(by_key || by_list || by_row, "{:?}", spec.command);
        }
    }
}

/// U-028, U-027.
#[test]
fn back_leads_to_the_talk_in_three_steps_and_to_the_start_in_the_end_and_loses_nothing() {
    let from = [
        "c", "w", "s", "?", "/", "o", "q", "n", "c o", "w ?", "s /", "c / q", "s ? ",
    ];
    for back in [Key::Esc, Key::Backspace] {
        for keys in from {
            let mut talk = at("2 Enter 2").keys(keys);
            let mut steps = 0;
            while !(talk.app.overlay.is_none() && talk.app.place == Place::Question) {
                talk.press(back);
                steps += 1;
                assert!(steps <= 3, "{keys}");
            }
            let answered = talk.app.case.as_ref().unwrap().interview.clone();
            for _ in 0..12 {
                if talk.app.place != Place::Start {
                    talk.press(back);
                }
            }
            assert_eq!(talk.app.place, Place::Start, "{keys}");
            let talk = talk.keys("a");
            let case = talk.app.case.as_ref().unwrap();
            assert_eq!(case.interview.answers(), answered.answers());
            assert_eq!(case.interview.notes(), answered.notes());
        }
    }
}
