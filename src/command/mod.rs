//! The one table of commands. Keys, footers, help, the jump palette, line mode and tests all read it; there is no other.

mod table;

pub use table::TABLE;

/// Something a person can tell candor to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Command {
    /// Take the row with this digit.
    Choose,
    /// "Not sure".
    NotSure,
    /// "Rather not say".
    RatherNot,
    /// Tick or untick the row under the cursor.
    Tick,
    /// Take the row under the cursor, or accept what is ticked or typed.
    Accept,
    /// One step back.
    Back,
    /// Ask this question later.
    Later,
    /// Row up.
    Up,
    /// Row down.
    Down,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// First row.
    First,
    /// Last row.
    Last,
    /// It matters less; the column to the left.
    Less,
    /// It matters more; the column to the right.
    More,
    /// Where the answer comes from: said, observed, record, guessed.
    Source,
    /// Jump to a question or an offering, or do anything.
    Jump,
    /// The keys of this screen.
    Keys,
    /// Side by side.
    Compare,
    /// Why this order.
    Why,
    /// All rows, those in which all are the same included.
    AllRows,
    /// Another offering in this column.
    Swap,
    /// Sources and dates of what is shown.
    Facts,
    /// A note.
    Note,
    /// Stop and sum up.
    SumUp,
    /// Take the last change back.
    Undo,
    /// Bring back what was taken back.
    Redo,
    /// The statement was read out word for word.
    ReadOut,
    /// Done with this.
    Done,
    /// Write the transcript again.
    Export,
    /// Who earns what, who is in and who is missing.
    Interests,
    /// The next theme.
    Theme,
    /// Leave candor.
    Leave,
    /// Draw everything again.
    Redraw,
}

/// Where a command can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The start screen.
    Start,
    /// The opening of a conversation.
    Opening,
    /// A question.
    Question,
    /// Side by side.
    Compare,
    /// Why this order.
    Why,
    /// Summary and hand-over.
    Summary,
}

impl Place {
    /// All places.
    pub const ALL: [Self; 6] = [
        Self::Start,
        Self::Opening,
        Self::Question,
        Self::Compare,
        Self::Why,
        Self::Summary,
    ];
}

/// What kind of thing a command does, for the overlay of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Answering.
    Answer,
    /// Moving.
    Move,
    /// Taking back.
    Fix,
    /// Looking.
    See,
    /// The talk itself.
    Talk,
    /// The screen.
    Screen,
    /// Leaving.
    Leave,
}

impl Group {
    /// All groups with their headings, in the order in which they are shown.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Answer, "Answer"),
        (Self::Move, "Move"),
        (Self::Fix, "Fix"),
        (Self::See, "See"),
        (Self::Talk, "Talk"),
        (Self::Screen, "Screen"),
        (Self::Leave, "Leave"),
    ];
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Spec {
    /// The command.
    pub command: Command,
    /// Keys by name, the first one shown: `c`, `F3`, `Backspace`, `1` to `9`.
    pub keys: &'static [&'static str],
    /// How the keys are written in a footer.
    pub shown: &'static str,
    /// The word of line mode.
    pub word: &'static str,
    /// Two or three words for footers.
    pub short: &'static str,
    /// A line for the overlay of keys and the jump palette.
    pub long: &'static str,
    /// What kind of thing it does.
    pub group: Group,
    /// Where it can be given.
    pub places: &'static [Place],
    /// Whether footers show it, and how early: 1 first; 0 never.
    pub footer: u8,
}

/// The row of a command.
#[must_use]
pub fn spec(command: Command) -> Option<&'static Spec> {
    TABLE.iter().find(|spec| spec.command == command)
}

/// The command that a key gives in a place.
#[must_use]
pub fn for_key(place: Place, key: &str) -> Option<Command> {
    at(place)
        .find(|spec| spec.keys.contains(&key))
        .map(|spec| spec.command)
}

/// The commands of a place, in the order of the table.
pub fn at(place: Place) -> impl Iterator<Item = &'static Spec> {
    TABLE
        .iter()
        .filter(move |spec| spec.places.contains(&place))
}

/// The hints of a place's footer, most useful first, each as key and words; `? keys` is always the last.
#[must_use]
pub fn hints(place: Place) -> Vec<(&'static str, &'static str)> {
    let mut specs: Vec<&Spec> = at(place).filter(|spec| spec.footer > 0).collect();
    specs.sort_by_key(|spec| spec.footer);
    specs
        .into_iter()
        .map(|spec| (spec.shown, spec.short))
        .collect()
}
