//! [`SafeText`]: the only kind of outside text that may be drawn, exported or logged.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Longest text kept, in bytes; what is longer is cut at a grapheme boundary.
const MAX_BYTES: usize = 64 * 1024;
/// Most combining marks on one base character; the rest of a higher pile is dropped.
const MAX_MARKS: usize = 4;
/// Most cells of one grapheme. With that and [`MAX_MARKS`] no grapheme has more than six code points.
const MAX_CELLS: usize = 2;

/// Text from outside (catalogs, tables, notes, pastes, file names, the environment) made harmless for a terminal.
///
/// It holds no control character, no bidirectional override, no invisible joiner or tag, at most four combining marks on a
/// character, none on white space or on nothing, no character wider than two cells, and at most 64 KiB. Tabs and line ends became one space; bidirectional overrides and
/// controls stand as `<U+202E>`, so that nothing disappears unseen; other invisible characters are left out. Cleaning is idempotent.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SafeText(Arc<str>);

impl SafeText {
    /// Cleans `raw`. Never fails: what may not stay is replaced or left out.
    #[must_use]
    pub fn new(raw: &str) -> Self {
        if raw.len() <= MAX_BYTES && raw.bytes().all(|b| (0x20..0x7f).contains(&b)) {
            return Self(Arc::from(raw));
        }
        let mut shown = String::with_capacity(raw.len());
        for c in raw.chars() {
            push_visible(&mut shown, c);
        }
        // What is left out may join what stood on both sides of it, so that is looked at again.
        let mut clean = capped(&shown);
        while clean != shown {
            shown = clean;
            clean = capped(&shown);
        }
        Self(Arc::from(clean))
    }

    /// Cleans `raw`, and leaves out white space at both ends.
    #[must_use]
    pub fn trimmed(raw: &str) -> Self {
        Self::new(Self::new(raw).trim())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many terminal cells the text takes.
    #[must_use]
    pub fn width(&self) -> usize {
        UnicodeWidthStr::width(self.as_str())
    }
}

/// Appends `c`, or what stands for it.
fn push_visible(out: &mut String, c: char) {
    match c {
        '\t' | '\n' | '\r' | '\u{0b}' | '\u{0c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        }
        '\u{0}'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{61c}' => {
            out.push_str(&sign(c));
        }
        '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'..='\u{1160}'
        | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => {}
        _ => out.push(c),
    }
}

/// The graphemes of `text`, each as a terminal can bear it, up to the longest text kept.
fn capped(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        push_capped(&mut clean, grapheme);
        if clean.len() > MAX_BYTES {
            let starts = clean.grapheme_indices(true).map(|(at, _)| at);
            let end = starts.take_while(|at| *at <= MAX_BYTES).last();
            clean.truncate(end.unwrap_or_default());
            break;
        }
    }
    clean
}

/// Appends one grapheme: its pile of marks cut to what a terminal cell can bear, and what would make it wider than two cells set apart
/// by a space. Letters that lean on the one before and are wide themselves stand as `<U+1F3FB>`.
fn push_capped(out: &mut String, grapheme: &str) {
    // A mark without a letter of its own would sit on whatever is written before it: a quotation mark, the edge of a box.
    if grapheme.starts_with(is_mark) {
        return;
    }
    let mut chars = grapheme.chars();
    if let (Some(only), None) = (chars.next(), chars.next())
        && (only.is_ascii() || is_narrow(only.encode_utf8(&mut [0; 4])))
    {
        out.push(only);
        return;
    }
    // The last grapheme of what has been written.
    let mut last = String::new();
    for c in grapheme.chars() {
        if !last.is_empty() && is_mark(c) {
            let marks = last.chars().filter(|c| is_mark(*c)).count();
            if last.starts_with(char::is_whitespace) || marks >= MAX_MARKS {
                continue;
            }
        }
        let apart = format!("{last} {c}");
        let (whole, new) = if is_narrow(&format!("{last}{c}")) {
            (format!("{last}{c}"), c.to_string())
        } else if !last.is_empty() && is_narrow(&apart) {
            (apart, format!(" {c}"))
        } else {
            let sign = sign(c);
            (sign.clone(), sign)
        };
        last = whole.graphemes(true).next_back().unwrap_or_default().into();
        out.push_str(&new);
    }
}

/// Whether no grapheme of `text` takes more than [`MAX_CELLS`], also when a space follows: some characters take what follows to them.
fn is_narrow(text: &str) -> bool {
    let closed = format!("{text} ");
    closed.graphemes(true).all(|one| one.width() <= MAX_CELLS)
}

/// What stands for a character that may not.
fn sign(c: char) -> String {
    format!("<U+{:04X}>", u32::from(c))
}

/// Whether `c` takes no cell of its own and is drawn on the character before.
fn is_mark(c: char) -> bool {
    UnicodeWidthStr::width(c.encode_utf8(&mut [0; 4]) as &str) == 0
}

impl std::ops::Deref for SafeText {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Default for SafeText {
    fn default() -> Self {
        Self(Arc::from(""))
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl From<&str> for SafeText {
    fn from(raw: &str) -> Self {
        Self::new(raw)
    }
}

impl From<String> for SafeText {
    fn from(raw: String) -> Self {
        Self::new(&raw)
    }
}

impl Serialize for SafeText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for SafeText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|raw| Self::new(&raw))
    }
}
