//! Keys that the settings name: what is pressed and shown is theirs, what cannot be used is refused at the start, letters can be silent,
//! and keyboards that write something else are read by what stands on their keys.

use std::collections::BTreeSet;

use candor::command::{self, Command, DigitRow, Keymap, Layout, Place, RESERVED, TABLE};
use candor::config::Settings;
use candor::tui::app::Overlay;
use candor::tui::terminal::Key;

use crate::commands::in_place;
use crate::support::app::{Talk, named};
use crate::support::catalogs::broadband;
use crate::support::program::Home;

fn at(keys: &str) -> Talk {
    Talk::new(broadband()).keys(keys)
}

fn with(mut talk: Talk, keys: Keymap) -> Talk {
    talk.app.look.keys = keys;
    talk
}

fn usual(layout: Layout, digits: DigitRow) -> Keymap {
    Keymap::new(&[], layout, digits, true)
}

fn silent() -> Keymap {
    Keymap::new(&[], Layout::Auto, DigitRow::Us, false)
}

/// What the program says of settings with these keys.
fn told(keys: &str) -> Vec<String> {
    let text = format!("{{\n  \"keys\": {{{keys}}}\n}}");
    let problems = Settings::parse(text.as_bytes()).map(|_| ());
    let problems = problems.err().unwrap_or_default();
    problems.iter().map(ToString::to_string).collect()
}

/// Every command that can have another key, on one that no command has.
fn all_moved() -> Vec<(Command, String)> {
    let movable = TABLE.iter().filter(|spec| spec.can_be_moved());
    // Letters that no word on a screen has.
    let strange = "þðøæœßđħłŋĸŧµ¡¢£¤¥¦§©ª«¬®¯°±²³´¶¸¹º»¼½¾¿×÷";
    let moved: Vec<(Command, String)> = movable
        .zip(strange.chars())
        .map(|(spec, key)| (spec.command, key.to_string()))
        .collect();
    assert_eq!(
        moved.len(),
        TABLE.iter().filter(|spec| spec.can_be_moved()).count()
    );
    moved
}

/// U-022, over the keys that result.
#[test]
fn a_key_that_was_moved_acts_and_the_one_of_before_does_not() {
    let moved = all_moved();
    let keys = Keymap::new(&moved, Layout::Auto, DigitRow::Us, true);
    assert_eq!(keys.conflicts(&TABLE.map(|spec| spec.command)), []);
    for place in Place::ALL {
        for (command, key) in &moved {
            let spec = command::spec(*command).unwrap();
            let here = spec.places.contains(&place);
            assert_eq!(keys.for_key(place, key), here.then_some(*command));
            assert_eq!(
                keys.for_key(place, spec.keys[0])
                    .filter(|own| own == command),
                None
            );
        }
    }
    let talk = with(
        at("2 Enter 2"),
        Keymap::new(
            &[(Command::Compare, "z".to_owned())],
            Layout::Us,
            DigitRow::Us,
            true,
        ),
    );
    assert_eq!(talk.clone().keys("c").app.place, Place::Question);
    assert_eq!(talk.clone().keys("z").app.place, Place::Compare);
    assert_eq!(talk.clone().keys("Z").app.place, Place::Compare);
    assert_eq!(talk.clone().keys("F3").app.place, Place::Compare);
    let mut said = talk.keys("c");
    assert!(
        said.text().contains("c does nothing here"),
        "{}",
        said.text()
    );
}

/// Words of one letter that stand on a screen: letters of keys, and the article.
fn lone_letters(text: &str) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = text
        .replace("a-z", "")
        // Words that were cut.
        .replace("(n..", "")
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| word.len() == 1 && word.chars().all(|c| c.is_ascii_lowercase()))
        .map(str::to_owned)
        .collect();
    found.remove("a");
    found
}

#[test]
fn every_screen_names_the_key_that_acts() {
    let moved = all_moved();
    for place in Place::ALL {
        let here = in_place(place);
        // In wider windows a box covers parts of words.
        for (width, height) in [(60, 20), (80, 24)] {
            for first in ["", "?", "q", "n", "/", "F2"] {
                let mut talk = here.clone();
                if !first.is_empty() {
                    talk.press(named(first));
                }
                let before = lone_letters(&talk.rows(width, height).join("\n"));
                talk.app.look.keys = Keymap::new(&moved, Layout::Us, DigitRow::Us, true);
                // What was typed or said before is not what the screen says now.
                talk.app.notice = None;
                if let Some(Overlay::Jump(_)) = &talk.app.overlay {
                    talk.press(Key::Esc);
                    talk.press(Key::F(2));
                }
                let text = talk.rows(width, height).join("\n");
                let left: BTreeSet<String> = lone_letters(&text)
                    .intersection(&before)
                    // Those of conversations that wait, and "not sure" beside figures, stay.
                    .filter(|letter| !["b", "d", "e", "f", "j"].contains(&letter.as_str()))
                    .cloned()
                    .collect();
                assert_eq!(left, BTreeSet::new(), "{place:?} {first} {width}\n{text}");
            }
        }
    }
}

#[test]
fn sentences_name_the_key_that_acts() {
    let moved = all_moved();
    let key = |command| {
        let moved = moved.iter().find(|(own, _)| *own == command);
        moved.unwrap().1.clone()
    };
    let keys = || Keymap::new(&moved, Layout::Us, DigitRow::Us, true);
    let mut undone = with(at("2 Enter 2"), keys()).keys(&key(Command::Undo));
    let redo = format!("{} brings it back", key(Command::Redo));
    assert!(undone.text().contains(&redo), "{}", undone.text());
    let mut noted = with(at("2 Enter"), keys())
        .keys("F5")
        .typed("words")
        .keys("Esc");
    let note = format!("{} opens it again", key(Command::Note));
    assert!(noted.text().contains(&note), "{}", noted.text());
    let looked = with(in_place(Place::Past), keys()).keys("Enter");
    let refused = looked.app.why_not(Command::Note).unwrap();
    assert!(
        refused.contains(&format!("{} goes on with it", key(Command::Hold))),
        "{refused}"
    );
}

/// U-038.
#[test]
fn keys_that_cannot_be_used_are_refused_with_place_and_both_commands() {
    let at = "settings.json:2:";
    for (keys, parts) in [
        (
            r#""compare": "g""#,
            vec![
                "'compare' and 'rather' would both be g at a question.",
                "2:23",
            ],
        ),
        (
            r#""find": "n""#,
            vec![
                "'find' and 'note' would both be n, and one of them must mean the same on every screen.",
            ],
        ),
        (
            r#""note": "F3""#,
            vec!["'note' and 'compare' would both be F3"],
        ),
        (
            r#""note": "z", "why": "z""#,
            vec!["'note'", "'why'", "would both be z"],
        ),
        (
            r#""quit": "d", "erase": "z", "all": "j""#,
            vec!["'quit' cannot have the key d", "pressed twice"],
        ),
        (
            r#""note": "Enter""#,
            vec!["'Enter' always means the same and cannot be the key of 'note'."],
        ),
        (r#""note": "5""#, vec!["'5' always means the same"]),
        (
            r#""note": "Alt+n""#,
            vec!["'Alt+n' cannot be the key of 'note': terminals take it"],
        ),
        (r#""note": "Ctrl+N""#, vec!["'Ctrl+N' cannot be"]),
        (r#""note": "F11""#, vec!["'F11' cannot be"]),
        (r#""note": "Insert""#, vec!["'Insert' cannot be"]),
        (r#""note": "nn""#, vec!["No key is called 'nn'."]),
        (
            r#""note": "F 5""#,
            vec!["No key is called 'F 5'.", "to do:   Did you mean 'F5'?"],
        ),
        (
            r#""compair": "z""#,
            vec!["No command is called 'compair'.", "Did you mean 'compare'?"],
        ),
        (
            r#""accept": "z""#,
            vec!["The command 'accept' always has its own keys (Enter)."],
        ),
        (
            r#""resume": "z""#,
            vec!["The command 'resume' always has its own keys"],
        ),
        (r#""layout": "uk_UA""#, vec!["'uk_UA' is not known here."]),
        (r#""layout": "rus""#, vec!["Did you mean 'ru'?"]),
        (
            r#""digit_row": "azerty""#,
            vec!["Write one of: auto, us, fr, cz, sk."],
        ),
        (r#""note": 5"#, vec!["This figure does not fit here."]),
        (r#""note": "\u001b""#, vec!["No key is called"]),
    ] {
        let told = told(keys);
        assert!(!told.is_empty(), "{keys}");
        for one in &told {
            assert!(one.starts_with(at), "{one}");
        }
        let told = told.join("\n");
        for part in parts {
            assert!(told.contains(part), "{keys}: {part}\n{told}");
        }
    }
    // What changes places with each other does not collide, nor does a key that was left.
    for good in [
        r#""compare": "w", "why": "c""#,
        r#""note": "z""#,
        r#""note": "c", "compare": "i""#,
        r#""find": "z", "facts": "z", "layout": "ru", "digit_row": "fr""#,
    ] {
        assert_eq!(told(good), Vec::<String>::new(), "{good}");
    }
}

/// U-038.
#[test]
fn a_conflict_stops_the_start() {
    let home = Home::new();
    let said = home.run("--no-settings settings");
    let path = said.out.lines().last().unwrap().trim().to_owned();
    home.file(&path, r#"{ "keys": { "compare": "w" } }"#);
    for command in ["", "interview vehicles", "settings"] {
        let ran = home.run(command);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{command}");
        for part in [
            "settings.json:1:24",
            "'compare' and 'why' would both be w",
            "--no-settings",
        ] {
            assert!(ran.err.contains(part), "{part}: {}", ran.err);
        }
    }
    home.file(&path, r#"{ "keys": { "compare": "z" }, "letters": false }"#);
    let ran = home.run("settings");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let shown: Vec<String> = ran
        .out
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    for line in [
        "keys.compare z (file of settings)",
        "keys.why w (usual)",
        "letters false (file of settings)",
    ] {
        assert!(shown.iter().any(|own| own == line), "{line}\n{}", ran.out);
    }
}

/// U-036.
#[test]
fn without_letters_no_letter_acts_outside_of_text() {
    let mut pressed = 0;
    for place in Place::ALL {
        for overlay in ["", "F1", "q", "o"] {
            // Opened with the usual keys, then without letters.
            let opened = with(in_place(place).keys(overlay), silent());
            for letter in ('a'..='z').chain("?ABCXYZ.,;-_+&é ж".chars()) {
                let mut talk = opened.clone();
                let figures = talk.app.overlay.is_none()
                    && place == Place::Question
                    && talk.app.types_figures();
                if figures && ".,-".contains(letter) {
                    continue;
                }
                talk.app.notice = None;
                let state = |talk: &Talk| {
                    format!(
                        "{:?} {:?} {:?} {:?}",
                        talk.app.place,
                        talk.app.overlay,
                        talk.app
                            .case
                            .as_ref()
                            .map(|case| (&case.facts, &case.draft)),
                        talk.app.look.theme.name()
                    )
                };
                let before = state(&talk);
                assert_eq!(
                    talk.press(Key::Char(letter)),
                    [],
                    "{letter} on {place:?} {overlay}"
                );
                assert_eq!(state(&talk), before, "{letter} on {place:?} {overlay}");
                assert!(talk.app.notice.is_some(), "{letter} on {place:?} {overlay}");
                assert!(!talk.app.would_answer(Key::Char(letter)));
                pressed += 1;
            }
        }
    }
    assert!(pressed > 1_500, "{pressed}");
    // In fields letters are letters.
    let talk = with(at("2 Enter"), silent()).keys("F5").typed("question?");
    let Some(Overlay::Note { text, .. }) = &talk.app.overlay else {
        panic!("a note");
    };
    assert_eq!(text, "question?");
    let talk = with(at("2 Enter"), silent())
        .keys("/")
        .typed("compare")
        .keys("Enter");
    assert_eq!(talk.app.place, Place::Compare);
}

#[test]
fn without_letters_footers_show_keys_that_act_and_what_tab_reaches() {
    // The customer's view has one hint, of its own.
    for place in Place::ALL
        .into_iter()
        .filter(|place| *place != Place::Customer)
    {
        let mut talk = with(in_place(place), silent());
        let text = talk.rows(80, 24).join("\n");
        let lone: BTreeSet<String> = lone_letters(&text);
        assert_eq!(lone, BTreeSet::new(), "{place:?}\n{text}");
        let last = talk
            .rows(80, 24)
            .into_iter()
            .rev()
            .find(|row| !row.is_empty())
            .unwrap();
        assert!(last.ends_with("F1 keys"), "{last}");
        assert!(text.contains("Tab to [these]"), "{text}");
    }
    let mut shown = with(in_place(Place::Customer), silent());
    assert!(shown.rows(80, 24).join("\n").contains("Backspace = staff"));
    // "Later" has no key but a letter.
    let mut talk = with(at("2 Enter 2"), silent());
    let asked = talk.app.case.as_ref().unwrap().asked;
    assert!(talk.text().contains("[later]"), "{}", talk.text());
    talk.press(Key::Tab);
    for _ in 0..20 {
        if talk.app.hint() == Some(candor::tui::app::Does::Command(Command::Later)) {
            break;
        }
        talk.press(Key::Right);
    }
    assert!(talk.text().contains(">[later]"), "{}", talk.text());
    talk.press(Key::Enter);
    assert_ne!(talk.app.case.as_ref().unwrap().asked, asked);
    assert_eq!(talk.app.hint(), None);
}

/// Keys of a keyboard in its rows, as it writes them, and what stands on them.
const CYRILLIC: [(&str, &str); 2] = [
    (
        "йцукенгшщз фывапролд ячсмить",
        "qwertyuiop asdfghjkl zxcvbnm",
    ),
    (
        "йцукенгшщз фівапролд ячсмить",
        "qwertyuiop asdfghjkl zxcvbnm",
    ),
];

/// U-035.
#[test]
fn letters_of_other_scripts_act_as_what_stands_on_their_keys() {
    let greek = ("ςερτυθιοπ ασδφγηξκλ ζχψωβνμ", "wertyuiop asdfghjkl zxcvbnm");
    let korean = (
        "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ ㅁㄴㅇㄹㅎㅗㅓㅏㅣ ㅋㅌㅊㅍㅠㅜㅡ",
        "qwertyuiop asdfghjkl zxcvbnm",
    );
    let [ru, uk] = CYRILLIC;
    for (layout, (written, latin)) in [
        (Layout::Ru, ru),
        (Layout::Uk, uk),
        (Layout::El, greek),
        (Layout::Ko, korean),
    ] {
        for layout in [layout, Layout::Auto] {
            let keys = usual(layout, DigitRow::Us);
            for (own, latin) in written
                .chars()
                .zip(latin.chars())
                .filter(|(own, _)| *own != ' ')
            {
                for place in Place::ALL {
                    assert_eq!(keys.meant(place, own, false), latin, "{own} {layout:?}");
                    assert_eq!(keys.meant(place, latin, false), latin);
                }
                let upper = own.to_uppercase().next().unwrap();
                if own != 'ς' {
                    assert_eq!(keys.meant(Place::Question, upper, false), latin, "{upper}");
                }
                assert_eq!(
                    usual(Layout::Us, DigitRow::Us).meant(Place::Question, own, false),
                    own
                );
            }
        }
    }
    // As a person meets it: compare, a note in their own letters, leaving.
    let talk = with(at("2 Enter 2"), usual(Layout::Auto, DigitRow::Us));
    assert_eq!(talk.clone().keys("с").app.place, Place::Compare);
    let noted = talk.clone().keys("т").typed("съел ещё");
    let Some(Overlay::Note { text, .. }) = &noted.app.overlay else {
        panic!("a note");
    };
    assert_eq!(text, "съел ещё", "text is text");
    assert!(talk.clone().keys("й Й").left);
    assert!(talk.keys("Ctrl+C Ctrl+C").left, "whatever the layout");
    let signs = usual(Layout::Ru, DigitRow::Us);
    assert_eq!(signs.meant(Place::Compare, '.', false), '/');
    assert_eq!(
        usual(Layout::Auto, DigitRow::Us).meant(Place::Compare, '.', false),
        '.'
    );
}

/// U-035.
#[test]
fn rows_of_digits_that_write_signs_act_as_digits_and_write_signs_in_text() {
    for (row, written) in [
        (DigitRow::Fr, "&é\"'(-è_çà"),
        (DigitRow::Cz, "+ěščřžýáíé"),
        (DigitRow::Sk, "+ľščťžýáíé"),
    ] {
        let keys = usual(Layout::Auto, row);
        for (own, digit) in written.chars().zip("1234567890".chars()) {
            for place in Place::ALL {
                assert_eq!(keys.meant(place, own, false), digit, "{own} {row:?}");
                assert_eq!(keys.meant(place, own, true), own, "where figures are typed");
            }
        }
        let first = Key::Char(written.chars().next().unwrap());
        let mut talk = with(at("2 Enter"), keys.clone());
        assert!(talk.app.would_answer(first), "guarded as a digit is");
        let mut digits = at("2 Enter");
        talk.press(first);
        digits.press(Key::Char('1'));
        let answered = |talk: &Talk| talk.app.case.as_ref().unwrap().interview.answers().clone();
        assert_eq!(answered(&talk), answered(&digits));
        assert_eq!(answered(&talk).len(), 2);
        let noted = talk.keys("F5").typed(written);
        let Some(Overlay::Note { text, .. }) = &noted.app.overlay else {
            panic!("a note");
        };
        assert_eq!(text, written);
    }
    let keys = usual(Layout::Auto, DigitRow::Us);
    assert_eq!(keys.meant(Place::Question, '&', false), '&');
    // A key that a command has is that command's.
    let moved = Keymap::new(
        &[(Command::Note, "é".to_owned())],
        Layout::Auto,
        DigitRow::Fr,
        true,
    );
    assert_eq!(moved.meant(Place::Question, 'é', false), 'é');
}

#[test]
fn the_row_of_digits_goes_by_the_language_of_the_system() {
    for (language, row) in [
        ("fr_FR.UTF-8", DigitRow::Fr),
        ("fr", DigitRow::Fr),
        ("fr-FR", DigitRow::Fr),
        ("fr_CA.UTF-8", DigitRow::Us),
        ("fr_CH.UTF-8", DigitRow::Us),
        ("cs_CZ.UTF-8", DigitRow::Cz),
        ("sk_SK@euro", DigitRow::Sk),
        ("en_GB.UTF-8", DigitRow::Us),
        ("C", DigitRow::Us),
        ("", DigitRow::Us),
    ] {
        assert_eq!(DigitRow::of_language(language), row, "{language}");
    }
}

#[test]
fn what_is_reserved_stays_with_commands_that_mean_the_same_everywhere() {
    let reserved = TABLE.iter().filter(|spec| RESERVED.contains(spec.keys[0]));
    for spec in reserved {
        let others = TABLE.iter().filter(|own| own.command != spec.command);
        for other in others {
            assert!(!other.keys.contains(&spec.keys[0]), "{:?}", other.command);
        }
    }
}
