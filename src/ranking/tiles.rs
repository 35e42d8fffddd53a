//! Offerings side by side: sums that the processor makes for sixteen of them at a time.

use super::reading::Reading;

/// Offerings side by side in one tile.
pub const LANES: usize = 16;

/// The values of one criterion for sixteen offerings.
pub type Tile = [u16; LANES];

/// Sums of weight times value for the entries of one tile.
///
/// A sum is at most 200 criteria times 1000 tenths times 10,000, which fits; plain wrapping arithmetic lets it run side by side. It
/// stays a function of its own: merged into another, the sums would be kept apart and made one after the other.
#[inline(never)]
pub fn sums(tile: &[Tile], weights: &[u16]) -> [i32; LANES] {
    let mut sums = [0_i32; LANES];
    for (values, &weight) in tile.iter().zip(weights) {
        for (sum, &value) in sums.iter_mut().zip(values) {
            *sum = sum.wrapping_add(i32::from(weight).wrapping_mul(i32::from(value)));
        }
    }
    sums
}

/// Weights as shares of 65,535, rounded up and at times one more, for [`roughly`].
pub fn shares<'a>(reading: &Reading<'a>) -> impl Iterator<Item = u16> + use<'a> {
    // One division for all of them: 65,535 over the total, in parts of 2^32 and rounded up.
    let each = (u64::from(u16::MAX) << 32).div_ceil(u64::from(reading.total.max(1)));
    let share = move |&weight: &u16| {
        let share = (u64::from(weight).saturating_mul(each) >> 32) + 1;
        u16::try_from(share).unwrap_or(u16::MAX)
    };
    reading.weights.iter().map(share)
}

/// The greatest sum of share times value in a tile, with each product cut off to whole ten-thousandths of the scale: sixteen bits
/// are enough for that, and twice as many of them run side by side as in [`sums`], with fewer steps each.
///
/// A sum is at most 10,000 and a little for what the shares are rounded up.
#[inline(never)]
pub fn roughly(tile: &[Tile], shares: &[u16]) -> i16 {
    let mut sums = [0_u16; LANES];
    for (values, &share) in tile.iter().zip(shares) {
        for (sum, &value) in sums.iter_mut().zip(values) {
            let product = u32::from(share) * u32::from(value);
            *sum = sum.wrapping_add(u16::try_from(product >> 16).unwrap_or(u16::MAX));
        }
    }
    sums.into_iter().map(u16::cast_signed).fold(0, i16::max)
}

/// The bar that utilities have to reach in one reading, made ready to be held against [`roughly`] sums.
#[derive(Debug, Clone, Copy)]
pub struct Bar {
    /// The least utility without any error that counts.
    pub least: i64,
    /// The same in the unit of rough sums times `scale`.
    limit: i64,
    scale: i64,
    /// Less than one ten-thousandth was cut off for each criterion.
    cut: i64,
}

impl Bar {
    pub fn new(least: i64, reading: &Reading<'_>) -> Self {
        let mut bar = Self {
            least,
            limit: 0,
            scale: i64::from(reading.total.max(1)) << 16,
            cut: i64::try_from(reading.weights.len()).unwrap_or(i64::MAX),
        };
        bar.set(least);
        bar
    }

    pub fn set(&mut self, least: i64) {
        self.least = least;
        // No sum is below a negative bar, however low.
        self.limit = least.max(-1).saturating_mul(i64::from(u16::MAX));
    }

    /// Whether all utilities of a tile are below it without any error, as far as its [`roughly`] sum tells.
    pub fn is_above(&self, rough: i16) -> bool {
        let most = i64::from(rough).saturating_add(self.cut);
        most.saturating_mul(self.scale) <= self.limit
    }
}
