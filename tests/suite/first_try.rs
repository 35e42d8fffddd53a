//! What people stumbled over who tried the program for the first time, each by its name.

use candor::catalog::{Catalog, builtin, from_files};
use candor::command::Place;
use candor::transcript::Document;
use candor::tui::app::{Overlay, Target};

use crate::support::app::Talk;
use crate::support::catalogs::broadband;
use crate::support::transcripts::everyone;
use crate::transcripts::talks;

fn shipped(id: &str) -> Catalog {
    let own = builtin::find(id).unwrap();
    from_files(own.catalog.as_bytes(), own.offerings.as_bytes()).unwrap()
}

/// Goes to a question by its label.
fn to(talk: Talk, label: &str) -> Talk {
    talk.keys("/").typed(label).keys("Enter")
}

/// A conversation about vehicles for at most $15,000, which no price that is known meets.
fn below_every_price() -> Talk {
    let talk = Talk::start(&[&shipped("vehicles")]).keys("1 Enter");
    to(talk, "budget").typed("15k").keys("Right Right Enter")
}

#[test]
fn nothing_is_said_to_fit_best_that_is_not_known_to_fit() {
    let mut talk = below_every_price().keys("s");
    let case = talk.app.case.as_ref().unwrap();
    assert!(case.view().is_unconfirmed());
    let text = talk.screen(120, 40);
    assert!(!text.contains("We suggest"), "{text}");
    assert!(text.contains("What may fit: facts are missing"), "{text}");
    let spoken = talk.clone().keys("p").screen(120, 40);
    assert!(!spoken.contains("fits you best"), "{spoken}");
    assert!(
        spoken.contains("is known to meet everything you must have"),
        "{spoken}"
    );
    let customer = talk.keys("Backspace x").screen(120, 40);
    assert!(
        customer.contains("No vehicle is known to meet everything"),
        "{customer}"
    );
}

#[test]
fn what_is_said_aloud_is_no_surer_than_the_page() {
    let mut said = [0, 0];
    for (name, talk) in everyone().into_iter().chain(talks()) {
        let document: Document = talk.document();
        let Some(sure) = &document.sure else { continue };
        let spoken = document.handover.spoken.recommendation.as_str();
        let close = sure.contains("oss-up")
            || sure.contains("Too close")
            || sure.contains("Nothing is sure");
        let best = spoken.contains("fits you best");
        let neither = spoken.contains("comes first, but") || spoken.contains("we have to ask");
        assert!(
            best != close && neither == close,
            "{name}: {sure}\n{spoken}"
        );
        said[usize::from(close)] += 1;
    }
    assert!(said.iter().all(|count| *count > 0), "{said:?}");
}

#[test]
fn a_payment_is_shown_for_this_loan_and_not_for_each_thousand() {
    let catalog = shipped("mortgages");
    let talk = Talk::start(&[&catalog]).keys("1 Enter");
    let talk = to(talk, "home price").typed("400k").keys("Enter");
    let mut talk = to(talk, "down payment").typed("80k").keys("Enter");
    for (width, height) in [(80, 24), (120, 40)] {
        let text = talk.screen(width, height);
        assert!(text.contains(" a month, new"), "{text}");
        assert!(!text.contains("each $1,000"), "{text}");
    }
    let customer = talk.keys("x").screen(120, 40);
    assert!(customer.contains("New payment: $2,"), "{customer}");
}

#[test]
fn how_often_it_is_first_is_never_cut_off() {
    let catalog = shipped("wireless");
    let talk = Talk::start(&[&catalog]).keys("1 Enter");
    let mut talk = to(talk, "lines").typed("2").keys("Enter");
    let text = talk.screen(80, 24);
    let beside: String = text
        .lines()
        .filter_map(|line| line.split('\u{2502}').nth(1))
        .map(|part| format!("{} ", part.trim()))
        .collect();
    assert!(beside.contains(" of 10 "), "{text}");
}

#[test]
fn what_came_of_it_can_be_read_to_its_end_on_every_summary() {
    let mut talk = Talk::new(broadband()).keys("2 Enter 2 s 5");
    for (width, height) in [(80, 24), (120, 40), (60, 20), (80, 20)] {
        talk = talk.sized(width, height);
        talk.app.scroll = 0;
        let mut seen = String::new();
        for _ in 0..12 {
            seen.push_str(&talk.screen(width, height));
            talk = talk.keys("PgDn");
        }
        for words in [
            "Written",
            "done, next customer",
            "Nothing is lost if you close",
        ] {
            assert!(seen.contains(words), "{width}x{height}: {words}\n{seen}");
        }
    }
}

#[test]
fn a_summary_begins_with_the_first_line_of_what_is_to_be_read_out() {
    for id in ["vehicles", "mortgages", "wireless"] {
        let mut talk = Talk::start(&[&shipped(id)]).keys("1 Enter s");
        let text = talk.screen(60, 20);
        let first = text.lines().nth(4).unwrap();
        let begins = first.contains("READ WORD FOR WORD") || first.contains("The customer");
        assert!(begins, "{id}: {text}");
    }
}

#[test]
fn what_stands_behind_a_better_one_of_its_line_has_no_place_of_its_own() {
    let catalog = shipped("vehicles");
    let mut talk = Talk::start(&[&catalog]).keys("1 Enter s a");
    let case = talk.app.case.as_ref().unwrap();
    let view = case.view();
    let behind = case
        .advice
        .ranked
        .iter()
        .find(|ranked| !ranked.leads_line)
        .unwrap()
        .offering;
    let (better, label) = {
        let entry = view.entry(behind).unwrap();
        (entry.behind.clone().unwrap(), entry.name.clone())
    };
    let leads = case
        .advice
        .leaders()
        .all(|leader| view.entry(leader.offering).unwrap().behind.is_none());
    assert!(leads);
    talk = talk.typed(&label);
    let text = talk.screen(120, 40);
    assert!(text.contains(&format!("behind {better}")), "{text}");
    let talk = talk.keys("Enter").typed("They know it.").keys("Enter");
    let case = talk.app.case.as_ref().unwrap();
    let own = case.view().recommended(&case.interview).unwrap();
    let words = own.words();
    assert!(
        words.contains(&format!(
            "{better}, a better one of the same line, stands above it"
        )),
        "{words}"
    );
}

#[test]
fn what_to_do_is_read_to_its_end_in_a_narrow_window() {
    let talk = Talk::start(&[&shipped("mortgages")]).keys("1 Enter");
    let mut talk = to(talk, "home price").typed("85").keys("Enter");
    let text = talk.screen(60, 20);
    let notice = talk.app.notice.clone().unwrap();
    let last = notice.split_whitespace().next_back().unwrap();
    let above: Vec<&str> = text.lines().take(4).collect();
    assert!(above.join(" ").contains(last), "{notice}\n{text}");
}

#[test]
fn what_cannot_be_done_now_is_found_behind_what_can() {
    let talk = Talk::start(&[&shipped("vehicles")]).keys("1 Enter");
    let talk = to(talk, "budget").keys("/").typed("matters");
    let Some(Overlay::Jump(jump)) = &talk.app.overlay else {
        panic!("the palette is open");
    };
    let not_now = |n: usize| jump.found[n].detail.as_str() == "not now";
    let first = (0..jump.found.len())
        .position(not_now)
        .unwrap_or(jump.found.len());
    assert!((first..jump.found.len()).all(not_now), "{:?}", jump.found);
    assert!(
        matches!(jump.found[0].target, Target::Question(_) | Target::Do(_)),
        "{:?}",
        jump.found
    );
    assert_eq!(talk.app.place, Place::Question);
}

#[test]
fn how_many_miss_a_must_have_is_said_of_all_of_them() {
    let mut talk = below_every_price();
    let text = talk.screen(120, 70);
    assert!(text.contains("of 110 miss: "), "{text}");
}
