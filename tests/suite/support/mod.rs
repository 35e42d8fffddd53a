//! Helpers shared by several tests.

pub mod cases;
pub mod catalogs;
pub mod process;
pub mod program;
pub mod wire;
