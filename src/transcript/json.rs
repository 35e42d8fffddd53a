//! The document as JSON, with the evidence it rests on.

use serde_json::{Map, Value, json};

use super::complete::completeness;
use super::document::Document;

/// Version of the shape: raised only when a field changes its meaning; new fields are added without raising it.
const FORMAT: u32 = 1;

/// `{"format": 1, "kind": "transcript", "complete": .., "missing": [..], .. the document .., "report": .., "facts": [..]}`.
///
/// The order of keys is always the same. `report` is what `candor advise --format json` prints; `facts` is the conversation itself,
/// empty for advice outside a case; the words of private notes are not in it. Scores and points are hundredths.
#[must_use]
pub fn json(document: &Document) -> Value {
    let missing = completeness(document);
    let mut object = Map::new();
    object.insert("format".to_owned(), FORMAT.into());
    object.insert("kind".to_owned(), "transcript".into());
    object.insert("complete".to_owned(), missing.is_empty().into());
    object.insert("missing".to_owned(), json!(missing));
    // A document is plain data with text keys, which JSON always takes.
    if let Ok(Value::Object(content)) = serde_json::to_value(document) {
        object.extend(content);
    }
    object.insert("report".to_owned(), document.evidence.report.clone());
    object.insert("facts".to_owned(), document.evidence.facts.clone());
    Value::Object(object)
}
