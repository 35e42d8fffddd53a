//! The points to rank by once the customer has chosen between offerings.

use super::needs::Needs;
use super::particles::Particles;

/// Readings from which the shift is taken: the same number for screens and records.
const READINGS: u32 = 1024;

/// Points that nothing exceeds.
const MOST: u128 = 100;

/// The same needs with the points that head-to-heads lead to. Each criterion's points move in the proportion in which the choices move
/// the mean of its readings, so that nothing but the choices moves them. Without head-to-heads they stay those of the words.
#[must_use]
pub fn settled(mut needs: Needs) -> Needs {
    if needs.trade_offs.is_empty() {
        return needs;
    }
    let criteria = needs.points.len();
    let with = Particles::new(&needs, criteria, READINGS);
    let plain = Needs {
        trade_offs: Vec::new(),
        ..needs.clone()
    };
    let without = Particles::new(&plain, criteria, READINGS);
    let moved: Vec<u128> = needs
        .points
        .iter()
        .zip(
            with.mean_millionths()
                .into_iter()
                .zip(without.mean_millionths()),
        )
        .map(|(&points, (with, without))| {
            let whole = u128::from(points) * 1000;
            (whole * u128::from(with))
                .checked_div(u128::from(without))
                .unwrap_or(whole)
        })
        .collect();
    // A common factor changes no order: the greatest stays within a hundred.
    let greatest = moved.iter().copied().max().unwrap_or(0).max(MOST * 1000);
    needs.points = moved
        .iter()
        .map(|points| u16::try_from((points * MOST + greatest / 2) / greatest).unwrap_or(u16::MAX))
        .collect();
    needs
}
