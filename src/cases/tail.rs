//! What a crash left at the end of a file is moved into a side file, never thrown away.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::private::{self, folder_of};

/// Most side files of one file; more mean that something else is wrong.
const MAX_TAILS: u32 = 9_999;

/// Cuts the open `file` at `path`, which holds `bytes`, off at `offset`; what stood there is first copied into a side file
/// (`NAME.tail-1`, `-2` ...) and synced. The side file comes back; there is none when nothing stood there.
pub(super) fn move_aside(
    path: &Path,
    file: &File,
    bytes: &[u8],
    offset: u64,
) -> io::Result<Option<PathBuf>> {
    let start = usize::try_from(offset).unwrap_or(usize::MAX);
    let side = set_aside(path, bytes.get(start..).unwrap_or_default())?;
    file.set_len(offset)?;
    Ok(side)
}

/// Puts `tail` into a new file beside `path`, synced; nothing is done for an empty one.
fn set_aside(path: &Path, tail: &[u8]) -> io::Result<Option<PathBuf>> {
    if tail.is_empty() {
        return Ok(None);
    }
    for number in 1..=MAX_TAILS {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".tail-{number}"));
        let side = PathBuf::from(name);
        match private::create(&side) {
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
            Err(e) => return Err(e),
            Ok(mut file) => {
                let copied = file
                    .write_all(tail)
                    .and_then(|()| file.sync_all())
                    .and_then(|()| private::sync_folder(folder_of(path)));
                if copied.is_err() {
                    // An unfinished copy; the tail itself still stands in the file.
                    discard(&side);
                }
                return copied.map(|()| Some(side));
            }
        }
    }
    Err(io::Error::other("there are too many side files"))
}

/// Removes a file that could not be finished: a journal without records, or the copy of a tail. If it stays it does no harm.
pub(super) fn discard(path: &Path) {
    let _ = fs::remove_file(path);
}
