//! A text seen as groups of digits with something between them.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::HIDDEN;

/// The zero of each script that writes decimal digits; its nine others follow it.
const ZEROS: [u32; 76] = [
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66,
    0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90,
    0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
    0x104a0, 0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0,
    0x11650, 0x116c0, 0x116d0, 0x116da, 0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50,
    0x11da0, 0x11f50, 0x16130, 0x16a60, 0x16ac0, 0x16b50, 0x16d70, 0x1ccf0, 0x1d7ce, 0x1d7d8,
    0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4d0, 0x1e5f1, 0x1e950, 0x1fbf0,
];
/// Most separators in a row between two groups of one number.
const MOST_SEPARATORS: usize = 5;
/// Most characters of words between two parts of one number.
const MOST_WORDS: usize = 40;

/// What a decimal digit of any script stands for.
pub(super) fn decimal(c: char) -> Option<u8> {
    let code = u32::from(c);
    let after = ZEROS.partition_point(|zero| *zero <= code);
    let zero = ZEROS.get(after.checked_sub(1)?)?;
    u8::try_from(code - zero).ok().filter(|value| *value < 10)
}

/// What stands between two groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Spaces, dashes and dots.
    Separator,
    /// A few words, or other signs.
    Words,
    /// Something that ends a number.
    Break,
}

/// A digit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Digit {
    /// Its position among the characters.
    pub(super) at: usize,
    /// What it stands for.
    pub(super) value: u8,
}

/// A text with its digits.
pub(super) struct Figures {
    /// Its characters.
    pub(super) chars: Vec<char>,
    /// Its digits, in their order.
    pub(super) digits: Vec<Digit>,
    /// Digits with nothing between them but marks, as ranges of `digits`.
    pub(super) groups: Vec<Range<usize>>,
}

impl Figures {
    pub(super) fn of(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let digits: Vec<Digit> = chars
            .iter()
            .enumerate()
            .filter_map(|(at, c)| decimal(*c).map(|value| Digit { at, value }))
            .collect();
        let mut groups: Vec<Range<usize>> = Vec::new();
        let mut before = None;
        for (n, digit) in digits.iter().enumerate() {
            let joined = before.is_some_and(|before: usize| {
                between(&chars, before + 1, digit.at).all(|c| c.width() == Some(0))
            });
            match groups.last_mut() {
                Some(group) if joined => group.end = n + 1,
                _ => groups.push(n..n + 1),
            }
            before = Some(digit.at);
        }
        Self {
            chars,
            digits,
            groups,
        }
    }

    /// The characters of a group: where it begins and where it ends.
    pub(super) fn place(&self, group: usize) -> Option<Range<usize>> {
        let group = self.groups.get(group)?;
        let first = self.digits.get(group.start)?;
        let last = self.digits.get(group.end.checked_sub(1)?)?;
        Some(first.at..last.at + 1)
    }

    /// What the digits of a group stand for.
    pub(super) fn values(&self, group: usize) -> impl Iterator<Item = u8> {
        let group = self.groups.get(group).cloned().unwrap_or_default();
        self.digits
            .get(group)
            .unwrap_or_default()
            .iter()
            .map(|digit| digit.value)
    }

    /// The characters between a group and the next one, marks left out.
    pub(super) fn after(&self, group: usize) -> Vec<char> {
        match (self.place(group), self.place(group + 1)) {
            (Some(before), Some(next)) => between(&self.chars, before.end, next.start)
                .filter(|c| c.width() != Some(0))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// What stands between a group and the next one.
    pub(super) fn gap_after(&self, group: usize) -> Gap {
        let gap = self.after(group);
        match (gap.first(), gap.last()) {
            _ if gap.len() <= MOST_SEPARATORS && gap.iter().all(|c| is_separator(*c)) => {
                Gap::Separator
            }
            // Letters right at a digit make a code or a hash, not a number with words in it.
            (Some(first), Some(last))
                if gap.len() <= MOST_WORDS
                    && !first.is_alphanumeric()
                    && !last.is_alphanumeric() =>
            {
                Gap::Words
            }
            _ => Gap::Break,
        }
    }

    /// What stands between a group and the next one; after the last, what the rest of the text may become once more is typed.
    pub(super) fn gap_or_rest(&self, group: usize) -> Gap {
        if group + 1 < self.groups.len() {
            return self.gap_after(group);
        }
        let end = self.place(group).map_or(0, |place| place.end);
        let rest: Vec<char> = between(&self.chars, end, self.chars.len())
            .filter(|c| c.width() != Some(0))
            .collect();
        match rest.first() {
            _ if rest.len() <= MOST_SEPARATORS && rest.iter().all(|c| is_separator(*c)) => {
                Gap::Separator
            }
            Some(first) if rest.len() <= MOST_WORDS && !first.is_alphanumeric() => Gap::Words,
            _ => Gap::Break,
        }
    }

    /// The text, with `*` for each digit that is to be hidden.
    pub(super) fn written(&self, hidden: &[bool]) -> String {
        let mut chars = self.chars.clone();
        for (digit, hidden) in self.digits.iter().zip(hidden) {
            if *hidden && let Some(c) = chars.get_mut(digit.at) {
                *c = HIDDEN;
            }
        }
        chars.into_iter().collect()
    }
}

fn between(chars: &[char], from: usize, to: usize) -> impl Iterator<Item = char> {
    chars.get(from..to).unwrap_or_default().iter().copied()
}

/// Spaces, dashes and dots of every kind.
pub(super) const fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            // Dashes.
            '-' | '_' | '~' | '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{2796}'
            | '\u{301c}' | '\u{30fc}' | '\u{fe31}' | '\u{fe32}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
            // Dots.
            | '.' | '\u{b7}' | '\u{2022}' | '\u{2024}'..='\u{2027}' | '\u{2219}' | '\u{22c5}'
            | '\u{3002}' | '\u{30fb}' | '\u{fe52}' | '\u{ff0e}' | '\u{ff61}' | '\u{ff65}'
            // A blank cell of braille, drawn as a space.
            | '\u{2800}'
        )
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_zeros_are_in_order_and_every_script_counts_to_nine() {
        assert!(ZEROS.is_sorted());
        for zero in ZEROS {
            for value in 0..10_u8 {
                let digit = char::from_u32(zero + u32::from(value)).unwrap();
                assert_eq!(decimal(digit), Some(value), "U+{:04X}", u32::from(digit));
            }
        }
        for other in ['a', '/', ':', '\u{ff0f}', '\u{ff1a}', '½', '\u{0}'] {
            assert_eq!(decimal(other), None, "{other:?}");
        }
    }
}
