//! What is said about how sure an order is holds when the engine is run again.

use candor::catalog::{builtin, from_files, personas};
use candor::cli::Advised;
use candor::interview::from_json;
use candor::present::Sure;
use candor::ranking::{Plan, advise, with_level, with_weight};

/// Asks with every persona of every shipped catalog.
fn with_every_persona(mut look: impl FnMut(&str, &Advised<'_>, &Sure)) {
    for own in &builtin::ALL {
        let catalog = from_files(own.catalog.as_bytes(), own.offerings.as_bytes()).unwrap();
        for persona in personas::read(&catalog, own.tests).unwrap() {
            let value = serde_json::json!({ "answers": persona.answers });
            let answers = from_json(&catalog, &value).unwrap();
            let advised = Advised::on_answers(&catalog, answers);
            let sure = Sure::new(
                &catalog,
                &advised.interview,
                &advised.flow,
                &advised.case,
                &advised.advice,
                Plan::LIVE,
            );
            look(&format!("{}/{}", own.id, persona.id), &advised, &sure);
        }
    }
}

#[test]
fn every_level_and_price_that_is_said_to_change_first_place_changes_it() {
    let (mut said, mut between) = (0, 0);
    with_every_persona(|name, advised, sure| {
        let (blind, needs) = (advised.catalog.blind(), &advised.case.needs);
        for tip in &sure.levels {
            let first = advise(blind, &with_level(needs, tip)).ranked[0].offering;
            assert_eq!(first, tip.new_first, "{name}: {tip:?}");
        }
        for tip in &sure.weights {
            let first = |points| {
                let needs = with_weight(needs, tip.criterion, points);
                advise(blind, &needs).ranked[0].offering
            };
            assert_eq!(first(tip.to), tip.new_first, "{name}: {tip:?}");
            let one_less = if tip.to > tip.from {
                tip.to - 1
            } else {
                tip.to + 1
            };
            let line = |offering: usize| blind.lines()[offering];
            let now = advised.advice.ranked[0].offering;
            assert_eq!(
                line(first(one_less)),
                line(now),
                "{name}: {tip:?} is the least"
            );
            between += 1;
        }
        for tip in &sure.prices {
            let Some(to) = tip.to else { continue };
            let changed = blind.with_fact(tip.column, tip.offering, to);
            let first = advise(&changed, needs).ranked[0].offering;
            assert_eq!(first, tip.offering, "{name}: {tip:?}");
        }
        said += advised
            .view()
            .would_change(sure, &advised.interview, &advised.flow)
            .len();
    });
    assert!(said > 20, "only {said} changes were named");
    assert!(between > 0, "no weight between the levels was named");
}

#[test]
fn words_about_sureness_carry_their_number_and_stand_on_the_readings() {
    with_every_persona(|name, advised, sure| {
        let Some(first) = advised.advice.ranked.first() else {
            return;
        };
        let n = sure.readings.first_in_10(first.offering);
        let words = advised.view().sure_words(sure).unwrap();
        let said = if n == 0 {
            "fewer than 1 of 10".to_owned()
        } else {
            format!("{n} of 10")
        };
        assert!(words.contains(&said), "{name}: {words}");
    });
}
