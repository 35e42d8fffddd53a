//! Whether asking well and holding offerings against each other help made-up customers, whose true best is known.

#[path = "../bench/quality/simulation/mod.rs"]
#[allow(dead_code)]
mod simulation;

use simulation::course::{Order, course, heads};
use simulation::each::each;
use simulation::made::{MadeTalk, Market, market};
use simulation::people::{Population, SHARPNESS};
use simulation::tally::lower;

/// Customers who are not as the engine believes, before ten catalogs of 30 offerings.
fn measured(customers: usize, pairs: impl Fn(MadeTalk) -> (f64, f64) + Sync) -> f64 {
    let markets: Vec<Market> = (0..10).map(|number| market(30, number)).collect();
    let pairs = each(customers, |n| {
        let market = &markets[n % markets.len()];
        pairs(MadeTalk::new(market, Population::Different, n as u64))
    });
    lower(pairs).mean
}

#[test]
fn after_three_in_five_questions_the_engines_order_loses_less_than_the_catalogs() {
    let lower = measured(400, |talk| {
        let most = |order| {
            course(&mut talk.clone(), order, false, |_, _, _| ())
                .most
                .regret
        };
        (most(Order::Catalog), most(Order::Engine))
    });
    assert!(lower > 5.0, "lower by {lower:.1} %");
}

#[test]
fn head_to_heads_lower_the_regret_of_the_full_interview() {
    let lower = measured(150, |mut talk| {
        let full = course(&mut talk, Order::Catalog, false, |_, _, _| ());
        let heads = heads(&talk, full.all.asked, SHARPNESS);
        (full.all.regret, heads[heads.len() - 1].regret)
    });
    assert!(lower > 10.0, "lower by {lower:.1} %");
}

#[test]
fn the_same_customers_always_come_to_the_same_figures() {
    let market = market(30, 0);
    let one = || {
        let mut talk = MadeTalk::new(&market, Population::Different, 7);
        let asked = course(&mut talk, Order::Engine, true, |_, _, _| ());
        format!("{asked:?} {:?}", heads(&talk, 12, SHARPNESS))
    };
    assert_eq!(one(), one());
}
