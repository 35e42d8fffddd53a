//! The hand-over to the next person, the note for a CRM field, and what is said aloud: all made from the same facts.

use candor::catalog::Catalog;
use candor::interview::{Acceptance, Fact, NoteKind, Outcome};
use candor::transcript::handover::State;
use candor::transcript::{Document, SHORTEST, crm, json, text};
use jiff::civil::date;
use proptest::prelude::*;
use serde_json::json as value;

use crate::support::catalogs::broadband;
use crate::support::transcripts::{Talk, persona, vehicles, vehicles_owned_by};

fn commuter(catalog: Catalog) -> Talk {
    Talk::new(catalog, &persona("commuter")).read_out()
}

fn ended(mut talk: Talk, outcome: Outcome) -> Document {
    talk.say(Fact::Ended { outcome });
    talk.document()
}

fn noted(talk: &mut Talk, kind: NoteKind, text: &str) {
    talk.say(Fact::Noted {
        kind,
        text: text.into(),
    });
}

/// The id of what comes first for the commuter, and who sells it.
fn first() -> (candor::domain::Id, String) {
    let document = commuter(vehicles()).document();
    let report = &json(&document)["report"]["ranking"][0];
    let id = candor::domain::Id::new(report["id"].as_str().unwrap()).unwrap();
    (id, report["seller"].as_str().unwrap().to_owned())
}

#[test]
fn the_state_follows_from_the_decision_and_from_how_sure_the_order_is() {
    let (id, seller) = first();
    let chose = Outcome::Chose { offering: id };
    let ours = vehicles_owned_by(&[&seller]);
    let state = |document: Document| document.handover.state;
    assert_eq!(state(ended(commuter(ours), chose.clone())), State::Decided);
    let theirs = vehicles_owned_by(
        &["Toyota", "Kia"].map(|other| if other == seller { "Ford" } else { other }),
    );
    assert_eq!(
        state(ended(commuter(theirs), chose.clone())),
        State::GoElsewhere
    );
    // Where nothing is our own, nobody is sent away.
    assert_eq!(
        state(ended(commuter(vehicles_owned_by(&[])), chose)),
        State::Decided
    );
    assert_eq!(
        state(ended(commuter(vehicles()), Outcome::NothingFits)),
        State::GoElsewhere
    );
    let undecided = commuter(vehicles()).document();
    let n = json(&undecided)["report"]["confidence"]["n_in_10"]
        .as_u64()
        .unwrap();
    let expected = if n >= 6 { State::Leaning } else { State::Open };
    assert_eq!(undecided.handover.state, expected, "{n} in 10");
    let nothing_said = Talk::new(vehicles(), &value!({})).document();
    assert_eq!(nothing_said.handover.state, State::Open);
}

#[test]
fn a_promise_with_a_day_makes_an_undecided_talk_urgent_by_the_first_of_them() {
    let mut talk = commuter(vehicles());
    noted(
        &mut talk,
        NoteKind::CustomerDoes,
        "asks the landlord about a charger",
    );
    noted(
        &mut talk,
        NoteKind::WePromised,
        "a test drive by 2025-12-19",
    );
    noted(
        &mut talk,
        NoteKind::WePromised,
        "send the page, 2025-12-01, by e-mail",
    );
    let document = talk.document();
    let handover = &document.handover;
    assert_eq!(handover.state, State::Urgent);
    assert_eq!(handover.by, Some(date(2025, 12, 1)));
    assert_eq!(handover.state_words(), "urgent by 2025-12-01");
    let actions: Vec<(bool, Option<jiff::civil::Date>)> = handover
        .actions
        .iter()
        .map(|action| (action.ours, action.by))
        .collect();
    let expected = [
        (true, Some(date(2025, 12, 1))),
        (true, Some(date(2025, 12, 19))),
        (false, None),
    ];
    assert_eq!(actions, expected, "ours first, by their days");
    // They have a place of their own and stand nowhere else.
    assert!(document.notes.is_empty());
    let decided = ended(talk, Outcome::Stays);
    assert_eq!(decided.handover.state, State::Decided);
    assert_eq!(
        decided.handover.actions.len(),
        3,
        "promises hold after a decision"
    );
}

#[test]
fn the_gist_names_musts_apart_from_wishes_and_what_comes_first_with_its_number() {
    let document = commuter(vehicles()).document();
    let [needs, outcome] = &document.handover.gist;
    assert!(
        needs.contains("must have:") || needs.contains("matters most"),
        "{needs}"
    );
    let report = &json(&document)["report"];
    let name = report["ranking"][0]["name"].as_str().unwrap();
    let n = report["confidence"]["n_in_10"].as_u64().unwrap();
    assert!(outcome.contains(name), "{outcome}");
    assert!(outcome.contains(&format!("{n} of 10")), "{outcome}");
    let nothing = Talk::new(
        vehicles(),
        &value!({ "people": "8", "engines": ["hydrogen"] }),
    )
    .document();
    assert!(
        nothing.handover.gist[1].contains("meets every must-have"),
        "{:?}",
        nothing.handover.gist
    );
}

#[test]
fn who_took_it_over_stands_on_the_page_and_there_is_room_for_a_hand_before_that() {
    let mut talk = commuter(vehicles());
    assert!(text(&talk.document(), 76).contains("Taken over by: ____"));
    talk.say(Fact::Accepted(Acceptance {
        by: "Ana".into(),
        summary: "A small electric car; the charger is open.".into(),
    }));
    let page = text(&talk.document(), 200);
    assert!(
        page.contains("by Ana: A small electric car; the charger is open."),
        "{page}"
    );
    assert!(!page.contains("Taken over by: ____"));
}

#[test]
fn what_is_said_aloud_takes_no_longer_than_it_may_and_leaves_the_catch_in() {
    for id in ["commuter", "nothing"] {
        let document = match id {
            "commuter" => commuter(vehicles()).document(),
            _ => Talk::new(
                vehicles(),
                &value!({ "people": "8", "engines": ["hydrogen"] }),
            )
            .document(),
        };
        let spoken = &document.handover.spoken;
        let words = |text: &str| text.split_whitespace().count();
        assert!(words(&spoken.transfer) <= 45, "{}", spoken.transfer);
        assert!(
            words(&spoken.recommendation) <= 90,
            "{}",
            spoken.recommendation
        );
        assert!(words(&spoken.caveat) <= 25, "{}", spoken.caveat);
    }
    let spoken = commuter(vehicles()).document().handover.spoken;
    assert!(
        spoken.recommendation.contains("The catch:"),
        "{}",
        spoken.recommendation
    );
}

/// U-078: our own is called ours aloud, too.
#[test]
fn what_comes_next_is_called_ours_aloud_where_it_is() {
    let document = Talk::new(broadband().clone(), &value!({ "people": 2 })).document();
    let ours: Vec<_> = document
        .alternatives
        .iter()
        .filter(|own| own.offering.own)
        .collect();
    assert!(!ours.is_empty(), "one of the next two is our own");
    let recommendation = &document.handover.spoken.recommendation;
    let said = recommendation.matches(", one of ours").count();
    assert_eq!(said, ours.len(), "{recommendation}");
}

/// A talk with so many notes that no field holds them all.
fn talkative(promises: &[String]) -> Document {
    let mut talk = commuter(vehicles());
    for promise in promises {
        noted(&mut talk, NoteKind::WePromised, promise);
    }
    noted(&mut talk, NoteKind::Idea, &"a longer lease ".repeat(20));
    talk.document()
}

#[test]
fn the_note_holds_more_the_longer_it_may_be() {
    let document = talkative(&["send the page by 2025-12-01".to_owned()]);
    let notes = [255, 1000, 4000].map(|most| crm(&document, most));
    assert!(notes[0].len() < notes[1].len() && notes[1].len() < notes[2].len());
    assert!(notes[1].contains("Case: 7F3K-92."));
    assert!(notes[2].contains("a longer lease"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn a_note_cut_to_length_loses_neither_state_nor_gist_nor_what_is_to_be_done(
        promises in prop::collection::vec("[a-z]{3,9}( [a-z]{2,9}){0,12}", 0..9),
        most in prop_oneof![Just(255_usize), Just(1000), Just(4000), SHORTEST..5000],
    ) {
        let document = talkative(&promises);
        let note = crm(&document, most);
        prop_assert!(note.chars().count() <= most, "{} of {most}", note.chars().count());
        let lines: Vec<&str> = note.lines().collect();
        prop_assert!(lines[0].starts_with("State: "), "{note}");
        prop_assert!(lines[0].contains(&document.handover.state_words()));
        prop_assert!(lines[1].starts_with("Gist: ") && lines[1].len() > 30, "{note}");
        prop_assert!(lines[2].starts_with("To do: "), "{note}");
        if most >= 255 {
            // Of each of them at least its beginning is there, or how many there are.
            let all = promises.iter().all(|promise| {
                let begins: String = promise.chars().take(1).collect();
                note.contains(&format!("We promised: {begins}"))
            });
            prop_assert!(all || lines[2].contains(&format!("{} things", promises.len())), "{note}");
        }
    }
}
