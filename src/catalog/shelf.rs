//! Where catalogs are found: those compiled into the program, and the folders that stand beside each other in one place.

use std::io;
use std::path::{Path, PathBuf};

use crate::domain::SafeText;

use super::builtin::{self, Builtin};
use super::load::{self, CATALOG_FILE, Files, LoadError, TESTS_FILE};
use super::model::Catalog;
use super::problem::{Problem, nearest};

/// All catalogs at hand.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    folder: Option<PathBuf>,
    stated: bool,
}

/// A catalog that was found; its files have not been read.
#[derive(Debug, Clone)]
pub enum Found {
    /// Compiled into the program.
    Shipped(&'static Builtin),
    /// A folder with `catalog.json` and `offerings.csv`.
    Folder(PathBuf),
}

/// Why no catalog was found.
#[derive(Debug, thiserror::Error)]
pub enum ShelfError {
    /// No catalog has this name.
    #[error(
        "There is no catalog called '{name}'.{} The catalogs are: {known}. A folder with catalog.json and offerings.csv can be named by its path.",
        .near.as_ref().map(|near| format!(" Did you mean '{near}'?")).unwrap_or_default()
    )]
    Unknown {
        /// As asked for.
        name: SafeText,
        /// The nearest that exists.
        near: Option<SafeText>,
        /// All that exist.
        known: SafeText,
    },
    /// The folder of catalogs cannot be read.
    #[error(
        "The folder of catalogs {folder} cannot be read: {why}. Nothing was changed. Check --catalogs and your permission to read it."
    )]
    Folder {
        /// The folder.
        folder: SafeText,
        /// What the system says.
        why: io::Error,
    },
}

impl Shelf {
    /// The shipped catalogs, and the folders in `folder`. When the person named that folder (`stated`), it has to exist.
    #[must_use]
    pub const fn new(folder: Option<PathBuf>, stated: bool) -> Self {
        Self { folder, stated }
    }

    /// Finds a catalog by the id of a shipped one, the name of a folder on the shelf, or the path of a folder, in this order.
    /// A name with a slash is always a path.
    ///
    /// # Errors
    /// [`ShelfError`] when there is none, with what there is.
    pub fn find(&self, name: &Path) -> Result<Found, ShelfError> {
        let plain = name.to_str().filter(|text| is_plain_name(text));
        if let Some(text) = plain {
            if let Some(builtin) = builtin::find(text) {
                return Ok(Found::Shipped(builtin));
            }
            let on_shelf = self.folder.as_ref().map(|folder| folder.join(text));
            if let Some(folder) = on_shelf.filter(|folder| folder.is_dir()) {
                return Ok(Found::Folder(folder));
            }
        }
        if name.is_dir() || plain.is_none() {
            return Ok(Found::Folder(name.to_owned()));
        }
        let known: Vec<String> = self.all()?.into_iter().map(|(name, _)| name).collect();
        let text = name.to_string_lossy();
        Err(ShelfError::Unknown {
            near: nearest(&text, known.iter().map(String::as_str)).map(SafeText::new),
            name: SafeText::new(&text),
            known: known.join(", ").into(),
        })
    }

    /// Every catalog with the name it is found by: the shipped ones, then the folders on the shelf by name. A folder called like a
    /// shipped catalog is named by its path, because the shipped one comes first.
    ///
    /// # Errors
    /// [`ShelfError::Folder`] when the folder of catalogs cannot be read; that it is missing is one only when it was named.
    pub fn all(&self) -> Result<Vec<(String, Found)>, ShelfError> {
        let mut all: Vec<(String, Found)> = builtin::ALL
            .iter()
            .map(|builtin| (builtin.id.to_owned(), Found::Shipped(builtin)))
            .collect();
        let Some(folder) = &self.folder else {
            return Ok(all);
        };
        match folders(folder) {
            Ok(names) => all.extend(names.into_iter().map(|name| {
                let path = folder.join(&name);
                let shown = match builtin::find(&name) {
                    Some(_) => path.to_string_lossy().into_owned(),
                    None => name,
                };
                (shown, Found::Folder(path))
            })),
            Err(why) if why.kind() == io::ErrorKind::NotFound && !self.stated => {}
            Err(why) => {
                let folder = SafeText::new(&folder.to_string_lossy());
                return Err(ShelfError::Folder { folder, why });
            }
        }
        Ok(all)
    }
}

/// Whether `text` can be the name of a catalog: neither a path nor `.` or `..`.
fn is_plain_name(text: &str) -> bool {
    !text.is_empty() && !text.starts_with('.') && !text.contains(['/', '\\', ':'])
}

/// Names of the folders in `folder` that hold a catalog, sorted.
fn folders(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if let Ok(name) = entry.file_name().into_string()
            && entry.path().join(CATALOG_FILE).is_file()
        {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

impl Found {
    /// Reads and checks it.
    ///
    /// # Errors
    /// As [`load::open`].
    pub fn load(&self) -> Result<Catalog, LoadError> {
        self.files()?.load().map_err(LoadError::Problems)
    }

    /// The contents of its two files.
    ///
    /// # Errors
    /// [`LoadError`] when one cannot be read or is too large.
    pub fn files(&self) -> Result<Files, LoadError> {
        match self {
            Self::Shipped(builtin) => Ok(Files {
                catalog: builtin.catalog.as_bytes().to_vec(),
                offerings: builtin.offerings.as_bytes().to_vec(),
            }),
            Self::Folder(folder) => load::files(folder),
        }
    }

    /// The contents of its `tests.json`.
    ///
    /// # Errors
    /// [`LoadError`] when the file is missing, cannot be read, is too long or is not UTF-8.
    pub fn tests(&self) -> Result<String, LoadError> {
        match self {
            Self::Shipped(builtin) => Ok(builtin.tests.to_owned()),
            Self::Folder(folder) => {
                let bytes = load::read(&folder.join(TESTS_FILE), load::MAX_CATALOG)?;
                load::utf8(TESTS_FILE, &bytes)
                    .map(ToOwned::to_owned)
                    .map_err(|problem: Problem| LoadError::Problems(vec![problem]))
            }
        }
    }

    /// Where it is from, for lists: `shipped`, or the path of its folder.
    #[must_use]
    pub fn origin(&self) -> SafeText {
        match self {
            Self::Shipped(_) => "shipped".into(),
            Self::Folder(folder) => SafeText::new(&folder.to_string_lossy()),
        }
    }
}
