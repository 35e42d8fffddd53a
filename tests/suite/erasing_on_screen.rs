//! A past conversation is erased on the screen: only one that is meant, only with its code typed, and the record is whole afterwards.

use candor::casebook::{Evidence, Verdict};
use candor::cases::Store;
use candor::command::{Command, Place};
use candor::tui::app::Effect;
use candor::tui::terminal::{Guarded, Input, Key};

use crate::support::app::{Talk, named};
use crate::support::catalogs::broadband;

/// The list, with one that ended and one that waits; the one that ended is looked at.
fn looked_at() -> Talk {
    Talk::new(broadband())
        .keys("2 Enter 2 s 4 k")
        .keys("1 y 3 Enter Esc Esc l")
        .keys("Down Enter")
}

/// The code of the conversation that is looked at.
fn code(talk: &Talk) -> String {
    talk.app.case.as_ref().unwrap().id.to_string()
}

fn erases(effects: &[Effect]) -> bool {
    effects
        .iter()
        .any(|effect| matches!(effect, Effect::Erase(_)))
}

#[test]
fn what_goes_and_what_stays_is_said_in_every_window_before_the_code_is_typed() {
    for first in ["", "Backspace"] {
        let mut talk = looked_at().keys(first);
        for (width, height) in [(60, 20), (80, 24), (120, 40)] {
            talk = talk.sized(width, height).keys("d");
            let text = talk.rows(width, height).join(" ").replace('│', " ");
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            for words in [
                "go for good",
                "transcripts",
                "record of each day can still be verified; and in the audit log",
                "by whom and when",
                "Type its code:",
                "Home broadband plans, keeps what",
            ] {
                assert!(text.contains(words), "{words} at {width}x{height}: {text}");
            }
            talk = talk.keys("Esc");
        }
        let small = talk.keys("d").rows(40, 10).join("\n");
        assert!(small.contains("Type its code:"), "{small}");
    }
}

#[test]
fn nothing_is_erased_before_the_whole_code_is_typed() {
    let talk = looked_at();
    let code = code(&talk);
    let keys = [
        "Enter",
        "d Enter",
        "d Enter Enter",
        "d d Enter",
        "d y Enter",
    ];
    for keys in keys {
        let mut talk = talk.clone();
        for key in keys.split(' ') {
            assert!(!erases(&talk.press(named(key))), "{keys}");
        }
    }
    let short = &code[..8];
    let wrong = format!("{short}{}", if code.ends_with('A') { 'B' } else { 'A' });
    for typed in [short, wrong.as_str()] {
        let mut talk = talk.clone().keys("d").typed(typed);
        assert!(!erases(&talk.press(Key::Enter)), "{typed}");
        let notice = talk.app.notice.clone().unwrap_or_default();
        assert!(notice.contains(&code) && notice.contains("Nothing was erased"));
        // It is typed again from where it stands, or left alone.
        let talk = talk.keys("Esc");
        assert!(talk.app.overlay.is_none() && talk.app.is_looking());
    }
}

#[test]
fn with_its_code_it_is_erased_and_stands_in_no_list() {
    let talk = looked_at();
    let code = code(&talk);
    // As people write it: small letters, no dash.
    let plain = code.to_lowercase().replace('-', "");
    let from_list = talk.clone().keys("Backspace");
    for (talk, typed) in [(talk, plain), (from_list, code.clone())] {
        let mut talk = talk.keys("d").typed(&typed);
        assert!(erases(&talk.press(Key::Enter)));
        assert_eq!(talk.app.place, Place::Past);
        assert!(talk.app.case.is_none() && !talk.app.is_looking());
        assert_eq!((talk.app.past.found.of, talk.app.cursor), (1, 0));
        let text = talk.text();
        assert_eq!(
            text.matches(&code).count(),
            1,
            "only in what is said: {text}"
        );
        assert!(text.contains("is erased, 1 file in all."), "{text}");
        let start = talk.keys("Backspace");
        assert_eq!(start.app.place, Place::Start);
        // The other one is still there to go on with.
        assert_eq!(start.app.open_cases().count(), 1);
    }
}

#[test]
fn a_code_that_was_copied_still_needs_enter() {
    let mut talk = looked_at();
    let paste = Guarded::Input(Input::Paste(format!("{}\n", code(&talk))));
    talk = talk.keys("d");
    let effects = talk.event(candor::tui::app::Event::Person(paste));
    assert!(!erases(&effects), "{effects:?}");
    assert!(erases(&talk.press(Key::Enter)));
}

#[test]
fn one_that_cannot_be_erased_stays_and_why_is_said() {
    let mut talk = looked_at();
    let code = code(&talk);
    talk.fails = Some("Case is open in another window. Nothing was changed.");
    let mut talk = talk.keys("d").typed(&code).keys("Enter");
    assert!(talk.app.is_looking() && talk.app.overlay.is_none());
    assert!(talk.text().contains("open in another window"));
    assert_eq!(talk.keys("Backspace").app.past.found.of, 2);
}

#[test]
fn transcripts_elsewhere_are_named_until_somebody_has_seen_them() {
    let mut talk = looked_at();
    let code = code(&talk);
    talk.copied = vec![("html".into(), "2025-11-20T09:30:00Z".parse().unwrap())];
    let mut talk = talk.keys("d").typed(&code).keys("Enter");
    for _ in 0..2 {
        let text = talk.text();
        assert!(
            text.contains("recall") && text.contains("2025-11-20 09:30  html"),
            "{text}"
        );
        talk.press(Key::Char('x'));
    }
    let talk = talk.keys("Enter");
    assert!(talk.app.overlay.is_none());
    assert_eq!(talk.app.place, Place::Past);
}

#[test]
fn the_conversation_at_hand_and_an_empty_list_offer_nothing_to_erase() {
    for talk in [
        Talk::new(broadband()).keys("2 Enter s"),
        Talk::start(&[broadband()]).keys("l"),
    ] {
        let why = talk.app.why_not(Command::Erase);
        assert!(why.is_some(), "{:?}", talk.app.place);
        let mut talk = talk.keys("d");
        assert!(talk.app.overlay.is_none());
        assert_eq!(talk.app.notice, why);
        assert!(!talk.text().contains("d erase"));
    }
}

#[cfg(unix)]
#[test]
fn the_program_erases_it_from_the_disk_and_the_record_still_verifies() {
    use crate::support::program::Home;
    use crate::support::pty::{Pty, SIZE};

    const SECRET: &str = "Tamsin Oyelaran";
    let home = Home::new();
    let data = home.path("data");
    let mut pty = Pty::begun(&data, SIZE);
    pty.key("4").sees("Q2 of 14").key("n").sees("Note or idea");
    pty.keys(SECRET).key("Enter").sees("Noted");
    pty.key("s").sees("takes").key("5").sees("Written");
    let store = Store::open(&data).unwrap();
    let id = store.list().unwrap()[0].id;
    // While it is open here, another window may look at it and not erase it.
    let mut other = Pty::start(&data, SIZE);
    other
        .sees("New conversation")
        .key("l")
        .sees(&id.to_string());
    other.key("d").sees("Type its code").keys(&id.to_string());
    other.key("Enter").sees("is open in another window");
    other.kill();
    assert_eq!(store.list().unwrap().len(), 1);

    pty.key("k").sees("New conversation");
    pty.key("l").sees("thinks it over");
    pty.key("Enter").sees("only looked at");
    pty.key("d").sees("Type its code").keys(&id.to_string());
    pty.key("Enter").sees("is erased,").lacks("thinks it over");
    pty.sees("There are no conversations yet.");
    assert_eq!(store.list().unwrap().len(), 0);
    let mut folders = vec![data.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path).unwrap();
                let text = String::from_utf8_lossy(&bytes);
                assert!(!text.contains(SECRET), "{}", path.display());
            }
        }
    }
    pty.key("q").sees("Leave?");
    assert_eq!(pty.ends("q").code, 0);
    let ran = home.run("case list --data-dir data");
    assert!(!ran.out.contains(&id.to_string()), "{}", ran.out);
    for arguments in [format!("verify {id}"), "verify --all".to_owned()] {
        let ran = home.run(&format!("{arguments} --data-dir data"));
        assert_eq!(ran.code, 0, "{arguments}: {}{}", ran.out, ran.err);
        assert!(ran.out.contains("ERASED"), "{arguments}: {}", ran.out);
    }
    let stands = Evidence::gather(&store).unwrap().case(id).unwrap();
    assert_eq!(stands.verdict, Verdict::Whole);
}
