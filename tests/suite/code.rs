//! U-094: the code for the customer's phone. What is drawn is read back from the cells by a decoder that candor does not use itself.

use candor::tui::app::Overlay;
use candor::tui::glyphs::Glyphs;
use candor::tui::theme::{self, Depth};
use ratatui::buffer::Buffer;
use ratatui::style::Color;

use crate::support::app::Talk;
use crate::support::catalogs::{all, broadband};

/// Pixels of one module: decoders want more than one.
const SCALE: usize = 4;

fn is_black(color: Color) -> bool {
    matches!(
        color,
        Color::Rgb(0, 0, 0) | Color::Indexed(16) | Color::Black
    )
}

fn is_white(color: Color) -> bool {
    matches!(
        color,
        Color::Rgb(255, 255, 255) | Color::Indexed(231) | Color::White
    )
}

/// The modules of the cells that are drawn black on white: row by row, dark or not.
///
/// Nothing where the text stands in place of a code. A theme may have black text on white, too: then the code ends where that begins.
fn modules(buffer: &Buffer) -> Vec<Vec<bool>> {
    let area = buffer.area;
    let text: String = buffer
        .content()
        .iter()
        .map(ratatui::buffer::Cell::symbol)
        .collect();
    if text.contains("No code fits") {
        return Vec::new();
    }
    let is_sign = |symbol: &str| ["█", "▀", "▄", " "].contains(&symbol);
    let mut rows = Vec::new();
    for y in area.top()..area.bottom() {
        let cells = (area.left()..area.right()).map(|x| &buffer[(x, y)]);
        let cells: Vec<_> = cells
            .take_while(|cell| is_black(cell.fg) && is_white(cell.bg) && is_sign(cell.symbol()))
            .collect();
        for upper in [true, false] {
            let dark = cells.iter().map(|cell| match cell.symbol() {
                "█" => true,
                "▀" => upper,
                "▄" => !upper,
                " " => false,
                other => panic!("{other} in a code"),
            });
            rows.push(dark.collect());
        }
    }
    rows.retain(|row: &Vec<bool>| !row.is_empty());
    let across = rows.iter().map(Vec::len).min().unwrap_or(0);
    rows.iter_mut().for_each(|row| row.truncate(across));
    rows
}

/// What a camera reads.
fn decoded(rows: &[Vec<bool>]) -> Option<String> {
    let (width, height) = (rows[0].len() * SCALE, rows.len() * SCALE);
    let pixel = |x: usize, y: usize| if rows[y / SCALE][x / SCALE] { 0 } else { 255 };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, pixel);
    let grids = image.detect_grids();
    let (_, text) = grids.first()?.decode().ok()?;
    Some(text)
}

fn shown(talk: Talk) -> Talk {
    talk.keys("s g")
}

#[test]
fn what_is_drawn_is_read_back_in_every_theme_and_depth_and_at_every_size_it_fits() {
    for catalog in all() {
        for name in theme::list() {
            for depth in [Depth::True, Depth::Cube256, Depth::Ansi16] {
                let mut talk = Talk::new(&catalog);
                talk.app.look.theme = theme::builtin(name).unwrap().at(depth);
                let mut talk = shown(talk.answered(0).answered(1));
                for (width, height) in [(80, 24), (100, 30), (120, 40), (200, 60)] {
                    let (buffer, _) = talk.drawn(width, height);
                    let rows = modules(&buffer);
                    if rows.is_empty() {
                        // Long names: the first three lines belong together, and a small window has no room for them.
                        assert!(width < 120, "{} {name} {width}x{height}", catalog.id);
                        continue;
                    }
                    let text = decoded(&rows)
                        .unwrap_or_else(|| panic!("{} {name} {width}x{height}", catalog.id));
                    let case = talk.app.case.as_ref().unwrap();
                    let all = case.view().take_home(case.sure.as_deref(), talk.app.today);
                    let lines: Vec<&str> = text.lines().collect();
                    assert!(lines.len() >= 3, "{text}");
                    assert_eq!(lines, all[..lines.len()], "whole lines, the first ones");
                }
            }
        }
    }
}

#[test]
fn four_modules_around_it_stay_white() {
    let mut talk = shown(Talk::new(broadband()).keys("2 Enter 2"));
    for (width, height) in [(100, 30), (120, 40)] {
        let (buffer, _) = talk.drawn(width, height);
        let rows = modules(&buffer);
        let size = rows[0].len();
        for (y, row) in rows.iter().take(size).enumerate() {
            for (x, dark) in row.iter().enumerate() {
                let edge = x.min(y).min(size - 1 - x).min(size - 1 - y);
                assert!(edge >= 4 || !dark, "{x},{y} of {size}");
            }
        }
    }
}

#[test]
fn where_no_code_fits_or_can_be_drawn_the_text_is_there() {
    let mut small = shown(Talk::new(broadband()).keys("2 Enter 2"));
    let mut plain = small.clone();
    plain.app.look.glyphs = Glyphs::choose(true);
    let mut mono = small.clone();
    mono.app.look.theme = theme::builtin("night").unwrap().at(Depth::Mono);
    for (talk, size) in [
        (&mut small, (40, 10)),
        (&mut plain, (80, 24)),
        (&mut mono, (80, 24)),
    ] {
        let text = talk.rows(size.0, size.1).join(" ");
        assert!(text.contains("No code fits"), "{text}");
        assert!(text.contains("1st "), "{text}");
    }
}

#[test]
fn any_key_closes_it() {
    let talk = shown(Talk::new(broadband()).keys("2 Enter 2"));
    assert_eq!(talk.app.overlay, Some(Overlay::Code));
    for key in ["Enter", "Backspace", "g", "x"] {
        assert_eq!(talk.clone().keys(key).app.overlay, None, "{key}");
    }
}

#[test]
fn where_nothing_fits_the_nearest_is_never_named_without_what_it_misses() {
    let talk = Talk::new(broadband())
        .keys("2 Enter 1")
        .keys("1 5 Enter 3 Enter 2 1 0 0 - 2 0 0 0 Enter 1");
    let case = talk.app.case.as_ref().unwrap();
    assert!(case.advice.ranked.is_empty());
    let lines = case.view().take_home(case.sure.as_deref(), talk.app.today);
    assert!(lines[0].contains("Nearest: "), "{lines:?}");
    // A code holds three lines at least.
    assert!(
        lines[..3].iter().any(|line| line.starts_with("Misses: ")),
        "{lines:?}"
    );
}
