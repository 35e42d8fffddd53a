//! Which needs an offering leaves unmet, and what no change of priorities can reverse.

use crate::domain::{Importance, SafeText};
use crate::interview::Origin;
use crate::ranking::{Empty, ONE, dominated_by};

use super::entry::{Entry, Standing};
use super::view::View;

/// Values below this are poor: the worst fifth of the fixed scale.
const POOR: u16 = ONE / 5;

impl View<'_> {
    /// The needs that an offering leaves unmet, in words.
    ///
    /// Of one that misses must-haves these are those. Of any other they are the wishes that the customer called important or
    /// essential and on which its value lies in the worst fifth of the fixed scale of the criterion, whatever the others offer. A
    /// fact that nobody states is no unmet need: it is a question to the seller.
    #[must_use]
    pub fn unmet(&self, entry: &Entry) -> Vec<SafeText> {
        if let Standing::Misses(musts) = &entry.standing {
            return musts.clone();
        }
        let poor = |criterion: usize| {
            let values = self.advice.values.get(criterion);
            let value = values.and_then(|values| values.get(entry.offering));
            value.is_some_and(|value| *value < POOR)
        };
        let matters = |criterion: usize| {
            let wish = self.case.wishes.get(criterion);
            let origin = wish.map(|wish| wish.origin);
            matches!(origin, Some(Origin::Level(_, level)) if level >= Importance::Important)
        };
        let stated = |criterion: usize| {
            let column = self.catalog.criteria.get(criterion).map(|c| c.attribute);
            column.is_some_and(|column| {
                self.cell(column, entry.offering).is_some()
                    || self.catalog.blind().empty_means(column) == Empty::DoesNotApply
            })
        };
        self.parts(entry)
            .iter()
            .filter(|part| {
                matters(part.criterion) && poor(part.criterion) && stated(part.criterion)
            })
            .map(super::why::Part::words)
            .collect()
    }

    /// By position in the catalog: whether `first` is at least as good on every criterion and better on one, whatever the unknown
    /// facts of both turn out to be. No change of priorities can put such an offering before it; other answers or facts may.
    #[must_use]
    pub fn dominated_by(&self, first: usize) -> Vec<bool> {
        dominated_by(self.catalog.blind(), &self.case.needs, self.advice, first)
    }
}

/// What is said of an offering that the first dominates.
pub const CANNOT_REVERSE: &str = "No change of priorities can reverse this.";
