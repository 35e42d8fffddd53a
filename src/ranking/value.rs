//! Value functions: how a figure becomes a value on a fixed scale.
//!
//! Anchors are declared in the criterion's own unit and never taken from the offerings on file, so that adding or removing one
//! cannot change the order of the others. Values are integers of 0..=10,000 ([`ONE`]).

use std::sync::Arc;

use crate::domain::{Cell, Column};
use crate::formula::{Formula, Input};

use super::share::{ONE, straight, value_of};

/// Values of one criterion for each offering, 0..=10,000; shared, because most depend on no answer.
pub type Values = Arc<Vec<u16>>;

/// What an empty cell of a fact means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Empty {
    /// Nobody says: the fact is missing.
    Unknown,
    /// It does not apply: worth the least, and never meets a must-have.
    DoesNotApply,
}

/// What is judged and how.
#[derive(Debug, Clone)]
pub struct Criterion {
    /// Number of the column it reads.
    pub column: usize,
    /// How a figure becomes a value.
    pub scale: Scale,
    /// Least and greatest value assumed for a missing fact, 0..=10,000.
    pub missing: (u16, u16),
    /// Points while no answer speaks of it.
    pub unasked_points: u16,
}

impl Criterion {
    /// The value of a missing fact in the headline: a quarter in from the worse end of what is assumed.
    #[must_use]
    pub const fn missing_value(&self) -> u16 {
        let (low, high) = self.missing;
        low + high.saturating_sub(low) / 4
    }
}

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
            let figures = cells.figures();
            let mut values: Vec<u16> = match criterion.scale.curve(inputs) {
                // The shape of most scales, told apart once and not for every figure.
                Some(Curve::Linear { worst, span }) => straight(figures, worst, span),
                Some(curve) => figures.iter().map(|&figure| curve.value(figure)).collect(),
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
    use super::*;
    use proptest::prelude::*;

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
}
