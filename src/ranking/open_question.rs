//! Questions that are still open, as far as the ranking is concerned: what each answer would do to the needs.

use super::draws::share_at;
use super::needs::{MAX_MUSTS, Must, Needs, Weight};
use super::settle::settled;
use crate::formula::Input;

/// A question that is still open.
#[derive(Debug, Clone, Default)]
pub struct OpenQuestion {
    /// Which one: any number that tells questions apart and stays the same through a case.
    pub id: usize,
    /// Whether it can be asked now; some only come up after another answer.
    pub askable: bool,
    /// Whether it was put off: it comes when nothing else is worth asking.
    pub put_off: bool,
    /// Seconds to ask and answer it.
    pub seconds: u16,
    /// What its answers would do, with how likely each is: shares of any whole.
    pub answers: Vec<(u32, AnswerEffect)>,
    /// What answers that are not listed may do besides.
    pub unlisted: Unlisted,
}

/// What one answer would change. No answer at all, or "don't know", changes nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AnswerEffect {
    /// Criteria of which it speaks, with how their weight is known then and their points.
    ///
    /// Where several answers speak of one criterion, the highest points count.
    pub weights: Vec<(usize, Weight, u16)>,
    /// Must-haves it adds.
    pub musts: Vec<Must>,
    /// Inputs of formulas it sets.
    pub inputs: Vec<(usize, Input)>,
    /// Yes/no columns it sets: position in [`Needs::given`], one cell per offering.
    pub given: Vec<(usize, Vec<bool>)>,
    /// Offerings that take part from then on, such as keeping what the customer turns out to have.
    pub joins: Vec<usize>,
}

/// What answers that are not listed may do, such as any figure between two usual ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unlisted {
    /// Criteria whose points may change.
    pub weighs: Vec<usize>,
    /// Criteria whose values may change.
    pub values: Vec<usize>,
    /// Whether must-haves may come or change.
    pub musts: bool,
}

impl Unlisted {
    /// Whether the list of answers leaves nothing out.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl OpenQuestion {
    /// What the answer at a fraction of all answers does.
    pub(super) fn answer_at(&self, fraction: u32) -> Option<&AnswerEffect> {
        let priors = self.answers.iter().map(|(prior, _)| *prior);
        let (_, effect) = self.answers.get(share_at(priors, fraction)?)?;
        Some(effect)
    }
}

impl AnswerEffect {
    /// Whether it can change figures.
    #[must_use]
    pub const fn moves_figures(&self) -> bool {
        !self.inputs.is_empty() || !self.given.is_empty()
    }

    /// Whether it can change which offerings fit.
    #[must_use]
    pub const fn moves_fits(&self) -> bool {
        self.moves_figures() || !self.musts.is_empty() || !self.joins.is_empty()
    }
}

/// The needs once these answers are given.
#[must_use]
pub fn with_answers<'e>(
    needs: &Needs,
    answers: impl IntoIterator<Item = &'e AnswerEffect>,
) -> Needs {
    let mut after = needs.clone();
    let mut spoken_of = vec![false; needs.points.len()];
    for effect in answers {
        for &(criterion, weight, points) in &effect.weights {
            let (Some(this), Some(spoken)) = (
                after.points.get_mut(criterion),
                spoken_of.get_mut(criterion),
            ) else {
                continue;
            };
            if !*spoken || *this < points {
                *this = points;
                *spoken = true;
                if let Some(this) = after.weights.get_mut(criterion) {
                    *this = weight;
                }
            }
        }
        let room = MAX_MUSTS.saturating_sub(after.musts.len());
        after.musts.extend(effect.musts.iter().take(room).cloned());
        for (input, value) in &effect.inputs {
            if let Some(this) = after.inputs.get_mut(*input) {
                this.clone_from(value);
            }
        }
        after.absent.retain(|absent| !effect.joins.contains(absent));
        for (position, cells) in &effect.given {
            if let Some(this) = after.given.get_mut(*position) {
                this.clone_from(cells);
            }
        }
    }
    settled(after)
}
