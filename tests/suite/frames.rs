//! What a conversation costs on the way to the terminal: few bytes for a key, no clearing of the screen, and never more than two frames
//! on their way, however slowly the terminal reads.

use candor::catalog::{Catalog, builtin, from_files, personas};
use candor::tui::terminal::{Erasing, Frame, FrameWriter, Key};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::support::app::{Talk, named};
use crate::support::path::Path;
use crate::support::wire::{LONG, Wire, frame, screen};

/// The largest catalog that is shipped.
fn vehicles() -> Catalog {
    let shipped = builtin::find("vehicles").unwrap();
    from_files(shipped.catalog.as_bytes(), shipped.offerings.as_bytes()).unwrap()
}

/// Checks that a terminal shows `buffer`. Of a blank only the ground is seen.
fn same(buffer: &Buffer, screen: &vt100::Screen) {
    let colour = |colour: Color| match colour {
        Color::Reset => vt100::Color::Default,
        Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
        other => panic!("{other:?}"),
    };
    let area = buffer.area;
    for y in area.top()..area.bottom() {
        let mut x = area.left();
        while x < area.right() {
            let (drawn, there) = (&buffer[(x, y)], screen.cell(y, x).unwrap());
            let at = format!("row {y}, column {x}: {drawn:?}, {there:?}");
            let contents = there.contents();
            let contents = if contents.is_empty() { " " } else { contents };
            assert_eq!(contents, drawn.symbol(), "{at}");
            assert_eq!(there.bgcolor(), colour(drawn.bg), "{at}");
            let reversed = drawn.modifier.contains(Modifier::REVERSED);
            let underlined = drawn.modifier.contains(Modifier::UNDERLINED);
            assert_eq!(
                (there.inverse(), there.underline()),
                (reversed, underlined),
                "{at}"
            );
            if drawn.symbol() != " " || reversed || underlined {
                assert_eq!(there.fgcolor(), colour(drawn.fg), "{at}");
                assert_eq!(
                    there.bold(),
                    drawn.modifier.contains(Modifier::BOLD),
                    "{at}"
                );
            }
            x += if there.is_wide() { 2 } else { 1 };
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Only what differs is written, and of a style only what is seen: whatever stood there before.
    #[test]
    fn every_cell_is_shown_as_it_was_drawn(
        frames in prop::collection::vec(prop::collection::vec((0_u16..24, "[a-c ─·é]{1,6}", 0_usize..6), 6), 1..5),
    ) {
        let styles = [
            Style::new(),
            Style::new().fg(Color::Rgb(1, 2, 3)),
            Style::new().fg(Color::Rgb(1, 2, 3)).bg(Color::Rgb(9, 9, 9)),
            Style::new().bg(Color::Rgb(9, 9, 9)).add_modifier(Modifier::BOLD),
            Style::new().fg(Color::Rgb(1, 2, 3)).add_modifier(Modifier::UNDERLINED),
            Style::new().add_modifier(Modifier::REVERSED | Modifier::BOLD),
        ];
        for erasing in [Erasing::InColour, Erasing::Never] {
        let wire = Wire::default();
        let writer = FrameWriter::start(wire.clone(), erasing).unwrap();
        for (number, texts) in (1..).zip(&frames) {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 6));
            for (y, (x, text, style)) in (0..).zip(texts) {
                buffer.set_string(*x, y, text, styles[*style]);
            }
            writer.show(frame(number, buffer.clone()));
            prop_assert!(writer.wait_shown(number, LONG));
            same(&buffer, screen(&wire.text()).screen());
        }
        let erased = wire.text().contains(['K', 'X']);
        prop_assert!(erasing == Erasing::InColour || !erased);
        }
    }
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
        Self::of(Talk::start(&[catalog]))
    }

    fn of(talk: Talk) -> Self {
        let wire = Wire::default();
        let writer = FrameWriter::start(wire.clone(), Erasing::InColour).unwrap();
        let mut shown = Self {
            talk,
            writer,
            wire,
            frames: 0,
        };
        shown.show();
        shown.taken();
        shown
    }

    /// What the terminal shows is what was drawn, cell by cell.
    fn compare(&mut self) {
        let (buffer, _) = self.talk.drawn(80, 24);
        let mut parser = vt100::Parser::new(24, 80, 0);
        parser.process(&self.wire.bytes());
        same(&buffer, parser.screen());
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

    /// The bytes that a key costs.
    fn cost(&mut self, key: Key) -> usize {
        let before = self.wire.bytes().len();
        self.press(key);
        self.taken();
        self.wire.bytes().len() - before
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
fn a_key_costs_few_bytes_and_never_clears_the_screen() {
    let catalog = vehicles();
    let mut shown = Shown::new(&catalog);
    let mut costs = Vec::new();
    for (n, name) in TALK.split_whitespace().enumerate() {
        let cost = shown.cost(named(name));
        // A theme changes every cell.
        if name != "t" {
            costs.push((cost, format!("{name}, key {n}")));
        }
        shown.compare();
    }
    costs.sort();
    let (middle, _) = costs[costs.len() / 2];
    let (most, name) = costs.last().unwrap();
    println!("middle {middle}, most {most} ({name}) of {}", costs.len());
    assert!(*most <= 6_000, "{most} bytes: {name}");
    let cleared = shown.wire.text().matches("\u{1b}[2J").count();
    assert_eq!(cleared, 1, "nothing but the start has cleared the screen");
}

/// The budget of U-054, 1,500 bytes for nineteen keys of twenty, holds for the keys that stay on a screen: answers, moves, figures. A
/// screen that is another one has more letters than leave room for their places and colours; it costs less than half of a full frame.
#[test]
fn most_keys_of_a_conversation_cost_few_bytes() {
    let (mut stays, mut turns) = (Vec::new(), Vec::new());
    for own in builtin::ALL {
        let catalog = from_files(own.catalog.as_bytes(), own.offerings.as_bytes()).unwrap();
        for persona in personas::read(&catalog, own.tests).unwrap() {
            let mut shown = Shown::of(Talk::start(&[&catalog]).by_worth());
            let path = Path::to_summary(&catalog, &persona, false);
            for key in &path.keys {
                let before = shown.talk.app.place;
                let cost = shown.cost(named(key));
                let other = shown.talk.app.place != before;
                if other { &mut turns } else { &mut stays }.push(cost);
            }
            shown.compare();
        }
    }
    let mut all = [stays.as_slice(), &turns].concat();
    for costs in [&mut stays, &mut turns, &mut all] {
        costs.sort_unstable();
    }
    let at = |costs: &[usize], share: usize| costs[(costs.len() - 1) * share / 100];
    for (what, costs) in [("stay", &stays), ("turn", &turns), ("in all", &all)] {
        let figures = [50, 95, 100].map(|share| at(costs, share));
        println!("{} keys {what}: middle, p95, most {figures:?}", costs.len());
    }
    assert!(at(&stays, 95) <= 1_500, "{} bytes", at(&stays, 95));
    assert!(at(&turns, 100) <= 2_500, "{} bytes", at(&turns, 100));
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
