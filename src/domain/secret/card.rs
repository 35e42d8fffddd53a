//! Which digits are the number of a payment card.

use std::ops::Range;

use super::figures::{Figures, Gap};

/// Most digits of a card number.
const LONGEST: usize = 19;
/// Fewest digits of each part of a number that has words in it.
const PART: usize = 3;
/// From how many digits on the beginning of a card number is hidden. The first six tell only whose card it is.
const BEGUN: usize = 7;
/// The same with words in it: two figures of four digits in one sentence are more often two prices.
const BEGUN_IN_WORDS: usize = 9;

/// Card numbers as ranges of digits. They may overlap: each is hidden in its own right.
pub(super) fn numbers(figures: &Figures, spared: &[bool]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for first in 0..figures.groups.len() {
        let mut values: Vec<u8> = Vec::new();
        let (mut words, mut part) = (false, 0);
        for group in first..figures.groups.len() {
            if spared.get(group).is_some_and(|spared| *spared) {
                break;
            }
            if group > first {
                match figures.gap_after(group - 1) {
                    Gap::Separator => {}
                    Gap::Words if part >= PART => (words, part) = (true, 0),
                    Gap::Words | Gap::Break => break,
                }
            }
            let before = values.len();
            values.extend(figures.values(group));
            part += values.len() - before;
            if values.len() > LONGEST {
                break;
            }
            let whole = !words || part >= PART;
            if whole
                && is_card(&values)
                && let (Some(from), Some(to)) =
                    (figures.groups.get(first), figures.groups.get(group))
            {
                found.push(from.start..to.end);
            }
        }
    }
    found
}

/// The digits at the end of a text that may be the first of a card number: seven or more, with the beginning of a known network's, and
/// no group of a phone number before or among their first. What follows them so far must be able to stand inside of such a number.
pub(super) fn begun(figures: &Figures, spared: &[bool]) -> Option<Range<usize>> {
    let last = figures.groups.len().checked_sub(1)?;
    let end = figures.groups.get(last)?.end;
    let begins = |first: &usize| {
        let length = |group: usize| figures.groups.get(group).map_or(0, |group| group.len());
        let before = first.checked_sub(1);
        let joined = before.is_some_and(|before| {
            figures.gap_after(before) == Gap::Separator && length(before) >= PART
        });
        length(*first) > PART && !joined
    };
    (0..=last).filter(begins).find_map(|first| {
        let mut values: Vec<u8> = Vec::new();
        let (mut part, mut fewest) = (0, BEGUN);
        for group in first..=last {
            if spared.get(group).is_some_and(|spared| *spared) {
                return None;
            }
            values.extend(figures.values(group));
            part += figures.values(group).count();
            match figures.gap_or_rest(group) {
                Gap::Separator => {}
                Gap::Words if part >= PART => (part, fewest) = (0, BEGUN_IN_WORDS),
                Gap::Words | Gap::Break => return None,
            }
        }
        let from = figures.groups.get(first)?.start;
        (values.len() >= fewest && may_become_card(&values)).then_some(from..end)
    })
}

/// Whether a card number can begin with these digits.
fn may_become_card(values: &[u8]) -> bool {
    let beginning = beginning(values);
    (values.len() + 1..=LONGEST).any(|length| is_issued(beginning, length))
}

/// The first four digits as one number.
fn beginning(values: &[u8]) -> u16 {
    let first = values.iter().take(4);
    first.fold(0, |sum, value| sum * 10 + u16::from(*value))
}

/// Whether digits have the beginning and length of a network's cards, and the right check digit.
fn is_card(values: &[u8]) -> bool {
    is_issued(beginning(values), values.len()) && is_checked(values)
}

/// Whether a network issues numbers with these first four digits and this length.
const fn is_issued(beginning: u16, length: usize) -> bool {
    match beginning {
        // Visa.
        4000..=4999 => matches!(length, 13 | 16 | 19),
        // Mastercard.
        5100..=5599 | 2221..=2720 => length == 16,
        // American Express.
        3400..=3499 | 3700..=3799 => length == 15,
        // Discover, JCB and UnionPay.
        6011 | 6440..=6499 | 6500..=6599 | 3528..=3589 | 6200..=6299 => {
            matches!(length, 16..=19)
        }
        // Diners Club.
        3000..=3059 | 3600..=3699 | 3800..=3999 => matches!(length, 14..=19),
        _ => false,
    }
}

/// The Luhn check: every second digit from the right counts double, less nine from ten on; the sum ends in 0.
fn is_checked(values: &[u8]) -> bool {
    let sum: u16 = values
        .iter()
        .rev()
        .enumerate()
        .map(|(n, value)| {
            let doubled = u16::from(*value) * if n % 2 == 1 { 2 } else { 1 };
            if doubled > 9 { doubled - 9 } else { doubled }
        })
        .sum();
    sum.is_multiple_of(10)
}
