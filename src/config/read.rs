//! Reading a small file whole: what is too long, has no end or is no file is refused before it is read.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

/// Why a small file was not read.
#[derive(Debug, thiserror::Error)]
pub(super) enum SmallFileError {
    /// The system refuses.
    #[error("cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    /// A folder, a pipe or a device stands there.
    #[error("is no file")]
    NotAFile,
    /// It is longer than such a file ever is.
    #[error("is longer than {0} bytes")]
    TooLong(u64),
}

/// Reads the file at `path`, of at most `most` bytes.
///
/// # Errors
/// [`SmallFileError`], in words that follow the name of the file.
pub(super) fn small_file(path: &Path, most: u64) -> Result<Vec<u8>, SmallFileError> {
    // Looked at before it is opened: a pipe would wait for somebody to write, a device has no end.
    let found = fs::metadata(path)?;
    if !found.is_file() {
        return Err(SmallFileError::NotAFile);
    }
    // It may grow while it is read, and some files of the system have no length.
    let mut bytes = Vec::new();
    File::open(path)?
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > most {
        return Err(SmallFileError::TooLong(most));
    }
    Ok(bytes)
}
