//! Figures as bands.

use crate::catalog::{Catalog, words::grouped};
use crate::domain::{AnswerValue, SafeText};
use crate::interview::{Fact, Recorded};

/// Below this a figure names nobody.
const LEAST: f64 = 10.0;
/// From here on every figure is a band, whoever gave it.
const LARGE: f64 = 1000.0;

/// What is to be written as a band.
pub(super) struct Bands {
    /// The sign before amounts of money.
    sign: SafeText,
    /// Figures that the customer gave, now or earlier.
    said: Vec<f64>,
}

impl Bands {
    pub(super) fn new(catalog: &Catalog, facts: &[Recorded]) -> Self {
        let answers = facts.iter().filter_map(|recorded| match &recorded.fact {
            Fact::Answered { answer, .. } => Some(&answer.value),
            _ => None,
        });
        let figures = answers.flat_map(|value| match value {
            AnswerValue::Number(figure) => vec![*figure],
            AnswerValue::Range(from, to) => vec![*from, *to],
            _ => Vec::new(),
        });
        Self {
            sign: catalog.currency.1.clone(),
            said: figures.collect(),
        }
    }

    /// The text with a band in place of each figure that could name a person.
    pub(super) fn text(&self, text: &SafeText) -> SafeText {
        let mut out = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
            let (before, from) = rest.split_at(start);
            let (digits, after) = from.split_at(length(from));
            out.push_str(before);
            // Of what was read before, the sign of money may be a part that is written again.
            let money = !self.sign.is_empty() && out.ends_with(self.sign.as_str());
            match self.band(digits, money).filter(|_| !is_date(&out, after)) {
                Some(band) => out.push_str(&band),
                None => out.push_str(digits),
            }
            rest = after;
        }
        out.push_str(rest);
        out.into()
    }

    pub(super) fn all(&self, texts: &[SafeText]) -> Vec<SafeText> {
        texts.iter().map(|text| self.text(text)).collect()
    }

    /// `30,000 to $40,000` for `33,547` behind a sign of money; `None` where the figure may stay.
    fn band(&self, digits: &str, money: bool) -> Option<String> {
        let figure: f64 = digits.replace(',', "").parse().ok()?;
        let said = || {
            self.said
                .iter()
                .any(|said| (said.abs() - figure).abs() < 0.005)
        };
        let names = money || (figure >= LARGE && digits.contains(',')) || said();
        if figure < LEAST || !names {
            return None;
        }
        let mut step = LEAST;
        while step * 10.0 <= figure {
            step *= 10.0;
        }
        let from = (figure / step).floor() * step;
        let sign = if money { self.sign.as_str() } else { "" };
        Some(format!(
            "{} to {sign}{}",
            grouped(from, 0),
            grouped(from + step, 0)
        ))
    }
}

/// How many bytes of `text` are the figure it begins with: digits, commas between thousands, a point with digits behind it.
fn length(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(text);
    while let Some(rest) = text.get(end..).and_then(|rest| rest.strip_prefix(','))
        && digits(rest) == 3
    {
        end += 4;
    }
    if let Some(rest) = text.get(end..).and_then(|rest| rest.strip_prefix('.')) {
        let fraction = digits(rest);
        end += if fraction > 0 { fraction + 1 } else { 0 };
    }
    end
}

/// Whether what stands between is a part of a day, as in `2025-11-01`.
fn is_date(before: &str, after: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let ends = before
        .strip_suffix('-')
        .is_some_and(|rest| digit(rest.chars().next_back()));
    let begins = after
        .strip_prefix('-')
        .is_some_and(|rest| digit(rest.chars().next()));
    ends || begins
}

#[cfg(test)]
mod tests {
    use super::*;

    fn banded(text: &str) -> String {
        let bands = Bands {
            sign: "$".into(),
            said: vec![62.0, 1500.0, 6.5],
        };
        bands.text(&text.into()).to_string()
    }

    #[test]
    fn figures_that_could_name_a_person_stand_as_bands() {
        for (text, band) in [
            ("$33,547 in five years", "$30,000 to $40,000 in five years"),
            ("-$33,547.50", "-$30,000 to $40,000"),
            ("$709 a year", "$700 to $800 a year"),
            ("17,000 miles", "10,000 to 20,000 miles"),
            ("1,500 pounds", "1,000 to 2,000 pounds"),
            ("aged 62", "aged 60 to 70"),
            ("$10", "$10 to $20"),
            ("1,234,567", "1,000,000 to 2,000,000"),
        ] {
            assert_eq!(banded(text), band);
        }
    }

    #[test]
    fn small_figures_days_and_figures_of_the_catalog_stay() {
        for text in [
            "",
            "Seats: 5",
            "$0 or $9.99",
            "first in 8 of 10",
            "6.5 %",
            "a 303 mile range",
            "Ram 2500",
            "by 2025-12-01",
            "iPhone 17",
        ] {
            assert_eq!(banded(text), text);
        }
    }
}
