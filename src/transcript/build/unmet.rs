//! Needs that are not met.

use crate::domain::SafeText;
use crate::interview::{Interview, NoteKind};
use crate::present::View;

use super::super::document::Unmet;
use super::super::shown::{Fit, Shown};

pub(super) fn unmet(view: &View<'_>, interview: &Interview, first: Option<&Shown>) -> Unmet {
    let with = |fit: Fit| -> Vec<SafeText> {
        first
            .iter()
            .flat_map(|first| &first.meets)
            .filter(|meets| meets.fit == fit)
            .map(|meets| meets.need.clone())
            .collect()
    };
    Unmet {
        ask: with(Fit::NotStated),
        little: with(Fit::Little),
        nobody: view
            .case
            .musts
            .iter()
            .zip(&view.advice.excluded_by)
            .filter(|(_, count)| **count == super::compared(view))
            .map(|(must, _)| must.text.clone())
            .collect(),
        noted: noted(interview, NoteKind::UnmetNeed),
        disputed: noted(interview, NoteKind::WrongFact),
    }
}

fn noted(interview: &Interview, kind: NoteKind) -> Vec<SafeText> {
    let notes = interview.notes().iter().filter(|note| note.kind == kind);
    notes.map(|note| note.text.clone()).collect()
}
