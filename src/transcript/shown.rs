//! One offering in a document.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::SafeText;
use crate::present::earns;

/// An offering with what is said about it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Shown {
    /// Name with its seller, marked `[OURS]` when it is an own offering.
    pub name: SafeText,
    /// Who makes or sells it.
    pub seller: SafeText,
    /// Whether it is an own offering.
    pub own: bool,
    /// Whether it is keeping what the customer has.
    pub now: bool,
    /// Its place; `None` when it misses a must-have.
    pub rank: Option<usize>,
    /// Score in hundredths of a point, 0 to 10,000.
    pub score: u32,
    /// Need by need.
    pub meets: Vec<Meets>,
    /// Good points.
    pub good: Vec<SafeText>,
    /// What stands against it, most pressing first; needs it does not meet stand in `meets`.
    pub disadvantages: Vec<SafeText>,
    /// What each criterion adds to the score.
    pub contributions: Vec<Contribution>,
    /// Date of the oldest source of its facts.
    pub oldest_fact: Option<Date>,
}

impl Shown {
    /// Who earns on it, in plain words.
    #[must_use]
    pub const fn earns(&self) -> &'static str {
        earns(self.now, self.own)
    }

    /// Must-haves it misses.
    pub fn misses(&self) -> impl Iterator<Item = &SafeText> {
        self.meets
            .iter()
            .filter(|meets| meets.fit == Fit::Missed)
            .map(|meets| &meets.need)
    }
}

/// How one need is met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Meets {
    /// The need.
    pub need: SafeText,
    /// Whether it is a must-have.
    pub must: bool,
    /// How much it matters: `must`, `important`, `1st`.
    pub level: SafeText,
    /// How well it is met.
    pub fit: Fit,
    /// Heading of the column that says it; empty where the need is called the same.
    pub column: SafeText,
    /// The offering's own figure in words; empty where there is none to give.
    pub figure: SafeText,
}

/// How well a need is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fit {
    /// A must-have that is met.
    Met,
    /// A must-have that is missed.
    Missed,
    /// Nobody states the fact.
    NotStated,
    /// A wish with four fifths of its points or more.
    VeryWell,
    /// A wish with three fifths of its points or more.
    Well,
    /// A wish with two fifths of its points or more.
    Partly,
    /// A wish with less.
    Little,
}

impl Fit {
    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Met => "yes",
            Self::Missed => "no",
            Self::NotStated => "ask the seller",
            Self::VeryWell => "very well",
            Self::Well => "well",
            Self::Partly => "partly",
            Self::Little => "little",
        }
    }
}

/// What one criterion adds to a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Contribution {
    /// The criterion.
    pub criterion: SafeText,
    /// Hundredths of a point it adds.
    pub hundredths: u32,
    /// The most it could add.
    pub most: u32,
}

/// An offering that was placed after the first, or misses a must-have.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Alternative {
    /// The offering.
    pub offering: Shown,
    /// Whether the customer took it.
    pub taken: bool,
    /// What it loses points by against the first, largest first.
    pub worse: Vec<Difference>,
    /// What it wins points by, largest first.
    pub better: Vec<Difference>,
    /// A change that would put it first, in words; `None` where none that was tried does.
    pub first_if: Option<SafeText>,
}

/// One criterion in which an alternative differs from what comes first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Difference {
    /// The criterion.
    pub criterion: SafeText,
    /// The alternative's figure.
    pub figure: SafeText,
    /// The figure of what comes first.
    pub first: SafeText,
    /// Points won or lost, in hundredths.
    pub hundredths: i64,
}
