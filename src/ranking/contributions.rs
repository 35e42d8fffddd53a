//! What each criterion adds to a score, so that the parts sum to the whole exactly.

use super::advise::Advice;
use super::needs::Needs;

/// A score as hundredths of a point on the scale of 0 to 100, rounded to the nearest.
///
/// 0 when nothing weighs anything.
#[must_use]
pub const fn score_hundredths(score: u32, total_points: u32) -> u32 {
    match score.checked_add(total_points / 2) {
        Some(sum) if total_points > 0 => sum / total_points,
        _ => 0,
    }
}

/// What each criterion adds to the score of `offering`, in hundredths of a point, in the order of the criteria.
///
/// The parts sum exactly to [`score_hundredths`]: the fractions are rounded down and what is missing goes to the largest remainders
/// (Hamilton's method), the earlier criterion first among equals.
#[must_use]
pub fn contributions(advice: &Advice, needs: &Needs, offering: usize) -> Vec<u32> {
    let total = needs.total_points();
    if total == 0 {
        return vec![0; advice.values.len()];
    }
    let raw: Vec<u32> = advice
        .values
        .iter()
        .zip(&needs.points)
        .map(|(values, &points)| {
            u32::from(points) * u32::from(values.get(offering).copied().unwrap_or(0))
        })
        .collect();
    let mut parts: Vec<u32> = raw.iter().map(|part| part / total).collect();
    let sum = raw
        .iter()
        .fold(0, |sum: u32, part| sum.saturating_add(*part));
    let whole = score_hundredths(sum, total);
    let short = whole.saturating_sub(parts.iter().sum());
    let mut by_remainder: Vec<usize> = (0..raw.len()).collect();
    by_remainder.sort_by_key(|&n| std::cmp::Reverse(raw.get(n).map_or(0, |part| part % total)));
    for n in by_remainder
        .into_iter()
        .take(usize::try_from(short).unwrap_or(0))
    {
        if let Some(part) = parts.get_mut(n) {
            *part += 1;
        }
    }
    parts
}
