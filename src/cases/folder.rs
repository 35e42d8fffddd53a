//! What the folder of all that is kept stands on: whether it can be used, who may read it, which disk it is on. Looked at, and left
//! as every start leaves it.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::domain::SafeText;

use super::private::{self, Place, bare, folder_of, shown};
use super::{Store, StoreError, scratch};

/// What is kept in the folder, by name; anything else there is somebody else's.
const KEPT: [&str; 6] = [
    "cases",
    "editions",
    "days",
    "log",
    "audit.log",
    "last-start",
];
/// Files and folders by which programs that copy folders to other computers can be told.
const MARKERS: [&str; 6] = [
    ".dropbox.cache",
    ".nextcloudsync.log",
    ".owncloudsync.log",
    ".stfolder",
    ".tmp.drivedownload",
    ".tmp.driveupload",
];

/// How the folder stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It is there, and a file was written in it, synced and removed again.
    Usable,
    /// It is not there and can be made.
    CanBeMade,
    /// Nothing can be kept in it, and why.
    Refused(SafeText),
}

/// What can be told of the folder without knowing what is kept in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderFacts {
    /// How it stands.
    pub standing: Standing,
    /// Names below it that other people may read or change, and their permission bits. Always empty where a system has no such bits.
    pub open: Vec<(SafeText, u32)>,
    /// The kind of file system, in the system's word; `None` where the system does not say.
    pub file_system: Option<SafeText>,
    /// Signs of a program that copies the folder to other computers.
    pub markers: Vec<&'static str>,
    /// Bytes free for this user; `None` where the system does not say.
    pub free: Option<u64>,
}

/// Looks at `data_dir`.
#[must_use]
pub fn folder_facts(data_dir: &Path) -> FolderFacts {
    let data_dir = bare(data_dir);
    // Before anything is opened: opening puts some permissions right.
    let open = open_to_others(&data_dir);
    let standing = standing(&data_dir);
    // What is not there yet will stand where the nearest folder above it does.
    let near = data_dir.ancestors().find(|path| path.exists());
    let near = near.unwrap_or(Path::new("."));
    let near = fs::canonicalize(near).unwrap_or_else(|_| near.to_owned());
    let marked = |name: &&str| {
        let mut above = near.ancestors();
        above.any(|folder| fs::symlink_metadata(folder.join(name)).is_ok())
    };
    FolderFacts {
        standing,
        open,
        file_system: file_system(&near),
        markers: MARKERS.into_iter().filter(marked).collect(),
        free: free(&near),
    }
}

fn standing(data_dir: &Path) -> Standing {
    let refused = |why: &dyn std::fmt::Display| Standing::Refused(why.to_string().into());
    match Place::of(data_dir) {
        Ok(Place::Nothing) => {
            let above = data_dir.ancestors().skip(1).find(|path| path.exists());
            let above = above.map_or_else(|| PathBuf::from("."), Path::to_owned);
            if !above.is_dir() {
                return refused(&format!("{} is no folder.", shown(&above)));
            }
            match private::check_writable(&above) {
                Ok(()) => Standing::CanBeMade,
                Err(why) => refused(&format!("It cannot be made in {}: {why}.", shown(&above))),
            }
        }
        Ok(_) => {
            let tried = Store::open(data_dir).and_then(|store| {
                try_to_write(&data_dir.join("cases")).map_err(|source| StoreError::Io {
                    path: store.data_dir().to_owned(),
                    source,
                })
            });
            tried.map_or_else(|why| refused(&why), |()| Standing::Usable)
        }
        Err(why) => refused(&format!("It cannot be looked at: {why}.")),
    }
}

/// Writes a file, syncs it and its name, and removes it again.
fn try_to_write(folder: &Path) -> io::Result<()> {
    let mut file = scratch::file(folder)?;
    file.write_all(b"candor")?;
    file.as_file().sync_all()?;
    file.close()?;
    private::sync_folder(folder)
}

/// What is kept and lies open to other people: the folder itself when they may write there, the rest when they may even read it. The
/// folder of cases is left out, because every start closes it.
#[cfg(unix)]
fn open_to_others(data_dir: &Path) -> Vec<(SafeText, u32)> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &Path| {
        let data = fs::symlink_metadata(path).ok()?;
        (!data.is_symlink()).then(|| data.permissions().mode() & 0o777)
    };
    let mut open = Vec::new();
    let mut look = |path: &Path, bits: u32| {
        if let Some(mode) = mode(path).filter(|mode| mode & bits != 0) {
            let name = path.strip_prefix(folder_of(data_dir)).unwrap_or(path);
            open.push((shown(name), mode));
        }
    };
    look(data_dir, 0o022);
    for name in KEPT {
        let path = data_dir.join(name);
        if name != "cases" {
            look(&path, 0o077);
        }
        let inside = fs::read_dir(&path).into_iter().flatten().flatten();
        let mut inside: Vec<PathBuf> = inside.map(|entry| entry.path()).collect();
        inside.sort();
        for path in inside {
            look(&path, 0o077);
        }
    }
    open
}

#[cfg(not(unix))]
const fn open_to_others(_: &Path) -> Vec<(SafeText, u32)> {
    Vec::new()
}

#[cfg(unix)]
fn free(path: &Path) -> Option<u64> {
    let found = rustix::fs::statvfs(path).ok()?;
    Some(found.f_bavail.saturating_mul(found.f_frsize))
}

#[cfg(not(unix))]
const fn free(_: &Path) -> Option<u64> {
    None
}

#[cfg(target_os = "linux")]
fn file_system(path: &Path) -> Option<SafeText> {
    mounted(&fs::read_to_string("/proc/self/mountinfo").ok()?, path)
}

#[cfg(not(target_os = "linux"))]
const fn file_system(_: &Path) -> Option<SafeText> {
    None
}

/// The kind of file system that `path` stands on, by the text of Linux's `mountinfo`: the deepest mount above it, and of several at the
/// same place the last, which covers the others.
#[must_use]
pub fn mounted(mountinfo: &str, path: &Path) -> Option<SafeText> {
    let mounts = mountinfo.lines().filter_map(|line| {
        let (mount, kind) = line.split_once(" - ")?;
        Some((unescaped(mount.split(' ').nth(4)?), kind.split(' ').next()?))
    });
    let above = mounts.filter(|(point, _)| path.starts_with(point));
    // Of equals the last is the greatest.
    let deepest = above.max_by_key(|(point, _)| point.len());
    deepest.map(|(_, kind)| SafeText::new(kind))
}

/// Linux writes a space in a path as `\040`, and likewise tabs, line ends and backslashes.
fn unescaped(text: &str) -> String {
    let signs = [
        ("\\040", " "),
        ("\\011", "\t"),
        ("\\012", "\n"),
        ("\\134", "\\"),
    ];
    signs
        .into_iter()
        .fold(text.to_owned(), |text, (code, sign)| {
            text.replace(code, sign)
        })
}
