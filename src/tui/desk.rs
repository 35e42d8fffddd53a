//! The world as far as the app needs it: cases on disk, exports, and the archive that lists and searches them.

use std::sync::Arc;

use crate::casebook::{CaseError, Edition, OpenCase, Recovery, erase, load, newer_words};
use crate::cases::{CaseId, JournalError, Owner, Store};
use crate::catalog::Catalog;
use crate::catalog::shelf::Found;
use crate::chance;
use crate::domain::SafeText;
use crate::interview::{Began, Bookmark, Fact, Interview};

use super::app::{Effect, Event, Route};
use super::archive::{Archive, Ask};
use super::setup::{HandedOver, Keeping, Setup, Wanted};

/// Where effects are carried out.
pub(super) struct Desk {
    pub(super) setup: Setup,
    /// Lists and searches cases, where any are kept.
    archive: Option<Archive>,
    pub(super) case: Option<(OpenCase, Edition)>,
}

impl Desk {
    pub(super) const fn new(setup: Setup, archive: Option<Archive>) -> Self {
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
            Effect::Look(id) => self.look(id, None),
            Effect::Erase(id) => self.erase(id),
            Effect::Record(fact) => self.record(fact),
            Effect::Draft(place) => Ok(self.draft(place)),
            Effect::ReadPerson(id, mark) => self.read_person(id, &mark),
            Effect::KeepPerson(person) => self.keep_person(&person),
            Effect::ForgetPerson => self.forget_person(),
            Effect::Export => Ok(self.made(Wanted::Files)),
            Effect::HandOver(format, Route::File) => Ok(self.made(Wanted::File(format))),
            Effect::HandOver(format, Route::Clipboard) => Ok(self.made(Wanted::Text(format))),
            // The terminal is not here.
            Effect::Clipboard(_) => return None,
            Effect::Find(text) => {
                self.ask(Ask::Find(text));
                return None;
            }
            Effect::Ponder(ponder) => Ok(Event::Pondered(ponder.work())),
            Effect::Close | Effect::Quit | Effect::Redraw => {
                if let Some(id) = self.leave() {
                    self.ask(Ask::Changed(id));
                }
                return None;
            }
        };
        Some(result.unwrap_or_else(|error| Event::Failed(error.to_string().into())))
    }

    /// Lets go of the case; its id comes back.
    pub(super) fn leave(&mut self) -> Option<CaseId> {
        let (case, _) = self.case.take()?;
        let id = case.id();
        // All of it is saved. Where it cannot be entered, the entry of its beginning stands.
        let _ = case.leave(self.setup.clock.now());
        Some(id)
    }

    fn ask(&self, ask: Ask) {
        if let Some(archive) = &self.archive {
            archive.ask(ask);
        }
    }

    /// The folder of cases, unless nothing is kept.
    pub(super) const fn store(&self) -> Option<&Store> {
        match &self.setup.keeping {
            Keeping::Folder { store, .. } => Some(store),
            Keeping::Nowhere { .. } => None,
        }
    }

    /// The catalog at hand that a conversation began with, whatever its edition is now.
    fn today(&self, began: &Began) -> Option<&(Arc<Catalog>, Found)> {
        let mut shelf = self.setup.shelf.iter();
        shelf.find(|(catalog, _)| catalog.id == began.catalog)
    }

    fn look(&self, id: CaseId, elsewhere: Option<Owner>) -> Result<Event, CaseError> {
        let Some(store) = self.store() else {
            return Ok(nothing_kept());
        };
        let facts = load(store, &id)?.facts;
        let interview = Interview::fold(&facts);
        let catalog = interview.began().and_then(|(_, began)| {
            let today = self.today(began).map(|(catalog, _)| Arc::clone(catalog));
            let same = |catalog: &Arc<Catalog>| catalog.fingerprint == *began.fingerprint;
            let kept = || Edition::kept(store, &began.fingerprint);
            match today {
                Some(today) if same(&today) => Some(today),
                today => kept().map_or(today, |kept| Some(Arc::clone(kept.catalog()))),
            }
        });
        Ok(match catalog {
            Some(catalog) => Event::Looked {
                catalog,
                id,
                facts,
                elsewhere,
            },
            None => Event::Failed(
                "The catalog of this conversation is not here, so it cannot be shown. The conversation is safe.".into(),
            ),
        })
    }

    fn erase(&self, id: CaseId) -> Result<Event, CaseError> {
        let Some(store) = self.store() else {
            return Ok(nothing_kept());
        };
        let erased = erase(store, &id, &self.setup.user, self.setup.clock.now())?;
        self.ask(Ask::Erased(id));
        Ok(Event::Erased(erased))
    }

    fn begin(&mut self, position: usize) -> Result<Event, CaseError> {
        let Some((catalog, found)) = self.setup.shelf.get(position) else {
            return Ok(Event::Failed("That catalog is not here any more.".into()));
        };
        let (catalog, now) = (Arc::clone(catalog), self.setup.clock.now());
        let (case, edition) = match self.store() {
            Some(store) => {
                let edition = Edition::keep(store, catalog, || found.files())?;
                let case = OpenCase::begin(store, chance::seed, &edition, now)?;
                (case, edition)
            }
            None => OpenCase::in_memory(chance::seed, catalog, now)?,
        };
        Ok(self.opened(case, edition, None))
    }

    fn resume(&mut self, id: CaseId) -> Result<Event, CaseError> {
        self.leave();
        let Some(store) = self.store() else {
            return Ok(nothing_kept());
        };
        let (case, recovery) = match OpenCase::resume(store, &id, self.setup.clock.now()) {
            // Somebody goes on with it in another window: here it can be read.
            Err(CaseError::Journal(JournalError::InUse { owner, .. })) => {
                return self.look(id, Some(owner));
            }
            resumed => resumed?,
        };
        let Some((_, began)) = case.interview().began() else {
            return Ok(Event::Failed(
                "This conversation names no catalog, so it cannot go on. It is safe; nothing was changed.".into(),
            ));
        };
        let today = self.today(began);
        let nowhere = today.is_none();
        let moved_on = today.is_none_or(|(catalog, _)| catalog.fingerprint != *began.fingerprint);
        let today = today.map(|(catalog, found)| (Arc::clone(catalog), || found.files()));
        let edition = match Edition::of_case(store, began, today) {
            Ok(edition) => edition,
            Err(error) if nowhere => {
                return Ok(Event::Failed(
                    format!("The catalog of this conversation is not here, and {error}. The conversation is safe; start candor with that catalog.").into(),
                ));
            }
            Err(error) => return Err(error.into()),
        };
        let kept = edition.catalog().fingerprint == *began.fingerprint;
        let notice = notice(&case, &recovery, moved_on, kept);
        Ok(self.opened(case, edition, Some(notice)))
    }

    fn opened(&mut self, case: OpenCase, edition: Edition, notice: Option<SafeText>) -> Event {
        let event = Event::Opened {
            catalog: Arc::clone(edition.catalog()),
            id: case.id().to_string().into(),
            facts: case.facts().to_vec(),
            notice,
        };
        self.case = Some((case, edition));
        event
    }

    fn record(&mut self, fact: Fact) -> Result<Event, CaseError> {
        let Some((case, edition)) = &mut self.case else {
            return Ok(not_open());
        };
        let recorded = match fact {
            Fact::Ended { outcome } => case.end(outcome, edition, self.setup.clock.now()),
            fact => case.record(fact, self.setup.clock.now()),
        };
        recorded.map(|recorded| Event::Recorded(recorded.clone()))
    }

    fn draft(&mut self, place: Bookmark) -> Event {
        let Some((case, _)) = &mut self.case else {
            return Event::NotDrafted("No conversation is open.".into());
        };
        match case.record(Fact::Drafted { place }, self.setup.clock.now()) {
            Ok(recorded) => Event::Drafted(recorded.clone()),
            Err(error) => Event::NotDrafted(error.to_string().into()),
        }
    }

    fn made(&self, wanted: Wanted) -> Event {
        let Some((case, edition)) = &self.case else {
            return Event::Failed("No conversation is open. Nothing was written.".into());
        };
        let Keeping::Folder { export, .. } = &self.setup.keeping else {
            return nothing_kept();
        };
        match (
            export(edition.catalog(), case.id(), case.facts(), wanted),
            wanted,
        ) {
            (Ok(HandedOver::Files(files)), Wanted::Files) => Event::Exported(files),
            (Ok(HandedOver::Files(files)), _) => Event::PaperWritten(files),
            (Ok(HandedOver::Text(lines)), Wanted::Text(format)) => {
                Event::PaperToCopy(format, lines)
            }
            (Ok(HandedOver::Text(_)), _) => Event::Failed("Nothing was made of it.".into()),
            (Err(why), _) => Event::Failed(why),
        }
    }
}

/// Said where a conversation would have to be open.
pub(super) fn not_open() -> Event {
    Event::Failed("No conversation is open. Nothing was changed.".into())
}

/// Said where a folder of cases would be needed.
pub(super) fn nothing_kept() -> Event {
    Event::Failed("Nothing is saved in this run, so there is nothing to read or write.".into())
}

/// What is said when a conversation is opened again. What was typed right before a power cut may never have reached the disk, so it says
/// what is there and not that nothing is missing.
fn notice(case: &OpenCase, recovery: &Recovery, moved_on: bool, kept: bool) -> SafeText {
    let mark = |fact: &Fact| matches!(fact, Fact::Began(_) | Fact::Drafted { .. });
    let steps = case.facts().iter().filter(|step| !mark(&step.fact)).count();
    let words = if steps == 1 { "step" } else { "steps" };
    let begun = case.interview().stood().is_some_and(Bookmark::has_begun);
    let begun = if begun { " and what was begun" } else { "" };
    let lost = match recovery.torn_bytes {
        0 => String::new(),
        bytes => format!(" {bytes} bytes that were never acknowledged are set aside."),
    };
    let edition = match (moved_on, kept) {
        (true, true) => " The catalog has moved on; this goes on with the edition of then.",
        (true, false) => " The catalog has changed since; this is the order by today's.",
        (false, _) => "",
    };
    let newer = newer_words(recovery.newer)
        .map_or_else(String::new, |words| format!(" {words}: kept, not shown."));
    format!("Opened again with {steps} {words}{begun}; all that was saved is here.{lost}{edition}{newer}").into()
}
