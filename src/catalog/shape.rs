//! The shape of `catalog.json`: what is wrong with each element is collected, and nothing is dropped in silence.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::elements::{Elements, KnownKeys, syntax};
use super::load::CATALOG_FILE;
use super::locate::{Locator, Path};
use super::problem::Problem;
use super::raw::{self, RawCatalog, RawHead};

/// Reads `text`, in which `locator` finds places.
pub(super) fn read(text: &str, locator: &Locator<'_>) -> Result<RawCatalog, Vec<Problem>> {
    let value: Value =
        serde_json::from_str(text).map_err(|error| vec![syntax(CATALOG_FILE, text, &error)])?;
    let known = KnownKeys {
        keys: raw::keys,
        listed: "'candor catalog schema' lists all keys.",
    };
    let mut reader = Reader(Elements::new(locator, known));
    let raw = reader.catalog(value);
    reader.0.finish(raw)
}

/// Reads the lists of a catalog element by element.
struct Reader<'a>(Elements<'a>);

impl Reader<'_> {
    fn catalog(&mut self, value: Value) -> Option<RawCatalog> {
        let Value::Object(mut object) = value else {
            self.0.problems.push(
                self.0
                    .locator
                    .problem(&Path::default(), "A catalog is one object in braces.")
                    .hint("Begin the file with '{' and end it with '}'."),
            );
            return None;
        };
        let mut take = |key: &str| object.shift_remove(key);
        let (sources, attributes, computed, criteria) = (
            take("sources"),
            take("attributes"),
            take("computed"),
            take("criteria"),
        );
        let (questions, remarks, glossary, objections, statements) = (
            take("questions"),
            take("remarks"),
            take("glossary"),
            take("objections"),
            take("statements"),
        );
        let head = self
            .0
            .element::<RawHead>(Path::default(), Value::Object(object));
        Some(RawCatalog {
            sources: self.list("sources", sources, true)?,
            attributes: self.list("attributes", attributes, true)?,
            computed: self.list("computed", computed, false)?,
            criteria: self.list("criteria", criteria, true)?,
            questions: self.list("questions", questions, true)?,
            remarks: self.list("remarks", remarks, false)?,
            glossary: self.list("glossary", glossary, false)?,
            objections: self.list("objections", objections, false)?,
            statements: self.list("statements", statements, false)?,
            head: head?,
        })
    }

    /// `None` only when the list itself is missing or no list; elements with problems are left out and reported.
    fn list<T: DeserializeOwned>(
        &mut self,
        key: &str,
        value: Option<Value>,
        needed: bool,
    ) -> Option<Vec<T>> {
        match value {
            None if !needed => Some(Vec::new()),
            None => {
                self.0.problems.push(
                    self.0
                        .locator
                        .problem(&Path::default(), format!("The list '{key}' is missing."))
                        .hint(format!("Add \"{key}\": [ .. ].")),
                );
                Some(Vec::new())
            }
            Some(Value::Array(elements)) => Some(
                elements
                    .into_iter()
                    .enumerate()
                    .map_while(|(n, element)| {
                        (!self.0.is_enough()).then(|| self.0.element(Path::list(key, n), element))
                    })
                    .flatten()
                    .collect(),
            ),
            Some(_) => {
                self.0.problems.push(
                    self.0
                        .locator
                        .problem(
                            &Path::default().key(key),
                            format!("'{key}' must be a list in square brackets."),
                        )
                        .hint(format!("Write \"{key}\": [ .. ].")),
                );
                Some(Vec::new())
            }
        }
    }
}
