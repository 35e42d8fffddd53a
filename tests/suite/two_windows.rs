//! S-021, S-022: a case that is open in another window is looked at here, and taken over once nobody holds it any more.

use candor::casebook::{CaseError, OpenCase, load};
use candor::cases::{CaseId, JournalError, Owner, Store, Tail};
use candor::command::{Command, Place};
use candor::domain::{SafeText, Window};
use candor::interview::{Fact, NoteKind, Recorded};
use candor::tui::app::Effect;
use candor::tui::terminal::Key;
use jiff::Timestamp;

use crate::support::app::Talk;
use crate::support::cases::{begin, edition};
use crate::support::catalogs::{broadband, broadband_files};

fn at() -> Timestamp {
    "2025-11-21T14:03:00Z".parse().unwrap()
}

fn window() -> Window {
    Window {
        host: "front-desk".into(),
        terminal: "pts/3".into(),
    }
}

fn note(n: usize) -> Fact {
    Fact::Noted {
        kind: NoteKind::Private,
        text: format!("note {n}").into(),
    }
}

/// The owner named by the refusal to open a case.
fn owner(refused: Result<(OpenCase, candor::casebook::Recovery), CaseError>) -> Owner {
    match refused {
        Err(CaseError::Journal(JournalError::InUse { owner, .. })) => owner,
        other => panic!("it must be in use: {other:?}"),
    }
}

#[test]
fn a_thousand_attempts_of_a_second_window_leave_the_record_as_the_first_wrote_it() {
    let dir = tempfile::tempdir().unwrap();
    let first = Store::open(dir.path()).unwrap().in_window(window());
    let second = Store::open(dir.path()).unwrap();
    let mut case = begin(&first, 1, &edition(&first, &broadband_files()), at());
    let id = case.id();
    let attempts = std::thread::spawn(move || {
        for _ in 0..1000 {
            let owner = owner(OpenCase::resume(&second, &id, at()));
            assert_eq!(owner.window, window());
        }
    });
    let mut written = 0;
    while !attempts.is_finished() || written < 50 {
        written += 1;
        case.record(note(written), at()).unwrap();
    }
    attempts.join().unwrap();
    let kept = load(&first, &id).unwrap();
    assert_eq!(kept.tail, Tail::Clean);
    let facts: Vec<Fact> = kept.facts.into_iter().skip(1).map(|own| own.fact).collect();
    let wrote: Vec<Fact> = (1..=written).map(note).collect();
    assert_eq!(facts, wrote);
}

#[test]
fn who_holds_a_case_is_said_and_forgotten_when_it_is_left() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap().in_window(window());
    let case = begin(&store, 1, &edition(&store, &broadband_files()), at());
    let id = case.id();
    let refused = OpenCase::resume(&store, &id, at()).unwrap_err();
    assert_eq!(
        refused.to_string(),
        format!(
            "Case {id} is open in another window (pts/3 on front-desk, since 2025-11-21 14:03 UTC), which goes on saving it. \
             Close it there first, or read it here without changing it."
        )
    );
    let label = store.path(&id).with_extension("owner");
    let said = std::fs::read_to_string(&label).unwrap();
    assert!(said.contains(&std::process::id().to_string()), "{said}");
    case.leave(at()).unwrap();
    assert!(!label.exists());
}

/// What stands in the label decides nothing: neither one that a crash left behind, nor one that is wrong or not there.
#[test]
fn the_label_decides_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap().in_window(window());
    let case = begin(&store, 1, &edition(&store, &broadband_files()), at());
    let id = case.id();
    let label = store.path(&id).with_extension("owner");
    for content in ["", "{", "[1]", r#"{"host": 3}"#, r#"{"process": -1}"#] {
        std::fs::write(&label, content).unwrap();
        let owner = owner(OpenCase::resume(&store, &id, at()));
        assert_eq!(owner, Owner::default(), "{content}");
        assert_eq!(owner.to_string(), "");
    }
    let hostile = r#"{"terminal": "a\u001b[6n\u202eb", "unknown": true}"#;
    std::fs::write(&label, hostile).unwrap();
    let said = owner(OpenCase::resume(&store, &id, at())).to_string();
    assert_eq!(said, SafeText::new(&said).as_str());
    std::fs::remove_file(&label).unwrap();
    owner(OpenCase::resume(&store, &id, at()));
    std::fs::create_dir(&label).unwrap();
    owner(OpenCase::resume(&store, &id, at()));
    std::fs::remove_dir(&label).unwrap();
    case.leave(at()).unwrap();
    std::fs::write(&label, r#"{"process": 1, "host": "elsewhere"}"#).unwrap();
    let (case, _) = OpenCase::resume(&store, &id, at()).unwrap();
    let said = std::fs::read_to_string(&label).unwrap();
    assert!(said.contains("front-desk"), "{said}");
    drop(case);
}

#[test]
fn erasing_a_case_takes_a_label_that_a_crash_left_behind_with_it() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    let id: CaseId = begin(&store, 1, &edition(&store, &broadband_files()), at()).id();
    let label = store.path(&id).with_extension("owner");
    std::fs::write(&label, "{}").unwrap();
    store.doom(&id).unwrap().erase().unwrap();
    assert!(!label.exists());
}

/// A conversation with one answer, back at the start, open in another window meanwhile.
pub fn open_elsewhere() -> Talk {
    let mut talk = Talk::start(&[broadband()]).keys("1 y 2 Enter Esc Esc");
    talk.elsewhere = Some(Owner {
        window: window(),
        process: Some(812),
        since: Some(at()),
    });
    talk
}

#[test]
fn a_case_open_elsewhere_is_only_looked_at_and_the_screen_says_where_and_since_when() {
    let mut talk = open_elsewhere().keys("a");
    for (width, height) in [(60, 20), (80, 24), (120, 40)] {
        let text = talk.rows(width, height).join(" ");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for said in ["only looked at", "open in another window", "14:03"] {
            assert!(text.contains(said), "{said} at {width}x{height}:\n{text}");
        }
    }
    for command in [
        Command::Undo,
        Command::Note,
        Command::Done,
        Command::Export,
        Command::Accept,
    ] {
        let why = talk.app.why_not(command).unwrap();
        assert!(why.contains("only looked at"), "{why}");
    }
    // Back leads to the list it was opened from.
    assert_eq!(talk.keys("Backspace").app.place, Place::Start);
}

#[test]
fn h_tries_again_and_takes_over_once_the_first_window_is_gone() {
    let mut talk = open_elsewhere().keys("a");
    let effects = talk.press(Key::Char('h'));
    assert!(matches!(effects.as_slice(), [Effect::Resume(_)]));
    assert!(talk.app.is_looking());
    let notice = talk.app.notice.clone().unwrap();
    assert!(notice.contains("still open there"), "{notice}");
    talk.elsewhere = None;
    let talk = talk.keys("h");
    assert!(!talk.app.is_looking());
    assert_eq!(talk.app.place, Place::Question);
    let facts: &[Recorded] = talk.on_disk();
    assert_eq!(facts.len(), 3, "looking has changed nothing");
}

#[cfg(unix)]
#[test]
fn the_holder_is_killed_and_the_second_window_has_the_case_at_once() {
    use crate::support::program::Home;
    use crate::support::pty::{Pty, SIZE};

    let home = Home::new();
    let data = home.path("data");
    let mut first = Pty::begun(&data, SIZE);
    first.key("4").sees("1 answered");
    let mut second = Pty::start(&data, SIZE);
    second.sees("Go on with a conversation").key("a");
    second
        .sees("open in another window (pts/")
        .sees("only looked at");
    second.key("h").sees("It is still open there");
    // The first goes on undisturbed; the second sees it when it looks again.
    first.key("1").key("Enter").sees("2 answered");
    second.key("Enter").sees("only looked at: nothing of it");
    second.key("h").sees("It is still open there");
    let id = home.run("case list --data-dir data").out;
    let id = id.split_whitespace().find(|word| word.len() == 9).unwrap();
    let held = home.run(&format!("case hold {id} --data-dir data"));
    assert!(
        held.code != 0 && held.err.contains("open in another window (pts/"),
        "{held:?}"
    );
    first.kill();
    assert!(
        data.join("cases")
            .join(format!("{}.owner", id.to_lowercase()))
            .exists()
    );
    second
        .key("h")
        .sees("Opened again with 2 steps")
        .sees("Q3 of 14");
    second.keys("30000").key("Enter").sees("3 answered");
}
