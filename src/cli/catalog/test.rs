//! `candor catalog test`: the personas of catalogs, and whether each gets the advice expected.

use std::path::PathBuf;

use crate::catalog::{LoadError, personas};
use crate::cli::output::{Exit, Failure, Output};
use crate::cli::page::Page;
use crate::cli::persona::judge;
use crate::config::Config;
use crate::present::ordinal;

use super::find;

/// Tries each of `names` on its own personas.
///
/// # Errors
/// [`Failure`] when a catalog or its file of personas is not there or has mistakes.
pub fn run(config: &Config, names: &[PathBuf]) -> Result<Output, Failure> {
    let mut page = Page::new(config);
    let (mut tried, mut failed) = (0, 0);
    for name in names {
        let shown = name.to_string_lossy();
        let found = find(config, name)?;
        let catalog = found.load().map_err(Failure::wrong)?;
        let personas = found
            .tests()
            .and_then(|text| personas::read(&catalog, &text).map_err(LoadError::Problems))
            .map_err(|error| {
                Failure::wrong(format!("The personas of {shown} cannot be used. {error}"))
            })?;
        for persona in &personas {
            let verdict = judge(&catalog, persona).map_err(|errors| {
                let all: Vec<String> = errors.iter().map(ToString::to_string).collect();
                Failure::wrong(format!(
                    "The answers of persona '{}' in {shown} are wrong. Nothing was changed.\n{}",
                    persona.id,
                    all.join("\n")
                ))
            })?;
            tried += 1;
            let passed = verdict.failures.is_empty();
            failed += usize::from(!passed);
            let sign = if passed { "ok    " } else { "FAIL  " };
            page.item(
                0,
                sign,
                &format!("{shown}/{}: {}", persona.id, persona.title),
            );
            for failure in &verdict.failures {
                page.paragraph(6, failure);
            }
            if !passed {
                page.item(6, "Expected because: ", &persona.why);
                for (n, top) in verdict.top.iter().enumerate() {
                    page.item(6, &format!("{} ", ordinal(n + 1)), top);
                }
            }
        }
    }
    page.paragraph(0, &format!("{tried} personas, {failed} failed."));
    let exit = if failed == 0 { Exit::Done } else { Exit::Found };
    Ok(Output::done(page.finish()).ending(exit))
}
