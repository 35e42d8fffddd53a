//! Reading a file of answers.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use serde_json::Value;

use crate::catalog::Catalog;
use crate::cli::output::Failure;
use crate::interview::{Given, from_json};

/// Longest file of answers, in bytes: several hundred times what a long conversation takes.
const MAX_ANSWERS: u64 = 1024 * 1024;

/// Reads the answers in the file `path`, or on standard input when it is `-`.
///
/// # Errors
/// [`Failure`] with every mistake in them.
pub fn read(catalog: &Catalog, path: &Path) -> Result<Given, Failure> {
    let (name, bytes) = if path == Path::new("-") {
        ("standard input".to_owned(), limited(io::stdin().lock()))
    } else {
        let bytes = File::open(path).and_then(limited);
        (path.to_string_lossy().into_owned(), bytes)
    };
    let bytes = bytes.map_err(|why| {
        Failure::wrong(format!(
            "The answers in {name} cannot be read: {why}. Nothing was changed. Check the path and your permission to read it."
        ))
    })?;
    let text = text(&name, &bytes)?;
    let value: Value = serde_json::from_str(text).map_err(|error| {
        Failure::wrong(format!(
            "The answers in {name} are not JSON: {error}. Nothing was changed. Look at that place and just before it."
        ))
    })?;
    from_json(catalog, &value).map_err(|errors| {
        let count = match errors.len() {
            1 => "1 mistake".to_owned(),
            n => format!("{n} mistakes"),
        };
        let mut message = format!("The answers in {name} have {count}. Nothing was changed.");
        for error in errors {
            message.push_str(&format!("\n{error}"));
        }
        Failure::wrong(message)
    })
}

/// One byte more than allowed is enough to know that there are too many.
fn limited(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MAX_ANSWERS + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn text<'b>(name: &str, bytes: &'b [u8]) -> Result<&'b str, Failure> {
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MAX_ANSWERS {
        return Err(Failure::wrong(format!(
            "The answers in {name} are longer than {MAX_ANSWERS} bytes, the most a file of answers may have. Nothing was changed. Is it the right file?"
        )));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        Failure::wrong(format!(
            "The answers in {name} are not UTF-8 text from byte {} on. Nothing was changed. Is it the right file? If so, save it again as UTF-8.",
            error.valid_up_to() + 1
        ))
    })
}
