//! A folder of hand-overs that another program picks up: each a whole file from the moment it has its name.
//!
//! Names begin with a number that only grows, so that the order of the names is that in which they were put there; then comes the id
//! of the item, by which a receiver drops what it has seen before. Whoever puts an item there may be killed at any time: then the item
//! is whole and there, or it is not there and is put again. What cannot be used is set aside with its reason and holds up nothing.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::private::{self, Place, bare, shown};
use super::{CaseId, ExportError, scratch, write_whole};

/// How every item's name ends.
const END: &str = ".json";
/// How the name of a reason ends.
const REASON: &str = ".reason.txt";
/// The folder of what was set aside, in the folder of items.
const ASIDE: &str = "set-aside";
/// Digits of the number a name begins with: milliseconds since 1970 for the next 30,000 years.
const DIGITS: usize = 15;
/// The last number of so many digits. No clock gives it, but somebody may have put a name with it there.
const LAST: u64 = 999_999_999_999_999;
/// Longest item that is looked at, in bytes: a hundred times a long one.
const MAX_ITEM: u64 = 64 * 1024 * 1024;

/// An outbox, open for putting items there.
#[derive(Debug)]
pub struct Outbox {
    folder: PathBuf,
    last: u64,
    ids: BTreeSet<String>,
}

/// An item by its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Waiting {
    /// The number its name begins with.
    pub number: u64,
    /// Its id.
    pub id: String,
}

/// How many items there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OutboxCount {
    /// Those that wait to be picked up.
    pub waiting: usize,
    /// Those that were set aside.
    pub aside: usize,
}

/// Why an outbox cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OutboxError {
    /// Something else stands where the folder should be.
    #[error("The outbox {} is {place}, not a folder. Nothing was put there, and all cases are safe. Move it away, or name another folder.", shown(.path))]
    NotAFolder {
        /// Where it stands.
        path: PathBuf,
        /// What it is.
        place: Place,
    },
    /// The system refused.
    #[error("The outbox {} cannot be used ({source}). Nothing was put there, and all cases are safe. Check the folder and its permissions, or name another.", shown(.path))]
    Io {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// An item could not be written.
    #[error(transparent)]
    Item(#[from] ExportError),
}

impl Waiting {
    /// The item with this file name; `None` for what is no item.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let (number, id) = name.strip_suffix(END)?.split_once('-')?;
        let digits = number.len() == DIGITS && number.bytes().all(|byte| byte.is_ascii_digit());
        let number = number.parse().ok().filter(|_| digits && is_id(id))?;
        Some(Self {
            number,
            id: id.to_owned(),
        })
    }

    /// Its file name.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{:0width$}-{}{END}", self.number, self.id, width = DIGITS)
    }
}

/// Small letters, digits and dashes: what is a file name on every system.
fn is_id(id: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !id.is_empty() && id.len() <= 100 && id.bytes().all(plain)
}

impl Outbox {
    /// Opens the outbox `folder`, makes it where it is missing, and removes what interrupted runs left over.
    ///
    /// # Errors
    /// [`OutboxError`] when there is no folder in which files can be made.
    pub fn open(folder: &Path) -> Result<Self, OutboxError> {
        let folder = bare(folder);
        let refused = |source| OutboxError::Io {
            path: folder.clone(),
            source,
        };
        if Place::of(&folder).map_err(refused)? == Place::Nothing {
            private::make_folders(&folder).map_err(refused)?;
        }
        match Place::of(&folder).map_err(refused)? {
            Place::Folder => {}
            place => {
                let path = folder.clone();
                return Err(OutboxError::NotAFolder { path, place });
            }
        }
        private::check_writable(&folder).map_err(refused)?;
        scratch::sweep(&folder);
        let mut outbox = Self {
            folder,
            last: 0,
            ids: BTreeSet::new(),
        };
        outbox.look()?;
        Ok(outbox)
    }

    /// Looks what waits there now.
    fn look(&mut self) -> Result<(), OutboxError> {
        let waiting = self.waiting()?;
        self.last = waiting.iter().map(|one| one.number).max().unwrap_or(0);
        self.ids = waiting.into_iter().map(|one| one.id).collect();
        Ok(())
    }

    /// Puts an item there behind all that wait, unless one with its id waits already; `id` has small letters, digits and dashes. Whether
    /// it was put there now. When this returns it is on the disk.
    ///
    /// # Errors
    /// [`ExportError`] when it cannot be written; then it does not wait, unless only its name may not survive a power cut.
    pub fn put(&mut self, id: &str, body: &[u8], at: Timestamp) -> Result<bool, ExportError> {
        if self.ids.contains(id) {
            return Ok(false);
        }
        let now = u64::try_from(at.as_millisecond()).unwrap_or(0);
        let item = Waiting {
            // A clock that was put back does not put an item before another. Behind the last number of all there is none: a name with
            // a longer one would be no item any more.
            number: now.max(self.last.saturating_add(1)).min(LAST),
            id: id.to_owned(),
        };
        write_whole(&self.folder.join(item.name()), body)?;
        self.last = item.number;
        self.ids.insert(item.id);
        Ok(true)
    }

    /// Sets aside every item that `is_good` gives a reason against, and every one that cannot be read. Their names and reasons come back.
    ///
    /// # Errors
    /// [`OutboxError`] when one cannot be moved.
    pub fn check(
        &mut self,
        is_good: impl Fn(&Waiting, &[u8]) -> Result<(), String>,
    ) -> Result<Vec<(String, String)>, OutboxError> {
        let mut aside = Vec::new();
        for item in self.waiting()? {
            let path = self.folder.join(item.name());
            let reason = match whole(&path) {
                Ok(bytes) => is_good(&item, &bytes).err(),
                // Picked up in the meantime.
                Err(error) if error.kind() == io::ErrorKind::NotFound => None,
                Err(error) => Some(format!("It cannot be read: {error}.")),
            };
            if let Some(reason) = reason {
                let name = item.name();
                self.aside(&name, &reason)?;
                // The reason stands beside it before it is gone from here.
                let moved = fs::rename(&path, self.folder.join(ASIDE).join(&name))
                    .and_then(|()| private::sync_folder(&self.folder.join(ASIDE)))
                    .and_then(|()| private::sync_folder(&self.folder));
                moved.map_err(|source| self.refused(source))?;
                aside.push((name, reason));
            }
        }
        self.look()?;
        Ok(aside)
    }

    /// Removes every item and reason of the cases for which `of` is true, as erasing the case does.
    ///
    /// # Errors
    /// [`OutboxError`] when one cannot be removed.
    pub fn take_back(&mut self, of: impl Fn(CaseId) -> bool) -> Result<(), OutboxError> {
        take_back(&self.folder, of).map_err(|source| self.refused(source))?;
        self.look()
    }

    /// Writes down why the item called `name` does not wait here.
    ///
    /// # Errors
    /// [`OutboxError`] when that cannot be written.
    pub fn aside(&self, name: &str, reason: &str) -> Result<(), OutboxError> {
        let folder = self.folder.join(ASIDE);
        if Place::of(&folder).map_err(|source| self.refused(source))? == Place::Nothing {
            private::make_folders(&folder).map_err(|source| self.refused(source))?;
        }
        let name = name.strip_suffix(END).unwrap_or(name);
        let path = folder.join(format!("{name}{REASON}"));
        write_whole(&path, format!("{reason}\n").as_bytes())?;
        Ok(())
    }

    /// Everything that waits, in order.
    ///
    /// # Errors
    /// [`OutboxError`] when the folder cannot be read.
    pub fn waiting(&self) -> Result<Vec<Waiting>, OutboxError> {
        waiting(&self.folder).map_err(|source| self.refused(source))
    }

    fn refused(&self, source: io::Error) -> OutboxError {
        OutboxError::Io {
            path: self.folder.clone(),
            source,
        }
    }
}

/// How many items are in the outbox `folder`; none where there is no such folder.
///
/// # Errors
/// What the system says.
pub fn outbox_count(folder: &Path) -> io::Result<OutboxCount> {
    let aside = names(&folder.join(ASIDE))?;
    Ok(OutboxCount {
        waiting: waiting(folder)?.len(),
        aside: aside.iter().filter(|name| name.ends_with(REASON)).count(),
    })
}

/// Removes every item of the cases for which `of` is true, whether it waits in the outbox `folder` or was set aside there, and every
/// reason. What the items said comes back.
///
/// # Errors
/// What the system says when one cannot be removed; those before it are gone.
pub(super) fn take_back(folder: &Path, of: impl Fn(CaseId) -> bool) -> io::Result<Vec<Vec<u8>>> {
    let mut taken = Vec::new();
    for folder in [folder, &folder.join(ASIDE)] {
        let mut removed = false;
        for name in names(folder)? {
            let Some((_, kind)) = case_of(&name).filter(|(case, _)| of(*case)) else {
                continue;
            };
            let path = folder.join(name);
            let said = match kind {
                Kind::Item => whole(&path).unwrap_or_default(),
                Kind::Reason => Vec::new(),
            };
            match fs::remove_file(&path) {
                // Picked up in this instant.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                done => done?,
            }
            removed = true;
            if kind == Kind::Item {
                taken.push(said);
            }
        }
        if removed {
            private::sync_folder(folder)?;
        }
    }
    Ok(taken)
}

/// What a file in an outbox is.
#[derive(PartialEq, Eq)]
enum Kind {
    Item,
    Reason,
}

/// The case that a file of an outbox is of, by its name.
fn case_of(name: &str) -> Option<(CaseId, Kind)> {
    let (id, kind) = match name.strip_suffix(REASON) {
        // A reason is named as its item is, or, where there never was one, by the id alone.
        Some(stem) => {
            let item = Waiting::named(&format!("{stem}{END}"));
            (item.map_or(stem.to_owned(), |item| item.id), Kind::Reason)
        }
        None => (Waiting::named(name)?.id, Kind::Item),
    };
    let mut parts = id.splitn(3, '-');
    let stem = format!("{}-{}", parts.next()?, parts.next()?);
    let case: CaseId = stem.parse().ok()?;
    // Only the exact name counts.
    (case.file_stem() == stem).then_some((case, kind))
}

/// What waits in `folder`, by name.
fn waiting(folder: &Path) -> io::Result<Vec<Waiting>> {
    let names = names(folder)?;
    let mut waiting: Vec<Waiting> = names
        .iter()
        .filter_map(|name| Waiting::named(name))
        .collect();
    waiting.sort();
    Ok(waiting)
}

fn names(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let names = entries.map(|entry| Ok(entry?.file_name().into_string().ok()));
    let names: io::Result<Vec<Option<String>>> = names.collect();
    Ok(names?.into_iter().flatten().collect())
}

/// The bytes of a file that is one.
fn whole(path: &Path) -> io::Result<Vec<u8>> {
    use std::io::Read as _;
    match Place::of(path)? {
        Place::File => {}
        Place::Nothing => return Err(io::ErrorKind::NotFound.into()),
        // Opening it could wait for ever.
        place => return Err(io::Error::other(format!("it is {place}"))),
    }
    let mut bytes = Vec::new();
    let file = private::open(path, false)?;
    file.take(MAX_ITEM).read_to_end(&mut bytes)?;
    Ok(bytes)
}
