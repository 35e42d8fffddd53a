//! S-067 in lines: what was written cannot be hidden, so the first line after so long is not taken, and says which case is open.

use std::time::Duration;

use crate::support::app::Talk;
use crate::support::catalogs::broadband;
use crate::support::lines::in_lines_after;

const TEN_MINUTES: Option<Duration> = Some(Duration::from_mins(10));

fn begun() -> Talk {
    Talk::new(broadband()).keys("2 Enter")
}

/// So many answers.
fn answers(talk: &Talk) -> usize {
    let id = talk.opened();
    let facts = talk.facts_of(id).iter();
    let answered = |fact: &&candor::interview::Recorded| {
        matches!(fact.fact, candor::interview::Fact::Answered { .. })
    };
    facts.filter(answered).count()
}

#[test]
fn the_first_line_after_so_long_without_one_is_not_taken_and_the_next_is() {
    let mut talk = begun();
    let before = answers(&talk);
    let id = talk.app.case.as_ref().unwrap().id.clone();
    let out = in_lines_after(&mut talk, &[(12, "2"), (0, "quit")], TEN_MINUTES);
    let said = format!("No line came for 12 minutes. Case {id} is open.");
    assert!(out.contains(&said), "{out}");
    assert!(out.contains("Nothing was changed."), "{out}");
    assert!(!out.contains("Saved: "), "{out}");
    assert_eq!(answers(&talk), before);
    // Nothing of what the customer said is told again before somebody asks for it.
    let after = out.split("No line came").nth(1).unwrap();
    assert!(!after.contains("Question "), "{after}");

    let mut talk = begun();
    let script = [(12, "2"), (0, "2"), (9, "quit")];
    let out = in_lines_after(&mut talk, &script, TEN_MINUTES);
    assert!(out.contains("Saved: "), "{out}");
    assert_eq!(answers(&talk), before + 1);
    assert_eq!(out.matches("No line came").count(), 1, "{out}");
}

#[test]
fn an_empty_line_only_says_it_and_each_time_counts_anew() {
    let mut talk = begun();
    let script = [(300, ""), (9, ""), (10, "back"), (0, "repeat"), (0, "quit")];
    let out = in_lines_after(&mut talk, &script, TEN_MINUTES);
    assert!(out.contains("No line came for 5 hours."), "{out}");
    assert!(out.contains("No line came for 10 minutes."), "{out}");
    assert_eq!(out.matches("No line came").count(), 2, "{out}");
    assert!(
        out.rfind("Question 2 ") > out.rfind("No line came"),
        "{out}"
    );
}

#[test]
fn before_that_time_and_where_none_is_set_every_line_is_taken() {
    for (after, away) in [(9, TEN_MINUTES), (3000, None)] {
        let mut talk = begun();
        let before = answers(&talk);
        let out = in_lines_after(&mut talk, &[(after, "2"), (0, "quit")], away);
        assert!(!out.contains("No line came"), "{out}");
        assert_eq!(answers(&talk), before + 1);
    }
}

#[test]
fn without_a_conversation_it_names_none() {
    let mut talk = Talk::start(&[broadband()]);
    let out = in_lines_after(&mut talk, &[(11, "1"), (0, "quit")], TEN_MINUTES);
    assert!(
        out.contains("No line came for 11 minutes. No conversation is open."),
        "{out}"
    );
    assert!(talk.facts().is_empty());
}

/// A script comes when it comes.
#[test]
fn the_switches_say_what_line_mode_does_in_place_of_a_cover() {
    let ran = crate::support::program::Home::new().run("accessibility");
    let words = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("Line mode cannot hide what it wrote"),
        "{words}"
    );
}
