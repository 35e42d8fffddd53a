//! Value functions: how a figure becomes a value on a fixed scale.
//!
//! Anchors are declared in the criterion's own unit and never taken from the offerings on file, so that adding or removing one
//! cannot change the order of the others. Values are integers of 0..=10,000 ([`ONE`]).

use crate::domain::{Cell, Column};
use crate::formula::{Formula, Input};

use super::blind::{Criterion, Empty};

/// The greatest value.
pub const ONE: u16 = 10_000;

/// A value function.
#[derive(Debug, Clone)]
pub enum Scale {
    /// Straight from `worst` (0) to `best` (1), in either order.
    Linear {
        /// Figure worth 0.
        worst: f64,
        /// Figure worth 1.
        best: f64,
    },
    /// Straight between points `(figure, value 0..=1)` with rising figures, level outside.
    Piecewise(Vec<(f64, f64)>),
    /// 1 within `flat` of the ideal, falling to 0 over `below` and `above`.
    Target {
        /// The ideal figure.
        ideal: Ideal,
        /// Half-width of the flat top.
        flat: f64,
        /// How far below the flat top the value is 0.
        below: f64,
        /// How far above the flat top the value is 0.
        above: f64,
    },
    /// A value for each option, by position.
    Categories(Vec<u16>),
    /// Values of yes and no.
    YesNo {
        /// Value of yes.
        yes: u16,
        /// Value of no.
        no: u16,
    },
}

/// The ideal of a [`Scale::Target`].
#[derive(Debug, Clone)]
pub enum Ideal {
    /// A fixed figure.
    Figure(f64),
    /// From the answers; while they leave it open, every figure counts as a missing fact.
    Formula(Formula),
}

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

impl Scale {
    /// Whether no answer can change it.
    #[must_use]
    pub const fn is_fixed(&self) -> bool {
        !matches!(
            self,
            Self::Target {
                ideal: Ideal::Formula(_),
                ..
            }
        )
    }

    /// The least and the greatest value it can give: what is assumed of a missing fact of which nothing is known.
    #[must_use]
    pub fn ends(&self) -> (u16, u16) {
        let among = |values: &mut dyn Iterator<Item = u16>| {
            values.fold((ONE, 0), |(low, high): (u16, u16), value| {
                (low.min(value), high.max(value))
            })
        };
        match self {
            Self::Linear { .. } | Self::Target { .. } => (0, ONE),
            Self::Piecewise(points) => among(&mut points.iter().map(|(_, share)| value_of(*share))),
            Self::Categories(values) => among(&mut values.iter().copied()),
            Self::YesNo { yes, no } => (*yes.min(no), *yes.max(no)),
        }
    }

    /// The value of a present cell; `None` when the scale has none for it (an open ideal, another kind of cell).
    #[must_use]
    pub fn value(&self, cell: &Cell, inputs: &[Input]) -> Option<u16> {
        match (self, cell) {
            (Self::Categories(values), Cell::Choice(option)) => {
                values.get(usize::from(*option)).copied()
            }
            (Self::YesNo { yes, no }, Cell::YesNo(is)) => Some(if *is { *yes } else { *no }),
            (_, Cell::Number(figure)) => self.curve(inputs).map(|curve| curve.value(*figure)),
            _ => None,
        }
    }

    fn curve(&self, inputs: &[Input]) -> Option<Curve<'_>> {
        match self {
            Self::Linear { worst, best } => Some(Curve::Linear {
                worst: *worst,
                span: best - worst,
            }),
            Self::Piecewise(points) => Some(Curve::Piecewise(points)),
            Self::Target {
                ideal,
                flat,
                below,
                above,
            } => {
                let ideal = match ideal {
                    Ideal::Figure(figure) => *figure,
                    Ideal::Formula(formula) => match formula.alone(inputs)? {
                        Cell::Number(figure) => figure,
                        _ => return None,
                    },
                };
                Some(Curve::Target {
                    ideal,
                    flat: *flat,
                    below: *below,
                    above: *above,
                })
            }
            Self::Categories(_) | Self::YesNo { .. } => None,
        }
    }
}

/// A scale for figures with nothing open.
enum Curve<'a> {
    Linear {
        worst: f64,
        span: f64,
    },
    Piecewise(&'a [(f64, f64)]),
    Target {
        ideal: f64,
        flat: f64,
        below: f64,
        above: f64,
    },
}

impl Curve<'_> {
    fn value(&self, figure: f64) -> u16 {
        value_of(match *self {
            Self::Linear { worst, span } => (figure - worst) / span,
            Self::Piecewise(points) => piecewise(points, figure),
            Self::Target {
                ideal,
                flat,
                below,
                above,
            } => {
                let beyond = ((figure - ideal).abs() - flat).max(0.0);
                1.0 - beyond / if figure < ideal { below } else { above }
            }
        })
    }
}

fn piecewise(points: &[(f64, f64)], figure: f64) -> f64 {
    let mut before: Option<(f64, f64)> = None;
    for &(x, y) in points {
        if figure < x {
            return match before {
                // The share of the way first: it is the same in every unit, to the last bit.
                Some((x0, y0)) => y0 + (y - y0) * ((figure - x0) / (x - x0)),
                None => y,
            };
        }
        before = Some((x, y));
    }
    before.map_or(0.0, |(_, y)| y)
}

/// The values of `criterion` over a whole column.
pub(super) fn column_values(
    criterion: &Criterion,
    column: &Column,
    empty: Empty,
    inputs: &[Input],
) -> Vec<u16> {
    let missing = match empty {
        Empty::Unknown => criterion.missing_value(),
        Empty::DoesNotApply => 0,
    };
    match column {
        Column::Number(cells) => {
            let figures = cells.figures().iter();
            let mut values: Vec<u16> = match criterion.scale.curve(inputs) {
                // The shape of most scales, told apart once and not for every figure.
                Some(Curve::Linear { worst, span }) => figures
                    .map(|figure| value_of((figure - worst) / span))
                    .collect(),
                Some(curve) => figures.map(|&figure| curve.value(figure)).collect(),
                // While the ideal is open, every figure counts as a missing fact; what does not apply still is worth the least.
                None => vec![criterion.missing_value(); cells.len()],
            };
            for &row in cells.missing() {
                if let Some(value) = values.get_mut(row) {
                    *value = missing;
                }
            }
            values
        }
        _ => (0..column.len())
            .map(|row| {
                column
                    .get(row)
                    .and_then(|cell| criterion.scale.value(&cell, inputs))
                    .unwrap_or(missing)
            })
            .collect(),
    }
}

/// Which cells of a column are missing facts for `criterion`, by row.
///
/// An open ideal makes every cell one. Where an empty cell means that nothing applies, there is nothing to ask here.
pub(super) fn missing_rows(
    criterion: &Criterion,
    column: &Column,
    empty: Empty,
    inputs: &[Input],
) -> Vec<usize> {
    if empty == Empty::DoesNotApply {
        return Vec::new();
    }
    match column {
        Column::Number(cells) => {
            if criterion.scale.curve(inputs).is_none() {
                return (0..cells.len()).collect();
            }
            cells.missing().to_vec()
        }
        _ => (0..column.len())
            .filter(|&row| {
                let cell = column.get(row);
                cell.and_then(|cell| criterion.scale.value(&cell, inputs))
                    .is_none()
            })
            .collect(),
    }
}

/// The values of a criterion on a fact, when no answer can change them.
pub(super) fn fixed_values(
    criterion: &Criterion,
    column: &Column,
    empty: Empty,
) -> Option<Vec<u16>> {
    criterion
        .scale
        .is_fixed()
        .then(|| column_values(criterion, column, empty, &[]))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]

    use super::*;
    use proptest::prelude::*;

    fn plainly(share: f64) -> u16 {
        (share.clamp(0.0, 1.0) * 10_000.0).round() as u16
    }

    fn cell() -> impl Strategy<Value = Option<f64>> {
        prop_oneof![
            Just(None),
            (-30_000..60_000_i32).prop_map(|n| Some(f64::from(n))),
            (-2.0..3.0_f64).prop_map(Some),
            any::<f64>().prop_map(Some),
        ]
    }

    fn scale() -> impl Strategy<Value = Scale> {
        let anchor = || prop_oneof![(0..50_000_i32).prop_map(f64::from), Just(0.0), Just(1.0)];
        prop_oneof![
            (anchor(), anchor()).prop_map(|(worst, best)| Scale::Linear { worst, best }),
            (0.0..5_000.0_f64, 0.0..1.0_f64).prop_map(|(x, y)| {
                Scale::Piecewise(vec![(x, 0.0), (x + 500.0, y), (x + 9_000.0, 1.0)])
            }),
            (anchor(), 0.0..9.0_f64).prop_map(|(figure, flat)| Scale::Target {
                ideal: Ideal::Figure(figure),
                flat,
                below: 100.0,
                above: 20_000.0,
            }),
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
        fn a_column_has_the_values_of_its_cells(
            cells in prop::collection::vec(cell(), 0..40),
            scale in scale(),
            missing in (0..=ONE, 0..=ONE),
            applies in any::<bool>(),
        ) {
            let criterion = Criterion { column: 0, scale, missing: (missing.0.min(missing.1), missing.1), unasked_points: 50 };
            let column = Column::Number(cells.into());
            let empty = if applies { Empty::Unknown } else { Empty::DoesNotApply };
            let none = if applies { criterion.missing_value() } else { 0 };
            let plain: Vec<u16> = (0..column.len())
                .map(|row| column.get(row).map_or(Some(none), |cell| criterion.scale.value(&cell, &[])).unwrap_or(none))
                .collect();
            prop_assert_eq!(column_values(&criterion, &column, empty, &[]), plain);
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
