//! `candor accessibility`: every switch that makes the program easier to see, hear or hold.

use crate::command::{Command, spec};
use crate::config::Config;

use super::output::Output;
use super::page::Page;

/// A switch and the ways to it.
#[derive(Debug, Clone, Copy)]
pub struct Switch {
    /// What it does.
    pub does: &'static str,
    /// The option, without its dashes.
    pub option: Option<&'static str>,
    /// What is read from the environment.
    pub environment: &'static [&'static str],
    /// The key in the file of settings.
    pub setting: Option<&'static str>,
    /// What its key on the full screen does.
    pub key: Option<Command>,
}

/// All of them.
pub const SWITCHES: [Switch; 11] = [
    Switch {
        does: "Lines of text in place of the full screen, for screen readers and braille displays.",
        option: Some("plain"),
        environment: &["CANDOR_PLAIN", "ACCESSIBLE"],
        setting: Some("plain"),
        key: None,
    },
    Switch {
        does: "Other colours: themes differ in contrast and brightness, and can be files of your own.",
        option: Some("theme"),
        environment: &[],
        setting: Some("theme"),
        key: Some(Command::Theme),
    },
    Switch {
        does: "No colour, or less of it. Nothing is said by colour alone.",
        option: Some("color"),
        environment: &["NO_COLOR"],
        setting: Some("color"),
        key: None,
    },
    Switch {
        does: "Only ASCII: no lines or signs that a terminal, a braille display or a voice may not know.",
        option: Some("ascii"),
        environment: &[],
        setting: Some("ascii"),
        key: None,
    },
    Switch {
        does: "Narrower text: lines of so many cells at most, for large letters.",
        option: Some("width"),
        environment: &[],
        setting: Some("width"),
        key: None,
    },
    Switch {
        does: "Questions in the order of the catalog, always the same.",
        option: Some("in-order"),
        environment: &[],
        setting: Some("in_order"),
        key: None,
    },
    Switch {
        does: "No letter acts where no text is typed, for voice input and for hands that slip.",
        option: None,
        environment: &[],
        setting: Some("letters"),
        key: None,
    },
    Switch {
        does: "Other keys for commands, and keyboards with other letters or digits.",
        option: None,
        environment: &[],
        setting: Some("keys"),
        key: None,
    },
    Switch {
        does: "The mouse: a click takes a row or does what a key at the bottom says. Nothing needs it.",
        option: None,
        environment: &["SSH_CONNECTION", "SSH_TTY", "TMUX", "STY"],
        setting: Some("mouse"),
        key: Some(Command::Mouse),
    },
    Switch {
        does: "Rows twice as high and five options at a time, for gloves, touchpads and eyes that need room.",
        option: None,
        environment: &[],
        setting: Some("roomy"),
        key: None,
    },
    Switch {
        does: "A screen that is covered while nobody is there: not by itself unless it is set. Line mode cannot hide what it wrote; there the first line after that time is not taken, and says which case is open.",
        option: None,
        environment: &[],
        setting: Some("lock_after_minutes"),
        key: Some(Command::Cover),
    },
];

/// Lists them.
pub fn run(config: &Config) -> Output {
    let mut page = Page::new(config);
    page.paragraph(
        0,
        "Everything can be done with digits, arrows, Enter, Backspace and Tab.",
    );
    for switch in &SWITCHES {
        page.blank();
        page.paragraph(0, switch.does);
        let mut ways = Vec::new();
        if let Some(option) = switch.option {
            ways.push(("option", format!("--{option}")));
        }
        if !switch.environment.is_empty() {
            ways.push(("environment", switch.environment.join(", ")));
        }
        if let Some(setting) = switch.setting {
            ways.push(("setting", setting.to_owned()));
        }
        if let Some(command) = switch.key {
            let words = spec(command).map_or("", |spec| spec.short);
            ways.push(("key", config.keys.way_to(command, words)));
        }
        page.pairs(2, &ways);
    }
    Output::done(page.finish())
}
