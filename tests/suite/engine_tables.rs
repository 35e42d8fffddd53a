//! The tables of the readings, computed again from their declarations by other means.

use candor::domain::Importance;
use candor::ranking::{Needs, Particles, Weight};

/// The distribution function of the normal distribution by its continued fraction and series (error below 1e-12).
fn phi(z: f64) -> f64 {
    if z.abs() > 9.0 {
        return if z > 0.0 { 1.0 } else { 0.0 };
    }
    let (mut term, mut sum) = (z, z);
    for n in 1..400 {
        term *= z * z / f64::from(2 * n + 1);
        sum += term;
    }
    0.5 + sum * (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt()
}

/// The density of raw importance, without the factor that makes the Beta part one.
fn beta(x: f64) -> f64 {
    (x / 100.0).powf(0.3) * (1.0 - x / 100.0).powf(0.5)
}

const STEPS: usize = 20_000;

/// Midpoints and weights of a fine grid under `level`, scaled to one.
fn posterior(level: Option<usize>) -> (Vec<(f64, f64)>, f64) {
    let grid = (0..STEPS).map(|n| 100.0 * (n as f64 + 0.5) / STEPS as f64);
    let beta_whole: f64 = grid.clone().map(beta).sum();
    let careless = STEPS as f64 / 20.0;
    let cuts = [-1e9, 10.0, 40.0, 75.0, 1e9];
    let weighed: Vec<(f64, f64)> = grid
        .map(|x| {
            let prior = if x < 5.0 { 0.15 / careless } else { 0.0 } + 0.85 * beta(x) / beta_whole;
            let likely = level.map_or(1.0, |a| {
                0.96 * (phi((cuts[a + 1] - x) / 10.0) - phi((cuts[a] - x) / 10.0)) + 0.01
            });
            (x, prior * likely)
        })
        .collect();
    let share: f64 = weighed.iter().map(|(_, w)| w).sum();
    (
        weighed.into_iter().map(|(x, w)| (x, w / share)).collect(),
        share,
    )
}

/// Every raw importance a criterion can have, in order: 512 readings take each stratum once.
fn drawn(weight: Weight) -> Vec<u16> {
    let needs = Needs {
        weights: vec![weight],
        ..Needs::default()
    };
    let particles = Particles::new(&needs, 1, 512);
    let mut all: Vec<u16> = particles.weights().map(|(weights, _)| weights[0]).collect();
    all.sort_unstable();
    all
}

#[test]
fn each_level_is_read_as_its_declared_posterior() {
    let levels = [
        (Weight::Unasked, None, 1.0, 39.8),
        (Weight::Level(Importance::Not), Some(0), 0.20, 7.4),
        (Weight::Level(Importance::Somewhat), Some(1), 0.32, 24.8),
        (Weight::Level(Importance::Important), Some(2), 0.33, 55.5),
        (Weight::Level(Importance::Essential), Some(3), 0.15, 79.3),
    ];
    for (weight, level, share, mean) in levels {
        let (grid, own_share) = posterior(level);
        assert!((own_share - share).abs() < 0.005, "{weight:?}: {own_share}");
        let own_mean: f64 = grid.iter().map(|(x, w)| x * w).sum();
        assert!((own_mean - mean).abs() < 0.06, "{weight:?}: {own_mean}");
        let table = drawn(weight);
        let mut below = 0.0;
        let mut places = grid.iter();
        for (k, &raw) in table.iter().enumerate() {
            let wanted = (k as f64 + 0.5) / 512.0;
            let mut x = 0.0;
            while below < wanted {
                let Some((place, weight)) = places.next() else {
                    break;
                };
                (x, below) = (*place, below + weight);
            }
            if x > 0.0 {
                let error = (f64::from(raw) - 10.0 * x).abs();
                assert!(error <= 0.7, "{weight:?} at {k}: {raw} for {}", 10.0 * x);
            }
        }
    }
}

#[test]
fn a_must_is_read_like_something_essential() {
    assert_eq!(
        drawn(Weight::Level(Importance::Must)),
        drawn(Weight::Level(Importance::Essential))
    );
    assert_eq!(drawn(Weight::Nothing), vec![0; 512]);
}
