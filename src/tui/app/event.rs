//! What the app is told, what it wants done, and what lies over its screens.

use std::sync::Arc;

use crate::casebook::{CaseSummary, Erased, Person};
use crate::cases::{CaseId, Owner};
use crate::catalog::Catalog;
use crate::domain::SafeText;
use crate::interview::{About, Bookmark, Fact, NoteKind, PersonMark, Recorded};
use crate::tui::terminal::Guarded;

use super::{
    Click, ContactPage, ErasePage, Format, Found, GivingUp, Jump, Ponder, Pondered, Route, Said,
};

/// Something that happened to the app.
#[derive(Debug, Clone)]
pub enum Event {
    /// A person did something.
    Person(Guarded),
    /// A person clicked on this, and it was on the screen.
    Clicked(Click),
    /// The wheel was turned by a notch over the pane that scrolls.
    Wheel {
        /// Away from the person.
        up: bool,
    },
    /// A person said something in words.
    Said(Said),
    /// A case was begun or opened again; its facts are on disk.
    Opened {
        /// The edition of the catalog it rests on.
        catalog: Arc<Catalog>,
        /// Its id.
        id: SafeText,
        /// Its facts.
        facts: Vec<Recorded>,
        /// What is to be said about it, such as what was recovered.
        notice: Option<SafeText>,
    },
    /// A fact is on disk.
    Recorded(Recorded),
    /// The transcript was written to these files.
    Exported(Vec<SafeText>),
    /// A paper was written: its file, and last the folder.
    PaperWritten(Vec<SafeText>),
    /// A paper is ready to be sent to the clipboard, line by line.
    PaperToCopy(Format, Vec<SafeText>),
    /// Something could not be done: what, what is safe, what to do.
    Failed(SafeText),
    /// Time to try again to save what could not be saved.
    Retry,
    /// Time to cover the screen.
    Cover,
    /// Time to hide again what was shown for a moment.
    Hide,
    /// A past case, or one that is open elsewhere, was read, to be looked at.
    Looked {
        /// The edition of the catalog it rests on.
        catalog: Arc<Catalog>,
        /// Its id.
        id: CaseId,
        /// Its facts.
        facts: Vec<Recorded>,
        /// The window that has it open; `None` when none has.
        elsewhere: Option<Owner>,
    },
    /// The cases that can be gone on with, as they stand now, in the order in which they are offered.
    Cases(Vec<CaseSummary>),
    /// Something past the day to which it is kept was erased.
    Purged {
        /// So many cases.
        cases: usize,
        /// The contact details beside so many others.
        persons: usize,
    },
    /// A past conversation was erased because somebody said so.
    Erased(Erased),
    /// No key has come for a moment: what was begun can be saved.
    Pause,
    /// The program ends, whatever ends it.
    Goodbye,
    /// Where the conversation stands is on disk, with what was begun.
    Drafted(Recorded),
    /// That could not be saved, and why.
    NotDrafted(SafeText),
    /// Contact details were read; `None` when their file is missing or is not what was kept.
    Contact(Option<Person>),
    /// Contact details were kept or erased: what the record says.
    ContactChanged(Recorded),
    /// Past cases were looked for.
    Found(Found),
    /// Something is worked out.
    Pondered(Pondered),
}

/// Something the app wants done in the world.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Begin a case on the catalog at this position.
    Begin(usize),
    /// Go on with a case.
    Resume(CaseId),
    /// Read a past case, to look at it.
    Look(CaseId),
    /// Look for past cases with these words; for the newest when there are none.
    Find(SafeText),
    /// Keep a fact.
    Record(Fact),
    /// Erase a past case and everything beside it.
    Erase(CaseId),
    /// Keep where the conversation stands, with what was begun and not kept.
    Draft(Bookmark),
    /// Read the contact details beside a case.
    ReadPerson(CaseId, PersonMark),
    /// Keep contact details.
    KeepPerson(Person),
    /// Erase the contact details beside the case.
    ForgetPerson,
    /// Write the transcript of this case.
    Export,
    /// Make one paper of this case.
    HandOver(Format, Route),
    /// Offer these lines to the terminal's clipboard.
    Clipboard(Vec<SafeText>),
    /// Let go of the case, and list cases anew.
    Close,
    /// Work this out, and nothing that was to be worked out before it.
    Ponder(Box<Ponder>),
    /// Draw everything again.
    Redraw,
    /// Leave.
    Quit,
}

/// What lies over a screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Overlay {
    /// The keys of the screen, scrolled by this many rows.
    Keys(usize),
    /// Jump to anything.
    Jump(Jump),
    /// A note in the making.
    Note {
        /// Who it is for.
        kind: NoteKind,
        /// What was typed.
        text: String,
    },
    /// Words about how the conversation ends, in the making.
    Wording {
        /// What they are about.
        about: About,
        /// What was typed.
        text: String,
    },
    /// The closing question.
    Closing,
    /// Who earns what, coverage and sources, scrolled by this many rows.
    Facts(usize),
    /// All that is known about the row under the cursor of the side-by-side table, scrolled by this many rows.
    Row(usize),
    /// A word explained, or what can be said to something a customer says.
    Words {
        /// The word, or what the customer says.
        title: SafeText,
        /// What is said to it.
        text: SafeText,
    },
    /// What is said aloud, scrolled by this many rows.
    Spoken(usize),
    /// The ways to hand over.
    HandOver,
    /// The advice as a code for the customer's phone.
    Code,
    /// Contact details.
    Contact(ContactPage),
    /// Erasing a past conversation.
    Erase(ErasePage),
    /// Characters arrived faster than anyone types.
    Burst(SafeText),
    /// Leave?
    Leave,
    /// Give up what is not kept?
    GiveUp(GivingUp),
}
