//! How it ended: what the adviser recommends of their own, and what the customer said to the closing question.

use crate::interview::Interview;
use crate::present::View;

use super::super::document::{Adviser, ClosingLine};

pub(super) fn adviser(view: &View<'_>, interview: &Interview) -> Option<Adviser> {
    let recommended = view.recommended(interview)?;
    Some(Adviser {
        at: recommended.at,
        offering: recommended.offering.clone(),
        name: recommended.name(),
        own: recommended.entry.as_ref().is_some_and(|entry| entry.own),
        rank: recommended.entry.as_ref().and_then(|entry| entry.rank),
        reason: recommended.reason.clone(),
        words: recommended.words(),
    })
}

pub(super) fn closing(interview: &Interview) -> Option<ClosingLine> {
    let (at, closing) = interview.closing()?;
    Some(ClosingLine {
        at: *at,
        asked: closing.asked.clone(),
        said: closing.said.words().into(),
    })
}
