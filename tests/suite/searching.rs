//! What the jump palette and the list of past conversations find, and in which order.

use candor::command::Command;
use candor::tui::app::{Overlay, Target};
use candor::tui::search::search;

use crate::support::app::Talk;
use crate::support::catalogs::{all, broadband};

/// What is found for a query, as text.
fn found<'e>(query: &str, entries: &[&'e str]) -> Vec<&'e str> {
    let positions = search(query, entries.iter().copied());
    positions.into_iter().map(|at| entries[at]).collect()
}

#[test]
fn a_word_that_begins_so_comes_before_one_that_holds_it() {
    let entries = ["overbudgeted", "the budget", "a big ugly dog, great"];
    assert_eq!(found("budg", &entries), ["the budget", "overbudgeted"]);
    assert_eq!(found("BUDG", &entries), ["the budget", "overbudgeted"]);
}

#[test]
fn scattered_letters_are_found_when_there_is_nothing_better() {
    let entries = ["blue dog", "the budget"];
    assert_eq!(found("bdgt", &entries)[0], "the budget");
    assert_eq!(found("budgxt", &entries)[0], "the budget");
    assert_eq!(found("zzz", &entries), Vec::<&str>::new());
}

#[test]
fn every_word_counts_and_the_worst_one_decides() {
    let entries = ["explanation of a budget", "budget plan", "plane ticket"];
    let expected = ["budget plan", "explanation of a budget"];
    assert_eq!(found("plan budg", &entries), expected);
    assert_eq!(found("", &entries), entries);
}

/// `expens` gave 46 of 102 and `budg` 25 of 164, by letters that were scattered over their sentences.
#[test]
fn the_palette_finds_no_noise_for_expens_and_budg() {
    for catalog in all() {
        for word in ["expens", "budg"] {
            let talk = Talk::new(&catalog).keys("s /").typed(word);
            let Some(candor::tui::app::Overlay::Jump(jump)) = &talk.app.overlay else {
                panic!("the palette is open");
            };
            let holds = |text: &str| text.to_lowercase().contains(word);
            let somewhere = |questions: usize| {
                let question = &catalog.questions[questions];
                let mut options = question.kind.options();
                holds(&question.label) || holds(&question.say) || options.any(|o| holds(&o.label))
            };
            let any = (0..catalog.questions.len()).any(somewhere);
            if any {
                assert!(
                    jump.found.len() <= 8,
                    "{} {word}: {}",
                    catalog.id,
                    jump.found.len()
                );
            }
        }
    }
}

/// Whether it can be done now was read from the words "not now" beside it, which anything may have.
#[test]
fn an_entry_is_not_put_behind_because_its_own_words_are_not_now() {
    let mut catalog = broadband().clone();
    catalog.glossary = [("zebra", "not now"), ("the last of the zebras", "later")]
        .map(|(term, text)| {
            let (term, text) = (term.into(), text.into());
            candor::catalog::Term { term, text }
        })
        .to_vec();
    let talk = Talk::new(&catalog).keys("/").typed("zebra");
    let Some(candor::tui::app::Overlay::Jump(jump)) = &talk.app.overlay else {
        panic!("the palette is open");
    };
    let found: Vec<&str> = jump.found.iter().map(|found| found.text.as_str()).collect();
    assert_eq!(found[..2], ["zebra", "the last of the zebras"]);
}

#[test]
fn the_palette_names_the_seller_of_an_offering() {
    let catalog = all()
        .into_iter()
        .find(|catalog| catalog.id.as_str() == "mortgages");
    let catalog = catalog.expect("the mortgages");
    let talk = Talk::new(&catalog).keys("/");
    let Some(candor::tui::app::Overlay::Jump(jump)) = &talk.app.overlay else {
        panic!("the palette is open");
    };
    for offering in &catalog.offerings {
        let seller = catalog.seller_of(offering).expect("a seller");
        let now = catalog
            .status_quo
            .as_ref()
            .map(|kept| &catalog.offerings[kept.offering].id);
        let named = |text: &str| {
            text.contains(seller.name.as_str()) && text.contains(offering.name.as_str())
        };
        assert!(
            now == Some(&offering.id) || jump.found.iter().any(|found| named(&found.text)),
            "{} of {}",
            offering.name,
            seller.name
        );
    }
}

/// The targets that the palette of a question finds, best first.
fn targets(query: &str) -> Vec<Target> {
    let talk = Talk::new(broadband()).keys("2 Enter /").typed(query);
    let Some(Overlay::Jump(jump)) = &talk.app.overlay else {
        panic!("the palette is open");
    };
    jump.found.iter().map(|found| found.target).collect()
}

#[test]
fn a_word_that_is_one_letter_off_is_found_before_scattered_letters() {
    let entries = ["under no dour order", "undo the last", "a summary"];
    for query in ["undoo", "undp", "udno"] {
        assert_eq!(found(query, &entries)[0], "undo the last", "{query}");
    }
    assert_eq!(found("sumary", &entries), ["a summary"]);
    assert_eq!(found("sumar", &entries), ["a summary"]);
}

/// The words under which the program itself shows its commands.
#[test]
fn commands_are_found_by_the_words_of_the_hints() {
    for (query, command) in [
        ("customer view", Command::Customer),
        ("sum up", Command::SumUp),
        ("summary", Command::SumUp),
        ("sumary", Command::SumUp),
        ("who earns", Command::Interests),
        ("undoo", Command::Undo),
    ] {
        assert_eq!(targets(query)[0], Target::Do(command), "{query}");
    }
}

#[test]
fn a_question_is_found_by_its_number() {
    for (query, question) in [("5", 4), ("q5", 4), ("Q12", 11)] {
        let found = targets(query);
        assert_eq!(found[0], Target::Question(question), "{query}");
        let twice = found.iter().filter(|own| **own == found[0]);
        assert_eq!(twice.count(), 1, "{query}");
    }
    assert_ne!(targets("0").first(), Some(&Target::Question(0)));
}

/// The first row of the palette is "not sure": Enter before anything was looked for recorded it.
#[test]
fn enter_in_a_palette_in_which_nothing_was_looked_for_does_nothing() {
    let talk = Talk::new(broadband()).keys("2 Enter");
    let facts = talk.on_disk().len();
    let talk = talk.keys("/ Enter");
    assert_eq!(talk.on_disk().len(), facts);
    assert!(matches!(talk.app.overlay, Some(Overlay::Jump(_))));
    for (width, height) in [(80, 24), (60, 20), (120, 40)] {
        let said = talk.clone().rows(width, height).join("\n");
        assert!(said.contains("Type a few letters"), "{said}");
    }
    // Who moves has chosen.
    let talk = talk.keys("Down Up Enter");
    assert_eq!(talk.on_disk().len(), facts + 1);
}
