//! S-027: a program that was stopped for a while, by the job control of a shell or because the computer slept, goes on where it stood,
//! on a screen that is whole again, whatever somebody else did to the terminal meanwhile.
#![cfg(target_os = "linux")]

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use candor::casebook::load;
use candor::cases::Store;
use candor::interview::Interview;

use crate::support::program::Home;
use crate::support::pty::{Pty, SIZE};

/// Waits until the system says that the process is stopped.
fn stop(pty: &Pty) {
    pty.call("-STOP");
    let stat = format!("/proc/{}/stat", pty.process());
    let stopped = || {
        let stat = std::fs::read_to_string(&stat).unwrap();
        stat.rsplit_once(") ").unwrap().1.starts_with('T')
    };
    while !stopped() {
        sleep(Duration::from_millis(5));
    }
}

/// The terminal, as another program has it.
fn terminal(pty: &Pty) -> File {
    let path = format!("/proc/{}/fd/0", pty.process());
    OpenOptions::new()
        .read(true)
        .write(true)
        .open(path)
        .unwrap()
}

fn stty(terminal: &File, arguments: &[&str]) -> String {
    let ran = Command::new("stty")
        .args(arguments)
        .stdin(terminal.try_clone().unwrap())
        .output()
        .unwrap();
    assert!(ran.status.success(), "{ran:?}");
    String::from_utf8(ran.stdout).unwrap()
}

/// What a shell does with the terminal of a program that was stopped: its own modes, its own lines.
fn shell(pty: &mut Pty) {
    let mut terminal = terminal(pty);
    stty(&terminal, &["sane"]);
    terminal
        .write_all(b"\x1b[?1049l\x1b[?2004l\x1b[?25h\x1b[2J\x1b[H[1]+  Stopped\n$ ")
        .unwrap();
    pty.sees("Stopped").lacks("candor");
}

fn answers(data: &std::path::Path) -> usize {
    let store = Store::open(data).unwrap();
    let id = store.list().unwrap()[0].id;
    Interview::fold(&load(&store, &id).unwrap().facts)
        .answers()
        .len()
}

#[test]
fn after_a_stop_the_screen_is_whole_keys_come_one_by_one_and_nothing_is_lost() {
    let home = Home::new();
    let data = home.path("data");
    let mut pty = Pty::begun(&data, SIZE);
    pty.key("4").sees("Q2 of 14");
    for round in 0..3 {
        stop(&pty);
        shell(&mut pty);
        let before = pty.bytes().len();
        pty.call("-CONT");
        pty.sees("Q2 of 14").sees("? keys").lacks("Stopped");
        let bytes = String::from_utf8(pty.bytes()[before..].to_vec()).unwrap();
        for on in ["\u{1b}[?1049h", "\u{1b}[?2004h", "\u{1b}[?25l"] {
            assert!(bytes.contains(on), "round {round}: {on:?} in {bytes:?}");
        }
        let modes = stty(&terminal(&pty), &["-a"]);
        assert!(
            modes.contains("-icanon") && modes.contains("-echo "),
            "round {round}: {modes}"
        );
    }
    // A key needs no Enter after it.
    pty.key("1").sees("[x] daily").key("Enter").sees("Q3 of 14");
    assert_eq!(answers(&data), 2);
    pty.key("q").sees("Leave?");
    let ended = pty.ends("q");
    assert_eq!(ended.code, 0);
    assert!(ended.line_mode);
}

#[test]
fn a_window_that_changed_its_size_meanwhile_is_drawn_in_its_new_size() {
    let home = Home::new();
    let mut pty = Pty::begun(&home.path("data"), SIZE);
    stop(&pty);
    pty.resize(80, 24);
    pty.call("-CONT");
    pty.waits_for("80 columns", |screen| {
        let last = screen.lines().last().unwrap_or_default();
        last.starts_with(" c compare") && last.trim_end().ends_with("? keys")
    });
}

#[test]
fn a_conversation_on_hold_sleeps_and_wakes_without_a_burst_of_frames() {
    let home = Home::new();
    let data = home.path("data");
    let mut pty = Pty::begun(&data, SIZE);
    pty.key("4").sees("Q2 of 14").key("h").sees("h go on");
    let held = pty.text();
    let before = pty.bytes().len();
    for _ in 0..5 {
        stop(&pty);
        pty.call("-CONT");
    }
    // Its screen is drawn again at most once for each time it was woken, and says the same.
    let frames = || {
        let bytes = pty.bytes();
        let new = String::from_utf8_lossy(&bytes[before..]);
        new.matches("\u{1b}[?2026h").count()
    };
    // However slow the machine is, one comes; then it is still.
    let woken = Instant::now();
    while frames() == 0 {
        assert!(woken.elapsed() < Duration::from_secs(30), "no frame");
        sleep(Duration::from_millis(5));
    }
    sleep(Duration::from_millis(500));
    assert!(frames() <= 5, "{} frames", frames());
    let words = |text: &str| text.lines().next().map(str::to_owned);
    assert_eq!(words(&pty.text()), words(&held));
    pty.key("h").sees("Q2 of 14").key("1").sees("[x] daily");
    assert_eq!(answers(&data), 1);
    pty.kill();
}
