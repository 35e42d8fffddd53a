//! What every screen looks like, in text and in roles, at three sizes.

use candor::catalog::{Catalog, builtin, from_files};
use candor::tui::app::Event;
use candor::tui::terminal::Guarded;

use crate::support::app::Talk;
use crate::support::catalogs::broadband;

pub fn vehicles() -> Catalog {
    let shipped = builtin::find("vehicles").unwrap();
    from_files(shipped.catalog.as_bytes(), shipped.offerings.as_bytes()).unwrap()
}

/// Broadband up to the summary, with a note and a question put off.
const TALKED: &str = "2 Enter 2 a 5 0 Enter 1 Enter 1";

fn at(keys: &str) -> Talk {
    Talk::new(broadband()).keys(keys)
}

/// Three conversations: one that ended, one that waits, one on hold.
fn past() -> Talk {
    at("2 Enter 2 s 4 k")
        .keys("1 y 2 Enter Esc Esc")
        .keys("1 y h Backspace l")
}

/// Every screen with what it is called.
pub fn scenes() -> Vec<(&'static str, Talk)> {
    let vehicles = vehicles();
    let both = || Talk::start(&[broadband(), &vehicles]);
    let nothing_fits = || {
        at("")
            .keys("2 Enter 1")
            .keys("1 5 Enter 3 Enter 2 1 0 0 - 2 0 0 0 Enter 1")
    };
    let mut trouble = at("2 Enter");
    trouble.fails =
        Some("The disk is full. Your 1 answer is safe. Free some space and choose again.");
    let mut refused = both();
    refused.app.refused.push((
        "phones".into(),
        "problems: 3; `candor catalog check` lists them".into(),
    ));
    let mut burst = at("2 Enter");
    burst.event(Event::Person(Guarded::Burst {
        text: "4006381333931".into(),
        acted: None,
        characters: 13,
    }));
    vec![
        ("start", both()),
        (
            "start with cases",
            both().keys("1 y 2 Enter 2 Backspace Backspace Backspace 2 Esc"),
        ),
        ("start with a closed catalog", refused),
        ("opening", Talk::start(&[&vehicles]).keys("1")),
        ("question with figures", at("")),
        ("question with one answer", at("2 Enter")),
        ("question with yes or no", at("2 Enter 2")),
        (
            "question with money and importance",
            at("2 Enter 2 1 4 5 Right"),
        ),
        (
            "question with several answers",
            at("2 Enter 2 a a 1 3 Down"),
        ),
        ("question with a range", at("2 Enter 2 a a Enter")),
        (
            "question with a level",
            at("").keys("/").typed("set-up").keys("Enter Down"),
        ),
        (
            "question with an order",
            at("").keys("/").typed("priorities").keys("Enter 2 1"),
        ),
        (
            "question with words",
            at("")
                .keys("/")
                .typed("anything else")
                .keys("Enter")
                .typed("a quiet router"),
        ),
        (
            "question with many options",
            Talk::new(&vehicles)
                .keys("/")
                .typed("makes avoid")
                .keys("Enter Down Down"),
        ),
        (
            "question answered before, known from a record",
            at("2 Enter 2 Backspace p p"),
        ),
        (
            "question that does not apply",
            at("").keys("/").typed("liked").keys("Enter"),
        ),
        (
            "last question answered",
            at("")
                .keys("/")
                .typed("anything else")
                .keys("Enter")
                .typed("no")
                .keys("Enter"),
        ),
        ("after undo", at("2 Enter 2 u")),
        ("compare", at(TALKED).keys("c Right")),
        ("compare all rows", at(TALKED).keys("c d")),
        (
            "compare vehicles",
            Talk::new(&vehicles).keys("4 1 Enter 3 5 0 0 0 Enter c"),
        ),
        ("why", at(TALKED).keys("w")),
        (
            "why vehicles",
            Talk::new(&vehicles).keys("4 1 Enter 3 5 0 0 0 Enter w"),
        ),
        ("why, a row chosen", at(TALKED).keys("w Down Down")),
        ("try", at(TALKED).keys("w 1")),
        (
            "change",
            at("2 Enter 2 1 5 0 Enter Backspace Backspace Backspace 1"),
        ),
        (
            "try vehicles",
            Talk::new(&vehicles).keys("4 1 Enter 3 5 0 0 0 Enter w 2"),
        ),
        ("nothing fits, question", nothing_fits()),
        ("nothing fits, why", nothing_fits().keys("w")),
        ("nothing fits, a row chosen", nothing_fits().keys("w Down")),
        ("nothing fits, try", nothing_fits().keys("w 1")),
        ("nothing fits, compare", nothing_fits().keys("c")),
        ("nothing fits, summary", nothing_fits().keys("s")),
        (
            "summary",
            at(TALKED)
                .keys("n")
                .typed("a pause in summer")
                .keys("Enter s"),
        ),
        ("summary decided", at(TALKED).keys("s y 1")),
        ("customer view", at(TALKED).keys("x")),
        ("customer view, nothing fits", nothing_fits().keys("x")),
        ("on hold", at("2 Enter").keys("h")),
        ("past conversations", past()),
        ("past conversations, found", past().keys("f").typed("keeps")),
        ("past conversation looked at", past().keys("Enter")),
        (
            "start with one on hold",
            both().keys("1 y 2 Enter h Backspace"),
        ),
        ("overlay keys", at("2 Enter ?")),
        (
            "overlay keys while typing",
            at("").keys("/").typed("anything else").keys("Enter F1"),
        ),
        ("overlay jump", at("2 Enter /").typed("fib")),
        (
            "overlay jump without a match",
            at("2 Enter /").typed("qqqq"),
        ),
        (
            "overlay note",
            at("2 Enter n Tab").typed("wants the line to pause in summer"),
        ),
        (
            "overlay note with a card number",
            at("2 Enter n").typed("pays with 4111 1111 1111 1111"),
        ),
        ("overlay who earns what", at("2 Enter o")),
        ("overlay burst", burst),
        ("overlay leave", at("2 Enter q")),
        ("trouble", trouble.keys("2")),
        (
            "open in another window",
            crate::two_windows::open_elsewhere().keys("a"),
        ),
        ("covered", at("2 Enter F7")),
        ("nothing can be kept", Talk::unkept(&[broadband()])),
        (
            "unkept, a question",
            Talk::unkept(&[broadband()]).keys("g 1 y 2 Enter"),
        ),
        (
            "unkept, summary decided",
            Talk::unkept(&[broadband()])
                .keys("g 1 y")
                .keys(TALKED)
                .keys("s y 1"),
        ),
        (
            "unkept, overlay keys",
            Talk::unkept(&[broadband()]).keys("g 1 y ?"),
        ),
        (
            "unkept, giving up",
            Talk::unkept(&[broadband()]).keys("g 1 y 2 Enter q q"),
        ),
    ]
}

#[test]
fn every_screen_looks_as_agreed() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path("snapshots/screens");
    settings.set_omit_expression(true);
    for (name, mut talk) in scenes() {
        let sizes = [(60, 20), (80, 24), (120, 40)];
        let screens: Vec<String> = sizes
            .into_iter()
            .map(|(width, height)| talk.screen(width, height))
            .collect();
        settings.bind(|| {
            insta::assert_snapshot!(name.replace([' ', ','], "_"), screens.join("\n\n"));
        });
    }
}

#[test]
fn a_window_that_is_too_small_says_so_and_nothing_else() {
    for (_, mut talk) in scenes() {
        for (width, height) in [(39, 24), (38, 9), (80, 9)] {
            let said = talk.rows(width, height).join(" ");
            let said = said.trim_end();
            assert!(said.starts_with("candor: window too small"), "{said}");
            let ends = said.ends_with("q leaves") || said.ends_with("(40x10 needed)");
            assert!(ends, "{said}");
        }
        talk.rows(1, 1);
    }
}

/// U-008.
#[test]
fn sixty_by_twenty_shows_the_question_six_options_three_places_and_the_way_back() {
    let vehicles = vehicles();
    for (label, question) in [
        ("People", "1"),
        ("Uses", "2"),
        ("Kinds", "4"),
        ("Snow", "9"),
    ] {
        let mut talk = Talk::new(&vehicles)
            .keys("4")
            .keys("/")
            .typed(label)
            .keys("Enter");
        let asked = talk.app.case.as_ref().unwrap().asked + 1;
        assert_eq!(asked.to_string(), question);
        let text = talk.rows(60, 20).join("\n");
        let options = talk.app.rows_with_digits().min(6);
        for digit in 1..=options {
            assert!(
                text.contains(&format!("[{digit}]")),
                "option {digit} of {label}:\n{text}"
            );
        }
        for shown in [
            "SAY",
            "[0] Not sure",
            "[g] Rather not say",
            "\n 1 ",
            "\n 2 ",
            "\n 3 ",
            "Backspace back",
            "u undo",
            "? keys",
        ] {
            assert!(text.contains(shown), "{shown:?} on {label}:\n{text}");
        }
        assert!(!text.contains("rows below"), "{label}:\n{text}");
    }
}

/// U-016.
#[test]
fn a_bar_never_stands_without_its_number() {
    let open = scenes()
        .into_iter()
        .filter(|(_, talk)| talk.app.overlay.is_none());
    for (name, mut talk) in open {
        for row in talk.rows(200, 50) {
            if row.contains('█') {
                let number = row.split('│').find(|part| part.contains('█')).unwrap();
                assert!(
                    number.contains(|c: char| c.is_ascii_digit()),
                    "{name}: {row}"
                );
            }
        }
    }
}
