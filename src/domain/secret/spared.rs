//! Numbers that are known to be something else than a card's.

use std::ops::Range;

use super::HIDDEN;
use super::figures::{Figures, Gap, is_separator};

/// Most digits of a phone number in practice.
const LONGEST_PHONE: usize = 13;
/// Fewest `*` before the last digits of a number that was hidden: a card number has 13 digits or more, and four stay.
const FEWEST_HIDDEN: usize = 9;
/// Digits of the groups of an order number as large shops write it, with dashes between.
const ORDER: [usize; 3] = [3, 7, 7];

/// Length of the international bank account number of each country, by the registry of ISO 13616.
const IBANS: [(usize, &str); 18] = [
    (15, "NO"),
    (16, "BE"),
    (18, "DK FI FO GL NL"),
    (19, "MK SI"),
    (20, "AT BA EE KZ LT LU XK"),
    (21, "CH HR LI LV"),
    (22, "BG BH CR DE GB GE IE ME RS VA"),
    (23, "AE GI IL IQ TL"),
    (24, "AD CZ ES MD PK RO SA SE SK TN VG"),
    (25, "LY PT ST"),
    (26, "IS TR"),
    (27, "FR GR IT MC MR SM"),
    (28, "AL AZ BY CY DO GT HU LB PL SV"),
    (29, "BR EG PS QA UA"),
    (30, "JO KW MU"),
    (31, "MT SC"),
    (32, "LC"),
    (33, "RU"),
];

/// Which groups are no part of a card number.
pub(super) fn groups(figures: &Figures) -> Vec<bool> {
    let mut spared: Vec<bool> = (0..figures.groups.len())
        .map(|group| is_tail(figures, group))
        .collect();
    let mut spare = |groups: Range<usize>| {
        for flag in spared.get_mut(groups).into_iter().flatten() {
            *flag = true;
        }
    };
    for group in 0..figures.groups.len() {
        if let Some(end) = phone(figures, group).or_else(|| order(figures, group)) {
            spare(group..end);
        }
    }
    let chars = &figures.chars;
    let begins = |at: &usize| {
        let before = at.checked_sub(1).and_then(|before| chars.get(before));
        chars.get(*at).is_some_and(char::is_ascii_alphanumeric)
            && !before.is_some_and(|c| c.is_alphanumeric() || is_dash(*c))
    };
    for start in (0..chars.len()).filter(begins) {
        if let Some(end) = iban(chars, start).or_else(|| case_id(chars, start)) {
            let within = |group: &usize| {
                let place = figures.place(*group).unwrap_or_default();
                place.start >= start && place.start < end
            };
            for group in (0..figures.groups.len()).filter(within) {
                spare(group..group + 1);
            }
        }
    }
    spared
}

/// Whether a group stands among the last four digits of a number that was hidden before.
pub(super) fn is_tail(figures: &Figures, group: usize) -> bool {
    let Some(place) = figures.place(group) else {
        return false;
    };
    let before = figures.chars.get(..place.start).unwrap_or_default();
    let mut shown = figures.groups.get(group).map_or(0, ExactSizeIterator::len);
    let mut hidden = 0;
    for c in before.iter().rev() {
        if *c == HIDDEN {
            hidden += 1;
        } else if hidden == 0 && super::figures::decimal(*c).is_some() {
            shown += 1;
        } else if !is_separator(*c) {
            break;
        }
        if shown > super::KEPT || hidden >= FEWEST_HIDDEN {
            break;
        }
    }
    shown <= super::KEPT && hidden >= FEWEST_HIDDEN
}

/// Where an international phone number that begins at a group ends: after `+` or `00`.
fn phone(figures: &Figures, first: usize) -> Option<usize> {
    let start = figures.place(first)?.start;
    let sign = start.checked_sub(1).and_then(|at| figures.chars.get(at));
    let plus = matches!(sign, Some('+' | '\u{ff0b}'));
    let values: Vec<u8> = figures.values(first).take(3).collect();
    let zeros = matches!(values.as_slice(), [0, 0, _]);
    let before = first.checked_sub(1);
    // In the middle of a long number neither sign begins a phone number.
    let begins = match before {
        None => plus || zeros,
        Some(before) if plus => {
            let joins = |c: &char| is_separator(*c) || matches!(sign, Some(sign) if sign == c);
            !figures.after(before).iter().all(joins)
        }
        Some(before) => zeros && figures.gap_after(before) == Gap::Break,
    };
    if !begins {
        return None;
    }
    let mut digits = figures.groups.get(first)?.len();
    let mut end = first + 1;
    while let Some(next) = figures.groups.get(end) {
        let gap = figures.after(end - 1);
        let goes_on = |c: &char| is_separator(*c) || matches!(c, '(' | ')' | '/');
        if figures.gap_after(end - 1) == Gap::Break || !gap.iter().all(goes_on) {
            break;
        }
        digits += next.len();
        end += 1;
    }
    let most = LONGEST_PHONE + if zeros { 2 } else { 0 };
    (digits <= most).then_some(end)
}

/// Where an order number that begins at a group ends.
fn order(figures: &Figures, first: usize) -> Option<usize> {
    let end = first + ORDER.len();
    let groups = figures.groups.get(first..end)?;
    let lengths = groups.iter().map(ExactSizeIterator::len).eq(ORDER);
    let dashes = (first..end - 1).all(|group| figures.after(group) == ['-']);
    (lengths && dashes).then_some(end)
}

/// Where an international bank account number that begins at a character ends; spaces and dashes may stand in it.
fn iban(chars: &[char], start: usize) -> Option<usize> {
    let country: String = chars.get(start..start + 2)?.iter().collect();
    let known = |(_, countries): &&(usize, &str)| countries.split(' ').any(|c| c == country);
    let (length, _) = IBANS.iter().find(known)?;
    let mut signs: Vec<u32> = Vec::new();
    let mut end = start;
    while signs.len() < *length {
        let c = *chars.get(end)?;
        end += 1;
        match c.to_digit(36) {
            Some(value) => signs.push(value),
            None if is_separator(c) => {}
            None => return None,
        }
    }
    if chars.get(end).is_some_and(|c| c.is_alphanumeric()) {
        return None;
    }
    // The country and the check digits count last; letters count as two digits.
    signs.rotate_left(4);
    let rest = signs.iter().fold(0, |rest, value| {
        let shift = if *value > 9 { 100 } else { 10 };
        (rest * shift + value) % 97
    });
    (rest == 1).then_some(end)
}

/// Where a case id with a letter in it that begins at a character ends.
fn case_id(chars: &[char], start: usize) -> Option<usize> {
    let end = start + 9;
    let id = chars.get(start..end)?;
    let digit = |c: &char| c.is_ascii_alphanumeric() && !"ILOUilou".contains(*c);
    let mut halves = id.split(|c| *c == '-');
    let mut half = || {
        halves
            .next()
            .is_some_and(|half| half.len() == 4 && half.iter().all(digit))
    };
    let ends = !chars
        .get(end)
        .is_some_and(|c| c.is_alphanumeric() || is_dash(*c));
    (half() && half() && ends && id.iter().any(char::is_ascii_alphabetic)).then_some(end)
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '_')
}
