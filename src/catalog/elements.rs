//! Elements of a JSON file: what is wrong with each is collected with its place, and nothing is dropped in silence.

use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::load::{MAX_PROBLEMS, utf8};
use super::locate::{Locator, Path, Step};
use super::problem::{Place, Problem, did_you_mean, shortened};
use super::said::{self, MAX_NESTING};

/// The keys that a kind of file knows.
#[derive(Clone, Copy)]
pub struct KnownKeys {
    /// All of them, wherever they stand; asked for only when one is unknown.
    pub keys: fn() -> BTreeSet<String>,
    /// Where a person finds them, the rest of a sentence after "Take it out;".
    pub listed: &'static str,
}

/// Reads a file that is one object, such as the settings, any of whose keys may be left out. `file` is the name that places bear.
///
/// # Errors
/// All problems found, each with line and column: no UTF-8, no JSON, a key twice, an unknown key, a value that does not fit.
pub fn object<T: DeserializeOwned>(
    file: &str,
    bytes: &[u8],
    known: KnownKeys,
) -> Result<T, Vec<Problem>> {
    object_with(file, bytes, known, |_, _| Vec::new())
}

/// Tells where the values of a file stand.
pub struct Places<'a>(&'a Locator<'a>);

impl Places<'_> {
    /// A problem with the value at the end of these keys, each in the braces of the one before.
    #[must_use]
    pub fn value(&self, keys: &[&str], what: &str) -> Problem {
        let path = keys.iter().fold(Path::default(), |path, key| path.key(key));
        self.0.problem(&path, what)
    }
}

/// Reads such a file, the values of which must also fit each other, which `check` says.
///
/// # Errors
/// All problems found, as [`object`] does; those of `check` when there are no others.
pub fn object_with<T: DeserializeOwned>(
    file: &str,
    bytes: &[u8],
    known: KnownKeys,
    check: impl FnOnce(&T, &Places<'_>) -> Vec<Problem>,
) -> Result<T, Vec<Problem>> {
    let text = utf8(file, bytes).map_err(|problem| vec![problem])?;
    if let Some(problem) = nesting(file, text) {
        return Err(vec![problem]);
    }
    let value: Value =
        serde_json::from_str(text).map_err(|error| vec![syntax(file, text, &error)])?;
    let locator = Locator::new(file, text);
    let mut elements = Elements::new(&locator, known);
    if let Value::Object(keys) = &value {
        // Each key by itself, so that one mistake does not hide the others.
        for (key, value) in keys.iter().filter(|_| keys.len() > 1) {
            if elements.is_enough() {
                break;
            }
            let alone = std::iter::once((key.clone(), value.clone())).collect();
            let _: Option<T> = elements.element(Path::default(), Value::Object(alone));
        }
    }
    if elements.problems.is_empty() {
        let read = elements.element(Path::default(), value);
        let read = read.map(|Braces(read)| read);
        if let Some(read) = &read {
            elements.problems.extend(check(read, &Places(&locator)));
        }
        if elements.problems.is_empty() {
            return elements.finish(read);
        }
    }
    elements.problems.sort_by(|a, b| a.place.cmp(&b.place));
    Err(elements.problems)
}

/// What stands in braces, and nothing else: by itself the reader takes a list for an object, its elements for the keys in their order.
#[derive(Debug, Clone)]
pub struct Braces<T>(pub T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Braces<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InBraces<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for InBraces<T> {
            type Value = Braces<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object in braces")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(Braces)
            }
        }
        deserializer.deserialize_map(InBraces(PhantomData))
    }
}

/// The first brace or bracket in `text` that stands inside [`MAX_NESTING`] others, before anything is made of it.
pub(super) fn nesting(file: &str, text: &str) -> Option<Problem> {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => depth += 1,
            b'}' | b']' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_NESTING {
            let said = said::too_deep();
            let place = Place::after(file, text.get(..at).unwrap_or_default());
            let line = text.get(at..).and_then(|rest| rest.lines().next());
            let shown = line.unwrap_or_default();
            return Some(Problem::new(place, shown, said.what).hint(said.hint));
        }
    }
    None
}

/// `text` is no JSON.
pub(super) fn syntax(file: &str, text: &str, error: &serde_json::Error) -> Problem {
    let line = text
        .split('\n')
        .nth(error.line().saturating_sub(1))
        .unwrap_or_default();
    // The reader counts the bytes it has taken; people count characters.
    let bytes = error.column().saturating_sub(1).min(line.len());
    let column = line
        .char_indices()
        .take_while(|(at, _)| *at < bytes)
        .count()
        + 1;
    let place = Place::At {
        file: file.into(),
        line: error.line(),
        column,
    };
    let said = said::not_json(error);
    Problem::new(place, line.trim(), said.what).hint(said.hint)
}

/// Reads elements one by one and collects what is wrong with each.
pub(super) struct Elements<'a> {
    pub(super) locator: &'a Locator<'a>,
    pub(super) problems: Vec<Problem>,
    known: KnownKeys,
}

impl<'a> Elements<'a> {
    pub(super) fn new(locator: &'a Locator<'a>, known: KnownKeys) -> Self {
        Self {
            problems: locator.duplicate_keys(),
            locator,
            known,
        }
    }

    /// What was read, unless anything was wrong.
    pub(super) fn finish<T>(self, read: Option<T>) -> Result<T, Vec<Problem>> {
        read.filter(|_| self.problems.is_empty())
            .ok_or(self.problems)
    }

    /// Whether there are more problems than anybody reads; finding more takes ever longer in a long file.
    pub(super) fn is_enough(&self) -> bool {
        self.problems.len() > MAX_PROBLEMS
    }

    pub(super) fn element<T: DeserializeOwned>(&mut self, at: Path, value: Value) -> Option<T> {
        let mut unknown = Vec::new();
        let mut note = |path: serde_ignored::Path<'_>| unknown.push(steps(&path));
        let mut track = serde_path_to_error::Track::new();
        let result = T::deserialize(serde_ignored::Deserializer::new(
            serde_path_to_error::Deserializer::new(&value, &mut track),
            &mut note,
        ));
        let (result, wrong) = match result {
            Ok(element) => (Some(element), None),
            Err(error) => (None, Some((track.path(), error))),
        };
        for steps in unknown {
            if self.is_enough() {
                return None;
            }
            self.unknown_key(at.clone().join(steps));
        }
        if let Some((path, error)) = wrong {
            let path = at.join(path.iter().filter_map(|segment| match segment {
                serde_path_to_error::Segment::Seq { index } => Some(Step::Index(*index)),
                serde_path_to_error::Segment::Map { key } => Some(Step::Key(key.clone())),
                serde_path_to_error::Segment::Enum { variant } => Some(Step::Key(variant.clone())),
                _ => None,
            }));
            let said = said::wrong_value(&error.to_string());
            let problem = self.locator.problem(&path, said.what).hint(said.hint);
            self.problems.push(problem);
        }
        result
    }

    fn unknown_key(&mut self, path: Path) {
        let key = path.last_key().unwrap_or_default().to_owned();
        let problem = self.locator.problem_with_key(
            &path,
            format!("The key '{}' is not known here.", shortened(&key)),
        );
        let known = (self.known.keys)();
        let hint = did_you_mean(&key, known.iter().map(String::as_str))
            .unwrap_or_else(|| format!("Take it out; {}", self.known.listed));
        self.problems.push(problem.hint(hint));
    }
}

fn steps(path: &serde_ignored::Path<'_>) -> Vec<Step> {
    use serde_ignored::Path as Ignored;
    let (parent, own) = match path {
        Ignored::Root => return Vec::new(),
        Ignored::Seq { parent, index } => (*parent, Some(Step::Index(*index))),
        Ignored::Map { parent, key } => (*parent, Some(Step::Key(key.clone()))),
        Ignored::Some { parent }
        | Ignored::NewtypeStruct { parent }
        | Ignored::NewtypeVariant { parent } => (*parent, None),
    };
    let mut all = steps(parent);
    all.extend(own);
    all
}
