//! The fold of facts.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::domain::{Answer, Id, SafeText};

use super::bookmark::Bookmark;
use super::choice::Choice;
use super::ending::{Closing, Outcome, Recommendation};
use super::fact::{Acceptance, Began, Fact, NoteKind, Recorded};
use super::privacy::Privacy;

/// The state of a conversation: a fold of its facts, and nothing besides.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Interview {
    began: Option<(Timestamp, Began)>,
    /// What can be taken back, oldest first.
    done: Vec<Change>,
    /// What was taken back, last first to come back.
    undone: Vec<Change>,
    read_out: Vec<(Id, SafeText, Timestamp)>,
    outcome: Option<Outcome>,
    closing: Option<(Timestamp, Closing)>,
    held: Option<(Timestamp, Bookmark)>,
    stood: Option<Bookmark>,
    privacy: Privacy,
    accepted: Vec<(Timestamp, Acceptance)>,
    last: Option<Timestamp>,
    // Folded from `done`.
    answers: BTreeMap<Id, Answer>,
    put_off: Vec<Id>,
    notes: Vec<Note>,
}

/// A change that undo takes back.
#[derive(Debug, Clone, PartialEq)]
enum Change {
    Answered(Id, Answer),
    PutOff(Id),
    Chose(Choice),
    Noted(Note),
    Recommended(Timestamp, Recommendation),
}

/// A note.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// When it was taken.
    pub at: Timestamp,
    /// Who it is for.
    pub kind: NoteKind,
    /// The words.
    pub text: SafeText,
}

impl Interview {
    /// Folds a list of facts.
    pub fn fold<'f>(facts: impl IntoIterator<Item = &'f Recorded>) -> Self {
        let mut interview = Self::default();
        for fact in facts {
            interview.apply(fact);
        }
        interview
    }

    /// Adds one fact.
    pub fn apply(&mut self, recorded: &Recorded) {
        let at = recorded.at;
        // By these nobody went on with the conversation: where it stands, and for how long it is kept, stay as they were.
        let goes_on = !matches!(recorded.fact, Fact::PersonForgotten | Fact::Accepted(_));
        if goes_on {
            self.last = Some(at);
            // Whatever happens next, the conversation has been taken up again.
            self.held = None;
        }
        let stood = self.stood.as_ref().filter(|_| goes_on);
        let before = stood.map(|_| self.answers.clone());
        match &recorded.fact {
            Fact::Began(began) => self.began = Some((at, began.clone())),
            Fact::Answered { question, answer } => {
                self.change(Change::Answered(question.clone(), answer.clone()));
            }
            Fact::PutOff { question } => self.change(Change::PutOff(question.clone())),
            Fact::Chose(choice) => self.change(Change::Chose(choice.clone())),
            Fact::Noted { kind, text } => {
                self.change(Change::Noted(Note {
                    at,
                    kind: *kind,
                    text: text.clone(),
                }));
            }
            Fact::Recommended(recommended) => {
                self.change(Change::Recommended(at, recommended.clone()));
            }
            Fact::Undone => {
                self.undone.extend(self.done.pop());
                self.refold();
            }
            Fact::Redone => {
                self.done.extend(self.undone.pop());
                self.refold();
            }
            Fact::ReadOut { statement, hash } => {
                self.read_out.push((statement.clone(), hash.clone(), at));
            }
            Fact::Held { place } => {
                self.held = Some((at, place.clone()));
                self.stood = Some(place.clone());
            }
            Fact::Drafted { place } => self.stood = Some(place.clone()),
            fact @ (Fact::Consented(_) | Fact::PersonKept(_) | Fact::PersonForgotten) => {
                self.privacy.apply(at, fact);
            }
            Fact::Accepted(accepted) => self.accepted.push((at, accepted.clone())),
            Fact::Closing(closing) => self.closing = Some((at, closing.clone())),
            Fact::TakenUp => {}
            Fact::Ended { outcome } => self.outcome = Some(outcome.clone()),
        }
        if let Some(before) = before {
            self.leave_behind(&recorded.fact, &before);
        }
    }

    /// What was begun and where it stood, after one more fact.
    fn leave_behind(&mut self, fact: &Fact, before: &BTreeMap<Id, Answer>) {
        let stays = matches!(
            fact,
            Fact::Held { .. } | Fact::Drafted { .. } | Fact::TakenUp | Fact::Began(_)
        );
        if !stays && let Some(stood) = &mut self.stood {
            let now = &self.answers;
            stood.go_on(fact, |id| before.get(id) != now.get(id));
        }
    }

    /// A new change: what was taken back before can no longer come back, and an ended conversation is open again.
    fn change(&mut self, change: Change) {
        self.undone.clear();
        self.outcome = None;
        self.make(&change);
        self.done.push(change);
    }

    fn refold(&mut self) {
        self.answers.clear();
        self.put_off.clear();
        self.notes.clear();
        self.outcome = None;
        for change in std::mem::take(&mut self.done) {
            self.make(&change);
            self.done.push(change);
        }
    }

    fn make(&mut self, change: &Change) {
        match change {
            Change::Answered(question, answer) => {
                self.put_off.retain(|id| id != question);
                self.answers.insert(question.clone(), answer.clone());
            }
            Change::PutOff(question) => {
                self.put_off.retain(|id| id != question);
                self.put_off.push(question.clone());
            }
            // They are read from `done`, in their order.
            Change::Chose(_) | Change::Recommended(..) => {}
            Change::Noted(note) => self.notes.push(note.clone()),
        }
    }

    /// What the conversation rests on, and when it began.
    #[must_use]
    pub const fn began(&self) -> Option<&(Timestamp, Began)> {
        self.began.as_ref()
    }

    /// The answers that hold, by question.
    #[must_use]
    pub const fn answers(&self) -> &BTreeMap<Id, Answer> {
        &self.answers
    }

    /// Every answer given, with those that were changed later, oldest first; what was taken back is not among them.
    pub fn history(&self) -> impl Iterator<Item = (&Id, &Answer)> {
        self.done.iter().filter_map(|change| match change {
            Change::Answered(question, answer) => Some((question, answer)),
            _ => None,
        })
    }

    /// Choices between two offerings that hold, oldest first.
    pub fn choices(&self) -> impl Iterator<Item = &Choice> {
        self.done.iter().filter_map(|change| match change {
            Change::Chose(choice) => Some(choice),
            _ => None,
        })
    }

    /// What the adviser recommends in place of the first of the order, and since when; the last one holds.
    #[must_use]
    pub fn recommended(&self) -> Option<(Timestamp, &Recommendation)> {
        self.done.iter().rev().find_map(|change| match change {
            Change::Recommended(at, recommended) => Some((*at, recommended)),
            _ => None,
        })
    }

    /// What the customer said to the closing question, and when; `None` until they were asked.
    #[must_use]
    pub const fn closing(&self) -> Option<&(Timestamp, Closing)> {
        self.closing.as_ref()
    }

    /// Questions put off, in the order in which they were.
    #[must_use]
    pub fn put_off(&self) -> &[Id] {
        &self.put_off
    }

    /// Notes that hold.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Statements read out: which, the hash of the text, when.
    #[must_use]
    pub fn read_out(&self) -> &[(Id, SafeText, Timestamp)] {
        &self.read_out
    }

    /// Who took the conversation over, and what they understood, oldest first.
    #[must_use]
    pub fn accepted(&self) -> &[(Timestamp, Acceptance)] {
        &self.accepted
    }

    /// How it ended; `None` while it goes on.
    #[must_use]
    pub const fn outcome(&self) -> Option<&Outcome> {
        self.outcome.as_ref()
    }

    /// Since when it is on hold, and where it stood; `None` while it goes on.
    #[must_use]
    pub const fn held(&self) -> Option<&(Timestamp, Bookmark)> {
        self.held.as_ref()
    }

    /// Where it stood last, with what was begun and not kept; `None` when it goes on with what comes next and nothing was begun.
    #[must_use]
    pub const fn stood(&self) -> Option<&Bookmark> {
        self.stood.as_ref()
    }

    /// What was said and done about contact details.
    #[must_use]
    pub const fn privacy(&self) -> &Privacy {
        &self.privacy
    }

    /// When the last fact was recorded.
    #[must_use]
    pub const fn last(&self) -> Option<Timestamp> {
        self.last
    }

    /// Whether there is something to take back, and something to bring back.
    #[must_use]
    pub const fn can_undo_redo(&self) -> (bool, bool) {
        (!self.done.is_empty(), !self.undone.is_empty())
    }

    /// The question of the last answer that holds.
    #[must_use]
    pub fn last_answered(&self) -> Option<&Id> {
        self.history().last().map(|(question, _)| question)
    }
}
