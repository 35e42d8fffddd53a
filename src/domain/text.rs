//! [`SafeText`]: the only kind of outside text that may be drawn, exported or logged.

use std::fmt::{self, Write as _};
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Longest text kept, in bytes; what is longer is cut at a grapheme boundary.
const MAX_BYTES: usize = 64 * 1024;
/// Most code points in one grapheme; the rest of a longer pile is dropped.
const MAX_POINTS: usize = 8;
/// Most combining marks on one base character.
const MAX_MARKS: usize = 4;

/// Text from outside (catalogs, tables, notes, pastes, file names, the environment) made harmless for a terminal.
///
/// It holds no control character, no bidirectional override, no invisible joiner or tag, at most four combining marks on a
/// character, none on white space or on nothing, and at most 64 KiB. Tabs and line ends became one space; bidirectional overrides and
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
        let mut clean = String::with_capacity(shown.len());
        for grapheme in shown.graphemes(true) {
            let start = clean.len();
            push_capped(&mut clean, grapheme);
            if clean.len() > MAX_BYTES {
                clean.truncate(start);
                break;
            }
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
            // Writing to a String cannot fail.
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
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

/// Appends one grapheme with its pile of marks cut to what a terminal cell can bear.
fn push_capped(out: &mut String, grapheme: &str) {
    // A mark without a letter of its own would sit on whatever is written before it: a quotation mark, the edge of a box.
    if grapheme.starts_with(is_mark) {
        return;
    }
    let bare = grapheme.starts_with(char::is_whitespace);
    let mut marks = 0;
    for (n, c) in grapheme.chars().enumerate() {
        if n >= MAX_POINTS {
            break;
        }
        if n > 0 && is_mark(c) {
            marks += 1;
            if bare || marks > MAX_MARKS {
                continue;
            }
        }
        out.push(c);
    }
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
