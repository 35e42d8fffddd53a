//! Files and folders for a moment: they say by a lock that a process still uses them, and what nobody uses any more is removed.
//!
//! A process that is killed while it writes leaves its file `.candor-4fK2xa.tmp`; one killed while it tries the disk out leaves a
//! folder `.candor-selftest-4fK2xa` and the file of that name with `.tmp`. The kernel gives their locks back however the process ends,
//! so that no clock has to guess how long a file has been left alone.

use std::fs::{self, DirEntry, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::Store;
use super::private::{self, Place};

/// How the name of every one of them begins.
const BEGIN: &str = ".candor-";
/// What stands after that in the name of a folder to try things in.
const TRIAL: &str = "selftest-";
/// How the name of a file ends.
const END: &str = ".tmp";
/// Letters and digits between them.
const RANDOM: usize = 6;
/// Times a file is made anew when a sweep was faster than its lock.
const MAX_TRIES: usize = 16;

/// Makes a locked file for its owner only in `folder`. It is removed when dropped and when a later sweep finds that its process is gone.
pub(super) fn file(folder: &Path) -> io::Result<NamedTempFile> {
    locked(folder, BEGIN)
}

/// A folder to try things in, removed when dropped.
#[derive(Debug)]
pub(super) struct TrialFolder {
    path: PathBuf,
    /// Stands beside the folder from before it is made until after it is removed.
    _lock: NamedTempFile,
}

impl TrialFolder {
    /// Makes one in `folder`, for its owner only.
    pub(super) fn make(folder: &Path) -> io::Result<Self> {
        let lock = locked(folder, &format!("{BEGIN}{TRIAL}"))?;
        let path = lock.path().with_extension("");
        fs::create_dir(&path)?;
        let made = Self { path, _lock: lock };
        private::keep_folder_private(&made.path)?;
        Ok(made)
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Removes it with all that is in it.
    pub(super) fn remove(&self) -> io::Result<()> {
        fs::remove_dir_all(&self.path)
    }
}

impl Drop for TrialFolder {
    fn drop(&mut self) {
        // It may be removed already; what stays now goes at the next start.
        let _ = self.remove();
    }
}

fn locked(folder: &Path, begin: &str) -> io::Result<NamedTempFile> {
    for _ in 0..MAX_TRIES {
        let file = tempfile::Builder::new()
            .prefix(begin)
            .suffix(END)
            .rand_bytes(RANDOM)
            .tempfile_in(folder)?;
        private::keep_file_private(file.as_file())?;
        match file.as_file().try_lock() {
            // A sweep has met it in the instant before it was locked, and removes it.
            Err(TryLockError::WouldBlock) => {}
            // The lock is on the file. If its name is gone, a sweep came before.
            Ok(()) if Place::of(file.path())? != Place::File => {}
            // Where there are no locks nobody can have one on it, so that no sweep removes it.
            Ok(()) | Err(TryLockError::Error(_)) => return Ok(file),
        }
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

impl Store {
    /// Removes files and folders that were left by processes which are gone: in the folder of data, in that of cases and in those of
    /// editions. How many there were. What another process uses stays; what cannot be looked at or removed waits for the next sweep.
    #[must_use = "say what was removed, or drop the number"]
    pub fn sweep(&self) -> usize {
        let mut folders = vec![self.data_dir().to_owned(), self.folder().to_owned()];
        let editions = self.data_dir().join("editions");
        if matches!(Place::of(&editions), Ok(Place::Folder)) {
            let inside = fs::read_dir(editions).into_iter().flatten().flatten();
            let inside = inside.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
            folders.extend(inside.map(|entry| entry.path()));
        }
        folders.iter().map(|folder| sweep(folder)).sum()
    }
}

/// The same in one folder.
pub(super) fn sweep(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for entry in entries {
        match kind(&entry) {
            Some(Kind::File) => files.push(entry.path()),
            Some(Kind::Trial) => folders.push(entry.path()),
            None => {}
        }
    }
    // Folders first: they are known to be of no use by the files beside them.
    let folders = folders.iter().filter(|path| sweep_trial(path)).count();
    let files = files.iter().filter(|path| sweep_file(path)).count();
    folders.saturating_add(files)
}

enum Kind {
    File,
    Trial,
}

/// What an entry is by its name and by what it is; links are nothing of ours.
fn kind(entry: &DirEntry) -> Option<Kind> {
    let name = entry.file_name();
    let rest = name.to_str()?.strip_prefix(BEGIN)?;
    let (trial, rest) = match rest.strip_prefix(TRIAL) {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let (temporary, random) = match rest.strip_suffix(END) {
        Some(random) => (true, random),
        None => (false, rest),
    };
    let ours = random.len() == RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let kind = entry.file_type().ok()?;
    match (trial, temporary) {
        (_, true) if ours && kind.is_file() => Some(Kind::File),
        (true, false) if ours && kind.is_dir() => Some(Kind::Trial),
        _ => None,
    }
}

/// Removes the file `path` if its lock can be had.
fn sweep_file(path: &Path) -> bool {
    // For writing, because some network file systems lock nothing else, and because a pipe put there would then not hold this up.
    let Ok(file) = private::open(path, true) else {
        return false;
    };
    // The lock is held until it is removed: whoever made it just now finds that out and makes another.
    file.try_lock().is_ok() && fs::remove_file(path).is_ok()
}

/// Removes the folder `path` unless the file beside it is in use.
fn sweep_trial(path: &Path) -> bool {
    let mut beside = path.as_os_str().to_owned();
    beside.push(END);
    let lock = match private::open(Path::new(&beside), true) {
        Ok(file) if file.try_lock().is_ok() => Some(file),
        // It is made before the folder and removed after it.
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        _ => return false,
    };
    let removed = fs::remove_dir_all(path).is_ok();
    drop(lock);
    removed
}
