//! The contact details beside a case.

use crate::casebook::deeds::Deed;
use crate::casebook::records::CaseRecords;
use crate::cases::CaseId;
use crate::domain::sha256;
use crate::interview::Interview;

use super::{Checked, Evidence};

/// Holds the file of contact details against what the journal has of it.
pub(super) fn check(
    checked: &mut Checked,
    evidence: &Evidence<'_>,
    id: CaseId,
    records: &CaseRecords,
) {
    let interview = Interview::fold(&records.facts);
    let privacy = interview.privacy();
    if let Some(at) = privacy.forgotten() {
        let words = format!("The contact details that were kept beside it were ERASED at {at}.");
        checked.notes.push(words.into());
    }
    let mut files = evidence.persons.iter().filter(|file| file.case == id);
    let stray = match privacy.person() {
        None => files.next().is_some(),
        Some(mark) => files.any(|file| !file.is_of(&mark.hash)),
    };
    if stray {
        let what = "contact details lie beside it of which it does not speak: keeping or erasing them was cut short, or somebody put them there";
        checked.find(None, what, "Start candor: it removes them.");
    }
    let Some(mark) = privacy.person() else {
        return;
    };
    match evidence.store.person(&id, &mark.hash) {
        Ok(Some(bytes)) if sha256(&bytes) == mark.hash.as_str() => {}
        Ok(Some(_)) => checked.find(
            None,
            "the contact details beside it are not what was kept",
            "Ask the customer again, or erase them: candor case erase --person.",
        ),
        Ok(None) if forgotten(evidence, id) => checked
            .notes
            .push("The contact details that were kept beside it are ERASED; that was cut short before it was noted here.".into()),
        Ok(None) => checked.find(
            None,
            "the contact details that were kept beside it are missing",
            "Restore their file from a copy, or erase them: candor case erase --person.",
        ),
        Err(error) => checked
            .notes
            .push(format!("The contact details beside it cannot be read ({error}).").into()),
    }
}

/// Whether the audit log says that contact details of this case were erased.
fn forgotten(evidence: &Evidence<'_>, id: CaseId) -> bool {
    let mut entries = evidence.audit.entries.iter();
    entries.any(|entry| matches!(entry.deed, Deed::PersonForgotten { case } if case == id))
}
