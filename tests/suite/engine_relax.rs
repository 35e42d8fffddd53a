//! What to give up when nothing fits, against trying every way.

use std::collections::BTreeSet;

use candor::domain::{Cell, Column};
use candor::ranking::{
    Advice, BlindCatalog, Conflicts, Criterion, Empty, Excluded, Must, Needs, Particles, Plan,
    Relaxation, Scale, Test, advise, conflicts, dominated_by, relaxations, status_quo, tie_key,
};
use proptest::prelude::*;

use crate::support::blind::{Judged, World};

fn catalog(facts: Vec<Column>) -> BlindCatalog {
    let rows = facts[0].len();
    let criteria = vec![Criterion {
        column: 0,
        scale: Scale::Linear {
            worst: 0.0,
            best: 100.0,
        },
        missing: (0, 10_000),
        unasked_points: 50,
    }];
    let keys = (0..rows).map(|n| tie_key(&format!("o{n}"))).collect();
    let facts = facts
        .into_iter()
        .map(|column| (column, Empty::Unknown))
        .collect();
    BlindCatalog::new(
        facts,
        Vec::new(),
        criteria,
        (0..).take(rows).collect(),
        keys,
    )
}

fn needs(musts: Vec<Must>) -> Needs {
    Needs {
        musts,
        points: vec![5],
        tie_seed: 3,
        ..Needs::default()
    }
}

fn numbers(cells: &[f64]) -> Column {
    Column::Number(cells.iter().copied().map(Some).collect())
}

#[test]
fn a_limit_moves_only_as_far_as_the_nearest_offering_needs() {
    let blind = catalog(vec![
        numbers(&[10.0, 20.0, 30.0]),
        numbers(&[40.0, 33.0, 35.0]),
    ]);
    let needs = needs(vec![Must {
        column: 1,
        test: Test::AtMost(30.0),
    }]);
    let advice = advise(&blind, &needs);
    let found = relaxations(&blind, &needs, &advice, 8);
    assert_eq!((found.others, found.gains.as_slice()), (0, &[3][..]));
    let way = &found.ways[0];
    assert_eq!(way.changes[0].to, Some(Test::AtMost(33.0)));
    assert_eq!((way.fit, way.best), (1, 1));
}

#[test]
fn options_are_added_and_a_yes_goes() {
    let blind = catalog(vec![
        numbers(&[10.0, 20.0]),
        Column::Choice(vec![Some(2), Some(1)]),
        Column::YesNo(vec![Some(true), Some(false)]),
    ]);
    let needs = needs(vec![
        Must {
            column: 1,
            test: Test::OneOf(vec![0, 1]),
        },
        Must {
            column: 2,
            test: Test::Is(true),
        },
    ]);
    let found = relaxations(&blind, &needs, &advise(&blind, &needs), 8);
    assert_eq!(found.ways.len(), 2);
    let by_mask = |mask: u64| found.ways.iter().find(|way| way.musts == mask).unwrap();
    assert_eq!(by_mask(1).changes[0].to, Some(Test::OneOf(vec![0, 1, 2])));
    assert_eq!(by_mask(2).changes[0].to, None);
    assert_eq!(found.ways[0].best, 1, "the better score first");
}

/// Junker 2004 (QuickXplain): options of a car cost 500, 500, 800, 500 and 2600; the budget is 3000.
#[test]
fn the_options_of_junkers_car_conflict_as_in_the_paper() {
    let costs = [500, 500, 800, 500, 2600];
    // One offering for each set of options that the budget allows; it misses the other options.
    let affordable: Vec<u32> = (0..32_u32)
        .filter(|set| {
            (0..5)
                .map(|n| (set >> n & 1) as i32 * costs[n])
                .sum::<i32>()
                <= 3000
        })
        .collect();
    let mut facts = vec![numbers(&vec![1.0; affordable.len()])];
    facts.extend((0..5).map(|n| {
        Column::YesNo(
            affordable
                .iter()
                .map(|set| Some(set >> n & 1 == 1))
                .collect(),
        )
    }));
    let blind = catalog(facts);
    let needs = needs(
        (1..=5)
            .map(|column| Must {
                column,
                test: Test::Is(true),
            })
            .collect(),
    );
    let advice = advise(&blind, &needs);
    let Conflicts { sets, all } = conflicts(&advice);
    assert!(all);
    assert_eq!(sets, [0b10001, 0b10010, 0b10100, 0b11000]);
    let mut ways: Vec<u64> = relaxations(&blind, &needs, &advice, 8)
        .ways
        .iter()
        .map(|w| w.musts)
        .collect();
    ways.sort_unstable();
    assert_eq!(ways, [0b01111, 0b10000]);
}

#[test]
fn too_many_conflicts_leave_one_that_is_small_and_true() {
    // Twenty pairs: one of each pair is missed by everybody, in every combination that matters: 2^10 conflicts.
    let pairs = 10;
    let facts: Vec<Column> = std::iter::once(numbers(&vec![1.0; pairs]))
        .chain(
            (0..2 * pairs)
                .map(|must| Column::YesNo((0..pairs).map(|row| Some(must / 2 != row)).collect())),
        )
        .collect();
    let blind = catalog(facts);
    let needs = needs(
        (1..=2 * pairs)
            .map(|column| Must {
                column,
                test: Test::Is(true),
            })
            .collect(),
    );
    let advice = advise(&blind, &needs);
    let Conflicts { sets, all } = conflicts(&advice);
    assert!(!all);
    assert_eq!(sets.len(), 1);
    let hits = |set: u64| advice.excluded.iter().all(|e| e.violated & set != 0);
    assert!(hits(sets[0]));
    assert!(
        (0..64)
            .filter(|n| sets[0] >> n & 1 == 1)
            .all(|n| !hits(sets[0] & !(1 << n)))
    );
}

prop_compose! {
    fn case()(rows in 1..8_usize, musts in 1..7_usize)(
        columns in prop::collection::vec(prop::collection::vec(0..5_u16, rows), musts),
        limits in prop::collection::vec((0..5_u16, 0..3_u8), musts),
    ) -> (BlindCatalog, Needs) {
        // Of figures all are known; of options the last stands for one that nobody states.
        let facts = columns.iter().zip(&limits).map(|(column, (_, kind))| match kind {
            2 => Column::Choice(column.iter().map(|&x| Some(x).filter(|x| *x < 4)).collect()),
            _ => numbers(&column.iter().map(|&x| f64::from(x)).collect::<Vec<_>>()),
        }).collect();
        let musts = limits.iter().enumerate().map(|(column, &(limit, kind))| Must {
            column,
            test: match kind {
                0 => Test::AtLeast(f64::from(limit)),
                1 => Test::AtMost(f64::from(limit)),
                _ => Test::OneOf(vec![limit % 4]),
            },
        }).collect();
        (catalog(facts), needs(musts))
    }
}

/// The advice with only the must-haves in `kept`.
fn keeping(blind: &BlindCatalog, needs: &Needs, kept: u64) -> Advice {
    let musts = needs
        .musts
        .iter()
        .enumerate()
        .filter(|(n, _)| kept >> n & 1 == 1)
        .map(|(_, m)| m.clone())
        .collect();
    advise(
        blind,
        &Needs {
            musts,
            ..needs.clone()
        },
    )
}

/// Whether something fits or may fit with only the must-haves in `kept`.
fn fits(blind: &BlindCatalog, needs: &Needs, kept: u64) -> bool {
    !keeping(blind, needs, kept).ranked.is_empty()
}

/// Whether something fits for certain with only the must-haves in `kept`.
fn surely_fits(blind: &BlindCatalog, needs: &Needs, kept: u64) -> bool {
    let advice = keeping(blind, needs, kept);
    advice.ranked.first().is_some_and(|first| first.open == 0)
}

fn changed(needs: &Needs, way: &candor::ranking::Relaxation) -> Needs {
    let musts = needs.musts.iter().enumerate().filter_map(|(n, must)| {
        match way.changes.iter().find(|change| change.must == n) {
            None => Some(must.clone()),
            Some(change) => change.to.clone().map(|test| Must {
                column: must.column,
                test,
            }),
        }
    });
    Needs {
        musts: musts.collect(),
        ..needs.clone()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn smallest_changes_are_those_that_trying_every_set_finds((blind, needs) in case()) {
        let all = (1_u64 << needs.musts.len()) - 1;
        let advice: Advice = advise(&blind, &needs);
        let found = relaxations(&blind, &needs, &advice, 64);
        let helps: Vec<u64> = (0..=all).filter(|dropped| fits(&blind, &needs, all & !dropped)).collect();
        let mut smallest: Vec<u64> = helps.iter().copied()
            .filter(|set| *set != 0 && helps.iter().all(|part| part == set || part & set != *part)).collect();
        let only_may = !advice.ranked.is_empty() && advice.ranked.iter().all(|ranked| ranked.open != 0);
        if only_may {
            // Where something only may fit, the changes are those after which something does for certain.
            let helps: Vec<u64> = (0..=all).filter(|dropped| surely_fits(&blind, &needs, all & !dropped)).collect();
            smallest = helps.iter().copied()
                .filter(|set| helps.iter().all(|part| part == set || part & set != *part)).collect();
        }
        if only_may || advice.ranked.is_empty() { smallest.sort_unstable(); } else { smallest.clear(); }
        let mut ways: Vec<u64> = found.ways.iter().map(|way| way.musts).collect();
        ways.sort_unstable();
        ways.dedup();
        prop_assert_eq!(&ways, &smallest);
        prop_assert_eq!(found.others, 0);
        for way in &found.ways {
            let after = advise(&blind, &changed(&needs, way));
            let fits = after.ranked.iter().filter(|ranked| !only_may || ranked.open == 0);
            prop_assert_eq!(fits.count(), way.fit);
            prop_assert_eq!(after.ranked[0].offering, way.best);
            prop_assert_eq!(after.ranked[0].score, way.score);
        }
        for (n, gain) in found.gains.iter().enumerate() {
            let kept: Vec<Must> = needs.musts.iter().enumerate().filter(|(m, _)| *m != n).map(|(_, m)| m.clone()).collect();
            let after = advise(&blind, &Needs { musts: kept, ..needs.clone() });
            prop_assert_eq!(after.ranked.len() - advice.ranked.len(), *gain);
        }
    }

    #[test]
    fn every_option_that_would_help_is_a_way_of_its_own((blind, needs) in case()) {
        let advice = advise(&blind, &needs);
        let found = relaxations(&blind, &needs, &advice, 64);
        let lets_in = |way: &Relaxation, offering: usize| way.changes.iter().all(|change| {
            let must = &needs.musts[change.must];
            let cell = blind.facts()[must.column].0.get(offering);
            match (&must.test, &change.to, cell) {
                (Test::OneOf(before), Some(Test::OneOf(options)), Some(Cell::Choice(own))) => {
                    options.len() == before.len() + 1 && options.contains(&own)
                }
                (Test::OneOf(_), None, cell) => cell.is_none(),
                (Test::OneOf(_), ..) => false,
                _ => true,
            }
        });
        let known = |excluded: &&Excluded| needs.musts.iter().all(|must| {
            blind.facts()[must.column].0.get(excluded.offering).is_some()
        });
        let nothing_fits = advice.ranked.is_empty();
        for excluded in advice.excluded.iter().filter(|_| nothing_fits).filter(known) {
            let mut ways = found.ways.iter().filter(|way| way.musts == excluded.violated).peekable();
            if ways.peek().is_some() {
                prop_assert!(ways.any(|way| lets_in(way, excluded.offering)), "{excluded:?} {:?}", found.ways);
            }
        }
        // No way stands twice.
        for (n, way) in found.ways.iter().enumerate() {
            prop_assert!(found.ways[..n].iter().all(|other| other.changes != way.changes));
        }
        // Fewer are a fair choice: one of every set first, and the others are counted.
        let three = relaxations(&blind, &needs, &advice, 3);
        let sets: BTreeSet<u64> = found.ways.iter().map(|way| way.musts).collect();
        let named: BTreeSet<u64> = three.ways.iter().map(|way| way.musts).collect();
        prop_assert_eq!(named.len(), sets.len().min(3));
        prop_assert!(three.ways.iter().all(|way| found.ways.contains(way)));
        prop_assert_eq!(three.others == 0, found.ways.len() <= 3);
    }

    #[test]
    fn conflicts_are_what_nothing_meets_and_every_part_of_them_is_met((blind, needs) in case()) {
        let all = (1_u64 << needs.musts.len()) - 1;
        let advice = advise(&blind, &needs);
        let found = conflicts(&advice);
        prop_assert!(found.all);
        let clash: Vec<u64> = (0..=all).filter(|kept| !fits(&blind, &needs, *kept)).collect();
        let mut smallest: Vec<u64> = clash.iter().copied().filter(|set| clash.iter().all(|part| part == set || part & set != *part)).collect();
        smallest.sort_unstable_by_key(|set| (set.count_ones(), *set));
        prop_assert_eq!(found.sets, smallest);
    }
}

fn three(rows: &[[f64; 2]]) -> World {
    World::new(
        (0..2)
            .map(|column| Judged {
                cells: rows.iter().map(|row| Some(row[column])).collect(),
                empty: Empty::Unknown,
                scale: Scale::Linear {
                    worst: 0.0,
                    best: 1.0,
                },
                points: 5,
            })
            .collect(),
    )
}

#[test]
fn dominated_is_what_is_nowhere_better_and_somewhere_worse() {
    let mut world = three(&[[0.8, 0.8], [0.8, 0.7], [0.9, 0.1], [0.8, 0.8], [0.5, 0.5]]);
    let dominated =
        |world: &World| dominated_by(&world.blind(), &world.needs(), &world.advice(), 0);
    assert_eq!(dominated(&world), [false, true, false, false, true]);
    // An unknown fact may turn out better.
    world.judged[1].cells[4] = None;
    assert_eq!(dominated(&world), [false, true, false, false, false]);
}

#[test]
fn a_change_needs_a_lead_of_three_points_and_eight_readings_of_ten() {
    for (have, change) in [
        ([0.5, 0.5], true),
        ([0.79, 0.78], false),
        ([0.95, 0.55], false),
    ] {
        let world = three(&[[0.8, 0.8], have]);
        let (blind, needs) = (world.blind(), world.needs());
        let advice = advise(&blind, &needs);
        let particles = Particles::new(&needs, 2, 512);
        let status = status_quo(&blind, &needs, &advice, (&particles, Plan::LIVE), 1).unwrap();
        assert_eq!(status.change, change, "{have:?} {status:?}");
        assert_eq!((status.first, status.rank), (0, Some(2)));
    }
}
