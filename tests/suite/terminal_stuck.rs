//! A terminal that does not take what it is given: the app goes on.

use std::time::{Duration, Instant};

use candor::tui::terminal::{Erasing, FrameWriter};
use ratatui::style::Style;

use crate::support::wire::{Gone, LONG, Wire, frame, page, screen};

#[test]
fn a_terminal_that_stops_reading_never_stops_the_app_and_gets_only_the_newest_frame() {
    let wire = Wire::default();
    let writer = FrameWriter::start(wire.clone(), Erasing::InColour).unwrap();
    writer.show(frame(1, page(&[("frame 1", Style::new())])));
    assert!(writer.wait_shown(1, LONG));
    wire.shut();
    writer.show(frame(2, page(&[("frame 2", Style::new())])));
    wire.wait_for_a_stuck_writer();
    let began = Instant::now();
    for number in 3..=500 {
        writer.show(frame(
            number,
            page(&[(&format!("frame {number}"), Style::new())]),
        ));
    }
    assert!(
        began.elapsed() < Duration::from_secs(10),
        "showing a frame waits for nobody"
    );
    assert_eq!(
        writer.shown(),
        1,
        "a frame the terminal has not taken is not shown"
    );
    assert!(!writer.wait_shown(2, Duration::from_millis(20)));
    wire.open();
    assert!(writer.wait_shown(500, LONG));
    assert_eq!(
        wire.text().matches("?2026h").count(),
        3,
        "frames 1, 2 and 500 were written, no other"
    );
    assert!(
        screen(&wire.text())
            .screen()
            .contents()
            .starts_with("frame 500")
    );
    assert_eq!(writer.failed(), None);
}

#[test]
fn stopping_never_hangs_on_a_stuck_terminal() {
    let wire = Wire::default();
    let writer = FrameWriter::start(wire.clone(), Erasing::InColour).unwrap();
    wire.shut();
    writer.show(frame(1, page(&[("a", Style::new())])));
    wire.wait_for_a_stuck_writer();
    let began = Instant::now();
    assert!(!writer.stop(), "the thread is stuck");
    assert!(
        began.elapsed() >= Duration::from_millis(190) && began.elapsed() < Duration::from_secs(10)
    );
    wire.open();
}

#[test]
fn dropping_a_writer_that_was_not_stopped_is_bounded_too() {
    let wire = Wire::default();
    let writer = FrameWriter::start(wire.clone(), Erasing::InColour).unwrap();
    wire.shut();
    writer.show(frame(1, page(&[("a", Style::new())])));
    wire.wait_for_a_stuck_writer();
    let began = Instant::now();
    drop(writer);
    assert!(began.elapsed() < Duration::from_secs(10));
    wire.open();
}

#[test]
fn a_terminal_that_is_gone_is_told_to_the_app() {
    let writer = FrameWriter::start(Gone, Erasing::InColour).unwrap();
    assert_eq!(writer.failed(), None);
    writer.show(frame(1, page(&[("a", Style::new())])));
    assert!(!writer.wait_shown(1, LONG), "nothing was shown");
    assert!(writer.failed().is_some_and(|why| !why.is_empty()));
    writer.show(frame(2, page(&[("b", Style::new())])));
    assert_eq!(writer.shown(), 0);
    assert!(writer.stop());
}
