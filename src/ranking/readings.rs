//! Many readings of one case: how often is which offering first? (Stochastic multicriteria acceptability analysis, Lahdelma and
//! Salminen 2001.)
//!
//! Each reading takes weights within what was said, figures within what is known, and an error for what the model leaves out. The
//! draws are the same for all offerings and all steps of a case, so that figures move only when something was said. Offerings of one
//! model line take one place, as on the screens.

use super::advise::Advice;
use super::blind::BlindCatalog;
use super::confidence::{Confidence, Rival, Sureness, in_ten, out_of};
use super::field::{Entry, Field, LANES, Reading, sums};
use super::needs::Needs;
use super::particles::Particles;
use super::value::ONE;

/// How many places are told apart; further down all is "later".
pub const BEST_FEW: usize = 8;

/// What counts as near the best: 3 points of 100.
const NEAR: i64 = ONE as i64 * 3 / 100;

/// Tiles that are run through while they are close to the processor.
const TILES_AT_ONCE: usize = 64;

/// Readings that a central weight must rest on.
const CENTRAL_MIN: u64 = 100;

/// What the model leaves out of a customer's judgement of one offering: a normal error with a standard deviation of this many
/// thousandths of the scale. Without it the readings agree with each other more than customers do.
pub const MODEL_ERROR: u16 = 20;

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

/// Takes the readings of one advice. `particles` are those of the same needs.
#[must_use]
pub fn readings(
    blind: &BlindCatalog,
    needs: &Needs,
    advice: &Advice,
    particles: &Particles,
    plan: Plan,
) -> Readings {
    let field = Field::new(blind, needs, advice, plan.error);
    let tops = all_tops(&field, particles, plan.threads);
    let whole = particles.masses().iter().sum();
    let mut result = Readings {
        readings: particles.len(),
        effective: particles.effective(),
        whole,
        first_in: vec![0; blind.rows()],
        best: Vec::new(),
        confidence: None,
    };
    let leader_of = leaders(blind, &field);
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
    result.confidence = confidence(&field, particles, advice, &tops, &result);
    result
}

/// The best of one reading.
#[derive(Debug, Clone, Default)]
struct Top {
    /// At most [`BEST_FEW`], best first, one of each line.
    places: Vec<Place>,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    utility: i64,
    tie: u64,
    line: u32,
    /// Position in the field.
    entry: usize,
}

impl Top {
    /// What an offering must beat to get in.
    fn bar(&self) -> i64 {
        match self.places.last() {
            Some(last) if self.places.len() == BEST_FEW => last.utility,
            _ => i64::MIN,
        }
    }

    fn enter(&mut self, new: Place) {
        let before =
            |a: &Place, b: &Place| (b.utility, a.tie, a.entry) < (a.utility, b.tie, b.entry);
        if let Some(same) = self.places.iter().position(|place| place.line == new.line) {
            if self.places.get(same).is_some_and(|old| before(old, &new)) {
                return;
            }
            self.places.remove(same);
        }
        let at = self.places.partition_point(|place| before(place, &new));
        self.places.insert(at, new);
        self.places.truncate(BEST_FEW);
    }
}

/// The best few of every reading. Each reading stands alone, so that threads cannot change it.
fn all_tops(field: &Field, particles: &Particles, threads: usize) -> Vec<Top> {
    let all: Vec<Reading<'_>> = (0..)
        .zip(particles.weights())
        .map(|(number, (weights, total))| Reading {
            number,
            weights,
            total,
        })
        .collect();
    let share = all.len().div_ceil(threads.max(1)).max(1);
    if share >= all.len() {
        return tops(field, &all);
    }
    std::thread::scope(|scope| {
        let parts: Vec<_> = all
            .chunks(share)
            .map(|part| scope.spawn(move || tops(field, part)))
            .collect();
        parts
            .into_iter()
            .zip(all.chunks(share))
            .flat_map(|(part, share)| part.join().unwrap_or_else(|_| tops(field, share)))
            .collect()
    })
}

fn tops(field: &Field, readings: &[Reading<'_>]) -> Vec<Top> {
    let mut tops = vec![Top::default(); readings.len()];
    let mut from = 0;
    for (entries, tiles) in field.blocks(TILES_AT_ONCE) {
        for (reading, top) in readings.iter().zip(&mut tops) {
            run(field, (from, entries, tiles), reading, top);
        }
        from += entries.len();
    }
    tops
}

/// Runs one reading over some entries. Only what could get in, with the most that chance can add, is looked at closely: exact.
fn run(
    field: &Field,
    (from, entries, tiles): (usize, &[Entry], &[[u16; LANES]]),
    reading: &Reading<'_>,
    top: &mut Top,
) {
    let most_error = field.most_error(reading);
    let mut bar = top.bar().saturating_sub(most_error);
    let tiles = tiles.chunks(field.criteria().max(1));
    for (tile, (at, entries)) in tiles.zip((0..).step_by(LANES).zip(entries.chunks(LANES))) {
        let sums = sums(tile, reading.weights);
        // One comparison after the other without a way out, so that they run side by side.
        let least = u32::try_from(bar.max(0)).unwrap_or(u32::MAX);
        if !sums.iter().fold(false, |any, &sum| any | (sum >= least)) {
            continue;
        }
        for ((n, entry), &greatest) in (from + at..).zip(entries).zip(&sums) {
            if i64::from(greatest) < bar {
                continue;
            }
            let utility = field.utility(entry, reading, greatest);
            if utility < top.bar() {
                continue;
            }
            top.enter(Place {
                utility,
                tie: entry.tie,
                line: entry.line,
                entry: n,
            });
            bar = top.bar().saturating_sub(most_error);
        }
    }
}

/// For each entry the offering that leads its line in the order.
fn leaders(blind: &BlindCatalog, field: &Field) -> Vec<usize> {
    let mut leader = std::collections::BTreeMap::new();
    field
        .entries
        .iter()
        .map(|entry| match blind.lines().get(entry.offering) {
            Some(_) => *leader.entry(entry.line).or_insert(entry.offering),
            None => entry.offering,
        })
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
                *sum += u128::from(mass) * u128::from(raw) * 1_000_000 / u128::from(total);
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
    field: &Field,
    particles: &Particles,
    advice: &Advice,
    tops: &[Top],
    all: &Readings,
) -> Option<Confidence> {
    let first = advice.ranked.first()?.offering;
    let share = |offering: usize| all.first_in.get(offering).copied().unwrap_or(0);
    let position = |offering: usize| field.entries.iter().position(|e| e.offering == offering);
    let this = position(first)?;
    // The first of those with the greatest share, in the order of the advice.
    let rival = field
        .entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.line != field.entries.get(this).map_or(0, |this| this.line))
        .min_by_key(|(at, entry)| (std::cmp::Reverse(share(entry.offering)), *at));
    let (mut near, mut beaten) = (0, 0);
    for (((number, (weights, total)), top), &mass) in (0..)
        .zip(particles.weights())
        .zip(tops)
        .zip(particles.masses())
    {
        let reading = Reading {
            number,
            weights,
            total,
        };
        let utility = field.utility_at(this, &reading);
        let best = top.places.first().map_or(utility, |best| best.utility);
        if utility + NEAR * i64::from(total) >= best {
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
