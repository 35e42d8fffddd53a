//! The best few of each reading.

use super::bounds::Slope;
use super::field::{Block, Entry, Field};
use super::particles::Particles;
use super::reading::Reading;
use super::tiles::{Bar, LANES, Tile, roughly, shares, sums};

/// The best of one reading.
#[derive(Debug, Clone, Default)]
pub struct Top {
    /// At most so many as were asked for, best first, one of each line.
    pub places: Vec<Place>,
}

/// One offering in one reading.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub utility: i64,
    tie: u64,
    pub line: u32,
    /// Position in the field.
    pub entry: u32,
}

impl Top {
    /// What an offering must reach to get in among the first `most`.
    fn bar(&self, most: usize) -> i64 {
        match self.places.last() {
            Some(last) if self.places.len() == most => last.utility,
            _ => i64::MIN,
        }
    }

    fn enter(&mut self, new: Place, most: usize) {
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
        self.places.truncate(most);
    }
}

/// The best `most` of every reading. Reading `n` is taken in the field `n` modulo their number. Each stands alone, so that threads
/// cannot change it.
pub fn all_tops(
    fields: &[Field<'_>],
    particles: &Particles,
    most: usize,
    threads: usize,
) -> Vec<Top> {
    let mut all = vec![Top::default(); particles.len()];
    for (first, field) in fields.iter().enumerate() {
        let readings: Vec<Reading<'_>> = particles
            .readings()
            .skip(first)
            .step_by(fields.len())
            .collect();
        let places = all.iter_mut().skip(first).step_by(fields.len());
        for (place, top) in places.zip(on_threads(field, &readings, most, threads)) {
            *place = top;
        }
    }
    all
}

fn on_threads(field: &Field<'_>, all: &[Reading<'_>], most: usize, threads: usize) -> Vec<Top> {
    let share = all.len().div_ceil(threads.max(1)).max(1);
    if share >= all.len() {
        return tops(field, all, most);
    }
    std::thread::scope(|scope| {
        let parts: Vec<_> = all
            .chunks(share)
            .map(|part| scope.spawn(move || tops(field, part, most)))
            .collect();
        let parts = parts.into_iter().zip(all.chunks(share));
        parts
            .flat_map(|(part, readings)| {
                part.join().unwrap_or_else(|_| tops(field, readings, most))
            })
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
    /// How many places are told apart.
    most: usize,
}

fn tops(field: &Field<'_>, readings: &[Reading<'_>], most: usize) -> Vec<Top> {
    let shares: Vec<u16> = readings.iter().flat_map(shares).collect();
    let lens = |(reading, shares)| Lens {
        reading,
        shares,
        most_error: field.most_error(reading),
        most,
    };
    let shares = shares.chunks(field.criteria().max(1));
    let lenses: Vec<Lens<'_>> = readings.iter().zip(shares).map(lens).collect();
    // One more place than is kept, for the moment between coming in and falling out.
    let empty = || Top {
        places: Vec::with_capacity(most + 1),
    };
    let mut tops: Vec<Top> = readings.iter().map(|_| empty()).collect();
    let mut slopes: Vec<Slope> = Vec::new();
    let mut block = Block::default();
    for number in 0..field.blocks() {
        let from = field.pack(number, &mut block);
        if number == 1 {
            let slope = |reading: &Reading<'_>| field.bounds.slope(reading.weights);
            slopes = readings.iter().map(slope).collect();
        }
        for (n, (lens, top)) in lenses.iter().zip(&mut tops).enumerate() {
            let bar = top.bar(most).saturating_sub(lens.most_error);
            let out_of_reach = |slope| field.bounds.are_below(bar, &block.bound, slope);
            if !slopes.get(n).is_some_and(out_of_reach) {
                run(field, from, &block, lens, top);
            }
        }
    }
    tops
}

/// Runs one reading over a block. Only what could get in, with the most that chance can add, is looked at closely: exact.
fn run(field: &Field<'_>, from: usize, block: &Block, lens: &Lens<'_>, top: &mut Top) {
    let reading = lens.reading;
    let mut bar = Bar::new(top.bar(lens.most).saturating_sub(lens.most_error), reading);
    let tiles = block.tiles.chunks(field.criteria().max(1));
    let entries = block.entries.chunks(LANES);
    for (tile, (at, entries)) in tiles.zip((from..).step_by(LANES).zip(entries)) {
        if bar.is_above(roughly(tile, lens.shares)) {
            continue;
        }
        closely(field, (at, entries, tile), lens, &mut bar, top);
    }
}

fn closely(
    field: &Field<'_>,
    (at, entries, tile): (usize, &[Entry], &[Tile]),
    lens: &Lens<'_>,
    bar: &mut Bar,
    top: &mut Top,
) {
    let sums = sums(tile, lens.reading.weights);
    for ((n, entry), &greatest) in (at..).zip(entries).zip(&sums) {
        if i64::from(greatest) < bar.least {
            continue;
        }
        let utility = field.utility(entry, lens.reading, greatest);
        if utility < top.bar(lens.most) {
            continue;
        }
        let place = Place {
            utility,
            tie: entry.tie,
            line: entry.line,
            entry: u32::try_from(n).unwrap_or(u32::MAX),
        };
        top.enter(place, lens.most);
        bar.set(top.bar(lens.most).saturating_sub(lens.most_error));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::cast_possible_truncation)]

    use super::super::advise::advise;
    use super::super::blind::BlindCatalog;
    use super::super::draws::{below, fraction, mix};
    use super::super::field::by_reach;
    use super::super::needs::{Needs, Weight};
    use super::super::share::ONE;
    use super::super::value::{Criterion, Empty, Scale};
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
    fn plainly(
        field: &Field<'_>,
        offerings: &[u32],
        reading: &Reading<'_>,
        most: usize,
    ) -> Vec<(i64, u32)> {
        let mut all: Vec<(i64, u64, u32, u32)> = (0..)
            .zip(offerings)
            .map(|(n, &offering)| {
                let lone = field.lone(offering as usize);
                let utility = field.utility_of(&lone, reading);
                (-utility, lone.entry.tie, n, lone.entry.line)
            })
            .collect();
        all.sort_unstable();
        let mut lines = std::collections::BTreeSet::new();
        all.retain(|(.., line)| lines.insert(*line));
        all.truncate(most);
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
            most in prop_oneof![Just(1_usize), Just(8)],
        ) {
            let (blind, needs) = (market(rows, criteria, seed, steps), needs(criteria, seed, points));
            let advice = advise(&blind, &needs);
            let offerings = by_reach(&blind, &needs, &advice);
            let field = Field::new(&blind, &needs, &advice, error, &offerings);
            let particles = Particles::new(&needs, criteria, 16);
            let fields = [field];
            for (reading, top) in particles.readings().zip(all_tops(&fields, &particles, most, 1)) {
                let [field] = &fields;
                let quick: Vec<(i64, u32)> = top.places.iter().map(|p| (p.utility, p.entry)).collect();
                prop_assert_eq!(quick, plainly(field, &offerings, &reading, most));
            }
        }
    }

    #[test]
    fn most_blocks_of_a_large_market_are_out_of_reach() {
        let (blind, needs) = (market(20_000, 8, 1, 1_000), needs(8, 1, 100));
        let advice = advise(&blind, &needs);
        let offerings = by_reach(&blind, &needs, &advice);
        let field = Field::new(&blind, &needs, &advice, 20, &offerings);
        let particles = Particles::new(&needs, 8, 16);
        let tops = all_tops(std::slice::from_ref(&field), &particles, 8, 1);
        let mut block = Block::default();
        let (mut skipped, mut all) = (0, 0);
        for (reading, top) in particles.readings().zip(tops) {
            let slope = field.bounds.slope(reading.weights);
            let bar = top.bar(8) - field.most_error(&reading);
            for number in 0..field.blocks() {
                field.pack(number, &mut block);
                all += 1;
                skipped += usize::from(field.bounds.are_below(bar, &block.bound, &slope));
            }
        }
        assert!(skipped * 2 > all, "{skipped} of {all}");
    }
}
