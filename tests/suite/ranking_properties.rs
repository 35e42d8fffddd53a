//! What must hold of every ranking: on the broadband plans, on catalogs made by chance, and on every catalog that is shipped.

use std::collections::BTreeMap;

use candor::catalog::{AnswerKind, Catalog, from_files};
use candor::domain::{Answer, Column, Id};
use candor::formula::Input;
use candor::interview::derive;
use candor::ranking::{
    BlindCatalog, Criterion, Empty, Ideal, Must, Needs, ONE, Scale, Test, advise, contributions,
    first_place, score_hundredths, tie_key,
};
use proptest::prelude::*;

use crate::support::blind::{Judged, World, scale_of_figures};
use crate::support::catalogs::{all, files, records, written};
use crate::support::dice::Dice;

// ---- Worlds made by chance ----

fn judged(rows: usize) -> impl Strategy<Value = Judged> {
    let cell = prop_oneof![4 => (0..120_i32).prop_map(|x| Some(f64::from(x))), 1 => Just(None)];
    let empty = prop_oneof![Just(Empty::Unknown), Just(Empty::DoesNotApply)];
    (
        prop::collection::vec(cell, rows),
        empty,
        scale_of_figures(),
        0..=10_u16,
    )
        .prop_map(|(cells, empty, scale, points)| Judged {
            cells,
            empty,
            scale,
            points,
        })
}

fn world() -> impl Strategy<Value = World> {
    (2..12_usize)
        .prop_flat_map(|rows| {
            (
                prop::collection::vec(judged(rows), 1..6),
                prop::collection::vec(0..4_u32, rows),
                prop::option::of((0..120_i32, any::<bool>())),
                any::<u64>(),
            )
        })
        .prop_map(|(judged, lines, must, tie_seed)| {
            let mut world = World::new(judged);
            world.lines = lines;
            world.tie_seed = tie_seed;
            world.musts = must
                .map(|(limit, least)| Must {
                    column: 0,
                    test: match least {
                        true => Test::AtLeast(f64::from(limit)),
                        false => Test::AtMost(f64::from(limit)),
                    },
                })
                .into_iter()
                .collect();
            world
        })
}

fn without(names: Vec<String>, name: &str) -> Vec<String> {
    names.into_iter().filter(|own| own != name).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn the_order_of_the_file_changes_nothing(world in world(), seed in any::<u64>()) {
        let mut rows: Vec<usize> = (0..world.names.len()).collect();
        Dice::new(seed).shuffle(&mut rows);
        prop_assert_eq!(world.with_rows(&rows).order(), world.order());
    }

    #[test]
    fn removing_an_offering_leaves_the_order_and_the_scores_of_the_others(world in world(), out in any::<prop::sample::Index>()) {
        let out = out.index(world.names.len());
        let rows: Vec<usize> = (0..world.names.len()).filter(|row| *row != out).collect();
        let mut others = world.order();
        others.retain(|standing| standing.name != world.names[out]);
        prop_assert_eq!(world.with_rows(&rows).order(), others);
    }

    #[test]
    fn a_better_figure_never_lowers_its_offering_and_moves_no_other(
        world in world(), row in any::<prop::sample::Index>(), column in any::<prop::sample::Index>(), figure in 0..120_i32,
    ) {
        let mut world = world;
        world.musts.clear();
        let (row, column) = (row.index(world.names.len()), column.index(world.judged.len()));
        let figure = f64::from(figure);
        let before = world.order();
        let advice = world.advice();
        prop_assume!(world.value(column, figure) >= advice.values[column][row]);
        world.judged[column].cells[row] = Some(figure);
        let after = world.order();
        let name = world.names[row].clone();
        let place = |order: &[crate::support::blind::Standing]| order.iter().position(|s| s.name == name);
        prop_assert!(place(&after) <= place(&before));
        let others = |order: Vec<crate::support::blind::Standing>| {
            order.into_iter().filter(|s| s.name != name).collect::<Vec<_>>()
        };
        prop_assert_eq!(others(after), others(before));
    }

    #[test]
    fn contributions_sum_to_the_score_exactly(world in world()) {
        let (advice, needs) = (world.advice(), world.needs());
        let total = needs.total_points();
        let all = advice.ranked.iter().map(|r| (r.offering, r.score));
        for (offering, score) in all.chain(advice.excluded.iter().map(|e| (e.offering, e.score))) {
            let parts = contributions(&advice, &needs, offering);
            prop_assert_eq!(parts.len(), world.judged.len());
            prop_assert_eq!(parts.iter().sum::<u32>(), score_hundredths(score, total));
            for (part, judged) in parts.iter().zip(&world.judged) {
                prop_assert!(judged.points > 0 || *part == 0, "what weighs nothing adds nothing");
            }
        }
    }

    #[test]
    fn another_unit_with_the_anchors_in_it_gives_the_same_scores(world in world(), factor in prop::sample::select(vec![2.0, 12.0, 1000.0, 0.5, 7.0])) {
        let mut scaled = world.clone();
        for judged in &mut scaled.judged {
            for figure in judged.cells.iter_mut().flatten() {
                *figure *= factor;
            }
            judged.scale = match judged.scale.clone() {
                Scale::Linear { worst, best } => Scale::Linear { worst: worst * factor, best: best * factor },
                Scale::Piecewise(points) => Scale::Piecewise(points.into_iter().map(|(x, y)| (x * factor, y)).collect()),
                Scale::Target { ideal: Ideal::Figure(ideal), flat, below, above } => Scale::Target {
                    ideal: Ideal::Figure(ideal * factor),
                    flat: flat * factor,
                    below: below * factor,
                    above: above * factor,
                },
                other => other,
            };
        }
        for must in &mut scaled.musts {
            if let Test::AtLeast(limit) | Test::AtMost(limit) = &mut must.test {
                *limit *= factor;
            }
        }
        prop_assert_eq!(scaled.order(), world.order());
    }

    #[test]
    fn the_first_place_alone_is_the_first_of_the_whole_order(world in world(), absent in prop::option::of(any::<prop::sample::Index>())) {
        let blind = world.blind();
        let absent = absent.map(|absent| absent.index(world.names.len())).into_iter().collect();
        let needs = Needs { absent, ..world.needs() };
        prop_assert_eq!(first_place(&blind, &needs), advise(&blind, &needs).ranked.first().map(|r| r.offering));
    }

    #[test]
    fn only_the_proportion_of_points_counts(world in world(), factor in 2..10_u16) {
        let mut heavier = world.clone();
        for judged in &mut heavier.judged {
            judged.points *= factor;
        }
        prop_assert_eq!(heavier.names_in_order(), world.names_in_order());
        let ranks = |world: &World| world.advice().ranked.iter().map(|r| r.rank).collect::<Vec<_>>();
        prop_assert_eq!(ranks(&heavier), ranks(&world));
    }

    #[test]
    fn what_is_equal_for_all_changes_nothing(world in world(), figure in prop::option::of(0..120_i32), scale in scale_of_figures()) {
        let mut more = world.clone();
        more.judged.push(Judged {
            cells: vec![figure.map(f64::from); world.names.len()],
            empty: Empty::Unknown,
            scale,
            points: 7,
        });
        prop_assert_eq!(more.names_in_order(), world.names_in_order());
    }

    #[test]
    fn a_missing_fact_is_never_worth_nothing_and_never_the_best(world in world()) {
        let advice = world.advice();
        for (judged, values) in world.judged.iter().zip(&advice.values) {
            let (low, high) = judged.scale.ends();
            for (cell, value) in judged.cells.iter().zip(values.iter()) {
                match (cell, judged.empty) {
                    (None, Empty::Unknown) if low < high => prop_assert!(low < *value && *value < high && *value > 0),
                    (None, Empty::Unknown) => prop_assert_eq!(*value, low),
                    (None, Empty::DoesNotApply) => prop_assert_eq!(*value, 0),
                    (Some(_), _) => prop_assert!(low <= *value && *value <= high),
                }
            }
        }
    }

    #[test]
    fn equal_scores_share_a_rank_and_better_scores_have_better_ranks(world in world()) {
        let advice = world.advice();
        for pair in advice.ranked.windows(2) {
            let [a, b] = pair else { unreachable!() };
            let (a_open, b_open) = (a.open != 0, b.open != 0);
            prop_assert!((a_open, std::cmp::Reverse(a.score)) <= (b_open, std::cmp::Reverse(b.score)));
            if (a_open, a.score) == (b_open, b.score) {
                prop_assert_eq!(a.rank, b.rank);
            } else {
                prop_assert!(a.rank <= b.rank);
                prop_assert!(!(a.leads_line && a.rank == b.rank), "a rank is taken up by the best of a line");
            }
        }
        if let Some(first) = advice.ranked.first() {
            prop_assert_eq!(first.rank, 1);
            prop_assert!(first.leads_line);
        }
        let lines: std::collections::BTreeSet<u32> = advice.ranked.iter().map(|r| world.lines[r.offering]).collect();
        prop_assert_eq!(advice.leaders().count(), lines.len());
    }

    #[test]
    fn an_offering_listed_twice_ties_with_itself(world in world(), row in any::<prop::sample::Index>()) {
        let row = row.index(world.names.len());
        let mut rows: Vec<usize> = (0..world.names.len()).collect();
        rows.push(row);
        let mut twice = world.with_rows(&rows);
        let last = twice.names.len() - 1;
        twice.names[last] = "twin".to_owned();
        prop_assert_eq!(without(twice.names_in_order(), "twin"), world.names_in_order());
        let advice = twice.advice();
        let standing = |row: usize| advice.ranked.iter().find(|r| r.offering == row).map(|r| (r.rank, r.score));
        prop_assert_eq!(standing(row), standing(last));
    }

    #[test]
    fn a_must_have_sorts_offerings_into_met_open_and_missed(world in world(), limit in 0..120_i32) {
        let mut world = world;
        let limit = f64::from(limit);
        world.musts = vec![Must { column: 0, test: Test::AtLeast(limit) }];
        let advice = world.advice();
        let judged = &world.judged[0];
        for ranked in &advice.ranked {
            match judged.cells[ranked.offering] {
                Some(figure) => prop_assert!(figure >= limit && ranked.open == 0),
                None => prop_assert!(judged.empty == Empty::Unknown && ranked.open == 1),
            }
        }
        for excluded in &advice.excluded {
            prop_assert_eq!(excluded.violated, 1);
            match judged.cells[excluded.offering] {
                Some(figure) => prop_assert!(figure < limit),
                None => prop_assert_eq!(judged.empty, Empty::DoesNotApply),
            }
        }
        prop_assert!(advice.ranked.is_sorted_by_key(|ranked| ranked.open));
        prop_assert_eq!(advice.ranked.len() + advice.excluded.len(), world.names.len());
        prop_assert_eq!(&advice.excluded_by, &[advice.excluded.len()]);
    }
}

// ---- Ties ----

#[test]
fn no_offering_leads_a_two_way_tie_more_often_than_the_other() {
    const CASES: u64 = 100_000;
    for (a, b) in [
        ("fern-one", "quill-pro"),
        ("a", "b"),
        ("loop-giga", "loop-family"),
        ("x1", "x2"),
    ] {
        let mut world = World::new(vec![Judged {
            cells: vec![Some(1.0); 2],
            empty: Empty::Unknown,
            scale: Scale::Linear {
                worst: 0.0,
                best: 2.0,
            },
            points: 5,
        }]);
        world.names = vec![a.to_owned(), b.to_owned()];
        let blind = world.blind();
        // Seeds that follow each other, as a lazy machine would give them, and seeds from all over.
        for seed in [
            |n: u64| n,
            |n: u64| n.wrapping_mul(0x9e37_79b9_7f4a_7c15),
            |n: u64| n << 40,
        ] {
            let leads = (0..CASES)
                .filter(|&n| {
                    let needs = Needs {
                        absent: Vec::new(),
                        tie_seed: seed(n),
                        ..world.needs()
                    };
                    advise(&blind, &needs).ranked[0].offering == 0
                })
                .count() as f64;
            let share = leads / CASES as f64;
            assert!(
                (0.49..=0.51).contains(&share),
                "{a} leads {b} in {share} of cases"
            );
        }
    }
}

// ---- Whole catalogs ----

/// Id, rank, score and open must-haves of all ranked offerings; then id, score and missed must-haves of the excluded ones.
fn standings(
    catalog: &Catalog,
    answers: &BTreeMap<Id, Answer>,
    seed: u64,
) -> Vec<(Id, usize, u32, u64)> {
    let needs = derive(catalog, answers, seed).needs;
    let advice = advise(catalog.blind(), &needs);
    let id = |row: usize| catalog.offerings[row].id.clone();
    let ranked = advice
        .ranked
        .iter()
        .map(|r| (id(r.offering), r.rank, r.score, r.open));
    let excluded = advice
        .excluded
        .iter()
        .map(|e| (id(e.offering), 0, e.score, e.violated));
    ranked.chain(excluded).collect()
}

#[test]
fn in_every_catalog_the_order_of_the_file_changes_nothing() {
    for (catalog, table) in files() {
        let before = from_files(catalog.as_bytes(), table.as_bytes()).unwrap();
        let mut dice = Dice::new(3);
        for _ in 0..10 {
            let mut rows = records(&table);
            dice.shuffle(&mut rows[1..]);
            let after = from_files(catalog.as_bytes(), written(&rows).as_bytes()).unwrap();
            for seed in 0..10 {
                let answers = dice.answers(&before);
                assert_eq!(
                    standings(&after, &answers, seed),
                    standings(&before, &answers, seed)
                );
            }
        }
    }
}

/// Other names for all sellers, and other sellers our own: no place moves and no score changes.
#[test]
fn in_every_catalog_it_makes_no_difference_who_sells_what_and_who_is_ours() {
    for (catalog, table) in files() {
        let before = from_files(catalog.as_bytes(), table.as_bytes()).unwrap();
        let mut dice = Dice::new(4);
        for _ in 0..10 {
            let mut rows = records(&table);
            let column = rows[0].iter().position(|name| name == "seller").unwrap();
            let mut names: Vec<String> =
                before.sellers.iter().map(|s| s.name.to_string()).collect();
            let old = names.clone();
            dice.shuffle(&mut names);
            for row in &mut rows[1..] {
                let position = old.iter().position(|name| *name == row[column]).unwrap();
                row[column] = names[position].clone();
            }
            let mut json: serde_json::Value = serde_json::from_str(&catalog).unwrap();
            let own: Vec<&String> = names.iter().filter(|_| dice.one_in(2)).collect();
            json["own_sellers"] = serde_json::json!(own);
            let after = from_files(json.to_string().as_bytes(), written(&rows).as_bytes()).unwrap();
            for seed in 0..10 {
                let mut answers = dice.answers(&before);
                // What the customer says about sellers is a need like any other, and names them.
                for question in &before.questions {
                    if matches!(question.kind, AnswerKind::Several { sellers: true, .. }) {
                        answers.remove(&question.id);
                    }
                }
                assert_eq!(
                    standings(&after, &answers, seed),
                    standings(&before, &answers, seed)
                );
            }
        }
    }
}

#[test]
fn in_every_catalog_removing_an_offering_leaves_the_order_of_the_others() {
    for (catalog, table) in files() {
        let before = from_files(catalog.as_bytes(), table.as_bytes()).unwrap();
        let mut dice = Dice::new(5);
        for _ in 0..12 {
            let mut rows = records(&table);
            let out = rows.remove(1 + dice.below(rows.len() - 1));
            // Without its last offering a seller is gone; the sellers of a question are then others.
            let Ok(after) = from_files(catalog.as_bytes(), written(&rows).as_bytes()) else {
                continue;
            };
            if after.sellers.len() != before.sellers.len() {
                continue;
            }
            let answers = dice.answers(&before);
            let plain = |catalog: &Catalog| -> Vec<(Id, u32, u64)> {
                standings(catalog, &answers, 9)
                    .into_iter()
                    .filter(|(id, ..)| *id != out[0].as_str())
                    .map(|(id, _, score, mask)| (id, score, mask))
                    .collect()
            };
            assert_eq!(plain(&after), plain(&before));
        }
    }
}

#[test]
fn in_every_catalog_contributions_sum_to_the_score_and_nothing_missing_is_best() {
    for catalog in all() {
        let mut dice = Dice::new(6);
        for seed in 0..100 {
            let answers = dice.answers(&catalog);
            let needs = derive(&catalog, &answers, seed).needs;
            let advice = advise(catalog.blind(), &needs);
            assert_eq!(
                advice.ranked.len() + advice.excluded.len() + needs.absent.len(),
                catalog.offerings.len()
            );
            for ranked in &advice.ranked {
                let parts = contributions(&advice, &needs, ranked.offering);
                let whole = score_hundredths(ranked.score, needs.total_points());
                assert_eq!(parts.iter().sum::<u32>(), whole);
                assert!(whole <= u32::from(ONE));
            }
            for (criterion, values) in catalog.blind().criteria().iter().zip(&advice.values) {
                let Some((column, Empty::Unknown)) = catalog.blind().facts().get(criterion.column)
                else {
                    continue;
                };
                for (row, value) in values.iter().enumerate() {
                    if column.get(row).is_none() {
                        assert!(*value > 0 && *value < criterion.scale.ends().1.max(1));
                    }
                }
            }
        }
    }
}

// ---- Faults that were found ----

/// The value of what does not apply used to be that of a missing fact while the customer had not said what they want.
#[test]
fn what_does_not_apply_is_worth_nothing_even_while_the_ideal_is_open() {
    struct Wanted;
    impl candor::formula::Scope for Wanted {
        fn find(&self, name: &str) -> Option<(candor::formula::Place, candor::formula::Type)> {
            let ty = candor::formula::Type::Number("1".parse().unwrap());
            (name == "wanted").then_some((candor::formula::Place::Input(0), ty))
        }
        fn names(&self) -> Vec<String> {
            vec!["wanted".to_owned()]
        }
    }
    let scale = Scale::Target {
        ideal: Ideal::Formula(candor::formula::compile("wanted", &Wanted).unwrap()),
        flat: 0.0,
        below: 1.0,
        above: 1.0,
    };
    let blind = BlindCatalog::new(
        vec![(
            Column::Number(vec![Some(3.0), None].into()),
            Empty::DoesNotApply,
        )],
        Vec::new(),
        vec![Criterion {
            column: 0,
            missing: scale.ends(),
            scale,
            unasked_points: 50,
        }],
        vec![0, 1],
        vec![tie_key("a"), tie_key("b")],
    );
    let values = |input: Input| {
        let needs = Needs {
            absent: Vec::new(),
            inputs: vec![input],
            points: vec![5],
            ..Needs::default()
        };
        advise(&blind, &needs).values
    };
    assert_eq!(*values(Input::Number(3.0))[0], [ONE, 0]);
    assert_eq!(*values(Input::Unknown)[0], [ONE / 4, 0]);
}

/// More criteria than any catalog may have used to overflow the sum.
#[test]
fn the_heaviest_needs_do_not_overflow_a_score() {
    let judged = Judged {
        cells: vec![Some(1.0), Some(0.0)],
        empty: Empty::Unknown,
        scale: Scale::Linear {
            worst: 0.0,
            best: 1.0,
        },
        points: u16::MAX,
    };
    let world = World::new(vec![judged; 1000]);
    let advice = world.advice();
    assert_eq!(advice.ranked[0].offering, 0);
    let _ = contributions(&advice, &world.needs(), 0);
}
