//! What could not be saved: it waits in memory, is tried again by itself, and nothing follows from it before it is on disk.

use std::collections::VecDeque;

use crate::domain::SafeText;
use crate::interview::Fact;

use super::{App, Effect, Pending};

/// Facts that could not be saved, in their order, and what follows once they are.
#[derive(Debug, Clone, Default)]
pub(super) struct Waiting {
    facts: VecDeque<Fact>,
    pending: Pending,
}

impl App {
    /// Something could not be done. A fact that was on its way waits, with those that were to follow it.
    pub(super) fn failed(&mut self, why: SafeText) {
        let pending = std::mem::take(&mut self.pending);
        let rest = std::mem::take(&mut self.to_record);
        self.notice = None;
        self.trouble = Some(why);
        if let Some(fact) = self.on_its_way.take() {
            self.unsaved = true;
            self.waiting = Waiting {
                facts: std::iter::once(fact).chain(rest).collect(),
                pending,
            };
        }
    }

    /// Whether something waits to be saved.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        !self.waiting.facts.is_empty()
    }

    /// What waits to be saved.
    pub(super) fn waiting_facts(&self) -> impl Iterator<Item = &Fact> {
        self.waiting.facts.iter()
    }

    /// Tries again to save what waits.
    pub(super) fn retry(&mut self) -> Vec<Effect> {
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.facts.is_empty() {
            return Vec::new();
        }
        self.pending = waiting.pending;
        self.record_all(waiting.facts.into())
    }

    /// Lets go of what waits: it was never part of the conversation.
    pub(super) fn drop_waiting(&mut self) {
        self.mended();
        self.notice = Some("Taken back: it had not been saved.".into());
    }

    /// Nothing is wrong any more.
    pub(super) fn mended(&mut self) {
        self.trouble = None;
        self.unsaved = false;
        self.waiting = Waiting::default();
    }
}
