//! Why this order: what each criterion adds, and why another offering comes after.

use std::cmp::Reverse;

use crate::domain::SafeText;
use crate::ranking::ONE;

use super::entry::Entry;
use super::view::View;

/// One criterion in an explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The criterion.
    pub criterion: usize,
    /// Its heading.
    pub label: SafeText,
    /// Heading of the column it reads.
    pub column: SafeText,
    /// The offering's own figure in words.
    pub figure: SafeText,
    /// Points of 100 it adds (or, in a difference, wins or loses by), in hundredths.
    pub hundredths: i64,
    /// The most it could add, in hundredths.
    pub most: u32,
}

impl Part {
    /// Whether the figure tells something: an amount of nothing on a criterion that is met in full does not.
    #[must_use]
    pub fn says_something(&self) -> bool {
        let mut digits = self.figure.chars().filter(char::is_ascii_digit).peekable();
        let no_amount = digits.peek().is_some() && digits.all(|digit| digit == '0');
        // A hundredth may be lost in rounding.
        !no_amount || self.hundredths + 5 < i64::from(self.most)
    }

    /// The figure with the heading it belongs to: `Cargo space: 40 cubic feet`; where the criterion is called otherwise than its
    /// column, both: `Within the budget (over the budget: $4,000)`.
    #[must_use]
    pub fn words(&self) -> SafeText {
        if self.label == self.column {
            return format!("{}: {}", self.label, self.figure).into();
        }
        format!(
            "{} ({}: {})",
            self.label,
            uncapped(&self.column),
            self.figure
        )
        .into()
    }
}

/// A heading inside a line: `Cargo space` becomes `cargo space`, `EPA rating` stays.
#[must_use]
pub fn uncapped(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => label.to_owned(),
    }
}

/// Why an offering stands where it does.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// The offering.
    pub entry: Entry,
    /// Criteria that speak for it: half of what they could add or more; largest first.
    pub speaks_for: Vec<Part>,
    /// Criteria on which it gives away most; largest loss first, as negative hundredths.
    pub speaks_against: Vec<Part>,
}

/// Why an offering comes after another.
#[derive(Debug, Clone, PartialEq)]
pub struct WhyNot {
    /// The offering that comes after.
    pub entry: Entry,
    /// Its criteria that are worse, largest difference first, as negative hundredths.
    pub worse: Vec<Part>,
    /// Its criteria that are better, largest difference first.
    pub better: Vec<Part>,
}

impl View<'_> {
    /// Explains one offering.
    #[must_use]
    pub fn why(&self, offering: usize) -> Option<Why> {
        let entry = self.entry(offering)?;
        let parts = self.parts(&entry);
        let mut speaks_for: Vec<Part> = parts
            .iter()
            .filter(|part| part.most > 0 && part.hundredths * 2 >= i64::from(part.most))
            .cloned()
            .collect();
        speaks_for.sort_by_key(|part| Reverse(part.hundredths));
        let mut speaks_against: Vec<Part> = parts
            .into_iter()
            .filter(|part| part.hundredths * 2 < i64::from(part.most))
            .map(|part| Part {
                hundredths: part.hundredths - i64::from(part.most),
                ..part
            })
            .collect();
        speaks_against.sort_by_key(|part| part.hundredths);
        Some(Why {
            entry,
            speaks_for,
            speaks_against,
        })
    }

    /// Explains why `offering` comes after `first`. The parts sum exactly to the difference of the scores.
    #[must_use]
    pub fn why_not(&self, offering: usize, first: usize) -> Option<WhyNot> {
        let entry = self.entry(offering)?;
        let best = self.entry(first)?;
        let differences =
            self.parts(&entry)
                .into_iter()
                .zip(&best.contributions)
                .map(|(part, best)| Part {
                    hundredths: part.hundredths - i64::from(*best),
                    ..part
                });
        let (mut worse, mut better): (Vec<Part>, Vec<Part>) = differences
            .filter(|part| part.hundredths != 0)
            .partition(|part| part.hundredths < 0);
        worse.sort_by_key(|part| part.hundredths);
        better.sort_by_key(|part| Reverse(part.hundredths));
        Some(WhyNot {
            entry,
            worse,
            better,
        })
    }

    /// Every criterion with the offering's figure and what it adds.
    #[must_use]
    pub fn parts(&self, entry: &Entry) -> Vec<Part> {
        let total = self.case.needs.total_points().max(1);
        self.catalog
            .criteria
            .iter()
            .zip(&entry.contributions)
            .zip(&self.case.needs.points)
            .enumerate()
            .filter_map(|(number, ((criterion, &hundredths), &points))| {
                let attribute = self.catalog.attributes.get(criterion.shown)?;
                let cell = self.cell(criterion.shown, entry.offering);
                Some(Part {
                    criterion: number,
                    label: criterion.label.clone(),
                    column: attribute.label.clone(),
                    figure: self.catalog.figure(attribute, cell).words,
                    hundredths: i64::from(hundredths),
                    most: u32::from(points) * u32::from(ONE) / total,
                })
            })
            .collect()
    }
}
