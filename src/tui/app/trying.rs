//! Trying a change without keeping it, and what can be done when nothing fits.

use crate::command::{Command, Place};
use crate::domain::SafeText;
use crate::interview::{CaseNeeds, Fact, Flow, Interview, NoteKind, Outcome, Scenario, case_needs};
use crate::present::{Disturbed, Movement, Sure, View, Way, WouldChange};
use crate::ranking::{Advice, advise};

use super::case::WATCHED;
use super::{App, Case, Effect, Pending};

/// What is worked out only while it is shown: what would change the order, and what would help when there is none.
#[derive(Debug, Clone)]
pub struct Outlook {
    /// What would put another offering first.
    pub changes: Vec<WouldChange>,
    /// What lets something fit.
    pub ways: Vec<Way>,
    /// By position in the catalog: whether no change of priorities can put it before the first.
    pub dominated: Vec<bool>,
}

impl Outlook {
    pub(super) fn of(view: &View<'_>, sure: &Sure, interview: &Interview, flow: &Flow) -> Self {
        let first = view.advice.ranked.first();
        Self {
            changes: view.would_change(sure, interview, flow),
            ways: view.ways(sure, interview),
            dominated: first.map_or_else(Vec::new, |first| view.dominated_by(first.offering)),
        }
    }
}

/// A row of the page of reasons that can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelpRow {
    /// Tries the change at this position of [`Outlook::changes`].
    Change(usize),
    /// Tries the way out at this position of [`Outlook::ways`].
    Way(usize),
    /// Shows the nearest misses side by side.
    Misses,
    /// The customer keeps what they have.
    Stays,
    /// Nothing fits: the unmet need is noted.
    NothingFits,
}

/// A change that is tried. Nothing of it is part of the conversation.
#[derive(Debug, Clone)]
pub struct Trying {
    /// The answers.
    pub scenario: Scenario,
    /// The same in words, from and to.
    pub words: SafeText,
    /// What the customer would need.
    pub needs: CaseNeeds,
    /// The advice on it.
    pub advice: Advice,
    /// What it changes against the conversation as it stands.
    pub movement: Movement,
    /// Offerings that come and go, and answers to other questions that lose their use.
    pub disturbed: Disturbed,
    /// Cursor and scroll of the page it was chosen on.
    from: (usize, usize),
}

impl Trying {
    /// Tries `scenario` in `case`; `from` is cursor and scroll of the page it was chosen on.
    pub(super) fn new(case: &Case, scenario: Scenario, from: (usize, usize)) -> Self {
        let seed = case.needs.needs.tie_seed;
        let after = scenario.after(&case.interview);
        let needs = case_needs(&case.catalog, &after, seed);
        let advice = advise(case.catalog.blind(), &needs.needs);
        let now = (&case.interview, &case.advice);
        Self {
            words: case.view().scenario_words(&scenario, &case.interview),
            movement: Movement::between(&case.catalog, &case.advice, &advice, WATCHED),
            disturbed: Disturbed::between(&case.catalog, now, (&after, &advice)),
            scenario,
            needs,
            advice,
            from,
        }
    }

    /// Whether the order, what fits, and all other answers would stay as they are.
    pub(super) fn disturbs_nothing(&self) -> bool {
        let (before, then) = self.movement.fitting;
        self.movement.moves.is_empty() && before == then && self.disturbed.is_nothing()
    }

    /// The advice with names and words. `case` is the conversation it was tried in.
    #[must_use]
    pub fn view<'a>(&'a self, case: &'a Case) -> View<'a> {
        View::new(&case.catalog, &self.needs, &self.advice)
    }
}

impl App {
    /// The rows of the page of reasons that can be taken, top to bottom; those that are only tried come first.
    #[must_use]
    pub fn help_rows(&self) -> Vec<HelpRow> {
        let Some((case, outlook)) = self
            .case
            .as_ref()
            .and_then(|case| Some((case, case.outlook.as_ref()?)))
        else {
            return Vec::new();
        };
        let changes = outlook.changes.iter().enumerate();
        let changes = changes
            .filter(|(_, change)| change.scenario.is_some())
            .map(|(n, _)| HelpRow::Change(n));
        let ways = outlook.ways.iter().enumerate();
        let ways = ways
            .filter(|(_, way)| way.trial.is_some())
            .map(|(n, _)| HelpRow::Way(n));
        let mut rows: Vec<HelpRow> = changes.chain(ways).take(9).collect();
        if case.advice.ranked.is_empty() {
            rows.extend([HelpRow::Misses, HelpRow::Stays, HelpRow::NothingFits]);
        }
        rows
    }

    /// How many rows of the page of reasons are only tried.
    fn trials(&self) -> usize {
        let tried = |row: &HelpRow| matches!(row, HelpRow::Change(_) | HelpRow::Way(_));
        self.help_rows().into_iter().filter(tried).count()
    }

    /// How many rows a digit takes while something is tried; none when there is nothing else to try.
    pub(super) fn other_trials(&self) -> usize {
        Some(self.trials()).filter(|all| *all > 1).unwrap_or(0)
    }

    /// Takes a row of the page of reasons.
    pub(super) fn help(&mut self, row: usize) -> Vec<Effect> {
        match self.help_rows().get(row) {
            None => {
                self.notice =
                    Some(format!("Not a row here: {}. Nothing was changed.", row + 1).into());
                Vec::new()
            }
            Some(HelpRow::Misses | HelpRow::Stays | HelpRow::NothingFits)
                if self.place == Place::Try =>
            {
                self.notice = Some("Backspace first: that stands on the page before.".into());
                Vec::new()
            }
            Some(HelpRow::Change(_) | HelpRow::Way(_)) => {
                self.try_row(row);
                Vec::new()
            }
            Some(HelpRow::Misses) => {
                self.open_table();
                Vec::new()
            }
            Some(HelpRow::Stays) => self.conclude(Outcome::Stays, None),
            Some(HelpRow::NothingFits) => {
                let note = self.unmet_need();
                self.conclude(Outcome::NothingFits, note)
            }
        }
    }

    /// Tries what stands in a row of the page of reasons, and shows what comes of it.
    pub(super) fn try_row(&mut self, row: usize) {
        let help = self.help_rows().get(row).copied();
        let Some(case) = &self.case else { return };
        let Some(outlook) = &case.outlook else { return };
        let scenario = match help {
            Some(HelpRow::Change(n)) => outlook.changes.get(n).and_then(|c| c.scenario.as_ref()),
            Some(HelpRow::Way(n)) => outlook
                .ways
                .get(n)
                .and_then(|way| way.trial.as_ref())
                .map(|trial| &trial.scenario),
            _ => None,
        };
        let Some(scenario) = scenario.cloned() else {
            return;
        };
        let from = match &self.trying {
            Some(trying) => trying.from,
            None if self.place == Place::Why => (self.cursor, self.scroll),
            None => (row + 1, 0),
        };
        let trying = Trying::new(case, scenario, from);
        self.show(Place::Try);
        self.cursor = row + 1;
        self.trying = Some(trying);
    }

    /// Back to the page on which the change was chosen; nothing was kept.
    pub(super) fn stop_trying(&mut self) {
        let from = self.trying.as_ref().map(|trying| trying.from);
        self.show(Place::Why);
        (self.cursor, self.scroll) = from.unwrap_or_default();
    }

    /// Keeps what is tried: its answers are recorded one after the other.
    pub(super) fn keep_trial(&mut self) -> Vec<Effect> {
        let Some(trying) = &self.trying else {
            return Vec::new();
        };
        let facts = trying.scenario.facts();
        self.answered_by_key = facts.len() == 1;
        self.pending = Pending::Kept;
        self.record_all(facts)
    }

    /// What follows once all answers of a trial are on disk.
    pub(super) fn kept(&mut self) {
        let Some(trying) = self.trying.take() else {
            return;
        };
        // Where nothing fitted the talk goes on; else the reasons for the new order are what was being looked at.
        let nothing_fitted = trying.movement.fitting.0 == 0;
        self.show(if nothing_fitted {
            Place::Question
        } else {
            Place::Why
        });
        let back = if trying.scenario.answers.len() > 1 {
            "takes the answers back, one by one"
        } else {
            "takes it back"
        };
        let undo = self.key_for(Command::Undo);
        self.notice = Some(format!("Kept: {}. {undo} {back}.", trying.words).into());
    }

    /// Records facts in their order; what is pending follows the last of them, and none follows one that fails.
    pub(super) fn record_all(&mut self, facts: Vec<Fact>) -> Vec<Effect> {
        self.to_record = facts.into();
        let first = self.to_record.pop_front();
        first.map(Effect::Record).into_iter().collect()
    }

    /// Ends the conversation from the page of reasons, with a note before it, and shows the summary.
    fn conclude(&mut self, outcome: Outcome, note: Option<Fact>) -> Vec<Effect> {
        self.sum_up();
        let ended = self.ending_with(outcome);
        self.record_all(note.into_iter().chain([ended]).collect())
    }

    /// The note that nothing meets these must-haves; `None` when it stands there already.
    fn unmet_need(&self) -> Option<Fact> {
        let case = self.case.as_ref()?;
        let musts = case.needs.musts.iter().map(|must| must.text.to_string());
        let text: SafeText = format!(
            "Nothing meets all of: {}",
            musts.collect::<Vec<_>>().join("; ")
        )
        .into();
        let kind = NoteKind::UnmetNeed;
        let mut notes = case.interview.notes().iter();
        let noted = notes.any(|note| note.kind == kind && note.text == text);
        (!noted).then_some(Fact::Noted { kind, text })
    }
}
