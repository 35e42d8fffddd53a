//! Examples with published results.

use candor::catalog::from_files;
use candor::interview::derive;
use candor::ranking::{Empty, Scale, contributions, score_hundredths};
use serde_json::json;

use crate::support::blind::{Judged, World};
use crate::support::catalogs::{answers, broadband, broadband_folder};

fn scores(world: &World) -> Vec<u32> {
    let (advice, total) = (world.advice(), world.needs().total_points());
    let mut scores: Vec<(usize, u32)> = advice
        .ranked
        .iter()
        .map(|ranked| (ranked.offering, score_hundredths(ranked.score, total)))
        .collect();
    scores.sort_unstable();
    scores.into_iter().map(|(_, score)| score).collect()
}

fn judged(cells: &[f64], worst: f64, best: f64, points: u16) -> Judged {
    Judged {
        cells: cells.iter().copied().map(Some).collect(),
        empty: Empty::Unknown,
        scale: Scale::Linear { worst, best },
        points,
    }
}

/// Goodwin and Wright, "Decision Analysis for Management Judgment", the choice of an office: benefits on swing weights of 100, 80,
/// 70, 30, 20 and 10, which are 32, 26, 23, 10, 6 and 3 of a hundred.
#[test]
fn the_office_of_goodwin_and_wright_scores_as_in_the_book() {
    // Closeness to customers, visibility, image, size, comfort, car parking, for Addison, Bilton, Carlisle and so on to Gorton.
    let offices: [(u16, [f64; 7]); 6] = [
        (32, [100.0, 20.0, 80.0, 70.0, 40.0, 0.0, 60.0]),
        (26, [60.0, 80.0, 70.0, 50.0, 60.0, 0.0, 100.0]),
        (23, [100.0, 10.0, 0.0, 30.0, 90.0, 70.0, 20.0]),
        (10, [75.0, 30.0, 0.0, 55.0, 100.0, 0.0, 50.0]),
        (6, [0.0, 100.0, 10.0, 30.0, 60.0, 80.0, 50.0]),
        (3, [90.0, 30.0, 100.0, 90.0, 70.0, 0.0, 80.0]),
    ];
    let world = World::new(
        offices
            .iter()
            .map(|(points, values)| judged(values, 0.0, 100.0, *points))
            .collect(),
    );
    let (addison, carlisle, filton, gorton) = (0, 2, 5, 6);
    let scored = scores(&world);
    assert_eq!(
        [scored[addison], scored[carlisle], scored[gorton]],
        [8080, 4740, 6020]
    );
    let ranked = world.advice().ranked;
    assert_eq!((ranked[0].offering, ranked[6].offering), (addison, filton));
    assert_eq!(
        contributions(&world.advice(), &world.needs(), 0),
        [3200, 1560, 2300, 750, 0, 270]
    );
}

/// Dezert, Tchamova, Han and Tacnet 2020 (SPOTIS): with fixed bounds the distance to the ideal is one minus our score.
#[test]
fn spotis_with_given_bounds_and_a_cost_gives_the_published_figures() {
    let world = World::new(vec![
        judged(&[10.5, -4.7, 8.1, 3.2], -5.0, 12.0, 20),
        judged(&[-3.1, 0.0, 0.3, 7.3], 10.0, -6.0, 30),
        judged(&[1.7, 3.4, 1.3, -5.3], -8.0, 5.0, 50),
    ]);
    close(&scores(&world), &[8011, 6295, 6937, 2509]);
    assert_eq!(world.names_in_order(), ["o0", "o2", "o1", "o3"]);
}

/// The example of SPOTIS in the documentation of the library pymcdm: equal weights, and the ranges of the columns as bounds.
#[test]
fn spotis_with_equal_weights_gives_the_published_figures() {
    let world = World::new(vec![
        judged(&[96.0, 100.0, 120.0, 140.0, 100.0], 96.0, 140.0, 1),
        judged(&[145.0, 145.0, 170.0, 180.0, 110.0], 110.0, 180.0, 1),
        judged(&[200.0, 200.0, 80.0, 140.0, 30.0], 30.0, 200.0, 1),
    ]);
    let distances = [5000, 4697, 4344, 1176, 9697];
    close(
        &scores(&world),
        &distances.map(|distance| 10_000 - distance),
    );
}

/// Equal to the published figure but for the rounding of values to a ten-thousandth and of the figure itself.
fn close(scores: &[u32], published: &[u32]) {
    assert_eq!(scores.len(), published.len());
    for (score, published) in scores.iter().zip(published) {
        assert!(
            score.abs_diff(*published) <= 1,
            "{scores:?} and {published:?}"
        );
    }
}

/// Barron and Barrett 1996: centroids 11/18, 5/18, 2/18; the first place has 100 points.
#[test]
fn three_things_in_order_weigh_like_their_centroids() {
    let catalog = broadband();
    let told = answers(catalog, json!({"priorities": ["calm", "money", "pace"]}));
    let points = derive(catalog, &told, 1).needs.points;
    // Criteria: 0 low_cost, 1 fast, 4 steady. 5/11 and 2/11 of a hundred points, to the nearest.
    assert_eq!((points[4], points[0], points[1]), (100, 45, 18));
}

/// Of three things one is named: the other two share the second and the third place, (5/11 + 2/11) / 2 of a hundred points.
#[test]
fn what_an_order_leaves_out_shares_the_places_that_are_left() {
    let catalog = broadband();
    let told = answers(catalog, json!({"priorities": ["calm"]}));
    let points = derive(catalog, &told, 1).needs.points;
    assert_eq!((points[4], points[0], points[1]), (100, 32, 32));
}

/// Barron and Barrett 1996: centroids .5208, .2708, .1458, .0625.
#[test]
fn four_things_in_order_weigh_like_their_centroids() {
    let read = |name| std::fs::read_to_string(broadband_folder().join(name)).unwrap();
    let last = "{\"id\": \"calm\", \"label\": \"few outages\", \"criterion\": \"steady\"}";
    let fourth = ", {\"id\": \"start\", \"label\": \"no fee\", \"criterion\": \"small_setup\"}";
    let text = read("catalog.json").replace(last, &format!("{last}{fourth}"));
    let catalog = from_files(text.as_bytes(), read("offerings.csv").as_bytes()).unwrap();
    let told = answers(
        &catalog,
        json!({"priorities": ["pace", "start", "calm", "money"]}),
    );
    let points = derive(&catalog, &told, 1).needs.points;
    assert_eq!(
        (points[1], points[3], points[4], points[0]),
        (100, 52, 28, 12)
    );
}

/// Two criteria of equal weight, 0 to 10 each; the order by position.
fn on_fixed_scales(rows: &[[f64; 2]]) -> Vec<usize> {
    let column = |n: usize| rows.iter().map(|row| row[n]).collect::<Vec<_>>();
    let world = World::new(vec![
        judged(&column(0), 0.0, 10.0, 50),
        judged(&column(1), 0.0, 10.0, 50),
    ]);
    world.advice().ranked.iter().map(|r| r.offering).collect()
}

/// The weighted sum over columns stretched from the least to the greatest figure on file.
fn stretched(rows: &[[f64; 2]]) -> Vec<f64> {
    let part = |n: usize, x: f64| {
        let column = || rows.iter().map(|row| row[n]);
        let (low, high) = (
            column().fold(f64::INFINITY, f64::min),
            column().fold(0.0, f64::max),
        );
        0.5 * (x - low) / (high - low)
    };
    rows.iter()
        .map(|row| part(0, row[0]) + part(1, row[1]))
        .collect()
}

/// TOPSIS (Hwang and Yoon 1981) with equal weights: how near to the best of all columns, how far from the worst.
fn topsis(rows: &[[f64; 2]]) -> Vec<f64> {
    let norm = [0, 1].map(|n| rows.iter().map(|row| row[n] * row[n]).sum::<f64>().sqrt());
    let scaled: Vec<[f64; 2]> = rows
        .iter()
        .map(|row| [row[0] / norm[0], row[1] / norm[1]])
        .collect();
    let end = |pick: fn(f64, f64) -> f64| {
        [0, 1].map(|n| scaled.iter().map(|row| row[n]).reduce(pick).unwrap())
    };
    let (best, worst) = (end(f64::max), end(f64::min));
    let far = |a: &[f64; 2], b: &[f64; 2]| (a[0] - b[0]).hypot(a[1] - b[1]);
    scaled
        .iter()
        .map(|row| far(row, &worst) / (far(row, &worst) + far(row, &best)))
        .collect()
}

fn thousandths(scores: Vec<f64>) -> Vec<f64> {
    scores
        .into_iter()
        .map(|score| (score * 1000.0).round() / 1000.0)
        .collect()
}

/// Rank reversal: figures derived, and found the same with the libraries scikit-criteria and pymcdm. What is added ranks last or
/// nowhere near the top, and still another becomes first; on scales that are fixed beforehand it cannot.
#[test]
fn an_offering_added_turns_the_order_of_methods_that_measure_on_what_is_on_file_and_not_ours() {
    let mut rows = vec![[6.0, 2.0], [8.0, 3.0], [5.0, 10.0]];
    assert_eq!(thousandths(stretched(&rows)), [0.167, 0.563, 0.5]);
    let before = on_fixed_scales(&rows);
    rows.push([3.0, 2.0]);
    assert_eq!(thousandths(stretched(&rows)), [0.3, 0.563, 0.7, 0.0]);
    let mut after = on_fixed_scales(&rows);
    after.retain(|row| *row != 3);
    assert_eq!(after, before);

    let mut rows = vec![[5.0, 8.0], [2.0, 7.0], [10.0, 4.0]];
    assert_eq!(thousandths(topsis(&rows)), [0.5, 0.271, 0.667]);
    let before = on_fixed_scales(&rows);
    rows.push([10.0, 1.0]);
    assert_eq!(thousandths(topsis(&rows)), [0.661, 0.495, 0.627, 0.463]);
    let mut after = on_fixed_scales(&rows);
    after.retain(|row| *row != 3);
    assert_eq!(after, before);
}
