//! S-012: where nothing can be kept, the start says so and asks; a run that goes on says so on every screen and keeps nothing.

use std::sync::Arc;

use candor::casebook::OpenCase;
use candor::cases::{CaseId, Store};
use candor::command::{self, Command, Place};
use candor::domain::Answer;
use candor::interview::{Fact, Outcome};
use candor::present::Advised;
use candor::tui::app::{Effect, GivingUp, HelpRow, Overlay};
use candor::tui::glyphs::Glyphs;
use candor::tui::terminal::Key;
use candor::tui::theme::{Depth, Theme};
use jiff::Timestamp;

use crate::support::app::Talk;
use crate::support::cases::edition;
use crate::support::catalogs::{broadband, broadband_files};

const BANNER: &str = "NOT SAVED: only in memory";

/// At the first question, the opening read, nothing kept.
fn begun() -> Talk {
    Talk::unkept(&[broadband()]).keys("g 1 y")
}

#[test]
fn the_start_says_what_is_wrong_and_enter_does_nothing() {
    let mut talk = Talk::unkept(&[broadband()]);
    let text = talk.text();
    for said in [
        "the disk is read-only",
        "Name another folder",
        "go on without saving",
    ] {
        assert!(text.contains(said), "{said}:\n{text}");
    }
    assert_eq!(talk.press(Key::Enter), []);
    assert_eq!(talk.app.place, Place::NoFolder);
    assert!(talk.keys("q q").left);
}

#[test]
fn going_on_leads_to_the_catalogs_or_to_the_one_that_was_asked_for() {
    assert_eq!(
        Talk::unkept(&[broadband()]).keys("g").app.place,
        Place::Start
    );
    let mut asked_for = Talk::unkept(&[broadband()]);
    asked_for.app.first = Some(0);
    assert_eq!(asked_for.press(Key::Char('g')), [Effect::Begin(0)]);
    assert_eq!(asked_for.app.place, Place::Opening);
}

#[test]
fn every_screen_of_such_a_run_bears_the_banner_and_none_a_sign_that_something_is_saved() {
    let screens = [
        "", "g", "g ?", "g 1", "g 1 y", "c", "w", "s", "s y 1", "?", "/", "n", "o", "q", "q q",
    ];
    let looks = [
        (false, Depth::True),
        (false, Depth::Mono),
        (true, Depth::Mono),
    ];
    for (ascii, depth) in looks {
        for keys in screens {
            let mut talk = match keys {
                "" | "g" | "g ?" | "g 1" | "g 1 y" => Talk::unkept(&[broadband()]),
                _ => begun().keys("2 Enter 2"),
            };
            talk.app.look.glyphs = Glyphs::choose(ascii);
            talk.app.look.theme = Theme::default().at(depth);
            let mut talk = talk.keys(keys);
            for (width, height) in [(40, 10), (60, 20), (80, 24), (120, 40)] {
                let text = talk.rows(width, height).join("\n");
                assert!(text.contains(BANNER), "{keys}:\n{text}");
                for wrong in ["√", "ok saved", "ll is saved", "Nothing is lost if"] {
                    assert!(!text.contains(wrong), "{wrong} on {keys}:\n{text}");
                }
            }
        }
    }
}

#[test]
fn what_needs_a_folder_says_why_it_cannot_be_done() {
    let talk = begun().keys("2 Enter s y 1");
    for command in [
        Command::Past,
        Command::Hold,
        Command::Export,
        Command::Contact,
    ] {
        let mut talk = talk.clone();
        talk.app.place = *command::spec(command).unwrap().places.first().unwrap();
        let why = talk.app.why_not(command).unwrap();
        assert!(why.contains("nothing is saved in this run"), "{why}");
    }
    assert_eq!(talk.exports, 0, "a decision writes no transcript");
    let case = talk.app.case.as_ref().unwrap();
    assert!(matches!(
        case.interview.outcome(),
        Some(Outcome::Chose { .. })
    ));
}

#[test]
fn leaving_asks_once_more_and_no_key_pressed_twice_gives_anything_up() {
    let talk = begun().keys("2 Enter");
    for twice in ["q q q q", "q Enter Enter Enter", "Ctrl+C Ctrl+C Ctrl+C"] {
        let talk = talk.clone().keys(twice);
        assert!(!talk.left, "{twice}");
        assert_eq!(
            talk.app.overlay,
            Some(Overlay::GiveUp(GivingUp::AtTheEnd)),
            "{twice}"
        );
        assert!(talk.clone().keys("d").left);
        let back = talk.keys("Backspace");
        assert_eq!((back.app.overlay.clone(), back.left), (None, false));
        let answers = back.app.case.as_ref().unwrap().interview.answers().len();
        assert_eq!(answers, 1);
    }
    // With no conversation open there is nothing to lose.
    assert!(Talk::unkept(&[broadband()]).keys("g q q").left);
}

#[test]
fn going_back_to_the_start_asks_before_the_conversation_is_given_up() {
    for keys in ["Backspace Backspace", "s y 1 k"] {
        let talk = begun().keys("2 Enter").keys(keys);
        assert_eq!(
            talk.app.overlay,
            Some(Overlay::GiveUp(GivingUp::ForAnother)),
            "{keys}"
        );
        assert!(talk.app.case.is_some());
        let gone = talk.keys("d");
        assert_eq!(gone.app.place, Place::Start);
        assert!(gone.app.case.is_none());
    }
}

#[test]
fn a_conversation_in_memory_has_the_same_facts_and_the_same_advice() {
    let at: Timestamp = "2025-11-21T14:00:00Z".parse().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    let edition = edition(&store, &broadband_files());
    let catalog = Arc::clone(edition.catalog());
    let seed = || [7; 8];
    let mut kept = OpenCase::begin(&store, seed, &edition, at).unwrap();
    let (mut unkept, its) = OpenCase::in_memory(seed, catalog, at).unwrap();
    assert_eq!(unkept.id(), CaseId::from_seed([7; 8]));
    let facts = broadband().questions.iter().take(1).map(|question| {
        let value = candor::domain::AnswerValue::DontKnow;
        Fact::Answered {
            question: question.id.clone(),
            answer: Answer::said(value),
        }
    });
    for fact in facts {
        kept.record(fact.clone(), at).unwrap();
        unkept.record(fact, at).unwrap();
    }
    kept.end(Outcome::Thinks, &edition, at).unwrap();
    unkept.end(Outcome::Thinks, &its, at).unwrap();
    assert_eq!(kept.facts(), unkept.facts());
    let advice = |case: &OpenCase| {
        let id = case.id().to_string();
        let advised = Advised::on_case(broadband(), &id, case.interview().clone());
        advised.canonical().unwrap()
    };
    assert_eq!(advice(&kept), advice(&unkept));
    unkept.leave(at).unwrap();
}

#[cfg(unix)]
#[test]
fn a_run_without_a_folder_talks_to_the_end_and_leaves_no_file() {
    use crate::support::program::Home;
    use crate::support::pty::{Pty, SIZE, program};

    let home = Home::new();
    let data = home.file("data", "somebody's");
    let mut pty = Pty::run(program(&data, &["interview", "vehicles"]), SIZE);
    pty.sees("it is a file, not a folder");
    pty.key("g").sees("READ WORD FOR WORD").sees(BANNER);
    pty.key("Enter").sees("How many people");
    pty.key("4").sees("1 answered").sees(BANNER);
    pty.key("s").sees("We suggest");
    pty.key("4").sees("No transcript is written").sees(BANNER);
    pty.key("q").sees("Nothing of this conversation is saved");
    pty.key("q").sees("gone for good");
    // A window too small to ask in gives nothing up.
    pty.key("Backspace").lacks("gone for good");
    pty.resize(38, 9).sees("window too small").sees("NOT SAVED");
    pty.key_taken("q");
    pty.resize(SIZE.0, SIZE.1).sees("We suggest");
    pty.key("q").sees("Leave?").key("q").sees("gone for good");
    assert_eq!(pty.ends("d").code, 0);
    assert_eq!(std::fs::read_to_string(&data).unwrap(), "somebody's");
    let left: Vec<_> = std::fs::read_dir(home.path("")).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn that_nothing_fits_can_be_decided_where_nothing_is_kept() {
    let talk = begun()
        .keys("2 Enter 3 1")
        .keys("1 5 Right Right Enter")
        .keys("w");
    let rows = talk.app.help_rows();
    let row = rows.iter().position(|row| *row == HelpRow::NothingFits);
    let talk = talk.keys(&(row.unwrap() + 1).to_string());
    assert_eq!(talk.app.place, Place::Summary);
    let case = talk.app.case.as_ref().unwrap();
    assert_eq!(case.interview.outcome(), Some(&Outcome::NothingFits));
    assert_eq!(talk.app.trouble, None);
}
