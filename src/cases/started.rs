//! What is kept from one start to the next, in words of whoever keeps it.

use std::fs;

use super::{ExportError, Place, Store, write_whole};

/// The name of the file.
const NAME: &str = "last-start";
/// Most bytes of it.
const MOST: usize = 64;

impl Store {
    /// What the last start kept; `None` when it kept nothing that can be read.
    #[must_use]
    pub fn last_start(&self) -> Option<String> {
        let path = self.data_dir().join(NAME);
        // Opening anything but a file could wait for ever.
        let place = Place::of(&path).ok()?;
        let bytes = (place == Place::File).then(|| fs::read(path).ok())??;
        let bytes = Some(bytes).filter(|bytes| bytes.len() <= MOST)?;
        String::from_utf8(bytes).ok()
    }

    /// Keeps `words` for the next start.
    ///
    /// # Errors
    /// [`ExportError`] when it cannot be written.
    pub fn keep_start(&self, words: &str) -> Result<(), ExportError> {
        write_whole(&self.data_dir().join(NAME), words.as_bytes())
    }
}
