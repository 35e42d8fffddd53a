//! The doors through which bytes come in, each with what the program does with them. None may panic, whatever comes. Shared by the
//! fuzz targets beside this file and by the tests, which replay the corpus and change the shipped files by chance.
#![allow(dead_code)]

use std::path::Path;
use std::sync::OnceLock;

use candor::cases::{CaseId, decode};
use candor::catalog::{Catalog, builtin, from_files, personas as read_personas};
use candor::config::Settings;
use candor::domain::{Column, Id, SafeText};
use candor::formula::{Input, Place, Scope, Table, Type, compile};
use candor::interview::{Flow, Interview, Recorded, case_needs, derive, from_json};
use candor::ranking::advise;
use candor::tui::theme::Theme;
use serde_json::Value;

/// What comes in is taken through here.
pub type Door = fn(&[u8]);

/// Every door by name.
pub const ALL: [(&str, Door); 10] = [
    ("answers", answers),
    ("catalog", catalog),
    ("conversation", conversation),
    ("formula", formula),
    ("journal", journal),
    ("personas", personas),
    ("safe_text", safe_text),
    ("settings", settings),
    ("table", table),
    ("theme", theme),
];

/// The small catalog for tests: its `catalog.json` and its `offerings.csv`.
pub const SMALL: (&[u8], &[u8]) = (
    include_bytes!("../fixtures/catalogs/broadband/catalog.json"),
    include_bytes!("../fixtures/catalogs/broadband/offerings.csv"),
);

fn small() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| from_files(SMALL.0, SMALL.1).expect("the small catalog"))
}

fn shipped() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| {
        let own = builtin::ALL.first().expect("a shipped catalog");
        from_files(own.catalog.as_bytes(), own.offerings.as_bytes()).expect("a valid catalog")
    })
}

/// A catalog, or its problems in words; a valid one must bear a customer of whom nothing is known.
fn opened(catalog: &[u8], offerings: &[u8]) {
    match from_files(catalog, offerings) {
        Err(problems) => {
            assert!(!problems.is_empty() && problems.len() <= 201);
            for problem in problems {
                assert!(problem.to_string().len() < 1024 * 1024);
            }
        }
        Ok(catalog) => {
            let needs = derive(&catalog, &std::collections::BTreeMap::new(), 7);
            ranked(&catalog, &needs.needs);
        }
    }
}

fn ranked(catalog: &Catalog, needs: &candor::ranking::Needs) {
    let advice = advise(catalog.blind(), needs);
    assert!(advice.ranked.len() + advice.excluded.len() <= catalog.offerings.len());
    for pair in advice.ranked.windows(2) {
        if let [first, second] = pair {
            assert!(first.rank <= second.rank);
        }
    }
}

/// `catalog.json`.
pub fn catalog(bytes: &[u8]) {
    opened(bytes, SMALL.1);
}

/// `offerings.csv`.
pub fn table(bytes: &[u8]) {
    opened(SMALL.0, bytes);
}

/// A file of answers.
pub fn answers(bytes: &[u8]) {
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else {
        return;
    };
    for catalog in [small(), shipped()] {
        match from_json(catalog, &value) {
            Ok(given) => {
                let needs = derive(catalog, &given.answers, 7);
                ranked(catalog, &needs.needs);
            }
            Err(errors) => assert!(errors.iter().all(|error| !error.to_string().is_empty())),
        }
    }
}

/// `tests.json`.
pub fn personas(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        for catalog in [small(), shipped()] {
            let _ = read_personas::read(catalog, text);
        }
    }
}

/// A theme.
pub fn theme(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Err(problems) = Theme::load("fuzz", &text) {
        assert!(
            problems
                .iter()
                .all(|problem| !problem.to_string().is_empty())
        );
    }
}

/// `settings.json`.
pub fn settings(bytes: &[u8]) {
    match Settings::parse(bytes) {
        Ok(settings) => assert!(
            settings
                .width
                .is_none_or(|width| (20..=400).contains(&width))
        ),
        Err(problems) => {
            assert!(!problems.is_empty() && problems.len() <= 201);
            for problem in problems {
                assert!(problem.to_string().len() < 1024 * 1024);
            }
        }
    }
}

/// Any text.
pub fn safe_text(bytes: &[u8]) {
    let safe = SafeText::new(&String::from_utf8_lossy(bytes));
    assert!(!safe.contains(char::is_control));
    assert_eq!(SafeText::new(&safe), safe);
}

/// The bytes of a journal, and the facts in its records.
pub fn journal(bytes: &[u8]) {
    let Ok(id) = "7F3K-92QD".parse::<CaseId>() else {
        return;
    };
    if let Ok(found) = decode(Path::new("7f3k-92qd.journal"), id, bytes) {
        assert!(found.whole <= u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        let facts = found.records.iter();
        fold(
            facts
                .filter_map(|record| serde_json::from_slice(&record.payload).ok())
                .collect(),
        );
    }
}

/// The payloads of records, a line each, as if all checksums were right.
pub fn conversation(bytes: &[u8]) {
    let lines = bytes.split(|byte| *byte == b'\n');
    fold(
        lines
            .filter_map(|line| serde_json::from_slice(line).ok())
            .collect(),
    );
}

/// What a conversation comes to, on a catalog that it may not be about.
fn fold(facts: Vec<Recorded>) {
    let interview = Interview::fold(&facts);
    for catalog in [small(), shipped()] {
        let flow = Flow::new(catalog, &interview);
        let _ = flow.next(None);
        let needs = case_needs(catalog, &interview, 7);
        ranked(catalog, &needs.needs);
    }
}

/// The source of a formula, checked and worked out.
pub fn formula(bytes: &[u8]) {
    let Ok(source) = std::str::from_utf8(bytes) else {
        return;
    };
    match compile(source, &Names) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(formula) => {
            let facts = Facts(vec![
                Column::Number(vec![Some(0.0), Some(-1.5), None, Some(f64::MAX)].into()),
                Column::YesNo(vec![Some(true), None, Some(false), Some(true)]),
                Column::Choice(vec![Some(0), Some(1), None, Some(1)]),
            ]);
            let inputs = [Input::Number(f64::MIN_POSITIVE), Input::Unknown];
            let _ = formula.column(&facts, &inputs);
            let _ = (formula.row(&facts, &inputs, 3), formula.alone(&inputs));
        }
    }
}

struct Names;

impl Scope for Names {
    fn find(&self, name: &str) -> Option<(Place, Type)> {
        let number = |unit: &str| unit.parse().ok().map(Type::Number);
        let ids = || {
            ["low", "high"]
                .iter()
                .filter_map(|id| Id::new(id).ok())
                .collect()
        };
        match name {
            "price" => Some((Place::Column(0), number("USD")?)),
            "new" => Some((Place::Column(1), Type::YesNo)),
            "kind" => Some((Place::Column(2), Type::Choice(ids()))),
            "months" => Some((Place::Input(0), number("month")?)),
            "wanted" => Some((Place::Input(1), Type::Set(ids()))),
            _ => None,
        }
    }

    fn names(&self) -> Vec<String> {
        ["price", "new", "kind", "months", "wanted"]
            .map(str::to_owned)
            .to_vec()
    }
}

struct Facts(Vec<Column>);

impl Table for Facts {
    fn rows(&self) -> usize {
        4
    }

    fn column(&self, index: usize) -> Option<&Column> {
        self.0.get(index)
    }
}
