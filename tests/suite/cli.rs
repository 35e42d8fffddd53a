//! The command line as scripts see it: exit codes, results, messages.

mod advise;
mod cases;
mod catalogs;
mod everywhere;
mod screen;
