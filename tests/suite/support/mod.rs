//! Helpers shared by several tests.

pub mod app;
pub mod blind;
pub mod bytes;
pub mod cases;
pub mod cases_seen;
pub mod catalogs;
pub mod dice;
pub mod hostile;
pub mod lines;
pub mod path;
pub mod pdf;
pub mod process;
pub mod program;
#[cfg(unix)]
pub mod pty;
#[cfg(unix)]
pub mod script;
#[cfg(unix)]
pub mod tmux;
pub mod transcripts;
pub mod wire;
