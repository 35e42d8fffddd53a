//! The map in `src/lib.rs`, held against the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A source file: its path below `src` with `/`, and its lines.
pub struct Source {
    pub path: String,
    text: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            files.push(path);
        }
    }
}

pub fn sources() -> Vec<Source> {
    let src = root().join("src");
    let mut files = Vec::new();
    collect(&src, &mut files);
    files.sort();
    let sources: Vec<Source> = files
        .into_iter()
        .map(|file| Source {
            path: file
                .strip_prefix(&src)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/"),
            text: std::fs::read_to_string(&file).unwrap(),
        })
        .collect();
    assert!(sources.len() > 50, "the sources were not found");
    sources
}

/// S-050: what somebody wrote is never given to another program, because none is ever started.
#[test]
fn no_process_is_ever_started() {
    for source in sources() {
        let code = source.code();
        for start in [
            "process::Command",
            "process::{Command",
            "CommandExt",
            "posix_spawn",
            "execv",
        ] {
            assert!(!code.contains(start), "{start} in {}", source.path);
        }
    }
}

impl Source {
    /// Code without comments and without the unit tests at the end of the file.
    pub fn code(&self) -> String {
        let code = self.text.split("#[cfg(test)]").next().unwrap();
        code.lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .map(|line| format!("{line}\n"))
            .collect()
    }

    /// The top-level module it belongs to; `None` for `lib.rs` and `main.rs`.
    fn module(&self) -> Option<&str> {
        let first = self.path.split('/').next().unwrap();
        let module = first.strip_suffix(".rs").unwrap_or(first);
        (!["lib", "main"].contains(&module)).then_some(module)
    }

    /// How many modules deep it is: 1 for a top-level module.
    fn depth(&self) -> usize {
        let parts = self.path.split('/').count();
        parts - usize::from(self.path.ends_with("/mod.rs"))
    }

    fn is_in(&self, places: &[&str]) -> bool {
        places
            .iter()
            .any(|place| self.path == *place || self.path.starts_with(&format!("{place}/")))
    }
}

/// Words after each `crate::` in `code`.
fn crate_paths(code: &str) -> BTreeSet<String> {
    let word = |rest: &str| -> String {
        rest.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    code.split("crate::").skip(1).map(word).collect()
}

/// The table "Who may use whom" of the map.
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let lib = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let section = lib.split("# Who may use whom").nth(1).unwrap();
    let section = section.split("//! # ").next().unwrap();
    section
        .lines()
        .filter_map(|line| line.strip_prefix("//! | [`"))
        .map(|row| {
            let (module, rest) = row.split_once("`]").unwrap();
            let may_use = rest
                .trim_end()
                .trim_end_matches('|')
                .rsplit('|')
                .next()
                .unwrap();
            let may_use = may_use
                .split('`')
                .skip(1)
                .step_by(2)
                .map(str::to_owned)
                .collect();
            (module.to_owned(), may_use)
        })
        .collect()
}

#[test]
fn the_map_has_a_row_for_every_module_and_no_other() {
    let lib = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared: BTreeSet<String> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect();
    assert_eq!(table().into_keys().collect::<BTreeSet<_>>(), declared);
    let undeclared = lib.lines().any(|line| line.starts_with("mod "));
    assert!(!undeclared, "every module of the map is public");
}

#[test]
fn every_module_uses_only_what_the_map_allows() {
    let table = table();
    for source in sources() {
        let Some(module) = source.module() else {
            continue;
        };
        for used in crate_paths(&source.code()) {
            assert!(
                used == module || table[module].contains(&used),
                "src/{} uses {used}, which the map in src/lib.rs does not allow to {module}",
                source.path
            );
        }
    }
}

#[test]
fn nobody_uses_another_module_behind_the_map() {
    for source in sources() {
        let code = source.code();
        assert!(
            !code.contains("crate::{"),
            "src/{}: write one use per module",
            source.path
        );
        let too_far = "super::".repeat(source.depth());
        assert!(
            source.module().is_none() || !code.contains(&too_far),
            "src/{}: from outside the module, write crate::",
            source.path
        );
    }
}

/// What is left of `uses` when whatever uses nothing that is left is taken away, again and again: the circles, and who uses them.
pub fn circles(mut uses: BTreeMap<String, BTreeSet<String>>) -> BTreeMap<String, BTreeSet<String>> {
    loop {
        let free: Vec<String> = uses
            .iter()
            .filter(|(_, used)| used.iter().all(|used| !uses.contains_key(used)))
            .map(|(name, _)| name.clone())
            .collect();
        if free.is_empty() {
            return uses;
        }
        for name in free {
            uses.remove(&name);
        }
    }
}

#[test]
fn there_is_no_circle_between_modules() {
    let left = circles(table());
    assert!(left.is_empty(), "a circle among {:?}", left.keys());
}

#[test]
fn the_core_uses_only_the_core() {
    let table = table();
    let may_use = |module: &str| table[module].iter().map(String::as_str).collect::<Vec<_>>();
    assert_eq!(may_use("domain"), [""; 0]);
    assert_eq!(may_use("formula"), ["domain"]);
    assert_eq!(may_use("ranking"), ["domain", "formula"]);
    assert_eq!(may_use("catalog"), ["domain", "formula", "ranking"]);
    assert_eq!(
        may_use("interview"),
        ["catalog", "domain", "formula", "ranking"]
    );
}

/// `words` stand only in `places` (files or folders below `src`).
fn only_in(places: &[&str], words: &[&str]) {
    let mut found = 0;
    for source in sources() {
        let code = source.code();
        for word in words.iter().filter(|word| code.contains(**word)) {
            found += 1;
            assert!(
                source.is_in(places),
                "src/{} has {word}, which belongs to {places:?}",
                source.path
            );
        }
    }
    assert!(
        found > 0 || places.is_empty(),
        "nobody has {words:?}: is the rule still right?"
    );
}

#[test]
fn the_world_is_touched_where_the_map_says() {
    let files = [
        "catalog/load.rs",
        "catalog/shelf.rs",
        "cases",
        "config",
        "cli",
    ];
    only_in(
        &files,
        &["std::fs", "File::open", "File::create", "OpenOptions"],
    );
    // A path asks the file system too, without a word of `std::fs`.
    only_in(&files, &ASKS_THE_DISK);
    let clock = [
        "Timestamp::now",
        "Zoned::now",
        "SystemTime::now",
        "Instant::now",
        "TimeZone::system",
    ];
    only_in(&["clock.rs"], &clock);
    only_in(&["chance.rs"], &["getrandom"]);
    only_in(&["config", "cli"], &["std::env"]);
    only_in(&["tui/terminal"], &["crossterm"]);
    only_in(&["tui"], &["ratatui"]);
    only_in(&["tui/theme"], &["Color::"]);
    only_in(&["tui/search.rs"], &["fuzzy_matcher"]);
    only_in(&[], &["unsafe ", "dbg!(", "todo!(", "unimplemented!("]);
}

#[test]
fn lines_are_printed_only_by_the_command_line() {
    for source in sources() {
        let prints = ["println!", "eprintln!", "print!(", "eprint!("];
        let found = prints.into_iter().find(|word| source.code().contains(word));
        assert!(
            found.is_none() || source.is_in(&["cli", "main.rs"]),
            "src/{} has {found:?}",
            source.path
        );
    }
}

/// Methods of a path that look at the disk.
const ASKS_THE_DISK: [&str; 9] = [
    ".is_file()",
    ".is_dir()",
    ".is_symlink()",
    ".exists()",
    ".try_exists()",
    ".metadata()",
    ".symlink_metadata()",
    ".canonicalize()",
    ".read_dir()",
];

/// Modules that are pure functions of what they are given.
const PURE: [&str; 10] = [
    "domain",
    "formula",
    "ranking",
    "catalog",
    "interview",
    "present",
    "transcript",
    "audit",
    "tui/app",
    "tui/view",
];

/// What reads the world, or makes an order by chance, in code that is to be pure.
fn impure(code: &str) -> Option<&'static str> {
    let words = [
        "HashMap",
        "HashSet",
        "thread::spawn",
        "thread::sleep",
        "std::process",
        "std::net",
        "std::env",
        "static mut",
        // Whoever shows a time gets it as a value; nobody pure is handed the clock itself.
        "clock::",
        "chance::",
        "Instant",
        "SystemTime",
        // One use per module, so that no word of this list can hide in braces.
        "std::{",
    ];
    words.into_iter().find(|word| code.contains(word))
}

#[test]
fn pure_modules_have_no_order_by_chance_and_no_world() {
    for place in PURE {
        let all = sources();
        let mut held = all
            .iter()
            .filter(|source| source.is_in(&[place]))
            .peekable();
        assert!(held.peek().is_some(), "nothing is left in src/{place}");
        for source in held {
            let found = impure(&source.code());
            assert!(found.is_none(), "src/{} has {found:?}", source.path);
        }
    }
}

#[test]
fn what_reads_the_clock_or_the_disk_is_seen_however_it_is_written() {
    for planted in [
        "let at = crate::clock::now();",
        "use crate::clock::Clock;",
        "use crate::chance::id;",
        "use std::time::Instant;",
        "use std::{collections::BTreeMap, env};",
        "let words: HashMap<&str, usize> = HashMap::new();",
    ] {
        assert!(impure(planted).is_some(), "{planted}");
    }
    let asked = |code: &str| ASKS_THE_DISK.iter().any(|word| code.contains(word));
    assert!(asked("if path.is_file() { return; }"));
    assert!(!asked("self.look.clock(at)"));
    assert_eq!(impure("self.look.clock(at)"), None);
}

#[test]
fn the_ranking_has_no_word_for_sellers() {
    let banned = [
        "seller",
        "sellers",
        "own",
        "brand",
        "maker",
        "commission",
        "margin",
        "stock",
    ];
    for source in sources().iter().filter(|source| source.is_in(&["ranking"])) {
        let code = source.code().to_lowercase();
        for word in code.split(|c: char| !c.is_ascii_alphabetic()) {
            assert!(
                !banned.contains(&word),
                "src/{} has the word {word}",
                source.path
            );
        }
    }
}

#[test]
fn no_file_is_longer_than_can_be_read_at_one_sitting() {
    for source in sources() {
        let lines = source.text.lines().count();
        assert!(lines <= 400, "src/{} has {lines} lines", source.path);
    }
}

#[test]
fn every_file_begins_by_saying_what_it_is() {
    for source in sources() {
        assert!(
            source.text.starts_with("//! "),
            "src/{} begins with no //!",
            source.path
        );
    }
}

#[test]
fn nothing_else_stands_at_the_top() {
    const KNOWN: [&str; 12] = [
        "Cargo.toml",
        "Cargo.lock",
        "src",
        "catalogs",
        "themes",
        "tests",
        "README.md",
        "LICENSE",
        ".gitignore",
        ".gitattributes",
        ".ci",
        ".git",
    ];
    for entry in std::fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            name == "target" || KNOWN.contains(&name.as_str()),
            "{name} stands at the top"
        );
    }
}

/// Two versions would each have their own idea of the terminal's state.
#[test]
fn there_is_one_crossterm() {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
    assert_eq!(lock.matches("name = \"crossterm\"\n").count(), 1);
}
