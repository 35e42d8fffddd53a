//! The one table of commands. Keys, footers, help, the jump palette, line mode and tests all read it; there is no other.

mod keymap;
mod layout;
mod table;

pub use keymap::{BadKey, Conflict, GIVES_UP, Keymap, RESERVED, key_name};
pub use layout::{DigitRow, Layout};
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
    /// To the keys at the bottom, which arrows and Enter press.
    Hints,
    /// The keys of this screen.
    Keys,
    /// Side by side.
    Compare,
    /// Why this order.
    Why,
    /// What the customer may read, and back to what staff read.
    Customer,
    /// The advice as a code for the customer's phone.
    Code,
    /// Which of two offerings without names?
    Pair,
    /// All rows, those in which all are the same included.
    AllRows,
    /// Another offering in this column.
    Swap,
    /// One more offering beside the others.
    OneMore,
    /// This column out of the table.
    TakeOut,
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
    /// Go on with the conversation under this letter.
    GoOn,
    /// Past conversations.
    Past,
    /// Look for words among them.
    Find,
    /// Erase a past conversation.
    Erase,
    /// Keep the customer's name and a way to reach them, or erase them.
    Contact,
    /// Put the conversation on hold, and take it up again.
    Hold,
    /// Keep what is tried; done with this.
    Done,
    /// Recommend another offering than the first of the order.
    Otherwise,
    /// Put the closing question.
    Closing,
    /// What is said aloud at the end.
    Spoken,
    /// Hand over in one of several forms.
    HandOver,
    /// Write the transcript again.
    Export,
    /// Who earns what, who is in and who is missing.
    Interests,
    /// The next theme.
    Theme,
    /// Switch the mouse on or off.
    Mouse,
    /// Show for a moment what is hidden of a long number while it is typed.
    Reveal,
    /// Cover the screen.
    Cover,
    /// Go on although nothing can be saved.
    Unsaved,
    /// Leave candor.
    Leave,
    /// Draw everything again.
    Redraw,
}

impl Command {
    /// Whether it moves through a list or a page and does nothing else.
    #[must_use]
    pub const fn moves_cursor(self) -> bool {
        matches!(
            self,
            Self::Up | Self::Down | Self::PageUp | Self::PageDown | Self::First | Self::Last
        )
    }
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
    /// Two offerings without names: which one rather?
    Pair,
    /// Side by side.
    Compare,
    /// Why this order.
    Why,
    /// What a change would do: tried, not kept.
    Try,
    /// Another answer was given to a question: what it would disturb, before it is kept.
    Change,
    /// Summary and hand-over.
    Summary,
    /// The conversation is on hold.
    Hold,
    /// Past conversations.
    Past,
    /// What fits, for the customer to read: nothing that is meant for staff.
    Customer,
    /// There is no folder in which cases could be kept.
    NoFolder,
}

impl Place {
    /// All places.
    pub const ALL: [Self; 13] = [
        Self::Start,
        Self::Opening,
        Self::Question,
        Self::Pair,
        Self::Compare,
        Self::Why,
        Self::Try,
        Self::Change,
        Self::Summary,
        Self::Hold,
        Self::Past,
        Self::Customer,
        Self::NoFolder,
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

impl Spec {
    /// A row of the table, in the order of its columns; `texts` are the short and the long one.
    #[allow(clippy::too_many_arguments, reason = "the columns of the table")]
    const fn new(
        command: Command,
        keys: &'static [&'static str],
        shown: &'static str,
        word: &'static str,
        texts: (&'static str, &'static str),
        group: Group,
        places: &'static [Place],
        footer: u8,
    ) -> Self {
        Self {
            command,
            keys,
            shown,
            word,
            short: texts.0,
            long: texts.1,
            group,
            places,
            footer,
        }
    }

    /// Two or three words for the footer of `place`, where they may say it more exactly.
    #[must_use]
    pub const fn words(&self, place: Place) -> &'static str {
        match (self.command, place) {
            (Command::Choose, Place::Start) => "open",
            (Command::Choose, Place::Summary) => "decide",
            (Command::Choose, Place::Why) => "try",
            (Command::Choose, Place::Try) => "try another",
            (Command::Choose, Place::Compare) => "column",
            (Command::Accept, Place::Why) => "try",
            (Command::Accept, Place::Compare) => "in full",
            (Command::Down, Place::Compare) => "row",
            (Command::Done, Place::Try | Place::Change) => "keep",
            (Command::Accept, Place::Start) => "open",
            (Command::Accept, Place::Past) => "look at it",
            (Command::Accept | Command::Hold, Place::Hold) | (Command::Accept, Place::Opening) => {
                "go on"
            }
            (Command::Back, Place::NoFolder) => "leave",
            (Command::Back, Place::Change) => "as it was",
            (Command::Back, Place::Hold) => "another conversation",
            (Command::Accept, Place::Summary) => "decide",
            (Command::NotSure, Place::Pair) => "cannot say",
            (Command::Less, Place::Compare) => "column to the left",
            (Command::More, Place::Compare) => "column to the right",
            (Command::PageDown, Place::Summary) => "read on",
            _ => self.short,
        }
    }

    /// How early the footer of `place` shows it: 1 first; 0 never.
    #[must_use]
    pub const fn rank(&self, place: Place) -> u8 {
        match (self.command, place) {
            (
                Command::Down,
                Place::Opening | Place::Compare | Place::Why | Place::Try | Place::Change,
            ) => 3,
            (Command::Done, Place::Try | Place::Change)
            | (Command::Hold, Place::Hold)
            | (Command::Accept, Place::Past) => 1,
            (Command::Choose, Place::Try | Place::Compare) => 2,
            // The digits say the same in fewer words.
            (Command::More, Place::Compare) => 0,
            (Command::PageDown, Place::Summary) => 7,
            _ => self.footer,
        }
    }
}

/// The row of a command.
#[must_use]
pub fn spec(command: Command) -> Option<&'static Spec> {
    TABLE.iter().find(|spec| spec.command == command)
}

/// The commands of a place, in the order of the table.
pub fn at(place: Place) -> impl Iterator<Item = &'static Spec> {
    TABLE
        .iter()
        .filter(move |spec| spec.places.contains(&place))
}

/// The commands in a place's footer, most useful first; `? keys` is always the last.
#[must_use]
pub fn hints(place: Place) -> Vec<&'static Spec> {
    let mut specs: Vec<&Spec> = at(place).filter(|spec| spec.rank(place) > 0).collect();
    specs.sort_by_key(|spec| spec.rank(place));
    specs
}
