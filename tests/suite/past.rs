//! Past conversations: found by words, looked at without changing anything, gone on with.

use std::fs;
use std::time::{Duration, Instant};

use candor::casebook::{CaseState, Listing, to_go_on_with};
use candor::cases::Store;
use candor::command::Place;
use candor::interview::Began;
use candor::tui::app::Effect;
use jiff::Timestamp;

use crate::support::app::Talk;
use crate::support::cases::bare_case;
use crate::support::catalogs::broadband;
use crate::support::pty::{Pty, SIZE};

/// The list, with one that ended and one that waits.
fn list() -> Talk {
    Talk::new(broadband())
        .keys("2 Enter 2 s 4 k")
        .keys("1 y 3 Enter Esc Esc l")
}

#[test]
fn past_conversations_stand_newest_first_with_what_came_of_them() {
    let mut talk = list();
    assert_eq!(talk.app.place, Place::Past);
    let text = talk.text();
    let open = text.find(" open ").unwrap();
    let ended = text.find("keeps what they have").unwrap();
    assert!(open < ended, "{text}");
}

#[test]
fn words_find_a_conversation_and_backspace_widens_the_search_again() {
    let mut talk = list().keys("f").typed("keeps");
    assert_eq!(talk.app.past.found.matches, 1);
    talk = talk.typed("zzz");
    assert!(talk.text().contains("None of them has these words."));
    talk = talk.keys("Backspace Backspace Backspace");
    assert_eq!(talk.app.past.found.matches, 1);
    // Letters are letters while they are typed, and commands again after Esc.
    let talk = talk.keys("Esc t");
    assert_eq!(talk.app.past.find, "keeps");
}

#[test]
fn a_past_conversation_is_looked_at_and_no_key_changes_it() {
    let mut talk = list().keys("f").typed("keeps").keys("Enter");
    assert_eq!(talk.app.place, Place::Summary);
    let text = talk.text();
    assert!(
        text.contains("only looked at") && text.contains("keeps what they have"),
        "{text}"
    );
    let before = talk.app.case.as_ref().unwrap().facts.clone();
    for keys in [
        "1",
        "Enter",
        "u",
        "r",
        "n",
        "y",
        "k",
        "e",
        "0",
        "g",
        "a",
        "p",
        "v",
        "w 1 k",
        "c 1 b",
        "/ Down Enter 1 Enter",
    ] {
        let mut talk = talk.clone();
        for key in keys.split(' ') {
            let effects = talk.press(crate::support::app::named(key));
            let changes = |effect: &Effect| {
                !matches!(effect, Effect::Redraw | Effect::Find(_) | Effect::Look(_))
            };
            assert!(!effects.iter().any(changes), "{keys}: {effects:?}");
        }
        if let Some(case) = &talk.app.case {
            assert_eq!(case.facts, before, "{keys}");
        }
    }
}

#[test]
fn back_leads_from_every_page_of_it_to_the_list_as_it_stood() {
    for keys in ["", "w", "c", "w 1"] {
        let mut talk = list().keys("Down").keys("Enter").keys(keys);
        for _ in 0..4 {
            if talk.app.place == Place::Past {
                break;
            }
            talk = talk.keys("Backspace");
        }
        assert_eq!(
            (talk.app.place, talk.app.cursor),
            (Place::Past, 1),
            "{keys}"
        );
        assert!(talk.app.case.is_none());
        assert_eq!(talk.keys("Backspace").app.place, Place::Start);
    }
}

#[test]
fn h_goes_on_with_the_conversation_that_is_looked_at() {
    let talk = list().keys("f").typed("keeps").keys("Enter h");
    assert_eq!(talk.app.place, Place::Question);
    assert!(!talk.app.is_looking());
    // Something is said after all: it is kept, and the end no longer stands.
    let talk = talk.keys("u");
    assert!(
        talk.app
            .case
            .as_ref()
            .unwrap()
            .interview
            .outcome()
            .is_none()
    );
}

/// A store with so many cases of one fact, made as copies of the bytes of real ones.
fn store_with(folder: &std::path::Path, cases: u32) -> Store {
    let store = Store::open(folder).unwrap();
    let began = Began {
        catalog: broadband().id.clone(),
        edition: broadband().edition.clone(),
        fingerprint: broadband().fingerprint.as_str().into(),
        program: "test".into(),
    };
    for n in 0..cases {
        let at = Timestamp::from_second(1_700_000_000 + i64::from(n)).unwrap();
        bare_case(&store, n.into(), began.clone(), at, &[]);
    }
    store
}

#[test]
fn cases_are_read_one_after_the_other_and_those_changed_last_come_first() {
    let home = tempfile::tempdir().unwrap();
    let store = store_with(home.path(), 4);
    let mut paths: Vec<_> = store.list().unwrap();
    paths.sort_by_key(|case| case.id);
    for (n, case) in (1_u64..).zip(&paths) {
        let file = fs::File::options().append(true).open(&case.path).unwrap();
        let then = std::time::UNIX_EPOCH + Duration::from_secs(n * 1000);
        file.set_modified(then).unwrap();
    }
    let read: Vec<_> = Listing::new(&store).unwrap().map(|case| case.id).collect();
    let expected: Vec<_> = paths.iter().rev().map(|case| case.id).collect();
    assert_eq!(read, expected);
}

#[cfg(unix)]
#[test]
fn the_program_lists_finds_and_shows_what_is_on_disk() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let mut pty = Pty::begun(&data, SIZE);
    pty.key("4").sees("Q2 of 14");
    pty.key("s").sees("takes").key("5").sees("Written");
    pty.key("k")
        .sees("New conversation")
        .key("l")
        .sees("thinks it over");
    // Letters can stand in an id made by chance; these signs never do.
    pty.key("f")
        .keys("##")
        .sees("None of them")
        .key("Backspace")
        .key("Backspace");
    pty.sees("thinks it over")
        .key("Enter")
        .sees("only looked at");
    pty.key("Backspace")
        .sees("Find:")
        .key("Backspace")
        .sees("New conversation");
}

#[cfg(unix)]
#[test]
#[ignore = "writes 100,000 cases: some 800 MB"]
fn a_hundred_thousand_cases_slow_down_neither_the_start_nor_the_first_find() {
    // In memory where there is such a folder: what is measured is the program, and syncing so many would take minutes.
    let memory = std::path::Path::new("/dev/shm");
    let folder = if memory.is_dir() {
        memory.to_owned()
    } else {
        std::env::temp_dir()
    };
    let home = tempfile::tempdir_in(folder).unwrap();
    let data = home.path().join("data");
    store_with(&data, 100_000);
    let started = Instant::now();
    let mut pty = Pty::start(&data, SIZE);
    pty.sees("New conversation");
    let start = started.elapsed();
    pty.key("l").sees("Find:").key("f");
    let asked = Instant::now();
    pty.key("b").sees(" of ");
    let found = asked.elapsed();
    println!("start {start:?}, first find {found:?}");
    assert!(start < Duration::from_millis(600), "{start:?}");
    assert!(found < Duration::from_millis(600), "{found:?}");
}

#[test]
fn a_conversation_that_cannot_be_gone_on_with_is_still_only_looked_at() {
    let mut talk = list().keys("f").typed("keeps").keys("Enter");
    talk.fails = Some("It is open in another window. Nothing was changed.");
    let talk = talk.keys("h");
    assert!(talk.app.is_looking());
    assert_eq!(talk.keys("Backspace").app.place, Place::Past);
}

/// They were counted among the nine that are told, and left out only then.
#[test]
fn nine_cut_off_starts_hide_no_conversation_to_go_on_with() {
    let dir = tempfile::tempdir().unwrap();
    let store = store_with(dir.path(), 1);
    let real = store.list().unwrap()[0].id;
    for number in 2..=12_u64 {
        let (id, journal) = store.create(|| (number << 24).to_be_bytes()).unwrap();
        drop(journal);
        let mut bytes = fs::read(store.path(&id)).unwrap();
        // The first bytes of a record, and no more.
        bytes.extend([40, 0, 0, 0, 1]);
        fs::write(store.path(&id), bytes).unwrap();
    }
    let all: Vec<_> = Listing::new(&store).unwrap().collect();
    let cut_off = all.iter().filter(|case| case.state == CaseState::Recovered);
    assert_eq!((all.len(), cut_off.count()), (12, 11));
    let told: Vec<_> = to_go_on_with(all.iter()).take(9).collect();
    assert_eq!(told.iter().map(|case| case.id).collect::<Vec<_>>(), [real]);
}
