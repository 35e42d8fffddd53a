//! The evidence of a conversation, from its facts and the advice on it.

mod asked;

use crate::domain::{AnswerValue, SafeText};
use crate::interview::{Fact, NoteKind, Outcome, Recorded};
use crate::present::{ENGINE, View, full_name};
use crate::ranking::score_hundredths;

use super::super::proof::{Consented, Masked, Proof, Ranked};
use super::Material;

/// Stars in a row, spaces and dashes between them not counted, that say that digits were hidden.
const STARS: usize = 3;

pub(super) fn proof(material: &Material<'_>) -> Proof {
    let began = material.interview.began();
    Proof {
        held_with: began.map(|(_, began)| began.program.clone()),
        engine: ENGINE.into(),
        questions: asked::questions(material),
        ranking: ranking(material.view),
        consents: consents(material.facts),
        masked: masked(material.facts),
        chain: material.chain.clone(),
    }
}

/// The whole order. An entry of every offering would say its remarks, too, which is slow where there are thousands.
fn ranking(view: &View<'_>) -> Vec<Ranked> {
    let catalog = view.catalog;
    let points = view.case.needs.total_points();
    let musts = |mask: u64| -> Vec<SafeText> {
        let musts = view.case.musts.iter().enumerate();
        let set = musts.filter(|(n, _)| mask >> n & 1 == 1);
        set.map(|(_, must)| must.text.clone()).collect()
    };
    let placed = |position: usize, score: u32| {
        let offering = catalog.offerings.get(position)?;
        let ours = if catalog.is_own(offering) {
            " [OURS]"
        } else {
            ""
        };
        Some(Ranked {
            rank: None,
            leads_line: false,
            id: offering.id.clone(),
            name: format!("{}{ours}", full_name(catalog, position)).into(),
            score: score_hundredths(score, points),
            violates: Vec::new(),
            ask: Vec::new(),
        })
    };
    let fitting = view.advice.ranked.iter().filter_map(|one| {
        Some(Ranked {
            rank: Some(one.rank),
            leads_line: one.leads_line,
            ask: musts(one.open),
            ..placed(one.offering, one.score)?
        })
    });
    let excluded = view.advice.excluded.iter().filter_map(|one| {
        Some(Ranked {
            violates: musts(one.violated),
            ..placed(one.offering, one.score)?
        })
    });
    fitting.chain(excluded).collect()
}

fn consents(facts: &[Recorded]) -> Vec<Consented> {
    let consents = facts.iter().filter_map(|recorded| match &recorded.fact {
        Fact::Consented(consent) => Some(Consented {
            at: recorded.at,
            agreed: consent.agreed,
            sha256: consent.hash.clone(),
            edition: consent.edition.clone(),
            by: consent.by.clone(),
        }),
        _ => None,
    });
    consents.collect()
}

fn masked(facts: &[Recorded]) -> Masked {
    let mut masked = Masked::default();
    for recorded in facts {
        let words = match &recorded.fact {
            Fact::Noted { kind, text } => {
                masked.private_notes_withheld += usize::from(*kind == NoteKind::Private);
                Some(text)
            }
            Fact::Answered { answer, .. } => match &answer.value {
                AnswerValue::Words(words) => Some(words),
                _ => None,
            },
            Fact::Accepted(accepted) => Some(&accepted.summary),
            Fact::Recommended(own) => Some(&own.reason),
            Fact::Ended {
                outcome: Outcome::Referred { to },
            } => Some(to),
            Fact::Drafted { .. } => {
                masked.drafts_left_out += 1;
                None
            }
            _ => None,
        };
        let hidden = words.is_some_and(|words| has_stars(words));
        masked.texts_with_hidden_digits += usize::from(hidden);
    }
    masked
}

/// Whether digits of a text stand as stars.
fn has_stars(text: &str) -> bool {
    let mut run = 0;
    for c in text.chars() {
        match c {
            '*' => run += 1,
            ' ' | '-' => {}
            _ => run = 0,
        }
        if run >= STARS {
            return true;
        }
    }
    false
}
