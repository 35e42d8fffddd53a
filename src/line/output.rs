//! Writing: plain lines, appended, never wider than asked.

use std::io::{self, Write};

use crate::domain::SafeText;
use crate::tui::text::{plain, wrap};

/// Writes sentences as lines.
pub(super) struct Output<W> {
    out: W,
    width: usize,
    ascii: bool,
}

impl<W: Write> Output<W> {
    pub(super) const fn new(out: W, width: usize, ascii: bool) -> Self {
        Self { out, width, ascii }
    }

    /// Writes a sentence, on as many lines as it takes.
    pub(super) fn say(&mut self, sentence: &str) -> io::Result<()> {
        let safe = speakable(sentence);
        let safe = if self.ascii { plain(&safe) } else { safe };
        if safe.is_empty() {
            return Ok(());
        }
        for line in wrap(&safe, self.width) {
            writeln!(self.out, "{}", line.trim())?;
        }
        Ok(())
    }

    /// Asks for the next line, on the line itself.
    pub(super) fn ask(&mut self) -> io::Result<()> {
        self.out.write_all(b"> ")
    }

    /// Everything written is seen.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Without lines and blocks for drawing, which a screen reader names one by one, and with one space where there were several.
fn speakable(sentence: &str) -> String {
    let is_drawn = |c: char| ('\u{2500}'..='\u{259f}').contains(&c);
    let safe = SafeText::new(sentence).replace(is_drawn, " ");
    safe.split_whitespace().collect::<Vec<_>>().join(" ")
}
