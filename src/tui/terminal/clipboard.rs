//! Text for the terminal's clipboard (OSC 52). Only a terminal that knows and allows it takes anything, and none says so.

use crate::domain::SafeText;

/// The sequence that offers these lines to the terminal: `ESC ] 52 ; c ; BASE64 BEL`.
pub(super) fn sequence(lines: &[SafeText]) -> Vec<u8> {
    let mut text = Vec::new();
    for line in lines {
        text.extend_from_slice(line.as_bytes());
        text.push(b'\n');
    }
    let mut bytes = b"\x1b]52;c;".to_vec();
    bytes.extend(base64(&text));
    bytes.push(0x07);
    bytes
}

/// The usual alphabet, with `=` at the end (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let (a, b, c) = match group {
            [a, b, c] => (*a, Some(*b), Some(*c)),
            [a, b] => (*a, Some(*b), None),
            [a] => (*a, None, None),
            _ => continue,
        };
        let (second, third) = (b.unwrap_or(0), c.unwrap_or(0));
        out.push(letter(a >> 2));
        out.push(letter((a & 0x03) << 4 | second >> 4));
        out.push(b.map_or(b'=', |_| letter((second & 0x0f) << 2 | third >> 6)));
        out.push(c.map_or(b'=', |third| letter(third & 0x3f)));
    }
    out
}

/// The letter for six bits.
const fn letter(bits: u8) -> u8 {
    match bits {
        0..=25 => b'A' + bits,
        26..=51 => b'a' + (bits - 26),
        52..=61 => b'0' + (bits - 52),
        62 => b'+',
        _ => b'/',
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{base64, sequence};

    #[test]
    fn the_examples_of_the_standard_come_out() {
        for (text, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(text.as_bytes()), expected.as_bytes());
        }
        assert_eq!(base64(&[0xfb, 0xff, 0xfe]), b"+//+");
    }

    #[test]
    fn nothing_of_a_text_stands_in_the_sequence_as_it_is() {
        let hostile = "\u{1b}]0;title\u{7}\u{9b}6n";
        let bytes = sequence(&[hostile.into(), "second line".into()]);
        let inside = bytes.strip_prefix(b"\x1b]52;c;").unwrap();
        let inside = inside.strip_suffix(b"\x07").unwrap();
        assert!(
            inside
                .iter()
                .all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(b))
        );
    }
}
