//! `candor case accept`: somebody else takes a conversation over.

use crate::casebook::OpenCase;
use crate::cases::CaseId;
use crate::cli::output::{Failure, Output};
use crate::clock;
use crate::config::Config;
use crate::domain::{SafeText, masked};
use crate::interview::{Acceptance, Fact};

use super::{refused, store};

/// Most characters of the receiver's own summary.
const MAX_SUMMARY: usize = 1000;

/// Records who took a case over and what they understood.
///
/// # Errors
/// [`Failure`] when the summary is too long, there is no such case, it is open in a window, or the fact cannot be saved.
pub fn run(
    config: &Config,
    id: &CaseId,
    by: Option<&str>,
    summary: Option<&str>,
) -> Result<Output, Failure> {
    let summary = SafeText::trimmed(summary.unwrap_or_default());
    let length = summary.chars().count();
    if length > MAX_SUMMARY {
        return Err(Failure::wrong(format!(
            "The summary has {length} characters; the most is {MAX_SUMMARY}. Nothing was recorded. Say it shorter."
        )));
    }
    let by = by.map_or_else(|| config.user.clone(), SafeText::trimmed);
    let now = clock::now();
    let store = store(config)?;
    let resumed = OpenCase::resume(&store, id, now);
    let (mut case, _) = resumed.map_err(|error| refused(&store, id, error))?;
    let hidden = masked(&summary).0 != summary;
    let accepted = Acceptance {
        by: by.clone(),
        summary,
    };
    case.record(Fact::Accepted(accepted), now)
        .map_err(Failure::trouble)?;
    case.leave(now).map_err(Failure::trouble)?;
    let mut output = Output::done(format!(
        "Case {id} is taken over by {by}. The record says so, and so do transcripts made from now on.\n"
    ));
    if hidden {
        output
            .notes
            .push("A card number in the summary was hidden before it was saved.".to_owned());
    }
    Ok(output)
}
