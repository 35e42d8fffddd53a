//! What would change the first place, against trying every change.

use candor::domain::Importance;
use candor::ranking::{
    Empty, Lever, MOST_POINTS, Must, Needs, Scale, Test, advise, figure_tip, level_tips, tried,
    weight_tips, with_level, with_weight,
};
use proptest::prelude::*;

use crate::support::blind::{Judged, World};

fn judged(cells: &[f64], points: u16) -> Judged {
    Judged {
        cells: cells.iter().copied().map(Some).collect(),
        empty: Empty::Unknown,
        scale: Scale::Linear {
            worst: 0.0,
            best: 1.0,
        },
        points,
    }
}

/// (1, 0) against (0.6, 0.6) at weights 0.7 and 0.3: they draw level where the first weight is 0.6 of both, as is easily derived.
#[test]
fn the_exact_tipping_weight_is_found() {
    let world = World::new(vec![judged(&[1.0, 0.6], 70), judged(&[0.0, 0.6], 30)]);
    let (blind, needs) = (world.blind(), world.needs());
    let advice = advise(&blind, &needs);
    assert_eq!(advice.ranked[0].offering, 0);
    let tips = weight_tips(&blind, &needs, &advice);
    let down = tips.iter().find(|tip| tip.criterion == 0).unwrap();
    // 0.6 / 0.4 times 30 points is 45 points: level, and then by one step.
    assert!(
        (44..=45).contains(&down.to) && down.new_first == 1,
        "{down:?}"
    );
    let up = tips.iter().find(|tip| tip.criterion == 1).unwrap();
    assert!((47..=47).contains(&up.to), "{up:?}");
}

prop_compose! {
    fn world()(rows in 2..12_usize, columns in 1..5_usize)(
        cells in prop::collection::vec(prop::collection::vec(0..=20_i32, rows), columns),
        points in prop::collection::vec(prop::sample::select(vec![0_u16, 10, 30, 50, 70, 100]), columns),
        lines in prop::collection::vec(0..5_u32, rows),
        tie_seed in any::<u64>(),
        must in prop::option::of(0..20_i32),
        gap in prop::option::of((any::<prop::sample::Index>(), any::<prop::sample::Index>())),
    ) -> World {
        let mut world = World::new(cells.iter().zip(points).map(|(cells, points)| {
            judged(&cells.iter().map(|&x| f64::from(x) / 20.0).collect::<Vec<_>>(), points)
        }).collect());
        if let Some((column, row)) = gap {
            let (column, row) = (column.index(world.judged.len()), row.index(world.names.len()));
            world.judged[column].cells[row] = None;
        }
        world.lines = lines;
        world.tie_seed = tie_seed;
        world.musts = must.into_iter().map(|x| Must { column: 0, test: Test::AtLeast(f64::from(x) / 40.0) }).collect();
        world
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn levels_that_change_the_first_place_are_those_that_trying_all_finds(world in world()) {
        let (blind, needs) = (world.blind(), world.needs());
        let advice = advise(&blind, &needs);
        let tips = level_tips(&blind, &needs, &advice);
        prop_assert_eq!(tried(&blind, &tips, 100, |tip| (with_level(&needs, tip), tip.new_first)).len(), tips.len());
        let Some(first) = advice.ranked.first() else { return Ok(()) };
        let mut found = 0;
        for criterion in 0..needs.points.len() {
            for to in [Importance::Not, Importance::Somewhat, Importance::Important, Importance::Essential] {
                let mut changed: Needs = needs.clone();
                changed.points[criterion] = to.points();
                let after = advise(&blind, &changed);
                let new = after.ranked[0];
                if world.lines[new.offering] != world.lines[first.offering] {
                    found += 1;
                    let tip = tips.iter().find(|tip| tip.criterion == criterion && tip.to == to);
                    prop_assert!(tip.is_some());
                    let tip = tip.unwrap();
                    prop_assert_eq!(tip.new_first, new.offering);
                    // The printed lead is the lead over the best of the line that was first.
                    let old = after.ranked.iter().find(|r| world.lines[r.offering] == world.lines[first.offering]).unwrap();
                    prop_assert_eq!(tip.lead, new.score - old.score);
                }
            }
        }
        prop_assert_eq!(found, tips.len());
    }

    #[test]
    fn the_least_change_of_a_weight_is_that_which_trying_all_finds(world in world()) {
        let (blind, needs) = (world.blind(), world.needs());
        let advice = advise(&blind, &needs);
        let tips = weight_tips(&blind, &needs, &advice);
        let Some(first) = advice.ranked.first() else { return Ok(()) };
        for criterion in 0..needs.points.len() {
            let now = needs.points[criterion];
            let new_first = |points: u16| {
                let new = advise(&blind, &with_weight(&needs, criterion, points)).ranked[0].offering;
                (world.lines[new] != world.lines[first.offering]).then_some(new)
            };
            let up = (now + 1..=MOST_POINTS).find_map(|x| new_first(x).map(|new| (x, new)));
            let down = (0..now).rev().find_map(|x| new_first(x).map(|new| (x, new)));
            let mut found: Vec<(u16, usize)> = tips.iter().filter(|t| t.criterion == criterion).map(|t| (t.to, t.new_first)).collect();
            found.sort_unstable();
            let mut all: Vec<(u16, usize)> = down.into_iter().chain(up).collect();
            all.sort_unstable();
            prop_assert_eq!(found, all);
        }
        let kept = tried(&blind, &tips, 100, |tip| (with_weight(&needs, tip.criterion, tip.to), tip.new_first));
        prop_assert_eq!(kept.len(), tips.len());
    }

    #[test]
    fn a_criterion_on_which_all_are_equal_moves_no_tipping_point(world in world(), x in 0..=20_i32) {
        let mut more = world.clone();
        more.judged.push(judged(&vec![f64::from(x) / 20.0; world.names.len()], 7));
        let tips = |world: &World| weight_tips(&world.blind(), &world.needs(), &world.advice());
        prop_assert_eq!(tips(&more), tips(&world));
        let levels = |world: &World| level_tips(&world.blind(), &world.needs(), &world.advice());
        prop_assert_eq!(levels(&more), levels(&world));
    }

    #[test]
    fn more_weight_where_the_first_is_best_keeps_it_first(world in world(), more in 1..5_u16) {
        let advice = world.advice();
        let Some(first) = advice.ranked.first() else { return Ok(()) };
        for column in 0..world.judged.len() {
            let values = &advice.values[column];
            if advice.ranked.iter().all(|r| values[r.offering] <= values[first.offering]) {
                let mut heavier = world.clone();
                heavier.judged[column].points += more;
                prop_assert_eq!(heavier.advice().ranked[0].offering, first.offering);
            }
        }
    }

    #[test]
    fn a_figure_told_makes_first_and_one_step_less_does_not(world in world(), row in any::<prop::sample::Index>(), column in any::<prop::sample::Index>()) {
        let (row, column) = (row.index(world.names.len()), column.index(world.judged.len()));
        let (blind, needs) = (world.blind(), world.needs());
        let advice = advise(&blind, &needs);
        let lever = Lever { column, step: 0.01, end: 1.0 };
        let Some(tip) = figure_tip(&blind, &needs, &advice, row, lever) else { return Ok(()) };
        let first = |figure: f64| advise(&blind.with_fact(column, row, figure), &needs).ranked.first().map(|r| r.offering);
        match tip.to {
            Some(to) => {
                prop_assert_eq!(first(to), Some(row));
                prop_assert!(to - tip.from < 0.015 || first(to - 0.011) != Some(row));
            }
            None => prop_assert!(first(1.0) != Some(row) || tip.from > 0.98),
        }
    }
}

#[test]
fn no_price_makes_first_what_is_worse_in_all_else_by_more_than_the_price_counts() {
    let world = World::new(vec![judged(&[1.0, 0.1], 10), judged(&[0.5, 0.5], 1)]);
    let (blind, needs) = (world.blind(), world.needs());
    let advice = advise(&blind, &needs);
    let tip = |column| {
        figure_tip(
            &blind,
            &needs,
            &advice,
            1,
            Lever {
                column,
                step: 0.01,
                end: 1.0,
            },
        )
        .unwrap()
    };
    assert_eq!(tip(1).to, None);
    assert_eq!(
        figure_tip(
            &blind,
            &needs,
            &advice,
            0,
            Lever {
                column: 0,
                step: 0.01,
                end: 1.0
            }
        ),
        None,
        "it is first already"
    );
}
