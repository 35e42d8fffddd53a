//! Jump: every question, offering, word and command, found by a few letters.

use std::sync::Arc;

use crate::command::{self, Command, Place};
use crate::domain::SafeText;
use crate::interview::Status;
use crate::present::{answer_words, full_name};
use crate::tui::search::search;

use super::{App, Effect, HelpRow, Overlay};

/// Where a jump leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// To a question.
    Question(usize),
    /// Puts an offering beside the first.
    Offering(usize),
    /// Explains a word.
    Term(usize),
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
        // First, so that Tab, arrows and Enter do anything without a letter.
        for spec in command::at(self.place).filter(|spec| is_done_from_a_list(spec.command)) {
            let now = self.why_not(spec.command).is_none();
            targets.push((
                format!("{} {}", spec.long, spec.word),
                Found {
                    target: Target::Do(spec.command),
                    kind: "do".into(),
                    text: spec.long.into(),
                    detail: if now { spec.shown } else { "not now" }.into(),
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
            for (n, offering) in catalog.offerings.iter().enumerate() {
                let seller = catalog.seller_of(offering);
                let own = if catalog.is_own(offering) {
                    "[OURS] "
                } else {
                    ""
                };
                let seller = seller.map_or("", |seller| seller.name.as_str());
                targets.push((
                    format!("{} {seller}", offering.name),
                    Found {
                        target: Target::Offering(n),
                        kind: catalog.offering.one.clone(),
                        text: format!("{own}{}", full_name(catalog, n)).into(),
                        detail: "side by side".into(),
                    },
                ));
            }
            for (n, term) in catalog.glossary.iter().enumerate() {
                targets.push((
                    term.term.to_string(),
                    Found {
                        target: Target::Term(n),
                        kind: "word".into(),
                        text: term.term.clone(),
                        detail: term.text.clone(),
                    },
                ));
            }
        }
        targets
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
            .map(|(_, found)| found.clone())
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
                self.open_table();
                if !self.table.offerings.contains(&offering) {
                    self.table.offerings.truncate(2);
                    self.table.offerings.push(offering);
                }
                self.table.column = self
                    .table
                    .offerings
                    .iter()
                    .position(|own| *own == offering)
                    .unwrap_or(0);
                Vec::new()
            }
            Target::Term(term) => {
                let term = self
                    .case
                    .as_ref()
                    .and_then(|case| case.catalog.glossary.get(term));
                self.notice = term.map(|term| format!("{}: {}", term.term, term.text).into());
                self.overlay = None;
                Vec::new()
            }
        }
    }
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
