//! What machines need to check a document or to make it again.

use serde_json::Value;

use crate::interview::{Fact, NoteKind, Recorded};
use crate::present::{Sure, report};

use super::super::document::Evidence;
use super::Material;

/// Stands in place of the words of a private note.
const WITHHELD: &str = "(private, not copied)";

pub(super) fn evidence(material: &Material<'_>, top: usize, sure: &Sure) -> Evidence {
    let said = material.facts.iter();
    // What somebody was typing when is no part of what was said.
    let said = said.filter(|recorded| !matches!(recorded.fact, Fact::Drafted { .. }));
    let facts: Vec<Recorded> = said.map(without_private).collect();
    let report = report(material.view, sure, material.interview, material.flow, top);
    Evidence {
        // Both are plain data with text keys, which JSON always takes.
        facts: serde_json::to_value(facts).unwrap_or(Value::Null),
        report: serde_json::to_value(report).unwrap_or(Value::Null),
    }
}

/// A private note stays as a fact, because a later undo may refer to it; its words do not. Nor do words that were never kept.
fn without_private(recorded: &Recorded) -> Recorded {
    match &recorded.fact {
        Fact::Noted {
            kind: NoteKind::Private,
            ..
        } => Recorded {
            at: recorded.at,
            fact: Fact::Noted {
                kind: NoteKind::Private,
                text: WITHHELD.into(),
            },
        },
        Fact::Held { place } => Recorded {
            at: recorded.at,
            fact: Fact::Held {
                place: place.place_only(),
            },
        },
        _ => recorded.clone(),
    }
}
