//! The smallest change of one level or one weight that puts another model line first. Every one is tried before it is told.

use crate::domain::Importance;

use super::advise::{Advice, Ranked};
use super::blind::BlindCatalog;
use super::ending::first_place;
use super::needs::{Needs, Weight};
use super::settle::settled;
use super::share::ONE;
use super::value::Values;

/// Weights are moved point by point, 0..=[`MOST_POINTS`].
pub const MOST_POINTS: u16 = 100;

/// Another level for one criterion, and what is first then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LevelTip {
    /// The criterion.
    pub criterion: usize,
    /// Points now.
    pub points: u16,
    /// The level that changes the first place.
    pub to: Importance,
    /// What is first then, position in the catalog.
    pub new_first: usize,
    /// By how much it leads what is first now, as a score: points times ten-thousandths.
    pub lead: u32,
}

/// The least change of one weight that changes the first place, in one direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeightTip {
    /// The criterion.
    pub criterion: usize,
    /// Points now.
    pub from: u16,
    /// Points from which on another line is first.
    pub to: u16,
    /// What is first then, position in the catalog.
    pub new_first: usize,
}

/// What is first now with its line, and who can come first instead.
struct Race<'a> {
    /// Offerings of the first one's line, itself among them.
    line: Vec<Runner>,
    /// The others that may come first, best first.
    rivals: Vec<Runner>,
    first: Runner,
    points: &'a [u16],
    values: &'a [Values],
}

#[derive(Clone, Copy)]
struct Runner {
    offering: usize,
    score: i64,
    tie: u64,
}

impl<'a> Race<'a> {
    fn new(blind: &BlindCatalog, needs: &'a Needs, advice: &'a Advice) -> Option<Self> {
        let first = advice.ranked.first()?;
        let runner = |ranked: &Ranked| Runner {
            offering: ranked.offering,
            score: i64::from(ranked.score),
            tie: blind.tie(needs.tie_seed, ranked.offering),
        };
        let line = |offering: usize| blind.lines().get(offering);
        let same = |ranked: &Ranked| {
            line(ranked.offering).is_some() && line(ranked.offering) == line(first.offering)
                || ranked.offering == first.offering
        };
        let mut race = Self {
            line: Vec::new(),
            rivals: Vec::new(),
            first: runner(first),
            points: &needs.points,
            values: &advice.values,
        };
        let furthest = (0..advice.values.len()).map(|c| race.furthest(c)).max()?;
        // What is not sure to fit stands after what is, whatever the weights.
        for ranked in advice.contenders() {
            if same(ranked) {
                race.line.push(runner(ranked));
            } else if i64::from(ranked.score) + furthest >= race.first.score {
                race.rivals.push(runner(ranked));
            }
        }
        Some(race)
    }

    /// The most by which any other offering can gain on the first when one weight changes: where it is at the far end of the scale.
    fn furthest(&self, criterion: usize) -> i64 {
        let points = self.points.get(criterion).copied().map_or(0, i64::from);
        let value = self.value(criterion, &self.first);
        let up = (i64::from(MOST_POINTS) - points).max(0) * (i64::from(ONE) - value);
        up.max(points * value)
    }

    /// The rivals that can come first when the weight of `criterion` changes: those near enough in score, which come before the rest.
    fn rivals(&self, criterion: usize) -> &[Runner] {
        let near = self.first.score - self.furthest(criterion);
        let near = self.rivals.partition_point(|rival| rival.score >= near);
        self.rivals.get(..near).unwrap_or_default()
    }

    fn value(&self, criterion: usize, runner: &Runner) -> i64 {
        let values = self.values.get(criterion);
        values
            .and_then(|values| values.get(runner.offering))
            .copied()
            .map_or(0, i64::from)
    }

    /// The best of `runners` when the points of `criterion` change by `by`.
    fn best(&self, runners: &[Runner], criterion: usize, by: i64) -> Option<(i64, Runner)> {
        runners
            .iter()
            .map(|runner| (runner.score + by * self.value(criterion, runner), *runner))
            .min_by_key(|(score, runner)| (-score, runner.tie, runner.offering))
    }

    /// From which to which number of points `rival` is better than the whole line of what is first, other weights as they are.
    fn reach(&self, criterion: usize, points: i64, rival: &Runner) -> (i64, i64) {
        let (mut from, mut to) = (0, i64::from(MOST_POINTS));
        for mate in &self.line {
            // The lead of the line's offering is `start + points * slope`; it has lost at `enough`.
            let slope = self.value(criterion, mate) - self.value(criterion, rival);
            let start = mate.score - rival.score - points * slope;
            let enough = if rival.tie < mate.tie { 0 } else { -1 };
            match slope {
                0 if start > enough => to = -1,
                0 => {}
                1.. => to = to.min((enough - start).div_euclid(slope)),
                _ => from = from.max(-((enough - start).div_euclid(-slope))),
            }
        }
        (from, to)
    }
}

/// Every other level of one criterion that puts another line first, the smallest change of points first.
#[must_use]
pub fn level_tips(blind: &BlindCatalog, needs: &Needs, advice: &Advice) -> Vec<LevelTip> {
    let Some(race) = Race::new(blind, needs, advice) else {
        return Vec::new();
    };
    let mut tips = Vec::new();
    for (criterion, &points) in needs.points.iter().enumerate().take(advice.values.len()) {
        for level in Importance::ALL {
            let by = i64::from(level.points()) - i64::from(points);
            if level == Importance::Must || by == 0 {
                continue;
            }
            let this = race.best(&race.line, criterion, by);
            let other = race.best(race.rivals(criterion), criterion, by);
            let (Some((this, mate)), Some((score, rival))) = (this, other) else {
                continue;
            };
            if (this, rival.tie) > (score, mate.tie) {
                continue;
            }
            let tip = LevelTip {
                criterion,
                points,
                to: level,
                new_first: rival.offering,
                lead: u32::try_from(score - this).unwrap_or(0),
            };
            tips.push(tip);
        }
    }
    tips.sort_by_key(|tip| (tip.points.abs_diff(tip.to.points()), tip.criterion, tip.to));
    tips
}

/// For each criterion the least change upwards and the least change downwards that puts another line first, smallest change first.
#[must_use]
pub fn weight_tips(blind: &BlindCatalog, needs: &Needs, advice: &Advice) -> Vec<WeightTip> {
    let Some(race) = Race::new(blind, needs, advice) else {
        return Vec::new();
    };
    let mut tips = Vec::new();
    for (criterion, &points) in needs.points.iter().enumerate().take(advice.values.len()) {
        let now = i64::from(points);
        let reaches = || {
            race.rivals(criterion)
                .iter()
                .map(|rival| race.reach(criterion, now, rival))
        };
        let up = reaches()
            .map(|(from, to)| (from.max(now + 1), to))
            .filter(|(from, to)| from <= to)
            .map(|(from, _)| from)
            .min();
        let down = reaches()
            .map(|(from, to)| (from, to.min(now - 1)))
            .filter(|(from, to)| from <= to)
            .map(|(_, to)| to)
            .max();
        for to in [up, down].into_iter().flatten() {
            // Of those who are ahead of the line there, the best.
            let by = to - now;
            let best = race
                .rivals(criterion)
                .iter()
                .map(|rival| {
                    let score = rival.score + by * race.value(criterion, rival);
                    (-score, rival.tie, rival.offering)
                })
                .min();
            if let (Some((_, _, new_first)), Ok(to)) = (best, u16::try_from(to)) {
                tips.push(WeightTip {
                    criterion,
                    from: points,
                    to,
                    new_first,
                });
            }
        }
    }
    tips.sort_by_key(|tip| (tip.from.abs_diff(tip.to), tip.criterion, tip.to));
    tips
}

/// The needs with the change of a tip made, to try it.
#[must_use]
pub fn with_level(needs: &Needs, tip: &LevelTip) -> Needs {
    let mut changed = needs.clone();
    if let Some(points) = changed.points.get_mut(tip.criterion) {
        *points = tip.to.points();
    }
    if let Some(weight) = changed.weights.get_mut(tip.criterion) {
        *weight = Weight::Level(tip.to);
    }
    settled(changed)
}

/// The needs with one weight at `to` points.
#[must_use]
pub fn with_weight(needs: &Needs, criterion: usize, to: u16) -> Needs {
    let mut changed = needs.clone();
    if let Some(points) = changed.points.get_mut(criterion) {
        *points = to;
    }
    changed
}

/// The first `most` tips that hold when everything is valued and scored anew with the change in place.
#[must_use]
pub fn tried<T: Copy>(
    blind: &BlindCatalog,
    tips: &[T],
    most: usize,
    change: impl Fn(&T) -> (Needs, usize),
) -> Vec<T> {
    let holds = |tip: &&T| {
        let (needs, new_first) = change(tip);
        first_place(blind, &needs) == Some(new_first)
    };
    tips.iter().filter(holds).take(most).copied().collect()
}
