//! The way into the full screen, or into line mode where that is asked for or nothing else is possible.

use std::io;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

use crate::catalog::Catalog;
use crate::catalog::load::LoadError;
use crate::catalog::shelf::Found;
use crate::clock::{self, Clock};
use crate::config::{Config, PlainBy, Resolved, SetBy};
use crate::domain::SafeText;
use crate::line::{self, End, Lines};
use crate::tui::app::{Asking, Look};
use crate::tui::glyphs::Glyphs;
use crate::tui::terminal::Erasing;
use crate::tui::theme::{self, Theme};
use crate::tui::{Exporter, Keeping, Setup, run};

use super::case::store;
use super::output::{Exit, Failure, Output};
use super::transcripts;

/// Opens the full screen or line mode, at the first question of `catalog` or at the choice of catalogs.
///
/// # Errors
/// [`Failure`] when the theme is not there, or the terminal makes trouble.
pub fn start(config: &Config, catalog: Option<(Catalog, Found)>) -> Result<Output, Failure> {
    let (looks, theme) = themes(config)?;
    let keeping = keeping(config);
    let saved = match keeping {
        Keeping::Folder { .. } => {
            "Every answer that was acknowledged is saved. Start candor again; conversations go on where they stopped."
        }
        Keeping::Nowhere { .. } => "Nothing was saved in this run.",
    };
    let asked_for = catalog.as_ref().map(|(catalog, _)| catalog.id.clone());
    let (shelf, refused) = shelf(config, catalog)?;
    let begin = asked_for.and_then(|id| shelf.iter().position(|(own, _)| own.id == id));
    let setup = Setup {
        shelf,
        refused,
        keeping,
        user: config.user.clone(),
        keep: config.keep,
        lock_after: config.lock_after,
        looks,
        look: Look {
            theme,
            glyphs: Glyphs::choose(config.ascii),
            zone: clock::zone(),
            keys: config.keys.clone(),
            roomy: config.roomy,
        },
        asking: if config.in_order {
            Asking::InOrder
        } else {
            Asking::ByWorth
        },
        begin,
        mouse: config.mouse,
        erasing: if config.erases_plainly {
            Erasing::Never
        } else {
            Erasing::InColour
        },
        clock: Clock::SYSTEM,
    };
    if let Some(by) = config.plain {
        let mut setup = setup;
        setup.look.keys = setup.look.keys.with_letters();
        return in_lines(config, setup, by, saved);
    }
    run(setup, io::stdout())
        .map(|()| Output::done(String::new()))
        .map_err(|error| Failure::trouble(format!("The terminal cannot be used: {error}. {saved}")))
}

/// Holds the conversation in lines.
fn in_lines(config: &Config, setup: Setup, by: PlainBy, saved: &str) -> Result<Output, Failure> {
    let folder = match &setup.keeping {
        Keeping::Folder { .. } => config.data_dir.as_ref(),
        Keeping::Nowhere { .. } => None,
    };
    let lines = Lines {
        width: config.width,
        ascii: config.ascii,
        prompt: config.interactive,
        because: by.words(),
        // A script comes when it comes.
        away: setup.lock_after.filter(|_| config.interactive),
        folder: folder.map(|folder| SafeText::new(&folder.to_string_lossy())),
    };
    match line::run(setup, lines, io::stdin().lock(), io::stdout().lock()) {
        Ok(End::Saved) => Ok(Output::done(String::new())),
        Ok(End::Unsaved) => Ok(Output::done(String::new()).ending(Exit::Trouble)),
        // A reader that has gone away had what it wanted; all that was acknowledged is saved.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Output::done(String::new())),
        Err(error) => Err(Failure::trouble(format!(
            "Lines could not be read or written: {error}. {saved}"
        ))),
    }
}

/// The themes to step through, and the one to begin with, for the colours of this terminal.
fn themes(config: &Config) -> Result<(Vec<Theme>, Theme), Failure> {
    let depth = theme::depth(&config.terminal, config.color);
    let chosen = config.themes.chosen(config.theme.as_deref());
    let theme = chosen.map_err(|problems| {
        let mut all: Vec<&str> = problems.iter().map(SafeText::as_str).collect();
        let by_file = |set: &Resolved| set.key == "theme" && set.by == SetBy::File;
        if config.resolved.iter().any(by_file) {
            all.push("The file of settings names this theme (see `candor settings`); `--theme NAME` names another for this run.");
        }
        Failure::wrong(all.join("\n"))
    })?;
    let looks = config
        .themes
        .all()
        .into_iter()
        .filter_map(|(_, source)| source.load().ok())
        .map(|theme| theme.at(depth))
        .collect();
    Ok((looks, theme.at(depth)))
}

/// How many catalogs are read at a time.
const AT_A_TIME: usize = 4;

/// A catalog and where it was found.
type Shelved = (Arc<Catalog>, Found);

/// Catalogs that cannot be opened: name and reason.
type Refused = Vec<(SafeText, SafeText)>;

/// All catalogs at hand in the order in which they always stand, the one asked for in place of any other of the same id.
fn shelf(
    config: &Config,
    catalog: Option<(Catalog, Found)>,
) -> Result<(Vec<Shelved>, Refused), Failure> {
    let mut asked_for = catalog.map(|(catalog, found)| (Arc::new(catalog), found));
    let mut shelf: Vec<Shelved> = Vec::new();
    let mut refused = Vec::new();
    for (name, found, loaded) in side_by_side(config.shelf.all().map_err(Failure::wrong)?) {
        match loaded {
            Ok(catalog) if shelf.iter().any(|(known, _)| known.id == catalog.id) => {}
            Ok(catalog) => {
                let own = asked_for.take_if(|(own, _)| own.id == catalog.id);
                shelf.push(own.unwrap_or_else(|| (Arc::new(catalog), found)));
            }
            Err(error) => {
                let why = format!("{} `candor catalog check` says all.", error.in_short());
                refused.push((name.into(), why.into()));
            }
        }
    }
    shelf.extend(asked_for);
    Ok((shelf, refused))
}

/// Reads catalogs, a few at a time: most of what the start takes is this.
fn side_by_side(all: Vec<(String, Found)>) -> Vec<(String, Found, Result<Catalog, LoadError>)> {
    let mut loaded = Vec::new();
    for few in all.chunks(AT_A_TIME) {
        thread::scope(|scope| {
            let threads: Vec<_> = few
                .iter()
                .map(|(_, found)| scope.spawn(|| found.load()))
                .collect();
            for thread in threads {
                loaded.push(thread.join().unwrap_or_else(|fault| resume_unwind(fault)));
            }
        });
    }
    let all = all.into_iter().zip(loaded);
    all.map(|((name, found), loaded)| (name, found, loaded))
        .collect()
}

/// Where cases are kept; what stands in the way is for the screen to ask about.
fn keeping(config: &Config) -> Keeping {
    match store(config) {
        Ok(store) => {
            let (folder, who) = (store.clone(), config.user.clone());
            let export: Box<Exporter> = Box::new(move |catalog, id, facts, wanted| {
                transcripts::hand_over(&folder, &who, catalog, (id, facts), wanted)
            });
            Keeping::Folder { store, export }
        }
        Err(failure) => Keeping::Nowhere {
            why: failure.message.into(),
        },
    }
}
