//! What `candor doctor` finds out, and nothing that says who or where the user is.

use std::path::Path;

use directories::BaseDirs;
use serde::{Serialize, Serializer};

use crate::config::Config;
use crate::domain::SafeText;

/// Everything that is judged.
#[derive(Debug, Clone, Serialize)]
pub struct Facts {
    /// Version of candor.
    pub version: &'static str,
    /// The system, as the compiler names it: `linux`, `macos`, `windows`.
    pub system: &'static str,
    /// The folder of all that is kept; `None` for a user without a home folder who named none.
    pub folder: Option<Folder>,
    /// What is kept in it, where it could be read.
    pub cases: Option<Cases>,
    /// The outbox of hand-overs, where it is there and can be read.
    pub outbox: Option<Outbox>,
    /// The file of settings.
    pub settings: SettingsFile,
    /// The terminal.
    pub terminal: Terminal,
    /// Catalogs at hand.
    pub catalogs: Vec<AtHand>,
    /// Themes at hand.
    pub themes: Vec<AtHand>,
    /// The time zone; `None` when it cannot be told.
    pub zone: Option<SafeText>,
}

/// The folder of all that is kept.
#[derive(Debug, Clone, Serialize)]
pub struct Folder {
    /// Where it is.
    pub path: SafeText,
    /// The names on its path, by which synced folders and roaming profiles are told. They may name the user, so they are never shown.
    #[serde(skip)]
    pub names: Vec<String>,
    /// How it stands.
    pub standing: Standing,
    /// What lies open to other people, and its permission bits.
    pub open: Vec<Open>,
    /// The kind of file system, in the system's word.
    pub file_system: Option<SafeText>,
    /// Signs of a program that copies it to other computers.
    pub markers: Vec<&'static str>,
    /// Bytes free.
    pub free: Option<u64>,
}

/// How the folder stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "is", content = "why")]
pub enum Standing {
    /// Something was written in it.
    Usable,
    /// It is not there and can be made.
    CanBeMade,
    /// Nothing can be kept in it.
    Refused(SafeText),
}

/// Something that other people may read or change.
#[derive(Debug, Clone, Serialize)]
pub struct Open {
    /// Its path.
    pub path: SafeText,
    /// Its permission bits.
    #[serde(serialize_with = "octal")]
    pub mode: u32,
}

fn octal<S: Serializer>(mode: &u32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format_args!("{mode:04o}"))
}

/// The cases that are kept.
#[derive(Debug, Clone, Serialize)]
pub struct Cases {
    /// How many.
    pub count: usize,
    /// Those that cannot be read: id and reason.
    pub unreadable: Vec<AtHand>,
    /// How many hold records of a newer version of candor.
    pub newer: usize,
}

/// The outbox of hand-overs.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Outbox {
    /// How many wait to be picked up.
    pub waiting: usize,
    /// How many were set aside.
    pub aside: usize,
}

/// The file of settings.
#[derive(Debug, Clone, Serialize)]
pub struct SettingsFile {
    /// Where it is, or would be.
    pub path: Option<SafeText>,
    /// Whether it is there.
    pub there: bool,
    /// Why it cannot be used.
    pub trouble: Option<SafeText>,
}

/// The terminal.
#[derive(Debug, Clone, Serialize)]
pub struct Terminal {
    /// Whether a person sits at it: standard input and output are both a terminal.
    pub interactive: bool,
    /// `TERM`.
    pub term: Option<SafeText>,
    /// `COLORTERM`.
    pub colorterm: Option<SafeText>,
    /// `TERM_PROGRAM`.
    pub program: Option<SafeText>,
    /// How many colours are used: `none`, `16`, `256` or `16 million`.
    pub colours: &'static str,
    /// Cells across and down, where a person sits at it.
    pub size: Option<(u16, u16)>,
    /// Whether only ASCII is written.
    pub ascii: bool,
    /// The encoding that the locale names, such as `UTF-8`; `None` when it names none.
    pub encoding: Option<SafeText>,
}

/// Something at hand, by name.
#[derive(Debug, Clone, Serialize)]
pub struct AtHand {
    /// Its name.
    pub name: SafeText,
    /// Why it cannot be used.
    pub trouble: Option<SafeText>,
}

/// Takes out of texts what says who the user is: the home folder and the user's name.
#[derive(Debug, Clone, Default)]
pub struct Veil {
    home: Option<String>,
    user: Option<String>,
}

impl Veil {
    /// For the user of this run.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        let dirs = BaseDirs::new();
        let home = dirs.as_ref().map(BaseDirs::home_dir);
        Self::new(home, Some(config.user.as_str()))
    }

    /// For a user with this home folder and this name.
    #[must_use]
    pub fn new(home: Option<&Path>, user: Option<&str>) -> Self {
        let long = |text: &String| text.len() > 1;
        Self {
            home: home
                .map(|home| home.to_string_lossy().into_owned())
                .filter(long),
            user: user.map(str::to_owned).filter(|user| !user.is_empty()),
        }
    }

    /// `text` with `~` for the home folder and `USER` for the user's name where it is a whole name on a path.
    #[must_use]
    pub fn over(&self, text: &str) -> SafeText {
        let mut text = text.to_owned();
        if let Some(home) = &self.home {
            // Another folder may begin with the same letters: `/home/ann` and `/home/anna`.
            let mut parts = text.split(home.as_str());
            let mut veiled = parts.next().unwrap_or_default().to_owned();
            for part in parts {
                let ends = part.chars().next().is_none_or(is_end);
                veiled += if ends { "~" } else { home };
                veiled += part;
            }
            text = veiled;
        }
        if let Some(user) = &self.user {
            let user = user.to_lowercase();
            text = text
                .split_inclusive(is_end)
                .map(|part| {
                    let name = part.trim_end_matches(is_end);
                    if name.to_lowercase() == user {
                        part.replacen(name, "USER", 1)
                    } else {
                        part.to_owned()
                    }
                })
                .collect();
        }
        SafeText::new(&text)
    }
}

/// Whether a name on a path ends before `c`.
fn is_end(c: char) -> bool {
    matches!(
        c,
        '/' | '\\' | '.' | ',' | ':' | ';' | '\'' | '"' | '(' | ')'
    ) || c.is_whitespace()
}
