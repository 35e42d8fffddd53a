//! Helpers shared by several tests.

pub mod cases;
pub mod process;
