//! Whether the terminal is asked to report the mouse at the start. While it does, the terminal itself selects text only with another key held.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{self, Deserializer, Unexpected, Visitor};

/// What the settings say of the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MouseChoice {
    /// On, unless another computer or a program that divides the terminal stands between.
    #[default]
    Auto,
    /// On.
    On,
    /// Off.
    Off,
}

/// What is set in the environment of a program that does not run in the terminal itself: it came over a network, or tmux or screen divides
/// the terminal.
pub(super) const RELAYS: [&str; 4] = ["SSH_CONNECTION", "SSH_TTY", "TMUX", "STY"];

impl MouseChoice {
    /// Every choice by the word that the settings take.
    pub const WORDS: [(&str, Self); 3] =
        [("auto", Self::Auto), ("on", Self::On), ("off", Self::Off)];

    /// The word it is asked for by.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::On => "on",
            Self::Off => "off",
        }
    }

    /// Whether it begins switched on. `relayed` says that something stands between the program and the terminal.
    #[must_use]
    pub const fn begins_on(self, relayed: bool) -> bool {
        match self {
            Self::Auto => !relayed,
            Self::On => true,
            Self::Off => false,
        }
    }
}

impl<'de> Deserialize<'de> for MouseChoice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Word;
        impl Visitor<'_> for Word {
            type Value = MouseChoice;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let words = MouseChoice::WORDS.map(|(word, _)| format!("\"{word}\""));
                write!(f, "one of {}", words.join(" "))
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<Self::Value, E> {
                let mut words = MouseChoice::WORDS.iter();
                words
                    .find(|(known, _)| *known == word)
                    .map(|(_, choice)| *choice)
                    .ok_or_else(|| E::invalid_value(Unexpected::Str(word), &self))
            }
        }
        deserializer.deserialize_str(Word)
    }
}

impl JsonSchema for MouseChoice {
    fn schema_name() -> Cow<'static, str> {
        "Mouse".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "enum": Self::WORDS.map(|(word, _)| word) })
    }
}
