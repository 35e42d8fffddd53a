//! What was placed after the first, and why; when nothing fits, what comes nearest.

use crate::domain::SafeText;
use crate::present::{ordinal, points};

use super::super::document::{Document, Verdict};
use super::super::shown::{Alternative, Difference, Fit, Shown};
use super::{Block, Line, joined};

/// How many differences are named on each side.
const DIFFERENCES: usize = 3;
/// How many disadvantages of an alternative are named.
const AGAINST: usize = 2;
/// A tenth of a point, in hundredths.
const TENTH: u64 = 10;

pub(super) fn alternatives(document: &Document) -> Vec<Block> {
    let mut blocks = Vec::new();
    for other in &document.alternatives {
        let shown = &other.offering;
        blocks.push(Block::Paragraph(Line::lead(
            format!("{}:", shown.name),
            standing(document, shown),
        )));
        let against = if other.taken {
            shown.disadvantages.clone()
        } else {
            against_it(document, shown)
        };
        let named = [
            ("Misses:", joined(&musts(shown, Fit::Missed), "; ")),
            (
                "Ask the seller:",
                joined(&musts(shown, Fit::NotStated), "; "),
            ),
            ("Comes after because:", differences(&other.worse)),
            ("Speaks for it:", for_it(other)),
            ("Against it:", joined(&against, " ")),
            ("Would come first:", first_if(document, other)),
        ];
        let lines = named
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(lead, text)| Line::lead(lead, text));
        blocks.extend(Block::list(lines.collect()));
    }
    blocks
}

fn standing(document: &Document, shown: &Shown) -> String {
    let first = match &document.verdict {
        Verdict::First { offering, .. } => Some(offering),
        Verdict::NothingFits => None,
    };
    let place = match (shown.rank, first) {
        (Some(rank), Some(first)) if first.rank == Some(rank) => {
            format!("shares first place, {} points", points(shown.score))
        }
        (Some(rank), Some(first)) => format!(
            "{}, with {} points against {}",
            ordinal(rank),
            points(shown.score),
            points(first.score)
        ),
        _ => "does not meet all must-haves".to_owned(),
    };
    format!("{place}; {}.", shown.earns())
}

/// What would put it first; empty where nothing comes first, or none of the changes that were tried does.
fn first_if(document: &Document, other: &Alternative) -> String {
    match (&document.verdict, &other.first_if) {
        // `Price: $26,918 instead of $30,500: it comes first`: what comes first stands above already.
        (Verdict::First { .. }, Some(words)) => match words.rsplit_once(": ") {
            Some((change, first)) if first.ends_with("comes first") => change.to_owned(),
            _ => words.to_string(),
        },
        _ => String::new(),
    }
}

/// The disadvantages that tell an alternative from the first, then those they share.
fn against_it(document: &Document, shown: &Shown) -> Vec<SafeText> {
    let known: &[SafeText] = match &document.verdict {
        Verdict::First { offering, .. } => &offering.disadvantages,
        Verdict::NothingFits => &[],
    };
    let (shared, own): (Vec<&SafeText>, Vec<&SafeText>) = shown
        .disadvantages
        .iter()
        .partition(|text| known.contains(text));
    own.into_iter()
        .chain(shared)
        .take(AGAINST)
        .cloned()
        .collect()
}

/// Must-haves of an offering with this fit.
pub(super) fn musts(shown: &Shown, fit: Fit) -> Vec<SafeText> {
    shown
        .meets
        .iter()
        .filter(|meets| meets.fit == fit && meets.must)
        .map(|meets| meets.need.clone())
        .collect()
}

/// The largest differences in words. Those that come of rounding, or are too small to be seen in a tenth of a point, are left out
/// unless there is no other.
fn differences(list: &[Difference]) -> String {
    let differs = |difference: &&Difference| difference.figure != difference.first;
    let seen = list
        .iter()
        .filter(differs)
        .take_while(|difference| difference.hundredths.unsigned_abs() >= TENTH)
        .count();
    let words: Vec<String> = list
        .iter()
        .filter(differs)
        .take(seen.clamp(1, DIFFERENCES))
        .map(|difference| {
            let lost = u32::try_from(difference.hundredths.unsigned_abs()).unwrap_or(u32::MAX);
            let sign = if difference.hundredths < 0 { "-" } else { "+" };
            format!(
                "{}: {} against {} ({sign}{})",
                difference.criterion,
                difference.figure,
                difference.first,
                points(lost)
            )
        })
        .collect();
    words.join("; ")
}

/// What it is better in; where it is better in nothing, its good points.
fn for_it(other: &Alternative) -> String {
    let better = differences(&other.better);
    if better.is_empty() {
        joined(&other.offering.good, " ")
    } else {
        better
    }
}
