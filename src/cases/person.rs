//! Contact details beside a case, in a file of their own: `7f3k-92qd.person1a2b..`, named after the hash that the journal has of it.
//!
//! A file is made new, never written over: whenever that is cut short, the one that the journal names is still whole.

use std::fs;
use std::io::{self, Write as _};

use super::private::{self, folder_of};
use super::{CaseId, Store};

/// What stands between the id and the mark in the name of such a file.
const KIND: &str = "person";

/// Characters of a hash that a file is named by.
const MARK: usize = 16;

/// A file with contact details, by its name alone: it was not opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonFile {
    /// The case beside which it stands.
    pub case: CaseId,
    name: String,
}

fn name(id: &CaseId, hash: &str) -> String {
    let mark: String = hash.chars().take(MARK).collect();
    format!("{}.{KIND}{mark}", id.file_stem())
}

impl Store {
    /// Writes a new file with contact details for its owner only; it is on disk when this returns.
    ///
    /// # Errors
    /// What the system says; a file that was begun is removed again.
    pub fn write_person(&self, id: &CaseId, hash: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.beside(&name(id, hash));
        let mut file = private::create(&path)?;
        let written = file
            .write_all(bytes)
            .and_then(|()| file.sync_all())
            .and_then(|()| private::sync_folder(folder_of(&path)));
        if written.is_err() {
            // The failure to be told is the first one.
            let _ = fs::remove_file(&path);
        }
        written
    }

    /// The contact details of which the journal has this hash; `None` when they are not there.
    ///
    /// # Errors
    /// What the system says; also when something else than a file stands there.
    pub fn person(&self, id: &CaseId, hash: &str) -> io::Result<Option<Vec<u8>>> {
        self.file_beside(id, &name(id, hash))
    }

    /// Every file with contact details.
    ///
    /// # Errors
    /// What the system says.
    pub fn persons(&self) -> io::Result<Vec<PersonFile>> {
        let mut persons = Vec::new();
        for entry in fs::read_dir(self.folder())? {
            let name = entry?.file_name();
            let Some((stem, ending)) = name.to_str().and_then(|name| name.split_once('.')) else {
                continue;
            };
            if let (Ok(case), true) = (stem.parse(), ending.starts_with(KIND)) {
                let name = name.to_string_lossy().into_owned();
                persons.push(PersonFile { case, name });
            }
        }
        Ok(persons)
    }

    /// Removes a file with contact details. One that is gone already is no error.
    ///
    /// # Errors
    /// What the system says.
    pub fn remove_person(&self, file: &PersonFile) -> io::Result<()> {
        let path = self.beside(&file.name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
            Ok(()) => private::sync_folder(folder_of(&path)),
        }
    }
}

impl PersonFile {
    /// Whether it is the one of which the journal has this hash.
    #[must_use]
    pub fn is_of(&self, hash: &str) -> bool {
        self.name == name(&self.case, hash)
    }
}
