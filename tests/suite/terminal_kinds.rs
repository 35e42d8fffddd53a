//! U-025: the same conversation with digits, arrows, Enter, Backspace and Tab in every kind of terminal.
#![cfg(unix)]

use crate::support::program::Home;
use crate::support::pty::{Pty, SIZE, program};

/// The hint that Tab and the arrows have gone to, once the frame that shows it is whole.
fn hint(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let footer = lines
        .iter()
        .rev()
        .filter(|line| line.contains(" \u{b7} "))
        .take(2)
        .copied()
        .collect::<Vec<_>>()
        .join(" \u{b7} ");
    let mut here = footer
        .split(" \u{b7} ")
        .filter_map(|hint| hint.trim().strip_prefix('>'));
    let first = here.next()?.to_owned();
    here.next().is_none().then_some(first)
}

/// From the start to the summary without a letter; what the summary says.
fn conversation(pty: &mut Pty) -> String {
    pty.sees("New conversation");
    pty.key("1").sees("READ WORD FOR WORD");
    pty.key("Enter").sees("How many people");
    pty.key("Down").key("Down").key("Enter").sees("Q2 of");
    pty.key("1").sees("[x] daily commute");
    pty.key("Enter").sees("Q3 of");
    pty.keys("32000").sees("32000");
    pty.key("Enter").sees("Q4 of");
    pty.key("Backspace").sees("Q3 of");
    pty.key("Tab");
    let mut before = None;
    for _ in 0..30 {
        pty.waits_for("the next hint", |text| {
            let here = hint(text);
            here.is_some() && here != before
        });
        before = hint(&pty.text());
        if before.as_deref() == Some("s sum up") {
            break;
        }
        pty.key("Right");
    }
    pty.key("Enter").sees(": summary");
    pty.waits_for("the whole summary", |text| {
        text.contains("readings of the answers") && text.contains("? keys")
    });
    let text = pty.text();
    // How sure it is differs from case to case: the readings of each begin with its code.
    let left = text
        .lines()
        .map(|line| line.split('\u{2502}').next().unwrap_or(line).trim());
    let said: Vec<&str> = left
        .skip_while(|line| *line != "The customer said")
        .take(8)
        .collect();
    assert!(said.contains(&"must           seats for 4"), "{text}");
    said.join("\n")
}

#[test]
fn the_same_keys_lead_to_the_same_summary_in_every_kind_of_terminal() {
    let kinds = [
        "xterm-256color",
        "linux",
        "screen",
        "screen-256color",
        "tmux-256color",
        "vt220",
    ];
    let mut first: Option<String> = None;
    for kind in kinds {
        let home = Home::new();
        let mut command = program(&home.path("data"), &[]);
        command.env("TERM", kind);
        let mut pty = Pty::run(command, SIZE);
        let summary = conversation(&mut pty);
        let first = first.get_or_insert_with(|| summary.clone());
        assert_eq!(summary, *first, "{kind}");
    }
}
