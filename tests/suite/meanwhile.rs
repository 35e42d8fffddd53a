//! What another window does between two steps of this one: the program is held up right before a system call, and something else
//! happens to the case meanwhile.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use candor::casebook::{Deed, OpenCase, audit_log, enter_deeds, erase, load};
use candor::cases::{CaseId, Journal, RecordKind, Store, read};
use candor::domain::SafeText;
use candor::interview::{Fact, NoteKind, Outcome};
use jiff::Timestamp;

use crate::support::cases::{Calls, FailingDisk, begin, edition};
use crate::support::catalogs::broadband_files;
use crate::support::program::Home;

/// For how long the program is held up.
const LONG: Duration = Duration::from_secs(3);

fn at() -> Timestamp {
    "2026-03-01T10:00:00Z".parse().unwrap()
}

fn who() -> SafeText {
    SafeText::new("somebody")
}

fn note(text: &str) -> Fact {
    Fact::Noted {
        kind: NoteKind::Private,
        text: text.into(),
    }
}

/// A home with a case that nobody has open, which ended so.
fn left(outcome: Option<Outcome>) -> (Home, Store, CaseId) {
    let home = Home::new();
    let store = Store::open(&home.path("data")).unwrap();
    let edition = edition(&store, &broadband_files());
    let mut case = begin(&store, 1, &edition, at());
    case.record(note("before"), at()).unwrap();
    if let Some(outcome) = outcome {
        case.end(outcome, &edition, at()).unwrap();
    }
    let id = case.id();
    case.leave(at()).unwrap();
    (home, store, id)
}

/// A run of the program that is held up.
struct HeldUp {
    child: Child,
    since: Instant,
}

impl HeldUp {
    /// Runs the program with `arguments` up to its first call that is one of `calls`; `None` where that cannot be done.
    fn before(home: &Home, calls: &str, arguments: &str) -> Option<Self> {
        let mut tried = Command::new("strace");
        tried.args(["-o", "/dev/null", "true"]);
        if !tried.status().is_ok_and(|status| status.success()) {
            println!("skipped: strace does not work here");
            return None;
        }
        let record: PathBuf = home.path("calls");
        let inject = format!("inject={calls}:delay_enter={}:when=1", LONG.as_micros());
        let child = Command::new("strace")
            .arg("-o")
            .arg(&record)
            .args(["-e", &format!("trace={calls}"), "-e", &inject])
            .arg(env!("CARGO_BIN_EXE_candor"))
            .args(arguments.split_whitespace())
            .env_clear()
            .env("HOME", home.path(""))
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .current_dir(home.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let began = Instant::now();
        while !fs::read_to_string(&record).is_ok_and(|calls| calls.contains('(')) {
            assert!(began.elapsed() < Duration::from_secs(30), "no such call");
            sleep(Duration::from_millis(10));
        }
        let since = Instant::now();
        Some(Self { child, since })
    }

    /// Lets it go on to its end.
    fn end(self) -> Output {
        let took = self.since.elapsed();
        assert!(took < LONG / 2, "too slow to prove anything: {took:?}");
        self.child.wait_with_output().unwrap()
    }
}

#[test]
fn a_case_erased_while_another_window_opens_it_is_not_written_back() {
    let (home, store, id) = left(None);
    let hold = format!("case hold {id} --data-dir data");
    let Some(held_up) = HeldUp::before(&home, "flock", &hold) else {
        return;
    };
    erase(&store, &id, &who(), at()).unwrap();
    let ended = held_up.end();
    assert!(!store.path(&id).exists(), "{ended:?}");
    assert_eq!(ended.status.code(), Some(2), "{ended:?}");
}

#[test]
fn a_record_that_went_into_a_new_file_while_another_window_opens_the_case_is_not_lost() {
    let (home, store, id) = left(None);
    let hold = format!("case hold {id} --data-dir data");
    let Some(held_up) = HeldUp::before(&home, "flock", &hold) else {
        return;
    };
    // Meanwhile this window goes on with it, its disk fails, and a new file takes the place of the one that was opened there.
    let wrap = FailingDisk::wrap(&Calls::default(), 1, std::io::ErrorKind::Other);
    let mut journal = Journal::resume_on(&store.path(&id), wrap).unwrap().journal;
    journal.append(RecordKind(9), b"kept").unwrap_err();
    journal.renew().unwrap();
    journal.append(RecordKind(9), b"kept").unwrap();
    drop(journal);
    let ended = held_up.end();
    assert_eq!(ended.status.code(), Some(0), "{ended:?}");
    let records = read(&store.path(&id)).unwrap().records;
    assert!(records.iter().any(|record| record.payload == b"kept"));
    let facts = load(&store, &id).unwrap().facts;
    assert!(
        facts
            .iter()
            .any(|own| matches!(own.fact, Fact::Held { .. }))
    );
}

/// Names in the outbox and among what was set aside there.
fn in_outbox(home: &Home) -> Vec<String> {
    let folders = [home.path("data/outbox"), home.path("data/outbox/set-aside")];
    let entries = folders
        .iter()
        .flat_map(|folder| fs::read_dir(folder).into_iter().flatten());
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name != "set-aside").collect()
}

#[test]
fn a_case_erased_while_its_hand_over_is_written_is_not_in_the_outbox() {
    let (home, store, id) = left(Some(Outcome::Thinks));
    let store = store.with_outbox(Some(home.path("data/outbox")));
    let export = "case export --all --outbox --data-dir data";
    let Some(held_up) = HeldUp::before(&home, "rename,renameat,renameat2", export) else {
        return;
    };
    erase(&store, &id, &who(), at()).unwrap();
    let ended = held_up.end();
    assert_eq!(in_outbox(&home), [""; 0], "{ended:?}");
    let said = String::from_utf8(ended.stderr).unwrap();
    assert!(said.contains(&format!("Case {id} was erased")), "{said}");
    let log = audit_log(&store).unwrap().entries;
    assert!(
        !log.iter()
            .any(|entry| matches!(entry.deed, Deed::Waits { .. }))
    );
    let verified = home.run("verify --all --data-dir data");
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
}

#[test]
fn what_a_killed_run_left_in_the_outbox_of_a_case_that_is_erased_is_taken_back_by_the_next() {
    let (home, store, id) = left(Some(Outcome::Thinks));
    let export = "case export --all --outbox --data-dir data";
    assert_eq!(home.run(export).code, 0);
    assert_eq!(in_outbox(&home).len(), 1);
    // Nobody who erased this store knew of the outbox.
    erase(&store, &id, &who(), at()).unwrap();
    let reason = format!("data/outbox/set-aside/{}-9.reason.txt", id.file_stem());
    home.file(&reason, "It cannot be exported.");
    assert_eq!(home.run(export).code, 0);
    assert_eq!(in_outbox(&home), [""; 0]);
}

#[test]
fn a_case_that_was_put_back_after_it_was_erased_is_not_handed_over() {
    let (home, store, id) = left(Some(Outcome::Thinks));
    enter_deeds(&store, at(), &who(), vec![Deed::Erased { case: id }]).unwrap();
    for which in ["--all".to_owned(), id.to_string()] {
        let ran = home.run(&format!("case export {which} --outbox --data-dir data"));
        assert_eq!(ran.code, 3, "{}{}", ran.out, ran.err);
        assert!(ran.err.contains("was erased"), "{}", ran.err);
        assert_eq!(in_outbox(&home), [""; 0]);
    }
}

/// A start looks at every case for an instant, in the same window too.
#[test]
fn a_case_that_a_sweep_looks_at_is_not_called_open_in_another_window() {
    let (_home, store, id) = left(None);
    let looked_at = || {
        let doomed = store.doom(&id).unwrap();
        std::thread::spawn(move || {
            sleep(Duration::from_millis(60));
            drop(doomed);
        })
    };
    let sweep = looked_at();
    let (case, _) = OpenCase::resume(&store, &id, at()).unwrap();
    sweep.join().unwrap();
    case.leave(at()).unwrap();
    let sweep = looked_at();
    erase(&store, &id, &who(), at()).unwrap();
    sweep.join().unwrap();
    assert!(!store.path(&id).exists());
}
