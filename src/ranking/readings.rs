//! Many readings of one case: how often is which offering first? (Stochastic multicriteria acceptability analysis, Lahdelma and
//! Salminen 2001.)
//!
//! Each reading takes weights within what was said, figures within what is known, and an error for what the model leaves out. The
//! draws are the same for all offerings and all steps of a case, so that figures move only when something was said. Offerings of one
//! model line take one place, as on the screens.

use super::advise::Advice;
use super::blind::BlindCatalog;
use super::confidence::{Confidence, Rival, Sureness, in_ten, out_of};
use super::field::{Field, by_reach};
use super::needs::Needs;
use super::particles::Particles;
use super::share::ONE;
use super::tops::{Top, all_tops};
use super::worlds::World;

/// How many places are told apart at most; further down all is "later".
pub const BEST_FEW: usize = 8;

/// What counts as near the best: 3 points of 100.
const NEAR: i64 = ONE as i64 * 3 / 100;

/// Readings that a central weight must rest on.
const CENTRAL_MIN: u64 = 100;

/// What the model leaves out of a customer's judgement of one offering: a normal error with a standard deviation of this many
/// thousandths of the scale. Without it the readings agree with each other more than customers do.
///
/// Measured by `cargo bench -- quality` on customers who are not as the tables believe: with 20 the stated share of first places is
/// above the observed one at every moment, by 3 to 8 points of 100 before 30 offerings (standard error 1.3) and by 3 to 6 before 300
/// (1.9); 30 states too little before 300.
pub const MODEL_ERROR: u16 = 25;

/// How many readings, and how they are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Readings: 512 to 1024 on screens, 10,000 for records.
    pub readings: u32,
    /// The model error in thousandths of the scale.
    pub error: u16,
    /// How many places are told apart, 1 to [`BEST_FEW`]. Telling only the first takes a third of the time.
    pub places: usize,
    /// Threads, at least one. They change nothing but the time.
    pub threads: usize,
}

impl Plan {
    /// For every keystroke: who is first, and how surely.
    pub const LIVE: Self = Self {
        readings: 512,
        error: MODEL_ERROR,
        places: 1,
        threads: 1,
    };
    /// For records and comparisons.
    pub const RECORD: Self = Self {
        readings: 10_000,
        error: MODEL_ERROR,
        places: BEST_FEW,
        threads: 1,
    };
}

/// What the readings say. Every share is a part of [`Readings::whole`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readings {
    /// How many readings were taken.
    pub readings: usize,
    /// How many equal readings say as much; fewer than [`Readings::readings`] after head-to-heads.
    pub effective: u64,
    /// The weight of all readings together.
    pub whole: u64,
    /// By position in the catalog: the weight of the readings in which the best of its model line is first. It stands at the one
    /// that leads the line in the order; the others of the line have 0.
    pub first_in: Vec<u64>,
    /// The best few of the order, best first.
    pub best: Vec<Standing>,
    /// How sure the first place is; `None` when nothing is ranked.
    pub confidence: Option<Confidence>,
}

/// One of the best few.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Position in the catalog.
    pub offering: usize,
    /// The weight of the readings in which it has the first, second, .. place; 0 for places that the plan does not tell apart.
    pub ranks: [u64; BEST_FEW],
    /// The priorities of those for whom it is best: mean shares of the criteria in millionths, over the readings in which it is
    /// first. `None` when fewer than 100 readings say so.
    pub central: Option<Vec<u32>>,
}

impl Readings {
    /// In how many of ten readings an offering is first, rounded.
    #[must_use]
    pub fn first_in_10(&self, offering: usize) -> u8 {
        in_ten(
            self.first_in.get(offering).copied().unwrap_or(0),
            self.whole,
        )
    }
}

/// Takes the readings of one advice, with answers that are still open as they are assumed. `particles` are those of the same needs.
#[must_use]
pub fn readings(
    blind: &BlindCatalog,
    needs: &Needs,
    advice: &Advice,
    particles: &Particles,
    plan: Plan,
) -> Readings {
    readings_in(blind, needs, advice, particles, plan, &[])
}

/// The same, where answers that are still open may turn out as in `worlds`: the readings take turns among them.
///
/// Which offerings fit is that of `advice` throughout: a must-have that nobody has set excludes nothing.
#[must_use]
pub fn readings_in(
    blind: &BlindCatalog,
    needs: &Needs,
    advice: &Advice,
    particles: &Particles,
    plan: Plan,
    worlds: &[World],
) -> Readings {
    let offerings = by_reach(blind, needs, advice);
    let field = |needs, advice| Field::new(blind, needs, advice, plan.error, &offerings);
    let mut fields: Vec<Field<'_>> = worlds
        .iter()
        .map(|world| field(&world.needs, &world.advice))
        .collect();
    if fields.is_empty() {
        fields.push(field(needs, advice));
    }
    let most = plan.places.clamp(1, BEST_FEW);
    let tops = all_tops(&fields, particles, most, plan.threads);
    let leads = Leaders::new(blind, advice);
    let whole = particles.masses().iter().sum();
    let mut result = Readings {
        readings: particles.len(),
        effective: particles.effective(),
        whole,
        first_in: vec![0; blind.rows()],
        best: Vec::new(),
        confidence: None,
    };
    for (top, &mass) in tops.iter().zip(particles.masses()) {
        let first = top.places.first().and_then(|place| leads.of(place.line));
        if let Some(first) = first.and_then(|first| result.first_in.get_mut(first)) {
            *first += mass;
        }
    }
    let best: Vec<usize> = advice
        .leaders()
        .take(BEST_FEW)
        .map(|ranked| ranked.offering)
        .collect();
    result.best = standings(&best, &leads, &tops, particles, &result);
    result.confidence = confidence(blind, &fields, particles, advice, &tops, &result);
    result
}

/// For each line the offering that leads it in the order.
struct Leaders(Vec<u32>);

impl Leaders {
    const NOBODY: u32 = u32::MAX;

    fn new(blind: &BlindCatalog, advice: &Advice) -> Self {
        // Lines are numbered without gaps, so each has its place.
        let mut leaders = vec![Self::NOBODY; blind.lines().len()];
        for ranked in advice.contenders() {
            let line = blind.lines().get(ranked.offering).copied();
            let line = line.and_then(|line| usize::try_from(line).ok());
            let leader = line.and_then(|line| leaders.get_mut(line));
            if let Some(leader) = leader.filter(|leader| **leader == Self::NOBODY) {
                *leader = u32::try_from(ranked.offering).unwrap_or(Self::NOBODY);
            }
        }
        Self(leaders)
    }

    fn of(&self, line: u32) -> Option<usize> {
        let leader = self.0.get(usize::try_from(line).ok()?)?;
        usize::try_from(*leader).ok()
    }
}

/// What counts up for one of the best few.
#[derive(Clone, Default)]
struct Tally {
    ranks: [u64; BEST_FEW],
    /// The weight of the readings in which it is first and something weighs.
    first: u64,
    /// Sums of masses times shares of the criteria in millionths, over the readings in which it is first.
    sums: Vec<u128>,
}

fn standings(
    best: &[usize],
    leads: &Leaders,
    tops: &[Top],
    particles: &Particles,
    all: &Readings,
) -> Vec<Standing> {
    let mut tallies = vec![Tally::default(); best.len()];
    for ((top, &mass), (weights, total)) in
        tops.iter().zip(particles.masses()).zip(particles.weights())
    {
        for (rank, place) in top.places.iter().enumerate() {
            let leader = leads.of(place.line);
            let which = best.iter().position(|&offering| leader == Some(offering));
            let Some(tally) = which.and_then(|which| tallies.get_mut(which)) else {
                continue;
            };
            if let Some(weight) = tally.ranks.get_mut(rank) {
                *weight += mass;
            }
            if rank == 0 && total > 0 {
                tally.first += mass;
                tally.sums.resize(weights.len(), 0);
                for (sum, &raw) in tally.sums.iter_mut().zip(weights) {
                    // A mass is at most 2^32 and a raw importance 1000: the product fits.
                    let share = mass.saturating_mul(u64::from(raw) * 1_000_000) / u64::from(total);
                    *sum += u128::from(share);
                }
            }
        }
    }
    let standing = |(&offering, tally): (&usize, Tally)| Standing {
        offering,
        ranks: tally.ranks,
        central: central(&tally, all),
    };
    best.iter().zip(tallies).map(standing).collect()
}

/// The mean shares of those for whom it is best, where enough readings say so.
fn central(tally: &Tally, all: &Readings) -> Option<Vec<u32>> {
    let enough = u128::from(tally.first) * u128::from(all.effective)
        >= u128::from(CENTRAL_MIN) * u128::from(all.whole);
    let mean = |sum: &u128| u32::try_from(sum / u128::from(tally.first)).unwrap_or(u32::MAX);
    (enough && tally.first > 0).then(|| tally.sums.iter().map(mean).collect())
}

fn confidence<'f>(
    blind: &BlindCatalog,
    fields: &'f [Field<'_>],
    particles: &Particles,
    advice: &Advice,
    tops: &[Top],
    all: &Readings,
) -> Option<Confidence> {
    let first = advice.ranked.first()?.offering;
    let share = |offering: usize| all.first_in.get(offering).copied().unwrap_or(0);
    let line = |offering: usize| blind.lines().get(offering).copied().unwrap_or(0);
    let is_rival = |offering: &usize| line(*offering) != line(first);
    // The first of those with the greatest share, in the order of the advice.
    let rival = advice
        .contenders()
        .map(|ranked| ranked.offering)
        .filter(is_rival)
        .min_by_key(|&offering| std::cmp::Reverse(share(offering)));
    // What an offering is worth differs between fields where answers are still open.
    let alone = |field: &'f Field<'_>| (field, field.lone(first), rival.map(|o| field.lone(o)));
    let alone: Vec<_> = fields.iter().map(alone).collect();
    let (mut near, mut beaten) = (0, 0);
    let turns = alone.iter().cycle();
    let taken = particles.readings().zip(turns);
    for (((reading, (field, this, rival)), top), &mass) in taken.zip(tops).zip(particles.masses()) {
        let utility = field.utility_of(this, &reading);
        let best = top.places.first().map_or(utility, |best| best.utility);
        if utility + NEAR * i64::from(reading.total) >= best {
            near += mass;
        }
        if let Some(rival) = rival {
            let other = field.utility_of(rival, &reading);
            if (other, this.entry.tie) < (utility, rival.entry.tie) {
                beaten += mass;
            }
        }
    }
    let n_in_10 = in_ten(share(first), all.whole);
    let rival = rival.map(|offering| Rival {
        offering,
        beaten: out_of(10_000, beaten, all.whole),
    });
    Some(Confidence {
        word: Sureness::of(n_in_10),
        n_in_10,
        readings: all.readings,
        near_in_10: in_ten(near, all.whole),
        rival,
        too_close: rival.is_some_and(|rival| (4_000..=6_000).contains(&rival.beaten)),
    })
}
