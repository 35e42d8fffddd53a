//! What every screen looks like where there are no colours, and where there are only the signs of ASCII.

use candor::tui::glyphs::Glyphs;
use candor::tui::theme::{Depth, builtin};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::screens::scenes;
use crate::support::app::{Talk, grid};

const SIZES: [(u16, u16); 3] = [(60, 20), (80, 24), (120, 40)];

/// How a cell without colours differs from plain text; empty for plain text and for blanks that look like any other.
fn property(cell: &Cell) -> String {
    assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset), "{cell:?}");
    let seen_on_blanks = Modifier::REVERSED | Modifier::UNDERLINED;
    let seen = match cell.symbol() {
        " " => cell.modifier & seen_on_blanks,
        _ => cell.modifier,
    };
    let names = seen.iter_names().map(|(name, _)| name.to_lowercase());
    names.collect::<Vec<String>>().join(" ")
}

/// Runs of cells with properties, row by row.
fn properties(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    let mut lines = Vec::new();
    for y in area.top()..area.bottom() {
        let mut runs: Vec<(u16, u16, String)> = Vec::new();
        for x in area.left()..area.right() {
            let name = property(&buffer[(x, y)]);
            match runs.last_mut() {
                Some((_, to, last)) if *last == name && *to + 1 == x => *to = x,
                _ if name.is_empty() => {}
                _ => runs.push((x, x, name)),
            }
        }
        if !runs.is_empty() {
            let runs = runs.iter();
            let runs: Vec<String> = runs
                .map(|(from, to, name)| format!("c{from:02}-{to:02} {name}"))
                .collect();
            lines.push(format!("r{y:02} {}", runs.join(", ")));
        }
    }
    lines
}

fn settings(folder: &str) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path(format!("snapshots/{folder}"));
    settings.set_omit_expression(true);
    settings
}

fn without_colours(mut talk: Talk) -> Talk {
    let mono = builtin("mono").unwrap().at(Depth::Mono);
    // Where nothing is wrong with the words, the name of the theme is the only one that may differ.
    talk.app.look.theme = mono;
    talk
}

/// The words are those that are agreed for the usual theme; how they are set is agreed here.
#[test]
fn every_screen_without_colours_has_the_same_words_and_looks_as_agreed() {
    for (name, mut talk) in scenes() {
        let mut mono = without_colours(talk.clone());
        let screens: Vec<String> = SIZES
            .into_iter()
            .map(|(width, height)| {
                let coloured = talk.rows(width, height);
                let (buffer, _) = mono.drawn(width, height);
                assert_eq!(grid(&buffer), coloured, "{name} at {width}x{height}");
                format!("{width}x{height}\n{}", properties(&buffer).join("\n"))
            })
            .collect();
        settings("mono").bind(|| {
            insta::assert_snapshot!(name.replace([' ', ','], "_"), screens.join("\n\n"));
        });
    }
}

#[test]
fn every_screen_in_signs_of_ascii_looks_as_agreed() {
    for (name, mut talk) in scenes() {
        talk.app.look.glyphs = Glyphs::choose(true);
        let screens: Vec<String> = SIZES
            .into_iter()
            .map(|(width, height)| {
                let rows = talk.rows(width, height);
                let ascii = rows.iter().all(|row| row.is_ascii());
                assert!(ascii, "{name} at {width}x{height}: {}", rows.join("\n"));
                format!("{width}x{height}\n{}", rows.join("\n"))
            })
            .collect();
        settings("ascii").bind(|| {
            insta::assert_snapshot!(name.replace([' ', ','], "_"), screens.join("\n\n"));
        });
    }
}
