//! U-091: what the customer may read. Nothing of the staff's is on it, and nothing of it can be brought up over it.

use candor::catalog::Catalog;
use candor::command::{Command, DigitRow, Keymap, Layout, Place, at};
use candor::interview::Page;
use candor::tui::app::{Event, Overlay};
use candor::tui::terminal::{Guarded, Key};

use crate::support::app::Talk;
use crate::support::catalogs::{all, broadband};

/// Answers, a note, and the customer's view.
fn shown() -> Talk {
    Talk::new(broadband())
        .keys("2 Enter 2 1 4 5 Enter n")
        .typed("seems to be in a hurry")
        .keys("Enter x")
}

const SIZES: [(u16, u16); 4] = [(40, 10), (60, 20), (80, 24), (120, 40)];

/// Every row of the page, however often one has to turn it.
fn whole_page(mut talk: Talk, (width, height): (u16, u16)) -> String {
    let mut text = talk.rows(width, height).join("\n");
    for _ in 0..20 {
        talk = talk.sized(width, height).keys("PgDn");
        text += &talk.rows(width, height).join("\n");
    }
    text
}

#[test]
fn x_shows_it_and_x_goes_back_to_where_staff_were() {
    for (keys, place) in [
        ("", Place::Question),
        ("c", Place::Compare),
        ("w", Place::Why),
        ("s", Place::Summary),
    ] {
        for back in ["x", "Backspace", "Esc"] {
            let talk = Talk::new(broadband())
                .keys("2 Enter 2")
                .keys(keys)
                .keys("x");
            assert_eq!(talk.app.place, Place::Customer);
            let mut talk = talk.keys(back);
            assert_eq!(talk.app.place, place, "{back}");
            talk = talk.keys("Backspace");
            let expected = if keys.is_empty() {
                place
            } else {
                Place::Question
            };
            assert_eq!(talk.app.place, expected, "then back as ever");
        }
    }
}

#[test]
fn nothing_that_is_meant_for_staff_is_on_it() {
    let talk = shown();
    let case = talk.app.case.as_ref().unwrap();
    let id = case.id.clone();
    let say: Vec<String> = case
        .catalog
        .questions
        .iter()
        .map(|question| question.say.to_string())
        .collect();
    for size in SIZES {
        let text = whole_page(talk.clone(), size);
        for hidden in [
            "hurry",
            id.as_str(),
            "SAY",
            "WHY",
            "past conv",
            "[OURS]",
            "note or",
        ] {
            assert!(!text.contains(hidden), "{hidden} at {size:?}:\n{text}");
        }
        assert!(say.iter().all(|say| !text.contains(say.as_str())));
    }
}

#[test]
fn what_staff_were_told_before_is_gone_from_it() {
    let mut talk = Talk::new(broadband()).keys("2 Enter");
    talk.app.notice = Some("The customer of before comes back at five.".into());
    let mut talk = talk.keys("x");
    assert!(!talk.rows(80, 24).join("\n").contains("five"));
    talk.event(Event::Purged {
        cases: 2,
        persons: 1,
    });
    assert!(!talk.rows(80, 24).join("\n").contains("erased"));
}

#[test]
fn every_command_of_staff_is_refused_with_a_reason() {
    let harmless = [
        Command::Customer,
        Command::Back,
        Command::Theme,
        Command::Mouse,
        Command::Cover,
        Command::Redraw,
        Command::Keys,
        Command::Leave,
    ];
    let mut refused = 0;
    for spec in at(Place::Customer) {
        if harmless.contains(&spec.command) || spec.command.moves_cursor() {
            assert_eq!(
                shown().app.why_not(spec.command),
                None,
                "{:?}",
                spec.command
            );
            continue;
        }
        refused += 1;
        let why = shown().app.why_not(spec.command).unwrap();
        assert!(why.contains("customer reads"), "{:?}: {why}", spec.command);
    }
    assert!(refused >= 2, "the palette and who earns what");
    for key in ["/", "F2", "Tab", "o", "n", "l", "i", "h", "s", "u"] {
        let before = shown();
        let after = before.clone().keys(key);
        assert_eq!(after.app.place, Place::Customer, "{key}");
        assert_eq!(after.app.overlay, None, "{key}");
        assert!(after.app.notice.is_some(), "{key}: the reason");
    }
}

/// What was said there was cut at 60x20, with the key that lists the others.
#[test]
fn what_is_said_of_a_key_is_whole_beside_the_way_back() {
    let silent = Keymap::new(&[], Layout::Auto, DigitRow::Us, false);
    for (keys, letters) in [(Keymap::default(), true), (silent, false)] {
        for (key, end) in [("Left", "lists the keys."), ("o", "screen first.")] {
            let mut talk = shown();
            talk.app.look.keys = keys.clone();
            let mut talk = talk.keys(key);
            let said = talk.app.notice.clone().unwrap();
            let end = if letters || key.len() > 1 {
                end
            } else {
                "lists the keys."
            };
            assert!(said.ends_with(end), "{said}");
            for (width, height) in SIZES {
                let rows = talk.rows(width, height);
                let footer = rows[rows.len() - 2..].join(" ");
                let footer: Vec<&str> = footer.split_whitespace().collect();
                let footer = footer.join(" ");
                let way_back = if letters {
                    "x = staff"
                } else {
                    "Backspace = staff"
                };
                assert!(
                    footer.contains(said.as_str()) && footer.ends_with(way_back),
                    "{width}x{height}: {footer}"
                );
            }
        }
    }
}

#[test]
fn a_scan_or_a_paste_brings_nothing_up_over_it() {
    let mut talk = shown();
    talk.event(Event::Person(Guarded::Burst {
        text: "4006381333931".into(),
        acted: None,
        characters: 13,
    }));
    assert_eq!(talk.app.overlay, None);
    assert!(!talk.rows(80, 24).join("\n").contains("4006"));
}

/// U-077, U-078 for the customer's own eyes.
#[test]
fn every_offering_has_its_catch_and_ours_say_that_we_earn() {
    for catalog in all() {
        let talk = first_answers(&catalog).keys("x");
        let case = talk.app.case.as_ref().unwrap();
        let view = case.view();
        let text = whole_page(talk.clone(), (120, 40));
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for entry in view.entries(8) {
            assert!(
                flat.contains(entry.full_name().as_str()),
                "{}",
                entry.full_name()
            );
            let catch = entry.downsides().into_iter().next().unwrap();
            let begins: String = catch
                .split_whitespace()
                .take(5)
                .collect::<Vec<_>>()
                .join(" ");
            assert!(flat.contains(&begins), "{begins}");
        }
        let own = view
            .entries(8)
            .iter()
            .filter(|entry| entry.own && !entry.now)
            .count();
        let earned = talk.clone().sized(120, 200).rows(120, 200).join("\n");
        assert_eq!(earned.matches("we earn from this one").count(), own);
    }
}

/// The first answer to each of three questions.
fn first_answers(catalog: &Catalog) -> Talk {
    let mut talk = Talk::new(catalog);
    for customer in 0..3 {
        talk = talk.answered(customer);
    }
    talk
}

#[test]
fn when_nothing_fits_it_says_so_and_what_each_of_the_nearest_misses() {
    let mut talk = Talk::new(broadband())
        .keys("2 Enter 1")
        .keys("1 5 Enter 3 Enter 2 1 0 0 - 2 0 0 0 Enter 1 x");
    let text = talk.rows(80, 40).join("\n");
    assert!(text.contains("meets everything you must have"), "{text}");
    assert!(text.contains("misses:"), "{text}");
}

#[test]
fn a_conversation_cut_off_while_the_customer_reads_goes_on_where_staff_were() {
    let mut talk = Talk::new(broadband()).keys("2 Enter 2 c x");
    let effects = talk.event(Event::Goodbye);
    let page = effects.iter().find_map(|effect| match effect {
        candor::tui::app::Effect::Draft(place) => Some(place.page),
        _ => None,
    });
    assert_eq!(page, Some(Page::Compare));
}

#[test]
fn leaving_is_possible_from_it() {
    let talk = shown().keys("q");
    assert_eq!(talk.app.overlay, Some(Overlay::Leave));
    let mut talk = talk;
    talk.press(Key::Enter);
    assert!(talk.left);
}
