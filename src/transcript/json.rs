//! The document as JSON, with the evidence it rests on.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use serde_json::Value;

use super::complete::{Missing, completeness};
use super::document::Document;

/// Version of the shape: raised only when a field changes its meaning; new fields are added without raising it.
const FORMAT: u32 = 1;

/// A transcript as programs read it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "candor transcript")]
struct Transcript<'d> {
    /// Version of the shape: raised only when a field changes its meaning; new fields are added without raising it.
    format: u32,
    /// Always `transcript`.
    kind: &'static str,
    /// Whether nothing is missing, and it is not redacted.
    complete: bool,
    /// What is missing.
    missing: Vec<Missing>,
    /// What the document says.
    #[serde(flatten)]
    document: &'d Document,
    /// The advice as `candor advise --format json` prints it; `null` in a redacted document.
    report: &'d Value,
    /// The conversation itself, without the words of private notes; empty for advice outside a case and in a redacted document.
    facts: &'d Value,
}

/// `{"format": 1, "kind": "transcript", "complete": .., "missing": [..], .. the document .., "report": .., "facts": [..]}`.
///
/// The order of keys is always the same. `report` is what `candor advise --format json` prints; `facts` is the conversation itself,
/// empty for advice outside a case; the words of private notes are not in it. Scores and points are hundredths.
#[must_use]
pub fn json(document: &Document) -> Value {
    let missing = completeness(document);
    let transcript = Transcript {
        format: FORMAT,
        kind: "transcript",
        complete: missing.is_empty() && !document.redacted,
        missing,
        document,
        report: &document.evidence.report,
        facts: &document.evidence.facts,
    };
    // A document is plain data with text keys, which JSON always takes.
    serde_json::to_value(transcript).unwrap_or(Value::Null)
}

/// The JSON Schema of what [`json`] gives.
#[must_use]
pub fn schema() -> Schema {
    SchemaGenerator::default().into_root_schema_for::<Transcript<'_>>()
}
