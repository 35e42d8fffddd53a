//! The command line as scripts see it: exit codes, results, messages.

mod advise;
pub mod cases;
mod catalogs;
mod everywhere;
mod handing_over;
mod manual;
mod screen;
