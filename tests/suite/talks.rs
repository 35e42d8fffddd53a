//! Conversations as they go wrong for people, each by the name of what went wrong once.

use candor::catalog::{builtin, from_files};
use candor::command::Place;
use candor::domain::Importance;
use candor::tui::app::{Event, Overlay, Target};
use candor::tui::terminal::{Guarded, Key};

use crate::support::app::Talk;
use crate::support::catalogs::broadband;

fn at(keys: &str) -> Talk {
    Talk::new(broadband()).keys(keys)
}

fn asked(talk: &Talk) -> usize {
    talk.app.case.as_ref().unwrap().asked + 1
}

fn vehicles() -> Talk {
    let shipped = builtin::find("vehicles").unwrap();
    Talk::new(&from_files(shipped.catalog.as_bytes(), shipped.offerings.as_bytes()).unwrap())
}

#[test]
fn undo_shows_the_question_whose_answer_was_taken_back() {
    let talk = at("2 Enter 2 u");
    assert_eq!(asked(&talk), 2);
    assert!(
        talk.app
            .notice
            .as_ref()
            .unwrap()
            .contains("Taken back: Home")
    );
    let talk = talk.keys("u");
    assert_eq!(asked(&talk), 1);
    let talk = talk.keys("r r");
    assert_eq!(talk.app.case.as_ref().unwrap().interview.answers().len(), 2);
    // One step back is still the question before.
    let talk = at("2 Enter 2 u Esc");
    assert_eq!(asked(&talk), 1);
}

#[test]
fn undo_of_a_note_stays_at_the_question() {
    let talk = at("2 Enter n").typed("a pause in summer").keys("Enter u");
    assert_eq!(asked(&talk), 2);
    assert!(talk.app.case.as_ref().unwrap().interview.notes().is_empty());
    assert!(talk.app.notice.as_ref().unwrap().contains("the note"));
}

#[test]
fn ticks_and_typed_text_wait_while_one_looks_elsewhere() {
    let ticked = || vehicles().keys("4 1 3");
    for look in [
        "c Esc",
        "w Backspace",
        "s Esc",
        "o Esc",
        "? Esc",
        "Esc Enter",
        "c w Esc",
    ] {
        let talk = ticked().keys(look);
        let talk = if asked(&talk) == 2 {
            talk
        } else {
            talk.keys("4")
        };
        assert_eq!(asked(&talk), 2, "{look}");
        assert_eq!(
            talk.app.case.as_ref().unwrap().draft.ticked,
            [0, 2],
            "{look}"
        );
    }
    let talk = vehicles()
        .keys("4 Down Enter 3 5 Right a")
        .keys("/")
        .typed("budget")
        .keys("Enter");
    let draft = &talk.app.case.as_ref().unwrap().draft;
    assert_eq!(
        (draft.text.as_str(), draft.level),
        ("35", Some(Importance::Essential))
    );
}

#[test]
fn a_look_at_the_order_from_the_opening_goes_back_to_the_opening() {
    for look in ["c", "w", "s", "c w"] {
        let talk = Talk::start(&[broadband()]).keys("1").keys(look).keys("Esc");
        assert_eq!(talk.app.place, Place::Opening, "{look}");
    }
}

#[test]
fn going_past_the_end_of_a_page_does_not_have_to_be_paid_back() {
    let mut talk = at("2 Enter w").sized(60, 20).keys("End");
    let end = talk.app.scroll;
    assert!(end > 0 && end < 1000);
    talk = talk.keys("Down Down PgDn Up");
    assert_eq!(talk.app.scroll, end - 1);
    let mut talk = at("2 Enter o").sized(40, 10).keys("End Down Up");
    let Some(Overlay::Facts(scroll)) = talk.app.overlay else {
        panic!()
    };
    assert!(scroll > 0 && scroll < 1000);
    assert!(talk.rows(40, 10).join("").contains("Edition") || scroll > 0);
}

#[test]
fn the_summary_can_be_read_to_its_end_in_a_narrow_window() {
    let mut talk = at("2 Enter 2 s y").sized(60, 20);
    let mut seen = String::new();
    for _ in 0..8 {
        seen += &talk.rows(60, 20).join("\n");
        talk.press(Key::PageDown);
    }
    for text in ["We suggest", "Also:", "The customer said", "not asked"] {
        assert!(seen.contains(text), "{text}");
    }
    talk.press(Key::Down);
    assert!(talk.rows(60, 20).join("\n").contains("The customer\n"));
}

#[test]
fn the_column_under_the_cursor_is_on_the_screen_in_a_narrow_window() {
    let mut talk = at("2 Enter c Right Right");
    let rows = talk.rows(60, 20).join("\n");
    assert!(rows.contains("│ > 3") || rows.contains("> 3"), "{rows}");
}

#[test]
fn a_note_survives_escape_leaving_and_a_full_disk() {
    let talk = at("2 Enter n Tab").typed("summer").keys("Esc n");
    let Some(Overlay::Note { text, .. }) = &talk.app.overlay else {
        panic!()
    };
    assert_eq!(text, "summer");
    let talk = talk.keys("Ctrl+C Esc n");
    let Some(Overlay::Note { text, .. }) = &talk.app.overlay else {
        panic!()
    };
    assert_eq!(text, "summer");
    let mut talk = talk;
    talk.fails = Some("The disk is full.");
    let talk = talk.keys("Enter n");
    let Some(Overlay::Note { text, .. }) = &talk.app.overlay else {
        panic!()
    };
    assert_eq!(text, "summer");
    let talk = talk.keys("Enter n");
    let Some(Overlay::Note { text, .. }) = &talk.app.overlay else {
        panic!()
    };
    assert_eq!(text, "");
    assert_eq!(talk.app.case.as_ref().unwrap().interview.notes().len(), 1);
}

#[test]
fn not_saved_is_said_only_of_answers_and_until_they_are() {
    let mut talk = at("2 Enter");
    talk.fails = Some("The disk is full.");
    let mut talk = talk.keys("2");
    assert!(talk.text().contains("NOT SAVED") && talk.text().contains("! The disk is full."));
    let mut talk = talk.keys("Down q");
    assert!(talk.text().contains("NOT SAVED") && !talk.text().contains("All is saved"));
    let mut talk = talk.keys("Esc 2");
    assert!(!talk.text().contains("NOT SAVED"));
    // A transcript that could not be written is no answer lost.
    let mut talk = talk.keys("s y");
    talk.app
        .update(Event::Failed("No room for the transcript.".into()));
    assert!(
        !talk.text().contains("NOT SAVED") && talk.text().contains("! No room for the transcript.")
    );
    let mut talk = talk.keys("Down");
    assert!(!talk.text().contains("No room"));
}

#[test]
fn an_answer_from_a_burst_is_taken_back_and_its_question_shown_again() {
    let mut talk = at("2 Enter 2");
    let answer = Event::Person(Guarded::Burst {
        text: "1234".into(),
        characters: 4,
        acted: Some(Key::Char('2')),
    });
    talk.event(answer);
    assert_eq!(asked(&talk), 2);
    assert_eq!(talk.app.case.as_ref().unwrap().interview.answers().len(), 1);
    assert!(matches!(talk.app.overlay, Some(Overlay::Burst(_))));
    let talk = talk.keys("Ctrl+C");
    assert_eq!(talk.app.overlay, Some(Overlay::Leave));
}

/// A scanner that is slow enough for its first key to pass as typing.
fn scanned(talk: Talk, text: &str) -> Talk {
    let first = text.chars().next().unwrap();
    let mut talk = talk.typed(&first.to_string());
    talk.event(Event::Person(Guarded::Burst {
        text: text.into(),
        characters: text.chars().count(),
        acted: Some(Key::Char(first)),
    }));
    talk
}

#[test]
fn the_first_letter_of_a_slow_scan_stands_there_once() {
    let draft = |talk: &Talk| talk.app.case.as_ref().unwrap().draft.clone();
    // Into a figure, also in place of the one that was given before.
    assert_eq!(draft(&scanned(at(""), "1234")).text, "1234");
    let again = at("2 Enter Backspace");
    assert_eq!(draft(&scanned(again, "1234")).text, "1234");
    // Into a note that is being written, and the letter that opens one.
    for keys in ["n", ""] {
        let talk = scanned(at("2 Enter").keys(keys), "note 42");
        let Some(Overlay::Note { text, .. }) = &talk.app.overlay else {
            panic!("{keys}: a note is written");
        };
        assert_eq!(text, "note 42", "{keys}");
    }
    // Into what is looked for.
    let talk = scanned(at("/"), "price");
    let Some(Overlay::Jump(jump)) = &talk.app.overlay else {
        panic!("the palette is open");
    };
    assert_eq!(jump.query, "price");
    // What is not for the field leaves it as it was, and a tick is taken back.
    let mixed = scanned(at("7"), "12ab");
    assert_eq!(draft(&mixed).text, "7");
    assert!(matches!(&mixed.app.overlay, Some(Overlay::Burst(text)) if text.as_str() == "12ab"));
    let several = vehicles().keys("/").typed("Uses").keys("Enter 2");
    let ticked = draft(&several).ticked;
    assert_eq!(draft(&scanned(several, "4711")).ticked, ticked);
}

#[test]
fn the_same_digit_twice_in_a_figure_is_no_bounce() {
    let figures = at("");
    assert!(!figures.app.would_answer(Key::Char('0')) && figures.app.would_answer(Key::Enter));
    let options = at("2 Enter");
    assert!(options.app.would_answer(Key::Char('1')) && !options.app.would_answer(Key::Char('c')));
    let keys = at("2 Enter ?");
    assert!(
        keys.app.would_answer(Key::Char('1')),
        "from the list of keys, too"
    );
}

#[test]
fn must_is_offered_only_where_an_answer_can_exclude() {
    let level = |talk: &Talk| talk.app.case.as_ref().unwrap().draft.level;
    let talk = vehicles()
        .keys("4 1 Enter")
        .keys("Right Right Right Right Right");
    assert_eq!(level(&talk), Some(Importance::Must), "a budget can exclude");
    let talk = at("/")
        .typed("liked")
        .keys("Enter")
        .keys("Right Right Right Right Right");
    assert_eq!(level(&talk), Some(Importance::Essential), "a liking cannot");
}

#[test]
fn a_resumed_conversation_steps_back_through_what_was_answered() {
    let talk = at("2 Enter 2 1").keys("Esc Esc Esc Esc");
    assert_eq!(talk.app.place, Place::Start);
    let talk = talk.keys("a");
    assert_eq!(asked(&talk), 4);
    assert_eq!(asked(&talk.keys("Esc")), 3);
}

#[test]
fn what_the_start_does_not_have_is_looked_for_in_past_conversations() {
    let at_start = |typed: &str| Talk::start(&[broadband()]).keys("/").typed(typed);
    let mut talk = at_start("qqqq");
    assert!(
        talk.text().contains("\"qqqq\" in past conversations"),
        "{}",
        talk.text()
    );
    let talk = talk.keys("Enter");
    assert_eq!(
        (talk.app.place, talk.app.past.find.as_str()),
        (Place::Past, "qqqq")
    );
    // What is found here stands before it, and without words it is not there.
    let found = |talk: Talk| {
        let Some(Overlay::Jump(jump)) = talk.app.overlay else {
            panic!("the palette is open");
        };
        let targets: Vec<Target> = jump.found.iter().map(|found| found.target).collect();
        targets
    };
    let catalog = found(at_start("broadband"));
    assert!(matches!(catalog[0], Target::Open(_)), "{catalog:?}");
    assert_eq!(catalog.last(), Some(&Target::Past));
    assert!(!found(at_start("")).contains(&Target::Past));
    // A conversation waits while others are looked at, and what is not in it is said before.
    let mut talk = at("2 Enter /").typed("qqqq");
    assert!(
        talk.text().contains("Nothing else matches"),
        "{}",
        talk.text()
    );
    let talk = talk.keys("Enter");
    assert_eq!(
        (talk.app.place, talk.app.past.find.as_str()),
        (Place::Past, "qqqq")
    );
    assert_eq!(talk.keys("Backspace").app.place, Place::Question);
}

#[test]
fn places_typed_behind_compare_stand_side_by_side() {
    let start = || at("2 Enter 2");
    let leaders: Vec<usize> = {
        let talk = start();
        let case = talk.app.case.as_ref().unwrap();
        case.advice
            .leaders()
            .map(|ranked| ranked.offering)
            .collect()
    };
    let mut talk = start().keys("/").typed("compare 1 3");
    assert!(
        talk.text().contains("put 2 side by side"),
        "{}",
        talk.text()
    );
    let talk = talk.keys("Enter");
    assert_eq!(talk.app.place, Place::Compare);
    assert_eq!(talk.app.table.offerings, [leaders[0], leaders[2]]);
    // The same from the table itself.
    let talk = talk.keys("/").typed("Compare 2,1").keys("Enter");
    assert_eq!(talk.app.table.offerings, [leaders[1], leaders[0]]);
    // No places, one, and too many of them are nothing that can be done.
    for typed in [
        "compare 0 1",
        "compare 1",
        "compare 1 2 3 4 5",
        "compare 1 x",
    ] {
        let talk = start().keys("/").typed(typed);
        let Some(Overlay::Jump(jump)) = &talk.app.overlay else {
            panic!("the palette is open");
        };
        assert!(
            jump.found
                .iter()
                .all(|found| found.target != Target::Beside),
            "{typed}"
        );
    }
}

#[test]
fn statements_read_early_do_not_cut_the_opening_short() {
    let talk = Talk::start(&[broadband()]).keys("1 s y Esc");
    assert_eq!(talk.app.place, Place::Opening);
    assert!(talk.app.statement().is_some());
    assert_eq!(talk.keys("y").app.place, Place::Question);
}

#[test]
fn what_is_drawn_over_bold_text_is_not_bold() {
    // Styles only add: without emptying the cells first, the snapshot would find a style that no role has.
    for keys in [
        "2 Enter n",
        "2 Enter q",
        "2 Enter /",
        "2 Enter ?",
        "2 Enter o",
    ] {
        for (width, height) in [(41, 11), (60, 20), (97, 31)] {
            at(keys).screen(width, height);
        }
    }
}

#[test]
fn undo_on_a_decided_summary_takes_back_no_answer() {
    let talk = at("2 Enter 2 s 1 u");
    assert_eq!(talk.app.case.as_ref().unwrap().interview.answers().len(), 2);
    assert!(
        talk.app
            .notice
            .as_ref()
            .unwrap()
            .contains("choose another row")
    );
    assert_eq!(talk.exports, 1);
}

/// The words about how sure the order is were once those of the order before the last answer.
#[test]
fn how_sure_belongs_to_the_order_on_screen() {
    let talk = vehicles().keys("Enter 4 1 4 Enter");
    let case = talk.app.case.as_ref().unwrap();
    let fresh = candor::present::Sure::new(
        &case.catalog,
        &case.interview,
        &case.flow,
        &case.needs,
        &case.advice,
        candor::ranking::Plan::LIVE,
    );
    let sure = case.sure.as_ref().unwrap();
    assert_eq!(sure.readings, fresh.readings);
    assert_eq!(sure.levels, fresh.levels);
}

/// In a narrow window the name of an own offering was once cut, and its label with it.
#[test]
fn no_window_is_too_narrow_for_the_label_of_an_own_offering() {
    let shipped = builtin::find("wireless").unwrap();
    let catalog = from_files(shipped.catalog.as_bytes(), shipped.offerings.as_bytes()).unwrap();
    let mut talk = Talk::new(&catalog).keys("Enter 1");
    let case = talk.app.case.clone().unwrap();
    for (width, height) in [(60, 20), (80, 24), (120, 40)] {
        let rows = talk.rows(width, height).join("\n");
        let own = case
            .view()
            .entries(3)
            .iter()
            .filter(|entry| entry.own)
            .count();
        assert!(
            own > 0,
            "the case needs an own offering among the first three"
        );
        assert!(
            rows.matches("[OURS]").count() >= own,
            "{width}x{height}:\n{rows}"
        );
    }
}

/// A figure typed over an answer of before was once added to its digits: 10 and then 2 became 102.
#[test]
fn a_figure_typed_anew_replaces_the_one_of_before() {
    let shipped = builtin::find("wireless").unwrap();
    let catalog = from_files(shipped.catalog.as_bytes(), shipped.offerings.as_bytes()).unwrap();
    let talk = Talk::new(&catalog).keys("Enter 1 1 0 Enter Backspace 2 Enter k");
    let case = talk.app.case.as_ref().unwrap();
    let last = case.interview.history().last().unwrap().1;
    assert_eq!(last.value, candor::domain::AnswerValue::Number(2.0));
}

/// Three plans of one seller were once cut to the same words beside the question.
#[test]
fn offerings_that_begin_alike_can_be_told_apart_beside_the_question() {
    let shipped = builtin::find("wireless").unwrap();
    let catalog = from_files(shipped.catalog.as_bytes(), shipped.offerings.as_bytes()).unwrap();
    let mut talk = Talk::new(&catalog).keys("2 8 Enter");
    let rows = talk.rows(80, 24).join("\n");
    assert!(rows.contains("AT&T Prepaid"), "{rows}");
    assert!(rows.contains("16GB, 12 months"), "{rows}");
}
