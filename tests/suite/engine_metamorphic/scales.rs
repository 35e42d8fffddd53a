//! Rows 6, 8, 16 and 17: other units, criteria told otherwise or not at all, and sums.

use std::cell::Cell as Count;

use candor::domain::Column;
use candor::ranking::{
    Criterion, Empty, Ideal, Scale, Test, contributions, level_tips, score_hundredths, weight_tips,
};
use proptest::prelude::*;

use super::{MANY, SOME, at_least, one_more};
use crate::support::cases_seen::{FEW, Seen, of_every_case};

/// Every figure, every anchor and every limit in a unit that is `factor` times smaller.
fn in_another_unit(seen: &Seen, factor: f64) -> Seen {
    seen.frozen().with(|parts| {
        for (column, _) in &mut parts.facts {
            if let Column::Number(cells) = column {
                let scaled = cells.iter().map(|cell| Some(cell? * factor));
                *cells = scaled.collect();
            }
        }
        for criterion in &mut parts.criteria {
            match &mut criterion.scale {
                Scale::Linear { worst, best } => {
                    *worst *= factor;
                    *best *= factor;
                }
                Scale::Piecewise(points) => points.iter_mut().for_each(|(x, _)| *x *= factor),
                Scale::Target {
                    ideal,
                    flat,
                    below,
                    above,
                } => {
                    if let Ideal::Figure(figure) = ideal {
                        *figure *= factor;
                    }
                    for width in [flat, below, above] {
                        *width *= factor;
                    }
                }
                Scale::Categories(_) | Scale::YesNo { .. } => {}
            }
        }
        for must in &mut parts.needs.musts {
            if let Test::AtLeast(limit) | Test::AtMost(limit) = &mut must.test {
                *limit *= factor;
            }
        }
    })
}

/// Row 6.
#[test]
fn another_unit_gives_the_same_scores() {
    of_every_case(MANY, |seen, dice| {
        let exact = in_another_unit(seen, *dice.pick(&[0.5, 2.0, 1024.0]));
        prop_assert_eq!(exact.order(), seen.order());
        let rounded = in_another_unit(seen, *dice.pick(&[100.0, 12.0, 1.609_344, 0.01]));
        for (own, other) in seen.advice().values.iter().zip(&rounded.advice().values) {
            for (own, other) in own.iter().zip(other.iter()) {
                prop_assert!(own.abs_diff(*other) <= 1, "{own} and {other}");
            }
        }
        Ok(())
    });
}

/// Row 8.
#[test]
fn a_criterion_on_which_all_are_equal_moves_neither_order_nor_tipping_points() {
    of_every_case(MANY, |seen, dice| {
        let seen = seen.frozen();
        let figure = (!dice.one_in(4)).then(|| dice.below(12) as f64);
        let points = dice.below(101) as u16;
        let more = seen.with(|parts| {
            parts.criteria.push(Criterion {
                column: parts.facts.len(),
                scale: Scale::Linear {
                    worst: 0.0,
                    best: 10.0,
                },
                missing: (0, 10_000),
                unasked_points: 50,
            });
            let cells = vec![figure; parts.keys.len()];
            parts
                .facts
                .push((Column::Number(cells.into()), Empty::Unknown));
            parts.needs.points.push(points);
        });
        let plain = |seen: &Seen| -> Vec<(u64, usize, u64)> {
            let order = seen.order().into_iter();
            order
                .map(|(key, (rank, _, mask))| (key, rank, mask))
                .collect()
        };
        prop_assert_eq!(plain(&more), plain(&seen));
        let weights = |seen: &Seen| weight_tips(&seen.blind, &seen.needs, &seen.advice());
        prop_assert_eq!(weights(&more), weights(&seen));
        let levels = |seen: &Seen| level_tips(&seen.blind, &seen.needs, &seen.advice());
        prop_assert_eq!(levels(&more), levels(&seen));
        Ok(())
    });
}

/// Row 16.
#[test]
fn contributions_sum_exactly_to_scores_and_to_their_differences() {
    of_every_case(MANY, |seen, _| {
        let (advice, total) = (seen.advice(), seen.needs.total_points());
        let parts = |row: usize| contributions(&advice, &seen.needs, row);
        let Some(first) = advice.ranked.first() else {
            return Ok(());
        };
        for rival in &advice.ranked {
            let (own, other) = (parts(first.offering), parts(rival.offering));
            let score = |score: u32| i64::from(score_hundredths(score, total));
            prop_assert_eq!(
                other.iter().map(|&x| i64::from(x)).sum::<i64>(),
                score(rival.score)
            );
            let apart = own
                .iter()
                .zip(&other)
                .map(|(&a, &b)| i64::from(a) - i64::from(b));
            prop_assert_eq!(apart.sum::<i64>(), score(first.score) - score(rival.score));
        }
        Ok(())
    });
}

/// Figures with their sign changed, yes for no, and options from last to first, with scales and must-haves to match.
fn mirrored(seen: &Seen) -> Seen {
    seen.with(|parts| {
        // Options of a column: as many as its scales or cells know.
        let mut options = vec![1_u16; parts.facts.len()];
        for (number, (column, _)) in parts.facts.iter().enumerate() {
            if let Column::Choice(cells) = column {
                let most = cells.iter().flatten().max().map_or(0, |last| last + 1);
                let in_scales = parts.criteria.iter().filter(|own| own.column == number);
                let in_scales = in_scales.filter_map(|own| match &own.scale {
                    Scale::Categories(values) => Some(values.len() as u16),
                    _ => None,
                });
                let in_musts = parts
                    .needs
                    .musts
                    .iter()
                    .filter(|must| must.column == number);
                let in_musts = in_musts.filter_map(|must| match &must.test {
                    Test::OneOf(list) => list.iter().max().map(|last| last + 1),
                    _ => None,
                });
                options[number] = in_scales.chain(in_musts).fold(most, u16::max);
            }
        }
        for (number, (column, _)) in parts.facts.iter_mut().enumerate() {
            match column {
                Column::Number(cells) => *cells = cells.iter().map(|cell| Some(-cell?)).collect(),
                Column::YesNo(cells) => cells.iter_mut().flatten().for_each(|is| *is = !*is),
                Column::Choice(cells) => {
                    let last = options[number].saturating_sub(1);
                    cells
                        .iter_mut()
                        .flatten()
                        .for_each(|option| *option = last - *option);
                }
                Column::Text(_) | Column::Date(_) => {}
            }
        }
        for criterion in &mut parts.criteria {
            match &mut criterion.scale {
                Scale::Linear { worst, best } => (*worst, *best) = (-*worst, -*best),
                Scale::Piecewise(points) => {
                    points.reverse();
                    points.iter_mut().for_each(|(x, _)| *x = -*x);
                }
                Scale::Target {
                    ideal,
                    below,
                    above,
                    ..
                } => {
                    if let Ideal::Figure(figure) = ideal {
                        *figure = -*figure;
                    }
                    std::mem::swap(below, above);
                }
                Scale::Categories(values) => {
                    values.resize(usize::from(options[criterion.column]), 0);
                    values.reverse();
                }
                Scale::YesNo { yes, no } => std::mem::swap(yes, no),
            }
        }
        for must in &mut parts.needs.musts {
            let last = options[must.column].saturating_sub(1);
            must.test = match must.test.clone() {
                Test::AtLeast(limit) => Test::AtMost(-limit),
                Test::AtMost(limit) => Test::AtLeast(-limit),
                Test::Is(is) => Test::Is(!is),
                Test::OneOf(list) => Test::OneOf(list.into_iter().map(|o| last - o).collect()),
            };
        }
    })
}

/// Row 17.
#[test]
fn criteria_told_the_other_way_round_give_the_same_scores() {
    let held = Count::new(0);
    of_every_case(SOME, |seen, _| {
        let seen = seen.frozen();
        let other = mirrored(&seen);
        let (own_values, other_values) = (seen.advice().values, other.advice().values);
        for (n, criterion) in seen.blind.criteria().iter().enumerate() {
            let piecewise = matches!(criterion.scale, Scale::Piecewise(_));
            for (own, other) in own_values[n].iter().zip(other_values[n].iter()) {
                prop_assert!(
                    own.abs_diff(*other) <= u16::from(piecewise),
                    "{own} and {other}"
                );
            }
        }
        if own_values == other_values {
            prop_assert_eq!(other.order(), seen.order());
            prop_assert_eq!(other.readings(FEW), seen.readings(FEW));
            one_more(&held);
        }
        Ok(())
    });
    at_least(&held, 40);
}
