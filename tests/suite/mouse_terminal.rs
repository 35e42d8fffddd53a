//! The mouse on a pseudo-terminal: the modes it needs and no other, what its bytes do, and that it is given back.
#![cfg(unix)]

use std::fs;

use crate::support::program::Home;
use crate::support::pty::{Pty, SIZE, program};

const ON: &str = "\u{1b}[?1000h\u{1b}[?1006h";
const OFF: &str = "\u{1b}[?1006l\u{1b}[?1000l";

/// Where these words begin: column and row as terminals count them, from 1.
fn place(pty: &Pty, words: &str) -> (usize, usize) {
    let text = pty.text();
    let found = text.lines().enumerate().find_map(|(y, row)| {
        let (before, _) = row.split_once(words)?;
        Some((before.chars().count() + 1, y + 1))
    });
    found.unwrap_or_else(|| panic!("no {words:?} in\n{text}"))
}

/// What a terminal sends when a button goes down and up over these words: 0 is the left one.
fn press(pty: &Pty, button: u8, words: &str) -> String {
    let (x, y) = place(pty, words);
    format!("\u{1b}[<{button};{x};{y}M\u{1b}[<{button};{x};{y}m")
}

fn click(pty: &mut Pty, words: &str) {
    pty.sees(words);
    let bytes = press(pty, 0, words);
    pty.send(&bytes).unwrap();
}

fn bytes(pty: &Pty) -> String {
    String::from_utf8_lossy(&pty.bytes()).into_owned()
}

/// Which of the two came last.
fn is_on(bytes: &str) -> bool {
    bytes.rfind(ON) > bytes.rfind(OFF)
}

/// U-060: nothing but clicks, from the start to the first answer.
#[test]
fn a_conversation_is_held_with_the_left_button_and_with_no_other() {
    let home = Home::new();
    let mut pty = Pty::start(&home.path("data"), SIZE);
    pty.sees("New conversation");
    assert!(is_on(&bytes(&pty)));
    click(&mut pty, "[1] ");
    pty.sees("READ WORD FOR WORD");
    click(&mut pty, "Enter go on without");
    pty.sees("How many people").sees("[3]");
    // The middle one, the right one, a key held with it, dragging, and a click on nothing.
    for button in [1, 2, 4, 8, 16, 32] {
        let bytes = press(&pty, button, "[3]");
        pty.send(&bytes).unwrap();
    }
    let bytes = press(&pty, 0, "How many people");
    pty.send(&bytes).unwrap();
    // A double click answers one question.
    let twice = press(&pty, 0, "[2]").repeat(2);
    pty.send(&twice).unwrap();
    pty.sees("1 answered").lacks("How many people use");
    // Two keys later it is still one.
    pty.key("?").sees("Keys on this screen");
    pty.key("Backspace").lacks("Keys on this screen");
    assert!(pty.text().contains("1 answered"), "{}", pty.text());
    let ended = pty.told("-TERM");
    assert!(!is_on(&ended.bytes) && ended.line_mode);
}

/// U-058.
#[test]
fn switched_off_no_mode_of_it_is_active_and_on_again_it_is() {
    let home = Home::new();
    let mut pty = Pty::start(&home.path("data"), SIZE);
    pty.sees("New conversation");
    assert!(is_on(&bytes(&pty)));
    pty.key("m").sees("Mouse off.");
    assert!(!is_on(&bytes(&pty)));
    pty.key("m").sees("Mouse on: ");
    assert!(is_on(&bytes(&pty)));
    pty.key("q").sees("Leave?");
    let ended = pty.ends("Enter");
    assert_eq!(ended.code, 0);
    assert!(!is_on(&ended.bytes) && ended.line_mode);
    let count = |part: &str| ended.bytes.matches(part).count();
    assert_eq!((count("[?1000h"), count("[?1000l")), (2, 2));
}

/// U-062. Of a window that is closed nobody reads what comes then, but of the call that goes with it.
#[test]
fn a_program_that_is_told_that_its_window_hung_up_leaves_no_mode_of_it_behind() {
    for keys in ["", "m", "mm"] {
        let home = Home::new();
        let mut pty = Pty::begun(&home.path("data"), SIZE);
        pty.keys(keys);
        let says = if keys == "m" {
            "Mouse off."
        } else {
            "Mouse on: "
        };
        if !keys.is_empty() {
            pty.sees(says);
        }
        assert_eq!(is_on(&bytes(&pty)), keys != "m", "{keys:?}");
        let ended = pty.told("-HUP");
        // 129 where a busy machine was slow to end it: the terminal is given back then, too.
        assert!([0, 129].contains(&ended.code), "{keys:?}: {}", ended.code);
        assert!(ended.line_mode, "{keys:?}: keys are echoed again");
        // Of no kind of mouse mode that terminals know, the last that was said is that it is on.
        for mode in [9, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1015, 1016] {
            let last = |end: char| ended.bytes.rfind(&format!("\u{1b}[?{mode}{end}"));
            let (on, off) = (last('h'), last('l'));
            assert!(on.is_none() || off > on, "{keys:?}: mode {mode}");
        }
        let (on, off) = (
            ended.bytes.matches("[?1000h"),
            ended.bytes.matches("[?1000l"),
        );
        assert_eq!(on.count(), off.count(), "{keys:?}: off once for each on");
    }
}

/// U-059.
#[test]
fn over_a_network_and_in_tmux_it_begins_switched_off() {
    for name in ["SSH_CONNECTION", "SSH_TTY", "TMUX", "STY"] {
        let home = Home::new();
        let mut command = program(&home.path("data"), &[]);
        command.env(name, "1");
        let mut pty = Pty::run(command, SIZE);
        pty.sees("New conversation");
        pty.key("q").sees("Leave?");
        let ended = pty.ends("Enter");
        assert!(
            !ended.bytes.contains("1000h") && !ended.bytes.contains("1006h"),
            "{name}"
        );
    }
}

/// U-059.
#[test]
fn the_settings_come_before_what_the_environment_says() {
    let home = Home::new();
    let file = home
        .path("data")
        .parent()
        .unwrap()
        .join("candor/settings.json");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, r#"{"mouse": "on"}"#).unwrap();
    let mut command = program(&home.path("data"), &[]);
    command.env("TMUX", "1");
    let mut pty = Pty::run(command, SIZE);
    pty.sees("New conversation");
    assert!(is_on(&bytes(&pty)));
    fs::write(&file, r#"{"mouse": "off"}"#).unwrap();
    let mut pty = Pty::start(&home.path("data"), SIZE);
    pty.sees("New conversation");
    assert!(!bytes(&pty).contains("1000h"));
}
