//! How good the advice is, measured on made-up customers whose true best offering is known: `cargo bench -- quality`.
//!
//! The real engine leads every talk. Customers answer with noise, in words; their true importances, curved values and taste stay hidden
//! from it. Regret is what is lost by taking the first place, in percent of the worth of the best. Every figure is a mean over customers
//! with its standard error, from fixed seeds: the same on every run.

pub mod print;
pub mod simulation;
pub mod study;

use print::{compare, heading, row};
use simulation::course::heads;
use simulation::each::each;
use simulation::made::{MadeTalk, Market, market};
use simulation::people::{Population, SHARPNESS};
use simulation::shipped::{ShippedTalk, catalogs};
use simulation::tally::mean;
use simulation::{Talk, tally};
use study::{Record, record};

/// Made catalogs of each size; customers take turns among them.
const MARKETS: usize = 20;

/// Customers before made catalogs.
pub fn made() {
    for rows in [30, 300] {
        let markets: Vec<Market> = (0..MARKETS).map(|n| market(rows, n as u64)).collect();
        for population in Population::ALL {
            let customers = match (population, rows) {
                (Population::Different, 30) => 2_000,
                (Population::Different, _) => 1_000,
                _ => 300,
            };
            heading(
                &format!("{rows} made offerings, {}", population.name()),
                customers,
            );
            let before = |n: usize| MadeTalk::new(&markets[n % MARKETS], population, n as u64);
            let cheapest = each(customers, |n| {
                let cheapest = markets[n % MARKETS].cheapest;
                before(n).truth().regret(Some(cheapest))
            });
            print::plain("cheapest", mean(cheapest));
            let all = table(customers, before);
            one_order(&all, |n| before(n).with_order_given());
        }
    }
}

/// Customers before the shipped catalogs.
pub fn shipped() {
    for catalog in catalogs() {
        let customers = 200;
        let population = Population::Different;
        heading(
            &format!("catalog {}, {}", catalog.id, population.name()),
            customers,
        );
        table(customers, |n| {
            ShippedTalk::new(&catalog, population, n as u64)
        });
    }
}

/// The same customers asked for one order of importance instead of ten words, and for the facts: three questions, then head-to-heads.
fn one_order(all: &[Record], ordered: impl Fn(usize) -> MadeTalk + Sync) {
    let courses = each(all.len(), |n| {
        let mut talk = ordered(n);
        let mut asked = 1;
        while let Some(next) = talk.unanswered().first().copied() {
            talk.answer(next);
            asked += 1;
        }
        heads(&talk, asked, SHARPNESS)
    });
    for heads in [0, 2, 4] {
        let label = match heads {
            0 => "one order instead of ten words".to_owned(),
            _ => format!("  and {heads} head-to-heads"),
        };
        let moments = courses.iter().map(|moments| study::after(moments, heads));
        print::line(&label, all, &moments.collect::<Vec<_>>());
    }
    compare(
        "3 in 5: one order, the facts and 4 head-to-heads lower the regret of the full interview in words by",
        tally::lower(all.iter().zip(&courses).map(|(record, moments)| {
            let after = study::after(moments, 4);
            (record.engine.all.regret, after.regret)
        })),
    );
}

/// Measures some customers and prints a line for each moment.
fn table<T: Talk + Clone>(customers: usize, before: impl Fn(usize) -> T + Sync) -> Vec<Record> {
    let all: Vec<Record> = each(customers, |n| record(&before(n)));
    print::plain("any", mean(all.iter().map(|record| record.any)));
    row("nothing asked", &all, |r| r.engine.start);
    row("3 in 5 asked, catalog's order", &all, |r| r.catalog.most);
    row("3 in 5 asked, by chance", &all, |r| r.random.most);
    row("3 in 5 asked, engine's order", &all, |r| r.engine.most);
    row("  two of them head-to-heads", &all, |r| {
        study::after(&r.heads_early, 2)
    });
    row("when enough is known", &all, |r| r.engine.enough);
    for heads in [2, 4] {
        let label = format!("  and {heads} head-to-heads");
        row(&label, &all, |r| study::after(&r.heads_at_enough, heads));
    }
    row("all asked", &all, |r| r.engine.all);
    for heads in 1..=4 {
        let label = format!("  and {heads} head-to-heads");
        row(&label, &all, |r| study::after(&r.heads_at_last, heads));
    }
    row("  and 4, sharper customers", &all, |r| {
        study::after(&r.heads_sharper, 4)
    });
    row("  and 4, blunter customers", &all, |r| {
        study::after(&r.heads_blunter, 4)
    });
    row("true weights and facts", &all, |r| r.knowing);
    let pairs = |f: &dyn Fn(&Record) -> (f64, f64)| tally::lower(all.iter().map(f));
    compare(
        "after 3 in 5, the engine's order lowers the regret of the catalog's by",
        pairs(&|r| (r.catalog.most.regret, r.engine.most.regret)),
    );
    compare(
        "3 in 5, two of them head-to-heads, lower the regret of the full interview by",
        pairs(&|r| {
            let heads = study::after(&r.heads_early, 2);
            (r.engine.all.regret, heads.regret)
        }),
    );
    compare(
        "4 head-to-heads lower the regret of the full interview by",
        pairs(&|r| {
            let heads = study::after(&r.heads_at_last, 4);
            (r.engine.all.regret, heads.regret)
        }),
    );
    compare(
        "stopping when enough is known and 4 head-to-heads lower it by",
        pairs(&|r| {
            let heads = study::after(&r.heads_at_enough, 4);
            (r.engine.all.regret, heads.regret)
        }),
    );
    all
}
