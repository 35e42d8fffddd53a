//! `candor doctor`: what this computer is like under candor, and what of it endangers the record.

mod facts;
mod gather;
mod judge;
mod signs;

use serde_json::json;

use crate::config::Config;

use super::args::ListFormat;
use super::output::{self, Exit, Failure, Output};
use super::page::Page;

pub use facts::{AtHand, Cases, Facts, Folder, Open, SettingsFile, Standing, Terminal, Veil};
pub use judge::{Finding, Gravity, judge};
pub use signs::{Medium, medium, synced_by};

/// Looks at everything and says what it means; ends with 1 when something should be looked after, with 3 when nothing can be kept.
///
/// # Errors
/// A failure when the outcome cannot be written as JSON.
pub fn run(config: &Config, format: ListFormat) -> Result<Output, Failure> {
    let facts = gather::gather(config);
    let found = judge(&facts);
    let exit = match found.first().map(|finding| finding.gravity) {
        None => Exit::Done,
        Some(Gravity::Warning) => Exit::Found,
        Some(Gravity::Unusable) => Exit::Trouble,
    };
    let text = match format {
        ListFormat::Json => {
            output::json(&json!({ "ok": found.is_empty(), "findings": found, "facts": facts }))?
        }
        ListFormat::Text => text(config, &facts, &found),
    };
    Ok(Output::done(text).ending(exit))
}

fn text(config: &Config, facts: &Facts, found: &[Finding]) -> String {
    let mut page = Page::new(config);
    page.paragraph(0, &format!("candor {} on {}", facts.version, facts.system));
    page.heading("What there is");
    page.pairs(0, &rows(facts));
    page.heading("What to look after");
    if found.is_empty() {
        page.paragraph(0, "Nothing was found.");
    }
    for finding in found {
        let sign = match finding.gravity {
            Gravity::Warning => "! ",
            Gravity::Unusable => "X ",
        };
        page.item(0, sign, &finding.what);
        page.item(2, "means: ", finding.means);
        page.item(2, "to do: ", finding.to_do);
    }
    page.finish()
}

fn rows(facts: &Facts) -> Vec<(&'static str, String)> {
    let mut rows = Vec::new();
    match &facts.folder {
        None => rows.push(("folder of data", "none".to_owned())),
        Some(folder) => rows.extend(folder_rows(folder)),
    }
    if let Some(cases) = &facts.cases {
        let unreadable = cases.unreadable.len();
        rows.push((
            "cases",
            format!("{}, of which {unreadable} cannot be read", cases.count),
        ));
    }
    if let Some(outbox) = facts.outbox {
        let (waiting, aside) = (outbox.waiting, outbox.aside);
        rows.push((
            "outbox",
            format!("{waiting} to be picked up, {aside} set aside"),
        ));
    }
    let settings = &facts.settings;
    rows.push((
        "settings",
        match (&settings.path, settings.there) {
            (None, _) => "no place for a file".to_owned(),
            (Some(path), true) => path.to_string(),
            (Some(path), false) => format!("no file ({path})"),
        },
    ));
    rows.push(("terminal", terminal_row(&facts.terminal)));
    rows.push(("catalogs", names(&facts.catalogs)));
    rows.push(("themes", names(&facts.themes)));
    let zone = facts.zone.as_ref().map_or("unknown", |zone| zone.as_str());
    rows.push(("time zone", zone.to_owned()));
    rows
}

fn folder_rows(folder: &Folder) -> Vec<(&'static str, String)> {
    let standing = match &folder.standing {
        Standing::Usable => "there; a file was written in it, synced and removed",
        Standing::CanBeMade => "not there yet; it can be made",
        Standing::Refused(_) => "cannot be used",
    };
    let kind = match folder.file_system.as_deref() {
        None => "not told on this system".to_owned(),
        Some(word) => {
            let words = match medium(word) {
                Medium::Disk => "a disk of this computer",
                Medium::Network => "a network share",
                Medium::Helper => "through another program",
                Medium::Fat => "without permissions",
                Medium::Temporary => "gone after a restart",
            };
            format!("{word}: {words}")
        }
    };
    let free = match folder.free {
        None => "not told on this system".to_owned(),
        Some(bytes) => format!("{} MB", bytes / 1_000_000),
    };
    let open = match (cfg!(unix), folder.open.len()) {
        _ if folder.standing == Standing::CanBeMade => "there is nothing yet".to_owned(),
        (false, _) => "not looked at on this system".to_owned(),
        (true, 0) => "closed to others".to_owned(),
        (true, n) => format!("{n} open to others"),
    };
    let synced = synced_by(&folder.names, &folder.markers).unwrap_or("no sign of it");
    vec![
        ("folder of data", folder.path.to_string()),
        ("it is", standing.to_owned()),
        ("file system", kind),
        ("free", free),
        ("permissions", open),
        ("copied elsewhere", synced.to_owned()),
    ]
}

fn terminal_row(terminal: &Terminal) -> String {
    let size = terminal.size.map_or_else(
        || "no terminal on both ends".to_owned(),
        |(columns, rows)| format!("{columns}x{rows} cells"),
    );
    let word = |value: &Option<crate::domain::SafeText>| {
        value
            .as_ref()
            .map_or("not set", |value| value.as_str())
            .to_owned()
    };
    format!(
        "{size}; colours: {}; signs: {}; TERM {}, COLORTERM {}, TERM_PROGRAM {}, encoding {}",
        terminal.colours,
        if terminal.ascii { "ASCII" } else { "drawn" },
        word(&terminal.term),
        word(&terminal.colorterm),
        word(&terminal.program),
        word(&terminal.encoding),
    )
}

fn names(all: &[AtHand]) -> String {
    let name = |one: &AtHand| match one.trouble {
        None => one.name.to_string(),
        Some(_) => format!("{} (does not open)", one.name),
    };
    all.iter().map(name).collect::<Vec<_>>().join(", ")
}
