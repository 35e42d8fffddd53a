//! The offerings that can be first, packed so that many readings of the weights can be run over them quickly.

use crate::formula::Table as _;

use super::advise::Advice;
use super::blind::{BlindCatalog, Empty};
use super::bounds::Bounds;
use super::draws::{below, mix, most_normal, normal, of_offering};
use super::figures::Figures;
use super::needs::Needs;
use super::value::missing_rows;

/// Offerings side by side in one tile.
pub const LANES: usize = 16;

/// Values that are run through while they are close to the processor: 8 KiB, a quarter of its nearest memory.
const VALUES_AT_ONCE: usize = 4096;

/// One offering in the field.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Position in the catalog.
    pub offering: usize,
    /// Its model line.
    pub line: u32,
    /// Mixed from case and key: breaks ties, the least first, and starts what chance has for it.
    pub tie: u64,
    /// Unknown facts: criterion, least and greatest value.
    gaps: Vec<(usize, u16, u16)>,
}

/// All contenders for the first place, in the order of the advice.
#[derive(Debug, Clone)]
pub struct Field {
    /// The contenders.
    pub entries: Vec<Entry>,
    criteria: usize,
    /// Greatest possible values: for each sixteen entries one tile per criterion.
    tiles: Vec<[u16; LANES]>,
    /// What each block can be worth.
    pub bounds: Bounds,
    error: i64,
}

/// One reading of the weights.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// Its number.
    pub number: u32,
    /// Raw importances in tenths.
    pub weights: &'a [u16],
    /// Their sum.
    pub total: u32,
}

impl Field {
    /// Those that meet every must-have; where none does for certain, those of which nobody can say.
    ///
    /// `error` is the model error in thousandths of the scale.
    pub fn new(blind: &BlindCatalog, needs: &Needs, advice: &Advice, error: u16) -> Self {
        let confirmed = advice.ranked.first().is_some_and(|first| first.open == 0);
        let offerings: Vec<usize> = advice
            .ranked
            .iter()
            .filter(|ranked| (ranked.open == 0) == confirmed)
            .map(|ranked| ranked.offering)
            .collect();
        Self::of(blind, needs, advice, error, &offerings)
    }

    /// These offerings, wherever they stand.
    pub fn of(
        blind: &BlindCatalog,
        needs: &Needs,
        advice: &Advice,
        error: u16,
        offerings: &[usize],
    ) -> Self {
        let mut entries: Vec<Entry> = offerings
            .iter()
            .map(|&offering| {
                let key = blind.keys().get(offering).copied().unwrap_or(0);
                Entry {
                    offering,
                    line: blind.lines().get(offering).copied().unwrap_or(0),
                    tie: mix(needs.tie_seed, key),
                    gaps: Vec::new(),
                }
            })
            .collect();
        let criteria = advice.values.len();
        let mut tiles = vec![[0; LANES]; offerings.len().div_ceil(LANES) * criteria];
        let missing = missing(blind, needs, advice);
        for (number, values) in advice.values.iter().enumerate() {
            let ends = blind.criteria().get(number).map_or((0, 0), |c| c.missing);
            let unknown = missing.get(number).and_then(Option::as_deref);
            for (n, (&offering, entry)) in offerings.iter().zip(&mut entries).enumerate() {
                let is_missing =
                    unknown.is_some_and(|rows| rows.get(offering).copied().unwrap_or(false));
                let value = if is_missing {
                    entry.gaps.push((number, ends.0, ends.1));
                    ends.1
                } else {
                    values.get(offering).copied().unwrap_or(0)
                };
                let tile = tiles.get_mut(n / LANES * criteria + number);
                if let Some(lane) = tile.and_then(|tile| tile.get_mut(n % LANES)) {
                    *lane = value;
                }
            }
        }
        Self {
            entries,
            criteria,
            bounds: Bounds::new(&needs.points, criteria, &tiles, tiles_at_once(criteria)),
            tiles,
            error: i64::from(error),
        }
    }

    /// The most that the model error can add to a utility.
    pub fn most_error(&self, reading: &Reading<'_>) -> i64 {
        self.scaled_error(most_normal(), reading)
    }

    /// A normal number in thousandths, as an error in a utility: utilities are sums of tenths of points times ten-thousandths.
    fn scaled_error(&self, normal: i64, reading: &Reading<'_>) -> i64 {
        normal * self.error * i64::from(reading.total) / 100
    }

    /// Entries with their tiles, a block at a time.
    pub fn blocks(&self) -> impl ExactSizeIterator<Item = (&[Entry], &[[u16; LANES]])> {
        let tiles = tiles_at_once(self.criteria);
        self.entries
            .chunks(tiles * LANES)
            .zip(self.tiles.chunks(tiles * self.criteria.max(1)))
    }

    /// How many criteria.
    pub const fn criteria(&self) -> usize {
        self.criteria
    }

    /// What `entry` is worth in `reading`, from the sum of its greatest possible values.
    pub fn utility(&self, entry: &Entry, reading: &Reading<'_>, greatest: i32) -> i64 {
        let mut utility = i64::from(greatest);
        for &(criterion, low, high) in &entry.gaps {
            let weight = reading.weights.get(criterion).copied().unwrap_or(0);
            let number = u32::try_from(criterion).unwrap_or(u32::MAX);
            let drawn = below(
                of_offering(entry.tie, reading.number, number),
                u32::from(high.saturating_sub(low)) + 1,
            );
            let lost = i64::from(high) - i64::from(low) - i64::from(drawn);
            utility -= i64::from(weight) * lost;
        }
        let chance = of_offering(entry.tie, reading.number, u32::MAX);
        utility + self.scaled_error(normal(chance), reading)
    }

    /// The same for the entry at `position`.
    pub fn utility_at(&self, position: usize, reading: &Reading<'_>) -> i64 {
        let from = position / LANES * self.criteria;
        let greatest = self
            .tiles
            .get(from..from + self.criteria)
            .map_or(0, |tile| {
                sums(tile, reading.weights)
                    .get(position % LANES)
                    .copied()
                    .unwrap_or(0)
            });
        self.entries
            .get(position)
            .map_or(0, |entry| self.utility(entry, reading, greatest))
    }
}

/// Tiles in one block.
fn tiles_at_once(criteria: usize) -> usize {
    (VALUES_AT_ONCE / LANES / criteria.max(1)).max(1)
}

/// Sums of weight times value for the entries of one tile.
///
/// A sum is at most 200 criteria times 1000 tenths times 10,000, which fits; plain wrapping arithmetic lets it run side by side. It
/// stays a function of its own: merged into another, the sums would be kept apart and made one after the other.
#[inline(never)]
pub fn sums(tile: &[[u16; LANES]], weights: &[u16]) -> [i32; LANES] {
    let mut sums = [0_i32; LANES];
    for (values, &weight) in tile.iter().zip(weights) {
        for (sum, &value) in sums.iter_mut().zip(values) {
            *sum = sum.wrapping_add(i32::from(weight).wrapping_mul(i32::from(value)));
        }
    }
    sums
}

/// For each criterion the offerings whose fact is missing.
pub fn missing(blind: &BlindCatalog, needs: &Needs, advice: &Advice) -> Vec<Option<Vec<bool>>> {
    let figures = Figures::of(blind, &advice.computed);
    blind
        .criteria()
        .iter()
        .map(|criterion| {
            if blind.empty_means(criterion.column) == Empty::DoesNotApply {
                return None;
            }
            let column = figures.column(criterion.column)?;
            missing_rows(criterion, column, &needs.inputs)
        })
        .collect()
}
