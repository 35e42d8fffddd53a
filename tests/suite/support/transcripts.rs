//! Conversations turned into documents.

use std::collections::BTreeMap;

use candor::catalog::{Catalog, builtin, from_files};
use candor::domain::{Answer, Id, SafeText};
use candor::interview::{Began, Fact, Flow, Interview, Recorded, derive, from_json};
use candor::present::{View, tie_seed};
use candor::ranking::{Advice, advise};
use candor::transcript::proof::Chain;
use candor::transcript::{Document, Material};
use jiff::Timestamp;
use serde_json::Value;
use sha2::Digest as _;

/// A conversation that can be made into a document.
pub struct Talk {
    pub catalog: Catalog,
    pub facts: Vec<Recorded>,
    pub case: Option<SafeText>,
    pub made: Option<Timestamp>,
}

pub fn vehicles() -> Catalog {
    let shipped = builtin::find("vehicles").unwrap();
    from_files(shipped.catalog.as_bytes(), shipped.offerings.as_bytes()).unwrap()
}

/// The vehicles catalog with other own sellers.
pub fn vehicles_owned_by(sellers: &[&str]) -> Catalog {
    let shipped = builtin::find("vehicles").unwrap();
    let mut catalog: Value = serde_json::from_str(shipped.catalog).unwrap();
    catalog["own_sellers"] = sellers.iter().copied().collect();
    from_files(catalog.to_string().as_bytes(), shipped.offerings.as_bytes()).unwrap()
}

/// The answers of the personas that come with the catalog, by id.
pub fn personas() -> Vec<(String, Value)> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/catalogs/vehicles/tests.json");
    let tests: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let personas = tests["personas"].as_array().unwrap();
    personas
        .iter()
        .map(|persona| {
            (
                persona["id"].as_str().unwrap().to_owned(),
                persona["answers"].clone(),
            )
        })
        .collect()
}

/// A conversation with each persona of each shipped catalog, by catalog and persona, every statement read out.
pub fn everyone() -> Vec<(String, Talk)> {
    let of = |shipped: &'static builtin::Builtin| {
        let tests: Value = serde_json::from_str(shipped.tests).unwrap();
        let catalog = from_files(shipped.catalog.as_bytes(), shipped.offerings.as_bytes()).unwrap();
        let all = tests["personas"].as_array().unwrap().clone();
        all.into_iter().map(move |persona| {
            let name = format!("{}-{}", shipped.id, persona["id"].as_str().unwrap());
            let talk = Talk::new(catalog.clone(), &persona["answers"]);
            (name, talk.read_out())
        })
    };
    builtin::ALL.iter().flat_map(of).collect()
}

pub fn persona(id: &str) -> Value {
    personas().into_iter().find(|(own, _)| own == id).unwrap().1
}

/// Seconds after the beginning of the conversation.
pub fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_763_733_600 + seconds).unwrap()
}

impl Talk {
    /// A conversation in which these answers were given, in the order of the questions.
    pub fn new(catalog: Catalog, answers: &Value) -> Self {
        let mut talk = Self {
            facts: Vec::new(),
            case: Some("7F3K-92".into()),
            made: Some(at(600)),
            catalog,
        };
        talk.say(Fact::Began(Began {
            catalog: talk.catalog.id.clone(),
            edition: talk.catalog.edition.clone(),
            fingerprint: talk.catalog.fingerprint.as_str().into(),
            program: "0.1.0".into(),
        }));
        let object = serde_json::json!({ "answers": answers });
        let answers: BTreeMap<Id, Answer> = from_json(&talk.catalog, &object).unwrap().answers;
        let questions: Vec<Id> = talk
            .catalog
            .questions
            .iter()
            .map(|q| q.id.clone())
            .collect();
        for question in questions {
            if let Some(answer) = answers.get(&question) {
                talk.say(Fact::Answered {
                    question,
                    answer: answer.clone(),
                });
            }
        }
        talk
    }

    /// The same, with every statement of the catalog read out.
    pub fn read_out(mut self) -> Self {
        for statement in self.catalog.statements.clone() {
            let digest = sha2::Sha256::digest(statement.text.as_bytes());
            let hash: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            self.say(Fact::ReadOut {
                statement: statement.id,
                hash: hash.as_str().into(),
            });
        }
        self
    }

    pub fn say(&mut self, fact: Fact) {
        let at = at(20 * i64::try_from(self.facts.len()).unwrap());
        self.facts.push(Recorded { at, fact });
    }

    /// One more answer, or a changed one.
    pub fn answer(&mut self, question: &str, value: Value) {
        let object = serde_json::json!({ "answers": { question: value } });
        let answers = from_json(&self.catalog, &object).unwrap().answers;
        for (question, answer) in answers {
            self.say(Fact::Answered { question, answer });
        }
    }

    /// The order as it stands now.
    pub fn advice(&self) -> Advice {
        let interview = Interview::fold(&self.facts);
        let needs = derive(&self.catalog, interview.answers(), tie_seed("7F3K-92"));
        advise(self.catalog.blind(), &needs.needs)
    }

    pub fn document(&self) -> Document {
        let interview = Interview::fold(&self.facts);
        let flow = Flow::new(&self.catalog, &interview);
        let needs = derive(&self.catalog, interview.answers(), tie_seed("7F3K-92"));
        let advice = advise(self.catalog.blind(), &needs.needs);
        let view = View::new(&self.catalog, &needs, &advice);
        Document::new(&Material {
            view: &view,
            interview: &interview,
            facts: &self.facts,
            flow: &flow,
            case: self.case.clone(),
            chain: self.case.as_ref().map(|_| Chain {
                records: self.facts.len() as u64,
                head: "0".repeat(64).into(),
            }),
            made: self.made,
            program: "0.1.0".into(),
        })
    }
}
