//! Contact details on the screen: asked for, typed, shown, erased.

use candor::casebook::{kept_person, load};
use candor::cases::Store;
use candor::interview::{Fact, Interview};
use candor::tui::app::{ContactPage, Effect, Event, Overlay};
use candor::tui::terminal::{Guarded, Key};

use crate::support::app::Talk;
use crate::support::catalogs::broadband;
use crate::support::program::Home;
use crate::support::pty::{Pty, SIZE};

fn at_the_end() -> Talk {
    Talk::new(broadband()).keys("s")
}

/// The customer has agreed, and nothing is typed yet.
pub fn agreed() -> Talk {
    at_the_end().keys("b 1")
}

/// The same with contact details kept.
fn kept() -> Talk {
    agreed()
        .typed("Tamsin")
        .keys("Tab")
        .typed("07700 900 461")
        .keys("Enter Enter")
}

fn page(talk: &Talk) -> Option<&ContactPage> {
    match &talk.app.overlay {
        Some(Overlay::Contact(page)) => Some(page),
        _ => None,
    }
}

#[test]
fn the_customer_is_asked_in_the_words_of_the_catalog_and_no_answer_is_the_default() {
    let mut talk = at_the_end().keys("b");
    let words = &broadband().contact.as_ref().unwrap().ask;
    let screen = talk.screen(80, 24);
    let start: String = words.chars().take(40).collect();
    assert!(screen.contains(&start), "{screen}");
    for key in [Key::Enter, Key::Tab, Key::Char(' '), Key::Char('3')] {
        assert_eq!(talk.press(key), []);
        assert_eq!(page(&talk), Some(&ContactPage::Ask), "{key:?}");
    }
    talk.press(Key::Esc);
    let case = talk.app.case.as_ref().unwrap();
    assert_eq!(
        (page(&talk), case.interview.privacy().consent()),
        (None, None)
    );
}

#[test]
fn who_does_not_agree_is_recorded_as_that_and_nothing_can_be_typed() {
    let mut talk = at_the_end().keys("b 2");
    let case = talk.app.case.as_ref().unwrap();
    let (_, consent) = case.interview.privacy().consent().unwrap();
    assert!(!consent.agreed);
    assert_eq!(page(&talk), None);
    let screen = talk.screen(120, 40);
    assert!(screen.contains("Contact details: not wanted"), "{screen}");
    // They may think again.
    assert_eq!(page(&talk.keys("b")), Some(&ContactPage::Ask));
}

#[test]
fn what_is_typed_is_kept_after_consent_and_shown_when_asked_for() {
    let mut talk = kept();
    assert_eq!(page(&talk), None);
    let screen = talk.screen(120, 40);
    assert!(
        screen.contains("Contact details: kept to 2025-12-21"),
        "{screen}"
    );
    assert!(!screen.contains("07700"), "{screen}");
    talk = talk.keys("b");
    let screen = talk.screen(80, 24);
    assert!(
        screen.contains("07700 900 461") && screen.contains("Tamsin"),
        "{screen}"
    );
}

#[test]
fn no_fact_of_the_conversation_holds_what_was_typed() {
    let talk = kept();
    for recorded in talk.on_disk() {
        let json = serde_json::to_string(recorded).unwrap();
        assert!(
            !json.contains("Tamsin") && !json.contains("07700"),
            "{json}"
        );
    }
}

#[test]
fn a_name_alone_reaches_nobody() {
    let mut talk = at_the_end().keys("b 1").typed("Tamsin").keys("Tab Tab");
    assert_eq!(talk.press(Key::Enter), []);
    let notice = talk.app.notice.as_ref().unwrap();
    assert!(notice.contains("missing"), "{notice}");
    assert!(matches!(page(&talk), Some(ContactPage::Form(_))));
}

#[test]
fn details_that_could_not_be_kept_stay_in_the_form() {
    let mut talk = at_the_end()
        .keys("b 1 Tab")
        .typed("07700 900 461")
        .keys("Tab");
    talk.fails = Some("The disk is full.");
    talk.press(Key::Enter);
    let screen = talk.screen(80, 24);
    assert!(
        screen.contains("07700 900 461") && screen.contains("The disk is full."),
        "{screen}"
    );
    let talk = talk.keys("Enter");
    assert_eq!((page(&talk), talk.persons.len()), (None, 1));
}

#[test]
fn erasing_asks_once_more_and_then_nothing_is_left() {
    let talk = kept().keys("b 2");
    assert_eq!(page(&talk), Some(&ContactPage::Forget));
    let stays = talk.clone().keys("2");
    assert_eq!((page(&stays), stays.persons.len()), (None, 1));
    let mut gone = talk.keys("1");
    assert_eq!((page(&gone), gone.persons.len()), (None, 0));
    let facts = gone.on_disk();
    assert_eq!(facts.last().unwrap().fact, Fact::PersonForgotten);
    assert!(gone.screen(120, 40).contains("Contact details: erased"));
}

#[test]
fn who_does_not_agree_to_other_words_has_nothing_kept() {
    let mut talk = kept();
    let case = talk.app.case.as_mut().unwrap();
    let mut other = (*case.catalog).clone();
    other.contact.as_mut().unwrap().ask = "May I keep it for 30 days and call you?".into();
    case.catalog = std::sync::Arc::new(other);
    let talk = talk.keys("b 1");
    assert_eq!(page(&talk), Some(&ContactPage::Ask));
    let talk = talk.keys("2");
    assert_eq!((page(&talk), talk.persons.len()), (None, 0));
}

/// Erasing what was kept tells nothing of a refusal that could not be saved: that still waits.
#[test]
fn a_refusal_that_could_not_be_saved_still_waits_when_the_details_are_erased() {
    let mut talk = kept();
    let case = talk.app.case.as_mut().unwrap();
    let mut other = (*case.catalog).clone();
    other.contact.as_mut().unwrap().ask = "May I keep it for 30 days and call you?".into();
    case.catalog = std::sync::Arc::new(other);
    let mut talk = talk.keys("b 1");
    talk.fails = Some("The disk is full.");
    let mut talk = talk.keys("2");
    assert_eq!(talk.persons.len(), 0);
    assert!(talk.app.is_waiting(), "{}", talk.text());
    assert!(talk.text().contains("The disk is full."), "{}", talk.text());
    talk.event(Event::Retry);
    assert!(!talk.app.is_waiting());
    let case = talk.app.case.as_ref().unwrap();
    let consent = case.interview.privacy().consent().unwrap();
    assert!(!consent.1.agreed);
}

#[test]
fn a_number_pasted_into_the_form_is_text_and_a_digit_in_it_is_no_answer() {
    let mut talk = at_the_end().keys("b 1 Tab");
    talk.event(Event::Person(Guarded::Burst {
        text: "07700 900 461".into(),
        characters: 13,
        acted: None,
    }));
    let typed = match page(&talk) {
        Some(ContactPage::Form(form)) => form.texts[1].clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(typed, "07700 900 461");
    assert!(!talk.app.would_answer(Key::Char('1')));
}

#[test]
fn a_past_conversation_shows_whom_to_reach_and_changes_nothing() {
    let mut talk = kept().keys("5 k l Enter b");
    let screen = talk.screen(80, 24);
    assert!(screen.contains("07700 900 461"), "{screen}");
    for key in [Key::Char('1'), Key::Char('2')] {
        let effects = talk.press(key);
        let changes = |effect: &Effect| {
            matches!(
                effect,
                Effect::KeepPerson(_) | Effect::ForgetPerson | Effect::Record(_)
            )
        };
        assert!(!effects.iter().any(changes), "{effects:?}");
    }
    assert_eq!(talk.persons.len(), 1);
}

#[test]
fn a_catalog_without_words_for_asking_keeps_no_contact_details() {
    let mut silent = broadband().clone();
    silent.contact = None;
    let talk = Talk::new(&silent).keys("s b");
    assert_eq!(page(&talk), None);
    let notice = talk.app.notice.as_ref().unwrap();
    assert!(notice.contains("no words for asking"), "{notice}");
}

#[test]
fn contact_details_are_kept_beside_the_case_and_gone_once_erased() {
    let home = Home::new();
    let data = home.path("data");
    let store = Store::open(&data).unwrap();
    let mut pty = Pty::begun(&data, SIZE);
    pty.key("s").sees("Contact details: none");
    pty.key("b").sees("READ WORD FOR WORD");
    pty.key("1").sees("E-mail").key("\t");
    pty.keys("07700900461").sees("07700900461");
    pty.key("Enter").key("Enter").sees("are kept to");
    let id = store.list().unwrap()[0].id;
    let mark = |store: &Store| {
        let facts = load(store, &id).unwrap().facts;
        Interview::fold(&facts).privacy().person().cloned()
    };
    let kept = kept_person(&store, id, mark(&store).as_ref())
        .unwrap()
        .unwrap();
    assert_eq!(kept.phone.as_str(), "07700900461");
    pty.key("b")
        .sees("07700900461")
        .key("2")
        .sees("cannot be brought back");
    pty.key("1").sees("Contact details: erased");
    pty.kill();
    assert_eq!((mark(&store), store.persons().unwrap().len()), (None, 0));
}
