//! The file of settings, `settings.json`: what stands in it, and every mistake in it with line and column.

use std::fmt;
use std::path::Path;
use std::time::Duration;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, Unexpected, Visitor};
use serde::{Deserialize, de};

use crate::catalog::{Braces, KnownKeys, Problem, object_with, raw};
use crate::domain::SafeText;
use crate::tui::theme::ColorChoice;

use super::keys::{KeySettings, RawKeys};
use super::mouse::MouseChoice;
use super::read::{SmallFileError, small_file};

/// Name of the file.
pub const FILE: &str = "settings.json";
/// Longest file, in bytes: a hundred times what all keys take.
const MAX_SETTINGS: u64 = 64 * 1024;

/// What the file says; `None` for what it leaves open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// A theme by name, not looked for yet.
    pub theme: Option<String>,
    /// Whether only ASCII is written.
    pub ascii: Option<bool>,
    /// Whether questions come in the catalog's order.
    pub in_order: Option<bool>,
    /// Whether lines are written in place of the full screen.
    pub plain: Option<bool>,
    /// When to use colour.
    pub color: Option<ColorChoice>,
    /// Cells in a line of text output, 20 to 400.
    pub width: Option<u16>,
    /// Days for which a case with a decision is kept, 1 to 3650.
    pub keep_decided: Option<u16>,
    /// Days for which any other case is kept, 1 to 3650.
    pub keep_undecided: Option<u16>,
    /// After how long without a key the screen is covered, 1 to 240 minutes; the inner `None` for never.
    pub lock_after: Option<Option<Duration>>,
    /// Whether a log is written.
    pub log: Option<bool>,
    /// Which keys commands have, and how the keyboard is read.
    pub keys: KeySettings,
    /// Whether letters act outside of text.
    pub letters: Option<bool>,
    /// Whether the mouse begins switched on.
    pub mouse: Option<MouseChoice>,
    /// Whether rows that can be taken are two high.
    pub roomy: Option<bool>,
    /// The folder in which hand-overs wait to be picked up.
    pub outbox: Option<String>,
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file was not read.
    #[error("The settings in {path} cannot be used: the file {why}.")]
    Unread {
        /// Where it is.
        path: SafeText,
        /// Why, in words that follow "the file".
        why: SafeText,
    },
    /// It has mistakes.
    #[error("The settings in {path} cannot be used:{}", list(.problems))]
    Problems {
        /// Where it is.
        path: SafeText,
        /// All of them.
        problems: Vec<Problem>,
    },
}

fn list(problems: &[Problem]) -> String {
    problems
        .iter()
        .map(|problem| format!("\n{problem}"))
        .collect()
}

/// Every key may be left out; an option of a command comes first.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(title = "Settings of candor", deny_unknown_fields)]
struct RawSettings {
    /// Theme of the full screen: a name of `candor theme list`, or the path of a theme file.
    #[serde(default, deserialize_with = "given")]
    #[schemars(with = "String", extend("default" = "night"))]
    theme: Option<String>,
    /// Write only ASCII.
    #[serde(default, deserialize_with = "given")]
    #[schemars(with = "bool", extend("default" = false))]
    ascii: Option<bool>,
    /// Ask in the catalog's order, not what tells most first.
    #[serde(default, deserialize_with = "given")]
    #[schemars(with = "bool", extend("default" = false))]
    in_order: Option<bool>,
    /// Write lines in place of the full screen, for screen readers.
    #[serde(default, deserialize_with = "given")]
    #[schemars(with = "bool", extend("default" = false))]
    plain: Option<bool>,
    /// When to use colour, or how much of it.
    #[serde(default, deserialize_with = "given")]
    #[schemars(with = "Colour", extend("default" = "auto"))]
    color: Option<Colour>,
    /// Cells in a line of text.
    #[serde(default, deserialize_with = "given")]
    #[schemars(with = "Whole<20, 400>", extend("default" = 80))]
    width: Option<Whole<20, 400>>,
    /// For how many days cases are kept after their last fact.
    #[serde(default, deserialize_with = "given")]
    #[schemars(with = "RawKeep")]
    keep_days: Option<Braces<RawKeep>>,
    /// After how many minutes without a key the screen is covered, and in line mode the next line is not taken; null for never.
    #[serde(default, deserialize_with = "given")]
    #[schemars(with = "Option<Whole<1, 240>>", extend("default" = null))]
    lock_after_minutes: Option<Option<Whole<1, 240>>>,
    /// Write a log of ids, times, sizes and codes; nothing that anybody said gets into it.
    #[serde(default, deserialize_with = "given")]
    #[schemars(with = "bool", extend("default" = false))]
    log: Option<bool>,
    /// Other keys for commands of the full screen, by their words, as in {"note": "z"}: a letter, a sign or F1 to F9 in place of the key that footers show. And how the keyboard is read: "layout" says which letters stand on the keys (auto, us, ru, uk, el, ko), "digit_row" what the row of digits writes without Shift (auto, us, fr, cz, sk).
    #[serde(default, deserialize_with = "given")]
    #[schemars(with = "RawKeys")]
    keys: Option<Braces<RawKeys>>,
    /// Whether letters do anything where no text is typed. Without them digits, arrows, Enter, Backspace, Tab, function keys and / do everything.
    #[serde(default, deserialize_with = "given")]
    #[schemars(with = "bool", extend("default" = true))]
    letters: Option<bool>,
    /// Whether the mouse begins switched on: auto switches it on unless candor runs over SSH, in tmux or in screen.
    #[serde(default, deserialize_with = "given")]
    #[schemars(with = "MouseChoice", extend("default" = "auto"))]
    mouse: Option<MouseChoice>,
    /// Whether rows that can be taken are two high, the lower one empty, and options stand five on a page: for gloves, touchpads and eyes that need room.
    #[serde(default, deserialize_with = "given")]
    #[schemars(with = "bool", extend("default" = false))]
    roomy: Option<bool>,
    /// Folder in which hand-overs wait until another program picks them up; a name alone is a folder in the folder of data.
    #[serde(default, deserialize_with = "given")]
    #[schemars(with = "String", extend("default" = "outbox"))]
    outbox: Option<String>,
}

/// For how many days cases are kept.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(inline, deny_unknown_fields)]
struct RawKeep {
    /// Cases in which something was decided.
    #[serde(default, deserialize_with = "given")]
    #[schemars(with = "Whole<1, 3650>", extend("default" = 365))]
    decided: Option<Whole<1, 3650>>,
    /// All others.
    #[serde(default, deserialize_with = "given")]
    #[schemars(with = "Whole<1, 3650>", extend("default" = 30))]
    undecided: Option<Whole<1, 3650>>,
}

/// A key that stands there has a value: `null` would look like a wish ("for ever") and mean the usual value.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}

/// A whole figure within limits.
#[derive(Debug, Clone, Copy)]
struct Whole<const LEAST: u16, const MOST: u16>(u16);

impl<'de, const LEAST: u16, const MOST: u16> Deserialize<'de> for Whole<LEAST, MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Within<const LEAST: u16, const MOST: u16>;
        impl<const LEAST: u16, const MOST: u16> Visitor<'_> for Within<LEAST, MOST> {
            type Value = Whole<LEAST, MOST>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a whole figure from {LEAST} to {MOST}")
            }

            fn visit_u64<E: de::Error>(self, figure: u64) -> Result<Self::Value, E> {
                u16::try_from(figure)
                    .ok()
                    .filter(|figure| (LEAST..=MOST).contains(figure))
                    .map(Whole)
                    .ok_or_else(|| E::invalid_value(Unexpected::Unsigned(figure), &self))
            }
        }
        deserializer.deserialize_u16(Within)
    }
}

impl<const LEAST: u16, const MOST: u16> JsonSchema for Whole<LEAST, MOST> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("{LEAST} to {MOST}").into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": LEAST, "maximum": MOST })
    }
}

/// A word of [`ColorChoice::WORDS`].
#[derive(Debug, Clone, Copy)]
struct Colour(ColorChoice);

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Word;
        impl Visitor<'_> for Word {
            type Value = Colour;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let words = ColorChoice::WORDS.map(|(word, _)| format!("\"{word}\""));
                write!(f, "one of {}", words.join(" "))
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<Self::Value, E> {
                let mut words = ColorChoice::WORDS.iter();
                words
                    .find(|(known, _)| *known == word)
                    .map(|(_, choice)| Colour(*choice))
                    .ok_or_else(|| E::invalid_value(Unexpected::Str(word), &self))
            }
        }
        deserializer.deserialize_str(Word)
    }
}

impl JsonSchema for Colour {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Colour".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "enum": ColorChoice::WORDS.map(|(word, _)| word) })
    }
}

/// The JSON Schema of the file.
#[must_use]
pub fn schema() -> Schema {
    SchemaGenerator::default().into_root_schema_for::<RawSettings>()
}

impl Settings {
    /// Reads the content of a file of settings.
    ///
    /// # Errors
    /// Every mistake, with line and column.
    pub fn parse(bytes: &[u8]) -> Result<Self, Vec<Problem>> {
        let known = KnownKeys {
            keys: || raw::keys_of(&schema()),
            listed: "'candor settings --schema' lists all keys.",
        };
        let mut keys = KeySettings::default();
        let raw: RawSettings = object_with(FILE, bytes, known, |raw: &RawSettings, places| {
            let Some(Braces(raw)) = &raw.keys else {
                return Vec::new();
            };
            let (read, problems) = raw.read(places);
            keys = read;
            problems
        })?;
        let keep = raw.keep_days.map(|Braces(keep)| keep);
        let decided = keep.as_ref().and_then(|keep| keep.decided);
        let undecided = keep.as_ref().and_then(|keep| keep.undecided);
        Ok(Self {
            theme: raw.theme,
            ascii: raw.ascii,
            in_order: raw.in_order,
            plain: raw.plain,
            color: raw.color.map(|Colour(choice)| choice),
            width: raw.width.map(|Whole(cells)| cells),
            keep_decided: decided.map(|Whole(days)| days),
            keep_undecided: undecided.map(|Whole(days)| days),
            lock_after: raw
                .lock_after_minutes
                .map(|minutes| minutes.map(|Whole(minutes)| Duration::from_mins(minutes.into()))),
            log: raw.log,
            keys,
            letters: raw.letters,
            mouse: raw.mouse,
            roomy: raw.roomy,
            outbox: raw.outbox,
        })
    }

    /// Reads the file at `path`; where there is none, everything is left open.
    ///
    /// # Errors
    /// [`SettingsError`] when it cannot be read or has mistakes.
    pub fn load(path: &Path) -> Result<Self, SettingsError> {
        let shown = || SafeText::new(&path.to_string_lossy());
        let bytes = match small_file(path, MAX_SETTINGS) {
            Ok(bytes) => bytes,
            Err(SmallFileError::Unreadable(why)) if why.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(why) => {
                return Err(SettingsError::Unread {
                    path: shown(),
                    why: why.to_string().into(),
                });
            }
        };
        Self::parse(&bytes).map_err(|problems| SettingsError::Problems {
            path: shown(),
            problems,
        })
    }
}
