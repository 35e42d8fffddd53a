//! Rows 1 to 5 and 14: other files, other ids, other offerings, other threads.

use std::cell::Cell as Count;
use std::collections::BTreeMap;

use candor::catalog::{Catalog, from_files};
use candor::interview::derive;
use candor::ranking::{Plan, advise};
use proptest::prelude::*;

use super::{MANY, SOME, at_least, one_more};
use crate::support::cases_seen::{FEW, Seen, of_every_case};
use crate::support::catalogs::{files, records, written};
use crate::support::dice::Dice;

fn shares(seen: &Seen) -> BTreeMap<u64, u64> {
    let first_in = seen.readings(FEW).first_in;
    seen.blind.keys().iter().copied().zip(first_in).collect()
}

/// Row 1.
#[test]
fn the_order_of_the_file_moves_no_place_and_no_share() {
    of_every_case(SOME, |seen, dice| {
        let mut rows: Vec<usize> = (0..seen.rows()).collect();
        dice.shuffle(&mut rows);
        let other = seen.with_rows(&rows);
        prop_assert_eq!(other.order(), seen.order());
        prop_assert_eq!(shares(&other), shares(seen));
        let sure = |seen: &Seen| {
            let confidence = seen.readings(FEW).confidence?;
            let rival = confidence.rival.map(|rival| rival.beaten);
            Some((
                confidence.n_in_10,
                confidence.near_in_10,
                confidence.too_close,
                rival,
            ))
        };
        prop_assert_eq!(sure(&other), sure(seen));
        Ok(())
    });
}

/// Row 2, ids: they only break ties, so they move no rank and no score.
#[test]
fn other_ids_move_no_rank_and_no_score() {
    of_every_case(MANY, |seen, dice| {
        let other = seen.with(|parts| dice.shuffle(&mut parts.keys));
        prop_assert_eq!(other.places(), seen.places());
        let scores = |seen: &Seen| -> Vec<(usize, u32)> {
            let order = seen.order().into_iter();
            order.map(|(_, (rank, score, _))| (rank, score)).collect()
        };
        prop_assert_eq!(scores(&other), scores(seen));
        Ok(())
    });
}

/// Row 2, names and descriptions, in the file itself.
#[test]
fn in_every_catalog_names_and_descriptions_of_others_change_nothing() {
    for (catalog, table) in files() {
        let before = from_files(catalog.as_bytes(), table.as_bytes()).unwrap();
        let mut dice = Dice::new(14);
        for column in ["name", "pros", "cons"] {
            let mut rows = records(&table);
            let number = rows[0].iter().position(|name| name == column).unwrap();
            // A catalog may rely on its remarks where a cell is empty.
            let mut told: Vec<&mut Vec<String>> = rows[1..].iter_mut().collect();
            told.retain(|row| !row[number].is_empty());
            let mut texts: Vec<String> = told.iter().map(|row| row[number].clone()).collect();
            dice.shuffle(&mut texts);
            for (row, text) in told.into_iter().zip(texts) {
                row[number] = text;
            }
            let after = from_files(catalog.as_bytes(), written(&rows).as_bytes()).unwrap();
            for seed in 0..8 {
                let answers = dice.answers(&before);
                let ranked = |catalog: &Catalog| {
                    let advice = advise(catalog.blind(), &derive(catalog, &answers, seed).needs);
                    (advice.ranked, advice.excluded)
                };
                assert_eq!(ranked(&after), ranked(&before), "{}: {column}", before.id);
            }
        }
    }
}

/// A known cell of a criterion's column and one of another offering that is worth more, where nothing else reads the column.
fn better_cell(seen: &Seen, dice: &mut Dice) -> Option<(usize, usize, usize)> {
    let values = seen.advice().values;
    let criteria = seen.blind.criteria();
    (0..40).find_map(|_| {
        let criterion = dice.below(criteria.len());
        let column = criteria[criterion].column;
        let readers = criteria
            .iter()
            .filter(|other| other.column == column)
            .count();
        let in_a_must = seen.needs.musts.iter().any(|must| must.column == column);
        let (row, donor) = (dice.below(seen.rows()), dice.below(seen.rows()));
        let known = |row: usize| seen.blind.facts()[column].0.get(row).is_some();
        let better = values[criterion][donor] > values[criterion][row];
        (readers == 1 && !in_a_must && known(row) && known(donor) && better)
            .then_some((column, row, donor))
    })
}

/// Row 3.
#[test]
fn a_better_figure_lowers_neither_score_nor_share_and_moves_no_other_score() {
    let held = Count::new(0);
    of_every_case(SOME, |seen, dice| {
        let seen = seen.frozen().apart();
        let Some((column, row, donor)) = better_cell(&seen, dice) else {
            return Ok(());
        };
        let better = seen.with(|parts| {
            let mut rows: Vec<usize> = (0..parts.keys.len()).collect();
            rows[row] = donor;
            parts.facts[column].0 = parts.facts[column].0.permuted(&rows);
        });
        let (before, after) = (seen.places(), better.places());
        for other in 0..seen.rows() {
            let score = |places: &[Option<(usize, u32, u64)>]| places[other].map(|place| place.1);
            if other == row {
                prop_assert!(score(&after) >= score(&before));
            } else {
                prop_assert_eq!(score(&after), score(&before));
            }
        }
        prop_assert!(better.readings(FEW).first_in[row] >= seen.readings(FEW).first_in[row]);
        one_more(&held);
        Ok(())
    });
    at_least(&held, 20);
}

/// Row 4.
#[test]
fn without_an_offering_the_others_keep_their_order_and_are_first_in_no_fewer_readings() {
    of_every_case(SOME, |seen, dice| {
        let out = dice.below(seen.rows());
        let rows: Vec<usize> = (0..seen.rows()).filter(|row| *row != out).collect();
        let plain = |seen: &Seen| -> Vec<(u64, u32, u64)> {
            let order = seen.order().into_iter();
            order
                .map(|(key, (_, score, mask))| (key, score, mask))
                .collect()
        };
        let key = seen.blind.keys()[out];
        let others: Vec<_> = plain(seen)
            .into_iter()
            .filter(|(own, ..)| *own != key)
            .collect();
        prop_assert_eq!(plain(&seen.with_rows(&rows)), others);

        let apart = seen.apart();
        let after = shares(&apart.with_rows(&rows));
        for (key, before) in shares(&apart) {
            prop_assert!(after.get(&key).is_none_or(|after| *after >= before));
        }
        Ok(())
    });
}

/// Row 5.
#[test]
fn an_offering_that_is_there_twice_ties_with_itself_and_takes_nothing_from_others_but_from_itself()
{
    of_every_case(SOME, |seen, dice| {
        let row = dice.below(seen.rows());
        let mut rows: Vec<usize> = (0..seen.rows()).collect();
        rows.push(row);
        let double = |seen: &Seen| {
            let mut twice = seen.with_rows(&rows);
            twice = twice.with(|parts| parts.keys[rows.len() - 1] ^= 0x5555_aaaa);
            twice
        };
        let twice = double(seen);
        let (before, mut after) = (seen.places(), twice.places());
        let twin = after.pop().unwrap();
        prop_assert_eq!(twin, after[row]);
        prop_assert_eq!(after, before);
        let stays = |seen: &Seen| -> Vec<u64> {
            let twin = seen.blind.keys()[row] ^ 0x5555_aaaa;
            seen.order()
                .into_iter()
                .map(|(key, _)| key)
                .filter(|key| *key != twin)
                .collect()
        };
        prop_assert_eq!(stays(&twice), stays(seen));

        let apart = seen.apart();
        let twins = double(&apart).with(|parts| parts.lines[rows.len() - 1] = u32::MAX);
        let (before, mut after) = (apart.readings(FEW).first_in, twins.readings(FEW).first_in);
        let own = after.pop().unwrap() + after[row];
        prop_assert!(own >= before[row]);
        for (other, share) in after.iter().enumerate() {
            prop_assert!(other == row || *share <= before[other]);
        }
        Ok(())
    });
}

/// Row 14.
#[test]
fn threads_change_no_reading() {
    of_every_case(SOME / 2, |seen, _| {
        let plan = Plan {
            readings: 512,
            ..FEW
        };
        let one = seen.readings(plan);
        for threads in [2, 8] {
            prop_assert_eq!(&seen.readings(Plan { threads, ..plan }), &one);
        }
        Ok(())
    });
}
