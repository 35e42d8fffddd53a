//! `candor catalog`: list, show, check and test catalogs.

mod check;
mod list;
mod sheet;
mod show;
mod test;

use std::path::Path;

use crate::catalog::Catalog;
use crate::catalog::shelf::Found;
use crate::config::Config;

use super::args::CatalogCommand;
use super::output::{self, Failure, Output};

/// Runs one of the commands.
///
/// # Errors
/// [`Failure`] when a catalog is not there or, except for `check`, is wrong.
pub fn run(config: &Config, command: &CatalogCommand) -> Result<Output, Failure> {
    match command {
        CatalogCommand::List { format } => list::run(config, *format),
        CatalogCommand::Show { catalog, format } => show::run(config, catalog, *format),
        CatalogCommand::Check { names } => Ok(check::run(config, names)),
        CatalogCommand::Schema => output::json(&crate::catalog::raw::schema()).map(Output::done),
        CatalogCommand::Test { names } => test::run(config, names),
    }
}

/// Finds and loads a catalog.
///
/// # Errors
/// [`Failure`] when there is none, or it has mistakes.
pub(super) fn open(config: &Config, name: &Path) -> Result<Catalog, Failure> {
    find(config, name)?.load().map_err(Failure::wrong)
}

/// Finds a catalog.
///
/// # Errors
/// [`Failure`] when there is none.
pub(super) fn find(config: &Config, name: &Path) -> Result<Found, Failure> {
    config.shelf.find(name).map_err(Failure::wrong)
}

/// `110 vehicles of 27 makes, 14 questions, 13 criteria, 3,000 facts, 12 of them missing`.
fn counts(catalog: &Catalog) -> String {
    let (missing, facts) = catalog.missing_cells();
    format!(
        "{} {} of {} {}, {} questions, {} criteria, {facts} facts, {missing} of them missing",
        catalog.offerings.len(),
        catalog.offering.many,
        catalog.sellers.len(),
        catalog.seller.many,
        catalog.questions.len(),
        catalog.criteria.len(),
    )
}
