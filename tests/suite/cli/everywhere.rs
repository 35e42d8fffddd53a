//! What holds for every command: usage, options, pipes.

use std::io::Read as _;
use std::process::Stdio;

use crate::support::program::Home;

#[test]
fn help_and_version_are_results() {
    let home = Home::new();
    let ran = home.run("--version");
    let version = concat!("candor ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(
        (ran.code, ran.out.as_str(), ran.err.as_str()),
        (0, version, "")
    );
    for command in [
        "--help",
        "advise --help",
        "catalog check --help",
        "help case",
    ] {
        let ran = home.run(command);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{command}");
        assert!(ran.out.contains("Usage: candor"), "{command}");
    }
}

#[test]
fn a_command_that_does_not_exist_is_answered_on_standard_error() {
    let home = Home::new();
    for command in [
        "advice vehicles",
        "advise vehicles",
        "advise vehicles --answers - --format xml",
        "advise vehicles --answers - --top 0",
        "catalog",
        "catalog check",
        "--width 5 catalog list",
        "--color sometimes catalog list",
        "--lang tlh catalog list",
    ] {
        let ran = home.run(command);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{command}");
        let said = ran.err.starts_with("error: ") || ran.err.contains("Usage: candor");
        assert!(said, "{command}: {}", ran.err);
    }
    assert!(home.run("advice vehicles").err.contains("advise"));
}

#[test]
fn options_stand_before_or_after_the_command() {
    let home = Home::new();
    let before = home.run("--ascii --width 60 --lang en-US --color never --theme day catalog list");
    let after = home.run("catalog list --ascii --width 60 --lang en-US --color never --theme day");
    assert_eq!(before.code, 0, "{}", before.err);
    assert_eq!(before, after);
}

#[test]
fn arguments_are_not_obeyed_by_the_terminal_when_they_are_quoted() {
    let home = Home::new();
    let hostile = "\u{1b}]0;x\u{7}\u{202e}";
    for arguments in [
        vec![hostile],
        vec!["catalog", "show", hostile],
        vec!["advise", "vehicles", "--answers", hostile],
        vec!["theme", "check", hostile],
        vec!["case", "show", hostile],
        vec!["catalog", "check", "./\u{1b}[31m/x"],
    ] {
        let ran = home.run_with(&arguments, "");
        assert_eq!(ran.code, 2, "{arguments:?}");
        let bad = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(
            !ran.err.contains(bad) && !ran.out.contains(bad),
            "{arguments:?}"
        );
    }
}

#[test]
fn without_a_terminal_lines_are_written_and_nothing_is_waited_for() {
    let home = Home::new();
    for command in ["", "interview vehicles", "--plain vehicles"] {
        let ran = home.run(command);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{command}");
        assert!(ran.out.starts_with("Line mode: on, "), "{}", ran.out);
        assert!(!ran.out.contains('>'), "{}", ran.out);
    }
    for command in ["vehicles", "--plain vehicels", "--plain advice vehicles"] {
        let ran = home.run(command);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{command}");
    }
}

#[test]
fn a_reader_that_stops_reading_is_no_mistake() {
    let home = Home::new();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_candor"))
        .args(["catalog", "show", "vehicles", "--format", "json"])
        .env_clear()
        .env("HOME", home.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Closed before a byte is read: the program cannot have written more than a pipe holds.
    drop(child.stdout.take());
    let mut err = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut err)
        .unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_is_trouble() {
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_candor"))
        .args(["catalog", "list"])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(err.contains("could not be written"), "{err}");
}
