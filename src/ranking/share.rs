//! From a share between worst and best to a value, for one figure and for whole columns.

/// The greatest value.
pub const ONE: u16 = 10_000;

/// Adding this to a figure from 0 to 2^51 leaves no bits for a fraction: the sum is rounded to a whole number, a half to the even one,
/// which then stands in its lowest bits.
const NO_FRACTION: f64 = 4_503_599_627_370_496.0; // 2^52

/// A value from a share between 0 and 1; what is outside is cut off.
///
/// It has no branch and calls nothing, so that the processor takes several figures at a time; the result is that of `round`.
#[must_use]
pub fn value_of(share: f64) -> u16 {
    // Comparisons that are false for a NaN, which becomes 0.
    let share = if share > 0.0 { share } else { 0.0 };
    let share = if share < 1.0 { share } else { 1.0 };
    let value = share * f64::from(ONE);
    let whole = value + NO_FRACTION;
    // The difference is exact: a half was rounded down to the even number.
    let half_left = value - (whole - NO_FRACTION) >= 0.5;
    // At most 10,000: it stands in the lowest sixteen bits.
    #[allow(clippy::cast_possible_truncation)]
    let lowest = whole.to_bits() as u16;
    lowest.wrapping_add(u16::from(half_left))
}

/// Figures taken at a time by [`straight`].
const AT_ONCE: usize = 128;

/// How near to a half a value has to be for the last bit to decide where it is rounded to. Multiplying and dividing differ by less than
/// a hundred-thousandth of this.
const NEAR: f64 = 1e-6;

/// The values of figures on a straight scale: what [`value_of`] gives of `(figure - worst) / span`, to the last bit.
///
/// Multiplying takes a third less time than dividing; where it could round to another value, the figures are divided after all.
pub fn straight(figures: &[f64], worst: f64, span: f64) -> Vec<u16> {
    let per = f64::from(ONE) / span;
    // Beyond these the product would not be near to the quotient.
    let near = span.is_normal() && per.is_normal();
    let mut values = vec![0; figures.len()];
    for (figures, values) in figures.chunks(AT_ONCE).zip(values.chunks_mut(AT_ONCE)) {
        if !near || multiplied(figures, worst, per, values) {
            for (value, figure) in values.iter_mut().zip(figures) {
                *value = value_of((figure - worst) / span);
            }
        }
    }
    values
}

/// Values by multiplying, and whether one of them is so near to a half that it may not be the right one.
fn multiplied(figures: &[f64], worst: f64, per: f64, values: &mut [u16]) -> bool {
    let mut close = 0;
    for (slot, figure) in values.iter_mut().zip(figures) {
        let value = (figure - worst) * per;
        let value = if value > 0.0 { value } else { 0.0 };
        let most = f64::from(ONE);
        let value = if value < most { value } else { most };
        let whole = value + NO_FRACTION;
        let left = value - (whole - NO_FRACTION);
        // At most 10,000: it stands in the lowest sixteen bits.
        #[allow(clippy::cast_possible_truncation)]
        let lowest = whole.to_bits() as u16;
        *slot = lowest;
        close |= u64::from(left * left > (0.5 - NEAR) * (0.5 - NEAR));
    }
    close != 0
}

#[cfg(test)]
mod tests {
    #![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]

    use super::*;
    use proptest::prelude::*;

    fn plainly(share: f64) -> u16 {
        (share.clamp(0.0, 1.0) * 10_000.0).round() as u16
    }

    fn anchor() -> impl Strategy<Value = f64> {
        prop_oneof![
            (-50_000..50_000_i32).prop_map(f64::from),
            Just(0.0),
            Just(1.0),
            -1.0..1.0_f64,
            any::<f64>(),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

        #[test]
        fn a_value_is_what_rounding_gives(
            share in prop_oneof![-0.5..1.5_f64, (0..=20_000_u16).prop_map(|n| f64::from(n) / 20_000.0), any::<f64>()],
        ) {
            prop_assert_eq!(value_of(share), plainly(share));
        }

        #[test]
        fn a_straight_column_has_the_values_of_dividing(
            worst in anchor(),
            span in anchor(),
            // Figures anywhere, halves between two values, and their neighbours to the last bit.
            figures in prop::collection::vec((any::<f64>(), 0..=20_000_u16, -2..=2_i64), 0..300),
            far in any::<bool>(),
        ) {
            let figures = figures.into_iter().map(|(any, half, off)| {
                let half = worst + span * (f64::from(half) / 20_000.0);
                if far { any } else { f64::from_bits(half.to_bits().wrapping_add_signed(off)) }
            });
            let figures: Vec<f64> = figures.collect();
            let divided: Vec<u16> = figures.iter().map(|figure| value_of((figure - worst) / span)).collect();
            prop_assert_eq!(straight(&figures, worst, span), divided);
        }
    }

    #[test]
    fn halves_go_up_and_what_is_no_number_is_worth_nothing() {
        for n in 0..20_000_u16 {
            let share = f64::from(n) / 20_000.0;
            assert_eq!(value_of(share), plainly(share), "{share}");
        }
        assert_eq!(value_of(f64::NAN), 0);
        assert_eq!(value_of(f64::INFINITY), ONE);
        assert_eq!(value_of(f64::NEG_INFINITY), 0);
    }
}
