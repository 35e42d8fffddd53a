//! What another answer disturbs: offerings that come and go, and answers to later questions that lose their use.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::domain::SafeText;
use crate::interview::{Flow, Interview, Status, fits};
use crate::ranking::Advice;

/// What is otherwise once an answer is changed, beside the order. Positions in the catalog.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Disturbed {
    /// Offerings that fit then and do not now, best place first.
    pub come: Vec<usize>,
    /// Offerings that fit now and do not then, best place first.
    pub go: Vec<usize>,
    /// Questions whose answers are kept and no longer used.
    pub no_longer_used: Vec<usize>,
    /// Questions whose answers are used again.
    pub used_again: Vec<usize>,
    /// Questions that come up.
    pub come_up: Vec<usize>,
    /// Questions that need not be asked any more.
    pub fall_away: Vec<usize>,
    /// Questions whose answers do not fit beside the new one, with the reason.
    pub misfits: Vec<(usize, SafeText)>,
}

impl Disturbed {
    /// Compares the conversation as it is with what it would be: what was said, and the advice on it.
    #[must_use]
    pub fn between(
        catalog: &Catalog,
        (before, now): (&Interview, &Advice),
        (after, then): (&Interview, &Advice),
    ) -> Self {
        let only_in = |these: &Advice, those: &Advice| {
            let fitting = those.ranked.iter().map(|ranked| ranked.offering);
            let fitting: BTreeSet<usize> = fitting.collect();
            let leaders = these.leaders().map(|ranked| ranked.offering);
            leaders
                .filter(|offering| !fitting.contains(offering))
                .collect()
        };
        let (old, new) = (Flow::new(catalog, before), Flow::new(catalog, after));
        let turned = |from: &[Status], to: &[Status]| {
            let both = old.status.iter().zip(&new.status).enumerate();
            both.filter(|(_, (old, new))| from.contains(old) && to.contains(new))
                .map(|(position, _)| position)
                .collect()
        };
        let open = [Status::Open, Status::PutOff];
        let misfits = catalog.questions.iter().enumerate();
        let misfits = misfits.filter_map(|(position, question)| {
            let value = |said: &Interview| Some(said.answers().get(&question.id)?.value.clone());
            let fit =
                |said: &Interview| fits(catalog, said.answers(), question, &value(said)?).err();
            let wrong = fit(after).filter(|_| fit(before).is_none())?;
            Some((position, wrong.what))
        });
        Self {
            come: only_in(then, now),
            go: only_in(now, then),
            no_longer_used: turned(&[Status::Answered], &[Status::NoLongerUsed]),
            used_again: turned(&[Status::NoLongerUsed], &[Status::Answered]),
            come_up: turned(&[Status::DoesNotApply], &open),
            fall_away: turned(&open, &[Status::DoesNotApply]),
            misfits: misfits.collect(),
        }
    }

    /// Whether it leaves everything as it is.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}
