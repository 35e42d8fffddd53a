//! Compares advice on changed catalogs with advice on the unchanged one.

use std::collections::BTreeMap;

use crate::catalog::{AnswerKind, Catalog, Files, Problem};
use crate::domain::{Answer, AnswerValue, Id, SafeText};
use crate::interview::derive;
use crate::present::{Standing, View, tie_seed};
use crate::ranking::advise;

use super::customers::customer;
use super::treat::{Sheet, Unchangeable, exchanged, hidden, owned_by, renamed, shuffled, twinned};

/// How many orders of the file and exchanges of sellers are tried.
const SHUFFLES: u64 = 3;

/// Gives advice: the engine, or in tests one with a planted bias.
pub type Advise = dyn Fn(&Catalog, &BTreeMap<Id, Answer>, &str) -> Vec<Line>;

/// One offering of an advice, with everything that must not depend on its seller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The offering.
    pub id: Id,
    /// Its rank; `None` when it misses a must-have.
    pub rank: Option<usize>,
    /// Its score in hundredths of a point.
    pub score: u32,
    /// What each criterion adds, in hundredths of a point.
    pub contributions: Vec<u32>,
    /// Whether it meets the must-haves.
    pub standing: Standing,
    /// Its good points.
    pub pros: Vec<SafeText>,
    /// Its cautions and caveats.
    pub downsides: Vec<SafeText>,
}

/// A change that must change nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Treatment {
    /// In words: `owned by Kia`.
    pub name: SafeText,
    /// How many advices were compared.
    pub compared: usize,
}

/// The first advice that was not the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Under which change.
    pub treatment: SafeText,
    /// For which made-up customer, from 1.
    pub customer: u64,
    /// The place in the order, from 1.
    pub place: usize,
    /// What stood there before.
    pub before: SafeText,
    /// What stands there now.
    pub after: SafeText,
}

/// The outcome of the proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnBrand {
    /// Fingerprint of the catalog that was looked at.
    pub fingerprint: String,
    /// How many made-up customers.
    pub customers: u64,
    /// The changes that were tried.
    pub treatments: Vec<Treatment>,
    /// The first difference; `None` when all advices were the same.
    pub difference: Option<Difference>,
}

/// Why the proof could not be made.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// The files could not be changed.
    #[error(transparent)]
    Unchangeable(#[from] Unchangeable),
    /// A changed catalog no longer loads.
    #[error("The catalog changed as '{treatment}' does not load any more: {problem}")]
    Broken {
        /// Which change.
        treatment: SafeText,
        /// The first problem.
        problem: SafeText,
    },
}

/// The engine's own advice.
#[must_use]
pub fn by_the_engine(catalog: &Catalog, answers: &BTreeMap<Id, Answer>, case: &str) -> Vec<Line> {
    let needs = derive(catalog, answers, tie_seed(case));
    let advice = advise(catalog.blind(), &needs.needs);
    let view = View::new(catalog, &needs, &advice);
    let order = advice.ranked.iter().map(|ranked| ranked.offering);
    order
        .chain(advice.excluded.iter().map(|excluded| excluded.offering))
        .filter_map(|offering| view.entry(offering))
        .map(|entry| Line {
            downsides: entry.downsides(),
            id: entry.id,
            rank: entry.rank,
            score: entry.score,
            contributions: entry.contributions,
            standing: entry.standing,
            pros: entry.pros,
        })
        .collect()
}

/// Runs the proof with `customers` made-up customers; stops at the first difference.
///
/// # Errors
/// [`AuditError`] when the catalog's files cannot be changed or do not load after the change.
pub fn own_brand(files: &Files, customers: u64, advise: &Advise) -> Result<OwnBrand, AuditError> {
    let base_files = twinned(files)?;
    let base = load(&base_files, "with twins")?;
    let fingerprint = load(files, "as it is")?.fingerprint;
    let cases: Vec<Case> = (1..=customers)
        .map(|number| {
            let name = format!("audit-{number}");
            let answers = customer(&base, number);
            let before = advise(&base, &answers, &name);
            Case {
                number,
                name,
                answers,
                before,
            }
        })
        .collect();
    let mut outcome = OwnBrand {
        fingerprint,
        customers,
        treatments: Vec::new(),
        difference: None,
    };
    for (name, changed, names) in changes(&base_files)? {
        let catalog = load(&changed, &name)?;
        let ids = ids(&base, &catalog, &names);
        let mut compared = 0;
        for case in &cases {
            let answers = with_sellers(&catalog, &case.answers, &ids);
            let after = advise(&catalog, &answers, &case.name);
            compared += 1;
            if let Some((place, before, after)) = first_difference(&case.before, &after) {
                let treatment = name.clone();
                let customer = case.number;
                outcome.difference = Some(Difference {
                    treatment,
                    customer,
                    place,
                    before,
                    after,
                });
                break;
            }
        }
        outcome.treatments.push(Treatment { name, compared });
        if outcome.difference.is_some() {
            break;
        }
    }
    Ok(outcome)
}

/// A made-up customer with the advice on the unchanged catalog.
struct Case {
    number: u64,
    name: String,
    answers: BTreeMap<Id, Answer>,
    before: Vec<Line>,
}

/// All changes: words, files, and which seller is called how.
type Changes = Vec<(SafeText, Files, BTreeMap<String, String>)>;

fn changes(files: &Files) -> Result<Changes, Unchangeable> {
    let sellers = Sheet::read(files)?.sellers();
    let same: BTreeMap<String, String> = BTreeMap::new();
    let mut changes: Changes = vec![(
        "owned by nobody".into(),
        owned_by(files, &[])?,
        same.clone(),
    )];
    for seller in &sellers {
        changes.push((
            format!("owned by {seller}").into(),
            owned_by(files, &[seller])?,
            same.clone(),
        ));
    }
    let names = hidden(&sellers);
    changes.push((
        "sellers hidden".into(),
        renamed(&owned_by(files, &[])?, &names)?,
        names,
    ));
    for n in 1..=SHUFFLES {
        let names = exchanged(&sellers, n);
        changes.push((
            format!("sellers exchanged, {n}").into(),
            renamed(files, &names)?,
            names,
        ));
        changes.push((
            format!("rows shuffled, {n}").into(),
            shuffled(files, n)?,
            same.clone(),
        ));
    }
    Ok(changes)
}

fn load(files: &Files, treatment: &str) -> Result<Catalog, AuditError> {
    files
        .load()
        .map_err(|problems: Vec<Problem>| AuditError::Broken {
            treatment: treatment.into(),
            problem: problems
                .first()
                .map_or_else(SafeText::default, |problem| problem.to_string().into()),
        })
}

/// Ids of sellers before and after: a wish about a seller is a wish about its offerings, whatever they are called.
fn ids(before: &Catalog, after: &Catalog, names: &BTreeMap<String, String>) -> BTreeMap<Id, Id> {
    before
        .sellers
        .iter()
        .filter_map(|seller| {
            let name = names
                .get(seller.name.as_str())
                .map_or(seller.name.as_str(), String::as_str);
            let renamed = after.sellers.iter().find(|own| own.name.as_str() == name)?;
            Some((seller.id.clone(), renamed.id.clone()))
        })
        .collect()
}

fn with_sellers(
    catalog: &Catalog,
    answers: &BTreeMap<Id, Answer>,
    ids: &BTreeMap<Id, Id>,
) -> BTreeMap<Id, Answer> {
    let mut answers = answers.clone();
    for question in &catalog.questions {
        if let AnswerKind::Several { sellers: true, .. } = question.kind
            && let Some(answer) = answers.get_mut(&question.id)
            && let AnswerValue::Several(named) = &mut answer.value
        {
            for id in named.iter_mut() {
                *id = ids.get(id).unwrap_or(id).clone();
            }
        }
    }
    answers
}

fn first_difference(before: &[Line], after: &[Line]) -> Option<(usize, SafeText, SafeText)> {
    let longest = before.len().max(after.len());
    (0..longest)
        .find(|&n| before.get(n) != after.get(n))
        .map(|n| {
            let say = |line: Option<&Line>| line.map_or_else(|| "nothing".into(), words);
            (n + 1, say(before.get(n)), say(after.get(n)))
        })
}

fn words(line: &Line) -> SafeText {
    format!(
        "{} (rank {}, {} hundredths, {} good points, {} cautions)",
        line.id,
        line.rank
            .map_or_else(|| "none".to_owned(), |rank| rank.to_string()),
        line.score,
        line.pros.len(),
        line.downsides.len()
    )
    .into()
}
