//! Jump: every question, offering, word and command, found by a few letters.

use std::sync::Arc;

use crate::catalog::Catalog;
use crate::command::{self, Command, Place};
use crate::domain::SafeText;
use crate::interview::Status;
use crate::present::{answer_words, full_name};
use crate::tui::search::search;

use super::{App, Effect, HelpRow, Overlay, past_words};

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
    /// All entries, with the words by which each is found: they stay while somebody types.
    pub(super) all: Arc<Vec<(String, Found)>>,
}

impl App {
    /// Everything that can be jumped to from here.
    fn targets(&self) -> Vec<(String, Found)> {
        let mut targets = Vec::new();
        // First, so that Tab twice, arrows and Enter do anything without a letter.
        for spec in command::at(self.place).filter(|spec| is_done_from_a_list(spec.command)) {
            let now = self.why_not(spec.command).is_none();
            targets.push((
                format!("{} {}", spec.long, spec.word),
                Found {
                    target: Target::Do(spec.command),
                    kind: "do".into(),
                    text: spec.long.into(),
                    detail: match self.look.keys.shown(spec.command) {
                        _ if !now => "not now".into(),
                        key => key.unwrap_or_default().into(),
                    },
                },
            ));
        }
        if let Some(case) = &self.case {
            let catalog = &case.catalog;
            for (n, question) in catalog.questions.iter().enumerate() {
                let answer = case.interview.answers().get(&question.id);
                let detail = match (case.flow.status.get(n), answer) {
                    (Some(Status::NoLongerUsed), Some(answer)) => {
                        format!(
                            "{}, no longer used",
                            answer_words(catalog, question, answer)
                        )
                    }
                    (_, Some(answer)) => answer_words(catalog, question, answer).to_string(),
                    (Some(Status::PutOff), _) => "put off".to_owned(),
                    (Some(Status::DoesNotApply), _) => "does not apply so far".to_owned(),
                    _ => "not asked yet".to_owned(),
                };
                let options: Vec<&str> = question
                    .kind
                    .options()
                    .map(|option| option.label.as_str())
                    .collect();
                let words = format!(
                    "{} {} {} {detail}",
                    question.label,
                    question.say,
                    options.join(" ")
                );
                targets.push((
                    words,
                    Found {
                        target: Target::Question(n),
                        kind: format!("Q{}", n + 1).into(),
                        text: question.label.clone(),
                        detail: detail.into(),
                    },
                ));
            }
            targets.extend(self.trials_to_jump_to());
            targets.extend(offerings(catalog));
            targets.extend(words(catalog));
        } else if self.place == Place::Start {
            targets.extend(self.rows_to_jump_to());
        }
        targets
    }

    /// The rows of the start: conversations that wait, and catalogs.
    fn rows_to_jump_to(&self) -> impl Iterator<Item = (String, Found)> {
        let waiting = self.open_cases().map(|case| {
            let [when, title, came_of_it, id] = past_words(&self.shelf, case, &self.look.zone);
            (
                SafeText::from(format!("{title}, {came_of_it}")),
                format!("{when} {id}"),
            )
        });
        let catalogs = self.shelf.iter();
        let catalogs = catalogs.map(|catalog| (catalog.title.clone(), "a new conversation".into()));
        let rows = waiting.chain(catalogs).enumerate();
        rows.map(|(row, (text, detail))| {
            let found = Found {
                target: Target::Open(row),
                kind: "talk".into(),
                detail: detail.as_str().into(),
                text,
            };
            (format!("{} {detail}", found.text), found)
        })
    }

    /// What the query itself can become: a note of it.
    fn typed_words(&self, query: &str) -> Option<Found> {
        note_words(query).filter(|_| self.takes_notes())?;
        Some(Found {
            target: Target::Note,
            kind: "do".into(),
            text: "make a note of it".into(),
            detail: "n".into(),
        })
    }

    /// The changes that can be tried, where they are known.
    fn trials_to_jump_to(&self) -> Vec<(String, Found)> {
        let outlook = self.case.as_ref().and_then(|case| case.outlook.as_ref());
        let Some((case, outlook)) = self.case.as_ref().zip(outlook) else {
            return Vec::new();
        };
        let rows = self.help_rows();
        let rows = rows.iter().enumerate();
        rows.filter_map(|(row, help)| {
            let scenario = match help {
                HelpRow::Change(n) => outlook.changes.get(*n)?.scenario.as_ref()?,
                HelpRow::Way(n) => &outlook.ways.get(*n)?.trial.as_ref()?.scenario,
                _ => return None,
            };
            let text = case.view().scenario_words(scenario, &case.interview);
            let found = Found {
                target: Target::Try(row),
                kind: "Try".into(),
                text: text.clone(),
                detail: "nothing is saved".into(),
            };
            Some((format!("try {text}"), found))
        })
        .collect()
    }

    /// The palette with what its query finds.
    pub(super) fn searched(&self, jump: Jump) -> Jump {
        let targets = if jump.all.is_empty() {
            Arc::new(self.targets())
        } else {
            jump.all
        };
        let positions = search(&jump.query, targets.iter().map(|(words, _)| words.as_str()));
        let found = positions
            .into_iter()
            .filter_map(|position| targets.get(position))
            .map(|(_, found)| found.clone());
        let found = self
            .typed_words(&jump.query)
            .into_iter()
            .chain(found)
            .collect();
        Jump {
            found,
            of: targets.len(),
            cursor: 0,
            query: jump.query,
            all: targets,
        }
    }

    /// The same palette once more is known, on the row it was on.
    pub(super) fn search_again(&mut self) {
        let Some(Overlay::Jump(jump)) = &self.overlay else {
            return;
        };
        let on = jump.found.get(jump.cursor).map(|found| found.target);
        let query = jump.query.clone();
        let mut again = self.searched(Jump {
            query,
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
        match jump.found.get(row).map(|found| found.target) {
            Some(Target::Note) => self.note_of(note_words(&jump.query).unwrap_or_default()),
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

/// The words behind `note`; `None` when there are none.
fn note_words(query: &str) -> Option<&str> {
    let (word, rest) = query.trim_start().split_once(' ')?;
    let rest = rest.trim();
    (word.eq_ignore_ascii_case("note") && !rest.is_empty()).then_some(rest)
}

/// The offerings, with their sellers.
fn offerings(catalog: &Catalog) -> impl Iterator<Item = (String, Found)> {
    let offerings = catalog.offerings.iter().enumerate();
    offerings.map(|(n, offering)| {
        let seller = catalog.seller_of(offering);
        let own = if catalog.is_own(offering) {
            "[OURS] "
        } else {
            ""
        };
        let seller = seller.map_or("", |seller| seller.name.as_str());
        let found = Found {
            target: Target::Offering(n),
            kind: catalog.offering.one.clone(),
            text: format!("{own}{}", full_name(catalog, n)).into(),
            detail: "side by side".into(),
        };
        (format!("{} {seller}", offering.name), found)
    })
}

/// Words explained, and what customers say.
fn words(catalog: &Catalog) -> impl Iterator<Item = (String, Found)> {
    let terms = catalog.glossary.iter().enumerate();
    let terms = terms.map(|(n, term)| (Target::Term(n), "word", &term.term, &term.text));
    let objections = catalog.objections.iter().enumerate();
    let objections = objections.map(|(n, objection)| {
        let target = Target::Objection(n);
        (target, "say", &objection.says, &objection.reply)
    });
    terms.chain(objections).map(|(target, kind, text, detail)| {
        let found = Found {
            target,
            kind: kind.into(),
            text: text.clone(),
            detail: detail.clone(),
        };
        (text.to_string(), found)
    })
}

/// Whether a command makes sense from a list that lies over the screen: rows and steps do not.
const fn is_done_from_a_list(command: Command) -> bool {
    !matches!(
        command,
        Command::Choose
            | Command::GoOn
            | Command::Accept
            | Command::Tick
            | Command::Jump
            | Command::Hints
            | Command::Up
            | Command::Down
            | Command::PageUp
            | Command::PageDown
            | Command::First
            | Command::Last
    )
}

/// Opens the palette.
impl App {
    pub(super) fn open_jump(&mut self) {
        let jump = self.searched(Jump::default());
        self.overlay = Some(Overlay::Jump(jump));
    }
}
