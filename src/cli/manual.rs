//! `candor manual` and `candor completions`: what `man` and shells read, made from the tables that run the program.

use std::io;

use clap::CommandFactory as _;
use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, italic, roman};

use crate::command::{Command, Group, Keymap, TABLE};
use crate::config::{self, Config};

use super::args::Arguments;
use super::output::{Exit, Failure, Output, cleaned};

/// What the numbers that the program ends with mean.
const EXITS: [(u8, &str); 5] = [
    (Exit::Done.number(), "done"),
    (
        Exit::Found.number(),
        "a check found something, or nothing fits",
    ),
    (
        Exit::Wrong.number(),
        "the command, the answers, the settings or the catalog are wrong",
    ),
    (
        Exit::Trouble.number(),
        "storage or the terminal makes trouble",
    ),
    (
        101,
        "the program stopped over a fault of its own; everything saved is safe",
    ),
];

/// The script by which `shell` completes commands and options.
pub fn completions(shell: Shell) -> Output {
    let mut script = Vec::new();
    let mut command = Arguments::command();
    clap_complete::generate(shell, &mut command, "candor", &mut script);
    Output::done(String::from_utf8_lossy(&script).into_owned())
}

/// The page of the manual, in the language of `man`, with the keys that act with these settings.
///
/// # Errors
/// [`Failure`] when it cannot be put together, which does not depend on anything outside.
pub fn manual(config: &Config) -> Result<Output, Failure> {
    let page = page(&config.keys)
        .map_err(|error| Failure::trouble(format!("The manual was not made: {error}.")))?;
    Ok(Output::done(String::from_utf8_lossy(&page).into_owned()))
}

fn page(with: &Keymap) -> io::Result<Vec<u8>> {
    let mut command = Arguments::command();
    command.build();
    let mut page = Vec::new();
    let man = Man::new(command.clone());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    let mut rest = Roff::new();
    rest.control("SH", ["COMMANDS"]);
    for sub in command.get_subcommands().filter(|sub| !is_help(sub)) {
        explain(&mut rest, &[sub.get_name()], sub);
    }
    keys(&mut rest, with);
    set_keys(&mut rest);
    mouse(&mut rest, with);
    settings(&mut rest);
    rest.control("SH", ["EXIT STATUS"]);
    for (number, meaning) in EXITS {
        item(&mut rest, vec![bold(number.to_string())], meaning);
    }
    rest.to_writer(&mut page)?;
    Ok(page)
}

fn is_help(command: &clap::Command) -> bool {
    command.get_name() == "help"
}

/// A command with its arguments, then the commands below it. `path` is how it is called.
fn explain(page: &mut Roff, path: &[&str], command: &clap::Command) {
    let name = format!("candor {}", path.join(" "));
    page.control("SS", [name.as_str()]);
    let about = command.get_long_about().or_else(|| command.get_about());
    if let Some(about) = about {
        for paragraph in cleaned(&about.to_string()).split("\n\n") {
            page.control("PP", []);
            page.text([roman(paragraph)]);
        }
    }
    let own = command.get_arguments().filter(|argument| {
        !argument.is_global_set() && !argument.is_hide_set() && argument.get_id() != "help"
    });
    for argument in own {
        let help = argument.get_long_help().or_else(|| argument.get_help());
        let mut help = help.map(ToString::to_string).unwrap_or_default();
        let values = argument.get_possible_values();
        if !values.is_empty() && argument.get_action().takes_values() {
            let names: Vec<&str> = values.iter().map(|value| value.get_name()).collect();
            help = format!("{help} ({})", names.join(", "));
        }
        item(page, called(argument), &cleaned(&help));
    }
    for sub in command.get_subcommands().filter(|sub| !is_help(sub)) {
        let path: Vec<&str> = path.iter().copied().chain([sub.get_name()]).collect();
        explain(page, &path, sub);
    }
}

/// How an argument is written: `--format FORMAT`, or `CATALOG`.
fn called(argument: &clap::Arg) -> Vec<Inline> {
    let mut parts = Vec::new();
    if let Some(long) = argument.get_long() {
        parts.push(bold(format!("--{long}")));
    }
    if argument.get_action().takes_values() {
        let names = argument.get_value_names().unwrap_or_default();
        let names: Vec<&str> = names.iter().map(|name| name.as_str()).collect();
        if !parts.is_empty() {
            parts.push(roman(" "));
        }
        parts.push(italic(names.join(" ")));
    }
    parts
}

/// The keys of the full screen with the words of line mode, by what they do.
fn keys(page: &mut Roff, with: &Keymap) {
    page.control("SH", ["KEYS"]);
    if *with != Keymap::default() {
        page.text([roman(
            "These are the keys that act on this computer: the file of settings names some of them, or the language of the system does.",
        )]);
    }
    for (group, heading) in Group::ALL {
        page.control("SS", [heading]);
        for spec in TABLE.iter().filter(|spec| spec.group == group) {
            let keys: Vec<&str> = with.keys(spec.command).collect();
            let keys = if keys.is_empty() {
                with.way_to(spec.command, spec.short)
            } else {
                keys.join(", ").replace("BackTab", "Shift+Tab")
            };
            let mut parts = vec![bold(keys)];
            if !spec.keys.contains(&spec.word) {
                parts.extend([roman(" or "), italic(spec.word)]);
            }
            item(page, parts, spec.long);
        }
    }
    page.text([roman(
        "A figure may end in k for thousands, 400k is 400,000, and have a sign of money before it; in line mode its unit may follow: 15 GB.",
    )]);
}

/// How the keys can be set, and what is read where a keyboard writes something else.
fn set_keys(page: &mut Roff) {
    page.control("SS", ["Other keys"]);
    for paragraph in [
        "Whatever has a letter can be done without one: Tab goes to the keys at the bottom, Left and Right choose one, Enter does it; Tab once more lists everything. With \"letters\": false in the file of settings no letter acts where no text is typed.",
        "\"keys\": {\"note\": \"z\"} gives commands, by their words, another key in place of the first that stands above: a letter, a sign or F1 to F9. Two commands on one key of a screen, and keys that terminals do not pass on, are refused at the start.",
        "Where no text is typed, a letter of another script acts as the Latin letter on its key. \"keys\": {\"layout\": ...} says of which: auto (usual) knows Russian, Ukrainian, Greek and Korean letters by themselves; ru, uk and el know the signs of these keyboards, too (. acts as / on ru and uk, ; as q on el); us reads nothing. Other Cyrillic keyboards have other letters on some keys: set us there, and use function keys or Tab.",
        "\"keys\": {\"digit_row\": ...} says what the row of digits writes without Shift: fr (& 1, e with acute 2, and so on), cz, sk, or us for digits. auto (usual) goes by the language of the system (LC_ALL, LC_CTYPE, LANG): fr and fr_FR, cs, sk; nothing else is read as a digit, as the same letter is another digit elsewhere. Where figures or text are typed every character is itself.",
    ] {
        page.control("PP", []);
        page.text([roman(paragraph)]);
    }
}

/// What the mouse does, and what it leaves to the terminal.
fn mouse(page: &mut Roff, with: &Keymap) {
    page.control("SS", ["Mouse"]);
    let key = with.shown(Command::Mouse).map_or_else(
        || "the command mouse".to_owned(),
        |key| format!("the key {key}"),
    );
    let words = format!(
        "A left click on a row takes it (in a list of several answers it ticks it), on a key at the bottom does what the key does, and on a field goes to it. The wheel moves the page under it and changes no answer. Other buttons, dragging and the second click of two do nothing, and all of it has a key. It begins switched on, but off where SSH_CONNECTION, SSH_TTY, TMUX or STY is set; the setting mouse comes before that, and {key} before both. While it is on, Shift and dragging (Option on macOS) selects text.",
    );
    page.text([roman(words)]);
}

/// The keys of the file of settings.
fn settings(page: &mut Roff) {
    page.control("SH", ["SETTINGS"]);
    page.text([roman(
        "`candor settings` says where the file is and what holds now.",
    )]);
    let schema = config::schema();
    let properties = schema.get("properties").and_then(|all| all.as_object());
    for (key, property) in properties.into_iter().flatten() {
        let said = property.get("description").and_then(|said| said.as_str());
        let usual = property.get("default").filter(|usual| !usual.is_null());
        let usual = usual
            .map(|usual| format!(" Usually {usual}."))
            .unwrap_or_default();
        let said = format!("{}{usual}", said.unwrap_or_default());
        item(page, vec![bold(key.clone())], &said);
    }
}

fn item(page: &mut Roff, name: Vec<Inline>, meaning: &str) {
    page.control("TP", []);
    page.text(name);
    page.text([roman(meaning)]);
}
