//! Measuring and printing.

use std::time::{Duration, Instant};

/// Median, least and greatest of several runs.
#[derive(Clone, Copy)]
pub struct Figure {
    pub median: Duration,
    pub least: Duration,
    pub greatest: Duration,
    /// Mean time on the processor, which other programs hardly change; not told where the system does not say.
    pub busy: Option<Duration>,
}

/// Runs `work` once to warm up and then `runs` times.
pub fn measure(runs: usize, mut work: impl FnMut()) -> Figure {
    measure_on(runs, || (), |()| work())
}

/// The same for work on something that is made anew for each run, outside the time taken; so is giving back what the work made.
pub fn measure_on<T, R>(
    runs: usize,
    mut make: impl FnMut() -> T,
    mut work: impl FnMut(T) -> R,
) -> Figure {
    keep_memory();
    work(make());
    let mut busy = Some(Duration::ZERO);
    let times = (0..runs).map(|_| {
        let made = make();
        let (before, start) = (on_processor(), Instant::now());
        let result = work(made);
        let time = start.elapsed();
        let more = on_processor()
            .zip(before)
            .map(|(after, before)| after - before);
        busy = busy.zip(more).map(|(busy, more)| busy + more);
        drop(result);
        time
    });
    let times = times.collect();
    Figure {
        busy: busy.map(|busy| busy / runs as u32),
        ..of(times)
    }
}

/// Has the allocator keep what is given back, as it does in a program that has read a catalog of this size: a large block that comes
/// and goes tells it so. Otherwise half of a short run over many offerings is the system handing out the same pages anew.
fn keep_memory() {
    drop(std::hint::black_box(vec![0_u8; 31 << 20]));
}

/// How long this thread has been on a processor.
pub fn on_processor() -> Option<Duration> {
    let says = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = says.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// The figure of times measured elsewhere.
pub fn of(mut times: Vec<Duration>) -> Figure {
    times.sort_unstable();
    Figure {
        median: times[times.len() / 2],
        least: times[0],
        greatest: *times.last().unwrap(),
        busy: None,
    }
}

pub fn heading(title: &str) {
    println!("\n{title}");
    println!(
        "{:<58} {:>11} {:>11} {:>11} {:>11}",
        "", "median", "least", "greatest", "processor"
    );
}

pub fn row(label: &str, figure: Figure) {
    println!("{}", line(label, figure));
}

/// A row with what is left of the least time for one of `count`: how the time grows.
pub fn row_each(label: &str, figure: Figure, count: usize) {
    let each = figure.least.as_secs_f64() * 1e9 / count as f64;
    println!("{} {each:>9.2} ns each", line(label, figure));
}

fn line(label: &str, figure: Figure) -> String {
    format!(
        "{label:<58} {:>11} {:>11} {:>11} {:>11}",
        words(figure.median),
        words(figure.least),
        words(figure.greatest),
        figure.busy.map_or_else(String::new, words)
    )
}

fn words(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    if micros < 1000.0 {
        format!("{micros:.1} us")
    } else {
        format!("{:.2} ms", micros / 1000.0)
    }
}
