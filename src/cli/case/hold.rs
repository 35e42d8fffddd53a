//! `candor case hold`.

use crate::casebook::OpenCase;
use crate::cases::CaseId;
use crate::cli::output::{Failure, Output};
use crate::clock;
use crate::config::Config;
use crate::interview::{Bookmark, Fact};

use super::{refused, store};

/// Puts an open case on hold.
///
/// # Errors
/// [`Failure`] when there is no such case, it is open in a window, it has ended, or the fact cannot be saved.
pub fn run(config: &Config, id: &CaseId) -> Result<Output, Failure> {
    let now = clock::now();
    let store = store(config)?;
    let resumed = OpenCase::resume(&store, id, now);
    let (mut case, _) = resumed.map_err(|error| refused(&store, id, error))?;
    if case.interview().outcome().is_some() {
        return Err(Failure::wrong(format!(
            "Case {id} has ended: there is nothing to hold. It is unchanged; `candor case show {id}` shows it."
        )));
    }
    if let Some((since, _)) = case.interview().held() {
        return Ok(Output::done(format!(
            "Case {id} has been on hold since {since}.\n"
        )));
    }
    let place = Bookmark::default();
    case.record(Fact::Held { place }, now)
        .map_err(Failure::trouble)?;
    case.leave(now).map_err(Failure::trouble)?;
    Ok(Output::done(format!(
        "Case {id} is on hold. It waits on the start screen.\n"
    )))
}
