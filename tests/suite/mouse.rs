//! The mouse: rows and hints are clicked, the wheel moves pages, and nothing else comes of it.

use candor::command::Place;
use candor::config::{Config, Environment, Options, Settings};
use candor::interview::NoteKind;
use candor::tui::app::{Click, ContactPage, Event, Overlay};
use candor::tui::terminal::{Guarded, Input, Key, Mouse};

use crate::commands::{in_place, state};
use crate::support::app::{Talk, named};
use crate::support::catalogs::broadband;

pub const SIZES: [(u16, u16); 4] = [(60, 20), (80, 24), (100, 30), (120, 40)];

/// Pages that lie over a screen, by the keys that lead there.
const OVER: [&str; 9] = ["?", "/", "n", "o", "q", "s b", "s b 1", "F1", "/ h"];

pub fn at(keys: &str) -> Talk {
    Talk::new(broadband()).keys(keys)
}

/// A talk on each screen and on each page over one.
fn everywhere() -> impl Iterator<Item = (String, Talk)> {
    let places = Place::ALL.map(|place| (format!("{place:?}"), in_place(place)));
    let over = OVER.map(|keys| (keys.to_owned(), at(keys)));
    places.into_iter().chain(over)
}

/// All that a click may change: the state, what is on disk, and whether it has left.
fn outcome(talk: &Talk) -> String {
    format!(
        "{} {:?} {}",
        state(&talk.app),
        talk.on_disk_of_all(),
        talk.left
    )
}

/// U-059.
#[test]
fn it_begins_switched_on_unless_something_stands_between_and_the_settings_come_first() {
    for (settings, at_home, relayed) in [
        ("{}", true, false),
        (r#"{"mouse": "auto"}"#, true, false),
        (r#"{"mouse": "on"}"#, true, true),
        (r#"{"mouse": "off"}"#, false, false),
    ] {
        for (is_relayed, wanted) in [(false, at_home), (true, relayed)] {
            let environment = Environment {
                relayed: is_relayed,
                ..Environment::default()
            };
            let settings = Settings::parse(settings.as_bytes()).unwrap();
            let config = Config::new(Options::default(), settings, environment);
            assert_eq!(
                config.mouse,
                wanted,
                "{settings:?} {is_relayed}",
                settings = config.resolved
            );
        }
    }
    let problems = Settings::parse(br#"{"mouse": "yes"}"#).unwrap_err();
    let told = format!("{:?}", problems);
    assert!(told.contains("auto") && told.contains("off"), "{told}");
}

/// U-058.
#[test]
fn one_key_switches_it_and_says_how_text_is_copied() {
    for place in Place::ALL {
        let mut talk = in_place(place);
        assert!(!talk.app.mouse, "a test has none");
        talk.press(Key::Char('m'));
        assert!(talk.app.mouse, "{place:?}");
        let said = talk.app.notice.clone().unwrap();
        assert!(
            said.starts_with("Mouse on: ") && said.ends_with("+drag copies."),
            "{said}"
        );
        talk.press(Key::Char('m'));
        assert!(!talk.app.mouse);
        assert_eq!(talk.app.notice.as_deref(), Some("Mouse off."));
    }
}

/// U-060: from the first to the last cell of a row that answers, a click is the row's key.
#[test]
fn a_click_anywhere_in_a_row_takes_it_as_its_key_does() {
    let rows = [
        ("2 Enter", Place::Question),
        ("2 Enter 2", Place::Question),
        ("s", Place::Summary),
        (
            "2 Enter 2 1 5 0 Enter Backspace Backspace Backspace 1",
            Place::Change,
        ),
    ];
    for (keys, place) in rows {
        for (width, height) in SIZES {
            let mut talk = at(keys).sized(width, height);
            assert_eq!(talk.app.place, place, "{keys}");
            let (mut met, case) = (0, talk.app.case.clone().unwrap());
            let question = case.question().unwrap();
            let options = question.kind.options().count().max(2);
            for (area, click) in talk.hits().clicks {
                let Click::Row(row) = click else { continue };
                let key = match row {
                    _ if place != Place::Question => (row + 1).to_string(),
                    row if row < options => (row + 1).to_string(),
                    row if row == options => "0".to_owned(),
                    _ => "g".to_owned(),
                };
                let mut pressed = talk.clone();
                let effects = pressed.press(named(&key));
                for x in (area.left()..area.right())
                    .step_by(9)
                    .chain([area.right() - 1])
                {
                    let mut clicked = talk.clone();
                    assert_eq!(clicked.click(x, area.y), effects, "{keys} {key} at {x}");
                }
                met += 1;
            }
            assert!(met >= 2, "{keys} at {width}x{height}: {met}");
        }
    }
}

#[test]
fn a_list_of_several_answers_is_ticked_and_an_order_is_put_in_order() {
    let mut several = 0;
    let mut talk = at("");
    for _ in 0..broadband().questions.len() {
        let case = talk.app.case.as_ref().unwrap();
        let (facts, draft) = (talk.on_disk().len(), case.draft.clone());
        let kind = format!("{:?}", case.question().unwrap().kind);
        if kind.starts_with("Several") || kind.starts_with("Order") {
            let mut clicked = talk.clone();
            // The last place that is asked for ends an order.
            let taken = if kind.starts_with("Several") { 2 } else { 1 };
            for (area, click) in clicked.hits().clicks {
                if matches!(click, Click::Row(row) if row < taken) {
                    assert_eq!(clicked.click(area.x, area.y), [], "nothing is kept yet");
                }
            }
            let case = clicked.app.case.as_ref().unwrap();
            assert_eq!(clicked.on_disk().len(), facts);
            assert_eq!((draft.ticked.len(), draft.order.len()), (0, 0));
            assert_eq!(
                case.draft.ticked.len() + case.draft.order.len(),
                taken,
                "{kind}"
            );
            several += 1;
        }
        talk = talk.keys("a");
    }
    assert!(several >= 1);
}

#[test]
fn the_field_is_only_gone_to() {
    let mut talk = at("/").typed("anything else").keys("Enter Down");
    let before = talk.on_disk().len();
    assert_eq!(talk.app.case.as_ref().unwrap().draft.cursor, 1);
    let field = talk
        .hits()
        .clicks
        .into_iter()
        .find(|(_, click)| *click == Click::Row(0));
    let (area, _) = field.unwrap();
    talk.click(area.x + 3, area.y);
    assert_eq!(talk.app.case.as_ref().unwrap().draft.cursor, 0);
    assert!(talk.app.is_typing() && talk.on_disk().len() == before);
}

#[test]
fn a_click_opens_a_catalog_a_past_conversation_and_what_the_palette_lists() {
    let talk = Talk::start(&[broadband()]).clicked("[1] ");
    assert_eq!(talk.app.place, Place::Opening);
    let talk = talk.clicked("I read it out");
    assert_eq!((talk.app.place, talk.on_disk().len()), (Place::Question, 2));
    let talk = at("2 Enter h Backspace").clicked("[a] ");
    assert_eq!(talk.app.case.as_ref().unwrap().interview.answers().len(), 1);
    assert_eq!(at("h").clicked("go on where").app.place, Place::Question);
    let talk = at("h Backspace l");
    let id = talk.app.past.found.rows[0].id.to_string();
    let talk = talk.clicked(&id);
    assert!(talk.app.is_looking());
    let mut talk = at("/").typed("side by");
    let row = talk
        .hits()
        .clicks
        .into_iter()
        .find(|(_, click)| *click == Click::Found(0));
    let (area, _) = row.unwrap();
    talk.click(area.right() - 1, area.y);
    assert_eq!(talk.app.place, Place::Compare);
    assert!(talk.app.overlay.is_none());
}

#[test]
fn a_usual_figure_is_taken_by_a_click_on_its_row() {
    let mut talk = at("");
    let mut rows = talk.hits().clicks.into_iter();
    let (area, _) = rows.find(|(_, click)| *click == Click::Row(1)).unwrap();
    talk.click(area.x, area.y);
    assert_eq!(talk.app.case.as_ref().unwrap().interview.answers().len(), 1);
}

#[test]
fn rows_of_contact_details_are_clicked() {
    let talk = at("s b").clicked("yes, the customer agrees");
    assert!(matches!(
        talk.app.overlay,
        Some(Overlay::Contact(ContactPage::Form(_)))
    ));
}

/// U-060: a hint at the bottom does what its key does.
#[test]
fn a_hint_does_what_its_key_does() {
    let mut met = 0;
    for (name, talk) in everywhere() {
        for (width, height) in SIZES {
            let mut talk = talk.clone().sized(width, height);
            for (area, click) in talk.hits().clicks {
                let Click::Hint(hint) = &click else { continue };
                let Some(key) = &hint.key else { continue };
                let mut pressed = talk.clone();
                let wanted = (pressed.press(named(key)), outcome(&pressed));
                for x in [area.left(), area.right() - 1] {
                    let mut clicked = talk.clone();
                    let got = (clicked.click(x, area.y), outcome(&clicked));
                    assert_eq!(got, wanted, "{key} {} on {name}", hint.words);
                }
                met += 1;
            }
        }
    }
    assert!(met > 200, "{met}");
}

#[test]
fn what_can_be_clicked_is_eight_cells_wide_and_covers_nothing_else() {
    for (name, talk) in everywhere() {
        for (width, height) in SIZES {
            let clicks = talk.clone().sized(width, height).hits().clicks;
            for (n, (area, click)) in clicks.iter().enumerate() {
                assert!(
                    area.width >= 8 && area.height == 1,
                    "{click:?} on {name}: {area}"
                );
                let others = clicks.iter().skip(n + 1);
                for (other, _) in others.filter(|(_, other)| other != click) {
                    assert!(
                        !area.intersects(*other),
                        "{click:?} on {name} at {width}x{height}"
                    );
                }
            }
        }
    }
}

/// U-060.
#[test]
fn a_click_elsewhere_does_nothing() {
    for (name, talk) in everywhere() {
        let mut talk = talk.sized(80, 24);
        let hits = talk.hits();
        let before = (outcome(&talk), talk.app.notice.clone());
        let mut free = 0;
        for y in 0..24 {
            let cells: Vec<u16> = (0..80).filter(|x| hits.click_at(*x, y).is_none()).collect();
            if let Some(x) = cells.last() {
                assert_eq!(talk.click(*x, y), []);
            }
            free += cells.len();
        }
        assert!(
            (0..3).all(|y| (0..80).all(|x| hits.click_at(x, y).is_none())),
            "the header of {name}"
        );
        assert_eq!((outcome(&talk), talk.app.notice.clone()), before, "{name}");
        assert!(
            free > 80 * 4,
            "header and rules are no rows: {free} on {name}"
        );
    }
}

#[test]
fn what_lies_under_a_page_cannot_be_clicked() {
    let is_row = |click: &Click| matches!(click, Click::Row(_));
    for keys in OVER {
        let clicks = at(keys).hits().clicks;
        assert!(!clicks.iter().any(|(_, click)| is_row(click)), "{keys}");
    }
    // Nor by a click that was on its way when the page came up.
    let mut talk = at("?");
    let before = outcome(&talk);
    assert_eq!(talk.event(Event::Clicked(Click::Row(0))), []);
    assert_eq!(outcome(&talk), before);
    assert!(talk.app.notice.unwrap().starts_with("A click was dropped"));
}

#[test]
fn a_click_uncovers_the_screen_and_does_nothing_else() {
    let mut talk = at("");
    talk.event(Event::Cover);
    assert!(talk.hits().clicks.is_empty() && talk.hits().pane.is_none());
    let facts = talk.on_disk().len();
    assert_eq!(talk.event(Event::Clicked(Click::Row(0))), []);
    talk.event(Event::Wheel { up: false });
    assert!(talk.app.is_covered());
    talk.event(Event::Person(Guarded::Input(Input::Mouse(Mouse::Click {
        x: 5,
        y: 5,
    }))));
    assert!(!talk.app.is_covered());
    assert_eq!(talk.on_disk().len(), facts);
}

#[test]
fn a_conversation_that_is_looked_at_stays_as_it_is() {
    let talk = at("2 Enter s 1 k l Enter");
    assert!(talk.app.is_looking());
    let facts = talk.on_disk_of_all();
    for keys in ["", "w", "c"] {
        let mut talk = talk.clone().keys(keys);
        for row in 0..12 {
            talk.event(Event::Clicked(Click::Row(row)));
            assert_eq!(talk.on_disk_of_all(), facts, "{keys} row {row}");
        }
    }
}

/// U-061.
#[test]
fn the_wheel_moves_the_page_under_it_and_changes_nothing_else() {
    let mut moved = 0;
    for (name, talk) in everywhere() {
        for (width, height) in [(60, 12), (80, 24)] {
            let mut talk = talk.clone().sized(width, height);
            let pane = talk.hits().pane;
            let fixed = |talk: &Talk| {
                let mut app = talk.app.clone();
                app.scroll = 0;
                (app.table.row, app.table.top) = (None, 0);
                match &mut app.overlay {
                    Some(Overlay::Keys(scroll) | Overlay::Facts(scroll) | Overlay::Row(scroll)) => {
                        *scroll = 0
                    }
                    Some(Overlay::Jump(jump)) => jump.cursor = 0,
                    _ => {}
                }
                (state(&app), talk.on_disk_of_all())
            };
            let before = (outcome(&talk), fixed(&talk));
            for y in 0..height {
                for x in 0..width {
                    let over = pane.is_some_and(|pane| pane.contains((x, y).into()));
                    if !over {
                        talk.wheel(x, y, false);
                    }
                }
            }
            assert_eq!(outcome(&talk), before.0, "{name} beside the pane");
            let Some(pane) = pane else { continue };
            talk.wheel(pane.right() - 1, pane.bottom() - 1, false);
            assert_eq!(fixed(&talk), before.1, "{name}");
            if outcome(&talk) != before.0 {
                moved += 1;
                talk.wheel(pane.x, pane.y, true);
                assert_eq!(outcome(&talk), before.0, "{name}: and back");
            }
        }
    }
    assert!(moved >= 8, "{moved}");
}

#[test]
fn the_wheel_leaves_answers_weights_and_notes_alone() {
    for keys in ["", "2 Enter", "2 Enter 2", "2 Enter 2 1"] {
        let mut talk = at(keys);
        let draft = talk.app.case.as_ref().unwrap().draft.clone();
        for up in [false, true, false] {
            talk.event(Event::Wheel { up });
        }
        assert_eq!(talk.app.case.as_ref().unwrap().draft, draft, "{keys}");
    }
    let mut note = at("n").typed("wants a quiet one");
    note.event(Event::Wheel { up: false });
    let Some(Overlay::Note { kind, text }) = &note.app.overlay else {
        panic!("the note is open");
    };
    assert_eq!(
        (*kind, text.as_str()),
        (NoteKind::Private, "wants a quiet one")
    );
}
