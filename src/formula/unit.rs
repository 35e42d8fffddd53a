//! Units of figures: symbols with whole exponents, so that dollars are never added to miles.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// Longest unit accepted, in bytes.
const MAX_BYTES: usize = 64;
/// Largest exponent that may be written.
const MAX_EXPONENT: i32 = 9;

/// A unit such as `USD/year`, `mile/gallon`, `kWh` or `1` (a plain number).
///
/// Symbols are opaque: nothing is converted, `km` and `100km` have nothing to do with each other. Two units are equal when they have
/// the same symbols with the same exponents, in whatever order they were written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Unit {
    /// Exponents by symbol; never zero.
    powers: BTreeMap<String, i32>,
}

/// Why a text is no unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnitError {
    /// Nothing is there, or nothing stands between two signs.
    #[error("a symbol is missing; a plain number has the unit 1")]
    Missing,
    /// A symbol has a character that no symbol may have, or only digits.
    #[error("a symbol has letters, digits and _ % $ € £ ¥ ° µ, and is not a number")]
    Symbol,
    /// An exponent is not 1 to 9, with or without a minus sign.
    #[error("an exponent is a whole number from -9 to 9 and not 0")]
    Exponent,
    /// The text is longer than 64 bytes.
    #[error("a unit has at most 64 bytes")]
    TooLong,
}

impl Unit {
    /// The unit of a plain number, written `1`.
    #[must_use]
    pub fn plain() -> Self {
        Self::default()
    }

    /// Whether this is the unit of a plain number.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.powers.is_empty()
    }

    /// The unit of a product.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        self.joined(other, 1)
    }

    /// The unit of a quotient.
    #[must_use]
    pub fn over(&self, other: &Self) -> Self {
        self.joined(other, -1)
    }

    fn joined(&self, other: &Self, sign: i32) -> Self {
        let mut joined = self.clone();
        for (symbol, exponent) in &other.powers {
            joined.raise(symbol, exponent.saturating_mul(sign));
        }
        joined
    }

    /// Adds `exponent` to that of `symbol`; a symbol whose exponent becomes zero is gone.
    fn raise(&mut self, symbol: &str, exponent: i32) {
        let held = self.powers.entry(symbol.to_owned()).or_insert(0);
        *held = held.saturating_add(exponent);
        if *held == 0 {
            self.powers.remove(symbol);
        }
    }
}

/// Numerator first, then one `/` for each symbol below the line, both in alphabetical order; reading it back gives the same unit.
impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        for (symbol, exponent) in self.powers.iter().filter(|(_, exponent)| **exponent > 0) {
            if !text.is_empty() {
                text.push('*');
            }
            push_power(&mut text, symbol, *exponent);
        }
        if text.is_empty() {
            text.push('1');
        }
        for (symbol, exponent) in self.powers.iter().filter(|(_, exponent)| **exponent < 0) {
            text.push('/');
            push_power(&mut text, symbol, exponent.saturating_neg());
        }
        f.pad(&text)
    }
}

fn push_power(text: &mut String, symbol: &str, exponent: i32) {
    text.push_str(symbol);
    if exponent != 1 {
        text.push('^');
        text.push_str(&exponent.to_string());
    }
}

impl FromStr for Unit {
    type Err = UnitError;

    /// Reads symbols joined by `*` and `/` from left to right, each with an exponent if wanted: `USD/year`, `kg*m/s^2`, `1/month`.
    fn from_str(raw: &str) -> Result<Self, UnitError> {
        if raw.len() > MAX_BYTES {
            return Err(UnitError::TooLong);
        }
        let mut unit = Self::plain();
        let mut sign = 1;
        for piece in raw.split_inclusive(['*', '/']) {
            let factor = piece.strip_suffix(['*', '/']).unwrap_or(piece).trim();
            if factor != "1" {
                let (symbol, exponent) = power(factor)?;
                unit.raise(symbol, exponent * sign);
            }
            sign = if piece.ends_with('/') { -1 } else { 1 };
        }
        if raw.trim_end().ends_with(['*', '/']) || raw.is_empty() {
            return Err(UnitError::Missing);
        }
        Ok(unit)
    }
}

/// One symbol and its exponent.
fn power(factor: &str) -> Result<(&str, i32), UnitError> {
    let (symbol, exponent) = match factor.split_once('^') {
        Some((symbol, written)) => (
            symbol,
            written
                .parse()
                .ok()
                .filter(|n: &i32| *n != 0 && (-MAX_EXPONENT..=MAX_EXPONENT).contains(n))
                .ok_or(UnitError::Exponent)?,
        ),
        None => (factor, 1),
    };
    if symbol.is_empty() {
        return Err(UnitError::Missing);
    }
    let fits = symbol
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "_%$€£¥°µ".contains(c));
    if !fits || symbol.bytes().all(|b| b.is_ascii_digit()) {
        return Err(UnitError::Symbol);
    }
    Ok((symbol, exponent))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn unit(raw: &str) -> Unit {
        raw.parse().unwrap()
    }

    #[test]
    fn a_unit_is_written_in_one_normal_form() {
        for (raw, normal) in [
            ("USD/year", "USD/year"),
            ("1", "1"),
            ("1/year", "1/year"),
            ("USD / mile * mile", "USD"),
            ("s^-2*m*kg", "kg*m/s^2"),
            ("USD/kW/h", "USD/h/kW"),
            ("l/100km", "l/100km"),
            ("%/year", "%/year"),
            ("a/a", "1"),
        ] {
            assert_eq!(unit(raw).to_string(), normal, "{raw}");
            assert_eq!(unit(normal), unit(raw), "{raw}");
        }
    }

    #[test]
    fn symbols_cancel_in_products_and_quotients() {
        let yearly = unit("mile/year")
            .over(&unit("mile/gallon"))
            .times(&unit("USD/gallon"));
        assert_eq!(yearly, unit("USD/year"));
        assert!(unit("kWh").over(&unit("kWh")).is_plain());
    }

    #[test]
    fn what_is_no_unit_is_refused_with_its_reason() {
        for (raw, reason) in [
            ("", UnitError::Missing),
            ("USD/", UnitError::Missing),
            ("USD/ ", UnitError::Missing),
            ("/year", UnitError::Missing),
            ("USD//year", UnitError::Missing),
            ("^2", UnitError::Missing),
            ("100", UnitError::Symbol),
            ("US D", UnitError::Symbol),
            ("(m)", UnitError::Symbol),
            ("m^0", UnitError::Exponent),
            ("m^10", UnitError::Exponent),
            ("m^x", UnitError::Exponent),
            ("m^-9999999999", UnitError::Exponent),
            (&"m".repeat(65), UnitError::TooLong),
        ] {
            assert_eq!(raw.parse::<Unit>(), Err(reason), "{raw}");
        }
    }
}
