//! Every parser with what nobody meant to write: the shipped files changed by chance, the corpus of the fuzz targets, and depth.

#[path = "../fuzz/doors.rs"]
mod doors;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use candor::cases::{Journal, RecordKind};
use candor::catalog::builtin;

use crate::support::cases::case;
use crate::support::dice::Dice;
use crate::support::hostile;

/// Longest any one input may keep the program busy; a machine with much to do has ten times as long.
const LONG: Duration = Duration::from_secs(10);

/// Whole inputs from which others are made, by door.
fn seeds(door: &str) -> Vec<Vec<u8>> {
    let shipped = builtin::ALL.iter();
    let text = |text: &str| text.as_bytes().to_vec();
    match door {
        "catalog" => vec![doors::SMALL.0.to_vec(), text(builtin::ALL[0].catalog)],
        "table" => vec![doors::SMALL.1.to_vec()],
        "personas" => shipped.map(|own| text(own.tests)).collect(),
        "theme" => candor::tui::theme::list()
            .into_iter()
            .map(|name| fs::read(root().join(format!("themes/{name}.json"))).unwrap())
            .collect(),
        "answers" => vec![
            text(
                r#"{"answers": {"people": 3, "home": "middling", "budget": {"value": 60, "importance": "must"}, "lines": ["fibre", "cable"], "wanted_speed": [100, 500], "priorities": ["money", "pace"], "setup_level": "somewhat", "wishes": "calm"}}"#,
            ),
            text(
                r#"{"answers": {"people": "5", "uses": ["commute"], "budget": {"value": 42000, "certainty": "guess"}, "winter": "dont_know"}}"#,
            ),
        ],
        "settings" => vec![text(
            r#"{"theme": "day", "ascii": true, "color": "256", "width": 100, "keep_days": {"decided": 730, "undecided": 14}, "lock_after_minutes": 10}"#,
        )],
        "formula" => vec![
            text("new && known(price) ? price * 1.5 : min(price, price / 2)"),
            text("kind in ['low', 'high'] || !(price > price * 2)"),
            text("payment(price, 5, 60) / price"),
        ],
        "conversation" => vec![facts().join("\n").into_bytes()],
        "journal" => vec![journal()],
        "safe_text" => vec![text(
            "caf\u{e9} e\u{301} \u{202e}\u{1f468}\u{200d}\u{1f469} \u{1112}\u{1161}\u{11ab}",
        )],
        other => panic!("the door {other} has no seed"),
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A conversation as the journal has it, with figures and options that fit no question.
fn facts() -> Vec<String> {
    let answer = |question: &str, answer: &str| {
        format!(
            r#"{{"at":"2025-11-21T14:00:00Z","fact":"answered","question":"{question}","answer":{answer}}}"#
        )
    };
    let plain = |fact: &str| format!(r#"{{"at":"2025-11-21T14:00:07Z",{fact}}}"#);
    vec![
        plain(
            r#""fact":"began","catalog":"vehicles","edition":"1","fingerprint":"x","program":"test""#,
        ),
        answer(
            "people",
            r#"{"kind":"number","value":1e308,"importance":"must"}"#,
        ),
        answer("people", r#"{"kind":"one","value":"nobody"}"#),
        answer("budget", r#"{"kind":"number","value":-1e-300}"#),
        answer(
            "lines",
            r#"{"kind":"several","value":["fibre","fibre","x"]}"#,
        ),
        answer("wanted_speed", r#"{"kind":"range","value":[500,-1e300]}"#),
        answer(
            "priorities",
            r#"{"kind":"order","value":["money","money","room"]}"#,
        ),
        answer("setup_level", r#"{"kind":"level","value":"must"}"#),
        answer("else", r#"{"kind":"words","value":"calm"}"#),
        answer(
            "phone",
            r#"{"kind":"yes_no","value":true,"provenance":"guessed"}"#,
        ),
        plain(r#""fact":"put_off","question":"games""#),
        plain(r#""fact":"undone""#),
        plain(r#""fact":"redone""#),
        plain(r#""fact":"noted","kind":"idea","text":"x""#),
        plain(r#""fact":"ended","outcome":{"chose":{"offering":"nothing"}}"#),
    ]
}

fn journal() -> Vec<u8> {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::create(dir.path(), &case()).unwrap();
    for fact in facts() {
        journal.append(RecordKind(1), fact.as_bytes()).unwrap();
    }
    let path = journal.path().to_owned();
    drop(journal);
    fs::read(path).unwrap()
}

/// Some place in `bytes`, its end included.
fn place(bytes: &[u8], dice: &mut Dice) -> usize {
    dice.below(bytes.len() + 1)
}

/// Changes `bytes` as a slip, a broken disk or somebody who means harm would.
fn change(bytes: &mut Vec<u8>, dice: &mut Dice) {
    const WORDS: [&str; 24] = [
        "NaN",
        "-NaN",
        "Infinity",
        "1e999",
        "-1e999",
        "1e308",
        "-0",
        "0",
        "-1",
        "99999999999999999999",
        "0.1e-400",
        "null",
        "true",
        "\"\"",
        "{}",
        "[]",
        "[[[[[[[[",
        "{\"a\":{\"a\":",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "\r",
        "\u{feff}",
        "\0",
        "((((((((",
    ];
    let at = place(bytes, dice);
    match dice.below(9) {
        0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
        1 if at < bytes.len() => bytes[at] = dice.below(256) as u8,
        2 => bytes.truncate(at),
        3 => {
            let end = (at + dice.below(64)).min(bytes.len());
            let chunk = bytes[at..end].to_vec();
            let to = place(bytes, dice);
            bytes.splice(to..to, chunk.repeat(1 + dice.below(4)));
        }
        4 => {
            let end = (at + dice.below(16)).min(bytes.len());
            bytes.drain(at..end);
        }
        5 => {
            // A figure or a word in place of another.
            let is_part =
                |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'.' || *byte == b'-';
            let start = bytes[..at]
                .iter()
                .rposition(|byte| !is_part(byte))
                .map_or(0, |n| n + 1);
            let end = bytes[at..]
                .iter()
                .position(|byte| !is_part(byte))
                .map_or(bytes.len(), |n| at + n);
            bytes.splice(start..end, dice.pick::<&str>(&WORDS).bytes());
        }
        6 => drop(bytes.splice(at..at, hostile::bytes(dice))),
        7 => drop(bytes.splice(at..at, dice.pick::<&str>(&WORDS).bytes())),
        _ => {
            // One line in place of another.
            let lines: Vec<Vec<u8>> = bytes
                .split(|byte| *byte == b'\n')
                .map(<[u8]>::to_vec)
                .collect();
            let (from, to) = (dice.below(lines.len()), dice.below(lines.len()));
            let mut lines = lines.clone();
            lines[to] = lines[from].clone();
            *bytes = lines.join(&b'\n');
        }
    }
}

/// Puts `bytes` through a door; what it is, is kept for the person who must mend it.
fn through(door: &str, enter: fn(&[u8]), bytes: &[u8]) {
    let began = Instant::now();
    let outcome = std::panic::catch_unwind(|| enter(bytes));
    let took = began.elapsed();
    if outcome.is_err() || took > LONG {
        let kept = std::env::temp_dir().join(format!("candor-{door}-{}", crc32fast::hash(bytes)));
        fs::write(&kept, bytes).unwrap();
        panic!(
            "{door} took {took:?} for {}: put it into tests/fuzz/corpus/{door} once it is mended",
            kept.display()
        );
    }
}

/// Changes of the seeds, so many at each door.
fn changed(times: impl Fn(&str) -> usize, seed: u64) {
    for (door, enter) in doors::ALL {
        let seeds = seeds(door);
        let mut dice = Dice::new(seed ^ u64::from(crc32fast::hash(door.as_bytes())));
        for _ in 0..times(door) {
            let mut bytes = dice.pick(&seeds).clone();
            for _ in 0..=dice.below(4) {
                change(&mut bytes, &mut dice);
            }
            through(door, enter, &bytes);
        }
    }
}

#[test]
fn no_change_of_a_shipped_file_breaks_the_program() {
    let times = |door: &str| match door {
        "formula" | "safe_text" | "settings" | "theme" => 10_000,
        "catalog" | "table" => 1_000,
        _ => 2_000,
    };
    changed(times, 40);
}

/// `cargo test --release -- --ignored a_million`; another seed each time, from the clock.
#[test]
#[ignore = "takes some minutes"]
fn no_change_of_a_shipped_file_in_a_million_breaks_the_program() {
    let seed = jiff::Timestamp::now().as_second().cast_unsigned();
    println!("seed {seed}");
    changed(
        |door| {
            if matches!(door, "formula" | "safe_text" | "settings" | "theme") {
                250_000
            } else {
                50_000
            }
        },
        seed,
    );
}

#[test]
fn what_the_fuzz_targets_found_and_began_with_breaks_nothing() {
    let corpus = root().join("tests/fuzz/corpus");
    for (door, enter) in doors::ALL {
        let mut inputs = 0;
        for entry in fs::read_dir(corpus.join(door)).unwrap() {
            through(door, enter, &fs::read(entry.unwrap().path()).unwrap());
            inputs += 1;
        }
        assert!(inputs > 0, "the door {door} has no corpus");
        let target = root().join(format!("tests/fuzz/doors/{door}.rs"));
        assert!(target.is_file(), "the door {door} has no target");
        for seed in seeds(door) {
            through(door, enter, &seed);
        }
    }
}

/// A hundred thousand of everything that can stand inside itself, on half the stack of a usual thread.
#[test]
fn depth_is_refused_and_never_overflows_the_stack() {
    let deep =
        |open: &str, close: &str| format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
    let inputs = [
        deep("[", "]"),
        deep("{\"a\":", "}"),
        deep("(", ")"),
        deep("-", ""),
        deep("!", ""),
        deep("min(", ")"),
        deep("1?1:", ""),
        deep("1+", ""),
        deep("a&&", ""),
        deep("{\"answers\":", "}"),
        deep("[\"", "\"]"),
        deep("\"", "\""),
        format!("{{\"questions\": [{}]}}", deep("{\"options\":[", "]}")),
        format!("{{\"answers\": {{\"people\": {}}}}}", deep("[", "]")),
        format!(
            "{{\"at\":\"2025-11-21T14:00:00Z\",\"fact\":\"answered\",\"question\":\"x\",\"answer\":{}}}",
            deep("{\"kind\":", "}")
        ),
    ];
    let thread = std::thread::Builder::new().stack_size(1024 * 1024);
    let work = thread.spawn(move || {
        for (door, enter) in doors::ALL {
            for input in &inputs {
                through(door, enter, input.as_bytes());
            }
        }
    });
    work.unwrap().join().unwrap();
}
