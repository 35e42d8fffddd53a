//! The document as a PDF: the customer's page on one sheet in large type, everything said, and a file that is sound.

use std::collections::BTreeSet;
use std::process::Command;

use candor::transcript::pages::{Block, Pages, Section};
use candor::transcript::pdf::{Laid, POINT, Paper, Unit, lay, pdf};
use candor::transcript::{Document, html};

use crate::support::pdf::{Token, read};
use crate::support::transcripts::{Talk, persona, vehicles};
use crate::transcripts::{kept, talks};

pub const PAPERS: [(&str, Paper); 2] = [("a4", Paper::A4), ("letter", Paper::Letter)];

fn laid(document: &Document, paper: Paper) -> Laid {
    let pages = Pages::of(document);
    lay(&pages, document.head.case.as_ref(), paper).unwrap()
}

/// The type size of the customer's page in HTML.
fn size_of_html(document: &Document) -> Unit {
    let page = html(document);
    let class = |name: &str| page.contains(&format!("class=\"customer {name}\""));
    match (class("full"), class("fullest")) {
        (true, _) => 7_800,
        (_, true) => 7_100,
        _ => 8_200,
    }
}

#[test]
fn the_customers_page_is_one_sheet_in_type_no_smaller_than_that_of_the_web_page() {
    for (name, paper) in PAPERS {
        let mut sizes = Vec::new();
        for (id, talk) in kept() {
            let document = talk.document();
            let (laid, web) = (laid(&document, paper), size_of_html(&document));
            println!(
                "{name:6} {id:28} {:>4} pt, web page {:>3} pt, {} sheets",
                laid.size / 100,
                web / 100,
                laid.sheets.len()
            );
            assert_eq!(laid.customers, 1, "{id} on {name}");
            assert!(laid.size >= web, "{id} on {name}");
            sizes.push(laid.size);
        }
        sizes.sort_unstable();
        let (least, median) = (sizes[0], sizes[sizes.len() / 2]);
        println!("{name}: least {least}, median {median} thousandths of a point");
        assert!(median > 8 * POINT, "{name}");
    }
}

#[test]
fn the_same_document_gives_the_same_small_file_of_text() {
    for (id, talk) in talks() {
        let document = talk.document();
        for (_, paper) in PAPERS {
            let file = pdf(&document, paper).unwrap();
            assert_eq!(Ok(&file), pdf(&document, paper).as_ref());
            println!("{id}: {} bytes", file.len());
            assert!(file.is_ascii() && file.len() < 300_000, "{id}");
        }
    }
}

/// Everything that sections say, piece by piece.
fn texts(sections: &[Section]) -> Vec<String> {
    let mut texts = Vec::new();
    for section in sections {
        texts.push(section.title.to_owned());
        for block in &section.blocks {
            let lines = match block {
                Block::Paragraph(line) => vec![line],
                Block::List(lines) => lines.iter().collect(),
                Block::Table(table) => {
                    let rows = std::iter::once(&table.heads).chain(&table.rows);
                    texts.extend(rows.flatten().map(ToString::to_string));
                    continue;
                }
            };
            for line in lines {
                texts.extend(line.lead.iter().map(ToString::to_string));
                texts.push(line.text.to_string());
            }
        }
    }
    texts
}

/// A text without its blanks and the marks of lists: where lines end is no part of what is said.
fn dense(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '•')
        .collect()
}

fn holds_in_order(text: &str, expected: &[String], what: &str) {
    let text = dense(text);
    let mut rest = text.as_str();
    for piece in expected.iter().map(|piece| dense(piece)) {
        let Some((_, after)) = rest.split_once(&piece) else {
            panic!("{what}: {piece} is not in {rest}");
        };
        rest = after;
    }
}

#[test]
fn everything_is_drawn_in_the_order_in_which_it_is_read_and_the_file_is_sound() {
    for (id, talk) in kept() {
        let document = talk.document();
        let pages = Pages::of(&document);
        for (_, paper) in PAPERS {
            let file = read(&pdf(&document, paper).unwrap());
            let sheets = file.pages.len();
            let first = file.text(0);
            let mut head = vec![pages.title.to_string()];
            head.extend(pages.draft.iter().map(ToString::to_string));
            head.push(pages.under.to_string());
            head.extend(texts(&pages.customer));
            head.push(format!("case 7F3K-92 · page 1 of {sheets}"));
            holds_in_order(&first, &head, &id);
            // The foot of a page stands between what it parts.
            let rest: Vec<String> = (1..sheets)
                .map(|page| {
                    let text = file.text(page);
                    let foot = format!("\ncase 7F3K-92 · page {} of {sheets}", page + 1);
                    text.strip_suffix(&foot).expect("a foot").to_owned()
                })
                .collect();
            for part in [&pages.along, &pages.record, &pages.evidence] {
                holds_in_order(&rest.concat(), &texts(part), &id);
            }
            let known = [
                "BDC", "BMC", "BT", "EMC", "ET", "G", "S", "Tf", "Tj", "Tm", "g", "l", "m", "w",
            ];
            assert_eq!(file.operators(), BTreeSet::from(known));
        }
    }
}

#[test]
fn the_parts_are_named_for_readers_that_do_not_see_the_page() {
    let document = Talk::new(vehicles(), &persona("commuter")).document();
    let file = read(&pdf(&document, Paper::Letter).unwrap());
    let all: Vec<&Token> = file.objects.iter().flatten().collect();
    let count = |name: &str| {
        let name = Token::Name(name.to_owned());
        all.iter().filter(|own| ***own == name).count()
    };
    for name in [
        "Document", "H1", "H2", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD",
    ] {
        assert!(count(name) > 0, "{name}");
    }
    assert_eq!(count("LI"), count("LBody"));
    let word = |words: &[&str]| {
        let found = all.windows(words.len()).any(|own| {
            own.iter().zip(words).all(|(token, word)| match token {
                Token::Name(own) | Token::Word(own) => own == word,
                Token::Text(own) => own == word.as_bytes(),
            })
        });
        assert!(found, "{words:?}");
    };
    word(&["MarkInfo", "<<", "Marked", "true"]);
    word(&["DisplayDocTitle", "true"]);
    word(&["Lang", "en"]);
    word(&["Title", "What fits you: New cars and trucks"]);
    word(&["CreationDate", "D:20251121141000Z"]);
}

#[test]
fn the_paper_is_letter_where_the_money_is_dollars() {
    let mut document = Talk::new(vehicles(), &persona("commuter")).document();
    assert_eq!(Paper::usual(&document), Paper::Letter);
    document.head.catalog.currency = "EUR".into();
    assert_eq!(Paper::usual(&document), Paper::A4);
}

#[test]
fn letters_that_no_reader_of_pdf_must_have_are_refused_by_name() {
    let mut document = Talk::new(vehicles(), &persona("commuter")).document();
    document.head.catalog.title = "Größe “10 €” – naïve…".into();
    let file = read(&pdf(&document, Paper::A4).unwrap());
    assert!(
        file.text(0)
            .contains("What fits you: Größe “10 €” – naïve…")
    );
    document.head.catalog.title = "宽 Жőх".into();
    let error = pdf(&document, Paper::A4).unwrap_err();
    assert_eq!(error.letters, ['ő', 'Ж', 'х', '宽']);
    let words = error.to_string();
    assert!(
        words.contains("宽 (U+5BBD)") && words.contains("nothing was written"),
        "{words}"
    );
}

#[test]
fn another_program_finds_every_sentence_of_the_customers_page() {
    let there = Command::new("pdftotext").arg("-v").output();
    if there.is_err() {
        println!("skipped: no pdftotext (poppler-utils) on this machine");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (id, talk) in kept() {
        let document = talk.document();
        let file = folder.path().join("page.pdf");
        std::fs::write(&file, pdf(&document, Paper::Letter).unwrap()).unwrap();
        let ran = Command::new("pdftotext")
            .args(["-raw", "-enc", "UTF-8", "-f", "1", "-l", "1"])
            .arg(&file)
            .arg("-")
            .output()
            .unwrap();
        assert!(ran.status.success() && ran.stderr.is_empty(), "{id}");
        let text = String::from_utf8(ran.stdout).unwrap();
        holds_in_order(&text, &texts(&Pages::of(&document).customer), &id);
    }
}
