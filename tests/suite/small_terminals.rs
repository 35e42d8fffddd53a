//! Every window size: nothing breaks, and what must be seen is seen.

use candor::catalog::Catalog;
use candor::command::Place;
use candor::tui::app::Event;
use candor::tui::terminal::{Guarded, Input};

use crate::support::app::{Talk, grid};
use crate::support::catalogs::broadband;

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

/// U-011: the words were cut at 38x9, and below said neither that all is saved nor how to leave.
#[test]
fn the_words_of_a_window_that_is_too_small_are_whole_down_to_twenty_columns() {
    let mut unsaved = Talk::new(broadband());
    unsaved.fails = Some("The disk is full.");
    let unsaved = unsaved.keys("2 Enter");
    assert!(unsaved.app.unsaved);
    let states = [
        (Talk::new(broadband()), "aved", "q leaves"),
        (unsaved, "NOT SAVED", "q leaves"),
        (Talk::unkept(&[broadband()]).keys("g 1 y"), "NOT SAVED", ""),
    ];
    for (mut talk, saved, leaves) in states {
        for (width, height) in (20..=50).flat_map(|width| (1..=9).map(move |rows| (width, rows))) {
            let rows = talk.rows(width, height);
            let said = rows.join(" ");
            assert!(!said.contains(".."), "cut at {width}x{height}: {said}");
            assert!(
                said.contains(saved) && said.contains(leaves),
                "at {width}x{height}: {said}"
            );
        }
        let whole = talk.rows(38, 9).join(" ");
        assert!(whole.contains("window too small"), "{whole}");
    }
}

/// U-015.
pub fn assert_cursor_row_is_seen(talk: &Talk, rows: &[String], (width, height): (u16, u16)) {
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
