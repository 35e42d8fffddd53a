//! The thread that lists and searches past conversations, so that no key ever waits for a folder of a hundred thousand of them.
//!
//! It reads those changed last first and tells what it has found again and again; a search is answered from what was read so far, and
//! once more when all are read.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread;
use std::time::Duration;

use jiff::tz::TimeZone;

use crate::casebook::{
    CaseSummary, KeepDays, Listing, clock_is_steady, day_of, purge, summary, sweep_persons,
    sweep_unbegun, to_go_on_with,
};
use crate::cases::{CaseId, Store};
use crate::catalog::Catalog;
use crate::clock::Clock;
use crate::domain::SafeText;

use super::app::{Event, Found, past_words};
use super::search::search;

/// Conversations to go on with that are told; the start screen shows five.
const OPEN: usize = 9;
/// Rows of a search that are told; whoever needs more narrows the search.
const ROWS: usize = 200;
/// How long cases are read before questions are looked at again.
const SLICE: Duration = Duration::from_millis(20);
/// Cases that are searched first: the newest, so that something is seen at once.
const FIRST: usize = 10_000;

/// What the archive can be asked.
#[derive(Debug)]
pub enum Ask {
    /// Past conversations with these words, newest first when there are none.
    Find(SafeText),
    /// This case has changed.
    Changed(CaseId),
    /// This case is erased.
    Erased(CaseId),
}

/// A handle to the thread; it ends when this is dropped.
#[derive(Debug)]
pub struct Archive {
    asks: Sender<Ask>,
}

impl Archive {
    /// Starts the thread. It gives what it finds to `tell`, which says whether anybody still listens.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        store: Store,
        shelf: Vec<Arc<Catalog>>,
        zone: TimeZone,
        user: SafeText,
        keep: KeepDays,
        clock: Clock,
        tell: impl Fn(Event) -> bool + Send + 'static,
    ) -> io::Result<Self> {
        let (asks, asked) = channel();
        let archivist = Archivist {
            store,
            shelf,
            zone,
            user,
            keep,
            clock,
            listing: None,
            cases: BTreeMap::new(),
            erased: BTreeSet::new(),
            told: None,
            find: None,
        };
        thread::Builder::new()
            .name("archive".to_owned())
            .spawn(move || archivist.work(&asked, &tell))?;
        Ok(Self { asks })
    }

    /// Asks something; the answer comes as an event.
    pub fn ask(&self, ask: Ask) {
        // A thread that has ended answers nothing, which is what it does without a list.
        let _ = self.asks.send(ask);
    }
}

/// A case with the words by which it is found.
struct Kept {
    case: CaseSummary,
    words: String,
}

/// Where a case stands: newest first.
type Position = (std::cmp::Reverse<Option<jiff::Timestamp>>, CaseId);

struct Archivist {
    store: Store,
    shelf: Vec<Arc<Catalog>>,
    zone: TimeZone,
    /// Who the audit log says it was.
    user: SafeText,
    /// For how long cases are kept.
    keep: KeepDays,
    clock: Clock,
    /// What is still to be read.
    listing: Option<Listing>,
    cases: BTreeMap<Position, Kept>,
    /// Cases that were erased: a list that was made before still names them.
    erased: BTreeSet<CaseId>,
    /// The conversations to go on with as they were told last.
    told: Option<Vec<CaseSummary>>,
    /// What is looked for.
    find: Option<SafeText>,
}

impl Archivist {
    fn work(mut self, asked: &Receiver<Ask>, tell: &dyn Fn(Event) -> bool) {
        match Listing::new(&self.store) {
            Ok(listing) => self.listing = Some(listing),
            Err(error) => {
                tell(Event::Failed(error.to_string().into()));
            }
        }
        loop {
            let ask = if self.listing.is_some() {
                match asked.try_recv() {
                    Ok(ask) => Some(ask),
                    Err(TryRecvError::Empty) => None,
                    Err(TryRecvError::Disconnected) => return,
                }
            } else {
                match asked.recv() {
                    Ok(ask) => Some(ask),
                    Err(_) => return,
                }
            };
            let heard = match ask {
                Some(Ask::Find(text)) => {
                    self.find = Some(text);
                    self.found(tell)
                }
                Some(Ask::Changed(id)) => {
                    self.cases.retain(|(_, own), _| *own != id);
                    self.keep(summary(&self.store, &id));
                    self.open_ones(tell)
                }
                Some(Ask::Erased(id)) => {
                    self.cases.retain(|(_, own), _| *own != id);
                    self.erased.insert(id);
                    self.open_ones(tell)
                }
                None => self.read(tell),
            };
            if !heard {
                return;
            }
        }
    }

    /// Reads on for a moment, and tells what is new.
    fn read(&mut self, tell: &dyn Fn(Event) -> bool) -> bool {
        let began = self.clock.ticks();
        while self.clock.ticks().saturating_sub(began) < SLICE {
            match self.listing.as_mut().and_then(Iterator::next) {
                Some(case) => self.keep(case),
                None => {
                    self.listing = None;
                    break;
                }
            }
        }
        if self.listing.is_none() && !self.purge(tell) {
            return false;
        }
        let shown = self.find.is_some() && (self.listing.is_none() || self.cases.len() <= ROWS);
        self.open_ones(tell) && (!shown || self.found(tell))
    }

    /// Erases what is past the day to which it is kept, once all is read.
    fn purge(&mut self, tell: &dyn Fn(Event) -> bool) -> bool {
        // What was cut short is of no use to anybody. Where the folder cannot be read now, the next start tries again.
        let _ = sweep_persons(&self.store);
        let _ = self.store.sweep();
        if sweep_unbegun(&self.store, self.cases.values().map(|kept| &kept.case)) > 0 {
            self.cases.retain(|_, kept| !kept.case.is_unbegun());
        }
        let now = self.clock.now();
        if !clock_is_steady(&self.store, day_of(now)) {
            return true;
        }
        let cases = self.cases.values().map(|kept| &kept.case);
        let purged = purge(&self.store, cases, self.keep, &self.user, now);
        let erased = |id: &CaseId| purged.erased.iter().any(|(erased, _)| erased.case == *id);
        self.cases.retain(|(_, id), _| !erased(id));
        for id in &purged.forgotten {
            self.cases.retain(|(_, own), _| own != id);
            self.keep(summary(&self.store, id));
        }
        let (cases, persons) = (purged.erased.len(), purged.forgotten.len());
        cases + persons == 0 || tell(Event::Purged { cases, persons })
    }

    fn keep(&mut self, case: CaseSummary) {
        if self.erased.contains(&case.id) {
            return;
        }
        let words = past_words(&self.shelf, &case, &self.zone).join(" ");
        self.cases.insert(case.order(), Kept { case, words });
    }

    /// Tells which conversations can be gone on with, when that has changed.
    fn open_ones(&mut self, tell: &dyn Fn(Event) -> bool) -> bool {
        let cases = self.cases.values().map(|kept| &kept.case);
        let open: Vec<CaseSummary> = to_go_on_with(cases).take(OPEN).cloned().collect();
        if self.told.as_ref() == Some(&open) {
            return true;
        }
        self.told = Some(open.clone());
        tell(Event::Cases(open))
    }

    /// Answers what is looked for from what has been read: the newest first, then all.
    fn found(&self, tell: &dyn Fn(Event) -> bool) -> bool {
        let Some(find) = &self.find else { return true };
        if self.cases.len() > FIRST && !find.is_empty() && !tell(self.among(find, FIRST)) {
            return false;
        }
        tell(self.among(find, usize::MAX))
    }

    fn among(&self, find: &SafeText, newest: usize) -> Event {
        let kept: Vec<&Kept> = self.cases.values().take(newest).collect();
        let matches = search(find, kept.iter().map(|kept| kept.words.as_str()));
        let cases = matches.iter().filter_map(|position| kept.get(*position));
        Event::Found(Found {
            find: find.clone(),
            rows: cases.take(ROWS).map(|kept| kept.case.clone()).collect(),
            matches: matches.len(),
            of: self.cases.len(),
            all_read: self.listing.is_none() && kept.len() == self.cases.len(),
        })
    }
}
