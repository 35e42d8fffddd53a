//! What no change of priorities can reverse.

use super::advise::Advice;
use super::blind::BlindCatalog;
use super::gaps::missing;
use super::needs::Needs;

/// Which offerings `first` dominates: it is at least as good on every criterion and better on one, whatever the unknown facts of
/// either turn out to be. Must-haves are not looked at. One entry per offering.
#[must_use]
pub fn dominated_by(
    blind: &BlindCatalog,
    needs: &Needs,
    advice: &Advice,
    first: usize,
) -> Vec<bool> {
    let missing = missing(blind, needs, advice);
    let mut no_worse = vec![true; blind.rows()];
    let mut better = vec![false; blind.rows()];
    for (number, values) in advice.values.iter().enumerate() {
        let ends = blind.criteria().get(number).map_or((0, 0), |c| c.missing);
        let unknown = missing.get(number).map_or(&[] as &[usize], |rows| rows);
        let is_unknown = |row: usize| unknown.binary_search(&row).is_ok();
        let known = |row: usize| values.get(row).copied().unwrap_or(0);
        let least = if is_unknown(first) {
            ends.0
        } else {
            known(first)
        };
        for (row, (no_worse, better)) in no_worse.iter_mut().zip(&mut better).enumerate() {
            let most = if is_unknown(row) { ends.1 } else { known(row) };
            *no_worse &= least >= most;
            *better |= least > most;
        }
    }
    no_worse
        .into_iter()
        .zip(better)
        .map(|(no_worse, better)| no_worse && better)
        .collect()
}
