//! From two files to a [`Catalog`], or to everything that is wrong with them.

use std::io::Read as _;
use std::path::{Path as FilePath, PathBuf};

use super::elements::nesting;
use super::locate::Locator;
use super::model::Catalog;
use super::problem::{Place, Problem};
use super::{shape, table, validate};

/// Name of the file with questions, criteria and words.
pub const CATALOG_FILE: &str = "catalog.json";
/// Name of the file with offerings.
pub const TABLE_FILE: &str = "offerings.csv";
/// Name of the file with customers and the advice they should get.
pub const TESTS_FILE: &str = "tests.json";
/// Longest `catalog.json` or `tests.json`, in bytes.
pub const MAX_CATALOG: u64 = 16 * 1024 * 1024;
/// Longest `offerings.csv`, in bytes.
pub const MAX_TABLE: u64 = 512 * 1024 * 1024;

/// From this length on, in bytes, the rows of a table are counted before it is read.
const LONG_TABLE: u64 = 32 * 1024 * 1024;

/// The contents of a catalog's two files, not yet looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    /// `catalog.json`.
    pub catalog: Vec<u8>,
    /// `offerings.csv`.
    pub offerings: Vec<u8>,
}

impl Files {
    /// Makes a catalog of them.
    ///
    /// # Errors
    /// As [`from_files`].
    pub fn load(&self) -> Result<Catalog, Vec<Problem>> {
        from_files(&self.catalog, &self.offerings)
    }
}

/// Reads the two files in a folder.
///
/// # Errors
/// [`LoadError`] when one cannot be read or is too large.
pub fn files(folder: &FilePath) -> Result<Files, LoadError> {
    Ok(Files {
        catalog: read(&folder.join(CATALOG_FILE), MAX_CATALOG)?,
        offerings: offerings(&folder.join(TABLE_FILE))?,
    })
}

/// Reads the table; the rows of a long one are counted before it is held in memory.
fn offerings(path: &FilePath) -> Result<Vec<u8>, LoadError> {
    let long = std::fs::metadata(path)
        .is_ok_and(|found| found.is_file() && (LONG_TABLE..=MAX_TABLE).contains(&found.len()));
    let file = if long {
        std::fs::File::open(path).ok()
    } else {
        None
    };
    if let Some(problem) = file.and_then(table::too_many_rows) {
        return Err(LoadError::Problems(vec![problem]));
    }
    read(path, MAX_TABLE)
}

/// Most problems that are listed; nobody reads more.
pub(super) const MAX_PROBLEMS: usize = 200;

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
    /// A folder, a pipe or a device stands where a file should be.
    #[error("{} is no file. Nothing was changed. Put the catalog's file there.", path.display())]
    NotAFile {
        /// Where it stands.
        path: PathBuf,
    },
    /// A file is longer than a catalog may be.
    #[error("The file {} has {bytes} bytes; the most is {limit}. It was not used and nothing was changed. Look whether it is the right file, or split the catalog.", path.display())]
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

impl LoadError {
    /// In a sentence or two, of problems the first.
    #[must_use]
    pub fn in_short(&self) -> String {
        match self {
            Self::Problems(problems) => match problems.as_slice() {
                [] => self.to_string(),
                [one] => format!("{}: {}", one.place, one.what),
                [first, ..] => {
                    format!(
                        "{} problems, the first in {}: {}",
                        problems.len(),
                        first.place,
                        first.what
                    )
                }
            },
            other => other.to_string(),
        }
    }
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
    files(folder)?.load().map_err(LoadError::Problems)
}

pub(super) fn read(path: &FilePath, limit: u64) -> Result<Vec<u8>, LoadError> {
    let unreadable = |why| LoadError::Unreadable {
        path: path.to_owned(),
        why,
    };
    // Looked at before it is opened: a pipe would wait for somebody to write, a device has no end.
    let found = std::fs::metadata(path).map_err(unreadable)?;
    if !found.is_file() {
        return Err(LoadError::NotAFile {
            path: path.to_owned(),
        });
    }
    let too_large = |bytes| LoadError::TooLarge {
        path: path.to_owned(),
        bytes,
        limit,
    };
    if found.len() > limit {
        return Err(too_large(found.len()));
    }
    // It may grow while it is read, and some files of the system have no length.
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let read = file.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    let read = u64::try_from(read.map_err(unreadable)?).unwrap_or(u64::MAX);
    if read > limit {
        return Err(too_large(read));
    }
    Ok(bytes)
}

/// Makes a catalog from the contents of its two files.
///
/// # Errors
/// All problems found (the first 200 of them), in the order of the files. Problems of shape hide problems of meaning until they are mended.
pub fn from_files(catalog: &[u8], offerings: &[u8]) -> Result<Catalog, Vec<Problem>> {
    read_files(catalog, offerings).map_err(|mut problems| {
        problems.sort_by(|a, b| a.place.cmp(&b.place));
        if let Some(more) = problems
            .len()
            .checked_sub(MAX_PROBLEMS)
            .filter(|more| *more > 0)
        {
            problems.truncate(MAX_PROBLEMS);
            let what = format!("There are {more} more problems.");
            problems.push(
                Problem::new(Place::File("The catalog".into()), "", what)
                    .hint("Mend the ones above and check again; many may have one cause."),
            );
        }
        problems
    })
}

fn read_files(catalog: &[u8], offerings: &[u8]) -> Result<Catalog, Vec<Problem>> {
    let table = utf8(TABLE_FILE, offerings)
        .map_err(|problem| vec![problem])
        .and_then(table::read);
    let shape = utf8(CATALOG_FILE, catalog)
        .map_err(|problem| vec![problem])
        .and_then(|text| {
            if let Some(problem) = nesting(CATALOG_FILE, text) {
                return Err(vec![problem]);
            }
            let locator = Locator::new(CATALOG_FILE, text);
            let raw = shape::read(text, &locator)?;
            Ok((raw, locator))
        });
    match (shape, table) {
        (Ok((raw, locator)), Ok(table)) => {
            let fingerprint = super::builtin::fingerprint(catalog, offerings);
            validate::catalog(&raw, &table, &locator, &fingerprint)
        }
        (shape, table) => {
            let mut problems = shape.err().unwrap_or_default();
            problems.extend(table.err().unwrap_or_default());
            Err(problems)
        }
    }
}

pub(super) fn utf8<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, Problem> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let before = std::str::from_utf8(before).unwrap_or_default();
        Problem::new(
            Place::after(file, before),
            "",
            "The file is not UTF-8 from here on.",
        )
        .hint("Save it again with the encoding UTF-8 (in a spreadsheet: 'CSV UTF-8').")
    })
}
