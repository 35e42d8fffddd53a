//! Which window this is.

use crate::domain::{SafeText, Window};

/// Asks the system.
pub(super) fn window() -> Window {
    Window {
        host: host().map_or_else(SafeText::default, SafeText::from),
        terminal: terminal().map_or_else(SafeText::default, SafeText::from),
    }
}

/// Only where the system keeps the name in a file.
#[cfg(unix)]
fn host() -> Option<String> {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").ok()?;
    Some(name.trim_end().to_owned())
}

#[cfg(unix)]
fn terminal() -> Option<String> {
    let name = rustix::termios::ttyname(std::io::stdin(), Vec::new()).ok()?;
    let name = name.into_string().ok()?;
    Some(name.trim_start_matches("/dev/").to_owned())
}

#[cfg(not(unix))]
fn host() -> Option<String> {
    std::env::var("COMPUTERNAME").ok()
}

/// A console has no name there.
#[cfg(not(unix))]
const fn terminal() -> Option<String> {
    None
}
