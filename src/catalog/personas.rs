//! Customers made up to test a catalog: their answers, and what the advice on them must and must not be.

use serde::Deserialize;
use serde_json::Value;

use crate::domain::{Id, SafeText};
use crate::formula::{Formula, Type};

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

/// Reads the personas of `catalog`. Answers are not checked here.
///
/// # Errors
/// Every problem: no JSON, an unknown key, an offering, seller or column that does not exist, a persona of whom nothing is expected.
pub fn read(catalog: &Catalog, text: &str) -> Result<Vec<Persona>, Vec<Problem>> {
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
        persona: SafeText::default(),
        problems: Vec::new(),
    };
    if file.personas.is_empty() {
        reader.problem(
            "There is no persona in the file.",
            "Write down at least one customer.",
        );
    }
    let personas: Vec<Persona> = file
        .personas
        .into_iter()
        .map(|persona| reader.persona(persona))
        .collect();
    let mut ids: Vec<&Id> = personas.iter().map(|persona| &persona.id).collect();
    ids.sort();
    if let Some([twice, _]) = ids.array_windows().find(|[a, b]| a == b) {
        let what = format!("Two personas are called '{twice}'.");
        reader.problem(&what, "Give each its own id.");
    }
    if reader.problems.is_empty() {
        Ok(personas)
    } else {
        Err(reader.problems)
    }
}

struct Reader<'a> {
    catalog: &'a Catalog,
    persona: SafeText,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn problem(&mut self, what: &str, hint: &str) {
        let place = Place::File(TESTS_FILE.into());
        self.problems
            .push(Problem::new(place, &self.persona, what).hint(hint));
    }

    fn persona(&mut self, raw: RawPersona) -> Persona {
        self.persona = format!("persona '{}'", raw.id).into();
        let expect = Expect {
            top3_any_of: raw
                .expect
                .top3_any_of
                .iter()
                .filter_map(|id| self.offering(id))
                .collect(),
            never_in_top8: raw
                .expect
                .never_in_top8
                .iter()
                .flat_map(|never| match never {
                    RawNever::Offering(id) => self.offering(id).into_iter().collect(),
                    RawNever::Seller { seller } => self.offerings_of(seller),
                })
                .collect(),
            top8_all: raw
                .expect
                .top8_all
                .as_ref()
                .and_then(|all| self.condition(&all.formula)),
        };
        if raw.expect.top3_any_of.is_empty()
            && raw.expect.never_in_top8.is_empty()
            && raw.expect.top8_all.is_none()
        {
            self.problem(
                "Nothing is expected of the advice.",
                "Give top3_any_of, never_in_top8 or top8_all.",
            );
        }
        self.persona = SafeText::default();
        Persona {
            id: raw.id,
            title: raw.title,
            why: raw.why,
            answers: raw.answers,
            expect,
        }
    }

    fn offering(&mut self, id: &str) -> Option<usize> {
        let found = self.catalog.offering(id).map(|(position, _)| position);
        if found.is_none() {
            let known = self.catalog.offerings.iter().map(|known| known.id.as_str());
            let hint = did_you_mean(id, known)
                .unwrap_or_else(|| "The ids stand in the column 'id' of offerings.csv.".to_owned());
            self.problem(&format!("There is no offering '{id}'."), &hint);
        }
        found
    }

    fn offerings_of(&mut self, seller: &str) -> Vec<usize> {
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
            self.problem(&format!("There is no seller '{seller}'."), &hint);
        }
        offerings
    }

    fn condition(&mut self, source: &str) -> Option<Formula> {
        match self.catalog.formula(source) {
            Ok(formula) if *formula.ty() == Type::YesNo => Some(formula),
            Ok(_) => {
                self.problem(
                    &format!("'{source}' is not a yes or no."),
                    "Compare something: 'seats >= 7'.",
                );
                None
            }
            Err(error) => {
                self.problem(
                    &format!("In '{source}': {error}"),
                    "A formula here may name the columns of the catalog.",
                );
                None
            }
        }
    }
}
