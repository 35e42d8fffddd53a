//! Every window size, and whatever keys come: nothing breaks, and what must be seen is seen.

use candor::catalog::Catalog;
use candor::command::Place;
use candor::interview::Interview;
use candor::tui::app::{Event, Overlay};
use candor::tui::terminal::{Guarded, Input, Key};

use crate::support::app::{Talk, grid};
use crate::support::catalogs::broadband;
use crate::support::dice::Dice;

/// Every screen and every overlay, then every question.
fn talks(catalog: &Catalog) -> Vec<Talk> {
    let at = |keys: &str| Talk::new(catalog).keys(keys);
    let mut talks = vec![
        Talk::start(&[catalog]),
        Talk::start(&[catalog]).keys("1"),
        at("2 Enter c"),
        at("2 Enter w"),
        at("2 Enter 2 1 5 0 Enter w 1"),
        at("2 Enter 1").keys("1 5 Enter 3 Enter 2 1 0 0 - 2 0 0 0 Enter 1 w Down"),
        at("2 Enter s"),
        at("2 Enter s y 1"),
        at("2 Enter ?"),
        at("2 Enter /"),
        at("2 Enter n")
            .typed("a long note that needs more than one row in most of the windows there are"),
        at("2 Enter o"),
        at("2 Enter q"),
        Talk::start(&[]),
        Talk::unkept(&[catalog]),
        Talk::unkept(&[catalog]).keys("g 1 y 2 Enter q q"),
    ];
    let mut burst = at("2 Enter");
    burst.event(Event::Person(Guarded::Input(Input::Paste(
        "x".repeat(3000),
    ))));
    talks.push(burst);
    for question in 0..catalog.questions.len() {
        let mut talk = at("");
        talk.app.case.as_mut().unwrap().go_to(question);
        talks.push(talk.clone().keys("End"));
        talks.push(talk);
    }
    talks
}

#[test]
fn every_screen_is_drawn_at_every_size() {
    for (n, mut talk) in talks(broadband()).into_iter().enumerate() {
        // Screens and overlays at every size, questions at every third.
        let step = if n < 17 { 1 } else { 3 };
        let large = [
            (79, 23),
            (80, 24),
            (119, 29),
            (120, 30),
            (300, 100),
            (10, 300),
            (1000, 12),
        ];
        let small = (0..=60)
            .step_by(step)
            .flat_map(|width| (0..=24).map(move |height| (width, height)));
        for (width, height) in small.chain(large) {
            let (buffer, cursor) = talk.drawn(width, height);
            assert_eq!((buffer.area.width, buffer.area.height), (width, height));
            if let Some(cursor) = cursor {
                assert!(
                    buffer.area.contains(cursor),
                    "{cursor:?} in {width}x{height}"
                );
            }
            assert_cursor_row_is_seen(&talk, &grid(&buffer), (width, height));
        }
    }
}

/// U-015.
fn assert_cursor_row_is_seen(talk: &Talk, rows: &[String], (width, height): (u16, u16)) {
    if talk.app.is_looking() && talk.app.place == Place::Summary {
        // Nothing can be decided there, so there is no row to be on.
        return;
    }
    let list = matches!(
        talk.app.place,
        Place::Start | Place::Question | Place::Summary
    );
    if width < 40 || height < 10 || !list || talk.app.overlay.is_some() || talk.app.scroll > 0 {
        return;
    }
    let nothing_to_choose = talk.app.place == Place::Start && talk.app.rows_with_digits() == 0;
    let seen = rows.iter().any(|row| {
        row.split('│')
            .any(|part| part.starts_with(" > ") || part.contains("  > [") || part.contains("   > "))
    });
    assert!(
        seen || nothing_to_choose,
        "no cursor at {width}x{height}:\n{}",
        rows.join("\n")
    );
}

#[test]
fn whatever_keys_come_the_screen_says_what_the_record_says() {
    const KEYS: [Key; 21] = [
        Key::Enter,
        Key::Enter,
        Key::Esc,
        Key::Backspace,
        Key::Backspace,
        Key::Tab,
        Key::BackTab,
        Key::Up,
        Key::Down,
        Key::Down,
        Key::Left,
        Key::Right,
        Key::PageUp,
        Key::PageDown,
        Key::Home,
        Key::End,
        Key::Delete,
        Key::Undo,
        Key::Redo,
        Key::Interrupt,
        Key::Redraw,
    ];
    const LETTERS: &str = "0123456789123451234abcdefghijklmnoprstuvwxyz/? .-\u{202e}\u{301}漢é";
    let letters: Vec<char> = LETTERS.chars().collect();
    let mut dice = Dice::new(20);
    let mut talk = Talk::start(&[broadband()]);
    for step in 0..20_000_usize {
        if talk
            .app
            .case
            .as_ref()
            .is_some_and(|case| case.facts.len() > 120)
        {
            talk = Talk::start(&[broadband()]);
        }
        let event = match dice.below(100) {
            0 => Event::Person(Guarded::Input(Input::Paste(
                "pasted: 40-90\u{1b}[31m".into(),
            ))),
            1 => Event::Person(Guarded::Burst {
                text: "1234q\n".into(),
                characters: 6,
                acted: Some(Key::Char('1')),
            }),
            2 => {
                talk.fails = Some("It failed. Nothing was changed.");
                continue;
            }
            3 => Event::Person(Guarded::Input(Input::Key(Key::F(dice.below(12) as u8 + 1)))),
            4..40 => Event::Person(Guarded::Input(Input::Key(KEYS[dice.below(KEYS.len())]))),
            _ => Event::Person(Guarded::Input(Input::Key(Key::Char(
                letters[dice.below(letters.len())],
            )))),
        };
        let sizes = [(80, 24), (60, 20), (40, 10), (120, 40), (41, 14), (7, 3)];
        let size = sizes[step / 400 % sizes.len()];
        talk = talk.sized(size.0, size.1);
        talk.event(event);
        check(&talk, &talk.seen(), size);
        if talk.left {
            talk.left = false;
            talk.app.overlay = None;
        }
    }
}

fn check(talk: &Talk, rows: &[String], size: (u16, u16)) {
    let app = &talk.app;
    if app.is_covered() {
        return;
    }
    assert_cursor_row_is_seen(talk, rows, size);
    if matches!(app.place, Place::Start | Place::Past) {
        assert!(app.case.is_none());
        return;
    }
    let case = app.case.as_ref().expect("a conversation");
    if app.is_looking() {
        // Not the one that is open: of it nothing is written.
        return;
    }
    let fresh = Interview::fold(talk.on_disk());
    assert_eq!(case.interview, fresh, "what is shown is what is on disk");
    assert_eq!(case.facts, talk.on_disk());
    assert!(case.asked < case.catalog.questions.len());
    let text = rows.join("");
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
    if size.0 >= 40 && size.1 >= 10 {
        let last = rows.iter().rev().find(|row| !row.is_empty()).unwrap();
        let ends = [" keys", "closes", "closes, the text waits", "drop", "stays"];
        assert!(ends.iter().any(|end| last.ends_with(end)), "{last}");
        if matches!(app.overlay, Some(Overlay::Leave)) {
            assert!(text.contains("All is saved") || text.contains("is not saved"));
        }
    }
}
