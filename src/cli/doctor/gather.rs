//! Finding the facts out: the disk, the terminal, what is at hand.

use std::env;
use std::path::{Component, Path};

use crate::casebook::{self, CaseState};
use crate::cases::{Store, folder_facts, outbox_count};
use crate::clock;
use crate::config::{Config, Settings};
use crate::domain::SafeText;
use crate::tui::terminal;
use crate::tui::theme::{Depth, depth};

use super::facts::{
    AtHand, Cases, Facts, Folder, Open, Outbox, SettingsFile, Standing, Terminal, Veil,
};

/// Finds everything out.
#[must_use]
pub fn gather(config: &Config) -> Facts {
    let veil = Veil::of(config);
    let folder = config.data_dir.as_ref().map(|path| folder(path, &veil));
    let usable = folder
        .as_ref()
        .is_some_and(|folder| folder.standing == Standing::Usable);
    Facts {
        version: env!("CARGO_PKG_VERSION"),
        system: env::consts::OS,
        cases: config
            .data_dir
            .as_ref()
            .filter(|_| usable)
            .and_then(|path| cases(path, &veil)),
        folder,
        outbox: outbox(config),
        settings: settings(config, &veil),
        terminal: terminal(config),
        catalogs: catalogs(config, &veil),
        themes: themes(config, &veil),
        zone: clock::zone().iana_name().map(SafeText::new),
    }
}

fn folder(path: &Path, veil: &Veil) -> Folder {
    use crate::cases::Standing as Found;
    let found = folder_facts(path);
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let names = whole.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    });
    Folder {
        names: names.collect(),
        path: veil.over(&whole.to_string_lossy()),
        standing: match found.standing {
            Found::Usable => Standing::Usable,
            Found::CanBeMade => Standing::CanBeMade,
            Found::Refused(why) => Standing::Refused(veil.over(&why)),
        },
        open: found
            .open
            .into_iter()
            .map(|(path, mode)| Open {
                path: veil.over(&path),
                mode,
            })
            .collect(),
        file_system: found.file_system,
        markers: found.markers,
        free: found.free,
    }
}

fn cases(data_dir: &Path, veil: &Veil) -> Option<Cases> {
    let all = casebook::list(&Store::open(data_dir).ok()?).ok()?;
    let unreadable = all
        .iter()
        .filter(|case| case.state == CaseState::Unreadable);
    Some(Cases {
        count: all.len(),
        unreadable: unreadable
            .map(|case| AtHand {
                name: case.id.to_string().into(),
                trouble: case.trouble.as_ref().map(|why| veil.over(why)),
            })
            .collect(),
        newer: all.iter().filter(|case| case.newer > 0).count(),
    })
}

fn outbox(config: &Config) -> Option<Outbox> {
    let folder = config.outbox.as_ref().filter(|folder| folder.is_dir())?;
    let count = outbox_count(folder).ok()?;
    Some(Outbox {
        waiting: count.waiting,
        aside: count.aside,
    })
}

fn settings(config: &Config, veil: &Veil) -> SettingsFile {
    let file = config.settings_file.as_ref();
    let read = file.map(|file| Settings::load(file));
    SettingsFile {
        path: file.map(|file| veil.over(&file.to_string_lossy())),
        there: file.is_some_and(|file| file.exists()),
        trouble: read
            .and_then(Result::err)
            .map(|error| veil.over(&error.to_string().replace('\n', " "))),
    }
}

fn terminal(config: &Config) -> Terminal {
    let facts = &config.terminal;
    let text = |value: &Option<String>| value.as_deref().map(SafeText::new);
    Terminal {
        interactive: config.interactive,
        term: text(&facts.term),
        colorterm: text(&facts.colorterm),
        program: text(&facts.term_program),
        colours: match depth(facts, config.color) {
            Depth::Mono => "none",
            Depth::Ansi16 => "16",
            Depth::Cube256 => "256",
            Depth::True => "16 million",
        },
        // Without a person at it, the size asked for would be that of some other terminal.
        size: if config.interactive {
            terminal::size().ok().map(|size| (size.width, size.height))
        } else {
            None
        },
        ascii: config.ascii,
        encoding: encoding(),
    }
}

/// The encoding of the locale: what stands after the dot in the first of these variables that says anything.
fn encoding() -> Option<SafeText> {
    let said = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty())?;
    let encoding = said.split('@').next()?.split_once('.');
    Some(match encoding {
        Some((_, encoding)) => SafeText::new(encoding),
        None => SafeText::new(&said),
    })
}

fn catalogs(config: &Config, veil: &Veil) -> Vec<AtHand> {
    match config.shelf.all() {
        Ok(all) => all
            .into_iter()
            .map(|(name, found)| AtHand {
                name: veil.over(&name),
                trouble: found
                    .load()
                    .err()
                    .map(|why| veil.over(&why.to_string().replace('\n', " "))),
            })
            .collect(),
        Err(why) => vec![AtHand {
            name: "the folder of catalogs".into(),
            trouble: Some(veil.over(&why.to_string())),
        }],
    }
}

fn themes(config: &Config, veil: &Veil) -> Vec<AtHand> {
    let mut themes: Vec<AtHand> = config
        .themes
        .all()
        .into_iter()
        .map(|(name, source)| AtHand {
            name: veil.over(&name),
            trouble: source.load().err().map(|problems| said(&problems, veil)),
        })
        .collect();
    // One that is named by the settings or an option, and is not among them.
    if let Some(name) = &config.theme
        && !themes.iter().any(|theme| theme.name.as_str() == name)
    {
        let chosen = config.themes.chosen(Some(name));
        themes.push(AtHand {
            name: veil.over(name),
            trouble: chosen.err().map(|problems| said(&problems, veil)),
        });
    }
    themes
}

fn said(problems: &[SafeText], veil: &Veil) -> SafeText {
    let all: Vec<&str> = problems.iter().map(SafeText::as_str).collect();
    veil.over(&all.join(" "))
}
