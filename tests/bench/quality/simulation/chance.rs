//! Chance with a seed: the distributions that customers and catalogs are drawn from.

use candor::ranking::mix;

/// A stream of numbers, always the same for a seed.
#[derive(Debug, Clone)]
pub struct Chance {
    seed: u64,
    drawn: u64,
}

impl Chance {
    /// The stream `number` of `seed`.
    pub const fn new(seed: u64, number: u64) -> Self {
        Self {
            seed: mix(seed, number),
            drawn: 0,
        }
    }

    /// A number that starts a stream of its own.
    pub const fn seed(&mut self) -> u64 {
        self.drawn += 1;
        mix(self.seed, self.drawn)
    }

    /// Even between 0 and 1, without the ends.
    pub fn share(&mut self) -> f64 {
        ((self.seed() >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
    }

    pub fn once_in(&mut self, share: f64) -> bool {
        self.share() < share
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        ((self.share() * n as f64) as usize).min(n - 1)
    }

    /// Standard normal (Box and Muller 1958).
    pub fn normal(&mut self) -> f64 {
        let (size, turn) = (self.share(), self.share());
        (-2.0 * size.ln()).sqrt() * (std::f64::consts::TAU * turn).cos()
    }

    /// Exponential with this mean.
    pub fn exponential(&mut self, mean: f64) -> f64 {
        -mean * self.share().ln()
    }

    /// Beta(1.3, 1.5), by rejection under its greatest density.
    pub fn beta(&mut self) -> f64 {
        let density = |x: f64| x.powf(0.3) * (1.0 - x).powf(0.5);
        let most = density(0.375);
        loop {
            let x = self.share();
            if self.share() * most < density(x) {
                return x;
            }
        }
    }

    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for n in (1..list.len()).rev() {
            list.swap(n, self.below(n + 1));
        }
    }
}
