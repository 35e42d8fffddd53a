//! What a block of offerings can be worth at most in a reading, so that most blocks of a large field need not be looked at.
//!
//! Let `p` be the points, `w` the weights of a reading and `v` the values of an offering. With `P = p.p`, `a = w.p` and `r = P w - a p`,
//! which stands at a right angle to `p`, the utility `w.v` is `(a (p.v) + r.v) / P`. The first part is a multiple of the score, by which
//! the field is sorted. In the second, `r.v = r.c + r.(v - c)` for any middle `c`, and of `v - c` only its part `x` at a right angle to
//! `p` counts: `r.(v - c) <= |r| |x|` (Cauchy and Schwarz), with `|x|^2 = |v - c|^2 - (p.(v - c))^2 / P`. So the greatest score and the
//! greatest `|x|` of a block bound every utility in it. All of it is in whole numbers, rounded up.

use super::posterior::MOST;
use super::tiles::{LANES, Tile, sums};

/// What bounds the blocks of a field.
#[derive(Debug, Clone, Default)]
pub struct Bounds {
    /// The points, cut off so that sums stay small: any direction bounds, this one closely.
    points: Vec<u16>,
    /// `p.p`.
    square: i128,
    /// The middle `c`.
    middle: Vec<u16>,
    /// `p.c`.
    at_middle: i128,
}

/// The greatest `p.v` and `|x|` of a block.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bound {
    score: i128,
    spread: i128,
}

/// A reading seen from the points: `a`, `r.c` and `|r|`.
#[derive(Debug, Clone, Copy)]
pub struct Slope {
    along: i128,
    middle: i128,
    across: i128,
}

impl Bounds {
    /// Bounds blocks of offerings like those of `sample`, which has a value for each criterion.
    pub fn new<'v>(
        points: &[u16],
        criteria: usize,
        sample: impl Iterator<Item = &'v [u16]>,
    ) -> Self {
        let mut points: Vec<u16> = points.iter().map(|&points| points.min(MOST)).collect();
        points.resize(criteria, 0);
        if points.iter().all(|&points| points == 0) {
            points.fill(1);
        }
        let (mut sums, mut count) = (vec![0_u64; criteria], 0_u64);
        for values in sample {
            for (sum, &value) in sums.iter_mut().zip(values) {
                *sum += u64::from(value);
            }
            count += 1;
        }
        let middle: Vec<u16> = sums
            .iter()
            .map(|sum| u16::try_from(sum / count.max(1)).unwrap_or(0))
            .collect();
        Self {
            square: dot(&points, &points),
            at_middle: dot(&points, &middle),
            points,
            middle,
        }
    }

    /// The bound of a block of tiles.
    pub fn of(&self, tiles: &[Tile]) -> Bound {
        let mut score = 0;
        // `P |x|^2`.
        let mut spread = 0;
        for tile in tiles.chunks(self.points.len().max(1)) {
            let distances = distances(tile, &self.middle);
            for (sum, distance) in sums(tile, &self.points).into_iter().zip(distances) {
                let sum = i128::from(sum);
                let along = sum - self.at_middle;
                score = score.max(sum);
                spread = spread.max(self.square * i128::from(distance) - along * along);
            }
        }
        let spread = (spread + self.square - 1) / self.square.max(1);
        Bound {
            score,
            spread: root(spread),
        }
    }

    /// A reading seen from the points.
    pub fn slope(&self, weights: &[u16]) -> Slope {
        let along = dot(weights, &self.points);
        let (mut middle, mut square) = (0, 0);
        let each = weights.iter().zip(&self.points).zip(&self.middle);
        for ((&weight, &points), &value) in each {
            let across = self.square * i128::from(weight) - along * i128::from(points);
            middle += across * i128::from(value);
            square += across * across;
        }
        Slope {
            along,
            middle,
            across: root(square),
        }
    }

    /// Whether every sum of weight times value in a block is less than `bar`.
    pub fn are_below(&self, bar: i64, block: &Bound, slope: &Slope) -> bool {
        let most = slope.along * block.score + slope.middle + slope.across * block.spread;
        most < self.square * i128::from(bar)
    }
}

fn dot(a: &[u16], b: &[u16]) -> i128 {
    a.iter()
        .zip(b)
        .map(|(&a, &b)| i128::from(a) * i128::from(b))
        .sum()
}

/// The square root, rounded up.
const fn root(square: i128) -> i128 {
    let root = square.isqrt();
    if root * root < square { root + 1 } else { root }
}

/// The squares of the distances from the middle for the entries of one tile.
#[inline(never)]
fn distances(tile: &[Tile], middle: &[u16]) -> [u64; LANES] {
    let mut squares = [0_u64; LANES];
    for (values, &middle) in tile.iter().zip(middle) {
        for (square, &value) in squares.iter_mut().zip(values) {
            let distance = u64::from(value.abs_diff(middle));
            *square = square.wrapping_add(distance * distance);
        }
    }
    squares
}
