//! What is wrong with a catalog, and where.

use std::fmt;

use crate::domain::SafeText;

/// One mistake in a catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands.
    pub place: Place,
    /// The offending text, as far as one can be shown.
    pub text: SafeText,
    /// What is wrong, a full sentence.
    pub what: SafeText,
    /// What to do, a full sentence.
    pub hint: Option<SafeText>,
}

/// A place in a catalog's files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The file as a whole.
    File(SafeText),
    /// A line and column (both from 1, column in characters) of a file.
    At {
        /// File name.
        file: SafeText,
        /// Line from 1.
        line: usize,
        /// Column from 1, in characters.
        column: usize,
    },
    /// A cell of the table.
    Cell {
        /// File name.
        file: SafeText,
        /// Line of the row in the file, from 1.
        line: usize,
        /// Name of the column.
        column: SafeText,
    },
}

impl Problem {
    /// A problem without a hint.
    #[must_use]
    pub fn new(place: Place, text: &str, what: impl Into<SafeText>) -> Self {
        Self {
            place,
            text: SafeText::new(text),
            what: what.into(),
            hint: None,
        }
    }

    /// The same with what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<SafeText>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl Place {
    /// The place that comes after the text `before`.
    #[must_use]
    pub fn after(file: &str, before: &str) -> Self {
        let last = before.rsplit('\n').next().unwrap_or_default();
        Self::At {
            file: file.into(),
            line: before.matches('\n').count() + 1,
            column: last.chars().count() + 1,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => write!(f, "{file}"),
            Self::At { file, line, column } => write!(f, "{file}:{line}:{column}"),
            Self::Cell { file, line, column } => {
                write!(f, "{file}, row {line}, column '{column}'")
            }
        }
    }
}

/// `catalog.json:12:7: What is wrong.` then the offending text and what to do, each on a line of its own.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)?;
        if !self.text.is_empty() {
            write!(f, "\n    it says: {}", shortened(&self.text))?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "\n    to do:   {hint}")?;
        }
        Ok(())
    }
}

/// At most 120 characters, with single spaces.
pub(super) fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(120) {
        Some((end, _)) => format!("{} ..", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// "Did you mean 'x'?" for the nearest of `known`, when one is near.
pub(super) fn did_you_mean<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    nearest(word, known).map(|near| format!("Did you mean '{near}'?"))
}

/// Longest word that is looked at as a slip, in bytes: the work grows with the product of both lengths.
const MAX_SLIP: usize = 100;

/// The nearest of `known` to `word`, when one is near enough to be meant. Nobody means a name by a page of text.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let short = |text: &str| text.len() <= MAX_SLIP;
    known
        .into_iter()
        .filter(|candidate| short(word) && short(candidate))
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .min()
        .filter(|(distance, candidate)| {
            *distance <= (word.chars().count().max(candidate.chars().count()) / 3).max(1)
        })
        .map(|(_, candidate)| candidate)
}
