//! A disk on which saving takes two seconds: the screen says so at once, and nothing that is pressed meanwhile is lost or misunderstood.
#![cfg(target_os = "linux")]

use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use candor::casebook::load;
use candor::cases::Store;
use candor::interview::{Interview, NoteKind};

use crate::support::program::Home;
use crate::support::pty::{Pty, SIZE};

/// How long the disk takes.
const SLOW: Duration = Duration::from_secs(2);

/// Makes every sync of a running program slow until it is killed; `None`, with the reason printed, where that cannot be done.
fn slowed(process: u32) -> Option<Child> {
    let inject = format!("inject=fsync,fdatasync:delay_enter={}", SLOW.as_micros());
    let child = Command::new("strace")
        .args([
            "-f",
            "-o",
            "/dev/null",
            "-e",
            "trace=fsync,fdatasync",
            "-e",
            &inject,
        ])
        .args(["-p", &process.to_string()])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) => {
            println!("skipped: strace is not here ({error})");
            return None;
        }
    };
    sleep(Duration::from_millis(500));
    if let Ok(Some(status)) = child.try_wait() {
        println!("skipped: strace may not watch another process ({status})");
        return None;
    }
    Some(child)
}

fn interview(store: &Store) -> Interview {
    let id = store.list().unwrap()[0].id;
    Interview::fold(&load(store, &id).unwrap().facts)
}

#[test]
fn while_the_disk_is_slow_the_screen_says_so_and_no_key_answers_what_was_not_seen() {
    let home = Home::new();
    let data = home.path("data");
    let mut pty = Pty::begun(&data, SIZE);
    let Some(mut strace) = slowed(pty.process()) else {
        return;
    };
    let store = Store::open(&data).unwrap();
    let pressed = Instant::now();
    pty.key("4").sees("saving ..");
    let said = pressed.elapsed();
    assert!(
        said < SLOW / 2,
        "it took {said:?} to say that it is being saved"
    );
    assert!(!pty.text().contains("Q2 of 14"), "{}", pty.text());
    // A digit for the question that is still on the screen, and a note: the first is dropped, the second is kept.
    pty.key("2").key("n").keys("hi").key("Enter");
    assert!(
        pressed.elapsed() < SLOW,
        "the keys came too late to prove anything"
    );
    pty.sees("Noted").lacks("saving ..");
    pty.kill();
    // It ends with what it watched.
    let _ = strace.wait();
    let kept = interview(&store);
    assert_eq!(kept.answers().len(), 1, "{kept:?}");
    let notes: Vec<(NoteKind, &str)> = kept
        .notes()
        .iter()
        .map(|n| (n.kind, n.text.as_str()))
        .collect();
    assert_eq!(notes, [(NoteKind::Private, "hi")]);
}
