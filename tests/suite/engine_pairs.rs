//! "This one or that one?": which two are held against each other.

use candor::ranking::{
    Better, HeadToHead, MOST_HEAD_TO_HEADS, Needs, Particles, Plan, TradeOff, advise, head_to_head,
    profile, readings,
};
use proptest::prelude::*;

use crate::support::blind::{World, unit_world};

const PLAN: Plan = Plan {
    readings: 512,
    error: 0,
    places: 1,
    threads: 1,
};

/// The pair after those that were `held`.
fn pair(world: &World, held: &[(usize, usize)]) -> Option<HeadToHead> {
    let (blind, needs) = (world.blind(), world.needs());
    let advice = advise(&blind, &needs);
    let particles = Particles::new(&needs, blind.criteria().len(), PLAN.readings);
    let taken = readings(&blind, &needs, &advice, &particles, PLAN);
    head_to_head(&needs, &advice, &taken, &particles, held)
}

#[test]
fn a_head_to_head_is_asked_between_two_that_part_on_what_weighs() {
    let world = unit_world(
        &[&[1.0, 0.0, 0.5], &[0.0, 0.9, 0.5], &[0.1, 0.1, 0.1]],
        &[1, 1, 1],
    );
    let asked = pair(&world, &[]).unwrap();
    assert_eq!((asked.first, asked.rival), (0, 1));
    assert_eq!(asked.criteria, [(0, Better::First), (1, Better::Rival)]);
    let advice = world.advice();
    let said = TradeOff {
        preferred: profile(&advice, asked.rival),
        other: profile(&advice, asked.first),
    };
    assert_eq!((said.preferred[1], said.other[0]), (9_000, 10_000));
    for held in [vec![(0, 1)], vec![(1, 0)], vec![(1, 2); MOST_HEAD_TO_HEADS]] {
        assert_eq!(pair(&world, &held), None);
    }
    let clear = unit_world(&[&[1.0, 0.5], &[0.9, 0.5]], &[1, 1]);
    assert_eq!(pair(&clear, &[]), None);
}

#[test]
fn after_the_rival_that_tells_most_another_one_is_held_against_the_first() {
    let world = unit_world(&[&[1.0, 0.0], &[0.0, 0.9], &[0.6, 0.6]], &[1, 1]);
    let first = world.advice().ranked[0].offering;
    let rival = |held: &[(usize, usize)]| pair(&world, held).map(|pair| pair.rival);
    let best = rival(&[]).unwrap();
    let next = rival(&[(first, best)]).unwrap();
    assert!(best != next && best != first && next != first);
    assert_eq!(rival(&[(first, best), (next, first)]), None);
}

/// They were doubled as long as fewer than an eighth of them were in force, and that share does not grow with their number.
#[test]
fn readings_are_added_only_until_enough_of_them_are_in_force() {
    let needs = unit_world(&[&[1.0, 0.0], &[0.0, 1.0]], &[1, 1]).needs();
    // What few people would choose, a tenth of the first rather than all of the second, and more and more surely.
    let rare = TradeOff {
        preferred: vec![1_000, 0],
        other: vec![0, 10_000],
    };
    let particles = (1..=16)
        .map(|times| Needs {
            trade_offs: vec![rare.clone(); times],
            ..needs.clone()
        })
        .map(|needs| Particles::new(&needs, 2, PLAN.readings))
        .find(|particles| particles.len() > 512)
        .expect("some choice leaves fewer than an eighth in force");
    assert!(particles.len() <= 2_048, "{} readings", particles.len());
    assert!(particles.effective() >= 64, "{}", particles.effective());
}

/// The expected gain of a choice between two of `able`, in shares of the scale, from the declared chance to prefer what is better.
fn gain(world: &World, able: &[usize], first: usize, rival: usize) -> f64 {
    let needs = world.needs();
    let advice = world.advice();
    let criteria = advice.values.len();
    let particles = Particles::new(&needs, criteria, PLAN.readings);
    let worth: Vec<Vec<f64>> = particles
        .weights()
        .map(|(weights, _)| {
            let whole: f64 = weights.iter().copied().map(f64::from).sum();
            let one = |&offering: &usize| {
                let parts = weights.iter().zip(&advice.values);
                let sum: f64 = parts
                    .map(|(&weight, values)| f64::from(weight) * f64::from(values[offering]))
                    .sum();
                sum / whole / 10_000.0
            };
            able.iter().map(one).collect()
        })
        .collect();
    let place = |offering| able.iter().position(|own| *own == offering).unwrap();
    let (first, rival) = (place(first), place(rival));
    let likely =
        |worth: &Vec<f64>| 0.96 / (1.0 + ((worth[rival] - worth[first]) / 0.03).exp()) + 0.02;
    let best = |counts: &dyn Fn(&Vec<f64>) -> f64| {
        let sum = |n: usize| {
            worth
                .iter()
                .map(|worth| counts(worth) * worth[n])
                .sum::<f64>()
        };
        (0..able.len()).map(sum).fold(0.0, f64::max) / worth.len() as f64
    };
    best(&likely) + best(&|worth| 1.0 - likely(worth)) - best(&|_| 1.0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_other_rival_would_tell_more(
        rows in prop::collection::vec(prop::collection::vec(0.0..1.0_f64, 4), 3..8),
    ) {
        let rows: Vec<&[f64]> = rows.iter().map(Vec::as_slice).collect();
        let world = unit_world(&rows, &[1, 1, 1, 1]);
        let mut held = Vec::new();
        // All rivals that are worth a question, in the order in which they are asked about.
        while let Some(asked) = pair(&world, &held) {
            held.push((asked.first, asked.rival));
        }
        prop_assume!(held.len() < MOST_HEAD_TO_HEADS);
        for before in 0..held.len() {
            let (first, rival) = held[before];
            let able: Vec<usize> = [first]
                .into_iter()
                .chain(held[before..].iter().map(|(_, rival)| *rival))
                .collect();
            let chosen = gain(&world, &able, first, rival);
            for &(_, other) in &held[before..] {
                prop_assert!(gain(&world, &able, first, other) <= chosen + 1e-4);
            }
        }
    }
}

#[test]
fn a_rival_that_is_often_first_is_passed_over_when_it_is_too_like_the_first_to_matter() {
    // The second is first for more customers than the third, but nobody would lose much by taking the first instead.
    let world = unit_world(
        &[&[0.6, 0.4, 0.8], &[0.6, 0.1, 0.9], &[0.3, 0.8, 0.0]],
        &[1, 1, 1],
    );
    let (blind, needs) = (world.blind(), world.needs());
    let advice = advise(&blind, &needs);
    let particles = Particles::new(&needs, 3, PLAN.readings);
    let taken = readings(&blind, &needs, &advice, &particles, PLAN);
    assert!(taken.first_in[1] > taken.first_in[2]);
    let asked = head_to_head(&needs, &advice, &taken, &particles, &[]).unwrap();
    assert_eq!((asked.first, asked.rival), (0, 2));
    let gain = |rival| gain(&world, &[0, 1, 2], 0, rival);
    assert!(gain(2) > 3.0 * gain(1));
}
