//! What can be told of the terminal without asking the person in front of it.

use crate::config::Config;
use crate::tui::terminal::{TerminalSession, size};
use crate::tui::text::width;
use crate::tui::theme::{Depth, depth};
use crate::tui::view::SMALLEST;

use super::Line;

/// Texts of several scripts with the cells they take.
const SAMPLES: [(&str, usize); 6] = [
    ("candor", 6),
    ("Grüße", 5),
    ("e\u{301}", 1),
    ("漢字", 4),
    ("\u{1112}\u{1161}\u{11ab}", 2),
    ("√·█│", 4),
];

/// How many colours are used.
pub fn colours(config: &Config) -> Line {
    let words = match depth(&config.terminal, config.color) {
        Depth::Mono => "none",
        Depth::Ansi16 => "16",
        Depth::Cube256 => "256",
        Depth::True => "16 million",
    };
    Line {
        name: "colours",
        outcome: Ok(words.to_owned()),
    }
}

/// Whether texts take as many cells as they should.
pub fn cells() -> Line {
    let wrong: Vec<String> = SAMPLES
        .iter()
        .filter(|(text, cells)| width(text) != *cells)
        .map(|(text, cells)| format!("'{text}' counts as {} and takes {cells}", width(text)))
        .collect();
    Line {
        name: "width of text",
        outcome: if wrong.is_empty() {
            Ok(format!("{} samples", SAMPLES.len()))
        } else {
            Err(wrong.join(", "))
        },
    }
}

/// Whether the terminal gives keys one by one and is large enough; nothing where no person sits at one.
pub fn keys(config: &Config) -> Vec<Line> {
    if !config.interactive {
        return Vec::new();
    }
    let taken = TerminalSession::start().and_then(TerminalSession::finish);
    let keys = Line {
        name: "keys",
        outcome: taken
            .map(|()| "the terminal was taken and given back".to_owned())
            .map_err(|why| format!("the terminal cannot be taken: {why}")),
    };
    let (across, down) = SMALLEST;
    let window = Line {
        name: "window",
        outcome: match size() {
            Ok(size) if size.width >= across && size.height >= down => {
                Ok(format!("{}x{} cells", size.width, size.height))
            }
            Ok(size) => Err(format!(
                "{}x{} cells, and {across}x{down} are needed",
                size.width, size.height
            )),
            Err(why) => Err(format!("its size cannot be told: {why}")),
        },
    };
    vec![keys, window]
}
