//! Where the value of each setting comes from: what was asked for comes first, then the file, then the usual value.

use std::borrow::Cow;

use crate::command::{DigitRow, Keymap, Layout};
use crate::domain::SafeText;

use super::keys::{self, KeySettings};

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetBy {
    /// An option of this run.
    Option,
    /// The file of settings.
    File,
    /// Nobody said anything.
    Usual,
}

/// A setting with its value, as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The key, as the file has it.
    pub key: Cow<'static, str>,
    /// The value.
    pub value: SafeText,
    /// Where it comes from.
    pub by: SetBy,
}

/// Settles settings one by one and writes down where each comes from, so that what is told is what is used.
#[derive(Debug, Default)]
pub(super) struct Resolver(pub Vec<Resolved>);

impl Resolver {
    /// The value for `key`: the option, else the file's, else the usual one.
    pub fn settle<T>(
        &mut self,
        key: impl Into<Cow<'static, str>>,
        option: Option<T>,
        file: Option<T>,
        usual: T,
        words: impl FnOnce(&T) -> String,
    ) -> T {
        let (value, by) = match (option, file) {
            (Some(value), _) => (value, SetBy::Option),
            (None, Some(value)) => (value, SetBy::File),
            (None, None) => (usual, SetBy::Usual),
        };
        self.0.push(Resolved {
            key: key.into(),
            value: words(&value).into(),
            by,
        });
        value
    }

    /// The keys of the full screen. `system` is the row of digits that the language of the system suggests.
    pub fn keys(&mut self, file: KeySettings, letters: Option<bool>, system: DigitRow) -> Keymap {
        let layout = self.word(keys::LAYOUT, file.layout, &Layout::WORDS);
        let digits = match self.word(keys::DIGIT_ROW, file.digit_row, &DigitRow::WORDS) {
            DigitRow::Auto => system,
            named => named,
        };
        for spec in keys::movable() {
            let moved = file.moved.iter().find(|(own, _)| *own == spec.command);
            let usual = spec.keys.first().copied().unwrap_or_default().to_owned();
            let key = format!("{}.{}", keys::KEYS, spec.word);
            self.settle(
                key,
                None,
                moved.map(|(_, key)| key.clone()),
                usual,
                String::clone,
            );
        }
        let letters = self.settle("letters", None, letters, true, bool::to_string);
        Keymap::new(&file.moved, layout, digits, letters)
    }

    /// One of some words, the first of which is usual.
    fn word<T: Copy + Default + PartialEq>(
        &mut self,
        name: &str,
        file: Option<T>,
        words: &[(&'static str, T)],
    ) -> T {
        let key = format!("{}.{name}", keys::KEYS);
        self.settle(key, None, file, T::default(), |own| {
            let word = words.iter().find(|(_, known)| known == own);
            word.map_or_else(String::new, |(word, _)| (*word).to_owned())
        })
    }
}
