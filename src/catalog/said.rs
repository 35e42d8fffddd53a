//! What the JSON reader says, in words for the owner of a catalog.

use serde_json::error::Category;

use super::problem::nearest;

/// Most braces and brackets of a JSON file inside each other.
pub(super) const MAX_NESTING: usize = 16;

/// A message for people.
pub(super) struct Said {
    /// What is wrong, a full sentence.
    pub(super) what: String,
    /// What to do, a full sentence.
    pub(super) hint: String,
}

impl Said {
    fn new(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            hint: hint.into(),
        }
    }
}

/// The text is no JSON.
pub(super) fn not_json(error: &serde_json::Error) -> Said {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    if error.classify() == Category::Eof {
        return Said::new(
            "The file ends too early.",
            "A closing brace, bracket or quotation mark is missing, here or further up.",
        );
    }
    if message.starts_with("recursion limit") {
        return too_deep();
    }
    let what = match message {
        "trailing characters" => {
            "Something follows after the end of the outermost braces.".to_owned()
        }
        "trailing comma" => "A comma stands before a closing brace or bracket.".to_owned(),
        "key must be a string" => "The name of a key must stand in quotation marks.".to_owned(),
        "invalid number" => "This is not a figure as JSON writes it.".to_owned(),
        "invalid escape" => "A backslash may not stand before this character.".to_owned(),
        message if message.starts_with("control character") => {
            "A text goes on over the end of its line.".to_owned()
        }
        message => format!("This is not JSON: {}.", message.replace('`', "'")),
    };
    let hint = "Look at this place and just before it: a comma, a quotation mark or a bracket is missing or too many.";
    Said::new(what, hint)
}

/// Braces and brackets stand too deep inside each other.
pub(super) fn too_deep() -> Said {
    Said::new(
        format!(
            "The file has too many braces and brackets inside each other; the most is {MAX_NESTING}."
        ),
        "Fewer than ten levels are needed.",
    )
}

/// A value is not what its key takes. `message` is serde's.
pub(super) fn wrong_value(message: &str) -> Said {
    let quoted = |text: &str| -> Vec<String> {
        text.split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect()
    };
    if let Some(rest) = message.strip_prefix("missing field ") {
        let key = quoted(rest).concat();
        return Said::new(
            format!("The key '{key}' is missing."),
            format!("Add \"{key}\": .. between these braces."),
        );
    }
    if let Some(rest) = message.strip_prefix("unknown variant ") {
        let mut words = quoted(rest).into_iter();
        let word = words.next().unwrap_or_default();
        let known: Vec<String> = words.collect();
        let near = nearest(&word, known.iter().map(String::as_str));
        let hint = near.map_or_else(
            || format!("Write one of: {}.", known.join(", ")),
            |near| format!("Did you mean '{near}'?"),
        );
        return Said::new(format!("'{word}' is not known here."), hint);
    }
    let found_and_expected = message
        .strip_prefix("invalid type: ")
        .or_else(|| message.strip_prefix("invalid value: "))
        .or_else(|| message.strip_prefix("invalid "))
        .and_then(|rest| rest.rsplit_once(", expected "));
    match found_and_expected {
        Some((found, expected)) => Said::new(
            format!("{} does not fit here.", found_words(found)),
            format!("Write {}.", expected_words(expected)),
        ),
        // An element of several forms says itself what it takes.
        None => Said::new(
            "This does not fit here.",
            format!("Write {}.", message.replace('`', "'")),
        ),
    }
}

/// What stands there.
fn found_words(found: &str) -> String {
    let word = found.split(' ').next().unwrap_or_default();
    match word {
        "integer" | "floating" => "This figure".to_owned(),
        "string" => "This text".to_owned(),
        "boolean" => "'true' or 'false'".to_owned(),
        "map" => "What stands in braces".to_owned(),
        "sequence" => "A list".to_owned(),
        "length" => "A list of this length".to_owned(),
        "null" => "'null'".to_owned(),
        "unit" => "This alone".to_owned(),
        _ => "This".to_owned(),
    }
}

/// What should stand there.
fn expected_words(expected: &str) -> String {
    match expected {
        "a string" | "a borrowed string" => "a text in quotation marks".to_owned(),
        "f64" | "f32" => "a figure".to_owned(),
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole figure, not below 0".to_owned(),
        "a boolean" => "true or false".to_owned(),
        "a sequence" => "a list in square brackets".to_owned(),
        "a tuple of size 2" => "two figures in square brackets, such as [10, 40]".to_owned(),
        "map with a single key" => "exactly one key between the braces".to_owned(),
        "string or map" | "a map" => "an object in braces".to_owned(),
        struct_ if struct_.starts_with("struct ") || struct_.starts_with("tuple variant") => {
            "an object in braces".to_owned()
        }
        other => other.replace('`', "'"),
    }
}
