//! Customers made up to test a catalog: their answers, and what the advice on them must and must not be.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::Value;

use crate::domain::{Id, SafeText};
use crate::formula::{Formula, Type};

use super::elements::nesting;
use super::locate::{Locator, Path};
use super::model::Catalog;
use super::problem::{Problem, did_you_mean};
use super::{Place, load::TESTS_FILE};

/// A customer with the advice expected for them.
#[derive(Debug, Clone)]
pub struct Persona {
    /// Id.
    pub id: Id,
    /// Who it is, in a line.
    pub title: SafeText,
    /// Why this advice is expected, by someone who knows the field.
    pub why: SafeText,
    /// Answers as `--answers` takes them: question to value.
    pub answers: Value,
    /// What the advice must be.
    pub expect: Expect,
}

/// What the advice must be. "First three" and "first eight" count one offering per model line, and are fewer where fewer fit.
#[derive(Debug, Clone)]
pub struct Expect {
    /// Offerings of which at least one must be among the first three; nothing is expected when empty.
    pub top3_any_of: Vec<usize>,
    /// Offerings of which none may be among the first eight.
    pub never_in_top8: Vec<usize>,
    /// What must be true of each of the first eight; unknown counts as not true.
    pub top8_all: Option<Formula>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    personas: Vec<RawPersona>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPersona {
    id: Id,
    title: SafeText,
    why: SafeText,
    answers: Value,
    expect: RawExpect,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawExpect {
    #[serde(default)]
    top3_any_of: Vec<String>,
    #[serde(default)]
    never_in_top8: Vec<RawNever>,
    top8_all: Option<RawAll>,
}

/// An offering by its id, or all offerings of a seller by its name.
#[derive(Deserialize)]
#[serde(untagged, expecting = "an offering's id, or {\"seller\": name}")]
enum RawNever {
    Offering(String),
    Seller { seller: String },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAll {
    formula: String,
}

/// Reads the personas of `catalog`. Answers are not checked here; [`at_answer`] places what is wrong with one.
///
/// # Errors
/// Every problem with its place: no JSON, braces or brackets too deep inside each other, an unknown key, an offering, seller or column that does not exist, a persona of whom nothing
/// is expected.
pub fn read(catalog: &Catalog, text: &str) -> Result<Vec<Persona>, Vec<Problem>> {
    if let Some(problem) = nesting(TESTS_FILE, text) {
        return Err(vec![problem]);
    }
    let file: RawFile = serde_json::from_str(text).map_err(|error| {
        let place = Place::At {
            file: TESTS_FILE.into(),
            line: error.line().max(1),
            column: error.column().max(1),
        };
        let message = error.to_string();
        let what = message.split(" at line ").next().unwrap_or_default();
        vec![
            Problem::new(
                place,
                "",
                format!("This does not fit a file of personas: {what}."),
            )
            .hint("Each persona has id, title, why, answers and expect."),
        ]
    })?;
    let mut reader = Reader {
        catalog,
        locator: Locator::new(TESTS_FILE, text),
        problems: Vec::new(),
    };
    reader.problems.extend(reader.locator.duplicate_keys());
    if file.personas.is_empty() {
        reader.problem(
            &Path::default().key("personas"),
            "There is no persona in the file.",
            "Write down at least one customer.",
        );
    }
    let mut seen = BTreeSet::new();
    let mut personas = Vec::new();
    for (n, persona) in file.personas.into_iter().enumerate() {
        let at = Path::list("personas", n);
        if !seen.insert(persona.id.clone()) {
            let what = format!("Two personas are called '{}'.", persona.id);
            reader.problem(&at.clone().key("id"), &what, "Give each its own id.");
        }
        personas.push(reader.persona(&at, persona));
    }
    if reader.problems.is_empty() {
        Ok(personas)
    } else {
        Err(reader.problems)
    }
}

/// What is wrong with an answer, at its place in `text`: the answer to `question` of the persona at position `persona`.
#[must_use]
pub fn at_answer(text: &str, persona: usize, question: &str, what: &str, hint: &str) -> Problem {
    let at = Path::list("personas", persona).key("answers").key(question);
    Locator::new(TESTS_FILE, text).problem(&at, what).hint(hint)
}

struct Reader<'a> {
    catalog: &'a Catalog,
    locator: Locator<'a>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn problem(&mut self, at: &Path, what: &str, hint: &str) {
        let problem = self.locator.problem(at, what).hint(hint);
        self.problems.push(problem);
    }

    fn persona(&mut self, at: &Path, raw: RawPersona) -> Persona {
        let in_expect = at.clone().key("expect");
        let of = |key: &str, n: usize| in_expect.clone().key(key).index(n);
        let top3_any_of = raw.expect.top3_any_of.iter().enumerate();
        let never_in_top8 = raw.expect.never_in_top8.iter().enumerate();
        let expect = Expect {
            top3_any_of: top3_any_of
                .filter_map(|(n, id)| self.offering(&of("top3_any_of", n), id))
                .collect(),
            never_in_top8: never_in_top8
                .flat_map(|(n, never)| {
                    let at = of("never_in_top8", n);
                    match never {
                        RawNever::Offering(id) => self.offering(&at, id).into_iter().collect(),
                        RawNever::Seller { seller } => self.offerings_of(&at.key("seller"), seller),
                    }
                })
                .collect(),
            top8_all: raw.expect.top8_all.as_ref().and_then(|all| {
                let at = in_expect.clone().key("top8_all").key("formula");
                self.condition(&at, &all.formula)
            }),
        };
        if raw.expect.top3_any_of.is_empty()
            && raw.expect.never_in_top8.is_empty()
            && raw.expect.top8_all.is_none()
        {
            self.problem(
                &in_expect,
                "Nothing is expected of the advice.",
                "Give top3_any_of, never_in_top8 or top8_all.",
            );
        }
        Persona {
            id: raw.id,
            title: raw.title,
            why: raw.why,
            answers: raw.answers,
            expect,
        }
    }

    fn offering(&mut self, at: &Path, id: &str) -> Option<usize> {
        let found = self.catalog.offering(id).map(|(position, _)| position);
        if found.is_none() {
            let known = self.catalog.offerings.iter().map(|known| known.id.as_str());
            let hint = did_you_mean(id, known)
                .unwrap_or_else(|| "The ids stand in the column 'id' of offerings.csv.".to_owned());
            self.problem(at, &format!("There is no offering '{id}'."), &hint);
        }
        found
    }

    fn offerings_of(&mut self, at: &Path, seller: &str) -> Vec<usize> {
        let catalog = self.catalog;
        let offerings: Vec<usize> = catalog
            .offerings
            .iter()
            .enumerate()
            .filter(|(_, offering)| {
                catalog
                    .seller_of(offering)
                    .is_some_and(|own| own.name.as_str() == seller)
            })
            .map(|(position, _)| position)
            .collect();
        if offerings.is_empty() {
            let hint = did_you_mean(
                seller,
                catalog.sellers.iter().map(|known| known.name.as_str()),
            )
            .unwrap_or_else(|| "The sellers stand in offerings.csv.".to_owned());
            self.problem(at, &format!("There is no seller '{seller}'."), &hint);
        }
        offerings
    }

    fn condition(&mut self, at: &Path, source: &str) -> Option<Formula> {
        match self.catalog.formula(source) {
            Ok(formula) if *formula.ty() == Type::YesNo => Some(formula),
            Ok(_) => {
                let hint = "Compare something: 'seats >= 7'.";
                self.problem(at, "This formula is not a yes or no.", hint);
                None
            }
            Err(error) => {
                let hint = error.hint().unwrap_or_else(|| {
                    "A formula here may name the columns of the catalog.".to_owned()
                });
                let said = error.to_string();
                let problem = self.locator.problem_within(at, error.span, said).hint(hint);
                self.problems.push(problem);
                None
            }
        }
    }
}
