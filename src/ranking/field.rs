//! The offerings that can be first, packed block by block so that many readings of the weights can be run over them quickly.
//!
//! Only one block is packed at a time: however many offerings there are, what is read again and again stays close to the processor,
//! and no second copy of all values is held.

use super::advise::{Advice, Ranked};
use super::blind::BlindCatalog;
use super::bounds::{Bound, Bounds};
use super::draws::{below, most_normal, normal, of_offering};
use super::gaps::{Gaps, missing, place};
use super::needs::Needs;
use super::reading::Reading;
use super::tiles::{LANES, Tile};
use super::value::Values;

/// Values that are run through while they are close to the processor: 8 KiB, a quarter of its nearest memory.
const VALUES_AT_ONCE: usize = 4096;

/// Offerings from which the middle of a field is taken, about.
const SAMPLE: usize = 1024;

/// One offering in the field.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Position in the catalog.
    pub offering: usize,
    /// Its model line.
    pub line: u32,
    /// Mixed from case and key: breaks ties, the least first, and starts what chance has for it.
    pub tie: u64,
    /// Whether one of its facts is unknown.
    open: bool,
}

/// Some entries side by side.
#[derive(Debug, Clone, Default)]
pub struct Block {
    pub entries: Vec<Entry>,
    /// Greatest possible values: for each sixteen entries one tile per criterion.
    pub tiles: Vec<Tile>,
    /// What it can be worth.
    pub bound: Bound,
}

/// One entry by itself with its greatest possible values.
#[derive(Debug, Clone)]
pub struct Lone {
    pub entry: Entry,
    values: Vec<u16>,
}

/// All contenders for the first place.
#[derive(Debug, Clone)]
pub struct Field<'a> {
    blind: &'a BlindCatalog,
    tie_seed: u64,
    values: &'a [Values],
    offerings: &'a [u32],
    gaps: Gaps,
    /// What bounds its blocks.
    pub bounds: Bounds,
    error: i64,
}

impl<'a> Field<'a> {
    /// These offerings, each once, wherever they stand. `error` is the model error in thousandths of the scale.
    pub fn new(
        blind: &'a BlindCatalog,
        needs: &Needs,
        advice: &'a Advice,
        error: u16,
        offerings: &'a [u32],
    ) -> Self {
        let mut field = Self {
            blind,
            tie_seed: needs.tie_seed,
            values: &advice.values,
            offerings,
            gaps: Gaps::new(blind.rows(), &missing(blind, needs, advice)),
            bounds: Bounds::default(),
            error: i64::from(error),
        };
        // Some are enough for a middle: every middle bounds.
        let sample = offerings.iter().step_by(offerings.len() / SAMPLE + 1);
        let sample: Vec<Lone> = sample.map(|&n| field.lone(place(n))).collect();
        let sample = sample.iter().map(|lone| lone.values.as_slice());
        field.bounds = Bounds::new(&needs.points, field.criteria(), sample);
        field
    }

    /// How many criteria.
    pub const fn criteria(&self) -> usize {
        self.values.len()
    }

    /// How many blocks.
    pub fn blocks(&self) -> usize {
        self.offerings.len().div_ceil(self.at_once())
    }

    /// Entries in one block.
    fn at_once(&self) -> usize {
        (VALUES_AT_ONCE / LANES / self.criteria().max(1)).max(1) * LANES
    }

    /// Packs block `number` and gives the position of its first entry.
    pub fn pack(&self, number: usize, block: &mut Block) -> usize {
        let from = number * self.at_once();
        let offerings = self.offerings.iter().skip(from).take(self.at_once());
        block.entries.clear();
        block
            .entries
            .extend(offerings.map(|&n| self.entry(place(n))));
        let criteria = self.criteria();
        let count = block.entries.len().div_ceil(LANES) * criteria;
        block.tiles.clear();
        block.tiles.resize(count, [0; LANES]);
        for (number, values) in self.values.iter().enumerate() {
            let tiles = block.tiles.iter_mut().skip(number).step_by(criteria);
            for (tile, entries) in tiles.zip(block.entries.chunks(LANES)) {
                for (lane, entry) in tile.iter_mut().zip(entries) {
                    *lane = values.get(entry.offering).copied().unwrap_or(0);
                }
            }
        }
        for (n, entry) in block.entries.iter().enumerate().filter(|(_, e)| e.open) {
            for criterion in self.gaps.of(entry.offering) {
                let tile = block.tiles.get_mut(n / LANES * criteria + criterion);
                if let Some(lane) = tile.and_then(|tile| tile.get_mut(n % LANES)) {
                    *lane = self.ends(criterion).1;
                }
            }
        }
        block.bound = self.bounds.of(&block.tiles);
        from
    }

    /// An offering by itself, wherever it stands.
    pub fn lone(&self, offering: usize) -> Lone {
        let value = |values: &Values| values.get(offering).copied().unwrap_or(0);
        let mut values: Vec<u16> = self.values.iter().map(value).collect();
        for criterion in self.gaps.of(offering) {
            if let Some(value) = values.get_mut(criterion) {
                *value = self.ends(criterion).1;
            }
        }
        Lone {
            entry: self.entry(offering),
            values,
        }
    }

    fn entry(&self, offering: usize) -> Entry {
        Entry {
            offering,
            line: self.blind.lines().get(offering).copied().unwrap_or(0),
            tie: self.blind.tie(self.tie_seed, offering),
            open: self.gaps.of(offering).next().is_some(),
        }
    }

    /// Least and greatest value of a missing fact.
    fn ends(&self, criterion: usize) -> (u16, u16) {
        let criterion = self.blind.criteria().get(criterion);
        criterion.map_or((0, 0), |criterion| criterion.missing)
    }

    /// The most that the model error can add to a utility.
    pub fn most_error(&self, reading: &Reading<'_>) -> i64 {
        self.scaled_error(most_normal(), reading)
    }

    /// A normal number in thousandths, as an error in a utility: utilities are sums of tenths of points times ten-thousandths.
    fn scaled_error(&self, normal: i64, reading: &Reading<'_>) -> i64 {
        normal * self.error * i64::from(reading.total) / 100
    }

    /// What `entry` is worth in `reading`, from the sum of its greatest possible values.
    pub fn utility(&self, entry: &Entry, reading: &Reading<'_>, greatest: i32) -> i64 {
        let mut utility = i64::from(greatest);
        if entry.open {
            for criterion in self.gaps.of(entry.offering) {
                let (low, high) = self.ends(criterion);
                let weight = reading.weights.get(criterion).copied().unwrap_or(0);
                let number = u32::try_from(criterion).unwrap_or(u32::MAX);
                let drawn = below(
                    of_offering(entry.tie, reading.number, number),
                    u32::from(high.saturating_sub(low)) + 1,
                );
                let lost = i64::from(high) - i64::from(low) - i64::from(drawn);
                utility -= i64::from(weight) * lost;
            }
        }
        if self.error == 0 {
            return utility;
        }
        let chance = of_offering(entry.tie, reading.number, u32::MAX);
        utility + self.scaled_error(normal(chance), reading)
    }

    /// The same for an offering by itself.
    pub fn utility_of(&self, lone: &Lone, reading: &Reading<'_>) -> i64 {
        let each = lone.values.iter().zip(reading.weights);
        let greatest = each.map(|(&value, &weight)| i32::from(weight) * i32::from(value));
        self.utility(&lone.entry, reading, greatest.sum())
    }
}

/// Those that meet every must-have; where none does for certain, those of which nobody can say. First those with every fact known as
/// they come, which is best first; then the others, by the score that they could have at best. So each block holds what is alike in
/// what it can be worth.
pub fn by_reach(blind: &BlindCatalog, needs: &Needs, advice: &Advice) -> Vec<u32> {
    let gaps = Gaps::new(blind.rows(), &missing(blind, needs, advice));
    let gain = |criterion: usize| {
        let points = needs.points.get(criterion).copied().map_or(0, u64::from);
        let criterion = blind.criteria().get(criterion);
        let gain = criterion.map_or(0, |c| c.missing.1.saturating_sub(c.missing_value()));
        points * u64::from(gain)
    };
    let reach = |ranked: &Ranked| {
        let gaps = gaps.of(ranked.offering).map(gain);
        gaps.fold(None, |more, gain| Some(more.unwrap_or(0) + gain))
    };
    let (mut known, mut open) = (Vec::new(), Vec::new());
    for ranked in advice.contenders() {
        let offering = u32::try_from(ranked.offering).unwrap_or(u32::MAX);
        match reach(ranked) {
            None => known.push(offering),
            Some(more) => open.push((u64::from(ranked.score) + more, offering)),
        }
    }
    open.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    known.extend(open.into_iter().map(|(_, offering)| offering));
    known
}
