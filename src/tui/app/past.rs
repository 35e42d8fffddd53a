//! Past conversations: the list, what is looked for in it, and one of them to look at.

use std::sync::Arc;

use jiff::{civil::Date, tz::TimeZone};

use crate::casebook::{CaseState, CaseSummary};
use crate::cases::{CaseId, Owner};
use crate::catalog::Catalog;
use crate::command::{Command, Place};
use crate::domain::SafeText;
use crate::interview::{Outcome, Recorded};
use crate::tui::terminal::Key;

use super::keys::write;
use super::{App, Case, Effect};

/// Most characters of a search.
const MAX_FIND: usize = 60;

/// What the archive has found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// What was looked for.
    pub find: SafeText,
    /// The best matches; the newest conversations first when nothing was looked for.
    pub rows: Vec<CaseSummary>,
    /// How many matches there are, those not in `rows` included.
    pub matches: usize,
    /// Among how many conversations.
    pub of: usize,
    /// Whether these are all there are.
    pub all_read: bool,
}

/// The page of past conversations.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Past {
    /// What is looked for.
    pub find: String,
    /// Whether letters go into it.
    pub typing: bool,
    /// What was found.
    pub found: Found,
}

/// A conversation that is only looked at.
#[derive(Debug, Clone)]
pub(super) struct Looking {
    id: CaseId,
    /// The list it was opened from, and where that stood: cursor and scroll.
    list: (Place, usize, usize),
    /// The window that has it open.
    elsewhere: Option<Owner>,
}

/// What a list says of a case: when, which catalog, what came of it, its id.
#[must_use]
pub fn past_words(shelf: &[Arc<Catalog>], case: &CaseSummary, zone: &TimeZone) -> [String; 4] {
    let catalog = case
        .catalog
        .as_ref()
        .and_then(|id| shelf.iter().find(|catalog| catalog.id == *id));
    let when = case.last.map_or_else(String::new, |at| {
        let at = at.to_zoned(zone.clone());
        at.strftime("%Y-%m-%d %H:%M").to_string()
    });
    let title = match (catalog, &case.catalog) {
        (Some(catalog), _) => catalog.title.to_string(),
        (None, Some(id)) => id.to_string(),
        (None, None) => "unknown".to_owned(),
    };
    let came_of_it = match (&case.outcome, case.state) {
        (Some(outcome @ Outcome::Chose { offering }), _) => {
            let name = catalog
                .and_then(|catalog| catalog.offerings.iter().find(|own| own.id == *offering))
                .map_or_else(|| offering.to_string(), |own| own.name.to_string());
            format!("{} {name}", outcome.words())
        }
        (Some(outcome), _) => outcome.words().to_owned(),
        (None, CaseState::Held) => "on hold".to_owned(),
        (None, CaseState::Recovered) => "recovered".to_owned(),
        (None, CaseState::Unreadable) => "cannot be read".to_owned(),
        (None, CaseState::Open | CaseState::Ended) => "open".to_owned(),
    };
    [when, title, came_of_it, case.id.to_string()]
}

impl App {
    /// Said when something would change a conversation that is only looked at.
    pub(super) fn only_looked_at(&self) -> SafeText {
        let hold = self.key_for(Command::Hold);
        format!(
            "This conversation is only looked at: nothing of it is changed. {hold} goes on with it."
        )
        .into()
    }

    /// Shows past conversations.
    pub(super) fn open_past(&mut self) -> Vec<Effect> {
        self.open_past_with("")
    }

    /// Shows past conversations with these words.
    pub(super) fn open_past_with(&mut self, words: &str) -> Vec<Effect> {
        let find: String = words.chars().take(MAX_FIND).collect();
        self.past = Past {
            find,
            ..Past::default()
        };
        self.show(Place::Past);
        vec![Effect::Find(SafeText::new(&self.past.find))]
    }

    /// Takes what the archive has found, unless something else is looked for by now.
    pub(super) fn found(&mut self, found: Found) {
        if found.find.as_str() == self.past.find {
            let last = found.rows.len().saturating_sub(1);
            self.past.found = found;
            if self.place == Place::Past {
                self.cursor = self.cursor.min(last);
            }
        }
    }

    /// A key while letters go into what is looked for; `None` when it is not for that.
    pub(super) fn key_into_find(&mut self, key: Key) -> Option<Vec<Effect>> {
        if self.place != Place::Past || !self.past.typing {
            return None;
        }
        match key {
            Key::Char(c) => {
                write(&mut self.past.find, c, MAX_FIND);
            }
            Key::Backspace if self.past.find.is_empty() => {
                self.past.typing = false;
                return Some(Vec::new());
            }
            Key::Backspace => {
                self.past.find.pop();
            }
            Key::Esc => {
                self.past.typing = false;
                return Some(Vec::new());
            }
            _ => return None,
        }
        self.cursor = 0;
        Some(vec![Effect::Find(SafeText::new(&self.past.find))])
    }

    /// Text that arrived at once while letters go into what is looked for.
    pub(super) fn burst_into_find(&mut self, text: &SafeText) -> Vec<Effect> {
        let mut whole = true;
        for c in text.trim().chars() {
            whole &= write(&mut self.past.find, c, MAX_FIND);
        }
        if !whole {
            let words = format!("Looked for are the first {MAX_FIND} characters.");
            self.notice = Some(words.into());
        }
        self.cursor = 0;
        vec![Effect::Find(SafeText::new(&self.past.find))]
    }

    /// Opens the conversation under the cursor to be looked at.
    pub(super) fn look_at_past(&mut self) -> Vec<Effect> {
        self.past.typing = false;
        let row = self.past.found.rows.get(self.cursor);
        row.map(|case| Effect::Look(case.id)).into_iter().collect()
    }

    /// Shows a past conversation: its summary, and what led to it.
    pub(super) fn look(
        &mut self,
        catalog: Arc<Catalog>,
        id: CaseId,
        facts: Vec<Recorded>,
        elsewhere: Option<Owner>,
    ) {
        let case = Case::new(catalog, id.to_string().into(), facts);
        self.case = Some(case);
        self.files.clear();
        self.asked_for.clear();
        let again = self.looking.take().filter(|looking| looking.id == id);
        let was = again
            .as_ref()
            .and_then(|looking| looking.elsewhere.as_ref());
        if was.is_some() && elsewhere.is_some() {
            self.notice = Some("It is still open there. What you see is as it stands now.".into());
        }
        let here = (self.place, self.cursor, self.scroll);
        self.looking = Some(Looking {
            id,
            list: again.map_or(here, |looking| looking.list),
            elsewhere,
        });
        self.sum_up();
    }

    /// The window that has the conversation open which is looked at, with where and since when; `None` when none has.
    #[must_use]
    pub fn elsewhere(&self) -> Option<String> {
        let owner = self.looking.as_ref()?.elsewhere.as_ref()?;
        let words = owner.words(|at| self.look.clock(at));
        Some(format!("open in another window{words}"))
    }

    /// Whether a past conversation is only looked at: nothing of it changes.
    #[must_use]
    pub const fn is_looking(&self) -> bool {
        self.looking.is_some()
    }

    /// What came of the conversation that is looked at, and to which day it is kept.
    #[must_use]
    pub fn came_of_it(&self) -> Option<(String, Option<Date>)> {
        let id = self.looking.as_ref()?.id;
        let mut listed = self.past.found.rows.iter().chain(&self.cases);
        let case = listed.find(|case| case.id == id)?;
        let [_, _, came_of_it, _] = past_words(&self.shelf, case, &self.look.zone);
        Some((came_of_it, case.kept_to(self.keep)))
    }

    /// Goes on with the conversation that is looked at.
    pub(super) fn go_on_with_it(&self) -> Vec<Effect> {
        // Until it is open it is still only looked at.
        let resume = self.looking.as_ref();
        let resume = resume.map(|looking| Effect::Resume(looking.id));
        resume.into_iter().collect()
    }

    /// One step back while a past conversation is looked at.
    pub(super) fn back_while_looking(&mut self) -> Vec<Effect> {
        if self.place != Place::Summary {
            self.show(Place::Summary);
            return Vec::new();
        }
        self.stop_looking()
    }

    /// The conversation that is looked at.
    pub(super) fn looked_at(&self) -> Option<CaseId> {
        self.looking.as_ref().map(|looking| looking.id)
    }

    /// Back to the list as it stood.
    pub(super) fn stop_looking(&mut self) -> Vec<Effect> {
        self.case = None;
        let list = self.looking.take().map(|looking| looking.list);
        let (place, cursor, scroll) = list.unwrap_or((Place::Past, 0, 0));
        self.show(place);
        (self.cursor, self.scroll) = (cursor, scroll);
        if place == Place::Past {
            vec![Effect::Find(SafeText::new(&self.past.find))]
        } else {
            vec![Effect::Close]
        }
    }

    /// Why a command cannot be given while a past conversation is looked at; `None` when it can.
    pub(super) fn why_not_looking(&self, command: Command) -> Option<SafeText> {
        let changes = match command {
            Command::NotSure
            | Command::RatherNot
            | Command::Tick
            | Command::Later
            | Command::Source
            | Command::Undo
            | Command::Redo
            | Command::Note
            | Command::ReadOut
            | Command::Export
            | Command::HandOver
            | Command::Otherwise
            | Command::Closing
            | Command::Done
            | Command::Pair => true,
            Command::Less | Command::More => self.place != Place::Compare,
            Command::Choose | Command::Accept => {
                !matches!(self.place, Place::Why | Place::Try | Place::Compare)
            }
            _ => false,
        };
        (self.is_looking() && changes).then(|| self.only_looked_at())
    }
}
