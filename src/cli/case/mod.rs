//! `candor case`: the cases on disk.

mod accept;
mod erase;
mod export;
mod hold;
mod list;
mod opened;
mod outbox;
mod show;

use opened::refused;
pub(super) use opened::{damage, unreadable};

use crate::cases::Store;
use crate::config::Config;

use super::args::CaseCommand;
use super::output::{Failure, Output};

/// Runs one of the commands.
///
/// # Errors
/// [`Failure`] when the folder of cases or a case cannot be read.
pub fn run(config: &Config, command: &CaseCommand) -> Result<Output, Failure> {
    match command {
        CaseCommand::List { format } => list::run(config, *format),
        CaseCommand::Show { id } => show::run(config, id),
        CaseCommand::Erase { id, person: true } => erase::person(config, id),
        CaseCommand::Erase { id, person: false } => erase::one(config, id),
        CaseCommand::Purge { dry_run } => erase::past(config, *dry_run),
        CaseCommand::Hold { id } => hold::run(config, id),
        CaseCommand::Accept { id, by, summary } => {
            accept::run(config, id, by.as_deref(), summary.as_deref())
        }
        CaseCommand::Export { which, how } => match &how.outbox {
            Some(folder) => outbox::run(config, which, how, folder.as_deref()),
            None => export::run(config, which, how),
        },
    }
}

/// The folder of cases.
///
/// # Errors
/// [`Failure`] when there is none, or nothing can be kept in it.
pub(super) fn store(config: &Config) -> Result<Store, Failure> {
    let Some(folder) = &config.data_dir else {
        return Err(Failure::trouble(
            "There is no home folder in which cases could be kept. Nothing was changed. Name a folder with --data-dir.",
        ));
    };
    let store = Store::open(folder).map_err(Failure::trouble)?;
    let store = store.in_window(config.window.clone());
    let store = store.with_outbox(config.outbox.clone());
    Ok(store.logged(config.logger.clone()))
}
