//! What was begun on screen and is not kept yet: whatever ends the program or the conversation, it is there again, and no card number with it.

use candor::casebook::CaseState;
use candor::command::Place;
use candor::domain::{SafeText, masked_unfinished};
use candor::interview::{Bookmark, Fact, Interview, NoteKind, Recorded, UnsentNote};
use candor::tui::app::{Begun, Effect, Event};
use candor::tui::terminal::{Guarded, Input, Key};

use crate::support::app::{Talk, named};
use crate::support::catalogs::broadband;

/// On the second question, with something ticked there or typed on the first, and a note that was begun.
fn begun() -> Talk {
    Talk::new(broadband())
        .typed("3")
        .keys("/")
        .typed("budget")
        .keys("Enter")
        .typed("45")
        .keys("n")
        .typed("keep me")
}

/// The same conversation opened again from the list of the start.
fn again(mut talk: Talk) -> Talk {
    talk.reopen();
    talk
}

fn stands_as_it_stood(talk: &Talk) {
    let case = talk.app.case.as_ref().unwrap();
    assert_eq!(case.draft.text, "45");
    let note = (NoteKind::Private, "keep me".to_owned());
    assert_eq!(case.note, Some(note));
    assert!(case.interview.answers().is_empty(), "nothing was answered");
    let first = case.catalog.questions[0].label.to_string();
    let back = talk.clone().keys("/").typed(&first).keys("Enter");
    let case = back.app.case.as_ref().unwrap();
    assert_eq!((case.asked, case.draft.text.as_str()), (0, "3"));
}

/// How many bookmarks are on disk.
fn bookmarks(facts: &[Recorded]) -> usize {
    let is = |fact: &&Recorded| matches!(fact.fact, Fact::Drafted { .. });
    facts.iter().filter(is).count()
}

#[test]
fn leaving_keeps_what_was_begun() {
    let left = begun().keys("Esc q q");
    assert!(left.left);
    stands_as_it_stood(&again(left));
    // From within the note, too.
    let left = begun().keys("Ctrl+C q");
    assert!(left.left);
    stands_as_it_stood(&again(left));
}

#[test]
fn going_back_to_the_start_keeps_what_was_begun() {
    let mut talk = begun().keys("Esc");
    while talk.app.place != Place::Start {
        talk = talk.keys("Esc");
    }
    let notice = talk.app.notice.clone().unwrap();
    assert!(notice.contains("is saved"), "{notice}");
    let again = again(talk);
    let case = again.app.case.as_ref().unwrap();
    assert_eq!(case.asked, 0, "where it was left");
    assert_eq!(case.draft.text, "3");
    assert_eq!(case.note.as_ref().unwrap().1, "keep me");
    let budget = again.keys("/").typed("budget").keys("Enter");
    assert_eq!(budget.app.case.as_ref().unwrap().draft.text, "45");
}

#[test]
fn a_window_that_is_closed_keeps_what_was_begun() {
    let mut talk = begun();
    assert!(matches!(
        talk.event(Event::Goodbye).as_slice(),
        [Effect::Draft(_)]
    ));
    stands_as_it_stood(&again(talk));
}

#[test]
fn a_moment_without_a_key_keeps_what_was_begun_once() {
    let mut talk = begun();
    assert!(talk.app.is_begun());
    assert!(matches!(
        talk.event(Event::Pause).as_slice(),
        [Effect::Draft(_)]
    ));
    assert_eq!(bookmarks(talk.on_disk()), 1);
    // Nothing changed: nothing more is saved, and nothing has to wake up.
    assert!(!talk.app.is_begun());
    assert_eq!(talk.event(Event::Pause), []);
    assert_eq!(talk.event(Event::Goodbye), []);
    assert_eq!(talk.app.begun(), Begun::Saved);
    stands_as_it_stood(&again(talk));
}

#[test]
fn a_question_that_was_gone_to_is_the_one_on_screen_afterwards() {
    let mut talk = Talk::new(broadband())
        .keys("/")
        .typed("budget")
        .keys("Enter");
    let asked = talk.app.case.as_ref().unwrap().asked;
    assert_ne!(asked, 0);
    talk.event(Event::Pause);
    assert_eq!(again(talk).app.case.as_ref().unwrap().asked, asked);
    // And so is the page on which it was left.
    let left = Talk::new(broadband()).keys("2 Enter 2 c q q");
    assert_eq!(again(left).app.place, Place::Compare);
}

#[test]
fn a_conversation_without_anything_begun_costs_no_bookmark() {
    let mut talk = Talk::new(broadband()).keys("2 Enter 2");
    assert!(!talk.app.is_begun());
    assert_eq!(talk.event(Event::Pause), []);
    talk.press(named("c"));
    assert_eq!(talk.event(Event::Pause), [], "a page alone is no draft");
    let start = Talk::start(&[broadband()]);
    assert!(!start.app.is_begun());
    assert!(start.keys("q q").left);
}

#[test]
fn what_is_answered_or_noted_is_begun_no_more() {
    let mut talk = begun().keys("Esc");
    talk.event(Event::Pause);
    // The figure is answered, the note kept, and the power fails before another bookmark.
    let talk = talk.keys("Enter").keys("n Enter");
    let stood = Interview::fold(talk.on_disk()).stood().unwrap().clone();
    assert_eq!(stood.note, None);
    assert_eq!(stood.unsent.len(), 1, "{stood:?}");
    let again = again(talk);
    let case = again.app.case.as_ref().unwrap();
    assert_eq!((case.asked, case.draft.text.as_str()), (0, "3"));
    assert_eq!(case.note, None);
}

#[test]
fn a_bookmark_puts_nothing_on_hold_ends_nothing_and_answers_nothing() {
    let mut talk = begun().keys("Esc");
    let before = Interview::fold(talk.on_disk());
    talk.event(Event::Pause);
    let after = Interview::fold(talk.on_disk());
    assert_eq!(after.answers(), before.answers());
    assert_eq!(after.notes(), before.notes());
    assert_eq!(after.can_undo_redo(), before.can_undo_redo());
    assert!(after.held().is_none() && after.outcome().is_none());
    let list = talk.keys("q q");
    assert_eq!(list.summaries()[0].state, CaseState::Open);
}

#[test]
fn a_conversation_that_has_ended_is_not_kept_for_longer_by_leaving_it() {
    let mut talk = Talk::new(broadband()).keys("2 Enter 2 s y 1");
    let facts = talk.on_disk().len();
    assert_eq!(talk.event(Event::Pause), []);
    let id = talk.opened();
    let talk = talk.keys("k");
    assert_eq!(talk.facts_of(id).len(), facts);
}

#[test]
fn no_card_number_reaches_the_disk_in_parts_while_it_is_typed() {
    let mut talk = Talk::new(broadband()).keys("n");
    for part in ["pays with 4111 ", "1111 ", "1111 ", "111", "1 on friday"] {
        talk = talk.typed(part);
        talk.event(Event::Pause);
    }
    let disk = serde_json::to_string(talk.on_disk()).unwrap();
    assert!(disk.contains("4111 "), "the first digits are no number yet");
    assert!(!disk.contains("4111 1111"), "{disk}");
    assert!(!disk.contains("1111 1111"), "{disk}");
    assert!(disk.contains("**** **** **** 1111 on friday"), "{disk}");
    for (typed, kept) in [
        ("code: cvv 12", "code: cvv **"),
        ("5555 5555 44", "**** **** **"),
        ("4111, then 1111, then 11", "****, then ****, then **"),
        // What cannot become one stays as it was typed.
        ("call 0171 5551234", "call 0171 5551234"),
        ("call 555 123 4567", "call 555 123 4567"),
        ("4000 or 4500 a month", "4000 or 4500 a month"),
        ("45000", "45000"),
        (
            "41111111 is the meter number and nothing else than that, she says",
            "41111111 is the meter number and nothing else than that, she says",
        ),
    ] {
        assert_eq!(masked_unfinished(&SafeText::new(typed)).as_str(), kept);
    }
}

#[test]
fn a_note_that_waits_is_saved_as_it_was_typed() {
    let mut talk = Talk::new(broadband()).keys("n").typed("call 5551234567");
    talk.event(Event::Pause);
    let note = |talk: &Talk| {
        let stood = Interview::fold(talk.on_disk()).stood().cloned().unwrap();
        stood.note.unwrap().text.to_string()
    };
    assert_eq!(
        note(&talk),
        "call **********",
        "it may become a card number"
    );
    talk.press(Key::Esc);
    talk.event(Event::Pause);
    assert_eq!(note(&talk), "call 5551234567");
}

#[test]
fn a_long_figure_is_saved_whole_or_not_at_all() {
    for (typed, kept) in [("4500000", "4500000"), ("41111111111111", "")] {
        let mut talk = Talk::new(broadband()).typed(typed);
        talk.event(Event::Pause);
        let stood = Interview::fold(talk.on_disk()).stood().cloned();
        let text = stood.map_or_else(String::new, |stood| stood.unsent[0].text.to_string());
        assert_eq!(text, kept);
    }
}

#[test]
fn what_was_begun_and_cannot_be_saved_is_said_and_leaving_asks_again() {
    let mut talk = begun().keys("Esc");
    talk.fails = Some("The disk is full.");
    let mut talk = talk.keys("q");
    assert_eq!(talk.app.begun(), Begun::Refused);
    let text = talk.text();
    assert!(text.contains("What was begun is not saved"), "{text}");
    assert!(text.contains("The disk is full."), "{text}");
    // Nobody is stuck: leaving is possible, and where the disk is well again nothing is lost.
    let mut left = talk.clone();
    left.fails = Some("The disk is full.");
    assert!(left.keys("q").left);
    talk.event(Event::Pause);
    assert_eq!(talk.app.begun(), Begun::Saved);
    let text = talk.text();
    assert!(!text.contains("not saved"), "{text}");
    let mut closing = Talk::new(broadband()).typed("3");
    closing.fails = Some("The disk is full.");
    let closing = closing.keys("Backspace Backspace");
    assert_eq!(
        closing.app.place,
        Place::Start,
        "an empty field begins nothing"
    );
    let mut closing = Talk::new(broadband()).typed("3").keys("q");
    closing.app.overlay = None;
    let mut closing = closing.typed("4");
    closing.fails = Some("The disk is full.");
    closing.event(Event::Pause);
    assert!(closing.app.was_refused());
    // A page alone is no reason to ask again.
    let mut page = Talk::new(broadband()).keys("c q");
    page.fails = Some("The disk is full.");
    assert!(page.keys("q").left);
}

/// What was saved during a pause is not all that was begun: leaving waits for the rest.
#[test]
fn leaving_waits_for_its_own_bookmark_and_not_for_one_before_it() {
    let mut talk = begun();
    let paused = talk.app.update(Event::Pause);
    let [Effect::Draft(first)] = paused.as_slice() else {
        panic!("{paused:?}");
    };
    let mut talk = talk.typed("6").keys("Esc");
    let mut leave = || {
        let key = Guarded::Input(Input::Key(Key::Char('q')));
        talk.app.update(Event::Person(key))
    };
    // The first asks, the second leaves.
    leave();
    let leaving = leave();
    let [Effect::Draft(second)] = leaving.as_slice() else {
        panic!("{leaving:?}");
    };
    assert_ne!(first, second);
    let saved = |place: &Bookmark| {
        Event::Drafted(Recorded {
            at: "2025-11-21T15:00:00Z".parse().unwrap(),
            fact: Fact::Drafted {
                place: place.clone(),
            },
        })
    };
    assert_eq!(
        talk.app.update(saved(first)),
        [],
        "the second is on its way"
    );
    let mut refused = talk.clone();
    refused
        .app
        .update(Event::NotDrafted("The disk is full.".into()));
    assert!(
        refused.text().contains("What was begun is not saved"),
        "{}",
        refused.text()
    );
    assert_eq!(talk.app.update(saved(second)), [Effect::Quit]);
}

/// Whether the disk takes what is begun is found out anew with every conversation.
#[test]
fn a_conversation_after_one_whose_bookmark_was_refused_is_saved_on_leaving() {
    let mut talk = begun().keys("Esc");
    talk.fails = Some("The disk is full.");
    talk.event(Event::Pause);
    assert!(talk.app.was_refused());
    talk.fails = Some("The disk is full.");
    // Two figures of the budget, its question, and the one before it.
    let talk = talk.keys("Backspace Backspace Backspace Backspace Backspace Backspace");
    assert_eq!(talk.app.place, Place::Start, "{:?}", talk.app.notice);
    assert!(!talk.app.was_refused() || talk.app.case.is_none());
    let talk = talk.keys("1 y").typed("4");
    assert!(!talk.app.was_refused());
}

#[test]
fn the_words_on_leaving_say_what_is_on_disk() {
    for (keys, words) in [
        ("q", "All is saved. The conversation waits"),
        ("4 5 q", "All is saved, what was begun, too."),
        (
            "s 5 q",
            "The conversation has ended, and stands among the past",
        ),
    ] {
        let mut talk = Talk::new(broadband()).keys(keys);
        let text = talk.text();
        assert!(text.contains(words), "{text}");
    }
}

#[test]
fn an_old_journal_is_read_as_before() {
    let old = r#"{"at":"2025-11-21T14:00:00Z","fact":"held","place":{"page":"compare"}}"#;
    let held: Recorded = serde_json::from_str(old).unwrap();
    let interview = Interview::fold(&[held]);
    assert!(interview.held().is_some());
    let new = r#"{"at":"2025-11-21T14:00:00Z","fact":"drafted","place":{}}"#;
    let drafted: Recorded = serde_json::from_str(new).unwrap();
    assert_eq!(serde_json::to_value(&drafted).unwrap()["fact"], "drafted");
}

#[test]
fn a_bookmark_is_no_part_of_a_transcript() {
    use crate::support::transcripts;
    let mut talk = transcripts::Talk::new(broadband().clone(), &serde_json::json!({}));
    let before = candor::transcript::json(&talk.document())["facts"].clone();
    let note = UnsentNote {
        kind: NoteKind::Idea,
        text: "keep me".into(),
    };
    let place = Bookmark {
        note: Some(note),
        ..Bookmark::default()
    };
    talk.say(Fact::Drafted { place });
    let json = candor::transcript::json(&talk.document());
    assert_eq!(json["facts"], before);
    assert!(!json.to_string().contains("keep me"), "{json}");
}

#[test]
fn keys_that_type_are_never_the_end_of_a_draft() {
    let mut talk = begun();
    talk.event(Event::Pause);
    talk.press(Key::Char('!'));
    assert!(talk.app.is_begun(), "one more letter is something to save");
}

#[test]
fn stepping_back_to_the_start_is_the_way_out_and_no_place_to_return_to() {
    let talk = Talk::new(broadband()).keys("2 Enter 2 1");
    let asked = talk.app.case.as_ref().unwrap().asked;
    let mut talk = talk.keys("Esc Esc Esc");
    talk.event(Event::Pause);
    let talk = talk.keys("Esc");
    assert_eq!(talk.app.place, Place::Start);
    assert_eq!(again(talk).app.case.as_ref().unwrap().asked, asked);
}

#[cfg(unix)]
mod on_a_terminal {
    use std::path::Path;
    use std::thread::sleep;
    use std::time::{Duration, Instant};

    use candor::casebook::load;
    use candor::cases::Store;
    use candor::interview::Interview;

    use crate::support::program::Home;
    use crate::support::pty::{Pty, SIZE};

    /// Ticks and a note, as far as the screen shows them.
    fn begun(data: &Path) -> Pty {
        let mut pty = Pty::begun(data, SIZE);
        pty.key("4").sees("Q2 of 14");
        pty.key("1").sees("[1] [x]").key("3").sees("[3] [x]");
        pty.key("n").keys("keep me").sees("keep me");
        pty
    }

    fn is_there_again(home: &Home, data: &Path) {
        let mut pty = Pty::start(data, SIZE);
        pty.sees("Go on with a conversation").key("a");
        pty.sees("and what was begun");
        pty.sees("Q2 of 14").sees("[1] [x]").sees("[3] [x]");
        pty.key("n").sees("keep me");
        pty.kill();
        let checked = home.run("verify --all --data-dir data");
        assert_eq!(checked.code, 0, "{checked:?}");
    }

    #[test]
    fn what_was_begun_outlives_a_kill() {
        let home = Home::new();
        let data = home.path("data");
        let pty = begun(&data);
        let store = Store::open(&data).unwrap();
        let id = store.list().unwrap()[0].id;
        let saved = || {
            let facts = load(&store, &id).unwrap().facts;
            let stood = Interview::fold(&facts).stood().cloned();
            stood
                .and_then(|stood| stood.note)
                .is_some_and(|note| note.text.as_str() == "keep me")
        };
        let began = Instant::now();
        while !saved() {
            assert!(began.elapsed() < Duration::from_secs(30), "never saved");
            sleep(Duration::from_millis(20));
        }
        // It stands: nothing more is written however long nobody presses a key.
        let facts = load(&store, &id).unwrap().facts.len();
        sleep(Duration::from_millis(2500));
        assert_eq!(load(&store, &id).unwrap().facts.len(), facts);
        pty.kill();
        is_there_again(&home, &data);
    }

    #[test]
    fn what_was_begun_outlives_being_told_to_go() {
        for signal in ["-TERM", "-HUP"] {
            let home = Home::new();
            let data = home.path("data");
            let pty = begun(&data);
            assert_eq!(pty.told(signal).code, 0);
            is_there_again(&home, &data);
        }
    }

    #[test]
    fn what_was_begun_outlives_a_window_that_is_closed() {
        let home = Home::new();
        let data = home.path("data");
        begun(&data).closed();
        is_there_again(&home, &data);
    }

    #[test]
    fn what_was_begun_outlives_leaving() {
        let home = Home::new();
        let data = home.path("data");
        let mut pty = begun(&data);
        pty.key("Esc").lacks("Note or idea");
        pty.key("q").sees("what was begun");
        assert_eq!(pty.ends("q").code, 0);
        is_there_again(&home, &data);
    }

    #[test]
    fn the_digits_of_the_start_stay_with_their_catalogs() {
        use crate::support::pty::program;
        let home = Home::new();
        let data = home.path("data");
        let rows = |text: &str| {
            let rows = text
                .lines()
                .map(|row| row.replace('>', " ").trim().to_owned());
            let has_digit = |row: &String| row.starts_with('[') && row[1..2].parse::<u8>().is_ok();
            rows.filter(has_digit).collect::<Vec<_>>()
        };
        let mut pty = Pty::start(&data, SIZE);
        pty.sees("New conversation").sees("? keys");
        let before = rows(&pty.text());
        assert!(
            before.len() >= 3 && before[0].starts_with("[1] "),
            "{before:?}"
        );
        pty.kill();
        let mut pty = Pty::run(program(&data, &["interview", "mortgages"]), SIZE);
        pty.sees("READ WORD FOR WORD").key("Enter").sees("Q1 of");
        pty.key("Backspace").sees("Go on with a conversation");
        pty.waits_for("the same digits", |text| rows(text) == before);
        assert!(pty.text().contains("[a] "), "{}", pty.text());
        pty.kill();
    }
}
