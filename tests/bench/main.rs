//! Timings as tables: `cargo bench`, or `cargo bench -- ranking` for one of them.
//!
//! Every figure is the median of several runs in one process, with the least and the greatest beside it. Machines differ and are
//! noisy: read ratios first.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    missing_docs
)]

mod made;
mod ranking;
mod screen;
mod table;

fn main() {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with('-'))
        .collect();
    let tables: [(&str, fn()); 2] = [("ranking", ranking::run), ("screen", screen::run)];
    for (name, run) in tables {
        if wanted.is_empty() || wanted.iter().any(|own| own == name) {
            run();
        }
    }
}
