//! The day of the last start, in words of whoever keeps it.

use std::fs;

use super::{ExportError, Store, write_whole};

/// The name of the file.
const NAME: &str = "last-start";
/// Most bytes of a day in words.
const MOST: usize = 32;

impl Store {
    /// Keeps `day` as the day of the last start; the one kept before comes back, `None` when there was none that can be read.
    ///
    /// # Errors
    /// [`ExportError`] when it cannot be written.
    pub fn started(&self, day: &str) -> Result<Option<String>, ExportError> {
        let path = self.data_dir().join(NAME);
        let before = fs::read(&path).ok().filter(|bytes| bytes.len() <= MOST);
        let before = before.and_then(|bytes| String::from_utf8(bytes).ok());
        write_whole(&path, day.as_bytes())?;
        Ok(before)
    }
}
