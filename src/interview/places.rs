//! What a place in an order of importance weighs.

use crate::ranking::{ONE, value_of};

/// One of a hundred points on the scale of values.
const POINT: u16 = ONE / 100;

/// The points, 1 to 100, of what stands at `place` (from 1) in an order of `items` of which `named` have a place: the centroid of all weights
/// in that order, `sum(1/k) / n`, scaled so that the first has 100 (rank-order centroid, Barron and Barrett 1996). What has no place shares
/// the places that are left, and gets their mean.
pub(super) fn points_of_place(place: usize, named: usize, items: usize) -> u16 {
    let number = |n: usize| f64::from(u16::try_from(n).unwrap_or(u16::MAX));
    let centroid = |place: usize| (place..=items).map(|k| 1.0 / number(k)).sum::<f64>();
    let places = if place > named {
        named + 1..=items
    } else {
        place..=place
    };
    let shared_by = number(places.clone().count());
    let share = places.map(centroid).sum::<f64>() / shared_by / centroid(1);
    ((value_of(share) + POINT / 2) / POINT).max(1)
}
