//! candor: a terminal advisor that ranks every seller's offerings in the customer's interest.

pub mod casebook;
pub mod cases;
pub mod catalog;
pub mod chance;
pub mod cli;
pub mod clock;
pub mod command;
pub mod config;
pub mod domain;
pub mod formula;
pub mod interview;
pub mod present;
pub mod ranking;
pub mod transcript;
pub mod tui;
