//! What looks like chance in the readings: fixed by a case's seed, the same for all offerings, steps, threads and systems.
//!
//! Columns (one per criterion or order) are stratified: of `n` readings each falls into another `n`-th of the unit interval, in an
//! order of its own (Latin hypercube). What concerns one offering (an unknown fact, what the model leaves out) depends only on the
//! seed, the offering's key and the number of the reading, so that no other offering can change it.

use super::tables::NORMAL;

/// Strata of the tables.
pub const STRATA: usize = 512;

/// Mixes two numbers into one that looks like chance (the finaliser of `SplitMix64`, Steele et al. 2014).
pub const fn mix(seed: u64, key: u64) -> u64 {
    let mut z = seed ^ key.rotate_left(32) ^ 0x9e37_79b9_7f4a_7c15;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The upper half of a mixed number, as a fraction of 2^32.
pub const fn fraction(mixed: u64) -> u32 {
    let [a, b, c, d, ..] = mixed.to_be_bytes();
    u32::from_be_bytes([a, b, c, d])
}

/// A number below `limit` from a fraction; 0 when `limit` is 0.
pub const fn below(fraction: u32, limit: u32) -> u32 {
    let [a, b, c, d, ..] = (fraction as u64 * limit as u64).to_be_bytes();
    u32::from_be_bytes([a, b, c, d])
}

/// The position at a fraction of all shares.
pub fn share_at(shares: impl Iterator<Item = u32> + Clone, fraction: u32) -> Option<usize> {
    let mut left = below(fraction, shares.clone().sum());
    let mut shares = shares;
    shares.position(|share| {
        let here = left < share;
        left = left.saturating_sub(share);
        here
    })
}

/// The stratum of a fraction, below [`STRATA`].
pub const fn stratum(fraction: u32) -> usize {
    // Nine bits: they fit any usize.
    (fraction >> 23) as usize
}

/// One stratified column of `count` fractions. `tag` tells columns apart.
pub fn column(seed: u64, tag: u64, count: u32) -> Vec<u32> {
    let start = mix(seed, tag);
    let chance = |n: u32, kind: u64| fraction(mix(start, u64::from(n) << 1 | kind));
    let mut order: Vec<u32> = (0..count).collect();
    for (n, left) in (0..order.len()).zip((1..=count).rev()) {
        let drawn = below(chance(left, 0), left);
        let other = n + usize::try_from(drawn).unwrap_or(0);
        if other < order.len() {
            order.swap(n, other);
        }
    }
    order
        .iter()
        .map(|&place| {
            let within = u64::from(chance(place, 1));
            let spread = (u64::from(place) << 32 | within) / u64::from(count.max(1));
            u32::try_from(spread).unwrap_or(u32::MAX)
        })
        .collect()
}

/// What chance has in one reading for the offering whose seed and key were mixed to `start`: `about` tells its unknown facts apart.
pub const fn of_offering(start: u64, reading: u32, about: u32) -> u32 {
    let which = (reading as u64) << 32 | about as u64;
    fraction(mix(start, which))
}

/// A standard normal number in thousandths, from a fraction.
pub fn normal(fraction: u32) -> i64 {
    let half = STRATA / 2;
    let stratum = stratum(fraction);
    let upper = |n: usize| NORMAL.get(n).copied().map_or(0, i64::from);
    if stratum >= half {
        upper(stratum - half)
    } else {
        -upper(half - 1 - stratum)
    }
}

/// The greatest size of [`normal`].
pub fn most_normal() -> i64 {
    NORMAL.last().copied().map_or(0, i64::from)
}
