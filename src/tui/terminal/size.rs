//! How large the terminal is.

use std::io;

use ratatui::layout::Size;

/// Width and height of the terminal in cells, asked of the system now. An event that tells of a new size may be late or wrong
/// (Windows sends the size of the buffer, or two in a row), so the size is always asked for again.
///
/// # Errors
/// When no terminal is attached.
pub fn size() -> io::Result<Size> {
    crossterm::terminal::size().map(Size::from)
}
