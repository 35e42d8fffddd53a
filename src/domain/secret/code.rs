//! Which digits are the security code of a card: three or four next to a word for it.

use std::ops::Range;

use super::figures::Figures;
use super::spared::is_tail;

/// Words for the security code, in small letters; between two of them may stand up to three other signs.
const WORDS: [&[&str]; 21] = [
    &["cvv"],
    &["cvv2"],
    &["cvc"],
    &["cvc2"],
    &["cvn"],
    &["csc"],
    &["cid"],
    &["security", "code"],
    &["card", "code"],
    &["card", "verification"],
    &["verification", "code"],
    &["sicherheitscode"],
    &["prüfziffer"],
    &["prüfnummer"],
    &["kartenprüfnummer"],
    &["code", "de", "sécurité"],
    &["cryptogramme"],
    &["código", "de", "seguridad"],
    &["código", "de", "segurança"],
    &["codice", "di", "sicurezza"],
    &["beveiligingscode"],
];
/// How far from its word a code may stand, in characters.
const REACH: usize = 20;
/// Most signs between two words.
const MOST_SIGNS: usize = 3;

/// Security codes as ranges of digits.
pub(super) fn codes(figures: &Figures) -> Vec<Range<usize>> {
    let named = named(&figures.chars);
    if named.is_empty() {
        return Vec::new();
    }
    let groups = figures.groups.iter().enumerate();
    groups
        .filter(|(n, group)| {
            matches!(group.len(), 3 | 4)
                && !is_tail(figures, *n)
                && figures
                    .place(*n)
                    .is_some_and(|place| named.iter().any(|word| is_near(word, &place)))
        })
        .map(|(_, group)| group.clone())
        .collect()
}

/// The first one or two digits of a security code at the end of a text.
pub(super) fn begun(figures: &Figures) -> Option<Range<usize>> {
    let last = figures.groups.len().checked_sub(1)?;
    let (digits, place) = (figures.groups.get(last)?, figures.place(last)?);
    let is_last = digits.len() < 3 && place.end == figures.chars.len();
    let is_named = || {
        let words = named(&figures.chars);
        words.iter().any(|word| is_near(word, &place))
    };
    (is_last && is_named()).then(|| digits.clone())
}

/// Whether at most [`REACH`] characters stand between a word and a code.
const fn is_near(word: &Range<usize>, code: &Range<usize>) -> bool {
    let before = code.start.saturating_sub(word.end);
    let after = word.start.saturating_sub(code.end);
    before <= REACH && after <= REACH
}

/// Where words for a security code stand, in characters.
fn named(chars: &[char]) -> Vec<Range<usize>> {
    let small: Vec<char> = chars
        .iter()
        .map(|c| c.to_lowercase().next().unwrap_or(*c))
        .collect();
    let begins = |at: &usize| {
        let before = at.checked_sub(1).and_then(|before| small.get(before));
        !before.is_some_and(|c| c.is_alphabetic())
    };
    let mut found = Vec::new();
    for start in (0..small.len()).filter(begins) {
        let ends = WORDS.iter().filter_map(|words| end(&small, start, words));
        found.extend(ends.map(|end| start..end));
    }
    found
}

/// Where `words` end when they stand at `start`.
fn end(small: &[char], start: usize, words: &[&str]) -> Option<usize> {
    let mut at = start;
    for (n, word) in words.iter().enumerate() {
        if n > 0 {
            let signs = small.get(at..)?.iter().take(MOST_SIGNS);
            at += signs.take_while(|c| !c.is_alphanumeric()).count();
        }
        for c in word.chars() {
            if small.get(at) != Some(&c) {
                return None;
            }
            at += 1;
        }
    }
    (!small.get(at).is_some_and(|c| c.is_alphabetic())).then_some(at)
}
