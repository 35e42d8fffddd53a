//! [`CaseId`]: the name of a case, easy to read aloud and safe as a file name.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Crockford's digits: no I, L, O or U, which are misread or misheard.
const DIGITS: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J',
    'K', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];
/// Digits of an id.
const LENGTH: u32 = 8;
/// Bits of one digit.
const DIGIT_BITS: u32 = 5;
/// The largest number an id can stand for.
const LARGEST: u64 = (1 << (LENGTH * DIGIT_BITS)) - 1;

/// The name of a case: 40 bits, shown like `7F3K-92QD`.
///
/// Reading accepts either case, a missing dash, and what people write for a digit they misread (`o` for 0, `i` or `l` for 1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseId(u64);

/// Why a text is no case id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a case id is eight letters or digits with a dash in the middle, like 7F3K-92QD")]
pub struct CaseIdError;

impl CaseId {
    /// The id made of the first 40 bits of `seed`, which should be random.
    #[must_use]
    pub const fn from_seed(seed: [u8; 8]) -> Self {
        Self(u64::from_be_bytes(seed) >> (u64::BITS - LENGTH * DIGIT_BITS))
    }

    /// The id that stands for `number`; `None` when it has more than 40 bits.
    #[must_use]
    pub const fn from_number(number: u64) -> Option<Self> {
        if number <= LARGEST {
            Some(Self(number))
        } else {
            None
        }
    }

    /// The id as a number of 40 bits.
    #[must_use]
    pub const fn number(self) -> u64 {
        self.0
    }

    /// The id as files are named after it: lower case, like `7f3k-92qd`.
    #[must_use]
    pub fn file_stem(self) -> String {
        self.to_string().to_ascii_lowercase()
    }
}

/// What the digit `c` stands for.
fn value(c: char) -> Option<u64> {
    let wanted = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let position = DIGITS.iter().position(|&digit| digit == wanted)?;
    u64::try_from(position).ok()
}

impl FromStr for CaseId {
    type Err = CaseIdError;

    fn from_str(raw: &str) -> Result<Self, CaseIdError> {
        let (first, second) = match raw.split_once('-') {
            Some((first, second)) if first.chars().count() == 4 => (first, second),
            Some(_) => return Err(CaseIdError),
            None => (raw, ""),
        };
        let mut number = 0;
        let mut digits = 0;
        for c in first.chars().chain(second.chars()) {
            digits += 1;
            if digits > LENGTH {
                return Err(CaseIdError);
            }
            number = (number << DIGIT_BITS) | value(c).ok_or(CaseIdError)?;
        }
        if digits == LENGTH {
            Ok(Self(number))
        } else {
            Err(CaseIdError)
        }
    }
}

impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::with_capacity(9);
        for place in (0..LENGTH).rev() {
            if place == 3 {
                text.push('-');
            }
            let digit = usize::try_from((self.0 >> (place * DIGIT_BITS)) & 31).unwrap_or_default();
            text.extend(DIGITS.get(digit));
        }
        f.pad(&text)
    }
}

impl fmt::Debug for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for CaseId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CaseId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(deserializer)?;
        raw.parse().map_err(serde::de::Error::custom)
    }
}
