//! `candor case export --outbox`: hand-overs as files that another program picks up.
//!
//! An item has its id from the case and the number of its last record, so that the same state of a case is the same item. The audit
//! log says that it is written before it is, and that it waits after it does: whoever is killed between puts it there once more, and
//! the receiver drops what it has seen.
//!
//! Whoever erases a case says so in the audit log first and takes back its hand-over then. So the log is asked once more after an item was
//! put there: one of them always sees the other, and nothing of an erased case stays.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

use crate::casebook::{self, CaseState, Deed, audit_log, enter_deeds, load};
use crate::cases::{CaseId, Outbox, Store, Waiting};
use crate::cli::args::{Exported, HowExported};
use crate::cli::output::{Exit, Failure, Output};
use crate::cli::transcripts;
use crate::clock;
use crate::config::Config;
use crate::domain::SafeText;
use crate::transcript;

use super::export::document;
use super::store;

/// Version of an item: raised only when a field changes its meaning.
const FORMAT: u32 = 1;
/// The kind of every item.
const KIND: &str = "handover";
/// How many items go between two entries of the audit log.
const AT_ONCE: usize = 32;

/// A case that is to be handed over.
#[derive(Clone)]
struct Due {
    case: CaseId,
    /// The id of its item.
    item: String,
}

/// An item ready to be put into the outbox.
struct Ready {
    due: Due,
    body: Vec<u8>,
}

/// What became of items.
#[derive(Default)]
struct Queued {
    /// How many wait that were not there before.
    put: usize,
    /// Those whose case was erased meanwhile.
    erased: Vec<Due>,
}

/// What is read of an item to see that it is whole.
#[derive(Deserialize)]
struct Head {
    kind: String,
    id: String,
}

/// Puts the hand-over of one case, or of every ended case that was not put there before, into the outbox.
///
/// # Errors
/// [`Failure`] when there is no such case, the outbox or the audit log cannot be written. A case that cannot be exported is set aside
/// with its reason, and the others go on.
pub fn run(
    config: &Config,
    which: &Exported,
    how: &HowExported,
    folder: Option<&Path>,
) -> Result<Output, Failure> {
    let Some(folder) = folder.or(config.outbox.as_deref()) else {
        return Err(Failure::wrong(
            "There is no home folder for an outbox. Nothing was exported. Name a folder with --outbox=DIR.",
        ));
    };
    let store = store(config)?;
    let due = match which.id {
        Some(id) => vec![one(&store, id, how.redacted)?],
        None => all(&store, how.redacted)?,
    };
    let mut outbox = Outbox::open(folder).map_err(Failure::trouble)?;
    let mut output = Output::done(String::new());
    for (name, reason) in outbox.check(is_whole).map_err(Failure::trouble)? {
        output.notes.push(format!("{name} was set aside: {reason}"));
        output.exit = Exit::Trouble;
    }
    let now = clock::now();
    // A run that was killed, or an erasure that did not know of this folder, may have left some there.
    let gone = take_back_erased(&store, &mut outbox)?;
    let (mut erased, due): (Vec<Due>, Vec<Due>) =
        due.into_iter().partition(|due| gone.contains(&due.case));
    let mut put = 0;
    for due in due.chunks(AT_ONCE) {
        let mut ready = Vec::new();
        for due in due {
            match body(config, due, how.redacted, now) {
                Ok(body) => ready.push(body),
                Err(failure) => {
                    outbox
                        .aside(&due.item, &failure.message)
                        .map_err(Failure::trouble)?;
                    output.notes.push(failure.message);
                    output.exit = Exit::Trouble;
                }
            }
        }
        let queued = queue(config, &store, &mut outbox, ready, how.redacted, now)?;
        put += queued.put;
        erased.extend(queued.erased);
    }
    for due in erased {
        output.notes.push(format!(
            "Case {} was erased, so it is not handed over. If `candor case list` still has it, erase it again.",
            due.case
        ));
        output.exit = Exit::Trouble;
    }
    let waiting = outbox.waiting().map_err(Failure::trouble)?.len();
    output.text = format!(
        "{} put into the outbox {}; {waiting} {} there.\n",
        counted(put, "hand-over was", "hand-overs were"),
        SafeText::new(&folder.to_string_lossy()),
        if waiting == 1 { "waits" } else { "wait" },
    );
    Ok(output)
}

/// The item of a case as it stands.
fn one(store: &Store, case: CaseId, redacted: bool) -> Result<Due, Failure> {
    let records = load(store, &case).map_err(|error| super::unreadable(store, &case, error))?;
    let end = if redacted { "-redacted" } else { "" };
    Ok(Due {
        case,
        item: format!("{}-{}{end}", case.file_stem(), records.last),
    })
}

/// Every ended case whose item the audit log does not have, the one that went on last at the end. One that cannot be read is among them,
/// so that somebody hears of it.
fn all(store: &Store, redacted: bool) -> Result<Vec<Due>, Failure> {
    let log = audit_log(store).map_err(Failure::trouble)?;
    let known: BTreeSet<SafeText> = log
        .entries
        .into_iter()
        .filter_map(|entry| match entry.deed {
            Deed::Waits { item, .. } => Some(item),
            _ => None,
        })
        .collect();
    let cases = casebook::list(store).map_err(Failure::trouble)?;
    let over = cases
        .iter()
        .rev()
        .filter(|case| matches!(case.state, CaseState::Ended | CaseState::Unreadable));
    let due = over.map(|case| {
        // A journal that cannot be read at all has no records to count.
        one(store, case.id, redacted).unwrap_or_else(|_| Due {
            case: case.id,
            item: case.id.file_stem(),
        })
    });
    Ok(due
        .filter(|due| !known.contains(&SafeText::new(&due.item)))
        .collect())
}

fn body(config: &Config, due: &Due, redacted: bool, now: Timestamp) -> Result<Ready, Failure> {
    let (document, _) = document(config, &due.case, now, redacted)?;
    let item = json!({
        "format": FORMAT,
        "kind": KIND,
        "id": due.item,
        "case": due.case,
        "transcript": transcript::json(&document),
    });
    Ok(Ready {
        due: due.clone(),
        body: format!("{item}\n").into_bytes(),
    })
}

/// Takes back what waits of cases that were erased; which those are.
fn take_back_erased(store: &Store, outbox: &mut Outbox) -> Result<BTreeSet<CaseId>, Failure> {
    let entries = audit_log(store).map_err(Failure::trouble)?.entries;
    let erased = entries.into_iter().filter_map(|entry| match entry.deed {
        Deed::Erased { case } => Some(case),
        _ => None,
    });
    let erased: BTreeSet<CaseId> = erased.collect();
    outbox
        .take_back(|case| erased.contains(&case))
        .map_err(Failure::trouble)?;
    Ok(erased)
}

/// Puts items into the outbox, between saying so in the audit log and saying that they wait.
fn queue(
    config: &Config,
    store: &Store,
    outbox: &mut Outbox,
    ready: Vec<Ready>,
    redacted: bool,
    now: Timestamp,
) -> Result<Queued, Failure> {
    let mut queued = Queued::default();
    if ready.is_empty() {
        return Ok(queued);
    }
    let word = if redacted {
        "json (redacted, outbox)"
    } else {
        "json (outbox)"
    };
    let written = ready
        .iter()
        .map(|one| Deed::exported(one.due.case, word, None, &one.body));
    enter_deeds(store, now, &config.user, written.collect())
        .map_err(|error| Failure::trouble(transcripts::not_entered(&error)))?;
    // Whoever erased a case before that was entered has not heard of it.
    let gone = take_back_erased(store, outbox)?;
    let mut new = BTreeSet::new();
    for one in ready.iter().filter(|one| !gone.contains(&one.due.case)) {
        let put = outbox.put(&one.due.item, &one.body, now).map_err(|error| {
            Failure::trouble(format!(
                "{error} What was put into the outbox before waits there; do the same again for the rest."
            ))
        })?;
        new.extend(put.then_some(one.due.case));
    }
    let gone = take_back_erased(store, outbox)?;
    queued.put = new.difference(&gone).count();
    let mut waits = Vec::new();
    for Ready { due, .. } in ready {
        if gone.contains(&due.case) {
            queued.erased.push(due);
        } else {
            waits.push(Deed::Waits {
                case: due.case,
                item: due.item.into(),
            });
        }
    }
    enter_deeds(store, now, &config.user, waits).map_err(|error| {
        Failure::trouble(format!(
            "The hand-overs wait in the outbox, but the audit log could not say so: {error} They are put there once more by the next run; their ids are the same."
        ))
    })?;
    Ok(queued)
}

/// Whether a file of the outbox is what its name says.
fn is_whole(item: &Waiting, bytes: &[u8]) -> Result<(), String> {
    let head: Head = serde_json::from_slice(bytes)
        .map_err(|error| format!("It is not a whole hand-over of candor ({error})."))?;
    if head.kind != KIND || head.id != item.id {
        return Err("What it holds is not the hand-over that its name says.".to_owned());
    }
    Ok(())
}

fn counted(count: usize, one: &str, many: &str) -> String {
    match count {
        0 => format!("No {one}"),
        1 => format!("1 {one}"),
        n => format!("{n} {many}"),
    }
}
