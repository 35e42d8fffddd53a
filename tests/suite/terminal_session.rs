//! The terminal goes back as it was: on the ordinary way out, on an error, on a panic, and when it has stopped reading.
//!
//! Each test runs this test binary again as a child on a pseudo-terminal, because a session belongs to a whole process.
#![cfg(unix)]

use std::io::{Read, Write as _};
use std::time::{Duration, Instant};

use candor::tui::terminal::{Erasing, Frame, FrameWriter, TerminalSession, restore};
use candor::tui::theme::{Depth, Role, Theme};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::support::bytes::fault_on_a_terminal;

const SCENE: &str = "CANDOR_TEST_SCENE";

/// What a child does on its pseudo-terminal. In the parent, where no scene is set, this test has nothing to do.
#[test]
fn the_child_plays_its_scene() {
    let Ok(scene) = std::env::var(SCENE) else {
        return;
    };
    let session = TerminalSession::start().unwrap();
    assert!(TerminalSession::start().is_err(), "one session at a time");
    let writer = FrameWriter::start(std::io::stdout(), Erasing::InColour).unwrap();
    let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 2));
    let depth = if scene == "no-color" {
        Depth::Mono
    } else {
        Depth::True
    };
    buffer.set_string(
        0,
        0,
        "chosen",
        Theme::default().at(depth).style(Role::SelectedText),
    );
    writer.show(Frame {
        number: 1,
        buffer,
        cursor: None,
        mouse: true,
    });
    assert!(writer.wait_shown(1, Duration::from_secs(5)));
    match scene.as_str() {
        "panic" => panic!("the middle of a talk"),
        "panic-with-outside-text" => panic!("nobody may read {scene}\u{1b}[6n\u{202e}"),
        "other-thread" => {
            let _ = std::thread::spawn(|| panic!("a thread in the back")).join();
            print!("STILL-THERE");
            std::io::stdout().flush().unwrap();
        }
        "drop" => drop(session),
        "stuck" => {
            let mut large = Buffer::empty(Rect::new(0, 0, 400, 400));
            for y in 0..400 {
                large.set_string(0, y, "x".repeat(400), ratatui::style::Style::new());
            }
            writer.show(Frame {
                number: 2,
                buffer: large,
                cursor: None,
                mouse: true,
            });
            assert!(
                !writer.wait_shown(2, Duration::from_millis(300)),
                "nobody reads"
            );
            assert!(!writer.stop());
            assert!(session.finish().is_err());
            // Past the terminal, which takes nothing: the exit code is the message.
            std::process::exit(if restore().is_ok() { 7 } else { 8 });
        }
        _ => {
            assert!(writer.stop());
            session.finish().unwrap();
            restore().unwrap();
        }
    }
}

struct Outcome {
    bytes: String,
    code: u32,
    /// Whether the line mode of the terminal was back (echo and whole lines) when the child had ended.
    line_mode: bool,
}

fn run(scene: &str, environment: &[(&str, &str)], reads: bool) -> Outcome {
    let pair = native_pty_system()
        .openpty(PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        })
        .unwrap();
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args([
        "--exact",
        "terminal_session::the_child_plays_its_scene",
        "--nocapture",
    ]);
    command.env(SCENE, scene);
    command.env("RUST_BACKTRACE", "0");
    for (name, value) in environment {
        command.env(name, value);
    }
    let mut child = pair.slave.spawn_command(command).unwrap();
    let mut reader = pair.master.try_clone_reader().unwrap();
    let pump = reads.then(|| {
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            // On Linux the end of a pseudo-terminal is an error, not an empty read.
            let _ = reader.read_to_end(&mut bytes);
            bytes
        })
    });
    let began = Instant::now();
    let code = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status.exit_code();
        }
        if began.elapsed() > Duration::from_secs(20) {
            child.kill().unwrap();
            panic!("scene '{scene}' hangs");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    // In line mode the terminal itself answers a typed line with an echo.
    let line_mode = pair.master.get_termios().is_some_and(|t| {
        use std::fmt::Write as _;
        let mut flags = String::new();
        write!(flags, "{:?}", t.local_flags).unwrap();
        flags.contains("ICANON") && flags.contains("ECHO")
    });
    drop(pair.slave);
    let bytes = pump.map_or_else(Vec::new, |p| {
        drop(pair.master);
        p.join().unwrap()
    });
    if let Some(fault) = fault_on_a_terminal(&bytes, false) {
        panic!("this reached the terminal: {fault}");
    }
    let bytes = String::from_utf8(bytes).unwrap();
    Outcome {
        bytes,
        code,
        line_mode,
    }
}

/// Where `part` stands in `bytes`; it must stand there once.
fn once(bytes: &str, part: &str) -> usize {
    assert_eq!(bytes.matches(part).count(), 1, "{part:?} in {bytes:?}");
    bytes.find(part).unwrap()
}

/// Every mode was switched on, and off again once, the last first.
fn assert_given_back(outcome: &Outcome) {
    let bytes = &outcome.bytes;
    let on = ["\u{1b}[?1049h", "\u{1b}[?2004h", "\u{1b}[?1000h"].map(|s| once(bytes, s));
    let off = ["\u{1b}[?1049l", "\u{1b}[?2004l", "\u{1b}[?1000l"].map(|s| once(bytes, s));
    assert!(
        on[0] < on[1] && on[1] < on[2] && on[2] < off[2] && off[2] < off[1] && off[1] < off[0],
        "{bytes:?}"
    );
    assert!(
        bytes.rfind("\u{1b}[?25h") > bytes.rfind("\u{1b}[?25l"),
        "the cursor is shown again"
    );
    assert!(bytes.rfind("\u{1b}[?2026l") > bytes.rfind("\u{1b}[?2026h"));
    assert!(outcome.line_mode, "keys are echoed again");
}

#[test]
fn the_ordinary_way_out_gives_the_terminal_back() {
    let outcome = run("finish", &[], true);
    assert_eq!(outcome.code, 0, "{}", outcome.bytes);
    assert_given_back(&outcome);
}

#[test]
fn a_dropped_session_gives_the_terminal_back() {
    let outcome = run("drop", &[], true);
    assert_eq!(outcome.code, 0, "{}", outcome.bytes);
    assert_given_back(&outcome);
}

#[test]
fn a_panic_gives_the_terminal_back_before_its_message() {
    let outcome = run("panic", &[], true);
    assert_eq!(outcome.code, 101);
    assert_given_back(&outcome);
    let left = once(&outcome.bytes, "\u{1b}[?1049l");
    assert!(once(&outcome.bytes, "the middle of a talk") > left);
    assert!(once(&outcome.bytes, "that was shown as saved is on disk") > left);
}

#[test]
fn a_panic_tells_where_but_neither_what_somebody_wrote_nor_a_list_of_calls() {
    let outcome = run("panic-with-outside-text", &[("RUST_BACKTRACE", "1")], true);
    assert_eq!(outcome.code, 101);
    assert_given_back(&outcome);
    once(&outcome.bytes, "terminal_session.rs:");
    assert!(
        !outcome.bytes.contains("nobody may read"),
        "{}",
        outcome.bytes
    );
    assert!(
        !outcome.bytes.contains("stack backtrace"),
        "{}",
        outcome.bytes
    );
}

#[test]
fn a_panic_of_another_thread_leaves_the_screen_alone_and_is_told_afterwards() {
    let outcome = run("other-thread", &[], true);
    assert_eq!(outcome.code, 0, "{}", outcome.bytes);
    assert_given_back(&outcome);
    let (still, left) = (
        once(&outcome.bytes, "STILL-THERE"),
        once(&outcome.bytes, "\u{1b}[?1049l"),
    );
    assert!(still < left && left < once(&outcome.bytes, "a thread in the back"));
}

#[test]
fn a_terminal_that_stopped_reading_cannot_keep_the_program_from_ending() {
    let outcome = run("stuck", &[], false);
    assert_eq!(outcome.code, 7);
    assert!(outcome.line_mode, "keys are echoed again even so");
}

#[test]
fn with_no_color_set_the_highlight_still_reaches_the_terminal() {
    let outcome = run("no-color", &[("NO_COLOR", "1")], true);
    assert_eq!(outcome.code, 0, "{}", outcome.bytes);
    let start = once(&outcome.bytes, "\u{1b}[?1049h");
    let end = once(&outcome.bytes, "\u{1b}[?1049l");
    let mut parser = vt100::Parser::new(24, 80, 0);
    parser.process(&outcome.bytes.as_bytes()[start..end]);
    for x in 0..6 {
        let cell = parser.screen().cell(0, x).unwrap();
        assert!(cell.inverse() && cell.bold(), "column {x}");
        assert_eq!(
            (cell.fgcolor(), cell.bgcolor()),
            (vt100::Color::Default, vt100::Color::Default)
        );
    }
}

#[test]
fn no_session_starts_without_a_terminal() {
    // The test runner's output may be a terminal, its input seldom is; so only the refusal is tested.
    use std::io::IsTerminal;
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        assert!(TerminalSession::start().is_err());
    }
}
