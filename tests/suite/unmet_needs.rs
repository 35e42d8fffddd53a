//! Which needs an offering leaves unmet, and what no change of priorities can reverse, by the rule applied anew.

use candor::cli::Advised;
use candor::domain::{Importance, SafeText};
use candor::interview::{Given, Origin, from_json};
use candor::present::{Standing, report};
use candor::ranking::advise;
use serde_json::{Value, json};

use crate::support::catalogs::{all, answers, broadband};
use crate::support::dice::Dice;

fn conversations(each: usize, mut look: impl FnMut(&Advised<'_>, &mut Dice)) {
    let mut dice = Dice::new(19);
    for catalog in all() {
        for _ in 0..each {
            let advised = Advised::on_answers(
                &catalog,
                Given {
                    answers: dice.answers(&catalog),
                    ..Given::default()
                },
            );
            look(&advised, &mut dice);
        }
    }
}

#[test]
fn unmet_are_the_musts_missed_or_the_important_wishes_in_the_worst_fifth() {
    let (mut musts, mut wishes) = (0, 0);
    conversations(20, |advised, _| {
        let view = advised.view();
        for excluded in &advised.advice.excluded {
            let entry = view.entry(excluded.offering).unwrap();
            let Standing::Misses(missed) = &entry.standing else {
                panic!("{entry:?}")
            };
            assert_eq!(view.unmet(&entry), *missed);
            assert_eq!(missed.len(), excluded.violated.count_ones() as usize);
            musts += 1;
        }
        for ranked in &advised.advice.ranked {
            let entry = view.entry(ranked.offering).unwrap();
            let expected = advised
                .catalog
                .criteria
                .iter()
                .enumerate()
                .filter(|(n, criterion)| {
                    let important = [
                        Importance::Important,
                        Importance::Essential,
                        Importance::Must,
                    ];
                    let origin = advised.case.wishes[*n].origin;
                    let known = view.cell(criterion.attribute, ranked.offering).is_some();
                    let attribute = &advised.catalog.attributes[criterion.attribute];
                    important
                        .iter()
                        .any(|level| matches!(origin, Origin::Level(_, own) if own == *level))
                        && advised.advice.values[*n][ranked.offering] < 2000
                        && (known || attribute.may_not_apply)
                });
            let unmet = view.unmet(&entry);
            assert_eq!(unmet.len(), expected.count(), "{unmet:?}");
            wishes += unmet.len();
        }
    });
    assert!(musts > 100 && wishes > 20, "{musts} {wishes}");
}

/// A phone line is important to the customer, and this plan has none.
#[test]
fn an_important_wish_that_is_unmet_is_said_in_words() {
    let given = answers(broadband(), json!({"home": "large", "phone": false}));
    let advised = Advised::on_answers(
        broadband(),
        Given {
            answers: given,
            ..Given::default()
        },
    );
    let view = advised.view();
    let (position, _) = broadband()
        .offerings
        .iter()
        .enumerate()
        .find(|(_, offering)| offering.id == "quill-basic")
        .unwrap();
    // It comes without a router: it reaches no room, which does not have to be asked.
    let unmet: Vec<SafeText> = view.unmet(&view.entry(position).unwrap());
    assert_eq!(unmet.len(), 1, "{unmet:?}");
    assert!(unmet[0].starts_with("Every room reached"), "{unmet:?}");
}

#[test]
fn no_priorities_put_what_is_dominated_before_the_first() {
    let mut dominated = 0;
    conversations(6, |advised, dice| {
        let Some(first) = advised.advice.ranked.first() else {
            return;
        };
        let below = advised.view().dominated_by(first.offering);
        dominated += below.iter().filter(|is| **is).count();
        assert!(!below[first.offering]);
        for _ in 0..20 {
            let mut needs = advised.case.needs.clone();
            for points in &mut needs.points {
                *points = dice.below(101) as u16;
            }
            needs.musts.clear();
            let advice = advise(advised.catalog.blind(), &needs);
            let score = |offering: usize| {
                let found = advice.ranked.iter().find(|r| r.offering == offering);
                found.map(|ranked| ranked.score)
            };
            for (offering, _) in below.iter().enumerate().filter(|(_, is)| **is) {
                assert!(score(offering) <= score(first.offering));
            }
        }
    });
    assert!(dominated > 20, "{dominated}");
}

#[test]
fn the_report_says_what_to_answer_what_is_unmet_and_for_whom_it_is_best() {
    let (mut tried, mut central) = (0, 0);
    conversations(3, |advised, _| {
        let sure = advised.sure();
        let view = advised.view();
        let report = report(&view, &sure, &advised.interview, &advised.flow, 8);
        let report: Value = serde_json::to_value(report).unwrap();
        for change in report["would_change"].as_array().unwrap() {
            let Value::Object(answers) = &change["answers"] else {
                assert_eq!(change["answers"], Value::Null);
                continue;
            };
            let file = json!({ "answers": answers });
            let read = from_json(advised.catalog, &file).expect("answers as --answers takes them");
            assert!(!read.answers.is_empty());
            tried += 1;
        }
        for entry in report["ranking"].as_array().unwrap() {
            assert!(entry["violates"].is_array() && entry["dominated_by_first"].is_boolean());
            if let Value::Array(shares) = &entry["best_for"] {
                let sum: u64 = shares.iter().map(|s| s["share"].as_u64().unwrap()).sum();
                assert!((90..=110).contains(&sum), "{shares:?}");
                central += 1;
            }
        }
        let nearest = report["excluded"]["nearest"].as_array().unwrap();
        assert!(nearest.iter().all(|miss| miss["violates"] != json!([])));
    });
    assert!(tried > 10 && central > 5, "{tried} {central}");
}
