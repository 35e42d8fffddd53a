//! Words of line mode: those of the table of commands, and a few for what a screen shows all the time.

use crate::command::{self, Command, Place, Spec, TABLE};
use crate::tui::app::App;

/// What only line mode needs a word for: on a screen it is always seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extra {
    /// The order so far.
    Top,
    /// All questions with their answers.
    Questions,
    /// Why this question is asked, and what its words mean.
    Explain,
}

/// Each with its word and what it does.
pub(super) const EXTRAS: [(Extra, &str, &str); 3] = [
    (Extra::Top, "top", "the order so far"),
    (
        Extra::Questions,
        "questions",
        "all questions and what was answered",
    ),
    (
        Extra::Explain,
        "explain",
        "why this is asked and what its words mean",
    ),
];

/// Other words for commands, which people try first.
const ALIASES: [(&str, Command); 3] = [
    ("summary", Command::SumUp),
    ("leave", Command::Leave),
    ("exit", Command::Leave),
];

/// What a word stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// A command of the table.
    Command(Command),
    /// A word of line mode.
    Extra(Extra),
}

/// The words that stand for something in a place.
fn words(place: Place) -> impl Iterator<Item = (&'static str, Word)> {
    let commands = command::at(place)
        .filter(is_a_word)
        .map(|spec| (spec.word, Word::Command(spec.command)));
    let extras = EXTRAS
        .into_iter()
        .map(|(extra, word, _)| (word, Word::Extra(extra)));
    let aliases = ALIASES
        .into_iter()
        .filter(move |(_, command)| command::at(place).any(|spec| spec.command == *command))
        .map(|(word, command)| (word, Word::Command(command)));
    commands.chain(extras).chain(aliases)
}

/// The command whose whole word this is, wherever it can be given; here first, where two places use the word.
pub(super) fn exactly(place: Place, typed: &str) -> Option<Word> {
    let typed = typed.to_lowercase();
    let here = words(place).find(|(word, _)| *word == typed);
    let short = || {
        let mut here = command::at(place).filter(is_a_word);
        here.find(|spec| spec.short == typed || spec.words(place) == typed)
            .map(|spec| Word::Command(spec.command))
    };
    let elsewhere = || {
        let spec = TABLE.iter().filter(is_a_word);
        let spec = spec.into_iter().find(|spec| spec.word == typed);
        spec.map(|spec| Word::Command(spec.command))
    };
    here.map(|(_, word)| word).or_else(short).or_else(elsewhere)
}

/// The command of a key by its name, as notices and pages name it: `u`, `Backspace`, `F5`, `/`.
pub(super) fn by_key(app: &App, typed: &str) -> Option<Command> {
    let mut here = command::at(app.place).filter(is_a_word);
    let keys = |spec: &&Spec| {
        let mut keys = app.look.keys.keys(spec.command);
        keys.any(|key| key.eq_ignore_ascii_case(typed))
    };
    here.find(|spec| keys(spec)).map(|spec| spec.command)
}

/// Whether it can be said: rows are numbers here.
fn is_a_word(spec: &&'static Spec) -> bool {
    spec.command != Command::Choose
}

/// The words of a place that begin like this.
pub(super) fn beginning(place: Place, typed: &str) -> Vec<(&'static str, Word)> {
    let typed = typed.to_lowercase();
    let mut found: Vec<(&str, Word)> = words(place)
        .filter(|(word, _)| typed.len() > 1 && word.starts_with(&typed))
        .collect();
    // Two words for one thing are no question of which.
    found.dedup_by_key(|(_, word)| *word);
    found
}
