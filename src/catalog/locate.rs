//! Where the values of a JSON text stand: from a path such as `questions[3].say` to line and column.

use std::fmt;

use jsonc_parser::ast::{ObjectPropName, Value};
use jsonc_parser::common::Ranged as _;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::domain::SafeText;

use super::load::MAX_PROBLEMS;
use super::problem::{Place, Problem, shortened};

/// One step of a [`Path`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

/// The way from the top of a JSON text to one of its values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Path(Vec<Step>);

impl Path {
    pub(super) fn list(key: &str, index: usize) -> Self {
        Self::default().key(key).index(index)
    }

    pub(super) fn key(mut self, key: &str) -> Self {
        self.0.push(Step::Key(key.to_owned()));
        self
    }

    pub(super) fn index(mut self, index: usize) -> Self {
        self.0.push(Step::Index(index));
        self
    }

    pub(super) fn last_key(&self) -> Option<&str> {
        self.0.iter().rev().find_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        })
    }

    pub(super) fn join(mut self, steps: impl IntoIterator<Item = Step>) -> Self {
        self.0.extend(steps);
        self
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if n == 0 => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// Finds places in one JSON file.
pub(super) struct Locator<'a> {
    file: SafeText,
    text: &'a str,
    root: Option<Value<'a>>,
}

impl<'a> Locator<'a> {
    /// `text` must have been accepted by `serde_json`, which bounds its depth.
    pub(super) fn new(file: &str, text: &'a str) -> Self {
        let strict = ParseOptions {
            allow_comments: false,
            allow_loose_object_property_names: false,
            allow_trailing_commas: false,
            allow_missing_commas: false,
            allow_single_quoted_strings: false,
            allow_hexadecimal_numbers: false,
            allow_unary_plus_numbers: false,
        };
        let root = parse_to_ast(text, &CollectOptions::default(), &strict)
            .ok()
            .and_then(|parsed| parsed.value);
        Self {
            file: SafeText::new(file),
            text,
            root,
        }
    }

    /// A problem at `path`; where the path leads nowhere, at the deepest value it leads to.
    pub(super) fn problem(&self, path: &Path, what: impl Into<SafeText>) -> Problem {
        let (start, end) = self.range(path);
        let shown = self.text.get(start..end).unwrap_or_default();
        Problem::new(self.place(start), shown, what)
    }

    /// A problem with the key at the end of `path`, whatever its value is.
    pub(super) fn problem_with_key(&self, path: &Path, what: impl Into<SafeText>) -> Problem {
        let mut parent = path.clone();
        let key = match parent.0.pop() {
            Some(Step::Key(key)) => key,
            Some(Step::Index(_)) | None => return self.problem(path, what),
        };
        let found = match self.follow(&parent) {
            Some(Value::Object(object)) => property(object, &key),
            _ => None,
        };
        match found {
            Some((property, _)) => Problem::new(self.place(property.range.start), &key, what),
            None => self.problem(path, what),
        }
    }

    /// A problem inside the string at `path`: `span` in bytes of the string's content.
    pub(super) fn problem_within(
        &self,
        path: &Path,
        span: std::ops::Range<usize>,
        what: impl Into<SafeText>,
    ) -> Problem {
        let (start, end) = self.range(path);
        let shown = self.text.get(start..end).unwrap_or_default();
        let inside = within(shown, span.start);
        Problem::new(self.place((start + inside).min(end)), shown, what)
    }

    /// Keys that stand twice in one object: the second would silently replace the first. It stops at more than anybody reads.
    pub(super) fn duplicate_keys(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if let Some(root) = &self.root {
            self.collect_duplicates(root, &mut problems);
        }
        problems
    }

    fn collect_duplicates(&self, value: &Value<'_>, problems: &mut Vec<Problem>) {
        if problems.len() > MAX_PROBLEMS {
            return;
        }
        match value {
            Value::Object(object) => {
                let mut seen = std::collections::BTreeSet::new();
                for property in &object.properties {
                    let name = name_of(&property.name);
                    if problems.len() <= MAX_PROBLEMS && !seen.insert(name) {
                        let start = property.range.start;
                        problems.push(
                            Problem::new(
                                self.place(start),
                                name,
                                format!(
                                    "The key '{}' stands twice in the same braces.",
                                    shortened(name)
                                ),
                            )
                            .hint("Keep one of the two."),
                        );
                    }
                    self.collect_duplicates(&property.value, problems);
                }
            }
            Value::Array(array) => {
                for element in &array.elements {
                    self.collect_duplicates(element, problems);
                }
            }
            _ => {}
        }
    }

    /// The deepest value on the way of `path`.
    fn follow(&self, path: &Path) -> Option<&Value<'a>> {
        let mut value = self.root.as_ref()?;
        for step in &path.0 {
            match child(value, step) {
                Some((inner, _)) => value = inner,
                None => break,
            }
        }
        Some(value)
    }

    /// From where to where the deepest value on the way of `path` stands. An object or a list begins at its key, if it has one.
    fn range(&self, path: &Path) -> (usize, usize) {
        let Some(mut value) = self.root.as_ref() else {
            return (0, 0);
        };
        let mut range = (value.start(), value.end());
        for step in &path.0 {
            let Some((inner, start)) = child(value, step) else {
                break;
            };
            value = inner;
            range = match value {
                Value::Object(_) | Value::Array(_) => (start, inner.end()),
                _ => (inner.start(), inner.end()),
            };
        }
        range
    }

    fn place(&self, offset: usize) -> Place {
        Place::after(&self.file, self.text.get(..offset).unwrap_or_default())
    }
}

/// One step down: the value, and where it begins with its key.
fn child<'v, 'a>(value: &'v Value<'a>, step: &Step) -> Option<(&'v Value<'a>, usize)> {
    match (step, value) {
        (Step::Key(key), Value::Object(object)) => {
            property(object, key).map(|(property, start)| (&property.value, start))
        }
        (Step::Index(index), Value::Array(array)) => array
            .elements
            .get(*index)
            .map(|element| (element, element.start())),
        _ => None,
    }
}

/// The property called `key`. The reader's paths leave out the one key that says which kind of scale it is, as in `"scale":
/// {"linear": {"worst": 0}}`, so that is looked through.
fn property<'v, 'a>(
    object: &'v jsonc_parser::ast::Object<'a>,
    key: &str,
) -> Option<(&'v jsonc_parser::ast::ObjectProp<'a>, usize)> {
    let own = object
        .properties
        .iter()
        .find(|property| name_of(&property.name) == key)
        .map(|property| (property, property.range.start));
    match (own, object.properties.as_slice()) {
        (Some(own), _) => Some(own),
        (None, [only]) => match &only.value {
            Value::Object(inner) => property(inner, key),
            _ => None,
        },
        (None, _) => None,
    }
}

/// How far into a JSON string, its quotation mark included, byte `at` of its content stands.
fn within(literal: &str, at: usize) -> usize {
    let mut content = 0;
    let mut chars = literal.char_indices().skip(1);
    while let Some((place, c)) = chars.next() {
        if content >= at {
            return place;
        }
        content += match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some((_, 'u')) => {
                    let digits: String = chars.by_ref().take(4).map(|(_, digit)| digit).collect();
                    // Half of a pair counts two bytes of the four that the whole has.
                    u32::from_str_radix(&digits, 16)
                        .ok()
                        .map_or(1, |point| char::from_u32(point).map_or(2, char::len_utf8))
                }
                _ => 1,
            },
            (c, false) => c.len_utf8(),
        };
    }
    literal.len().saturating_sub(1)
}

fn name_of<'b>(name: &'b ObjectPropName<'_>) -> &'b str {
    name.as_str()
}
