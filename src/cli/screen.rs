//! The way into the full screen.

use std::sync::Arc;

use crate::cases::Store;
use crate::catalog::Catalog;
use crate::clock;
use crate::config::Config;
use crate::domain::SafeText;
use crate::tui::app::Look;
use crate::tui::glyphs::Glyphs;
use crate::tui::theme::{self, Theme, depth};
use crate::tui::{Setup, run};

use super::handover;
use super::output::{Failure, Output};

/// Opens the full screen, at the first question of `catalog` or at the choice of catalogs.
///
/// # Errors
/// [`Failure`] when no person sits at a terminal, or terminal or storage make trouble.
pub fn start(config: &Config, catalog: Option<Catalog>) -> Result<Output, Failure> {
    if !config.interactive {
        return Err(Failure::trouble(
            "The full screen needs a terminal for both input and output, and one of them is a file or a pipe. Nothing was changed. \
             Run it in a terminal window, or use `candor advise CATALOG --answers FILE` (see `candor --help`).",
        ));
    }
    let Some(data) = config.data_dir.clone() else {
        return Err(Failure::trouble(
            "There is no folder to keep conversations in. Nothing was changed. Name one with --data-dir.",
        ));
    };
    let store = Store::open(&data).map_err(|error| Failure::trouble(error.to_string()))?;
    let (mut shelf, refused) = shelf(config)?;
    let begin = catalog.map(|wanted| position(&mut shelf, wanted));
    let (looks, look) = looks(config)?;
    let export = Box::new(move |catalog: &Catalog, id, facts: &[_]| {
        handover::write(&data, catalog, id, facts)
    });
    run(Setup { shelf, refused, store, looks, look, begin, export }).map_err(|error| {
        Failure::trouble(format!(
            "The terminal cannot be used any more: {error}. Everything that was acknowledged is saved; start candor again to go on."
        ))
    })?;
    Ok(Output::done(String::new()))
}

/// The catalogs at hand, and those with problems: a bad one must not keep the others closed.
#[expect(clippy::type_complexity, reason = "two lists, side by side")]
fn shelf(config: &Config) -> Result<(Vec<Arc<Catalog>>, Vec<(SafeText, SafeText)>), Failure> {
    let mut shelf = Vec::new();
    let mut refused = Vec::new();
    for (name, found) in config
        .shelf
        .all()
        .map_err(|error| Failure::wrong(error.to_string()))?
    {
        match found.load() {
            Ok(catalog) => shelf.push(Arc::new(catalog)),
            Err(error) => {
                let text = error.to_string();
                let first = text.lines().next().unwrap_or_default();
                let how = format!("{first} See: candor catalog check {name}");
                refused.push((name.into(), how.into()));
            }
        }
    }
    Ok((shelf, refused))
}

/// Where `wanted` stands on the shelf; it is put there when it came from elsewhere.
fn position(shelf: &mut Vec<Arc<Catalog>>, wanted: Catalog) -> usize {
    let same = |own: &Arc<Catalog>| own.fingerprint == wanted.fingerprint;
    shelf.iter().position(same).unwrap_or_else(|| {
        shelf.insert(0, Arc::new(wanted));
        0
    })
}

/// The themes to step through, and the look to begin with.
fn looks(config: &Config) -> Result<(Vec<Theme>, Look), Failure> {
    let depth = depth(&config.terminal, config.color);
    let chosen = config
        .themes
        .chosen(config.theme.as_deref())
        .map_err(|problems| {
            let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
            Failure::wrong(lines.join("\n"))
        })?;
    let mut looks: Vec<Theme> = theme::list()
        .into_iter()
        .filter_map(theme::builtin)
        .map(|theme| theme.at(depth))
        .collect();
    let chosen = chosen.at(depth);
    if !looks.iter().any(|theme| theme.name() == chosen.name()) {
        looks.insert(0, chosen.clone());
    }
    let look = Look {
        theme: chosen,
        glyphs: Glyphs::choose(config.ascii),
        zone: clock::zone(),
    };
    Ok((looks, look))
}
