//! Rows 7 and 9 to 12: other weights, and what is said to change the first place or to help.

use std::cell::Cell as Count;

use candor::domain::Cell;
use candor::ranking::{
    Advice, Loosened, Must, Needs, Test, advise, first_place, level_tips, relaxations, weight_tips,
    with_level, with_weight,
};
use proptest::prelude::*;

use super::{MANY, SOME, at_least, one_more};
use crate::support::cases_seen::{FEW, Seen, of_every_case};
use crate::support::dice::Dice;

/// Row 7.
#[test]
fn only_the_proportion_of_points_counts_in_the_order_in_readings_and_where_a_weight_tips() {
    let held = Count::new(0);
    of_every_case(SOME, |seen, dice| {
        let factor = 2 + dice.below(8) as u16;
        let times = |needs: &Needs| {
            let points = needs.points.iter().map(|points| points * factor).collect();
            Needs {
                points,
                ..needs.clone()
            }
        };
        let heavier = seen.with(|parts| parts.needs = times(&parts.needs));
        for (own, other) in seen.order().into_iter().zip(heavier.order()) {
            let (key, (rank, score, mask)) = own;
            prop_assert_eq!(other, (key, (rank, score * u32::from(factor), mask)));
        }
        prop_assert_eq!(heavier.readings(FEW), seen.readings(FEW));
        for tip in weight_tips(&seen.blind, &seen.needs, &seen.advice()) {
            let at = with_weight(&heavier.needs, tip.criterion, tip.to * factor);
            prop_assert_eq!(first_place(&seen.blind, &at), Some(tip.new_first));
            one_more(&held);
        }
        Ok(())
    });
    at_least(&held, 20);
}

/// Row 9.
#[test]
fn more_weight_where_the_first_is_best_keeps_it_first() {
    let held = Count::new(0);
    of_every_case(MANY, |seen, dice| {
        let advice = seen.advice();
        let Some(first) = advice.ranked.first() else {
            return Ok(());
        };
        for (criterion, values) in advice.values.iter().enumerate() {
            if advice
                .ranked
                .iter()
                .all(|r| values[r.offering] <= values[first.offering])
            {
                let heavier = seen.needs.points[criterion] + 1 + dice.below(100) as u16;
                let needs = with_weight(&seen.needs, criterion, heavier);
                prop_assert_eq!(first_place(&seen.blind, &needs), Some(first.offering));
                one_more(&held);
            }
        }
        Ok(())
    });
    at_least(&held, 100);
}

/// Row 10.
#[test]
fn a_weight_at_its_tipping_point_puts_the_named_rival_first_and_one_step_before_does_not() {
    let held = Count::new(0);
    of_every_case(MANY, |seen, _| {
        let lines = seen.blind.lines();
        for tip in weight_tips(&seen.blind, &seen.needs, &seen.advice()) {
            let line_at = |points: u16| {
                let needs = with_weight(&seen.needs, tip.criterion, points);
                lines[first_place(&seen.blind, &needs).unwrap()]
            };
            let now = line_at(tip.from);
            let at = with_weight(&seen.needs, tip.criterion, tip.to);
            prop_assert_eq!(first_place(&seen.blind, &at), Some(tip.new_first));
            prop_assert_ne!(line_at(tip.to), now);
            let before = if tip.to > tip.from {
                tip.to - 1
            } else {
                tip.to + 1
            };
            prop_assert_eq!(line_at(before), now, "one step before {:?}", tip);
            one_more(&held);
        }
        Ok(())
    });
    at_least(&held, 100);
}

/// Row 11.
#[test]
fn the_level_that_tips_puts_the_named_offering_first_by_the_lead_that_is_told() {
    let held = Count::new(0);
    of_every_case(MANY, |seen, _| {
        let (advice, lines) = (seen.advice(), seen.blind.lines());
        for tip in level_tips(&seen.blind, &seen.needs, &advice) {
            let after = advise(&seen.blind, &with_level(&seen.needs, &tip));
            prop_assert_eq!(after.ranked[0].offering, tip.new_first);
            let line = lines[advice.ranked[0].offering];
            let left = after
                .ranked
                .iter()
                .find(|ranked| lines[ranked.offering] == line);
            prop_assert_eq!(after.ranked[0].score - left.unwrap().score, tip.lead);
            one_more(&held);
        }
        Ok(())
    });
    at_least(&held, 100);
}

/// Must-haves of which each is met by some offering, on columns drawn by chance.
fn demanding(seen: &Seen, dice: &mut Dice) -> Seen {
    let musts: Vec<Must> = (0..2 + dice.below(4))
        .filter_map(|_| {
            let column = dice.below(seen.blind.facts().len());
            let cell = seen.blind.facts()[column].0.get(dice.below(seen.rows()))?;
            let test = match cell {
                Cell::Number(figure) if dice.one_in(2) => Test::AtLeast(figure),
                Cell::Number(figure) => Test::AtMost(figure),
                Cell::YesNo(is) => Test::Is(is),
                Cell::Choice(option) => Test::OneOf(vec![option]),
                Cell::Text(_) | Cell::Date(_) => return None,
            };
            Some(Must { column, test })
        })
        .collect();
    seen.with(|parts| parts.needs.musts.extend(musts))
}

/// The needs with only these must-haves loosened.
fn loosened(needs: &Needs, changes: &[&Loosened]) -> Needs {
    let musts = needs.musts.iter().enumerate().filter_map(|(n, must)| {
        let Some(change) = changes.iter().find(|change| change.must == n) else {
            return Some(must.clone());
        };
        let column = must.column;
        change.to.clone().map(|test| Must { column, test })
    });
    Needs {
        musts: musts.collect(),
        ..needs.clone()
    }
}

/// Row 12.
#[test]
fn a_smallest_change_of_must_haves_helps_and_no_part_of_it_does() {
    let (held, of_several) = (Count::new(0), Count::new(0));
    of_every_case(3 * MANY, |seen, dice| {
        let seen = demanding(&seen.frozen(), dice);
        let found = relaxations(&seen.blind, &seen.needs, &seen.advice(), 8);
        // Where something may fit, these changes make one fit for certain.
        let only_may = !seen.advice().ranked.is_empty();
        let fits = |advice: &Advice| {
            let ranked = advice.ranked.iter();
            ranked
                .filter(|ranked| !only_may || ranked.open == 0)
                .count()
        };
        for way in &found.ways {
            let part = |set: usize| -> Vec<&Loosened> {
                let changes = way.changes.iter().enumerate();
                changes
                    .filter(|(n, _)| set >> n & 1 == 1)
                    .map(|(_, change)| change)
                    .collect()
            };
            let whole = (1 << way.changes.len()) - 1;
            let after = advise(&seen.blind, &loosened(&seen.needs, &part(whole)));
            prop_assert_eq!(fits(&after), way.fit);
            prop_assert_eq!(after.ranked[0].offering, way.best);
            for set in 0..whole {
                let needs = loosened(&seen.needs, &part(set));
                prop_assert_eq!(fits(&advise(&seen.blind, &needs)), 0);
            }
            one_more(&held);
            if way.changes.len() > 1 {
                one_more(&of_several);
            }
        }
        Ok(())
    });
    at_least(&held, 50);
    at_least(&of_several, 10);
}
