//! The keys in the file of settings: which key a command has, and how a keyboard is read.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::catalog::{Places, Problem, nearest};
use crate::command::{
    self, BadKey, Command, Conflict, DigitRow, GIVES_UP, Keymap, Layout, Place, Spec, TABLE,
    key_name,
};

/// The key of the file under which all of this stands.
pub(super) const KEYS: &str = "keys";
/// How letters are read.
pub(super) const LAYOUT: &str = "layout";
/// How the row of digits is read.
pub(super) const DIGIT_ROW: &str = "digit_row";

/// What the file says of keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeySettings {
    /// Commands with another key than the table's.
    pub moved: Vec<(Command, String)>,
    /// Which letters stand on the keys.
    pub layout: Option<Layout>,
    /// What the row of digits writes.
    pub digit_row: Option<DigitRow>,
}

/// As the file has it: a word of the table and its key, or how the keyboard is read.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub(super) struct RawKeys(BTreeMap<String, String>);

/// The commands that can have another key.
pub(super) fn movable() -> impl Iterator<Item = &'static Spec> {
    TABLE.iter().filter(|spec| spec.can_be_moved())
}

impl JsonSchema for RawKeys {
    fn schema_name() -> Cow<'static, str> {
        "Keys".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let mut properties = Map::new();
        let mut word = |name: &str, words: Vec<&str>, about: &str| {
            let schema = json!({ "description": about, "enum": words, "default": "auto" });
            properties.insert(name.to_owned(), schema);
        };
        word(
            LAYOUT,
            Layout::WORDS.map(|(word, _)| word).to_vec(),
            "Which letters stand on the keys, where no text is typed; auto knows Russian, Ukrainian, Greek and Korean letters.",
        );
        word(
            DIGIT_ROW,
            DigitRow::WORDS.map(|(word, _)| word).to_vec(),
            "What the row of digits writes without Shift; auto goes by the language of the system.",
        );
        for spec in movable() {
            let usual = spec.keys.first().copied().unwrap_or_default();
            let about = Value::from(spec.long);
            let schema = json!({ "description": about, "type": "string", "default": usual });
            properties.insert(spec.word.to_owned(), schema);
        }
        json_schema!({
            "type": "object",
            "properties": Value::Object(properties),
            "additionalProperties": false
        })
    }
}

impl RawKeys {
    /// What it says, and every mistake in it.
    pub(super) fn read(&self, places: &Places<'_>) -> (KeySettings, Vec<Problem>) {
        let mut read = KeySettings::default();
        let mut problems = Vec::new();
        for (word, value) in &self.0 {
            let told = match word.as_str() {
                LAYOUT => pick(value, &Layout::WORDS).map(|own| read.layout = Some(own)),
                DIGIT_ROW => pick(value, &DigitRow::WORDS).map(|own| read.digit_row = Some(own)),
                word => command_of(word).and_then(|spec| {
                    let key = key_name(value).map_err(|bad| bad_key(spec, value, bad))?;
                    read.moved.push((spec.command, key));
                    Ok(())
                }),
            };
            if let Err((what, hint)) = told {
                problems.push(places.value(&[KEYS, word], &what).hint(hint));
            }
        }
        if problems.is_empty() {
            let moved: Vec<Command> = read.moved.iter().map(|(command, _)| *command).collect();
            let all = Keymap::new(&read.moved, Layout::Us, DigitRow::Us, true);
            for conflict in all.conflicts(&moved) {
                let word = command::spec(conflict.command).map_or("", |spec| spec.word);
                let key = all.shown(conflict.command).unwrap_or_default();
                let problem = places.value(&[KEYS, word], &conflict_words(conflict, key));
                problems.push(problem.hint("Name another key for one of the two."));
            }
        }
        (read, problems)
    }
}

/// What is wrong, and what to do.
type Told = (String, String);

/// The one of `words` that `value` is.
fn pick<T: Copy>(value: &str, words: &[(&'static str, T)]) -> Result<T, Told> {
    let known = || words.iter().map(|(word, _)| *word);
    let found = words.iter().find(|(word, _)| *word == value);
    found.map(|(_, own)| *own).ok_or_else(|| {
        let hint = nearest(value, known()).map_or_else(
            || format!("Write one of: {}.", known().collect::<Vec<_>>().join(", ")),
            |near| format!("Did you mean '{near}'?"),
        );
        (format!("'{value}' is not known here."), hint)
    })
}

/// The command with this word.
fn command_of(word: &str) -> Result<&'static Spec, Told> {
    let spec = TABLE.iter().find(|spec| spec.word == word);
    match spec {
        Some(spec) if spec.can_be_moved() => Ok(spec),
        Some(spec) => Err((
            format!(
                "The command '{word}' always has its own keys ({}).",
                spec.shown
            ),
            "Take it out.".to_owned(),
        )),
        None => {
            let known = movable().map(|spec| spec.word).chain([LAYOUT, DIGIT_ROW]);
            let hint = nearest(word, known).map_or_else(
                || "Take it out; 'candor settings' lists the words of all commands.".to_owned(),
                |near| format!("Did you mean '{near}'?"),
            );
            Err((format!("No command is called '{word}'."), hint))
        }
    }
}

/// Why a key cannot be given to a command.
fn bad_key(spec: &Spec, value: &str, bad: BadKey) -> Told {
    let word = spec.word;
    let take = "Name a letter, a sign, or F1 to F9.".to_owned();
    match bad {
        BadKey::Fixed => (
            format!("'{value}' always means the same and cannot be the key of '{word}'."),
            take,
        ),
        BadKey::NotDelivered => (
            format!(
                "'{value}' cannot be the key of '{word}': terminals take it for themselves, or do not pass it on."
            ),
            take,
        ),
        BadKey::Unknown => {
            let known = ["F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9"];
            let near = nearest(value, known).filter(|_| value.starts_with(['F', 'f']));
            let hint = near.map_or(take, |near| format!("Did you mean '{near}'?"));
            (format!("No key is called '{value}'."), hint)
        }
    }
}

/// Two commands on one key.
fn conflict_words(conflict: Conflict, key: &str) -> String {
    let word = |command| command::spec(command).map_or("", |spec| spec.word);
    let own = word(conflict.command);
    match (conflict.other, conflict.place) {
        (None, _) => format!(
            "'{own}' cannot have the key {key}: {GIVES_UP} gives up what cannot be saved, and would do so when '{own}' is pressed twice."
        ),
        (Some(other), Some(place)) => format!(
            "'{own}' and '{}' would both be {key} {}.",
            word(other),
            place_words(place)
        ),
        (Some(other), None) => format!(
            "'{own}' and '{}' would both be {key}, and one of them must mean the same on every screen.",
            word(other)
        ),
    }
}

/// Where a command is given, the end of a sentence.
const fn place_words(place: Place) -> &'static str {
    match place {
        Place::Start => "on the start screen",
        Place::Opening => "at the opening",
        Place::Question => "at a question",
        Place::Pair => "where two are compared without names",
        Place::Customer => "where the customer reads",
        Place::Compare => "side by side",
        Place::Why => "on the page of reasons",
        Place::Try => "where a change is tried",
        Place::Change => "where a changed answer is kept",
        Place::Summary => "in the summary",
        Place::Hold => "on hold",
        Place::Past => "among past conversations",
        Place::NoFolder => "where nothing can be saved",
    }
}
