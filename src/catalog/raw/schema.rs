//! The JSON Schema of `catalog.json`, made from the types that read it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use crate::domain::{Id, Importance, SafeText};

use super::RawCatalog;

/// Every key of a catalog, what it means and what it may hold.
#[must_use]
pub fn schema() -> Schema {
    SchemaGenerator::default().into_root_schema_for::<RawCatalog>()
}

/// Every key of a catalog, for suggestions when one is misspelt.
pub(in crate::catalog) fn keys() -> BTreeSet<String> {
    keys_of(&schema())
}

/// Every key that stands anywhere in a schema.
#[must_use]
pub fn keys_of(schema: &Schema) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    collect(schema.as_value(), &mut keys);
    keys
}

fn collect(schema: &Value, keys: &mut BTreeSet<String>) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::Object(properties)) = object.get("properties") {
                keys.extend(properties.keys().cloned());
            }
            object.values().for_each(|inner| collect(inner, keys));
        }
        Value::Array(list) => list.iter().for_each(|inner| collect(inner, keys)),
        _ => {}
    }
}

impl JsonSchema for SafeText {
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "maxLength": 65536 })
    }
}

impl JsonSchema for Importance {
    fn schema_name() -> Cow<'static, str> {
        "Importance".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "enum": Self::ALL.map(Self::word) })
    }
}

impl JsonSchema for Id {
    fn schema_name() -> Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[a-z0-9][a-z0-9_-]{0,63}$" })
    }
}
