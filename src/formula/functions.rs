//! The arithmetic, cell by cell. Only additions, multiplications, divisions and roundings that IEEE 754 fixes to the last bit, so
//! that every system computes the same figures. A result that is no finite figure is unknown.

/// Largest exponent of [`power`] and largest number of periods, either way.
const MAX_EXPONENT: f64 = 1200.0;
/// Enough halvings for an exponent of 1200.
const EXPONENT_BITS: usize = 11;

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cmp {
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
}

impl Cmp {
    pub fn holds<T: PartialOrd>(self, left: &T, right: &T) -> bool {
        match self {
            Self::Equal => left == right,
            Self::Unequal => left != right,
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::More => left > right,
            Self::AtLeast => left >= right,
        }
    }

    /// Whether it asks which side is larger.
    pub const fn orders(self) -> bool {
        !matches!(self, Self::Equal | Self::Unequal)
    }

    /// The operator as it stands in a message.
    pub const fn said(self) -> &'static str {
        match self {
            Self::Equal => "`==`",
            Self::Unequal => "`!=`",
            Self::Less => "`<`",
            Self::AtMost => "`<=`",
            Self::More => "`>`",
            Self::AtLeast => "`>=`",
        }
    }
}

/// Arithmetic with one figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum One {
    Negate,
    Abs,
    /// To the nearest whole number, halves away from zero.
    Round,
    Floor,
    Ceil,
}

impl One {
    pub fn apply(self, x: f64) -> Option<f64> {
        finite(match self {
            Self::Negate => -x,
            Self::Abs => x.abs(),
            Self::Round => x.round(),
            Self::Floor => x.floor(),
            Self::Ceil => x.ceil(),
        })
    }
}

/// Arithmetic with two figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Two {
    Add,
    Subtract,
    Multiply,
    Divide,
    Min,
    Max,
    Power,
}

impl Two {
    pub fn apply(self, x: f64, y: f64) -> Option<f64> {
        finite(match self {
            Self::Add => x + y,
            Self::Subtract => x - y,
            Self::Multiply => x * y,
            Self::Divide => x / y,
            // Not f64::min: which of two zeros it returns differs between systems.
            Self::Min => {
                if y < x {
                    y
                } else {
                    x
                }
            }
            Self::Max => {
                if y > x {
                    y
                } else {
                    x
                }
            }
            Self::Power => return power(x, y),
        })
    }

    /// The operator or function as it stands in a message.
    pub const fn said(self) -> &'static str {
        match self {
            Self::Add => "`+`",
            Self::Subtract => "`-`",
            Self::Multiply => "`*`",
            Self::Divide => "`/`",
            Self::Min => "min()",
            Self::Max => "max()",
            Self::Power => "pow()",
        }
    }
}

pub fn finite(x: f64) -> Option<f64> {
    x.is_finite().then_some(x)
}

/// The bits of a whole number from the lowest, for repeated squaring; `n` is 0 to 1200, so every step is exact.
fn bits(mut n: f64) -> impl Iterator<Item = bool> {
    std::iter::from_fn(move || {
        let half = (n * 0.5).floor();
        let odd = n - 2.0 * half > 0.5;
        n = half;
        Some(odd)
    })
    .take(EXPONENT_BITS)
}

/// `base` to the power of `n`, which is rounded to a whole number; unknown beyond 1200 either way.
pub fn power(base: f64, n: f64) -> Option<f64> {
    let n = n.round();
    if n.abs() > MAX_EXPONENT {
        return None;
    }
    let mut product = 1.0;
    let mut square = base;
    for odd in bits(n.abs()) {
        if odd {
            product *= square;
        }
        square *= square;
    }
    finite(if n < 0.0 { 1.0 / product } else { product })
}

/// What one unit of money paid at the end of each of `n` periods is worth today: the sum of 1/(1+rate)^k for k from 1 to n.
///
/// The sum is built by doubling its length, of positive terms only: nothing cancels, and a rate of zero needs no case of its own.
pub fn annuity(rate: f64, n: f64) -> Option<f64> {
    let shrink = finite(1.0 / (1.0 + rate)).filter(|shrink| *shrink > 0.0)?;
    let (mut sum, mut factor) = (0.0, 1.0);
    let (mut step_sum, mut step_factor) = (shrink, shrink);
    for odd in bits(n) {
        if odd {
            sum += factor * step_sum;
            factor *= step_factor;
        }
        step_sum *= 1.0 + step_factor;
        step_factor *= step_factor;
    }
    finite(sum)
}

/// A number of periods as a whole number from `least` to 1200.
pub fn periods(n: f64, least: f64) -> Option<f64> {
    let n = n.round();
    (least..=MAX_EXPONENT).contains(&n).then_some(n)
}

/// The equal payment at the end of each of `n` periods that pays back `principal`; `rate` is per period, as a fraction.
pub fn payment(principal: f64, rate: f64, n: f64) -> Option<f64> {
    finite(principal / annuity(rate, periods(n, 1.0)?)?)
}

/// What is owed after the first `paid` of `n` such payments; nothing when all are paid.
pub fn balance(principal: f64, rate: f64, n: f64, paid: f64) -> Option<f64> {
    let n = periods(n, 1.0)?;
    let left = (n - periods(paid, 0.0)?).max(0.0);
    finite(principal * (annuity(rate, left)? / annuity(rate, n)?))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_exact_where_the_result_is() {
        for (base, n, result) in [
            (2.0, 10.0, Some(1024.0)),
            (2.0, -2.0, Some(0.25)),
            (-3.0, 3.0, Some(-27.0)),
            (10.0, 2.4, Some(100.0)),
            (7.0, 0.0, Some(1.0)),
            (0.0, 0.0, Some(1.0)),
            (1.0, 1200.0, Some(1.0)),
            (1.0, 1200.6, None),
            (0.0, -1.0, None),
            (2.0, 1100.0, None),
            (2.0, 1023.0, Some(2_f64.powi(1023))),
        ] {
            assert_eq!(power(base, n), result, "{base} ^ {n}");
        }
    }

    #[test]
    fn of_two_zeros_the_first_is_taken() {
        for op in [Two::Min, Two::Max] {
            for (x, y) in [(0.0, -0.0), (-0.0, 0.0)] {
                let taken: f64 = op.apply(x, y).unwrap();
                assert_eq!(taken.to_bits(), f64::to_bits(x), "{op:?}");
            }
        }
    }

    #[test]
    fn halves_round_away_from_zero() {
        assert_eq!(One::Round.apply(2.5), Some(3.0));
        assert_eq!(One::Round.apply(-2.5), Some(-3.0));
    }

    #[test]
    fn a_loan_without_interest_is_shared_evenly() {
        assert_eq!(payment(1200.0, 0.0, 12.0), Some(100.0));
        assert_eq!(balance(1200.0, 0.0, 12.0, 3.0), Some(900.0));
    }

    #[test]
    fn a_loan_ends_at_nothing_and_begins_at_its_principal() {
        assert_eq!(balance(5000.0, 0.004, 60.0, 0.0), Some(5000.0));
        assert_eq!(balance(5000.0, 0.004, 60.0, 60.0), Some(0.0));
        assert_eq!(balance(5000.0, 0.004, 60.0, 61.0), Some(0.0));
    }

    #[test]
    fn a_loan_that_cannot_be_is_unknown() {
        for (rate, n) in [
            (0.01, 0.0),
            (0.01, -5.0),
            (0.01, 1201.0),
            (-1.0, 12.0),
            (-2.0, 12.0),
        ] {
            assert_eq!(payment(1000.0, rate, n), None, "{rate} {n}");
        }
        assert_eq!(balance(1000.0, 0.01, 12.0, -1.0), None);
    }

    #[test]
    fn the_balance_falls_by_what_a_payment_leaves_after_interest() {
        let (principal, rate, n) = (200_000.0, 0.0055, 240.0);
        let paid = payment(principal, rate, n).unwrap();
        let mut owed = principal;
        for month in 1..=240 {
            owed = owed * (1.0 + rate) - paid;
            let balance = balance(principal, rate, n, f64::from(month)).unwrap();
            assert!((owed - balance).abs() < 1e-6, "{month}: {owed} {balance}");
        }
    }
}
