//! Measuring and printing.

use std::time::{Duration, Instant};

/// Median, least and greatest of several runs.
#[derive(Clone, Copy)]
pub struct Figure {
    pub median: Duration,
    pub least: Duration,
    pub greatest: Duration,
}

/// Runs `work` once to warm up and then `runs` times.
pub fn measure(runs: usize, mut work: impl FnMut()) -> Figure {
    work();
    let times = (0..runs).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed()
    });
    of(times.collect())
}

/// The figure of times measured elsewhere.
pub fn of(mut times: Vec<Duration>) -> Figure {
    times.sort_unstable();
    Figure {
        median: times[times.len() / 2],
        least: times[0],
        greatest: *times.last().unwrap(),
    }
}

pub fn heading(title: &str) {
    println!("\n{title}");
    println!(
        "{:<58} {:>11} {:>11} {:>11}",
        "", "median", "least", "greatest"
    );
}

pub fn row(label: &str, figure: Figure) {
    println!(
        "{label:<58} {:>11} {:>11} {:>11}",
        words(figure.median),
        words(figure.least),
        words(figure.greatest)
    );
}

fn words(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    if micros < 1000.0 {
        format!("{micros:.1} us")
    } else {
        format!("{:.2} ms", micros / 1000.0)
    }
}
