//! Card numbers and security codes: found in what people type, and hidden before it goes anywhere.

mod card;
mod code;
mod figures;
mod spared;

use super::SafeText;
use figures::{Figures, Gap};

/// What stands in place of a hidden digit.
const HIDDEN: char = '*';
/// Digits at the end of a number that stay, so that people can tell one card from another.
const KEPT: usize = 4;
/// From how many digits on a number is hidden while it is typed.
const LONG: usize = 8;
/// Fewest digits of a group that can belong to a long number with separators; prices and dates have fewer.
const GROUP: usize = 3;

/// Which secrets a text held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Found {
    /// A card number.
    pub card: bool,
    /// A security code next to a word for it.
    pub code: bool,
}

/// The text with every digit of a card number but the last four, and every digit of a security code, replaced by `*`.
///
/// A card number is 13 to 19 decimal digits of any script with the first digits and the length of a known network and a right check
/// digit. Spaces, dashes and dots may stand between them, and words between parts of three digits or more. International phone numbers,
/// IBANs, case ids and what was hidden before are left alone. Hiding twice is the same as hiding once.
#[must_use]
pub fn masked(text: &SafeText) -> (SafeText, Found) {
    let figures = Figures::of(text);
    let (hidden, found) = secrets(&figures);
    if found == Found::default() {
        return (text.clone(), found);
    }
    (SafeText::new(&figures.written(&hidden)), found)
}

/// What is drawn while `text` is being typed: as [`masked`], and of every number of eight digits or more only the last four.
#[must_use]
pub fn masked_while_typed(text: &str) -> (String, Found) {
    let figures = Figures::of(text);
    let (mut hidden, found) = secrets(&figures);
    hide_long(&figures, &mut hidden);
    (figures.written(&hidden), found)
}

/// What is kept of a text that somebody is still typing: as [`masked`], and without the digits of what may yet become a card number or
/// a security code. Several such texts in a row then never add up to one.
#[must_use]
pub fn masked_unfinished(text: &SafeText) -> SafeText {
    let figures = Figures::of(text);
    let (mut hidden, _) = secrets(&figures);
    let spared = spared::groups(&figures);
    let begun = card::begun(&figures, &spared);
    // What is a card number already keeps its last digits.
    let begun = begun.filter(|digits| !hidden.get(digits.start).is_some_and(|hidden| *hidden));
    for digits in begun.into_iter().chain(code::begun(&figures)) {
        digits.for_each(|digit| set(&mut hidden, digit));
    }
    if hidden.contains(&true) {
        SafeText::new(&figures.written(&hidden))
    } else {
        text.clone()
    }
}

/// Whether two texts are one, but for digits that are hidden in one of them.
#[must_use]
pub fn is_same_but_hidden(one: &str, other: &str) -> bool {
    let is_digit = |c: char| c.is_numeric() || c == HIDDEN;
    let same =
        |(a, b): (char, char)| a == b || (a == HIDDEN || b == HIDDEN) && is_digit(a) && is_digit(b);
    one.chars().count() == other.chars().count() && one.chars().zip(other.chars()).all(same)
}

/// Which digits to hide, by their position among all digits.
fn secrets(figures: &Figures) -> (Vec<bool>, Found) {
    let mut hidden = vec![false; figures.digits.len()];
    let mut of_cards = vec![false; figures.digits.len()];
    let spared = spared::groups(figures);
    for card in card::numbers(figures, &spared) {
        let kept = card.end.saturating_sub(KEPT);
        for digit in card {
            set(&mut of_cards, digit);
            if digit < kept {
                set(&mut hidden, digit);
            }
        }
    }
    let mut found = Found {
        card: hidden.contains(&true),
        code: false,
    };
    for code in code::codes(figures) {
        if !of_cards.get(code.start).is_some_and(|of_card| *of_card) {
            found.code = true;
            code.for_each(|digit| set(&mut hidden, digit));
        }
    }
    (hidden, found)
}

/// Hides all but the last four digits of long numbers.
fn hide_long(figures: &Figures, hidden: &mut [bool]) {
    let mut first = 0;
    while let Some(group) = figures.groups.get(first) {
        let (mut last, mut end) = (first, group.end);
        while let Some(next) = figures.groups.get(last + 1) {
            let long_enough = figures
                .groups
                .get(last)
                .is_some_and(|group| group.len() >= GROUP);
            // The group that is being typed is still short.
            let may_follow = next.len() >= GROUP || last + 2 == figures.groups.len();
            if figures.gap_after(last) != Gap::Separator || !long_enough || !may_follow {
                break;
            }
            last += 1;
            end = next.end;
        }
        if end - group.start >= LONG {
            (group.start..end.saturating_sub(KEPT)).for_each(|digit| set(hidden, digit));
        }
        first = last + 1;
    }
}

fn set(flags: &mut [bool], at: usize) {
    if let Some(flag) = flags.get_mut(at) {
        *flag = true;
    }
}
