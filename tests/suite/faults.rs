//! S-036: a fault of the program itself, in any thread and at any moment of a conversation. The terminal goes back as it was, three
//! plain lines say what happened and nothing that anybody said, all that was acknowledged is on disk, and the exit code is 101.
//!
//! The conversation is held by this test binary run again on a pseudo-terminal: it hands the library a clock, a terminal and a writer
//! of transcripts that panic when they are used for the n-th time by one thread.
#![cfg(unix)]

use std::fmt::Write as _;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::exit;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use candor::casebook::{self, KeepDays};
use candor::cases::{Store, Tail};
use candor::catalog::{builtin, shelf::Found};
use candor::clock::{self, Clock};
use candor::interview::Fact;
use candor::tui::app::{Asking, Look};
use candor::tui::glyphs::Glyphs;
use candor::tui::theme::Theme;
use candor::tui::{HandedOver, Keeping, Setup, run};
use jiff::{Timestamp, tz::TimeZone};
use portable_pty::CommandBuilder;

use crate::support::program::Home;
use crate::support::pty::{Pty, SIZE};
use crate::support::script::acknowledged;

/// Says where the child's fault is to be, as `thread:n`.
const FAULT: &str = "CANDOR_TEST_FAULT";
/// Says where the child keeps its cases.
const DATA: &str = "CANDOR_TEST_DATA";
/// What a fault says: it was put together while the program ran, so it may hold what a customer said, and is told to nobody.
const WORDS: &str = "Tamsin Oyelaran, moves out on the ninth";
/// Longest wait for what is to be on the screen.
const PATIENCE: Duration = Duration::from_secs(60);
/// Homes at work at the same time: a run mostly waits.
const AT_ONCE: usize = 8;

/// The thread that runs the loop, in the child.
static LOOP: OnceLock<ThreadId> = OnceLock::new();
static CALLS: AtomicUsize = AtomicUsize::new(0);

/// Panics when this is the use of the thread, by number, that the environment names.
fn used(by: &str) {
    let fault = std::env::var(FAULT).unwrap();
    let (thread, number) = fault.split_once(':').unwrap();
    if thread == by {
        let number: usize = number.parse().unwrap();
        assert!(
            CALLS.fetch_add(1, Ordering::SeqCst) + 1 != number,
            "{WORDS}"
        );
    }
}

/// The name of the thread that asks.
fn here() -> String {
    let thread = thread::current();
    if LOOP.get() == Some(&thread.id()) {
        return "loop".to_owned();
    }
    thread.name().unwrap_or_default().to_owned()
}

fn now() -> Timestamp {
    used(&here());
    clock::now()
}

fn ticks() -> Duration {
    used(&here());
    clock::ticks()
}

/// The terminal, with a fault.
struct Out(io::Stdout);

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        used("frames");
        self.0.write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A conversation with a fault in it. Where no fault is named, this test has nothing to do.
#[test]
fn the_child_holds_a_conversation() {
    let Some(data) = std::env::var_os(DATA) else {
        return;
    };
    let _ = LOOP.set(thread::current().id());
    let found = Found::Shipped(builtin::find("vehicles").unwrap());
    let store = Store::open(Path::new(&data)).unwrap();
    let setup = Setup {
        shelf: vec![(found.load().unwrap().into(), found)],
        refused: Vec::new(),
        keeping: Keeping::Folder {
            store,
            export: Box::new(|_, _, _, _| {
                used("export");
                Ok(HandedOver::Files(vec!["transcript.md".into()]))
            }),
        },
        looks: vec![Theme::default()],
        look: Look {
            theme: Theme::default(),
            glyphs: Glyphs::choose(false),
            zone: TimeZone::UTC,
            keys: candor::command::Keymap::default(),
            roomy: false,
        },
        asking: Asking::InOrder,
        begin: None,
        user: "somebody".into(),
        keep: KeepDays::default(),
        lock_after: None,
        mouse: false,
        erasing: candor::tui::terminal::Erasing::InColour,
        clock: Clock { now, ticks },
    };
    // As the process of the program ends: it has no test around it that would speak.
    exit(
        match catch_unwind(AssertUnwindSafe(|| run(setup, Out(io::stdout())))) {
            Ok(Ok(())) => 0,
            Ok(Err(_)) => 3,
            Err(_) => 101,
        },
    );
}

/// Keys, and what is on the screen once each is taken.
const KEYS: [(&str, &str); 21] = [
    ("", "New conversation"),
    ("1", "READ WORD FOR WORD"),
    ("\r", "Q1 of 14"),
    ("4", "Q2 of 14"),
    ("1", "[x] daily"),
    ("\r", "Q3 of 14"),
    ("4", "> 4_"),
    ("2", "> 42_"),
    ("0", "> 420_"),
    ("0", "> 4200_"),
    ("0", "> 42000_"),
    ("\r", "Q4 of 14"),
    ("2", "[x] SUV"),
    ("\r", "Q6 of 14"),
    ("4", "[x] hybrid"),
    ("\r", "Q7 of 14"),
    ("1", "Q8 of 14"),
    ("c", "side by side"),
    ("w", "Why"),
    ("s", "takes"),
    ("5", "transcript.md"),
];
/// How many answers they keep.
const ANSWERS: usize = 6;

/// Presses the keys until the program is gone; the last of them.
fn talk(pty: &mut Pty, called: bool) -> &'static str {
    let mut last = "";
    for (n, (key, taken)) in KEYS.into_iter().enumerate() {
        // Keys of one person: no burst, no bounce.
        thread::sleep(Duration::from_millis(90));
        if called && n == 4 {
            pty.call("-TERM");
            return last;
        }
        if pty.has_ended() {
            return last;
        }
        last = key;
        let _ = pty.send(key);
        let began = Instant::now();
        while !pty.text().contains(taken) {
            if pty.has_ended() {
                return last;
            }
            assert!(
                began.elapsed() < PATIENCE,
                "no {taken:?} on\n{}",
                pty.text()
            );
            if pty.text().contains("A key was dropped") {
                let _ = pty.send(key);
                thread::sleep(Duration::from_millis(400));
            }
            thread::sleep(Duration::from_millis(3));
        }
    }
    last
}

/// How many answers are on disk.
fn saved(data: &Path) -> usize {
    let store = Store::open(data).unwrap();
    let cases = store.list().unwrap();
    assert!(cases.len() <= 1);
    cases.first().map_or(0, |case| {
        let records = casebook::load(&store, &case.id).unwrap();
        assert!(
            !matches!(records.tail, Tail::Broken { .. }),
            "{:?}",
            records.tail
        );
        let answered = |fact: &&Fact| matches!(fact, Fact::Answered { .. });
        let facts = records.facts.iter().map(|recorded| &recorded.fact);
        facts.filter(answered).count()
    })
}

/// Holds the conversation with a fault at `number` of `thread`, and checks what is left. How many answers were acknowledged.
fn fault(thread: &str, number: usize) -> usize {
    let home = Home::new();
    let data = home.path("data");
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.env_clear();
    command.args([
        "--exact",
        "faults::the_child_holds_a_conversation",
        "--nocapture",
    ]);
    command.env("TERM", "xterm-256color");
    command.env("RUST_BACKTRACE", "1");
    command.env(DATA, &data);
    command.env(FAULT, format!("{thread}:{number}"));
    let mut pty = Pty::run(command, SIZE);
    let last = talk(&mut pty, thread == "calls");
    let ended = pty.over();
    let what = format!("{thread}:{number}");
    assert_eq!(ended.code, 101, "{what}: {}", ended.bytes);
    assert!(ended.line_mode, "{what}: keys are echoed again");

    let bytes = ended.bytes;
    for mode in ["?1049", "?2004"] {
        let on = bytes.rfind(&format!("\u{1b}[{mode}h"));
        let off = bytes.rfind(&format!("\u{1b}[{mode}l"));
        assert!(on.is_some() && on < off, "{what}: {mode} in {bytes:?}");
    }
    let (talk, left) = bytes.rsplit_once("\u{1b}[?1049l").unwrap();
    assert!(!left.contains('\u{1b}'), "{what}: {left:?}");
    // A key that came too late is echoed by the terminal, which is the shell's again.
    let echoed = |line: &str| {
        let rest = line.strip_prefix(last)?;
        (rest.is_empty() || rest.starts_with("candor has")).then(|| rest.to_owned())
    };
    let lines = left
        .lines()
        .map(|line| echoed(line).unwrap_or(line.to_owned()));
    let told: Vec<String> = lines.filter(|line| !line.trim().is_empty()).collect();
    assert_eq!(told.len(), 3, "{what}: {left:?}");
    assert!(
        told[0].starts_with("candor has a fault of its own at ") && told[0].contains("faults.rs:")
    );
    assert!(!bytes.contains("Tamsin"), "{what}: {left:?}");
    assert_eq!(told[1], "Every answer that was shown as saved is on disk.");
    assert_eq!(
        told[2],
        "Start candor again to go on; please report the first line."
    );

    // What was on the screen when the terminal was given back, or before.
    let mut screen = vt100::Parser::new(SIZE.1, SIZE.0, 0);
    let (mut shown, mut frames) = (0, String::new());
    for frame in talk.split_inclusive("\u{1b}[?2026l") {
        screen.process(frame.as_bytes());
        frames.clear();
        write!(frames, "{}", screen.screen().contents()).unwrap();
        shown = shown.max(acknowledged(&frames));
    }
    let there = saved(&data);
    assert!(
        (shown..=ANSWERS).contains(&there),
        "{what}: {there} on disk, {shown} shown"
    );
    // Nothing of the record is wrong, and the conversation can go on.
    if there > 0 {
        let ran = home.run("verify --all --data-dir data");
        assert_eq!(ran.code, 0, "{what}: {}{}", ran.out, ran.err);
        let ran = home.run("case list --format json --data-dir data");
        assert!(
            ran.code == 0 && ran.out.contains(&format!("\"answered\": {there}")),
            "{what}: {}",
            ran.out
        );
    }
    shown
}

/// Fifty places: for each thread some of its uses, by number.
fn places() -> Vec<(&'static str, usize)> {
    let of = |thread: &'static str, uses: Vec<usize>| uses.into_iter().map(move |n| (thread, n));
    of("loop", (1..=46).step_by(3).collect())
        .chain(of("input", (1..=28).step_by(3).collect()))
        .chain(of("clerk", (1..=8).collect()))
        .chain(of("export", vec![1]))
        .chain(of("frames", (1..=11).collect()))
        .chain(of("archive", (1..=3).collect()))
        .chain(of("calls", vec![1]))
        .collect()
}

#[test]
fn a_fault_at_any_of_fifty_places_loses_nothing_and_gives_the_terminal_back() {
    let places = places();
    assert_eq!(places.len(), 50);
    let (next, answers) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some((thread, number)) = places.get(next.fetch_add(1, Ordering::SeqCst)) {
                    answers.fetch_add(fault(thread, *number), Ordering::SeqCst);
                }
            });
        }
    });
    // Faults that only hit the start would prove nothing of conversations.
    let answers = answers.into_inner();
    assert!(answers >= 20, "{answers} answers were acknowledged in all");
}
