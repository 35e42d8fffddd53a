//! What asking on can still do, against giving every answer.

use std::cell::Cell;
use std::collections::BTreeMap;

use candor::catalog::Catalog;
use candor::domain::{Answer, Id, Importance};
use candor::interview::{Fact, Flow, Interview, Recorded, derive, open_questions};
use candor::ranking::{
    Ahead, AnswerEffect, Empty, Must, Needs, OpenQuestion, Particles, Plan, Scale, Test, Unlisted,
    Weight, advise, ahead, readings, readings_in, with_answers, worlds,
};
use proptest::prelude::*;

use crate::support::blind::{Judged, World};
use crate::support::cases_seen::of_every_catalog;
use crate::support::catalogs::all;
use crate::support::dice::Dice;

fn level(criterion: usize, level: Importance) -> AnswerEffect {
    AnswerEffect {
        weights: vec![(criterion, Weight::Level(level), level.points())],
        ..AnswerEffect::default()
    }
}

const LEVELS: [Importance; 4] = [
    Importance::Not,
    Importance::Somewhat,
    Importance::Important,
    Importance::Essential,
];

/// The question how much a criterion matters.
fn about(id: usize, criterion: usize) -> OpenQuestion {
    OpenQuestion {
        id,
        askable: true,
        put_off: false,
        seconds: 10,
        answers: LEVELS
            .into_iter()
            .zip([20, 32, 33, 15])
            .map(|(l, prior)| (prior, level(criterion, l)))
            .collect(),
        unlisted: Unlisted::default(),
    }
}

prop_compose! {
    fn effect(columns: usize)(
        weights in prop::collection::vec((0..columns, 0..4_usize), 0..3),
        must in prop::option::weighted(0.15, (0..columns, 0..60_i32)),
    ) -> AnswerEffect {
        let mut weights: Vec<_> = weights.into_iter().map(|(c, l)| (c, Weight::Level(LEVELS[l]), LEVELS[l].points())).collect();
        weights.sort_by_key(|(c, ..)| *c);
        weights.dedup_by_key(|(c, ..)| *c);
        AnswerEffect {
            weights,
            musts: must.into_iter().map(|(column, x)| Must { column, test: Test::AtLeast(f64::from(x)) }).collect(),
            ..AnswerEffect::default()
        }
    }
}

fn question(columns: usize) -> impl Strategy<Value = OpenQuestion> {
    let mixed = (
        prop::collection::vec((1..5_u32, effect(columns)), 1..5),
        1..30_u16,
    )
        .prop_map(|(answers, seconds)| OpenQuestion {
            id: 0,
            askable: true,
            put_off: false,
            seconds,
            answers,
            unlisted: Unlisted::default(),
        });
    prop_oneof![2 => (0..columns).prop_map(|criterion| about(0, criterion)), 1 => mixed]
}

fn case(rows: std::ops::Range<usize>) -> impl Strategy<Value = (World, Vec<OpenQuestion>)> {
    (rows, 2..5_usize)
        .prop_flat_map(|(rows, columns)| {
            let cells = prop::collection::vec(prop::collection::vec(0..=100_i32, rows), columns);
            let questions = prop::collection::vec(question(columns), 1..4);
            (
                cells,
                questions,
                prop::collection::vec(1..=100_u16, columns),
                any::<u64>(),
                0..60_i32,
            )
        })
        .prop_map(|(cells, mut questions, points, tie_seed, lift)| {
            let mut world = World::new(
                cells
                    .into_iter()
                    .zip(points)
                    .map(|(mut cells, points)| {
                        // A first place that is often clear.
                        cells[0] = (cells[0] + lift).min(100);
                        Judged {
                            cells: cells.into_iter().map(|x| Some(f64::from(x))).collect(),
                            empty: Empty::Unknown,
                            scale: Scale::Linear {
                                worst: 0.0,
                                best: 100.0,
                            },
                            points,
                        }
                    })
                    .collect(),
            );
            world.weights = vec![Weight::Unasked; world.judged.len()];
            world.tie_seed = tie_seed;
            for (id, question) in questions.iter_mut().enumerate() {
                question.id = id;
            }
            (world, questions)
        })
}

/// The first place after every combination of answers, the first question's answer counting fastest; 0 is no answer.
fn firsts(world: &World, questions: &[OpenQuestion]) -> Vec<Option<usize>> {
    let (blind, needs) = (world.blind(), world.needs());
    let all: usize = questions.iter().map(|q| q.answers.len() + 1).product();
    (0..all)
        .map(|mut n| {
            let given: Vec<&AnswerEffect> = questions
                .iter()
                .filter_map(|question| {
                    let digit = n % (question.answers.len() + 1);
                    n /= question.answers.len() + 1;
                    (digit > 0).then(|| &question.answers[digit - 1].1)
                })
                .collect();
            advise(&blind, &with_answers(&needs, given))
                .ranked
                .first()
                .map(|r| r.offering)
        })
        .collect()
}

fn truth(world: &World, questions: &[OpenQuestion]) -> (bool, Vec<bool>) {
    let firsts = firsts(world, questions);
    let mut place = 1;
    let matters = questions
        .iter()
        .map(|question| {
            let base = question.answers.len() + 1;
            let own = place;
            place *= base;
            (0..firsts.len()).any(|n| firsts[n] != firsts[n - (n / own % base) * own])
        })
        .collect();
    (firsts.iter().all(|first| *first == firsts[0]), matters)
}

fn looked(world: &World, questions: &[OpenQuestion]) -> Ahead {
    let (blind, needs) = (world.blind(), world.needs());
    ahead(&blind, &needs, &advise(&blind, &needs), questions)
}

fn check(world: &World, questions: &[OpenQuestion]) -> Result<Ahead, TestCaseError> {
    let looked = looked(world, questions);
    let (stop, matters) = truth(world, questions);
    prop_assert!(!looked.can_stop || stop, "it says stop too early");
    if looked.exact {
        prop_assert_eq!(looked.can_stop, stop);
    }
    for (worth, matters) in looked.questions.iter().zip(&matters) {
        prop_assert!(
            worth.matters || !matters,
            "a question that can change the first place is left out"
        );
    }
    if let Some(next) = looked.next {
        prop_assert!(looked.questions[next].matters);
    }
    prop_assert_eq!(
        looked.next.is_none(),
        looked.questions.iter().all(|worth| !worth.matters)
    );
    Ok(looked)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(120) })]

    #[test]
    fn few_combinations_are_known_exactly((world, questions) in case(2..12)) {
        let looked = check(&world, &questions)?;
        let (stop, matters) = truth(&world, &questions);
        prop_assert!(looked.exact);
        prop_assert_eq!(looked.can_stop, stop);
        let told: Vec<bool> = looked.questions.iter().map(|worth| worth.matters).collect();
        prop_assert_eq!(told, matters);
    }

    #[test]
    fn many_combinations_are_never_stopped_too_early((world, questions) in case(170..180)) {
        check(&world, &questions)?;
    }

    /// With one criterion for each question the bound over criteria is exact, also where it is not tried out.
    #[test]
    fn the_certificate_is_exact_where_each_question_weighs_one_criterion((world, _) in case(250..260), criteria in prop::collection::vec(0..2_usize, 3)) {
        let questions: Vec<OpenQuestion> = criteria.iter().enumerate().map(|(id, &criterion)| about(id, criterion)).collect();
        let looked = check(&world, &questions)?;
        prop_assert!(looked.exact);
    }

    #[test]
    fn the_drawn_share_of_changes_is_near_the_true_one((world, questions) in case(2..12)) {
        let looked = looked(&world, &questions);
        let firsts = firsts(&world, &questions);
        // Every question answered: the share by how likely the answers are.
        let (mut changing, mut whole) = (0.0, 0.0);
        for (n, first) in firsts.iter().enumerate() {
            let mut rest = n;
            let mut share = 1.0;
            for question in &questions {
                let digit = rest % (question.answers.len() + 1);
                rest /= question.answers.len() + 1;
                share *= if digit == 0 { 0.0 } else { f64::from(question.answers[digit - 1].0) };
            }
            whole += share;
            if *first != firsts[0] { changing += share; }
        }
        let error = f64::from(looked.changes) / 10_000.0 - changing / whole;
        prop_assert!(error.abs() < 0.1, "{} against {}", looked.changes, changing / whole);
    }
}

#[test]
fn the_question_that_decides_is_asked_first_and_a_cheap_one_before_a_dear_one() {
    let judged = |cells: &[f64], points| Judged {
        cells: cells.iter().copied().map(Some).collect(),
        empty: Empty::Unknown,
        scale: Scale::Linear {
            worst: 0.0,
            best: 1.0,
        },
        points,
    };
    // The first two criteria part the offerings, the third does not.
    let mut world = World::new(vec![
        judged(&[0.9, 0.1], 5),
        judged(&[0.2, 0.8], 5),
        judged(&[0.5, 0.5], 5),
    ]);
    world.weights = vec![Weight::Unasked; 3];
    let mut questions: Vec<OpenQuestion> = (0..3).map(|c| about(c, c)).collect();
    questions[0].seconds = 60;
    let looked = looked(&world, &questions);
    assert_eq!(looked.next, Some(1));
    assert!(!looked.can_stop && !looked.enough);
    assert!(looked.questions[0].gain > 0 && looked.questions[1].gain > 0);
    assert_eq!(looked.questions[2].gain, 0);
    assert!(!looked.questions[2].matters);
}

// ---- Whole catalogs ----

fn first(catalog: &Catalog, answers: &BTreeMap<Id, Answer>) -> Option<usize> {
    let needs: Needs = derive(catalog, answers, 11).needs;
    advise(catalog.blind(), &needs)
        .ranked
        .first()
        .map(|r| r.offering)
}

fn status(catalog: &Catalog, answers: &BTreeMap<Id, Answer>) -> Flow {
    let facts: Vec<Recorded> = answers
        .iter()
        .map(|(question, answer)| Recorded {
            at: jiff::Timestamp::UNIX_EPOCH,
            fact: Fact::Answered {
                question: question.clone(),
                answer: answer.clone(),
            },
        })
        .collect();
    Flow::new(catalog, &Interview::fold(&facts))
}

/// Property 13 of the engine. When it says that one can stop, no answer to what is open moves the first place; nor does an answer that
/// "does not matter".
#[test]
fn in_every_catalog_nothing_said_after_the_certificate_changes_the_first_place() {
    let stops = Cell::new(0);
    of_every_catalog(24, |catalog, seed| {
        let mut dice = Dice::new(seed);
        let mut answers: BTreeMap<Id, Answer> = catalog
            .questions
            .iter()
            .map(|q| (q.id.clone(), dice.answer(q)))
            .collect();
        for _ in 0..=dice.below(4) {
            let out = dice.pick(&catalog.questions).id.clone();
            answers.remove(&out);
        }
        let case = derive(catalog, &answers, 11);
        let flow = status(catalog, &answers);
        let questions = open_questions(catalog, &answers, &flow.status, &case);
        let looked = ahead(
            catalog.blind(),
            &case.needs,
            &advise(catalog.blind(), &case.needs),
            &questions,
        );
        let now = first(catalog, &answers);
        stops.set(stops.get() + usize::from(looked.can_stop));
        for _ in 0..20 {
            let mut later = answers.clone();
            for question in &catalog.questions {
                let listed = questions
                    .iter()
                    .position(|q| q.id == catalog.question(question.id.as_str()).unwrap().0);
                let matters = listed.is_some_and(|n| looked.questions[n].matters);
                if !answers.contains_key(&question.id) && (looked.can_stop || !matters) {
                    later.insert(question.id.clone(), dice.answer(question));
                }
            }
            if looked.can_stop {
                prop_assert_eq!(
                    first(catalog, &later),
                    now,
                    "{:?} then {:?}",
                    answers,
                    later
                );
            } else if looked.questions.iter().filter(|w| w.matters).count()
                == looked.questions.len()
            {
                prop_assert_eq!(
                    first(catalog, &later),
                    now,
                    "what does nothing changed the first place"
                );
            }
        }
        Ok(())
    });
    let stops = stops.get();
    assert!(stops > 2, "the certificate is of use: {stops}");
}

/// Figures that rest on open answers are taken from what customers usually say; once all is told there is one world.
#[test]
fn in_every_catalog_open_figures_are_read_in_several_ways_until_they_are_told() {
    let plan = Plan {
        readings: 256,
        ..Plan::LIVE
    };
    let mut differ = 0;
    for catalog in all() {
        let mut dice = Dice::new(10);
        for told in [false, true] {
            let mut answers: BTreeMap<Id, Answer> = BTreeMap::new();
            if told {
                for question in &catalog.questions {
                    let mut answer = dice.answer(question);
                    while !answer.is_told() {
                        answer = dice.answer(question);
                    }
                    answers.insert(question.id.clone(), answer);
                }
            }
            let case = derive(&catalog, &answers, 11);
            let flow = status(&catalog, &answers);
            let questions = open_questions(&catalog, &answers, &flow.status, &case);
            let blind = catalog.blind();
            let worlds = worlds(blind, &case.needs, &questions);
            let advice = advise(blind, &case.needs);
            let particles = Particles::new(&case.needs, catalog.criteria.len(), plan.readings);
            let plain = readings(blind, &case.needs, &advice, &particles, plan);
            let varied = readings_in(blind, &case.needs, &advice, &particles, plan, &worlds);
            let sum: u64 = varied.first_in.iter().sum();
            assert!(advice.ranked.is_empty() || sum == varied.whole);
            if worlds.is_empty() {
                assert_eq!(plain, varied);
            } else {
                assert!(!told, "{}: everything was told", catalog.id);
                differ += usize::from(plain.first_in != varied.first_in);
            }
        }
    }
    assert!(differ > 0);
}

/// Property 15 of the engine: "don't know" leaves everything as if it had not been asked, except that it is not asked again.
#[test]
fn in_every_catalog_not_knowing_weighs_like_not_asked() {
    of_every_catalog(8, |catalog, seed| {
        let mut dice = Dice::new(seed);
        let answers = dice.answers(catalog);
        for question in &catalog.questions {
            let (mut without, mut unknown) = (answers.clone(), answers.clone());
            without.remove(&question.id);
            unknown.insert(
                question.id.clone(),
                Answer::said(candor::domain::AnswerValue::DontKnow),
            );
            let (a, b) = (
                derive(catalog, &without, 3).needs,
                derive(catalog, &unknown, 3).needs,
            );
            prop_assert_eq!(
                (a.points, a.weights, a.musts, a.inputs),
                (b.points, b.weights, b.musts, b.inputs)
            );
            let flow = status(catalog, &unknown);
            let asked = open_questions(
                catalog,
                &unknown,
                &flow.status,
                &derive(catalog, &unknown, 3),
            );
            prop_assert!(
                asked
                    .iter()
                    .all(|q| !q.askable || catalog.questions[q.id].id != question.id)
            );
        }
        Ok(())
    });
}
