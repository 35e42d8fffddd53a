//! Whether the terminal obeys escape sequences, for the few commands that colour what they print.

/// True when text between escape sequences is shown in their colours. An old Windows console shows the sequences themselves unless they
/// are switched on, which asking does.
#[must_use]
pub fn obeys_escapes() -> bool {
    #[cfg(windows)]
    return crossterm::ansi_support::supports_ansi();
    #[cfg(not(windows))]
    true
}
