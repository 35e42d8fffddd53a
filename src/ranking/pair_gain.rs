//! What a choice between two offerings would tell: the expected value of information (Howard 1966), as for any other question.

use super::particles::{Particles, prefers};
use super::value::Values;

/// For each rival, how much better on average the best of `first` and all `rivals` is once the customer has chosen between `first` and
/// that rival, than the one that would be advised without it. The unit is the same for all of them and means nothing by itself.
///
/// `values` are those of all offerings by criterion, 0..=10,000; `first` and `rivals` are positions in the catalog. A reading whose
/// customer would rather choose one of the two counts more after that choice, and what is advised then is what is best on average.
pub fn pair_gains(
    particles: &Particles,
    values: &[Values],
    first: usize,
    rivals: &[usize],
) -> Vec<u128> {
    let able: Vec<usize> = [first].into_iter().chain(rivals.iter().copied()).collect();
    let mut without = vec![0; able.len()];
    // For each rival what each of `able` is worth in the readings that prefer the first, by how much they do.
    let mut preferring = vec![vec![0; able.len()]; rivals.len()];
    for ((weights, total), &mass) in particles.weights().zip(particles.masses()) {
        let worth: Vec<i64> = able
            .iter()
            .map(|&offering| utility(weights, total, values, offering))
            .collect();
        add(&mut without, &worth, u128::from(mass) << 16);
        let (first, others) = worth.split_first().unwrap_or((&0, &[]));
        for (sums, other) in preferring.iter_mut().zip(others) {
            let likely = prefers(first - other);
            add(sums, &worth, u128::from(mass) * u128::from(likely));
        }
    }
    let most = |sums: &mut dyn Iterator<Item = u128>| sums.max().unwrap_or(0);
    let before = most(&mut without.iter().copied());
    preferring
        .iter()
        .map(|sums| {
            let rest = without.iter().zip(sums).map(|(all, sum)| all - sum);
            let after = most(&mut sums.iter().copied()) + most(&mut { rest });
            after.saturating_sub(before)
        })
        .collect()
}

/// What an offering is worth in one reading, in ten-thousandths of the scale.
fn utility(weights: &[u16], total: u32, values: &[Values], offering: usize) -> i64 {
    let parts = weights.iter().zip(values).map(|(&raw, values)| {
        let value = values.get(offering).copied().unwrap_or(0);
        i64::from(raw) * i64::from(value)
    });
    parts.sum::<i64>() / i64::from(total.max(1))
}

fn add(sums: &mut [u128], worth: &[i64], counts: u128) {
    for (sum, &worth) in sums.iter_mut().zip(worth) {
        *sum += counts * u128::from(worth.unsigned_abs());
    }
}
