//! The world as far as the app needs it: cases on disk, exports, and the archive that lists and searches them.

use crate::casebook::{self, CaseError, OpenCase, Recovery};
use crate::cases::CaseId;
use crate::chance;
use crate::clock;
use crate::domain::SafeText;
use crate::interview::{Began, Fact, Interview};

use super::app::{Effect, Event};
use super::archive::{Archive, Ask};
use super::run::Setup;

/// Where effects are carried out.
pub(super) struct Desk {
    pub(super) setup: Setup,
    archive: Archive,
    case: Option<OpenCase>,
}

impl Desk {
    pub(super) const fn new(setup: Setup, archive: Archive) -> Self {
        Self {
            setup,
            archive,
            case: None,
        }
    }

    /// Does what the app wants done; what came of it, unless the archive will tell.
    pub(super) fn perform(&mut self, effect: Effect) -> Option<Event> {
        let result = match effect {
            Effect::Begin(catalog) => self.begin(catalog),
            Effect::Resume(id) => self.resume(id),
            Effect::Look(id) => self.look(id),
            Effect::Record(fact) => self.record(fact),
            Effect::Export => Ok(self.export()),
            Effect::Find(text) => {
                self.archive.ask(Ask::Find(text));
                return None;
            }
            Effect::Close | Effect::Quit | Effect::Redraw => {
                if let Some(case) = self.case.take() {
                    let id = case.id();
                    drop(case);
                    self.archive.ask(Ask::Changed(id));
                }
                return None;
            }
        };
        Some(result.unwrap_or_else(|error| Event::Failed(error.to_string().into())))
    }

    /// Where the catalog stands on the shelf that a conversation began with.
    fn position(&self, began: &Began) -> Option<usize> {
        let mut shelf = self.setup.shelf.iter();
        shelf.position(|catalog| catalog.id == began.catalog)
    }

    fn look(&self, id: CaseId) -> Result<Event, CaseError> {
        let (facts, _) = casebook::load(&self.setup.store, &id)?;
        let interview = Interview::fold(&facts);
        let position = interview
            .began()
            .and_then(|(_, began)| self.position(began));
        Ok(match position {
            Some(catalog) => Event::Looked { catalog, id, facts },
            None => Event::Failed(
                "The catalog of this conversation is not here, so it cannot be shown. The conversation is safe.".into(),
            ),
        })
    }

    fn begin(&mut self, position: usize) -> Result<Event, CaseError> {
        let Some(catalog) = self.setup.shelf.get(position) else {
            return Ok(Event::Failed("That catalog is not here any more.".into()));
        };
        let began = Began {
            catalog: catalog.id.clone(),
            edition: catalog.edition.clone(),
            fingerprint: catalog.fingerprint.as_str().into(),
            program: env!("CARGO_PKG_VERSION").into(),
        };
        let case = OpenCase::begin(&self.setup.store, chance::seed, began, clock::now())?;
        Ok(self.opened(position, case, None))
    }

    fn resume(&mut self, id: CaseId) -> Result<Event, CaseError> {
        self.case = None;
        let (case, recovery) = OpenCase::resume(&self.setup.store, &id)?;
        let began = case.interview().began().map(|(_, began)| began.clone());
        let position = began.as_ref().and_then(|began| self.position(began));
        let (Some(began), Some(position)) = (began, position) else {
            return Ok(Event::Failed(
                "The catalog of this conversation is not here. The conversation is safe; start candor with that catalog.".into(),
            ));
        };
        let moved_on = self
            .setup
            .shelf
            .get(position)
            .is_some_and(|catalog| catalog.fingerprint != *began.fingerprint);
        let notice = notice(&recovery, moved_on);
        Ok(self.opened(position, case, Some(notice)))
    }

    fn opened(&mut self, catalog: usize, case: OpenCase, notice: Option<SafeText>) -> Event {
        let event = Event::Opened {
            catalog,
            id: case.id().to_string().into(),
            facts: case.facts().to_vec(),
            notice,
        };
        self.case = Some(case);
        event
    }

    fn record(&mut self, fact: Fact) -> Result<Event, CaseError> {
        match &mut self.case {
            Some(case) => case
                .record(fact, clock::now())
                .map(|recorded| Event::Recorded(recorded.clone())),
            None => Ok(Event::Failed(
                "No conversation is open. Nothing was changed.".into(),
            )),
        }
    }

    fn export(&self) -> Event {
        let Some(case) = &self.case else {
            return Event::Failed("No conversation is open. Nothing was written.".into());
        };
        let began = case.interview().began();
        let position = began.and_then(|(_, began)| self.position(began));
        let catalog = position.and_then(|position| self.setup.shelf.get(position));
        match catalog.map(|catalog| (self.setup.export)(catalog, case.id(), case.facts())) {
            Some(Ok(files)) => Event::Exported(files),
            Some(Err(why)) => Event::Failed(why),
            None => Event::Failed("The catalog of this conversation is not here.".into()),
        }
    }
}

fn notice(recovery: &Recovery, moved_on: bool) -> SafeText {
    let lost = match recovery.torn_bytes {
        0 => "nothing was lost".to_owned(),
        bytes => format!("{bytes} bytes that were never acknowledged are set aside"),
    };
    let edition = if moved_on {
        " The catalog has changed since; this is the order by today's."
    } else {
        ""
    };
    let facts = recovery.facts.saturating_sub(1);
    let steps = if facts == 1 { "step" } else { "steps" };
    format!("Opened again with {facts} {steps}; {lost}.{edition}").into()
}
