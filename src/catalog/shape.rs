//! The shape of `catalog.json`: what is wrong with each element is collected, and nothing is dropped in silence.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::load::{CATALOG_FILE, MAX_PROBLEMS};
use super::locate::{Locator, Path, Step};
use super::problem::{Place, Problem, did_you_mean, shortened};
use super::raw::{self, RawCatalog, RawHead};
use super::said;

/// Reads `text`, in which `locator` finds places.
pub(super) fn read(text: &str, locator: &Locator<'_>) -> Result<RawCatalog, Vec<Problem>> {
    let value: Value = serde_json::from_str(text).map_err(|error| vec![syntax(text, &error)])?;
    let mut problems = locator.duplicate_keys();
    let raw = Reader {
        locator,
        problems: &mut problems,
    }
    .catalog(value);
    raw.filter(|_| problems.is_empty()).ok_or(problems)
}

/// `text` is no JSON.
fn syntax(text: &str, error: &serde_json::Error) -> Problem {
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
        file: CATALOG_FILE.into(),
        line: error.line(),
        column,
    };
    let said = said::not_json(error);
    Problem::new(place, line.trim(), said.what).hint(said.hint)
}

/// Reads elements one by one and collects what is wrong with each.
struct Reader<'a> {
    locator: &'a Locator<'a>,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    fn catalog(&mut self, value: Value) -> Option<RawCatalog> {
        let Value::Object(mut object) = value else {
            self.problems.push(
                self.locator
                    .problem(&Path::default(), "A catalog is one object in braces.")
                    .hint("Begin the file with '{' and end it with '}'."),
            );
            return None;
        };
        let mut take = |key: &str| object.shift_remove(key);
        let (sources, attributes, computed, criteria) = (
            take("sources"),
            take("attributes"),
            take("computed"),
            take("criteria"),
        );
        let (questions, remarks, glossary, statements) = (
            take("questions"),
            take("remarks"),
            take("glossary"),
            take("statements"),
        );
        let head = self.element::<RawHead>(Path::default(), Value::Object(object));
        Some(RawCatalog {
            sources: self.list("sources", sources, true)?,
            attributes: self.list("attributes", attributes, true)?,
            computed: self.list("computed", computed, false)?,
            criteria: self.list("criteria", criteria, true)?,
            questions: self.list("questions", questions, true)?,
            remarks: self.list("remarks", remarks, false)?,
            glossary: self.list("glossary", glossary, false)?,
            statements: self.list("statements", statements, false)?,
            head: head?,
        })
    }

    /// `None` only when the list itself is missing or no list; elements with problems are left out and reported.
    fn list<T: DeserializeOwned>(
        &mut self,
        key: &str,
        value: Option<Value>,
        needed: bool,
    ) -> Option<Vec<T>> {
        match value {
            None if !needed => Some(Vec::new()),
            None => {
                self.problems.push(
                    self.locator
                        .problem(&Path::default(), format!("The list '{key}' is missing."))
                        .hint(format!("Add \"{key}\": [ .. ].")),
                );
                Some(Vec::new())
            }
            Some(Value::Array(elements)) => Some(
                elements
                    .into_iter()
                    .enumerate()
                    .map_while(|(n, element)| {
                        (!self.is_enough()).then(|| self.element(Path::list(key, n), element))
                    })
                    .flatten()
                    .collect(),
            ),
            Some(_) => {
                self.problems.push(
                    self.locator
                        .problem(
                            &Path::default().key(key),
                            format!("'{key}' must be a list in square brackets."),
                        )
                        .hint(format!("Write \"{key}\": [ .. ].")),
                );
                Some(Vec::new())
            }
        }
    }

    /// Whether there are more problems than anybody reads; finding more takes ever longer in a long file.
    fn is_enough(&self) -> bool {
        self.problems.len() > MAX_PROBLEMS
    }

    fn element<T: DeserializeOwned>(&mut self, at: Path, value: Value) -> Option<T> {
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
        let known = raw::keys();
        let hint = did_you_mean(&key, known.iter().map(String::as_str))
            .unwrap_or_else(|| "Take it out; 'candor catalog schema' lists all keys.".to_owned());
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
