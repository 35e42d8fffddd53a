//! From the raw shape to a valid catalog. Every check is made, and all problems are returned together.

mod afterwards;
mod check;
mod columns;
mod contact;
mod criteria;
mod effects;
mod lint;
mod objections;
mod offerings;
mod questions;
mod remarks;

use crate::ranking::{BlindCatalog, tie_key};

use super::locate::{Locator, Path};
use super::model::{
    Attribute, Catalog, Coverage, CriterionInfo, Interests, Offering, Source, Statement, StatusQuo,
    Term,
};
use super::problem::Problem;
use super::raw::{RawCatalog, RawHead};
use super::scope::Names;
use super::table::Table;

use check::{Check, Unique};

/// Version of the catalog format that this program reads.
const FORMAT: u32 = 1;

/// Checks everything and puts the catalog together.
pub(super) fn catalog(
    raw: &RawCatalog,
    table: &Table,
    locator: &Locator<'_>,
    fingerprint: &str,
) -> Result<Catalog, Vec<Problem>> {
    let mut check = Check::new(locator);
    let catalog = build(&mut check, raw, table, fingerprint);
    match catalog {
        Some(catalog) if check.problems.is_empty() => {
            let problems = lint::lint(raw, table, &catalog, locator);
            if problems.is_empty() {
                Ok(catalog)
            } else {
                Err(problems)
            }
        }
        _ => Err(check.problems),
    }
}

fn build(
    check: &mut Check<'_>,
    raw: &RawCatalog,
    table: &Table,
    fingerprint: &str,
) -> Option<Catalog> {
    let head = &raw.head;
    let id = check.id(&Path::default().key("id"), &head.id);
    let as_of = check.date(&Path::default().key("as_of"), &head.as_of);
    check_head(check, head);
    check_terms(check, raw);
    check.expect_names(names_in_formulas(raw));
    let sources = sources(check, raw);
    let afterwards = afterwards::afterwards(check, head, &sources);

    let sellers = offerings::sellers(head, table, check);
    let offerings = offerings::offerings(table, &sellers, check);
    let mut names = Names::default();
    let mut columns = columns::facts(check, raw, table, &mut names);
    let shells = questions::shells(check, raw, &sellers, &mut names);
    columns::computed(check, raw, &shells, &mut names, &mut columns);
    let status_quo = status_quo(check, head, &offerings, &names);
    let (infos, criteria) = criteria::criteria(check, raw, &columns.attributes, &names);
    let context = Context {
        attributes: &columns.attributes,
        criteria: &infos,
        shells: &shells,
        names: &names,
    };
    let questions = questions::questions(check, raw, &context);
    let remarks = remarks::remarks(check, raw, &names);

    let lines = offerings::lines(&offerings);
    let keys = offerings
        .iter()
        .map(|offering| tie_key(offering.id.as_str()))
        .collect();
    let blind = BlindCatalog::new(columns.facts, columns.computed, criteria, lines, keys);
    let mut catalog = Catalog {
        id: id?,
        title: head.title.clone(),
        owner: head.owner.clone(),
        edition: head.edition.clone(),
        fingerprint: fingerprint.to_owned(),
        as_of: as_of?,
        max_age_days: head.max_age_days,
        language: head.language.clone(),
        currency: (head.currency.code.clone(), head.currency.sign.clone()),
        offering: head.offering.clone(),
        seller: head.seller.clone(),
        status_quo,
        coverage: Coverage {
            covers: head.coverage.covers.clone(),
            missing: head.coverage.missing.clone(),
        },
        interests: Interests {
            general: head.interests.general.clone(),
            own: head.interests.own.clone(),
            others: head.interests.others.clone(),
        },
        sources,
        units: head
            .units
            .iter()
            .map(|(unit, noun)| (unit.clone(), noun.clone()))
            .collect(),
        attributes: columns.attributes,
        criteria: infos,
        questions,
        remarks,
        glossary: raw
            .glossary
            .iter()
            .map(|term| Term {
                term: term.term.clone(),
                text: term.text.clone(),
            })
            .collect(),
        objections: objections::objections(check, raw),
        statements: statements(check, raw),
        afterwards,
        contact: contact::contact(check, head),
        sellers,
        offerings,
        inputs: shells.inputs,
        given: columns.given,
        cell_sources: columns.cell_sources,
        blind,
    };
    criteria::say_ends(&mut catalog);
    Some(catalog)
}

/// Whether `code` can be a currency code of ISO 4217.
fn is_currency_code(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn status_quo(
    check: &mut Check<'_>,
    head: &RawHead,
    offerings: &[Offering],
    names: &Names,
) -> Option<StatusQuo> {
    let raw = head.status_quo.as_ref()?;
    let at = Path::default().key("status_quo");
    let known = offerings.iter().map(|offering| offering.id.as_str());
    let offering = check.position(
        &at.clone().key("offering"),
        &raw.offering,
        "offering",
        known,
    );
    let when = check.condition(&at.key("when"), &raw.when, &names.answers());
    Some(StatusQuo {
        offering: offering?,
        when: when?,
    })
}

fn check_head(check: &mut Check<'_>, head: &RawHead) {
    if head.format != FORMAT {
        let problem = check
            .locator
            .problem(
                &Path::default().key("format"),
                format!(
                    "This program reads catalogs of format {FORMAT}, and this one says {}.",
                    head.format
                ),
            )
            .hint("Use the program that this catalog was made for.");
        check.problems.push(problem);
    }
    let code = &head.currency.code;
    if !is_currency_code(code) {
        let problem = check
            .locator
            .problem(
                &Path::default().key("currency").key("code"),
                "A currency code has three capital letters (ISO 4217).",
            )
            .hint("For example USD or EUR.");
        check.problems.push(problem);
    }
}

/// Every name that stands for something in the formulas of this catalog, wherever it stands.
fn names_in_formulas(raw: &RawCatalog) -> impl Iterator<Item = String> {
    let columns = raw.attributes.iter().map(|attribute| &attribute.id);
    let columns = columns.chain(raw.computed.iter().map(|column| &column.id));
    let answers = raw.questions.iter().flat_map(|question| {
        let id = &question.id;
        [id.clone(), format!("{id}.min"), format!("{id}.max")]
    });
    columns.cloned().chain(answers)
}

/// The words of units and of the glossary are looked up by name: one that nothing finds, or that hides another, is a mistake.
fn check_terms(check: &mut Check<'_>, raw: &RawCatalog) {
    for name in raw.head.units.keys() {
        let at = Path::default().key("units").key(name);
        if let Some(unit) = check.unit(&at, name)
            && unit.to_string() != *name
        {
            check.problem(
                &at,
                format!("The unit '{name}' is looked up as '{unit}'."),
                format!("Write \"{unit}\" here."),
            );
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    for (n, term) in raw.glossary.iter().enumerate() {
        if !seen.insert(&term.term) {
            check.problem(
                &Path::list("glossary", n).key("term"),
                format!("'{}' is explained twice.", term.term),
                "Keep one of the two.",
            );
        }
    }
}

fn sources(check: &mut Check<'_>, raw: &RawCatalog) -> Vec<Source> {
    let mut seen = Unique::default();
    raw.sources
        .iter()
        .enumerate()
        .filter_map(|(n, source)| {
            let at = Path::list("sources", n);
            let id = seen.id(check, &at, &source.id);
            let date = check.date(&at.key("date"), &source.date);
            if id.is_none() || date.is_none() {
                check.leave_out(&source.id);
            }
            Some(Source {
                id: id?,
                title: source.title.clone(),
                address: source.address.clone(),
                date: date?,
                note: source.note.clone(),
            })
        })
        .collect()
}

fn statements(check: &mut Check<'_>, raw: &RawCatalog) -> Vec<Statement> {
    let mut seen = Unique::default();
    raw.statements
        .iter()
        .enumerate()
        .filter_map(|(n, statement)| {
            let id = seen.id(check, &Path::list("statements", n), &statement.id)?;
            Some(Statement {
                id,
                at: statement.at,
                text: statement.text.clone(),
            })
        })
        .collect()
}

/// What later checks look things up in.
struct Context<'a> {
    attributes: &'a [Attribute],
    criteria: &'a [CriterionInfo],
    shells: &'a questions::Shells,
    names: &'a Names,
}

impl Context<'_> {
    fn criterion(&self, check: &mut Check<'_>, at: &Path, id: &str) -> Option<usize> {
        check.position(
            at,
            id,
            "criterion",
            self.criteria.iter().map(|criterion| criterion.id.as_str()),
        )
    }
}
