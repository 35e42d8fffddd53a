//! Figures worked out for the order alone: what criteria and must-haves read is what it would be in full.

use candor::formula::Table as _;
use candor::interview::derive;
use candor::ranking::{Figures, Known, Needs, advise, first_place};

use crate::support::catalogs::all;
use crate::support::dice::Dice;

/// Two customers of every catalog, again and again; the second one's answers are a part of the first one's, or others altogether.
fn pairs(mut look: impl FnMut(&candor::catalog::Catalog, &Needs, &Needs)) {
    for catalog in all() {
        for seed in 0..12 {
            let mut dice = Dice::new(seed);
            let before = dice.answers(&catalog);
            let mut after = dice.answers(&catalog);
            if seed % 2 == 0 {
                // Mostly the same: one question answered otherwise.
                let changed = after.iter().nth(dice.below(after.len().max(1)));
                let changed = changed.map(|(id, answer)| (id.clone(), answer.clone()));
                after = before.clone();
                after.extend(changed);
            }
            let needs = |answers| derive(&catalog, answers, 5).needs;
            look(&catalog, &needs(&before), &needs(&after));
        }
    }
}

#[test]
fn what_the_order_rests_on_is_the_same_whether_all_columns_are_worked_out_or_few() {
    let (mut compared, mut left_empty) = (0, 0);
    pairs(|catalog, before, after| {
        let blind = catalog.blind();
        let known = advise(blind, before).computed;
        let known = Known {
            needs: before,
            computed: &known,
        };
        let full = Figures::new(blind, after);
        for judged in [
            Figures::judged(blind, after, None),
            Figures::judged(blind, after, Some(known)),
        ] {
            let criteria = blind.criteria().iter().map(|criterion| criterion.column);
            for column in criteria.chain(after.musts.iter().map(|must| must.column)) {
                assert_eq!(
                    judged.column(column),
                    full.column(column),
                    "column {column}"
                );
                compared += 1;
            }
            left_empty += judged
                .into_computed()
                .iter()
                .filter(|column| column.is_empty())
                .count();
        }
    });
    assert!(
        compared > 1000 && left_empty > 100,
        "{compared}, {left_empty}"
    );
}

#[test]
fn the_first_place_alone_is_the_first_of_the_whole_order() {
    pairs(|catalog, _, needs| {
        let ranked = advise(catalog.blind(), needs).ranked;
        let first = ranked.first().map(|ranked| ranked.offering);
        assert_eq!(first_place(catalog.blind(), needs), first);
    });
}
