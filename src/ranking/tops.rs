//! The best few of each reading.

use super::bounds::Slope;
use super::field::{Entry, Field, LANES, Reading, sums};
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

fn tops(field: &Field, readings: &[Reading<'_>]) -> Vec<Top> {
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
        for (n, (reading, top)) in readings.iter().zip(&mut tops).enumerate() {
            let bar = top.bar().saturating_sub(field.most_error(reading));
            let out_of_reach = |slope| field.bounds.are_below(bar, number, slope);
            if !slopes.get(n).is_some_and(out_of_reach) {
                run(field, (from, entries, tiles), reading, top);
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
    reading: &Reading<'_>,
    top: &mut Top,
) {
    let most_error = field.most_error(reading);
    let mut bar = top.bar().saturating_sub(most_error);
    let tiles = tiles.chunks(field.criteria().max(1));
    for (tile, (at, entries)) in tiles.zip((0..).step_by(LANES).zip(entries.chunks(LANES))) {
        let sums = sums(tile, reading.weights);
        // One comparison after the other without a way out, so that they run side by side.
        let least = i32::try_from(bar.max(0)).unwrap_or(i32::MAX);
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
