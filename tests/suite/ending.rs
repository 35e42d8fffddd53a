//! How a conversation ends: any offering can be taken, the customer can be sent elsewhere, the adviser can recommend otherwise than the
//! order, and one closing question can be asked.

use candor::catalog::Catalog;
use candor::command::Place;
use candor::domain::Id;
use candor::interview::{
    CLOSING_QUESTION, Closing, ClosingAnswer, Fact, Interview, Outcome, Recommendation,
};
use candor::transcript::{Document, crm, html, json, markdown, schema, text};
use candor::tui::app::{Event, Overlay};
use candor::tui::terminal::Key;
use proptest::prelude::*;

use crate::support::app::{Talk, named};
use crate::support::catalogs::broadband;
use crate::support::lines::in_lines;
use crate::support::transcripts::{self, persona, vehicles};

fn summary() -> Talk {
    Talk::new(broadband()).keys("2 Enter 2 s")
}

/// What is said in a conversation, without the marks of where it stood.
fn said(talk: &Talk) -> Vec<Fact> {
    let facts = talk.on_disk().iter().map(|recorded| recorded.fact.clone());
    facts
        .filter(|fact| !matches!(fact, Fact::Drafted { .. }))
        .collect()
}

fn order(talk: &Talk) -> Vec<(usize, u32)> {
    let case = talk.app.case.as_ref().unwrap();
    let ranked = case.advice.ranked.iter();
    ranked.map(|own| (own.offering, own.score)).collect()
}

/// The place of an offering in the order, counted from 0, and its name.
fn placed(talk: &Talk, place: usize) -> (Id, String) {
    let case = talk.app.case.as_ref().unwrap();
    let offering = case.advice.ranked[place].offering;
    let known = &case.catalog.offerings[offering];
    (known.id.clone(), known.name.to_string())
}

/// Recommends the offering at this place of the order.
fn recommending(talk: Talk, place: usize, reason: &str) -> Talk {
    let (_, name) = placed(&talk, place);
    talk.keys("a")
        .typed(&name)
        .keys("Enter")
        .typed(reason)
        .keys("Enter")
}

#[test]
fn the_adviser_can_recommend_otherwise_with_a_reason_and_the_order_stays() {
    let before = summary();
    let (id, name) = placed(&before, 4);
    let mut talk = recommending(before.clone(), 4, "They know its shop.");
    assert_eq!(
        said(&talk).last(),
        Some(&Fact::Recommended(Recommendation {
            offering: id,
            reason: "They know its shop.".into()
        }))
    );
    assert_eq!(order(&talk), order(&before));
    let page = talk.rows(120, 60).join("\n");
    assert!(page.contains("Your own recommendation"), "{page}");
    assert!(
        page.contains(&name) && page.contains("It is 4th in the order."),
        "{page}"
    );
    assert!(page.contains("Why: They"), "{page}");
    // What the customer reads names it, too, as the adviser's.
    let mut customer = talk.clone().keys("x");
    let page = customer.rows(120, 80).join("\n");
    assert!(page.contains("Our adviser's own recommendation"), "{page}");
    // It is taken back and brought back like an answer.
    let talk = talk.keys("u");
    let own = |talk: &Talk| {
        let interview = Interview::fold(talk.on_disk());
        interview.recommended().map(|(_, own)| own.clone())
    };
    assert_eq!(own(&talk), None);
    assert!(own(&talk.keys("r")).is_some());
}

#[test]
fn no_recommendation_goes_without_a_reason_and_none_repeats_the_order() {
    let talk = summary();
    let before = said(&talk);
    let (_, name) = placed(&talk, 4);
    let mut empty = talk.clone().keys("a").typed(&name).keys("Enter Enter");
    assert!(matches!(empty.app.overlay, Some(Overlay::Wording { .. })));
    assert!(
        empty.text().contains("A reason is needed"),
        "{}",
        empty.text()
    );
    assert_eq!(said(&empty), before);
    let (_, first) = placed(&talk, 0);
    let mut same = talk.clone().keys("a").typed(&first).keys("Enter");
    assert!(same.text().contains("comes first in the order already"));
    assert_eq!(said(&same), before);
    // Nobody recommends what happens to be the first row.
    let mut untouched = talk.keys("a Enter");
    assert!(matches!(untouched.app.overlay, Some(Overlay::Jump(_))));
    assert!(untouched.text().contains("Type a few letters"));
}

#[test]
fn a_recommendation_after_a_decision_opens_it_again_and_says_so() {
    let mut talk = recommending(summary().keys("5"), 4, "a reason");
    assert!(
        talk.text().contains("The decision is open again."),
        "{}",
        talk.text()
    );
    assert_eq!(Interview::fold(talk.on_disk()).outcome(), None);
    let talk = talk.keys("5");
    let interview = Interview::fold(talk.on_disk());
    assert_eq!(interview.outcome(), Some(&Outcome::Thinks));
    assert!(interview.recommended().is_some());
}

#[test]
fn any_offering_can_be_taken_and_its_row_says_which() {
    let talk = summary();
    let all = talk.app.case.as_ref().unwrap().catalog.offerings.len();
    for place in 3..order(&talk).len() {
        let (id, name) = placed(&talk, place);
        let mut taken = talk.clone().keys("9").typed(&name).keys("Enter");
        let chose = Outcome::Chose { offering: id };
        assert_eq!(
            said(&taken).last(),
            Some(&Fact::Ended { outcome: chose }),
            "{name} of {all}"
        );
        assert_eq!(taken.app.place, Place::Summary);
        let page = taken.rows(120, 60).join("\n");
        let row = page.lines().find(|row| row.contains("[9]")).unwrap();
        assert!(row.contains(&name), "{row}");
    }
    // One that misses a must-have can be taken as well: it is the customer's choice.
    let nothing = Talk::new(broadband()).keys("2 Enter 3 1 1 5 Right Right Enter s");
    let talk = nothing.keys("6 Down Enter");
    assert!(matches!(
        said(&talk).last(),
        Some(Fact::Ended {
            outcome: Outcome::Chose { .. }
        })
    ));
}

#[test]
fn the_customer_can_be_sent_elsewhere_with_or_without_a_name() {
    let named_one = summary()
        .keys("8")
        .typed("the city's advice desk")
        .keys("Enter");
    let to = |to: &str| Fact::Ended {
        outcome: Outcome::Referred { to: to.into() },
    };
    assert_eq!(said(&named_one).last(), Some(&to("the city's advice desk")));
    let mut changed = named_one.clone();
    let page = changed.rows(120, 60).join("\n");
    assert!(
        page.contains("* is referred elsewhere: the city's"),
        "{page}"
    );
    // The words stand there again when the row is taken once more.
    let mut again = named_one.keys("8");
    assert!(again.text().contains("the city's advice desk"));
    let nobody = summary().keys("8 Enter");
    assert_eq!(said(&nobody).last(), Some(&to("")));
    assert_eq!((nobody.app.place, nobody.exports), (Place::Summary, 1));
}

#[test]
fn the_closing_question_leaves_the_decision_and_stands_in_what_was_written() {
    let talk = summary().keys("5 f");
    assert_eq!(talk.app.overlay, Some(Overlay::Closing));
    let mut asked = talk.clone();
    assert!(asked.text().contains(CLOSING_QUESTION));
    for (key, said_of_it) in ["1", "2", "3"].into_iter().zip(ClosingAnswer::ALL) {
        let talk = talk.clone().keys(key);
        let closing = Closing {
            asked: CLOSING_QUESTION.into(),
            said: said_of_it,
        };
        assert_eq!(said(&talk).last(), Some(&Fact::Closing(closing.clone())));
        let interview = Interview::fold(talk.on_disk());
        assert_eq!(interview.outcome(), Some(&Outcome::Thinks));
        assert_eq!(interview.closing().map(|(_, said)| said), Some(&closing));
        assert_eq!(talk.exports, 2, "what was written of the decision lacks it");
    }
    // Whoever is not asked is not asked: nothing is kept, and nothing waits for it.
    let left = talk.keys("Backspace");
    assert_eq!(left.exports, 1);
    assert_eq!(left.keys("k").app.place, Place::Start);
}

#[test]
fn words_that_were_begun_wait_and_survive_the_end_of_the_program() {
    let (_, name) = placed(&summary(), 4);
    let begun = || {
        summary()
            .keys("a")
            .typed(&name)
            .keys("Enter")
            .typed("because of the sh")
    };
    let waits = begun().keys("Esc");
    assert_eq!(waits.app.overlay, None);
    let open = |talk: Talk| match talk.app.overlay {
        Some(Overlay::Wording { text, .. }) => text,
        other => panic!("{other:?}"),
    };
    assert_eq!(open(waits.keys("a")), "because of the sh");
    let mut cut_off = begun();
    cut_off.event(Event::Goodbye);
    cut_off.reopen();
    assert_eq!(cut_off.app.place, Place::Summary);
    assert_eq!(open(cut_off.keys("a")), "because of the sh");
    // Kept, they no longer wait.
    let mut kept = begun().keys("Enter");
    kept.event(Event::Goodbye);
    kept.reopen();
    let kept = kept.keys("s a");
    assert!(matches!(kept.app.overlay, Some(Overlay::Jump(_))));
}

#[test]
fn a_card_number_in_a_reason_or_a_name_reaches_nothing() {
    let card = "4111 1111 1111 1111";
    let mut reason = recommending(summary(), 4, &format!("pays with {card}"));
    let mut elsewhere = summary().keys("8").typed(card).keys("Enter");
    for talk in [&mut reason, &mut elsewhere] {
        let disk = serde_json::to_string(talk.on_disk()).unwrap();
        let screen = talk.rows(120, 60).join("\n");
        for text in [disk, screen] {
            assert!(
                !text.contains("1111 1111 1111") && !text.contains("411111"),
                "{text}"
            );
        }
    }
}

#[test]
fn a_conversation_that_is_looked_at_takes_neither() {
    let talk = Talk::new(broadband()).keys("2 Enter s 1 k l Enter");
    assert!(talk.app.is_looking());
    let before = talk.on_disk_of_all();
    for keys in ["a", "f"] {
        let talk = talk.clone().keys(keys);
        assert_eq!(talk.app.overlay, None, "{keys}");
        assert_eq!(talk.on_disk_of_all(), before);
    }
}

#[test]
fn line_mode_says_the_same_and_keeps_the_same() {
    let (_, name) = placed(&summary(), 4);
    let mut lines = summary();
    let script = format!(
        "otherwise\n{name}\n1\n\notherwise\n{name}\n1\nThey know its shop.\n8\nthe city's desk\nclosing\n1\nquit\n"
    );
    let out = in_lines(&mut lines, &script, 200);
    let keys = recommending(summary(), 4, "They know its shop.")
        .keys("8")
        .typed("the city's desk")
        .keys("Enter f 1");
    assert_eq!(said(&lines), said(&keys), "{out}");
    for told in [
        "Which one do you recommend? Found: ",
        "Why do you recommend ",
        "Saved: your own recommendation, ",
        "\"They know its shop.\"",
        "Saved: decision: is referred elsewhere: the city's desk.",
        "Saved: \"Would you recommend this advice to a friend?\" yes.",
    ] {
        assert!(out.contains(told), "{told}\n{out}");
    }
    let mut another = summary();
    let (id, name) = placed(&another, 5);
    let out = in_lines(&mut another, &format!("9\n{name}\n1\ndone\nquit\n"), 200);
    let chose = Fact::Ended {
        outcome: Outcome::Chose { offering: id },
    };
    assert!(said_anywhere(&another).contains(&chose), "{out}");
}

fn said_anywhere(talk: &Talk) -> Vec<Fact> {
    talk.facts()
        .into_iter()
        .map(|recorded| recorded.fact)
        .collect()
}

/// A talk about cars, with the third of the order recommended in place of the first.
fn overridden(catalog: Catalog, reason: &str) -> transcripts::Talk {
    let mut talk = transcripts::Talk::new(catalog, &persona("commuter")).read_out();
    let document = talk.document();
    let third = json(&document)["report"]["ranking"][2]["id"].clone();
    talk.say(Fact::Recommended(Recommendation {
        offering: Id::new(third.as_str().unwrap()).unwrap(),
        reason: reason.into(),
    }));
    talk
}

fn of_commuter() -> Document {
    transcripts::Talk::new(vehicles(), &persona("commuter"))
        .read_out()
        .document()
}

#[test]
fn the_recommendation_is_printed_as_the_advisers_own_and_changes_nothing_else() {
    let mut talk = overridden(vehicles(), "The garage is next door");
    talk.say(Fact::Closing(Closing {
        asked: CLOSING_QUESTION.into(),
        said: ClosingAnswer::Yes,
    }));
    let document = talk.document();
    let adviser = document.adviser.clone().unwrap();
    assert_eq!(adviser.rank, Some(3));
    assert!(
        adviser.words.contains("It is 3rd in the order."),
        "{}",
        adviser.words
    );
    assert!(adviser.words.contains("Why: The garage is next door."));
    assert!(adviser.words.contains("Against it: "), "{}", adviser.words);
    let lead = "Our adviser's own recommendation:";
    let wide = text(&document, 4000);
    // Once on the customer's page, once for the next person.
    assert_eq!(wide.matches(lead).count(), 2, "{wide}");
    assert!(wide.contains(&format!("\"{CLOSING_QUESTION}\" yes")));
    for page in [markdown(&document), html(&document)] {
        assert_eq!(page.matches("own recommendation:").count(), 2);
        assert!(page.contains("The garage is next door"));
    }
    let note = crm(&document, 4000);
    assert!(note.contains("Adviser's own recommendation: "), "{note}");
    let spoken = &document.handover.spoken;
    assert!(
        spoken.recommendation.contains("My own recommendation is"),
        "{}",
        spoken.recommendation
    );
    let value = json(&document);
    assert_eq!(value["adviser"]["reason"], "The garage is next door");
    assert_eq!(value["closing"]["said"], "yes");
    let facts = value["facts"].to_string();
    assert!(
        facts.contains("\"recommended\"") && facts.contains("\"closing\""),
        "{facts}"
    );
    let described = serde_json::to_value(schema()).unwrap();
    for field in ["adviser", "closing"] {
        assert!(described["properties"][field].is_object(), "{field}");
    }
    // The order and all that is said of it is what it is without.
    let without = of_commuter();
    assert_eq!(document.order, without.order);
    assert_eq!(document.verdict, without.verdict);
    assert_eq!(document.alternatives, without.alternatives);
    assert_eq!(value["report"], json(&without)["report"]);
}

#[test]
fn what_misses_a_must_have_or_is_our_own_is_said_to_be_that() {
    let mut talk = transcripts::Talk::new(vehicles(), &serde_json::json!({ "people": "8" }));
    let missed = talk.document().head.catalog.offerings;
    let interview = Interview::fold(&talk.facts);
    let needs = candor::interview::derive(&talk.catalog, interview.answers(), 1);
    let advice = candor::ranking::advise(talk.catalog.blind(), &needs.needs);
    let out = advice.excluded[0].offering;
    let offering = talk.catalog.offerings[out].id.clone();
    talk.say(Fact::Recommended(Recommendation {
        offering,
        reason: "They like it".into(),
    }));
    let words = talk.document().adviser.unwrap().words;
    assert!(
        words.contains("It does not meet every must-have."),
        "{words} of {missed}"
    );
    assert!(words.contains("Misses: "), "{words}");
    let seller = of_commuter().order[2].seller.to_string();
    let ours = overridden(
        transcripts::vehicles_owned_by(&[&seller]),
        "We have it here",
    );
    let words = ours.document().adviser.unwrap().words;
    assert!(
        words.starts_with("[OURS] ") && words.contains("we earn from this one"),
        "{words}"
    );
}

#[test]
fn a_customer_sent_elsewhere_goes_elsewhere_in_the_hand_over() {
    use candor::transcript::handover::State;
    for (to, expected) in [
        (
            "the city's advice desk",
            "Referred elsewhere: the city's advice desk.",
        ),
        ("", "Referred elsewhere."),
    ] {
        let mut talk = transcripts::Talk::new(vehicles(), &persona("commuter"));
        talk.say(Fact::Ended {
            outcome: Outcome::Referred { to: to.into() },
        });
        let document = talk.document();
        assert_eq!(document.decision.as_deref(), Some(expected));
        assert_eq!(document.handover.state, State::GoElsewhere);
    }
}

#[test]
fn the_closing_page_takes_its_three_digits_and_nothing_else() {
    for key in ["4", "9", "0", "Enter", "z"] {
        let mut talk = summary().keys("f");
        assert_eq!(talk.press(named(key)), [], "{key}");
        assert_eq!(talk.app.overlay, Some(Overlay::Closing), "{key}");
    }
    let mut closed = summary().keys("f");
    closed.press(Key::Backspace);
    assert_eq!(closed.app.overlay, None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_recommendation_is_undone_and_redone_as_it_was(reasons in prop::collection::vec("[a-z ]{1,20}", 1..5)) {
        let mut talk = overridden(vehicles(), "first");
        let (_, first) = Interview::fold(&talk.facts).recommended().map(|(at, own)| (at, own.clone())).unwrap();
        for reason in &reasons {
            talk.say(Fact::Recommended(Recommendation { reason: reason.as_str().into(), ..first.clone() }));
        }
        for _ in &reasons {
            talk.say(Fact::Undone);
        }
        let back = Interview::fold(&talk.facts);
        prop_assert_eq!(back.recommended().map(|(_, own)| own), Some(&first));
        for _ in &reasons {
            talk.say(Fact::Redone);
        }
        let again = Interview::fold(&talk.facts);
        let last = again.recommended().map(|(_, own)| own.reason.to_string());
        prop_assert_eq!(last.as_deref(), reasons.last().map(String::as_str));
    }
}
