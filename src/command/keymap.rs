//! The keys of this run: those of the table, with what the settings name in their place. Whatever is pressed or shown comes from here.

use std::borrow::Cow;

use super::{Command, DigitRow, Layout, Place, Spec, TABLE, spec};

/// Letters and signs that mean the same on every screen, or nothing.
pub const RESERVED: &str = "/?cwnxhsurykoiltmq";

/// Gives up for good what cannot be kept: no command that leads there may have it, or pressing it twice would.
pub const GIVES_UP: char = 'd';

/// The keys of this run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    rows: Vec<Row>,
    layout: Layout,
    digits: DigitRow,
    letters: bool,
    /// What the settings name.
    moved: Vec<(Command, String)>,
}

/// The keys of one command.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    command: Command,
    /// Those that act, the one that footers show first.
    keys: Vec<Cow<'static, str>>,
    /// How footers write it; `None` when no key does it.
    shown: Option<Cow<'static, str>>,
}

/// Why a set of keys cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conflict {
    /// The command whose key was named.
    pub command: Command,
    /// The command that has the key; `None` for the key that gives up what cannot be kept.
    pub other: Option<Command>,
    /// Where both would be given by it; `None` where the key means one of them on every screen.
    pub place: Option<Place>,
}

/// A key that cannot be given to a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadKey {
    /// Digits, arrows, Enter, Backspace, Esc, Tab and Space always mean the same.
    Fixed,
    /// Terminals, or what they run in, take it for themselves.
    NotDelivered,
    /// No key is called this.
    Unknown,
}

/// Keys that always mean the same, by name.
const FIXED: [&str; 16] = [
    "Enter",
    "Backspace",
    "Esc",
    "Tab",
    "BackTab",
    "Space",
    "Up",
    "Down",
    "Left",
    "Right",
    "PgUp",
    "PgDn",
    "Home",
    "End",
    "Ctrl+C",
    "Ctrl+Z",
];

/// A key as the settings name it: a letter, a sign, or F1 to F9.
///
/// # Errors
/// Why a command cannot have it.
pub fn key_name(named: &str) -> Result<String, BadKey> {
    let mut chars = named.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return match c {
            '0'..='9' | ' ' => Err(BadKey::Fixed),
            c if c.is_control() || c.is_whitespace() => Err(BadKey::Unknown),
            c => Ok(c.to_lowercase().to_string()),
        };
    }
    if FIXED.iter().any(|key| key.eq_ignore_ascii_case(named)) {
        return Err(BadKey::Fixed);
    }
    let function = named
        .strip_prefix(['F', 'f'])
        .and_then(|n| n.parse::<u8>().ok());
    match function {
        Some(n @ 1..=9) => Ok(format!("F{n}")),
        Some(_) => Err(BadKey::NotDelivered),
        None if named.contains('+') => Err(BadKey::NotDelivered),
        None if ["insert", "delete", "del", "ins", "menu"]
            .contains(&named.to_lowercase().as_str()) =>
        {
            Err(BadKey::NotDelivered)
        }
        None => Err(BadKey::Unknown),
    }
}

impl Spec {
    /// Whether the settings can give it another key: not where digits, arrows and named keys do it.
    #[must_use]
    pub fn can_be_moved(&self) -> bool {
        let first = self.keys.first().copied().unwrap_or_default();
        self.command != Command::GoOn && key_name(first).is_ok()
    }

    /// Whether its key means the same on every screen.
    fn is_everywhere(&self) -> bool {
        self.keys.first().is_some_and(|key| RESERVED.contains(key))
    }
}

impl Default for Keymap {
    fn default() -> Self {
        Self::new(&[], Layout::default(), DigitRow::Us, true)
    }
}

impl Keymap {
    /// The table's keys, where `moved` gives some commands another in place of their first; a name must come from [`key_name`]. Without
    /// `letters` no letter and no sign but `/` acts.
    #[must_use]
    pub fn new(
        moved: &[(Command, String)],
        layout: Layout,
        digits: DigitRow,
        letters: bool,
    ) -> Self {
        let row = |spec: &Spec| {
            let mut keys: Vec<Cow<'static, str>> =
                spec.keys.iter().copied().map(Cow::Borrowed).collect();
            let mut shown = Some(Cow::Borrowed(spec.shown));
            let other = moved.iter().find(|(command, _)| *command == spec.command);
            if let (Some((_, key)), Some(first)) = (other, keys.first_mut()) {
                *first = Cow::Owned(key.clone());
                shown = Some(Cow::Owned(key.clone()));
                let mut kept = 0;
                keys.retain(|own| {
                    kept += usize::from(own == key);
                    own != key || kept == 1
                });
            }
            if !letters {
                let silent = keys.first().is_some_and(|key| is_letter(key));
                keys.retain(|key| !is_letter(key));
                if silent {
                    shown = keys.iter().find(|key| !key.contains('+')).cloned();
                }
            }
            Row {
                command: spec.command,
                keys,
                shown,
            }
        };
        Self {
            rows: TABLE.iter().map(row).collect(),
            layout,
            digits,
            letters,
            moved: moved.to_vec(),
        }
    }

    /// The same with every letter acting, for lines in which words are typed.
    #[must_use]
    pub fn with_letters(&self) -> Self {
        Self::new(&self.moved, self.layout, self.digits, true)
    }

    fn row(&self, command: Command) -> Option<&Row> {
        self.rows.iter().find(|row| row.command == command)
    }

    /// The command that a key gives in a place.
    #[must_use]
    pub fn for_key(&self, place: Place, key: &str) -> Option<Command> {
        let here = |row: &&Row| {
            row.keys.iter().any(|own| own == key)
                && spec(row.command).is_some_and(|spec| spec.places.contains(&place))
        };
        self.rows.iter().find(here).map(|row| row.command)
    }

    /// Whether a key of this name gives `command`, wherever it stands.
    #[must_use]
    pub fn gives(&self, command: Command, key: &str) -> bool {
        self.keys(command).any(|own| own == key)
    }

    /// The keys of a command that act, the one of footers first.
    pub fn keys(&self, command: Command) -> impl Iterator<Item = &str> {
        let row = self.row(command).into_iter();
        row.flat_map(|row| row.keys.iter().map(AsRef::as_ref))
    }

    /// How a footer writes the key of a command; `None` when no key does it.
    #[must_use]
    pub fn shown(&self, command: Command) -> Option<&str> {
        self.row(command)?.shown.as_deref()
    }

    /// How a sentence names the key of a command: `k`, or where no key does it `Tab [keep]`, the way to its hint, which says `words`.
    #[must_use]
    pub fn way_to(&self, command: Command, words: &str) -> String {
        let shown = self.shown(command);
        shown.map_or_else(|| format!("Tab [{words}]"), str::to_owned)
    }

    /// A key of a command that is no text; `None` when it has none.
    #[must_use]
    pub fn beside_text(&self, command: Command) -> Option<&str> {
        let shown = self.shown(command);
        let is_text = |key: &str| key.chars().count() == 1 || key == "Space";
        shown.filter(|key| !is_text(key)).or_else(|| {
            self.keys(command)
                .find(|key| !is_text(key) && !key.contains('+'))
        })
    }

    /// Whether letters act.
    #[must_use]
    pub const fn letters(&self) -> bool {
        self.letters
    }

    /// Whether a character acts outside of text.
    #[must_use]
    pub const fn acts(&self, c: char) -> bool {
        self.letters || c.is_ascii_digit() || c == '/'
    }

    /// What a character outside of text means in a place: itself where a command has it, else what stands on its key by the layout.
    /// `figures` says that digits are typed, so that the row of digits writes what it writes.
    #[must_use]
    pub fn meant(&self, place: Place, c: char, figures: bool) -> char {
        let mut lower = c.to_lowercase();
        let (Some(folded), None) = (lower.next(), lower.next()) else {
            return c;
        };
        if self
            .for_key(place, folded.encode_utf8(&mut [0; 4]))
            .is_some()
        {
            return c;
        }
        let digit = self.digits.digit(folded).filter(|_| !figures);
        digit.or_else(|| self.layout.on_key(folded)).unwrap_or(c)
    }

    /// Two commands on one key. `moved` are the commands that were given another, so that they are the ones to be blamed.
    #[must_use]
    pub fn conflicts(&self, moved: &[Command]) -> Vec<Conflict> {
        let mut found = Vec::new();
        for (n, a) in self.rows.iter().enumerate() {
            if self.gives_up(a, moved) {
                found.push(Conflict {
                    command: a.command,
                    other: None,
                    place: None,
                });
            }
            for b in self.rows.iter().skip(n + 1) {
                let (a, b) = if moved.contains(&a.command) {
                    (a, b)
                } else {
                    (b, a)
                };
                if !moved.contains(&a.command) || !a.keys.iter().any(|key| b.keys.contains(key)) {
                    continue;
                }
                let (Some(own), Some(other)) = (spec(a.command), spec(b.command)) else {
                    continue;
                };
                let mut places = own.places.iter().copied();
                let place = places.find(|place| other.places.contains(place));
                if place.is_some() || own.is_everywhere() || other.is_everywhere() {
                    found.push(Conflict {
                        command: a.command,
                        other: Some(b.command),
                        place,
                    });
                }
            }
        }
        found
    }

    /// Whether `row` was given the key that gives things up, and leads to where they are.
    fn gives_up(&self, row: &Row, moved: &[Command]) -> bool {
        let own = row
            .keys
            .first()
            .is_some_and(|key| key.chars().eq([GIVES_UP]));
        own && moved.contains(&row.command) && matches!(row.command, Command::Leave | Command::Done)
    }
}

/// Whether a key writes a letter or a sign other than digits and `/`.
fn is_letter(key: &str) -> bool {
    let mut chars = key.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => !c.is_ascii_digit() && c != '/',
        _ => key == "Space",
    }
}
