//! Hostile values in catalogs, answers and notes: they say themselves in every format and become no structure in any.

use candor::catalog::{Catalog, from_files};
use candor::domain::SafeText;
use candor::interview::{Fact, NoteKind, Outcome};
use candor::transcript::pdf::{Paper, pdf};
use candor::transcript::{Document, NoteLine, Place, html, json, markdown, text};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};
use serde_json::{Value, json as value};

use crate::support::catalogs::broadband_folder;
use crate::support::hostile::poison;
use crate::support::pdf::read;
use crate::support::transcripts::Talk;

/// Pieces that mean something to some reader.
const PIECES: [&str; 52] = [
    "<script>alert(1)</script>",
    "</p><h1>",
    ") Tj ET",
    "\\) Tj",
    "(((",
    "endstream endobj",
    "<!--",
    "<img src=x onerror=alert(1)>",
    "](x)",
    "[a](http://b.c)",
    "![i](j)",
    "http://evil.example/a",
    "https://evil.example",
    "www.evil.example",
    "a@b.example",
    "evil.example",
    "mailto:a@b.c",
    "# ",
    "## h",
    "- item",
    "* item",
    "+ item",
    "1. item",
    "2) item",
    "> quote",
    "---",
    "***",
    "===",
    "`",
    "```",
    "~~~",
    "~~s~~",
    "**b**",
    "_e_",
    "|",
    "| a | b |",
    "--- | ---",
    "\\",
    "&lt;",
    "&#60;",
    "$x$",
    "[^1]",
    "[ ] task",
    ": term",
    "^s^",
    "{#id .c}",
    "\u{202e}",
    "\u{1b}[31m",
    "\r\nSubject: x\r\n",
    "\u{a0}",
    "宽宽宽宽宽宽",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
];

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{1,6}",
        1 => Just(" ".to_owned()),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

/// The broadband catalog with `words` at the beginning of everything that is words in it.
fn catalog(words: &str) -> Catalog {
    let read = |name: &str| std::fs::read_to_string(broadband_folder().join(name)).unwrap();
    let mut catalog: Value = serde_json::from_str(&read("catalog.json")).unwrap();
    let mut number = 0;
    poison(&mut catalog, &mut || {
        number += 1;
        format!("{words} {number}")
    });
    // Sellers are told apart by their first letters.
    let start: String = words.chars().take(30).collect();
    // As the table keeps it, so that the list of own sellers finds it.
    let seller = |name: &str| SafeText::trimmed(&format!("{start} {name}")).to_string();
    catalog["own_sellers"] = value!([seller("Northloop")]);
    let table = read("offerings.csv");
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let heads = rows.headers().unwrap().clone();
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(&heads).unwrap();
    for (row, record) in rows.records().enumerate() {
        let record = record.unwrap();
        let cells = heads.iter().zip(&record).map(|(head, cell)| match head {
            "seller" => seller(cell),
            "name" | "line" => format!("{words} {cell}"),
            // A bar parts two remarks in this column.
            "pros" | "cons" => format!("{} {row}", words.replace('|', "/")),
            _ => cell.to_owned(),
        });
        out.write_record(cells).unwrap();
    }
    let table = out.into_inner().unwrap();
    from_files(catalog.to_string().as_bytes(), &table)
        .unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn document(words: &str) -> Document {
    let answers = value!({
        "people": 4, "home": "middling", "budget": { "value": 60, "importance": "important" }, "lines": ["fibre", "cable"],
        "phone": "refused", "games": "dont_know", "priorities": ["money", "pace", "calm"],
        "wishes": format!("{words} w"),
    });
    let mut talk = Talk::new(catalog(words), &answers);
    for kind in NoteKind::ALL {
        talk.say(Fact::Noted {
            kind,
            text: format!("{words} n").as_str().into(),
        });
    }
    let offering = talk.catalog.offerings[0].id.clone();
    talk.say(Fact::Ended {
        outcome: Outcome::Chose { offering },
    });
    talk.case = Some(format!("{words} c").as_str().into());
    talk.document()
}

/// What a reader of Markdown makes of it: structure without words, and the words outside of code.
fn read_markdown(source: &str) -> (Vec<String>, String) {
    let all = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
    let mut shape: Vec<String> = Vec::new();
    let mut words = String::new();
    for event in Parser::new_ext(source, all) {
        match event {
            Event::Text(text) => words.push_str(&text),
            // Code takes the place of words; it parts what stands before from what stands behind.
            Event::Code(_) => words.push('\n'),
            other => {
                words.push('\n');
                shape.push(format!("{other:?}"));
            }
        }
    }
    (shape, words)
}

/// What a reader of Markdown shows.
fn shown_by_markdown(source: &str) -> String {
    Parser::new_ext(source, Options::ENABLE_TABLES)
        .map(|event| match event {
            Event::Text(text) | Event::Code(text) => text.to_string(),
            Event::End(_) => "\n".to_owned(),
            _ => String::new(),
        })
        .collect()
}

/// What another reader of Markdown makes of it, one that finds links by itself: a page.
fn rendered(source: &str) -> String {
    markdown::to_html_with_options(source, &markdown::Options::gfm()).unwrap()
}

/// The elements of a page, without words. Code takes the place of words: what would be a link stands in it.
fn elements(page: &str) -> Vec<&str> {
    let parts = page.split('<').skip(1);
    let names = parts.map(|rest| rest.split('>').next().unwrap());
    names.filter(|name| !name.ends_with("code")).collect()
}

/// The words of a page, without elements.
fn words_of(page: &str) -> String {
    let parts = page.split('<');
    let words: String = parts
        .map(|part| part.split_once('>').map_or(part, |(_, words)| words))
        .collect();
    unescaped(&words)
}

fn tags(page: &str) -> Vec<&str> {
    let body = page.split_once("</style>").unwrap().1;
    body.split('<')
        .skip(1)
        .map(|rest| rest.split('>').next().unwrap())
        // How small the type is follows from how much there is to say.
        .map(|tag| {
            if tag.starts_with("main ") {
                "main"
            } else {
                tag
            }
        })
        .collect()
}

fn unescaped(page: &str) -> String {
    page.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// The words as they should be shown.
fn clean(words: &str) -> String {
    SafeText::new(&format!("{words} n")).trim().to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn no_value_becomes_structure_in_any_format(words in hostile()) {
        let (document, harmless) = (document(&words), document("x"));

        let written = markdown(&document);
        let (shape, outside) = read_markdown(&written);
        prop_assert_eq!(shape, read_markdown(&markdown(&harmless)).0, "{}", written);
        for link in ["://", "www.", "@", "mailto:"] {
            prop_assert!(!outside.to_lowercase().contains(link), "{link} in {outside}");
        }
        prop_assert!(shown_by_markdown(&written).contains(&clean(&words)), "{}", written);
        let (page, harmless_page) = (rendered(&written), rendered(&markdown(&harmless)));
        prop_assert_eq!(elements(&page), elements(&harmless_page), "{}", written);
        prop_assert!(words_of(&page).contains(&clean(&words)), "{}", page);

        let page = html(&document);
        let harmless_page = html(&harmless);
        prop_assert_eq!(tags(&page), tags(&harmless_page));
        prop_assert!(unescaped(&page).contains(&clean(&words)));

        for width in [24, 40, 76, 120] {
            for line in text(&document, width).lines() {
                prop_assert!(SafeText::new(line).width() <= width, "{line}");
                prop_assert!(SafeText::new(line).as_str() == line, "{line:?}");
            }
        }

        match pdf(&document, Paper::A4) {
            Ok(file) => {
                let (file, harmless) = (read(&file), read(&pdf(&harmless, Paper::A4).unwrap()));
                prop_assert_eq!(file.operators(), harmless.operators());
                let text: String = (0..file.pages.len()).map(|page| file.text(page)).collect();
                let dense = |text: &str| text.split_whitespace().collect::<String>();
                prop_assert!(dense(&text).contains(&dense(&clean(&words))), "{text}");
            }
            Err(refused) => {
                let shown = clean(&words);
                // A label begins with a capital.
                let capital = |own: &char| shown.chars().flat_map(char::to_uppercase).any(|c| c == *own);
                let is_own = |own: &char| shown.contains(*own) || capital(own);
                prop_assert!(refused.letters.iter().all(is_own), "{refused}");
            }
        }

        let object = json(&document);
        let again: Value = serde_json::from_str(&object.to_string()).unwrap();
        prop_assert_eq!(&again, &object);
        let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        prop_assert_eq!(keys(&object), keys(&json(&harmless)));
    }
}

/// A document whose notes and places are called by these words.
fn named(base: &Document, words: &[String]) -> Document {
    let mut document = base.clone();
    let (note, place) = (base.notes[0].clone(), base.order[0].clone());
    document.notes = words
        .iter()
        .map(|words| NoteLine {
            text: words.as_str().into(),
            ..note.clone()
        })
        .collect();
    document.order = words
        .iter()
        .map(|words| Place {
            name: words.as_str().into(),
            ..place.clone()
        })
        .collect();
    document
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(16) })]

    #[test]
    fn none_of_thousands_of_values_becomes_structure(words in prop::collection::vec(hostile(), 250)) {
        let base = document("x");
        let written = markdown(&named(&base, &words));
        let (shape, outside) = read_markdown(&written);
        let harmless = vec!["x".to_owned(); words.len()];
        prop_assert_eq!(shape, read_markdown(&markdown(&named(&base, &harmless))).0, "{}", written);
        for link in ["://", "www.", "@", "mailto:"] {
            prop_assert!(!outside.to_lowercase().contains(link), "{link} in {outside}");
        }
        let shown = shown_by_markdown(&written);
        for words in &words {
            let clean = SafeText::trimmed(words);
            prop_assert!(shown.matches(clean.as_str()).count() >= 2, "{clean} in {shown}");
        }
    }
}

#[test]
fn a_page_has_no_script_no_event_and_no_reference() {
    let page = html(&document("<script src=http://evil.example onload=x>"));
    assert!(!page.contains("<script"));
    let allowed = ["html lang", "meta charset", "meta http-equiv", "meta name"];
    let markup = page.split_once("<html").unwrap().1;
    for tag in markup
        .split('<')
        .skip(1)
        .map(|rest| rest.split('>').next().unwrap())
    {
        let attributes = tag.contains('=') && !allowed.iter().any(|start| tag.starts_with(start));
        let plain = tag
            .split_once(' ')
            .is_none_or(|(_, rest)| rest.starts_with("class=\"") || rest == "scope=\"col\"");
        assert!(!attributes || plain, "{tag}");
    }
    assert!(page.contains("default-src 'none'; style-src 'unsafe-inline'"));
    let style = page
        .split_once("<style>")
        .unwrap()
        .1
        .split_once("</style>")
        .unwrap()
        .0;
    assert!(!style.contains("url(") && !style.contains("@import"));
}
