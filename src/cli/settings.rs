//! `candor settings`: what is set, and where.

use crate::config::{self, Config, SetBy};

use super::output::{Failure, Output, json};
use super::page::Page;

/// Shows every setting, or the schema of their file.
///
/// # Errors
/// [`Failure`] when the schema cannot be written.
pub fn run(config: &Config, schema: bool) -> Result<Output, Failure> {
    if schema {
        return json(&config::schema()).map(Output::done);
    }
    let rows: Vec<(&str, String)> = config
        .resolved
        .iter()
        .map(|setting| {
            let by = match setting.by {
                SetBy::Option => "option of this run",
                SetBy::File => "file of settings",
                SetBy::Usual => "usual",
            };
            (setting.key.as_ref(), format!("{} ({by})", setting.value))
        })
        .collect();
    let mut page = Page::new(config);
    page.pairs(0, &rows);
    page.blank();
    match &config.settings_file {
        Some(file) => {
            let there = if file.exists() {
                "The file of settings is"
            } else {
                "There is no file of settings yet. It would be"
            };
            page.item(0, "", there);
            // On a line of its own and never broken, so that it can be copied.
            let path = crate::domain::SafeText::new(&file.to_string_lossy());
            Ok(Output::done(format!("{}  {path}\n", page.finish())))
        }
        None => {
            page.paragraph(
                0,
                "There is no home folder, so there is no file of settings.",
            );
            Ok(Output::done(page.finish()))
        }
    }
}
