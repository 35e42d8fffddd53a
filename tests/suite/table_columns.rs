//! U-074: which offerings stand side by side. Two to four, what the customer has before the others, and a fifth asks which one goes.

use candor::catalog::Catalog;
use candor::command::{Command, Place};
use candor::tui::app::Overlay;

use crate::support::app::Talk;
use crate::support::catalogs::{all, broadband};

fn table() -> Talk {
    Talk::new(broadband()).keys("2 Enter 2 c")
}

fn shipped(id: &str) -> Catalog {
    all().into_iter().find(|c| c.id.as_str() == id).unwrap()
}

/// A wireless table with what the customer has now in it.
fn with_now() -> Talk {
    let wireless = shipped("wireless");
    let talk = Talk::new(&wireless)
        .keys("/")
        .typed("bill now")
        .keys("Enter");
    talk.typed("90").keys("Enter c")
}

#[test]
fn what_the_customer_has_comes_first_and_stays() {
    let talk = with_now();
    let kept = talk
        .app
        .case
        .as_ref()
        .unwrap()
        .catalog
        .status_quo
        .as_ref()
        .unwrap()
        .offering;
    assert_eq!(talk.app.table.offerings[0], kept);
    assert_eq!(
        talk.app.table.column, 1,
        "the cursor begins where something can be changed"
    );
    let on_now = talk.keys("Left");
    for command in [Command::Swap, Command::TakeOut] {
        assert!(on_now.app.why_not(command).unwrap().contains("stays"));
    }
    // Nor does it go for another one.
    let coming = on_now.keys("Right a");
    assert!(
        coming.app.table.coming.is_some(),
        "four stand there already"
    );
    let still = coming.keys("1");
    assert_eq!(still.app.table.offerings[0], kept);
    assert!(still.app.table.coming.is_some());
}

#[test]
fn a_puts_one_more_beside_them_and_g_takes_one_out_down_to_two() {
    let mut talk = table();
    let begun = talk.app.table.offerings.clone();
    assert_eq!(begun.len(), 3);
    talk = talk.keys("a");
    assert_eq!(talk.app.table.offerings[..3], begun);
    assert_eq!(talk.app.table.offerings.len(), 4);
    assert_eq!(talk.app.table.column, 3, "the cursor is on the new one");
    talk = talk.keys("g g");
    assert_eq!(talk.app.table.offerings.len(), 2);
    talk = talk.keys("g");
    assert_eq!(talk.app.table.offerings.len(), 2);
    assert!(talk.app.notice.as_ref().unwrap().contains("Two at least"));
}

#[test]
fn a_fifth_asks_which_one_goes() {
    let four = table().keys("a");
    let before = four.app.table.offerings.clone();
    let mut asks = four.keys("a");
    let coming = asks.app.table.coming.unwrap();
    assert!(!before.contains(&coming));
    assert_eq!(asks.app.table.offerings, before, "nothing goes unasked");
    for (width, height) in [(60, 20), (80, 24), (120, 40)] {
        let text = asks.rows(width, height).join("\n");
        assert!(text.contains("Which goes for"), "{text}");
    }
    let chosen = asks.clone().keys("2");
    assert_eq!(chosen.app.table.offerings[1], coming);
    assert_eq!(chosen.app.table.offerings.len(), 4);
    let left_out = asks.keys("Backspace");
    assert_eq!(left_out.app.place, Place::Compare);
    assert_eq!(left_out.app.table.offerings, before);
    assert_eq!(left_out.app.table.coming, None);
}

#[test]
fn no_offering_ever_stands_there_twice_and_none_is_left_when_all_do() {
    let mut talk = table().keys("a");
    for key in ["b", "a", "2", "b", "a", "1", "g", "a", "b"] {
        talk = talk.keys(key);
        let mut sorted = talk.app.table.offerings.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), talk.app.table.offerings.len(), "after {key}");
    }
}

#[test]
fn an_offering_looked_for_by_name_keeps_the_columns_that_were_chosen() {
    let talk = table().keys("a b b");
    let chosen = talk.app.table.offerings.clone();
    let absent = (0..).find(|offering| !chosen.contains(offering)).unwrap();
    let name = broadband().offerings[absent].name.to_string();
    let asks = talk.keys("/").typed(&name).keys("Enter");
    assert_eq!(asks.app.table.offerings, chosen);
    assert_eq!(asks.app.table.coming, Some(absent));
}

#[test]
fn a_narrow_screen_says_which_columns_it_shows() {
    let mut talk = table().sized(60, 20).keys("Right Right");
    let text = talk.rows(60, 20).join("\n");
    assert!(text.contains("columns 2-3 of 3"), "{text}");
}

/// U-084.
#[test]
fn why_not_is_said_of_what_the_customer_has_and_of_what_was_asked_for_by_name() {
    let mut talk = with_now().keys("Backspace w");
    let text = talk.rows(100, 200).join("\n");
    assert!(text.contains("(what the customer has)?"), "{text}");
    let case = talk.app.case.as_ref().unwrap();
    let now = case.view().status_quo().unwrap().offering;
    let behind = case.advice.leaders().map(|ranked| ranked.offering);
    let last = behind.filter(|own| *own != now).last().unwrap();
    let name = case.view().entry(last).unwrap().full_name();
    let asked = talk.clone().keys("/").typed(&name).keys("Enter w");
    // Names are much alike: whichever was found is the one that was asked about.
    let found = asked.app.asked_for()[0];
    let case = asked.app.case.as_ref().unwrap();
    let why = format!("Why not {}?", case.view().entry(found).unwrap().label());
    let before = talk.rows(100, 200).join("\n");
    assert!(!before.contains(&why), "nobody asked about it before");
    let text = asked.clone().rows(100, 200).join("\n");
    assert!(text.contains(&why), "{why}:\n{text}");
}

#[test]
fn what_customers_say_is_found_and_what_can_be_said_to_it_is_shown() {
    for catalog in all() {
        for objection in &catalog.objections {
            let mut talk = Talk::new(&catalog)
                .keys("/")
                .typed(&objection.says)
                .keys("Enter");
            let Some(Overlay::Words { text, .. }) = &talk.app.overlay else {
                panic!("{}: {:?}", objection.says, talk.app.overlay);
            };
            assert_eq!(*text, objection.reply);
            let seen = talk.rows(60, 20).join(" ");
            let last = objection.reply.split_whitespace().last().unwrap();
            assert!(seen.contains(last), "all of it is on the screen: {seen}");
            talk = talk.keys("Enter");
            assert_eq!(talk.app.overlay, None);
        }
        assert!(catalog.objections.len() >= 2, "{}", catalog.id);
    }
}

#[test]
fn a_word_of_the_glossary_is_explained_in_full() {
    let wireless = shipped("wireless");
    for term in &wireless.glossary {
        let mut talk = Talk::new(&wireless)
            .keys("/")
            .typed(&term.term)
            .keys("Enter");
        if let Some(Overlay::Words { title, .. }) = &talk.app.overlay {
            assert_eq!(*title, term.term);
            let seen = talk.rows(80, 24).join(" ");
            let last = term.text.split_whitespace().last().unwrap();
            assert!(seen.contains(last), "{seen}");
        }
    }
}

#[test]
fn note_and_its_words_in_the_palette_open_the_note_with_them() {
    let talk = Talk::new(broadband())
        .keys("/")
        .typed("note wants a pause")
        .keys("Enter");
    let Some(Overlay::Note { text, .. }) = &talk.app.overlay else {
        panic!("{:?}", talk.app.overlay);
    };
    assert_eq!(text, "wants a pause");
}

#[test]
fn from_the_start_the_palette_opens_catalogs_and_conversations_that_wait() {
    let start = Talk::start(&[broadband()]);
    let begun = start.clone().keys("/").typed("broadband").keys("Enter");
    assert_eq!(begun.app.place, Place::Opening);
    let waiting = begun.keys("y 2 Enter Esc Esc");
    assert_eq!(waiting.app.place, Place::Start);
    let resumed = waiting.keys("/");
    let Some(Overlay::Jump(jump)) = &resumed.app.overlay else {
        panic!("the palette");
    };
    let talks = jump
        .found
        .iter()
        .filter(|found| found.kind.as_str() == "talk");
    assert_eq!(talks.count(), 2, "one that waits, one catalog");
}
