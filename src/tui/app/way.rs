//! The way on: the question that tells most for the time it takes, a choice between two, or nothing that could change the order.

use crate::command::{Command, Place};
use crate::domain::SafeText;
use crate::interview::{Choice, Fact, Preferred, Side, Status};

use super::{App, Case, Changed, Effect, Pending};

/// In which order questions come up by themselves. Any of them can be asked at any time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Asking {
    /// What every conversation begins with, then what tells most about the first place for the seconds it takes.
    #[default]
    ByWorth,
    /// As the catalog lists them.
    InOrder,
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayOn {
    /// This question.
    Question(usize),
    /// Two offerings without names: which one rather?
    Pair,
    /// Nothing that could change the first place is left to ask.
    Nothing,
}

/// Rows under the two offerings: the one, the other, neither.
pub const PAIR_ROWS: [Preferred; 3] = [Preferred::One, Preferred::Other, Preferred::Neither];

impl Case {
    /// What comes after the question on screen; `None` until that is worked out.
    #[must_use]
    pub fn way_on(&self, asking: Asking) -> Option<WayOn> {
        let sure = self.sure.as_ref()?;
        // Who could not say once is asked to choose again only when somebody wishes it.
        let pair = || {
            let could_say = self
                .interview
                .choices()
                .all(|held| held.decided().is_some());
            sure.pair
                .as_ref()
                .filter(|_| could_say)
                .map(|_| WayOn::Pair)
        };
        let by_worth = || sure.next().map(WayOn::Question);
        let way = match asking {
            Asking::InOrder => {
                let next = self.flow.next(Some(self.asked));
                next.map(WayOn::Question).or_else(pair)
            }
            Asking::ByWorth if sure.ahead.enough && sure.early.is_none() => {
                pair().or_else(by_worth)
            }
            Asking::ByWorth => by_worth().or_else(pair),
        };
        Some(way.unwrap_or(WayOn::Nothing))
    }

    /// The question to begin with, here or when the conversation is opened again; `None` until that is worked out.
    pub(super) fn begins_at(&self, asking: Asking) -> Option<usize> {
        let next = || self.flow.next(None).unwrap_or(0);
        match asking {
            Asking::InOrder => Some(next()),
            Asking::ByWorth => Some(match self.way_on(asking)? {
                WayOn::Question(position) => position,
                WayOn::Pair | WayOn::Nothing => next(),
            }),
        }
    }

    /// Goes to the question to begin with; to the likeliest as long as that is not known.
    pub(super) fn begin_with(&mut self, asking: Asking) {
        let likely = || self.flow.early(&self.catalog).unwrap_or(self.asked);
        let asked = self.begins_at(asking).unwrap_or_else(likely);
        self.trail.retain(|seen| *seen != asked);
        self.turn_to(asked);
    }

    /// How many questions apply and have no answer.
    fn unanswered(&self) -> usize {
        self.flow.with(Status::Open).count() + self.flow.with(Status::PutOff).count()
    }
}

impl App {
    /// Goes on once an answer is on disk.
    pub(super) fn go_on(&mut self) {
        let Some(case) = &mut self.case else { return };
        match case.way_on(self.asking) {
            None => {}
            Some(WayOn::Question(position)) => {
                case.go_to(position);
                self.show_kept(Place::Question);
            }
            Some(WayOn::Pair) => self.show(Place::Pair),
            Some(WayOn::Nothing) => {
                case.begin_draft();
                let unanswered = case.unanswered();
                self.show_kept(Place::Question);
                let (stop, jump) = (self.key_for(Command::SumUp), self.key_for(Command::Jump));
                let words = match unanswered {
                    0 => format!("That was the last open question. {stop} sums up."),
                    n => format!(
                        "Nothing left to ask changes the first place. {stop} sums up; {jump} asks one of the other {n}."
                    ),
                };
                self.notice = Some(words.into());
            }
        }
    }

    /// Shows a screen unless it is there already, where nothing of it is to move.
    fn show_kept(&mut self, place: Place) {
        if self.place != place {
            self.show(place);
        }
    }

    /// Why no two offerings can be held against each other now; `None` when they can.
    pub(super) fn why_no_pair(&self) -> Option<SafeText> {
        let case = self.case.as_ref()?;
        let Some(sure) = &case.sure else {
            return Some("It is being worked out which two that would be.".into());
        };
        match (&sure.pair, sure.ahead.enough) {
            (Some(_), _) => None,
            (None, false) => Some(
                "First the questions: choosing between two says most once they rarely change the first place.".into(),
            ),
            (None, true) => {
                Some("There is nothing to settle by choosing between two offerings.".into())
            }
        }
    }

    /// After something was taken back or brought back: the screen on which it was said.
    pub(super) fn after_change(&mut self, changed: Changed) {
        let pair = self.case.as_ref().is_some_and(|case| case.pair().is_some());
        match (self.place, changed) {
            (Place::Question | Place::Pair, Changed::Choice) if pair => self.show(Place::Pair),
            (Place::Pair, _) if !pair || matches!(changed, Changed::Question(_)) => {
                self.show(Place::Question);
            }
            _ => {}
        }
    }

    /// What was taken back or brought back, and whether a decision went with it.
    pub(super) fn changed_words(&self, changed: Changed, undone: bool, reopened: bool) -> SafeText {
        let question = |position: usize| {
            let question = self.case.as_ref()?.catalog.questions.get(position)?;
            Some(question.label.to_string())
        };
        let what = match changed {
            Changed::Question(position) => question(position).unwrap_or_default(),
            Changed::Choice => "the choice between two".to_owned(),
            Changed::Note => "the note".to_owned(),
            Changed::Recommendation => "your own recommendation".to_owned(),
            Changed::Same => "an answer that was given twice".to_owned(),
        };
        let open = if reopened {
            " The decision is open again; files written before still name it."
        } else {
            ""
        };
        if undone {
            let redo = self.key_for(Command::Redo);
            format!("Taken back: {what}. {redo} brings it back.{open}").into()
        } else {
            format!("Brought back: {what}.{open}").into()
        }
    }

    /// Keeps which of the two the customer would rather have.
    pub(super) fn choose_of_two(&mut self, row: usize) -> Vec<Effect> {
        let choice = self.case.as_ref().and_then(|case| {
            let pair = case.view().pair(case.pair()?);
            let side = |offering| Side::of(&case.catalog, &case.advice, offering);
            Some(Choice {
                one: side(pair.one)?,
                other: side(pair.other)?,
                preferred: *PAIR_ROWS.get(row)?,
            })
        });
        let Some(choice) = choice else {
            return Vec::new();
        };
        self.pending = Pending::GoOn;
        self.answered_by_key = true;
        vec![Effect::Record(Fact::Chose(choice))]
    }
}
