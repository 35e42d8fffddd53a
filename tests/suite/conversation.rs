//! The program itself on a pseudo-terminal: whole conversations by keys.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};

use candor::casebook::{Evidence, Verdict, audit_log, replay};
use candor::cases::Store;

use crate::support::pty::{Pty, SIZE};

fn transcripts(data: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(data.join("cases"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let ending = path.extension().unwrap();
            ending != "journal" && ending != "owner"
        })
        .collect();
    files.sort();
    files
}

#[test]
fn a_whole_conversation_is_held_by_keys_and_handed_over() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let mut pty = Pty::begun(&data, SIZE);
    pty.key("4")
        .sees("Q2 of 14")
        .sees("Last answer: Q1 People: 5");
    pty.key("1").sees("[x] daily commute");
    pty.key("Enter").sees("Q3 of 14");
    pty.keys("35000").sees("> 35000_");
    pty.key("Enter").sees("Q4 of 14").sees("Budget: $35,000");
    // One step back, another figure, and the change taken back and brought back.
    pty.key("Backspace").sees("Q3 of 14").sees("> 35000_");
    pty.keys("38001").sees("> 38001_");
    pty.key("Backspace").sees("> 3800_");
    pty.keys("0").sees("> 38000_");
    // What it disturbs is shown before it is kept.
    pty.key("Enter")
        .sees("CHANGE  Budget: $38,000")
        .sees("Nothing is changed yet");
    pty.key("k").sees("Q4 of 14").sees("Budget: $38,000");
    pty.key("u").sees("Taken back: Budget").sees("> 35000_");
    pty.key("r").sees("Brought back: Budget").sees("> 38000_");
    pty.key("c").sees("rows differ").sees("WATCH OUT");
    pty.key("Backspace").sees("> 38000_");
    pty.key("w").sees("is first:");
    pty.key("Esc").sees("> 38000_");
    pty.key("s").sees("We suggest").sees("not by us");
    pty.reads_out(|text| text.contains("How it does in a crash"));
    pty.reads_out(|text| !text.contains("READ WORD FOR WORD"));
    let first = pty
        .text()
        .lines()
        .find_map(|line| {
            line.split_once("[1] takes ")
                .map(|(_, rest)| rest.trim().to_owned())
        })
        .unwrap();
    assert!(first.len() > 4 && !first.ends_with(".."), "{first}");
    pty.key("1").sees("Written").sees("/cases");
    let files = transcripts(&data);
    let endings: Vec<_> = files
        .iter()
        .map(|file| file.extension().unwrap().to_owned())
        .collect();
    assert_eq!(endings, ["html", "json", "md"]);
    for file in &files {
        let text = fs::read_to_string(file).unwrap();
        assert!(text.contains(&first), "{first} in {}", file.display());
        assert!(text.contains("38000") || text.contains("38,000"));
    }
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(data.join("cases"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o700);
    }
    pty.key("k")
        .sees("New conversation")
        .lacks("Go on with a conversation");
    pty.key("q").sees("Leave?");
    let end = pty.ends("q");
    assert_eq!(end.code, 0, "{}", end.bytes);
    assert!(end.line_mode, "keys are echoed again");
    for mode in ["1049", "2004"] {
        let (on, off) = (format!("\u{1b}[?{mode}h"), format!("\u{1b}[?{mode}l"));
        assert!(end.bytes.rfind(&off) > end.bytes.rfind(&on), "mode {mode}");
    }
    proved(&data);
}

/// Everything of the one case in `data` is kept as it was, and its advice comes out again.
fn proved(data: &Path) {
    let store = Store::open(data).unwrap();
    let id = store.list().unwrap()[0].id;
    let evidence = Evidence::gather(&store).unwrap();
    let mut checked = vec![evidence.case(id).unwrap(), evidence.audit()];
    checked.extend(evidence.days().into_iter().map(|day| evidence.day(day)));
    assert!(checked.len() >= 3);
    for checked in checked {
        assert_eq!(checked.verdict, Verdict::Whole, "{checked:?}");
        assert_eq!(checked.notes, [], "{checked:?}");
    }
    assert_eq!(
        audit_log(&store).unwrap().entries.len(),
        3,
        "an entry for each file"
    );
    let again = replay(&store, id, |_| None).unwrap();
    assert!(again.is_same() && again.advice.len() == 1, "{again:?}");
}

#[test]
fn a_conversation_cut_off_by_force_is_offered_again_with_every_answer() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let mut pty = Pty::begun(&data, SIZE);
    pty.key("4").sees("Q2 of 14").sees("1 answered");
    pty.kill();
    let mut pty = Pty::start(&data, SIZE);
    pty.sees("Go on with a conversation").sees("1 answer ");
    pty.key("a")
        .sees("Opened again")
        .sees("all that was saved is here")
        .sees("Q2 of 14");
    pty.key("Backspace").sees("Q1 of 14").sees("* 5");
    pty.key("Backspace").sees("saved and waits in the list");
    pty.key("Ctrl+C").sees("Leave?");
    assert_eq!(pty.ends("Ctrl+C").code, 0);
}

/// A closed window or a shutdown once left the terminal without echo and on the other screen.
#[test]
fn a_program_that_is_told_to_go_gives_the_terminal_back_and_keeps_every_answer() {
    for signal in ["-TERM", "-HUP"] {
        let home = tempfile::tempdir().unwrap();
        let data = home.path().join("data");
        let mut pty = Pty::begun(&data, (80, 24));
        pty.key("4").sees("Q2 of 14").sees("1 answered");
        let end = pty.told(signal);
        assert_eq!(end.code, 0, "{signal}: {}", end.bytes);
        assert!(end.line_mode, "keys are echoed again after {signal}");
        for mode in ["1049", "2004"] {
            let (on, off) = (format!("\u{1b}[?{mode}h"), format!("\u{1b}[?{mode}l"));
            assert!(
                end.bytes.rfind(&off) > end.bytes.rfind(&on),
                "mode {mode} after {signal}"
            );
        }
        let mut pty = Pty::start(&data, (80, 24));
        pty.sees("Go on with a conversation").sees("1 answer ");
        pty.key("q").sees("Leave?");
        assert_eq!(pty.ends("q").code, 0);
    }
}

#[test]
fn another_size_keeps_what_was_typed_and_nobody_answers_a_question_they_cannot_see() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let mut pty = Pty::begun(&data, (80, 24));
    pty.key("4").sees("Q2 of 14");
    pty.key("1");
    pty.key("Enter").sees("Q3 of 14");
    pty.keys("350").sees("> 350_");
    pty.resize(60, 20).sees("Q3 of 14  Budget").sees("> 350_");
    pty.resize(38, 9).sees("window too small").lacks("Budget");
    pty.key_taken("1").sees("window too small");
    pty.resize(120, 40)
        .sees("Questions")
        .sees("> 350_")
        .sees("2 answered");
    pty.resize(38, 9).sees("window too small");
    assert_eq!(pty.ends("q").code, 0);
    let mut pty = Pty::start(&data, (80, 24));
    pty.sees("2 answers");
    pty.key("q").sees("Leave?");
    assert_eq!(pty.ends("Enter").code, 0);
}

#[test]
fn without_a_terminal_the_conversation_is_held_line_by_line() {
    let home = crate::support::program::Home::new();
    let ran = home.candor().output().unwrap();
    assert_eq!(ran.status.code(), Some(0));
    let out = String::from_utf8(ran.stdout).unwrap();
    assert!(out.starts_with("Line mode: on, because input or output is no terminal."));
    assert!(
        out.contains("The input has ended. All is saved in "),
        "{out}"
    );
}
