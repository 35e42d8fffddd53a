//! Every sentence that candor makes for a customer, and every one of a shipped catalog, is read by somebody with eight years of school.

use candor::catalog::reading::{self, MOST, grade, sentences};
use candor::catalog::{Catalog, builtin, from_files};
use candor::interview::{Fact, NoteKind, Outcome};
use candor::transcript::Document;
use candor::transcript::pages::{Block, Line, Pages, Section};
use serde_json::Value;

use crate::support::program::Home;
use crate::support::transcripts::everyone;
use crate::transcripts::talks;

/// The names that count as one word: those of offerings, with and without their sellers, the longest first.
fn names(catalog: &Catalog) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (position, offering) in catalog.offerings.iter().enumerate() {
        let full = candor::present::full_name(catalog, position).to_string();
        names.push(format!("[OURS] {full}"));
        names.push(format!("{full} [OURS]"));
        names.push(full);
        names.push(offering.name.to_string());
    }
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}

/// The sentences among the lines of a section: what ends as one. The rest are lists of labels and figures.
fn said(section: &Section) -> Vec<String> {
    let line = |line: &Line| line.text.to_string();
    let texts = section.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(paragraph) => vec![line(paragraph)],
        Block::List(lines) => lines.iter().map(line).collect(),
        Block::Table(_) => Vec::new(),
    });
    let texts: Vec<String> = texts.collect();
    let all = texts.iter().flat_map(|text| sentences(text));
    all.filter(|sentence| sentence.ends_with(['.', '!', '?']))
        .map(str::to_owned)
        .collect()
}

/// What the customer hears and reads of a document.
fn for_the_customer(document: &Document) -> Vec<String> {
    let pages = Pages::of(document);
    let sections = pages.customer.iter().chain(&pages.along);
    let spoken = &document.handover.spoken;
    let heard = [&spoken.recommendation, &spoken.caveat];
    let heard = heard.into_iter().flat_map(|text| sentences(text));
    sections
        .flat_map(said)
        .chain(heard.map(str::to_owned))
        .collect()
}

#[test]
fn every_sentence_on_a_customers_page_is_read_with_eight_years_of_school() {
    let mut hard = Vec::new();
    let mut count = 0;
    for (name, mut talk) in everyone().into_iter().chain(talks()) {
        if name.ends_with('r') {
            talk.say(Fact::Noted {
                kind: NoteKind::WePromised,
                text: "Send the page.".into(),
            });
            talk.say(Fact::Ended {
                outcome: Outcome::Thinks,
            });
        }
        let names = names(&talk.catalog);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        for sentence in for_the_customer(&talk.document()) {
            count += 1;
            if let Some(grade) = grade(&sentence, &names).filter(|grade| *grade > MOST) {
                hard.push(format!("{name}: {grade:.1} {sentence}"));
            }
        }
    }
    hard.sort();
    hard.dedup();
    assert!(count > 500, "only {count} sentences");
    assert!(hard.is_empty(), "{}", hard.join("\n"));
}

#[test]
fn every_sentence_of_a_shipped_catalog_is_read_with_eight_years_of_school() {
    for shipped in builtin::ALL {
        let catalog = from_files(shipped.catalog.as_bytes(), shipped.offerings.as_bytes()).unwrap();
        let hard: Vec<String> = reading::hard(&catalog)
            .iter()
            .map(|hard| format!("{}: {:.1} {}", hard.place, hard.grade, hard.sentence))
            .collect();
        assert!(hard.is_empty(), "{}:\n{}", shipped.id, hard.join("\n"));
    }
}

#[test]
fn the_check_of_a_catalog_names_hard_sentences_and_takes_it_all_the_same() {
    let home = Home::new();
    let words = "Which comprehensive reliability considerations are particularly important to your organisation?";
    let folder = home.catalog("hard", |text| {
        let mut catalog: Value = serde_json::from_str(&text).unwrap();
        catalog["questions"][0]["say"] = words.into();
        catalog.to_string()
    });
    let ran = home.run_on("catalog check FILE", &folder);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains(": ok."), "{}", ran.out);
    assert!(
        ran.out.contains("question people, say: reads like grade"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains(words), "{}", ran.out);
    let ran = home.run("catalog check vehicles wireless mortgages");
    assert!(!ran.out.contains("grade"), "{}", ran.out);
}
