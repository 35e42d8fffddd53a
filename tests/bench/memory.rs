//! The most memory a process has held: what the system says of a child that does one piece of work and ends.

use std::hint::black_box;
use std::process::Command;

use candor::ranking::{Particles, Plan, advise, readings};

use crate::market::{Market, needs};

/// The argument that makes this program such a child: then come offerings, criteria and whether to rank.
pub const CHILD: &str = "peak-of";

/// Prints a row for each size, or why it cannot.
pub fn run() {
    println!(
        "\nSpeed: the most memory held (catalog with its figures; the same with order and 512 readings)"
    );
    for criteria in [12, 24] {
        for rows in [300, 10_000, 100_000, 1_000_000] {
            let label = format!("{rows} offerings by {criteria} criteria");
            match (peak(rows, criteria, "hold"), peak(rows, criteria, "rank")) {
                (Some(held), Some(ranked)) => {
                    let each = ranked.saturating_sub(held) * 1024 / rows;
                    println!(
                        "{label:<58} {:>7.1} MiB {:>7.1} MiB {each:>9} bytes each",
                        held as f64 / 1024.0,
                        ranked as f64 / 1024.0
                    );
                }
                _ => println!("{label:<58} skipped: this system does not say what a process held"),
            }
        }
    }
}

/// Kibibytes at most held by a child.
fn peak(rows: usize, criteria: usize, work: &str) -> Option<usize> {
    let (rows, criteria) = (rows.to_string(), criteria.to_string());
    let program = std::env::current_exe().ok()?;
    let output = Command::new(program)
        .args([CHILD, &rows, &criteria, work])
        .output()
        .ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// The child: does the work and prints how many kibibytes it held at most.
pub fn child(arguments: &[String]) {
    let number = |n: usize| arguments[n].parse().unwrap();
    let (rows, criteria): (usize, usize) = (number(0), number(1));
    let blind = Market::new(rows, criteria).valued();
    if arguments[2] == "rank" {
        let needs = needs(criteria);
        let advice = advise(&blind, &needs);
        let particles = Particles::new(&needs, criteria, Plan::LIVE.readings);
        black_box(readings(&blind, &needs, &advice, &particles, Plan::LIVE));
    }
    black_box(&blind);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    if let Some(held) = line {
        println!("{}", held.trim().trim_end_matches(" kB"));
    }
}
