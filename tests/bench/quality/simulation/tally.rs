//! Means with their standard errors, and how far what is stated is from what is observed.

use super::course::Moment;

/// A mean and its standard error.
#[derive(Debug, Clone, Copy)]
pub struct Mean {
    pub mean: f64,
    pub error: f64,
}

/// The mean of some figures, one for each customer.
pub fn mean(figures: impl IntoIterator<Item = f64>) -> Mean {
    let figures: Vec<f64> = figures.into_iter().collect();
    let n = figures.len().max(1) as f64;
    let mean = figures.iter().sum::<f64>() / n;
    let squares: f64 = figures.iter().map(|x| (x - mean).powi(2)).sum();
    Mean {
        mean,
        error: (squares / (n * (n - 1.0).max(1.0))).sqrt(),
    }
}

/// By how many percent the second figures of some pairs are lower than the first, in sum; the error by the delta method.
pub fn lower(pairs: impl IntoIterator<Item = (f64, f64)>) -> Mean {
    let pairs: Vec<(f64, f64)> = pairs.into_iter().collect();
    let first = mean(pairs.iter().map(|(first, _)| *first)).mean;
    let second = mean(pairs.iter().map(|(_, second)| *second)).mean;
    let ratio = second / first;
    let error = mean(pairs.iter().map(|(a, b)| b - ratio * a)).error;
    Mean {
        mean: 100.0 * (1.0 - ratio),
        error: 100.0 * error / first,
    }
}

/// Regret of some moments in percent.
pub fn regret<'m>(moments: impl IntoIterator<Item = &'m Moment>) -> Mean {
    mean(moments.into_iter().map(|moment| moment.regret))
}

/// How many in a hundred picks were the best there is.
pub fn best<'m>(moments: impl IntoIterator<Item = &'m Moment>) -> Mean {
    mean(moments.into_iter().map(|moment| percent(moment.best)))
}

/// How many in a hundred picks were the same.
pub fn same<'m>(pairs: impl IntoIterator<Item = (&'m Moment, &'m Moment)>) -> Mean {
    mean(pairs.into_iter().map(|(a, b)| percent(a.pick == b.pick)))
}

/// 100 or 0.
pub fn percent(is: bool) -> f64 {
    if is { 100.0 } else { 0.0 }
}

/// What was stated against what was observed, all in percent.
#[derive(Debug, Clone, Copy)]
pub struct Calibration {
    pub stated: f64,
    pub observed: f64,
    /// Expected calibration error: the mean distance of stated and observed in ten bins of the stated share.
    pub error: f64,
    /// The error that the same customers would show on average if every stated share were true: what is left to chance.
    pub by_chance: f64,
}

/// The calibration of the moments in which a share was stated, if there is one.
pub fn calibration<'m>(moments: impl IntoIterator<Item = &'m Moment>) -> Option<Calibration> {
    // For each bin: customers, stated, observed, variance of observed if the stated is true.
    let mut bins = [[0.0_f64; 4]; 10];
    for moment in moments {
        if let Some(stated) = moment.stated {
            let bin = &mut bins[((stated * 10.0) as usize).min(9)];
            let observed = if moment.best { 1.0 } else { 0.0 };
            for (sum, new) in bin
                .iter_mut()
                .zip([1.0, stated, observed, stated * (1.0 - stated)])
            {
                *sum += new;
            }
        }
    }
    let sum = |of: &dyn Fn(&[f64; 4]) -> f64| bins.iter().map(of).sum::<f64>();
    let n = sum(&|bin| bin[0]) / 100.0;
    if n == 0.0 {
        return None;
    }
    // The mean size of a normal error is its standard deviation times the root of 2 over pi.
    let half_normal = (2.0 / std::f64::consts::PI).sqrt();
    Some(Calibration {
        stated: sum(&|bin| bin[1]) / n,
        observed: sum(&|bin| bin[2]) / n,
        error: sum(&|bin| (bin[1] - bin[2]).abs()) / n,
        by_chance: sum(&|bin| bin[3].sqrt() * half_normal) / n,
    })
}
