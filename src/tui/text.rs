//! Fitting text into cells: wrap, cut, pad. Pure; widths are terminal cells, counted as the screen buffer counts them.
//!
//! Give these functions cleaned text ([`crate::domain::SafeText`] or the program's own): control characters have no width.

use ratatui::buffer::CellWidth;
use textwrap::WordSeparator;
use unicode_segmentation::UnicodeSegmentation;

use super::glyphs::CUT;

/// Signs people write that have a plain spelling.
const PLAIN: [(char, &str); 20] = [
    ('‘', "'"),
    ('’', "'"),
    ('“', "\""),
    ('”', "\""),
    ('«', "\""),
    ('»', "\""),
    ('–', "-"),
    ('—', "-"),
    ('−', "-"),
    ('…', "..."),
    ('·', "-"),
    ('•', "-"),
    ('×', "x"),
    ('€', "EUR "),
    ('£', "GBP "),
    ('≤', "<="),
    ('≥', ">="),
    ('\u{a0}', " "),
    ('\u{202f}', " "),
    ('√', "ok"),
];

/// Only ASCII: signs with a plain spelling get it, others become a question mark.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match PLAIN.iter().find(|(sign, _)| *sign == c) {
            Some((_, spelling)) => plain.push_str(spelling),
            None if c.is_ascii() => plain.push(c),
            None => plain.push('?'),
        }
    }
    plain
}

/// How many cells `text` takes when it is drawn.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.bytes().all(|b| (0x20..0x7f).contains(&b)) {
        return text.len();
    }
    text.graphemes(true).map(grapheme_width).sum()
}

/// True when `text` takes at most `max` cells. Looks no further than that, so a very long text costs no more than a line.
fn fits(text: &str, max: usize) -> bool {
    let mut cells = 0;
    text.graphemes(true).all(|grapheme| {
        cells += grapheme_width(grapheme);
        cells <= max
    })
}

/// What the screen buffer gives one grapheme; it leaves out those with a control character.
fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) {
        0
    } else {
        usize::from(grapheme.cell_width())
    }
}

/// Breaks `text` into lines of at most `max` cells, at spaces where that is possible and inside a word where it is not.
///
/// Only spaces at a break, and line ends, are left out. A `max` below 2 counts as 2, because a wide character takes two cells.
/// An empty text gives one empty line.
#[must_use]
pub fn wrap(text: &str, max: usize) -> Vec<&str> {
    let max = max.max(2);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        wrap_paragraph(paragraph, max, &mut lines);
    }
    lines
}

fn wrap_paragraph<'t>(text: &'t str, max: usize, lines: &mut Vec<&'t str>) {
    // Bytes of `text`: where the line under way begins, and where it ends without the spaces after its last word.
    let (mut start, mut end, mut at) = (0, 0, 0);
    // Unicode's own rules for line breaks are left alone: the tables behind them are large, and for scripts they do not cover they
    // print a message, which must never reach a screen.
    for word in WordSeparator::AsciiSpace.find_words(text) {
        let word_end = at + word.word.len();
        if !fits(slice(text, start, word_end), max) {
            // Scripts of wide characters put no spaces between words: their line is filled and broken anywhere.
            let breaks_anywhere = word
                .word
                .graphemes(true)
                .next()
                .is_some_and(|g| grapheme_width(g) == 2);
            if end > start && !breaks_anywhere {
                lines.push(slice(text, start, end));
            }
            if end <= start || !breaks_anywhere {
                start = at;
            }
            while !fits(slice(text, start, word_end), max) {
                let rest = slice(text, start, word_end);
                let line = fitting(rest, max);
                lines.push(line.trim_end_matches(' '));
                start += line.len().max(1);
                // A break among the spaces before the word leaves none of them on the next line.
                if start < at {
                    start = at;
                }
            }
        }
        end = word_end;
        at = word_end + word.whitespace.len();
    }
    lines.push(slice(text, start, end.max(start)));
}

/// The bytes from `start` to `end`; empty when that is no range of whole characters.
fn slice(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

/// The longest beginning of `text` that takes at most `max` cells, in whole graphemes. A first grapheme that is wider is taken
/// apart into its characters; at least one character is returned.
fn fitting(text: &str, max: usize) -> &str {
    let first = text.graphemes(true).next().map_or(0, grapheme_width);
    let pieces: &mut dyn Iterator<Item = (usize, &str)> = if first <= max {
        &mut text.grapheme_indices(true)
    } else {
        &mut text
            .char_indices()
            .filter_map(|(at, c)| Some((at, text.get(at..at + c.len_utf8())?)))
    };
    let mut taken = 0;
    let mut cells = 0;
    for (at, piece) in pieces {
        cells += grapheme_width(piece);
        if cells > max && at > 0 {
            break;
        }
        taken = at + piece.len();
    }
    text.get(..taken).unwrap_or(text)
}

/// `text` if it takes at most `max` cells; else its beginning with `..`, ended at a word where that keeps half the room.
#[must_use]
pub fn cut(text: &str, max: usize) -> String {
    if fits(text, max) {
        return text.to_owned();
    }
    let room = max.saturating_sub(CUT.len());
    if room == 0 {
        return CUT.chars().take(max).collect();
    }
    let mut kept = fitting(text, room);
    if width(kept) > room {
        kept = "";
    }
    let ends_in_a_word = text
        .get(kept.len()..)
        .is_some_and(|rest| !rest.starts_with(' '));
    if ends_in_a_word && let Some((words, _)) = kept.rsplit_once(' ') {
        let words = words.trim_end_matches(' ');
        if width(words) * 2 >= room {
            kept = words;
        }
    }
    kept.trim_end_matches(' ').to_owned() + CUT
}

/// `text` in exactly `cells` cells with spaces after it; cut when it is longer.
///
/// A mark at its very beginning or end that would join a neighbouring column is left out.
#[must_use]
pub fn pad_right(text: &str, cells: usize) -> String {
    let mut out = cut(alone(text), cells);
    out.push_str(&" ".repeat(cells.saturating_sub(width(&out))));
    out
}

/// `text` without the characters at its ends that would become one grapheme with whatever stands next to them.
fn alone(text: &str) -> &str {
    let one = |pair: [char; 2]| pair.iter().collect::<String>().graphemes(true).count() == 1;
    text.trim_start_matches(|c: char| !c.is_ascii() && one(['|', c]))
        .trim_end_matches(|c: char| !c.is_ascii() && one([c, '|']))
}
