//! Timings and the quality of advice as tables: `cargo bench`, `cargo bench -- speed` for those whose name begins so.
//!
//! Every timing is the median of several runs in one process, with the least and the greatest beside it. Machines differ and are
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

mod budgets;
#[path = "../suite/support/dice.rs"]
mod dice;
mod large;
mod limit;
mod made;
mod market;
mod memory;
mod quality;
mod ranking;
mod running;
mod screen;
mod shipped;
mod speed;
mod table;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some((memory::CHILD, rest)) = arguments.split_first().map(|(a, b)| (a.as_str(), b)) {
        memory::child(rest);
        return;
    }
    let wanted: Vec<String> = arguments
        .into_iter()
        .filter(|arg| !arg.starts_with('-'))
        .collect();
    let tables: [(&str, fn()); 10] = [
        ("budgets", budgets::run),
        ("ranking", ranking::run),
        ("screen", screen::run),
        ("speed-order", speed::order),
        ("speed-readings", speed::many_readings),
        ("speed-advice", speed::whole),
        ("speed-catalogs", shipped::run),
        ("speed-memory", memory::run),
        ("quality-made", quality::made),
        ("quality-catalogs", quality::shipped),
    ];
    for (name, run) in tables {
        if wanted.is_empty() || wanted.iter().any(|own| name.starts_with(own.as_str())) {
            run();
        }
    }
}
