//! How sure the first place is, in words that may be said to a customer.

/// A word for a number of readings out of ten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// Fewer than 6 in 10.
    TossUp,
    /// 6 or 7 in 10.
    Leaning,
    /// 8 or 9 in 10.
    Likely,
    /// 10 in 10: at least 995 of 1,000.
    Certain,
}

impl Sureness {
    /// The word for `n` in 10.
    #[must_use]
    pub const fn of(n: u8) -> Self {
        match n {
            0..=5 => Self::TossUp,
            6 | 7 => Self::Leaning,
            8 | 9 => Self::Likely,
            _ => Self::Certain,
        }
    }

    /// As it is written in files and said on screens.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::TossUp => "toss-up",
            Self::Leaning => "leaning",
            Self::Likely => "likely",
            Self::Certain => "certain",
        }
    }
}

/// How sure the first place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Confidence {
    /// In a word.
    pub word: Sureness,
    /// In how many of ten readings it is first, as [`in_ten`] says it.
    pub n_in_10: u8,
    /// How many readings were taken.
    pub readings: usize,
    /// In how many of ten readings it is within 3 points of the best, as [`in_ten`] says it.
    pub near_in_10: u8,
    /// Who is strongest against it.
    pub rival: Option<Rival>,
    /// Whether first place and rival cannot be told apart: the one is better in 4 to 6 of ten readings.
    pub too_close: bool,
}

/// The strongest rival of the first place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rival {
    /// Position in the catalog.
    pub offering: usize,
    /// In how many of 10,000 readings the first place is better.
    pub beaten: u16,
}

/// A share as a whole number out of `of`, rounded; 0 of nothing.
#[must_use]
pub fn out_of(of: u16, part: u64, whole: u64) -> u16 {
    let (part, whole) = (u128::from(part), u128::from(whole));
    (part * u128::from(of) * 2 + whole)
        .checked_div(whole * 2)
        .and_then(|n| u16::try_from(n).ok())
        .unwrap_or(0)
}

/// A share as a number out of ten, rounded; but ten of ten is said of nothing less than 995 of 1,000, because it means all.
#[must_use]
pub fn in_ten(part: u64, whole: u64) -> u8 {
    let most = if out_of(1_000, part, whole) < 995 {
        9
    } else {
        10
    };
    u8::try_from(out_of(10, part, whole))
        .unwrap_or(10)
        .min(most)
}
