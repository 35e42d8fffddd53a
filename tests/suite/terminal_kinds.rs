//! U-025: the same conversation with digits, arrows, Enter, Backspace and Tab in every kind of terminal, and in tmux as it is by itself.
#![cfg(unix)]

use crate::support::program::Home;
use crate::support::pty::{Pty, SIZE, program};
use crate::support::tmux::Tmux;

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

/// A terminal with the program in it.
trait Terminal {
    fn press(&mut self, key: &str);
    fn wait(&mut self, what: &str, until: &dyn Fn(&str) -> bool);
    fn screen(&self) -> String;

    /// Presses a key and waits until `words` are on the screen.
    fn brings(&mut self, key: &str, words: &str) {
        self.press(key);
        self.wait(&format!("no {words:?} after {key}"), &|text| {
            text.contains(words)
        });
    }
}

impl Terminal for Pty {
    fn press(&mut self, key: &str) {
        self.key(key);
    }
    fn wait(&mut self, what: &str, until: &dyn Fn(&str) -> bool) {
        self.waits_for(what, until);
    }
    fn screen(&self) -> String {
        self.text()
    }
}

impl Terminal for Tmux {
    fn press(&mut self, key: &str) {
        self.key(key);
    }
    fn wait(&mut self, what: &str, until: &dyn Fn(&str) -> bool) {
        self.waits_for(what, until);
    }
    fn screen(&self) -> String {
        self.text()
    }
}

/// From the start to the summary without a letter; what the summary says.
fn conversation(terminal: &mut impl Terminal) -> String {
    terminal.wait("the start", &|text| text.contains("New conversation"));
    terminal.brings("1", "READ WORD FOR WORD");
    terminal.brings("Enter", "How many people");
    terminal.press("Down");
    terminal.press("Down");
    terminal.brings("Enter", "Q2 of");
    terminal.brings("1", "[x] daily commute");
    terminal.brings("Enter", "Q3 of");
    for typed in ["3", "32", "320", "3200", "32000"] {
        terminal.brings(&typed[typed.len() - 1..], typed);
    }
    terminal.brings("Enter", "Q4 of");
    terminal.brings("Backspace", "Q3 of");
    terminal.press("Tab");
    let mut before = None;
    for _ in 0..30 {
        terminal.wait("the next hint", &|text| {
            let here = hint(text);
            here.is_some() && here != before
        });
        before = hint(&terminal.screen());
        if before.as_deref() == Some("s sum up") {
            break;
        }
        terminal.press("Right");
    }
    terminal.brings("Enter", ": summary");
    terminal.wait("the whole summary", &|text| {
        text.contains("readings of the answers") && text.contains("? keys")
    });
    let text = terminal.screen();
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
    let Some(mut tmux) = Tmux::start() else {
        println!("tmux skipped: there is none on this machine");
        return;
    };
    assert_eq!(Some(conversation(&mut tmux)), first, "tmux");
}
