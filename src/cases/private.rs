//! Files and folders that only their owner can read, made and opened without following a link.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use crate::domain::SafeText;

/// What stands at a path, links not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Nothing.
    Nothing,
    /// An ordinary file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link or a junction, wherever it leads.
    Link,
    /// A device, a pipe or a socket.
    Other,
}

impl Place {
    /// What stands at `path`.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        match fs::symlink_metadata(path) {
            Ok(data) if data.is_symlink() => Ok(Self::Link),
            Ok(data) if data.is_file() => Ok(Self::File),
            Ok(data) if data.is_dir() => Ok(Self::Folder),
            Ok(_) => Ok(Self::Other),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(Self::Nothing),
            Err(e) => Err(e),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nothing => "missing",
            Self::File => "a file",
            Self::Folder => "a folder",
            Self::Link => "a symbolic link",
            Self::Other => "a device or a pipe",
        })
    }
}

/// A path as it may be shown.
pub(super) fn shown(path: &Path) -> SafeText {
    SafeText::new(&path.to_string_lossy())
}

/// `path` without what would make the system look behind a link: a slash or a dot at its end.
pub(super) fn bare(path: &Path) -> PathBuf {
    let bare: PathBuf = path.components().collect();
    if bare.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        bare
    }
}

/// The folder a file stands in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Makes the file `path`, which must not exist yet, for its owner only, and opens it for reading and writing.
pub(super) fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    system::restrict(&mut options);
    let file = options.open(path)?;
    if let Err(e) = system::keep_file_private(&file) {
        // It is ours and empty. The failure to be told is the first one.
        let _ = fs::remove_file(path);
        return Err(e);
    }
    Ok(file)
}

/// Opens the file `path`; for writing, nobody else may read it afterwards.
pub(super) fn open(path: &Path, write: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(write);
    system::restrict(&mut options);
    let file = options.open(path)?;
    if write {
        system::keep_file_private(&file)?;
    }
    Ok(file)
}

/// Whether the open `file` is the one that stands at `path`: it was neither removed nor replaced since it was opened.
pub(super) fn stands_at(file: &File, path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(there) => Ok(system::is_same(&file.metadata()?, &there)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(e) => Err(e),
    }
}

/// Opens the file `path` for adding to its end, and makes it for its owner only where it is missing.
pub(super) fn open_to_append(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    system::restrict(&mut options);
    let file = options.open(path)?;
    system::keep_file_private(&file)?;
    Ok(file)
}

/// Makes the folder `path` and those above it that are missing, each for its owner only and synced.
pub(super) fn make_folders(path: &Path) -> io::Result<()> {
    let above = folder_of(path);
    if above != path && Place::of(above)? == Place::Nothing {
        make_folders(above)?;
    }
    match system::make_folder(path) {
        // Another process may have made it in the meantime.
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(e) => Err(e),
        Ok(()) => {
            system::keep_folder_private(path)?;
            sync_folder(above)
        }
    }
}

/// Makes sure that nobody but its owner can read the open `file`.
pub(super) fn keep_file_private(file: &File) -> io::Result<()> {
    system::keep_file_private(file)
}

/// Makes sure that nobody but its owner can enter the folder `path`.
pub(super) fn keep_folder_private(path: &Path) -> io::Result<()> {
    system::keep_folder_private(path)
}

/// Fails when files cannot be made in the folder `path`.
pub(super) fn check_writable(path: &Path) -> io::Result<()> {
    system::check_writable(path)
}

/// Syncs the list of names in the folder `path`, so that a new name is there after a power cut.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    match system::sync_folder(path) {
        // Some network file systems have no such call; then there is nothing more to be done.
        Err(e)
            if matches!(
                e.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        result => result,
    }
}

#[cfg(unix)]
mod system {
    use std::fs::{self, DirBuilder, File, Metadata, OpenOptions, Permissions};
    use std::io;
    use std::os::unix::fs::{
        DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _,
    };
    use std::path::Path;

    const FILE: u32 = 0o600;
    const FOLDER: u32 = 0o700;

    pub(super) fn restrict(options: &mut OpenOptions) {
        options
            .mode(FILE)
            .custom_flags(rustix::fs::OFlags::NOFOLLOW.bits().cast_signed());
    }

    pub(super) fn keep_file_private(file: &File) -> io::Result<()> {
        if file.metadata()?.permissions().mode() & 0o777 != FILE {
            file.set_permissions(Permissions::from_mode(FILE))?;
        }
        refuse_open_mode(file.metadata()?.permissions().mode())
    }

    pub(super) fn is_same(one: &Metadata, other: &Metadata) -> bool {
        (one.dev(), one.ino()) == (other.dev(), other.ino())
    }

    pub(super) fn make_folder(path: &Path) -> io::Result<()> {
        DirBuilder::new().mode(FOLDER).create(path)
    }

    pub(super) fn keep_folder_private(path: &Path) -> io::Result<()> {
        if fs::symlink_metadata(path)?.permissions().mode() & 0o777 != FOLDER {
            fs::set_permissions(path, Permissions::from_mode(FOLDER))?;
        }
        refuse_open_mode(fs::symlink_metadata(path)?.permissions().mode())
    }

    /// Some file systems accept a change of mode and do nothing.
    fn refuse_open_mode(mode: u32) -> io::Result<()> {
        if mode & 0o077 == 0 {
            Ok(())
        } else {
            Err(io::Error::new(
                io::ErrorKind::PermissionDenied,
                "this file system lets other people read it",
            ))
        }
    }

    pub(super) fn check_writable(path: &Path) -> io::Result<()> {
        use rustix::fs::Access;
        Ok(rustix::fs::access(
            path,
            Access::READ_OK | Access::WRITE_OK | Access::EXEC_OK,
        )?)
    }

    pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }
}

/// Elsewhere the folder of the user's own profile keeps others out, and folders cannot be synced.
#[cfg(not(unix))]
mod system {
    use std::fs::{self, File, Metadata, OpenOptions};
    use std::io;
    use std::path::Path;

    pub(super) fn restrict(_: &mut OpenOptions) {}

    pub(super) fn keep_file_private(_: &File) -> io::Result<()> {
        Ok(())
    }

    /// Files have no number here that can be asked for. One that took the place of another was made or written later, or is longer.
    pub(super) fn is_same(one: &Metadata, other: &Metadata) -> bool {
        let marks = |data: &Metadata| (data.created().ok(), data.modified().ok(), data.len());
        marks(one) == marks(other)
    }

    pub(super) fn make_folder(path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    pub(super) fn keep_folder_private(_: &Path) -> io::Result<()> {
        Ok(())
    }

    pub(super) fn check_writable(path: &Path) -> io::Result<()> {
        if fs::metadata(path)?.permissions().readonly() {
            Err(io::ErrorKind::ReadOnlyFilesystem.into())
        } else {
            Ok(())
        }
    }

    pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(all(test, unix))]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Callers look first what stands at a path; this holds when a link is put there after they looked.
    #[test]
    fn a_link_is_never_opened() {
        let dir = tempfile::tempdir().unwrap();
        let link = dir.path().join("link");
        let target = dir.path().join("target");
        std::os::unix::fs::symlink(&target, &link).unwrap();
        assert!(create(&link).is_err());
        assert!(!target.exists());
        fs::write(&target, b"precious").unwrap();
        assert!(open(&link, true).is_err());
        assert!(open(&link, false).is_err());
        assert!(create(&link).is_err());
        assert_eq!(fs::read(&target).unwrap(), b"precious");
    }
}
