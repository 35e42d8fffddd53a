//! The way on: the question that tells most, then choices between two offerings without names.

use std::sync::OnceLock;

use candor::catalog::{Catalog, builtin, from_files};
use candor::cli::Advised;
use candor::command::Place;
use candor::interview::{Fact, Preferred, Status, from_json, held};
use candor::present::Sure;
use candor::ranking::{Plan, mix};
use candor::tui::app::{PAIR_ROWS, WayOn};
use serde_json::json;

use crate::support::app::Talk;

fn shipped() -> impl Iterator<Item = Catalog> {
    builtin::ALL.iter().map(|shipped| {
        from_files(shipped.catalog.as_bytes(), shipped.offerings.as_bytes()).unwrap()
    })
}

fn fresh(catalog: &Catalog) -> Talk {
    let talk = Talk::start(&[catalog]).by_worth().keys("1");
    let unread = talk.app.place == Place::Opening;
    if unread { talk.keys("Enter") } else { talk }
}

/// The first conversation that comes to a choice between two, and the conversation there.
pub fn before_a_pair() -> (Catalog, Talk) {
    static FOUND: OnceLock<(Catalog, Talk)> = OnceLock::new();
    FOUND.get_or_init(find_a_pair).clone()
}

fn find_a_pair() -> (Catalog, Talk) {
    for catalog in shipped() {
        for customer in 0..12 {
            let mut talk = fresh(&catalog);
            for _ in 0..catalog.questions.len() {
                if talk.app.place != Place::Question {
                    break;
                }
                talk = talk.answered(customer);
            }
            if talk.app.place == Place::Pair {
                return (catalog, talk);
            }
        }
    }
    panic!("no made-up customer comes to a choice between two");
}

#[test]
fn what_a_conversation_begins_with_comes_first_then_the_question_that_tells_most() {
    for catalog in shipped() {
        let mut talk = fresh(&catalog);
        for _ in 0..6 {
            let case = talk.app.case.as_ref().unwrap();
            let sure = case.sure.as_ref().unwrap();
            let early = case.flow.early(&catalog);
            if let Some(early) = early {
                assert!(catalog.questions[early].early);
                assert_eq!(sure.next(), Some(early));
            } else if sure.ahead.enough || sure.next().is_none() {
                break;
            } else {
                let best = &sure.ahead.questions[sure.ahead.next.unwrap()];
                let per_second =
                    |id: usize, gain: u64| gain / u64::from(catalog.questions[id].seconds);
                for other in &sure.ahead.questions {
                    if matches!(case.flow.status[other.id], Status::Open) {
                        assert!(per_second(best.id, best.gain) >= per_second(other.id, other.gain));
                    }
                }
            }
            assert_eq!(
                case.way_on(talk.app.asking),
                Some(WayOn::Question(sure.next().unwrap()))
            );
            let next = sure.next().unwrap();
            if case.interview.answers().is_empty() {
                assert_eq!(case.asked, next, "it begins with it, too");
            }
            talk = talk.answered(1);
        }
    }
}

#[test]
fn what_is_put_off_comes_after_all_that_is_worth_asking() {
    for catalog in shipped() {
        let talk = fresh(&catalog);
        let first = talk.app.case.as_ref().unwrap().asked;
        let talk = talk.keys("a");
        let case = talk.app.case.as_ref().unwrap();
        assert_ne!(case.asked, first);
        let matter: Vec<usize> = case.can_change_first().collect();
        assert!(
            matter.contains(&first),
            "it still counts as one that could change the order"
        );
    }
}

#[test]
fn the_end_says_how_many_questions_were_not_worth_asking() {
    let (_, talk) = before_a_pair();
    let mut talk = talk;
    while talk.app.place == Place::Pair {
        talk = talk.keys("0");
    }
    let case = talk.app.case.as_ref().unwrap();
    if case.way_on(talk.app.asking) == Some(WayOn::Nothing) {
        let notice = talk.app.notice.clone().unwrap();
        assert!(notice.contains("s sums up"), "{notice}");
    }
    assert!(held(&case.catalog, &case.interview).len() <= 4);
}

#[test]
fn a_choice_between_two_moves_the_weights_and_undo_takes_it_back() {
    let (_, talk) = before_a_pair();
    let start = talk.clone();
    let before = talk.app.case.as_ref().unwrap().clone();
    assert!(before.needs.needs.trade_offs.is_empty());
    let pair = before.view().pair(before.pair().unwrap());
    let talk = talk.keys("1");
    let after = talk.app.case.as_ref().unwrap();
    let Fact::Chose(choice) = &talk.on_disk().last().unwrap().fact else {
        panic!("the choice is on disk")
    };
    assert_eq!(choice.preferred, Preferred::One);
    assert_eq!(choice.one.offering, before.catalog.offerings[pair.one].id);
    assert_eq!(
        choice.other.offering,
        before.catalog.offerings[pair.other].id
    );
    assert_eq!(after.needs.needs.trade_offs.len(), 1);
    assert_ne!(after.needs.needs.points, before.needs.needs.points);
    let lead = |talk: &Talk| {
        let case = talk.app.case.as_ref().unwrap();
        let score = |offering| {
            let total = i64::from(case.needs.needs.total_points());
            let ranked = case
                .advice
                .ranked
                .iter()
                .find(|r| r.offering == offering)
                .unwrap();
            i64::from(ranked.score) * 10_000 / total
        };
        score(pair.one) - score(pair.other)
    };
    let otherwise = start.keys("2");
    assert!(
        lead(&talk) > lead(&otherwise),
        "what was chosen gains on what was not"
    );
    let talk = talk.keys("u");
    let back = talk.app.case.as_ref().unwrap();
    assert_eq!(
        talk.app.place,
        Place::Pair,
        "the same two are asked about again"
    );
    assert_eq!(back.needs.needs.points, before.needs.needs.points);
    assert_eq!(back.pair(), before.pair());
    assert!(
        talk.app
            .notice
            .as_ref()
            .unwrap()
            .contains("the choice between two")
    );
}

#[test]
fn who_cannot_say_is_not_asked_about_the_same_two_again() {
    let (_, talk) = before_a_pair();
    let before = talk.app.case.as_ref().unwrap().clone();
    let talk = talk.keys("Down Enter");
    let after = talk.app.case.as_ref().unwrap();
    assert_eq!(
        after.interview.choices().last().unwrap().preferred,
        Preferred::Neither,
        "Enter takes the row under the cursor, which is neither of the two"
    );
    assert_eq!(after.needs.needs.points, before.needs.needs.points);
    assert_ne!(after.pair(), before.pair());
}

#[test]
fn the_two_are_shown_without_names() {
    let (catalog, mut talk) = before_a_pair();
    let pair = talk.app.case.as_ref().unwrap().pair().cloned().unwrap();
    for (width, height) in [(60, 20), (80, 24), (120, 40)] {
        let rows = talk.rows(width, height);
        // The second line names the first of the order, as on all screens; the pair itself must not.
        let text = rows[3..].join(" ");
        for offering in [pair.first, pair.rival] {
            let offering = &catalog.offerings[offering];
            let seller = &catalog.sellers[offering.seller].name;
            assert!(!text.contains(offering.name.as_str()), "{text}");
            assert!(!text.contains(seller.as_str()), "{text}");
        }
        assert!(text.contains("[1]") && text.contains("[2]") && text.contains("[0]"));
    }
    assert_eq!(
        PAIR_ROWS[talk.app.cursor],
        Preferred::Neither,
        "neither is chosen before somebody chooses"
    );
}

#[test]
fn which_of_the_two_stands_first_says_nothing() {
    let first = (0..200_u64)
        .filter(|seed| mix(*seed, 12345) & 1 == 1)
        .count();
    assert!((70..130).contains(&first));
}

#[test]
fn choices_in_a_file_of_answers_do_what_choices_in_a_talk_do() {
    let catalog = shipped().find(|catalog| catalog.id == "vehicles").unwrap();
    let answers = json!({
        "people": "4", "miles": 17000, "budget": { "value": 38000, "importance": "must" },
        "priorities": ["running_cost", "room"],
    });
    let plain = Advised::on_answers(
        &catalog,
        from_json(&catalog, &json!({ "answers": answers })).unwrap(),
    );
    let order: Vec<usize> = plain
        .advice
        .leaders()
        .map(|ranked| ranked.offering)
        .collect();
    let id = |place: usize| catalog.offerings[order[place]].id.as_str();
    let file = json!({ "answers": answers, "choices": [{ "preferred": id(5), "over": id(0) }] });
    let chosen = Advised::on_answers(&catalog, from_json(&catalog, &file).unwrap());
    assert_eq!(chosen.case.needs.trade_offs.len(), 1);
    assert_ne!(chosen.case.needs.points, plain.case.needs.points);
    assert_eq!(chosen.view().choice_sentences(&chosen.interview).len(), 1);
    let again = Advised::on_answers(&catalog, from_json(&catalog, &file).unwrap());
    assert_eq!(
        chosen.advice.ranked, again.advice.ranked,
        "the same every time"
    );

    let wrong = [
        (json!(5), "no list"),
        (json!([5]), "no object"),
        (json!([{ "preferred": id(0) }]), "no 'over'"),
        (
            json!([{ "preferred": id(0), "over": "nobody" }]),
            "no offering called 'nobody'",
        ),
        (
            json!([{ "preferred": id(0), "over": id(0) }]),
            "over itself",
        ),
        (
            json!([{ "preferred": id(0), "over": id(1), "why": 1 }]),
            "'why' is not known",
        ),
    ];
    for (choices, words) in wrong {
        let file = json!({ "answers": answers, "choices": choices });
        let errors = from_json(&catalog, &file).unwrap_err();
        assert!(errors[0].what.contains(words), "{}", errors[0]);
    }
}

/// After a choice the points hang together: that asking can stop must still be certain.
#[test]
fn after_a_choice_can_stop_still_means_that_nothing_changes_the_first_place() {
    let mut stopped = 0;
    for catalog in shipped() {
        for customer in 0..3 {
            let mut talk = fresh(&catalog);
            let mut chosen = false;
            for _ in 0..catalog.questions.len() {
                talk = match talk.app.place {
                    Place::Pair => {
                        chosen = true;
                        talk.keys("2")
                    }
                    _ => talk.answered(customer),
                };
            }
            let case = talk.app.case.as_ref().unwrap();
            let sure = Sure::new(
                &catalog,
                &case.interview,
                &case.flow,
                &case.needs,
                &case.advice,
                Plan::LIVE,
            );
            if !(chosen && sure.ahead.can_stop) {
                continue;
            }
            stopped += 1;
            let first = case.advice.ranked.first().map(|ranked| ranked.offering);
            let open: Vec<usize> = case.flow.with(candor::interview::Status::Open).collect();
            for position in open {
                for other in 0..4 {
                    let mut asked = talk.clone();
                    asked.app.place = Place::Question;
                    asked.app.case.as_mut().unwrap().go_to(position);
                    let asked = asked.answered(other);
                    let case = asked.app.case.as_ref().unwrap();
                    assert_eq!(
                        case.advice.ranked.first().map(|ranked| ranked.offering),
                        first
                    );
                }
            }
        }
    }
    println!("{stopped} conversations could stop after a choice");
}
