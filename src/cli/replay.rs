//! `candor replay`: the advice of a case computed again and held against what was kept.

use std::sync::Arc;

use serde_json::json;

use crate::casebook::{PROGRAM, Replay, Replayed, replay};
use crate::cases::{CaseId, Tail};
use crate::catalog::Catalog;
use crate::config::Config;
use crate::present::ENGINE;

use super::args::{ListFormat, ReplayArgs};
use super::case::{damage, store, unreadable};
use super::output::{self, Exit, Failure, Output};
use super::page::Page;

/// Replays a case; ends with 1 when an advice came out otherwise, or could not be computed again.
///
/// # Errors
/// [`Failure`] when there is no such case or it cannot be read.
pub fn run(config: &Config, args: &ReplayArgs) -> Result<Output, Failure> {
    let store = store(config)?;
    let replayed = replay(&store, args.id, |fingerprint| at_hand(config, fingerprint))
        .map_err(|error| unreadable(&store, &args.id, error))?;
    let text = match args.format {
        ListFormat::Text => text(config, &args.id, &replayed),
        ListFormat::Json => machine(&args.id, &replayed)?,
    };
    let exit = if replayed.is_same() {
        Exit::Done
    } else {
        Exit::Found
    };
    let mut output = Output::done(text).ending(exit);
    output.notes.extend(damage(&args.id, &replayed.tail));
    if let Tail::Torn { bytes, .. } = replayed.tail {
        output.notes.push(format!(
            "Case {} was cut off while saving: {bytes} bytes of a record that was never acknowledged.",
            args.id
        ));
    }
    Ok(output)
}

/// The catalog with this fingerprint among those at hand.
fn at_hand(config: &Config, fingerprint: &str) -> Option<Arc<Catalog>> {
    let all = config.shelf.all().ok()?;
    all.into_iter()
        .filter_map(|(_, found)| found.load().ok())
        .find(|catalog| catalog.fingerprint == fingerprint)
        .map(Arc::new)
}

fn text(config: &Config, id: &CaseId, replayed: &Replay) -> String {
    let mut page = Page::new(config);
    let compared = match replayed.advice.len() {
        0 => {
            page.paragraph(
                0,
                &format!("Case {id}: no advice is kept, because the conversation has not ended or is from before advice was kept. Nothing was compared."),
            );
            return page.finish();
        }
        1 => "1 record compared".to_owned(),
        n => format!("{n} records compared"),
    };
    let verdict = if replayed.is_same() {
        "same advice, byte for byte"
    } else {
        "NOT the same advice"
    };
    page.paragraph(0, &format!("Case {id}: {verdict}, {compared}."));
    for one in &replayed.advice {
        if let Some(difference) = &one.difference {
            page.item(2, &format!("record {}:", one.record), difference);
        }
        if let Some(other) = other_program(one) {
            page.item(2, &format!("record {}:", one.record), &other);
        }
    }
    page.finish()
}

/// That it was made by another version of the program, where it was.
fn other_program(one: &Replayed) -> Option<String> {
    let mark = &one.mark;
    let same = mark.program.as_str() == PROGRAM && mark.engine.as_str() == ENGINE;
    (!same).then(|| {
        format!(
            "made by candor {} (engine {}); this is candor {PROGRAM} (engine {ENGINE})",
            mark.program, mark.engine
        )
    })
}

fn machine(id: &CaseId, replayed: &Replay) -> Result<String, Failure> {
    let advice: Vec<_> = replayed
        .advice
        .iter()
        .map(|one| {
            json!({
                "record": one.record,
                "at": one.mark.at,
                "fingerprint": one.mark.fingerprint,
                "program": one.mark.program,
                "engine": one.mark.engine,
                "sha256": one.mark.sha256,
                "same": one.difference.is_none(),
                "difference": one.difference,
            })
        })
        .collect();
    output::json(&json!({
        "case": id,
        "same": replayed.is_same(),
        "compared": replayed.advice.len(),
        "advice": advice,
        "program": PROGRAM,
        "engine": ENGINE,
    }))
}
