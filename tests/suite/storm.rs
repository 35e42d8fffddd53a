//! S-039: whatever keys, pastes, clicks and sizes come, in whatever order, on all screens: nothing breaks, what is selected is there and
//! can be seen, and the screen says what the record says.

use std::collections::BTreeSet;

use candor::command::Place;
use candor::interview::Interview;
use candor::tui::app::{ErasePage, Event, Overlay, PAIR_ROWS};
use candor::tui::terminal::{Guarded, Input, Key, Mouse};

use crate::small_terminals::assert_cursor_row_is_seen;
use crate::support::app::Talk;
use crate::support::catalogs::broadband;
use crate::support::dice::Dice;

const KEYS: [Key; 21] = [
    Key::Enter,
    Key::Enter,
    Key::Esc,
    Key::Backspace,
    Key::Backspace,
    Key::Tab,
    Key::BackTab,
    Key::Up,
    Key::Down,
    Key::Down,
    Key::Left,
    Key::Right,
    Key::PageUp,
    Key::PageDown,
    Key::Home,
    Key::End,
    Key::Delete,
    Key::Undo,
    Key::Redo,
    Key::Interrupt,
    Key::Redraw,
];
const LETTERS: &str = "0123456789123451234abcdefghijklmnoprstuvwxyz/? .-\u{202e}\u{301}漢é";
const SIZES: [(u16, u16); 6] = [(80, 24), (60, 20), (40, 10), (120, 40), (41, 14), (7, 3)];

/// What was met on the way: a storm that stays on one screen proves little.
#[derive(Default)]
struct Met {
    places: BTreeSet<Place>,
    overlays: BTreeSet<String>,
    erased: usize,
}

/// So many events, chosen by `seed`.
fn storm(seed: u64, steps: usize) -> Met {
    let letters: Vec<char> = LETTERS.chars().collect();
    let mut dice = Dice::new(seed);
    let mut talk = Talk::start(&[broadband()]);
    let mut met = Met::default();
    let mut code = String::new();
    // Every other storm rages while what takes longer is still worked out.
    let late = seed % 2 == 1;
    for step in 0..steps {
        talk.late = late;
        if late && dice.one_in(3) {
            talk.think();
        }
        let long = |talk: &Talk| {
            let case = talk.app.case.as_ref();
            case.is_some_and(|case| case.facts.len() > 120)
        };
        if step % 3_000 == 2_999 || long(&talk) {
            talk = Talk::start(&[broadband()]);
        }
        if let Some(Overlay::Erase(ErasePage::Ask { case, typed })) = &talk.app.overlay
            && typed.is_empty()
            && dice.one_in(2)
        {
            // Nobody types a code by chance.
            code = format!("\n{}", case.to_string().chars().rev().collect::<String>());
        }
        let person = |input: Input| Event::Person(Guarded::Input(input));
        let event = match (code.pop(), dice.below(1000)) {
            (Some('\n'), _) => person(Input::Key(Key::Enter)),
            (Some(c), _) => person(Input::Key(Key::Char(c))),
            (None, 0..10) => person(Input::Paste("pasted: 40-90\u{1b}[31m".into())),
            (None, 10..20) => Event::Person(Guarded::Burst {
                text: "1234q\n".into(),
                characters: 6,
                acted: Some(Key::Char('1')),
            }),
            (None, 20..30) => {
                talk.fails = Some("It failed. Nothing was changed.");
                continue;
            }
            (None, 30..40) => person(Input::Key(Key::F(dice.below(12) as u8 + 1))),
            (None, 40..44) => person(Input::Mouse(Mouse::Click { x: 3, y: 9 })),
            (None, 960..) => {
                let (x, y) = (dice.below(120) as u16, dice.below(40) as u16);
                match talk.hits().click_at(x, y).cloned() {
                    Some(click) => Event::Clicked(click),
                    None => Event::Wheel { up: dice.one_in(2) },
                }
            }
            (None, 44..48) => person(Input::Focus(dice.one_in(2))),
            (None, 48..52) => Event::Cover,
            (None, 52..56) => Event::Hide,
            (None, 56..60) => Event::Retry,
            // To the list and what is in it, which chance alone seldom reaches.
            (None, 60..64) if talk.app.place == Place::Start => person(Input::Key(Key::Char('l'))),
            (None, 60..70) => Event::Pause,
            (None, 60..400) => person(Input::Key(KEYS[dice.below(KEYS.len())])),
            (None, _) => person(Input::Key(Key::Char(letters[dice.below(letters.len())]))),
        };
        let size = SIZES[step / 400 % SIZES.len()];
        talk = talk.sized(size.0, size.1);
        let effects = talk.event(event);
        let erases = |effect: &candor::tui::app::Effect| {
            matches!(effect, candor::tui::app::Effect::Erase(_))
        };
        met.erased += usize::from(effects.iter().any(erases));
        met.places.insert(talk.app.place);
        if let Some(overlay) = &talk.app.overlay {
            let name = format!("{overlay:?}");
            let name = name.split(['(', ' ']).next().unwrap_or_default();
            if !met.overlays.contains(name) {
                met.overlays.insert(name.to_owned());
            }
        }
        check(&talk, &talk.seen(), size);
        if talk.left {
            talk.left = false;
            talk.app.overlay = None;
        }
    }
    met
}

/// What is selected is there.
fn selected(talk: &Talk) {
    let app = &talk.app;
    let rows = match app.place {
        Place::Past => app.past.found.rows.len(),
        Place::Summary => app.decisions().len(),
        Place::Pair => PAIR_ROWS.len(),
        Place::Start => app.open_cases().count() + app.shelf.len(),
        _ => usize::MAX,
    };
    assert!(
        app.cursor < rows.max(1),
        "row {} of {rows} on {:?}",
        app.cursor,
        app.place
    );
    if app.place == Place::Compare {
        assert!(app.table.column < app.table.offerings.len());
    }
    if let Some(Overlay::Jump(jump)) = &app.overlay {
        assert!(jump.cursor < jump.found.len().max(1));
    }
}

fn check(talk: &Talk, rows: &[String], size: (u16, u16)) {
    let app = &talk.app;
    if app.is_covered() {
        return;
    }
    selected(talk);
    assert_cursor_row_is_seen(talk, rows, size);
    if matches!(app.place, Place::Start | Place::Past) {
        assert!(app.case.is_none());
        return;
    }
    let case = app.case.as_ref().expect("a conversation");
    if app.is_looking() {
        // Not the one that is open: of it nothing is written.
        return;
    }
    let fresh = Interview::fold(talk.on_disk());
    assert_eq!(case.interview, fresh, "what is shown is what is on disk");
    assert_eq!(case.interview.can_undo_redo(), fresh.can_undo_redo());
    assert_eq!(case.facts, talk.on_disk());
    assert!(case.asked < case.catalog.questions.len());
    let text = rows.join("");
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
    if size.0 >= 40 && size.1 >= 10 {
        if app.overlay == Some(Overlay::Code) {
            // It takes the whole screen; a small one may not show its last line.
            return;
        }
        let last = rows.iter().rev().find(|row| !row.is_empty()).unwrap();
        let ends = [
            " keys",
            "closes",
            "closes, the text waits",
            "drop",
            "stays",
            "keeps it",
            "= staff",
        ];
        assert!(ends.iter().any(|end| last.ends_with(end)), "{last}");
        if matches!(app.overlay, Some(Overlay::Leave)) {
            assert!(text.contains("All is saved") || text.contains("is not saved"));
        }
    }
}

#[test]
fn whatever_comes_the_screen_says_what_the_record_says() {
    let met = std::thread::scope(|scope| {
        let halves = [20, 21].map(|seed| scope.spawn(move || storm(seed, 50_000)));
        halves.map(|half| half.join().unwrap())
    });
    let places: BTreeSet<Place> = met.iter().flat_map(|met| &met.places).copied().collect();
    for place in Place::ALL
        .into_iter()
        .filter(|place| *place != Place::NoFolder)
    {
        assert!(places.contains(&place), "never on {place:?}");
    }
    let overlays: BTreeSet<&String> = met.iter().flat_map(|met| &met.overlays).collect();
    assert!(overlays.len() >= 7, "{overlays:?}");
    assert!(met.iter().any(|met| met.erased > 0));
}

/// The memory of this process that is in use, in KiB.
#[cfg(target_os = "linux")]
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let figure = line.unwrap().split_whitespace().nth(1).unwrap();
    figure.parse().unwrap()
}

/// `cargo test --release -- --ignored ten_million`
#[cfg(target_os = "linux")]
#[test]
#[ignore = "takes an hour or more"]
fn ten_million_events_break_nothing_and_take_no_memory() {
    let mut first = None;
    for seed in 0..100 {
        let met = storm(1_000 + seed, 100_000);
        let now = memory();
        let first = *first.get_or_insert(now);
        println!(
            "{} events, {now} KiB, {} erased",
            (seed + 1) * 100_000,
            met.erased
        );
        assert!(now < first + 32 * 1024, "{first} KiB at first, now {now}");
    }
}
