//! `candor case erase` and `candor case purge`.

use jiff::civil::Date;

use crate::casebook::{self, CaseSummary, Erased};
use crate::cases::CaseId;
use crate::cli::output::{Failure, Output};
use crate::clock;
use crate::config::Config;
use crate::interview::Interview;

use super::{refused, store, unreadable};

/// Said where nothing was to be erased.
const NONE_PAST: &str = "No case is past the day to which it is kept.\n";

/// Erases one case and everything beside it.
///
/// # Errors
/// [`Failure`] when there is no such case, it is open in a window, or the audit log or a file refuses.
pub fn one(config: &Config, id: &CaseId) -> Result<Output, Failure> {
    let store = store(config)?;
    let erased = casebook::erase(&store, id, &config.user, clock::now());
    let erased = erased.map_err(|error| refused(&store, id, error))?;
    let mut output = Output::done(format!("{}\n", words(&erased)));
    output.notes = recall(&erased);
    Ok(output)
}

/// Erases the contact details beside a case; the case stays.
///
/// # Errors
/// [`Failure`] when there is no such case, it is open in a window, or the audit log or a file refuses.
pub fn person(config: &Config, id: &CaseId) -> Result<Output, Failure> {
    let store = store(config)?;
    let records = casebook::load(&store, id);
    let facts = records
        .map_err(|error| unreadable(&store, id, error))?
        .facts;
    if Interview::fold(&facts).privacy().person().is_none() {
        return Ok(Output::done(format!(
            "No contact details are kept beside case {id}. Nothing was changed.\n"
        )));
    }
    casebook::forget(&store, id, &config.user, clock::now())
        .map_err(|error| refused(&store, id, error))?;
    Ok(Output::done(format!(
        "The contact details beside case {id} are erased, with what could tell whose they were. The audit log and the case say so; all else of the case is as it was.\n"
    )))
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
    let swept = if dry {
        0
    } else {
        store.sweep() + casebook::sweep_unbegun(&store, &cases)
    };
    let past = |case: &&CaseSummary| case.is_past(today, config.keep);
    let person_past = |case: &&CaseSummary| !past(case) && case.person_is_past(today);
    if !cases.iter().any(|case| past(&case) || person_past(&case)) {
        NONE_PAST.clone_into(&mut output.text);
    } else if dry {
        let words = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
        for case in cases.iter().filter(past) {
            let day = words(case.kept_to(config.keep));
            output.text += &format!("Case {} was kept to {day}. It is still here.\n", case.id);
        }
        for case in cases.iter().filter(person_past) {
            let day = words(case.person_until);
            output.text += &format!(
                "The contact details beside case {} were kept to {day}. They are still here.\n",
                case.id
            );
        }
    } else {
        let purged = casebook::purge(&store, &cases, config.keep, &config.user, now);
        for (erased, day) in &purged.erased {
            output.text += &format!("{} It was kept to {day}.\n", words(erased));
            output.notes.extend(recall(erased));
        }
        for id in &purged.forgotten {
            output.text += &format!(
                "The contact details beside case {id} are erased. The case is as it was.\n"
            );
        }
        let refused = purged.refused.iter().map(ToString::to_string);
        output.notes.extend(refused);
        if output.text.is_empty() && output.notes.is_empty() {
            // Somebody went on with them in this moment.
            NONE_PAST.clone_into(&mut output.text);
        }
    }
    match swept {
        0 => {}
        1 => output.text += "One file that an interrupted run had left over is removed.\n",
        more => {
            output.text +=
                &format!("{more} files that interrupted runs had left over are removed.\n");
        }
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
