//! What is wrong with a formula, where, and what would be right.

use std::ops::Range;

use super::{UnitError, unit::Unit};
use crate::domain::{Id, SafeText};

/// A formula that was refused. Its text is one full sentence for the person who wrote the formula.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct FormulaError {
    /// Where in the source, in bytes; always on character boundaries and within the source.
    pub span: Range<usize>,
    /// What is wrong.
    pub what: FormulaProblem,
}

/// What can be wrong with a formula.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormulaProblem {
    /// The source is longer than a formula may be.
    #[error("The formula has {bytes} bytes; at most 4096 are allowed.")]
    TooLong {
        /// How long it is.
        bytes: usize,
    },
    /// Parentheses, calls, signs or branches stand too deep in each other.
    #[error("The formula is nested more than 64 deep here.")]
    TooDeep,
    /// There is nothing but white space.
    #[error("The formula is empty.")]
    Empty,
    /// A character that no formula has.
    #[error("`{found}` cannot stand here in a formula.")]
    Character {
        /// The character, made visible.
        found: SafeText,
    },
    /// A text without its end.
    #[error("The text that begins here has no closing quote.")]
    OpenText,
    /// A backslash before something else than a backslash or a quote.
    #[error("In a text, a backslash may only stand before a backslash or a quote.")]
    Escape,
    /// A figure that is written wrongly.
    #[error("`{text}` is not a number.")]
    Figure {
        /// As written.
        text: SafeText,
    },
    /// A figure beyond what can be computed with.
    #[error("The number `{text}` is too large.")]
    TooLarge {
        /// As written.
        text: SafeText,
    },
    /// A word that cannot be a name.
    #[error(
        "`{text}` is not a name; names have lower-case letters, digits and _, in parts joined by dots."
    )]
    Name {
        /// As written.
        text: SafeText,
    },
    /// Something else should stand here.
    #[error("Expected {wanted} here, but found {found}.")]
    Expected {
        /// What should stand here.
        wanted: &'static str,
        /// What stands here.
        found: SafeText,
    },
    /// `a < b < c`.
    #[error("A comparison cannot be compared again.")]
    ComparedTwice,
    /// A name that stands for nothing.
    #[error("There is nothing called `{name}`.")]
    UnknownName {
        /// As written.
        name: SafeText,
        /// The name it resembles most.
        near: Option<String>,
    },
    /// A function that is none.
    #[error("There is no function called `{name}`.")]
    UnknownFunction {
        /// As written.
        name: SafeText,
        /// The function it resembles most.
        near: Option<String>,
    },
    /// A text that is no option of the choice or set it meets.
    #[error("`{option}` is none of the options.")]
    UnknownOption {
        /// As written.
        option: SafeText,
        /// The option it resembles most.
        near: Option<String>,
        /// All options.
        options: Vec<Id>,
    },
    /// A function with too few or too many values.
    #[error("`{function}` takes {wanted}, but was given {found}.")]
    Arguments {
        /// The function.
        function: &'static str,
        /// How many it takes, in words.
        wanted: &'static str,
        /// How many were given.
        found: usize,
    },
    /// A value of the wrong kind.
    #[error("{place} needs {wanted}, but this is {found}.")]
    Kind {
        /// Who needs it.
        place: &'static str,
        /// What is needed.
        wanted: &'static str,
        /// What stands there.
        found: &'static str,
    },
    /// Two values that do not go together.
    #[error("{place} cannot bring together {left} and {right}.")]
    Kinds {
        /// The operator.
        place: &'static str,
        /// Kind of the left side.
        left: &'static str,
        /// Kind of the right side.
        right: &'static str,
    },
    /// Two figures with different units.
    #[error(
        "{place} needs figures in the same unit, but one is in {left} and the other in {right}."
    )]
    Units {
        /// The operator or function.
        place: &'static str,
        /// Unit of the first.
        left: Unit,
        /// Unit of the second.
        right: Unit,
    },
    /// A figure with a unit where a plain number is needed.
    #[error("{place} must be a plain number, but this is in {unit}.")]
    HasUnit {
        /// Who needs it.
        place: &'static str,
        /// Its unit.
        unit: Unit,
    },
    /// Two choices that share no option.
    #[error("The two sides have no option in common.")]
    NothingShared,
    /// Two branches that are choices with different options.
    #[error("The two branches of `?:` are choices with different options.")]
    BranchOptions,
    /// A text that is no date, where a date is needed.
    #[error("`{text}` is not a date of the calendar, written as year-month-day.")]
    Date {
        /// As written.
        text: SafeText,
    },
    /// A text that is no unit, in `unit`.
    #[error("`{text}` is not a unit: {reason}.")]
    Unit {
        /// As written.
        text: SafeText,
        /// Why not.
        reason: UnitError,
    },
    /// `x in []`.
    #[error("The list is empty, so nothing can be in it.")]
    EmptyList,
}

impl FormulaError {
    pub(super) const fn new(span: Range<usize>, what: FormulaProblem) -> Self {
        Self { span, what }
    }

    /// What to do about it, as a full sentence, where something can be said.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        use FormulaProblem as P;
        match &self.what {
            P::UnknownName {
                near: Some(near), ..
            }
            | P::UnknownFunction {
                near: Some(near), ..
            } => Some(format!("Did you mean `{near}`?")),
            P::UnknownOption { near, options, .. } => Some(match near {
                Some(near) => format!("Did you mean `{near}`? {}", options_said(options)),
                None => options_said(options),
            }),
            P::UnknownFunction { .. } => {
                let names: Vec<&str> = super::calls::FUNCTIONS
                    .iter()
                    .map(|(name, _)| *name)
                    .collect();
                Some(format!("The functions are {}.", names.join(", ")))
            }
            P::Character { found } => for_character(found).map(str::to_owned),
            P::Expected { found, .. } => for_word(found).map(str::to_owned),
            P::Name { text } => Some(format!("Write `{}`.", text.to_ascii_lowercase()))
                .filter(|_| text.bytes().any(|b| b.is_ascii_uppercase())),
            P::ComparedTwice => Some("Join two comparisons with &&, as in a < b && b < c.".into()),
            P::TooLong { .. } | P::TooDeep => {
                Some("Make a computed attribute of a part of it.".into())
            }
            P::Kind {
                wanted: "a number",
                found: "yes/no",
                ..
            } => Some("Write c ? 1 : 0 to count a yes.".into()),
            P::Units { left, right, .. } => Some(format!(
                "Multiply one by a factor with a unit, as in x * unit(1, '{}').",
                left.over(right)
            )),
            P::HasUnit { unit, .. } => Some(format!(
                "Divide it by a figure in that unit, as in x / unit(100, '{unit}')."
            )),
            P::Kinds { left, right, .. } if [left, right].contains(&&"a set of options") => {
                Some("Ask a set with in, as in 'a' in wanted.".into())
            }
            P::Date { .. } => Some("Write it as in '2025-01-31'.".into()),
            _ => None,
        }
    }
}

/// The options of a choice, cut to what can be read at a glance.
fn options_said(options: &[Id]) -> String {
    const SHOWN: usize = 12;
    let shown: Vec<&str> = options.iter().take(SHOWN).map(Id::as_str).collect();
    let more = options.len().saturating_sub(SHOWN);
    if more == 0 {
        format!("The options are {}.", shown.join(", "))
    } else {
        format!("The options are {} and {more} more.", shown.join(", "))
    }
}

/// What people mean by a character that other languages have.
fn for_character(found: &str) -> Option<&'static str> {
    Some(match found {
        "=" => "Compare with ==.",
        "&" => "Write && for and.",
        "|" => "Write || for or.",
        "^" => "Write pow(base, n) for a power.",
        "%" => "Write a percentage as a number, as in x * 0.05.",
        "." => "Write 0 before the point, as in 0.5.",
        "≤" => "Write <=.",
        "≥" => "Write >=.",
        "≠" => "Write !=.",
        "×" => "Write * to multiply.",
        "÷" => "Write / to divide.",
        "−" | "–" => "Write - to subtract.",
        "‘" | "’" | "“" | "”" | "`" => "Write straight quotes, as in 'text'.",
        _ => return None,
    })
}

/// What people mean by a word that other languages have.
fn for_word(found: &str) -> Option<&'static str> {
    Some(match found {
        "`and`" => "Write && for and.",
        "`or`" => "Write || for or.",
        "`not`" => "Write ! for not.",
        "`if`" | "`then`" | "`else`" => "Write c ? a : b for a choice between two values.",
        "`,`" => "Write a number without separators, as in 1500.",
        _ => return None,
    })
}

/// The candidate that `written` was most likely meant to be: at most one slip in three characters (and one in any case).
pub(super) fn nearest<'a>(
    written: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<String> {
    let most = (written.chars().count() / 3).max(1);
    candidates
        .map(|candidate| (strsim::damerau_levenshtein(written, candidate), candidate))
        .filter(|(slips, _)| *slips <= most)
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}
