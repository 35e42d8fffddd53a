//! Readings: published and exact shares, and what no change of order, threads or rivals may move.

use std::collections::BTreeMap;

use candor::catalog::{Catalog, from_files};
use candor::interview::derive;
use candor::ranking::{
    Empty, Needs, Particles, Plan, Readings, Scale, Sureness, TradeOff, Weight, advise, in_ten,
    readings, settled,
};
use proptest::prelude::*;

use crate::support::blind::{Judged, World, unit_world, weight};
use crate::support::catalogs::{files, records, written};
use crate::support::dice::Dice;

fn taken(world: &World, plan: Plan) -> Readings {
    let (blind, needs) = (world.blind(), world.needs());
    let advice = advise(&blind, &needs);
    let particles = Particles::new(&needs, blind.criteria().len(), plan.readings);
    readings(&blind, &needs, &advice, &particles, plan)
}

/// Without the model error, as the published examples are.
const PLAIN: Plan = Plan {
    readings: 10_000,
    error: 0,
    places: candor::ranking::BEST_FEW,
    threads: 1,
};

fn share(readings: &Readings, offering: usize) -> f64 {
    readings.first_in[offering] as f64 / readings.whole as f64
}

fn near(a: f64, b: f64, by: f64) {
    assert!((a - b).abs() <= by, "{a} is not {b} within {by}");
}

fn central(readings: &Readings, offering: usize) -> Vec<f64> {
    let standing = readings.best.iter().find(|s| s.offering == offering);
    let central = standing.unwrap().central.as_ref().unwrap();
    central.iter().map(|&x| f64::from(x) / 1e6).collect()
}

/// Barron and Barrett 1996: .5208 .2708 .1458 .0625 and 11/18, 5/18, 2/18.
#[test]
fn orders_of_importance_have_the_rank_order_centroid_as_their_mean() {
    for (places, means) in [
        (vec![1, 2, 3, 4], vec![0.5208, 0.2708, 0.1458, 0.0625]),
        (vec![1, 2, 3], vec![11.0 / 18.0, 5.0 / 18.0, 2.0 / 18.0]),
        // Two, three, three and two that were not told apart.
        (
            vec![1, 1, 2, 2, 2, 3, 3, 3, 4, 4],
            vec![
                0.2429, 0.2429, 0.1123, 0.1123, 0.1123, 0.0487, 0.0487, 0.0487, 0.0156, 0.0156,
            ],
        ),
    ] {
        let needs = Needs {
            weights: places
                .iter()
                .map(|&place| Weight::Place { group: 3, place })
                .collect(),
            ..Needs::default()
        };
        let particles = Particles::new(&needs, places.len(), 10_000);
        let mut sums = vec![0.0; places.len()];
        for (weights, total) in particles.weights() {
            assert_eq!(
                weights.iter().map(|&w| u32::from(w)).sum::<u32>(),
                total,
                "the sum of a reading"
            );
            for (sum, &raw) in sums.iter_mut().zip(weights) {
                *sum += f64::from(raw) / f64::from(total);
            }
        }
        for (sum, mean) in sums.iter().zip(means) {
            near(sum / 10_000.0, mean, 0.004);
        }
    }
}

#[test]
fn every_reading_keeps_the_order_of_importance() {
    let needs = Needs {
        weights: [2, 1, 3, 3]
            .map(|place| Weight::Place { group: 0, place })
            .to_vec(),
        ..Needs::default()
    };
    for (weights, _) in Particles::new(&needs, 4, 1024).weights() {
        assert!(weights[1] >= weights[0]);
        assert!(weights[0] >= weights[2] && weights[0] >= weights[3]);
    }
}

/// Two criteria without preferences, and with the first ahead of the second: derived from exact geometry.
#[test]
fn between_two_extremes_and_a_middle_the_shares_are_two_two_and_one_in_five() {
    let rows: [&[f64]; 3] = [&[1.0, 0.0], &[0.0, 1.0], &[0.6, 0.6]];
    let free = taken(&unit_world(&rows, &[1, 1]), PLAIN);
    for (offering, exact) in [(0, 0.4), (1, 0.4), (2, 0.2)] {
        near(share(&free, offering), exact, 0.005);
    }
    near(central(&free, 0)[0], 0.8, 0.005);
    let ordered = taken(&unit_world(&rows, &[1, 2]), PLAIN);
    for (offering, exact) in [(0, 0.8), (1, 0.0), (2, 0.2)] {
        near(share(&ordered, offering), exact, 0.005);
    }
}

/// Unit vectors on three criteria without preferences: a third each, and the winner's customers have weights 11/18, 7/36, 7/36, as
/// exact geometry gives.
#[test]
fn three_extremes_share_the_simplex() {
    let rows: [&[f64]; 3] = [&[1.0, 0.0, 0.0], &[0.0, 1.0, 0.0], &[0.0, 0.0, 1.0]];
    let free = taken(&unit_world(&rows, &[1, 1, 1]), PLAIN);
    for offering in 0..3 {
        near(share(&free, offering), 1.0 / 3.0, 0.01);
        for (n, weight) in central(&free, offering).iter().enumerate() {
            let exact = if n == offering {
                11.0 / 18.0
            } else {
                7.0 / 36.0
            };
            near(*weight, exact, 0.01);
        }
    }
}

#[test]
fn central_weights_are_kept_back_where_too_few_readings_carry_them() {
    let rows: [&[f64]; 2] = [&[1.0, 0.0], &[0.0, 0.999]];
    let plan = Plan {
        readings: 150,
        ..PLAIN
    };
    let taken = taken(&unit_world(&rows, &[1, 1]), plan);
    assert!(taken.best.iter().all(|standing| standing.central.is_none()));
}

#[test]
fn words_follow_the_number_out_of_ten() {
    let words: Vec<&str> = (0..=10).map(|n| Sureness::of(n).word()).collect();
    let mut expected = vec!["toss-up"; 6];
    expected.extend(["leaning", "leaning", "likely", "likely", "certain"]);
    assert_eq!(words, expected);
}

#[test]
fn two_alike_are_too_close_to_call_and_one_better_in_all_is_certain() {
    let alike = taken(&unit_world(&[&[1.0, 0.0], &[0.0, 1.0]], &[1, 1]), PLAIN);
    let confidence = alike.confidence.unwrap();
    assert!(confidence.too_close);
    assert_eq!(confidence.word, Sureness::TossUp);
    let clear = taken(&unit_world(&[&[1.0, 1.0], &[0.5, 0.4]], &[1, 1]), PLAIN);
    let confidence = clear.confidence.unwrap();
    assert_eq!(
        (confidence.word, confidence.n_in_10),
        (Sureness::Certain, 10)
    );
    assert_eq!(confidence.near_in_10, 10);
    assert_eq!(confidence.rival.unwrap().beaten, 10_000);
    assert!(!confidence.too_close);
}

#[test]
fn the_model_error_takes_sureness_away_where_offerings_are_close() {
    let world = unit_world(&[&[0.61, 0.6], &[0.6, 0.6]], &[1, 1]);
    let without = taken(&world, PLAIN);
    let with = taken(&world, Plan { error: 20, ..PLAIN });
    near(share(&without, 0), 1.0, 0.005);
    // A lead of half a point against errors of two points each: P(N(0.5, 2.83) > 0) = 0.57.
    near(share(&with, 0), 0.57, 0.02);
}

#[test]
fn what_the_customer_chose_moves_the_readings_towards_it() {
    let world = unit_world(&[&[1.0, 0.0], &[0.0, 1.0]], &[1, 1]);
    let before = taken(&world, PLAIN);
    near(share(&before, 0), 0.5, 0.01);
    let choice = TradeOff {
        preferred: vec![10_000, 0],
        other: vec![0, 10_000],
    };
    let needs = Needs {
        trade_offs: vec![choice],
        ..world.needs()
    };
    let blind = world.blind();
    let particles = Particles::new(&needs, 2, 10_000);
    assert!(particles.effective() < 10_000);
    let after = readings(&blind, &needs, &advise(&blind, &needs), &particles, PLAIN);
    assert!(share(&after, 0) > 0.9);
    let points = settled(needs).points;
    assert!(points[0] > points[1] && points[0] <= 100);
}

#[test]
fn in_every_catalog_the_order_of_the_file_changes_no_share() {
    for (catalog, table) in files() {
        let before = from_files(catalog.as_bytes(), table.as_bytes()).unwrap();
        let mut dice = Dice::new(12);
        for _ in 0..4 {
            let mut rows = records(&table);
            dice.shuffle(&mut rows[1..]);
            let after = from_files(catalog.as_bytes(), written(&rows).as_bytes()).unwrap();
            for seed in 0..4 {
                let answers = dice.answers(&before);
                let shares = |catalog: &Catalog| {
                    let needs = derive(catalog, &answers, seed).needs;
                    let advice = advise(catalog.blind(), &needs);
                    let particles = Particles::new(&needs, catalog.criteria.len(), 128);
                    let taken = readings(catalog.blind(), &needs, &advice, &particles, SMALL);
                    let shares: BTreeMap<_, _> = catalog
                        .offerings
                        .iter()
                        .map(|o| o.id.clone())
                        .zip(taken.first_in)
                        .collect();
                    let sure = taken
                        .confidence
                        .map(|c| (c.n_in_10, c.near_in_10, c.rival.map(|r| r.beaten)));
                    (shares, sure)
                };
                assert_eq!(shares(&before), shares(&after));
            }
        }
    }
}

// ---- Properties ----

prop_compose! {
    fn judged(rows: usize)(
        cells in prop::collection::vec(prop_oneof![5 => (0..=100_i32).prop_map(|x| Some(f64::from(x))), 1 => Just(None)], rows),
        up in any::<bool>(),
        points in 1..=100_u16,
    ) -> Judged {
        let (worst, best) = if up { (0.0, 100.0) } else { (100.0, 0.0) };
        Judged { cells, empty: Empty::Unknown, scale: Scale::Linear { worst, best }, points }
    }
}

prop_compose! {
    fn world()(rows in 2..40_usize, columns in 1..6_usize)(
        judged in prop::collection::vec(judged(rows), columns),
        weights in prop::collection::vec(weight(), columns),
        tie_seed in any::<u64>(),
    ) -> World {
        let mut world = World::new(judged);
        world.weights = weights;
        world.tie_seed = tie_seed;
        world
    }
}

const SMALL: Plan = Plan {
    readings: 128,
    error: 20,
    places: candor::ranking::BEST_FEW,
    threads: 1,
};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn the_order_of_the_file_changes_no_share(world in world(), seed in any::<u64>()) {
        let mut rows: Vec<usize> = (0..world.names.len()).collect();
        Dice::new(seed).shuffle(&mut rows);
        let (before, after) = (taken(&world, SMALL), taken(&world.with_rows(&rows), SMALL));
        let moved: Vec<u64> = rows.iter().map(|&row| before.first_in[row]).collect();
        prop_assert_eq!(moved, after.first_in.clone());
        let (a, b) = (before.confidence.unwrap(), after.confidence.unwrap());
        prop_assert_eq!(a.rival.map(|r| r.beaten), b.rival.map(|r| r.beaten));
        prop_assert_eq!((a.n_in_10, a.near_in_10, a.too_close), (b.n_in_10, b.near_in_10, b.too_close));
        let ranks = |r: &Readings| r.best.iter().map(|s| (s.ranks, s.central.clone())).collect::<Vec<_>>();
        prop_assert_eq!(ranks(&before), ranks(&after));
    }

    #[test]
    fn threads_change_nothing(world in world()) {
        let one = taken(&world, SMALL);
        for threads in [2, 3, 8] {
            prop_assert_eq!(&one, &taken(&world, Plan { threads, ..SMALL }));
        }
    }

    #[test]
    fn who_is_first_does_not_depend_on_how_many_places_are_told_apart(world in world(), places in 1..8_usize) {
        let (all, few) = (taken(&world, SMALL), taken(&world, Plan { places, ..SMALL }));
        prop_assert_eq!(&few.first_in, &all.first_in);
        prop_assert_eq!(&few.confidence, &all.confidence);
        prop_assert_eq!(few.best.len(), all.best.len());
        for (few, all) in few.best.iter().zip(&all.best) {
            prop_assert_eq!((few.offering, &few.central), (all.offering, &all.central));
            prop_assert_eq!(&few.ranks[..places], &all.ranks[..places]);
            prop_assert!(few.ranks[places..].iter().all(|&mass| mass == 0));
        }
    }

    #[test]
    fn the_first_places_sum_to_all_readings(world in world()) {
        let taken = taken(&world, SMALL);
        prop_assert_eq!(taken.first_in.iter().sum::<u64>(), taken.whole);
        for standing in &taken.best {
            prop_assert_eq!(standing.ranks[0], taken.first_in[standing.offering]);
            prop_assert!(standing.ranks.iter().sum::<u64>() <= taken.whole);
        }
    }

    #[test]
    fn a_better_figure_is_first_in_no_fewer_readings(world in world(), row in any::<prop::sample::Index>(), column in any::<prop::sample::Index>(), by in 0.0..50.0_f64) {
        let (row, column) = (row.index(world.names.len()), column.index(world.judged.len()));
        let mut better = world.clone();
        let up = matches!(better.judged[column].scale, Scale::Linear { best, .. } if best > 0.0);
        let Some(cell) = better.judged[column].cells[row].as_mut() else { return Ok(()) };
        *cell += if up { by } else { -by };
        prop_assert!(taken(&better, SMALL).first_in[row] >= taken(&world, SMALL).first_in[row]);
    }

    #[test]
    fn without_one_offering_every_other_is_first_in_no_fewer_readings(world in world(), out in any::<prop::sample::Index>()) {
        let out = out.index(world.names.len());
        let rows: Vec<usize> = (0..world.names.len()).filter(|row| *row != out).collect();
        let (before, after) = (taken(&world, SMALL), taken(&world.with_rows(&rows), SMALL));
        for (n, &row) in rows.iter().enumerate() {
            prop_assert!(after.first_in[n] >= before.first_in[row]);
        }
    }

    #[test]
    fn a_criterion_told_the_other_way_round_changes_nothing(world in world(), column in any::<prop::sample::Index>()) {
        let column = column.index(world.judged.len());
        let mut mirrored = world.clone();
        let judged = &mut mirrored.judged[column];
        for cell in judged.cells.iter_mut().flatten() {
            *cell = -*cell;
        }
        if let Scale::Linear { worst, best } = &mut judged.scale {
            (*worst, *best) = (-*worst, -*best);
        }
        prop_assert_eq!(mirrored.order(), world.order());
        prop_assert_eq!(taken(&mirrored, SMALL), taken(&world, SMALL));
    }

    /// The quick way through tiles, with what cannot get in left out, against the slow one.
    #[test]
    fn leaving_out_what_cannot_be_first_leaves_out_nothing_else(world in world()) {
        let quick = taken(&world, Plan { error: 0, ..SMALL });
        let complete = world.judged.iter().all(|j| j.cells.iter().all(Option::is_some));
        prop_assume!(complete || world.names.len() > 20);
        if !complete { return Ok(()); }
        let (blind, needs) = (world.blind(), world.needs());
        let advice = advise(&blind, &needs);
        let particles = Particles::new(&needs, blind.criteria().len(), 128);
        let mut slow = vec![0_u64; world.names.len()];
        for (weights, _) in particles.weights() {
            let sum = |row: usize| -> u64 {
                weights.iter().zip(&advice.values).map(|(&w, v)| u64::from(w) * u64::from(v[row])).sum()
            };
            let best = (0..world.names.len()).map(sum).max().unwrap();
            let first: Vec<usize> = (0..world.names.len()).filter(|&row| sum(row) == best).collect();
            // Among equals the hash decides, as in the order.
            if let [only] = first[..] { slow[only] += 1; }
        }
        for (quick, slow) in quick.first_in.iter().zip(slow) {
            prop_assert!(*quick >= slow);
        }
    }
}

/// U-082: ten of ten is certain, and means all.
#[test]
fn ten_in_ten_is_said_of_nothing_less_than_all_but_one_in_two_hundred() {
    for (part, n, word) in [
        (1_000, 10, Sureness::Certain),
        (995, 10, Sureness::Certain),
        (994, 9, Sureness::Likely),
        (950, 9, Sureness::Likely),
        (850, 9, Sureness::Likely),
        (750, 8, Sureness::Likely),
        (749, 7, Sureness::Leaning),
        (550, 6, Sureness::Leaning),
        (549, 5, Sureness::TossUp),
        (49, 0, Sureness::TossUp),
    ] {
        assert_eq!((in_ten(part, 1_000), Sureness::of(n)), (n, word), "{part}");
    }
    assert_eq!(in_ten(0, 0), 0);
}
