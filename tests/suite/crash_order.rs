//! The order of system calls: an answer is on the disk before the terminal hears of it.
#![cfg(target_os = "linux")]

use std::process::Command;

use crate::support::program::Home;
use crate::support::pty::{Pty, SIZE, behind};
use crate::support::script::{Until, saved, talk};

/// One system call, by the lines of the record on which it began and ended.
#[derive(Debug)]
struct Call {
    name: String,
    /// Path of the file or terminal, or the argument that is one.
    path: String,
    flags: String,
    began: usize,
    ended: usize,
    result: String,
}

/// Whether calls can be recorded here; else the reason is printed.
fn can_be_recorded() -> bool {
    let tried = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .status();
    let can = tried.as_ref().is_ok_and(std::process::ExitStatus::success);
    if !can {
        println!("skipped: strace does not work here ({tried:?})");
    }
    can
}

/// The letters that a recorded write shows, without the sequences that move the cursor and set colours.
fn shown(call: &Call) -> String {
    let text = call.flags.split_once('"').map_or("", |(_, text)| text);
    let text = text.rsplit_once('"').map_or(text, |(text, _)| text);
    // The record writes an escape as \33 and the sequences of a drawing end with a letter.
    let mut parts = text.split("\\33[");
    let before = parts.next().unwrap_or_default().to_owned();
    parts.fold(before, |all, part| {
        all + part
            .trim_start_matches(|c: char| !c.is_ascii_alphabetic())
            .get(1..)
            .unwrap_or_default()
    })
}

/// Whether a write says at most that saving takes its time, beside which question that is and how many answers there are, which are no
/// more than `kept`: that acknowledges nothing. The words stand at the right edge, so the whole of them may be written anew.
fn says_saving(call: &Call, kept: usize) -> bool {
    // The record writes the dot between the words as \\302\\267.
    let text = shown(call).replace("\\302\\267", " ");
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut rest = words.as_slice();
    let is_question = |word: &str| {
        word.strip_prefix('Q')
            .is_some_and(|n| n.parse::<u32>().is_ok())
    };
    let no_more = |word: &str| word.parse::<usize>().is_ok_and(|n| n <= kept);
    loop {
        rest = match rest {
            [] => return true,
            [question, "of", _, after @ ..] if is_question(question) => after,
            [count, "answered", after @ ..] if no_more(count) => after,
            [word, after @ ..] if word.chars().all(|c| "saving.".contains(c)) => after,
            _ => return false,
        };
    }
}

/// Reads what `strace -f -y` wrote.
fn calls(record: &str) -> Vec<Call> {
    let mut calls: Vec<Call> = Vec::new();
    let mut open: Vec<(String, usize)> = Vec::new();
    for (number, line) in record.lines().enumerate() {
        let Some((thread, rest)) = line.split_once(' ') else {
            continue;
        };
        let rest = rest.trim_start();
        let result = |rest: &str| rest.rsplit_once(" = ").map(|(_, result)| result.to_owned());
        if rest.starts_with("<... ") {
            if let Some(at) = open.iter().position(|(t, _)| t == thread) {
                let (_, call) = open.remove(at);
                calls[call].ended = number;
                calls[call].result = result(rest).unwrap_or_default();
            }
            continue;
        }
        let Some((name, arguments)) = rest.split_once('(') else {
            continue;
        };
        let path = match (arguments.split_once('<'), name) {
            (_, "openat") => arguments.split('"').nth(1).unwrap_or_default(),
            (Some((_, path)), _) => path.split_once('>').map_or("", |(path, _)| path),
            (None, _) => "",
        };
        let unfinished = rest.ends_with("<unfinished ...>");
        if unfinished {
            open.push((thread.to_owned(), calls.len()));
        }
        calls.push(Call {
            name: name.to_owned(),
            path: path.to_owned(),
            flags: arguments.to_owned(),
            began: number,
            ended: if unfinished { usize::MAX } else { number },
            result: result(rest).unwrap_or_default(),
        });
    }
    calls
}

#[test]
fn the_terminal_hears_of_an_answer_only_after_the_disk_has_it() {
    if !can_be_recorded() {
        return;
    }
    let home = Home::new();
    let data = home.path("data");
    let log = home.path("calls");
    let strace = [
        "strace",
        "-f",
        "-y",
        "-s",
        "400",
        "-e",
        "trace=openat,write,writev,pwrite64,fsync,fdatasync",
        "-o",
        log.to_str().unwrap(),
    ];
    let mut pty = Pty::run(behind(&strace, &data, &[]), SIZE);
    let steps = talk(&mut pty, 0, Until::the_end());
    pty.key("Ctrl+C").sees("Leave?");
    assert_eq!(pty.ends("Ctrl+C").code, 0);
    assert_eq!(saved(&data), Some(steps));

    let calls = calls(&std::fs::read_to_string(&log).unwrap());
    let is_write = |call: &Call| call.name.contains("write");
    let is_sync = |call: &Call| call.name == "fsync" || call.name == "fdatasync";
    let is_journal = |call: &Call| call.path.ends_with(".journal");
    let screen: Vec<&Call> = calls
        .iter()
        .filter(|call| is_write(call) && call.path.starts_with("/dev/pts/"))
        .collect();
    let silent = |from: usize, to: usize, kept: usize, what: &str| {
        let spoke = screen
            .iter()
            .find(|call| call.began > from && call.began < to && !says_saving(call, kept));
        assert!(spoke.is_none(), "{what} between {from} and {to}: {spoke:?}");
    };
    let written: Vec<&Call> = calls
        .iter()
        .filter(|call| is_write(call) && is_journal(call))
        .collect();
    // The header, the beginning and the answers.
    assert!(written.len() >= steps + 2, "{} writes", written.len());
    let mut ends = Vec::new();
    for write in &written {
        let sync = calls
            .iter()
            .find(|call| is_sync(call) && is_journal(call) && call.began > write.began)
            .unwrap_or_else(|| panic!("never synced: {write:?}"));
        assert_eq!(sync.result, "0", "{sync:?}");
        silent(
            write.began,
            sync.ended,
            // Of what was synced before, the header and the beginning are no answers.
            ends.len().saturating_sub(2),
            "the terminal was written to before the disk had it",
        );
        ends.push(sync.ended);
    }
    // Every key that answers waits for its question, so that there is a frame after each sync and before the next write.
    for (end, next) in ends.iter().zip(written.iter().skip(1)).skip(1) {
        let spoke = screen
            .iter()
            .any(|call| call.began > *end && call.began < next.began);
        assert!(
            spoke,
            "nothing was acknowledged between lines {end} and {}",
            next.began
        );
    }
    // A new name is in its folder on disk before anything is said about it.
    let made = calls
        .iter()
        .find(|call| call.name == "openat" && is_journal(call) && call.flags.contains("O_CREAT"))
        .unwrap();
    let folder = calls
        .iter()
        .find(|call| is_sync(call) && call.path.ends_with("/cases") && call.began > made.ended)
        .expect("the folder was never synced");
    assert_eq!(folder.result, "0");
    silent(
        made.began,
        folder.ended,
        0,
        "the terminal was written to before the name was on disk",
    );
    assert!(folder.ended < *ends.last().unwrap());
}

#[test]
fn a_frame_that_shows_anything_but_that_saving_takes_its_time_is_told_apart() {
    let write = |text: &str| {
        let record = format!("7 write(3</dev/pts/1>, \"{text}\", 30) = 30");
        calls(&record).remove(0)
    };
    assert!(says_saving(
        &write("\\33[?2026h\\33[1;70H\\33[38;5;3msaving ..  \\33[0m\\33[?2026l"),
        0
    ));
    assert!(says_saving(&write("\\33[?25l"), 0));
    let moved =
        "\\33[1;83H    Q8 of 14\\33[1;96H\\302\\267 6 answered\\33[1;109H\\302\\267 saving ..";
    assert!(says_saving(&write(moved), 6));
    assert!(!says_saving(&write(moved), 5), "the sixth is not kept yet");
    assert!(!says_saving(&write("\\33[3;1HHow many people?"), 9));
    assert!(!says_saving(&write("\\33[1;70Hsaved 11:13"), 9));
    assert!(!says_saving(&write("\\33[1;96H7"), 9));
}
