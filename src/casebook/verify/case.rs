//! One case.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::casebook::days::Head;
use crate::casebook::deeds::{Deed, Entry};
use crate::casebook::records::CaseRecords;
use crate::cases::{CaseId, ReadError, Recovered, Tail};
use crate::domain::sha256;
use crate::interview::Fact;

use super::{Checked, Edition, Evidence, Verdict, person};

const RESTORE: &str = "Restore the case from a copy. What stands before can be read with `candor case show` and is unchanged.";

/// What `candor case export` writes stands elsewhere, so that it mends nothing here.
const WRITE: &str = "Go on with the case in candor and choose 'write files' on its summary: all its files are written anew.";

/// Checks a case.
pub(super) fn check(evidence: &Evidence<'_>, id: CaseId) -> Result<Checked, ReadError> {
    let mut checked = Checked::new(id.to_string());
    let heads: Vec<&Head> = evidence.heads().filter(|head| head.case == id).collect();
    let recovered = match evidence.store.read_strictly(&id) {
        Ok(recovered) => recovered,
        Err(ReadError::Missing { path }) => {
            if let Some(erased) = erased(evidence, id) {
                let words = format!(
                    "ERASED at {} by {}, with everything beside it.",
                    erased.at, erased.who
                );
                checked.notes.push(words.into());
                return Ok(checked);
            }
            let Some(last) = heads.last() else {
                return Err(ReadError::Missing { path });
            };
            let what = format!(
                "the case is missing: it had {} when it was entered at {}",
                records(last.record),
                last.at
            );
            checked.find(None, what, "Restore the case from a copy.");
            return Ok(checked);
        }
        Err(error @ (ReadError::Io { .. } | ReadError::Newer { .. })) => return Err(error),
        Err(error) => {
            checked.find(Some(0), error.to_string(), "Restore the case from a copy.");
            return Ok(checked);
        }
    };
    if erased(evidence, id).is_some() {
        let what = "the audit log says that it was erased, and it is here: erasing was cut short, or somebody put it back";
        checked.find(None, what, "Erase it again: candor case erase.");
    }
    let records = CaseRecords::of(&recovered);
    checked.records = records.last;
    checked.head = recovered.head.to_string().into();
    tail(&mut checked, &recovered, &heads);
    entered(&mut checked, &recovered, &heads);
    content(&mut checked, &records);
    editions(&mut checked, evidence, &records);
    exports(&mut checked, evidence, id);
    person::check(&mut checked, evidence, id, &records);
    checked.newer(records.newer.len());
    Ok(checked)
}

/// When it was erased, and by whom.
fn erased<'e>(evidence: &'e Evidence<'_>, id: CaseId) -> Option<&'e Entry> {
    let mut entries = evidence.audit.entries.iter();
    entries.rfind(|entry| matches!(entry.deed, Deed::Erased { case } if case == id))
}

/// What stands after the last record that can be trusted.
fn tail(checked: &mut Checked, recovered: &Recovered, heads: &[&Head]) {
    let last = checked.records;
    match recovered.tail {
        Tail::Clean => {}
        // A record that was entered into the file of its day was saved, so this is no crash.
        Tail::Torn { .. } if heads.iter().any(|head| head.record > last) => {}
        Tail::Torn { bytes, .. } => checked.cut_off(bytes),
        Tail::Broken { seq, why } => {
            checked.find(Some(seq), format!("record {seq}: {why}"), RESTORE);
        }
    }
}

/// Holds the journal against the files of days.
fn entered(checked: &mut Checked, recovered: &Recovered, heads: &[&Head]) {
    let last = checked.records;
    let short = heads.iter().filter(|head| head.record > last);
    if let Some(head) = short.max_by_key(|head| head.record) {
        let what = format!(
            "record {} is missing, and all after it: the case had {} when it was entered at {}",
            last.saturating_add(1),
            records(head.record),
            head.at
        );
        checked.find(Some(last.saturating_add(1)), what, RESTORE);
    }
    let other = heads.iter().find(|head| {
        let hash = recovered.hash_of(head.record);
        hash.is_some_and(|hash| hash.to_string() != head.head)
    });
    if let Some(head) = other {
        let what = format!(
            "record {} or one before it is not what was entered at {}",
            head.record, head.at
        );
        checked.find(Some(head.record), what, RESTORE);
    }
}

/// Holds what records say against what they say of themselves.
fn content(checked: &mut Checked, records: &CaseRecords) {
    for advice in records
        .advice
        .iter()
        .filter(|advice| !advice.kept.is_whole())
    {
        let what = format!(
            "record {}: the advice in it is not the one it names",
            advice.seq
        );
        checked.find(Some(advice.seq), what, RESTORE);
    }
}

/// Holds the editions that the case rests on against their fingerprints.
fn editions(checked: &mut Checked, evidence: &Evidence<'_>, records: &CaseRecords) {
    let began = records
        .facts
        .iter()
        .filter_map(|recorded| match &recorded.fact {
            Fact::Began(began) => Some(&began.fingerprint),
            _ => None,
        });
    let advised = records
        .advice
        .iter()
        .map(|advice| &advice.kept.mark.fingerprint);
    let mut all: Vec<&str> = began.chain(advised).map(|text| text.as_str()).collect();
    all.sort_unstable();
    all.dedup();
    for fingerprint in all {
        match evidence.edition(fingerprint) {
            Edition::Whole => {}
            Edition::Missing => checked.notes.push(
                format!("The edition {fingerprint} of its catalog is not kept, so advice on it cannot be computed again.").into(),
            ),
            Edition::Wrong(why) => checked.find(
                None,
                format!("of the catalog it rests on, {why}"),
                "Restore the folder of editions from a copy. The case itself is not touched by this.",
            ),
        }
    }
}

/// Holds the files beside the journal against what was written there last. The deed is entered before the file is put in its place, so a
/// crash in between leaves the one before.
fn exports(checked: &mut Checked, evidence: &Evidence<'_>, id: CaseId) {
    let mut written: BTreeMap<&str, Vec<(Timestamp, &str)>> = BTreeMap::new();
    for entry in &evidence.audit.entries {
        if let Deed::Exported {
            case,
            file: Some(file),
            sha256,
            ..
        } = &entry.deed
            && *case == id
        {
            let deeds = written.entry(file).or_default();
            deeds.push((entry.at, sha256));
        }
    }
    for (file, deeds) in written {
        let bytes = match evidence.store.file_beside(&id, file) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => {
                let words = format!("The file {file}, which was written, is not there.");
                checked.notes.push(words.into());
                continue;
            }
            Err(error) => {
                let words = format!("The file {file} cannot be read ({error}).");
                checked.notes.push(words.into());
                continue;
            }
        };
        let hash = sha256(&bytes);
        let last = deeds.last();
        let same = deeds.iter().rfind(|(_, deed)| *deed == hash);
        match (same, last) {
            (Some(same), Some(last)) if same == last => {}
            (Some((then, _)), Some((since, _))) => {
                checked.verdict = checked.verdict.max(Verdict::CutOff);
                let words = format!(
                    "The file {file} is the one of {then}: writing it anew at {since} was cut short, or somebody put the older one back. {WRITE}"
                );
                checked.notes.push(words.into());
            }
            _ => checked.find(
                None,
                format!("the file {file} is not what candor wrote"),
                WRITE,
            ),
        }
    }
}

fn records(count: u64) -> String {
    if count == 1 {
        "1 record".to_owned()
    } else {
        format!("{count} records")
    }
}
