//! Catalogs for tests: the invented broadband plans, and every catalog that is shipped.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

use candor::catalog::{Catalog, builtin, from_files, open, plain};
use candor::domain::{Answer, Id};
use serde_json::Value;

/// The folder of fixtures.
pub fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// The folder of the broadband catalog.
pub fn broadband_folder() -> PathBuf {
    fixtures().join("catalogs/broadband")
}

/// Twelve invented plans; every kind of question, scale and effect is in it.
pub fn broadband() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| {
        open(&broadband_folder()).unwrap_or_else(|error| panic!("the broadband fixture: {error}"))
    })
}

/// The broadband catalog and every shipped one.
pub fn all() -> Vec<Catalog> {
    let shipped = builtin::ALL.iter().map(|builtin| {
        from_files(builtin.catalog.as_bytes(), builtin.offerings.as_bytes())
            .unwrap_or_else(|problems| panic!("{}: {problems:?}", builtin.id))
    });
    std::iter::once(broadband().clone())
        .chain(shipped)
        .collect()
}

/// An id.
pub fn id(raw: &str) -> Id {
    Id::new(raw).unwrap()
}

/// An answer in plain form, as the customer said it.
pub fn said(catalog: &Catalog, question: &str, value: &Value) -> Answer {
    let (_, known) = catalog
        .question(question)
        .expect("a question of the catalog");
    Answer::said(plain::value(&known.kind, value).expect("an answer to the question"))
}

/// Answers in plain form, by question.
pub fn answers(catalog: &Catalog, all: Value) -> BTreeMap<Id, Answer> {
    let file = serde_json::json!({"answers": all});
    candor::interview::from_json(catalog, &file)
        .expect("answers to the catalog")
        .answers
}

/// The two files of the small catalog.
pub fn broadband_files() -> candor::catalog::Files {
    candor::catalog::load::files(&broadband_folder()).unwrap()
}

/// The two files of a shipped catalog.
pub fn shipped_files(id: &str) -> candor::catalog::Files {
    let own = builtin::find(id).unwrap();
    candor::catalog::Files {
        catalog: own.catalog.into(),
        offerings: own.offerings.into(),
    }
}

/// The two files of every catalog.
pub fn files() -> Vec<(String, String)> {
    let read = |name| std::fs::read_to_string(broadband_folder().join(name)).unwrap();
    let shipped = builtin::ALL
        .iter()
        .map(|builtin| (builtin.catalog.to_owned(), builtin.offerings.to_owned()));
    std::iter::once((read("catalog.json"), read("offerings.csv")))
        .chain(shipped)
        .collect()
}

/// The lines of a table, its heading first.
pub fn records(table: &str) -> Vec<Vec<String>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(table.as_bytes())
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

/// A table from its lines.
pub fn written(records: &[Vec<String>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in records {
        writer.write_record(record).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}
