//! Files that are whole or the old ones: written beside the target, synced, then renamed over it.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::error::is_disk_full;
use super::private::{self, Place, folder_of, shown};
use super::scratch;

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A link, a folder or a device stands where the file should go.
    #[error("{} is {place}; it was left as it is and nothing was written. Choose another name.", shown(.path))]
    Occupied {
        /// The target.
        path: PathBuf,
        /// What stands there.
        place: Place,
    },
    /// There is no space left.
    #[error("The disk is full: {} was not written. What stood there before is unchanged, and the case itself is safe. Free some space or choose another disk.", shown(.path))]
    DiskFull {
        /// The target.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The system refused.
    #[error("{} was not written ({source}). What stood there before is unchanged, and the case itself is safe. Check the folder and its permissions, or choose another.", shown(.path))]
    Io {
        /// The target.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file was written, but its name may not survive a power cut.
    #[error("{} was written, but its folder could not be synced ({source}). The case itself is safe. Write it again if the power fails now.", shown(.path))]
    NotSynced {
        /// The target.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Writes `bytes` to the file `path`, for its owner only, in place of what stands there.
///
/// Whenever it is interrupted, `path` is the old file or the new one, whole; at most one file `.candor-*.tmp` is left beside it, which
/// the next start removes where it stands among the files of the store.
///
/// # Errors
/// [`ExportError`]; only with [`ExportError::NotSynced`] is the new file there.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    Ready::new(path, bytes)?.put()
}

/// A file that is on the disk whole and does not stand in its place yet; nothing stays of one that is dropped.
#[derive(Debug)]
pub struct Ready {
    path: PathBuf,
    file: NamedTempFile,
}

impl Ready {
    /// Makes the file `path` of `bytes` ready, for its owner only.
    ///
    /// # Errors
    /// [`ExportError`], when it cannot be written there.
    pub fn new(path: &Path, bytes: &[u8]) -> Result<Self, ExportError> {
        let failed = |source| failed(path, source);
        match Place::of(path).map_err(failed)? {
            Place::Nothing | Place::File => {}
            place => {
                return Err(ExportError::Occupied {
                    path: path.into(),
                    place,
                });
            }
        }
        let mut file = scratch::file(folder_of(path)).map_err(failed)?;
        file.write_all(bytes).map_err(failed)?;
        file.as_file().sync_all().map_err(failed)?;
        Ok(Self {
            path: path.into(),
            file,
        })
    }

    /// Puts it in its place, where it replaces what stands there.
    ///
    /// # Errors
    /// [`ExportError`]; only with [`ExportError::NotSynced`] is the new file there.
    pub fn put(self) -> Result<(), ExportError> {
        let Self { path, file } = self;
        file.persist(&path)
            .map_err(|error| failed(&path, error.error))?;
        private::sync_folder(folder_of(&path))
            .map_err(|source| ExportError::NotSynced { path, source })
    }
}

fn failed(path: &Path, source: io::Error) -> ExportError {
    let path = path.into();
    if is_disk_full(&source) {
        ExportError::DiskFull { path, source }
    } else {
        ExportError::Io { path, source }
    }
}
