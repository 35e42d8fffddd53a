//! Erasing: nothing of what was said is left, that it was erased is, and only what may be erased is.

use std::fs;
use std::path::Path;

use candor::casebook::{
    Deed, Evidence, KeepDays, OpenCase, Verdict, audit_log, clock_is_steady, day_of, erase, list,
    purge, summary,
};
use candor::cases::{CaseId, Store};
use candor::domain::SafeText;
use candor::interview::{Fact, NoteKind, Outcome};
use jiff::{Timestamp, ToSpan as _};

use crate::support::cases::{begin, edition};
use crate::support::catalogs::broadband_files;
use crate::support::program::Home;
use crate::support::pty::{Pty, SIZE};

const SECRET: &str = "Tamsin Oyelaran, moves out on the ninth";

fn at() -> Timestamp {
    "2026-03-01T10:00:00Z".parse().unwrap()
}

/// A case with a note, which ended so; `None` for one that goes on.
fn case(store: &Store, number: u64, outcome: Option<Outcome>) -> CaseId {
    case_at(store, number, outcome, at())
}

fn case_at(store: &Store, number: u64, outcome: Option<Outcome>, at: Timestamp) -> CaseId {
    let edition = edition(store, &broadband_files());
    let mut case = begin(store, number, &edition, at);
    let note = Fact::Noted {
        kind: NoteKind::Private,
        text: SECRET.into(),
    };
    case.record(note, at).unwrap();
    if let Some(outcome) = outcome {
        case.end(outcome, &edition, at).unwrap();
    }
    let id = case.id();
    case.leave(at).unwrap();
    id
}

/// Files below `folder` that hold `words`.
fn holding(folder: &Path, words: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holding(&path, words));
        } else {
            let bytes = fs::read(&path).unwrap();
            let holds = bytes
                .windows(words.len())
                .any(|part| part == words.as_bytes());
            found.extend(holds.then(|| path.display().to_string()));
        }
    }
    found
}

#[test]
fn nothing_of_what_was_said_is_left_and_the_audit_log_says_so() {
    let home = Home::new();
    let store = Store::open(&home.path("data")).unwrap();
    let id = case(&store, 1, Some(Outcome::Thinks));
    let other = case(&store, 2, Some(Outcome::Thinks));
    let ran = home.run(&format!(
        "case export {id} --format text --output x.txt --data-dir data"
    ));
    assert_eq!(ran.code, 0, "{}", ran.err);
    // Whatever bears its name goes with it: a transcript, the tail of a crash.
    for ending in ["md", "journal.tail-1"] {
        let path = store.path(&id).with_extension(ending);
        fs::write(path, SECRET).unwrap();
    }
    // So does a transcript whose writing was cut short.
    fs::write(home.path("data/cases/.candor-4fK2xa.tmp"), SECRET).unwrap();
    let ran = home.run(&format!("case erase {id} --data-dir data"));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("is erased, 3 files in all"), "{}", ran.out);
    assert!(ran.err.contains("recall it"), "{}", ran.err);
    let left = holding(&home.path("data"), SECRET);
    assert_eq!(left, [store.path(&other).display().to_string()]);

    for arguments in [
        format!("verify {id}"),
        "verify --day 2026-03-01".to_owned(),
        "verify --all".to_owned(),
    ] {
        let ran = home.run(&format!("{arguments} --data-dir data"));
        assert_eq!(ran.code, 0, "{arguments}: {}{}", ran.out, ran.err);
        assert!(ran.out.contains("ERASED"), "{arguments}: {}", ran.out);
    }
    let again = home.run(&format!("case erase {id} --data-dir data"));
    assert_eq!(again.code, 2, "{}", again.out);
    let said = format!("Case {id} was erased on ");
    assert!(again.err.contains(&said), "{}", again.err);
}

#[test]
fn a_case_that_is_open_in_a_window_is_not_erased_and_nothing_says_it_was() {
    let home = Home::new();
    let store = Store::open(&home.path("data")).unwrap();
    let edition = edition(&store, &broadband_files());
    let open = begin(&store, 1, &edition, at());
    let refused = erase(&store, &open.id(), &SafeText::new("somebody"), at()).unwrap_err();
    assert!(
        refused.to_string().contains("open in another window"),
        "{refused}"
    );
    let erased = |deed: &Deed| matches!(deed, Deed::Erased { .. });
    let log = audit_log(&store).unwrap();
    assert!(!log.entries.iter().any(|entry| erased(&entry.deed)));
    assert!(store.path(&open.id()).exists());
}

#[test]
fn a_case_that_was_put_back_after_it_was_erased_is_found() {
    let home = Home::new();
    let store = Store::open(&home.path("data")).unwrap();
    let id = case(&store, 1, None);
    let bytes = fs::read(store.path(&id)).unwrap();
    erase(&store, &id, &SafeText::new("somebody"), at()).unwrap();
    let stands = || Evidence::gather(&store).unwrap().case(id).unwrap().verdict;
    assert_eq!(stands(), Verdict::Whole);
    fs::write(store.path(&id), bytes).unwrap();
    assert_eq!(stands(), Verdict::Changed);
}

#[test]
fn a_case_is_kept_for_a_year_after_a_decision_and_else_for_thirty_days() {
    let home = Home::new();
    let store = Store::open(&home.path("data")).unwrap();
    let chose = Outcome::Chose {
        offering: broadband_files().load().unwrap().offerings[0].id.clone(),
    };
    let kept = [
        (Some(chose), "2027-03-01"),
        (Some(Outcome::Stays), "2027-03-01"),
        (Some(Outcome::Thinks), "2026-03-31"),
        (Some(Outcome::NothingFits), "2026-03-31"),
        (Some(Outcome::Left), "2026-03-31"),
        (None, "2026-03-31"),
    ];
    for (number, (outcome, day)) in (1..).zip(kept) {
        let id = case(&store, number, outcome.clone());
        let summary = summary(&store, &id);
        let last: jiff::civil::Date = day.parse().unwrap();
        assert_eq!(
            summary.kept_to(KeepDays::default()),
            Some(last),
            "{outcome:?}"
        );
        assert!(
            !summary.is_past(last, KeepDays::default()),
            "on its last day it is kept"
        );
        assert!(summary.is_past(last.checked_add(1.day()).unwrap(), KeepDays::default()));
    }
}

#[test]
fn purge_erases_what_is_past_its_day_and_nothing_else() {
    let home = Home::new();
    let store = Store::open(&home.path("data")).unwrap();
    // The program looks at the clock, so this test does too.
    let two_months_ago = Timestamp::now() - (60 * 24).hours();
    for (number, outcome) in (1..).zip([None, Some(Outcome::Thinks), Some(Outcome::Stays)]) {
        case_at(&store, number, outcome, two_months_ago);
    }
    case_at(&store, 4, None, Timestamp::now());
    let ran = home.run("case purge --dry-run --data-dir data");
    assert_eq!((ran.code, ran.out.lines().count()), (0, 2), "{}", ran.out);
    assert_eq!(list(&store).unwrap().len(), 4, "a dry run erases nothing");
    let ran = home.run("case purge --data-dir data");
    assert_eq!((ran.code, ran.out.lines().count()), (0, 2), "{}", ran.out);
    assert_eq!(list(&store).unwrap().len(), 2);
    let again = home.run("case purge --data-dir data");
    assert!(again.out.contains("No case is past"), "{}", again.out);
}

#[test]
fn a_purge_leaves_a_case_that_was_gone_on_with_meanwhile() {
    let home = Home::new();
    let store = Store::open(&home.path("data")).unwrap();
    let [gone_on_with, left_alone] = [1, 2].map(|number| case(&store, number, None));
    let now = at() + (31 * 24).hours();
    let listed = list(&store).unwrap();
    // Another window goes on with one of them before this one comes to it.
    let (mut open, _) = OpenCase::resume(&store, &gone_on_with, now).unwrap();
    let promised = Fact::Noted {
        kind: NoteKind::WePromised,
        text: "call back".into(),
    };
    open.record(promised, now).unwrap();
    open.leave(now).unwrap();
    let who = SafeText::new("somebody");
    let purged = purge(&store, &listed, KeepDays::default(), &who, now);
    let erased: Vec<CaseId> = purged.erased.iter().map(|(own, _)| own.case).collect();
    assert_eq!(erased, [left_alone]);
    assert!(purged.refused.is_empty(), "{:?}", purged.refused);
    assert!(store.path(&gone_on_with).exists());
    let stands = Evidence::gather(&store).unwrap().case(gone_on_with);
    assert_eq!(stands.unwrap().verdict, Verdict::Whole);
}

/// Whether the clock is believed at starts on these days, one after the other in the same store.
fn believed(days: &[&str]) -> Vec<bool> {
    let home = Home::new();
    let store = Store::open(&home.path("data")).unwrap();
    let day = |day: &&str| clock_is_steady(&store, day.parse().unwrap());
    days.iter().map(day).collect()
}

#[test]
fn a_second_start_does_not_make_a_wrong_clock_right() {
    let known = ["2026-03-01", "2026-03-02", "2026-03-03"];
    assert_eq!(believed(&known), [false, false, true]);
    // A day on which the clock is years ahead, however many windows are opened; then it is put right.
    let wrong = ["2031-05-05"; 4];
    let days = [known.as_slice(), &wrong, &["2031-05-06", "2026-03-04"]].concat();
    assert_eq!(
        believed(&days)[3..],
        [false, false, false, false, false, true]
    );
    // A clock that falls back to the same day whenever it loses its power.
    let reset = ["2031-01-01", "2031-01-02", "2031-01-01", "2031-01-02"];
    let days = [known.as_slice(), &reset].concat();
    assert_eq!(believed(&days)[3..], [false; 4]);
    // One that jumps from year to year.
    let wild = ["2031-01-01", "2040-01-01", "2050-01-01", "2060-01-01"];
    let days = [known.as_slice(), &wild].concat();
    assert_eq!(believed(&days)[3..], [false; 4]);
}

#[test]
fn after_a_long_pause_the_clock_is_believed_on_the_third_day() {
    let known = ["2026-03-01", "2026-03-02", "2026-03-03"];
    let daily = [
        "2026-06-01",
        "2026-06-01",
        "2026-06-02",
        "2026-06-04",
        "2026-06-05",
    ];
    let days = [known.as_slice(), &daily].concat();
    assert_eq!(believed(&days)[3..], [false, false, false, true, true]);
    // Where candor is started once a week, too.
    let weekly = ["2026-03-10", "2026-03-17", "2026-03-24", "2026-03-24"];
    let days = [known.as_slice(), &weekly].concat();
    assert_eq!(believed(&days)[3..], [false, false, true, true]);
    // And after a clock that was ahead for days was put right.
    let ahead = ["2031-05-05", "2031-05-06", "2031-05-07"];
    let right = ["2026-03-07", "2026-03-08", "2026-03-09"];
    let days = [known.as_slice(), &ahead, &right].concat();
    assert_eq!(
        believed(&days)[3..],
        [false, false, true, false, false, true]
    );
}

#[test]
fn what_stands_in_the_file_of_starts_is_not_believed_when_it_is_not_ours() {
    let home = Home::new();
    let store = Store::open(&home.path("data")).unwrap();
    let file = home.path("data/last-start");
    for odd in [
        "",
        "nonsense",
        "2026-03-01 x 2026-03-02 2026-03-03",
        "\u{fffd}",
    ] {
        fs::write(&file, odd).unwrap();
        assert!(
            !clock_is_steady(&store, "2026-03-04".parse().unwrap()),
            "{odd}"
        );
    }
    // As an older candor wrote it.
    fs::write(&file, "2026-03-03").unwrap();
    assert!(clock_is_steady(&store, "2026-03-04".parse().unwrap()));
}

#[cfg(unix)]
#[test]
fn a_start_erases_what_is_past_its_day_unless_the_clock_has_jumped() {
    let home = Home::new();
    let data = home.path("data");
    let store = Store::open(&data).unwrap();
    let two_months_ago = Timestamp::now() - (60 * 24).hours();
    let old = case_at(&store, 1, Some(Outcome::Thinks), two_months_ago);
    let new = case_at(&store, 2, Some(Outcome::Thinks), Timestamp::now());
    let last_start = data.join("last-start");
    // The first start of all, and one after the clock has gone on by years: both cases are listed and nothing is erased.
    for before in [None, Some("2020-01-01")] {
        if let Some(before) = before {
            fs::write(&last_start, before).unwrap();
        }
        let mut pty = Pty::start(&data, SIZE);
        pty.sees("New conversation").key("l");
        pty.sees(&old.to_string()).sees(&new.to_string());
        pty.kill();
        assert_eq!(list(&store).unwrap().len(), 2, "{before:?}");
    }
    // Yesterday it was believed.
    let yesterday = Timestamp::now() - 24.hours();
    fs::write(&last_start, day_of(yesterday).to_string()).unwrap();
    let mut pty = Pty::start(&data, SIZE);
    pty.sees("One conversation past the day to which it was kept is erased.");
    pty.key("l").sees(&new.to_string()).lacks(&old.to_string());
    pty.kill();
    let left: Vec<CaseId> = list(&store).unwrap().iter().map(|case| case.id).collect();
    assert_eq!(left, [new]);
    let stands = Evidence::gather(&store).unwrap().case(old).unwrap();
    assert_eq!(stands.verdict, Verdict::Whole);
    assert!(stands.notes[0].contains("ERASED"), "{:?}", stands.notes);
}
