//! Jump: every question, offering, word and command, found by a few letters.

use std::sync::Arc;

use crate::command::{Command, Place};
use crate::domain::{SafeText, masked};
use crate::tui::search::search;

use super::picking::Purpose;
use super::{App, Effect, Overlay};

/// Where a jump leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// To a question.
    Question(usize),
    /// Puts an offering beside the first.
    Offering(usize),
    /// Explains a word.
    Term(usize),
    /// Shows what can be said to something the customer says.
    Objection(usize),
    /// Opens a row of the start: a conversation that waits, or a catalog.
    Open(usize),
    /// Makes a note of what was typed behind the word.
    Note,
    /// Puts places of the order side by side that were typed behind the word.
    Beside,
    /// Looks for what was typed among past conversations.
    Past,
    /// Tries a change: a row of the page of reasons.
    Try(usize),
    /// Does something.
    Do(Command),
}

/// An entry of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it leads.
    pub target: Target,
    /// `Q3`, `Car`, `Word`, `Do`.
    pub kind: SafeText,
    /// What it is.
    pub text: SafeText,
    /// More: the answer so far, the seller, the key.
    pub detail: SafeText,
    /// Whether it can be followed as things stand.
    pub now: bool,
}

/// The open palette.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Jump {
    /// What was typed.
    pub query: String,
    /// What matches, best first.
    pub found: Vec<Found>,
    /// How many entries there are.
    pub of: usize,
    /// The entry under the cursor.
    pub cursor: usize,
    /// What a row is chosen for.
    pub purpose: Purpose,
    /// Whether somebody has typed or moved: nobody takes the first row by a key that was still down.
    pub(super) touched: bool,
    /// All entries, with the words by which each is found: they stay while somebody types.
    pub(super) all: Arc<Vec<(String, Found)>>,
}

impl App {
    /// What the query itself can become, before what it finds: a note of its words, its places side by side, a look for its words among
    /// past conversations.
    fn typed_words(&self, query: &str) -> Option<Found> {
        if let Some(words) = words_behind("past", query) {
            return self.past_with(words);
        }
        let (target, text, command) = if words_behind("note", query).is_some() {
            self.takes_notes().then_some(())?;
            (Target::Note, "make a note of it".to_owned(), Command::Note)
        } else {
            let places = words_behind("compare", query)?;
            let offerings = self.at_places(places).ok()?;
            let possible = self.place == Place::Compare || self.why_not(Command::Compare).is_none();
            possible.then_some(())?;
            let text = format!("put {} side by side", offerings.len());
            (Target::Beside, text, Command::Compare)
        };
        Some(Found {
            target,
            kind: "do".into(),
            text: text.into(),
            detail: self.look.keys.shown(command).unwrap_or_default().into(),
            now: true,
        })
    }

    /// Behind what the query finds here: past conversations with its words.
    fn past_with(&self, query: &str) -> Option<Found> {
        let query = query.trim();
        let detail = if self.why_not(Command::Past).is_none() {
            self.look.keys.shown(Command::Past).unwrap_or_default()
        } else {
            self.can_be_set_aside().then_some("this one waits")?
        };
        let shown = masked(&SafeText::new(query)).0;
        (!query.is_empty()).then(|| Found {
            target: Target::Past,
            kind: "talk".into(),
            text: format!("\"{shown}\" in past conversations").into(),
            detail: detail.into(),
            now: true,
        })
    }

    /// The palette with what its query finds.
    pub(super) fn searched(&self, jump: Jump) -> Jump {
        let targets = if jump.all.is_empty() {
            Arc::new(match jump.purpose {
                Purpose::Go => self.targets(),
                purpose => self.offerings_to_pick(purpose),
            })
        } else {
            jump.all
        };
        let positions = search(&jump.query, targets.iter().map(|(words, _)| words.as_str()));
        let found = positions
            .into_iter()
            .filter_map(|position| targets.get(position))
            .map(|(_, found)| found.clone());
        let (before, behind) = match jump.purpose {
            Purpose::Go => match self.typed_words(&jump.query) {
                past @ Some(Found {
                    target: Target::Past,
                    ..
                }) => (past, None),
                typed => (typed, self.past_with(&jump.query)),
            },
            Purpose::Take | Purpose::Recommend => (None, None),
        };
        let numbered = numbered(&jump.query, &targets);
        let others = found.filter(|found| Some(found.target) != numbered.map(|own| own.target));
        let found = numbered.cloned().into_iter().chain(others);
        // What cannot be done now is found, too, behind all that can. Where nothing is looked for, commands keep their places.
        let waits = |found: &Found| !found.now && !jump.query.is_empty();
        let (later, now): (Vec<Found>, Vec<Found>) = found.partition(waits);
        let all = before.into_iter().chain(now).chain(later).chain(behind);
        let found = all.collect();
        Jump {
            found,
            of: targets.len(),
            cursor: 0,
            query: jump.query,
            purpose: jump.purpose,
            touched: jump.touched,
            all: targets,
        }
    }

    /// The same palette once more is known, on the row it was on.
    pub(super) fn search_again(&mut self) {
        let Some(Overlay::Jump(jump)) = &self.overlay else {
            return;
        };
        let on = jump.found.get(jump.cursor).map(|found| found.target);
        let mut again = self.searched(Jump {
            query: jump.query.clone(),
            purpose: jump.purpose,
            touched: jump.touched,
            ..Jump::default()
        });
        let row = again
            .found
            .iter()
            .position(|found| Some(found.target) == on);
        again.cursor = row.unwrap_or(0);
        self.overlay = Some(Overlay::Jump(again));
    }

    /// Goes where row `row` of the palette leads; it stays open where there is no such row.
    pub(super) fn follow_row(&mut self, jump: Jump, row: usize) -> Vec<Effect> {
        let target = jump.found.get(row).map(|found| found.target);
        match target {
            Some(Target::Offering(offering)) if jump.purpose != Purpose::Go => {
                return self.picked(jump.purpose, offering);
            }
            Some(Target::Note) => {
                self.note_of(words_behind("note", &jump.query).unwrap_or_default());
            }
            Some(Target::Beside) => {
                let places = words_behind("compare", &jump.query).unwrap_or_default();
                self.side_by_side(self.at_places(places).unwrap_or_default());
            }
            Some(Target::Past) => {
                let words = words_behind("past", &jump.query);
                let words = words.unwrap_or_else(|| jump.query.trim());
                return if self.case.is_some() {
                    self.set_aside_for_past(words)
                } else {
                    self.open_past_with(words)
                };
            }
            Some(target) => return self.go(target),
            None => self.overlay = Some(Overlay::Jump(jump)),
        }
        Vec::new()
    }

    /// Follows a jump.
    pub(super) fn go(&mut self, target: Target) -> Vec<Effect> {
        match target {
            Target::Do(command) => self.act(command),
            Target::Try(row) => {
                if !matches!(self.place, Place::Why | Place::Try) {
                    self.show(Place::Why);
                }
                self.overlay = None;
                self.try_row(row);
                Vec::new()
            }
            Target::Question(position) => {
                self.show(Place::Question);
                if let Some(case) = &mut self.case {
                    case.go_to(position);
                }
                Vec::new()
            }
            Target::Offering(offering) => {
                self.ask_for(offering);
                if self.place == Place::Compare {
                    self.overlay = None;
                } else {
                    self.open_table();
                    // Room for it, beside what is first.
                    if !self.table.offerings.contains(&offering) {
                        self.table.offerings.truncate(2);
                    }
                }
                self.put_beside(offering);
                Vec::new()
            }
            Target::Term(term) => {
                let mut terms = self.case.iter().flat_map(|case| &case.catalog.glossary);
                self.overlay = terms.nth(term).map(|term| Overlay::Words {
                    title: term.term.clone(),
                    text: term.text.clone(),
                });
                Vec::new()
            }
            Target::Objection(objection) => {
                let mut objections = self.case.iter().flat_map(|case| &case.catalog.objections);
                self.overlay = objections.nth(objection).map(|objection| Overlay::Words {
                    title: format!("\"{}\"", objection.says).into(),
                    text: objection.reply.clone(),
                });
                Vec::new()
            }
            Target::Open(row) => {
                self.overlay = None;
                self.open_row(row)
            }
            Target::Note => self.act(Command::Note),
            Target::Beside => self.act(Command::Compare),
            Target::Past => self.act(Command::Past),
        }
    }
}

impl App {
    /// Remembers that somebody asked about an offering by its name.
    fn ask_for(&mut self, offering: usize) {
        if !self.asked_for.contains(&offering) {
            self.asked_for.push(offering);
        }
    }

    /// The offerings somebody asked about by name in this conversation, in the order in which they did.
    #[must_use]
    pub fn asked_for(&self) -> &[usize] {
        &self.asked_for
    }
}

/// The question whose number was typed: `5`, `q5`.
fn numbered<'t>(query: &str, targets: &'t [(String, Found)]) -> Option<&'t Found> {
    let query = query.trim();
    let number: usize = query.trim_start_matches(['q', 'Q']).parse().ok()?;
    let question = Target::Question(number.checked_sub(1)?);
    let mut found = targets.iter().map(|(_, found)| found);
    found.find(|found| found.target == question)
}

/// What was typed behind a word; `None` when there is nothing.
fn words_behind<'q>(word: &str, query: &'q str) -> Option<&'q str> {
    let (first, rest) = query.trim_start().split_once(' ')?;
    let rest = rest.trim();
    (first.eq_ignore_ascii_case(word) && !rest.is_empty()).then_some(rest)
}

/// Opens the palette.
impl App {
    pub(super) fn open_jump(&mut self) {
        self.open_jump_for(Purpose::Go);
    }

    /// Opens the same list for one purpose.
    pub(super) fn open_jump_for(&mut self, purpose: Purpose) {
        let jump = self.searched(Jump {
            purpose,
            ..Jump::default()
        });
        self.overlay = Some(Overlay::Jump(jump));
    }
}
