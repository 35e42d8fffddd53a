//! What comes first on some needs, and by how much it is better than what came first without them.

use std::cmp::Reverse;

use super::advise::Weighed;
use super::blind::BlindCatalog;
use super::figures::{Figures, Known};
use super::needs::Needs;

/// The first of the order that [`super::advise`] makes for `needs`, without making the rest of it.
#[must_use]
pub fn first_place(blind: &BlindCatalog, needs: &Needs) -> Option<usize> {
    ending_after(blind, needs, None, None).first
}

/// What comes of some answers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ending {
    /// What comes first then.
    pub first: Option<usize>,
    /// By how much it is better than what comes first now, in hundredths of a point of 100.
    pub lost: u32,
}

/// What is lost, in hundredths of a point of 100, when one score is so much below another of so many points.
pub(super) fn lost(below: i64, points: u32) -> u32 {
    let lost = u64::try_from(below).unwrap_or(0).checked_div(points.into());
    u32::try_from(lost.unwrap_or(0)).unwrap_or(u32::MAX)
}

/// What comes of `needs` where `now` came first without them. Figures worked out before are taken where nothing moved them.
pub(super) fn ending_after(
    blind: &BlindCatalog,
    needs: &Needs,
    known: Option<Known<'_>>,
    now: Option<usize>,
) -> Ending {
    let weighed = Weighed::new(blind, needs, Figures::judged(blind, needs, known));
    let placed = |(offering, &score): (usize, &u32)| {
        let stand = weighed.masks.of(offering);
        let fits = stand.violated == 0 && !needs.absent.contains(&offering);
        fits.then_some((stand.open != 0, Reverse(score), offering))
    };
    let all = weighed.scores.iter().enumerate();
    let best = all.clone().filter_map(placed).min_by(|a, b| {
        let tie = |offering: usize| (blind.tie(needs.tie_seed, offering), offering);
        (a.0, a.1)
            .cmp(&(b.0, b.1))
            .then_with(|| tie(a.2).cmp(&tie(b.2)))
    });
    let now = now.and_then(|now| placed((now, weighed.scores.get(now)?)));
    let score = |placed: Option<(bool, Reverse<u32>, usize)>| {
        placed.map_or(0, |(_, Reverse(score), _)| i64::from(score))
    };
    Ending {
        first: best.map(|(.., offering)| offering),
        lost: lost(score(best) - score(now), needs.total_points()),
    }
}
