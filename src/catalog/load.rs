//! From files to a raw catalog: what is wrong with the shape of each element is collected, nothing is dropped in silence.

use std::path::{Path as FilePath, PathBuf};

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::locate::{Locator, Path, Step};
use super::model::Catalog;
use super::problem::{Place, Problem, did_you_mean};
use super::raw::{RawCatalog, RawHead};
use super::{table, validate};

/// Name of the file with questions, criteria and words.
pub const CATALOG_FILE: &str = "catalog.json";
/// Name of the file with offerings.
pub const TABLE_FILE: &str = "offerings.csv";
/// Longest `catalog.json`, in bytes.
const MAX_CATALOG: u64 = 16 * 1024 * 1024;
/// Longest `offerings.csv`, in bytes.
const MAX_TABLE: u64 = 512 * 1024 * 1024;

/// Why there is no catalog.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A file cannot be read.
    #[error("The file {} cannot be read: {why}. Nothing was changed. Check the path and your permission to read it.", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        why: std::io::Error,
    },
    /// A file is longer than a catalog may be.
    #[error("The file {} has {bytes} bytes; the most is {limit}. Nothing was read from it.", path.display())]
    TooLarge {
        /// Which file.
        path: PathBuf,
        /// Its length.
        bytes: u64,
        /// The most.
        limit: u64,
    },
    /// The catalog has mistakes.
    #[error("{}", summary(.0))]
    Problems(Vec<Problem>),
}

fn summary(problems: &[Problem]) -> String {
    let mut text = match problems.len() {
        1 => "The catalog has 1 problem:\n".to_owned(),
        n => format!("The catalog has {n} problems:\n"),
    };
    for problem in problems {
        text.push_str(&format!("{problem}\n"));
    }
    text
}

/// Opens the catalog in a folder.
///
/// # Errors
/// [`LoadError`] when a file cannot be read, is too large, or the catalog has mistakes (all of them are listed).
pub fn open(folder: &FilePath) -> Result<Catalog, LoadError> {
    let catalog = read(&folder.join(CATALOG_FILE), MAX_CATALOG)?;
    let offerings = read(&folder.join(TABLE_FILE), MAX_TABLE)?;
    from_files(&catalog, &offerings).map_err(LoadError::Problems)
}

fn read(path: &FilePath, limit: u64) -> Result<Vec<u8>, LoadError> {
    let unreadable = |why| LoadError::Unreadable {
        path: path.to_owned(),
        why,
    };
    let bytes = std::fs::metadata(path).map_err(unreadable)?.len();
    if bytes > limit {
        return Err(LoadError::TooLarge {
            path: path.to_owned(),
            bytes,
            limit,
        });
    }
    std::fs::read(path).map_err(unreadable)
}

/// Makes a catalog from the contents of its two files.
///
/// # Errors
/// All problems found, in the order of the files. Problems of shape hide problems of meaning until they are mended.
pub fn from_files(catalog: &[u8], offerings: &[u8]) -> Result<Catalog, Vec<Problem>> {
    let text = utf8(CATALOG_FILE, catalog).map_err(|problem| vec![problem])?;
    let value: Value = serde_json::from_str(text).map_err(|error| vec![syntax(text, &error)])?;
    let locator = Locator::new(CATALOG_FILE, text);
    let mut problems = locator.duplicate_keys();
    let raw = Reader {
        locator: &locator,
        problems: &mut problems,
    }
    .catalog(value);
    let table = utf8(TABLE_FILE, offerings)
        .map_err(|problem| vec![problem])
        .and_then(table::read);
    let (raw, table) = match (raw, table) {
        (Some(raw), Ok(table)) if problems.is_empty() => (raw, table),
        (_, table) => {
            problems.extend(table.err().into_iter().flatten());
            return Err(problems);
        }
    };
    validate::catalog(
        &raw,
        &table,
        &locator,
        &super::builtin::fingerprint(catalog, offerings),
    )
}

fn utf8<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, Problem> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = before.split(|&byte| byte == b'\n').count();
        let column = before
            .rsplit(|&byte| byte == b'\n')
            .next()
            .map_or(0, <[u8]>::len)
            + 1;
        Problem::new(
            Place::At {
                file: file.into(),
                line,
                column,
            },
            "",
            "The file is not UTF-8 from here on.",
        )
        .hint("Save it again with the encoding UTF-8 (in a spreadsheet: 'CSV UTF-8').")
    })
}

fn syntax(text: &str, error: &serde_json::Error) -> Problem {
    let line = text
        .lines()
        .nth(error.line().saturating_sub(1))
        .unwrap_or_default();
    let place = Place::At {
        file: CATALOG_FILE.into(),
        line: error.line(),
        column: error.column().max(1),
    };
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or_default();
    Problem::new(place, line.trim(), format!("This is not JSON: {what}."))
        .hint("Look at this place and just before it: a comma, a quotation mark or a bracket is missing or too many.")
}

/// Reads elements one by one and collects what is wrong with each.
struct Reader<'a> {
    locator: &'a Locator<'a>,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    fn catalog(&mut self, value: Value) -> Option<RawCatalog> {
        let Value::Object(mut object) = value else {
            self.problems.push(
                self.locator
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
        let (questions, remarks, glossary, statements) = (
            take("questions"),
            take("remarks"),
            take("glossary"),
            take("statements"),
        );
        let head = self.element::<RawHead>(Path::default(), Value::Object(object));
        Some(RawCatalog {
            sources: self.list("sources", sources, true)?,
            attributes: self.list("attributes", attributes, true)?,
            computed: self.list("computed", computed, false)?,
            criteria: self.list("criteria", criteria, true)?,
            questions: self.list("questions", questions, true)?,
            remarks: self.list("remarks", remarks, false)?,
            glossary: self.list("glossary", glossary, false)?,
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
                self.problems.push(
                    self.locator
                        .problem(&Path::default(), format!("The list '{key}' is missing."))
                        .hint(format!("Add \"{key}\": [ .. ].")),
                );
                Some(Vec::new())
            }
            Some(Value::Array(elements)) => Some(
                elements
                    .into_iter()
                    .enumerate()
                    .filter_map(|(n, element)| self.element(Path::list(key, n), element))
                    .collect(),
            ),
            Some(_) => {
                self.problems.push(self.locator.problem(
                    &Path::default().key(key),
                    format!("'{key}' must be a list in square brackets."),
                ));
                Some(Vec::new())
            }
        }
    }

    fn element<T: DeserializeOwned>(&mut self, at: Path, value: Value) -> Option<T> {
        let mut unknown = Vec::new();
        let mut note = |path: serde_ignored::Path<'_>| unknown.push(steps(&path));
        let mut track = serde_path_to_error::Track::new();
        let result = T::deserialize(serde_ignored::Deserializer::new(
            serde_path_to_error::Deserializer::new(&value, &mut track),
            &mut note,
        ));
        let (result, wrong) = match result {
            Ok(element) => (Some(element), None),
            Err(error) => (None, Some((track.path(), error))),
        };
        for steps in unknown {
            self.unknown_key(at.clone().join(steps));
        }
        if let Some((path, error)) = wrong {
            let path = at.join(path.iter().filter_map(|segment| match segment {
                serde_path_to_error::Segment::Seq { index } => Some(Step::Index(*index)),
                serde_path_to_error::Segment::Map { key } => Some(Step::Key(key.clone())),
                _ => None,
            }));
            let what = plain(&error.to_string());
            self.problems.push(self.locator.problem(&path, what));
        }
        result
    }

    fn unknown_key(&mut self, path: Path) {
        let key = path.last_key().unwrap_or_default().to_owned();
        let problem = self
            .locator
            .problem(&path, format!("The key '{key}' is not known here."));
        let hint = did_you_mean(&key, super::raw::KEYS.iter().copied())
            .unwrap_or_else(|| "Take it out, or look up the keys of this element.".to_owned());
        self.problems.push(problem.hint(hint));
    }
}

fn steps(path: &serde_ignored::Path<'_>) -> Vec<Step> {
    use serde_ignored::Path as Ignored;
    let (parent, own) = match path {
        Ignored::Root => return Vec::new(),
        Ignored::Seq { parent, index } => (*parent, Some(Step::Index(*index))),
        Ignored::Map { parent, key } => (*parent, Some(Step::Key(key.clone()))),
        Ignored::Some { parent }
        | Ignored::NewtypeStruct { parent }
        | Ignored::NewtypeVariant { parent } => (*parent, None),
    };
    let mut all = steps(parent);
    all.extend(own);
    all
}

/// A message of the JSON reader as a sentence for people.
fn plain(message: &str) -> String {
    let message = message
        .replace("invalid type: ", "This is the wrong kind of value: ")
        .replace("invalid value: ", "This value does not fit: ")
        .replace("missing field ", "A key is missing: ")
        .replace("unknown variant ", "This word is not known here: ")
        .replace('`', "'");
    let mut sentence: String = message;
    if !sentence.ends_with('.') {
        sentence.push('.');
    }
    sentence
}
