//! What can be wrong in a theme file, said so that its author can mend it.

use thiserror::Error;

use crate::domain::SafeText;

/// One thing wrong in a theme file. A file is read to its end, so that its author sees all of them at once.
#[derive(Debug, Clone, PartialEq, Error)]
#[error("Theme '{theme}', {at}: {kind}")]
pub struct ThemeProblem {
    /// Name of the theme.
    pub theme: SafeText,
    /// Where in the file: `roles.text.colour`, or `line 3, column 7` when the file is not JSON.
    pub at: SafeText,
    /// What is wrong there.
    pub kind: ThemeProblemKind,
}

/// What is wrong, and what would be right.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum ThemeProblemKind {
    /// The file is no JSON.
    #[error("this is not JSON: {0}.")]
    NotJson(SafeText),
    /// Another kind of JSON value is needed.
    #[error("{0} is needed here.")]
    Needs(&'static str),
    /// A name that means nothing here. `allowed` lists the names that do.
    #[error("{what} '{name}' does not exist.{} Possible: {allowed}.", did_you_mean(.near))]
    Unknown {
        /// What kind of name: a key, a role, a colour.
        what: &'static str,
        /// The name in the file.
        name: SafeText,
        /// The possible name most like it, if one is.
        near: Option<SafeText>,
        /// The possible names.
        allowed: SafeText,
    },
    /// An `rgb` that is not `#rrggbb`.
    #[error("'{0}' is not a colour. Write '#' and six hexadecimal digits, as in '#1f6feb'.")]
    NotRgb(SafeText),
    /// A role this theme must have and has not.
    #[error("the role '{0}' is missing. Add it under 'roles'.")]
    MissingRole(&'static str),
    /// Text that is too hard to read. Ratios are 1 to 21.
    #[error(
        "contrast of '{role}' on '{ground}' is {found:.1}, and {needed:.0} or more is needed. Make one lighter or darker."
    )]
    LowContrast {
        /// The text.
        role: &'static str,
        /// What it stands on.
        ground: &'static str,
        /// Its contrast.
        found: f64,
        /// The least that is allowed.
        needed: f64,
    },
    /// Two of the 16 named colours that are hard to read in some colour scheme.
    #[error(
        "'{role}' is '{text}' on '{ground}' with 16 colours, which some colour schemes make hard to read. \
         Use 'bright-white' or 'white' on 'black', or 'black' on 'bright-white' or 'white'."
    )]
    UnsurePair {
        /// The text.
        role: &'static str,
        /// Its named colour.
        text: &'static str,
        /// The named colour of its ground.
        ground: &'static str,
    },
}

fn did_you_mean(near: &Option<SafeText>) -> String {
    near.as_ref()
        .map(|n| format!(" Did you mean '{n}'?"))
        .unwrap_or_default()
}

impl ThemeProblemKind {
    /// An unknown `name` where one of `allowed` is possible.
    pub(super) fn unknown(what: &'static str, name: &str, allowed: &[&str]) -> Self {
        let near = allowed
            .iter()
            // The work grows with the product of both lengths, and nobody means a name by a page of text.
            .filter(|_| name.len() <= 100)
            .map(|a| (strsim::damerau_levenshtein(a, name), *a))
            .min()
            .filter(|(distance, a)| *distance <= 1 + a.chars().count() / 4)
            .map(|(_, a)| SafeText::new(a));
        Self::Unknown {
            what,
            name: SafeText::new(name),
            near,
            allowed: SafeText::new(&allowed.join(", ")),
        }
    }
}
