//! Line mode of the program itself: what switches it on, pipes, terminals that show lines only.

use crate::support::program::{Home, Ran};

fn with(home: &Home, variables: &[(&str, &str)], arguments: &str, input: &str) -> Ran {
    let mut command = home.candor();
    for (name, value) in variables {
        command.env(name, value);
    }
    command
        .args(arguments.split_whitespace())
        .write_stdin(input);
    command.output().unwrap().into()
}

/// U-066, U-070.
#[test]
fn the_first_line_says_what_has_switched_it_on() {
    let home = Home::new();
    home.file("config/candor/settings.json", "{\"plain\": true}");
    let settings = |ran: &Ran| ran.out.contains("Line mode: on, by the file of settings.");
    for (variables, arguments, because) in [
        (
            vec![("CANDOR_PLAIN", "1")],
            "--plain",
            "by the option --plain",
        ),
        (
            vec![("CANDOR_PLAIN", "1"), ("ACCESSIBLE", "1")],
            "",
            "by CANDOR_PLAIN",
        ),
        (vec![("ACCESSIBLE", "1")], "", "by ACCESSIBLE"),
        (
            vec![("ACCESSIBLE", "false")],
            "--no-settings",
            "because input or output is no terminal",
        ),
    ] {
        let ran = with(&home, &variables, arguments, "");
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        let first = format!("Line mode: on, {because}.");
        assert!(
            ran.out.starts_with(&first),
            "{arguments} {variables:?}: {}",
            ran.out
        );
    }
    let ran = with(&home, &[], "", "");
    assert!(settings(&ran) || !cfg!(target_os = "linux"), "{}", ran.out);
}

#[test]
fn a_script_is_a_conversation_on_disk_and_its_end_is_told() {
    let home = Home::new();
    let ran = with(
        &home,
        &[],
        "--plain --width 40 vehicles --data-dir data",
        "y\n\n2\n1 3\n",
    );
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    // A script has read nothing out: it says how long that takes, and goes on with the empty line.
    let flat = ran.out.replace('\n', " ");
    assert!(flat.contains("Nobody reads that fast. Read it out, then y: "));
    assert!(!flat.contains("read out word for word"), "{flat}");
    assert_eq!(ran.out.matches("Saved: Q").count(), 2, "{}", ran.out);
    assert!(ran.out.lines().all(|line| line.chars().count() <= 40));
    assert!(ran.out.contains("The input has ended."), "{}", ran.out);
    let cases = home.run("case list --data-dir data").out;
    assert!(cases.contains("on hold, vehicles, 2 answered"), "{cases}");
    assert_eq!(home.run("verify --all --data-dir data").code, 0);
    // It goes on where it stood, is decided, and its transcript is written.
    let ran = with(
        &home,
        &[],
        "--plain --data-dir data",
        "resume\nsummary\n1\ndone\npast\n1\nback\nback\nquit\n",
    );
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert!(
        ran.out.contains("Saved: decision: takes ") && ran.out.contains("Past conversations: 1."),
        "{}",
        ran.out
    );
    assert!(home.run("case list --data-dir data").out.contains("ended"));
}

#[test]
fn an_endless_line_and_broken_text_are_taken_as_what_they_are() {
    let home = Home::new();
    let mut input = vec![b'x'; 3_000_000];
    input.extend(b"\n\xff\xfe\x1b[2J\nquit\n");
    let ran = home.run_with(["--plain", "vehicles"], input);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.len() < 1_000_000 && !ran.out.contains('\u{1b}'));
}

#[cfg(unix)]
mod on_a_terminal {
    use crate::support::program::Home;
    use crate::support::pty::{Pty, program};

    #[test]
    fn a_terminal_that_shows_lines_only_gets_lines_and_a_prompt() {
        let home = Home::new();
        let mut command = program(&home.path("data"), &["interview", "vehicles"]);
        command.env("TERM", "dumb");
        let mut terminal = Pty::run(command, (80, 40));
        terminal.sees("TERM=dumb").sees("Type y when it was read");
        // Nobody has read it out yet; after a while it is believed.
        terminal.send("y\r").unwrap();
        terminal.sees("Not yet: y. Nobody reads that fast.");
        for _ in 0..120 {
            std::thread::sleep(std::time::Duration::from_secs(1));
            terminal.send("y\r").unwrap();
            if terminal.text().contains("Question 1 of 14") {
                break;
            }
        }
        terminal.sees("Question 1 of 14").sees("> ");
        terminal.send("2\r").unwrap();
        terminal.sees("Saved: Q1, People: 2.");
        terminal.send("quit\r").unwrap();
        let end = terminal.over();
        assert_eq!(end.code, 0);
        assert!(!end.bytes.contains('\u{1b}'), "{}", end.bytes);
    }
}
