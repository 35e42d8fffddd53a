//! A long number is hidden while it is typed, and shown for a moment when somebody asks for it.

use candor::command::Place;
use candor::tui::app::Event;
use candor::tui::terminal::Key;

use crate::support::app::Talk;
use crate::support::catalogs::broadband;
use crate::support::program::Home;
use crate::support::pty::{Pty, SIZE};

const NUMBER: &str = "0770090046127";

fn in_a_note() -> Talk {
    Talk::new(broadband())
        .keys("n")
        .typed("call ")
        .typed(NUMBER)
}

fn in_free_words() -> Talk {
    let talk = Talk::new(broadband())
        .keys("/")
        .typed("anything else")
        .keys("Enter");
    talk.typed("call ").typed(NUMBER)
}

fn shows(talk: &mut Talk) -> bool {
    talk.screen(120, 40).contains(NUMBER)
}

#[test]
fn a_number_is_shown_when_asked_for_and_hidden_by_the_next_key_or_after_a_while() {
    for mut talk in [in_a_note(), in_free_words()] {
        assert!(!shows(&mut talk));
        let is_note = talk.app.overlay.is_some();
        assert_eq!(talk.screen(120, 40).contains("F6 shows"), is_note);
        talk.press(Key::F(6));
        assert!(shows(&mut talk));
        let mut later = talk.clone();
        later.event(Event::Hide);
        assert!(!shows(&mut later) && !later.app.is_revealed());
        talk.press(Key::Char('x'));
        assert!(!shows(&mut talk));
    }
}

#[test]
fn a_card_number_is_not_shown_even_then() {
    let card = "4111111111111111";
    let mut talk = Talk::new(broadband()).keys("n").typed(card);
    talk.press(Key::F(6));
    let screen = talk.screen(120, 40);
    assert!(
        screen.contains("************1111") && !screen.contains(card),
        "{screen}"
    );
}

#[test]
fn where_nothing_is_typed_there_is_nothing_to_show() {
    let mut talk = Talk::new(broadband());
    assert_eq!(talk.app.place, Place::Question);
    talk.press(Key::F(6));
    let notice = talk.app.notice.as_ref().unwrap();
    assert!(notice.contains("Nothing is being typed"), "{notice}");
    assert!(!talk.app.is_revealed());
}

#[test]
fn on_a_terminal_it_is_hidden_again_after_five_seconds() {
    let home = Home::new();
    let mut pty = Pty::begun(&home.path("data"), SIZE);
    pty.key("n").keys("0770090046127").sees("*********6127");
    pty.key("\u{1b}[17~").sees(NUMBER);
    let shown = std::time::Instant::now();
    pty.lacks(NUMBER).sees("*********6127");
    let after = shown.elapsed().as_secs_f64();
    assert!((4.0..8.0).contains(&after), "hidden after {after} s");
    pty.kill();
}
