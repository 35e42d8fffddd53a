//! Text that nobody typed, and presses nobody meant, at the level of the two guards.

use std::time::Duration;

use candor::tui::terminal::{BounceGuard, BurstGuard, Guarded, Input, Key};

fn ms(n: u64) -> Duration {
    Duration::from_millis(n)
}

/// Plays batches of keys at their times and ticks when the guard asks for it. What came out, and when, in milliseconds.
fn play(hold: Duration, batches: &[(u64, &[Key])]) -> Vec<(u64, Guarded)> {
    let mut guard = BurstGuard::new(hold);
    let mut got = Vec::new();
    let mut out = Vec::new();
    for (at, keys) in batches {
        let at = ms(*at);
        while let Some(due) = guard.deadline().filter(|due| *due <= at) {
            guard.tick(due, &mut out);
            got.extend(out.drain(..).map(|g| (due.as_millis() as u64, g)));
        }
        guard.feed(keys.iter().copied().map(Input::Key).collect(), at, &mut out);
        got.extend(out.drain(..).map(|g| (at.as_millis() as u64, g)));
    }
    while let Some(due) = guard.deadline() {
        guard.tick(due, &mut out);
        got.extend(out.drain(..).map(|g| (due.as_millis() as u64, g)));
    }
    got
}

fn one_by_one(keys: &[Key], gap: u64) -> Vec<(u64, Vec<Key>)> {
    keys.iter()
        .enumerate()
        .map(|(n, key)| (100 + n as u64 * gap, vec![*key]))
        .collect()
}

fn play_one_by_one(hold: Duration, keys: &[Key], gap: u64) -> Vec<(u64, Guarded)> {
    let batches = one_by_one(keys, gap);
    let borrowed: Vec<(u64, &[Key])> = batches
        .iter()
        .map(|(at, keys)| (*at, keys.as_slice()))
        .collect();
    play(hold, &borrowed)
}

/// A burst as it could come: digits, `q`, Enter, letters.
fn mixed(n: usize) -> Vec<Key> {
    let keys = [
        Key::Char('1'),
        Key::Enter,
        Key::Char('q'),
        Key::Char('2'),
        Key::Char('y'),
        Key::Tab,
        Key::Char('é'),
    ];
    keys.into_iter().cycle().take(n).collect()
}

fn passed(key: Key) -> Guarded {
    Guarded::Input(Input::Key(key))
}

#[test]
fn four_or_more_keys_at_once_are_a_burst_and_none_of_them_acts() {
    for n in [4, 5, 17, 400, 4000] {
        let keys = mixed(n);
        let text: String = keys.iter().filter_map(|k| k.written()).collect();
        for hold in [Duration::ZERO, BurstGuard::HOLD] {
            // All at once, and in the pieces a terminal driver makes of a long paste.
            let pieces: Vec<(u64, &[Key])> = keys
                .chunks(64)
                .enumerate()
                .map(|(i, k)| (100 + 3 * i as u64, k))
                .collect();
            for batches in [vec![(100, keys.as_slice())], pieces] {
                let burst = Guarded::Burst {
                    text: text.clone(),
                    characters: n,
                    acted: None,
                };
                let end = batches.last().unwrap().0 + 15;
                assert_eq!(play(hold, &batches), [(end, burst)], "{n} keys");
            }
        }
    }
}

#[test]
fn a_source_that_sends_key_by_key_is_a_burst_too() {
    for n in [4, 40, 4000] {
        let keys = mixed(n);
        let text: String = keys.iter().filter_map(|k| k.written()).collect();
        for gap in [1, 3, 4] {
            let got = play_one_by_one(BurstGuard::HOLD, &keys, gap);
            let burst = Guarded::Burst {
                text: text.clone(),
                characters: n,
                acted: None,
            };
            assert_eq!(
                got.iter().map(|(_, g)| g).collect::<Vec<_>>(),
                [&burst],
                "{n} keys, {gap} ms apart"
            );
        }
        // Slower than the hold, or without one: the first key has passed, and the burst says so.
        for (hold, gap) in [
            (BurstGuard::HOLD, 6),
            (BurstGuard::HOLD, 9),
            (BurstGuard::HOLD, 14),
            (Duration::ZERO, 1),
            (Duration::ZERO, 14),
        ] {
            let got = play_one_by_one(hold, &keys, gap);
            let burst = Guarded::Burst {
                text: text.clone(),
                characters: n,
                acted: Some(keys[0]),
            };
            assert_eq!(
                got.iter().map(|(_, g)| g).collect::<Vec<_>>(),
                [&passed(keys[0]), &burst],
                "{n} keys, {gap} ms apart"
            );
        }
    }
}

#[test]
fn typing_passes_key_by_key_and_at_once() {
    let keys = mixed(50);
    for gap in [15, 30, 120] {
        let expected: Vec<(u64, Guarded)> = one_by_one(&keys, gap)
            .into_iter()
            .map(|(at, k)| (at, passed(k[0])))
            .collect();
        assert_eq!(
            play_one_by_one(Duration::ZERO, &keys, gap),
            expected,
            "{gap} ms apart"
        );
        let held: Vec<(u64, Guarded)> = expected.into_iter().map(|(at, g)| (at + 5, g)).collect();
        assert_eq!(
            play_one_by_one(BurstGuard::HOLD, &keys, gap),
            held,
            "{gap} ms apart, held"
        );
    }
}

#[test]
fn two_or_three_quick_fingers_are_typing() {
    let keys = [Key::Char('3'), Key::Char('1'), Key::Enter];
    assert_eq!(
        play(Duration::ZERO, &[(100, &keys)]),
        keys.map(|k| (115, passed(k)))
    );
    let rolled = play_one_by_one(Duration::ZERO, &keys, 10);
    assert_eq!(
        rolled,
        [
            (100, passed(keys[0])),
            (135, passed(keys[1])),
            (135, passed(keys[2]))
        ]
    );
    // A group that has ended does not count for the next one.
    let twice = play(Duration::ZERO, &[(100, &keys), (130, &keys)]);
    assert_eq!(twice.len(), 6);
    assert!(twice.iter().all(|(_, g)| matches!(g, Guarded::Input(_))));
}

#[test]
fn arrows_never_wait_and_never_make_a_burst() {
    let arrows = [Key::Down; 20];
    assert_eq!(
        play(Duration::ZERO, &[(100, &arrows)]),
        arrows.map(|k| (100, passed(k)))
    );
    assert_eq!(play_one_by_one(BurstGuard::HOLD, &arrows, 5).len(), 20);
    // Inside a paste, bytes that look like an arrow or Ctrl+C do not act either.
    let keys = [
        Key::Char('a'),
        Key::Up,
        Key::Char('b'),
        Key::Interrupt,
        Key::Char('c'),
        Key::Char('d'),
    ];
    let burst = Guarded::Burst {
        text: "abcd".into(),
        characters: 4,
        acted: None,
    };
    assert_eq!(play(Duration::ZERO, &[(100, &keys)]), [(115, burst)]);
}

#[test]
fn everything_but_keys_passes_a_burst_by() {
    let mut guard = BurstGuard::new(Duration::ZERO);
    let mut out = Vec::new();
    let resize = Input::Resize {
        width: 90,
        height: 30,
    };
    let batch = mixed(6)
        .into_iter()
        .map(Input::Key)
        .chain([resize.clone()])
        .collect();
    guard.feed(batch, ms(5), &mut out);
    assert_eq!(out, [Guarded::Input(resize)]);
    out.clear();
    guard.tick(ms(19), &mut out);
    assert!(out.is_empty(), "nothing is decided before 15 ms of quiet");
    guard.tick(ms(20), &mut out);
    assert!(matches!(
        out.as_slice(),
        [Guarded::Burst { characters: 6, .. }]
    ));
}

#[test]
fn a_burst_without_end_keeps_a_bounded_text_and_the_true_count() {
    let keys = vec![Key::Char('x'); 200_000];
    let got = play(Duration::ZERO, &[(100, &keys)]);
    let [
        (
            _,
            Guarded::Burst {
                text,
                characters,
                acted: None,
            },
        ),
    ] = got.as_slice()
    else {
        panic!("one burst")
    };
    assert_eq!((text.len(), *characters), (65_535, 200_000));
}

#[test]
fn the_same_digit_within_80_ms_answers_once_and_after_120_ms_twice() {
    let digit = Key::Char('3');
    let mut guard = BounceGuard::default();
    assert!(guard.admit(digit, ms(1000)));
    assert!(!guard.admit(digit, ms(1079)));
    let mut guard = BounceGuard::default();
    assert!(guard.admit(digit, ms(1000)));
    assert!(guard.admit(digit, ms(1120)));
    // Another key is another answer, at any speed.
    assert!(guard.admit(Key::Char('4'), ms(1130)));
    assert!(guard.admit(digit, ms(1140)));
}

#[test]
fn a_held_enter_answers_once() {
    let mut guard = BounceGuard::default();
    let admitted = (0..60)
        .filter(|n| guard.admit(Key::Enter, ms(500 + n * 33)))
        .count();
    assert_eq!(admitted, 1);
    // It is no burst either: every repeat arrives as a key of its own.
    let got = play_one_by_one(Duration::ZERO, &[Key::Enter; 60], 33);
    assert_eq!(got.len(), 60);
}

#[test]
fn the_second_half_of_a_double_click_does_nothing() {
    let mut guard = BounceGuard::default();
    assert!(guard.admit_click(7, 3, ms(100)));
    assert!(!guard.admit_click(7, 3, ms(300)));
    assert!(guard.admit_click(7, 4, ms(320)));
    assert!(guard.admit_click(7, 4, ms(900)));
}
