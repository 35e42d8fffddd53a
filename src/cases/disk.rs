//! The two calls that can fail while a case is saved, behind a trait so that tests can make them fail.

use std::fs::File;
use std::io::{self, Write as _};

/// Where a journal's bytes go.
pub trait Disk: Send {
    /// Writes all of `bytes` after what was written before.
    ///
    /// # Errors
    /// What the system said; some of the bytes may have been written.
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Returns when everything written would survive a power cut.
    ///
    /// # Errors
    /// What the system said; afterwards nobody knows what reached the disk, and trying again proves nothing.
    fn sync_data(&mut self) -> io::Result<()>;
}

/// A file on a real disk.
#[derive(Debug)]
pub struct FileDisk(pub File);

impl Disk for FileDisk {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    fn sync_data(&mut self) -> io::Result<()> {
        self.0.sync_data()?;
        still_there(&self.0)
    }
}

/// No disk at all: what is written stays where it came from.
#[derive(Debug)]
pub(super) struct NoDisk;

impl Disk for NoDisk {
    fn write_all(&mut self, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn sync_data(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A file that was deleted while it was open takes everything and keeps nothing.
#[cfg(unix)]
fn still_there(file: &File) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt as _;
    if file.metadata()?.nlink() == 0 {
        return Err(io::Error::new(
            io::ErrorKind::NotFound,
            "the file was deleted",
        ));
    }
    Ok(())
}

/// An open file cannot be deleted here.
#[cfg(not(unix))]
const fn still_there(_: &File) -> io::Result<()> {
    Ok(())
}
