//! Many readings of one case: how often is which offering first? (Stochastic multicriteria acceptability analysis, Lahdelma and
//! Salminen 2001.)
//!
//! Each reading takes weights within what was said, figures within what is known, and an error for what the model leaves out. The
//! draws are the same for all offerings and all steps of a case, so that figures move only when something was said. Offerings of one
//! model line take one place, as on the screens.

use super::advise::Advice;
use super::blind::BlindCatalog;
use super::confidence::{Confidence, Rival, Sureness, in_ten, out_of};
use super::field::{Entry, Field};
use super::needs::Needs;
use super::particles::Particles;
use super::tops::{Top, all_tops};
use super::value::ONE;
use super::worlds::World;

/// How many places are told apart; further down all is "later".
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
    /// Threads, at least one. They change nothing but the time.
    pub threads: usize,
}

impl Plan {
    /// For every keystroke.
    pub const LIVE: Self = Self {
        readings: 512,
        error: MODEL_ERROR,
        threads: 1,
    };
    /// For records and comparisons.
    pub const RECORD: Self = Self {
        readings: 10_000,
        error: MODEL_ERROR,
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
    /// The weight of the readings in which it has the first, second, .. place.
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
    let field = Field::new(blind, needs, advice, plan.error);
    let offerings: Vec<usize> = field.entries.iter().map(|entry| entry.offering).collect();
    let mut fields: Vec<Field> = worlds
        .iter()
        .map(|world| Field::of(blind, &world.needs, &world.advice, plan.error, &offerings))
        .collect();
    let leader_of = leaders(blind, advice, &field);
    if fields.is_empty() {
        fields.push(field);
    }
    let tops = all_tops(&fields, particles, plan.threads);
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
        let first = top.places.first().and_then(|place| {
            let leader = leader_of.get(place.entry)?;
            result.first_in.get_mut(*leader)
        });
        if let Some(first) = first {
            *first += mass;
        }
    }
    result.best = advice
        .leaders()
        .take(BEST_FEW)
        .map(|ranked| standing(ranked.offering, &leader_of, &tops, particles, &result))
        .collect();
    result.confidence = confidence(blind, &fields, particles, advice, &tops, &result);
    result
}

/// For each entry the offering that leads its line in the order.
fn leaders(blind: &BlindCatalog, advice: &Advice, field: &Field) -> Vec<usize> {
    let line = |offering: usize| {
        let line = blind.lines().get(offering).copied();
        line.and_then(|line| usize::try_from(line).ok())
    };
    // Lines are numbered without gaps, so each has its place.
    let mut leaders = vec![None; blind.lines().len()];
    for ranked in advice.contenders() {
        let leader = line(ranked.offering).and_then(|line| leaders.get_mut(line));
        if let Some(leader) = leader {
            leader.get_or_insert(ranked.offering);
        }
    }
    let leader = |entry: &Entry| leaders.get(line(entry.offering)?).copied().flatten();
    let entries = field.entries.iter();
    entries
        .map(|entry| leader(entry).unwrap_or(entry.offering))
        .collect()
}

fn standing(
    offering: usize,
    leader_of: &[usize],
    tops: &[Top],
    particles: &Particles,
    all: &Readings,
) -> Standing {
    let mut ranks = [0; BEST_FEW];
    let mut sums: Vec<u128> = Vec::new();
    let mut first = 0_u64;
    for ((top, &mass), (weights, total)) in
        tops.iter().zip(particles.masses()).zip(particles.weights())
    {
        let place = top
            .places
            .iter()
            .position(|place| leader_of.get(place.entry) == Some(&offering));
        if let Some(rank) = place.and_then(|place| ranks.get_mut(place)) {
            *rank += mass;
        }
        if place == Some(0) && total > 0 {
            first += mass;
            sums.resize(weights.len(), 0);
            for (sum, &raw) in sums.iter_mut().zip(weights) {
                // A mass is at most 2^32 and a raw importance 1000: the product fits.
                let share = mass.saturating_mul(u64::from(raw) * 1_000_000) / u64::from(total);
                *sum += u128::from(share);
            }
        }
    }
    let enough = u128::from(first) * u128::from(all.effective)
        >= u128::from(CENTRAL_MIN) * u128::from(all.whole);
    let central = (enough && first > 0).then(|| {
        sums.iter()
            .map(|sum| u32::try_from(sum / u128::from(first)).unwrap_or(u32::MAX))
            .collect()
    });
    Standing {
        offering,
        ranks,
        central,
    }
}

fn confidence(
    blind: &BlindCatalog,
    fields: &[Field],
    particles: &Particles,
    advice: &Advice,
    tops: &[Top],
    all: &Readings,
) -> Option<Confidence> {
    let first = advice.ranked.first()?.offering;
    // The same offerings stand at the same places in all fields.
    let field = fields.first()?;
    let share = |offering: usize| all.first_in.get(offering).copied().unwrap_or(0);
    let position = |offering: usize| field.entries.iter().position(|e| e.offering == offering);
    let this = position(first)?;
    let line = |offering: usize| blind.lines().get(offering).copied().unwrap_or(0);
    let is_rival = |offering: &usize| line(*offering) != line(first);
    // The first of those with the greatest share, in the order of the advice.
    let rival = advice
        .contenders()
        .map(|ranked| ranked.offering)
        .filter(is_rival)
        .min_by_key(|&offering| std::cmp::Reverse(share(offering)))
        .and_then(|offering| {
            let at = position(offering)?;
            Some((at, field.entries.get(at)?))
        });
    let (mut near, mut beaten) = (0, 0);
    let turns = fields.iter().cycle();
    let taken = particles.readings().zip(turns);
    for (((reading, field), top), &mass) in taken.zip(tops).zip(particles.masses()) {
        let utility = field.utility_at(this, &reading);
        let best = top.places.first().map_or(utility, |best| best.utility);
        if utility + NEAR * i64::from(reading.total) >= best {
            near += mass;
        }
        if let Some((at, entry)) = rival {
            let other = field.utility_at(at, &reading);
            let this_tie = field.entries.get(this).map_or(0, |this| this.tie);
            if (other, this_tie) < (utility, entry.tie) {
                beaten += mass;
            }
        }
    }
    let n_in_10 = in_ten(share(first), all.whole);
    let rival = rival.map(|(_, entry)| Rival {
        offering: entry.offering,
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
