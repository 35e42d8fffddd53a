//! `candor catalog check`: every problem of every catalog named.

use std::io;
use std::path::PathBuf;

use crate::catalog::reading::{self, MOST};
use crate::catalog::shelf::Found;
use crate::catalog::{Catalog, LoadError, Problem, personas};
use crate::cli::output::{Exit, Output, cleaned};
use crate::cli::persona::wrong_answers;
use crate::config::Config;

use super::{counts, find};

/// Checks all of `names`. One that is not there or cannot be read is told among the messages, and the others are checked all the same.
pub fn run(config: &Config, names: &[PathBuf]) -> Output {
    let mut output = Output::done(String::new());
    let mut problems = 0;
    for name in names {
        let shown = name.to_string_lossy();
        let loaded = match find(config, name) {
            Ok(found) => found.load().map(|catalog| (found, catalog)),
            Err(failure) => {
                output.notes.push(failure.message);
                output.exit = output.exit.max(failure.exit);
                continue;
            }
        };
        let loaded = loaded.and_then(|(found, catalog)| {
            let wrong = wrong_tests(&found, &catalog)?;
            if wrong.is_empty() {
                Ok(catalog)
            } else {
                Err(LoadError::Problems(wrong))
            }
        });
        match loaded {
            Ok(catalog) => {
                output
                    .text
                    .push_str(&format!("{shown}: ok. {}.\n", counts(&catalog)));
                for hard in reading::hard(&catalog) {
                    output.text.push_str(&format!(
                        "{shown}: advice: {}: reads like grade {:.1}, and {MOST} is plain: {}\n",
                        hard.place, hard.grade, hard.sentence
                    ));
                }
            }
            Err(LoadError::Problems(found)) => {
                problems += found.len();
                output.exit = output.exit.max(Exit::Found);
                for problem in found {
                    output.text.push_str(&format!("{shown}: {problem}\n"));
                }
            }
            Err(error) => {
                output.notes.push(error.to_string());
                output.exit = output.exit.max(Exit::Wrong);
            }
        }
    }
    match problems {
        0 => {}
        1 => output.text.push_str("1 problem.\n"),
        n => output.text.push_str(&format!("{n} problems.\n")),
    }
    if !output.text.is_empty() {
        output.text = cleaned(&output.text);
    }
    output
}

/// What is wrong with the personas of a catalog that is in order itself. A catalog may have none.
fn wrong_tests(found: &Found, catalog: &Catalog) -> Result<Vec<Problem>, LoadError> {
    let text = match found.tests() {
        Err(LoadError::Unreadable { why, .. }) if why.kind() == io::ErrorKind::NotFound => {
            return Ok(Vec::new());
        }
        text => text?,
    };
    Ok(match personas::read(catalog, &text) {
        Ok(personas) => wrong_answers(catalog, &text, &personas),
        Err(problems) => problems,
    })
}
