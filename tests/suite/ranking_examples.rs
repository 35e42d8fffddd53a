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

/// Goodwin and Wright, "Decision Analysis for Management Judgment": the office called Addison has 80.8 benefits.
#[test]
fn the_office_of_goodwin_and_wright_scores_as_in_the_book() {
    let weights = [32, 26, 23, 10, 6, 3];
    let addison = [100.0, 60.0, 100.0, 75.0, 0.0, 90.0];
    let judged = weights
        .iter()
        .zip(addison)
        .map(|(&points, value)| judged(&[value], 0.0, 100.0, points))
        .collect();
    let world = World::new(judged);
    assert_eq!(scores(&world), [8080]);
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

/// Centroids .5208, .2708, .1458, .0625.
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
