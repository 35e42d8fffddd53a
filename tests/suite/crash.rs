//! The program ended by force or told to go at any moment of a conversation: what the screen said is saved is saved.
#![cfg(unix)]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::dice::Dice;
use crate::support::program::Home;
use crate::support::pty::{Pty, SIZE, behind, program};
use crate::support::script::{Until, acknowledged, saved, script, talk};

/// Kills in one home; each time the conversation goes on from where it was.
const KILLS: usize = 5;
/// Homes at work at the same time: a run mostly waits.
const AT_ONCE: usize = 8;

/// What came of the kills in one home.
#[derive(Default)]
struct Tally {
    kills: usize,
    answers: usize,
    /// Kills that came between an answer's last key and its acknowledgement.
    between: usize,
}

/// Kills a conversation again and again, at moments that `seed` chooses.
fn kills(seed: u64) -> Tally {
    let mut dice = Dice::new(seed);
    let home = Home::new();
    let data = home.path("data");
    let mut tally = Tally::default();
    let mut before = 0;
    for round in 0..KILLS {
        let mut pty = Pty::run(program(&data, &[]), SIZE);
        let until = if dice.one_in(2) {
            Until::after(Duration::from_millis(dice.below(2500) as u64))
        } else {
            let step = (before + dice.below(4)).min(script().len() - 1);
            Until::saving(step, Duration::from_micros(dice.below(25_000) as u64))
        };
        let sent = talk(&mut pty, before, until);
        let shown = acknowledged(&pty.kill());
        let there = saved(&data).unwrap_or(0);
        let what = format!(
            "seed {seed}, kill {round}: {there} in the journal, {shown} acknowledged, {before} before, {sent} answered"
        );
        assert!(there >= shown && there >= before, "lost: {what}");
        assert!(there <= sent, "made up: {what}");
        tally.kills += 1;
        tally.between += usize::from(sent > shown.max(before));
        before = there;
    }
    tally.answers = before;
    assert_listed(&home, before);
    tally
}

/// The program itself reads the case, and says the same.
fn assert_listed(home: &Home, answers: usize) {
    let ran = home.run("case list --format json --data-dir data");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let list: Value = serde_json::from_str(&ran.out).unwrap();
    let cases = list["cases"].as_array().unwrap();
    match cases.as_slice() {
        [] => assert_eq!(answers, 0),
        [case] => {
            assert_eq!(case["answered"], answers, "{case}");
            assert!(answers == 0 || case["state"] == "open", "{case}");
        }
        more => panic!("{more:?}"),
    }
}

fn in_many_homes(homes: usize, seed: u64) -> Tally {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut sum = Tally::default();
        loop {
            let home = next.fetch_add(1, Ordering::SeqCst);
            if home >= homes {
                return sum;
            }
            let tally = kills(seed + home as u64);
            sum.kills += tally.kills;
            sum.answers += tally.answers;
            sum.between += tally.between;
        }
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..AT_ONCE.min(homes)).map(|_| scope.spawn(work)).collect();
        threads.into_iter().fold(Tally::default(), |sum, thread| {
            let tally = thread
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            Tally {
                kills: sum.kills + tally.kills,
                answers: sum.answers + tally.answers,
                between: sum.between + tally.between,
            }
        })
    })
}

#[test]
fn fifty_kills_at_random_moments_lose_no_acknowledged_answer() {
    let tally = in_many_homes(10, 20_251_122);
    assert_eq!(tally.kills, 50);
    // The kills must hit conversations at work: many answers saved, and some kills while one was being saved.
    assert!(
        tally.answers >= 30 && tally.between >= 5,
        "{} answers, {} between",
        tally.answers,
        tally.between
    );
}

/// `cargo test --release -- --ignored a_thousand_kills`; another seed each time, from the clock.
#[test]
#[ignore = "takes some minutes"]
fn a_thousand_kills_at_random_moments_lose_no_acknowledged_answer() {
    let seed = jiff::Timestamp::now().as_second().cast_unsigned();
    let tally = in_many_homes(1000 / KILLS, seed);
    println!(
        "seed {seed}: {} kills, {} of them while an answer was being saved, {} answers in the journals, none lost",
        tally.kills, tally.between, tally.answers
    );
    assert_eq!(tally.kills, 1000);
}

/// How a program is told to go.
#[derive(Debug, Clone, Copy)]
enum Told {
    Signal(&'static str),
    Closed,
    /// As a terminal does that was started with the signal for a lost line switched off.
    ClosedWithoutSignal,
}

const TOLD: [Told; 4] = [
    Told::Signal("-TERM"),
    Told::Signal("-HUP"),
    Told::Closed,
    Told::ClosedWithoutSignal,
];

/// Tells a conversation to go at a moment that `seed` chooses; how long it took to go comes back.
fn told(how: Told, seed: u64) -> Duration {
    let mut dice = Dice::new(seed);
    let home = Home::new();
    let data = home.path("data");
    let command = match how {
        Told::ClosedWithoutSignal => {
            behind(&["sh", "-c", "trap '' HUP; exec \"$0\" \"$@\""], &data, &[])
        }
        _ => program(&data, &[]),
    };
    let mut pty = Pty::run(command, SIZE);
    let step = match how {
        Told::Signal(_) => dice.below(4),
        // The closing end of the pseudo-terminal presses Enter once more, which is no answer where a budget is to be typed.
        Told::Closed | Told::ClosedWithoutSignal => 1,
    };
    let sent = talk(
        &mut pty,
        0,
        Until::saving(step, Duration::from_micros(dice.below(25_000) as u64)),
    );
    let shown = acknowledged(&pty.text());
    let (took, code) = match how {
        Told::Signal(signal) => {
            let began = Instant::now();
            let end = pty.told(signal);
            (began.elapsed(), Some(end.code))
        }
        Told::Closed | Told::ClosedWithoutSignal => (pty.closed().0, None),
    };
    assert!(code.is_none_or(|code| code == 0), "{how:?}: {code:?}");
    let there = saved(&data).unwrap_or(0);
    assert!(
        (shown..=sent).contains(&there),
        "{how:?}, seed {seed}: {there} of {shown} to {sent}"
    );
    assert_listed(&home, there);
    took
}

#[test]
fn whoever_tells_the_program_to_go_sees_it_gone_within_two_seconds_and_nothing_lost() {
    std::thread::scope(|scope| {
        for (n, how) in TOLD.into_iter().enumerate() {
            scope.spawn(move || {
                // This machine may be busy; the program may not be slow twice.
                let took = (0..3)
                    .map(|turn| told(how, n as u64 * 10 + turn))
                    .min()
                    .unwrap();
                assert!(took < Duration::from_secs(2), "{how:?} took {took:?}");
            });
        }
    });
}

#[test]
#[ignore = "takes some minutes"]
fn two_hundred_times_told_to_go_nothing_is_lost() {
    let mut slowest = Duration::ZERO;
    for turn in 0..200 {
        slowest = slowest.max(told(TOLD[turn % TOLD.len()], 1000 + turn as u64));
    }
    println!("200 times told to go; the slowest took {slowest:?}");
    assert!(slowest < Duration::from_secs(2));
}

#[test]
fn the_whole_script_is_saved_as_it_is_written_down() {
    let home = Home::new();
    let data = home.path("data");
    let mut pty = Pty::run(program(&data, &[]), SIZE);
    assert_eq!(talk(&mut pty, 0, Until::the_end()), script().len());
    pty.kill();
    assert_eq!(saved(&data), Some(script().len()));
}
