//! What a person waits for: the first frame of a started program, and the frame after a key.

use std::collections::VecDeque;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use candor::catalog::{Catalog, builtin, from_files};
use candor::domain::SafeText;
use candor::interview::{Began, Fact, Recorded};
use candor::tui::app::{App, Effect, Event, Look};
use candor::tui::glyphs::Glyphs;
use candor::tui::terminal::{Guarded, Input, Key};
use candor::tui::theme;
use candor::tui::view::draw;
use ratatui::layout::Rect;

use crate::running::Running;
use crate::table::{heading, measure, of, row};

pub fn run() {
    heading("Screen: a key that answers, the advice and the frame, in memory");
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut app = talk();
        let area = Rect::new(0, 0, width, height);
        let mut n = 0_usize;
        row(
            &format!("answer to buffer at {width}x{height}, 110 offerings"),
            measure(101, || {
                // The first question is answered again and again, each time otherwise.
                n += 1;
                let key = Key::Char(['2', '3', '4'][n % 3]);
                answer(&mut app, key);
                black_box(draw(&app, area));
                app.case.as_mut().unwrap().go_to(0);
            }),
        );
    }
    let longest = SafeText::new(&"x ".repeat(32 * 1024));
    row(
        "wrapping the longest text there is (64 KiB) to 80 cells",
        measure(15, || {
            black_box(candor::tui::text::wrap(&longest, 80));
        }),
    );
    heading("Screen: the program itself on a pseudo-terminal of 80x24");
    let starts: Vec<Duration> = (0..15).map(|_| first_frame()).collect();
    row("process start to first frame", of(starts));
    row(
        "key to bytes of the new frame (synced answer)",
        of(key_to_frame()),
    );
}

fn talk() -> App {
    let shipped = builtin::find("vehicles").unwrap();
    let catalog = from_files(shipped.catalog.as_bytes(), shipped.offerings.as_bytes()).unwrap();
    let mut app = opened(catalog);
    app.update(Event::Person(Guarded::Input(Input::Key(Key::Enter))));
    app
}

/// A conversation on this catalog, just begun, with all worked out that the first screen shows.
pub fn opened(catalog: Catalog) -> App {
    let began = Began {
        catalog: catalog.id.clone(),
        edition: catalog.edition.clone(),
        fingerprint: catalog.fingerprint.as_str().into(),
        program: "bench".into(),
    };
    let look = Look {
        theme: theme::builtin(theme::DEFAULT).unwrap(),
        glyphs: Glyphs::choose(false),
        zone: jiff::tz::TimeZone::UTC,
        keys: candor::command::Keymap::default(),
        roomy: false,
    };
    let today = jiff::civil::date(2026, 1, 1);
    let catalog = Arc::new(catalog);
    let mut app = App::new(
        vec![Arc::clone(&catalog)],
        Vec::new(),
        Vec::new(),
        Vec::new(),
        look,
        today,
    );
    let effects = app.update(Event::Opened {
        catalog,
        id: "bench".into(),
        facts: vec![Recorded {
            at: jiff::Timestamp::UNIX_EPOCH,
            fact: Fact::Began(began),
        }],
        notice: None,
    });
    follow(&mut app, effects);
    app
}

/// Does what the app wants done, as the threads of the program do.
fn follow(app: &mut App, effects: Vec<Effect>) {
    let mut effects = VecDeque::from(effects);
    while let Some(effect) = effects.pop_front() {
        let event = match effect {
            Effect::Record(fact) => Event::Recorded(Recorded {
                at: jiff::Timestamp::UNIX_EPOCH,
                fact,
            }),
            Effect::Ponder(ponder) => Event::Pondered(ponder.work()),
            _ => continue,
        };
        effects.extend(app.update(event));
    }
}

fn answer(app: &mut App, key: Key) {
    let effects = app.update(Event::Person(Guarded::Input(Input::Key(key))));
    follow(app, effects);
}

fn first_frame() -> Duration {
    let began = Instant::now();
    let mut program = Running::start(&[]);
    program.wait("conversation") - began
}

fn key_to_frame() -> Vec<Duration> {
    let mut program = Running::start(&[]);
    program.wait("conversation");
    for key in ["\r", "\r"] {
        program.quiet();
        program.press(key);
    }
    (0..15)
        .map(|n| {
            // An answer, then back to its question.
            let pressed = program.press(["2", "3"][n % 2]).expect("a frame");
            program.press("\x7f");
            pressed.first
        })
        .collect()
}
