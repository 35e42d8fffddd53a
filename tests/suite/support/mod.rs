//! Helpers shared by several tests.

pub mod blind;

pub mod cases;
pub mod catalogs;
pub mod dice;
pub mod process;
pub mod program;
pub mod transcripts;
pub mod wire;
