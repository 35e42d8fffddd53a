//! Editions of catalogs kept beside the cases: `DATA/editions/FINGERPRINT/`, each folder named after what is in it.
//!
//! What a fingerprint is and what the files mean is decided above; here are only files for their owner, whole or not there.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::error::is_disk_full;
use super::private::{self, Place, shown};
use super::{ExportError, Store, write_whole};

/// Digits of a fingerprint.
const DIGITS: usize = 64;

/// Why the files of an edition were not kept, or could not be read.
#[derive(Debug, thiserror::Error)]
pub enum EditionFileError {
    /// A fingerprint is 64 hexadecimal digits, and nothing else becomes the name of a folder.
    #[error("the fingerprint is not one")]
    Fingerprint,
    /// Something else stands there.
    #[error("{} is {place}", shown(.path))]
    Occupied {
        /// Where.
        path: PathBuf,
        /// What.
        place: Place,
    },
    /// The file has more bytes than one of a catalog may have.
    #[error("{} is longer than a file of a catalog may be", shown(.path))]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// The system refused.
    #[error("{}: {source}", shown(.path))]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl EditionFileError {
    /// Whether there is no space left.
    #[must_use]
    pub fn is_disk_full(&self) -> bool {
        matches!(self, Self::Io { source, .. } if is_disk_full(source))
    }
}

impl Store {
    /// Where the edition with this fingerprint is, or would be.
    ///
    /// # Errors
    /// [`EditionFileError::Fingerprint`].
    pub fn edition_path(&self, fingerprint: &str) -> Result<PathBuf, EditionFileError> {
        let is_digit = |c: u8| matches!(c, b'0'..=b'9' | b'a'..=b'f');
        if fingerprint.len() != DIGITS || !fingerprint.bytes().all(is_digit) {
            return Err(EditionFileError::Fingerprint);
        }
        Ok(self.data_dir().join("editions").join(fingerprint))
    }

    /// Keeps files of an edition, name and content each, in place of what stands there; all of them are synced when this returns.
    ///
    /// Interrupted, it leaves some of the files; a reader has to hold them against the fingerprint.
    ///
    /// # Errors
    /// [`EditionFileError`] when a file cannot be kept.
    pub fn keep_edition(
        &self,
        fingerprint: &str,
        files: &[(&str, &[u8])],
    ) -> Result<(), EditionFileError> {
        let folder = self.edition_path(fingerprint)?;
        for path in folder.parent().into_iter().chain([folder.as_path()]) {
            own_folder(path)?;
        }
        for (name, content) in files {
            let path = folder.join(name);
            write_whole(&path, content).map_err(|error| match error {
                ExportError::Occupied { path, place } => EditionFileError::Occupied { path, place },
                ExportError::DiskFull { path, source }
                | ExportError::Io { path, source }
                | ExportError::NotSynced { path, source } => EditionFileError::Io { path, source },
            })?;
        }
        Ok(())
    }

    /// Reads one file of an edition, of at most `limit` bytes; `None` when it is not there.
    ///
    /// # Errors
    /// [`EditionFileError`] when something else stands there, or it cannot be read.
    pub fn edition_file(
        &self,
        fingerprint: &str,
        name: &str,
        limit: u64,
    ) -> Result<Option<Vec<u8>>, EditionFileError> {
        let folder = self.edition_path(fingerprint)?;
        let path = folder.join(name);
        if stands(&folder, Place::Folder)?.is_none() || stands(&path, Place::File)?.is_none() {
            return Ok(None);
        }
        let refused = |source| refusal(&path, source);
        let file = private::open(&path, false).map_err(refused)?;
        let mut bytes = Vec::new();
        file.take(limit.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(refused)?;
        if super::record::size(bytes.len()) > limit {
            return Err(EditionFileError::TooLarge { path });
        }
        Ok(Some(bytes))
    }
}

/// Makes the folder `path` unless it is there, and keeps others out of it.
fn own_folder(path: &Path) -> Result<(), EditionFileError> {
    let refused = |source| refusal(path, source);
    if stands(path, Place::Folder)?.is_none() {
        private::make_folders(path).map_err(refused)?;
    }
    private::keep_folder_private(path).map_err(refused)
}

/// `Some` when `wanted` stands at `path`, `None` when nothing does.
fn stands(path: &Path, wanted: Place) -> Result<Option<()>, EditionFileError> {
    match Place::of(path).map_err(|source| refusal(path, source))? {
        Place::Nothing => Ok(None),
        place if place == wanted => Ok(Some(())),
        place => Err(EditionFileError::Occupied {
            path: path.into(),
            place,
        }),
    }
}

fn refusal(path: &Path, source: io::Error) -> EditionFileError {
    EditionFileError::Io {
        path: path.into(),
        source,
    }
}
