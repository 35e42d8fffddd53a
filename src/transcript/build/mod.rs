//! From a conversation and its advice to a document.

mod ask;
mod costs;
mod ending;
mod evidence;
mod handover;
mod offerings;
mod proof;
mod record;
mod said;
mod unmet;

pub(super) use handover::day_in;

use jiff::{Span, Timestamp, civil::Date};

use crate::catalog::Catalog;
use crate::domain::SafeText;
use crate::interview::{Flow, Interview, Outcome, Recorded};
use crate::present::{Entry, Sure, View, WouldChange, money_columns};
use crate::ranking::Plan;

use super::document::{CatalogMark, Document, Earnings, Head, LeftOut, Scope, Verdict};
use super::proof::Chain;
use super::shown::{Alternative, Shown};

/// How many places of the order are printed.
const PLACES: usize = 8;
/// How many alternatives stand beside what comes first.
const ALTERNATIVES: usize = 2;
/// How many near misses are shown when nothing fits.
const NEAR_MISSES: usize = 3;

/// What a document is made from. All of it must belong together.
#[derive(Debug, Clone)]
pub struct Material<'a> {
    /// The advice with its catalog.
    pub view: &'a View<'a>,
    /// The conversation.
    pub interview: &'a Interview,
    /// Its facts; empty for advice outside a case.
    pub facts: &'a [Recorded],
    /// How each question stands.
    pub flow: &'a Flow,
    /// Id of the case.
    pub case: Option<SafeText>,
    /// The journal of the case as it stands; `None` where there is none.
    pub chain: Option<Chain>,
    /// The moment of making, as a label.
    pub made: Option<Timestamp>,
    /// Version of the program.
    pub program: SafeText,
}

impl Document {
    /// Makes the document.
    #[must_use]
    pub fn new(material: &Material<'_>) -> Self {
        let Material {
            view, interview, ..
        } = material;
        let sure = Sure::new(
            view.catalog,
            interview,
            material.flow,
            view.case,
            view.advice,
            Plan::RECORD,
        );
        Self::with_sure(material, &sure)
    }

    /// Makes the document with how sure the order is as it was worked out before, which must belong to the same conversation.
    #[must_use]
    pub fn with_sure(material: &Material<'_>, sure: &Sure) -> Self {
        let Material {
            view, interview, ..
        } = material;
        let entries = view.entries(PLACES);
        let changes = view.would_change(sure, interview, material.flow);
        let beside = beside(view, &entries, taken(view, interview));
        let (verdict, mut alternatives) = judge(view, &entries, &beside, &changes);
        if let Some(taken) = taken(view, interview) {
            for (alternative, entry) in alternatives.iter_mut().zip(&beside) {
                alternative.taken = entry.offering == taken.offering;
            }
        }
        let first = entries.first().into_iter();
        let shown: Vec<usize> = first.chain(&beside).map(|entry| entry.offering).collect();
        let first = match &verdict {
            Verdict::First { offering, .. } => Some(offering),
            Verdict::NothingFits => None,
        };
        let decision = record::decision(view, interview);
        let would_change: Vec<SafeText> = changes.into_iter().map(|change| change.words).collect();
        let handover = handover::handover(&handover::Basis {
            view,
            interview,
            sure,
            entries: &entries,
            decision: decision.as_ref(),
            would_change: &would_change,
        });
        Self {
            redacted: false,
            head: head(material),
            said: said::said(material),
            compared: compared(view),
            left_out: left_out(view),
            sure: view.sure_sentence(sure),
            would_change,
            handover,
            ways: view.way_sentences(sure),
            unmet: unmet::unmet(view, interview, first),
            costs: costs::costs(view, &shown),
            decision,
            adviser: ending::adviser(view, interview),
            closing: ending::closing(interview),
            order: record::order(&entries),
            notes: record::notes(interview),
            statements: record::statements(view.catalog, interview),
            sources: record::sources(view.catalog, &shown, material.made),
            oldest_fact: first.and_then(|first| first.oldest_fact),
            ask_first: ask::ask_first(view, interview.outcome(), entries.first()),
            good_until: good_until(view.catalog),
            afterwards: afterwards(view.catalog),
            afterwards_sources: record::sources_of(view.catalog, material.made),
            scope: scope(view.catalog),
            interests: Earnings {
                general: view.catalog.interests.general.clone(),
                own: view.catalog.interests.own.clone(),
                others: view.catalog.interests.others.clone(),
            },
            proof: proof::proof(material),
            evidence: evidence::evidence(material, PLACES, sure),
            verdict,
            alternatives,
        }
    }
}

fn judge(
    view: &View<'_>,
    entries: &[Entry],
    beside: &[Entry],
    changes: &[WouldChange],
) -> (Verdict, Vec<Alternative>) {
    let Some(first) = entries.first() else {
        let nearest = beside
            .iter()
            .map(|entry| Alternative {
                offering: Shown::of(view, entry),
                taken: false,
                worse: Vec::new(),
                better: Vec::new(),
                first_if: None,
            })
            .collect();
        return (Verdict::NothingFits, nearest);
    };
    let open = view.advice.ranked.iter().filter(|r| r.open != 0).count();
    let verdict = Verdict::First {
        offering: Shown::of(view, first),
        shared_with: entries
            .iter()
            .skip(1)
            .filter(|entry| entry.rank == first.rank)
            .map(offerings::full_name)
            .collect(),
        fitting: view.fitting() - open,
        open,
    };
    let alternatives = beside
        .iter()
        .map(|entry| offerings::alternative(view, entry, first, changes))
        .collect();
    (verdict, alternatives)
}

/// What the customer took, unless nothing was.
fn taken(view: &View<'_>, interview: &Interview) -> Option<Entry> {
    let Some(Outcome::Chose { offering }) = interview.outcome() else {
        return None;
    };
    let mut offerings = view.catalog.offerings.iter();
    let position = offerings.position(|own| own.id == *offering)?;
    view.entry(position)
}

/// What stands beside the first: what the customer took instead of it, and the next in the order, filled up with near misses; where
/// nothing fits, the near misses. With what the customer has, wherever it stands.
fn beside(view: &View<'_>, entries: &[Entry], taken: Option<Entry>) -> Vec<Entry> {
    let first = entries.first();
    let next = entries.iter().skip(1).take(ALTERNATIVES);
    let mut others: Vec<Entry> = next.cloned().collect();
    let most = if first.is_some() {
        ALTERNATIVES
    } else {
        NEAR_MISSES
    };
    others.extend(view.near_misses(most - others.len()));
    let is_shown = |others: &[Entry], entry: &Entry| {
        let mut shown = others.iter().chain(first);
        shown.any(|other| other.offering == entry.offering)
    };
    if let Some(taken) = taken.filter(|taken| !is_shown(&others, taken)) {
        others.insert(0, taken);
    }
    if let Some(now) = view.status_quo().filter(|now| !is_shown(&others, now)) {
        others.push(now);
    }
    others
}

/// How many offerings take part.
fn compared(view: &View<'_>) -> usize {
    view.advice.ranked.len() + view.advice.excluded.len()
}

fn head(material: &Material<'_>) -> Head {
    let catalog = material.view.catalog;
    Head {
        case: material.case.clone(),
        began: material.interview.began().map(|(at, _)| *at),
        made: material.made,
        program: material.program.clone(),
        catalog: CatalogMark {
            id: catalog.id.clone(),
            title: catalog.title.clone(),
            owner: catalog.owner.clone(),
            edition: catalog.edition.clone(),
            as_of: catalog.as_of,
            fingerprint: catalog.fingerprint.as_str().into(),
            currency: catalog.currency.0.as_str().into(),
            noun: (catalog.offering.one.clone(), catalog.offering.many.clone()),
            sellers: catalog.seller.many.clone(),
            offerings: catalog.offerings.len(),
            questions: catalog.questions.len(),
            money_columns: money_columns(catalog).len(),
            facts_missing: catalog.missing_cells(),
        },
    }
}

fn left_out(view: &View<'_>) -> Vec<LeftOut> {
    view.case
        .musts
        .iter()
        .zip(&view.advice.excluded_by)
        .map(|(must, &count)| LeftOut {
            need: must.text.clone(),
            count,
        })
        .collect()
}

/// The day on which the facts reach the age after which they are called old.
fn good_until(catalog: &Catalog) -> Option<Date> {
    let days = i64::from(catalog.max_age_days?);
    catalog
        .as_of
        .checked_add(Span::new().try_days(days).ok()?)
        .ok()
}

fn afterwards(catalog: &Catalog) -> Vec<(SafeText, SafeText)> {
    let Some(after) = &catalog.afterwards else {
        return Vec::new();
    };
    [
        ("To try it:", &after.trying),
        ("To change your mind:", &after.change),
        ("To complain:", &after.complain),
        ("To leave again:", &after.leave),
    ]
    .map(|(lead, text)| (lead.into(), text.clone()))
    .to_vec()
}

fn scope(catalog: &Catalog) -> Scope {
    Scope {
        covers: catalog.coverage.covers.clone(),
        missing: catalog.coverage.missing.clone(),
        sellers: catalog
            .sellers
            .iter()
            .map(|seller| seller.name.clone())
            .collect(),
    }
}
