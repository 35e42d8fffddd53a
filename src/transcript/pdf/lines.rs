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
        start: 0,
        width: 0,
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
    /// Where the last bit begins.
    start: Unit,
    /// How wide it is, in thousandths of its type size.
    width: Unit,
    lines: Vec<Vec<Bit>>,
}

impl Lines {
    fn word(&mut self, style: Style, word: &[u8]) {
        // The blank belongs to what follows it, so that it is there for whoever takes the text out again.
        let spaced = [b" ", word].concat();
        let width = style.thousandths(&spaced);
        if let Some(line) = self.lines.last_mut()
            && let Some(last) = line.last_mut()
        {
            let end = self.start + last.style.length(self.width);
            if last.style == style {
                if self.start + style.length(self.width + width) <= self.room {
                    self.width += width;
                    last.bytes.extend(spaced);
                    return;
                }
            } else if end + style.length(width) <= self.room {
                (self.start, self.width) = (end, width);
                line.push(Bit {
                    x: end,
                    style,
                    bytes: spaced,
                });
                return;
            }
        }
        self.on_new_line(style, word);
    }

    fn on_new_line(&mut self, style: Style, word: &[u8]) {
        if style.width(word) <= self.room {
            self.begin(style, word.to_vec());
            return;
        }
        // Wider than a line: as many lines as it takes.
        let (mut part, mut width) = (Vec::new(), 0);
        for byte in word {
            let own = style.thousandths(&[*byte]);
            if !part.is_empty() && style.length(width + own) > self.room {
                self.begin(style, std::mem::take(&mut part));
                width = 0;
            }
            part.push(*byte);
            width += own;
        }
        self.begin(style, part);
    }

    fn begin(&mut self, style: Style, bytes: Vec<u8>) {
        (self.start, self.width) = (0, style.thousandths(&bytes));
        self.lines.push(vec![Bit { x: 0, style, bytes }]);
    }
}
