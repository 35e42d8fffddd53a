//! The proof of neutrality, and that it catches what it is there to catch.

use std::collections::BTreeMap;

use candor::audit::{Line, OwnBrand, by_the_engine, own_brand};
use candor::catalog::{Catalog, Files, builtin};
use candor::domain::{Answer, Id};

use crate::support::catalogs;

const CUSTOMERS: u64 = 12;

fn shipped() -> Vec<(&'static str, Files)> {
    builtin::ALL
        .iter()
        .map(|own| {
            let files = Files {
                catalog: own.catalog.as_bytes().to_vec(),
                offerings: own.offerings.as_bytes().to_vec(),
            };
            (own.id, files)
        })
        .collect()
}

/// The proof on the small catalog, with an advisor that has a bias.
fn biased(bias: impl Fn(&Catalog, &mut Vec<Line>) + 'static) -> OwnBrand {
    let files = catalogs::broadband_files();
    let advise = move |catalog: &Catalog, answers: &BTreeMap<Id, Answer>, case: &str| {
        let mut lines = by_the_engine(catalog, answers, case);
        bias(catalog, &mut lines);
        lines
    };
    own_brand(&files, 40, &advise).unwrap()
}

fn is_own(catalog: &Catalog, line: &Line) -> bool {
    catalog
        .offering(line.id.as_str())
        .is_some_and(|(_, offering)| catalog.is_own(offering))
}

#[test]
fn every_shipped_catalog_gives_the_same_advice_whoever_owns_what() {
    for (id, files) in shipped() {
        let outcome = own_brand(&files, CUSTOMERS, &by_the_engine).unwrap();
        assert_eq!(outcome.difference, None, "{id}");
        let compared: usize = outcome
            .treatments
            .iter()
            .map(|treatment| treatment.compared)
            .sum();
        assert!(
            compared >= 10 * usize::try_from(CUSTOMERS).unwrap(),
            "{id}: {compared}"
        );
    }
}

#[test]
fn without_a_bias_the_small_catalog_passes() {
    let outcome = biased(|_, _| {});
    assert_eq!(outcome.difference, None);
}

#[test]
fn a_bonus_of_one_part_in_a_thousand_for_own_is_caught() {
    let outcome = biased(|catalog, lines| {
        for line in lines.iter_mut().filter(|line| is_own(catalog, line)) {
            line.score += line.score.div_ceil(1000);
        }
    });
    assert!(outcome.difference.is_some());
}

#[test]
fn own_first_in_ties_is_caught() {
    let outcome = biased(|catalog, lines| {
        lines.sort_by_key(|line| (line.rank.is_none(), line.rank, !is_own(catalog, line)));
    });
    assert!(outcome.difference.is_some());
}

#[test]
fn own_unknown_facts_taken_as_best_are_caught() {
    let outcome = biased(|catalog, lines| {
        for line in lines.iter_mut().filter(|line| is_own(catalog, line)) {
            let Some((row, _)) = catalog.offering(line.id.as_str()) else {
                continue;
            };
            let unknown = (0..catalog.attributes.len())
                .filter(|&n| catalog.fact(n, row).is_none())
                .count();
            line.score += u32::try_from(unknown).unwrap();
        }
    });
    assert!(outcome.difference.is_some());
}

#[test]
fn shorter_cautions_on_own_are_caught() {
    let outcome = biased(|catalog, lines| {
        for line in lines.iter_mut().filter(|line| is_own(catalog, line)) {
            line.downsides.truncate(1);
        }
    });
    assert!(outcome.difference.is_some());
}

#[test]
fn an_order_that_follows_the_file_is_caught() {
    let outcome = biased(|catalog, lines| {
        let row = |line: &Line| catalog.offering(line.id.as_str()).map(|(row, _)| row);
        lines.sort_by_key(|line| (line.rank.is_none(), line.rank, row(line)));
    });
    let difference = outcome.difference.expect("ties follow the file");
    assert!(difference.treatment.contains("shuffled"), "{difference:?}");
}

/// "All 3500 advices were the same."
#[test]
fn the_proof_says_how_many_runs_were_compared_in_plain_words() {
    let ran = crate::support::program::Home::new().run("audit wireless --customers 80");
    let (_, last) = ran.out.rsplit_once("\n\n").unwrap();
    assert!(
        last.starts_with("All 1,120 advice runs were the same."),
        "{last}"
    );
}
