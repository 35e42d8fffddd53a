//! What candor asks of the disk.

use std::time::Duration;

use crate::cases::{Trial, TrialError};
use crate::clock::Stopwatch;

use super::Line;

/// How often a record is appended.
const TIMES: usize = 50;
/// How long all of that may take, so that a slow disk does not hold up the rest.
const PATIENCE: Duration = Duration::from_secs(4);

/// Tries each promise.
pub fn lines(trial: Trial) -> Vec<Line> {
    let line = |name, outcome: Result<String, TrialError>| Line {
        name,
        outcome: outcome.map_err(|why| trial.without_path(&why.to_string())),
    };
    let held = |words: &'static str| move |()| words.to_owned();
    let mut lines = vec![
        line(
            "permissions",
            trial.permissions().map(held(if cfg!(unix) {
                "files 0600, folders 0700"
            } else {
                "those of the user's profile"
            })),
        ),
        line(
            "append and sync",
            trial.appends(TIMES, PATIENCE, watched).map(figures),
        ),
        line(
            "lock",
            trial
                .lock()
                .map(held("a second window is refused, and let in afterwards")),
        ),
        line(
            "rename",
            trial
                .rename_over()
                .map(held("a file takes the place of another")),
        ),
        line(
            "torn tail",
            trial.torn_tail().map(held(
                "a cut-off record is set aside, all before it is there",
            )),
        ),
    ];
    lines.push(Line {
        name: "tidy",
        outcome: trial
            .end()
            .map(|()| "the folder of the test is removed".to_owned())
            .map_err(|why| format!("the folder of the test could not be removed: {why}")),
    });
    lines
}

/// How long `work` takes.
fn watched(work: &mut dyn FnMut()) -> Duration {
    let watch = Stopwatch::start();
    work();
    watch.elapsed()
}

/// The middle and the worst of them.
fn figures(mut took: Vec<Duration>) -> String {
    took.sort();
    let milliseconds =
        |time: Option<&Duration>| time.map_or(0.0, |time| time.as_secs_f64() * 1000.0);
    format!(
        "median {:.2} ms, worst of {} {:.2} ms",
        milliseconds(took.get(took.len() / 2)),
        took.len(),
        milliseconds(took.last())
    )
}
