//! A card number that is typed reaches neither the disk nor the screen.

use std::fs;
use std::path::Path;

use candor::cases::Store;
use candor::domain::AnswerValue;
use candor::interview::{Fact, NoteKind, Recorded, from_json};
use candor::tui::app::{Begun, Effect, Event};
use candor::tui::terminal::{Guarded, Key};
use serde_json::json;

use crate::support::app::Talk;
use crate::support::cases::{begin, edition};
use crate::support::catalogs::{broadband, broadband_files, id};

const CARD: &str = "4111111111111111";
const TYPED: &str = "pays with 4111 1111 1111 1111, code cvv 737";

/// Every byte below a folder.
fn bytes(folder: &Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        all.extend(if path.is_dir() {
            bytes(&path)
        } else {
            fs::read(&path).unwrap()
        });
    }
    all
}

/// Whether twelve digits of the card stand in `text` in a row, whatever is between them.
fn shows_the_card(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    (0..=CARD.len() - 12).any(|n| digits.contains(&CARD[n..n + 12]))
}

fn in_free_words() -> Talk {
    Talk::new(broadband())
        .keys("/")
        .typed("anything else")
        .keys("Enter")
        .typed(TYPED)
}

fn in_a_note() -> Talk {
    Talk::new(broadband()).keys("2 Enter n").typed(TYPED)
}

fn fact(effects: Vec<Effect>) -> Fact {
    match effects.as_slice() {
        [Effect::Record(fact)] => fact.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_note_with_a_card_number_is_finished_once_it_is_saved() {
    let talk = in_a_note().keys("Enter");
    let case = talk.app.case.as_ref().unwrap();
    assert_eq!(case.interview.notes().len(), 1);
    assert_eq!(case.note, None, "what was typed is kept nowhere");
    assert_eq!(talk.app.begun(), Begun::Nothing);
    // The same where a pause had saved what was begun.
    let mut talk = in_a_note();
    talk.event(Event::Pause);
    let talk = talk.keys("Enter");
    let case = talk.app.case.as_ref().unwrap();
    assert_eq!((&case.note, talk.app.begun()), (&None, Begun::Nothing));
    let stood = case.interview.stood();
    assert!(stood.is_none_or(|stood| stood.note.is_none()), "{stood:?}");
    // Another note that was begun still waits.
    let mut talk = in_a_note().keys("Esc");
    talk.event(Event::Recorded(Recorded {
        at: "2025-11-21T15:00:00Z".parse().unwrap(),
        fact: Fact::Noted {
            kind: NoteKind::Private,
            text: "pays in cash, code unknown".into(),
        },
    }));
    assert!(talk.app.case.as_ref().unwrap().note.is_some());
}

/// S-055.
#[test]
fn the_disk_never_has_a_card_number_that_was_typed() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    let at = "2025-11-21T14:00:00Z".parse().unwrap();
    let edition = edition(&store, &broadband_files());
    let mut case = begin(&store, 1, &edition, at);
    for mut talk in [in_a_note(), in_free_words()] {
        let typed = fact(talk.press(Key::Enter));
        assert!(shows_the_card(&format!("{typed:?}")), "the test typed none");
        let kept = case.record(typed, at).unwrap();
        assert!(!shows_the_card(&format!("{kept:?}")), "{kept:?}");
    }
    let note = &case.interview().notes()[0];
    assert_eq!(
        (note.kind, note.text.as_str()),
        (
            NoteKind::Private,
            "pays with **** **** **** 1111, code cvv ***"
        )
    );
    assert_eq!(
        case.interview().answers()[&id("wishes")].value,
        AnswerValue::Words(note.text.clone())
    );
    let bytes = bytes(dir.path());
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("**** **** **** 1111"), "nothing was written");
    assert!(!shows_the_card(&text), "{text}");
    assert!(!text.contains("737"), "{text}");
}

#[test]
fn a_file_of_answers_is_read_without_its_card_numbers() {
    let file = json!({"answers": {"wishes": TYPED}});
    let given = from_json(broadband(), &file).unwrap();
    assert_eq!(
        given.answers[&id("wishes")].value,
        AnswerValue::Words("pays with **** **** **** 1111, code cvv ***".into())
    );
    // Nor does a message quote one.
    let file = json!({"answers": {"home": CARD, "people": 4_111_111_111_111_111_u64}});
    let errors = format!("{:?}", from_json(broadband(), &file).unwrap_err());
    assert!(errors.contains("1111"), "{errors}");
    assert!(!shows_the_card(&errors), "{errors}");
}

/// S-057.
#[test]
fn the_screen_shows_at_most_seven_digits_of_a_card_number_at_every_key() {
    for mut talk in [
        Talk::new(broadband()).keys("2 Enter n"),
        Talk::new(broadband())
            .keys("/")
            .typed("anything else")
            .keys("Enter"),
    ] {
        for (n, c) in CARD.char_indices() {
            talk.press(Key::Char(c));
            let shown = talk.seen().join("\n");
            let typed = &CARD[..=n];
            if n < 7 {
                assert!(shown.contains(typed), "{shown}");
            } else {
                let hidden = "*".repeat(n - 3) + "1111";
                assert!(
                    shown.contains(&hidden) && !shown.contains("11111"),
                    "{shown}"
                );
            }
            let said = shown.contains("A card number was typed. It is hidden");
            assert_eq!(
                said,
                n + 1 == CARD.len(),
                "after {} digits:\n{shown}",
                n + 1
            );
        }
        assert!(talk.text().contains("************1111"));
        talk.press(Key::Backspace);
        assert!(!talk.text().contains("A card number was typed"));
    }
}

#[test]
fn a_card_number_that_comes_at_once_is_not_shown_either() {
    let burst = || {
        Event::Person(Guarded::Burst {
            text: CARD.into(),
            acted: None,
            characters: CARD.len(),
        })
    };
    let mut at_a_question = Talk::new(broadband()).keys("2 Enter");
    at_a_question.event(burst());
    assert!(at_a_question.text().contains("************1111"));
    for mut talk in [
        at_a_question.clone().keys("n"),
        at_a_question.clone().keys("/"),
        at_a_question,
    ] {
        assert!(!shows_the_card(&talk.text()), "{}", talk.text());
        assert!(talk.text().contains("************1111"), "{}", talk.text());
    }
    // Nor where it is looked for: among what can be jumped to, and among past conversations.
    let mut found = Talk::start(&[broadband()]).keys("/").typed(CARD);
    assert!(found.text().contains("in past conversations"));
    assert!(!shows_the_card(&found.text()), "{}", found.text());
    let mut past = found.keys("Enter");
    assert!(past.text().contains("Find: "));
    assert!(!shows_the_card(&past.text()), "{}", past.text());
    // Into a field for figures, and the message that it is none.
    let mut figures = Talk::new(broadband());
    figures.event(burst());
    assert!(!shows_the_card(&figures.text()), "{}", figures.text());
    figures.press(Key::Enter);
    assert!(!shows_the_card(&figures.text()), "{}", figures.text());
}
