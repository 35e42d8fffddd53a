//! The log of what the program did: off unless asked for, and nothing that anybody said is ever in it.

use std::fs;
use std::path::Path;
use std::time::Duration;

use candor::casebook::OpenCase;
use candor::cases::{CaseId, LogClock, LogEntry, LogFormat, RunLog, SaveStep, SourcePlace, Store};
use candor::interview::{Fact, NoteKind, Outcome};
use jiff::{Timestamp, ToSpan as _};

use crate::support::cases::{begin, edition};
use crate::support::catalogs::broadband_files;
use crate::support::process;
use crate::support::program::Home;

const NAME: &str = "Zebulon Quillfeather";
const PHONE: &str = "555-0147-992";
const NOTE: &str = "moves out on the ninth";

fn at() -> Timestamp {
    "2026-03-01T10:00:00Z".parse().unwrap()
}

const CLOCK: LogClock = LogClock {
    now: at,
    ticks: || Duration::ZERO,
};

/// Every log below a folder of data, one text.
fn logs(data: &Path) -> String {
    let Ok(files) = fs::read_dir(data.join("log")) else {
        return String::new();
    };
    let files = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    files.collect()
}

/// The first word of each entry; each line is a time, the number of a process, a word and pairs.
fn entries(log: &str) -> Vec<&str> {
    log.lines()
        .map(|line| {
            let mut parts = line.split(' ');
            parts.next().unwrap().parse::<Timestamp>().unwrap();
            parts.next().unwrap().parse::<u32>().unwrap();
            let word = parts.next().unwrap();
            for pair in parts {
                let (name, value) = pair.split_once('=').unwrap();
                assert!(!name.is_empty() && !value.is_empty(), "{line}");
            }
            word
        })
        .collect()
}

fn has_no_canary(log: &str) {
    let lower = log.to_lowercase();
    for word in [NAME, PHONE, NOTE]
        .iter()
        .flat_map(|words| words.split([' ', '-']))
    {
        // Short words may be a part of anything.
        if word.len() > 4 {
            assert!(!lower.contains(&word.to_lowercase()), "{word}\n{log}");
        }
    }
    // Four of its digits may be those of a time or a size.
    let digits: String = PHONE.chars().filter(char::is_ascii_digit).collect();
    assert!(!log.contains(PHONE) && !log.contains(&digits), "{log}");
}

/// A case in which somebody wrote the canaries wherever words can be written.
fn talked(store: &Store, number: u64, at: Timestamp) -> OpenCase {
    let edition = edition(store, &broadband_files());
    let mut case = begin(store, number, &edition, at);
    for kind in [NoteKind::Private, NoteKind::Idea] {
        let text = format!("{NAME}, {PHONE}, {NOTE}").into();
        case.record(Fact::Noted { kind, text }, at).unwrap();
    }
    let answers = serde_json::json!({"answers": {"wishes": format!("{NAME} {PHONE} {NOTE}")}});
    let given = candor::interview::from_json(edition.catalog(), &answers).unwrap();
    for (question, answer) in given.answers {
        case.record(Fact::Answered { question, answer }, at)
            .unwrap();
    }
    case.end(Outcome::Thinks, &edition, at).unwrap();
    case
}

#[test]
fn there_is_no_log_unless_it_is_asked_for() {
    let home = Home::new();
    let store = Store::open(&home.path("d")).unwrap();
    let case = talked(&store, 1, at());
    let id = case.id();
    drop(case);
    for command in ["case list", "case purge --dry-run", "selftest"] {
        home.run(&format!("{command} --data-dir d"));
    }
    assert_eq!(
        home.run(&format!("case export {id} --data-dir d --format html"))
            .code,
        0
    );
    assert!(!home.path("d/log").exists());
}

/// S-064.
#[test]
fn what_was_done_is_in_the_log_and_what_was_said_is_not() {
    let home = Home::new();
    // Today's log: one of an earlier day would be removed by the program.
    let now = LogClock {
        now: candor::clock::now,
        ..CLOCK
    };
    let log = RunLog::open(&home.path("d"), now).unwrap();
    let store = Store::open(&home.path("d")).unwrap().logged(Some(log));
    let case = talked(&store, 1, at());
    let id = case.id();
    case.leave(at()).unwrap();
    drop(store);
    let opened = logs(&home.path("d"));
    assert!(
        opened.contains(&format!("open case={id} records=0\n")),
        "{opened}"
    );
    let saved = opened.matches(&format!("saved case={id} bytes=")).count();
    // The header, the beginning, two notes, an answer, the advice and the end.
    assert_eq!(saved, 7, "{opened}");
    for format in ["text", "markdown", "html", "json"] {
        let ran = home.run(&format!(
            "case export {id} --data-dir d --format {format} --output out.{format} --log"
        ));
        assert_eq!(ran.code, 0, "{}", ran.err);
        let bytes = fs::metadata(home.path(&format!("out.{format}")))
            .unwrap()
            .len();
        let line = format!("exported case={id} format={format} bytes={bytes}\n");
        assert!(logs(&home.path("d")).contains(&line), "{line}");
    }
    for command in ["case purge", "case show 7F3K-92QD", "verify --all"] {
        home.run(&format!("{command} --data-dir d --log"));
    }
    let log = logs(&home.path("d"));
    let words = entries(&log);
    for word in ["start", "open", "saved", "exported", "purged", "end"] {
        assert!(words.contains(&word), "{word}: {words:?}");
    }
    assert!(log.contains("purged erased=1 refused=0"), "{log}");
    assert!(log.contains("end exit=2"), "there is no such case: {log}");
    has_no_canary(&log);
}

#[cfg(unix)]
#[test]
fn a_conversation_on_the_screen_is_logged_without_a_word_of_it() {
    use crate::support::pty::{Pty, SIZE, program};
    let home = Home::new();
    let data = home.path("d");
    home.file("candor/settings.json", "{ \"log\": true }");
    let mut pty = Pty::run(program(&data, &[]), SIZE);
    pty.sees("New conversation")
        .key("1")
        .sees("READ WORD FOR WORD");
    pty.key("Enter").sees("How many people");
    pty.key("n").keys(&format!("{NAME} {PHONE}")).sees(NAME);
    pty.key("Enter").lacks("Note or idea");
    pty.key("Ctrl+C").sees("Leave?");
    let ended = pty.ends("Ctrl+C");
    assert_eq!(ended.code, 0, "{}", ended.bytes);
    let kept: Vec<u8> = fs::read_dir(data.join("cases"))
        .unwrap()
        .flat_map(|file| fs::read(file.unwrap().path()).unwrap())
        .collect();
    assert!(
        String::from_utf8_lossy(&kept).contains(NAME),
        "the note was not kept"
    );
    let log = logs(&data);
    let words = entries(&log);
    assert_eq!(
        (words[0], words[words.len() - 1]),
        ("start", "end"),
        "{log}"
    );
    assert!(
        words.iter().filter(|word| **word == "saved").count() >= 3,
        "{log}"
    );
    assert!(
        log.contains("interactive=true") && log.contains("end exit=0"),
        "{log}"
    );
    has_no_canary(&log);
}

#[cfg(unix)]
#[test]
fn the_log_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::new();
    assert_eq!(home.run("case list --data-dir d --log").code, 0);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&home.path("d/log")), 0o700);
    for file in fs::read_dir(home.path("d/log")).unwrap() {
        assert_eq!(mode(&file.unwrap().path()), 0o600);
    }
    // A link is never written through.
    let precious = home.file("precious", "precious");
    fs::remove_dir_all(home.path("d/log")).unwrap();
    std::os::unix::fs::symlink(home.path(""), home.path("d/log")).unwrap();
    let ran = home.run("case list --data-dir d --log");
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("No log is written"), "{}", ran.err);
    assert_eq!(fs::read_to_string(precious).unwrap(), "precious");
    assert!(!fs::read_dir(home.path("")).unwrap().any(|file| {
        file.unwrap()
            .file_name()
            .to_string_lossy()
            .ends_with(".log")
    }));
}

#[test]
fn a_log_that_cannot_be_written_stops_nothing() {
    let home = Home::new();
    home.file("d/log", "a file");
    let ran = home.run("case list --data-dir d --log");
    assert_eq!((ran.code, ran.out.as_str()), (0, "There is no case yet.\n"));
    assert!(
        ran.err
            .contains("No log is written: its folder cannot be used"),
        "{}",
        ran.err
    );
}

#[test]
fn logs_of_more_than_thirty_days_ago_are_removed_at_a_start_and_nothing_else() {
    let home = Home::new();
    let today = Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let day = |ago: i64| today.checked_sub(ago.days()).unwrap();
    for ago in [1, 29, 32, 400] {
        home.file(&format!("d/log/candor-{}.log", day(ago)), "x\n");
    }
    home.file("d/log/candor-2020-01-01.log.bak", "x");
    home.file("d/log/notes.txt", "x");
    assert_eq!(home.run("case list --data-dir d").code, 0);
    let mut left: Vec<String> = fs::read_dir(home.path("d/log"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    left.sort();
    let mut expected = vec![
        "candor-2020-01-01.log.bak".to_owned(),
        format!("candor-{}.log", day(29)),
        format!("candor-{}.log", day(1)),
        "notes.txt".to_owned(),
    ];
    expected.sort();
    assert_eq!(left, expected);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_saved_is_logged_with_its_step() {
    let home = Home::new();
    let log = RunLog::open(&home.path("d"), CLOCK).unwrap();
    let store = Store::open(&home.path("d")).unwrap().logged(Some(log));
    let edition = edition(&store, &broadband_files());
    let mut case = begin(&store, 1, &edition, at());
    // A file that was deleted keeps nothing, which shows when it is synced; then a new one is begun.
    fs::remove_file(store.path(&case.id())).unwrap();
    let text = NOTE.into();
    let kind = NoteKind::Private;
    case.record(Fact::Noted { kind, text }, at()).unwrap();
    let log = logs(&home.path("d"));
    let id = case.id();
    assert!(
        log.contains(&format!("unsaved case={id} step=sync code=none\n")),
        "{log}"
    );
    assert!(
        log.trim_end()
            .rsplit('\n')
            .next()
            .unwrap()
            .contains(&format!("saved case={id}")),
        "{log}"
    );
    entries(&log);
}

#[test]
fn every_entry_is_one_word_and_pairs() {
    let home = Home::new();
    let log = RunLog::open(&home.path("d"), CLOCK).unwrap();
    let case: CaseId = "7F3K-92QD".parse().unwrap();
    let (step, code) = (SaveStep::Write, Some(28));
    let format = LogFormat::Html;
    for entry in [
        LogEntry::Started { interactive: false },
        LogEntry::Unsaved { case, step, code },
        LogEntry::Exported {
            case,
            format,
            bytes: 7,
        },
        LogEntry::Saved {
            case,
            bytes: 214,
            took: Duration::from_micros(1650),
        },
        LogEntry::Ended { exit: 3 },
    ] {
        log.note(entry);
    }
    let log = logs(&home.path("d"));
    assert_eq!(
        entries(&log),
        ["start", "unsaved", "exported", "saved", "end"]
    );
    let process = std::process::id();
    assert!(
        log.contains(&format!(
            "2026-03-01T10:00:00Z {process} saved case=7F3K-92QD bytes=214 ms=1.65\n"
        )),
        "{log}"
    );
    assert!(
        log.contains("unsaved case=7F3K-92QD step=write code=28\n"),
        "{log}"
    );
    assert!(home.path("d/log/candor-2026-03-01.log").is_file());
}

#[test]
fn no_entry_has_a_place_for_a_text() {
    let source = fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/src/cases/runlog/entry.rs"
    ))
    .unwrap();
    let code = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let code = code.collect::<Vec<_>>().join("\n");
    let entry = code
        .split("pub enum LogEntry {")
        .nth(1)
        .unwrap()
        .split("\n}")
        .next()
        .unwrap();
    let types: Vec<&str> = entry
        .lines()
        .filter_map(|line| line.trim().trim_end_matches(',').split_once(": "))
        .map(|(_, kind)| kind)
        .collect();
    assert!(types.len() > 10, "{types:?}");
    let allowed = [
        "bool",
        "CaseId",
        "u64",
        "usize",
        "Duration",
        "SaveStep",
        "Option<i32>",
        "LogFormat",
        "LogThread",
        "SourcePlace",
        "u8",
    ];
    for kind in types {
        assert!(allowed.contains(&kind), "an entry holds a {kind}");
    }
    // The one thing made of letters is made by the compiler alone.
    assert_eq!(
        code.matches("-> Self").count(),
        2,
        "another way to make a part of an entry"
    );
    assert!(code.contains("pub fn of(location: &Location<'_>) -> Self"));
    let here = SourcePlace::of(std::panic::Location::caller()).to_string();
    assert!(here.contains("runlog.rs:"), "{here}");
}

#[test]
#[ignore = "run by a_panic_is_logged_without_its_words as another process"]
fn helper_panics() {
    let Some(folder) = process::folder() else {
        return;
    };
    RunLog::open(&folder, CLOCK).unwrap().note_panics();
    let _ = std::panic::catch_unwind(|| panic!("{NAME} cannot be reached at {PHONE}"));
}

#[test]
fn a_panic_is_logged_without_its_words() {
    let home = Home::new();
    let ran = process::helper("runlog::helper_panics", &home.path("d"))
        .output()
        .unwrap();
    assert!(
        String::from_utf8_lossy(&ran.stderr).contains(NAME),
        "nothing panicked"
    );
    let log = logs(&home.path("d"));
    assert_eq!(entries(&log), ["panic"]);
    assert!(log.contains("runlog.rs:"), "{log}");
    has_no_canary(&log);
}
