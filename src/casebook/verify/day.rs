//! The file of a day.

use jiff::civil::Date;

use crate::casebook::days::{Before, DayFile};

use super::{Checked, Evidence};

const RESTORE: &str = "Restore the folder of days from a copy, and compare.";

/// Checks the file of a day.
pub(super) fn check(evidence: &Evidence<'_>, day: Date) -> Checked {
    let mut checked = Checked::new(day.to_string());
    let file = evidence.days.get(&day);
    if let Some(file) = file {
        checked.log(&file.parts);
        checked.newer(file.newer);
    }
    // What days after this one say of it, and what this one says of those before it.
    for (later, other) in &evidence.days {
        for before in other
            .opened
            .iter()
            .filter_map(|opened| opened.after.as_ref())
        {
            let about_this = before.day == day || *later == day;
            let named = evidence.days.get(&before.day);
            if about_this && !has(named, before) {
                let what = format!(
                    "record {} of the file of {} is missing or changed: the file of {later} begins after it",
                    before.record, before.day
                );
                checked.find(Some(before.record), what, RESTORE);
            }
        }
    }
    if file.is_none_or(|file| file.parts.is_empty()) && checked.findings.is_empty() {
        checked
            .notes
            .push("There is no file for this day: no case was begun, ended or left on it.".into());
    }
    checked
}

/// Whether the record that another day names stands in `file`.
fn has(file: Option<&DayFile>, before: &Before) -> bool {
    let part = file.and_then(|file| file.parts.get(before.file.checked_sub(1)?));
    let hash = part.and_then(|part| part.hash_of(before.record));
    hash.is_some_and(|hash| hash.to_string() == before.head)
}
