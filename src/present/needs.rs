//! The customer's needs in words: musts apart from wishes, and what was assumed or not asked.

use crate::domain::{Importance, SafeText};
use crate::interview::Origin;

use super::answers::level_words;
use super::view::View;

/// How strongly a need counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NeedWeight {
    /// It excludes.
    Must,
    /// It weighs this many points.
    Points(u16),
}

/// A need in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedLine {
    /// How strongly.
    pub weight: NeedWeight,
    /// `must`, `essential`, `important`, `a little`, `hardly matters`, `1st of 4`.
    pub level: SafeText,
    /// What it is.
    pub text: SafeText,
    /// The question it comes from.
    pub question: Option<usize>,
    /// The criterion, for a wish.
    pub criterion: Option<usize>,
    /// For a must-have: how many offerings it excludes.
    pub excludes: Option<usize>,
}

impl View<'_> {
    /// The needs the customer spoke of: must-haves in the order of the questions, then wishes by weight.
    #[must_use]
    pub fn need_lines(&self) -> Vec<NeedLine> {
        let mut lines: Vec<NeedLine> = self
            .case
            .musts
            .iter()
            .zip(&self.advice.excluded_by)
            .map(|(must, &excludes)| NeedLine {
                weight: NeedWeight::Must,
                level: "must".into(),
                text: must.text.clone(),
                question: Some(must.question),
                criterion: None,
                excludes: Some(excludes),
            })
            .collect();
        let mut wishes: Vec<NeedLine> = self
            .case
            .wishes
            .iter()
            .zip(&self.catalog.criteria)
            .zip(&self.case.needs.points)
            .enumerate()
            .filter_map(|(number, ((wish, criterion), &points))| {
                let (level, question): (SafeText, usize) = match wish.origin {
                    Origin::Unasked => return None,
                    Origin::Level(question, Importance::Must) => {
                        (level_words(Importance::Essential).into(), question)
                    }
                    Origin::Level(question, level) => (level_words(level).into(), question),
                    Origin::Place(question, place) => (ordinal(place).into(), question),
                };
                Some(NeedLine {
                    weight: NeedWeight::Points(points),
                    level,
                    text: criterion.label.clone(),
                    question: Some(question),
                    criterion: Some(number),
                    excludes: None,
                })
            })
            .collect();
        wishes.sort_by_key(|line| std::cmp::Reverse(line.weight));
        lines.extend(wishes);
        lines
    }

    /// Criteria that count with an average weight because nobody asked about them.
    pub fn unasked_criteria(&self) -> impl Iterator<Item = &SafeText> {
        self.case
            .wishes
            .iter()
            .zip(&self.catalog.criteria)
            .filter(|(wish, _)| wish.origin == Origin::Unasked && wish.points > 0)
            .map(|(_, criterion)| &criterion.label)
    }
}

/// `1st`, `2nd`, `3rd`, `4th` ..
#[must_use]
pub fn ordinal(n: usize) -> String {
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}
