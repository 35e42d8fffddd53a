//! The full screen: what a terminal can show and say, and how candor uses it.
//!
//! `ratatui` is named only below this module; `crossterm` only below [`terminal`]. Colours are named only below [`theme`]: a screen
//! asks for a role and gets a style.

pub mod app;
mod archive;
mod clerk;
mod desk;
mod desk_contact;
pub mod glyphs;
mod idle;
mod office;
mod program;
mod run;
pub mod search;
mod setup;
pub mod terminal;
pub mod text;
pub mod theme;
mod thinker;
pub mod view;

pub use idle::IdleWatch;
pub use office::Office;
pub use run::run;
pub use setup::{Exporter, HandedOver, Keeping, Setup, Wanted};
