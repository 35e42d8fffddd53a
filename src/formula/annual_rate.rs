//! The annual percentage rate of a loan by the general equation of 12 CFR Part 1026, Appendix J, (b)(8).
//!
//! What is handed over equals what is paid back, each payment `P` divided by `(1 + f * i) * (1 + i)^t`: `i` is the rate per
//! unit-period (a month, for monthly payments), `t` the whole unit-periods until that payment and `f` the part of one besides.
//! The rate is found by halving an interval a fixed number of times, with whole powers only, so that every system finds the same
//! figure to the last bit.

use super::functions::{annuity, finite, periods, power};

/// The greatest rate looked for, per unit-period: it doubles what is owed in each of them.
const MOST: f64 = 1.0;
/// Halvings of the interval: what is left of it is below a millionth of a millionth.
const HALVINGS: usize = 42;
/// Payments that fall short of what was handed over by less than this share do so by rounding alone: the rate is zero.
const ROUNDING: f64 = 1e-12;

/// Equal payments, one unit-period apart.
#[derive(Debug, Clone, Copy)]
pub struct Stream {
    /// Each of them, above zero.
    pub amount: f64,
    /// How many: a whole number from 0 to 1200.
    pub count: f64,
    /// Whole unit-periods until the first of them.
    pub first: f64,
    /// The part of a unit-period until the first besides, 0 to below 1.
    pub part: f64,
}

impl Stream {
    /// What all of them are worth on the day of the advance.
    fn worth(self, rate: f64) -> Option<f64> {
        let from_the_day = power(1.0 + rate, 1.0 - self.first)? / (1.0 + self.part * rate);
        finite(self.amount * annuity(rate, self.count)? * from_the_day)
    }
}

/// The rate per unit-period, 0 to 1, at which `streams` pay back `advance`. Unknown where there is none: nothing was handed over,
/// the payments do not pay it back, or they pay it back more than twice over in each unit-period.
pub fn period_rate(advance: f64, streams: &[Stream]) -> Option<f64> {
    let worth = |rate: f64| -> Option<f64> {
        streams
            .iter()
            .try_fold(0.0, |sum, stream| Some(sum + stream.worth(rate)?))
    };
    let pays = advance > 0.0 && streams.iter().all(|s| s.amount > 0.0 && s.count >= 0.0);
    if !pays || worth(0.0)? < advance * (1.0 - ROUNDING) || worth(MOST)? > advance {
        return None;
    }
    // The worth falls as the rate rises, so the rate looked for stays between the two.
    let (mut low, mut high) = (0.0, MOST);
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if worth(middle)? >= advance {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(low)
}

/// The yearly rate, as a fraction, of `advance` against runs of payments (amount, number) that follow one another, the first payment
/// after one period; `per_year` is the number of periods a year. A run of no payments counts for nothing.
pub fn annual_rate(advance: f64, per_year: f64, runs: &[(f64, f64)]) -> Option<f64> {
    let mut streams = Vec::with_capacity(runs.len());
    let mut paid = 0.0;
    for &(amount, number) in runs {
        let count = periods(number, 0.0)?;
        if count > 0.0 {
            streams.push(Stream {
                amount,
                count,
                first: paid + 1.0,
                part: 0.0,
            });
        }
        paid += count;
    }
    let rate = period_rate(advance, &streams)?;
    (per_year > 0.0).then(|| finite(rate * per_year)).flatten()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::formula::functions::payment;

    fn stream(amount: f64, count: f64, first: f64, part: f64) -> Stream {
        Stream {
            amount,
            count,
            first,
            part,
        }
    }

    /// The paragraph, the advance, its payments, unit-periods a year, the published percentage, and more digits of it.
    type Example = (&'static str, f64, Vec<Stream>, f64, &'static str, f64);

    /// Regulation Z, 12 CFR Part 1026, Appendix J, (c): examples for the general equation.
    fn published() -> Vec<Example> {
        let part = 52.0 / 60.0;
        vec![
            (
                "(c)(1)(i) monthly payments",
                5000.0,
                vec![stream(230.0, 24.0, 1.0, 0.0)],
                12.0,
                "9.69",
                9.6857,
            ),
            (
                "(c)(1)(ii) a first period that is longer by 19 days of 30",
                6000.0,
                vec![stream(200.0, 36.0, 1.0, 19.0 / 30.0)],
                12.0,
                "11.82",
                11.8165,
            ),
            (
                "(c)(1)(iv) quarterly payments, a first period longer by 39 days of 90",
                10_000.0,
                vec![stream(385.0, 40.0, 1.0, 39.0 / 90.0)],
                4.0,
                "8.97",
                8.9708,
            ),
            (
                "(c)(2)(i) another first payment",
                5000.0,
                vec![stream(250.0, 1.0, 1.0, 0.0), stream(230.0, 23.0, 2.0, 0.0)],
                12.0,
                "10.08",
                10.0829,
            ),
            (
                "(c)(3)(i) another last payment",
                5000.0,
                vec![stream(230.0, 23.0, 1.0, 0.0), stream(280.0, 1.0, 24.0, 0.0)],
                12.0,
                "10.50",
                10.5005,
            ),
            (
                "(c)(4)(ii) every two months, other first and last payments, a first period shorter than one",
                8000.0,
                vec![
                    stream(449.36, 1.0, 0.0, part),
                    stream(465.0, 18.0, 1.0, part),
                    stream(200.0, 1.0, 19.0, part),
                ],
                6.0,
                "7.30",
                7.3018,
            ),
        ]
    }

    #[test]
    fn the_examples_of_the_regulation_come_out_to_the_second_decimal() {
        for (paragraph, advance, streams, per_year, percent, closer) in published() {
            let rate = 100.0 * per_year * period_rate(advance, &streams).unwrap();
            assert_eq!(format!("{rate:.2}"), percent, "{paragraph}");
            assert!((rate - closer).abs() < 6e-5, "{paragraph}: {rate}");
        }
    }

    #[test]
    fn a_loan_without_charges_has_the_rate_it_was_made_with() {
        for (rate, n) in [(0.0708 / 12.0, 360.0), (0.02, 24.0), (0.0, 7.0), (0.5, 3.0)] {
            let paid = payment(1000.0, rate, n).unwrap();
            let found = annual_rate(1000.0, 12.0, &[(paid, n)]).unwrap();
            assert!((found - 12.0 * rate).abs() < 1e-9, "{rate} {n}: {found}");
        }
    }

    #[test]
    fn one_run_may_be_told_in_parts() {
        let whole = annual_rate(5000.0, 12.0, &[(230.0, 24.0)]);
        for runs in [
            vec![(230.0, 10.0), (230.0, 14.0)],
            vec![(999.0, 0.0), (230.0, 24.0)],
            vec![(230.0, 24.0), (-1.0, 0.0)],
        ] {
            let parts = annual_rate(5000.0, 12.0, &runs).unwrap();
            assert!((parts - whole.unwrap()).abs() < 1e-10, "{runs:?}: {parts}");
        }
    }

    #[test]
    fn where_there_is_no_rate_it_is_unknown() {
        for (advance, per_year, payment, n) in [
            (1000.0, 12.0, 90.0, 11.0),
            (0.0, 12.0, 90.0, 12.0),
            (-5.0, 12.0, 90.0, 12.0),
            (1000.0, 12.0, 0.0, 12.0),
            (1000.0, 12.0, -90.0, 12.0),
            (1000.0, 12.0, 90.0, 0.0),
            (1000.0, 12.0, 90.0, -1.0),
            (1000.0, 12.0, 90.0, 1201.0),
            (1000.0, 0.0, 90.0, 12.0),
            (1000.0, -12.0, 90.0, 12.0),
            (1.0, 12.0, 90.0, 12.0),
            (1e300, 12.0, 1e308, 1200.0),
            (f64::NAN, 12.0, 90.0, 12.0),
            (1000.0, 12.0, f64::NAN, 12.0),
            (1000.0, f64::NAN, 90.0, 12.0),
            (1000.0, f64::INFINITY, 90.0, 12.0),
        ] {
            let found = annual_rate(advance, per_year, &[(payment, n)]);
            assert_eq!(found, None, "{advance} {per_year} {payment} {n}");
        }
        assert_eq!(annual_rate(1000.0, 12.0, &[]), None);
    }

    #[test]
    fn more_charges_make_a_higher_rate() {
        let rates: Vec<f64> = [300_000.0, 297_000.0, 290_000.0]
            .map(|advance| annual_rate(advance, 12.0, &[(2012.05, 360.0)]).unwrap())
            .to_vec();
        assert!(rates.is_sorted_by(|a, b| a < b), "{rates:?}");
    }
}
