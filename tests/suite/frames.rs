//! What a conversation costs on the way to the terminal: no clearing of the screen, and never more than two frames on their way, however
//! slowly the terminal reads.

use candor::catalog::{Catalog, builtin, from_files};
use candor::tui::terminal::{Frame, FrameWriter, Key};

use crate::support::app::{Talk, named};
use crate::support::wire::{LONG, Wire};

/// The largest catalog that is shipped.
fn vehicles() -> Catalog {
    let shipped = builtin::find("vehicles").unwrap();
    from_files(shipped.catalog.as_bytes(), shipped.offerings.as_bytes()).unwrap()
}

/// A conversation whose every frame goes to a terminal of 80x24.
struct Shown {
    talk: Talk,
    writer: FrameWriter,
    wire: Wire,
    frames: u64,
}

impl Shown {
    fn new(catalog: &Catalog) -> Self {
        let wire = Wire::default();
        let writer = FrameWriter::start(wire.clone()).unwrap();
        let mut shown = Self {
            talk: Talk::start(&[catalog]),
            writer,
            wire,
            frames: 0,
        };
        shown.show();
        shown.taken();
        shown
    }

    /// Leaves a frame of what is there now.
    fn show(&mut self) {
        let (buffer, cursor) = self.talk.drawn(80, 24);
        self.frames += 1;
        self.writer.show(Frame {
            number: self.frames,
            buffer,
            cursor,
            mouse: false,
        });
    }

    /// Waits until the terminal has taken the last frame.
    fn taken(&self) {
        assert!(self.writer.wait_shown(self.frames, LONG));
    }

    fn press(&mut self, key: Key) {
        self.talk.press(key);
        self.show();
    }

    /// The frames that have reached the terminal.
    fn written(&self) -> usize {
        self.wire.text().matches("?2026l").count()
    }
}

/// A conversation through every screen: answers, pages of reasons, side by side, notes, keys, palette, summary.
const TALK: &str = "1 y 4 1 Enter 4 2 0 0 0 Enter Down Down Up Enter 2 Enter 4 Enter 1 w Down Down PgDn Backspace c Right Right f \
    Backspace ? Esc / p r i c e Esc n h i Esc u r 2 1 Down 3 Backspace Backspace 4 w 1 Backspace Backspace l l s Down Down Up 5 \
    Backspace F1 Esc o Esc t t Backspace q Esc";

#[test]
fn no_key_of_a_conversation_clears_the_screen() {
    let catalog = vehicles();
    let mut shown = Shown::new(&catalog);
    for name in TALK.split_whitespace() {
        shown.press(named(name));
        shown.taken();
    }
    assert!(shown.frames > 70);
    let cleared = shown.wire.text().matches("\u{1b}[2J").count();
    assert_eq!(cleared, 1, "only the start has cleared the screen");
}

#[test]
fn a_terminal_that_reads_slowly_never_has_more_than_two_frames_to_come() {
    let catalog = vehicles();
    let mut shown = Shown::new(&catalog);
    for key in ["1", "y"] {
        shown.press(named(key));
    }
    shown.taken();
    let mut dropped = 0;
    // Nine answers while the terminal takes something only now and then.
    for question in 0..9 {
        shown.wire.shut();
        let (before, frames) = (shown.written(), shown.frames);
        shown.press(Key::Down);
        shown.wire.wait_for_a_stuck_writer();
        shown.talk = shown.talk.clone().answered(question);
        shown.show();
        shown.press(Key::Down);
        shown.press(Key::Up);
        assert_eq!(shown.written(), before, "it takes nothing");
        shown.wire.open();
        shown.taken();
        let came = shown.written() - before;
        assert!(came <= 2, "{came} frames were on their way");
        dropped += shown.frames - frames - came as u64;
    }
    assert!(dropped >= 18, "{dropped} stale frames were dropped");
    // What is there is the newest.
    let mut parser = vt100::Parser::new(24, 80, 0);
    parser.process(&shown.wire.bytes());
    let rows: Vec<String> = shown.talk.rows(80, 24);
    for (row, drawn) in rows.iter().zip(parser.screen().rows(0, 80)) {
        assert_eq!(row.trim_end(), drawn.trim_end());
    }
}
