//! Which questions apply, which are open, which comes next.

use crate::catalog::Catalog;

use super::needs::{holds, inputs};
use super::state::Interview;

/// How a question stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Not asked yet.
    Open,
    /// Put off to the end.
    PutOff,
    /// Answered, "don't know" and "rather not say" included.
    Answered,
    /// It does not apply to this customer.
    DoesNotApply,
    /// Answered, but a later answer made it meaningless: kept, and no longer used.
    NoLongerUsed,
}

/// The state of every question of a catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// One per question, in the catalog's order.
    pub status: Vec<Status>,
    put_off: Vec<usize>,
}

impl Flow {
    /// Looks at all questions. A question applies where it has no condition or the condition is true: one that rests on answers which are
    /// still open does not apply yet.
    #[must_use]
    pub fn new(catalog: &Catalog, interview: &Interview) -> Self {
        let inputs = inputs(catalog, interview.answers());
        let status = catalog
            .questions
            .iter()
            .map(|question| {
                let applies = holds(question.when.as_ref(), &inputs);
                let answered = interview.answers().contains_key(&question.id);
                match (applies, answered) {
                    (true, true) => Status::Answered,
                    (false, true) => Status::NoLongerUsed,
                    (false, false) => Status::DoesNotApply,
                    (true, false) if interview.put_off().contains(&question.id) => Status::PutOff,
                    (true, false) => Status::Open,
                }
            })
            .collect();
        let put_off = interview
            .put_off()
            .iter()
            .filter_map(|id| catalog.question(id.as_str()).map(|(position, _)| position))
            .collect();
        Self { status, put_off }
    }

    /// The question to ask next: the first open one after `after` (wrapping around), then those put off.
    #[must_use]
    pub fn next(&self, after: Option<usize>) -> Option<usize> {
        let open = |position: &usize| self.status.get(*position) == Some(&Status::Open);
        let start = after.map_or(0, |position| position + 1);
        (start..self.status.len())
            .chain(0..start)
            .find(open)
            .or_else(|| {
                let put_off = |p: &&usize| self.status.get(**p) == Some(&Status::PutOff);
                self.put_off.iter().find(put_off).copied()
            })
    }

    /// The first open question of those that every conversation begins with.
    #[must_use]
    pub fn early(&self, catalog: &Catalog) -> Option<usize> {
        let early = |position: &usize| {
            let question = catalog.questions.get(*position);
            question.is_some_and(|question| question.early)
        };
        self.with(Status::Open).find(early)
    }

    /// Positions of the questions that apply, answered or not.
    pub fn applying(&self) -> impl Iterator<Item = usize> {
        self.status
            .iter()
            .enumerate()
            .filter(|(_, status)| {
                matches!(status, Status::Open | Status::PutOff | Status::Answered)
            })
            .map(|(position, _)| position)
    }

    /// Positions of the questions with this status.
    pub fn with(&self, status: Status) -> impl Iterator<Item = usize> {
        self.status
            .iter()
            .enumerate()
            .filter(move |(_, own)| **own == status)
            .map(|(position, _)| position)
    }
}
