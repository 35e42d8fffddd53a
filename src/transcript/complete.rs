//! What a final hand-over must have: one list, for every face of the program.

use schemars::JsonSchema;
use serde::Serialize;

use super::document::{Document, Verdict};
use super::shown::{Fit, Shown};

/// A part without which a hand-over is a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// What stands against an offering that is shown.
    Disadvantages,
    /// Two others beside what comes first, as far as there are that many.
    Alternatives,
    /// Amounts side by side, where the catalog has any.
    Costs,
    /// A need that is not met, or that nobody can say anything about, is not named as such.
    UnmetNeeds,
    /// Who is compared.
    Scope,
    /// Who earns what.
    Interests,
    /// Where figures come from.
    Sources,
    /// A question is neither answered, nor named as not asked, nor set aside as not applying.
    NotAsked,
    /// A text that is to be read out word for word was not; outside a case nobody reads any.
    Statements,
}

impl Missing {
    /// All of them, in the order in which they are named.
    pub const ALL: [Self; 9] = [
        Self::Disadvantages,
        Self::Alternatives,
        Self::Costs,
        Self::UnmetNeeds,
        Self::Scope,
        Self::Interests,
        Self::Sources,
        Self::NotAsked,
        Self::Statements,
    ];

    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Disadvantages => "disadvantages",
            Self::Alternatives => "alternatives",
            Self::Costs => "costs",
            Self::UnmetNeeds => "needs that are not met",
            Self::Scope => "what was compared",
            Self::Interests => "who earns what",
            Self::Sources => "sources",
            Self::NotAsked => "what was not asked",
            Self::Statements => "statements read out",
        }
    }
}

/// What is missing; nothing when the hand-over is complete.
#[must_use]
pub fn completeness(document: &Document) -> Vec<Missing> {
    Missing::ALL
        .into_iter()
        .filter(|part| !has(document, *part))
        .collect()
}

fn has(document: &Document, part: Missing) -> bool {
    let interests = &document.interests;
    match part {
        Missing::Disadvantages => shown(document)
            .all(|offering| !offering.disadvantages.is_empty() || offering.misses().count() > 0),
        Missing::Alternatives => {
            let first = usize::from(matches!(document.verdict, Verdict::First { .. }));
            let possible = document.compared.saturating_sub(first);
            document.alternatives.len() >= possible.min(2)
        }
        Missing::Costs => document.head.catalog.money_columns == 0 || has_costs(document),
        Missing::UnmetNeeds => names_unmet(document),
        Missing::Scope => {
            !document.scope.covers.is_empty()
                && !document.scope.missing.is_empty()
                && !document.scope.sellers.is_empty()
        }
        Missing::Interests => ![&interests.general, &interests.own, &interests.others]
            .into_iter()
            .any(|text| text.is_empty()),
        Missing::Sources => !document.sources.is_empty(),
        Missing::NotAsked => accounted(document) == document.head.catalog.questions,
        Missing::Statements => {
            let mut statements = document.statements.iter();
            document.head.case.is_none() || statements.all(|statement| statement.read.is_some())
        }
    }
}

/// What comes first and what stands beside it.
fn shown(document: &Document) -> impl Iterator<Item = &Shown> {
    let first = match &document.verdict {
        Verdict::First { offering, .. } => Some(offering),
        Verdict::NothingFits => None,
    };
    let others = document.alternatives.iter();
    first.into_iter().chain(others.map(|other| &other.offering))
}

fn has_costs(document: &Document) -> bool {
    let costs = &document.costs;
    let whole = |amounts: usize| amounts == costs.offerings.len();
    costs.offerings.len() == shown(document).count()
        && !costs.rows.is_empty()
        && costs.rows.iter().all(|row| whole(row.amounts.len()))
}

/// Whether each need that is not met stands in the list of those.
fn names_unmet(document: &Document) -> bool {
    let unmet = &document.unmet;
    let all = document.compared;
    let nobody = document
        .left_out
        .iter()
        .filter(|must| must.count == all)
        .all(|must| unmet.nobody.contains(&must.need));
    let first = match &document.verdict {
        Verdict::First { offering, .. } => offering.meets.iter().all(|meets| match meets.fit {
            Fit::NotStated => unmet.ask.contains(&meets.need),
            Fit::Little => unmet.little.contains(&meets.need),
            Fit::Missed => false,
            Fit::Met | Fit::VeryWell | Fit::Well | Fit::Partly => true,
        }),
        Verdict::NothingFits => !document.left_out.is_empty(),
    };
    nobody && first
}

/// How many questions the document says something about.
fn accounted(document: &Document) -> usize {
    let said = &document.said;
    let answered = [&said.musts, &said.wishes, &said.other, &said.no_longer_used];
    let named = [
        &said.not_known,
        &said.not_told,
        &said.not_asked,
        &said.not_applying,
    ];
    answered.iter().map(|list| list.len()).sum::<usize>()
        + named.iter().map(|list| list.len()).sum::<usize>()
}
