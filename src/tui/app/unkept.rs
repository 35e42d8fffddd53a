//! A run in which nothing can be kept: what is wrong is said first, somebody chooses to go on, and nothing is given up unasked.

use crate::command::{Command, Place};
use crate::domain::SafeText;

use super::begun::Leaving;
use super::{App, Effect, Overlay, Pending};

/// What would be given up for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GivingUp {
    /// The conversation, by leaving candor.
    AtTheEnd,
    /// The conversation, by going back to the start.
    ForAnother,
}

impl App {
    /// Says that nothing can be kept, and why, before anything else.
    pub fn keep_nothing(&mut self, why: SafeText) {
        self.unkept = Some(why);
        self.show(Place::NoFolder);
    }

    /// Whether nothing is kept in this run.
    #[must_use]
    pub const fn keeps_nothing(&self) -> bool {
        self.unkept.is_some()
    }

    /// Whether leaving now would lose something for good.
    #[must_use]
    pub const fn would_lose(&self) -> bool {
        self.keeps_nothing() && self.case.is_some()
    }

    /// Begins with the catalog that was asked for, once the start is reached.
    pub fn begin_first(&mut self) -> Vec<Effect> {
        if self.place != Place::Start {
            return Vec::new();
        }
        let first = self.first.take().map(Effect::Begin);
        first.into_iter().collect()
    }

    /// Goes on although nothing is kept.
    pub(super) fn go_on_unkept(&mut self) -> Vec<Effect> {
        self.show(Place::Start);
        self.begin_first()
    }

    /// Why a command cannot be given where nothing is kept; `None` when it can.
    pub(super) fn why_not_unkept(&self, command: Command) -> Option<SafeText> {
        let why = match command {
            Command::Past => "There are no past conversations: nothing is saved in this run.",
            Command::Hold => "A conversation cannot wait: nothing is saved in this run.",
            Command::Contact => "Contact details cannot be kept: nothing is saved in this run.",
            Command::Export | Command::HandOver => {
                "No transcript can be written: nothing is saved in this run."
            }
            _ => return None,
        };
        self.keeps_nothing().then(|| why.into())
    }

    /// What follows once it is decided: the transcript, where one can be written.
    pub(super) fn after_decision(&mut self) -> Pending {
        if self.keeps_nothing() {
            let words = "Decided. No transcript is written: all there is stands on this screen.";
            self.notice = Some(words.into());
            Pending::Nothing
        } else {
            Pending::Export
        }
    }

    /// Leaves, or asks once more when something would be lost.
    pub(super) fn leave(&mut self) -> Vec<Effect> {
        if self.would_lose() {
            self.overlay = Some(Overlay::GiveUp(GivingUp::AtTheEnd));
            return Vec::new();
        }
        self.leave_saved(Leaving::ForGood)
    }

    /// Gives up what is not kept.
    pub(super) fn give_up(&mut self, what: GivingUp) -> Vec<Effect> {
        match what {
            GivingUp::AtTheEnd => vec![Effect::Quit],
            GivingUp::ForAnother => self.let_go(Some("That conversation is gone.".into())),
        }
    }
}
