//! Inside a module, too, whoever is used does not use back: each of its files can be read after those it names. A folder in it counts as
//! one.

use std::collections::{BTreeMap, BTreeSet};

use crate::architecture::{Source, circles, sources};

/// Modules in which some files still use each other. One that has got rid of them leaves this list.
const STILL: [&str; 4] = ["catalog", "formula", "interview", "line"];

/// A word at the start of `code`.
fn word(code: &str) -> &str {
    let end = code.find(|c: char| !c.is_alphanumeric() && c != '_');
    &code[..end.unwrap_or(code.len())]
}

/// All words after `lead` in `code`: those in braces too, however they are nested.
fn named<'c>(code: &'c str, lead: &str) -> Vec<&'c str> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices(lead) {
        // `super::super::x` names nothing here.
        let inside = code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
        let rest = &code[at + lead.len()..];
        match rest.strip_prefix('{') {
            _ if inside => {}
            Some(list) => {
                let list = &list[..list.find(';').unwrap_or(list.len())];
                found.extend(list.split([',', '{', '}', ' ', '\n']).map(word));
            }
            None => found.push(word(rest)),
        }
    }
    found
}

/// The part of `module` that a source belongs to: a file of it, or a folder with all that is in it.
fn part<'s>(source: &'s Source, module: &str) -> Option<&'s str> {
    let rest = source.path.strip_prefix(module)?.strip_prefix('/')?;
    let first = rest.split('/').next()?;
    Some(first.strip_suffix(".rs").unwrap_or(first))
}

/// Who uses whom among the parts of a module. What is named by way of the module counts as used where it comes from.
fn uses(module: &str, all: &[Source]) -> BTreeMap<String, BTreeSet<String>> {
    let own = || {
        all.iter()
            .filter_map(|source| Some((part(source, module)?, source)))
    };
    let parts: BTreeSet<&str> = own()
        .map(|(part, _)| part)
        .filter(|part| *part != "mod")
        .collect();
    let (_, top) = own().find(|(part, _)| *part == "mod").expect("a mod.rs");
    let mut from: BTreeMap<String, &str> = BTreeMap::new();
    let top = top.code();
    for line in top.split(';').filter_map(|line| line.split_once("use ")) {
        let source = word(line.1);
        if let Some(source) = parts.get(source) {
            let names = line.1.split(|c: char| !c.is_alphanumeric() && c != '_');
            for name in names.filter(|name| !name.is_empty()) {
                from.insert(name.to_owned(), source);
            }
        }
    }
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (part, source) in own().filter(|(part, _)| *part != "mod") {
        // In a folder, its `mod.rs` is as deep as a file beside it.
        let steps = source.path.split('/').count() - module.split('/').count();
        let steps = steps - usize::from(source.path.ends_with("/mod.rs"));
        let code = source.code();
        let mut names = named(&code, &"super::".repeat(steps));
        let here = format!("crate::{}::", module.replace('/', "::"));
        names.extend(named(&code, &here));
        let used = names.iter().filter_map(|name| {
            let known = parts.get(name).or_else(|| from.get(*name));
            known.map(|known| (*known).to_owned())
        });
        let all = uses.entry(part.to_owned()).or_default();
        all.extend(used.filter(|used| used != part));
    }
    uses
}

#[test]
fn there_is_no_circle_between_the_files_of_a_module() {
    let all = sources();
    let tops = all
        .iter()
        .filter_map(|source| source.path.strip_suffix("/mod.rs"));
    let mut held = 0;
    for module in tops.filter(|top| !top.contains('/')) {
        let uses = uses(module, &all);
        let some = uses.values().filter(|used| !used.is_empty()).count();
        assert!(
            some > 0 || uses.len() < 3,
            "src/{module}: nobody uses anybody"
        );
        let left = circles(uses);
        if STILL.contains(&module) {
            assert!(
                !left.is_empty(),
                "src/{module} has no circle any more: say so here"
            );
        } else {
            held += 1;
            assert!(left.is_empty(), "src/{module}: a circle among {left:?}");
        }
    }
    assert!(held > 8, "{held}");
}

#[test]
fn a_use_is_seen_however_it_is_written() {
    let code = "use super::{advise::{Advice, advise}, Needs};\nlet x = super::gaps::place(1);\nuse super::super::far;";
    let named: BTreeSet<&str> = named(code, "super::").into_iter().collect();
    for seen in ["advise", "Needs", "gaps"] {
        assert!(named.contains(seen), "{seen}: {named:?}");
    }
    assert!(!named.contains("far"));
}
