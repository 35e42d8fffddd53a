//! The bytes that reach a terminal, and a terminal that does not take them.

use candor::tui::terminal::{Erasing, Frame, FrameWriter, Mode, Modes};
use candor::tui::text::pad_right;
use candor::tui::theme::{Depth, Role, Theme, builtin};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::support::bytes::{allowed, sequences};
use crate::support::wire::{LONG, Wire, frame, page, screen};

/// Writes the frames one after the other, waiting for each, and returns the bytes of each.
fn write_all(frames: Vec<Frame>) -> Vec<String> {
    let wire = Wire::default();
    let writer = FrameWriter::start(wire.clone(), Erasing::InColour).unwrap();
    let mut pieces = Vec::new();
    let mut done = 0;
    for frame in frames {
        let number = frame.number;
        writer.show(frame);
        assert!(writer.wait_shown(number, LONG));
        let text = wire.text();
        pieces.push(text[done..].to_owned());
        done = text.len();
    }
    assert!(writer.stop());
    assert_eq!(
        wire.text().len(),
        done,
        "nothing is written after the last frame"
    );
    pieces
}

#[test]
fn a_frame_arrives_as_it_was_drawn() {
    let theme = Theme::default();
    let buffer = page(&[
        ("How long?", theme.style(Role::Accent)),
        ("> [1] No tie-in", theme.style(Role::SelectedText)),
    ]);
    let cursor = Some(Position::new(3, 1));
    let bytes = write_all(vec![Frame {
        number: 1,
        buffer,
        cursor,
        mouse: false,
    }])
    .concat();
    let parser = screen(&bytes);
    assert!(
        parser
            .screen()
            .contents()
            .starts_with("How long?\n> [1] No tie-in")
    );
    assert_eq!(parser.screen().cursor_position(), (1, 3));
    assert!(!parser.screen().hide_cursor());
    let cell = parser.screen().cell(1, 2).unwrap();
    assert_eq!(cell.bgcolor(), vt100::Color::Rgb(0x14, 0x28, 0x5a));
}

#[test]
fn only_what_changed_is_written_and_nothing_when_nothing_did() {
    let plain = Style::new();
    let pieces = write_all(vec![
        frame(1, page(&[("Question 4", plain), ("saved 14:03", plain)])),
        frame(2, page(&[("Question 5", plain), ("saved 14:03", plain)])),
        frame(3, page(&[("Question 5", plain), ("saved 14:03", plain)])),
    ]);
    assert!(pieces[0].contains("\u{1b}[2J"));
    assert!(
        pieces[1].contains('5') && !pieces[1].contains("saved") && !pieces[1].contains("\u{1b}[2J")
    );
    assert!(pieces[1].len() < 60, "{:?}", pieces[1]);
    assert_eq!(pieces[2], "");
}

#[test]
fn another_size_clears_and_writes_everything() {
    let small = page(&[("Question 4", Style::new())]);
    let mut large = small.clone();
    large.resize(Rect::new(0, 0, 60, 10));
    let pieces = write_all(vec![
        frame(1, small.clone()),
        frame(2, large),
        frame(3, small),
    ]);
    for piece in pieces {
        assert!(
            piece.contains("\u{1b}[2J") && piece.contains("Question"),
            "{piece:?}"
        );
    }
}

#[test]
fn a_redraw_writes_everything_again() {
    let wire = Wire::default();
    let writer = FrameWriter::start(wire.clone(), Erasing::InColour).unwrap();
    for number in 1..=2 {
        writer.redraw();
        writer.show(frame(number, page(&[("Question 4", Style::new())])));
        assert!(writer.wait_shown(number, LONG));
    }
    assert_eq!(wire.text().matches("Question").count(), 2);
}

#[test]
fn every_update_is_begun_and_ended() {
    let theme = Theme::default();
    let frames = (1..=9).map(|n| {
        let text = format!("frame {n}");
        let cursor = (n % 2 == 0).then(|| Position::new(n as u16, 0));
        Frame {
            number: n,
            buffer: page(&[(&text, theme.style(Role::Text))]),
            cursor,
            mouse: n > 4,
        }
    });
    let pieces = write_all(frames.collect());
    for piece in &pieces {
        assert!(
            piece.starts_with("\u{1b}[?2026h") && piece.ends_with("\u{1b}[?2026l"),
            "{piece:?}"
        );
        assert_eq!(
            (
                piece.matches("?2026h").count(),
                piece.matches("?2026l").count()
            ),
            (1, 1)
        );
    }
    let all = pieces.concat();
    assert_eq!(
        (all.matches("?1000h").count(), all.matches("?1000l").count()),
        (1, 0)
    );
}

#[test]
fn without_the_mouse_no_mouse_mode_is_said() {
    let mut frames = vec![
        frame(1, page(&[("a", Style::new())])),
        frame(2, page(&[("b", Style::new())])),
    ];
    assert!(!write_all(frames.clone()).concat().contains("?10"));
    frames[1].mouse = true;
    frames.push(frame(3, page(&[("b", Style::new())])));
    let pieces = write_all(frames);
    assert!(pieces[1].contains("\u{1b}[?1000h\u{1b}[?1006h"));
    assert!(pieces[2].contains("\u{1b}[?1006l\u{1b}[?1000l"));
    // Movements of the pointer are never asked for.
    assert!(!pieces.concat().contains("1003"));
}

#[test]
fn wide_and_combining_text_leaves_the_columns_in_line() {
    let rows = [
        "価格は変わる",
        "cafe\u{301} cre\u{300}me",
        "한국어 상품",
        "plain",
        "ｶﾞｷﾞ",
    ];
    let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 6));
    for (y, row) in rows.iter().enumerate() {
        buffer.set_string(
            0,
            y as u16,
            format!("{0}│{0}│", pad_right(row, 14)),
            Style::new(),
        );
    }
    let parser = screen(&write_all(vec![frame(1, buffer)]).concat());
    for y in 0..rows.len() as u16 {
        for x in [14, 29] {
            assert_eq!(
                parser.screen().cell(y, x).unwrap().contents(),
                "│",
                "row {y}, column {x}"
            );
        }
    }
}

#[test]
fn without_colour_the_highlight_survives_and_no_colour_is_sent() {
    for name in candor::tui::theme::list() {
        let theme = builtin(name).unwrap().at(Depth::Mono);
        let mut buffer = page(&[
            ("plain", theme.style(Role::Text)),
            ("chosen", theme.style(Role::SelectedText)),
        ]);
        buffer.set_string(0, 2, "heading", theme.style(Role::Accent));
        let bytes = write_all(vec![frame(1, buffer)]).concat();
        let parser = screen(&bytes);
        for x in 0..6 {
            let cell = parser.screen().cell(1, x).unwrap();
            assert!(cell.inverse() && cell.bold(), "{name}, column {x}");
            assert!(!parser.screen().cell(0, x).unwrap().inverse());
            assert!(parser.screen().cell(2, x).unwrap().bold());
        }
        for sequence in sequences(&bytes).iter().filter(|s| s.ends_with('m')) {
            // Attributes on and off, and the three resets of colour the library ends each frame with.
            let harmless = ["0", "1", "7", "4", "22", "27", "24", "39", "49", "59"];
            let parameters = sequence.trim_start_matches('[').trim_end_matches('m');
            for parameter in parameters.split(';') {
                assert!(harmless.contains(&parameter), "{sequence}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn only_listed_sequences_reach_the_terminal(
        texts in prop::collection::vec("\\PC{0,30}", 1..6),
        depth in prop::sample::select(vec![Depth::Mono, Depth::Ansi16, Depth::Cube256, Depth::True]),
        mouse in any::<bool>(),
    ) {
        let theme = Theme::default().at(depth);
        let frames = texts.iter().enumerate().map(|(n, text)| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 6));
            buffer.set_style(buffer.area, theme.style(Role::Ground));
            for (y, (role, _)) in Role::ALL.iter().enumerate().take(6) {
                buffer.set_string(y as u16, y as u16, text, theme.style(*role));
                buffer.set_string(20, y as u16, text, theme.on_selected(*role));
            }
            Frame { number: n as u64 + 1, buffer, cursor: Some(Position::new(1, 1)), mouse }
        });
        let bytes = write_all(frames.collect()).concat();
        for sequence in sequences(&bytes) {
            prop_assert!(allowed(&sequence), "{:?}", sequence);
        }
        let rest = bytes.replace('\u{1b}', "");
        prop_assert!(!rest.contains(char::is_control), "{:?}", rest);
    }
}

#[test]
fn modes_are_undone_in_reverse_and_once() {
    let mut bytes = Vec::new();
    let mut modes = Modes::new();
    for mode in [
        Mode::AlternateScreen,
        Mode::BracketedPaste,
        Mode::Mouse,
        Mode::HiddenCursor,
        Mode::Mouse,
    ] {
        modes.switch_on(mode, &mut bytes).unwrap();
    }
    assert_eq!(
        String::from_utf8(bytes).unwrap(),
        "\u{1b}[?1049h\u{1b}[?2004h\u{1b}[?1000h\u{1b}[?1006h\u{1b}[?25l"
    );
    let mut bytes = Vec::new();
    modes.undo(&mut bytes).unwrap();
    modes.undo(&mut bytes).unwrap();
    assert_eq!(
        String::from_utf8(bytes).unwrap(),
        "\u{1b}[?25h\u{1b}[?1006l\u{1b}[?1000l\u{1b}[?2004l\u{1b}[?1049l"
    );
    assert!(modes.active().is_empty());
}

#[test]
fn a_mode_that_cannot_be_undone_does_not_keep_the_others_on() {
    /// Refuses what contains `refused`, keeps the rest.
    struct Picky(Vec<u8>);
    impl std::io::Write for Picky {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            if String::from_utf8_lossy(bytes).contains("?25h") {
                return Err(std::io::Error::other("not this one"));
            }
            self.0.extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut modes = Modes::new();
    for mode in [
        Mode::AlternateScreen,
        Mode::BracketedPaste,
        Mode::HiddenCursor,
    ] {
        modes.switch_on(mode, &mut std::io::sink()).unwrap();
    }
    let mut out = Picky(Vec::new());
    assert_eq!(
        modes.undo(&mut out).unwrap_err().to_string(),
        "not this one"
    );
    assert_eq!(
        String::from_utf8(out.0).unwrap(),
        "\u{1b}[?2004l\u{1b}[?1049l"
    );
}
