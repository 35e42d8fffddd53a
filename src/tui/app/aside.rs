//! A conversation that waits while somebody looks among past ones: one step back from their list goes on with it, where it stood.

use crate::cases::CaseId;
use crate::command::Place;
use crate::domain::SafeText;

use super::begun::Leaving;
use super::{App, Effect};

impl App {
    /// Whether the conversation on screen can wait and go on where it stands: all of it is on disk, or goes there first.
    pub(super) fn can_be_set_aside(&self) -> bool {
        let stands = matches!(
            self.place,
            Place::Opening
                | Place::Question
                | Place::Pair
                | Place::Compare
                | Place::Why
                | Place::Summary
        );
        let kept = !self.keeps_nothing() && !self.unsaved && !self.is_waiting();
        let case = self.case.as_ref();
        let goes_on = case.is_some_and(|case| case.interview.outcome().is_none());
        stands && kept && goes_on && !self.is_looking()
    }

    /// Shows past conversations with these words once what was begun in this one is on disk.
    pub(super) fn set_aside_for_past(&mut self, words: &str) -> Vec<Effect> {
        self.leave_saved(Leaving::AmongPast(words.into()))
    }

    /// The conversation is on disk: it is closed, and past ones are shown.
    pub(super) fn look_among_past(&mut self, words: &SafeText) -> Vec<Effect> {
        let case = self.case.take();
        self.aside = case.and_then(|case| case.id.parse().ok());
        self.not_drafted = false;
        self.mended();
        let mut effects = vec![Effect::Close];
        effects.extend(self.open_past_with(words));
        effects
    }

    /// The conversation that waits until somebody goes back from the list of past ones.
    #[must_use]
    pub const fn aside(&self) -> Option<CaseId> {
        self.aside
    }

    /// A conversation that was erased waits no more.
    pub(super) fn drop_aside(&mut self, gone: CaseId) {
        self.aside = self.aside.filter(|own| *own != gone);
    }

    /// One step back from the list: to the conversation that waits, or to the start.
    pub(super) fn back_from_past(&mut self) -> Vec<Effect> {
        // Where it cannot be opened any more the next step back leads to the start.
        if let Some(id) = self.aside.take() {
            return vec![Effect::Resume(id)];
        }
        self.show(Place::Start);
        Vec::new()
    }
}
