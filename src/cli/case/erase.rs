//! `candor case erase` and `candor case purge`.

use crate::casebook::{self, Erased};
use crate::cases::CaseId;
use crate::cli::output::{Failure, Output};
use crate::clock;
use crate::config::Config;

use super::store;

/// Erases one case and everything beside it.
///
/// # Errors
/// [`Failure`] when there is no such case, it is open in a window, or the audit log or a file refuses.
pub fn one(config: &Config, id: &CaseId) -> Result<Output, Failure> {
    let store = store(config)?;
    let erased =
        casebook::erase(&store, id, &config.user, clock::now()).map_err(Failure::trouble)?;
    let mut output = Output::done(format!("{}\n", words(&erased)));
    output.notes = recall(&erased);
    Ok(output)
}

/// Erases every case that was to be kept no longer; with `dry` it only says which.
///
/// # Errors
/// [`Failure`] when the folder of cases cannot be read. A case that cannot be erased, such as one that is open in a window, is told
/// and the others are erased all the same.
pub fn past(config: &Config, dry: bool) -> Result<Output, Failure> {
    let store = store(config)?;
    let now = clock::now();
    let today = casebook::day_of(now);
    let cases = casebook::list(&store).map_err(Failure::trouble)?;
    let mut output = Output::done(String::new());
    if !cases.iter().any(|case| case.is_past(today, config.keep)) {
        output.text = "No case is past the day to which it is kept.\n".to_owned();
    } else if dry {
        for case in cases.iter().filter(|case| case.is_past(today, config.keep)) {
            let day = case
                .kept_to(config.keep)
                .map_or_else(String::new, |day| day.to_string());
            output.text += &format!("Case {} was kept to {day}. It is still here.\n", case.id);
        }
    } else {
        let purged = casebook::purge(&store, &cases, config.keep, &config.user, now);
        for (erased, day) in &purged.erased {
            output.text += &format!("{} It was kept to {day}.\n", words(erased));
            output.notes.extend(recall(erased));
        }
        let refused = purged.refused.iter().map(ToString::to_string);
        output.notes.extend(refused);
    }
    Ok(output)
}

fn words(erased: &Erased) -> String {
    let files = if erased.files == 1 { "file" } else { "files" };
    format!(
        "Case {} is erased, {} {files} in all. The audit log says so; files of days keep its id and nothing of what was said.",
        erased.case, erased.files
    )
}

/// Copies that only people can bring back.
fn recall(erased: &Erased) -> Vec<String> {
    let copy = |(format, at): &(crate::domain::SafeText, jiff::Timestamp)| {
        format!(
            "A transcript of case {} was written elsewhere ({format}, {at}): recall it.",
            erased.case
        )
    };
    erased.elsewhere.iter().map(copy).collect()
}
