//! The advice of a case computed again, from its facts and the edition they rest on, and compared byte for byte with what was kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::cases::{CaseId, ReadError, Store, Tail};
use crate::catalog::Catalog;
use crate::domain::SafeText;
use crate::interview::Interview;
use crate::present::{Advised, difference};

use super::advice::AdviceMark;
use super::edition::{Edition, EditionError};
use super::records::CaseRecords;

/// One advice that was kept, and what came of computing it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replayed {
    /// The number of its record.
    pub record: u64,
    /// What it rests on.
    pub mark: AdviceMark,
    /// `None` when every byte is the same; else what is not, in words.
    pub difference: Option<SafeText>,
}

/// What came of replaying a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replay {
    /// Each advice that was kept, in order; none for a conversation that has not ended.
    pub advice: Vec<Replayed>,
    /// What stands after the last record that can be trusted.
    pub tail: Tail,
}

impl Replay {
    /// Whether everything that was kept came out again.
    #[must_use]
    pub fn is_same(&self) -> bool {
        let broken = matches!(self.tail, Tail::Broken { .. });
        !broken && self.advice.iter().all(|one| one.difference.is_none())
    }
}

/// Computes every advice of a case again. `at_hand` gives the catalog with a fingerprint where the edition is not kept.
///
/// # Errors
/// [`ReadError`] when there is no such case or its journal cannot be read.
pub fn replay(
    store: &Store,
    id: CaseId,
    at_hand: impl Fn(&str) -> Option<Arc<Catalog>>,
) -> Result<Replay, ReadError> {
    let recovered = store.read_strictly(&id)?;
    let case = CaseRecords::of(&recovered);
    let mut editions: BTreeMap<SafeText, Result<Arc<Catalog>, SafeText>> = BTreeMap::new();
    let mut advice = Vec::new();
    for one in &case.advice {
        let mark = one.kept.mark.clone();
        let edition = editions
            .entry(mark.fingerprint.clone())
            .or_insert_with(|| edition(store, &mark.fingerprint, &at_hand));
        let difference = match edition {
            Err(why) => Some(why.clone()),
            Ok(_) if !one.kept.is_whole() => {
                Some("the advice in the record is not the one that the record names".into())
            }
            Ok(catalog) => {
                let facts = case.facts.get(..one.facts).unwrap_or_default();
                let advised = Advised::on_case(catalog, &id.to_string(), Interview::fold(facts));
                match advised.canonical() {
                    Ok(now) if one.kept.is_same(&now) => None,
                    Ok(now) => Some(one.kept.report.as_ref().map_or_else(
                        || "the advice is another; it was too long to be kept, so only that can be said".into(),
                        |then| difference(then, &now),
                    )),
                    Err(error) => Some(format!("the advice cannot be written ({error})").into()),
                }
            }
        };
        advice.push(Replayed {
            record: one.seq,
            mark,
            difference,
        });
    }
    Ok(Replay {
        advice,
        tail: case.tail,
    })
}

fn edition(
    store: &Store,
    fingerprint: &str,
    at_hand: &impl Fn(&str) -> Option<Arc<Catalog>>,
) -> Result<Arc<Catalog>, SafeText> {
    match Edition::kept(store, fingerprint) {
        Ok(edition) => Ok(Arc::clone(edition.catalog())),
        Err(error @ EditionError::Missing { .. }) => {
            at_hand(fingerprint).ok_or_else(|| refused(&error))
        }
        Err(error) => Err(refused(&error)),
    }
}

fn refused(error: &EditionError) -> SafeText {
    format!("the advice cannot be computed again: of the catalog it rests on, {error}").into()
}
