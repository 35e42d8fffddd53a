//! The best few of each reading.

use super::bounds::Slope;
use super::field::{Entry, Field, LANES, Reading, is_below, roughly, shares, sums};
use super::particles::Particles;
use super::readings::BEST_FEW;

/// The best of one reading.
#[derive(Debug, Clone, Default)]
pub struct Top {
    /// At most [`BEST_FEW`], best first, one of each line.
    pub places: Vec<Place>,
}

/// One offering in one reading.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub utility: i64,
    tie: u64,
    line: u32,
    /// Position in the field.
    pub entry: usize,
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

/// The best few of every reading. Reading `n` is taken in the field `n` modulo their number. Each stands alone, so that threads cannot
/// change it.
pub fn all_tops(fields: &[Field], particles: &Particles, threads: usize) -> Vec<Top> {
    let mut all = vec![Top::default(); particles.len()];
    for (first, field) in fields.iter().enumerate() {
        let readings: Vec<Reading<'_>> = particles
            .readings()
            .skip(first)
            .step_by(fields.len())
            .collect();
        let places = all.iter_mut().skip(first).step_by(fields.len());
        for (place, top) in places.zip(on_threads(field, &readings, threads)) {
            *place = top;
        }
    }
    all
}

fn on_threads(field: &Field, all: &[Reading<'_>], threads: usize) -> Vec<Top> {
    let share = all.len().div_ceil(threads.max(1)).max(1);
    if share >= all.len() {
        return tops(field, all);
    }
    std::thread::scope(|scope| {
        let parts: Vec<_> = all
            .chunks(share)
            .map(|part| scope.spawn(move || tops(field, part)))
            .collect();
        parts
            .into_iter()
            .zip(all.chunks(share))
            .flat_map(|(part, readings)| part.join().unwrap_or_else(|_| tops(field, readings)))
            .collect()
    })
}

/// A reading made ready to be run over many offerings.
struct Lens<'a> {
    reading: &'a Reading<'a>,
    /// Its weights as shares.
    shares: &'a [u16],
    /// The most that the model error can add.
    most_error: i64,
}

fn tops(field: &Field, readings: &[Reading<'_>]) -> Vec<Top> {
    let shares: Vec<u16> = readings.iter().flat_map(shares).collect();
    let lens = |(reading, shares)| Lens {
        reading,
        shares,
        most_error: field.most_error(reading),
    };
    let shares = shares.chunks(field.criteria().max(1));
    let lenses: Vec<Lens<'_>> = readings.iter().zip(shares).map(lens).collect();
    // One more place than is kept, for the moment between coming in and falling out.
    let empty = || Top {
        places: Vec::with_capacity(BEST_FEW + 1),
    };
    let mut tops: Vec<Top> = readings.iter().map(|_| empty()).collect();
    let mut slopes: Vec<Slope> = Vec::new();
    let mut from = 0;
    for (number, (entries, tiles)) in field.blocks().enumerate() {
        if number == 1 {
            let slope = |reading: &Reading<'_>| field.bounds.slope(reading.weights);
            slopes = readings.iter().map(slope).collect();
        }
        for (n, (lens, top)) in lenses.iter().zip(&mut tops).enumerate() {
            let bar = top.bar().saturating_sub(lens.most_error);
            let out_of_reach = |slope| field.bounds.are_below(bar, number, slope);
            if !slopes.get(n).is_some_and(out_of_reach) {
                run(field, (from, entries, tiles), lens, top);
            }
        }
        from += entries.len();
    }
    tops
}

/// Runs one reading over some entries. Only what could get in, with the most that chance can add, is looked at closely: exact.
fn run(
    field: &Field,
    (from, entries, tiles): (usize, &[Entry], &[[u16; LANES]]),
    lens: &Lens<'_>,
    top: &mut Top,
) {
    let reading = lens.reading;
    let mut bar = top.bar().saturating_sub(lens.most_error);
    let tiles = tiles.chunks(field.criteria().max(1));
    for (tile, (at, entries)) in tiles.zip((0..).step_by(LANES).zip(entries.chunks(LANES))) {
        if is_below(bar, roughly(tile, lens.shares), reading) {
            continue;
        }
        let sums = sums(tile, reading.weights);
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
            bar = top.bar().saturating_sub(lens.most_error);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::cast_possible_truncation)]

    use super::super::advise::advise;
    use super::super::blind::{BlindCatalog, Criterion, Empty};
    use super::super::draws::{below, fraction, mix};
    use super::super::needs::{Needs, Weight};
    use super::super::value::{ONE, Scale};
    use super::*;
    use crate::domain::{Column, Importance};
    use proptest::prelude::*;

    /// A market of several blocks: some of the figures are missing, some offerings are of one line, and many are alike.
    fn market(rows: usize, criteria: usize, seed: u64, steps: u32) -> BlindCatalog {
        let dice = |column: usize, row: usize, limit: u32| {
            let chance = mix(mix(seed, column as u64), row as u64);
            below(fraction(chance), limit)
        };
        let facts = (0..criteria).map(|column| {
            let cells = (0..rows).map(|row| {
                let known = dice(column + 100, row, 30) > 0;
                known.then(|| f64::from(dice(column, row, steps)))
            });
            (Column::Number(cells.collect()), Empty::Unknown)
        });
        let judged = (0..criteria).map(|column| Criterion {
            column,
            scale: Scale::Linear {
                worst: 0.0,
                best: f64::from(steps - 1),
            },
            missing: (0, ONE),
            unasked_points: 50,
        });
        let lines = (0..rows).map(|row| dice(200, row, rows as u32)).collect();
        let keys = (0..rows).map(|row| mix(seed, row as u64)).collect();
        BlindCatalog::new(facts.collect(), Vec::new(), judged.collect(), lines, keys)
    }

    fn needs(criteria: usize, seed: u64, points: u16) -> Needs {
        let level = |n: usize| match Importance::ALL.get(mix(seed, n as u64) as usize % 7) {
            Some(&level) => Weight::Level(level),
            None => Weight::Unasked,
        };
        let weights: Vec<Weight> = (0..criteria).map(level).collect();
        let by_weight = |weight: &Weight| match weight {
            Weight::Level(level) => level.points(),
            _ => 50,
        };
        Needs {
            points: weights.iter().map(|w| by_weight(w).min(points)).collect(),
            weights,
            tie_seed: seed,
            ..Needs::default()
        }
    }

    /// All offerings in each reading, in order, the best of each line.
    fn plainly(field: &Field, reading: &Reading<'_>) -> Vec<(i64, usize)> {
        let mut all: Vec<(i64, u64, usize, u32)> = field
            .entries
            .iter()
            .enumerate()
            .map(|(n, entry)| (-field.utility_at(n, reading), entry.tie, n, entry.line))
            .collect();
        all.sort_unstable();
        let mut lines = std::collections::BTreeSet::new();
        all.retain(|(.., line)| lines.insert(*line));
        all.truncate(BEST_FEW);
        all.iter().map(|&(less, _, n, _)| (-less, n)).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

        #[test]
        fn blocks_out_of_reach_hold_nothing_that_gets_in(
            rows in 900..2500_usize,
            criteria in 2..14_usize,
            seed in any::<u64>(),
            steps in prop_oneof![Just(3_u32), Just(1_000)],
            error in prop_oneof![Just(0_u16), Just(20)],
            points in prop_oneof![Just(0_u16), Just(100)],
        ) {
            let (blind, needs) = (market(rows, criteria, seed, steps), needs(criteria, seed, points));
            let field = Field::new(&blind, &needs, &advise(&blind, &needs), error);
            let particles = Particles::new(&needs, criteria, 16);
            let fields = [field];
            for (reading, top) in particles.readings().zip(all_tops(&fields, &particles, 1)) {
                let [field] = &fields;
                let quick: Vec<(i64, usize)> = top.places.iter().map(|p| (p.utility, p.entry)).collect();
                prop_assert_eq!(quick, plainly(field, &reading));
            }
        }
    }

    #[test]
    fn most_blocks_of_a_large_market_are_out_of_reach() {
        let (blind, needs) = (market(20_000, 8, 1, 1_000), needs(8, 1, 100));
        let field = Field::new(&blind, &needs, &advise(&blind, &needs), 20);
        let particles = Particles::new(&needs, 8, 16);
        let tops = all_tops(std::slice::from_ref(&field), &particles, 1);
        let (mut skipped, mut all) = (0, 0);
        for (reading, top) in particles.readings().zip(tops) {
            let slope = field.bounds.slope(reading.weights);
            let bar = top.bar() - field.most_error(&reading);
            for block in 0..field.blocks().len() {
                all += 1;
                skipped += usize::from(field.bounds.are_below(bar, block, &slope));
            }
        }
        assert!(skipped * 2 > all, "{skipped} of {all}");
    }
}
