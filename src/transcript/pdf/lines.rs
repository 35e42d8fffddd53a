//! Words put into lines of a width.

use super::sheet::{Style, Unit};

/// Letters of one style in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bit {
    /// Where they begin in the line.
    pub x: Unit,
    pub style: Style,
    pub bytes: Vec<u8>,
}

impl Bit {
    pub(super) fn width(&self) -> Unit {
        self.style.width(&self.bytes)
    }

    fn end(&self) -> Unit {
        self.x + self.width()
    }
}

/// How wide a line is.
pub(super) fn width(line: &[Bit]) -> Unit {
    line.last().map_or(0, Bit::end)
}

/// Puts texts that follow each other into lines. Lines break at blanks; a word that is wider than a line is broken where it must be.
pub(super) fn wrap(texts: &[(Style, &[u8])], room: Unit) -> Vec<Vec<Bit>> {
    let mut lines = Lines {
        room,
        end: 0,
        lines: Vec::new(),
    };
    for (style, text) in texts {
        for word in words(text) {
            lines.word(*style, word);
        }
    }
    lines.lines
}

/// The words of a text.
pub(super) fn words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b' ')
        .filter(|word| !word.is_empty())
}

struct Lines {
    room: Unit,
    /// Where the last line ends.
    end: Unit,
    lines: Vec<Vec<Bit>>,
}

impl Lines {
    fn word(&mut self, style: Style, word: &[u8]) {
        let width = style.width(word);
        let blank = style.width(b" ");
        match self.lines.last_mut() {
            Some(line) if self.end + blank + width <= self.room => {
                // The blank belongs to what follows it, so that it is there for whoever takes the text out again.
                let bytes = [b" ", word].concat();
                match line.last_mut() {
                    Some(last) if last.style == style => last.bytes.extend(bytes),
                    _ => line.push(Bit {
                        x: self.end,
                        style,
                        bytes,
                    }),
                }
                self.end += blank + width;
            }
            _ if width <= self.room => self.begin(style, word.to_vec()),
            _ => self.parts(style, word),
        }
    }

    fn begin(&mut self, style: Style, bytes: Vec<u8>) {
        self.end = style.width(&bytes);
        self.lines.push(vec![Bit { x: 0, style, bytes }]);
    }

    /// A word wider than a line: as many lines as it takes.
    fn parts(&mut self, style: Style, word: &[u8]) {
        let (mut part, mut width) = (Vec::new(), 0);
        for byte in word {
            let own = style.width(&[*byte]);
            if !part.is_empty() && width + own > self.room {
                self.begin(style, std::mem::take(&mut part));
                width = 0;
            }
            part.push(*byte);
            width += own;
        }
        self.begin(style, part);
    }
}
