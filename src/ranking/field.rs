//! The offerings that can be first, packed so that many readings of the weights can be run over them quickly.

use std::sync::Arc;

use crate::formula::Table as _;

use super::advise::{Advice, Ranked};
use super::blind::BlindCatalog;
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

/// All contenders for the first place.
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
    /// Those that meet every must-have; where none does for certain, those of which nobody can say. They stand in an order of the
    /// field's own.
    ///
    /// `error` is the model error in thousandths of the scale.
    pub fn new(blind: &BlindCatalog, needs: &Needs, advice: &Advice, error: u16) -> Self {
        let ranked: Vec<&Ranked> = advice.contenders().collect();
        let missing = missing(blind, needs, advice);
        let offerings = by_reach(blind, needs, &missing, &ranked);
        Self::of(blind, needs, advice, error, &offerings)
    }

    /// These offerings, each once, wherever they stand.
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
        for (number, values) in advice.values.iter().enumerate() {
            for (n, &offering) in offerings.iter().enumerate() {
                let tile = tiles.get_mut(n / LANES * criteria + number);
                if let Some(lane) = tile.and_then(|tile| tile.get_mut(n % LANES)) {
                    *lane = values.get(offering).copied().unwrap_or(0);
                }
            }
        }
        let mut places = vec![usize::MAX; blind.rows()];
        for (n, &offering) in offerings.iter().enumerate() {
            if let Some(place) = places.get_mut(offering) {
                *place = n;
            }
        }
        let missing = missing(blind, needs, advice);
        for (number, (rows, criterion)) in missing.iter().zip(blind.criteria()).enumerate() {
            let (least, most) = criterion.missing;
            for n in rows.iter().filter_map(|&row| places.get(row).copied()) {
                let Some(entry) = entries.get_mut(n) else {
                    continue;
                };
                entry.gaps.push((number, least, most));
                let tile = tiles.get_mut(n / LANES * criteria + number);
                if let Some(lane) = tile.and_then(|tile| tile.get_mut(n % LANES)) {
                    *lane = most;
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
        if self.error == 0 {
            return utility;
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

/// Weights as shares of 65,535, rounded up, for [`roughly`].
pub fn shares<'a>(reading: &Reading<'a>) -> impl Iterator<Item = u16> + use<'a> {
    let total = reading.total;
    let share = move |&weight: &u16| {
        let share = (u32::from(weight) * u32::from(u16::MAX)).div_ceil(total.max(1));
        u16::try_from(share).unwrap_or(u16::MAX)
    };
    reading.weights.iter().map(share)
}

/// The greatest sum of share times value in a tile, with each product cut off to whole ten-thousandths of the scale: sixteen bits
/// are enough for that, and twice as many of them run side by side as in [`sums`], with fewer steps each.
///
/// A sum is at most 10,000 and a little for what the shares are rounded up.
#[inline(never)]
pub fn roughly(tile: &[[u16; LANES]], shares: &[u16]) -> i16 {
    let mut sums = [0_u16; LANES];
    for (values, &share) in tile.iter().zip(shares) {
        for (sum, &value) in sums.iter_mut().zip(values) {
            let product = u32::from(share) * u32::from(value);
            *sum = sum.wrapping_add(u16::try_from(product >> 16).unwrap_or(u16::MAX));
        }
    }
    sums.into_iter().map(u16::cast_signed).fold(0, i16::max)
}

/// Whether all utilities of a tile are below `bar` without any error, as far as its [`roughly`] sum tells.
pub fn is_below(bar: i64, rough: i16, reading: &Reading<'_>) -> bool {
    // Less than one ten-thousandth was cut off for each criterion.
    let cut = i64::try_from(reading.weights.len()).unwrap_or(i64::MAX);
    let most = i64::from(rough).saturating_add(cut);
    most.saturating_mul(i64::from(reading.total.max(1)) << 16)
        <= bar.saturating_mul(i64::from(u16::MAX))
}

/// For each criterion the offerings whose fact is missing.
pub fn missing(blind: &BlindCatalog, needs: &Needs, advice: &Advice) -> Vec<Arc<[usize]>> {
    let figures = Figures::of(blind, &advice.computed);
    let criteria = blind.criteria().iter().enumerate();
    criteria
        .map(|(number, criterion)| {
            if let Some(missing) = blind.fixed_missing(number) {
                return Arc::clone(missing);
            }
            let empty = blind.empty_means(criterion.column);
            let column = figures.column(criterion.column);
            let rows = column.map(|c| missing_rows(criterion, c, empty, &needs.inputs));
            rows.unwrap_or_default().into()
        })
        .collect()
}

/// Offerings with every fact known as they come, which is best first; then the others, by the score that they could have at best. So
/// each block holds what is alike in what it can be worth.
fn by_reach(
    blind: &BlindCatalog,
    needs: &Needs,
    missing: &[Arc<[usize]>],
    ranked: &[&Ranked],
) -> Vec<usize> {
    let mut more: Vec<Option<u64>> = vec![None; blind.rows()];
    let criteria = missing.iter().zip(blind.criteria()).zip(&needs.points);
    for ((rows, criterion), &points) in criteria {
        let gain = criterion
            .missing
            .1
            .saturating_sub(criterion.missing_value());
        for &row in rows.iter() {
            if let Some(more) = more.get_mut(row) {
                *more = Some(more.unwrap_or(0) + u64::from(points) * u64::from(gain));
            }
        }
    }
    let (mut known, mut open) = (Vec::with_capacity(ranked.len()), Vec::new());
    for ranked in ranked {
        match more.get(ranked.offering).copied().flatten() {
            None => known.push(ranked.offering),
            Some(more) => open.push((u64::from(ranked.score) + more, ranked.offering)),
        }
    }
    open.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    known.extend(open.into_iter().map(|(_, offering)| offering));
    known
}
