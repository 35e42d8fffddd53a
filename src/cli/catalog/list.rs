//! `candor catalog list`.

use serde_json::{Value, json};

use crate::catalog::LoadError;
use crate::cli::args::ListFormat;
use crate::cli::output::{Failure, Output, json as written};
use crate::cli::page::Page;
use crate::config::Config;

use super::counts;

/// Lists the shipped catalogs and those on the shelf; one with mistakes is listed as such.
///
/// # Errors
/// [`Failure`] when the folder of catalogs cannot be read.
pub fn run(config: &Config, format: ListFormat) -> Result<Output, Failure> {
    let all = config.shelf.all().map_err(Failure::wrong)?;
    match format {
        ListFormat::Text => {
            let rows: Vec<(String, String)> = all
                .iter()
                .map(|(name, found)| {
                    let about = match found.load() {
                        Ok(catalog) => format!(
                            "{}, edition {} ({}): {}",
                            catalog.title,
                            catalog.edition,
                            found.origin(),
                            counts(&catalog)
                        ),
                        Err(error) => {
                            format!("{}; see `candor catalog check {name}`", trouble(&error))
                        }
                    };
                    (name.clone(), about)
                })
                .collect();
            let mut page = Page::new(config);
            page.pairs(0, &rows);
            Ok(Output::done(page.finish()))
        }
        ListFormat::Json => {
            let rows: Vec<Value> = all
                .iter()
                .map(|(name, found)| match found.load() {
                    Ok(catalog) => json!({
                        "name": name,
                        "id": catalog.id,
                        "title": catalog.title,
                        "edition": catalog.edition,
                        "as_of": catalog.as_of.to_string(),
                        "fingerprint": catalog.fingerprint,
                        "offerings": catalog.offerings.len(),
                        "origin": found.origin(),
                        "trouble": null,
                    }),
                    Err(error) => json!({
                        "name": name,
                        "origin": found.origin(),
                        "trouble": trouble(&error),
                    }),
                })
                .collect();
            written(&json!({ "catalogs": rows })).map(Output::done)
        }
    }
}

fn trouble(error: &LoadError) -> String {
    match error {
        LoadError::Problems(problems) => format!("cannot be used, problems: {}", problems.len()),
        LoadError::Unreadable { .. } | LoadError::NotAFile { .. } | LoadError::TooLarge { .. } => {
            "cannot be read".to_owned()
        }
    }
}
