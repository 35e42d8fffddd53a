//! What an offering's price, or another of its figures, would have to be to come first.

use crate::domain::{Cell, Column};

use super::advise::{Advice, advise};
use super::blind::BlindCatalog;
use super::needs::Needs;

/// A fact that may move, such as a price that may fall.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lever {
    /// The column: a fact, not a computed figure.
    pub column: usize,
    /// By how much it moves at a time, greater than 0: one dollar.
    pub step: f64,
    /// How far it can go: 0 for a price.
    pub end: f64,
}

/// What a figure of one offering does to the first place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FigureTip {
    /// The offering, position in the catalog.
    pub offering: usize,
    /// The column.
    pub column: usize,
    /// Its figure now.
    pub from: f64,
    /// The figure nearest to it, in whole steps, with which it comes first. `None`: no such figure makes it first.
    pub to: Option<f64>,
}

/// Most steps that are looked at.
const MOST_STEPS: u64 = 1 << 40;

/// The figure with which `offering` comes first, moved by `lever` alone. `None` when its figure is not known, does not move, or it is
/// first already.
///
/// The order is made anew for the offering at each try: nothing that moves there can change the score of any other. A figure that
/// helps must help the more the further it moves, as a price does; each answer has been tried as it stands.
#[must_use]
pub fn figure_tip(
    blind: &BlindCatalog,
    needs: &Needs,
    advice: &Advice,
    offering: usize,
    lever: Lever,
) -> Option<FigureTip> {
    let first = advice
        .ranked
        .first()
        .filter(|first| first.offering != offering)?;
    let Some(Cell::Number(from)) = blind.facts().get(lever.column)?.0.get(offering) else {
        return None;
    };
    let tie = |row: usize| blind.tie(needs.tie_seed, row);
    let to_beat = (
        first.open != 0,
        std::cmp::Reverse(first.score),
        tie(first.offering),
    );
    let (alone, this_needs) = (blind.alone(offering), needs.alone(offering));
    let at = |steps: u64| {
        // Far below 2^53: exact as a float.
        #[allow(clippy::cast_precision_loss)]
        let moved = lever.step * steps as f64;
        if lever.end < from {
            from - moved
        } else {
            from + moved
        }
    };
    let wins = |steps: u64| {
        let tried = alone.with_fact(lever.column, 0, at(steps));
        let order = advise(&tried, &this_needs);
        order.ranked.first().is_some_and(|head| {
            (head.open != 0, std::cmp::Reverse(head.score), tie(offering)) < to_beat
        })
    };
    // A step that floats make a hair too long still counts.
    let range = ((lever.end - from).abs() / lever.step + 1e-9).floor();
    if !range.is_finite() || range < 1.0 {
        return None;
    }
    // Positive, whole and cut off well below the limits of both types.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss
    )]
    let most = range.min(MOST_STEPS as f64) as u64;
    let (mut loses, mut wins_at) = (0, most);
    let to = wins(most).then(|| {
        while wins_at - loses > 1 {
            let middle = loses + (wins_at - loses) / 2;
            if wins(middle) {
                wins_at = middle;
            } else {
                loses = middle;
            }
        }
        at(wins_at)
    });
    Some(FigureTip {
        offering,
        column: lever.column,
        from,
        to,
    })
}

impl Needs {
    /// The same needs for a catalog with only the offering at `row`.
    #[must_use]
    pub fn alone(&self, row: usize) -> Self {
        let mut one = self.clone();
        let absent = self.absent.iter().filter(|absent| **absent == row);
        one.absent = absent.map(|_| 0).collect();
        for given in &mut one.given {
            *given = given.get(row).copied().into_iter().collect();
        }
        one
    }
}

impl BlindCatalog {
    /// A catalog with only the offering at `row`.
    #[must_use]
    pub fn alone(&self, row: usize) -> Self {
        let facts = self.facts().iter();
        Self::new(
            facts
                .map(|(column, empty)| (column.permuted(&[row]), *empty))
                .collect(),
            self.computed().to_vec(),
            self.criteria().to_vec(),
            self.lines().get(row).copied().into_iter().collect(),
            self.keys().get(row).copied().into_iter().collect(),
        )
    }

    /// The same catalog with another figure in one place; unchanged where there is no such figure.
    #[must_use]
    pub fn with_fact(&self, column: usize, row: usize, figure: f64) -> Self {
        let mut facts = self.facts().to_vec();
        if let Some((Column::Number(cells), _)) = facts.get_mut(column) {
            cells.set(row, figure);
        }
        Self::new(
            facts,
            self.computed().to_vec(),
            self.criteria().to_vec(),
            self.lines().to_vec(),
            self.keys().to_vec(),
        )
    }
}
