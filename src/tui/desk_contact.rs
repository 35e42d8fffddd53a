//! Contact details on disk, for the app.

use crate::casebook::{CaseError, Person, kept_person};
use crate::cases::CaseId;
use crate::chance;
use crate::interview::PersonMark;

use super::app::Event;
use super::desk::{Desk, not_open, nothing_kept};

impl Desk {
    pub(super) fn read_person(&self, id: CaseId, mark: &PersonMark) -> Result<Event, CaseError> {
        let Some(store) = self.store() else {
            return Ok(nothing_kept());
        };
        kept_person(store, id, Some(mark)).map(Event::Contact)
    }

    pub(super) fn keep_person(&mut self, person: &Person) -> Result<Event, CaseError> {
        let Some((case, edition)) = &mut self.case else {
            return Ok(not_open());
        };
        let Some(contact) = &edition.catalog().contact else {
            return Err(CaseError::NoConsent);
        };
        let Some(salt) = chance::salt() else {
            return Ok(Event::Failed(
                "Contact details are kept with a number made by chance, and this computer's random device gives none. Nothing was kept; all else is safe.".into(),
            ));
        };
        let recorded = case.keep_person(person, contact, salt, self.setup.clock.now());
        recorded.map(|recorded| Event::ContactChanged(recorded.clone()))
    }

    pub(super) fn forget_person(&mut self) -> Result<Event, CaseError> {
        let Some((case, _)) = &mut self.case else {
            return Ok(not_open());
        };
        let recorded = case.forget_person(&self.setup.user, self.setup.clock.now());
        recorded.map(|recorded| Event::ContactChanged(recorded.clone()))
    }
}
