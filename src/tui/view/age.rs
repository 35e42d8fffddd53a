//! How old the facts of a catalog are.

use crate::catalog::Catalog;
use crate::tui::app::App;

/// How many days old, and whether that is more than the catalog allows them to be.
pub(super) fn days_old(app: &App, catalog: &Catalog) -> (i64, bool) {
    let span = app.today.since(catalog.as_of);
    let days = span.map_or(0, |span| i64::from(span.get_days()));
    let most = catalog.max_age_days;
    (days, most.is_some_and(|most| days > i64::from(most)))
}
