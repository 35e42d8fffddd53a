//! What the facts mean for the customers' records, and what to do. A pure function, so that no test needs a network share.

use serde::Serialize;

use super::facts::{Facts, Folder, Standing, Terminal};
use super::signs::{Medium, is_roaming, medium, synced_by};

/// Fewer free bytes than this are said: a year of conversations takes some 50 MB.
const LOW: u64 = 100_000_000;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Gravity {
    /// candor works; something should be looked after.
    Warning,
    /// No conversation can be kept.
    Unusable,
}

/// Something to look after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How grave it is.
    pub gravity: Gravity,
    /// What it is about, in a word that stays the same.
    pub about: &'static str,
    /// What was found.
    pub what: String,
    /// What that means for the customers' records.
    pub means: &'static str,
    /// What to do.
    pub to_do: &'static str,
}

/// Everything that should be looked after, the gravest first.
#[must_use]
pub fn judge(facts: &Facts) -> Vec<Finding> {
    let mut found = Vec::new();
    match &facts.folder {
        Some(folder) => judge_folder(folder, &mut found),
        None => found.push(Finding {
            gravity: Gravity::Unusable,
            about: "folder",
            what: "There is no home folder and no folder is named.".to_owned(),
            means: "No conversation can be kept.",
            to_do: "Name a folder with --data-dir.",
        }),
    }
    let mut warn = |about, what, means, to_do| found.push(warning(about, what, means, to_do));
    if let Some(cases) = &facts.cases {
        for case in &cases.unreadable {
            warn(
                "case",
                format!(
                    "Case {} cannot be read: {}",
                    case.name,
                    case.trouble.as_deref().unwrap_or("unknown")
                ),
                "The conversation can be looked at as far as it is whole, and not gone on with. Nothing of it was changed.",
                "Look what is wrong with `candor verify ID`. Bring the file back from a copy if there is one.",
            );
        }
        if cases.newer > 0 {
            warn(
                "case",
                format!(
                    "{} of the cases hold records of a newer version of candor.",
                    cases.newer
                ),
                "Those records are kept and not shown here.",
                "Use the newer version on this computer, too.",
            );
        }
    }
    if let Some(outbox) = facts.outbox.filter(|outbox| outbox.aside > 0) {
        warn(
            "outbox",
            format!("{} in the outbox were set aside.", outbox.aside),
            "Those hand-overs reach nobody. The cases themselves are untouched, and all others go on.",
            "Read the reasons in the folder set-aside of the outbox, put it right, and delete them there.",
        );
    }
    if let Some(trouble) = &facts.settings.trouble {
        warn(
            "settings",
            trouble.to_string(),
            "Every command refuses to run with them. No record is touched.",
            "Mend the file, or start with --no-settings.",
        );
    }
    for catalog in facts
        .catalogs
        .iter()
        .filter(|catalog| catalog.trouble.is_some())
    {
        warn(
            "catalog",
            format!("The catalog '{}' does not open.", catalog.name),
            "No new conversation can begin on it. Those begun keep the edition they began with.",
            "See `candor catalog check NAME`.",
        );
    }
    for theme in facts.themes.iter().filter(|theme| theme.trouble.is_some()) {
        warn(
            "theme",
            format!("The theme '{}' does not open.", theme.name),
            "It cannot be chosen. No record is touched.",
            "See `candor theme check NAME`.",
        );
    }
    if facts.zone.is_none() {
        warn(
            "time zone",
            "The time zone of this computer cannot be told.".to_owned(),
            "Times are shown in UTC. Records hold UTC in any case.",
            "Set the time zone in the settings of the system, or with TZ.",
        );
    }
    judge_terminal(&facts.terminal, &mut found);
    found.sort_by_key(|finding| std::cmp::Reverse(finding.gravity));
    found
}

const fn warning(
    about: &'static str,
    what: String,
    means: &'static str,
    to_do: &'static str,
) -> Finding {
    Finding {
        gravity: Gravity::Warning,
        about,
        what,
        means,
        to_do,
    }
}

fn judge_folder(folder: &Folder, found: &mut Vec<Finding>) {
    if let Standing::Refused(why) = &folder.standing {
        found.push(Finding {
            gravity: Gravity::Unusable,
            about: "folder",
            what: why.to_string(),
            means: "No conversation can be kept. What was kept before is not touched.",
            to_do: "Put the folder right, or name another with --data-dir.",
        });
    }
    let mut warn = |about, what, means, to_do| found.push(warning(about, what, means, to_do));
    let word = folder.file_system.as_deref().unwrap_or_default();
    let unc = folder.path.starts_with("\\\\");
    match medium(word) {
        _ if unc => warn(
            "network",
            "The folder is on a network share.".to_owned(),
            NETWORK.0,
            NETWORK.1,
        ),
        Medium::Network => warn(
            "network",
            format!("The folder is on a network share ({word})."),
            NETWORK.0,
            NETWORK.1,
        ),
        Medium::Helper => warn(
            "helper",
            format!("The folder is reached through another program ({word})."),
            "Whether a saved answer survives a power cut depends on that program.",
            "Run `candor selftest`; a folder on a disk of this computer is safer (--data-dir).",
        ),
        Medium::Fat => warn(
            "fat",
            format!("The folder is on a disk without permissions ({word})."),
            "Whoever has the disk or an account here can read every conversation, and a power cut can damage more than the last answer.",
            "Use a folder on a disk of this computer, or format the disk with another file system (--data-dir).",
        ),
        Medium::Temporary => warn(
            "temporary",
            format!("The folder is not kept over a restart ({word})."),
            "All conversations are gone when this computer or container is restarted.",
            "Use a folder on a disk that stays, or a volume of the container (--data-dir).",
        ),
        Medium::Disk => {}
    }
    if let Some(program) = synced_by(&folder.names, &folder.markers) {
        warn(
            "synced",
            format!("The folder is copied to other computers by {program}."),
            "Conversations leave this computer, erased ones may come back, and two computers writing the same file make copies in conflict.",
            "Use a folder outside of it (--data-dir), or take this one out of what is copied.",
        );
    }
    if is_roaming(&folder.names) {
        warn(
            "roaming",
            "The folder is in a roaming profile.".to_owned(),
            "Signing in elsewhere can bring back older conversations and lose newer ones.",
            "Use a folder that stays on this computer, such as one below AppData\\Local (--data-dir).",
        );
    }
    if let Some(free) = folder.free.filter(|free| *free < LOW) {
        warn(
            "space",
            format!("Only {} MB are free on its disk.", free / 1_000_000),
            "When the disk is full, answers can no longer be saved; what is saved stays whole.",
            "Free some space, or name a folder on another disk with --data-dir.",
        );
    }
    if let Some(first) = folder.open.first() {
        let more = match folder.open.len() {
            1 => String::new(),
            n => format!(" and {} more", n - 1),
        };
        warn(
            "permissions",
            format!(
                "Others may read or change {} ({:04o}){more}.",
                first.path, first.mode
            ),
            "Other users of this computer can read what customers said, or put files in place of it.",
            "Take the permissions of others away: chmod -R go= on the folder of data.",
        );
    }
}

const NETWORK: (&str, &str) = (
    "Locks may not hold between computers, so that two windows could write one conversation; and whether a saved answer survives depends on \
     the other computer.",
    "Use a folder on a disk of this computer (--data-dir).",
);

fn judge_terminal(terminal: &Terminal, found: &mut Vec<Finding>) {
    let mut warn = |what, to_do| {
        found.push(warning(
            "terminal",
            what,
            "The full screen is hard to read or does not open. No record is touched.",
            to_do,
        ));
    };
    let (across, down) = crate::tui::view::SMALLEST;
    if let Some((columns, rows)) = terminal.size
        && (columns < across || rows < down)
    {
        warn(
            format!("The window has {columns}x{rows} cells; {across}x{down} are needed."),
            "Make the window larger or its letters smaller.",
        );
    }
    if terminal.interactive && terminal.term.as_deref() == Some("dumb") {
        warn(
            "The terminal says that it can show no more than lines (TERM=dumb).".to_owned(),
            "Use another terminal, or set TERM to what it really is.",
        );
    }
    let other = terminal
        .encoding
        .as_deref()
        .filter(|word| !matches!(word.to_lowercase().as_str(), "utf-8" | "utf8"));
    if let Some(encoding) = other.filter(|_| terminal.interactive && !terminal.ascii) {
        warn(
            format!("The locale names the encoding {encoding}, not UTF-8."),
            "Set a locale with UTF-8, or start with --ascii.",
        );
    }
}
