//! The way into the full screen.

use crate::catalog::Catalog;
use crate::config::Config;

use super::output::{Failure, Output};

/// Opens the full screen, at the first question of `catalog` or at the choice of catalogs.
///
/// # Errors
/// [`Failure`] when no person sits at a terminal, or the terminal makes trouble.
pub fn start(config: &Config, catalog: Option<Catalog>) -> Result<Output, Failure> {
    if !config.interactive {
        return Err(Failure::trouble(
            "The full screen needs a terminal for both input and output, and one of them is a file or a pipe. Nothing was changed. \
             Run it in a terminal window, or use `candor advise CATALOG --answers FILE` (see `candor --help`).",
        ));
    }
    let _ = catalog;
    Err(Failure::trouble(
        "This build has no full screen. Nothing was changed. Use `candor advise CATALOG --answers FILE` (see `candor --help`).",
    ))
}
