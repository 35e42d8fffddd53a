//! Text as the bytes of the fonts: WinAnsiEncoding, which has the letters of western Europe.
//!
//! The fonts are not part of the file, so only letters are taken that every reader has: those of the standard Latin character set of
//! PDF. Anything else is refused rather than left out or shown as something else.

use std::collections::BTreeSet;
use std::fmt::{self, Display};

/// What stands at the bytes 0x80 to 0x9F; a blank where there is nothing.
const UPPER: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";
/// The byte before them.
const BEFORE_UPPER: u8 = 0x7f;
/// How many letters an error names.
const NAMED: usize = 8;

/// Letters that a PDF of this program cannot show.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Unprintable {
    /// Which, each once, in the order of Unicode.
    pub letters: Vec<char>,
}

impl Display for Unprintable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = self.letters.iter().take(NAMED);
        let named: Vec<String> = named
            .map(|c| format!("{c} (U+{:04X})", u32::from(*c)))
            .collect();
        let more = match self.letters.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        write!(
            f,
            "The fonts of a PDF lack {}{more}, so nothing was written.",
            named.join(", ")
        )
    }
}

/// Turns texts into bytes and notes what it cannot.
#[derive(Debug, Default)]
pub(super) struct Encoder {
    unprintable: BTreeSet<char>,
}

impl Encoder {
    /// The bytes of a text.
    pub(super) fn bytes(&mut self, text: &str) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(text.len());
        for c in text.trim().chars() {
            match byte(c) {
                Some(byte) => bytes.push(byte),
                None => {
                    self.unprintable.insert(c);
                }
            }
        }
        bytes
    }

    /// Whether all of it could be turned.
    pub(super) fn finish(self) -> Result<(), Unprintable> {
        if self.unprintable.is_empty() {
            return Ok(());
        }
        let letters = self.unprintable.into_iter().collect();
        Err(Unprintable { letters })
    }
}

/// The byte of a letter.
fn byte(c: char) -> Option<u8> {
    match c {
        ' '..='~' | '\u{a1}'..='\u{ff}' => u8::try_from(u32::from(c)).ok(),
        // Blanks at which no line breaks, of several widths.
        '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{200a}' | '\u{202f}' => Some(0xa0),
        // They look the same.
        '\u{2010}' | '\u{2011}' => Some(b'-'),
        '\u{2212}' => byte('–'),
        _ => (BEFORE_UPPER..)
            .zip(std::iter::once(' ').chain(UPPER.chars()))
            .find(|(_, own)| *own == c)
            .map(|(byte, _)| byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_are_those_of_winansi() {
        let text = "A~€‚Ÿ•–—’…œž·éßÿ";
        let bytes = Encoder::default().bytes(text);
        let expected = [
            b'A', b'~', 0x80, 0x82, 0x9f, 0x95, 0x96, 0x97, 0x92, 0x85, 0x9c, 0x9e, 0xb7, 0xe9,
            0xdf, 0xff,
        ];
        assert_eq!(bytes, expected);
    }

    #[test]
    fn what_no_font_has_is_named_once_each() {
        let mut encoder = Encoder::default();
        encoder.bytes("宽 Ж 宽 ő \u{81}");
        let letters = encoder.finish().map_err(|error| error.letters);
        assert_eq!(letters, Err(vec!['\u{81}', 'ő', 'Ж', '宽']));
    }
}
