//! What a person may have to wait for and what a machine may have to hold: every budget with the figure measured, in one table.
//!
//! The catalog is that of [`crate::large`]: 500 offerings, 40 questions. Where a figure needs the whole program it runs on a
//! pseudo-terminal of 80x24 with its records on the disk of temporary files.

use std::path::Path;
use std::time::{Duration, Instant};

use candor::tui::app::{App, Event, Overlay};
use candor::tui::terminal::{Guarded, Input, Key};
use candor::tui::view::draw;
use ratatui::layout::Rect;

use crate::large;
use crate::limit::Limit;
use crate::running::Running;
use crate::screen::opened;
use crate::table::on_processor;

/// How often the program is started.
const STARTS: usize = 40;
/// How many keys are pressed in the program.
const KEYS: usize = 200;
/// How many where the processor is limited.
const KEYS_LIMITED: usize = 60;
/// What a key does.
const MOVES: &str = "move, tick or type";
const TURNS: &str = "turn to another page";
const ANSWERS: &str = "answer and bring the next question";

/// Times in ascending order.
struct Times(Vec<Duration>);

impl Times {
    fn new(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    /// The time that `share` of a hundred do not exceed.
    fn at(&self, share: usize) -> Duration {
        let last = self.0.len() - 1;
        self.0[(self.0.len() * share)
            .div_ceil(100)
            .saturating_sub(1)
            .min(last)]
    }
}

pub fn run() {
    println!("\nBudgets: 500 offerings, 40 questions, 80x24");
    println!(
        "{:<7} {:<52} {:>12} {:>10} {:>10} {:>10}",
        "", "", "budget", "median", "tail", "most"
    );
    palette();
    let home = tempfile::tempdir().unwrap();
    let (rules, offerings) = large::files(500);
    std::fs::write(home.path().join("catalog.json"), rules).unwrap();
    std::fs::write(home.path().join("offerings.csv"), offerings).unwrap();
    starts(home.path());
    keys(home.path());
    on_a_tenth(home.path());
    size_of_program();
}

fn row(id: &str, what: &str, (limit, share): (u64, usize), times: &Times) {
    let ms = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1e3);
    let budget = format!("p{share} {limit} ms");
    let tail = times.at(share);
    let over = if tail > Duration::from_millis(limit) {
        "  OVER"
    } else {
        ""
    };
    println!(
        "{id:<7} {what:<52} {budget:>12} {:>10} {:>10} {:>10}{over}",
        ms(times.at(50)),
        ms(tail),
        ms(times.at(100))
    );
}

fn mebibytes(id: &str, what: &str, limit: u64, bytes: Option<u64>) {
    let Some(bytes) = bytes else {
        println!("{id:<7} {what:<52} skipped: this system does not say");
        return;
    };
    let figure = format!("{:.1} MiB", bytes as f64 / 1048576.0);
    // A megabyte is a million bytes: the stricter reading.
    let over = if bytes > limit * 1_000_000 {
        "  OVER"
    } else {
        ""
    };
    println!(
        "{id:<7} {what:<52} {:>12} {figure:>10}{over}",
        format!("{limit} MB")
    );
}

/// The time a key and its frame take in this thread: on the processor where the system says so, which other programs hardly change.
fn timed(app: &mut App, key: Key) -> Duration {
    let (before, began) = (on_processor(), Instant::now());
    app.update(Event::Person(Guarded::Input(Input::Key(key))));
    std::hint::black_box(draw(app, Rect::new(0, 0, 80, 24)));
    let busy = on_processor()
        .zip(before)
        .map(|(after, before)| after - before);
    busy.unwrap_or_else(|| began.elapsed())
}

/// Opening the palette, and each key typed into it: with all entries of the large catalog, and with 2,000.
fn palette() {
    let mut times = Vec::new();
    let mut app = opened(large::catalog(500));
    for _ in 0..200 {
        times.push(timed(&mut app, Key::Char('/')));
        app.overlay = None;
    }
    row(
        "U-042",
        "palette opens, with its frame",
        (16, 99),
        &Times::new(times),
    );
    let mut app = opened(large::catalog(1_900));
    timed(&mut app, Key::Char('/'));
    let Some(Overlay::Jump(jump)) = &app.overlay else {
        panic!("the palette is open");
    };
    let of = jump.of;
    let mut times = Vec::new();
    for query in [
        "offering number 1432",
        "budget",
        "seller 7",
        "figuer 3",
        "compare",
        "xyzzy",
    ] {
        app.overlay = None;
        timed(&mut app, Key::Char('/'));
        times.extend(query.chars().map(|c| timed(&mut app, Key::Char(c))));
        times.extend((0..query.len()).map(|_| timed(&mut app, Key::Backspace)));
    }
    let what = format!("a key typed into it, {of} entries, with its frame");
    row("U-042", &what, (8, 99), &Times::new(times));
}

fn starts(folder: &Path) {
    let times = (0..STARTS).map(|_| {
        let began = Instant::now();
        let mut program = Running::start(&["interview".as_ref(), folder.as_os_str()]);
        program.wait("Q1 of") - began
    });
    row(
        "U-051",
        "start of the process to the first frame",
        (50, 95),
        &Times::new(times.collect()),
    );
}

/// What the keys of a conversation cost.
struct Talked {
    /// What each key did, how long its first frame took, and how many bytes it cost.
    keys: Vec<(&'static str, Duration, usize)>,
    /// How long after an answer all was known of it.
    known: Vec<Duration>,
}

/// Keys of a whole conversation, one after the other, each pressed when all is quiet: `most` of them, or fewer where it ends before.
fn talked(program: &mut Running, most: usize) -> Talked {
    let (mut keys, mut known) = (Vec::new(), Vec::new());
    while keys.len() < most && !program.screen().contains("s sums up") {
        // Down and up, a look at the reasons and back, then an answer.
        for (does, key) in [
            (MOVES, "\x1b[B"),
            (MOVES, "\x1b[A"),
            (TURNS, "w"),
            (TURNS, "\x7f"),
        ] {
            let pressed = program.press(key);
            keys.extend(pressed.map(|pressed| (does, pressed.first, pressed.bytes)));
        }
        // Where a digit only ticks or types, Enter follows.
        for key in ["2", "\r"] {
            let before = program.question();
            if let Some(pressed) = program.press(key) {
                let answered = program.question() != before;
                let does = if answered { ANSWERS } else { MOVES };
                keys.push((does, pressed.first, pressed.bytes));
                if answered {
                    known.push(pressed.last);
                    break;
                }
            }
        }
    }
    Talked { keys, known }
}

/// The same conversation on a tenth of one processor.
fn on_a_tenth(folder: &Path) {
    let mut program = Running::start(&["interview".as_ref(), folder.as_os_str()]);
    program.wait("Q1 of");
    program.quiet();
    let Some(_limit) = Limit::tenth(program.process()) else {
        println!("S-095   a tenth of one processor: skipped, this system lets nobody limit it");
        return;
    };
    let Talked { keys, .. } = talked(&mut program, KEYS_LIMITED);
    let what = format!("key to frame, 1 ms of processor in 10, {} keys", keys.len());
    let times = keys.iter().map(|(_, frame, _)| *frame);
    row("S-095", &what, (100, 99), &Times::new(times.collect()));
}

fn keys(folder: &Path) {
    let mut program = Running::start(&["interview".as_ref(), folder.as_os_str()]);
    program.wait("Q1 of");
    program.quiet();
    let Talked { keys, known } = talked(&mut program, KEYS);
    let answers = known.len();
    let frames = |own: &str| {
        let keys = keys
            .iter()
            .filter(|(does, ..)| own.is_empty() || *does == own);
        Times::new(keys.map(|(_, frame, _)| *frame).collect())
    };
    let what = format!("key to the frame of it, flushed, {} keys", keys.len());
    row("U-052", &what, (16, 99), &frames(""));
    for does in [MOVES, TURNS, ANSWERS] {
        row("", &format!("  those that {does}"), (16, 99), &frames(does));
    }
    let what = format!("answer to \"8 in 10\" and the next of {answers} questions");
    row("U-053", &what, (150, 99), &Times::new(known));
    for own in ["", MOVES, TURNS, ANSWERS] {
        let keys = keys
            .iter()
            .filter(|(does, ..)| own.is_empty() || *does == own);
        let bytes = keys.map(|(.., bytes)| *bytes).collect();
        let (id, what) = match own {
            "" => ("U-054", "bytes for one of these keys".to_owned()),
            own => ("", format!("  those that {own}")),
        };
        bytes_row(id, &what, bytes);
    }
    mebibytes(
        "U-055",
        "most memory resident in that conversation",
        40,
        program.resident(),
    );
}

fn bytes_row(id: &str, what: &str, mut bytes: Vec<usize>) {
    bytes.sort_unstable();
    let at = |share: usize| bytes.get(bytes.len() * share / 100).or(bytes.last());
    let figure = |bytes: Option<&usize>| bytes.map_or("-".to_owned(), usize::to_string);
    let over = if at(95).is_some_and(|p95| *p95 > 1_500) {
        "  OVER"
    } else {
        ""
    };
    println!(
        "{id:<7} {what:<52} {:>12} {:>10} {:>10} {:>10}{over}",
        "p95 1500",
        figure(at(50)),
        figure(at(95)),
        figure(bytes.last())
    );
}

fn size_of_program() {
    let size = std::fs::metadata(env!("CARGO_BIN_EXE_candor")).map(|file| file.len());
    mebibytes("U-055", "the program file", 8, size.ok());
}
