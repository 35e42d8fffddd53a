//! `candor selftest`: the promises of candor tried out on the user's own machine, where the cases stand. The outcome can be pasted into a
//! report: it names neither the user nor the home folder.

mod advice;
mod disk;
mod screen;

use crate::cases::{Store, Trial};
use crate::clock::{self, Stopwatch};
use crate::config::Config;

use super::doctor::Veil;
use super::output::{Exit, Failure, Output};
use super::page::Page;

pub use advice::{EXPECTED, first_personas};

/// How one test came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What was tried.
    name: &'static str,
    /// What was found when it held, or why it did not.
    outcome: Result<String, String>,
}

/// Tries everything out; ends with 1 when something does not hold, with 3 when nothing can be kept.
///
/// # Errors
/// A failure when there is no folder of data, or nothing can be made in it.
pub fn run(config: &Config) -> Result<Output, Failure> {
    let watch = Stopwatch::start();
    let began = clock::now();
    let store = super::case::store(config)?;
    let mut lines = disk::lines(trial(&store)?);
    lines.push(time(began, &watch));
    lines.push(screen::colours(config));
    lines.push(screen::cells());
    lines.extend(screen::keys(config));
    lines.extend(advice::lines());
    let failed = lines.iter().filter(|line| line.outcome.is_err()).count();
    let exit = if failed == 0 { Exit::Done } else { Exit::Found };
    let text = text(config, &lines, failed, &watch);
    Ok(Output::done(text).ending(exit))
}

fn trial(store: &Store) -> Result<Trial, Failure> {
    Trial::begin(store).map_err(|why| {
        Failure::trouble(format!(
            "Nothing can be tried out in the folder of data: {why}. Nothing was changed. `candor doctor` says more."
        ))
    })
}

/// Whether time goes on, and where the user is.
fn time(began: jiff::Timestamp, watch: &Stopwatch) -> Line {
    let zone = clock::zone();
    let on = clock::now().as_second() - began.as_second();
    let passed = i64::try_from(watch.elapsed().as_secs()).unwrap_or(i64::MAX);
    let outcome = match zone.iana_name() {
        // Both are cut to whole seconds, so they may differ by one.
        _ if !(passed..=passed.saturating_add(1)).contains(&on) => Err(format!(
            "the clock went on by {on} s while {passed} s passed"
        )),
        None => Err("the time zone of this computer cannot be told".to_owned()),
        Some(zone) => Ok(format!("goes forward, zone {zone}")),
    };
    Line {
        name: "time",
        outcome,
    }
}

fn text(config: &Config, lines: &[Line], failed: usize, watch: &Stopwatch) -> String {
    let veil = Veil::of(config);
    let mut page = Page::new(config);
    let (version, system) = (env!("CARGO_PKG_VERSION"), std::env::consts::OS);
    page.paragraph(0, &format!("candor {version} on {system}"));
    for line in lines {
        let (sign, words) = match &line.outcome {
            Ok(words) => ("ok      ", words),
            Err(words) => ("not ok  ", words),
        };
        let words = veil.over(&format!("{}: {words}", line.name));
        page.item(0, sign, &words);
    }
    let seconds = watch.elapsed().as_secs_f64();
    let all = lines.len();
    page.paragraph(
        0,
        &match failed {
            0 => format!("All {all} hold. It took {seconds:.1} s."),
            failed => format!("{failed} of {all} do not hold. It took {seconds:.1} s."),
        },
    );
    page.finish()
}
