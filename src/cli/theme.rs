//! `candor theme`: the themes of the full screen.

use crate::config::{Config, ThemeSource};
use crate::tui::theme::DEFAULT;

use super::args::ThemeCommand;
use super::output::{Exit, Failure, Output, cleaned};
use super::page::Page;

/// Runs one of the commands.
///
/// # Errors
/// [`Failure`] when a theme is not there.
pub fn run(config: &Config, command: &ThemeCommand) -> Result<Output, Failure> {
    match command {
        ThemeCommand::List => Ok(list(config)),
        ThemeCommand::Check { names } => check(config, names),
    }
}

fn list(config: &Config) -> Output {
    let rows: Vec<(String, String)> = config
        .themes
        .all()
        .into_iter()
        .map(|(name, source)| {
            let usual = if name == DEFAULT {
                ", the usual one"
            } else {
                ""
            };
            let about = format!("{}{usual}", source.origin());
            (name, about)
        })
        .collect();
    let mut page = Page::new(config);
    page.pairs(0, &rows);
    Output::done(page.finish())
}

fn check(config: &Config, names: &[String]) -> Result<Output, Failure> {
    let themes: Vec<(String, ThemeSource)> = if names.is_empty() {
        config.themes.all()
    } else {
        names
            .iter()
            .map(|name| {
                let source = config.themes.find(name).map_err(Failure::wrong)?;
                Ok((name.clone(), source))
            })
            .collect::<Result<_, Failure>>()?
    };
    let mut text = String::new();
    let mut count = 0;
    for (name, source) in themes {
        match source.load() {
            Ok(_) => text.push_str(&format!("{name}: ok.\n")),
            Err(problems) => {
                count += problems.len();
                for problem in problems {
                    text.push_str(&format!("{problem}\n"));
                }
            }
        }
    }
    match count {
        0 => {}
        1 => text.push_str("1 problem.\n"),
        n => text.push_str(&format!("{n} problems.\n")),
    }
    let exit = if count == 0 { Exit::Done } else { Exit::Found };
    Ok(Output::done(cleaned(&text)).ending(exit))
}
